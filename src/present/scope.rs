//! What a view is about: the figures of what it lists, and its totals. It knows no screen.

use crate::engine::{Field, Query};
use crate::model::*;
use crate::present::record::Record;
use crate::present::region::{self, Asked};
use crate::present::total::TotalText;
use crate::totals::{Ask, Selection};
use crate::view::{Page, View};

/// An operation with those of its figures that belong to a view.
pub type Group = (OperationIdx, Vec<FigureIdx>);

/// What a view is about.
#[derive(Default)]
pub struct Scope {
    /// The figures of what it lists, by operation, in order.
    pub groups: Vec<Group>,
    /// What its totals are taken over, where it has totals.
    pub selection: Option<Selection>,
    /// Those of its totals that have a figure.
    pub totals: Vec<(Ask, TotalText)>,
    /// What its filters name and the record does not have, and so leave out of account.
    pub unknown: Vec<(Field, String)>,
}

impl Scope {
    /// What a view is about.
    pub fn of(record: &Record, view: &View) -> Self {
        let dataset = &record.dataset;
        let Some(table) = view.table() else {
            let groups = match &view.page {
                Page::Front => every(dataset, &|_| true),
                Page::Operation(id) | Page::Figure { operation: id, .. } => {
                    let wanted = dataset.operation_by_id(id);
                    every(dataset, &|index| Some(index) == wanted)
                }
                _ => Vec::new(),
            };
            return Self::with_totals(record, view, groups, region::selection(record, view, None));
        };
        if view.page == Page::Ledger {
            let Asked::One(one) = region::asked(record, view, table) else {
                return Self::with_totals(record, view, Vec::new(), None);
            };
            let ledger = record.totals().ledger(dataset, &one.selection, &one.ask);
            let groups = ledger.figures.chunk_by(|a, b| a.operation == b.operation);
            let groups =
                groups.map(|of| (of[0].operation, of.iter().map(|it| it.figure).collect()));
            let page = region::ledger_of(record, view, &one.selection, &one.ask);
            let totals = vec![(one.ask, page.total)];
            let (groups, unknown) = (groups.collect(), one.answer.unknown);
            return Self { groups, selection: Some(one.selection), totals, unknown };
        }
        let query = Query { sort: Vec::new(), ..view.query(table, Vec::new()) };
        let answer = record.answer(&query);
        let groups = match view.page {
            Page::Figures => {
                let mut groups: Vec<Group> = Vec::new();
                for row in answer.passing.iter() {
                    let (home, figure) = record.engine().figure(row);
                    match groups.last_mut() {
                        Some((last, figures)) if *last == home => figures.push(figure),
                        _ => groups.push((home, vec![figure])),
                    }
                }
                groups
            }
            _ => every(dataset, &|index| answer.operations.contains(index.position())),
        };
        let selection = region::selection(record, view, Some(&answer));
        Self { unknown: answer.unknown, ..Self::with_totals(record, view, groups, selection) }
    }

    fn with_totals(
        record: &Record,
        view: &View,
        groups: Vec<Group>,
        selection: Option<Selection>,
    ) -> Self {
        let region = selection.as_ref().map(|selection| region::region(record, view, selection));
        let lines = region.into_iter().flat_map(|it| it.groups).flat_map(|group| group.lines);
        let totals = lines.map(|line| (line.ask, line.words)).collect();
        Self { groups, totals, selection, unknown: Vec::new() }
    }
}

/// Every figure of some operations.
pub fn every(dataset: &Dataset, of: &dyn Fn(OperationIdx) -> bool) -> Vec<Group> {
    let operations = (0..dataset.operations.len()).map(OperationIdx::at).filter(|index| of(*index));
    operations
        .map(|index| {
            let figures = dataset.operation(index).figures.len();
            (index, (0..figures).map(FigureIdx::at).collect())
        })
        .collect()
}
