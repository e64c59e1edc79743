//! Turns the records of one kind into model values that can be referred to by id.

use super::check::Check;
use super::links::{LinkFault, link_faults};
use crate::dataset::load::Record;
use crate::dataset::problem::{At, Problem};
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
    const PARENT: &'static str = "";

    fn set_parent(&mut self, _: Option<usize>) {}
}

impl Nested for Operation {
    const PARENT: &'static str = "part_of";

    fn set_parent(&mut self, position: Option<usize>) {
        self.part_of = position.map(OperationIdx::at);
    }
}

/// A record that was converted, and what is still to be known of it.
struct Candidate<M> {
    id: String,
    file: String,
    parent: Option<String>,
    /// The model value, unless the record has an error.
    value: Option<M>,
}

/// The records without errors, as model values sorted by id, and the registry that finds them.
///
/// `key` gives a record's id and the id of the record it lies inside; `convert` reports the
/// errors of the rest. `unreadable` holds the ids of records that are no records at all.
pub fn registry<W, M: Nested>(
    mut records: Vec<Record<W>>,
    unreadable: &[String],
    problems: &mut Vec<Problem>,
    key: impl Fn(&W) -> (&str, Option<&str>),
    convert: impl Fn(&mut Check<'_>, W) -> Option<M>,
) -> (Vec<M>, Registry) {
    // A stable sort: of two records with one id, the first written stays.
    order::sort_by(&mut records, |a, b| key(&a.wire).0.cmp(key(&b.wire).0));
    records.dedup_by(|second, first| {
        let id = key(&first.wire).0;
        let same = key(&second.wire).0 == id;
        if same {
            problems.push(Problem::error(
                &At { file: &second.file, record: id },
                "id",
                format!("\"{id}\" a second time (first in {})", first.file),
                "an id of its own",
            ));
        }
        same
    });

    let mut candidates: Vec<Candidate<M>> = Vec::with_capacity(records.len());
    for Record { file, wire } in records {
        let (id, parent) = key(&wire);
        let (id, parent) = (id.to_string(), parent.map(str::to_string));
        let mut check = Check::new(At { file: &file, record: &id }, problems);
        let value = convert(&mut check, wire);
        let value = value.filter(|_| check.is_clean());
        candidates.push(Candidate { id, file, parent, value });
    }

    let refused_for = |candidates: &[Candidate<M>]| -> Vec<String> {
        let refused = candidates.iter().filter(|candidate| candidate.value.is_none());
        refused.map(|candidate| candidate.id.clone()).chain(unreadable.iter().cloned()).collect()
    };
    let refused = refused_for(&candidates);
    let links: Vec<_> = candidates
        .iter()
        .map(|candidate| (candidate.id.as_str(), candidate.parent.as_deref()))
        .collect();
    let faults = link_faults(&links, &refused);
    for (candidate, fault) in candidates.iter_mut().zip(faults) {
        let (Some(fault), Some(parent)) = (fault, &candidate.parent) else {
            continue;
        };
        let at = At { file: &candidate.file, record: &candidate.id };
        problems.push(Problem::error(&at, M::PARENT, fault.found(parent), fault.expected()));
        candidate.value = None;
    }

    let refused = refused_for(&candidates);
    candidates.retain(|candidate| candidate.value.is_some());
    let ids = candidates.iter().map(|candidate| candidate.id.clone()).collect();
    let registry = Registry { ids, refused };
    let values = candidates
        .into_iter()
        .filter_map(|candidate| {
            let mut value = candidate.value?;
            value.set_parent(candidate.parent.and_then(|parent| registry.find(&parent).ok()));
            Some(value)
        })
        .collect();
    (values, registry)
}
