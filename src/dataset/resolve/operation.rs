//! One operation, from its fields to the model.

use std::fmt::{self, Display};

use super::Registries;
use super::check::{Check, Field, Object, is_slug, item, one_of, top};
use super::links::{LinkFault, link_faults};
use crate::model::*;

/// The operation without its whole, which is set when all operations are known. `None`, or an
/// error reported, means that the record is refused.
pub fn operation(
    check: &mut Check<'_>,
    mut fields: Object<'_>,
    registries: &Registries,
) -> Option<Operation> {
    let object = &mut fields;
    let id = check.text(object, "id");
    let id_year = id.split_once('-').map(|(year, _)| year).unwrap_or_default();
    let dated = id_year.len() == 4 && id_year.bytes().all(|b| b.is_ascii_digit());
    if !is_slug(&id) || !(dated || id_year == "undated") {
        let expected =
            "a year or \"undated\", then a short name, in lower-case letters, digits and hyphens";
        check.error(top("id"), format_args!("\"{id}\""), expected);
    }
    let name = check.optional_text(object, "name");
    let title = check.text(object, "title");
    let series = check.optional_reference(object, "series", &registries.programmes);
    let initiative = check.optional_reference(object, "initiative", &registries.programmes);
    // Read by the registry of operations, which knows which of them are sound.
    check.optional_word(object, "part_of");
    let kind = check.term(object, "kind");
    let trafficking = check.term(object, "trafficking");
    let start = check.date(object, "start");
    let end = check.date(object, "end");
    let announced = check.date(object, "announced");
    if let (Some(start), Some(end)) = (start, end)
        && start.is_after(end)
    {
        check.error(
            top("end"),
            format_args!("{end}, before the start {start}"),
            "an end on or after the start",
        );
    }
    let mut places = Vec::new();
    for (index, id) in check.texts(object, "places").iter().enumerate() {
        let field = item("places", index, "");
        let Some(place) = check.find(field, id, &registries.places) else { continue };
        if places.contains(&PlaceIdx::at(place)) {
            check.error(field, format_args!("\"{id}\" a second time"), "each place once");
        }
        places.push(PlaceIdx::at(place));
    }

    let sources = sources(check, object);
    let source_ids: Vec<&str> = sources.iter().map(|source| source.id.as_str()).collect();
    let participations = participations(check, object, &source_ids, registries);
    let figures = figures(check, object, &source_ids, registries);
    let offences = check.objects(object, "offences", |check, entry| {
        let label = check.text(entry, "label");
        let category = check.term(entry, "category");
        let source = source(check, entry, &source_ids);
        Some(Offence { label, category: category?, source: source? })
    });
    let statements = check.objects(object, "statements", |check, entry| {
        let role = check.text(entry, "role");
        let agency = check.reference(entry, "agency", &registries.agencies);
        let gist = check.text(entry, "gist");
        let source = source(check, entry, &source_ids);
        let locator = check.text(entry, "locator");
        Some(Statement { role, agency: AgencyIdx::at(agency?), gist, source: source?, locator })
    });
    let tactics = check.texts(object, "tactics");
    let tactics = tactics
        .iter()
        .enumerate()
        .filter_map(|(index, word)| check.vocabulary(item("tactics", index, ""), word))
        .collect();
    let flags = flags(check, object, "operation");
    let summary = check.text(object, "summary");
    let note = check.optional_text(object, "note");
    check.finish(fields);
    Some(Operation {
        id,
        name,
        title,
        series: series.map(ProgrammeIdx::at),
        initiative: initiative.map(ProgrammeIdx::at),
        part_of: None,
        kind: kind?,
        trafficking: trafficking?,
        start,
        end,
        announced,
        places,
        participations,
        figures,
        offences,
        tactics,
        sources,
        flags,
        summary,
        note,
        statements,
    })
}

