//! A chart as it is taken along: the lines that say where it comes from, and its numbers as CSV with
//! the sources of each. Nothing here is worked out before a reader asks for it.

use super::{Chart, Counts, Form, Point};
use crate::engine::{Bitmap, Query, Table};
use crate::model::*;
use crate::present::csv::{self, Cell};
use crate::present::record::Record;
use crate::present::{region, standing, time, titles, total};
use crate::totals::{Ask, Selection, Verdict};
use crate::view::{self, Page, View};

/// What a chart's file is called, without what follows the last point: `clearcount-operations-by-year`.
pub fn file_name(chart: &Chart) -> String {
    let mut name = titles::PRODUCT.to_ascii_lowercase();
    for word in chart.title.split(|letter: char| !letter.is_ascii_alphanumeric()) {
        if !word.is_empty() && name.len() + word.len() < LONGEST_NAME {
            name.push('-');
            name.push_str(&word.to_ascii_lowercase());
        }
    }
    name
}

const LONGEST_NAME: usize = 80;

/// How the two ends of a number are drawn.
const ENDS: &str = "Full up to the lower end of what was announced, hollow up to the upper; an arrow where no upper end is stated.";

/// The lines under a chart that has left its page: what to know in order to read it, where it comes
/// from, and under what licence.
pub fn imprint(dataset: &Dataset, chart: &Chart) -> Vec<String> {
    let edition = &dataset.edition;
    let mut lines = chart.notes.clone();
    // A map has a key of its own.
    let mut ends = chart.points.iter().filter_map(|point| point.range);
    if chart.form != Form::Map && ends.any(|range| range.upper != Some(range.lower)) {
        lines.insert(0, ENDS.to_string());
    }
    lines.extend(chart.suspects.then(|| standing::PRESUMPTION.to_string()));
    let released = edition.date.map(|date| format!(", {}", time::date(date))).unwrap_or_default();
    lines.push(format!(
        "Source: {}, dataset {}{released}; the sources of every number: {}",
        titles::PRODUCT,
        edition.version,
        address(edition, &chart.view)
    ));
    lines.push(format!(
        "Compilation: {}. Facts and source texts remain with their publishers.",
        standing::licence(&edition.licence)
    ));
    lines
}

/// The address of a view as it is taken along.
fn address(edition: &Edition, view: &View) -> String {
    format!("#{}", view::write(&view.shared(&edition.version)))
}

/// The numbers of a chart as CSV: a row a point, with the operations and the sources behind it.
pub fn to_csv(record: &Record, chart: &Chart) -> String {
    let heads = [
        "name",
        "lower",
        "upper",
        "number",
        "operations",
        "figures",
        "sources",
        "view",
        "filter",
        "rule",
        "dataset",
    ];
    let edition = &record.dataset.edition;
    let mut text = csv::row(heads.map(Cell::Text));
    let rule = chart.ask.map_or("", |ask| total::rule_name(ask.rule));
    for point in &chart.points {
        let number = |number: Option<i64>| number.map(|it| it.to_string()).unwrap_or_default();
        let lower = number(point.range.map(|range| range.lower));
        let upper = number(point.range.and_then(|range| range.upper));
        let target = counted_view(chart, point);
        let behind = Behind::of(record, chart, point, target.as_ref());
        let [operations, sources] = behind.named(&record.dataset);
        let figures = behind.figures();
        text.push_str(&csv::row([
            Cell::Text(&point.name),
            Cell::Number(&lower),
            Cell::Number(&upper),
            Cell::Text(&point.text),
            Cell::Text(&operations.join("; ")),
            Cell::Number(&figures),
            Cell::Text(&sources.join(" ")),
            Cell::Text(&target.as_ref().map(|view| address(edition, view)).unwrap_or_default()),
            Cell::Text(&chart.filter),
            Cell::Text(rule),
            Cell::Text(&edition.version),
        ]));
    }
    text
}

/// The view of what a point counts: where it leads, unless following it lifts its own filter.
fn counted_view(chart: &Chart, point: &Point) -> Option<View> {
    let mut view = point.target.clone()?;
    if point.counts == Counts::Filtered {
        for (field, clause) in chart.view.filters.iter() {
            if view.filters.get(field).is_none() {
                view.filters.set(field, clause.clone());
            }
        }
    }
    Some(view)
}

