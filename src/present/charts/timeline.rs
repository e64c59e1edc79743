//! The timeline: what lies in each month, quarter or year, and spans for what is dated less exactly
//! or lasted longer.

use super::scope::{RECORDED, Scope, facts_of};
use super::{Chart, Form, Point};
use crate::engine::{Bitmap, Clause, Field, Limit, Span};
use crate::model::{ChartKind, Operation, OperationIdx, PartialDate};
use crate::present::{numbers, region, time};
use crate::view::{Page, View};

/// How many bars a timeline may have that is finer than years.
const MOST: i64 = 48;
/// So few operations are said in words: they are no trend.
const FEW: usize = 5;
/// How many spans may lie over each other before the scale is too fine.
const DEEPEST: usize = 4;

/// How long the time of one bar is, in months.
const STEPS: [i64; 3] = [1, 3, 12];

/// The timeline of the operations that a view selects.
pub fn chart(scope: Scope<'_>) -> Chart {
    let dataset = &scope.record.dataset;
    let dated = |row: &u32| {
        let operation = dataset.operation(OperationIdx(*row));
        Some((*row, months(operation)?))
    };
    let rows: Vec<u32> = scope.answer.operations.iter().collect();
    let drawn: Vec<(u32, (i64, i64))> = rows.iter().filter_map(dated).collect();
    let undated = rows.len() - drawn.len();
    let least = drawn.iter().map(|(_, (from, _))| *from).min().unwrap_or(0);
    let most = drawn.iter().map(|(_, (_, to))| *to).max().unwrap_or(-1);
    let mut laid = Laid::default();
    for step in STEPS {
        laid = Laid::out(&drawn, (least, most), step, dataset.operations.len());
        let fits = most / step - least / step < MOST && deepest(&laid.spans) <= DEEPEST;
        if fits {
            break;
        }
    }
    let by = match laid.step {
        1 => "month",
        3 => "quarter",
        _ => "year",
    };
    let heads = scope.heads("Time");
    let spans = laid.spans.iter().map(|span| (span.from, span.to)).collect();
    let mut chart = scope.chart(ChartKind::Timeline, by, heads, Form::Upright { spans });
    let point = |from: i64, to: i64, operations: &Bitmap, is_span: bool| {
        let stretch = stretch(laid.step, from, to);
        let name = words(stretch);
        let short = short(laid.step, from);
        let name =
            if is_span { format!("{name}, no more exactly or over all of it") } else { name };
        let chosen = (!is_span).then_some(stretch);
        let point = Point { name, short, stretch: chosen, ..Point::default() };
        let target = target(scope, stretch, operations);
        scope.point_of(point, operations, target)
    };
    let first = least / laid.step;
    chart.points = (first..).zip(&laid.bins).map(|(at, bin)| point(at, at, bin, false)).collect();
    let columns = chart.points.len();
    let spans = laid.spans.iter();
    let spans: Vec<Point> = spans
        .map(|span| point(first + span.from as i64, first + span.to as i64, &span.operations, true))
        .collect();
    if scope.answer.operations.count() == 0 {
        chart.form =
            Form::Nothing("No operation passes the filters, so there is nothing to draw.".into());
        return chart;
    }
    let counted = drawn.len();
    if scope.ask().is_none() && (counted <= FEW || columns < 2) {
        let said: Vec<&str> = chart
            .points
            .iter()
            .chain(&spans)
            .filter(|point| point.text != "0")
            .map(|point| point.said.as_str())
            .collect();
        let undated = (undated > 0).then(|| format!("{} of unknown date.", scope.rows(undated)));
        let lead =
            format!("{} in the selection: too few to draw as a trend.", scope.rows(rows.len()));
        let said = (!said.is_empty()).then(|| format!("{}.", said.join("; ")));
        let parts: Vec<String> = std::iter::once(lead).chain(said).chain(undated).collect();
        chart.form = Form::Nothing(parts.join(" "));
        return chart;
    }
    let mut dated = Bitmap::empty(dataset.operations.len());
    drawn.iter().for_each(|(row, _)| dated.insert(*row as usize));
    chart.facts.push(summary(scope, &dated, least, most));
    chart.facts.extend(facts_of(&chart.points, &format!("{by}s")));
    chart.facts.truncate(3);
    if !spans.is_empty() {
        let count: usize = laid.spans.iter().map(|span| span.operations.count()).sum();
        chart.notes.push(format!(
            "{} dated less exactly, or lasting longer than one {by}, drawn as spans under the axis.",
            scope.rows(count)
        ));
    }
    if undated > 0 {
        chart.notes.push(format!("{} of unknown date not drawn.", scope.rows(undated)));
    }
    if scope.ask().is_none() {
        chart.notes.push(RECORDED.into());
    }
    chart.points.extend(spans);
    let field = if laid.step == 12 { Field::Year } else { Field::Date };
    if scope.ask().is_none() {
        chart.brush = Some((field, scope.view.clone()));
    }
    chart
}

/// Operations by the time in which they lie.
#[derive(Default)]
struct Laid {
    /// How many months a bar is long.
    step: i64,
    /// The operations of each bar.
    bins: Vec<Bitmap>,
    /// Those that lie in no one bar, with the bars over which they lie.
    spans: Vec<Over>,
}

struct Over {
    from: usize,
    to: usize,
    operations: Bitmap,
}

