//! One figure as people read it.

use crate::model::*;
use crate::present::operation::{
    Fact, Linked, QuantityRow, SourceLine, place_link, rivals, source_line,
};
use crate::present::record::Record;
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
    pub facts: Vec<Fact>,
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
pub fn page(record: &Record, home: OperationIdx, index: FigureIdx) -> FigurePage {
    let dataset = &record.dataset;
    let operation = dataset.operation(home);
    let figure = operation.figure(index);
    let source = source_line(operation, figure.source);
    let mut facts = counted(figure);
    facts.extend(self::facts(dataset, operation, figure));
    FigurePage {
        heading: titles::figure_heading(figure),
        operation: (
            Page::Operation(operation.id.clone()),
            labels::operation(operation).to_string(),
        ),
        facts,
        quantity: rivals(record, home, index),
        suspects: figure.measure.presumed_innocent(),
        report: report(dataset, operation, figure),
        source,
    }
}

/// What a figure counts, and how exactly.
fn counted(figure: &Figure) -> Vec<Fact> {
    let population = figure.population.map(|population| population.label().into());
    let said = [
        ("Measure", Some(defined(figure.measure))),
        ("Population", population),
        ("Source's verb", figure.outcome.map(defined)),
        ("Stated", Some(defined(figure.qualifier))),
    ];
    let fact = |(term, said): (&'static str, Option<String>)| {
        Some(Fact { term, texts: vec![Linked { text: said?, target: None }] })
    };
    said.into_iter().filter_map(fact).collect()
}

/// What else is to be known of a figure, beside its source.
pub fn facts(dataset: &Dataset, operation: &Operation, figure: &Figure) -> Vec<Fact> {
    let plain = |text: String| Linked { text, target: None };
    let mut facts: Vec<Fact> = Vec::new();
    let mut fact = |term: &'static str, said: Linked| {
        facts.push(Fact { term, texts: vec![said] });
    };
    fact("Counts", plain(defined(figure.scope)));
    fact(
        "Place",
        match figure.place {
            Some(place) => place_link(dataset, place),
            None => plain("the whole operation".into()),
        },
    );
    if let Some(period) = figure.period {
        fact("Period", plain(time::period(period)));
    }
    match figure.part_of {
        Some(whole) => {
            let whole = operation.figure(whole);
            let page = Page::Figure { operation: operation.id.clone(), figure: whole.id.clone() };
            let text = format!(
                "{} ({}), in {}",
                numbers::stated(whole),
                labels::quantity(whole),
                operation.source(whole.source).publisher
            );
            fact("Part of", Linked { text, target: Some(View::of(page)) });
        }
        None if figure.part_basis.is_some() => {
            fact("Part of", plain("a whole that the source does not give".into()));
        }
        None => {}
    }
    fact("Where it stands", plain(figure.locator.clone()));
    for flag in &figure.flags {
        fact("Mark", plain(standing::flag(*flag)));
    }
    if let Some(note) = &figure.note {
        fact("Note", plain(note.clone()));
    }
    facts
}

/// A term of the codebook with what it means.
fn defined<V: Vocabulary>(term: V) -> String {
    format!("{}: {}", term.label(), V::TERMS[term.index()].definition)
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
