//! Rows for machines: a cell for every column, words as they stand in the dataset's files. It knows no
//! format of a file.

pub mod columns;

use serde_json::{Value, json};

use crate::engine::{Answer, Table};
use crate::model::*;
use crate::present::disagreement;
use crate::present::record::Record;

/// A cell, of the type that its column says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing is stated.
    Empty,
    /// A text, a date or an address.
    Text(String),
    /// Texts.
    List(Vec<String>),
    /// A number as it is written in every format, exactly.
    Number(String),
    /// Yes or no.
    Boolean(bool),
}

/// A row that is being made, cell by cell.
#[derive(Debug, Default)]
pub struct Row(pub Vec<Cell>);

// Rows have some hundred cells: made at each of them, the program would be 5 KB larger.
impl Row {
    /// A text.
    #[inline(never)]
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.0.push(Cell::Text(text.to_string()));
        self
    }

    /// A text, or nothing.
    #[inline(never)]
    pub fn words(&mut self, text: Option<&str>) -> &mut Self {
        self.0.push(text.map_or(Cell::Empty, |text| Cell::Text(text.to_string())));
        self
    }

    /// A whole number, or nothing.
    #[inline(never)]
    pub fn whole(&mut self, number: Option<i64>) -> &mut Self {
        self.0.push(number.map_or(Cell::Empty, |number| Cell::Number(number.to_string())));
        self
    }

    /// How many.
    #[inline(never)]
    pub fn count(&mut self, number: usize) -> &mut Self {
        self.0.push(Cell::Number(number.to_string()));
        self
    }

    /// A date, or nothing.
    #[inline(never)]
    pub fn date(&mut self, date: Option<PartialDate>) -> &mut Self {
        self.0.push(date.map_or(Cell::Empty, |date| Cell::Text(date.to_string())));
        self
    }

    /// Texts.
    #[inline(never)]
    pub fn list(&mut self, texts: &[&str]) -> &mut Self {
        self.0.push(Cell::List(texts.iter().map(|text| (*text).to_string()).collect()));
        self
    }

    /// The words of flags.
    #[inline(never)]
    pub fn flags(&mut self, flags: &[Flag]) -> &mut Self {
        let words: Vec<&str> = flags.iter().map(|flag| flag.slug()).collect();
        self.list(&words)
    }

    /// A cell.
    pub fn cell(&mut self, cell: Cell) -> &mut Self {
        self.0.push(cell);
        self
    }
}

/// An operation's row.
pub fn operation(dataset: &Dataset, index: OperationIdx) -> Vec<Cell> {
    let operation = dataset.operation(index);
    let programme =
        |index: Option<ProgrammeIdx>| index.map(|index| dataset.programme(index).id.as_str());
    let mut agencies: Vec<&str> = Vec::new();
    for entry in &operation.participations {
        let id = dataset.agency(entry.agency).id.as_str();
        if !agencies.contains(&id) {
            agencies.push(id);
        }
    }
    let places: Vec<&str> =
        operation.places.iter().map(|place| dataset.place(*place).id.as_str()).collect();
    let urls: Vec<&str> = operation.sources.iter().map(|source| source.url.as_str()).collect();
    let mut row = Row::default();
    row.text(&operation.id)
        .words(operation.name.as_deref())
        .text(&operation.title)
        .text(operation.kind.slug())
        .text(operation.trafficking.slug())
        .whole(operation.year().map(i64::from))
        .date(operation.start)
        .date(operation.end)
        .date(operation.announced)
        .list(&places)
        .list(&agencies)
        .words(programme(operation.series))
        .words(programme(operation.initiative))
        .words(operation.part_of.map(|whole| dataset.operation(whole).id.as_str()))
        .count(operation.figures.len())
        .count(operation.sources.len())
        .text(&operation.summary)
        .flags(&operation.flags)
        .list(&urls);
    row.0
}

/// A figure's row, with its source.
pub fn figure(dataset: &Dataset, home: OperationIdx, index: FigureIdx) -> Vec<Cell> {
    let operation = dataset.operation(home);
    let figure = operation.figure(index);
    let source = operation.source(figure.source);
    let mut row = Row::default();
    row.text(&operation.id)
        .text(&figure.id)
        .text(figure.measure.slug())
        .words(figure.population.map(Population::slug))
        .words(figure.outcome.map(Vocabulary::slug))
        .cell(Cell::Number(figure.value.to_string()))
        .text(figure.qualifier.slug())
        .text(figure.scope.slug())
        .words(figure.place.map(|place| dataset.place(place).id.as_str()))
        .words(figure.period.map(|period| period.to_string()).as_deref())
        .words(figure.part_of.map(|whole| operation.figure(whole).id.as_str()))
        .words(figure.part_basis.map(Vocabulary::slug))
        .words(figure.label.as_deref())
        .words(figure.unit.map(Vocabulary::slug))
        .flags(&figure.flags)
        .words(figure.note.as_deref())
        .text(&figure.locator)
        .text(&source.id)
        .text(&source.title)
        .text(&source.publisher)
        .text(source.kind.slug())
        .date(source.published)
        .text(&source.url);
    row.0
}

