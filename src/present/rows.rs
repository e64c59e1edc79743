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

// Rows name some hundred cells: written out at each of them, the program would be 3 KB larger.
impl Cell {
    /// A text, or nothing.
    #[inline(never)]
    pub fn words(text: Option<&str>) -> Self {
        text.map_or(Self::Empty, |text| Self::Text(text.to_string()))
    }

    /// A text.
    #[inline(never)]
    pub fn text(text: &str) -> Self {
        Self::Text(text.to_string())
    }

    /// A whole number, or nothing.
    #[inline(never)]
    pub fn whole(number: Option<i64>) -> Self {
        number.map_or(Self::Empty, |number| Self::Number(number.to_string()))
    }

    /// How many.
    #[inline(never)]
    pub fn count(number: usize) -> Self {
        Self::Number(number.to_string())
    }

    /// A number as it is stated.
    #[inline(never)]
    pub fn amount(amount: Amount) -> Self {
        Self::Number(amount.to_string())
    }

    /// A date, or nothing.
    #[inline(never)]
    pub fn date(date: Option<PartialDate>) -> Self {
        date.map_or(Self::Empty, |date| Self::Text(date.to_string()))
    }

    /// Texts.
    #[inline(never)]
    pub fn list(texts: &[&str]) -> Self {
        Self::List(texts.iter().map(|text| (*text).to_string()).collect())
    }

    /// The words of flags.
    #[inline(never)]
    pub fn flags(flags: &[Flag]) -> Self {
        Self::List(flags.iter().map(|flag| flag.slug().to_string()).collect())
    }
}

/// An operation's row.
pub fn operation(dataset: &Dataset, index: OperationIdx) -> Vec<Cell> {
    let operation = dataset.operation(index);
    let programme = |index: Option<ProgrammeIdx>| {
        Cell::words(index.map(|index| dataset.programme(index).id.as_str()))
    };
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
    vec![
        Cell::text(&operation.id),
        Cell::words(operation.name.as_deref()),
        Cell::text(&operation.title),
        Cell::text(operation.kind.slug()),
        Cell::text(operation.trafficking.slug()),
        Cell::whole(operation.year().map(i64::from)),
        Cell::date(operation.start),
        Cell::date(operation.end),
        Cell::date(operation.announced),
        Cell::list(&places),
        Cell::list(&agencies),
        programme(operation.series),
        programme(operation.initiative),
        Cell::words(operation.part_of.map(|whole| dataset.operation(whole).id.as_str())),
        Cell::count(operation.figures.len()),
        Cell::count(operation.sources.len()),
        Cell::text(&operation.summary),
        Cell::flags(&operation.flags),
        Cell::list(&urls),
    ]
}

/// A figure's row, with its source.
pub fn figure(dataset: &Dataset, home: OperationIdx, index: FigureIdx) -> Vec<Cell> {
    let operation = dataset.operation(home);
    let figure = operation.figure(index);
    let source = operation.source(figure.source);
    vec![
        Cell::text(&operation.id),
        Cell::text(&figure.id),
        Cell::text(figure.measure.slug()),
        Cell::words(figure.population.map(Population::slug)),
        Cell::words(figure.outcome.map(Vocabulary::slug)),
        Cell::amount(figure.value),
        Cell::text(figure.qualifier.slug()),
        Cell::text(figure.scope.slug()),
        Cell::words(figure.place.map(|place| dataset.place(place).id.as_str())),
        Cell::words(figure.period.map(|period| period.to_string()).as_deref()),
        Cell::words(figure.part_of.map(|whole| operation.figure(whole).id.as_str())),
        Cell::words(figure.part_basis.map(Vocabulary::slug)),
        Cell::words(figure.label.as_deref()),
        Cell::words(figure.unit.map(Vocabulary::slug)),
        Cell::flags(&figure.flags),
        Cell::words(figure.note.as_deref()),
        Cell::text(&figure.locator),
        Cell::text(&source.id),
        Cell::text(&source.title),
        Cell::text(&source.publisher),
        Cell::text(source.kind.slug()),
        Cell::date(source.published),
        Cell::text(&source.url),
    ]
}

