//! What a chart is drawn of: a record, a view and what the view selects; and how the numbers in it
//! are come by and said.

use super::{Chart, Counts, Form, Point};
use crate::engine::{Answer, Bitmap, Clause, Field, Table};
use crate::model::*;
use crate::present::record::Record;
use crate::present::total::{self, ANNOUNCED};
use crate::present::{chips, labels, ledger, numbers, region, time};
use crate::totals::{Ask, Selection, Total};
use crate::view::{Page, View};

/// What a chart is drawn of.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    /// The record.
    pub record: &'a Record,
    /// The view.
    pub view: &'a View,
    /// What the view selects.
    pub answer: &'a Answer,
}

impl<'a> Scope<'a> {
    /// The table whose rows are drawn.
    pub fn table(self) -> Table {
        self.view.table().unwrap_or(Table::Operations)
    }

    /// The total that is drawn; nothing where rows are counted.
    pub fn ask(self) -> Option<Ask> {
        Some(total::drawn(self.view, self.view.drawn_total()?))
    }

    /// What the numbers of the chart are called: `Operations`, `Children found`.
    pub fn counted(self) -> String {
        match self.ask() {
            Some(ask) => total::label(&ask),
            None => labels::table(self.table()).name.into(),
        }
    }

    /// Under which filter the chart stands, in words.
    pub fn filter(self) -> String {
        filter_sentence(&self.record.dataset, self.view)
    }

    /// So many rows: `28 operations`.
    pub fn rows(self, count: usize) -> String {
        let words = labels::table(self.table());
        numbers::count(count, words.one, words.many)
    }

    /// What the names and the numbers of the chart are called in its table.
    pub fn heads(self, name: &'static str) -> [&'static str; 2] {
        let rows = labels::table(self.table()).name;
        [name, if self.ask().is_some() { "Announced" } else { rows }]
    }

