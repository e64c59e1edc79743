//! The tables whose records stand behind several operations: agencies, places, programmes and
//! categories of offences. A row is one of them with one operation.

use super::{both, place_values};
use crate::engine::Rows;
use crate::engine::column::{Column, SortColumn};
use crate::engine::query::{Field, SortKey};
use crate::engine::search::TextColumn;
use crate::model::*;

/// The rows of a table, from the records that each operation stands behind.
fn rows(dataset: &Dataset, of: impl Fn(&Operation) -> Vec<usize>) -> (Vec<u32>, Vec<u32>) {
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for (home, operation) in (0..).zip(&dataset.operations) {
        pairs.extend(of(operation).into_iter().map(|record| (record as u32, home)));
    }
    order::sort_by(&mut pairs, Ord::cmp);
    pairs.dedup();
    pairs.into_iter().unzip()
}

/// A table of such rows, with the orders and the text of its records.
fn table(
    (records, homes): (Vec<u32>, Vec<u32>),
    sorts: Vec<(SortKey, SortColumn)>,
    text: &[Vec<&str>],
) -> Rows {
    Rows {
        len: records.len(),
        homes: Some(homes),
        records: Some(records),
        sorts,
        text: TextColumn::new(text),
        ..Rows::default()
    }
}

/// A column of the rows from a list of values for each record.
fn own(rows: &Rows, values: &[Vec<&str>]) -> Column {
    let records = rows.records.as_deref().unwrap_or_default();
    let of_rows: Vec<Vec<&str>> =
        records.iter().map(|record| values[*record as usize].clone()).collect();
    Column::new(&of_rows)
}

fn texts<T>(list: &[T], text: impl Fn(&T) -> Option<&str>) -> SortColumn {
    SortColumn::of_texts(&list.iter().map(text).collect::<Vec<_>>())
}

/// The agencies: the level is their own.
pub fn agencies(dataset: &Dataset) -> Rows {
    let list = &dataset.agencies;
    let pairs = rows(dataset, |operation| {
        operation.participations.iter().map(|entry| entry.agency.position()).collect()
    });
    let text: Vec<Vec<&str>> = list
        .iter()
        .map(|agency| {
            let mut text = vec![agency.name.as_str()];
            text.extend(agency.short.as_deref());
            text.extend(agency.aliases.iter().map(String::as_str));
            text
        })
        .collect();
    let sorts = vec![
        (SortKey::Name, texts(list, |agency| Some(&agency.name))),
        (
            SortKey::Level,
            SortColumn(list.iter().map(|agency| both(agency.level.index())).collect()),
        ),
        (SortKey::State, texts(list, |agency| agency.state.as_deref())),
    ];
    let mut rows = table(pairs, sorts, &text);
    let levels: Vec<Vec<&str>> = list.iter().map(|agency| vec![agency.level.slug()]).collect();
    rows.columns.push((Field::Level, own(&rows, &levels)));
    rows
}

/// The places, with what lies in them: place, type, state and country are their own.
pub fn places(dataset: &Dataset) -> Rows {
    let list = &dataset.places;
    let pairs = rows(dataset, |operation| {
        let chains = operation.places.iter().map(|place| dataset.place_and_parents(*place));
        chains.flatten().map(PlaceIdx::position).collect()
    });
    let chain = |at: usize| dataset.place_and_parents(PlaceIdx::at(at));
    let text: Vec<Vec<&str>> = (0..list.len())
        .map(|at| chain(at).map(|place| dataset.place(place).name.as_str()).collect())
        .collect();
    let sorts = vec![
        (SortKey::Name, texts(list, |place| Some(&place.name))),
        (
            SortKey::PlaceType,
            SortColumn(list.iter().map(|place| both(place.place_type.index())).collect()),
        ),
        (SortKey::State, texts(list, |place| place.state.as_deref())),
        (SortKey::Country, texts(list, |place| place.country.as_deref())),
    ];
    let mut rows = table(pairs, sorts, &text);
    for field in [Field::State, Field::Country, Field::Place] {
        let values: Vec<Vec<&str>> =
            (0..list.len()).map(|at| place_values(dataset, &[PlaceIdx::at(at)], field)).collect();
        rows.columns.push((field, own(&rows, &values)));
    }
    let types: Vec<Vec<&str>> = list.iter().map(|place| vec![place.place_type.slug()]).collect();
    rows.columns.push((Field::PlaceType, own(&rows, &types)));
    rows
}

/// The series and initiatives.
pub fn programmes(dataset: &Dataset) -> Rows {
    let list = &dataset.programmes;
    let pairs = rows(dataset, |operation| {
        operation.series.into_iter().chain(operation.initiative).map(|at| at.position()).collect()
    });
    let text: Vec<Vec<&str>> = list
        .iter()
        .map(|programme| vec![programme.name.as_str(), programme.description.as_str()])
        .collect();
    let sorts = vec![
        (SortKey::Name, texts(list, |programme| Some(&programme.name))),
        (
            SortKey::Kind,
            SortColumn(list.iter().map(|programme| both(programme.kind.index())).collect()),
        ),
    ];
    table(pairs, sorts, &text)
}

/// The categories of offences, in the codebook's order, with the words that sources use for them:
/// the category is their own.
pub fn offences(dataset: &Dataset) -> Rows {
    let list = OffenceCategory::ALL;
    let pairs = rows(dataset, |operation| {
        operation.offences.iter().map(|offence| offence.category.index()).collect()
    });
    let mut text: Vec<Vec<&str>> = list.iter().map(|category| vec![category.label()]).collect();
    for offence in dataset.operations.iter().flat_map(|operation| &operation.offences) {
        text[offence.category.index()].push(&offence.label);
    }
    let sorts = vec![(SortKey::Name, texts(list, |category| Some(category.label())))];
    let mut rows = table(pairs, sorts, &text);
    let slugs: Vec<Vec<&str>> = list.iter().map(|category| vec![category.slug()]).collect();
    rows.columns.push((Field::Offence, own(&rows, &slugs)));
    rows
}
