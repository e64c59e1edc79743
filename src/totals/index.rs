//! Every figure read once: what it means by itself, before anything is asked. It knows no filter and
//! no rule.

use super::population::{self, Code, Populations};
use super::related::Relations;
use super::{Range, places};
use crate::model::*;

/// A dataset made ready for totals.
#[derive(Debug)]
pub struct Totals {
    /// The figures in order of measure, operation, class, population, place, period, source: those
    /// of one quantity stand together, and in it those of one source.
    pub(super) entries: Vec<Entry>,
    /// Where among all figures of the dataset each operation's begin.
    pub(super) first: Vec<u32>,
    pub(super) populations: Populations,
    pub(super) relations: Relations,
    /// A number for the address of every source, equal for equal addresses.
    addresses: Vec<u32>,
    first_address: Vec<u32>,
}

/// A figure as totals see it.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub measure: Measure,
    pub operation: OperationIdx,
    pub figure: FigureIdx,
    pub source: SourceIdx,
    pub verb: Option<Outcome>,
    /// Who is counted, `unspecified` read as the source means it.
    pub population: Code,
    pub place: Option<PlaceIdx>,
    pub period: Option<Period>,
    pub range: Range,
    pub scope: Scope,
    /// Why it is in no total whatever is asked: the record's kind, or the figure's scope.
    pub never: Option<ExclusionReason>,
    /// Whether the people are merely possible victims, as this source or the issuing agency says.
    pub potential: bool,
    /// Whether this source says so itself.
    pub said_possible: bool,
    /// Whether the number stands only in the address of the page.
    pub address_only: bool,
    pub basis: Option<PartBasis>,
    /// The position of the figure that it is a share of.
    pub whole: Option<u32>,
    /// Whether it counts only a share of its own quantity: by charge, by verb, by an office that is
    /// stated as no place, or of a whole that is no wider than itself.
    pub partial: bool,
    pub approximate: bool,
}

impl Entry {
    /// Whether two figures count the same quantity.
    pub fn same_quantity(&self, other: &Self) -> bool {
        self.operation == other.operation
            && self.measure == other.measure
            && self.class() == other.class()
            && self.scope == other.scope
            && self.population == other.population
            && self.place == other.place
            && self.period == other.period
    }

    pub fn class(&self) -> Option<OutcomeClass> {
        self.verb.map(Outcome::class)
    }

    fn key(&self) -> impl Ord {
        let quantity = (self.class(), self.scope, self.population, self.place, self.period);
        (self.measure, self.operation, quantity, self.source, self.figure)
    }
}

impl Totals {
    /// Reads every figure of a dataset.
    pub fn new(dataset: &Dataset) -> Self {
        let populations = Populations::new();
        let (mut entries, mut first) = (Vec::with_capacity(dataset.figure_count()), Vec::new());
        for (at, operation) in dataset.operations.iter().enumerate() {
            first.push(entries.len() as u32);
            for figure in 0..operation.figures.len() {
                entries.push(entry(operation, OperationIdx::at(at), FigureIdx::at(figure)));
            }
        }
        order::sort_by(&mut entries, |a, b| a.key().cmp(&b.key()));
        let mut positions = vec![0u32; entries.len()];
        for (position, entry) in (0u32..).zip(&entries) {
            positions[number(&first, entry.operation, entry.figure)] = position;
        }
        for at in 0..entries.len() {
            let (home, figure) = (entries[at].operation, entries[at].figure);
            let whole = dataset.operation(home).figure(figure).part_of;
            let whole = whole.map(|whole| positions[number(&first, home, whole)]);
            entries[at].whole = whole;
            let whole = whole.map(|whole| &entries[whole as usize]);
            let partial = is_partial(dataset, &populations, &entries[at], whole);
            entries[at].partial = partial;
        }
        possible_in_the_agencys_words(dataset, &mut entries);
        let (addresses, first_address) = addresses(dataset);
        let relations = Relations::new(dataset);
        Self { entries, first, populations, relations, addresses, first_address }
    }

    /// The figures of a measure that an operation has.
    pub(super) fn of_measure(&self, measure: Measure, operation: OperationIdx) -> &[Entry] {
        let of = &self.entries;
        let from = of.partition_point(|it| (it.measure, it.operation) < (measure, operation));
        let count =
            of[from..].partition_point(|it| (it.measure, it.operation) == (measure, operation));
        &of[from..from + count]
    }

    /// The place of a figure among all figures of the dataset.
    pub(super) fn number(&self, operation: OperationIdx, figure: FigureIdx) -> usize {
        number(&self.first, operation, figure)
    }

    /// A number for the address of a source.
    pub(super) fn address(&self, operation: OperationIdx, source: SourceIdx) -> u32 {
        self.addresses[self.first_address[operation.position()] as usize + source.position()]
    }

    /// How many numbers for addresses there can be.
    pub(super) fn address_count(&self) -> usize {
        self.addresses.len()
    }

    /// The figures that a figure is a share of, from the nearest on. A record is loaded without
    /// cycles; should one ever slip through, the list ends all the same.
    pub(super) fn wholes<'a>(
        &'a self,
        dataset: &Dataset,
        entry: &'a Entry,
    ) -> impl Iterator<Item = (usize, &'a Entry)> {
        let limit = dataset.operation(entry.operation).figures.len();
        let next =
            |entry: &'a Entry| entry.whole.map(|at| (at as usize, &self.entries[at as usize]));
        std::iter::successors(next(entry), move |(_, entry)| next(entry)).take(limit)
    }
}

fn number(first: &[u32], operation: OperationIdx, figure: FigureIdx) -> usize {
    first[operation.position()] as usize + figure.position()
}

