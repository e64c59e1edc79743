//! Numbers announced about one operation, in words.

use crate::model::{Measure, Operation, Population, SuspectPopulation, VictimPopulation};
use crate::present::numbers;
use crate::totals::{self, Announced};

/// People found: `31`, `107–123 missing children`, `see figures` where the sources give no one
/// number, or nothing where they give none at all.
pub fn found(operation: &Operation) -> Option<String> {
    let counts = |measure| matches!(measure, Measure::Victims | Measure::MissingChildren);
    cell(operation, totals::found(operation), counts)
}

/// People arrested, in the same way.
pub fn arrests(operation: &Operation) -> Option<String> {
    cell(operation, totals::arrests(operation), |measure| measure == Measure::Arrests)
}

fn cell(
    operation: &Operation,
    announced: Option<Announced>,
    counts: impl Fn(Measure) -> bool,
) -> Option<String> {
    match announced {
        Some(announced) => Some(with_population(&announced)),
        None => operation
            .figures
            .iter()
            .any(|figure| counts(figure.measure))
            .then(|| "see figures".into()),
    }
}

/// `14 children`, `82`, `107–123 missing children`.
pub fn with_population(announced: &Announced) -> String {
    match population(announced) {
        "" => span(announced),
        words => format!("{} {words}", span(announced)),
    }
}

/// `107–123`.
pub fn span(announced: &Announced) -> String {
    let Announced { lowest, highest, .. } = announced;
    if lowest == highest {
        numbers::amount(*lowest)
    } else {
        format!("{}–{}", numbers::amount(*lowest), numbers::amount(*highest))
    }
}

/// The words for the people counted, where they are not everyone.
fn population(announced: &Announced) -> &'static str {
    match (announced.measure, announced.population) {
        (Measure::MissingChildren, _) => "missing children",
        (_, Population::Victims(VictimPopulation::All | VictimPopulation::Unspecified)) => "",
        (_, Population::Victims(population)) => match population {
            VictimPopulation::Children => "children",
            VictimPopulation::Adults => "adults",
            VictimPopulation::Women => "women",
            VictimPopulation::Men => "men",
            VictimPopulation::Girls => "girls",
            VictimPopulation::Boys => "boys",
            VictimPopulation::WomenAndGirls => "women and girls",
            VictimPopulation::All | VictimPopulation::Unspecified => "",
        },
        (_, Population::Suspects(population)) => match population {
            SuspectPopulation::All => "",
            SuspectPopulation::Traffickers => "alleged traffickers",
            SuspectPopulation::Buyers => "alleged buyers",
            SuspectPopulation::Sellers => "selling sex",
            SuspectPopulation::Exploiters => "alleged exploiters of children",
            SuspectPopulation::Facilitators => "alleged facilitators",
            SuspectPopulation::Employers => "employers",
            SuspectPopulation::Fugitives => "fugitives",
        },
    }
}
