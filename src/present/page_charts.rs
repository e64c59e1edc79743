//! Which charts stand on a page, in order: those that the page has of its own, then those of the rows
//! that it lists.

use crate::present::charts::{self, Chart, strip};
use crate::present::record::Record;
use crate::present::{compare, detail, front};
use crate::view::{Embedding, Page, View};

/// The charts that a page has of its own.
pub fn of_page(record: &Record, view: &View) -> Vec<Chart> {
    match &view.page {
        Page::Front => front::charts(record, view),
        Page::Agency(_) | Page::Place(_) | Page::Programme(_) => detail::charts(record, view),
        Page::Operation(id) => match record.dataset.operation_by_id(id) {
            Some(index) => strip::of_operation(record, view, index),
            None => Vec::new(),
        },
        Page::Compare => compare::charts(record, view),
        _ => Vec::new(),
    }
}

/// The view that shows a chart alone inside another page.
pub fn embedded(record: &Record, chart: &Chart) -> View {
    let view = &chart.view;
    let mut all = of_page(record, view);
    all.extend(charts::of_view_alone(record, view));
    let at = all.iter().position(|other| other.title == chart.title);
    let embed = match at {
        Some(at) if all.len() > 1 => Embedding::Chart(at + 1),
        _ => Embedding::Charts,
    };
    View { embed, ..view.clone() }
}
