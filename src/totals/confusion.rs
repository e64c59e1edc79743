//! Agencies that may have been taken for one another: Boone County or Bourbon County? It knows no
//! number.

use crate::model::*;

/// A source that names one agency, and another that names an agency in its place with nearly the same
/// name, each without naming the other: the first pair of sources for each pair of agencies.
pub fn confusions(
    dataset: &Dataset,
    operation: &Operation,
) -> Vec<(SourceIdx, AgencyIdx, SourceIdx, AgencyIdx)> {
    let entries = &operation.participations;
    let named = |source: SourceIdx, agency: AgencyIdx| {
        entries.iter().any(|entry| entry.source == source && entry.agency == agency)
    };
    let name = |agency: AgencyIdx| dataset.agency(agency).name.as_str();
    let mut found: Vec<(SourceIdx, AgencyIdx, SourceIdx, AgencyIdx)> = Vec::new();
    for (at, one) in entries.iter().enumerate() {
        for other in &entries[at + 1..] {
            let pair = (one.agency, other.agency);
            let known = found.iter().any(|(_, a, _, b)| (*a, *b) == pair || (*b, *a) == pair);
            if one.source != other.source
                && one.agency != other.agency
                && !known
                && alike(name(one.agency), name(other.agency))
                && !named(one.source, other.agency)
                && !named(other.source, one.agency)
                && !both_named(operation, one.agency, other.agency)
            {
                found.push((one.source, one.agency, other.source, other.agency));
            }
        }
    }
    found
}

/// Whether some source names both: then they are two agencies that took part.
fn both_named(operation: &Operation, one: AgencyIdx, other: AgencyIdx) -> bool {
    let sources = (0..operation.sources.len()).map(SourceIdx::at);
    let names = |source: SourceIdx, agency: AgencyIdx| {
        operation.participations.iter().any(|it| it.source == source && it.agency == agency)
    };
    sources.into_iter().any(|source| names(source, one) && names(source, other))
}

/// Whether two names of several words are the same but for one word, and those two words begin with
/// the same two letters. What stands in brackets is the registry's remark and no name.
fn alike(one: &str, other: &str) -> bool {
    fn name(name: &str) -> &str {
        name.split_once(" (").map_or(name, |(name, _)| name)
    }
    let (one, other) = (name(one), name(other));
    let (ours, theirs): (Vec<&str>, Vec<&str>) =
        (one.split(' ').collect(), other.split(' ').collect());
    let differ: Vec<(&&str, &&str)> =
        ours.iter().zip(&theirs).filter(|(ours, theirs)| ours != theirs).collect();
    let [(ours_only, theirs_only)] = differ[..] else { return false };
    let start = |word: &str| word.chars().take(2).collect::<String>();
    ours.len() == theirs.len() && ours.len() > 2 && start(ours_only) == start(theirs_only)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_alike_but_for_one_word() {
        assert!(alike("Boone County Sheriff's Office", "Bourbon County Sheriff's Office"));
        assert!(alike(
            "Boone County Sheriff's Office (state not stated)",
            "Bourbon County Sheriff's Office"
        ));
        assert!(!alike("Boone County Sheriff's Office", "Jackson County Sheriff's Office"));
        assert!(!alike("Boone County Sheriff's Office", "Bourbon County Police"));
        assert!(!alike("Kansas Highway Patrol", "Kansas Highway Patrol"));
    }
}
