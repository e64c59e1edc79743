//! Tables as people read them: a page of rows with their words, and how it stands in the whole.

use crate::engine::{Answer, Direction, Engine, SortKey, Table};
use crate::model::*;
use crate::present::announced::{self, Numbered};
use crate::present::{labels, numbers, time};
use crate::view::{Page, View};

/// A page of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TablePage {
    /// The table's name: `Operations`.
    pub name: &'static str,
    /// `12 of 353 operations`.
    pub status: String,
    /// The columns.
    pub columns: Vec<ColumnHead>,
    /// The rows of this page.
    pub rows: Vec<Row>,
    /// The place of the first row of this page among all that pass, from 1.
    pub first: usize,
    /// How many rows pass.
    pub count: usize,
    /// This page, from 1.
    pub number: u32,
    /// How many pages there are, at least 1.
    pub pages: u32,
    /// `Rows 51–100 of 353`.
    pub place: String,
    /// What is said where there is no row.
    pub nothing: &'static str,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnHead {
    /// What it is called.
    pub label: &'static str,
    /// What sorting by it orders.
    pub sort: Option<SortKey>,
    /// How the rows are ordered by it now, if it is what they are ordered by first.
    pub sorted: Option<Direction>,
    /// Whether it holds numbers.
    pub numeric: bool,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What tells the row from every other.
    pub key: String,
    /// Where the row leads.
    pub target: Page,
    /// Its cells, in the order of the columns; the first one names the row.
    pub cells: Vec<Option<Cell>>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What it says.
    pub text: String,
    /// What stands under it in small print.
    pub detail: Option<String>,
}

impl Cell {
    fn of(text: impl Into<String>) -> Option<Self> {
        Some(Self { text: text.into(), detail: None })
    }

    fn numbered(number: Option<Numbered>) -> Option<Self> {
        let Numbered { number, of } = number?;
        Some(Self { text: number, detail: of.map(str::to_string) })
    }
}

const OPERATIONS: &[(&str, Option<SortKey>, bool)] = &[
    ("Operation", Some(SortKey::Name), false),
    ("Date", Some(SortKey::Date), false),
    ("Kind", Some(SortKey::Kind), false),
    ("Places", Some(SortKey::Place), false),
    ("Led by", Some(SortKey::Agency), false),
    ("People found", Some(SortKey::Found), true),
    ("Arrests", Some(SortKey::Arrests), true),
    ("Sources", Some(SortKey::Sources), true),
];

const FIGURES: &[(&str, Option<SortKey>, bool)] = &[
    ("Quantity", Some(SortKey::Measure), false),
    ("Value", Some(SortKey::Value), true),
    ("Operation", Some(SortKey::Name), false),
    ("Date", Some(SortKey::Date), false),
    ("Place", None, false),
    ("Source", Some(SortKey::Source), false),
];

/// The page of the table that the view shows.
pub fn page(
    dataset: &Dataset,
    engine: &Engine,
    view: &View,
    table: Table,
    answer: &Answer,
) -> TablePage {
    let (name, many, columns) = match table {
        Table::Operations => ("Operations", "operations", OPERATIONS),
        Table::Figures => ("Figures", "figures", FIGURES),
    };
    let sort = view.effective_sort();
    let columns = columns
        .iter()
        .map(|(label, key, numeric)| ColumnHead {
            label,
            sort: *key,
            sorted: sort
                .first()
                .filter(|first| Some(first.key) == *key)
                .map(|first| first.direction),
            numeric: *numeric,
        })
        .collect();
    let rows = answer
        .page
        .iter()
        .map(|row| match table {
            Table::Operations => operation_row(dataset, OperationIdx(*row)),
            Table::Figures => {
                let (home, figure) = engine.figure_row(*row);
                figure_row(dataset, home, figure)
            }
        })
        .collect();
    let size = view.size.rows();
    let pages = u32::try_from(answer.count.div_ceil(size)).unwrap_or(u32::MAX).max(1);
    let first = (view.page_number() as usize - 1).saturating_mul(size).saturating_add(1);
    let place = match answer.page.len() {
        0 => format!("There is no page {}", numbers::whole(view.page_number() as usize)),
        len => format!(
            "Rows {}–{} of {}",
            numbers::whole(first),
            numbers::whole(first + len - 1),
            numbers::whole(answer.count)
        ),
    };
    TablePage {
        name,
        status: format!(
            "{} of {} {many}",
            numbers::whole(answer.count),
            numbers::whole(answer.total)
        ),
        columns,
        rows,
        first,
        count: answer.count,
        // From beyond the last page, back leads to the last one.
        number: view.page_number().min(pages.saturating_add(1)),
        pages,
        place,
        nothing: match (answer.count, table) {
            (0, Table::Operations) => {
                "No operation passes all of these filters. Take one away, or clear them all."
            }
            (0, Table::Figures) => {
                "No figure passes all of these filters. Take one away, or clear them all."
            }
            _ => "The table has fewer pages than the address asks for.",
        },
    }
}

fn operation_row(dataset: &Dataset, index: OperationIdx) -> Row {
    let operation = dataset.operation(index);
    let mut leads: Vec<String> = Vec::new();
    for entry in operation.participations.iter().filter(|entry| entry.role == Role::Lead) {
        let name = labels::agency_short(dataset.agency(entry.agency));
        if !leads.iter().any(|lead| lead == name) {
            leads.push(name.to_string());
        }
    }
    let name = Cell {
        text: labels::operation(operation).to_string(),
        detail: operation.name.is_some().then(|| operation.title.clone()),
    };
    Row {
        key: operation.id.clone(),
        target: Page::Operation(operation.id.clone()),
        cells: vec![
            Some(name),
            time::of_operation(operation).and_then(Cell::of),
            Cell::of(operation.kind.label()),
            labels::places(dataset, &operation.places).and_then(Cell::of),
            labels::first_two(&leads).and_then(Cell::of),
            Cell::numbered(announced::found(operation)),
            Cell::numbered(announced::arrests(operation)),
            Cell::of(numbers::whole(operation.sources.len())),
        ],
    }
}

fn figure_row(dataset: &Dataset, home: OperationIdx, index: FigureIdx) -> Row {
    let operation = dataset.operation(home);
    let figure = operation.figure(index);
    let source = operation.source(figure.source);
    Row {
        key: format!("{}/{}", operation.id, figure.id),
        target: Page::Figure { operation: operation.id.clone(), figure: figure.id.clone() },
        cells: vec![
            Cell::of(labels::quantity(figure)),
            Cell::of(numbers::stated(figure)),
            Cell::of(labels::operation(operation)),
            time::of_operation(operation).and_then(Cell::of),
            figure.place.map(|place| labels::place_name(dataset, place)).and_then(Cell::of),
            Some(Cell { text: source.publisher.clone(), detail: Some(figure.locator.clone()) }),
        ],
    }
}
