//! What one source says of one quantity: its figures of that quantity as one range.

use crate::model::{Figure, Flag, Operation, Outcome};
use crate::totals::Range;

/// The range that one source gives a quantity, from its figures of it that are no shares.
///
/// A verb said together with others ("recovered or located") is the whole of them, so the single
/// verbs are left out beside it. Figures of one verb are one statement said more or less exactly:
/// what they share or, sharing nothing, what they span. Several verbs may count the same people or
/// different ones: from the largest to the sum. A number that stands only in an address is no
/// account.
pub fn account(figures: &[&Figure]) -> Option<Range> {
    let stated: Vec<&Figure> = figures
        .iter()
        .copied()
        .filter(|figure| !figure.flags.contains(&Flag::FromUrlOnly))
        .collect();
    let verbs = |figure: &Figure| figure.outcome.map_or(&[][..], Outcome::verbs);
    let inside_another = |figure: &Figure| {
        stated.iter().any(|other| figure.outcome.is_some_and(|verb| verbs(other).contains(&verb)))
    };
    let mut by_verb: Vec<(Option<Outcome>, Range)> = Vec::new();
    for figure in stated.iter().filter(|figure| !inside_another(figure)) {
        let range = Range::of(figure)?;
        match by_verb.iter_mut().find(|(verb, _)| *verb == figure.outcome) {
            Some((_, known)) => *known = known.both(range).unwrap_or_else(|| known.either(range)),
            None => by_verb.push((figure.outcome, range)),
        }
    }
    let ranges = by_verb.into_iter().map(|(_, range)| range);
    ranges.reduce(|first, second| Range {
        lower: first.lower.max(second.lower),
        upper: first.upper.zip(second.upper).map(|(first, second)| first.saturating_add(second)),
    })
}

/// Figures by the source that states them.
pub fn by_source<'a>(operation: &Operation, figures: &[&'a Figure]) -> Vec<Vec<&'a Figure>> {
    let of_source = |at: usize| -> Vec<&'a Figure> {
        figures.iter().copied().filter(|figure| figure.source.position() == at).collect()
    };
    (0..operation.sources.len()).map(of_source).filter(|own| !own.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Amount, Qualifier};

    fn account_of(stated: &[(Outcome, Qualifier, i64)]) -> Option<(i64, Option<i64>)> {
        let loaded = crate::dataset::built_in();
        let any = &loaded.dataset.operations[0].figures[0];
        let figures: Vec<Figure> = stated
            .iter()
            .map(|(outcome, qualifier, value)| Figure {
                outcome: Some(*outcome),
                qualifier: *qualifier,
                value: Amount::from_hundredths(value * 100).unwrap_or(Amount::MAX),
                flags: Vec::new(),
                ..any.clone()
            })
            .collect();
        account(&figures.iter().collect::<Vec<_>>()).map(|range| (range.lower, range.upper))
    }

    #[test]
    fn verbs_are_taken_together_as_the_source_means_them() {
        use Outcome::{Located, Recovered, RecoveredOrLocated, Rescued};
        use Qualifier::{Exactly, MoreThan};
        assert_eq!(
            account_of(&[(Recovered, Exactly, 19), (RecoveredOrLocated, Exactly, 20)]),
            Some((20, Some(20)))
        );
        assert_eq!(
            account_of(&[(Rescued, Exactly, 8), (Located, Exactly, 3)]),
            Some((8, Some(11)))
        );
        assert_eq!(
            account_of(&[(Rescued, MoreThan, 100), (Rescued, Exactly, 123)]),
            Some((123, Some(123)))
        );
        assert_eq!(
            account_of(&[(Rescued, Exactly, 120), (Rescued, Exactly, 123)]),
            Some((120, Some(123)))
        );
        assert_eq!(account_of(&[]), None);
    }
}
