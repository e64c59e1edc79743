//! One total by a field, in words: a row a value, each the total of the same question with the row's
//! clause added and nothing else. Whether the rows may be added up is said, never left to be guessed.

use std::cmp::Ordering;

use serde_json::{Value, json};

use crate::engine::{Bitmap, Clause, Direction, Field, Filters, NOT_STATED, Query, Table};
use crate::model::{Measure, Population, Vocabulary, order};
use crate::present::csv::{self, Cell};
use crate::present::labels::lower_first;
use crate::present::record::Record;
use crate::present::region::{self, Asked};
use crate::present::{labels, numbers, total};
use crate::totals::{Ask, Range, Shared, Total};
use crate::view::{self, SplitColumn, SplitOrder, View};

/// How many rows are shown; the file and the command line have all.
const MOST: usize = 60;

/// One total by a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// What is split: `Totals by year: people found`.
    pub name: String,
    /// The field.
    pub field: Field,
    /// The order of the rows.
    pub order: SplitOrder,
    /// What is asked; nothing where there is no such total.
    pub ask: Option<Ask>,
    /// Every row, in order.
    pub rows: Vec<SplitRow>,
    /// How many rows are shown.
    pub shown: usize,
    /// The largest number in the rows.
    pub most: i64,
    /// Whether the rows share no one and come to the whole.
    pub adds_up: bool,
    /// What is to be known of the rows, a sentence each; the first says whether they add up.
    pub notes: Vec<String>,
    /// Whether suspects are counted.
    pub suspects: bool,
    /// The total of all.
    pub whole: Option<Total>,
}

/// A value of the field with its total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SplitRow {
    /// The value, as addresses write it.
    pub value: String,
    /// What it is called.
    pub name: String,
    /// Its total.
    pub total: Total,
    /// The same for a cell.
    pub number: Number,
}

/// A total in a cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// The total in short, or why there is none: `138–141`, `no figure`.
    pub text: String,
    /// Its ends, where there are any.
    pub range: Option<Range>,
    /// What is to be known of it, in a few words.
    pub brief: String,
    /// Its ledger; nothing where no figure stands behind it, or a ledger's address cannot say what
    /// the page asks.
    pub target: Option<View>,
}

impl Number {
    /// A total of a view; `place` is what the place filter selects.
    pub fn new(record: &Record, view: &View, total: &Total, place: Option<&str>) -> Self {
        let behind = total.figures + total.excluded > 0;
        Self {
            text: total::cell(total),
            range: total.range,
            brief: total::brief(total, place),
            target: region::address(record, view, &total.ask).filter(|_| behind),
        }
    }
}

/// The totals of a view by its field, if it has one.
pub fn of_view(record: &Record, view: &View) -> Option<Split> {
    Some(by(record, view, view.totals_by()?))
}

