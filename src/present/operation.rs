//! One operation as people read it: its numbers by quantity, with the sources' accounts side by
//! side, so that a disagreement is seen at a glance.

mod accounts;
mod parts;

use crate::engine::{Clause, Field};
use crate::model::*;
use crate::present::announced::RowTotals;
use crate::present::disagreement::{self, DisagreementRow};
use crate::present::record::Record;
use crate::present::{labels, standing, time};
use crate::view::{Page, View};

pub use self::accounts::{Account, Claim, QuantityGroup, QuantityRow, groups, rivals};
pub use self::parts::{CheckLine, PartRow, PartsTable};

/// How many sources can stand side by side as columns; with more, equal accounts share a column.
pub const MOST_SOURCE_COLUMNS: usize = 6;

/// A text that may lead somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked {
    /// The text.
    pub text: String,
    /// Where it leads inside the app.
    pub target: Option<View>,
}

/// A fact under its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it is about.
    pub term: &'static str,
    /// What it says, one or several.
    pub texts: Vec<Linked>,
}

/// A source as a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceLine {
    /// Its number among the sources, from 1, by which figures refer to it.
    pub number: usize,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// Kind, date and flags, in words.
    pub about: String,
    /// Its address, which the loader has seen to be one that a browser may follow.
    pub url: String,
}

/// What one source says of who took part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgencyList {
    /// The source's number, from 1.
    pub source: usize,
    /// Who published it.
    pub publisher: String,
    /// For each role, the names.
    pub roles: Vec<(&'static str, Vec<Linked>)>,
}

/// An offence category with the words that sources use for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OffenceLine {
    /// The category, leading to the operations with it.
    pub category: Linked,
    /// Each wording, with the numbers of the sources that use it.
    pub wordings: Vec<(String, Vec<usize>)>,
}

/// What an official said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementLine {
    /// Who spoke, by office.
    pub role: String,
    /// What was said, in our own words.
    pub gist: String,
    /// Where it stands.
    pub stands: String,
}

/// The page of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperationPage {
    /// Its name, else its title.
    pub heading: String,
    /// Its title, when it has a name.
    pub title: Option<String>,
    /// What happened.
    pub summary: String,
    /// Facts under their names.
    pub facts: Vec<Fact>,
    /// What was worked out rather than read.
    pub inferred: Vec<String>,
    /// Its figures by quantity.
    pub groups: Vec<QuantityGroup>,
    /// The sources as columns, when there are few enough.
    pub columns: Option<Vec<usize>>,
    /// What its parts add up to.
    pub checks: Vec<CheckLine>,
    /// The operations that are parts of it.
    pub parts: Option<PartsTable>,
    /// Where its sources contradict each other.
    pub disagreements: Vec<DisagreementRow>,
    /// Who took part, by source.
    pub agencies: Vec<AgencyList>,
    /// The offences that sources name.
    pub offences: Vec<OffenceLine>,
    /// How it was done.
    pub tactics: Vec<(&'static str, &'static str)>,
    /// What officials said.
    pub statements: Vec<StatementLine>,
    /// What it stands on.
    pub sources: Vec<SourceLine>,
    /// A remark on the record.
    pub note: Option<String>,
}

/// The page of an operation.
pub fn page(record: &Record, view: &View, index: OperationIdx) -> OperationPage {
    let dataset = &record.dataset;
    let operation = dataset.operation(index);
    let sources = operation.sources.len();
    OperationPage {
        heading: labels::operation(operation).to_string(),
        title: operation.name.is_some().then(|| operation.title.clone()),
        summary: operation.summary.clone(),
        facts: facts(record, view, index),
        inferred: operation.flags.iter().map(|flag| standing::flag(*flag)).collect(),
        groups: groups(record, index),
        columns: (2..=MOST_SOURCE_COLUMNS).contains(&sources).then(|| (1..=sources).collect()),
        checks: parts::checks(operation),
        parts: parts::table(record, view, index),
        disagreements: record
            .disagreements()
            .iter()
            .filter(|found| found.operation == index)
            .map(|found| disagreement::row(dataset, found))
            .collect(),
        agencies: agencies(dataset, operation),
        offences: offences(operation),
        tactics: operation
            .tactics
            .iter()
            .map(|tactic| (tactic.label(), Tactic::TERMS[tactic.index()].definition))
            .collect(),
        statements: operation
            .statements
            .iter()
            .map(|statement| self::statement(operation, statement))
            .collect(),
        sources: (0..sources)
            .map(SourceIdx::at)
            .map(|index| source_line(operation, index))
            .collect(),
        note: operation.note.clone(),
    }
}

fn plain(text: impl Into<String>) -> Linked {
    Linked { text: text.into(), target: None }
}

fn linked(text: impl Into<String>, target: View) -> Linked {
    Linked { text: text.into(), target: Some(target) }
}

