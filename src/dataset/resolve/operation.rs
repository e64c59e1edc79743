//! One operation, from its wire form to the model.

use super::Registries;
use super::check::{Check, is_slug, item, top};
use super::links::{LinkFault, link_faults};
use crate::dataset::wire;
use crate::model::*;

/// The operation without its whole, which is set when all operations are known. `None`, or an
/// error reported, means that the record is refused.
pub fn operation(
    check: &mut Check<'_>,
    wire: wire::Operation,
    registries: &Registries,
) -> Option<Operation> {
    let id_year = wire.id.split_once('-').map(|(year, _)| year).unwrap_or_default();
    let dated = id_year.len() == 4 && id_year.bytes().all(|b| b.is_ascii_digit());
    if !is_slug(&wire.id) || !(dated || id_year == "undated") {
        check.error(
            top("id"),
            format!("\"{}\"", wire.id),
            "a year or \"undated\", then a short name, in lower-case letters, digits and hyphens",
        );
    }
    check.text(top("title"), &wire.title);
    check.text(top("summary"), &wire.summary);

    let kind = check.vocabulary(top("kind"), &wire.kind);
    let trafficking = check.vocabulary(top("trafficking"), &wire.trafficking);
    let start = check.optional_date(top("start"), wire.start.as_deref());
    let end = check.optional_date(top("end"), wire.end.as_deref());
    let announced = check.optional_date(top("announced"), wire.announced.as_deref());
    if let (Some(start), Some(end)) = (start, end)
        && start.is_after(end)
    {
        check.error(
            top("end"),
            format!("{end}, before the start {start}"),
            "an end on or after the start",
        );
    }
    let mut programme = |field, id: Option<&String>| {
        id.and_then(|id| check.reference(top(field), id, &registries.programmes))
            .map(ProgrammeIdx::at)
    };
    let series = programme("series", wire.series.as_ref());
    let initiative = programme("initiative", wire.initiative.as_ref());

    let mut places = Vec::with_capacity(wire.places.len());
    for (index, id) in wire.places.iter().enumerate() {
        let field = item("places", index, "");
        let Some(place) = check.reference(field, id, &registries.places) else {
            continue;
        };
        if places.contains(&PlaceIdx::at(place)) {
            check.error(field, format!("\"{id}\" a second time"), "each place once");
        }
        places.push(PlaceIdx::at(place));
    }

    let sources = sources(check, wire.sources);
    let source_ids: Vec<&str> = sources.iter().map(|source| source.id.as_str()).collect();

    let mut participations = Vec::with_capacity(wire.agencies.len());
    for (index, entry) in wire.agencies.into_iter().enumerate() {
        let field = |name| item("agencies", index, name);
        let agency = check.reference(field("agency"), &entry.agency, &registries.agencies);
        let role = check.vocabulary(field("role"), &entry.role);
        let source = source(check, "agencies", index, &entry.source, &source_ids);
        let (Some(agency), Some(role), Some(source)) = (agency, role, source) else {
            continue;
        };
        let participation = Participation {
            agency: AgencyIdx::at(agency),
            role,
            source,
            as_written: entry.as_written,
        };
        let same = |other: &Participation| {
            other.agency == participation.agency && other.source == participation.source
        };
        if participations.iter().any(same) {
            check.error(
                field("agency"),
                format!("\"{}\" a second time for source {}", entry.agency, entry.source),
                "each agency once for each source",
            );
        }
        participations.push(participation);
    }

    let flags = flags(check, "flags", None, wire.flags, "operation");
    let figures = figures(check, wire.figures, &source_ids, registries);

    let mut offences = Vec::with_capacity(wire.offences.len());
    for (index, entry) in wire.offences.into_iter().enumerate() {
        check.text(item("offences", index, "label"), &entry.label);
        let category = check.vocabulary(item("offences", index, "category"), &entry.category);
        let source = source(check, "offences", index, &entry.source, &source_ids);
        if let (Some(category), Some(source)) = (category, source) {
            offences.push(Offence { label: entry.label, category, source });
        }
    }

    let mut statements = Vec::with_capacity(wire.statements.len());
    for (index, entry) in wire.statements.into_iter().enumerate() {
        let field = |name| item("statements", index, name);
        check.text(field("gist"), &entry.gist);
        let agency = check.reference(field("agency"), &entry.agency, &registries.agencies);
        let source = source(check, "statements", index, &entry.source, &source_ids);
        if let (Some(agency), Some(source)) = (agency, source) {
            statements.push(Statement {
                role: entry.role,
                agency: AgencyIdx::at(agency),
                gist: entry.gist,
                source,
                locator: entry.locator,
            });
        }
    }

    let tactics = wire
        .tactics
        .iter()
        .enumerate()
        .filter_map(|(index, word)| check.vocabulary(item("tactics", index, ""), word))
        .collect();

    Some(Operation {
        id: wire.id,
        name: wire.name,
        title: wire.title,
        series,
        initiative,
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
        summary: wire.summary,
        note: wire.note,
        statements,
    })
}

