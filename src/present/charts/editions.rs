//! The editions of a programme side by side: one total of each, from the lower to the upper end.

use super::scope::{facts_of, with_total};
use super::{Chart, Form, Point};
use crate::model::*;
use crate::present::announced::RowTotals;
use crate::present::record::Record;
use crate::present::total::{self, ANNOUNCED};
use crate::present::{labels, region, time};
use crate::totals::Ask;
use crate::view::{Page, View};

/// So few editions with a figure are no picture: the table says them.
const FEWEST: usize = 2;

/// The editions in the order in which they are given.
pub fn chart(
    record: &Record,
    view: &View,
    programme: &str,
    editions: &[OperationIdx],
    ask: &Ask,
) -> Option<Chart> {
    let dataset = &record.dataset;
    let scope = RowTotals::everywhere(view);
    let points: Vec<Point> = editions
        .iter()
        .map(|index| {
            let operation = dataset.operation(*index);
            let name = match time::of_operation(operation) {
                Some(when) => format!("{}, {when}", labels::operation(operation)),
                None => labels::operation(operation).to_string(),
            };
            let home = view.totalled_alike(Page::Operation(operation.id.clone()));
            let target = region::address(record, &home, ask);
            let point = Point { short: name.clone(), name, ..Point::default() };
            with_total(point, &scope.total(record, *index, ask), target)
        })
        .collect();
    if points.iter().filter(|point| point.range.is_some()).count() < FEWEST {
        return None;
    }
    Some(Chart {
        kind: ChartKind::Ranges,
        title: format!("{}, by edition", total::label(ask)),
        filter: programme.to_string(),
        facts: facts_of(&points, "editions").into_iter().take(3).collect(),
        notes: vec![
            "Editions differ in length, area and in what they count, so their numbers are no trend by themselves.".into(),
            ANNOUNCED.to_string(),
        ],
        heads: ["Edition", "Announced"],
        points,
        form: Form::Ranges,
        brush: None,
        suspects: ask.measure.presumed_innocent(),
        view: view.clone(),
        ask: Some(*ask),
    })
}