/// The totals of a view by a field.
pub fn by(record: &Record, view: &View, field: Field) -> Split {
    let order = view.split_order(field);
    let view = asking(view);
    let label = lower_first(labels::field(field));
    let refused = |name: String, why: String| Split {
        name,
        field,
        order,
        ask: None,
        rows: Vec::new(),
        shown: 0,
        most: 0,
        adds_up: false,
        notes: vec![why],
        suspects: false,
        whole: None,
    };
    let whole = match region::asked(record, &view, Table::Operations) {
        Asked::One(one) => one,
        Asked::NotOne { why, .. } => return refused(format!("Totals by {label}"), why),
    };
    let (ask, name) =
        (whole.ask, format!("Totals by {label}: {}", lower_first(&total::label(&whole.ask))));
    // A row adds its clause, and a field has one: what it asks for must hold the row's value.
    if let Some(Clause::NoneOf(_) | Clause::AllOf(_)) = view.filters.get(field) {
        return refused(
            name,
            format!(
                "The filter {} leaves values out or asks for several at once, to which a row cannot be added. Take it away to see totals by {label}.",
                labels::field(field)
            ),
        );
    }
    let (of_all, in_whole) =
        record.totals().total_with_operations(&record.dataset, &whole.selection, &ask);
    let asked_place = total::place_of_filter(&record.dataset, &whole.filters);
    let mut sets: Vec<Bitmap> = Vec::new();
    let mut rows: Vec<SplitRow> = Vec::new();
    for value in values(record, &view, &whole.filters, field) {
        let mut narrowed = view.clone();
        narrowed.filters.set(field, Clause::only(&value));
        let Asked::One(one) = region::asked(record, &narrowed, Table::Operations) else { continue };
        let (total, operations) =
            record.totals().total_with_operations(&record.dataset, &one.selection, &ask);
        sets.push(operations);
        let name = match (field, value.as_str()) {
            // A number for the whole country, or for none.
            (Field::State, NOT_STATED) => "No one state".into(),
            (field, value) => labels::value(&record.dataset, field, value),
        };
        let of_row = matches!(field, Field::State | Field::Country) && value != NOT_STATED;
        let row_place = of_row.then(|| total::in_sentence(name.clone()));
        let place = row_place.as_ref().or(asked_place.as_ref()).map(String::as_str);
        rows.push(SplitRow {
            number: Number::new(record, &narrowed, &total, place),
            name,
            total,
            value,
        });
    }
    let shared = record.totals().shared(&sets);
    let adds_up = shared == Shared::default() && sum(&rows) == of_all.range;
    let left = in_whole.iter().filter(|at| !sets.iter().any(|set| set.contains(*at as usize)));
    let notes = notes(field, &rows, &of_all, (shared, left.count()), adds_up);
    let ends = rows.iter().filter_map(|row| row.total.range);
    let most = ends.map(|range| range.upper.unwrap_or(range.lower).max(range.lower)).max();
    order::sort_by(&mut rows, |a, b| compare(order, a, b));
    Split {
        name,
        field,
        order,
        ask: Some(ask),
        shown: rows.len().min(MOST),
        rows,
        most: most.unwrap_or(0),
        adds_up,
        notes,
        suspects: ask.measure.presumed_innocent(),
        whole: Some(of_all),
    }
}

/// The view with what is asked of it in its filters: where they name no total, the one that the chart
/// draws is named by them.
fn asking(view: &View) -> View {
    let mut view = view.clone();
    let named = [Field::Measure, Field::Population];
    if let (Some((measure, population)), true) =
        (view.drawn, named.iter().all(|field| view.filters.get(*field).is_none()))
    {
        view.filters.set(Field::Measure, Clause::only(measure.slug()));
        if let Some(population) = population {
            view.filters.set(Field::Population, Clause::only(population.slug()));
        }
        // Another measure has no outcome to be counted by.
        if measure != Measure::Victims {
            view.counting = None;
        }
    }
    view
}

/// The values that a field has in the operations that the filters select, in the engine's order.
fn values(record: &Record, view: &View, filters: &Filters, field: Field) -> Vec<String> {
    let own = view.filters.get(field);
    let named = |value: &str| match own {
        None => true,
        Some(Clause::Within(span)) => value.parse().is_ok_and(|year: i64| span.meets((year, year))),
        Some(clause) => clause.values().any(|other| other == value),
    };
    let query = view.query(Table::Operations, vec![field]);
    let query = Query { filters: filters.clone(), sort: Vec::new(), limit: 0, ..query };
    let answer = record.answer(&query);
    let counts = answer.facets.first().map_or(&[][..], |(_, counts)| counts);
    let values = record.engine().values(Table::Operations, field).iter().zip(counts);
    let held = values.filter(|(value, count)| **count > 0 && named(value));
    held.map(|(value, _)| value.to_string()).collect()
}

/// What the rows come to, added up.
fn sum(rows: &[SplitRow]) -> Option<Range> {
    let ranges: Vec<Range> = rows.iter().filter_map(|row| row.total.range).collect();
    Range::sum(&ranges)
}

fn notes(
    field: Field,
    rows: &[SplitRow],
    whole: &Total,
    (shared, in_none): (Shared, usize),
    adds_up: bool,
) -> Vec<String> {
    let mut notes = Vec::new();
    let number = total::number(whole);
    if rows.iter().filter(|row| row.total.range.is_some()).count() > 1 {
        let mut why: Vec<String> = Vec::new();
        if shared.operations > 0 {
            let count = numbers::count(shared.operations, "operation", "operations");
            let stand = if shared.operations == 1 { "stands" } else { "stand" };
            why.push(format!("{count} {stand} in several of them"));
        }
        if shared.related {
            why.push(
                "operations that may have counted the same people, such as a whole and its part, stand in different rows"
                    .into(),
            );
        }
        notes.push(match (adds_up, why.is_empty()) {
            (true, _) => format!("The rows share no one and add up to the whole: {number}."),
            (false, false) => format!(
                "The rows can hold the same people and are not to be added up: {}. Together they are {number}.",
                why.join("; ")
            ),
            (false, true) => format!(
                "The rows share no one, but do not come to the whole, which is {number}."
            ),
        });
    }
    if in_none > 0 {
        let count = numbers::count(in_none, "operation", "operations");
        let stand = if in_none == 1 { "stands" } else { "stand" };
        notes.push(format!(
            "{count} of the whole {stand} in no row: what is announced for several {} at once is in none of them.",
            labels::field_plural(field)
        ));
    }
    notes
}

