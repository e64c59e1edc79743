//! What of the record is taken along as a file: tables of a view or of everything, with where they come
//! from. Every format is written from the same tables. It knows no screen.

mod flat;
mod making;
mod package;
mod provenance;
mod sheet;
mod xlsx;
pub mod zip;

pub use self::making::{Contents, Making};
pub use self::provenance::{Circumstances, Provenance};
pub use self::sheet::{Rows, Sheet, cell_text};
pub use self::xlsx::MOST_ROWS;
use crate::engine::{Answer, Clause, Field, Query, Table};
use crate::model::*;
use crate::present::charts::filter_sentence;
use crate::present::record::Record;
use crate::present::region::{self, Asked, Region};
use crate::present::rows::{Cell, Row, columns};
use crate::present::{csv, evidence, labels, ledger, numbers, titles, total};
use crate::totals::{Ask, Ledger, Selection};
use crate::view::{Page, Rule, View};

/// A format of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values.
    Csv,
    /// Tab-separated values.
    Tsv,
    /// JSON.
    Json,
    /// JSON lines.
    Ndjson,
    /// A workbook.
    Xlsx,
    /// A Data Package, version 2, in an archive.
    DataPackage,
}

impl Format {
    /// Every format, with its word on the command line.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Csv, "csv"),
        (Self::Tsv, "tsv"),
        (Self::Json, "json"),
        (Self::Ndjson, "ndjson"),
        (Self::Xlsx, "xlsx"),
        (Self::DataPackage, "datapackage"),
    ];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Tsv => "TSV",
            Self::Json => "JSON",
            Self::Ndjson => "JSON lines",
            Self::Xlsx => "Excel (XLSX)",
            Self::DataPackage => "Data package",
        }
    }

    /// What such a file holds.
    pub fn holds(self) -> &'static str {
        match self {
            Self::Csv => {
                "Separated by commas. Every row says from which view, version and source it is."
            }
            Self::Tsv => "The same, separated by tabs.",
            Self::Json => "The rows with their totals and sources.",
            Self::Ndjson => "One row a line, each complete in itself.",
            Self::Xlsx => {
                "A workbook with sheets for rows, totals, sources, and what the columns mean."
            }
            Self::DataPackage => {
                "CSV tables with their schemas, the codebook and a README, in one zip."
            }
        }
    }

    /// What follows the last point of its name.
    pub fn extension(self) -> &'static str {
        match self {
            Self::DataPackage => "zip",
            other => Self::ALL.iter().find(|(format, _)| *format == other).map_or("", |it| it.1),
        }
    }

    /// The media type of such a file.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv => csv::MEDIA_TYPE,
            Self::Tsv => "text/tab-separated-values;charset=utf-8",
            Self::Json => "application/json",
            Self::Ndjson => "application/x-ndjson",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::DataPackage => "application/zip",
        }
    }

    /// Whether such a file holds one table, and no more.
    pub fn is_flat(self) -> bool {
        matches!(self, Self::Csv | Self::Tsv | Self::Ndjson)
    }
}

/// A file of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its name, with slashes.
    pub name: String,
    /// What it holds.
    pub text: String,
}

/// What is taken along.
#[derive(Debug, Clone)]
pub struct Export {
    /// What it is called: `Figures`.
    pub title: String,
    /// How many of what it holds: `31 figures`.
    pub counted: String,
    /// The name of a file, up to the last point.
    pub name: String,
    /// Its tables. The first is what was asked for; totals and sources are beside it.
    pub sheets: Vec<Sheet>,
    /// Where it comes from.
    pub provenance: Provenance,
    /// Whether it is everything: then it is no single table.
    pub whole: bool,
}

impl Export {
    /// What a view shows; nothing for a page without rows.
    pub fn of_view(record: &Record, view: &View, reader: &Circumstances<'_>) -> Option<Self> {
        let dataset = &record.dataset;
        match &view.page {
            Page::Operation(id) => {
                dataset.operation_by_id(id)?;
                let mut filters = view.filters.clone();
                filters.set(Field::Id, Clause::only(id));
                let figures = View { page: Page::Figures, filters, ..view.clone() };
                Self::of_view(record, &figures, reader)
            }
            Page::Figure { operation, figure } => {
                let home = dataset.operation_by_id(operation)?;
                let index = dataset.operation(home).figure_by_id(figure)?;
                let rows = vec![(home, index)];
                let sources = Rows::Sources(vec![(home, source_of(dataset, (home, index)))]);
                let sheets = vec![
                    sheet("figures", Table::Figures, Rows::Figures(rows)),
                    sheet("sources", Table::Sources, sources),
                ];
                Some(Self::new(record, view, sheets, titles::heading(dataset, view), reader))
            }
            Page::Ledger => {
                let Asked::One(one) = region::asked(record, view, Table::Operations) else {
                    return None;
                };
                let ledger = record.totals().ledger(dataset, &one.selection, &one.ask);
                Some(Self::of_ledger(record, view, &one.selection, &ledger, reader))
            }
            page => {
                let query = record.query(view, page.table()?, Vec::new());
                let query = Query { offset: 0, limit: usize::MAX, ..query };
                let answer = record.answer(&query);
                Some(Self::of_answer(record, view, query.table, answer, reader))
            }
        }
    }

