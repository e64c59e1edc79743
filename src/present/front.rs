//! The first page as people read it.

use crate::engine::{Direction, Field, NOT_STATED, Query, Sort, SortKey, Table};
use crate::model::OperationIdx;
use crate::present::announced::RowTotals;
use crate::present::record::Record;
use crate::present::series::{Point, Series};
use crate::present::{labels, numbers, time};
use crate::view::{Page, View, parse};

/// The first page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrontPage {
    /// What this is, in a few sentences.
    pub lead: &'static str,
    /// What the record holds: a number, and of what.
    pub holds: Vec<(String, &'static str)>,
    /// How to read it.
    pub reading: [&'static str; 5],
    /// Operations by year.
    pub years: Series,
    /// The same as rows: the year, how many, and the view of them.
    pub year_rows: Vec<(String, String, View)>,
    /// The newest operations.
    pub newest: Vec<NewOperation>,
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

/// The first page.
pub fn page(record: &Record, view: &View) -> FrontPage {
    let Record { dataset, engine, .. } = record;
    let mut query = Query::all(Table::Operations);
    query.facets = vec![Field::Year, Field::State];
    query.sort = vec![Sort { key: SortKey::Announced, direction: Direction::Descending }];
    query.limit = NEWEST;
    let answer = engine.run(&query);
    let counts = |field: Field| {
        let counted = answer.facets.iter().find(|(other, _)| *other == field);
        let counts = counted.map_or(&[][..], |(_, counts)| counts);
        engine
            .values(Table::Operations, field)
            .iter()
            .map(|value| &**value)
            .zip(counts.iter().copied())
            .collect::<Vec<_>>()
    };
    let scope = RowTotals::everywhere(view);
    let years = counts(Field::Year);
    let sources: usize = dataset.operations.iter().map(|operation| operation.sources.len()).sum();
    let states = counts(Field::State).iter().filter(|(state, _)| *state != NOT_STATED).count();
    FrontPage {
        lead: LEAD,
        holds: vec![
            (numbers::whole(dataset.operations.len()), "operations"),
            (numbers::whole(dataset.figure_count()), "figures, each with its source"),
            (numbers::whole(sources), "entries of sources"),
            (numbers::whole(dataset.agencies.len()), "agencies and organisations"),
            (numbers::whole(states), "US states and territories"),
        ],
        reading: READING,
        year_rows: years
            .iter()
            .rev()
            .map(|(year, count)| {
                let label = labels::value(dataset, Field::Year, year);
                (label, numbers::whole(*count as usize), parse(&format!("operations?year={year}")))
            })
            .collect(),
        years: by_year(&years),
        newest: answer
            .page
            .iter()
            .map(|row| {
                let index = OperationIdx(*row);
                let operation = dataset.operation(index);
                let about =
                    [time::of_operation(operation), labels::places(dataset, &operation.places)];
                let found =
                    scope.found(record, index).map(|found| format!("found: {}", found.text()));
                let arrests = scope
                    .arrests(record, index)
                    .map(|arrests| format!("arrests: {}", arrests.text()));
                NewOperation {
                    target: Page::Operation(operation.id.clone()),
                    title: operation.title.clone(),
                    about: about.into_iter().flatten().collect::<Vec<_>>().join(" · "),
                    numbers: [found, arrests].into_iter().flatten().collect::<Vec<_>>().join(" · "),
                }
            })
            .collect(),
    }
}

/// One bar a year, years without operations included; operations of no known year are said in
/// words, for they have no place on the axis.
fn by_year(years: &[(&str, u32)]) -> Series {
    let dated: Vec<(i64, i64)> = years
        .iter()
        .filter_map(|(year, count)| Some((year.parse().ok()?, i64::from(*count))))
        .collect();
    let undated: u32 =
        years.iter().filter(|(year, _)| *year == NOT_STATED).map(|(_, count)| count).sum();
    let (first, last) =
        (dated.first().map_or(0, |year| year.0), dated.last().map_or(-1, |year| year.0));
    let points: Vec<Point> = (first..=last)
        .map(|year| {
            let count =
                dated.iter().find(|(other, _)| *other == year).map_or(0, |(_, count)| *count);
            let said =
                numbers::count(usize::try_from(count).unwrap_or(0), "operation", "operations");
            Point { category: year.to_string(), count, label: format!("{year}: {said}") }
        })
        .collect();
    let mut description = String::from("No operation in the record has a year.");
    if let Some(most) = points.iter().map(|bar| bar.count).max() {
        let peaks: Vec<&str> = points
            .iter()
            .filter(|bar| bar.count == most)
            .map(|bar| bar.category.as_str())
            .collect();
        let total: i64 = points.iter().map(|bar| bar.count).sum();
        description = format!(
            "{} from {first} to {last}, most in {}: {most}. How many are recorded depends on what was announced and found, so this is no measure of trafficking.",
            numbers::count(usize::try_from(total).unwrap_or(0), "operation", "operations"),
            listed(&peaks),
        );
    }
    if undated > 0 {
        let said = numbers::count(undated as usize, "operation", "operations");
        description.push_str(&format!(" {said} of unknown year not drawn."));
    }
    Series { title: "Operations in the record, by year".into(), description, points }
}

/// `a`, `a and b`, `a, b and c`.
fn listed(items: &[&str]) -> String {
    match items {
        [] => String::new(),
        [one] => (*one).to_string(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}