/// A source as one row.
pub fn source(dataset: &Dataset, home: OperationIdx, index: SourceIdx) -> Vec<Cell> {
    let operation = dataset.operation(home);
    let source = operation.source(index);
    let figures = operation.figures.iter().filter(|figure| figure.source == index);
    vec![
        Cell::text(&operation.id),
        Cell::text(&source.id),
        Cell::text(&source.title),
        Cell::text(&source.publisher),
        Cell::text(source.kind.slug()),
        Cell::date(source.published),
        Cell::text(&source.url),
        Cell::count(figures.count()),
        Cell::flags(&source.flags),
    ]
}

/// A record of a grouped table as one row, with the operations that pass.
fn grouped(dataset: &Dataset, table: Table, record: u32, behind: &[OperationIdx]) -> Vec<Cell> {
    let operations = || behind.iter().map(|index| dataset.operation(*index));
    let mut row = match table {
        Table::Agencies => {
            let agency = dataset.agency(AgencyIdx(record));
            let aliases: Vec<&str> = agency.aliases.iter().map(String::as_str).collect();
            vec![
                Cell::text(&agency.id),
                Cell::text(&agency.name),
                Cell::words(agency.short.as_deref()),
                Cell::text(agency.level.slug()),
                Cell::words(agency.state.as_deref()),
                Cell::words(agency.parent.map(|parent| dataset.agency(parent).id.as_str())),
                Cell::list(&aliases),
            ]
        }
        Table::Places => {
            let place = dataset.place(PlaceIdx(record));
            vec![
                Cell::text(&place.id),
                Cell::text(&place.name),
                Cell::text(place.place_type.slug()),
                Cell::words(place.state.as_deref()),
                Cell::words(place.country.as_deref()),
                Cell::words(place.parent.map(|parent| dataset.place(parent).id.as_str())),
            ]
        }
        Table::Programmes => {
            let programme = dataset.programme(ProgrammeIdx(record));
            vec![
                Cell::text(&programme.id),
                Cell::text(&programme.name),
                Cell::text(programme.kind.slug()),
                Cell::text(&programme.description),
            ]
        }
        _ => {
            let category = OffenceCategory::ALL[record as usize];
            let words = operations()
                .flat_map(|operation| &operation.offences)
                .filter(|offence| offence.category == category)
                .map(|offence| offence.label.as_str());
            vec![
                Cell::text(category.slug()),
                Cell::text(category.label()),
                Cell::list(category.nibrs()),
                Cell::list(&each_once(words.collect())),
            ]
        }
    };
    if table == Table::Agencies {
        for role in Role::ALL {
            let plays =
                |entry: &Participation| entry.agency == AgencyIdx(record) && entry.role == *role;
            let count =
                operations().filter(|operation| operation.participations.iter().any(plays)).count();
            row.push(Cell::count(count));
        }
    }
    let states = operations()
        .flat_map(|operation| &operation.places)
        .filter_map(|place| dataset.place(*place).state.as_deref());
    let ids: Vec<&str> = operations().map(|operation| operation.id.as_str()).collect();
    row.extend([
        Cell::count(behind.len()),
        Cell::whole(operations().filter_map(Operation::year).min().map(i64::from)),
        Cell::whole(operations().filter_map(Operation::year).max().map(i64::from)),
        Cell::list(&each_once(states.collect())),
        Cell::list(&ids),
    ]);
    row
}

fn each_once(mut words: Vec<&str>) -> Vec<&str> {
    order::sort_by(&mut words, Ord::cmp);
    words.dedup();
    words
}

/// The row at a place of an answer's page.
pub fn row(given: &Record, table: Table, answer: &Answer, at: usize) -> Vec<Cell> {
    let Record { dataset, engine, .. } = given;
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
        Table::Disagreements => disagreement::cells(dataset, &given.disagreements[record as usize]),
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
            let found = &given.disagreements[answer.page[at] as usize];
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
            let answer = record.engine.run(&Query { limit: 1, ..Query::all(table) });
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
