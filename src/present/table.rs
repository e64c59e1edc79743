//! Tables as people read them: a page of rows with their words, and how it stands in the whole.

mod contested;
mod found;
mod grouped;
mod listed;

use crate::engine::{Answer, Direction, Search, Sort, SortKey, Table};
use crate::model::*;
use crate::present::announced::{Numbered, RowTotals};
use crate::present::record::Record;
use crate::present::{csv, labels, numbers, total};
use crate::view::{Column, Page, View};

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
    /// What is searched for, to be marked in the cells.
    pub search: Search,
    /// Whether suspects are counted in it.
    pub suspects: bool,
    /// What is said where there is no row.
    pub nothing: String,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnHead {
    /// The word used in addresses.
    pub key: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// What sorting by it orders.
    pub sort: Option<SortKey>,
    /// How the rows are ordered by it now, if it is what they are ordered by first.
    pub sorted: Option<Direction>,
    /// Its place among several columns that the rows are ordered by: `↓2`.
    pub step: Option<String>,
    /// Whether it holds numbers.
    pub numeric: bool,
    /// What stands in it where there is nothing to say.
    pub absent: &'static str,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What tells the row from every other.
    pub key: String,
    /// Its cells, in the order of the columns; the first one names the row.
    pub cells: Vec<Option<Cell>>,
    /// Where its disagreements stand, if its sources contradict each other.
    pub mark: Option<Box<View>>,
    /// What a search found in texts that the cells do not show: `Summary: … went to Wichita …`.
    pub found: Vec<String>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What it says.
    pub text: String,
    /// What stands under it in small print.
    pub detail: Option<String>,
    /// Where it leads.
    pub leads: Option<Lead>,
    /// What opens under it: lines, each leading somewhere.
    pub lines: Vec<(String, Option<Page>)>,
    /// The operation that it names, by id, where that can be chosen to be compared.
    pub pick: Option<String>,
}

/// Where a cell leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lead {
    /// To another view.
    Inside(Box<View>),
    /// To an address elsewhere, which the loader has seen to be one that a browser may follow.
    Outside(String),
}

impl Cell {
    fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), detail: None, leads: None, lines: Vec::new(), pick: None }
    }

    /// The name of an operation.
    fn operation(operation: &Operation) -> Self {
        let name = Self::new(labels::operation(operation));
        let named = name.onto_page(Page::Operation(operation.id.clone()));
        Self { pick: Some(operation.id.clone()), ..named }
    }

    fn of(text: impl Into<String>) -> Option<Self> {
        Some(Self::new(text))
    }

    fn number(number: usize) -> Self {
        Self::new(numbers::whole(number))
    }

    fn numbered(number: Option<Numbered>) -> Option<Self> {
        let Numbered { number, of } = number?;
        Some(Self { detail: of.map(str::to_string), ..Self::new(number) })
    }

    fn onto(self, view: View) -> Self {
        Self { leads: Some(Lead::Inside(Box::new(view))), ..self }
    }

    fn onto_page(self, page: Page) -> Self {
        self.onto(View::of(page))
    }

    fn outside(self, url: &str) -> Self {
        Self { leads: Some(Lead::Outside(url.to_string())), ..self }
    }

    fn under(self, detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()), ..self }
    }
}

impl TablePage {
    /// The cell of a row in a column, as a text to copy; the head stands above the first row.
    pub fn cell_text(&self, row: Option<usize>, column: usize) -> Option<String> {
        match row {
            None => Some(self.columns.get(column)?.label.to_string()),
            Some(row) => Some(match self.rows.get(row)?.cells.get(column)? {
                Some(cell) => cell.text.clone(),
                None => self.columns.get(column)?.absent.to_string(),
            }),
        }
    }

    /// A row as a text to copy, which a spreadsheet takes apart into cells.
    pub fn row_text(&self, row: Option<usize>) -> Option<String> {
        let cells: Vec<String> = match row {
            None => self.columns.iter().map(|column| column.label.to_string()).collect(),
            Some(row) => {
                let cells = self.rows.get(row)?.cells.iter();
                cells.zip(&self.columns).map(|(cell, head)| one_line(cell, head)).collect()
            }
        };
        Some(cells.join("\t"))
    }

    /// This page as a text to copy, under the heads of its columns.
    pub fn text(&self) -> String {
        let rows = (0..self.rows.len()).filter_map(|row| self.row_text(Some(row)));
        let lines: Vec<String> = self.row_text(None).into_iter().chain(rows).collect();
        lines.join("\n")
    }
}

