//! A table as every format of a file is written from it: typed columns, and rows that are made when they
//! are asked for. It knows no format and no page.

use crate::engine::{Answer, Table};
use crate::model::{FigureIdx, OperationIdx, SourceIdx};
use crate::present::record::Record;
use crate::present::rows;
use crate::present::rows::Cell;
use crate::present::rows::columns::{self, Column};

/// A table that is taken along.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// What it is called in files: `figures`.
    pub name: &'static str,
    /// What it holds, in a few words: `Figures`.
    pub title: &'static str,
    /// Its columns.
    pub columns: &'static [Column],
    /// Its rows.
    pub rows: Rows,
}

/// The rows of a table.
#[derive(Debug, Clone)]
pub enum Rows {
    /// What a question was answered with.
    Answer(Table, Box<Answer>),
    /// Some figures.
    Figures(Vec<(OperationIdx, FigureIdx)>),
    /// Some sources.
    Sources(Vec<(OperationIdx, SourceIdx)>),
    /// Rows that were made already.
    Ready(Vec<Vec<Cell>>),
}

impl Sheet {
    /// The rows that a question about a table was answered with.
    pub fn of_answer(table: Table, title: &'static str, answer: Answer) -> Self {
        let name = Table::ALL.iter().find(|(other, _)| *other == table).map_or("", |it| it.1);
        let rows = Rows::Answer(table, Box::new(answer));
        Self { name, title, columns: columns::of(table), rows }
    }

    /// How many rows it has.
    pub fn len(&self) -> usize {
        match &self.rows {
            Rows::Answer(_, answer) => answer.page.len(),
            Rows::Figures(figures) => figures.len(),
            Rows::Sources(sources) => sources.len(),
            Rows::Ready(rows) => rows.len(),
        }
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A row, from 0: a cell for each column.
    pub fn row(&self, record: &Record, at: usize) -> Vec<Cell> {
        let dataset = &record.dataset;
        match &self.rows {
            Rows::Answer(table, answer) => rows::row(record, *table, answer, at),
            Rows::Figures(of) => rows::figure(dataset, of[at].0, of[at].1),
            Rows::Sources(of) => rows::source(dataset, of[at].0, of[at].1),
            Rows::Ready(rows) => rows[at].clone(),
        }
    }
}

/// What stands between the items of a list where a cell is one text.
const SEPARATOR: &str = "; ";

/// A cell as one text; empty where nothing is stated.
pub fn cell_text(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) | Cell::Number(text) => text.clone(),
        Cell::List(texts) => texts.join(SEPARATOR),
        Cell::Boolean(yes) => yes.to_string(),
    }
}
