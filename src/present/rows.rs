//! Rows for machines: every field under its own name, words as they stand in the dataset's files. It
//! knows no format of a file.

pub mod columns;

use serde::Serialize;
use serde_json::{Value, json};

use crate::engine::{Answer, Table};
use crate::model::*;
use crate::present::disagreement;
use crate::present::record::Record;

/// An operation as one row.
#[derive(Debug, Serialize)]
pub struct OperationRow<'a> {
    id: &'a str,
    name: Option<&'a str>,
    title: &'a str,
    kind: &'static str,
    trafficking: &'static str,
    year: Option<u16>,
    start: Option<String>,
    end: Option<String>,
    announced: Option<String>,
    places: Vec<&'a str>,
    agencies: Vec<&'a str>,
    series: Option<&'a str>,
    initiative: Option<&'a str>,
    part_of: Option<&'a str>,
    figures: usize,
    sources: usize,
    summary: &'a str,
    flags: Vec<&'static str>,
    source_urls: Vec<&'a str>,
}

/// A figure as one row, with its source.
#[derive(Debug, Serialize)]
pub struct FigureRow<'a> {
    operation: &'a str,
    figure: &'a str,
    measure: &'static str,
    population: Option<&'static str>,
    outcome: Option<&'static str>,
    #[serde(serialize_with = "exact")]
    value: Amount,
    qualifier: &'static str,
    scope: &'static str,
    place: Option<&'a str>,
    period: Option<String>,
    part_of: Option<&'a str>,
    part_basis: Option<&'static str>,
    label: Option<&'a str>,
    unit: Option<&'static str>,
    flags: Vec<&'static str>,
    note: Option<&'a str>,
    locator: &'a str,
    source: &'a str,
    source_title: &'a str,
    source_publisher: &'a str,
    source_kind: &'static str,
    source_published: Option<String>,
    source_url: &'a str,
}

/// Whole values as whole numbers, so that 31 is never written 31.0.
fn exact<S: serde::Serializer>(value: &Amount, serializer: S) -> Result<S::Ok, S::Error> {
    match value.whole() {
        Some(whole) => serializer.serialize_i64(whole),
        None => serializer.serialize_f64(value.hundredths() as f64 / 100.0),
    }
}

/// An operation's row.
pub fn operation(dataset: &Dataset, index: OperationIdx) -> OperationRow<'_> {
    let operation = dataset.operation(index);
    let programme =
        |index: Option<ProgrammeIdx>| index.map(|index| dataset.programme(index).id.as_str());
    let text = |date: Option<PartialDate>| date.map(|date| date.to_string());
    let mut agencies: Vec<&str> = Vec::new();
    for entry in &operation.participations {
        let id = dataset.agency(entry.agency).id.as_str();
        if !agencies.contains(&id) {
            agencies.push(id);
        }
    }
    OperationRow {
        id: &operation.id,
        name: operation.name.as_deref(),
        title: &operation.title,
        kind: operation.kind.slug(),
        trafficking: operation.trafficking.slug(),
        year: operation.year(),
        start: text(operation.start),
        end: text(operation.end),
        announced: text(operation.announced),
        places: operation.places.iter().map(|place| dataset.place(*place).id.as_str()).collect(),
        agencies,
        series: programme(operation.series),
        initiative: programme(operation.initiative),
        part_of: operation.part_of.map(|whole| dataset.operation(whole).id.as_str()),
        figures: operation.figures.len(),
        sources: operation.sources.len(),
        summary: &operation.summary,
        flags: flags(&operation.flags),
        source_urls: operation.sources.iter().map(|source| source.url.as_str()).collect(),
    }
}

/// The words of flags.
fn flags(flags: &[Flag]) -> Vec<&'static str> {
    flags.iter().map(|flag| flag.slug()).collect()
}

/// A figure's row.
pub fn figure(dataset: &Dataset, home: OperationIdx, index: FigureIdx) -> FigureRow<'_> {
    let operation = dataset.operation(home);
    let figure = operation.figure(index);
    let source = operation.source(figure.source);
    FigureRow {
        operation: &operation.id,
        figure: &figure.id,
        measure: figure.measure.slug(),
        population: figure.population.map(Population::slug),
        outcome: figure.outcome.map(Vocabulary::slug),
        value: figure.value,
        qualifier: figure.qualifier.slug(),
        scope: figure.scope.slug(),
        place: figure.place.map(|place| dataset.place(place).id.as_str()),
        period: figure.period.map(|period| period.to_string()),
        part_of: figure.part_of.map(|whole| operation.figure(whole).id.as_str()),
        part_basis: figure.part_basis.map(Vocabulary::slug),
        label: figure.label.as_deref(),
        unit: figure.unit.map(Vocabulary::slug),
        flags: flags(&figure.flags),
        note: figure.note.as_deref(),
        locator: &figure.locator,
        source: &source.id,
        source_title: &source.title,
        source_publisher: &source.publisher,
        source_kind: source.kind.slug(),
        source_published: source.published.map(|date| date.to_string()),
        source_url: &source.url,
    }
}

