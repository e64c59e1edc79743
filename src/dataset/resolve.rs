//! From records as written to the model: every word of a vocabulary known, every reference
//! pointing at a record, no cycle. A record with an error is refused whole, and so is one that
//! refers to it: half a record, or a part without its whole, would give wrong totals.

mod check;
mod links;
mod operation;
mod registry;

use std::borrow::Cow;

use self::check::{Check, Object, top};
use self::registry::{Registry, registry};
use super::load::{Loaded, Record, RecordKind, Records};
use super::problem::{At, Problem};
use crate::model::*;

/// The version of the file format that this program reads.
const FORMAT: i64 = 1;

/// The registries that operations refer to.
#[derive(Default)]
pub struct Registries {
    agencies: Registry,
    places: Registry,
    programmes: Registry,
}

pub fn resolve(records: Records<'_>) -> Loaded {
    let Records { records, unreadable, in_part, mut problems } = records;
    let mut loaded =
        Loaded { dataset: Dataset::default(), files: Vec::new(), problems: Vec::new() };
    let mut by_kind: [Vec<Record<'_>>; RecordKind::ALL.len()] = Default::default();
    for record in records {
        by_kind[record.kind as usize].push(record);
    }
    let mut of = |kind: RecordKind| std::mem::take(&mut by_kind[kind as usize]);

    let counts = match edition(of(RecordKind::Dataset), &mut problems) {
        None => {
            loaded.problems = problems;
            return loaded;
        }
        Some((edition, counts)) => {
            loaded.dataset.edition = edition;
            counts
        }
    };
    let dataset = &mut loaded.dataset;
    let mut registries = Registries::default();
    (dataset.agencies, registries.agencies, _) =
        registry(of(RecordKind::Agency), &unreadable, &mut problems, agency);
    (dataset.places, registries.places, _) =
        registry(of(RecordKind::Place), &unreadable, &mut problems, place);
    (dataset.programmes, registries.programmes, _) =
        registry(of(RecordKind::Programme), &unreadable, &mut problems, programme);
    (dataset.operations, _, loaded.files) =
        registry(of(RecordKind::Operation), &unreadable, &mut problems, |check, object| {
            operation::operation(check, object, &registries)
        });
    if let (Some(counts), true, false) = (counts, problems.is_empty(), in_part) {
        check_counts(&counts, dataset, &mut problems);
    }
    loaded.problems = problems;
    loaded
}

fn agency(check: &mut Check<'_>, mut object: Object<'_>) -> Option<Agency> {
    let fields = &mut object;
    let id = check.id(fields);
    let name = check.text(fields, "name");
    let short = check.optional_text(fields, "short");
    let level = check.term(fields, "level");
    let state = check.optional_text(fields, "state");
    check.optional_word(fields, "parent");
    let aliases = check.texts(fields, "aliases").into_iter().map(Cow::into_owned).collect();
    check.finish(object);
    Some(Agency { id, name, short, level: level?, state, parent: None, aliases })
}

fn place(check: &mut Check<'_>, mut object: Object<'_>) -> Option<Place> {
    let fields = &mut object;
    let id = check.id(fields);
    let name = check.text(fields, "name");
    let place_type = check.term(fields, "type");
    let state = check.optional_text(fields, "state");
    let country = check.optional_text(fields, "country");
    check.optional_word(fields, "parent");
    check.finish(object);
    Some(Place { id, name, place_type: place_type?, state, country, parent: None })
}

fn programme(check: &mut Check<'_>, mut object: Object<'_>) -> Option<Programme> {
    let fields = &mut object;
    let id = check.id(fields);
    let kind = check.term(fields, "kind");
    let name = check.text(fields, "name");
    let description = check.any_word(fields, "description").into_owned();
    check.finish(object);
    Some(Programme { id, kind: kind?, name, description })
}

/// How many records of a kind the description says there are, with the file that says so.
struct Counts {
    file: String,
    said: Vec<(&'static str, Amount)>,
}

/// What can be counted, as the description names it.
const COUNTED: [&str; 9] = [
    "operations",
    "figures",
    "sources",
    "agencies",
    "places",
    "programmes",
    "agency_entries",
    "offence_entries",
    "statements",
];

/// The dataset's description. `None` when the format is not the one that is read here.
fn edition(
    records: Vec<Record<'_>>,
    problems: &mut Vec<Problem>,
) -> Option<(Edition, Option<Counts>)> {
    let mut records = records.into_iter();
    let Some(Record { file, id, fields, .. }) = records.next() else {
        let at = At { file: "dataset.json", record: "dataset" };
        let expected = "its format, version, date, title and licence";
        problems.push(Problem::error(&at, "", "no description of the dataset", expected));
        return Some((Edition::default(), None));
    };
    for second in records {
        let at = At { file: &second.file, record: &second.id };
        problems.push(Problem::error(&at, "", "a second description of the dataset", "one"));
    }
    let mut check = Check::new(At { file: &file, record: &id }, problems);
    let mut object = Object::record(fields);
    let fields = &mut object;
    let format = check.amount(fields, "format");
    if let Some(format) = format.filter(|format| format.whole() != Some(FORMAT)) {
        let expected = format_args!(
            "{FORMAT}, the only format that this version of Clearcount reads; use a newer Clearcount"
        );
        check.error(top("format"), format, expected);
        return None;
    }
    let version = check.text(fields, "version");
    let date = check.date(fields, "date");
    let title = check.text(fields, "title");
    let licence = check.text(fields, "licence");
    let licence_note = check.optional_text(fields, "licence_note").unwrap_or_default();
    let counts = check.object(fields, "counts").map(|mut counts| {
        let said = COUNTED
            .iter()
            .filter_map(|name| Some((*name, check.amount(&mut counts, name)?)))
            .collect();
        check.finish(counts);
        said
    });
    let changes = check.objects(fields, "changes", |check, change| {
        let version = check.text(change, "version");
        let date = check.date(change, "date");
        let text = check.text(change, "text");
        Some(Change { version, date, text })
    });
    check.finish(object);
    let edition = Edition { version, date, title, licence, licence_note, changes };
    Some((edition, counts.map(|said| Counts { file, said })))
}

/// The description says how much there is; a dataset cut short on its way shows here.
fn check_counts(counts: &Counts, dataset: &Dataset, problems: &mut Vec<Problem>) {
    let sum = |count: fn(&Operation) -> usize| dataset.operations.iter().map(count).sum::<usize>();
    for (name, said) in &counts.said {
        let held = match *name {
            "operations" => dataset.operations.len(),
            "figures" => dataset.figure_count(),
            "sources" => sum(|operation| operation.sources.len()),
            "agencies" => dataset.agencies.len(),
            "places" => dataset.places.len(),
            "programmes" => dataset.programmes.len(),
            "agency_entries" => sum(|operation| operation.participations.len()),
            "offence_entries" => sum(|operation| operation.offences.len()),
            _ => sum(|operation| operation.statements.len()),
        };
        if said.whole() != i64::try_from(held).ok() {
            let at = At { file: &counts.file, record: "dataset" };
            let expected = format_args!("{held}, as many as the dataset holds");
            problems.push(Problem::error(&at, format_args!("counts.{name}"), said, expected));
        }
    }
}
