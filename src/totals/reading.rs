//! What one source says of one quantity, from its figures of it. It knows no other source and no
//! rule.

use super::Range;
use super::index::Entry;
use crate::model::*;

/// A source's account of a quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// The numbers that it allows.
    pub range: Range,
    /// Whether it counts only shares of the quantity: at least so many.
    pub partial: bool,
}

/// The single verbs beside a verb that stands for them, as places in `figures`: they are the parts of
/// that whole (rule b). A compound that is smaller than one of its verbs cannot be their whole, and
/// stands beside them.
pub fn verbs_in_compounds(entries: &[Entry], figures: &[u32]) -> Vec<u32> {
    let plain = |at: &&u32| is_plain(&entries[**at as usize]);
    let inside = |at: &&u32| {
        let single = &entries[**at as usize];
        figures.iter().filter(plain).map(|at| &entries[*at as usize]).any(|compound| {
            let stands_for = compound.verb.map_or(&[][..], Outcome::verbs);
            single.verb.is_some_and(|verb| stands_for.contains(&verb))
                && compound.range.upper.is_none_or(|upper| single.range.lower <= upper)
        })
    };
    figures.iter().filter(plain).filter(inside).copied().collect()
}

/// A figure that is no share of anything.
fn is_plain(entry: &Entry) -> bool {
    entry.whole.is_none() && entry.basis.is_none()
}

/// The account of a source from its figures of one quantity, of which those that are parts of others
/// are left out already (rules a and b).
///
/// Parts of one whole by the same basis add up; by type they may overlap (c). Figures of one verb are
/// one statement said more or less exactly (d); several verbs may count the same people or not (e).
/// These are statements of one number (f). Shares whose whole is not given may overlap (g). Shares of
/// the quantity itself stand for it only where nothing else does; beside a number for all of it, they
/// say that it is at least so many.
pub fn account(entries: &[Entry], figures: &[u32]) -> Option<Reading> {
    // One figure says what it says; most accounts are one.
    if let [at] = figures {
        let entry = &entries[*at as usize];
        return Some(Reading { range: entry.range, partial: entry.partial });
    }
    let (mut wholes, mut shares): (Vec<Range>, Vec<Range>) = (Vec::new(), Vec::new());
    let mut state = |range: Option<Range>, partial: bool| {
        if let Some(range) = range {
            if partial { shares.push(range) } else { wholes.push(range) }
        }
    };
    let groups = grouped(entries, figures, |entry| (entry.whole, entry.basis));
    for group in &groups {
        let ranges: Vec<Range> = group.iter().map(|entry| entry.range).collect();
        let partial = group.iter().any(|entry| entry.partial);
        match (group[0].whole, group[0].basis) {
            (None, None) => {
                let mut verbs: Vec<Range> = Vec::new();
                for verb in group.chunk_by(|a, b| a.verb == b.verb) {
                    let ranges: Vec<Range> = verb.iter().map(|entry| entry.range).collect();
                    verbs.extend(Range::together(&ranges));
                }
                state(Range::overlapping(&verbs), false);
            }
            (Some(_), Some(PartBasis::Type)) | (None, Some(_)) => {
                state(Range::overlapping(&ranges), partial);
            }
            (Some(_), _) => state(Range::sum(&ranges), partial),
        }
    }
    let Some(range) = Range::together(&wholes) else {
        return Range::overlapping(&shares).map(|range| Reading { range, partial: true });
    };
    let at_least = shares.iter().map(|share| share.lower).fold(0, i64::max);
    let range = match range.upper {
        Some(upper) if upper < at_least => Range { upper: Some(at_least), ..range },
        _ => Range { lower: range.lower.max(at_least), ..range },
    };
    Some(Reading { range, partial: false })
}

/// The figures by what they are shares of and by verb, each group together.
fn grouped<'a, K: PartialEq>(
    entries: &'a [Entry],
    figures: &[u32],
    key: impl Fn(&Entry) -> K,
) -> Vec<Vec<&'a Entry>> {
    let mut of_source: Vec<&Entry> = figures.iter().map(|at| &entries[*at as usize]).collect();
    order::sort_by(&mut of_source, |a, b| {
        (a.whole, a.basis, a.verb).cmp(&(b.whole, b.basis, b.verb))
    });
    of_source.chunk_by(|a, b| key(a) == key(b)).map(<[&Entry]>::to_vec).collect()
}
