//! From records as written to the model: every word of a vocabulary known, every reference
//! pointing at a record, no cycle. A record with an error is refused whole, and so is one that
//! refers to it: half a record, or a part without its whole, would give wrong totals.

mod check;
mod links;
mod operation;
mod registry;

use std::collections::BTreeMap;

use self::check::Check;
use self::registry::{Registry, registry};
use super::load::{Loaded, Records};
use super::problem::{At, Problem};
use super::wire;
use crate::model::*;

/// The version of the file format that this program reads.
const FORMAT: u32 = 1;

/// The registries that operations refer to.
#[derive(Default)]
pub(super) struct Registries {
    pub(super) agencies: Registry,
    pub(super) places: Registry,
    pub(super) programmes: Registry,
}

pub(super) fn resolve(records: Records) -> Loaded {
    let Records { edition, agencies, places, programmes, operations, unreadable, mut problems } =
        records;
    let mut loaded =
        Loaded { dataset: Dataset::default(), files: Vec::new(), problems: Vec::new() };
    let counts = match edition {
        None => {
            let at = At { file: "dataset.json", record: "dataset" };
            problems.push(Problem::error(
                &at,
                "",
                "no description of the dataset",
                "its format, version, date, title and licence",
            ));
            None
        }
        Some(record) => {
            let at = At { file: &record.file, record: "dataset" };
            if record.wire.format != FORMAT {
                problems.push(Problem::error(
                    &at,
                    "format",
                    record.wire.format.to_string(),
                    format!("{FORMAT}, the only format that this version of Clearcount reads; use a newer Clearcount"),
                ));
                loaded.problems = problems;
                return loaded;
            }
            let mut check = Check::new(at, &mut problems);
            let date = check.date(check::top("date"), &record.wire.date);
            let changes = (0..)
                .zip(record.wire.changes)
                .map(|(index, change)| Change {
                    date: check.date(check::item("changes", index, "date"), &change.date),
                    version: change.version,
                    text: change.text,
                })
                .collect();
            loaded.dataset.edition = Edition {
                changes,
                version: record.wire.version,
                date,
                title: record.wire.title,
                licence: record.wire.licence,
                licence_note: record.wire.licence_note,
            };
            record.wire.counts.map(|counts| (record.file, counts))
        }
    };

    let mut registries = Registries::default();
    let dataset = &mut loaded.dataset;
    (dataset.agencies, registries.agencies) = registry(
        agencies,
        &unreadable,
        &mut problems,
        |agency| (agency.id.as_str(), agency.parent.as_deref()),
        |check, agency| {
            check.id(&agency.id);
            check.text(check::top("name"), &agency.name);
            Some(Agency {
                level: check.vocabulary(check::top("level"), &agency.level)?,
                id: agency.id,
                name: agency.name,
                short: agency.short,
                state: agency.state,
                parent: None,
                aliases: agency.aliases,
            })
        },
    );
    (dataset.places, registries.places) = registry(
        places,
        &unreadable,
        &mut problems,
        |place| (place.id.as_str(), place.parent.as_deref()),
        |check, place| {
            check.id(&place.id);
            check.text(check::top("name"), &place.name);
            Some(Place {
                place_type: check.vocabulary(check::top("type"), &place.place_type)?,
                id: place.id,
                name: place.name,
                state: place.state,
                country: place.country,
                parent: None,
            })
        },
    );
    (dataset.programmes, registries.programmes) = registry(
        programmes,
        &unreadable,
        &mut problems,
        |programme| (programme.id.as_str(), None),
        |check, programme| {
            check.id(&programme.id);
            check.text(check::top("name"), &programme.name);
            Some(Programme {
                kind: check.vocabulary(check::top("kind"), &programme.kind)?,
                id: programme.id,
                name: programme.name,
                description: programme.description,
            })
        },
    );
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    for record in &operations {
        files.entry(record.wire.id.clone()).or_insert_with(|| record.file.clone());
    }
    (dataset.operations, _) = registry(
        operations,
        &unreadable,
        &mut problems,
        |operation| (operation.id.as_str(), operation.part_of.as_deref()),
        |check, wire| operation::operation(check, *wire, &registries),
    );
    loaded.files = dataset
        .operations
        .iter()
        .map(|operation| files.get(&operation.id).cloned().unwrap_or_default())
        .collect();
    if let (Some((file, counts)), true) = (counts, problems.is_empty()) {
        check_counts(&file, &counts, dataset, &mut problems);
    }
    loaded.problems = problems;
    loaded
}

/// The description says how much there is; a dataset cut short on its way shows here.
fn check_counts(file: &str, counts: &wire::Counts, dataset: &Dataset, problems: &mut Vec<Problem>) {
    let sum = |count: fn(&Operation) -> usize| dataset.operations.iter().map(count).sum::<usize>();
    let wire::Counts {
        operations,
        figures,
        sources,
        agencies,
        places,
        programmes,
        agency_entries,
        offence_entries,
        statements,
    } = counts;
    for (field, said, held) in [
        ("operations", operations, dataset.operations.len()),
        ("figures", figures, dataset.figure_count()),
        ("sources", sources, sum(|operation| operation.sources.len())),
        ("agencies", agencies, dataset.agencies.len()),
        ("places", places, dataset.places.len()),
        ("programmes", programmes, dataset.programmes.len()),
        ("agency_entries", agency_entries, sum(|operation| operation.participations.len())),
        ("offence_entries", offence_entries, sum(|operation| operation.offences.len())),
        ("statements", statements, sum(|operation| operation.statements.len())),
    ] {
        if *said != held {
            let at = At { file, record: "dataset" };
            problems.push(Problem::error(
                &at,
                format!("counts.{field}"),
                said.to_string(),
                format!("{held}, as many as the dataset holds"),
            ));
        }
    }
}
