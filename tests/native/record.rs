//! The built-in record against checksums that another program computed from the research: every
//! fact is there, and none is added.

use std::collections::BTreeMap;
use std::fmt::Display;

use clearcount::dataset::{self, Level};
use clearcount::model::*;
use sha2::{Digest, Sha256};

#[derive(serde::Deserialize)]
struct Sum {
    count: usize,
    sha256: String,
}

fn or_dash(value: Option<impl Display>) -> String {
    value.map_or_else(|| "-".into(), |value| value.to_string())
}

fn list<T: Display>(items: impl IntoIterator<Item = T>, between: &str) -> String {
    let items: Vec<String> = items.into_iter().map(|item| item.to_string()).collect();
    if items.is_empty() { "-".into() } else { items.join(between) }
}

/// Every fact of the dataset as a line of fields, by the kind of record.
fn facts(dataset: &Dataset) -> BTreeMap<&'static str, Vec<String>> {
    let mut facts: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
    let mut fact = |kind: &'static str, fields: Vec<String>| {
        facts.entry(kind).or_default().push(format!("{kind}\t{}", fields.join("\t")));
    };
    let programme =
        |index: Option<ProgrammeIdx>| or_dash(index.map(|index| &dataset.programme(index).id));
    let place = |index: PlaceIdx| &dataset.place(index).id;
    for operation in &dataset.operations {
        let id = || operation.id.clone();
        let source = |index: SourceIdx| operation.source(index).id.clone();
        fact(
            "operation",
            vec![
                id(),
                or_dash(operation.name.as_ref()),
                operation.title.clone(),
                programme(operation.series),
                programme(operation.initiative),
                or_dash(operation.part_of.map(|whole| &dataset.operation(whole).id)),
                operation.kind.slug().into(),
                operation.trafficking.slug().into(),
                or_dash(operation.start),
                or_dash(operation.end),
                or_dash(operation.announced),
                list(operation.places.iter().map(|index| place(*index)), ","),
                list(operation.tactics.iter().map(|tactic| tactic.slug()), ","),
                list(operation.flags.iter().map(|flag| flag.slug()), ","),
                operation.summary.clone(),
                or_dash(operation.note.as_ref()),
            ],
        );
        for entry in &operation.participations {
            fact(
                "participation",
                vec![
                    id(),
                    dataset.agency(entry.agency).id.clone(),
                    entry.role.slug().into(),
                    source(entry.source),
                    or_dash(entry.as_written.as_ref()),
                ],
            );
        }
        for figure in &operation.figures {
            fact(
                "figure",
                vec![
                    id(),
                    figure.id.clone(),
                    figure.measure.slug().into(),
                    or_dash(figure.population.map(Population::slug)),
                    or_dash(figure.outcome.map(Vocabulary::slug)),
                    figure.value.hundredths().to_string(),
                    figure.qualifier.slug().into(),
                    figure.scope.slug().into(),
                    or_dash(figure.place.map(place)),
                    or_dash(figure.period),
                    or_dash(figure.part_of.map(|whole| &operation.figure(whole).id)),
                    or_dash(figure.part_basis.map(Vocabulary::slug)),
                    source(figure.source),
                    figure.locator.clone(),
                    list(figure.flags.iter().map(|flag| flag.slug()), ","),
                    or_dash(figure.label.as_ref()),
                    or_dash(figure.unit.map(Vocabulary::slug)),
                    or_dash(figure.note.as_ref()),
                ],
            );
        }
        for offence in &operation.offences {
            fact(
                "offence",
                vec![
                    id(),
                    offence.label.clone(),
                    offence.category.slug().into(),
                    source(offence.source),
                ],
            );
        }
        for source in &operation.sources {
            fact(
                "source",
                vec![
                    id(),
                    source.id.clone(),
                    source.title.clone(),
                    source.publisher.clone(),
                    source.kind.slug().into(),
                    or_dash(source.published),
                    source.url.clone(),
                    list(source.flags.iter().map(|flag| flag.slug()), ","),
                ],
            );
        }
        for statement in &operation.statements {
            fact(
                "statement",
                vec![
                    id(),
                    statement.role.clone(),
                    dataset.agency(statement.agency).id.clone(),
                    statement.gist.clone(),
                    source(statement.source),
                    statement.locator.clone(),
                ],
            );
        }
    }
    for agency in &dataset.agencies {
        fact(
            "agency",
            vec![
                agency.id.clone(),
                agency.name.clone(),
                or_dash(agency.short.as_ref()),
                agency.level.slug().into(),
                or_dash(agency.state.as_ref()),
                or_dash(agency.parent.map(|parent| &dataset.agency(parent).id)),
                list(&agency.aliases, "|"),
            ],
        );
    }
    for index in (0..dataset.places.len()).map(PlaceIdx::at) {
        let here = dataset.place(index);
        fact(
            "place",
            vec![
                here.id.clone(),
                here.name.clone(),
                here.place_type.slug().into(),
                or_dash(here.state.as_ref()),
                or_dash(here.country.as_ref()),
                or_dash(here.parent.map(place)),
            ],
        );
    }
    for programme in &dataset.programmes {
        fact(
            "programme",
            vec![
                programme.id.clone(),
                programme.kind.slug().into(),
                programme.name.clone(),
                programme.description.clone(),
            ],
        );
    }
    facts
}

#[test]
fn every_fact_of_the_research_is_in_the_record_and_no_other() {
    let sums: BTreeMap<String, Sum> =
        serde_json::from_str(include_str!("../data/facts.json")).unwrap();
    let loaded = dataset::built_in();
    let facts = facts(&loaded.dataset);
    assert_eq!(facts.keys().copied().collect::<Vec<_>>(), sums.keys().collect::<Vec<_>>());
    for (kind, mut lines) in facts {
        lines.sort();
        assert_eq!(lines.len(), sums[kind].count, "{kind}");
        let digest = Sha256::digest(lines.join("\n"));
        let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, sums[kind].sha256, "{kind}");
    }
}

#[test]
fn the_record_holds_what_it_says() {
    let loaded = dataset::built_in();
    assert_eq!(loaded.problems, []);
    let dataset = &loaded.dataset;
    assert_eq!((dataset.operations.len(), dataset.figure_count()), (353, 3909));
    assert_eq!(dataset.edition.version, "2026.11.0");
    let parts = dataset.operations.iter().filter(|operation| operation.part_of.is_some()).count();
    assert_eq!(parts, 96);
}

/// The two findings that the research itself reports, and no possible name.
#[test]
fn the_findings_are_those_that_are_known() {
    let found = dataset::findings(&dataset::built_in());
    assert!(found.iter().all(|finding| finding.level == Level::Finding));
    let places: Vec<_> =
        found.iter().map(|finding| (finding.record.as_str(), finding.field.as_str())).collect();
    assert_eq!(
        places,
        [
            ("2020-operation-safety-net", "figures[7].part_of"),
            ("2020-super-bowl-liv-miami", "figures[15].value"),
        ]
    );
}

/// Only a figure's own source can back it, so every source is an address that a reader can open.
#[test]
fn every_source_has_an_address_that_can_be_opened() {
    let loaded = dataset::built_in();
    let sources = loaded.dataset.operations.iter().flat_map(|operation| &operation.sources);
    assert!(sources.clone().all(|source| source.url.starts_with("http")));
    assert_eq!(sources.count(), 995);
}
