//! The pages of an agency, a place and a programme: what is known of each, beside the operations
//! in which it stands.

use crate::engine::{Clause, Field};
use crate::model::*;
use crate::present::announced::RowTotals;
use crate::present::charts::{Chart, editions, partners};
use crate::present::operation::{Fact, Linked};
use crate::present::record::Record;
use crate::present::total;
use crate::present::{labels, numbers, time};
use crate::view::{Page, View};

/// How many of the agencies that an agency works with most are listed.
const FIRST_PARTNERS: usize = 12;

/// What stands above the operations of such a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DetailPage {
    /// Its name.
    pub heading: String,
    /// What it is, in a sentence.
    pub lead: Option<String>,
    /// Facts under their names.
    pub facts: Vec<Fact>,
    /// Tables of its own.
    pub tables: Vec<SmallTable>,
}

/// A table that is listed whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SmallTable {
    /// What the section that it stands in is called in addresses within the page.
    pub id: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// What is to be known before reading it.
    pub lead: Option<&'static str>,
    /// The columns: what each is called, and whether it holds numbers.
    pub heads: Vec<(&'static str, bool)>,
    /// The rows; the first cell of each names it.
    pub rows: Vec<Vec<Linked>>,
    /// A link to all there is.
    pub more: Option<Linked>,
    /// Whether it is opened only when asked for.
    pub folded: bool,
    /// Whether suspects are counted in it.
    pub suspects: bool,
}

/// What is known of the record that a page is about, if the dataset has it.
pub fn page(record: &Record, view: &View) -> Option<DetailPage> {
    let dataset = &record.dataset;
    match &view.page {
        Page::Agency(id) => dataset.agency_by_id(id).map(|index| agency(dataset, index)),
        Page::Place(id) => dataset.place_by_id(id).map(|index| place(dataset, index)),
        Page::Programme(id) => {
            dataset.programme_by_id(id).map(|index| programme(record, view, index))
        }
        _ => None,
    }
}

/// The charts of such a page: with whom an agency works, the editions of a programme side by side.
pub fn charts(record: &Record, view: &View) -> Vec<Chart> {
    let dataset = &record.dataset;
    match &view.page {
        Page::Agency(id) => {
            let Some(index) = dataset.agency_by_id(id) else { return Vec::new() };
            let agency = dataset.agency(index);
            let partners = partners_of(dataset, index);
            let first = partners.iter().take(FIRST_PARTNERS).map(|(count, other)| {
                let other = dataset.agency(*other);
                let both = filtered(Page::Operations, Field::Agency, &[&agency.id, &other.id]);
                (other, *count, both)
            });
            let chart = partners::chart(view, &agency.name, first.collect(), partners.len());
            chart.into_iter().collect()
        }
        Page::Programme(id) => {
            let Some(index) = dataset.programme_by_id(id) else { return Vec::new() };
            let name = &dataset.programme(index).name;
            let mut oldest_first = editions_of(dataset, index);
            oldest_first.reverse();
            [Measure::Victims, Measure::MissingChildren, Measure::Arrests]
                .into_iter()
                .map(|measure| total::ask(view, measure))
                .filter_map(|ask| {
                    editions::chart(
                        record,
                        view,
                        (&editions::EDITIONS, name.clone()),
                        &oldest_first,
                        &ask,
                    )
                })
                .collect()
        }
        _ => Vec::new(),
    }
}

