//! Small records made by hand, each for one rule of totals: what the generated worlds meet too rarely,
//! and what once went wrong.

use clearcount::dataset;
use clearcount::model::*;
use clearcount::totals::*;

/// A record of operations, each with its part_of, its places and its figures.
struct Record(Dataset);

/// A figure of a source, counted from 1.
fn figure(source: u32, population: Population, qualifier: Qualifier, value: i64) -> Figure {
    let victims = matches!(population, Population::Victims(_));
    Figure {
        id: String::new(),
        measure: if victims { Measure::Victims } else { Measure::Arrests },
        population: Some(population),
        outcome: victims.then_some(Outcome::Rescued),
        value: Amount::from_hundredths(value * 100).unwrap(),
        qualifier,
        scope: Scope::Operation,
        place: None,
        period: None,
        part_of: None,
        part_basis: None,
        source: SourceIdx(source - 1),
        locator: "text".into(),
        flags: vec![],
        label: None,
        unit: None,
        note: None,
    }
}

fn exactly(source: u32, population: Population, value: i64) -> Figure {
    figure(source, population, Qualifier::Exactly, value)
}

fn share(of: Option<u32>, basis: PartBasis, figure: Figure) -> Figure {
    Figure { part_of: of.map(|number| FigureIdx(number - 1)), part_basis: Some(basis), ..figure }
}

fn at(place: u32, figure: Figure) -> Figure {
    Figure { place: Some(PlaceIdx(place)), ..figure }
}

fn victims(population: VictimPopulation) -> Population {
    Population::Victims(population)
}

fn suspects(population: SuspectPopulation) -> Population {
    Population::Suspects(population)
}

const ALL: Population = Population::Victims(VictimPopulation::All);

/// Places of the record: a state, a city in it, a city in another state.
const KANSAS: u32 = 0;
const WICHITA: u32 = 1;
const TULSA: u32 = 2;

impl Record {
    fn new() -> Self {
        let place = |id: &str, place_type, state: &str, parent| Place {
            id: id.into(),
            name: id.into(),
            place_type,
            state: Some(state.into()),
            country: Some("US".into()),
            parent,
        };
        Self(Dataset {
            places: vec![
                place("kansas", PlaceType::State, "KS", None),
                place("wichita", PlaceType::City, "KS", Some(PlaceIdx(KANSAS))),
                place("tulsa", PlaceType::City, "OK", None),
            ],
            agencies: vec![],
            ..Dataset::default()
        })
    }

    fn with(mut self, part_of: Option<usize>, places: &[u32], figures: Vec<Figure>) -> Self {
        let model = dataset::built_in().dataset.operations[0].clone();
        let sources = figures.iter().map(|figure| figure.source.0 + 1).max().unwrap_or(1);
        let source = |number| Source {
            id: format!("s{number}"),
            kind: SourceKind::News,
            flags: vec![],
            published: None,
            url: format!("https://example.org/{number}"),
            ..model.sources[0].clone()
        };
        self.0.operations.push(Operation {
            id: format!("undated-{:03}", self.0.operations.len()),
            part_of: part_of.map(OperationIdx::at),
            kind: Kind::LocalSting,
            places: places.iter().map(|place| PlaceIdx(*place)).collect(),
            participations: vec![],
            figures: (1..)
                .zip(figures)
                .map(|(number, figure)| Figure { id: format!("f{number}"), ..figure })
                .collect(),
            sources: (1..=sources).map(source).collect(),
            ..model.clone()
        });
        self
    }

    fn total(&self, ask: Ask) -> (Option<(i64, Option<i64>)>, bool) {
        let total = Totals::new(&self.0).total(&self.0, &Selection::all(&self.0), &ask);
        (total.range.map(|range| (range.lower, range.upper)), total.contradiction)
    }
}

fn found() -> Ask {
    Ask::of(Measure::Victims)
}

fn arrested() -> Ask {
    Ask::of(Measure::Arrests)
}

