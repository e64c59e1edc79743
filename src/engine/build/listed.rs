//! The tables whose records are lists inside operations: figures and sources.

use super::{both, place_values, source_key, stretch};
use crate::engine::Rows;
use crate::engine::bins::Ends;
use crate::engine::column::{Column, SortColumn, Stretches};
use crate::engine::query::{Field, Limit, SortKey};
use crate::engine::search::TextColumn;
use crate::model::*;

/// The figures. A figure without a place of its own is for every place of its operation.
pub fn figures(dataset: &Dataset, list: &[(OperationIdx, FigureIdx)]) -> Rows {
    let rows: Vec<(&Operation, &Figure)> = list
        .iter()
        .map(|(home, figure)| {
            let operation = dataset.operation(*home);
            (operation, operation.figure(*figure))
        })
        .collect();
    let keys: Vec<String> = rows
        .iter()
        .map(|(operation, figure)| source_key(operation, operation.source(figure.source)))
        .collect();
    let places = |row: &(&'_ Operation, &Figure), field| match row.1.place {
        Some(place) => place_values(dataset, &[place], field),
        None => place_values(dataset, &row.0.places, field),
    };
    let mut columns = Vec::new();
    for field in [Field::State, Field::Country, Field::Place] {
        let column: Vec<Vec<&str>> = rows.iter().map(|row| places(row, field)).collect();
        columns.push((field, Column::new(&column)));
    }
    let mut words = |field: Field, word: &dyn Fn(&Operation, &Figure) -> Option<&'static str>| {
        let column: Vec<Vec<&str>> = rows
            .iter()
            .map(|(operation, figure)| word(operation, figure).into_iter().collect())
            .collect();
        columns.push((field, Column::new(&column)));
    };
    words(Field::Measure, &|_, figure| Some(figure.measure.slug()));
    words(Field::Population, &|_, figure| figure.population.map(Population::slug));
    words(Field::Outcome, &|_, figure| figure.outcome.map(Vocabulary::slug));
    words(Field::Qualifier, &|_, figure| Some(figure.qualifier.slug()));
    words(Field::Scope, &|_, figure| Some(figure.scope.slug()));
    words(Field::SourceKind, &|operation, figure| {
        Some(operation.source(figure.source).kind.slug())
    });
    let key_rows: Vec<Vec<&str>> = keys.iter().map(|key| vec![key.as_str()]).collect();
    columns.push((Field::Source, Column::new(&key_rows)));
    // A value is a stretch, and every figure has one.
    let no_words: Vec<Vec<&str>> = vec![Vec::new(); rows.len()];
    columns.push((Field::Value, Column::without_not_stated(&no_words)));
    let ordered = |key: &dyn Fn(&Operation, &Figure) -> Ends| {
        SortColumn(rows.iter().map(|(operation, figure)| key(operation, figure)).collect())
    };
    let populations: Vec<Option<&str>> =
        rows.iter().map(|(_, figure)| figure.population.map(Population::label)).collect();
    let publishers: Vec<Option<&str>> = rows
        .iter()
        .map(|(operation, figure)| Some(operation.source(figure.source).publisher.as_str()))
        .collect();
    let values: Vec<Ends> = rows
        .iter()
        .map(|(_, figure)| Some(Limit::Number(figure.value.hundredths()).ends()))
        .collect();
    let sorts = vec![
        (SortKey::Measure, ordered(&|_, figure| both(figure.measure.index()))),
        (SortKey::Population, SortColumn::of_texts(&populations)),
        (SortKey::Outcome, ordered(&|_, figure| both(figure.outcome?.index()))),
        (SortKey::Value, SortColumn(values.clone())),
        (SortKey::Source, SortColumn::of_texts(&publishers)),
        (
            SortKey::SourceKind,
            ordered(&|operation, figure| both(operation.source(figure.source).kind.index())),
        ),
        (
            SortKey::Published,
            ordered(&|operation, figure| stretch(operation.source(figure.source).published?)),
        ),
    ];
    let text: Vec<Vec<&str>> = rows
        .iter()
        .map(|(operation, figure)| {
            let source = operation.source(figure.source);
            let mut text =
                vec![operation.title.as_str(), &source.title, &source.publisher, &figure.locator];
            text.extend(operation.name.as_deref());
            text.extend(figure.label.as_deref());
            text.extend(figure.note.as_deref());
            text.extend(figure.place.map(|place| dataset.place(place).name.as_str()));
            text
        })
        .collect();
    Rows {
        len: rows.len(),
        homes: Some(list.iter().map(|(home, _)| home.0).collect()),
        columns,
        stretches: vec![(Field::Value, Stretches::new(Field::Value, values))],
        sorts,
        text: TextColumn::new(&text),
        ..Rows::default()
    }
}

/// The sources, each with what its figures report.
pub fn sources(dataset: &Dataset, list: &[(OperationIdx, SourceIdx)]) -> Rows {
    let rows: Vec<(&Operation, SourceIdx, &Source)> = list
        .iter()
        .map(|(home, index)| {
            let operation = dataset.operation(*home);
            (operation, *index, operation.source(*index))
        })
        .collect();
    let figures = |row: &(&'_ Operation, SourceIdx, &Source)| -> Vec<Figure> {
        row.0.figures.iter().filter(|figure| figure.source == row.1).cloned().collect()
    };
    let figures: Vec<Vec<Figure>> = rows.iter().map(figures).collect();
    let words = |field: Field, word: fn(&Figure) -> Option<&'static str>| {
        let words: Vec<Vec<&str>> =
            figures.iter().map(|figures| figures.iter().filter_map(word).collect()).collect();
        (field, Column::new(&words))
    };
    let keys: Vec<String> = rows.iter().map(|row| source_key(row.0, row.2)).collect();
    let keys: Vec<Vec<&str>> = keys.iter().map(|key| vec![key.as_str()]).collect();
    let kinds: Vec<Vec<&str>> = rows.iter().map(|row| vec![row.2.kind.slug()]).collect();
    let texts = |text: fn(&Source) -> &str| {
        let texts: Vec<Option<&str>> = rows.iter().map(|row| Some(text(row.2))).collect();
        SortColumn::of_texts(&texts)
    };
    let ends = |key: &dyn Fn(usize) -> Ends| SortColumn((0..rows.len()).map(key).collect());
    let text: Vec<Vec<&str>> = rows
        .iter()
        .map(|(operation, _, source)| {
            let mut text =
                vec![source.title.as_str(), &source.publisher, &source.url, &operation.title];
            text.extend(operation.name.as_deref());
            text
        })
        .collect();
    Rows {
        len: rows.len(),
        homes: Some(list.iter().map(|(home, _)| home.0).collect()),
        columns: vec![
            words(Field::Measure, |figure| Some(figure.measure.slug())),
            words(Field::Population, |figure| figure.population.map(Population::slug)),
            (Field::SourceKind, Column::new(&kinds)),
            (Field::Source, Column::new(&keys)),
        ],
        sorts: vec![
            (SortKey::Name, texts(|source| &source.title)),
            (SortKey::Source, texts(|source| &source.publisher)),
            (SortKey::SourceKind, ends(&|at| both(rows[at].2.kind.index()))),
            (SortKey::Published, ends(&|at| stretch(rows[at].2.published?))),
            (SortKey::Figures, ends(&|at| both(figures[at].len()))),
        ],
        text: TextColumn::new(&text),
        ..Rows::default()
    }
}
