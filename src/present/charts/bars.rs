//! Ranked bars: the values of a field, or the records of a table, the largest first.

use super::scope::{Scope, counted, facts_of};
use super::{Chart, Counts, Form, Point};
use crate::engine::{Bitmap, Clause, Direction, Field, NOT_STATED, Query, Sort, SortKey, Table};
use crate::model::{ChartKind, OffenceCategory, Vocabulary, order};
use crate::present::{labels, numbers};
use crate::view::{Page, View};

/// How many bars are drawn.
const MOST: usize = 20;

/// The bars of a view.
pub fn chart(scope: Scope<'_>) -> Chart {
    match scope.view.split() {
        Some(field) => by_field(scope, field),
        None => by_record(scope),
    }
}

/// One bar a value of a field.
pub fn by_field(scope: Scope<'_>, field: Field) -> Chart {
    let label = labels::field(field);
    let heads = scope.heads(label);
    let mut chart = scope.chart(ChartKind::Bars, &labels::lower_first(label), heads, Form::Ranked);
    let mut counts: Vec<(&str, u32)> = scope.counts(field);
    let unstated = counts.iter().find(|(value, _)| *value == NOT_STATED).map_or(0, |it| it.1);
    counts.retain(|(value, count)| *count > 0 && *value != NOT_STATED);
    order::sort_by(&mut counts, |a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let all = counts.len();
    counts.truncate(MOST);
    chart.points =
        counts.iter().map(|(value, count)| scope.point_of_value(field, value, *count)).collect();
    if scope.ask().is_some() {
        let least = |point: &Point| {
            point.range.map_or((-1, -1), |range| (range.lower, range.upper.unwrap_or(i64::MAX)))
        };
        order::sort_by(&mut chart.points, |a, b| least(b).cmp(&least(a)));
        chart
            .notes
            .push("The rows can hold the same people, so they do not add up to the whole.".into());
    } else if field.is_many_valued() {
        chart.notes.push(
            "A row can count under several of these, so they do not add up to the whole.".into(),
        );
    }
    let words = (labels::lower_first(label), labels::field_plural(field));
    finish(scope, &mut chart, all, (&words.0, &words.1));
    if unstated > 0 {
        chart.notes.push(format!(
            "{}: {} not drawn.",
            labels::value(&scope.record.dataset, field, NOT_STATED),
            scope.rows(unstated as usize)
        ));
    }
    chart
}

/// One bar a record, with how many of the operations that pass stand behind it.
fn by_record(scope: Scope<'_>) -> Chart {
    let (table, dataset) = (scope.table(), &scope.record.dataset);
    let words = labels::table(table);
    let heads = [words.name, "Operations"];
    let mut chart = scope.chart(ChartKind::Bars, "", heads, Form::Ranked);
    chart.title = format!("{} in most operations", words.name);
    let sort = vec![Sort { key: SortKey::Operations, direction: Direction::Descending }];
    let query = Query { sort, offset: 0, limit: MOST, ..scope.view.query(table, Vec::new()) };
    let answer = scope.record.answer(&query);
    let rows = answer.page.iter().zip(&answer.behind);
    chart.points = rows
        .filter_map(|(record, behind)| {
            let at = *record as usize;
            let page = |page: Page| Some(View::of(page));
            let mut short = None;
            let (name, target) = match table {
                Table::Agencies => {
                    let agency = dataset.agencies.get(at)?;
                    short = Some(labels::agency_short(agency));
                    (agency.name.clone(), page(Page::Agency(agency.id.clone())))
                }
                Table::Places => {
                    let place = dataset.places.get(at)?;
                    (place.name.clone(), page(Page::Place(place.id.clone())))
                }
                Table::Programmes => {
                    let programme = dataset.programmes.get(at)?;
                    (programme.name.clone(), page(Page::Programme(programme.id.clone())))
                }
                Table::Offences => {
                    let category = OffenceCategory::ALL.get(at)?;
                    let mut view = View { page: Page::Operations, ..scope.view.clone() };
                    view.filters.set(Field::Offence, Clause::only(category.slug()));
                    (category.label().to_string(), Some(view))
                }
                _ => return None,
            };
            let mut operations = Bitmap::empty(dataset.operations.len());
            behind.iter().for_each(|index| operations.insert(index.position()));
            let counts = Counts::Operations(operations);
            let short = short.unwrap_or(&name).to_string();
            let point = Point { short, name, counts, ..Point::default() };
            Some(counted(
                point,
                behind.len(),
                &numbers::count(behind.len(), "operation", "operations"),
                target,
            ))
        })
        .collect();
    finish(scope, &mut chart, answer.count, (words.one, words.many));
    chart
}

fn finish(scope: Scope<'_>, chart: &mut Chart, all: usize, (one, what): (&str, &str)) {
    if chart.points.is_empty() {
        chart.form = Form::Nothing(format!(
            "No {} passes the filters, so there is nothing to draw.",
            labels::table(scope.table()).one
        ));
        return;
    }
    let drawn = chart.points.len();
    chart.facts.push(match all > drawn {
        true => format!(
            "{} of {} {what} drawn, those in most rows.",
            numbers::whole(drawn),
            numbers::whole(all)
        ),
        false => format!("{}.", numbers::count(all, one, what)),
    });
    chart.facts.extend(facts_of(&chart.points, what));
    chart.facts.truncate(3);
}
