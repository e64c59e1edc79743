//! Rows for machines: every field under its own name, words as they stand in the dataset's files.

use serde::Serialize;

use crate::engine::{Engine, Table};
use crate::model::*;
use crate::present::csv::{self, Cell};

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
    }
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
        flags: figure.flags.iter().map(|flag| flag.slug()).collect(),
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

/// The rows of a table as JSON values.
pub fn json(
    dataset: &Dataset,
    engine: &Engine,
    table: Table,
    rows: &[u32],
) -> serde_json::Result<Vec<serde_json::Value>> {
    rows.iter()
        .map(|row| match table {
            Table::Operations => serde_json::to_value(operation(dataset, OperationIdx(*row))),
            Table::Figures => {
                let (home, index) = engine.figure_row(*row);
                serde_json::to_value(figure(dataset, home, index))
            }
        })
        .collect()
}

/// Rows as CSV under a head of their fields' names; lists are joined by semicolons.
pub fn csv(table: Table, rows: &[serde_json::Value]) -> String {
    let heads = match table {
        Table::Operations => OPERATION_FIELDS,
        Table::Figures => FIGURE_FIELDS,
    };
    let mut text = csv::row(heads.iter().map(|head| Cell::Text(head)));
    for row in rows {
        let cells: Vec<(bool, String)> = heads.iter().map(|head| cell(&row[*head])).collect();
        text.push_str(&csv::row(cells.iter().map(|(number, text)| match number {
            true => Cell::Number(text),
            false => Cell::Text(text),
        })));
    }
    text
}

/// The fields of `OperationRow`, in its order.
const OPERATION_FIELDS: &[&str] = &[
    "id",
    "name",
    "title",
    "kind",
    "trafficking",
    "year",
    "start",
    "end",
    "announced",
    "places",
    "agencies",
    "series",
    "initiative",
    "part_of",
    "figures",
    "sources",
    "summary",
];

/// The fields of `FigureRow`, in its order.
const FIGURE_FIELDS: &[&str] = &[
    "operation",
    "figure",
    "measure",
    "population",
    "outcome",
    "value",
    "qualifier",
    "scope",
    "place",
    "period",
    "part_of",
    "part_basis",
    "label",
    "unit",
    "flags",
    "note",
    "locator",
    "source",
    "source_title",
    "source_publisher",
    "source_kind",
    "source_published",
    "source_url",
];

fn cell(value: &serde_json::Value) -> (bool, String) {
    use serde_json::Value;
    match value {
        Value::Null => (false, String::new()),
        Value::String(text) => (false, text.clone()),
        Value::Array(items) => {
            (false, items.iter().map(|item| cell(item).1).collect::<Vec<_>>().join("; "))
        }
        Value::Number(number) => (true, number.to_string()),
        Value::Bool(_) | Value::Object(_) => (false, value.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heads_are_the_fields_of_the_rows() {
        let loaded = crate::dataset::built_in();
        let dataset = &loaded.dataset;
        let fields = |row: serde_json::Result<serde_json::Value>| -> Vec<String> {
            row.ok()
                .and_then(|row| Some(row.as_object()?.keys().cloned().collect()))
                .unwrap_or_default()
        };
        let first = OperationIdx(0);
        assert_eq!(fields(serde_json::to_value(operation(dataset, first))), OPERATION_FIELDS);
        assert_eq!(
            fields(serde_json::to_value(figure(dataset, first, FigureIdx(0)))),
            FIGURE_FIELDS
        );
    }
}
