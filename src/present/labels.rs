//! What fields and their values are called.

use crate::engine::{Field, NOT_STATED, Table};
use crate::model::*;

/// The names of the US states and territories by postal code come from the registry of places;
/// this is what a field is called.
pub fn field(field: Field) -> &'static str {
    match field {
        Field::Year => "Year",
        Field::Date => "Date",
        Field::State => "State",
        Field::Country => "Country",
        Field::Place => "Place",
        Field::Kind => "Kind",
        Field::Trafficking => "Trafficking type",
        Field::Agency => "Agency",
        Field::Level => "Agency level",
        Field::Series => "Series",
        Field::Initiative => "Initiative",
        Field::Part => "Part or whole",
        Field::Measure => "Measure reported",
        Field::Population => "Population",
        Field::Outcome => "Outcome",
        Field::Qualifier => "Qualifier",
        Field::Scope => "Scope",
        Field::Value => "Value",
        Field::Disagreement => "Disagreement",
        Field::Reason => "Likely reason",
        Field::Spread => "Spread",
        Field::Offence => "Offence category",
        Field::Tactic => "Tactic",
        Field::SourceKind => "Source kind",
        Field::Source => "Source",
        Field::PlaceType => "Place type",
        Field::Id => "Operation",
        Field::Whole => "Operation and its parts",
    }
}

/// What several values of a field are called: `countries`, `agency levels`.
pub fn field_plural(of: Field) -> String {
    let one = match of {
        Field::Series => return "series".into(),
        Field::Measure => "measure".to_string(),
        of => field(of).to_ascii_lowercase(),
    };
    match one.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None => format!("{one}s"),
    }
}

/// What a table and its records are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableWords {
    /// `Operations`.
    pub name: &'static str,
    /// `operation`.
    pub one: &'static str,
    /// `operations`.
    pub many: &'static str,
}

/// What a table and its records are called.
pub fn table(table: Table) -> TableWords {
    let (name, one, many) = match table {
        Table::Operations => ("Operations", "operation", "operations"),
        Table::Figures => ("Figures", "figure", "figures"),
        Table::Agencies => ("Agencies", "agency", "agencies"),
        Table::Places => ("Places", "place", "places"),
        Table::Programmes => ("Programmes", "programme", "programmes"),
        Table::Offences => ("Offences", "offence category", "offence categories"),
        Table::Sources => ("Sources", "source", "sources"),
        Table::Disagreements => ("Disagreements", "disagreement", "disagreements"),
    };
    TableWords { name, one, many }
}

/// What a column of a table is called.
pub fn column(table: Table, key: &str) -> &'static str {
    match (table, key) {
        (Table::Operations | Table::Figures | Table::Disagreements, "name") => "Operation",
        (Table::Disagreements, "measure") => "About",
        (_, "disagreement") => "Kind of disagreement",
        (_, "says") => "What each says",
        (_, "spread") => "Spread",
        (_, "reason") => "Likely reason",
        (Table::Agencies, "name") => "Agency",
        (Table::Agencies, "state") => "Based in",
        (Table::Places, "name") => "Place",
        (Table::Programmes, "name") => "Programme",
        (Table::Offences, "name") => "Offence category",
        (Table::Sources, "name") => "Source",
        (Table::Sources, "source") => "Publisher",
        (Table::Operations, "place") => "Places",
        (_, "place") => "Place",
        (_, "date") => "Date",
        (_, "announced") => "Announced",
        (_, "kind") => "Kind",
        (_, "trafficking") => "Trafficking type",
        (_, "agency") => "Led by",
        (_, "series") => "Programme",
        (_, "found") => "People found",
        (_, "arrests") => "Arrests",
        (_, "figures") => "Figures",
        (_, "sources") => "Sources",
        (_, "summary") => "Summary",
        (_, "measure") => "Quantity",
        (_, "value") => "Value",
        (_, "population") => "Population",
        (_, "outcome") => "Outcome",
        (_, "source") => "Source",
        (_, "source_kind") => "Source kind",
        (_, "published") => "Published",
        (_, "note") => "Remarks",
        (_, "level") => "Level",
        (_, "state") => "State",
        (_, "country") => "Country",
        (_, "operations") => "Operations",
        (_, "operation") => "Operation",
        (_, "roles") => "Roles",
        (Table::Agencies, "states") => "States worked in",
        (_, "states") => "States",
        (_, "first") => "First year",
        (_, "last") => "Last year",
        (_, "aliases") => "Other names",
        (_, "place_type") => "Type",
        (_, "description") => "What it is",
        (_, "nibrs") => "NIBRS code",
        (_, "words") => "Words that sources use",
        (_, "address") => "Address",
        _ => "",
    }
}

/// What a column says where there is nothing to say.
pub fn absent(table: Table, key: &str) -> &'static str {
    match (table, key) {
        (Table::Agencies | Table::Places, "state") => "no one state",
        (_, "country") => "no one country",
        (_, "states") => "none in the US",
        (_, "nibrs") => "no code of its own",
        (_, "series" | "aliases" | "note") => "none",
        (Table::Figures, "place") => "the whole operation",
        (_, "population" | "outcome") => "does not apply",
        (_, "reason") => "none found",
        (_, "spread") => "no numbers",
        _ => "not stated",
    }
}

