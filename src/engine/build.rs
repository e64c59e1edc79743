//! Lays a dataset out in columns.

use chrono::Datelike;

use super::column::{Column, Numbers, SortColumn};
use super::query::{Field, SortKey};
use super::search::TextColumn;
use super::{Engine, Rows};
use crate::model::*;

pub fn engine(dataset: &Dataset) -> Engine {
    let mut has_parts = vec![false; dataset.operations.len()];
    for whole in dataset.operations.iter().filter_map(|operation| operation.part_of) {
        has_parts[whole.position()] = true;
    }
    let operations: Vec<OperationValues<'_>> = (0..)
        .zip(has_parts)
        .map(|(at, has_parts)| OperationValues::new(dataset, OperationIdx::at(at), has_parts))
        .collect();
    let figure_rows: Vec<(OperationIdx, FigureIdx)> = operations
        .iter()
        .flat_map(|values| {
            (0..values.operation.figures.len()).map(|at| (values.index, FigureIdx::at(at)))
        })
        .collect();
    Engine {
        figures: figures_table(dataset, &operations, &figure_rows),
        operations: operations_table(dataset, &operations),
        figure_rows,
    }
}

/// What an operation says of each field, shared by its own row and its figures' rows.
struct OperationValues<'a> {
    index: OperationIdx,
    operation: &'a Operation,
    year: Option<String>,
    agencies: Vec<&'a Agency>,
    wholes: Vec<&'a str>,
    parts: Vec<&'static str>,
    text: Vec<&'a str>,
}

impl<'a> OperationValues<'a> {
    fn new(dataset: &'a Dataset, index: OperationIdx, has_parts: bool) -> Self {
        let operation = dataset.operation(index);
        let agencies: Vec<&Agency> =
            operation.participations.iter().map(|entry| dataset.agency(entry.agency)).collect();
        let wholes = std::iter::successors(Some(index), |at| dataset.operation(*at).part_of)
            .map(|at| dataset.operation(at).id.as_str())
            .collect();
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
            index,
            operation,
            year: operation.year().map(|year| year.to_string()),
            agencies,
            wholes,
            parts,
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
            Field::Offence => {
                operation.offences.iter().map(|offence| offence.category.slug()).collect()
            }
            Field::Tactic => operation.tactics.iter().map(|tactic| tactic.slug()).collect(),
            Field::SourceKind => {
                operation.sources.iter().map(|source| source.kind.slug()).collect()
            }
            Field::Id => vec![&operation.id],
            Field::Whole => self.wholes.clone(),
            // A figure's own; an operation has no single one.
            Field::Outcome | Field::Qualifier | Field::Scope | Field::Value => Vec::new(),
        }
    }
}

/// The values of a place field for a list of places.
fn place_values<'a>(dataset: &'a Dataset, places: &[PlaceIdx], field: Field) -> Vec<&'a str> {
    let chain = places.iter().flat_map(|place| dataset.place_and_parents(*place));
    match field {
        Field::Place => chain.map(|place| dataset.place(place).id.as_str()).collect(),
        Field::State => {
            places.iter().filter_map(|place| dataset.place(*place).state.as_deref()).collect()
        }
        _ => places.iter().filter_map(|place| dataset.place(*place).country.as_deref()).collect(),
    }
}

const FIGURE_ONLY: [Field; 4] = [Field::Outcome, Field::Qualifier, Field::Scope, Field::Value];

fn operations_table(dataset: &Dataset, operations: &[OperationValues<'_>]) -> Rows {
    let columns = Field::ALL
        .iter()
        .filter(|field| !FIGURE_ONLY.contains(field))
        .map(|field| {
            let rows: Vec<Vec<&str>> =
                operations.iter().map(|values| values.values(dataset, *field)).collect();
            (*field, Column::new(&rows))
        })
        .collect();
    let years = operations.iter().map(|values| values.operation.year().map(i64::from)).collect();
    let count = |count: fn(&Operation) -> usize| {
        SortColumn(operations.iter().map(|values| both(count(values.operation) as i64)).collect())
    };
    let lead = |values: &OperationValues<'_>| {
        let leads = values.operation.participations.iter().find(|entry| entry.role == Role::Lead);
        leads.map(|entry| dataset.agency(entry.agency).name.clone())
    };
    let mut sorts = shared_sorts(dataset, operations.iter().map(|values| values.operation));
    sorts.extend([
        (SortKey::Agency, SortColumn::of_texts(&operations.iter().map(lead).collect::<Vec<_>>())),
        (SortKey::Sources, count(|operation| operation.sources.len())),
    ]);
    Rows {
        len: operations.len(),
        columns,
        numbers: vec![(Field::Year, Numbers(years))],
        sorts,
        text: TextColumn::new(
            &operations.iter().map(|values| values.text.clone()).collect::<Vec<_>>(),
        ),
    }
}

