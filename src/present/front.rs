//! The first page as people read it.

use crate::engine::{Direction, Query, Sort, SortKey, Table};
use crate::model::*;
use crate::present::announced::RowTotals;
use crate::present::charts::{self, Chart};
use crate::present::disagreement::{self, DisagreementRow};
use crate::present::record::Record;
use crate::present::{labels, numbers, time, total};
use crate::totals::Disagreement;
use crate::view::{Drawing, Page, View};

/// The first page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrontPage {
    /// What this is, in a few sentences.
    pub lead: &'static str,
    /// What the record holds: a number, and of what.
    pub holds: Vec<(String, &'static str)>,
    /// How to read it.
    pub reading: [&'static str; 5],
    /// How to cite it.
    pub citation: String,
}

/// What stands out in the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandsOut {
    /// The newest operations.
    pub newest: Vec<NewOperation>,
    /// The largest disagreements.
    pub disagreements: Vec<DisagreementRow>,
}

/// One of the newest operations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOperation {
    /// Where it leads.
    pub target: Page,
    /// What it is called.
    pub title: String,
    /// When and where.
    pub about: String,
    /// What was announced.
    pub numbers: String,
}

const LEAD: &str = "Clearcount holds what law-enforcement agencies and the press have announced about operations against human trafficking: who was found, who was arrested, where, when, by whom, and who says so. Every number names its source and the place in it where it stands.";

const READING: [&str; 5] = [
    "A number is a claim by one source; where sources differ, their numbers stand side by side.",
    "What is counted here is what was announced, never an estimate of how many people are trafficked.",
    "A field office’s number is usually inside the national one, so the two are not added.",
    "Arrests are not charges, missing children are not all victims, and found is not the same as offered help.",
    "An arrest or a charge is an allegation; everyone counted as a suspect is presumed innocent.",
];

/// How many of the newest operations the first page lists.
const NEWEST: usize = 6;

/// How many of the largest disagreements it lists.
const LARGEST: usize = 5;

/// The first page, as far as the dataset says it without being searched or totalled.
pub fn page(dataset: &Dataset) -> FrontPage {
    let sources: usize = dataset.operations.iter().map(|operation| operation.sources.len()).sum();
    let mut states: Vec<&str> = Vec::new();
    for place in dataset.operations.iter().flat_map(|operation| &operation.places) {
        let state = dataset.place(*place).state.as_deref();
        states.extend(state.filter(|state| !states.contains(state)));
    }
    FrontPage {
        lead: LEAD,
        holds: vec![
            (numbers::whole(dataset.operations.len()), "operations"),
            (numbers::whole(dataset.figure_count()), "figures, each with its source"),
            (numbers::whole(sources), "entries of sources"),
            (numbers::whole(dataset.agencies.len()), "agencies and organisations"),
            (numbers::whole(states.len()), "US states and territories"),
        ],
        reading: READING,
        citation: citation(&dataset.edition),
    }
}

/// What stands out in the record.
pub fn stands_out(record: &Record, view: &View) -> StandsOut {
    let mut query = Query::all(Table::Operations);
    query.sort = vec![Sort { key: SortKey::Announced, direction: Direction::Descending }];
    query.limit = NEWEST;
    let answer = record.engine().run(&query);
    StandsOut { newest: newest(record, view, &answer.page), disagreements: largest(record) }
}

/// The charts of the first page: the operations by year, people found by year with both ends, the
/// operations by state and by country.
pub fn charts(record: &Record, view: &View) -> Vec<Chart> {
    let found = Some((Measure::Victims, None));
    let drawn =
        [(Drawing::Usual, None), (Drawing::Usual, found), (Drawing::Chart(ChartKind::Map), None)];
    let draw = |(drawing, drawn)| {
        let view = View { drawing, drawn, ..view.totalled_alike(Page::Operations) };
        charts::of_view_alone(record, &view)
    };
    drawn.into_iter().flat_map(draw).collect()
}

fn newest(record: &Record, view: &View, rows: &[u32]) -> Vec<NewOperation> {
    let scope = RowTotals::everywhere(view);
    let dataset = &record.dataset;
    let newest = rows.iter().map(|row| {
        let index = OperationIdx(*row);
        let operation = dataset.operation(index);
        // By that they are in order; when they took place may be long before.
        let announced = operation.announced.map(|day| format!("announced {}", time::date(day)));
        let took_place = time::of_operation(operation).filter(|it| announced.as_ref() != Some(it));
        let about = [took_place, announced, labels::places(dataset, &operation.places)];
        let found = scope
            .found(record, index)
            .map(|found| format!("{}: {}", total::people(view), found.text()));
        let arrests =
            scope.arrests(record, index).map(|arrests| format!("Arrests: {}", arrests.text()));
        NewOperation {
            target: Page::Operation(operation.id.clone()),
            title: operation.title.clone(),
            about: about.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            numbers: [found, arrests].into_iter().flatten().collect::<Vec<_>>().join(" · "),
        }
    });
    newest.collect()
}

/// The disagreements about people whose stated numbers lie furthest apart. What an "about" or a
/// "nearly" spans is not stated by anyone, and makes none of them large.
fn largest(record: &Record) -> Vec<DisagreementRow> {
    let dataset = &record.dataset;
    let apart = |found: &Disagreement| {
        let people = found.measure.is_some_and(|measure| measure.counts() != Counted::None);
        let stated = found.says.iter().flat_map(|saying| {
            let home = dataset.operation(saying.operation);
            saying.figures.iter().map(move |at| home.figure(*at).value)
        });
        let (least, most) = (stated.clone().min()?, stated.max()?);
        let apart = most.hundredths() - least.hundredths();
        (people && found.kind == DisagreementKind::Accounts && apart > 0).then_some(apart)
    };
    // Numbers of many years are large, and so are their differences.
    let mut found: Vec<((bool, i64), &Disagreement)> = record
        .disagreements()
        .iter()
        .filter_map(|found| Some(((disagreement::is_own(dataset, found), apart(found)?), found)))
        .collect();
    order::sort_by(&mut found, |a, b| b.0.cmp(&a.0));
    found.iter().take(LARGEST).map(|(_, found)| disagreement::row(dataset, found)).collect()
}

/// How the record is cited, without the day on which it was read: a reader's clock gives it.
fn citation(edition: &Edition) -> String {
    let year = edition.date.map(|date| format!(" ({})", date.year())).unwrap_or_default();
    format!(
        "Clearcount contributors{year}. {}. Dataset version {}. For a single number, cite the source that states it; each has its own in the record.",
        edition.title, edition.version
    )
}
