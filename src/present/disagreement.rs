//! Where sources contradict each other, in words.

use serde_json::{Value, json};

use crate::model::*;
use crate::present::rows::{Cell, Row};
use crate::present::total::range_words;
use crate::present::{labels, numbers, time};
use crate::totals::{Disagreement, Likely, Range, Saying};
use crate::view::Page;

/// A disagreement as a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisagreementRow {
    /// How sources contradict each other.
    pub kind: &'static str,
    /// About which operation.
    pub target: Page,
    /// What it is called.
    pub title: String,
    /// About what: `Arrests: alleged buyers, Kansas`.
    pub quantity: String,
    /// What each side says.
    pub says: Vec<SayingLine>,
    /// Between which numbers they differ: `between 107 and 123`.
    pub spread: Option<String>,
    /// What is likely to lie behind it, in a sentence.
    pub reason: Option<String>,
}

/// What one side says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SayingLine {
    /// Whose word it is.
    pub who: String,
    /// What it says.
    pub says: String,
    /// Its figures.
    pub figures: Vec<Page>,
}

/// A disagreement in words.
pub fn row(dataset: &Dataset, disagreement: &Disagreement) -> DisagreementRow {
    let operation = dataset.operation(disagreement.operation);
    DisagreementRow {
        kind: disagreement.kind.label(),
        target: Page::Operation(operation.id.clone()),
        title: labels::operation(operation).to_string(),
        quantity: quantity(dataset, disagreement),
        says: disagreement
            .says
            .iter()
            .map(|saying| saying_line(dataset, disagreement.kind, saying))
            .collect(),
        spread: disagreement.spread.map(spread_words),
        reason: disagreement.reason.map(|reason| likely(dataset, disagreement, reason)),
    }
}

impl DisagreementRow {
    /// What is said, each number once, with all who say it: `2,000: KTRH, FOX 4`.
    pub fn grouped(&self) -> Vec<String> {
        let mut groups: Vec<(&str, Vec<&str>)> = Vec::new();
        for SayingLine { who, says, .. } in &self.says {
            match groups.iter_mut().find(|(other, _)| other == says) {
                Some((_, known)) if known.contains(&who.as_str()) => {}
                Some((_, known)) => known.push(who),
                None => groups.push((says, vec![who])),
            }
        }
        groups.into_iter().map(|(says, who)| [says, ": ", &who.join(", ")].concat()).collect()
    }
}

/// The figure that a disagreement is about in the first place.
fn example<'a>(dataset: &'a Dataset, disagreement: &Disagreement) -> Option<&'a Figure> {
    let first = disagreement.says.first()?;
    Some(dataset.operation(first.operation).figure(*first.figures.first()?))
}

/// Whether it is about the operation's own numbers, and not about those of several years or of
/// something else that its sources mention.
pub fn is_own(dataset: &Dataset, disagreement: &Disagreement) -> bool {
    example(dataset, disagreement).is_none_or(|figure| figure.scope == Scope::Operation)
}

/// What sources disagree about: `Arrests: alleged buyers, Kansas`, `Victims: children, cumulative,
/// 2003 to 2013`.
pub fn quantity(dataset: &Dataset, disagreement: &Disagreement) -> String {
    let Some(measure) = disagreement.measure else { return "Agencies that took part".into() };
    let mut words = measure.label().to_string();
    if let Some(population) = disagreement.population {
        words.push_str(": ");
        words.push_str(&population.label().to_ascii_lowercase());
    }
    if let Some(class) = disagreement.class.filter(|class| *class != OutcomeClass::Found) {
        words.push_str(", ");
        words.push_str(&class.label().to_ascii_lowercase());
    }
    if let Some(place) = disagreement.place {
        words.push_str(", ");
        words.push_str(&labels::place_name(dataset, place));
    }
    if let Some(figure) = example(dataset, disagreement) {
        let scope = (figure.scope != Scope::Operation).then(|| figure.scope.label());
        let period = figure.period.map(time::period);
        for part in scope.map(str::to_ascii_lowercase).into_iter().chain(period) {
            words.push_str(", ");
            words.push_str(&part);
        }
    }
    words
}