    /// The rows that a question was answered with, with their totals and sources.
    pub fn of_answer(
        record: &Record,
        view: &View,
        table: Table,
        answer: Answer,
        reader: &Circumstances<'_>,
    ) -> Self {
        let selection = region::selection(record, view, Some(&answer));
        let sources = sources_of(record, table, &answer);
        let mut sheets = vec![Sheet::of_answer(table, labels::table(table).name, answer)];
        if let Some(selection) = selection {
            let region = region::region(record, view, &selection);
            sheets.push(totals(record, view, &region, reader));
        }
        if table != Table::Sources {
            sheets.push(sheet("sources", Table::Sources, Rows::Sources(sources)));
        }
        let filter = filter_sentence(&record.dataset, view);
        Self::new(record, view, sheets, filter, reader)
    }

    /// A total's ledger: every figure that went in or was left out, the total, the sources.
    pub fn of_ledger(
        record: &Record,
        view: &View,
        selection: &Selection,
        found: &Ledger,
        reader: &Circumstances<'_>,
    ) -> Self {
        let dataset = &record.dataset;
        let ask = found.total.ask;
        let view = View { rule: Rule(ask.rule), ..view.clone() };
        let sources: Vec<_> = found
            .figures
            .iter()
            .map(|entry| (entry.operation, source_of(dataset, (entry.operation, entry.figure))))
            .collect();
        let sources = each_once(sources);
        let region = region::of_asks(record, &view, selection, vec![ask]);
        let sheets = vec![
            ledger::sheet(dataset, found),
            totals(record, &view, &region, reader),
            sheet("sources", Table::Sources, Rows::Sources(sources)),
        ];
        Self::new(record, &view, sheets, filter_sentence(dataset, &view), reader)
    }

    /// Everything: all tables of the record.
    pub fn everything(record: &Record, reader: &Circumstances<'_>) -> Self {
        let view = View::default();
        let mut sheets: Vec<Sheet> = Vec::new();
        for (table, _) in Table::ALL {
            let query = Query { limit: usize::MAX, ..Query::all(table) };
            let answer = record.answer(&query);
            sheets.push(Sheet::of_answer(table, labels::table(table).name, answer));
        }
        let region = region::region(record, &view, &Selection::all(&record.dataset));
        sheets.push(totals(record, &view, &region, reader));
        let mut export = Self::new(record, &view, sheets, WHOLE.into(), reader);
        export.counted = format!(
            "{}, {}",
            numbers::count(record.dataset.operations.len(), "operation", "operations"),
            numbers::count(record.dataset.figure_count(), "figure", "figures")
        );
        export.title = record.dataset.edition.title.clone();
        export.name = ["clearcount-everything-", &record.dataset.edition.version].concat();
        export.whole = true;
        export
    }

    fn new(
        record: &Record,
        view: &View,
        sheets: Vec<Sheet>,
        filter: String,
        reader: &Circumstances<'_>,
    ) -> Self {
        let dataset = &record.dataset;
        let edition = &dataset.edition;
        let words = Table::ALL.iter().find(|(_, word)| *word == sheets[0].name);
        let (one, many) = words.map_or(("figure", "figures"), |(table, _)| {
            let words = labels::table(*table);
            (words.one, words.many)
        });
        Self {
            title: titles::heading(dataset, view),
            counted: numbers::count(sheets[0].len(), one, many),
            name: evidence::file_name(view, &edition.version),
            provenance: Provenance::of(dataset, view, filter, reader),
            sheets,
            whole: false,
        }
    }

    /// Whether nothing passes.
    pub fn is_empty(&self) -> bool {
        self.sheets[0].is_empty()
    }

    /// The name of the file in a format.
    pub fn file(&self, format: Format) -> String {
        [&self.name, ".", format.extension()].concat()
    }

    /// How many rows its largest table has.
    pub fn most_rows(&self) -> usize {
        self.sheets.iter().map(Sheet::len).max().unwrap_or(0)
    }

    /// What of it a file of a format holds.
    fn for_format(mut self, format: Format) -> Self {
        match format {
            Format::Csv | Format::Tsv | Format::Ndjson => self.sheets.truncate(1),
            Format::Json => {}
            Format::Xlsx => self.sheets.push(self.about()),
            Format::DataPackage => self.sheets.push(codebook()),
        }
        self
    }

