//! The tile map of US states, districts and territories, and the ranked list of countries beside it.

use super::scope::{Scope, counted, facts_of};
use super::{Chart, Form, Point, bars};
use crate::engine::{Field, NOT_STATED, Table};
use crate::model::{ChartKind, PlaceType};
use crate::present::numbers;
use crate::view::{Drawing, Page, View};

/// The tiles, by where they lie: the 50 states, the federal district and the five inhabited
/// territories, row by row from the north-west.
pub const TILES: [(&str, (i32, i32)); 56] = [
    ("AK", (0, 0)),
    ("ME", (11, 0)),
    ("VT", (10, 1)),
    ("NH", (11, 1)),
    ("WA", (1, 2)),
    ("ID", (2, 2)),
    ("MT", (3, 2)),
    ("ND", (4, 2)),
    ("MN", (5, 2)),
    ("IL", (6, 2)),
    ("WI", (7, 2)),
    ("MI", (8, 2)),
    ("NY", (9, 2)),
    ("RI", (10, 2)),
    ("MA", (11, 2)),
    ("OR", (1, 3)),
    ("NV", (2, 3)),
    ("WY", (3, 3)),
    ("SD", (4, 3)),
    ("IA", (5, 3)),
    ("IN", (6, 3)),
    ("OH", (7, 3)),
    ("PA", (8, 3)),
    ("NJ", (9, 3)),
    ("CT", (10, 3)),
    ("CA", (1, 4)),
    ("UT", (2, 4)),
    ("CO", (3, 4)),
    ("NE", (4, 4)),
    ("MO", (5, 4)),
    ("KY", (6, 4)),
    ("WV", (7, 4)),
    ("VA", (8, 4)),
    ("MD", (9, 4)),
    ("DE", (10, 4)),
    ("AZ", (2, 5)),
    ("NM", (3, 5)),
    ("KS", (4, 5)),
    ("AR", (5, 5)),
    ("TN", (6, 5)),
    ("NC", (7, 5)),
    ("SC", (8, 5)),
    ("DC", (9, 5)),
    ("OK", (4, 6)),
    ("LA", (5, 6)),
    ("MS", (6, 6)),
    ("AL", (7, 6)),
    ("GA", (8, 6)),
    ("HI", (0, 7)),
    ("TX", (4, 7)),
    ("FL", (9, 7)),
    ("GU", (0, 8)),
    ("MP", (1, 8)),
    ("AS", (2, 8)),
    ("PR", (10, 8)),
    ("VI", (11, 8)),
];

/// The map and the list beside it. They are of operations, whatever the page lists; the filters that
/// only the page's own records have are left out of account.
pub fn charts(scope: Scope<'_>) -> Vec<Chart> {
    let of = |scope| vec![states(scope), bars::by_field(scope, Field::Country)];
    if scope.table() == Table::Operations {
        return of(scope);
    }
    let mut view = View { page: Page::Operations, number: 0, ..scope.view.clone() };
    view.filters.remove(Field::PlaceType);
    view.sort.clear();
    view.columns = None;
    view.drawing = Drawing::Chart(ChartKind::Map);
    let query = view.query(Table::Operations, vec![Field::State, Field::Country]);
    let answer = scope.record.answer(&query);
    of(Scope { view: &view, answer: &answer, ..scope })
}

/// The map.
fn states(scope: Scope<'_>) -> Chart {
    let heads = scope.heads("State");
    let mut chart = scope.chart(ChartKind::Map, "US state or territory", heads, Form::Map);
    let counts = scope.counts(Field::State);
    let dataset = &scope.record.dataset;
    let mut held = 0;
    for (code, _) in TILES {
        let found = counts.iter().find(|(value, _)| *value == code);
        let point = match found {
            Some((_, 0)) if scope.ask().is_none() => {
                let point = named(scope, code);
                counted(point, 0, "no operation passes the filters", None)
            }
            Some((_, count)) => {
                held += 1;
                scope.point_of_value(Field::State, code, *count)
            }
            None => {
                let point = named(scope, code);
                let text = "none recorded";
                Point {
                    text: text.into(),
                    said: format!("{}: no operation in the record", point.name),
                    ..point
                }
            }
        };
        chart.points.push(point);
    }
    if held == 0 {
        chart.form = Form::Nothing(
            "No operation with a US state passes the filters, so there is nothing to draw.".into(),
        );
        return chart;
    }
    let tiles = TILES.len();
    let drawn: Vec<Point> =
        chart.points.iter().filter(|point| point.range.is_some()).cloned().collect();
    chart.facts.push(match scope.ask() {
        None => format!(
            "{held} of {tiles} states, districts and territories hold an operation of the selection."
        ),
        Some(_) => format!(
            "{} of {tiles} states, districts and territories have a figure of their own; {held} hold an operation of the selection.",
            drawn.len()
        ),
    });
    chart.facts.extend(facts_of(&drawn, "places"));
    chart.facts.truncate(3);
    let without = dataset.operations.len();
    let unstated = counts
        .iter()
        .find(|(value, _)| *value == NOT_STATED)
        .map_or(0, |(_, count)| *count as usize);
    if unstated > 0 && unstated < without {
        chart.notes.push(format!(
            "{} without a US state not drawn.",
            numbers::count(unstated, "operation", "operations")
        ));
    }
    chart.notes.push(if scope.ask().is_some() {
        "A number for several states is in none of them unless a source gives its share.".into()
    } else {
        "An operation in several states counts in each, so the tiles do not add up. The size of a state’s population is not taken into account.".to_string()
    });
    chart
}

/// A state without operations.
fn named(scope: Scope<'_>, code: &str) -> Point {
    let places = &scope.record.dataset.places;
    let state = places
        .iter()
        .find(|place| place.place_type == PlaceType::State && place.state.as_deref() == Some(code));
    let name = state.map_or(code, |state| &state.name);
    Point { name: name.to_string(), short: code.to_string(), ..Point::default() }
}
