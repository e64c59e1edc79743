//! Parts and wholes of an operation: the sums that its sources invite, and the operations inside it.

use crate::model::arithmetic::{PartsSum, amount, parts_sums};
use crate::model::*;
use crate::present::{announced, labels, numbers, time};
use crate::totals;
use crate::view::Page;

/// A sum of parts beside its whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckLine {
    /// The sum: `31 = 14 + 17`.
    pub sum: String,
    /// What the numbers are, and how the sum comes out.
    pub words: String,
    /// The numbers of the sources that invite it, from 1.
    pub sources: Vec<usize>,
    /// Whether the sum contradicts itself.
    pub contradicts: bool,
}

/// The operations that are parts of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartsTable {
    /// A row for each part.
    pub rows: Vec<PartRow>,
    /// What the parts announced together, beside the whole.
    pub sums: Vec<String>,
}

/// A part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartRow {
    /// Where it leads.
    pub target: Page,
    /// What it is called.
    pub title: String,
    /// When.
    pub date: Option<String>,
    /// People found.
    pub found: Option<String>,
    /// People arrested.
    pub arrests: Option<String>,
}

pub fn checks(operation: &Operation) -> Vec<CheckLine> {
    let mut lines: Vec<CheckLine> = Vec::new();
    for sum in parts_sums(operation).iter().filter(|sum| sum.parts.len() > 1) {
        let line = check(operation, sum);
        // Several sources that give the same sum are one line.
        match lines.iter_mut().find(|other| other.sum == line.sum && other.words == line.words) {
            Some(same) => same.sources.extend(line.sources),
            None => lines.push(line),
        }
    }
    order::sort_by(&mut lines, |a, b| b.contradicts.cmp(&a.contradicts));
    lines
}

fn check(operation: &Operation, sum: &PartsSum) -> CheckLine {
    let whole = operation.figure(sum.whole);
    let parts: Vec<&Figure> = sum.parts.iter().map(|part| operation.figure(*part)).collect();
    let terms: Vec<String> = parts.iter().map(|part| numbers::amount(part.value)).collect();
    let excess = sum.excess(operation);
    let sign = match excess {
        0 => "=",
        1.. => "<",
        _ => ">",
    };
    let outcome = match excess {
        0 => "The parts add up to their whole.".to_string(),
        1.. => format!(
            "The parts add up to {}, {} more than their whole.",
            numbers::amount(amount(sum.sum)),
            numbers::amount(amount(excess))
        ),
        _ if sum.complete => format!(
            "The parts add up to {}, {} fewer than their whole, and no one should be left out.",
            numbers::amount(amount(sum.sum)),
            numbers::amount(amount(-excess))
        ),
        _ => format!(
            "The parts stated add up to {}; {} are not broken down.",
            numbers::amount(amount(sum.sum)),
            numbers::amount(amount(-excess))
        ),
    };
    CheckLine {
        sum: format!("{} {sign} {}", numbers::amount(whole.value), terms.join(" + ")),
        words: format!(
            "{}, by {}. {outcome}",
            labels::quantity(whole),
            sum.basis.label().to_ascii_lowercase(),
        ),
        sources: vec![whole.source.position() + 1],
        contradicts: sum.contradicts(operation),
    }
}

pub fn table(dataset: &Dataset, whole: OperationIdx) -> Option<PartsTable> {
    let parts: Vec<&Operation> =
        dataset.parts_of(whole).map(|part| dataset.operation(part)).collect();
    if parts.is_empty() {
        return None;
    }
    let rows = parts
        .iter()
        .map(|part| PartRow {
            target: Page::Operation(part.id.clone()),
            title: part.title.clone(),
            date: time::of_operation(part),
            found: announced::found(part).map(|found| found.text()),
            arrests: announced::arrests(part).map(|arrests| arrests.text()),
        })
        .collect();
    let operation = dataset.operation(whole);
    let sums = [totals::found(operation), totals::arrests(operation)]
        .into_iter()
        .flatten()
        .filter_map(|whole| sum_of_parts(&whole, &parts))
        .collect();
    Some(PartsTable { rows, sums })
}

/// What the parts announced for the quantity that the whole announced, set beside it.
fn sum_of_parts(whole: &totals::Announced, parts: &[&Operation]) -> Option<String> {
    let stated: Vec<totals::Announced> = parts
        .iter()
        .filter_map(|part| totals::of_population(part, whole.measure, whole.population))
        .collect();
    if stated.is_empty() {
        return None;
    }
    let sum = |end: fn(&totals::Announced) -> Amount| {
        amount(
            stated.iter().map(|announced| end(announced).hundredths()).fold(0, i64::saturating_add),
        )
    };
    let together =
        totals::Announced { lowest: sum(|a| a.lowest), highest: sum(|a| a.highest), ..*whole };
    let what = match whole.measure {
        Measure::Arrests => "arrests",
        Measure::MissingChildren => "missing children found",
        _ => "people found",
    };
    let of_all = match whole.population {
        Population::Victims(VictimPopulation::All)
        | Population::Suspects(SuspectPopulation::All) => String::new(),
        population => format!(" ({})", population.label().to_ascii_lowercase()),
    };
    let verdict = if together.lowest > whole.highest {
        "That is more than the whole: the sources contradict each other."
    } else if together.highest < whole.lowest {
        "The rest is not broken down in the parts recorded here."
    } else {
        "The parts recorded here account for the whole."
    };
    Some(format!(
        "{} of {} announced {what}{of_all}, {} together; the whole announced {}. {verdict}",
        stated.len(),
        numbers::count(parts.len(), "part", "parts"),
        announced::span(&together),
        announced::span(whole),
    ))
}