    /// What it is, line by line: where it comes from, and what its columns mean.
    fn about(&self) -> Sheet {
        let line = |about: &str, says: &str| [about, says].map(|it| Cell::Text(it.into())).into();
        let mut rows = vec![line("Title", &self.title)];
        rows.extend(self.provenance.iter().map(|(_, title, said)| line(title, said)));
        rows.push(line("Sources", SOURCES));
        rows.push(line("What was counted", total::ANNOUNCED));
        for sheet in &self.sheets {
            for column in sheet.columns {
                rows.push(line(&[sheet.name, ": ", column.name].concat(), column.title));
            }
        }
        Sheet {
            name: "about",
            title: "About this file",
            columns: columns::ABOUT,
            rows: Rows::Ready(rows),
        }
    }
}

/// The rows that a question was answered with as CSV, under a head of their columns' names, and nothing
/// else.
pub fn csv(record: &Record, table: Table, answer: &Answer) -> String {
    let sheet = Sheet::of_answer(table, "", answer.clone());
    let mut text = flat::head(&sheet, ',', None);
    for at in 0..sheet.len() {
        text.push_str(&flat::row(&sheet.row(record, at), ',', None));
    }
    text
}

/// What a view without a filter selects.
const WHOLE: &str = "The whole record";

/// Where the sources are.
const SOURCES: &str = "Every number names its source, and the place in it where it stands. Facts and source texts remain with their publishers.";

fn sheet(name: &'static str, table: Table, rows: Rows) -> Sheet {
    Sheet { name, title: labels::table(table).name, columns: columns::of(table), rows }
}

fn source_of(dataset: &Dataset, (home, figure): (OperationIdx, FigureIdx)) -> SourceIdx {
    dataset.operation(home).figure(figure).source
}

/// The sources behind the rows of an answer, each once.
fn sources_of(record: &Record, table: Table, answer: &Answer) -> Vec<(OperationIdx, SourceIdx)> {
    let (dataset, engine, disagreements) =
        (&record.dataset, record.engine(), record.disagreements());
    let mut sources = Vec::new();
    let mut whole = Vec::new();
    for (at, row) in answer.page.iter().enumerate() {
        match table {
            Table::Figures => {
                let figure = engine.figure(*row);
                sources.push((figure.0, source_of(dataset, figure)));
            }
            Table::Sources => {}
            Table::Operations => whole.push(OperationIdx(*row)),
            Table::Disagreements => {
                for saying in &disagreements[*row as usize].says {
                    sources.extend(saying.source.map(|source| (saying.operation, source)));
                    for figure in &saying.figures {
                        let source = source_of(dataset, (saying.operation, *figure));
                        sources.push((saying.operation, source));
                    }
                }
            }
            _ => whole.extend(&answer.behind[at]),
        }
    }
    for home in whole {
        for at in 0..dataset.operation(home).sources.len() {
            sources.push((home, SourceIdx::at(at)));
        }
    }
    each_once(sources)
}

fn each_once(mut sources: Vec<(OperationIdx, SourceIdx)>) -> Vec<(OperationIdx, SourceIdx)> {
    order::sort_by(&mut sources, Ord::cmp);
    sources.dedup();
    sources
}

/// The totals of a page as a table.
fn totals(record: &Record, view: &View, region: &Region, reader: &Circumstances<'_>) -> Sheet {
    let row = |line: &region::Line| {
        let (ask, words): (&Ask, _) = (&line.ask, &line.words);
        let ledger = region::address(record, view, ask)
            .map(|view| reader.address(&record.dataset.edition, &view));
        let mut notes = words.notes.join(" ");
        if words.suspects {
            notes.push_str(if notes.is_empty() { "" } else { " " });
            notes.push_str(total::ALLEGATION);
        }
        let mut row = Row::default();
        row.text(&words.label)
            .text(ask.measure.slug())
            .words(ask.population.map(Population::slug))
            .words(ask.outcomes().map(Counting::slug))
            .text(ask.rule.slug())
            .text(&words.number)
            .whole(Some(line.range.lower))
            .whole(line.range.upper)
            .text(&words.behind)
            .text(&notes)
            .words(ledger.as_deref());
        row.0
    };
    let rows = region.groups.iter().flat_map(|group| &group.lines).map(row).collect();
    Sheet { name: "totals", title: "Totals", columns: columns::TOTALS, rows: Rows::Ready(rows) }
}

/// The codebook as a table.
fn codebook() -> Sheet {
    let mut rows = Vec::new();
    for vocabulary in CODEBOOK {
        for term in vocabulary.terms {
            let words = [vocabulary.name, term.slug, term.label, term.definition];
            rows.push(words.map(|word| Cell::Text(word.into())).into());
        }
    }
    let rows = Rows::Ready(rows);
    Sheet { name: "codebook", title: "Codebook", columns: columns::CODEBOOK, rows }
}