/// A place by name, leading to its page.
pub fn place_link(dataset: &Dataset, index: PlaceIdx) -> Linked {
    let page = Page::Place(dataset.place(index).id.clone());
    linked(labels::place_name(dataset, index), View::of(page))
}

fn facts(record: &Record, view: &View, index: OperationIdx) -> Vec<Fact> {
    let dataset = &record.dataset;
    let operation = dataset.operation(index);
    let mut facts = Vec::new();
    let mut fact = |term: &'static str, texts: Vec<Linked>| {
        if !texts.is_empty() {
            facts.push(Fact { term, texts });
        }
    };
    let took_place = operation.start.is_some() || operation.end.is_some();
    let date = if took_place { time::of_operation(operation) } else { None };
    fact("Took place", date.map(plain).into_iter().collect());
    fact(
        "Announced",
        operation.announced.map(|date| plain(time::date(date))).into_iter().collect(),
    );
    fact("Kind", vec![plain(operation.kind.label())]);
    fact("Announced against", vec![plain(operation.trafficking.label())]);
    let places = operation.places.iter().map(|place| place_link(dataset, *place));
    fact("Places", places.collect());
    let programme = |index: Option<ProgrammeIdx>| -> Vec<Linked> {
        let programme = index.map(|index| dataset.programme(index));
        let link = |programme: &Programme| {
            linked(&programme.name, View::of(Page::Programme(programme.id.clone())))
        };
        programme.map(link).into_iter().collect()
    };
    fact("Edition of", programme(operation.series));
    fact("Announced under", programme(operation.initiative));
    let whole = operation.part_of.map(|whole| dataset.operation(whole));
    fact(
        "Part of",
        whole
            .map(|whole| linked(&whole.title, View::of(Page::Operation(whole.id.clone()))))
            .into_iter()
            .collect(),
    );
    let stages = RowTotals::everywhere(view).stages(record, index);
    fact("Stages in court", stages.map(plain).into_iter().collect());
    let table = View { compare: vec![operation.id.clone()], ..View::of(Page::Operations) };
    fact("Compare", vec![linked("Add to comparison", table)]);
    facts
}

fn agencies(dataset: &Dataset, operation: &Operation) -> Vec<AgencyList> {
    (0..operation.sources.len())
        .filter_map(|at| {
            let source = SourceIdx::at(at);
            let of_source =
                || operation.participations.iter().filter(move |entry| entry.source == source);
            let roles: Vec<_> = Role::ALL
                .iter()
                .filter_map(|role| {
                    let names: Vec<Linked> = of_source()
                        .filter(|entry| entry.role == *role)
                        .map(|entry| agency_name(dataset, entry))
                        .collect();
                    (!names.is_empty()).then(|| (role.label(), names))
                })
                .collect();
            let publisher = operation.source(source).publisher.clone();
            (!roles.is_empty()).then_some(AgencyList { source: at + 1, publisher, roles })
        })
        .collect()
}

/// An agency as its source writes it, with the name of the registry where they differ.
fn agency_name(dataset: &Dataset, entry: &Participation) -> Linked {
    let Agency { id, name, .. } = dataset.agency(entry.agency);
    let words = match &entry.as_written {
        Some(written) if written != name => format!("{written} (here: {name})"),
        _ => name.clone(),
    };
    linked(words, View::of(Page::Agency(id.clone())))
}

fn offences(operation: &Operation) -> Vec<OffenceLine> {
    OffenceCategory::ALL
        .iter()
        .filter_map(|category| {
            let mut wordings: Vec<(String, Vec<usize>)> = Vec::new();
            for offence in operation.offences.iter().filter(|offence| offence.category == *category)
            {
                let number = offence.source.position() + 1;
                match wordings.iter_mut().find(|(label, _)| *label == offence.label) {
                    Some((_, sources)) => sources.push(number),
                    None => wordings.push((offence.label.clone(), vec![number])),
                }
            }
            (!wordings.is_empty()).then(|| {
                let mut view = View::of(Page::Operations);
                let only = [category.slug()].into_iter().collect();
                view.filters.set(Field::Offence, Clause::AnyOf(only));
                OffenceLine { category: linked(category.label(), view), wordings }
            })
        })
        .collect()
}

fn statement(operation: &Operation, statement: &Statement) -> StatementLine {
    StatementLine {
        role: statement.role.clone(),
        gist: statement.gist.clone(),
        stands: format!("{}, {}", operation.source(statement.source).publisher, statement.locator),
    }
}

/// A source as a line.
pub fn source_line(operation: &Operation, index: SourceIdx) -> SourceLine {
    let source = operation.source(index);
    let mut about = vec![source.kind.label().to_string()];
    about.push(match source.published {
        Some(date) => format!("published {}", time::date(date)),
        None => "publication date not stated".into(),
    });
    about.extend(source.flags.iter().map(|flag| flag.label().to_ascii_lowercase()));
    SourceLine {
        number: index.position() + 1,
        title: source.title.clone(),
        publisher: source.publisher.clone(),
        about: about.join("; "),
        url: source.url.clone(),
    }
}