/// What a value of a field is called; a value that nothing is known of keeps its own word.
pub fn value(dataset: &Dataset, of: Field, value: &str) -> String {
    if value == NOT_STATED {
        let nothing = match of {
            Field::Disagreement | Field::Reason => "None found",
            _ => "Not stated",
        };
        return nothing.into();
    }
    fn term<V: Vocabulary>(slug: &str) -> Option<String> {
        V::from_slug(slug).map(|term| term.label().to_string())
    }
    fn registered<T>(
        list: &[T],
        id: impl Fn(&T) -> &str,
        name: impl Fn(&T) -> &str,
        wanted: &str,
    ) -> Option<String> {
        list.binary_search_by(|record| id(record).cmp(wanted))
            .ok()
            .map(|at| name(&list[at]).to_string())
    }
    let name = match of {
        Field::Kind => term::<Kind>(value),
        Field::Trafficking => term::<Trafficking>(value),
        Field::Level => term::<AgencyLevel>(value),
        Field::Measure => term::<Measure>(value),
        Field::Population => population(value),
        Field::Outcome => term::<Outcome>(value).or_else(|| term::<OutcomeClass>(value)),
        Field::Qualifier => term::<Qualifier>(value),
        Field::Scope => term::<Scope>(value),
        Field::Offence => term::<OffenceCategory>(value),
        Field::Tactic => term::<Tactic>(value),
        Field::SourceKind => term::<SourceKind>(value),
        Field::PlaceType => term::<PlaceType>(value),
        Field::Source => source(dataset, value),
        Field::Part => match value {
            "part" => Some("Is a part of another".into()),
            "whole" => Some("Has parts of its own".into()),
            "single" => Some("Stands alone".into()),
            _ => None,
        },
        Field::State => {
            area(dataset, PlaceType::State, |place| place.state.as_deref() == Some(value))
        }
        Field::Country => {
            area(dataset, PlaceType::Country, |place| place.country.as_deref() == Some(value))
        }
        Field::Place => registered(&dataset.places, |place| &place.id, |place| &place.name, value),
        Field::Agency => {
            registered(&dataset.agencies, |agency| &agency.id, |agency| &agency.name, value)
        }
        Field::Series | Field::Initiative => registered(
            &dataset.programmes,
            |programme| &programme.id,
            |programme| &programme.name,
            value,
        ),
        Field::Id | Field::Whole => dataset
            .operation_by_id(value)
            .map(|index| operation(dataset.operation(index)).to_string()),
        Field::Year | Field::Date | Field::Value | Field::Spread => None,
        Field::Disagreement => term::<DisagreementKind>(value),
        Field::Reason => term::<LikelyReason>(value),
    };
    name.unwrap_or_else(|| value.to_string())
}

/// A source by its operation's id and its own: its publisher and title.
fn source(dataset: &Dataset, key: &str) -> Option<String> {
    let (home, id) = key.rsplit_once('/')?;
    let operation = dataset.operation(dataset.operation_by_id(home)?);
    let source = operation.sources.iter().find(|source| source.id == id)?;
    Some(format!("{}, “{}”", source.publisher, source.title))
}

/// The population that a word stands for; victims and suspects share some words.
fn population(slug: &str) -> Option<String> {
    let victims = VictimPopulation::from_slug(slug);
    let suspects = SuspectPopulation::from_slug(slug);
    match (victims, suspects) {
        (Some(_), Some(_)) => Some("All or mixed".into()),
        (Some(victims), None) => Some(victims.label().into()),
        (None, Some(suspects)) => Some(suspects.label().into()),
        (None, None) => None,
    }
}

fn area(dataset: &Dataset, kind: PlaceType, test: impl Fn(&Place) -> bool) -> Option<String> {
    let found = dataset.places.iter().find(|place| place.place_type == kind && test(place));
    found.map(|place| place.name.clone())
}

/// What an operation is called: its name, else its title.
pub fn operation(operation: &Operation) -> &str {
    operation.name.as_deref().unwrap_or(&operation.title)
}

/// What an agency is called in a narrow column: its abbreviation, else its name.
pub fn agency_short(agency: &Agency) -> &str {
    agency.short.as_deref().unwrap_or(&agency.name)
}

/// What a figure counts: `Children recovered`, `Arrests of buyers`, or its own label.
pub fn quantity(figure: &Figure) -> String {
    if let Some(label) = &figure.label {
        return match figure.unit {
            Some(unit) => format!("{label} ({})", unit.label().to_ascii_lowercase()),
            None => label.clone(),
        };
    }
    let mut words = figure.measure.label().to_string();
    match figure.population {
        Some(
            Population::Victims(VictimPopulation::All)
            | Population::Suspects(SuspectPopulation::All),
        )
        | None => {}
        // Missing children are children.
        Some(_) if figure.measure == Measure::MissingChildren => {}
        Some(population) => {
            words.push_str(": ");
            words.push_str(&population.label().to_ascii_lowercase());
        }
    }
    if let Some(outcome) = figure.outcome {
        words.push_str(", ");
        words.push_str(&outcome.label().to_ascii_lowercase());
    }
    words
}

/// Names of places in a row of a table: the first two, and how many more.
pub fn places(dataset: &Dataset, places: &[PlaceIdx]) -> Option<String> {
    let names: Vec<String> = places.iter().map(|place| place_name(dataset, *place)).collect();
    first_two(&names)
}

/// The first two of some names, and how many more there are.
pub fn first_two(names: &[String]) -> Option<String> {
    match names {
        [] => None,
        [_] | [_, _] => Some(names.join("; ")),
        [first, second, rest @ ..] => Some(format!("{first}; {second}; and {} more", rest.len())),
    }
}

/// A place's name, with its state where it lies in one: `Wichita, KS`.
pub fn place_name(dataset: &Dataset, index: PlaceIdx) -> String {
    let place = dataset.place(index);
    match &place.state {
        Some(state)
            if matches!(
                place.place_type,
                PlaceType::City | PlaceType::County | PlaceType::Region
            ) =>
        {
            format!("{}, {state}", place.name)
        }
        _ => place.name.clone(),
    }
}

/// `Children found` within a sentence.
pub fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        std::iter::once(first.to_ascii_lowercase()).chain(letters).collect()
    })
}
