//! What is likely to lie behind two numbers for one quantity. Each rule looks at the numbers only, and
//! says "likely", never "is". It knows no words.

use super::disagreement::Saying;
use super::index::{Entry, Totals};
use crate::model::*;

/// What is likely to lie behind a disagreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likely {
    /// One number is the other with a number of another quantity added: the figure of that quantity.
    Merged(FigureIdx),
    /// One number is a part of the other: the figure of the part.
    WholeAgainstPart(FigureIdx),
    /// One number is that of an earlier edition, or of another period in the same record.
    AnotherEdition(OperationIdx, FigureIdx),
    /// A number of arrests equals one of suspects who were identified or arrested: that figure.
    IdentifiedReadAsArrested(FigureIdx),
    /// The numbers differ in one digit.
    Digit,
    /// One of the numbers stands only in copies and digests.
    OnlyCopies,
}

impl Likely {
    /// The reason, as the codebook has it.
    pub fn reason(self) -> LikelyReason {
        match self {
            Self::Merged(_) => LikelyReason::Merged,
            Self::WholeAgainstPart(_) => LikelyReason::WholeAgainstPart,
            Self::AnotherEdition(..) => LikelyReason::AnotherEdition,
            Self::IdentifiedReadAsArrested(_) => LikelyReason::IdentifiedReadAsArrested,
            Self::Digit => LikelyReason::Digit,
            Self::OnlyCopies => LikelyReason::OnlyCopies,
        }
    }
}

/// The first rule that fits two of the exact numbers said, the strongest rule first.
pub(super) fn reason(
    totals: &Totals,
    dataset: &Dataset,
    example: &Entry,
    says: &[Saying],
) -> Option<Likely> {
    let operation = dataset.operation(example.operation);
    let mut numbers: Vec<i64> = says.iter().filter_map(exact).collect();
    order::sort_by(&mut numbers, Ord::cmp);
    numbers.dedup();
    let mut pairs = Vec::new();
    for (at, low) in numbers.iter().enumerate() {
        pairs.extend(numbers[at + 1..].iter().map(|high| (*low, *high)));
    }
    let first = |rule: &dyn Fn(i64, i64) -> Option<Likely>| {
        pairs.iter().find_map(|(low, high)| rule(*low, *high))
    };
    // Small numbers are equal by chance.
    const TELLING: i64 = 5;
    let figures = || (0..operation.figures.len()).map(FigureIdx::at);
    let value = |at: FigureIdx| {
        let figure = operation.figure(at);
        figure.value.whole().filter(|_| figure.qualifier == Qualifier::Exactly)
    };
    let same_quantity = |at: FigureIdx| {
        let figure = operation.figure(at);
        figure.measure == example.measure
            && figure.population == super::population::of_code(example.population)
            && figure.place == example.place
    };
    // A number of elsewhere is not what was added.
    let near = |place: Option<PlaceIdx>| match (place, example.place) {
        (Some(place), Some(around)) => {
            dataset.place_and_parents(place).any(|place| place == around)
        }
        (place, None) => place.is_none(),
        (None, Some(_)) => true,
    };
    let merged = |low: i64, high: i64| {
        let added = |at: &FigureIdx| {
            let figure = operation.figure(*at);
            !same_quantity(*at)
                && figure.measure.counts() == example.measure.counts()
                && figure.scope == Scope::Operation
                && figure.part_of.is_none()
                && near(figure.place)
                && value(*at) == Some(high - low)
        };
        let found = figures().find(added).filter(|_| high - low >= TELLING);
        found.map(Likely::Merged)
    };
    let part = |low: i64, high: i64| {
        let is_part = |at: &FigureIdx| {
            let figure = operation.figure(*at);
            let whole = figure.part_of.filter(|whole| same_quantity(*whole)).and_then(value);
            let part = value(*at);
            figure.measure == example.measure
                && whole == Some(high)
                && (part == Some(low) || part == Some(high - low))
        };
        figures().find(is_part).map(Likely::WholeAgainstPart)
    };
    let arrested = |low: i64, high: i64| {
        let identified = |at: &FigureIdx| {
            let measure = operation.figure(*at).measure;
            let of_suspects = matches!(
                measure,
                Measure::SuspectsIdentified | Measure::SuspectsIdentifiedOrArrested
            );
            of_suspects && (value(*at) == Some(low) || value(*at) == Some(high))
        };
        let found = figures().find(identified).filter(|_| example.measure == Measure::Arrests);
        found.map(Likely::IdentifiedReadAsArrested)
    };
    first(&merged)
        .or_else(|| first(&part))
        .or_else(|| first(&arrested))
        .or_else(|| {
            // Ages and days are small and alike from one edition to the next.
            let telling = example.measure.total();
            first(&|low, high| {
                let found = another_edition(totals, dataset, example, [low, high], TELLING);
                found.filter(|_| telling)
            })
        })
        .or_else(|| first(&|low, high| one_digit(low, high).then_some(Likely::Digit)))
        .or_else(|| only_copies(operation, says).then_some(Likely::OnlyCopies))
}

/// The number of a side, where it is one.
fn exact(saying: &Saying) -> Option<i64> {
    saying.range.filter(|range| range.upper == Some(range.lower)).map(|range| range.lower)
}

/// A figure of another scope in the same record, or of an earlier edition of the same series, with one
/// of the numbers.
fn another_edition(
    totals: &Totals,
    dataset: &Dataset,
    example: &Entry,
    numbers: [i64; 2],
    telling: i64,
) -> Option<Likely> {
    let series = |at: OperationIdx| dataset.operation(at).series;
    let here = series(example.operation);
    let earlier = |other: OperationIdx| {
        dataset.operation(other).year() < dataset.operation(example.operation).year()
    };
    let is_same = |other: &&Entry| {
        let elsewhere = other.operation == example.operation && other.scope != example.scope
            || other.operation != example.operation
                && here.is_some()
                && series(other.operation) == here
                && earlier(other.operation)
                && other.place == example.place
                && dataset.operation(other.operation).part_of.is_none()
                && dataset.operation(example.operation).part_of.is_none();
        elsewhere
            && other.measure == example.measure
            && other.population == example.population
            && other.range.upper == Some(other.range.lower)
            && other.range.lower >= telling
            && numbers.contains(&other.range.lower)
    };
    let found = totals.entries.iter().find(is_same)?;
    Some(Likely::AnotherEdition(found.operation, found.figure))
}

/// Whether two numbers of as many digits, two at least, differ in one of them.
pub fn one_digit(low: i64, high: i64) -> bool {
    let (low, high) = (low.to_string(), high.to_string());
    let differ = low.bytes().zip(high.bytes()).filter(|(a, b)| a != b).count();
    low.len() == high.len() && low.len() > 1 && differ == 1
}

/// Whether one of the numbers is said by aggregators and reposts only.
fn only_copies(operation: &Operation, says: &[Saying]) -> bool {
    let is_copy = |saying: &Saying| {
        let source = saying.source.map(|source| operation.source(source));
        source.is_some_and(|it| it.kind.aggregator() || it.flags.contains(&Flag::Reposted))
    };
    says.iter().any(|saying| {
        let same = says.iter().filter(|other| other.range == saying.range);
        same.clone().all(is_copy)
    }) && !says.iter().all(is_copy)
}
