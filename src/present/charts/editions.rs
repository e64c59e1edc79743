//! Operations that are given side by side, such as the editions of a programme: one total of each, from
//! the lower to the upper end.

use super::scope::{NO_RANKING, dated, facts_of, with_total};
use super::{Chart, Form, Point};
use crate::model::*;
use crate::present::announced::RowTotals;
use crate::present::record::Record;
use crate::present::total::{self, ANNOUNCED};
use crate::present::{numbers, region};
use crate::totals::Ask;
use crate::view::{Page, View};

/// So few operations with a figure are no picture: the table says them.
const FEWEST: usize = 2;

/// What the operations of such a chart are.
pub struct Words {
    /// One of them: `edition`.
    pub one: &'static str,
    /// Several: `editions`.
    pub many: &'static str,
    /// One at the head of a column: `Edition`.
    pub head: &'static str,
    /// What is to be known of them.
    pub note: &'static str,
}

/// The editions of a programme.
pub const EDITIONS: Words = Words {
    one: "edition",
    many: "editions",
    head: "Edition",
    note: "Editions differ in length, area and in what they count, so their numbers are no trend by themselves.",
};

/// Operations that a reader chose.
pub const CHOSEN: Words =
    Words { one: "operation", many: "operations", head: "Operation", note: NO_RANKING };

/// The operations in the order in which they are given, under a filter in words.
pub fn chart(
    record: &Record,
    view: &View,
    (words, filter): (&Words, String),
    operations: &[OperationIdx],
    ask: &Ask,
) -> Option<Chart> {
    let dataset = &record.dataset;
    let scope = RowTotals::everywhere(view);
    let points: Vec<Point> = operations
        .iter()
        .map(|index| {
            let operation = dataset.operation(*index);
            let name = dated(operation);
            let home = view.totalled_alike(Page::Operation(operation.id.clone()));
            let target = region::address(record, &home, ask);
            let point = Point { short: name.clone(), name, ..Point::default() };
            with_total(point, &scope.total(record, *index, ask), target)
        })
        .collect();
    if points.iter().filter(|point| point.range.is_some()).count() < FEWEST {
        return None;
    }
    let years = || operations.iter().filter_map(|index| dataset.operation(*index).year());
    let mut facts = vec![match years().min().zip(years().max()) {
        Some((first, last)) if first < last => format!(
            "{}, from {first} to {last}.",
            numbers::count(points.len(), words.one, words.many)
        ),
        _ => format!("{}.", numbers::count(points.len(), words.one, words.many)),
    }];
    facts.extend(facts_of(&points, words.many));
    facts.truncate(3);
    Some(Chart {
        kind: ChartKind::Ranges,
        title: format!("{}, by {}", total::label(ask), words.one),
        filter,
        facts,
        notes: vec![words.note.into(), ANNOUNCED.to_string()],
        heads: [words.head, "Announced"],
        points,
        form: Form::Ranges,
        brush: None,
        suspects: ask.measure.presumed_innocent(),
        view: view.clone(),
        ask: Some(*ask),
    })
}
