//! Parts and whole: the number of an operation with the shares of it that sources state, by place or
//! by part operation, else by who is counted.

use super::{Chart, Counts, Form, Point};
use crate::engine::Bitmap;
use crate::model::*;
use crate::present::record::Record;
use crate::present::total::{self, ANNOUNCED};
use crate::present::{labels, ledger, numbers};
use crate::totals::{Ask, Ledger, LedgerQuantity, Range, Selection};
use crate::view::{Page, View};

/// So many shares at least make a picture.
const FEWEST: usize = 2;
/// So many at most are drawn; the largest.
const MOST: usize = 24;

/// The strips of an operation: of people found, else of children found or missing children, and of
/// arrests.
pub fn of_operation(record: &Record, view: &View, index: OperationIdx) -> Vec<Chart> {
    let ask = |measure| total::ask(view, measure);
    let people = [
        ask(Measure::Victims),
        ask(Measure::Victims).victims(VictimPopulation::Children),
        ask(Measure::MissingChildren),
    ];
    let people = people.iter().find_map(|ask| chart(record, view, index, ask));
    people.into_iter().chain(chart(record, view, index, &ask(Measure::Arrests))).collect()
}

fn chart(record: &Record, view: &View, index: OperationIdx, ask: &Ask) -> Option<Chart> {
    let dataset = &record.dataset;
    let mut operations = Bitmap::empty(dataset.operations.len());
    with_parts(dataset, index, &mut operations);
    let ledger = record.totals().ledger(dataset, &Selection::unfiltered(operations), ask);
    let own = |quantity: &LedgerQuantity| quantity.operation == index && quantity.depth == 0;
    let at = (0..ledger.quantities.len())
        .filter(|at| own(&ledger.quantities[*at]))
        .max_by_key(|at| ledger.quantities[*at].range.lower)?;
    let whole = &ledger.quantities[at];
    let inside: Vec<usize> = (at + 1..ledger.quantities.len())
        .take_while(|at| ledger.quantities[*at].depth > 0)
        .filter(|at| ledger.quantities[*at].depth == 1)
        .collect();
    let elsewhere = |at: &usize| {
        let part = &ledger.quantities[*at];
        part.population == whole.population
            && (part.operation, part.place) != (whole.operation, whole.place)
    };
    let shares: Vec<usize> = inside.iter().copied().filter(elsewhere).collect();
    let mut shares = apart(dataset.operation(index), index, &ledger, &shares);
    let by_place = shares.len() >= FEWEST;
    if !by_place {
        shares = disjoint(&ledger.quantities, &inside, index);
    }
    if shares.len() < FEWEST {
        return None;
    }
    order::sort_by(&mut shares, |a, b| {
        let lower = |at: &usize| ledger.quantities[*at].range.lower;
        lower(b).cmp(&lower(a)).then(a.cmp(b))
    });
    let all = shares.len();
    let rest = shares.split_off(if all > MOST { MOST - 1 } else { all });
    let figures_of = |of: &[usize]| -> Vec<(OperationIdx, FigureIdx)> {
        let within = |at: Option<usize>| at.is_some_and(|at| of.contains(&at));
        let figures = ledger.figures.iter().filter(|figure| within(figure.quantity));
        figures.map(|it| (it.operation, it.figure)).collect()
    };
    let point = |at: usize, name: String| {
        let quantity = &ledger.quantities[at];
        let figures = figures_of(&[at]);
        let target = figures.first().map(|first| View::of(page_of(dataset, *first)));
        let text = total::short(quantity.range);
        Point {
            short: name.clone(),
            said: format!("{name}: {}", total::range_words(quantity.range)),
            range: Some(quantity.range),
            text,
            target,
            counts: Counts::Figures(figures),
            name,
            ..Point::default()
        }
    };
    let mut points = vec![point(at, "The whole".into())];
    points.extend(shares.iter().map(|share| {
        let quantity = &ledger.quantities[*share];
        let name = match (quantity.place, by_place) {
            (_, false) => quantity.population.map_or_else(String::new, |it| it.label().to_string()),
            (Some(place), true) => labels::place_name(dataset, place),
            (None, true) => ledger::name(dataset.operation(quantity.operation)).to_string(),
        };
        point(*share, name)
    }));
    if !rest.is_empty() {
        let ranges = rest.iter().map(|at| ledger.quantities[*at].range);
        let range = ranges.fold(Range { lower: 0, upper: Some(0) }, Range::plus);
        let name = format!("{} smaller shares", numbers::whole(rest.len()));
        points.push(Point {
            short: name.clone(),
            said: format!("{name}: {} together", total::range_words(range)),
            range: Some(range),
            text: total::short(range),
            counts: Counts::Figures(figures_of(&rest)),
            name,
            ..Point::default()
        });
    }
    let sum = points[1..]
        .iter()
        .filter_map(|point| point.range)
        .fold(Range { lower: 0, upper: Some(0) }, |sum, range| sum.plus(range));
    let label = total::label(ask);
    let mut facts = vec![format!("{label}: {} in all.", points[0].text)];
    facts.push(format!(
        "{} stated, which come to {}.",
        numbers::count(all, "share", "shares"),
        total::range_words(sum)
    ));
    let least_too_many = whole.range.upper.is_some_and(|most| sum.lower > most);
    let most_enough = sum.upper.is_none_or(|most| most >= whole.range.lower);
    facts.push(
        match (least_too_many, most_enough) {
            (true, _) => "They come to more than the whole: sources contradict each other.",
            (false, true) => "They can add up to the whole.",
            (false, false) => "What they leave over is not broken down.",
        }
        .to_string(),
    );
    let notes =
        vec!["A share is inside the whole and never added to it.".into(), ANNOUNCED.to_string()];
    Some(Chart {
        kind: ChartKind::Strip,
        title: format!("{label}: whole and {}", if by_place { "shares" } else { "groups" }),
        filter: labels::operation(dataset.operation(index)).to_string(),
        facts,
        notes,
        heads: [if by_place { "Share" } else { "Group" }, "Announced"],
        points,
        form: Form::Strip,
        brush: None,
        suspects: ask.measure.presumed_innocent(),
        view: view.clone(),
        ask: Some(*ask),
    })
}