fn sources(check: &mut Check<'_>, object: &mut Object<'_>) -> Vec<Source> {
    let mut ids: Vec<String> = Vec::new();
    let sources = check.objects(object, "sources", |check, entry| {
        let id = check.text(entry, "id");
        own_id(check, entry.field("id"), &id, &ids);
        ids.push(id.clone());
        let title = check.text(entry, "title");
        let publisher = check.text(entry, "publisher");
        // The list must keep its places, or references into it would shift; a source of an unknown
        // kind is an error, so the record is refused and the stand-in is never seen.
        let kind = check.term(entry, "kind").unwrap_or(SourceKind::ALL[0]);
        let published = check.date(entry, "published");
        let url = check.text(entry, "url");
        check.address(entry.field("url"), &url);
        let archive_url = check.optional_text(entry, "archive_url");
        if let Some(archive) = &archive_url {
            check.address(entry.field("archive_url"), archive);
        }
        let link_checked = check.date(entry, "link_checked");
        let flags = flags(check, entry, "source");
        Some(Source {
            id,
            title,
            publisher,
            kind,
            published,
            url,
            archive_url,
            link_checked,
            flags,
        })
    });
    if sources.is_empty() {
        check.error(
            top("sources"),
            "no source",
            "at least one: a figure enters only with a source",
        );
    }
    sources
}

fn own_id(check: &mut Check<'_>, field: Field<'_>, id: &str, others: &[String]) {
    if others.iter().any(|other| other == id) {
        check.error(field, format_args!("\"{id}\" a second time"), "an id of its own");
    }
}

fn participations(
    check: &mut Check<'_>,
    object: &mut Object<'_>,
    source_ids: &[&str],
    registries: &Registries,
) -> Vec<Participation> {
    let mut seen: Vec<(usize, SourceIdx)> = Vec::new();
    check.objects(object, "agencies", |check, entry| {
        let agency = check.reference(entry, "agency", &registries.agencies);
        let role = check.term(entry, "role");
        let source = source(check, entry, source_ids);
        let as_written = check.optional_text(entry, "as_written");
        let (agency, source) = (agency?, source?);
        if seen.contains(&(agency, source)) {
            check.error(
                entry.field("agency"),
                "the same agency a second time for the same source",
                "each agency once for each source",
            );
        }
        seen.push((agency, source));
        Some(Participation { agency: AgencyIdx::at(agency), role: role?, source, as_written })
    })
}

/// The source of the same record that an entry names.
fn source(check: &mut Check<'_>, entry: &mut Object<'_>, source_ids: &[&str]) -> Option<SourceIdx> {
    let id = check.word(entry, "source");
    let position = source_ids.iter().position(|source| *source == id);
    if position.is_none() && !id.is_empty() {
        check.error(
            entry.field("source"),
            format_args!("\"{id}\", which no source of this operation has as its id"),
            fmt::from_fn(|f| match source_ids {
                [] => f.write_str("the id of one of the record's sources; it has none yet"),
                ids => one_of(ids.iter().copied()).fmt(f),
            }),
        );
    }
    position.map(SourceIdx::at)
}

fn flags(check: &mut Check<'_>, object: &mut Object<'_>, on: &str) -> Vec<Flag> {
    let field = object.field("flags");
    let mut flags = Vec::new();
    for word in check.texts(object, "flags") {
        let Some(flag) = check.vocabulary::<Flag>(field, &word) else { continue };
        if !flag.on().contains(&on) {
            let expected = format_args!("a flag that a record of this kind ({on}) can carry");
            check.error(field, format_args!("\"{word}\""), expected);
        }
        flags.push(flag);
    }
    flags
}

