//! One figure as people read it.

use crate::model::*;
use crate::present::operation::{QuantityRow, SourceLine, rivals, source_line};
use crate::present::{labels, numbers, standing, time, titles};
use crate::view::{Page, View, write};

/// The page of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigurePage {
    /// The number as stated, with what it counts.
    pub heading: String,
    /// The operation's page and name.
    pub operation: (Page, String),
    /// Facts under their names.
    pub facts: Vec<(&'static str, String)>,
    /// The source.
    pub source: SourceLine,
    /// What every source says of the same quantity.
    pub quantity: QuantityRow,
    /// Whether the people counted are suspects.
    pub suspects: bool,
    /// A report of an error, to be copied and sent by the reader.
    pub report: String,
}

/// The page of a figure.
pub fn page(dataset: &Dataset, home: OperationIdx, index: FigureIdx) -> FigurePage {
    let operation = dataset.operation(home);
    let figure = operation.figure(index);
    let source = source_line(operation, figure.source);
    let mut facts: Vec<(&'static str, String)> = vec![(
        "Measure",
        format!(
            "{}: {}",
            figure.measure.label(),
            Measure::TERMS[figure.measure.index()].definition
        ),
    )];
    facts
        .extend(figure.population.map(|population| ("Population", population.label().to_string())));
    facts.extend(figure.outcome.map(|outcome| {
        (
            "Source's verb",
            format!("{}: {}", outcome.label(), Outcome::TERMS[outcome.index()].definition),
        )
    }));
    facts.push((
        "Stated",
        format!(
            "{}: {}",
            figure.qualifier.label(),
            Qualifier::TERMS[figure.qualifier.index()].definition
        ),
    ));
    facts.push((
        "Counts",
        format!("{}: {}", figure.scope.label(), Scope::TERMS[figure.scope.index()].definition),
    ));
    facts.push((
        "Place",
        match figure.place {
            Some(place) => labels::place_name(dataset, place),
            None => "the whole operation".into(),
        },
    ));
    facts.extend(figure.period.map(|period| ("Period", time::period(period))));
    facts.extend(figure.part_of.map(|whole| {
        let whole = operation.figure(whole);
        (
            "Part of",
            format!(
                "{} ({}), in {}",
                numbers::stated(whole),
                labels::quantity(whole),
                operation.source(whole.source).publisher
            ),
        )
    }));
    if figure.part_of.is_none() && figure.part_basis.is_some() {
        facts.push(("Part of", "a whole that the source does not give".into()));
    }
    facts.push(("Where it stands", figure.locator.clone()));
    facts.extend(figure.flags.iter().map(|flag| ("Mark", standing::flag(*flag))));
    facts.extend(figure.note.iter().map(|note| ("Note", note.clone())));
    FigurePage {
        heading: titles::figure_heading(figure),
        operation: (
            Page::Operation(operation.id.clone()),
            labels::operation(operation).to_string(),
        ),
        facts,
        quantity: rivals(dataset, operation, index),
        suspects: figure.measure.presumed_innocent(),
        report: report(dataset, operation, figure),
        source,
    }
}

fn report(dataset: &Dataset, operation: &Operation, figure: &Figure) -> String {
    let source = operation.source(figure.source);
    let view =
        View::of(Page::Figure { operation: operation.id.clone(), figure: figure.id.clone() });
    format!(
        "Clearcount, dataset {}\nFigure: #{}\nRecorded: {} ({})\nSource: {}, “{}”\nAddress: {}\nWhere: {}\n\nWhat is wrong:\nWhat the source says instead:\n",
        dataset.edition.version,
        write(&view),
        numbers::stated(figure),
        labels::quantity(figure),
        source.publisher,
        source.title,
        source.url,
        figure.locator,
    )
}
