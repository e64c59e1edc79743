//! Where sources contradict each other: computed from the figures, never typed in. It knows no words.

use super::bounds::Contradiction;
use super::index::{Entry, Totals};
use super::likely::{self, Likely};
use super::selection::Selection;
use super::verdict::Verdict;
use super::{Ask, Range, confusion, population};
use crate::model::*;

/// A contradiction among sources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement {
    /// How they contradict each other.
    pub kind: DisagreementKind,
    /// About which operation.
    pub operation: OperationIdx,
    /// About what; nothing for agencies.
    pub measure: Option<Measure>,
    /// About whom, where the quantity is of a group of people.
    pub population: Option<Population>,
    /// With which outcome, for victims.
    pub class: Option<OutcomeClass>,
    /// About which place; none is the whole operation.
    pub place: Option<PlaceIdx>,
    /// What each side says.
    pub says: Vec<Saying>,
    /// Between which numbers they differ.
    pub spread: Option<Range>,
    /// What is likely to lie behind it, where a rule detects something.
    pub reason: Option<Likely>,
}

/// What one side of a disagreement says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saying {
    /// Whose word it is: an operation of the record, for a number of a part operation is its own.
    pub operation: OperationIdx,
    /// The source there, where it is one source's word.
    pub source: Option<SourceIdx>,
    /// The numbers that it allows.
    pub range: Option<Range>,
    /// Its figures.
    pub figures: Vec<FigureIdx>,
    /// The agency that it names, of two that may be confused.
    pub agency: Option<AgencyIdx>,
}

impl Saying {
    fn of(operation: OperationIdx, source: SourceIdx) -> Self {
        Self { operation, source: Some(source), range: None, figures: Vec::new(), agency: None }
    }
}

impl Totals {
    /// Every contradiction among the sources of the selected operations, in order of operations and
    /// kinds.
    pub fn disagreements(&self, dataset: &Dataset, selection: &Selection) -> Vec<Disagreement> {
        let mut found = Vec::new();
        self.between_accounts(dataset, selection, &mut found);
        for at in selection.operations.iter() {
            let home = OperationIdx(at);
            sums(dataset, home, &mut found);
            for (source, agency, other_source, other) in
                confusion::confusions(dataset, dataset.operation(home))
            {
                let mut says = [Saying::of(home, source), Saying::of(home, other_source)];
                says[0].agency = Some(agency);
                says[1].agency = Some(other);
                found.push(Disagreement {
                    says: says.into(),
                    ..plain(DisagreementKind::Agencies, home)
                });
            }
        }
        self.parts_above_wholes(selection, &mut found);
        self.contradictions(dataset, selection, &mut found);
        order::sort_by(&mut found, |a, b| (a.operation, a.kind).cmp(&(b.operation, b.kind)));
        found
    }

    /// Accounts of one quantity that share no number, aggregators included, and possible victims who
    /// are certain ones in another source.
    fn between_accounts(
        &self,
        dataset: &Dataset,
        selection: &Selection,
        found: &mut Vec<Disagreement>,
    ) {
        let mut verdicts: Vec<(u32, Verdict)> = Vec::new();
        for (at, entry) in (0u32..).zip(&self.entries) {
            let counts = entry.measure != Measure::Other && !entry.address_only;
            if counts && selection.operations.contains(entry.operation.position()) {
                verdicts.push((at, Verdict::Included));
            }
        }
        self.leave_out_parts(dataset, &mut verdicts);
        for quantity in verdicts.chunk_by(|a, b| self.entry(a.0).same_quantity(self.entry(b.0))) {
            // It takes two sources to contradict each other.
            let source = |(at, _): &(u32, Verdict)| self.entry(*at).source;
            if quantity.iter().all(|figure| source(figure) == source(&quantity[0])) {
                continue;
            }
            let says = |potential: bool| -> Vec<Saying> {
                let of_flag =
                    |(at, _): &&(u32, Verdict)| self.entry(*at).said_possible == potential;
                let mut figures: Vec<_> = quantity.iter().filter(of_flag).copied().collect();
                self.sayings(&mut figures)
            };
            let (certain, possible) = (says(false), says(true));
            let example = self.entry(quantity[0].0);
            for says in [&certain, &possible] {
                if let Some(spread) = apart(says) {
                    let reason = likely::reason(self, dataset, example, says);
                    found.push(Disagreement {
                        says: says.clone(),
                        spread: Some(spread),
                        reason,
                        ..self.about(DisagreementKind::Accounts, example)
                    });
                }
            }
            let retold: Vec<Saying> = certain
                .iter()
                .filter(|certain| {
                    possible.iter().any(|possible| {
                        possible.source != certain.source
                            && possible.range.zip(certain.range).is_some_and(|(a, b)| a.meets(b))
                    })
                })
                .cloned()
                .collect();
            if !retold.is_empty() {
                let says = possible.iter().chain(&retold).cloned().collect();
                found.push(Disagreement {
                    says,
                    ..self.about(DisagreementKind::BecameCertain, example)
                });
            }
        }
    }

