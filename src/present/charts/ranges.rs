//! What was announced of each operation of a page, side by side on one scale.

use super::scope::{NO_RANKING, Scope, dated, facts_of, with_total};
use super::{Chart, Counts, Form, Point};
use crate::engine::{Bitmap, Table};
use crate::model::{ChartKind, OperationIdx};
use crate::present::announced::RowTotals;
use crate::present::{numbers, region, total};
use crate::view::Page;

/// How many operations are drawn: the first of the page, in the order of its table.
const MOST: usize = 20;

/// The ranges of the operations of a page.
pub fn chart(scope: Scope<'_>) -> Chart {
    let (record, dataset) = (scope.record, &scope.record.dataset);
    let heads = ["Operation", "Announced"];
    let mut chart = scope.chart(ChartKind::Ranges, "operation", heads, Form::Ranges);
    let Some(ask) = chart.ask else { return chart };
    let places = RowTotals::of(record, scope.view);
    let sort = record.query(scope.view, Table::Operations, Vec::new());
    let answer = record.answer(&crate::engine::Query { limit: MOST, ..sort });
    chart.points = answer
        .page
        .iter()
        .map(|row| {
            let index = OperationIdx(*row);
            let operation = dataset.operation(index);
            let name = dated(operation);
            let mut operations = Bitmap::empty(dataset.operations.len());
            operations.insert(index.position());
            let counts = Counts::Operations(operations);
            let point = Point { short: name.clone(), name, counts, ..Point::default() };
            let home = scope.view.totalled_alike(Page::Operation(operation.id.clone()));
            let found = places.total(record, index, &ask);
            let target = region::address(record, &home, &ask).filter(|_| !places.filters_places());
            with_total(point, &found, target.or(Some(home)))
        })
        .collect();
    if chart.points.is_empty() {
        chart.form =
            Form::Nothing("No operation passes the filters, so there is nothing to draw.".into());
        return chart;
    }
    if chart.points.iter().all(|point| point.range.is_none()) {
        let what = total::label(&ask).to_ascii_lowercase();
        chart.form = Form::Nothing(format!(
            "None of these operations has a figure of {what}. Choose another number to draw."
        ));
        return chart;
    }
    let drawn = chart.points.len();
    if answer.count > drawn {
        chart.facts.push(format!(
            "The first {} of {} of the table.",
            numbers::whole(drawn),
            scope.rows(answer.count)
        ));
    } else {
        chart.facts.push(format!("{}.", scope.rows(drawn)));
    }
    chart.facts.extend(facts_of(&chart.points, "operations"));
    chart.facts.truncate(3);
    chart.notes.insert(0, NO_RANKING.into());
    chart
}
