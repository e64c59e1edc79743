//! Lays a dataset out in columns.

pub mod contested;
mod grouped;
mod listed;

use super::NOT_STATED;
use super::bins::Ends;
use super::column::{Column, SortColumn, Stretches};
use super::query::{Field, Limit, SortKey, Table};
use super::search::TextColumn;
use super::{Engine, Rows};
use crate::model::*;

/// A table of the engine's dataset. The disagreements are given to the engine.
pub fn rows(engine: &Engine, table: Table) -> Rows {
    let dataset = &engine.dataset;
    let contested = |mut rows: Rows, kinds: &[Vec<&str>]| {
        rows.columns.push((Field::Disagreement, Column::new(kinds)));
        rows
    };
    match table {
        Table::Operations => contested(operations(dataset), &engine.about_operations),
        Table::Figures => {
            contested(listed::figures(dataset, &engine.figures), &engine.about_figures)
        }
        Table::Agencies => grouped::agencies(dataset),
        Table::Places => grouped::places(dataset),
        Table::Programmes => grouped::programmes(dataset),
        Table::Offences => grouped::offences(dataset),
        Table::Sources => listed::sources(dataset, &engine.sources),
        Table::Disagreements => Rows::default(),
    }
}

/// What an operation says of each field.
struct OperationValues<'a> {
    operation: &'a Operation,
    year: Option<String>,
    agencies: Vec<&'a Agency>,
    wholes: Vec<&'a str>,
    parts: Vec<&'static str>,
    sources: Vec<String>,
    text: Vec<&'a str>,
}

impl<'a> OperationValues<'a> {
    fn new(dataset: &'a Dataset, operation: &'a Operation, has_parts: bool) -> Self {
        let agencies: Vec<&Agency> =
            operation.participations.iter().map(|entry| dataset.agency(entry.agency)).collect();
        let whole = |part: &&Operation| part.part_of.map(|whole| dataset.operation(whole));
        let wholes = std::iter::successors(Some(operation), whole).map(|it| it.id.as_str());
        let wholes = wholes.collect();
        let mut parts = Vec::new();
        if operation.part_of.is_some() {
            parts.push("part");
        }
        if has_parts {
            parts.push("whole");
        }
        if parts.is_empty() {
            parts.push("single");
        }
        let mut text = vec![operation.title.as_str(), operation.summary.as_str()];
        text.extend(operation.name.as_deref());
        for agency in &agencies {
            text.push(&agency.name);
            text.extend(agency.short.as_deref());
            text.extend(agency.aliases.iter().map(String::as_str));
        }
        text.extend(
            operation.participations.iter().filter_map(|entry| entry.as_written.as_deref()),
        );
        for place in &operation.places {
            text.extend(
                dataset.place_and_parents(*place).map(|place| dataset.place(place).name.as_str()),
            );
        }
        text.extend(operation.offences.iter().map(|offence| offence.label.as_str()));
        for source in &operation.sources {
            text.extend([source.title.as_str(), source.publisher.as_str()]);
        }
        Self {
            operation,
            year: operation.year().map(|year| year.to_string()),
            agencies,
            wholes,
            parts,
            sources: operation.sources.iter().map(|source| source_key(operation, source)).collect(),
            text,
        }
    }

    /// The values of a field that the operation itself states.
    fn values(&self, dataset: &'a Dataset, field: Field) -> Vec<&str> {
        let operation = self.operation;
        let programme =
            |index: Option<ProgrammeIdx>| index.map(|index| dataset.programme(index).id.as_str());
        match field {
            Field::Year => self.year.as_deref().into_iter().collect(),
            Field::State | Field::Country | Field::Place => {
                place_values(dataset, &operation.places, field)
            }
            Field::Kind => vec![operation.kind.slug()],
            Field::Trafficking => vec![operation.trafficking.slug()],
            Field::Agency => self.agencies.iter().map(|agency| agency.id.as_str()).collect(),
            Field::Level => self.agencies.iter().map(|agency| agency.level.slug()).collect(),
            Field::Series => programme(operation.series).into_iter().collect(),
            Field::Initiative => programme(operation.initiative).into_iter().collect(),
            Field::Part => self.parts.clone(),
            Field::Measure => {
                operation.figures.iter().map(|figure| figure.measure.slug()).collect()
            }
            Field::Population => operation
                .figures
                .iter()
                .filter_map(|figure| Some(figure.population?.slug()))
                .collect(),
            Field::Stage => Stage::of(operation).into_iter().map(Vocabulary::slug).collect(),
            Field::Offence => {
                operation.offences.iter().map(|offence| offence.category.slug()).collect()
            }
            Field::Tactic => operation.tactics.iter().map(|tactic| tactic.slug()).collect(),
            Field::SourceKind => {
                operation.sources.iter().map(|source| source.kind.slug()).collect()
            }
            Field::Source => self.sources.iter().map(String::as_str).collect(),
            // Its days are a stretch; that there is none is a value.
            Field::Date => match days(operation) {
                Some(_) => Vec::new(),
                None => vec![NOT_STATED],
            },
            Field::Id => vec![&operation.id],
            Field::Whole => self.wholes.clone(),
            // Not an operation's own.
            Field::Outcome
            | Field::Qualifier
            | Field::Scope
            | Field::Value
            | Field::PlaceType
            | Field::Disagreement
            | Field::Reason
            | Field::Spread => Vec::new(),
        }
    }
}

