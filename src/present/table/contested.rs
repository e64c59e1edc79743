//! Rows of disagreements: about what, what each side says, what is likely to lie behind it.

use super::{Cell, listed};
use crate::engine::{Field, Table};
use crate::model::*;
use crate::present::announced::RowTotals;
use crate::present::record::Record;
use crate::present::{disagreement, numbers, total};
use crate::totals::{Disagreement, Saying};
use crate::view::{Page, View};

/// What a row is marked with whose sources contradict each other: the disagreements of its operation.
pub fn mark(record: &Record, table: Table, position: u32) -> Option<View> {
    let home = match table {
        Table::Operations => {
            let home = OperationIdx(position);
            record.disagreements().iter().any(|found| found.operation == home).then_some(home)?
        }
        Table::Figures => {
            let (home, figure) = record.engine().figure(position);
            let among =
                |saying: &Saying| saying.operation == home && saying.figures.contains(&figure);
            record.disagreements().iter().find(|found| found.says.iter().any(among))?.operation
        }
        _ => return None,
    };
    Some(listed::filtered(Page::Disagreements, Field::Id, &record.dataset.operation(home).id))
}

/// A cell of a disagreement's row.
pub fn cell(record: &Record, scope: &RowTotals, found: &Disagreement, key: &str) -> Option<Cell> {
    let dataset = &record.dataset;
    match key {
        "measure" => Cell::of(disagreement::quantity(dataset, found)),
        "disagreement" => Cell::of(found.kind.label()),
        "says" => {
            let row = disagreement::row(dataset, found);
            let mut said: Vec<(&str, usize)> = Vec::new();
            for saying in &row.says {
                match said.iter_mut().find(|(says, _)| *says == saying.says) {
                    Some((_, count)) => *count += 1,
                    None => said.push((&saying.says, 1)),
                }
            }
            let said: Vec<String> = said
                .iter()
                .map(|(says, count)| match count {
                    1 => (*says).to_string(),
                    count => format!("{says} ({})", numbers::count(*count, "source", "sources")),
                })
                .collect();
            let lines = row.says.iter().map(|saying| {
                (format!("{}: {}", saying.who, saying.says), saying.figures.first().cloned())
            });
            let mut cell = Cell::new(said.join(" · "));
            cell.lines = lines.collect();
            Some(cell)
        }
        "spread" => Cell::of(total::short(found.spread?)),
        "reason" => {
            let reason = found.reason?;
            let cell = Cell::new(reason.reason().label());
            Some(cell.under(disagreement::likely(dataset, found, reason)))
        }
        _ => listed::operation(record, scope, found.operation, key),
    }
}
