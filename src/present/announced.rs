//! Numbers announced about one operation, in words.

use crate::model::{Measure, Operation, Population, SuspectPopulation, VictimPopulation};
use crate::present::numbers;
use crate::totals::{self, Announced};

/// What a cell says of people found or arrested: a number, and who is counted where that is not
/// everyone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbered {
    /// `31`, `107–123`, or `see figures` where the sources give no one number.
    pub number: String,
    /// `missing children`.
    pub of: Option<&'static str>,
}

impl Numbered {
    /// `107–123 missing children`.
    pub fn text(&self) -> String {
        match self.of {
            Some(of) => format!("{} {of}", self.number),
            None => self.number.clone(),
        }
    }
}

/// People found, or nothing where the sources give no number at all.
pub fn found(operation: &Operation) -> Option<Numbered> {
    let counts = |measure| matches!(measure, Measure::Victims | Measure::MissingChildren);
    numbered(operation, totals::found(operation), counts)
}

/// People arrested, in the same way.
pub fn arrests(operation: &Operation) -> Option<Numbered> {
    numbered(operation, totals::arrests(operation), |measure| measure == Measure::Arrests)
}

fn numbered(
    operation: &Operation,
    announced: Option<Announced>,
    counts: impl Fn(Measure) -> bool,
) -> Option<Numbered> {
    match announced {
        Some(announced) => {
            let of = Some(population(&announced)).filter(|words| !words.is_empty());
            Some(Numbered { number: span(&announced), of })
        }
        None => {
            let any = operation.figures.iter().any(|figure| counts(figure.measure));
            any.then(|| Numbered { number: "see figures".into(), of: None })
        }
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