fn saying_line(dataset: &Dataset, kind: DisagreementKind, saying: &Saying) -> SayingLine {
    let operation = dataset.operation(saying.operation);
    let who = match saying.source {
        Some(source) => operation.source(source).publisher.clone(),
        // A quantity of several sources: what it counts.
        None => {
            let example = saying.figures.first().map(|at| operation.figure(*at));
            let population = example.and_then(|figure| figure.population);
            let mut who = labels::operation(operation).to_string();
            for part in [
                population.map(|it| it.label().to_ascii_lowercase()),
                example.and_then(|it| it.place).map(|it| labels::place_name(dataset, it)),
            ] {
                who.push_str(&part.map_or(String::new(), |part| format!(", {part}")));
            }
            who
        }
    };
    let stated: Vec<String> =
        saying.figures.iter().map(|at| numbers::stated(operation.figure(*at))).collect();
    let says = match (saying.agency, saying.range) {
        (Some(agency), _) => dataset.agency(agency).name.clone(),
        // What it states, where that is one number; else what its numbers come to.
        (None, _) if stated.len() == 1 => stated.concat(),
        // A sum is ours, and said so.
        (None, Some(range)) if kind == DisagreementKind::Sum => {
            format!("parts that come to {}: {}", range_words(range), stated.join(" + "))
        }
        (None, Some(range)) => range_words(range),
        (None, None) => stated.join("; "),
    };
    let possible = |at: &FigureIdx| operation.figure(*at).flags.contains(&Flag::Potential);
    let says = match kind {
        DisagreementKind::BecameCertain if saying.figures.iter().any(possible) => {
            format!("{says}, possible")
        }
        DisagreementKind::BecameCertain => format!("{says}, said as certain"),
        _ => says,
    };
    let page = |at: &FigureIdx| Page::Figure {
        operation: operation.id.clone(),
        figure: operation.figure(*at).id.clone(),
    };
    SayingLine { who, says, figures: saying.figures.iter().map(page).collect() }
}

fn spread_words(range: Range) -> String {
    range_words(range)
}

/// What is likely to lie behind it, in a sentence.
pub fn likely(dataset: &Dataset, disagreement: &Disagreement, reason: Likely) -> String {
    let operation = dataset.operation(disagreement.operation);
    let named = |home: &Operation, at: FigureIdx| {
        let figure = home.figure(at);
        let place = figure.place.map(|place| format!(", {}", labels::place_name(dataset, place)));
        let quantity = labels::quantity(figure).to_ascii_lowercase();
        format!("{} ({quantity}{})", numbers::stated(figure), place.unwrap_or_default())
    };
    match reason {
        Likely::Merged(at) => {
            format!("Likely two quantities in one: {} was added.", named(operation, at))
        }
        Likely::WholeAgainstPart(at) => {
            format!("Likely a whole against a part: {} is a part of it.", named(operation, at))
        }
        Likely::AnotherEdition(home, at) => {
            let home = dataset.operation(home);
            format!(
                "Likely a number of another time: {} is stated for {}.",
                named(home, at),
                if home.id == operation.id { "another period" } else { labels::operation(home) }
            )
        }
        Likely::IdentifiedReadAsArrested(at) => {
            format!("Likely “identified or arrested” read as “arrested”: {}.", named(operation, at))
        }
        Likely::Digit => "Likely a slip: the numbers differ in one digit.".into(),
        Likely::OnlyCopies => {
            "One of the numbers stands only in copies and digests of other texts.".into()
        }
    }
}

/// A disagreement as a row for machines: what each side says is one text.
pub fn cells(dataset: &Dataset, disagreement: &Disagreement) -> Vec<Cell> {
    let row = row(dataset, disagreement);
    let says = row.says.iter().zip(&disagreement.says).map(|(line, saying)| {
        let home = dataset.operation(saying.operation);
        let figures: Vec<&str> =
            saying.figures.iter().map(|at| home.figure(*at).id.as_str()).collect();
        [&line.who, ": ", &line.says, " [", &home.id, "/", &figures.join(" "), "]"].concat()
    });
    let spread = disagreement.spread;
    let mut cells = Row::default();
    cells
        .text(disagreement.kind.slug())
        .text(&dataset.operation(disagreement.operation).id)
        .words(disagreement.measure.map(Vocabulary::slug))
        .words(disagreement.population.map(Population::slug))
        .words(disagreement.class.map(Vocabulary::slug))
        .words(disagreement.place.map(|place| dataset.place(place).id.as_str()))
        .cell(Cell::List(says.collect()))
        .whole(spread.map(|range| range.lower))
        .whole(spread.and_then(|range| range.upper))
        .words(row.reason.as_deref());
    cells.0
}

/// A disagreement for machines, with all its parts.
pub fn to_json(dataset: &Dataset, disagreement: &Disagreement) -> Value {
    let row = row(dataset, disagreement);
    let operation = dataset.operation(disagreement.operation);
    let says: Vec<Value> = disagreement
        .says
        .iter()
        .map(|saying| {
            let home = dataset.operation(saying.operation);
            let figures: Vec<&str> =
                saying.figures.iter().map(|at| home.figure(*at).id.as_str()).collect();
            json!({
                "operation": home.id,
                "source": saying.source.map(|source| &home.source(source).id),
                "figures": figures,
                "lower": saying.range.map(|range| range.lower),
                "upper": saying.range.and_then(|range| range.upper),
                "agency": saying.agency.map(|agency| &dataset.agency(agency).id),
            })
        })
        .collect();
    json!({
        "kind": disagreement.kind.slug(),
        "operation": operation.id,
        "measure": disagreement.measure.map(Vocabulary::slug),
        "population": disagreement.population.map(Population::slug),
        "outcome": disagreement.class.map(Vocabulary::slug),
        "place": disagreement.place.map(|place| &dataset.place(place).id),
        "says": says,
        "lower": disagreement.spread.map(|range| range.lower),
        "upper": disagreement.spread.and_then(|range| range.upper),
        "likely_reason": row.reason,
    })
}
