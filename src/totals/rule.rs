//! What several sources say of one quantity together, by the rule that the reader chose. It knows no
//! other quantity.

use super::Range;
use super::reading::Reading;
use crate::model::*;

/// One source's account of a quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Account {
    /// Who.
    pub source: SourceIdx,
    /// What.
    pub reading: Reading,
    /// Whether the rule takes it.
    pub chosen: bool,
}

/// What a rule makes of a quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ruling {
    /// What the sources span.
    pub span: Range,
    /// What the rule takes of it.
    pub taken: Range,
    /// Whether the rule could not decide, and took the span.
    pub undecided: bool,
}

/// What a rule takes: some of the accounts, and the range that they make.
struct Choice {
    range: Range,
    accounts: Vec<usize>,
}

/// Applies a rule to the accounts of a quantity, and marks those that it takes. Two sources' numbers
/// for one quantity are taken to be two accounts of the same people, also where they give only shares
/// of a whole that no one gives. Whatever the rule takes is cut
/// to what the sources span.
pub fn apply(operation: &Operation, rule: ConflictRule, accounts: &mut [Account]) -> Ruling {
    let ranges = effective(accounts);
    let nothing = Range { lower: 0, upper: Some(0) };
    let span = Range::span(&ranges).unwrap_or(nothing);
    let source = |at: usize| operation.source(accounts[at].source);
    let choice = match rule {
        ConflictRule::Range => None,
        ConflictRule::Issuer => choose(&ranges, &|at| source(at).kind.issuer()),
        ConflictRule::Latest => latest(&ranges, &|at| source(at).published),
        ConflictRule::Lowest => {
            let end = Range { upper: Some(span.lower), ..span };
            choose(&ranges, &|at| ranges[at].lower == span.lower)
                .map(|choice| Choice { range: end, ..choice })
        }
        ConflictRule::Highest => {
            let open_from = ranges.iter().map(|range| range.lower).fold(0, i64::max);
            let end = Range { lower: span.upper.unwrap_or(open_from), upper: span.upper };
            let sets_the_end = |at: usize| match (ranges[at].upper, span.upper) {
                (None, _) => ranges[at].lower == end.lower,
                (upper, highest) => upper == highest,
            };
            choose(&ranges, &sets_the_end).map(|choice| Choice { range: end, ..choice })
        }
        ConflictRule::Majority => {
            majority(&ranges, &|at| source(at).flags.contains(&Flag::Reposted))
        }
    };
    // Where all say the same there is nothing to decide.
    let differ = ranges.iter().any(|range| Some(range) != ranges.first());
    let undecided = choice.is_none() && differ && rule != ConflictRule::Range;
    for (at, account) in accounts.iter_mut().enumerate() {
        account.chosen = choice.as_ref().is_none_or(|choice| choice.accounts.contains(&at));
    }
    let taken = choice.and_then(|choice| choice.range.both(span)).unwrap_or(span);
    Ruling { span, taken, undecided }
}

/// The accounts' ranges. Beside an account of the whole quantity, one that counts only shares of it
/// says that it is at least so many.
fn effective(accounts: &[Account]) -> Vec<Range> {
    let some_whole = accounts.iter().any(|account| !account.reading.partial);
    let range = |account: &Account| match account.reading {
        Reading { range, partial: true } if some_whole => Range { upper: None, ..range },
        Reading { range, .. } => range,
    };
    accounts.iter().map(range).collect()
}

/// The accounts that pass a test, with what they span; nothing when none does.
fn choose(ranges: &[Range], test: &dyn Fn(usize) -> bool) -> Option<Choice> {
    let accounts: Vec<usize> = (0..ranges.len()).filter(|at| test(*at)).collect();
    let chosen: Vec<Range> = accounts.iter().map(|at| ranges[*at]).collect();
    Range::span(&chosen).map(|range| Choice { range, accounts })
}

/// The account published last. A partial date counts as its first day, and an undated account loses
/// to a dated one. Nothing when no account is dated, or when several of the last day differ.
fn latest(ranges: &[Range], published: &dyn Fn(usize) -> Option<PartialDate>) -> Option<Choice> {
    let day = |at: usize| published(at).map(PartialDate::first_day);
    let last = (0..ranges.len()).filter_map(day).max()?;
    let choice = choose(ranges, &|at| day(at) == Some(last))?;
    let agree = choice.accounts.iter().all(|at| ranges[*at] == ranges[choice.accounts[0]]);
    agree.then_some(choice)
}

/// The account with most votes. Every source votes for the accounts that its own range contains,
/// "more than 150" for 169; sources that only repeat another's text have one vote together. Nothing
/// when two accounts have as many.
fn majority(ranges: &[Range], reposted: &dyn Fn(usize) -> bool) -> Option<Choice> {
    let mut candidates = ranges.to_vec();
    crate::model::order::sort_by(&mut candidates, Ord::cmp);
    candidates.dedup();
    let votes = |candidate: Range| {
        let voters = (0..ranges.len()).filter(|at| ranges[*at].contains(candidate));
        let (copies, own): (Vec<usize>, Vec<usize>) = voters.partition(|at| reposted(*at));
        own.len() + usize::from(!copies.is_empty())
    };
    let most = candidates.iter().map(|candidate| votes(*candidate)).max()?;
    let mut winners = candidates.into_iter().filter(|candidate| votes(*candidate) == most);
    let winner = winners.next()?;
    if winners.next().is_some() {
        return None;
    }
    let choice = choose(ranges, &|at| ranges[at].contains(winner))?;
    Some(Choice { range: winner, ..choice })
}
