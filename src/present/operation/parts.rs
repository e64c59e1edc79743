//! Parts and wholes of an operation: the sums that its sources invite, and the operations inside it.

use crate::engine::Bitmap;
use crate::model::arithmetic::{PartsSum, amount, parts_sums};
use crate::model::*;
use crate::present::announced::RowTotals;
use crate::present::record::Record;
use crate::present::{labels, numbers, time, total};
use crate::totals::{Ask, Range, Selection};
use crate::view::{Page, View};

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

pub fn table(record: &Record, view: &View, whole: OperationIdx) -> Option<PartsTable> {
    let dataset = &record.dataset;
    let parts: Vec<OperationIdx> = dataset.parts_of(whole).collect();
    if parts.is_empty() {
        return None;
    }
    let scope = RowTotals::everywhere(view);
    let row = |index: &OperationIdx| {
        let part = dataset.operation(*index);
        PartRow {
            target: Page::Operation(part.id.clone()),
            title: part.title.clone(),
            date: time::of_operation(part),
            found: scope.found(record, *index).map(|found| found.text()),
            arrests: scope.arrests(record, *index).map(|arrests| arrests.text()),
        }
    };
    let sums = [Measure::Victims, Measure::MissingChildren, Measure::Arrests]
        .into_iter()
        .filter_map(|measure| widest(dataset.operation(whole), total::ask(view, measure)))
        .filter_map(|ask| sum_of_parts(record, whole, &parts, &ask))
        .collect();
    Some(PartsTable { rows: parts.iter().map(row).collect(), sums })
}

/// The ask for everyone, where an operation states a number for everyone; else for children. What
/// the parts say of others would be set against a number that leaves them out.
fn widest(operation: &Operation, ask: Ask) -> Option<Ask> {
    let states = |population: Option<Population>| {
        let same =
            |figure: &Figure| figure.measure == ask.measure && figure.population == population;
        operation.figures.iter().any(same)
    };
    let children = ask.victims(VictimPopulation::Children);
    let choices = match ask.measure {
        Measure::Arrests => vec![ask],
        Measure::MissingChildren => vec![ask, children],
        _ => vec![ask, ask.victims(VictimPopulation::Unspecified), children],
    };
    choices.into_iter().find(|ask| states(ask.population))
}

/// What the parts announced for the quantity that the whole announced, set beside it.
fn sum_of_parts(
    record: &Record,
    whole: OperationIdx,
    parts: &[OperationIdx],
    ask: &Ask,
) -> Option<String> {
    let (dataset, totals) = (&record.dataset, record.totals());
    let own = totals.of_operation(dataset, whole, ask).range?;
    let stated: Vec<OperationIdx> = parts
        .iter()
        .copied()
        .filter(|part| totals.of_operation(dataset, *part, ask).range.is_some())
        .collect();
    let mut selected = Bitmap::empty(dataset.operations.len());
    stated.iter().for_each(|part| selected.insert(part.position()));
    let together = totals.total(dataset, &Selection::unfiltered(selected), ask).range?;
    let above = |first: Range, second: Range| second.upper.is_some_and(|end| first.lower > end);
    let told = stated.len() == parts.len() && together == own && own.upper == Some(own.lower);
    let verdict = if told {
        "The parts recorded here account for the whole."
    } else if above(together, own) {
        "That is more than the whole: the sources contradict each other."
    } else if above(own, together) {
        "The rest is not broken down in the parts recorded here."
    } else {
        "Whether they account for the whole cannot be told from these numbers."
    };
    Some(format!(
        "{}: {} of {} announced {} together; the whole announced {}. {verdict}",
        total::label(ask),
        stated.len(),
        numbers::count(parts.len(), "part", "parts"),
        total::range_words(together),
        total::range_words(own),
    ))
}