fn figures_table(
    dataset: &Dataset,
    operations: &[OperationValues<'_>],
    rows: &[(OperationIdx, FigureIdx)],
) -> Rows {
    let rows: Vec<(&OperationValues<'_>, &Figure)> = rows
        .iter()
        .map(|(operation, figure)| {
            let values = &operations[operation.position()];
            (values, values.operation.figure(*figure))
        })
        .collect();
    let own = |values: &OperationValues<'_>, figure: &Figure, field: Field| -> Option<Vec<&str>> {
        Some(match field {
            // A figure without a place of its own is for every place of its operation.
            Field::State | Field::Country | Field::Place => {
                place_values(dataset, &[figure.place?], field)
            }
            Field::Measure => vec![figure.measure.slug()],
            Field::Population => {
                figure.population.iter().map(|population| population.slug()).collect()
            }
            Field::Outcome => figure.outcome.iter().map(|outcome| outcome.slug()).collect(),
            Field::Qualifier => vec![figure.qualifier.slug()],
            Field::Scope => vec![figure.scope.slug()],
            Field::SourceKind => vec![values.operation.source(figure.source).kind.slug()],
            _ => return None,
        })
    };
    let columns = Field::ALL
        .iter()
        .filter(|field| **field != Field::Value)
        .map(|field| {
            let column: Vec<Vec<&str>> = rows
                .iter()
                .map(|(values, figure)| {
                    own(values, figure, *field).unwrap_or_else(|| values.values(dataset, *field))
                })
                .collect();
            (*field, Column::new(&column))
        })
        .collect();
    let numbers = [
        (
            Field::Year,
            rows.iter().map(|(values, _)| values.operation.year().map(i64::from)).collect(),
        ),
        (Field::Value, rows.iter().map(|(_, figure)| Some(figure.value.hundredths())).collect()),
    ];
    let ordered = |key: &dyn Fn(&Figure) -> Option<usize>| {
        SortColumn(
            rows.iter().map(|(_, figure)| key(figure).and_then(|key| both(key as i64))).collect(),
        )
    };
    let publishers: Vec<Option<&str>> = rows
        .iter()
        .map(|(values, figure)| Some(values.operation.source(figure.source).publisher.as_str()))
        .collect();
    let populations: Vec<Option<&str>> =
        rows.iter().map(|(_, figure)| figure.population.map(Population::label)).collect();
    let mut sorts = shared_sorts(dataset, rows.iter().map(|(values, _)| values.operation));
    sorts.extend([
        (SortKey::Measure, ordered(&|figure| Some(figure.measure.index()))),
        (SortKey::Population, SortColumn::of_texts(&populations)),
        (SortKey::Outcome, ordered(&|figure| figure.outcome.map(Outcome::index))),
        (
            SortKey::Value,
            SortColumn(rows.iter().map(|(_, figure)| both(figure.value.hundredths())).collect()),
        ),
        (SortKey::Source, SortColumn::of_texts(&publishers)),
    ]);
    let text: Vec<Vec<&str>> = rows
        .iter()
        .map(|(values, figure)| {
            let source = values.operation.source(figure.source);
            let mut text = vec![
                values.operation.title.as_str(),
                &source.title,
                &source.publisher,
                &figure.locator,
            ];
            text.extend(values.operation.name.as_deref());
            text.extend(figure.label.as_deref());
            text.extend(figure.note.as_deref());
            text.extend(figure.place.map(|place| dataset.place(place).name.as_str()));
            text
        })
        .collect();
    Rows {
        len: rows.len(),
        columns,
        numbers: numbers.into_iter().map(|(field, numbers)| (field, Numbers(numbers))).collect(),
        sorts,
        text: TextColumn::new(&text),
    }
}

fn both(number: i64) -> Option<(i64, i64)> {
    Some((number, number))
}

/// The orders that operations and figures share: those of the operation.
fn shared_sorts<'a>(
    dataset: &Dataset,
    operations: impl Iterator<Item = &'a Operation>,
) -> Vec<(SortKey, SortColumn)> {
    let operations: Vec<&Operation> = operations.collect();
    let day = |date: chrono::NaiveDate| i64::from(date.num_days_from_ce());
    let dates = operations.iter().map(|operation| {
        let Operation { start, end, announced, .. } = **operation;
        let (from, to) = (start.or(end).or(announced)?, end.or(start).or(announced)?);
        Some((day(from.first_day()), day(to.last_day())))
    });
    let announced = operations.iter().map(|operation| {
        operation.announced.map(|date| (day(date.first_day()), day(date.last_day())))
    });
    let names: Vec<_> = operations
        .iter()
        .map(|operation| Some(operation.name.as_ref().unwrap_or(&operation.title)))
        .collect();
    let places: Vec<_> = operations
        .iter()
        .map(|operation| operation.places.first().map(|place| &dataset.place(*place).name))
        .collect();
    let kinds = operations.iter().map(|operation| both(operation.kind.index() as i64));
    vec![
        (SortKey::Name, SortColumn::of_texts(&names)),
        (SortKey::Date, SortColumn(dates.collect())),
        (SortKey::Announced, SortColumn(announced.collect())),
        (SortKey::Kind, SortColumn(kinds.collect())),
        (SortKey::Place, SortColumn::of_texts(&places)),
    ]
}