/// An operation with its parts, at any depth. A record is loaded without cycles.
fn with_parts(dataset: &Dataset, index: OperationIdx, operations: &mut Bitmap) {
    if !operations.contains(index.position()) {
        operations.insert(index.position());
        dataset.parts_of(index).for_each(|part| with_parts(dataset, part, operations));
    }
}

/// Shares that share no one: those of the part operations, or those that one source gives by place,
/// whichever are more. Shares by several sources can hold the same people.
fn apart(
    operation: &Operation,
    index: OperationIdx,
    ledger: &Ledger,
    shares: &[usize],
) -> Vec<usize> {
    let of_parts = |at: &usize| {
        let quantity = &ledger.quantities[*at];
        quantity.operation != index && quantity.place.is_none()
    };
    let mut most: Vec<usize> = shares.iter().copied().filter(of_parts).collect();
    for source in (0..operation.sources.len()).map(SourceIdx::at) {
        let by_it = |at: &usize| {
            ledger.figures.iter().any(|figure| {
                figure.operation == index
                    && figure.quantity == Some(*at)
                    && operation.figure(figure.figure).source == source
            })
        };
        let given: Vec<usize> = shares.iter().copied().filter(by_it).collect();
        if given.len() > most.len() {
            most = given;
        }
    }
    most
}

/// The groups of people of the operation itself that share no one: children and adults.
fn disjoint(quantities: &[LedgerQuantity], inside: &[usize], index: OperationIdx) -> Vec<usize> {
    let wanted = [VictimPopulation::Children, VictimPopulation::Adults].map(Population::Victims);
    let of = |population: Population| {
        inside.iter().copied().find(|at| {
            let quantity = &quantities[*at];
            quantity.operation == index
                && quantity.place.is_none()
                && quantity.population == Some(population)
        })
    };
    wanted.into_iter().filter_map(of).collect()
}

/// The page of a figure.
fn page_of(dataset: &Dataset, (home, figure): (OperationIdx, FigureIdx)) -> Page {
    let operation = dataset.operation(home);
    Page::Figure { operation: operation.id.clone(), figure: operation.figure(figure).id.clone() }
}
