//! One operation as people read it.

use crate::model::*;
use crate::present::{labels, numbers, time};

/// The page of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperationPage {
    /// Its name, else its title.
    pub heading: String,
    /// What happened.
    pub summary: String,
    /// Facts under their names.
    pub facts: Vec<(&'static str, String)>,
    /// Its figures, in the order in which they were entered.
    pub figures: Vec<FigureLine>,
    /// For each source that names agencies, its publisher and their names.
    pub agencies: Vec<(String, String)>,
}

/// A figure as a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureLine {
    /// The figure's id.
    pub id: String,
    /// What it counts.
    pub quantity: String,
    /// Its value as stated.
    pub value: String,
    /// The place or time it is for, when that is not the whole operation.
    pub extent: String,
    /// Who states it.
    pub source: String,
    /// The address of the source.
    pub url: String,
    /// Where in the source it stands.
    pub locator: String,
}

/// The page of an operation.
pub fn page(dataset: &Dataset, index: OperationIdx) -> OperationPage {
    let operation = dataset.operation(index);
    let mut facts = Vec::new();
    facts.extend(time::of_operation(operation).map(|text| ("Date", text)));
    facts.push(("Kind", operation.kind.label().to_string()));
    let places: Vec<String> = operation
        .places
        .iter()
        .map(|place| labels::place_name(dataset, *place))
        .collect();
    if !places.is_empty() {
        facts.push(("Places", places.join("; ")));
    }
    let figures = operation
        .figures
        .iter()
        .map(|figure| line(dataset, operation, figure))
        .collect();
    let agencies = (0..operation.sources.len())
        .map(SourceIdx::at)
        .filter_map(|source| {
            let named = operation
                .participations
                .iter()
                .filter(|entry| entry.source == source);
            let names: Vec<&str> = named
                .map(|entry| {
                    entry
                        .as_written
                        .as_deref()
                        .unwrap_or(&dataset.agency(entry.agency).name)
                })
                .collect();
            (!names.is_empty())
                .then(|| (operation.source(source).publisher.clone(), names.join("; ")))
        })
        .collect();
    OperationPage {
        heading: labels::operation(operation).to_string(),
        summary: operation.summary.clone(),
        facts,
        figures,
        agencies,
    }
}

fn line(dataset: &Dataset, operation: &Operation, figure: &Figure) -> FigureLine {
    let source = operation.source(figure.source);
    let mut extent: Vec<String> = Vec::new();
    extent.extend(figure.place.map(|place| labels::place_name(dataset, place)));
    extent.extend(figure.period.map(time::period));
    if figure.scope != Scope::Operation {
        extent.push(figure.scope.label().to_lowercase());
    }
    if extent.is_empty() {
        extent.push("the whole operation".into());
    }
    FigureLine {
        id: figure.id.clone(),
        quantity: labels::quantity(figure),
        value: numbers::stated(figure),
        extent: extent.join(", "),
        source: format!("{}, “{}”", source.publisher, source.title),
        url: source.url.clone(),
        locator: figure.locator.clone(),
    }
}
