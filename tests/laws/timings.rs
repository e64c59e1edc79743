//! How long totals and the scenes of charts take. Not run by `cargo test`, and no time makes it fail: `cargo xtask bench`
//! prints what it measures.

use std::hint::black_box;
use std::time::{Duration, Instant};

use clearcount::chart::{Room, file, scene};
use clearcount::dataset;
use clearcount::model::*;
use clearcount::present::charts::Form;
use clearcount::totals::*;

use crate::large;

/// Numbers that only look random, the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, count: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % count
    }
}

const GENERATED: usize = 100_000;

/// So many operations as a world-wide record might have: small ones with a few sources each, one in
/// six a part of a larger one, over 3,000 cities and 20,000 lead agencies in thirty years.
fn generated() -> Dataset {
    let mut numbers = Numbers(7);
    let mut dataset = dataset::built_in().dataset;
    let model = dataset.operations[0].clone();
    let (source, figure) = (model.sources[0].clone(), model.figures[0].clone());
    let mut places: Vec<Place> = Vec::new();
    for state in 0..50u32 {
        for city in 0..61u32 {
            places.push(Place {
                id: format!("state-{state:02}-{city:02}"),
                name: String::new(),
                place_type: if city == 0 { PlaceType::State } else { PlaceType::City },
                state: Some(format!("{state}")),
                country: Some("US".into()),
                parent: (city > 0).then_some(PlaceIdx(state * 61)),
            });
        }
    }
    let victims = [VictimPopulation::All, VictimPopulation::Children, VictimPopulation::Adults];
    let suspects =
        [SuspectPopulation::All, SuspectPopulation::Buyers, SuspectPopulation::Traffickers];
    let mut operations = Vec::with_capacity(GENERATED);
    for at in 0..GENERATED {
        let year = 1995 + numbers.below(30);
        let date = format!("{year}-{:02}", 1 + numbers.below(12)).parse().ok();
        let whole = at.checked_sub(1 + numbers.below(20)).filter(|_| numbers.below(6) == 0);
        let count = 1 + numbers.below(4);
        let mut figures = Vec::new();
        for source in 0..count {
            for _ in 0..1 + numbers.below(3) {
                let arrests = numbers.below(2) == 1;
                let group = numbers.below(3);
                figures.push(Figure {
                    id: format!("f{}", figures.len() + 1),
                    measure: if arrests { Measure::Arrests } else { Measure::Victims },
                    population: Some(if arrests {
                        Population::Suspects(suspects[group])
                    } else {
                        Population::Victims(victims[group])
                    }),
                    outcome: (!arrests).then_some(Outcome::Rescued),
                    value: Amount::from_hundredths(numbers.below(300) as i64 * 100).unwrap(),
                    qualifier: Qualifier::Exactly,
                    scope: Scope::Operation,
                    place: None,
                    part_of: None,
                    part_basis: None,
                    source: SourceIdx::at(source),
                    flags: vec![],
                    ..figure.clone()
                });
            }
        }
        operations.push(Operation {
            id: format!("undated-{at:06}"),
            kind: Kind::LocalSting,
            part_of: whole.map(OperationIdx::at),
            start: date,
            end: date,
            announced: date,
            places: (0..1 + numbers.below(3))
                .map(|_| PlaceIdx::at(numbers.below(places.len())))
                .collect(),
            participations: vec![Participation {
                agency: AgencyIdx::at(numbers.below(20_000)),
                role: Role::Lead,
                source: SourceIdx(0),
                as_written: None,
            }],
            figures,
            sources: (0..count)
                .map(|number| Source {
                    url: format!("https://example.org/{}", (at + number) / 3),
                    kind: if number == 0 { SourceKind::AgencyRelease } else { SourceKind::News },
                    flags: vec![],
                    ..source.clone()
                })
                .collect(),
            title: String::new(),
            summary: String::new(),
            offences: vec![],
            statements: vec![],
            ..model.clone()
        });
    }
    dataset.places = places;
    dataset.operations = operations;
    dataset
}

/// Every total that a page can show: people, missing children, arrests by group, charges, convictions.
fn page() -> Vec<Ask> {
    let mut asks = Ask::standard(ConflictRule::Range, false).to_vec();
    asks.extend(Ask::arrests_by_population(ConflictRule::Range, false));
    asks
}

/// The median of some runs.
fn median(runs: usize, mut run: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .collect();
    times.sort();
    times[runs / 2]
}

/// A frame is 16 ms, in which the browser has to draw what is made here as well.
#[test]
#[ignore = "a measurement: cargo xtask bench"]
fn scenes_are_timed() {
    println!("scenes of charts of 2,000 points, for a wide and a narrow room, and the file");
    let panels = (0..20).map(|at| (format!("Panel {at}"), 100)).collect();
    for (name, form) in [
        ("upright", Form::Upright { spans: Vec::new() }),
        ("ranked", Form::Ranked),
        ("ranges", Form::Ranges),
        ("strip", Form::Strip),
        ("multiples", Form::Multiples { panels }),
    ] {
        let chart = large::chart(form, 2_000);
        let marks: usize = scene(&chart, Room::Wide).items.iter().map(|it| it.marks.len()).sum();
        let both = median(51, || {
            black_box([scene(&chart, Room::Wide), scene(&chart, Room::Narrow)]);
        });
        let written = median(11, || drop(black_box(file::svg(&chart, &[]))));
        println!("  {name:<10} {marks:>6} marks {both:>12.2?} {written:>12.2?}");
    }
}

#[test]
#[ignore = "a measurement: cargo xtask bench"]
fn totals_are_timed() {
    let built_in = dataset::built_in().dataset;
    for (name, dataset, runs) in [("built-in", built_in, 51), ("generated", generated(), 5)] {
        let count = dataset.operations.len();
        let figures = dataset.figure_count();
        let all = Selection::all(&dataset);
        let ready = median(runs, || drop(black_box(Totals::new(&dataset))));
        let totals = Totals::new(&dataset);
        let asks = page();
        let page = median(runs, || {
            for ask in &asks {
                black_box(totals.total(&dataset, &all, ask));
            }
        });
        let one = median(runs, || {
            black_box(totals.total(&dataset, &all, &asks[0]));
        });
        let ledger = median(runs, || drop(black_box(totals.ledger(&dataset, &all, &asks[0]))));
        let rows = median(runs, || {
            for at in 0..count {
                black_box(totals.of_operation(&dataset, OperationIdx::at(at), &asks[0]));
            }
        });
        println!("{name}: {count} operations, {figures} figures");
        println!("  made ready                     {ready:>12.2?}");
        println!("  {:>2} totals of a page            {page:>12.2?}", asks.len());
        println!("  one total, people found        {one:>12.2?}");
        println!("  its ledger                     {ledger:>12.2?}");
        println!("  people found, each operation   {rows:>12.2?}");
    }
}
