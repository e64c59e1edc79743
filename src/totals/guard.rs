//! What is not one number: combinations that a reader can ask for and that have no total. It knows
//! no words.

use crate::model::*;

/// Why what is asked is not one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotOneNumber {
    /// Two measures: arrests and charges count the same people twice, victims and missing children
    /// different ones.
    Measures(Measure, Measure),
    /// Two classes of outcome: people found and people offered help may be the same.
    Classes(OutcomeClass, OutcomeClass),
    /// Two verbs of one class: sources use them for the same people; the class is one number.
    Verbs(Outcome, Outcome),
    /// Two populations, where neither contains the other or both are asked for.
    Populations(Population, Population),
    /// A measure that is not added up: ages, days, money, and numbers with a label of their own.
    NoTotal(Measure),
    /// A population that the measure does not count: children among arrests.
    NotCounted(Measure, Population),
    /// An outcome of victims, for a measure that counts none.
    NoOutcome(Measure),
}

/// Whether these measures, populations and outcomes together are one number; if not, why.
pub fn guard(
    measures: &[Measure],
    populations: &[Population],
    outcomes: &[Counting],
) -> Option<NotOneNumber> {
    if let [first, second, ..] = measures {
        return Some(NotOneNumber::Measures(*first, *second));
    }
    let measure = *measures.first()?;
    if !measure.total() {
        return Some(NotOneNumber::NoTotal(measure));
    }
    if let [first, second, ..] = populations {
        return Some(NotOneNumber::Populations(*first, *second));
    }
    if let Some(population) = populations.first() {
        let counted = match population {
            Population::Victims(_) => Counted::Victims,
            Population::Suspects(_) => Counted::Suspects,
        };
        if measure.counts() != counted {
            return Some(NotOneNumber::NotCounted(measure, *population));
        }
    }
    if !outcomes.is_empty() && measure.counts() != Counted::Victims {
        return Some(NotOneNumber::NoOutcome(measure));
    }
    let class = |counting: Counting| match counting {
        Counting::Class(class) => class,
        Counting::Verb(verb) => verb.class(),
    };
    match outcomes {
        [first, second, ..] if class(*first) != class(*second) => {
            Some(NotOneNumber::Classes(class(*first), class(*second)))
        }
        [Counting::Verb(first), Counting::Verb(second), ..] => {
            Some(NotOneNumber::Verbs(*first, *second))
        }
        _ => None,
    }
}