    /// A chart of this scope, without points yet. Its title says what is counted, by what.
    pub fn chart(self, kind: ChartKind, by: &str, heads: [&'static str; 2], form: Form) -> Chart {
        let ask = self.ask();
        let suspects = ask.is_some_and(|ask| ask.measure.presumed_innocent());
        Chart {
            kind,
            title: format!("{}, by {by}", self.counted()),
            filter: self.filter(),
            facts: Vec::new(),
            notes: if ask.is_some() { vec![ANNOUNCED.to_string()] } else { Vec::new() },
            heads,
            points: Vec::new(),
            form,
            brush: None,
            suspects,
            view: self.view.clone(),
            ask,
        }
    }

    /// How often each value of a field stands among the rows, under every filter but its own. In the
    /// order of the engine.
    pub fn counts(self, field: Field) -> Vec<(&'a str, u32)> {
        let counted = self.answer.facets.iter().find(|(other, _)| *other == field);
        let counts = counted.map_or(&[][..], |(_, counts)| counts);
        let values = self.record.engine().values(self.table(), field).iter();
        values.map(|value| &**value).zip(counts.iter().copied()).collect()
    }

    /// The view with one value of a field in place of what it asks of that field.
    pub fn narrowed(self, field: Field, value: &str) -> View {
        let mut view = View { number: 0, ..self.view.clone() };
        view.filters.set(field, Clause::only(value));
        view
    }

    /// Whether the view's filter on a field lets a value through.
    pub fn admits(self, field: Field, value: &str) -> bool {
        let year = || value.parse().map(|year: i64| (year, year));
        match self.view.filters.get(field) {
            None => true,
            Some(Clause::Within(span)) => year().is_ok_and(|year| span.meets(year)),
            Some(clause) => {
                clause.values().any(|other| other == value) != matches!(clause, Clause::NoneOf(_))
            }
        }
    }

    /// A point for one value of a field: how many rows have it, or their total. A press on a count
    /// filters by the value, and lifts the filter where that is all it names; a press on a total opens
    /// its ledger.
    pub fn point_of_value(self, field: Field, value: &str, count: u32) -> Point {
        let dataset = &self.record.dataset;
        let name = labels::value(dataset, field, value);
        let short = match field {
            Field::State => value.to_string(),
            Field::Agency => dataset
                .agency_by_id(value)
                .map_or(name.as_str(), |index| labels::agency_short(dataset.agency(index)))
                .to_string(),
            _ => name.clone(),
        };
        let narrowed = self.narrowed(field, value);
        let outside = !self.admits(field, value);
        let point = Point { name: name.clone(), short, outside, ..Point::default() };
        match self.ask() {
            None => {
                let only = self.view.filters.get(field) == narrowed.filters.get(field);
                let mut target = narrowed;
                if only {
                    target.filters.remove(field);
                }
                let counts = if only { Counts::Filtered } else { Counts::Target };
                let point = Point { counts, ..point };
                counted(point, count as usize, &self.rows(count as usize), Some(target))
            }
            Some(ask) => {
                let query = narrowed.query(self.table(), Vec::new());
                let answer = self.record.answer(&query);
                match region::selection(self.record, &narrowed, Some(&answer)) {
                    Some(selection) => {
                        let target = region::address(self.record, &narrowed, &ask);
                        self.totalled(point, &selection, &ask, target)
                    }
                    None => point,
                }
            }
        }
    }

    /// A point for some operations, with their total if one is drawn.
    pub fn point_of(self, point: Point, operations: &Bitmap, target: Option<View>) -> Point {
        let point = Point { counts: Counts::Operations(operations.clone()), ..point };
        let Some(ask) = self.ask() else {
            let count = operations.count();
            return counted(point, count, &self.rows(count), target);
        };
        let dataset = &self.record.dataset;
        let filters = region::filters(dataset, self.view);
        let selection = Selection::of_operations(dataset, operations, &filters);
        self.totalled(point, &selection, &ask, target)
    }

    /// How many of some operations have a figure in the total that is drawn, if one is.
    pub fn with_figure(self, operations: &Bitmap) -> Option<usize> {
        let dataset = &self.record.dataset;
        let filters = region::filters(dataset, self.view);
        let selection = Selection::of_operations(dataset, operations, &filters);
        Some(self.record.totals().total(dataset, &selection, &self.ask()?).operations)
    }

    /// A point with a total.
    pub fn totalled(
        self,
        point: Point,
        selection: &Selection,
        ask: &Ask,
        target: Option<View>,
    ) -> Point {
        let total = self.record.totals().total(&self.record.dataset, selection, ask);
        with_total(point, &total, target)
    }
}

/// What an operation is called among others, with its date where its name says no year.
pub fn dated(operation: &Operation) -> String {
    let name = ledger::name(operation);
    let says = operation.year().is_some_and(|year| name.contains(&year.to_string()));
    match time::of_operation(operation).filter(|_| !says) {
        Some(when) => format!("{name}, {when}"),
        None => name.to_string(),
    }
}

/// A point with a count: `Kansas: 12 operations`.
pub fn counted(point: Point, count: usize, said: &str, target: Option<View>) -> Point {
    let number = i64::try_from(count).unwrap_or(i64::MAX);
    Point {
        range: Some(crate::totals::Range { lower: number, upper: Some(number) }),
        text: numbers::whole(count),
        said: format!(
            "{}: {said}{}",
            point.name,
            if point.outside { ", filtered out" } else { "" }
        ),
        target,
        ..point
    }
}

/// A point with a total: `Kansas: children found, between 138 and 141; 3 operations, 12 figures`.
pub fn with_total(point: Point, total: &Total, target: Option<View>) -> Point {
    let label = labels::lower_first(&total::label(&total.ask));
    let Some(range) = total.range else {
        let why = if total.reach_elsewhere > 0 { "share not stated" } else { "no figure" };
        return Point {
            text: why.into(),
            said: format!("{}: {label}, {why}", point.name),
            target: target.filter(|_| total.excluded > 0),
            ..point
        };
    };
    let about = if total.approximate { "about " } else { "" };
    let behind = total::behind(total);
    let mut said = format!("{}: {label}, {}; {behind}", point.name, total::number(total));
    if total.contradiction {
        said.push_str("; sources contradict each other");
    }
    Point {
        range: Some(range),
        text: format!("{about}{}", total::short(range)),
        said,
        behind,
        target,
        ..point
    }
}

/// Under which filter a view stands, in words: `State: Kansas; Year: 2019 to 2021`, and under which
/// rule where that is not the usual one.
pub fn filter_sentence(dataset: &Dataset, view: &View) -> String {
    let mut parts: Vec<String> = Vec::new();
    match &view.page {
        Page::Agency(_) | Page::Place(_) | Page::Programme(_) => {
            parts.push(crate::present::titles::heading(dataset, view));
        }
        _ => {}
    }
    for chip in chips::of_view(dataset, view) {
        let or = parts.last_mut().filter(|last| last.starts_with(&format!("{}: ", chip.field)));
        match or {
            Some(last) => last.push_str(&format!(" or {}", chip.text)),
            // Many operations are called so.
            None if chip.text.starts_with(chip.field) => parts.push(chip.text),
            None => parts.push(format!("{}: {}", chip.field, chip.text)),
        }
    }
    if parts.is_empty() {
        parts.push("The whole record".into());
    }
    if view.drawn_total().is_some() && view.rule.0 != ConflictRule::Range {
        parts.push(format!("where sources disagree: {}", total::rule_name(view.rule.0)));
    }
    parts.join("; ")
}

/// `a`, `a and b`, `a, b and c`.
pub fn listed<S: std::borrow::Borrow<str>>(items: &[S]) -> String {
    match items {
        [rest @ .., last] if !rest.is_empty() => {
            format!("{} and {}", rest.join(", "), last.borrow())
        }
        _ => items.concat(),
    }
}

/// The facts that most charts have, the most important first: which point is largest, how many have no
/// figure or no upper end, and which comes next.
pub fn facts_of(points: &[Point], what: &str) -> Vec<String> {
    let inside = || points.iter().filter(|point| !point.outside);
    let least = |point: &Point| point.range.map_or(0, |range| range.lower);
    // The largest of those below a number, in words, and how large it is.
    let largest = |label: &str, below: i64| {
        let most = inside().map(least).filter(|least| *least < below).max().filter(|it| *it > 0)?;
        let largest: Vec<&Point> = inside().filter(|point| least(point) == most).collect();
        let names: Vec<&str> = largest.iter().map(|point| point.name.as_str()).collect();
        let text = &largest.first()?.text;
        let said = match names.as_slice() {
            [one] => format!("{label}: {one}, {text}."),
            [_, ..] if names.len() <= 3 => format!("{label}: {}, {text} each.", listed(&names)),
            _ => format!("{label}: {} of {what}, {text} each.", names.len()),
        };
        Some((said, most))
    };
    let (mut facts, most) = match largest("Largest", i64::MAX) {
        Some((said, most)) => (vec![said], most),
        None => (Vec::new(), 0),
    };
    let without = inside().filter(|point| point.range.is_none()).count();
    if without > 0 {
        facts.push(format!(
            "{} of {} {what} without a figure.",
            numbers::whole(without),
            numbers::whole(inside().count())
        ));
    }
    let open =
        inside().filter(|point| point.range.is_some_and(|range| range.upper.is_none())).count();
    if open > 0 {
        facts.push(format!("{} with no upper end stated.", numbers::whole(open)));
    }
    facts.extend(largest("Next", most).map(|(said, _)| said));
    facts
}

/// Stands under every picture of operations beside each other.
pub const NO_RANKING: &str = "Operations differ in length, area and in what they count, and one can be a part of another: their numbers are no trend and no ranking by themselves.";

/// Stands under every picture that counts operations over time.
pub const RECORDED: &str = "How many are recorded depends on what was announced and found, so this is no measure of trafficking.";

/// Stands under every picture of who took part together.
pub const TOGETHER: &str = "That two agencies took part in one operation does not say that their people worked side by side.";
