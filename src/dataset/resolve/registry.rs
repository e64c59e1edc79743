//! Turns the records of one kind into model values that can be referred to by id.

use super::check::{Check, Object};
use super::links::{LinkFault, link_faults};
use crate::dataset::load::Record;
use crate::dataset::problem::{At, Problem};
use crate::dataset::wire::Json;
use crate::model::{Agency, AgencyIdx, Operation, OperationIdx, Place, PlaceIdx, Programme, order};

/// The accepted records of one kind: what an id points at.
#[derive(Default)]
pub struct Registry {
    /// The ids, sorted: an id's position here is its record's.
    ids: Vec<String>,
    refused: Vec<String>,
}

impl Registry {
    /// The position of an id, or what is wrong with the reference.
    pub fn find(&self, id: &str) -> Result<usize, LinkFault> {
        self.ids.binary_search_by(|known| known.as_str().cmp(id)).map_err(|_| {
            if self.refused.iter().any(|refused| refused == id) {
                LinkFault::Refused
            } else {
                LinkFault::Missing
            }
        })
    }
}

/// A record that may lie inside another of its kind.
pub trait Nested {
    /// The field that names the record it lies inside.
    const PARENT: &'static str;

    /// Sets the record it lies inside, by its position among the accepted ones.
    fn set_parent(&mut self, position: Option<usize>);
}

impl Nested for Agency {
    const PARENT: &'static str = "parent";

    fn set_parent(&mut self, position: Option<usize>) {
        self.parent = position.map(AgencyIdx::at);
    }
}

impl Nested for Place {
    const PARENT: &'static str = "parent";

    fn set_parent(&mut self, position: Option<usize>) {
        self.parent = position.map(PlaceIdx::at);
    }
}

impl Nested for Programme {
    const PARENT: &'static str = "parent";

    fn set_parent(&mut self, _: Option<usize>) {}
}

impl Nested for Operation {
    const PARENT: &'static str = "part_of";

    fn set_parent(&mut self, position: Option<usize>) {
        self.part_of = position.map(OperationIdx::at);
    }
}

/// What is known of a record beside its own value.
struct Standing {
    id: String,
    file: String,
    parent: Option<String>,
    /// Whether it has no error.
    sound: bool,
}

/// The records without errors, as model values sorted by id, the registry that finds them, and the
/// file of each.
///
/// `convert` reports the errors of a record's fields. `unreadable` holds the ids of records that
/// are no records at all.
pub fn registry<M: Nested>(
    mut records: Vec<Record<'_>>,
    unreadable: &[String],
    problems: &mut Vec<Problem>,
    convert: impl Fn(&mut Check<'_>, Object<'_>) -> Option<M>,
) -> (Vec<M>, Registry, Vec<String>) {
    in_order_of_id(&mut records, problems);
    let mut standings = Vec::with_capacity(records.len());
    let mut values = Vec::with_capacity(records.len());
    for record in records {
        let parent = record.fields.iter().find_map(|(name, value)| match value {
            Json::Text(text) if name == M::PARENT => Some(text.to_string()),
            _ => None,
        });
        let Record { file, id, fields, .. } = record;
        let mut check = Check::new(At { file: &file, record: &id }, problems);
        let value = convert(&mut check, Object::record(fields));
        let sound = value.is_some() && check.is_clean();
        standings.push(Standing { id, file, parent, sound });
        values.push(value);
    }
    let (registry, parents) = settle(&mut standings, M::PARENT, unreadable, problems);
    let mut accepted = Vec::with_capacity(values.len());
    let mut files = Vec::with_capacity(values.len());
    for ((value, standing), parent) in values.into_iter().zip(standings).zip(parents) {
        if let (Some(mut value), true) = (value, standing.sound) {
            value.set_parent(parent);
            accepted.push(value);
            files.push(standing.file);
        }
    }
    (accepted, registry, files)
}

/// Orders records by id; of two with one id the first written stays, the second is an error.
fn in_order_of_id(records: &mut Vec<Record>, problems: &mut Vec<Problem>) {
    order::sort_by(records, |a, b| a.id.cmp(&b.id));
    records.dedup_by(|second, first| {
        let same = second.id == first.id;
        if same {
            problems.push(Problem::error(
                &At { file: &second.file, record: &second.id },
                "id",
                format_args!("\"{}\" a second time (first in {})", second.id, first.file),
                "an id of its own",
            ));
        }
        same
    });
}

/// Refuses records whose chain of parents leads nowhere, and finds the parents of the others.
fn settle(
    standings: &mut [Standing],
    parent_field: &str,
    unreadable: &[String],
    problems: &mut Vec<Problem>,
) -> (Registry, Vec<Option<usize>>) {
    let refused = |standings: &[Standing]| -> Vec<String> {
        let unsound = standings.iter().filter(|standing| !standing.sound);
        unsound.map(|standing| standing.id.clone()).chain(unreadable.iter().cloned()).collect()
    };
    let links: Vec<_> = standings
        .iter()
        .map(|standing| (standing.id.as_str(), standing.parent.as_deref()))
        .collect();
    let faults = link_faults(&links, &refused(standings));
    for (standing, fault) in standings.iter_mut().zip(faults) {
        let (Some(fault), Some(parent)) = (fault, &standing.parent) else { continue };
        let at = At { file: &standing.file, record: &standing.id };
        problems.push(Problem::error(&at, parent_field, fault.found(parent), fault.expected()));
        standing.sound = false;
    }
    let sound = standings.iter().filter(|standing| standing.sound);
    let ids = sound.map(|standing| standing.id.clone()).collect();
    let registry = Registry { ids, refused: refused(standings) };
    let parents = standings
        .iter()
        .map(|standing| standing.parent.as_ref().and_then(|parent| registry.find(parent).ok()))
        .collect();
    (registry, parents)
}
