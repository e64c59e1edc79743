//! Rows of operations, and of what is listed in them: figures and sources.

use super::Cell;
use crate::engine::{Clause, Field};
use crate::model::*;
use crate::present::announced::RowTotals;
use crate::present::record::Record;
use crate::present::{labels, numbers, time};
use crate::view::{Page, View};

/// A cell of an operation's row.
pub fn operation(
    record: &Record,
    scope: &RowTotals,
    index: OperationIdx,
    key: &str,
) -> Option<Cell> {
    let dataset = &record.dataset;
    let operation = dataset.operation(index);
    match key {
        "name" => {
            let cell = Cell::operation(operation);
            Some(match &operation.name {
                Some(_) => cell.under(&operation.title),
                None => cell,
            })
        }
        "date" => Cell::of(time::of_operation(operation)?),
        "announced" => Cell::of(time::date(operation.announced?)),
        "kind" => Cell::of(operation.kind.label()),
        "trafficking" => Cell::of(operation.trafficking.label()),
        "place" => {
            let cell = Cell::new(labels::places(dataset, &operation.places)?);
            Some(match operation.places[..] {
                [place] => cell.onto_page(Page::Place(dataset.place(place).id.clone())),
                _ => cell,
            })
        }
        "agency" => {
            let mut leads: Vec<&Agency> = Vec::new();
            for entry in operation.participations.iter().filter(|entry| entry.role == Role::Lead) {
                let agency = dataset.agency(entry.agency);
                if !leads.contains(&agency) {
                    leads.push(agency);
                }
            }
            let names: Vec<String> =
                leads.iter().map(|agency| labels::agency_short(agency).to_string()).collect();
            let cell = Cell::new(labels::first_two(&names)?);
            Some(match leads[..] {
                [lead] => cell.onto_page(Page::Agency(lead.id.clone())),
                _ => cell,
            })
        }
        "series" => {
            let programme = dataset.programme(operation.series.or(operation.initiative)?);
            Some(Cell::new(&programme.name).onto_page(Page::Programme(programme.id.clone())))
        }
        "found" => Cell::numbered(scope.found(record, index)),
        "arrests" => Cell::numbered(scope.arrests(record, index)),
        "stages" => Cell::of(scope.stages(record, index)?),
        "figures" => {
            let figures = Cell::number(operation.figures.len());
            Some(figures.onto(filtered(Page::Figures, Field::Id, &operation.id)))
        }
        "sources" => {
            let sources = Cell::number(operation.sources.len());
            Some(sources.onto(filtered(Page::Sources, Field::Id, &operation.id)))
        }
        "summary" => Cell::of(&operation.summary),
        _ => None,
    }
}

/// A cell of a figure's row.
pub fn figure(
    record: &Record,
    scope: &RowTotals,
    (home, figure): (OperationIdx, FigureIdx),
    key: &str,
) -> Option<Cell> {
    let dataset = &record.dataset;
    let operation = dataset.operation(home);
    let figure = operation.figure(figure);
    let source = operation.source(figure.source);
    match key {
        "measure" => {
            let page = Page::Figure { operation: operation.id.clone(), figure: figure.id.clone() };
            Some(Cell::new(labels::quantity(figure)).onto_page(page))
        }
        "value" => Cell::of(numbers::stated(figure)),
        "population" => Cell::of(figure.population?.label()),
        "outcome" => Cell::of(figure.outcome?.label()),
        "name" => Some(Cell::operation(operation)),
        "place" => {
            let place = figure.place?;
            let page = Page::Place(dataset.place(place).id.clone());
            Some(Cell::new(labels::place_name(dataset, place)).onto_page(page))
        }
        "source" => {
            let cell = Cell::new(&source.publisher).under(&figure.locator);
            Some(cell.outside(&source.url))
        }
        "source_kind" => Cell::of(source.kind.label()),
        "published" => Cell::of(time::date(source.published?)),
        "note" => {
            let flags = figure.flags.iter().map(|flag| flag.label().to_ascii_lowercase());
            let words: Vec<String> = flags.chain(figure.note.clone()).collect();
            (!words.is_empty()).then(|| Cell::new(words.join("; ")))
        }
        _ => self::operation(record, scope, home, key),
    }
}

/// A cell of a source's row.
pub fn source(
    record: &Record,
    scope: &RowTotals,
    (home, index): (OperationIdx, SourceIdx),
    key: &str,
) -> Option<Cell> {
    let operation = record.dataset.operation(home);
    let source = operation.source(index);
    match key {
        "name" => Some(Cell::new(&source.title).onto_page(page_of(operation))),
        "source" => {
            let publisher = Cell::new(&source.publisher).outside(&source.url);
            Some(publisher.under(host(&source.url)))
        }
        "source_kind" => Cell::of(source.kind.label()),
        "published" => Cell::of(time::date(source.published?)),
        "operation" => Some(Cell::operation(operation)),
        "figures" => {
            let figures = operation.figures.iter().filter(|figure| figure.source == index);
            let key = format!("{}/{}", operation.id, source.id);
            Some(Cell::number(figures.count()).onto(filtered(Page::Figures, Field::Source, &key)))
        }
        "address" => Some(Cell::new(&source.url).outside(&source.url)),
        _ => self::operation(record, scope, home, key),
    }
}

fn page_of(operation: &Operation) -> Page {
    Page::Operation(operation.id.clone())
}

/// A page with one filter.
pub fn filtered(page: Page, field: Field, value: &str) -> View {
    let mut view = View::of(page);
    view.filters.set(field, Clause::only(value));
    view
}

/// The host of an address, which says whose page it is.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split('/').next().unwrap_or(rest);
    host.strip_prefix("www.").unwrap_or(host)
}