/// Of 10 buyers, 3 were charged as traffickers; another source counts 9 traffickers. Only the 3 are said
/// to be buyers.
#[test]
fn a_share_speaks_for_itself_only() {
    let (buyers, traffickers) =
        (suspects(SuspectPopulation::Buyers), suspects(SuspectPopulation::Traffickers));
    let record = Record::new().with(
        None,
        &[WICHITA],
        vec![
            exactly(1, buyers, 10),
            share(Some(1), PartBasis::Type, exactly(1, traffickers, 3)),
            exactly(2, traffickers, 9),
        ],
    );
    assert_eq!(record.total(arrested()), (Some((10, Some(19))), false));
    // Without the other source's number, the 3 are all the traffickers that are known, and buyers.
    let record = Record::new().with(
        None,
        &[WICHITA],
        vec![exactly(1, buyers, 10), share(Some(1), PartBasis::Type, exactly(1, traffickers, 3))],
    );
    assert_eq!(record.total(arrested()), (Some((10, Some(10))), false));
}

/// Five of them, by one charge, and "at least 15" elsewhere: the five are no upper end.
#[test]
fn a_share_is_no_upper_end() {
    let record = Record::new().with(
        None,
        &[WICHITA],
        vec![
            share(None, PartBasis::Type, exactly(1, ALL, 5)),
            figure(2, ALL, Qualifier::AtLeast, 15),
        ],
    );
    assert_eq!(record.total(found()), (Some((5, None)), false));
}

/// Two parts in two cities found 8 and 7; the whole announced 20, or 10. In the one case they are in it,
/// in the other they cannot all be, and none is taken to be.
#[test]
fn parts_that_exceed_their_whole_are_taken_out_of_it() {
    let with = |whole: i64| {
        Record::new()
            .with(None, &[WICHITA, TULSA], vec![exactly(1, ALL, whole)])
            .with(Some(0), &[WICHITA], vec![exactly(1, ALL, 8)])
            .with(Some(0), &[TULSA], vec![exactly(1, ALL, 7)])
    };
    assert_eq!(with(20).total(found()), (Some((20, Some(20))), false));
    assert_eq!(with(10).total(found()), (Some((15, Some(25))), true));
    let record = with(10);
    let found = Totals::new(&record.0).disagreements(&record.0, &Selection::all(&record.0));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].kind, DisagreementKind::Contradiction);
    assert_eq!(found[0].spread, Some(Range { lower: 10, upper: Some(15) }));
}

/// A part at any depth is in the topmost whole, whether or not the one between reports the number.
#[test]
fn a_part_of_a_part_is_in_the_whole() {
    let record = Record::new()
        .with(None, &[KANSAS], vec![exactly(1, ALL, 20)])
        .with(Some(0), &[KANSAS], vec![exactly(1, suspects(SuspectPopulation::All), 3)])
        .with(Some(1), &[WICHITA], vec![exactly(1, victims(VictimPopulation::Girls), 6)]);
    assert_eq!(record.total(found()), (Some((20, Some(20))), false));
}

/// One source says that the children are among the women and girls, another the reverse: they are the
/// same people, counted once, with the smaller end.
#[test]
fn what_contains_each_other_counts_once() {
    let (children, together) =
        (victims(VictimPopulation::Children), victims(VictimPopulation::WomenAndGirls));
    let record = Record::new().with(
        None,
        &[WICHITA],
        vec![
            exactly(1, together, 9),
            share(Some(1), PartBasis::Population, exactly(1, children, 9)),
            figure(2, children, Qualifier::UpTo, 12),
            share(Some(3), PartBasis::Population, figure(2, together, Qualifier::UpTo, 11)),
        ],
    );
    assert_eq!(record.total(found()), (Some((0, Some(11))), false));
}