fn sources(check: &mut Check<'_>, wire: Vec<wire::Source>) -> Vec<Source> {
    if wire.is_empty() {
        check.error(
            top("sources"),
            "no source",
            "at least one: a figure enters only with a source",
        );
    }
    let mut sources: Vec<Source> = Vec::with_capacity(wire.len());
    for (index, entry) in wire.into_iter().enumerate() {
        let field = |name| item("sources", index, name);
        if sources.iter().any(|source| source.id == entry.id) {
            check.error(field("id"), format!("\"{}\" a second time", entry.id), "an id of its own");
        }
        check.text(field("id"), &entry.id);
        check.text(field("title"), &entry.title);
        check.text(field("publisher"), &entry.publisher);
        check.address(field("url"), &entry.url);
        if let Some(archive) = &entry.archive_url {
            check.address(field("archive_url"), archive);
        }
        let published = check.optional_date(field("published"), entry.published.as_deref());
        let link_checked =
            check.optional_date(field("link_checked"), entry.link_checked.as_deref());
        let flags = flags(check, "sources", Some(index), entry.flags, "source");
        // The list must keep its positions, or references into it would shift; a source of an
        // unknown kind is an error, so the record is refused and the stand-in is never seen.
        let kind = check.vocabulary(field("kind"), &entry.kind).unwrap_or(SourceKind::ALL[0]);
        sources.push(Source {
            id: entry.id,
            title: entry.title,
            publisher: entry.publisher,
            kind,
            published,
            url: entry.url,
            archive_url: entry.archive_url,
            link_checked,
            flags,
        });
    }
    sources
}

fn source(
    check: &mut Check<'_>,
    list: &str,
    index: usize,
    id: &str,
    source_ids: &[&str],
) -> Option<SourceIdx> {
    let position = source_ids.iter().position(|source| *source == id);
    if position.is_none() {
        check.error(
            item(list, index, "source"),
            format!("\"{id}\", which no source of this operation has as its id"),
            if source_ids.is_empty() {
                "the id of one of the record's sources; it has none yet".to_string()
            } else {
                format!("one of {}", source_ids.join(", "))
            },
        );
    }
    position.map(SourceIdx::at)
}

fn flags(
    check: &mut Check<'_>,
    list: &str,
    index: Option<usize>,
    words: Vec<String>,
    on: &str,
) -> Vec<Flag> {
    let mut flags = Vec::with_capacity(words.len());
    for word in &words {
        let field = match index {
            Some(index) => item(list, index, "flags"),
            None => top(list),
        };
        let Some(flag) = check.vocabulary::<Flag>(field, word) else {
            continue;
        };
        if !flag.on().contains(&on) {
            check.error(
                field,
                format!("\"{word}\""),
                format!("a flag that a record of this kind ({on}) can carry"),
            );
        }
        flags.push(flag);
    }
    flags
}

fn figures(
    check: &mut Check<'_>,
    wire: Vec<wire::Figure>,
    source_ids: &[&str],
    registries: &Registries,
) -> Vec<Figure> {
    let ids: Vec<String> = wire.iter().map(|figure| figure.id.clone()).collect();
    let parts: Vec<Option<String>> = wire.iter().map(|figure| figure.part_of.clone()).collect();
    let links: Vec<_> =
        ids.iter().zip(&parts).map(|(id, part_of)| (id.as_str(), part_of.as_deref())).collect();
    for (index, fault) in link_faults(&links, &[]).into_iter().enumerate() {
        // A figure whose whole leads into a fault has no fault of its own to mend.
        if let (Some(fault), Some(whole)) = (fault, &parts[index])
            && fault != LinkFault::Refused
        {
            check.link(item("figures", index, "part_of"), whole, fault);
        }
    }
    for (index, id) in ids.iter().enumerate() {
        check.text(item("figures", index, "id"), id);
        if ids[..index].contains(id) {
            check.error(
                item("figures", index, "id"),
                format!("\"{id}\" a second time"),
                "an id of its own",
            );
        }
    }
    let whole = |id: &String| ids.iter().position(|other| other == id).map(FigureIdx::at);
    wire.into_iter()
        .enumerate()
        .filter_map(|(index, entry)| {
            let part_of = entry.part_of.as_ref().and_then(whole);
            figure(check, index, entry, part_of, source_ids, registries)
        })
        .collect()
}