fn figures(
    check: &mut Check<'_>,
    object: &mut Object<'_>,
    source_ids: &[&str],
    registries: &Registries,
) -> Vec<Figure> {
    let mut ids: Vec<String> = Vec::new();
    let mut wholes: Vec<Option<String>> = Vec::new();
    let mut figures = check.objects(object, "figures", |check, entry| {
        let id = check.text(entry, "id");
        own_id(check, entry.field("id"), &id, &ids);
        ids.push(id.clone());
        wholes.push(check.optional_text(entry, "part_of"));
        let is_part = wholes.last().is_some_and(Option::is_some);
        figure(check, entry, id, is_part, source_ids, registries)
    });
    let links: Vec<_> =
        ids.iter().zip(&wholes).map(|(id, whole)| (id.as_str(), whole.as_deref())).collect();
    for (index, fault) in link_faults(&links, &[]).into_iter().enumerate() {
        // A figure whose whole leads into a fault has no fault of its own to mend.
        if let (Some(fault), Some(whole)) = (fault, &wholes[index])
            && fault != LinkFault::Refused
        {
            check.link(item("figures", index, "part_of"), whole, fault);
        }
    }
    // A figure that could not be read makes the record refused, so the places hold where it counts.
    for (figure, whole) in figures.iter_mut().zip(&wholes) {
        let position = whole.as_ref().and_then(|whole| ids.iter().position(|id| id == whole));
        figure.part_of = position.map(FigureIdx::at);
    }
    figures
}

/// A figure without the one it is a share of.
fn figure(
    check: &mut Check<'_>,
    entry: &mut Object<'_>,
    id: String,
    is_part: bool,
    source_ids: &[&str],
    registries: &Registries,
) -> Option<Figure> {
    let measure: Option<Measure> = check.term(entry, "measure");
    let population = population(check, entry, measure);
    let outcome: Option<Outcome> = check.optional_term(entry, "outcome");
    let value = check.amount(entry, "value");
    let qualifier = check.term(entry, "qualifier");
    let scope: Option<Scope> = check.term(entry, "scope");
    let place = check.optional_reference(entry, "place", &registries.places);
    let period = check.period(entry, "period");
    let part_basis = check.optional_term(entry, "part_basis");
    let source = source(check, entry, source_ids);
    let locator = check.text(entry, "locator");
    let flags = flags(check, entry, "figure");
    let label = check.optional_text(entry, "label");
    let unit = check.optional_term(entry, "unit");
    let note = check.optional_text(entry, "note");
    let measure = measure?;

    let counts_victims = measure.counts() == Counted::Victims;
    if counts_victims && outcome.is_none() {
        check.error(entry.field("outcome"), "nothing", "the source's verb, or \"unspecified\"");
    } else if !counts_victims && outcome.is_some() {
        check.error(
            entry.field("outcome"),
            "a verb",
            format_args!("none: {} counts no victims", measure.slug()),
        );
    }
    let other = measure == Measure::Other;
    if other != label.is_some() || other != unit.is_some() {
        let (found, expected) = match other {
            true => ("no label or no unit", "both, for the measure other"),
            false => ("a label or a unit", "neither, for a measure other than other"),
        };
        check.error(entry.field("label"), found, expected);
    }
    if period.is_some() && scope == Some(Scope::Operation) {
        let expected = "another scope, or no period: the operation has its own dates";
        check.error(entry.field("period"), "a period on a figure of scope operation", expected);
    }
    if is_part && part_basis.is_none() {
        let expected = "by what the share is divided off, since part_of is stated";
        check.error(entry.field("part_basis"), "nothing", expected);
    }
    Some(Figure {
        id,
        measure,
        population,
        outcome,
        value: value?,
        qualifier: qualifier?,
        scope: scope?,
        place: place.map(PlaceIdx::at),
        period,
        part_of: None,
        part_basis,
        source: source?,
        locator,
        flags,
        label,
        unit,
        note,
    })
}

/// The population that the measure asks for.
fn population(
    check: &mut Check<'_>,
    entry: &mut Object<'_>,
    measure: Option<Measure>,
) -> Option<Population> {
    let word = check.optional_word(entry, "population");
    let field = entry.field("population");
    let measure = measure?;
    match (measure.counts(), word) {
        (Counted::Victims, Some(word)) => check.vocabulary(field, &word).map(Population::Victims),
        (Counted::Suspects, Some(word)) => check.vocabulary(field, &word).map(Population::Suspects),
        (Counted::None, None) => None,
        (Counted::None, Some(word)) => {
            check.error(
                field,
                format_args!("\"{word}\""),
                format_args!("none: {} states no population", measure.slug()),
            );
            None
        }
        (_, None) => {
            check.error(
                field,
                "nothing",
                format_args!("who is counted, for the measure {}", measure.slug()),
            );
            None
        }
    }
}