/// The city lies in the state that the registry gives it; the number for the city is in the state's.
#[test]
fn a_place_is_in_the_place_that_it_lies_in() {
    let record = Record::new().with(
        None,
        &[KANSAS, TULSA],
        vec![
            at(KANSAS, exactly(1, ALL, 9)),
            at(WICHITA, exactly(2, ALL, 4)),
            at(TULSA, exactly(2, ALL, 5)),
        ],
    );
    assert_eq!(record.total(found()), (Some((14, Some(14))), false));
}

/// Sex trafficking victims, 9 recovered and 4 identified, and 2 others "recovered or identified": the
/// compound is smaller than its verbs and cannot be their whole. FBI Dallas, July 2019: 9 to 15.
#[test]
fn a_compound_verb_smaller_than_its_verbs_is_not_their_whole() {
    let verb = |verb, value| Figure { outcome: Some(verb), ..exactly(1, ALL, value) };
    let record = |last: i64| {
        Record::new().with(
            None,
            &[WICHITA],
            vec![
                verb(Outcome::Recovered, 9),
                verb(Outcome::Identified, 4),
                verb(Outcome::RecoveredOrIdentified, last),
            ],
        )
    };
    assert_eq!(record(2).total(found()), (Some((9, Some(15))), false));
    assert_eq!(record(13).total(found()), (Some((13, Some(13))), false));
}

/// A dataset is never loaded with a cycle. Should one slip through, everything still ends.
#[test]
fn cycles_end() {
    let mut record = Record::new()
        .with(
            Some(1),
            &[WICHITA],
            vec![
                share(Some(2), PartBasis::Type, exactly(1, ALL, 5)),
                share(Some(1), PartBasis::Type, exactly(1, ALL, 7)),
            ],
        )
        .with(Some(0), &[TULSA], vec![exactly(1, ALL, 3)]);
    record.0.places[KANSAS as usize].parent = Some(PlaceIdx(WICHITA));
    let (total, _) = record.total(found());
    assert!(total.is_some());
    let totals = Totals::new(&record.0);
    let all = Selection::all(&record.0);
    assert_eq!(totals.ledger(&record.0, &all, &found()).figures.len(), 3);
    totals.disagreements(&record.0, &all);
}

/// A part operation announced 20 people; others tell of 15 adults and 10 children. Its whole announced 100,
/// which holds them all. The part contradicts itself all the same.
#[test]
fn a_part_that_contradicts_itself_is_found_beside_its_whole() {
    let record = Record::new().with(None, &[WICHITA, TULSA], vec![exactly(1, ALL, 100)]).with(
        Some(0),
        &[WICHITA],
        vec![
            exactly(1, ALL, 20),
            exactly(2, victims(VictimPopulation::Adults), 15),
            exactly(3, victims(VictimPopulation::Children), 10),
        ],
    );
    assert_eq!(record.total(found()), (Some((100, Some(100))), false));
    let totals = Totals::new(&record.0);
    let disagreements = totals.disagreements(&record.0, &Selection::all(&record.0));
    let [one] = &disagreements[..] else { panic!("{disagreements:?}") };
    assert_eq!((one.kind, one.operation), (DisagreementKind::Contradiction, OperationIdx(1)));
    assert_eq!(one.spread, Some(Range { lower: 20, upper: Some(25) }));
}

/// A number that stands alone sets both ends; "up to 5" may be no one, and sets the upper end only.
#[test]
fn a_number_that_stands_alone_sets_the_ends_that_it_has() {
    for (qualifier, sets) in [
        (Qualifier::Exactly, (true, true)),
        (Qualifier::AtLeast, (true, true)),
        (Qualifier::UpTo, (false, true)),
    ] {
        let record = Record::new().with(None, &[WICHITA], vec![figure(1, ALL, qualifier, 5)]);
        let ledger = Totals::new(&record.0).ledger(&record.0, &Selection::all(&record.0), &found());
        let [only] = &ledger.quantities[..] else { panic!("{ledger:?}") };
        assert_eq!((only.sets_lower, only.sets_upper), sets, "{qualifier:?}");
    }
}