/// With which agencies an agency took part in operations, and in how many; the most first.
fn partners_of(dataset: &Dataset, index: AgencyIdx) -> Vec<(usize, AgencyIdx)> {
    let takes_part = |operation: &&Operation, who: AgencyIdx| {
        operation.participations.iter().any(|entry| entry.agency == who)
    };
    let own = || dataset.operations.iter().filter(|operation| takes_part(operation, index));
    let mut together: Vec<(usize, AgencyIdx)> = (0..dataset.agencies.len())
        .map(AgencyIdx::at)
        .filter(|other| *other != index)
        .map(|other| (own().filter(|operation| takes_part(operation, other)).count(), other))
        .filter(|(count, _)| *count > 0)
        .collect();
    order::sort_by(&mut together, |a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    together
}

/// Whether an operation belongs to a programme.
fn belongs(operation: &Operation, index: ProgrammeIdx) -> bool {
    operation.series == Some(index) || operation.initiative == Some(index)
}

/// The editions of a programme, the newest first. A part of an edition is not an edition.
fn editions_of(dataset: &Dataset, index: ProgrammeIdx) -> Vec<OperationIdx> {
    let is_edition = |operation: &Operation| {
        belongs(operation, index)
            && !operation.part_of.is_some_and(|whole| belongs(dataset.operation(whole), index))
    };
    let mut editions: Vec<OperationIdx> = (0..dataset.operations.len())
        .map(OperationIdx::at)
        .filter(|at| is_edition(dataset.operation(*at)))
        .collect();
    order::sort_by(&mut editions, |a, b| {
        let key = |index: &OperationIdx| {
            let operation = dataset.operation(*index);
            (operation.year(), operation.start.or(operation.end).or(operation.announced))
        };
        key(b).cmp(&key(a)).then(a.cmp(b))
    });
    editions
}

fn plain(text: impl Into<String>) -> Linked {
    Linked { text: text.into(), target: None }
}

fn linked(text: impl Into<String>, page: Page) -> Linked {
    Linked { text: text.into(), target: Some(View::of(page)) }
}

fn fact(term: &'static str, texts: Vec<Linked>) -> Option<Fact> {
    (!texts.is_empty()).then_some(Fact { term, texts })
}

/// A page whose records have all of these values of a field.
fn filtered(page: Page, field: Field, values: &[&str]) -> View {
    let mut view = View::of(page);
    let values = values.iter().copied().collect();
    let clause = if field.is_many_valued() && view.table() == Some(crate::engine::Table::Operations)
    {
        Clause::AllOf(values)
    } else {
        Clause::AnyOf(values)
    };
    view.filters.set(field, clause);
    view
}

fn agency(dataset: &Dataset, index: AgencyIdx) -> DetailPage {
    let agency = dataset.agency(index);
    let to = |index: AgencyIdx| {
        let agency = dataset.agency(index);
        linked(&agency.name, Page::Agency(agency.id.clone()))
    };
    let offices = (0..dataset.agencies.len())
        .map(AgencyIdx::at)
        .filter(|office| dataset.agency(*office).parent == Some(index));
    let mut facts = vec![
        fact("Abbreviation", agency.short.iter().map(plain).collect()),
        fact("Level", vec![plain(agency.level.label())]),
        fact("Based in", agency.state.iter().map(|state| state_link(dataset, state)).collect()),
        fact("Belongs to", agency.parent.into_iter().map(to).collect()),
        fact("Offices and units", offices.map(to).collect()),
        fact("Other names in sources", agency.aliases.iter().map(plain).collect()),
    ];
    let all = partners_of(dataset, index).len();
    facts.push(fact(
        "Worked with",
        (all > 0)
            .then(|| Linked {
                text: numbers::count(all, "agency", "agencies"),
                target: Some(filtered(Page::Agencies, Field::Agency, &[&agency.id])),
            })
            .into_iter()
            .collect(),
    ));
    DetailPage {
        heading: agency.name.clone(),
        lead: None,
        facts: facts.into_iter().flatten().collect(),
        tables: Vec::new(),
    }
}

/// The name of a state, leading to its page where the registry has one.
fn state_link(dataset: &Dataset, code: &str) -> Linked {
    let state = dataset
        .places
        .iter()
        .find(|place| place.place_type == PlaceType::State && place.state.as_deref() == Some(code));
    match state {
        Some(state) => linked(&state.name, Page::Place(state.id.clone())),
        None => plain(code),
    }
}

fn place(dataset: &Dataset, index: PlaceIdx) -> DetailPage {
    let place = dataset.place(index);
    let to = |index: PlaceIdx| {
        let place = dataset.place(index);
        linked(&place.name, Page::Place(place.id.clone()))
    };
    let inside = dataset.places.iter().filter(|other| other.parent == Some(index)).count();
    let for_it = dataset.operations.iter().flat_map(|operation| &operation.figures);
    let figures = for_it
        .filter_map(|figure| figure.place)
        .filter(|place| dataset.place_and_parents(*place).any(|place| place == index))
        .count();
    let counted = |count: usize, words: (&str, &str), page: Page| Linked {
        text: numbers::count(count, words.0, words.1),
        target: Some(filtered(page, Field::Place, &[&place.id])),
    };
    let facts = [
        fact("Type", vec![plain(place.place_type.label())]),
        fact("Lies in", dataset.place_and_parents(index).skip(1).map(to).collect()),
        fact(
            "Places in it",
            (inside > 0)
                .then(|| counted(inside, ("place", "places"), Page::Places))
                .into_iter()
                .collect(),
        ),
        fact(
            "Stated for it or a place in it",
            (figures > 0)
                .then(|| counted(figures, ("figure", "figures"), Page::Figures))
                .into_iter()
                .collect(),
        ),
    ];
    DetailPage {
        heading: labels::place_name(dataset, index),
        lead: None,
        facts: facts.into_iter().flatten().collect(),
        tables: Vec::new(),
    }
}

fn programme(record: &Record, view: &View, index: ProgrammeIdx) -> DetailPage {
    let dataset = &record.dataset;
    let programme = dataset.programme(index);
    let own = || dataset.operations.iter().filter(|operation| belongs(operation, index));
    let editions = editions_of(dataset, index);
    let scope = RowTotals::everywhere(view);
    let found = total::ask(view, Measure::Victims);
    let asks = [
        found,
        found.victims(VictimPopulation::Children),
        total::ask(view, Measure::MissingChildren),
        total::ask(view, Measure::Arrests),
    ];
    let rows = editions.iter().map(|index| {
        let operation = dataset.operation(*index);
        let mut row = vec![
            linked(labels::operation(operation), Page::Operation(operation.id.clone())),
            plain(time::of_operation(operation).unwrap_or_else(|| "not stated".into())),
        ];
        row.extend(asks.iter().map(|ask| {
            let number = scope.numbered(record, *index, &[*ask]);
            plain(number.map_or_else(|| "–".into(), |number| number.number))
        }));
        row
    });
    let editions = SmallTable {
        id: "editions",
        name: "Editions side by side",
        lead: Some(
            "One row an edition, newest first. Editions differ in length, area and in what they count, so their numbers are no trend by themselves.",
        ),
        heads: vec![
            ("Edition", false),
            ("Date", false),
            (total::people(view), true),
            ("of them children", true),
            ("Missing children", true),
            ("Arrests", true),
        ],
        rows: rows.collect(),
        more: None,
        folded: false,
        suspects: true,
    };
    let cumulative = own().flat_map(|operation| {
        let figures = operation.figures.iter().filter(|figure| figure.scope == Scope::Cumulative);
        figures.map(move |figure| (operation, figure))
    });
    let cumulative: Vec<Vec<Linked>> = cumulative
        .map(|(operation, figure)| {
            let source = operation.source(figure.source);
            let page = Page::Figure { operation: operation.id.clone(), figure: figure.id.clone() };
            vec![
                linked(labels::quantity(figure), page),
                plain(numbers::stated(figure)),
                plain(figure.period.map_or_else(|| "to the day it was said".into(), time::period)),
                linked(labels::operation(operation), Page::Operation(operation.id.clone())),
                plain(&source.publisher),
            ]
        })
        .collect();
    let of_it = match programme.kind {
        ProgrammeKind::Series => Field::Series,
        ProgrammeKind::Initiative => Field::Initiative,
    };
    let mut in_figures = filtered(Page::Figures, of_it, &[&programme.id]);
    let scope = Clause::only(Scope::Cumulative.slug());
    in_figures.filters.set(Field::Scope, scope);
    let cumulative = SmallTable {
        id: "cumulative",
        name: "Cumulative counts",
        lead: Some(
            "What sources say of all editions up to a day. These numbers contain the editions and are never added to them.",
        ),
        heads: vec![
            ("Quantity", false),
            ("Value", true),
            ("Time", false),
            ("Announced with", false),
            ("Publisher", false),
        ],
        more: Some(Linked {
            text: format!(
                "{} in the table of figures",
                numbers::count(cumulative.len(), "figure", "figures")
            ),
            target: Some(in_figures),
        }),
        rows: cumulative,
        folded: true,
        suspects: true,
    };
    let mut side = View::of(Page::Compare);
    side.filters.set(of_it, Clause::only(&programme.id));
    let side = Linked { text: "Its operations side by side".into(), target: Some(side) };
    let facts = [
        fact("Kind", vec![plain(programme.kind.label())]),
        fact("Compare", if editions.rows.len() > 1 { vec![side] } else { Vec::new() }),
    ];
    let tables = [editions, cumulative].into_iter().filter(|table| !table.rows.is_empty());
    DetailPage {
        heading: programme.name.clone(),
        lead: Some(programme.description.clone()),
        facts: facts.into_iter().flatten().collect(),
        tables: tables.collect(),
    }
}