fn entry(operation: &Operation, home: OperationIdx, at: FigureIdx) -> Entry {
    let figure = operation.figure(at);
    let has = |flag: Flag| figure.flags.contains(&flag);
    Entry {
        measure: figure.measure,
        operation: home,
        figure: at,
        source: figure.source,
        verb: figure.outcome,
        population: population::code(read_population(operation, at)),
        place: figure.place,
        period: figure.period,
        range: Range::around(figure),
        scope: figure.scope,
        never: if operation.kind == Kind::AnnualStatistics {
            Some(ExclusionReason::AnnualStatistics)
        } else {
            match figure.scope {
                Scope::Operation => None,
                Scope::Cumulative => Some(ExclusionReason::ScopeCumulative),
                Scope::Period => Some(ExclusionReason::ScopePeriod),
                Scope::Wider => Some(ExclusionReason::ScopeWider),
                Scope::OtherOperation => Some(ExclusionReason::ScopeOtherOperation),
            }
        },
        potential: has(Flag::Potential),
        said_possible: has(Flag::Potential),
        address_only: has(Flag::FromUrlOnly),
        basis: figure.part_basis,
        whole: None,
        partial: false,
        approximate: matches!(figure.qualifier, Qualifier::About | Qualifier::Nearly),
    }
}

/// Who a figure counts. A source's `unspecified` is everyone when every other figure that it gives
/// for that operation, measure, class and place is a part of it; otherwise it is a group of its own.
fn read_population(operation: &Operation, at: FigureIdx) -> Option<Population> {
    let figure = operation.figure(at);
    let all = Population::Victims(VictimPopulation::All);
    if figure.population != Some(Population::Victims(VictimPopulation::Unspecified)) {
        return figure.population;
    }
    let class = |figure: &Figure| figure.outcome.map(Outcome::class);
    let stands_beside = |(other_at, other): (usize, &Figure)| {
        let is_part = || {
            let next = |figure: &Figure| figure.part_of;
            let wholes = std::iter::successors(next(other), |at| next(operation.figure(*at)));
            wholes.take(operation.figures.len()).any(|whole| whole == at)
        };
        other_at != at.position()
            && other.source == figure.source
            && other.measure == figure.measure
            && class(other) == class(figure)
            && other.place == figure.place
            && other.scope == Scope::Operation
            && !other.flags.contains(&Flag::FromUrlOnly)
            && !is_part()
    };
    if operation.figures.iter().enumerate().any(stands_beside) {
        figure.population
    } else {
        Some(all)
    }
}

/// Whether a figure counts only a share of its own quantity. A share by kind of people or by place
/// is the whole quantity of that people or place. Such a share is at least so many, and no whole
/// that another number could be inside of.
fn is_partial(
    dataset: &Dataset,
    populations: &Populations,
    entry: &Entry,
    whole: Option<&Entry>,
) -> bool {
    match (entry.basis, whole) {
        (None, _) => false,
        // A share of people of another measure or class is all of this one that there is.
        (Some(_), Some(whole))
            if whole.measure != entry.measure || whole.class() != entry.class() =>
        {
            false
        }
        (Some(PartBasis::Type | PartBasis::Outcome), _) => true,
        (Some(_), Some(whole)) => no_wider(dataset, populations, whole, entry),
        (Some(PartBasis::Office | PartBasis::Place), None) => entry.place.is_none(),
        (Some(PartBasis::Population), None) => matches!(
            population::of_code(entry.population),
            None | Some(
                Population::Victims(VictimPopulation::All | VictimPopulation::Unspecified)
                    | Population::Suspects(SuspectPopulation::All)
            )
        ),
    }
}

/// Whether the people and place of one figure are no wider than those of another.
pub(super) fn no_wider(
    dataset: &Dataset,
    populations: &Populations,
    inner: &Entry,
    outer: &Entry,
) -> bool {
    populations.inside(inner.population, outer.population)
        && places::no_wider(dataset, inner.place, outer.place)
}

/// Where the issuing agency calls the people of a quantity possible victims, and nowhere certain
/// ones, they are possible in every source of that operation, however it retells them.
fn possible_in_the_agencys_words(dataset: &Dataset, entries: &mut [Entry]) {
    let mut start = 0;
    while start < entries.len() {
        let mut end = start + 1;
        while end < entries.len() && entries[end].same_quantity(&entries[start]) {
            end += 1;
        }
        let of_issuer = |entry: &&Entry| {
            let source = dataset.operation(entry.operation).source(entry.source);
            source.kind.issuer() && entry.never.is_none() && !entry.address_only
        };
        let mut says = entries[start..end].iter().filter(of_issuer).peekable();
        if says.peek().is_some() && says.all(|entry| entry.potential) {
            entries[start..end].iter_mut().for_each(|entry| entry.potential = true);
        }
        start = end;
    }
}

fn addresses(dataset: &Dataset) -> (Vec<u32>, Vec<u32>) {
    let (mut urls, mut first) = (Vec::new(), Vec::new());
    for operation in &dataset.operations {
        first.push(urls.len() as u32);
        urls.extend(operation.sources.iter().map(|source| source.url.as_str()));
    }
    let mut sorted: Vec<usize> = (0..urls.len()).collect();
    order::sort_positions(&mut sorted, &|a, b| urls[a].cmp(urls[b]));
    let mut numbers = vec![0u32; urls.len()];
    for (rank, at) in sorted.iter().enumerate() {
        numbers[*at] = match rank.checked_sub(1).map(|before| sorted[before]) {
            Some(before) if urls[before] == urls[*at] => numbers[before],
            _ => rank as u32,
        };
    }
    (numbers, first)
}
