//! What sources announced about one operation, from the least to the greatest exact number. A
//! stand-in until totals follow the conflict rules: it looks at one operation alone, and where it
//! cannot say one thing it says nothing.

use crate::model::*;
use crate::totals::{Range, account, by_source};

/// A span of exact numbers for one measure and population.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Announced {
    /// What is counted.
    pub measure: Measure,
    /// Who is counted.
    pub population: Population,
    /// The least exact number that a source states.
    pub lowest: Amount,
    /// The greatest.
    pub highest: Amount,
}

/// The people found: victims, else missing children, never both in one number. Where victims were
/// announced without one exact number, nothing: children found would be taken for all of them.
pub fn found(operation: &Operation) -> Option<Announced> {
    let victims = operation.figures.iter().any(|figure| {
        figure.measure == Measure::Victims
            && figure.scope == Scope::Operation
            && counts_as_found(figure)
    });
    widest(operation, if victims { Measure::Victims } else { Measure::MissingChildren })
}

/// The people arrested.
pub fn arrests(operation: &Operation) -> Option<Announced> {
    widest(operation, Measure::Arrests)
}

/// The span for one measure and population, over what each source gives.
pub fn of_population(
    operation: &Operation,
    measure: Measure,
    population: Population,
) -> Option<Announced> {
    let counted: Vec<&Figure> = counting(operation, measure)
        .filter(|figure| figure.population == Some(population))
        .collect();
    let sources = by_source(operation, &counted);
    let span = sources.iter().filter_map(|own| account(own)).reduce(Range::either)?;
    let amount = |number: i64| Amount::from_hundredths(number.checked_mul(100)?);
    let (lowest, highest) = (amount(span.lower)?, amount(span.upper?)?);
    Some(Announced { measure, population, lowest, highest })
}

/// The span for the population that contains every other one reported.
fn widest(operation: &Operation, measure: Measure) -> Option<Announced> {
    let populations: Vec<Population> =
        counting(operation, measure).filter_map(|figure| figure.population).collect();
    let widest = populations.iter().find(|wide| {
        populations.iter().all(|other| other == *wide || lies_inside(*other, **wide))
    })?;
    of_population(operation, measure, *widest)
}

/// The exact figures of the operation itself: for no single place, no part, nobody merely possible.
fn counting(operation: &Operation, measure: Measure) -> impl Iterator<Item = &Figure> {
    operation.figures.iter().filter(move |figure| {
        figure.measure == measure
            && figure.qualifier == Qualifier::Exactly
            && figure.scope == Scope::Operation
            && figure.place.is_none()
            && figure.part_of.is_none()
            && figure.part_basis.is_none()
            && counts_as_found(figure)
    })
}

/// Whether a figure counts people as found (or counts no victims), more than possibly, and in a
/// text rather than an address.
fn counts_as_found(figure: &Figure) -> bool {
    figure.outcome.is_none_or(|outcome| outcome.class() == OutcomeClass::Found)
        && !figure.flags.contains(&Flag::Potential)
        && !figure.flags.contains(&Flag::FromUrlOnly)
}

/// Whether everyone of `inner` is one of `outer`.
fn lies_inside(inner: Population, outer: Population) -> bool {
    match (inner, outer) {
        (Population::Victims(inner), Population::Victims(outer)) => {
            inner.inside().iter().any(|parent| {
                *parent == outer
                    || lies_inside(Population::Victims(*parent), Population::Victims(outer))
            })
        }
        (Population::Suspects(inner), Population::Suspects(outer)) => {
            inner.inside().contains(&outer)
        }
        _ => false,
    }
}
