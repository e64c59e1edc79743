//! The table of disagreements, which the engine is given: it cannot find them by itself.

use super::{both, place_values};
use crate::engine::bins::Ends;
use crate::engine::column::{Column, SortColumn, Stretches};
use crate::engine::query::{Field, SortKey};
use crate::engine::search::TextColumn;
use crate::engine::{NOT_STATED, Rows};
use crate::model::*;

/// A disagreement, as far as it is filtered and ordered by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contested<'a> {
    /// The operation that it is about.
    pub operation: OperationIdx,
    /// The place, where it is about one.
    pub place: Option<PlaceIdx>,
    /// What is counted.
    pub measure: Option<Measure>,
    /// Who is counted.
    pub population: Option<Population>,
    /// How sources contradict each other.
    pub kind: DisagreementKind,
    /// What is likely to lie behind it.
    pub reason: Option<LikelyReason>,
    /// How far the numbers lie apart, in hundredths.
    pub spread: Option<i64>,
    /// The figures that disagree.
    pub figures: Vec<(OperationIdx, FigureIdx)>,
    /// What is searched besides the operation's name.
    pub text: Vec<&'a str>,
}

/// The table.
pub fn table(dataset: &Dataset, list: &[Contested<'_>]) -> Rows {
    let column = |words: &dyn Fn(&Contested<'_>) -> Option<&'static str>| {
        let rows: Vec<Vec<&str>> =
            list.iter().map(|contested| words(contested).into_iter().collect()).collect();
        Column::new(&rows)
    };
    let mut columns = vec![
        (Field::Measure, column(&|contested| contested.measure.map(Vocabulary::slug))),
        (Field::Population, column(&|contested| contested.population.map(Population::slug))),
        (Field::Disagreement, column(&|contested| Some(contested.kind.slug()))),
        (Field::Reason, column(&|contested| contested.reason.map(Vocabulary::slug))),
    ];
    // A spread is a stretch; what has none is known by the word for it.
    let unstated: Vec<Vec<&str>> = list
        .iter()
        .map(|contested| contested.spread.map_or_else(|| vec![NOT_STATED], |_| Vec::new()))
        .collect();
    columns.push((Field::Spread, Column::without_not_stated(&unstated)));
    for field in [Field::State, Field::Country, Field::Place] {
        let rows: Vec<Vec<&str>> = list
            .iter()
            .map(|contested| match contested.place {
                Some(place) => place_values(dataset, &[place], field),
                None => {
                    place_values(dataset, &dataset.operation(contested.operation).places, field)
                }
            })
            .collect();
        columns.push((field, Column::new(&rows)));
    }
    let order = |key: &dyn Fn(&Contested<'_>) -> Ends| SortColumn(list.iter().map(key).collect());
    let spreads: Vec<Ends> =
        list.iter().map(|contested| contested.spread.map(|spread| (spread, spread))).collect();
    let text: Vec<Vec<&str>> = list
        .iter()
        .map(|contested| {
            let operation = dataset.operation(contested.operation);
            let mut text = contested.text.clone();
            text.push(&operation.title);
            text.extend(operation.name.as_deref());
            text
        })
        .collect();
    Rows {
        len: list.len(),
        homes: Some(list.iter().map(|contested| contested.operation.0).collect()),
        columns,
        sorts: vec![
            (SortKey::Measure, order(&|contested| both(contested.measure?.index()))),
            (SortKey::Disagreement, order(&|contested| both(contested.kind.index()))),
            (SortKey::Reason, order(&|contested| both(contested.reason?.index()))),
            (SortKey::Spread, SortColumn(spreads.clone())),
        ],
        stretches: vec![(Field::Spread, Stretches::new(Field::Spread, spreads))],
        text: TextColumn::new(&text),
        ..Rows::default()
    }
}