/// A cell with its small print in one line that no spreadsheet runs.
fn one_line(cell: &Option<Cell>, head: &ColumnHead) -> String {
    let Some(cell) = cell else { return head.absent.into() };
    let words: Vec<&str> = std::iter::once(cell.text.as_str())
        .chain(cell.detail.as_deref())
        .flat_map(str::split_whitespace)
        .collect();
    csv::defused(&words.join(" "))
}

/// The page of the table that the view shows.
pub fn page(record: &Record, view: &View, table: Table, answer: &Answer) -> TablePage {
    let sort = view.effective_sort();
    let shown = view.shown_columns(table);
    let columns = shown
        .iter()
        .map(|column| ColumnHead {
            key: column.key,
            label: match column.key {
                "found" => total::people(view),
                key => labels::column(table, key),
            },
            sort: column.sort,
            sorted: sort
                .first()
                .filter(|first| Some(first.key) == column.sort)
                .map(|first| first.direction),
            step: step(&sort, column.sort),
            numeric: column.numeric,
            absent: labels::absent(table, column.key),
        })
        .collect();
    let search = Search::parse(&view.search);
    let scope = RowTotals::of(record, view);
    let mut offered = None;
    let rows = answer.page.iter().enumerate().map(|(at, position)| {
        let behind = answer.behind.get(at).map_or(&[][..], Vec::as_slice);
        let mut row = row(record, (view, &scope), table, (*position, behind), &shown);
        row.mark = contested::mark(record, table, *position).map(Box::new);
        row.found = found::beyond(record, table, *position, &search, &row.cells);
        // Of rows of one operation that follow each other, the first offers it to be compared.
        for cell in row.cells.iter_mut().flatten().filter(|cell| cell.pick.is_some()) {
            if cell.pick == offered {
                cell.pick = None;
            } else {
                offered.clone_from(&cell.pick);
            }
        }
        row
    });
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
    let words = labels::table(table);
    TablePage {
        name: words.name,
        status: format!(
            "{} of {} {}",
            numbers::whole(answer.count),
            numbers::whole(answer.total),
            words.many
        ),
        columns,
        rows: rows.collect(),
        first,
        count: answer.count,
        // From beyond the last page, back leads to the last one.
        number: view.page_number().min(pages.saturating_add(1)),
        pages,
        place,
        search,
        suspects: matches!(table, Table::Operations | Table::Figures | Table::Disagreements),
        nothing: match answer.count {
            0 => format!(
                "No {} passes all of these filters. Take one away, or clear them all.",
                words.one
            ),
            _ => "The table has fewer pages than the address asks for.".into(),
        },
    }
}

/// The place of a column in an order of several steps.
fn step(sort: &[Sort], key: Option<SortKey>) -> Option<String> {
    let at = sort.iter().position(|step| Some(step.key) == key).filter(|_| sort.len() > 1)?;
    // The arrow of the first stands in the style, which knows it by its `aria-sort`.
    let arrow = match sort[at].direction {
        _ if at == 0 => "",
        Direction::Ascending => "↑",
        Direction::Descending => "↓",
    };
    Some(format!("{arrow}{}", at + 1))
}

/// The row of the record at a position of its table, with the operations that stand behind it in a
/// grouped table.
fn row(
    record: &Record,
    (view, scope): (&View, &RowTotals),
    table: Table,
    (position, behind): (u32, &[OperationIdx]),
    columns: &[Column],
) -> Row {
    let (dataset, engine) = (&record.dataset, record.engine());
    let row = |key: String, cell: &dyn Fn(&'static str) -> Option<Cell>| Row {
        key,
        cells: columns.iter().map(|column| cell(column.key)).collect(),
        mark: None,
        found: Vec::new(),
    };
    match table {
        Table::Operations => {
            let index = OperationIdx(position);
            let key = dataset.operation(index).id.clone();
            row(key, &|key| listed::operation(record, scope, index, key))
        }
        Table::Figures => {
            let at = engine.figure(position);
            let operation = dataset.operation(at.0);
            let key = format!("{}/{}", operation.id, operation.figure(at.1).id);
            row(key, &|key| listed::figure(record, scope, at, key))
        }
        Table::Sources => {
            let at = engine.source(position);
            let operation = dataset.operation(at.0);
            let key = format!("{}/{}", operation.id, operation.source(at.1).id);
            row(key, &|key| listed::source(record, scope, at, key))
        }
        Table::Disagreements => {
            let found = &record.disagreements()[position as usize];
            let key = format!("{}/{position}", dataset.operation(found.operation).id);
            row(key, &|key| contested::cell(record, scope, found, key))
        }
        Table::Agencies | Table::Places | Table::Programmes | Table::Offences => {
            let group = grouped::Group { dataset, view, behind };
            let key = group.key(table, position).to_string();
            row(key, &|key| group.cell(table, position, key))
        }
    }
}
