//! Sums that a source itself invites: the parts of a figure beside their whole.

use super::{
    Amount, Figure, FigureIdx, Operation, PartBasis, Population, Qualifier, VictimPopulation,
};

/// The parts of one figure by one basis, and what they add up to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartsSum {
    /// The whole.
    pub whole: FigureIdx,
    /// By what it is divided.
    pub basis: PartBasis,
    /// The parts, in the order in which they were entered.
    pub parts: Vec<FigureIdx>,
    /// What the parts add up to, in hundredths.
    pub sum: i64,
    /// Whether the parts leave no one of the whole out: children and adults of everyone.
    pub complete: bool,
}

impl PartsSum {
    /// By how much the parts exceed their whole, in hundredths; negative when they fall short.
    pub fn excess(&self, operation: &Operation) -> i64 {
        self.sum - operation.figure(self.whole).value.hundredths()
    }

    /// Whether the sum cannot be right: more than the whole, or less with no one left out.
    pub fn contradicts(&self, operation: &Operation) -> bool {
        let excess = self.excess(operation);
        (excess > 0 && self.parts.len() > 1) || (excess < 0 && self.complete)
    }
}

/// The sums of parts that are stated exactly, of a whole that is stated exactly, in the same
/// measure. Parts by type (of charge, of offence) may overlap, so they are not summed.
pub fn parts_sums(operation: &Operation) -> Vec<PartsSum> {
    let exactly = |figure: &Figure| figure.qualifier == Qualifier::Exactly;
    let mut sums: Vec<((FigureIdx, PartBasis), Vec<FigureIdx>)> = Vec::new();
    for (index, part) in operation.figures.iter().enumerate() {
        let (Some(whole_index), Some(basis)) = (part.part_of, part.part_basis) else { continue };
        let whole = operation.figure(whole_index);
        let summed = basis != PartBasis::Type && part.measure == whole.measure;
        if summed && exactly(part) && exactly(whole) {
            let (key, part) = ((whole_index, basis), FigureIdx::at(index));
            match sums.iter_mut().find(|(other, _)| *other == key) {
                Some((_, parts)) => parts.push(part),
                None => sums.push((key, vec![part])),
            }
        }
    }
    sums.into_iter()
        .map(|((whole, basis), parts)| {
            let values = parts.iter().map(|part| operation.figure(*part).value.hundredths());
            let sum = values.fold(0, i64::saturating_add);
            let complete = divides_all(operation, whole, &parts);
            PartsSum { whole, basis, parts, sum, complete }
        })
        .collect()
}

fn divides_all(operation: &Operation, whole: FigureIdx, parts: &[FigureIdx]) -> bool {
    use VictimPopulation::{Adults, All, Children};
    let whole = operation.figure(whole);
    let of = |population: VictimPopulation| Some(Population::Victims(population));
    let [first, second] = parts else { return false };
    let (first, second) = (operation.figure(*first), operation.figure(*second));
    let alike = |part: &Figure| part.place == whole.place && part.outcome == whole.outcome;
    let halves = [(Children, Adults), (Adults, Children)];
    whole.population == of(All)
        && halves.iter().any(|(a, b)| first.population == of(*a) && second.population == of(*b))
        && alike(first)
        && alike(second)
}

/// A sum as an amount, where it is one.
pub fn amount(hundredths: i64) -> Amount {
    Amount::from_hundredths(hundredths.max(0)).unwrap_or(Amount::MAX)
}