fn figure(
    check: &mut Check<'_>,
    index: usize,
    wire: wire::Figure,
    part_of: Option<FigureIdx>,
    source_ids: &[&str],
    registries: &Registries,
) -> Option<Figure> {
    let field = |name| item("figures", index, name);
    let measure: Option<Measure> = check.vocabulary(field("measure"), &wire.measure);
    let qualifier = check.vocabulary(field("qualifier"), &wire.qualifier);
    let scope: Option<Scope> = check.vocabulary(field("scope"), &wire.scope);
    let source = source(check, "figures", index, &wire.source, source_ids);
    check.text(field("locator"), &wire.locator);
    let population = measure.and_then(|measure| population(check, index, measure, &wire));
    let outcome = wire.outcome.as_deref().and_then(|word| check.vocabulary(field("outcome"), word));
    if let Some(measure) = measure {
        let counts_victims = measure.counts() == Counted::Victims;
        if counts_victims && wire.outcome.is_none() {
            check.error(field("outcome"), "nothing", "the source's verb, or \"unspecified\"");
        } else if !counts_victims && wire.outcome.is_some() {
            check.error(
                field("outcome"),
                "a verb",
                format!("none: {} counts no victims", measure.slug()),
            );
        }
        let other = measure == Measure::Other;
        if other != wire.label.is_some() || other != wire.unit.is_some() {
            check.error(
                field("label"),
                if other { "no label or no unit" } else { "a label or a unit" },
                if other {
                    "both, for the measure other"
                } else {
                    "neither, for a measure other than other"
                },
            );
        }
    }
    let unit = wire.unit.as_deref().and_then(|word| check.vocabulary(field("unit"), word));
    let place = wire
        .place
        .as_deref()
        .and_then(|id| check.reference(field("place"), id, &registries.places))
        .map(PlaceIdx::at);
    let period = wire.period.as_deref().and_then(|text| check.period(field("period"), text));
    if wire.period.is_some() && scope == Some(Scope::Operation) {
        check.error(
            field("period"),
            "a period on a figure of scope operation",
            "another scope, or no period: the operation has its own dates",
        );
    }
    let part_basis =
        wire.part_basis.as_deref().and_then(|word| check.vocabulary(field("part_basis"), word));
    if wire.part_of.is_some() && wire.part_basis.is_none() {
        check.error(
            field("part_basis"),
            "nothing",
            "by what the share is divided off, since part_of is stated",
        );
    }
    let flags = flags(check, "figures", Some(index), wire.flags, "figure");
    Some(Figure {
        id: wire.id,
        measure: measure?,
        population,
        outcome,
        value: wire.value,
        qualifier: qualifier?,
        scope: scope?,
        place,
        period,
        part_of,
        part_basis,
        source: source?,
        locator: wire.locator,
        flags,
        label: wire.label,
        unit,
        note: wire.note,
    })
}

/// The population that the measure asks for.
fn population(
    check: &mut Check<'_>,
    index: usize,
    measure: Measure,
    wire: &wire::Figure,
) -> Option<Population> {
    let field = item("figures", index, "population");
    match (measure.counts(), wire.population.as_deref()) {
        (Counted::Victims, Some(word)) => check.vocabulary(field, word).map(Population::Victims),
        (Counted::Suspects, Some(word)) => check.vocabulary(field, word).map(Population::Suspects),
        (Counted::None, None) => None,
        (Counted::None, Some(word)) => {
            check.error(
                field,
                format!("\"{word}\""),
                format!("none: {} states no population", measure.slug()),
            );
            None
        }
        (_, None) => {
            check.error(
                field,
                "nothing",
                format!("who is counted, for the measure {}", measure.slug()),
            );
            None
        }
    }
}