impl Laid {
    fn out(drawn: &[(u32, (i64, i64))], (least, most): (i64, i64), step: i64, len: usize) -> Self {
        let first = least.div_euclid(step);
        let count = usize::try_from(most.div_euclid(step) - first + 1).unwrap_or(0);
        let mut bins = vec![Bitmap::empty(len); count];
        let mut spans: Vec<Over> = Vec::new();
        for (row, (from, to)) in drawn {
            // A year is counted as everywhere in the record: by when the operation ended.
            let from = if step == 12 { *to } else { *from };
            let place = |month: i64| usize::try_from(month.div_euclid(step) - first).unwrap_or(0);
            let (from, to) = (place(from), place(*to));
            if from == to {
                bins[from].insert(*row as usize);
                continue;
            }
            let at = spans.iter().position(|span| (span.from, span.to) == (from, to));
            let at = at.unwrap_or_else(|| {
                spans.push(Over { from, to, operations: Bitmap::empty(len) });
                spans.len() - 1
            });
            spans[at].operations.insert(*row as usize);
        }
        crate::model::order::sort_by(&mut spans, |a, b| (a.from, a.to).cmp(&(b.from, b.to)));
        Self { step, bins, spans }
    }
}

/// How many spans lie over one bar at most.
fn deepest(spans: &[Over]) -> usize {
    let over = |at: usize| spans.iter().filter(|span| span.from <= at && at <= span.to).count();
    spans.iter().map(|span| over(span.from)).max().unwrap_or(0)
}

/// The first and the last month in which an operation may lie, counted from the year 0. Where only the
/// id states a year, that year.
pub fn months(operation: &Operation) -> Option<(i64, i64)> {
    let first =
        |date: PartialDate| i64::from(date.year()) * 12 + i64::from(date.month().unwrap_or(1)) - 1;
    let last =
        |date: PartialDate| i64::from(date.year()) * 12 + i64::from(date.month().unwrap_or(12)) - 1;
    let ends = match (operation.start, operation.end, operation.announced) {
        (Some(start), Some(end), _) => (first(start), last(end)),
        (Some(date), None, _) | (None, Some(date), _) | (None, None, Some(date)) => {
            (first(date), last(date))
        }
        (None, None, None) => {
            let year = i64::from(operation.year()?);
            (year * 12, year * 12 + 11)
        }
    };
    Some((ends.0.min(ends.1), ends.1))
}

/// The stretch of some bars.
pub fn stretch(step: i64, from: i64, to: i64) -> Span {
    let (from, to) = (from * step, (to + 1) * step - 1);
    if step == 12 {
        let year = |month: i64| Some(Limit::Number(month / 12));
        return Span { from: year(from), to: year(to) };
    }
    let date = |month: i64| {
        let text = format!("{:04}-{:02}", month / 12, month % 12 + 1);
        text.parse().ok().map(Limit::Date)
    };
    Span { from: date(from), to: date(to) }
}

/// A stretch in words: `July 2019`, `2019–2021`.
pub fn words(Span { from, to }: Span) -> String {
    match (from, to) {
        (Some(Limit::Date(from)), Some(Limit::Date(to))) => time::span(from, to),
        (Some(Limit::Number(from)), Some(Limit::Number(to))) if from == to => from.to_string(),
        (Some(Limit::Number(from)), Some(Limit::Number(to))) => format!("{from}–{to}"),
        _ => String::new(),
    }
}

/// What stands under a bar: the year, and in it quarters or months.
fn short(step: i64, at: i64) -> String {
    let month = at * step;
    let (year, month) = (month / 12, month % 12);
    match step {
        12 => year.to_string(),
        3 if month == 0 => format!("{year}"),
        3 => format!("Q{}", month / 3 + 1),
        _ if month == 0 => year.to_string(),
        _ => ["", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
            [month as usize]
            .into(),
    }
}

fn summary(scope: Scope<'_>, operations: &Bitmap, least: i64, most: i64) -> String {
    let (first, last) = (least / 12, most / 12);
    let when =
        if first == last { format!("in {first}") } else { format!("from {first} to {last}") };
    let rows = scope.rows(operations.count());
    match scope.with_figure(operations) {
        None => format!("{rows} {when}."),
        Some(with) => format!("{} of {rows} {when} have a figure.", numbers::whole(with)),
    }
}

/// Where a bar leads: to the operations in it; to the ledger of its total, where that total can be
/// said in an address.
pub fn target(scope: Scope<'_>, stretch: Span, operations: &Bitmap) -> Option<View> {
    let field = match stretch.from {
        Some(Limit::Number(_)) => Field::Year,
        _ => Field::Date,
    };
    let mut view = View { number: 0, ..scope.view.clone() };
    view.filters.remove(Field::Year);
    view.filters.remove(Field::Date);
    let single = match stretch {
        Span { from: Some(Limit::Number(from)), to: Some(Limit::Number(to)) } if from == to => {
            Some(format!("{from:04}"))
        }
        _ => None,
    };
    match single {
        // A year is a value of its field.
        Some(year) => view.filters.set(field, Clause::only(year.as_str())),
        None => view.filters.set(field, Clause::Within(stretch)),
    }
    let Some(ask) = scope.ask() else { return Some(view) };
    if field == Field::Date {
        // What lies in a stretch of days is more than what lies in it alone, so they are named.
        let dataset = &scope.record.dataset;
        let ids: Vec<&str> =
            operations.iter().map(|row| dataset.operation(OperationIdx(row)).id.as_str()).collect();
        if ids.is_empty() || ids.len() > NAMED {
            return None;
        }
        // The page of a place is a filter of places.
        let filters = region::filters(dataset, &view);
        view = View { page: Page::Operations, filters, ..view };
        view.filters.remove(Field::Date);
        view.search.clear();
        view.filters.set(Field::Id, Clause::AnyOf(ids.into_iter().collect()));
    }
    region::address(scope.record, &view, &ask)
}

/// How many operations an address names one by one.
const NAMED: usize = 40;