/// The values of a place field for a list of places.
pub fn place_values<'a>(dataset: &'a Dataset, places: &[PlaceIdx], field: Field) -> Vec<&'a str> {
    let chain = places.iter().flat_map(|place| dataset.place_and_parents(*place));
    match field {
        Field::Place => chain.map(|place| dataset.place(place).id.as_str()).collect(),
        Field::State => {
            places.iter().filter_map(|place| dataset.place(*place).state.as_deref()).collect()
        }
        _ => places.iter().filter_map(|place| dataset.place(*place).country.as_deref()).collect(),
    }
}

/// A source as it is written in addresses.
pub fn source_key(operation: &Operation, source: &Source) -> String {
    format!("{}/{}", operation.id, source.id)
}

fn operations(dataset: &Dataset) -> Rows {
    let mut has_parts = vec![false; dataset.operations.len()];
    for whole in dataset.operations.iter().filter_map(|operation| operation.part_of) {
        has_parts[whole.position()] = true;
    }
    let operations: Vec<OperationValues<'_>> = dataset
        .operations
        .iter()
        .zip(has_parts)
        .map(|(operation, has_parts)| OperationValues::new(dataset, operation, has_parts))
        .collect();
    let columns = Field::ALL
        .iter()
        .filter(|field| Table::Operations.has(**field) && **field != Field::Disagreement)
        .map(|field| {
            let rows: Vec<Vec<&str>> =
                operations.iter().map(|values| values.values(dataset, *field)).collect();
            let column = match field {
                Field::Date => Column::without_not_stated(&rows),
                _ => Column::new(&rows),
            };
            (*field, column)
        })
        .collect();
    let years = operations.iter().map(|values| values.operation.year().map(usize::from));
    let count = |count: fn(&Operation) -> usize| {
        SortColumn(operations.iter().map(|values| both(count(values.operation))).collect())
    };
    let lead = |operation: &Operation| {
        let leads = operation.participations.iter().find(|entry| entry.role == Role::Lead);
        leads.map(|entry| dataset.agency(entry.agency).name.as_str())
    };
    let texts = |text: &dyn Fn(&'_ Operation) -> Option<String>| {
        let texts: Vec<_> = operations.iter().map(|values| text(values.operation)).collect();
        SortColumn::of_texts(&texts)
    };
    let dates: Vec<Ends> = operations.iter().map(|values| days(values.operation)).collect();
    let announced = operations.iter().map(|values| stretch(values.operation.announced?));
    let sorts = vec![
        (
            SortKey::Name,
            texts(&|operation| Some(operation.name.as_ref().unwrap_or(&operation.title).clone())),
        ),
        (SortKey::Date, SortColumn(dates.clone())),
        (SortKey::Announced, SortColumn(announced.collect())),
        (SortKey::Kind, count(|operation| operation.kind.index())),
        (SortKey::Trafficking, count(|operation| operation.trafficking.index())),
        (
            SortKey::Place,
            texts(&|operation| Some(dataset.place(*operation.places.first()?).name.clone())),
        ),
        (SortKey::Agency, texts(&|operation| lead(operation).map(str::to_string))),
        (
            SortKey::Series,
            texts(&|operation| Some(dataset.programme(operation.series?).name.clone())),
        ),
        (SortKey::Sources, count(|operation| operation.sources.len())),
        (SortKey::Figures, count(|operation| operation.figures.len())),
    ];
    Rows {
        len: operations.len(),
        columns,
        stretches: vec![
            (Field::Year, Stretches::new(Field::Year, years.map(|year| both(year?)).collect())),
            (Field::Date, Stretches::new(Field::Date, dates)),
        ],
        sorts,
        text: TextColumn::new(
            &operations.iter().map(|values| values.text.clone()).collect::<Vec<_>>(),
        ),
        ..Rows::default()
    }
}

/// A number that is both ends of its stretch.
pub fn both(number: usize) -> Ends {
    Some((number as i64, number as i64))
}

/// The first and the last day of a date, counted from the beginning of the calendar.
pub fn stretch(date: PartialDate) -> Ends {
    Some(Limit::Date(date).ends())
}

/// The days on which an operation may have taken place, else was announced.
fn days(operation: &Operation) -> Ends {
    let Operation { start, end, announced, .. } = *operation;
    let (from, to) = (start.or(end).or(announced)?, end.or(start).or(announced)?);
    Some((stretch(from)?.0, stretch(to)?.1))
}