    /// What each source says of a quantity.
    fn sayings(&self, figures: &mut [(u32, Verdict)]) -> Vec<Saying> {
        let accounts = self.accounts(figures);
        let home = figures.first().map(|(at, _)| self.entry(*at).operation);
        let some_whole = accounts.iter().any(|account| !account.reading.partial);
        let saying = |account: &super::rule::Account| {
            // Shares say that there are at least so many, and beside nothing else no number at all.
            let mut range = account.reading.range;
            if account.reading.partial {
                range = Range { lower: if some_whole { range.lower } else { 0 }, upper: None };
            }
            let of_source = figures.iter().filter(|(at, verdict)| {
                *verdict == Verdict::Included && self.entry(*at).source == account.source
            });
            Some(Saying {
                range: Some(range),
                figures: of_source.map(|(at, _)| self.entry(*at).figure).collect(),
                ..Saying::of(home?, account.source)
            })
        };
        accounts.iter().filter_map(saying).collect()
    }

    fn parts_above_wholes(&self, selection: &Selection, found: &mut Vec<Disagreement>) {
        let selected = |entry: &&Entry| selection.operations.contains(entry.operation.position());
        for entry in self.entries.iter().filter(selected) {
            let Some(whole) = entry.whole.map(|at| self.entry(at)) else { continue };
            let alike = whole.measure == entry.measure && whole.measure != Measure::Other;
            if alike && whole.range.upper.is_some_and(|upper| upper < entry.range.lower) {
                let say = |entry: &Entry| Saying {
                    range: Some(entry.range),
                    figures: vec![entry.figure],
                    ..Saying::of(entry.operation, entry.source)
                };
                found.push(Disagreement {
                    says: vec![say(whole), say(entry)],
                    spread: Range::span(&[whole.range, entry.range]),
                    ..self.about(DisagreementKind::PartAboveWhole, entry)
                });
            }
        }
    }

    /// Totals of everyone of a measure that contradict themselves: of all operations together, where
    /// parts stand in their wholes, and of each operation by itself. One that is related to no other
    /// is by itself among all of them as well.
    fn contradictions(
        &self,
        dataset: &Dataset,
        selection: &Selection,
        found: &mut Vec<Disagreement>,
    ) {
        let before = found.len();
        self.contradictions_in(
            dataset,
            &Selection::unfiltered(selection.operations.clone()),
            found,
        );
        let related = |at: &u32| !self.relations.alone(OperationIdx(*at));
        for at in selection.operations.iter().filter(related) {
            let mut own = Vec::new();
            self.contradictions_in(dataset, &Selection::one(dataset, OperationIdx(at)), &mut own);
            own.retain(|one| !found[before..].contains(one));
            found.extend(own);
        }
    }