/// What stands behind a number: operations, each with one of its sources or with all of them.
#[derive(Default)]
struct Behind {
    sources: Vec<(OperationIdx, Option<SourceIdx>)>,
    /// Whether it is made of figures, one for each of these sources.
    figures: bool,
}

impl Behind {
    fn of(record: &Record, chart: &Chart, point: &Point, target: Option<&View>) -> Self {
        let dataset = &record.dataset;
        if point.range.is_none() {
            return Self::default();
        }
        match &point.counts {
            Counts::Target | Counts::Filtered => {}
            Counts::Figures(figures) => return Self::of_figures(dataset, figures),
            Counts::Operations(operations) => {
                let Some(ask) = &chart.ask else { return Self::of_operations(operations) };
                let filters = region::filters(dataset, &chart.view);
                let selection = Selection::of_operations(dataset, operations, &filters);
                return Self::of_total(record, &selection, ask);
            }
        }
        let Some((view, table)) = target.and_then(|view| Some((view, view.table()?))) else {
            return Self::default();
        };
        if view.page == Page::Ledger {
            return match region::asked(record, view, table) {
                region::Asked::One(one) => Self::of_total(record, &one.selection, &one.ask),
                region::Asked::NotOne { .. } => Self::default(),
            };
        }
        // Nothing is ordered: what stands behind a number has no order.
        let answer = record.answer(&Query { sort: Vec::new(), ..view.query(table, Vec::new()) });
        let rows = answer.passing.iter();
        let figures: Vec<(OperationIdx, FigureIdx)> = match table {
            Table::Figures => rows.map(|row| record.engine().figure(row)).collect(),
            Table::Disagreements => {
                let found = rows.filter_map(|row| record.disagreements().get(row as usize));
                let says = found.flat_map(|found| &found.says);
                says.flat_map(|saying| {
                    saying.figures.iter().map(|figure| (saying.operation, *figure))
                })
                .collect()
            }
            Table::Sources => {
                let source = |row: u32| {
                    let (home, source) = record.engine().source(row);
                    (home, Some(source))
                };
                return Self { sources: rows.map(source).collect(), figures: false };
            }
            _ => return Self::of_operations(&answer.operations),
        };
        Self::of_figures(dataset, &figures)
    }

    /// What stands behind a total: the figures that are in it.
    fn of_total(record: &Record, selection: &Selection, ask: &Ask) -> Self {
        let ledger = record.totals().ledger(&record.dataset, selection, ask);
        let included = ledger.figures.iter().filter(|entry| entry.verdict == Verdict::Included);
        let figures: Vec<_> = included.map(|entry| (entry.operation, entry.figure)).collect();
        Self::of_figures(&record.dataset, &figures)
    }

    fn of_figures(dataset: &Dataset, figures: &[(OperationIdx, FigureIdx)]) -> Self {
        let source = |(home, figure): &(OperationIdx, FigureIdx)| {
            (*home, Some(dataset.operation(*home).figure(*figure).source))
        };
        Self { sources: figures.iter().map(source).collect(), figures: true }
    }

    fn of_operations(operations: &Bitmap) -> Self {
        let sources = operations.iter().map(|row| (OperationIdx(row), None)).collect();
        Self { sources, figures: false }
    }

    /// How many figures it is made of; empty where it counts operations or sources.
    fn figures(&self) -> String {
        if self.figures { self.sources.len().to_string() } else { String::new() }
    }

    /// The ids of the operations, and the addresses of the sources, each once and in order.
    fn named<'a>(&self, dataset: &'a Dataset) -> [Vec<&'a str>; 2] {
        let (mut ids, mut addresses): (Vec<&str>, Vec<&str>) = Default::default();
        for (home, source) in &self.sources {
            let operation = dataset.operation(*home);
            ids.push(&operation.id);
            match source {
                Some(source) => addresses.push(&operation.source(*source).url),
                None => addresses.extend(operation.sources.iter().map(|it| it.url.as_str())),
            }
        }
        let mut named = [ids, addresses];
        for list in &mut named {
            order::sort_by(list, Ord::cmp);
            list.dedup();
        }
        named
    }
}
