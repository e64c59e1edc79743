//! Chains of records that lie inside each other: every link leads to a record, and none leads
//! back to its own beginning.

use std::fmt;

use crate::model::order::sort_positions;

/// What is wrong with a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkFault {
    /// No record has the id.
    Missing,
    /// The record with the id was refused.
    Refused,
    /// Following the links leads back to the record itself.
    Cycle,
}

impl LinkFault {
    /// What stands in the field that holds `id`.
    pub fn found(self, id: &str) -> impl fmt::Display + '_ {
        fmt::from_fn(move |f| match self {
            Self::Missing => write!(f, "\"{id}\", which no record has as its id"),
            Self::Refused => write!(f, "\"{id}\", a record that was refused (see its own error)"),
            Self::Cycle => write!(f, "\"{id}\", which leads back to this record"),
        })
    }

    /// What should stand there.
    pub fn expected(self) -> &'static str {
        match self {
            Self::Missing => "the id of an existing record, or add that record",
            Self::Refused => "a record without errors",
            Self::Cycle => "links that end",
        }
    }
}

/// For each record, given as its id and the id it links to, what is wrong with its link. A record
/// whose chain passes through a refused one is at fault too.
pub fn link_faults(records: &[(&str, Option<&str>)], refused: &[String]) -> Vec<Option<LinkFault>> {
    let mut by_id: Vec<usize> = (0..records.len()).collect();
    sort_positions(&mut by_id, &|a, b| records[a].0.cmp(records[b].0));
    let position = |id: &str| {
        let found = by_id.binary_search_by(|position| records[*position].0.cmp(id));
        found.ok().map(|at| by_id[at])
    };
    let is_refused = |id: &str| refused.iter().any(|refused| refused == id);
    let mut faults: Vec<Option<Option<LinkFault>>> = vec![None; records.len()];
    for start in 0..records.len() {
        let mut path = Vec::new();
        let mut at = start;
        // Follows the chain to its end, to a record already judged, or round a cycle.
        let end = loop {
            if let Some(known) = faults[at] {
                break known.map(|_| LinkFault::Refused);
            }
            if let Some(first) = path.iter().position(|position| *position == at) {
                for position in path.drain(first..) {
                    faults[position] = Some(Some(LinkFault::Cycle));
                }
                break Some(LinkFault::Refused);
            }
            path.push(at);
            match records[at].1 {
                None => break None,
                Some(parent) => match position(parent) {
                    Some(_) if is_refused(parent) => break Some(LinkFault::Refused),
                    Some(position) => at = position,
                    None if is_refused(parent) => break Some(LinkFault::Refused),
                    None => {
                        path.pop();
                        faults[at] = Some(Some(LinkFault::Missing));
                        break Some(LinkFault::Refused);
                    }
                },
            }
        };
        for position in path {
            faults[position] = Some(end);
        }
    }
    faults.into_iter().map(Option::flatten).collect()
}

#[cfg(test)]
mod tests {
    use super::LinkFault::{Cycle, Missing, Refused};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_fault_is_told_from_the_others() {
        let records = [
            ("a", None),
            ("b", Some("a")),
            ("c", Some("nowhere")),
            ("d", Some("c")),
            ("e", Some("f")),
            ("f", Some("e")),
            ("g", Some("e")),
            ("h", Some("broken")),
            ("i", Some("i")),
            ("j", Some("b")),
        ];
        let faults = link_faults(&records, &["broken".into()]);
        let expected = [
            None,
            None,
            Some(Missing),
            Some(Refused),
            Some(Cycle),
            Some(Cycle),
            Some(Refused),
            Some(Refused),
            Some(Cycle),
            None,
        ];
        assert_eq!(faults, expected);
    }

    proptest! {
        #[test]
        fn a_record_without_fault_has_a_chain_that_ends(links in prop::collection::vec(prop::option::of(0usize..12), 1..12)) {
            let ids: Vec<String> = (0..links.len()).map(|n| n.to_string()).collect();
            let names: Vec<String> = (0..12).map(|n| n.to_string()).collect();
            let records: Vec<_> = ids.iter().zip(&links).map(|(id, link)| (id.as_str(), link.map(|to| names[to].as_str()))).collect();
            for (start, fault) in link_faults(&records, &[]).into_iter().enumerate() {
                let mut at = Some(start);
                let mut steps = 0;
                while let Some(position) = at.filter(|position| *position < links.len() && steps <= links.len()) {
                    at = links[position];
                    steps += 1;
                }
                prop_assert_eq!(fault.is_none(), at.is_none());
            }
        }
    }
}