    fn contradictions_in(
        &self,
        dataset: &Dataset,
        plain: &Selection,
        found: &mut Vec<Disagreement>,
    ) {
        // It takes two quantities to contradict each other, and most operations have one of a class.
        let several = |measure: Measure, class: Option<OutcomeClass>| {
            plain.single.is_none_or(|operation| {
                let mut of_class = self
                    .of_measure(measure, operation)
                    .iter()
                    .filter(|entry| class.is_none() || entry.class() == class);
                let first = of_class.next();
                first.is_some_and(|first| of_class.any(|entry| !entry.same_quantity(first)))
            })
        };
        for measure in Measure::ALL.iter().filter(|measure| measure.total()) {
            let classes: Vec<Option<OutcomeClass>> = match measure.counts() {
                Counted::Victims => OutcomeClass::ALL.iter().copied().map(Some).collect(),
                Counted::Suspects | Counted::None => vec![None],
            };
            for class in classes.into_iter().filter(|class| several(*measure, *class)) {
                let counting = class.map(Counting::Class);
                let ask = Ask { counting, ..Ask::of(*measure) };
                let reckoning = self.reckon(dataset, plain, &ask);
                for cluster in &reckoning.clusters {
                    let quantity = |at: &usize| &reckoning.quantities[cluster.members[*at]];
                    let say = |at: &usize| {
                        let example = self.entry(quantity(at).example);
                        let figures = quantity(at).figures.iter();
                        Saying {
                            source: None,
                            range: Some(quantity(at).span),
                            figures: figures.map(|at| self.entry(*at).figure).collect(),
                            ..Saying::of(example.operation, example.source)
                        }
                    };
                    for Contradiction { parts, at_least, wholes, at_most } in
                        &cluster.bounds.contradictions
                    {
                        let Some(whole) = wholes.first() else { continue };
                        let example = self.entry(quantity(whole).example);
                        found.push(Disagreement {
                            says: wholes.iter().chain(parts).map(say).collect(),
                            spread: Some(Range { lower: *at_most, upper: Some(*at_least) }),
                            ..self.about(DisagreementKind::Contradiction, example)
                        });
                    }
                }
            }
        }
    }

    /// A disagreement about the quantity of a figure, without what is said.
    fn about(&self, kind: DisagreementKind, entry: &Entry) -> Disagreement {
        Disagreement {
            measure: Some(entry.measure),
            population: population::of_code(entry.population),
            class: entry.class(),
            place: entry.place,
            ..plain(kind, entry.operation)
        }
    }
}

fn plain(kind: DisagreementKind, operation: OperationIdx) -> Disagreement {
    Disagreement {
        kind,
        operation,
        measure: None,
        population: None,
        class: None,
        place: None,
        says: Vec::new(),
        spread: None,
        reason: None,
    }
}

/// Between which numbers the accounts lie, when some two of them share none.
fn apart(says: &[Saying]) -> Option<Range> {
    let ranges: Vec<Range> = says.iter().filter_map(|saying| saying.range).collect();
    let disjoint = ranges
        .iter()
        .enumerate()
        .any(|(at, one)| ranges[at + 1..].iter().any(|other| !one.meets(*other)));
    Range::span(&ranges).filter(|_| disjoint)
}

/// Parts that a source gives and that do not come to the whole that it gives.
fn sums(dataset: &Dataset, home: OperationIdx, found: &mut Vec<Disagreement>) {
    let operation = dataset.operation(home);
    for sum in arithmetic::parts_sums(operation) {
        if !sum.contradicts(operation) {
            continue;
        }
        let whole = operation.figure(sum.whole);
        let number = |hundredths: i64| Range {
            lower: hundredths / 100,
            upper: Some((hundredths.saturating_add(99)) / 100),
        };
        let (stated, added) = (number(whole.value.hundredths()), number(sum.sum));
        let side = |range: Range, figures: Vec<FigureIdx>| Saying {
            range: Some(range),
            figures,
            ..Saying::of(home, whole.source)
        };
        found.push(Disagreement {
            measure: Some(whole.measure),
            population: whole.population,
            class: whole.outcome.map(Outcome::class),
            place: whole.place,
            says: vec![side(stated, vec![sum.whole]), side(added, sum.parts.clone())],
            spread: Range::span(&[stated, added]),
            ..plain(DisagreementKind::Sum, home)
        });
    }
}
