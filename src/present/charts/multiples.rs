//! Small multiples: how many operations there were in each year, a panel for each of the most
//! frequent values of a field, all on one scale.

use super::scope::{RECORDED, Scope, counted, facts_of};
use super::{Chart, Counts, Form, Point, timeline};
use crate::engine::{Bitmap, Clause, Field, NOT_STATED, Table};
use crate::model::{ChartKind, OperationIdx, order};
use crate::present::{labels, numbers};

/// How many panels there are.
const MOST: usize = 12;

/// The panels of a view.
pub fn chart(scope: Scope<'_>) -> Chart {
    let field = scope.view.split().unwrap_or(Field::Series);
    if field == Field::Year {
        return by_month(scope);
    }
    let label = labels::field(field);
    let heads = ["Panel and year", "Operations"];
    let form = Form::Multiples { panels: Vec::new() };
    let mut chart = scope.chart(
        ChartKind::Multiples,
        &format!("year and {}", labels::lower_first(label)),
        heads,
        form,
    );
    let mut values: Vec<(&str, u32)> = scope.counts(field);
    values.retain(|(value, count)| *count > 0 && *value != NOT_STATED);
    order::sort_by(&mut values, |a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let all = values.len();
    values.truncate(MOST);
    let years: Vec<&str> = {
        let stated = scope.counts(Field::Year).into_iter();
        stated
            .filter(|(year, count)| *year != NOT_STATED && *count > 0)
            .map(|(year, _)| year)
            .collect()
    };
    let (first, last) = match years.as_slice() {
        [only] => (*only, *only),
        [first, .., last] => (*first, *last),
        [] => ("1", "0"),
    };
    let (first, last): (i64, i64) = (first.parse().unwrap_or(1), last.parse().unwrap_or(0));
    if values.is_empty() || first > last {
        chart.form = Form::Nothing(format!(
            "No operation of the selection states a year and {}, so there is nothing to draw.",
            labels::lower_first(label)
        ));
        return chart;
    }
    let mut panels = Vec::new();
    let mut largest: Option<(usize, String)> = None;
    for (value, _) in &values {
        let narrowed = scope.narrowed(field, value);
        let query = narrowed.query(Table::Operations, vec![Field::Year]);
        let answer = scope.record.answer(&query);
        let inner = Scope { view: &narrowed, answer: &answer, ..scope };
        let counts = inner.counts(Field::Year);
        let panel = labels::value(&scope.record.dataset, field, value);
        for year in first..=last {
            let slug = format!("{year:04}");
            let count = counts
                .iter()
                .find(|(other, _)| *other == slug)
                .map_or(0, |(_, count)| *count as usize);
            let mut target = narrowed.clone();
            target.filters.set(Field::Year, Clause::only(slug.as_str()));
            let point = Point {
                name: format!("{panel}, {year}"),
                short: year.to_string(),
                ..Point::default()
            };
            let target = (count > 0).then_some(target);
            let point = counted(point, count, &scope.rows(count), target);
            if largest.as_ref().is_none_or(|(most, _)| count > *most) {
                largest = Some((count, point.name.clone()));
            }
            chart.points.push(point);
        }
        panels.push((panel, (first..=last).count()));
    }
    chart.facts.push(match all > panels.len() {
        true => format!(
            "The {} most frequent of {} values of {}, {first} to {last}.",
            panels.len(),
            numbers::whole(all),
            labels::lower_first(label)
        ),
        false => format!(
            "{} by {}, {first} to {last}.",
            scope.rows(scope.answer.count),
            labels::lower_first(label)
        ),
    });
    if let Some((count, name)) = largest {
        chart.facts.push(format!("Largest: {name}, {}.", numbers::whole(count)));
    }
    if let (Some((panel, _)), Some((_, count))) = (panels.first(), values.first()) {
        let rows = scope.rows(*count as usize);
        chart.facts.push(format!("Most in all years: {panel}, {rows}."));
    }
    if field.is_many_valued() {
        chart.notes.push("An operation can stand in several panels.".into());
    }
    chart.notes.push(RECORDED.into());
    chart.form = Form::Multiples { panels };
    chart
}

/// A panel a year, with its months; the last years.
fn by_month(scope: Scope<'_>) -> Chart {
    let dataset = &scope.record.dataset;
    let form = Form::Multiples { panels: Vec::new() };
    let mut chart =
        scope.chart(ChartKind::Multiples, "month and year", ["Month", "Operations"], form);
    let mut months: Vec<(i64, Bitmap)> = Vec::new();
    let mut unplaced = 0;
    for row in scope.answer.operations.iter() {
        match timeline::months(dataset.operation(OperationIdx(row))) {
            Some((from, to)) if from == to => {
                let at = months.iter().position(|(month, _)| *month == from);
                let at = at.unwrap_or_else(|| {
                    months.push((from, Bitmap::empty(dataset.operations.len())));
                    months.len() - 1
                });
                months[at].1.insert(row as usize);
            }
            _ => unplaced += 1,
        }
    }
    let mut years: Vec<i64> = months.iter().map(|(month, _)| month / 12).collect();
    order::sort_by(&mut years, Ord::cmp);
    years.dedup();
    let all = years.len();
    let years = years.split_off(all.saturating_sub(MOST));
    if years.is_empty() {
        chart.form = Form::Nothing(
            "No operation of the selection states a month, so there is nothing to draw.".into(),
        );
        return chart;
    }
    let none = Bitmap::empty(dataset.operations.len());
    for month in years.iter().flat_map(|year| year * 12..year * 12 + 12) {
        let found = months.iter().find(|(other, _)| *other == month);
        let operations = found.map_or(&none, |(_, operations)| operations);
        let stretch = timeline::stretch(1, month, month);
        let name = timeline::words(stretch);
        let short = name.chars().take(3).collect();
        let point = Point { name, short, ..Point::default() };
        let count = operations.count();
        let target = timeline::target(scope, stretch, operations).filter(|_| count > 0);
        let point = counted(point, count, &scope.rows(count), target);
        chart.points.push(Point { counts: Counts::Operations(operations.clone()), ..point });
    }
    chart.facts.push(format!("{} of {} years drawn.", years.len(), all));
    chart.facts.extend(facts_of(&chart.points, "months"));
    chart.facts.truncate(3);
    if unplaced > 0 {
        chart.notes.push(format!(
            "{} dated less exactly, or lasting longer than one month, not drawn.",
            scope.rows(unplaced)
        ));
    }
    chart.notes.push(RECORDED.into());
    chart.form =
        Form::Multiples { panels: years.iter().map(|year| (year.to_string(), 12)).collect() };
    chart
}