/// A source as one row.
pub fn source(dataset: &Dataset, home: OperationIdx, index: SourceIdx) -> Vec<Cell> {
    let operation = dataset.operation(home);
    let source = operation.source(index);
    let figures = operation.figures.iter().filter(|figure| figure.source == index);
    let mut row = Row::default();
    row.text(&operation.id)
        .text(&source.id)
        .text(&source.title)
        .text(&source.publisher)
        .text(source.kind.slug())
        .date(source.published)
        .text(&source.url)
        .count(figures.count())
        .flags(&source.flags);
    row.0
}

/// A record of a grouped table as one row, with the operations that pass.
fn grouped(dataset: &Dataset, table: Table, record: u32, behind: &[OperationIdx]) -> Vec<Cell> {
    let operations = || behind.iter().map(|index| dataset.operation(*index));
    let mut row = Row::default();
    match table {
        Table::Agencies => {
            let agency = dataset.agency(AgencyIdx(record));
            let aliases: Vec<&str> = agency.aliases.iter().map(String::as_str).collect();
            row.text(&agency.id)
                .text(&agency.name)
                .words(agency.short.as_deref())
                .text(agency.level.slug())
                .words(agency.state.as_deref())
                .words(agency.parent.map(|parent| dataset.agency(parent).id.as_str()))
                .list(&aliases);
        }
        Table::Places => {
            let place = dataset.place(PlaceIdx(record));
            row.text(&place.id)
                .text(&place.name)
                .text(place.place_type.slug())
                .words(place.state.as_deref())
                .words(place.country.as_deref())
                .words(place.parent.map(|parent| dataset.place(parent).id.as_str()));
        }
        Table::Programmes => {
            let programme = dataset.programme(ProgrammeIdx(record));
            row.text(&programme.id)
                .text(&programme.name)
                .text(programme.kind.slug())
                .text(&programme.description);
        }
        _ => {
            let category = OffenceCategory::ALL[record as usize];
            let words = operations()
                .flat_map(|operation| &operation.offences)
                .filter(|offence| offence.category == category)
                .map(|offence| offence.label.as_str());
            row.text(category.slug())
                .text(category.label())
                .list(category.nibrs())
                .list(&each_once(words.collect()));
        }
    }
    if table == Table::Agencies {
        for role in Role::ALL {
            let plays =
                |entry: &Participation| entry.agency == AgencyIdx(record) && entry.role == *role;
            let count =
                operations().filter(|operation| operation.participations.iter().any(plays)).count();
            row.count(count);
        }
    }
    let states = operations()
        .flat_map(|operation| &operation.places)
        .filter_map(|place| dataset.place(*place).state.as_deref());
    let ids: Vec<&str> = operations().map(|operation| operation.id.as_str()).collect();
    row.count(behind.len())
        .whole(operations().filter_map(Operation::year).min().map(i64::from))
        .whole(operations().filter_map(Operation::year).max().map(i64::from))
        .list(&each_once(states.collect()))
        .list(&ids);
    row.0
}

fn each_once(mut words: Vec<&str>) -> Vec<&str> {
    order::sort_by(&mut words, Ord::cmp);
    words.dedup();
    words
}

/// The row at a place of an answer's page.
pub fn row(given: &Record, table: Table, answer: &Answer, at: usize) -> Vec<Cell> {
    let (dataset, engine) = (&given.dataset, given.engine());
    let record = answer.page[at];
    match table {
        Table::Operations => operation(dataset, OperationIdx(record)),
        Table::Figures => {
            let (home, index) = engine.figure(record);
            figure(dataset, home, index)
        }
        Table::Sources => {
            let (home, index) = engine.source(record);
            source(dataset, home, index)
        }
        Table::Disagreements => {
            disagreement::cells(dataset, &given.disagreements()[record as usize])
        }
        Table::Agencies | Table::Places | Table::Programmes | Table::Offences => {
            grouped(dataset, table, record, &answer.behind[at])
        }
    }
}

/// The rows of an answer's page as JSON values.
pub fn json(given: &Record, table: Table, answer: &Answer) -> Vec<Value> {
    let row = |at: usize| match table {
        // What each side says has parts of its own.
        Table::Disagreements => {
            let found = &given.disagreements()[answer.page[at] as usize];
            disagreement::to_json(&given.dataset, found)
        }
        _ => {
            let cells = row(given, table, answer, at).into_iter().map(value);
            let names = columns::of(table).iter().map(|column| column.name.to_string());
            Value::Object(names.zip(cells).collect())
        }
    };
    (0..answer.page.len()).map(row).collect()
}

fn value(cell: Cell) -> Value {
    match cell {
        Cell::Empty => Value::Null,
        Cell::Text(text) => text.into(),
        Cell::List(texts) => texts.into(),
        Cell::Boolean(yes) => yes.into(),
        // Whole values as whole numbers, so that 31 is never written 31.0.
        Cell::Number(number) => match number.parse::<i64>() {
            Ok(whole) => whole.into(),
            Err(_) => json!(number.parse::<f64>().ok()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Query;

    #[test]
    fn the_heads_are_the_fields_of_the_rows() {
        let record = Record::new(crate::dataset::built_in().dataset);
        for (table, word) in Table::ALL {
            let answer = record.engine().run(&Query { limit: 1, ..Query::all(table) });
            let rows = json(&record, table, &answer);
            let keys: Vec<&str> = rows
                .iter()
                .filter_map(Value::as_object)
                .flat_map(|row| row.keys().map(String::as_str))
                .collect();
            let heads: Vec<&str> = columns::of(table).iter().map(|column| column.name).collect();
            assert_eq!(keys, heads, "{word}");
        }
    }
}