/// A source as one row.
pub fn source(dataset: &Dataset, home: OperationIdx, index: SourceIdx) -> Value {
    let operation = dataset.operation(home);
    let source = operation.source(index);
    let figures = operation.figures.iter().filter(|figure| figure.source == index);
    json!({
        "operation": operation.id,
        "source": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "kind": source.kind.slug(),
        "published": source.published.map(|date| date.to_string()),
        "url": source.url,
        "figures": figures.count(),
        "flags": flags(&source.flags),
    })
}

/// A record of a grouped table as one row, with the operations that pass.
fn grouped(dataset: &Dataset, table: Table, record: u32, behind: &[OperationIdx]) -> Value {
    let operations = || behind.iter().map(|index| dataset.operation(*index));
    let mut states: Vec<&str> = operations()
        .flat_map(|operation| &operation.places)
        .filter_map(|place| dataset.place(*place).state.as_deref())
        .collect();
    order::sort_by(&mut states, Ord::cmp);
    states.dedup();
    let mut row = match table {
        Table::Agencies => {
            let agency = dataset.agency(AgencyIdx(record));
            let parent = agency.parent.map(|parent| dataset.agency(parent).id.as_str());
            json!({
                "id": agency.id, "name": agency.name, "short": agency.short,
                "level": agency.level.slug(), "state": agency.state, "parent": parent,
                "aliases": agency.aliases,
            })
        }
        Table::Places => {
            let place = dataset.place(PlaceIdx(record));
            let parent = place.parent.map(|parent| dataset.place(parent).id.as_str());
            json!({
                "id": place.id, "name": place.name, "type": place.place_type.slug(),
                "state": place.state, "country": place.country, "parent": parent,
            })
        }
        Table::Programmes => {
            let programme = dataset.programme(ProgrammeIdx(record));
            json!({
                "id": programme.id, "name": programme.name, "kind": programme.kind.slug(),
                "description": programme.description,
            })
        }
        _ => {
            let category = OffenceCategory::ALL[record as usize];
            let mut words: Vec<&str> = operations()
                .flat_map(|operation| &operation.offences)
                .filter(|offence| offence.category == category)
                .map(|offence| offence.label.as_str())
                .collect();
            order::sort_by(&mut words, Ord::cmp);
            words.dedup();
            json!({
                "id": category.slug(), "name": category.label(), "nibrs": category.nibrs(),
                "words": words,
            })
        }
    };
    if table == Table::Agencies {
        for role in Role::ALL {
            let plays =
                |entry: &Participation| entry.agency == AgencyIdx(record) && entry.role == *role;
            let count =
                operations().filter(|operation| operation.participations.iter().any(plays)).count();
            row[role.slug()] = json!(count);
        }
    }
    row["operations"] = json!(behind.len());
    row["first_year"] = json!(operations().filter_map(Operation::year).min());
    row["last_year"] = json!(operations().filter_map(Operation::year).max());
    row["states"] = json!(states);
    row["operation_ids"] = operations().map(|operation| operation.id.as_str()).collect();
    row
}

/// The row at a place of an answer's page.
pub fn row(given: &Record, table: Table, answer: &Answer, at: usize) -> Value {
    let Record { dataset, engine, .. } = given;
    let record = answer.page[at];
    match table {
        Table::Operations => value(operation(dataset, OperationIdx(record))),
        Table::Figures => {
            let (home, index) = engine.figure(record);
            value(figure(dataset, home, index))
        }
        Table::Sources => {
            let (home, index) = engine.source(record);
            source(dataset, home, index)
        }
        Table::Disagreements => {
            disagreement::to_json(dataset, &given.disagreements[record as usize])
        }
        Table::Agencies | Table::Places | Table::Programmes | Table::Offences => {
            grouped(dataset, table, record, &answer.behind[at])
        }
    }
}

/// A row as a JSON value. Every row is made of texts, numbers and lists of them, which always can be.
pub fn value(row: impl Serialize) -> Value {
    serde_json::to_value(row).unwrap_or_default()
}

/// The rows of an answer's page as JSON values.
pub fn json(given: &Record, table: Table, answer: &Answer) -> Vec<Value> {
    (0..answer.page.len()).map(|at| row(given, table, answer, at)).collect()
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
