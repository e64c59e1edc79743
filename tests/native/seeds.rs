//! The two documents that the record began with: each of their figures is in it, as stated.

use clearcount::dataset;
use clearcount::model::*;

fn record() -> Dataset {
    dataset::built_in().dataset
}

/// The figures of one source of an operation, as `measure population value`.
fn figures(dataset: &Dataset, operation: &str, source: &str) -> Vec<String> {
    let operation = dataset.operation(dataset.operation_by_id(operation).unwrap());
    let of_source =
        operation.figures.iter().filter(|figure| operation.source(figure.source).id == source);
    of_source
        .map(|figure| {
            let population = figure.population.map_or("-", Population::slug);
            let words =
                if figure.qualifier == Qualifier::Exactly { "" } else { figure.qualifier.words() };
            format!("{} {population} {words}{}", figure.measure.slug(), figure.value)
        })
        .collect()
}

/// The agencies that a source of an operation names, in the source's own words.
fn agencies(dataset: &Dataset, operation: &str, source: &str) -> Vec<String> {
    let operation = dataset.operation(dataset.operation_by_id(operation).unwrap());
    let of_source =
        operation.participations.iter().filter(|entry| operation.source(entry.source).id == source);
    of_source
        .map(|entry| {
            entry.as_written.clone().unwrap_or_else(|| dataset.agency(entry.agency).name.clone())
        })
        .collect()
}

#[test]
fn the_kansas_and_missouri_operation_of_june_2021() {
    let dataset = record();
    let id = "2021-hsi-kansas-city-31-victims";
    let stated = figures(&dataset, id, "s1");
    for figure in [
        "victims all 31",
        "victims children 14",
        "victims adults 17",
        "youngest_victim_age - 4",
        "arrests all 82",
    ] {
        assert!(stated.contains(&figure.to_string()), "{figure} in {stated:?}");
    }
    // The document's list of assisting agencies, with Boone County.
    let named = agencies(&dataset, id, "s1").join("; ");
    for agency in [
        "Wichita Police Department",
        "Kansas Bureau of Investigation",
        "Kansas Highway Patrol",
        "Department of Health and Human Services",
        "United States Marshals Service",
        "Platte County Sheriff's Office",
        "Independence Police Department",
        "Jackson County Sheriff's Department",
        "Missouri State Highway Patrol",
        "Boone County Sheriff's Department",
    ] {
        assert!(named.contains(agency), "{agency} in {named}");
    }
    assert!(!named.contains("Bourbon"));
    // Other sources name Bourbon County in that place.
    let others: Vec<_> =
        ["s3", "s8"].map(|source| agencies(&dataset, id, source).join("; ")).into();
    assert!(
        others
            .iter()
            .all(|named| named.contains("Bourbon County") && !named.contains("Boone County"))
    );
}

#[test]
fn the_second_operation_that_the_first_document_tells_of() {
    let dataset = record();
    let stolen_hearts = dataset
        .operations
        .iter()
        .find(|operation| operation.name.as_deref() == Some("Operation Stolen Hearts"))
        .unwrap();
    let of = |measure: Measure, value: i64| {
        stolen_hearts
            .figures
            .iter()
            .any(|figure| figure.measure == measure && figure.value.whole() == Some(value))
    };
    assert!(of(Measure::Victims, 10) && of(Measure::Arrests, 21));
    assert_eq!(stolen_hearts.end.map(|end| end.to_string()).as_deref(), Some("2021-06-23"));
}

#[test]
fn operation_independence_day_of_july_2019() {
    let dataset = record();
    let whole =
        dataset.operation(dataset.operation_by_id("2019-operation-independence-day").unwrap());
    let stated = |measure: Measure| -> Vec<(Qualifier, i64)> {
        let figures = whole.figures.iter().filter(|figure| figure.measure == measure);
        figures.filter_map(|figure| Some((figure.qualifier, figure.value.whole()?))).collect()
    };
    assert!(stated(Measure::Victims).contains(&(Qualifier::Exactly, 103)));
    assert!(stated(Measure::Arrests).contains(&(Qualifier::Exactly, 67)));
    assert!(stated(Measure::OperationsConducted).contains(&(Qualifier::Exactly, 161)));
    assert!(stated(Measure::TaskForces).contains(&(Qualifier::Exactly, 86)));
    assert!(stated(Measure::Agencies).contains(&(Qualifier::MoreThan, 400)));
    assert!(stated(Measure::InvestigationsOpened).contains(&(Qualifier::Exactly, 60)));

    let id = "2019-operation-independence-day-kansas-city";
    let office = dataset.operation(dataset.operation_by_id(id).unwrap());
    assert_eq!(
        office.part_of.map(|index| dataset.operation(index).id.as_str()),
        Some("2019-operation-independence-day")
    );
    let of = |population: VictimPopulation, value: i64| {
        office.figures.iter().any(|figure| {
            figure.population == Some(Population::Victims(population))
                && figure.value.whole() == Some(value)
        })
    };
    assert!(of(VictimPopulation::Children, 2) && of(VictimPopulation::Adults, 35));
    let partners: Vec<_> = office
        .participations
        .iter()
        .filter(|entry| entry.role == Role::Partner && office.source(entry.source).id == "s1")
        .map(|entry| dataset.agency(entry.agency).id.as_str())
        .collect();
    assert_eq!(partners.len(), 6, "{partners:?}");
}