/// The order of two rows; what has no figure comes last in both directions, ties in order of name.
fn compare(order: SplitOrder, a: &SplitRow, b: &SplitRow) -> Ordering {
    let turned = |ordering: Ordering| match order.direction {
        Direction::Ascending => ordering,
        Direction::Descending => ordering.reverse(),
    };
    let number = |of: fn(&SplitRow) -> Option<(i64, i64)>| match (of(a), of(b)) {
        (Some(a), Some(b)) => turned(a.cmp(&b)),
        (a, b) => a.is_none().cmp(&b.is_none()),
    };
    let size = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let first = match order.column {
        SplitColumn::Value => {
            let unstated = |row: &SplitRow| row.value == NOT_STATED;
            unstated(a).cmp(&unstated(b)).then_with(|| turned(a.name.cmp(&b.name)))
        }
        SplitColumn::Total => {
            number(|row| row.total.range.map(|it| (it.lower, it.upper.unwrap_or(i64::MAX))))
        }
        SplitColumn::Operations => turned(size(a.total.operations).cmp(&size(b.total.operations))),
        SplitColumn::Sources => turned(size(a.total.sources).cmp(&size(b.total.sources))),
    };
    first.then_with(|| a.name.cmp(&b.name)).then_with(|| a.value.cmp(&b.value))
}

/// Totals by a field for machines; `query` is the address that they are taken from.
pub fn to_json(split: &Split, query: &str) -> Value {
    let ends = |total: &Total| {
        json!({
            "lower": total.range.map(|range| range.lower),
            "upper": total.range.and_then(|range| range.upper),
            "approximate": total.approximate,
            "contradiction": total.contradiction,
            "operations": total.operations,
            "figures": total.figures,
            "sources": total.sources,
        })
    };
    let rows = split.rows.iter().map(|row| {
        let mut found = json!({ "value": row.value, "label": row.name });
        if let (Some(row), Value::Object(ends)) = (found.as_object_mut(), ends(&row.total)) {
            row.extend(ends);
        }
        let ledger = row.number.target.as_ref().map(|target| view::write(target).split_off(1));
        found["ledger"] = ledger.into();
        found
    });
    json!({
        "query": query,
        "by": split.field.key(),
        "measure": split.ask.map(|ask| ask.measure.slug()),
        "population": split.ask.and_then(|ask| ask.population).map(Population::slug),
        "outcome": split.ask.and_then(|ask| ask.outcomes()).map(|counting| counting.slug()),
        "rule": split.ask.map(|ask| ask.rule.slug()),
        "whole": split.whole.as_ref().map(ends),
        "adds_up": split.adds_up,
        "notes": split.notes,
        "rows": rows.collect::<Vec<_>>(),
    })
}

/// Totals by a field as CSV: a row for each value.
pub fn to_csv(split: &Split) -> String {
    let key = split.field.key();
    let heads = [key, "label", "lower", "upper", "approximate", "operations", "figures", "sources"];
    let mut text = csv::row(heads.map(Cell::Text));
    for SplitRow { value, name, total, .. } in &split.rows {
        let end = |end: Option<i64>| end.map(|end| end.to_string()).unwrap_or_default();
        let (lower, upper) =
            (end(total.range.map(|range| range.lower)), end(total.range.and_then(|it| it.upper)));
        let counts = [total.operations, total.figures, total.sources].map(|it| it.to_string());
        text.push_str(&csv::row([
            Cell::Text(value),
            Cell::Text(name),
            Cell::Number(&lower),
            Cell::Number(&upper),
            Cell::Text(if total.approximate { "yes" } else { "no" }),
            Cell::Number(&counts[0]),
            Cell::Number(&counts[1]),
            Cell::Number(&counts[2]),
        ]));
    }
    text
}
