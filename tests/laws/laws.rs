//! The five laws, each over worlds in which everything is known; and the worlds that once broke one.

use clearcount::engine::{Bitmap, Clause, Field, Filters, Values};
use clearcount::model::*;
use clearcount::totals::*;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestError, TestRng, TestRunner};

use crate::world::{Choices, World, world};

/// How many numbers a world is made from, each four choices.
const NUMBERS: usize = 175;

fn choices(numbers: &[u64]) -> Vec<u16> {
    let four = |number: &u64| [0, 16, 32, 48].map(|shift| (number >> shift) as u16);
    numbers.iter().flat_map(four).collect()
}

/// How many worlds each run tries; `cargo xtask bench` asks for a million.
fn worlds() -> u32 {
    std::env::var("CLEARCOUNT_WORLDS").ok().and_then(|text| text.parse().ok()).unwrap_or(10_000)
}

/// What is asked of a world: some operations, perhaps some places, and a total.
struct Question {
    selection: Selection,
    chosen: Bitmap,
    filters: Filters,
    ask: Ask,
}

fn question(choices: &mut Choices<'_>, dataset: &Dataset) -> Question {
    use SuspectPopulation::{Buyers, Traffickers};
    use VictimPopulation::*;
    let count = dataset.operations.len();
    let mut chosen = Bitmap::empty(count);
    let all = choices.below(2) == 0;
    for at in 0..count {
        if all || choices.below(2) == 0 {
            chosen.insert(at);
        }
    }
    let mut filters = Filters::default();
    let places = choices.below(6);
    let state = choices.of(&["AA", "BB"]);
    let values = || -> Values { [state].into_iter().collect() };
    match places {
        1 => filters.set(Field::State, Clause::AnyOf(values())),
        2 => filters.set(Field::State, Clause::NoneOf(values())),
        _ => {}
    }
    let (found, arrested) = (Ask::of(Measure::Victims), Ask::of(Measure::Arrests));
    let ask = match choices.below(12) {
        1 => found.victims(Children),
        2 => found.victims(Adults),
        3 => found.victims(WomenAndGirls),
        4 => found.victims(Girls),
        5 => arrested.suspects(Traffickers),
        6 => arrested.suspects(Buyers),
        7 | 8 => arrested,
        9 => Ask { counting: Some(Counting::Class(OutcomeClass::Served)), ..found },
        _ => found,
    };
    let selection = Selection::of_operations(dataset, &chosen, &filters);
    Question { selection, chosen, filters, ask }
}

/// Checks every law on one world; the first choices are the question's, the rest the world's.
fn check(numbers: &[u16]) -> Result<(), String> {
    let (asked, rest) = numbers.split_at(numbers.len().min(60));
    let world = world(rest);
    let mut choices = Choices::new(asked);
    let question = question(&mut choices, &world.dataset);
    let totals = Totals::new(&world.dataset);
    sound(&world, &totals, &question)?;
    nobody_lost(&world, &totals, &question)?;
    complete(&world, &totals, &question)?;
    ordered(&world, &totals, &question)?;
    growing(&world, &totals, &question, &mut choices)?;
    split(&world, &totals, &question, &mut choices)?;
    repeated(&world, &totals, &question, &mut choices)?;
    parted(&world, &totals, &question, &mut choices)?;
    parted_operation(&world, &totals, &question, &mut choices)?;
    shuffled(&world, &totals, &question, &mut choices)
}

fn contains(range: Range, number: i64) -> bool {
    range.contains(Range { lower: number, upper: Some(number) })
}

/// Whether a range is no wider than another.
fn within(inner: Option<Range>, outer: Option<Range>) -> bool {
    match (inner, outer) {
        (None, None) => true,
        (Some(inner), Some(outer)) => outer.contains(inner),
        _ => false,
    }
}

/// Law 1: when every figure is true, the number of people covered lies in the total.
fn sound(world: &World, totals: &Totals, question: &Question) -> Result<(), String> {
    if !world.honest {
        return Ok(());
    }
    let ledger = totals.ledger(&world.dataset, &question.selection, &question.ask);
    let included = ledger.figures.iter().filter(|line| line.verdict == Verdict::Included);
    let covered = included.fold(0u64, |all, line| {
        all | world.sets[line.operation.position()][line.figure.position()]
    });
    let count = i64::from(covered.count_ones());
    match ledger.total.range {
        Some(range) if !contains(range, count) => {
            Err(format!("law 1: {count} people are covered, the total is {range:?}"))
        }
        Some(_) if ledger.total.contradiction => {
            Err("law 1: true figures are said to contradict each other".into())
        }
        None if count > 0 => Err(format!("law 1: {count} people are covered, there is no total")),
        _ => Ok(()),
    }
}

/// Law 1, the other side: nobody is lost. Whoever a figure counts that can count, of people whom the
/// total is of, in a source with a vote, is covered by the figures included.
fn nobody_lost(world: &World, totals: &Totals, question: &Question) -> Result<(), String> {
    let state = match question.filters.get(Field::State) {
        None => None,
        Some(Clause::AnyOf(states)) => states.iter().next().map(str::to_string),
        Some(_) => return Ok(()),
    };
    if !world.honest {
        return Ok(());
    }
    let dataset = &world.dataset;
    let in_state = |place: &PlaceIdx| state.is_none() || dataset.place(*place).state == state;
    let ledger = totals.ledger(dataset, &question.selection, &question.ask);
    let (mut covered, mut expected) = (0u64, 0u64);
    for line in &ledger.figures {
        let operation = dataset.operation(line.operation);
        let figure = operation.figure(line.figure);
        let set = world.sets[line.operation.position()][line.figure.position()];
        if line.verdict == Verdict::Included {
            covered |= set;
        }
        let class = figure.outcome.map(Outcome::class);
        let served = question.ask.counting == Some(Counting::Class(OutcomeClass::Served));
        let asked_class = match figure.measure {
            Measure::Victims if served => Some(OutcomeClass::Served),
            Measure::Victims => Some(OutcomeClass::Found),
            _ => None,
        };
        let inside = match figure.place {
            Some(place) => in_state(&place),
            None => operation.places.iter().all(in_state),
        };
        if figure.scope == Scope::Operation
            && figure.flags.is_empty()
            && line.verdict != Verdict::Excluded(ExclusionReason::Potential)
            && class == asked_class
            && is_asked(figure.population, question.ask.population)
            && inside
            && !operation.source(figure.source).kind.aggregator()
        {
            expected |= set;
        }
    }
    match expected & !covered {
        0 => Ok(()),
        lost => Err(format!("law 1: {lost:b} are lost")),
    }
}

/// Which groups each group that is asked for takes in, written down by hand.
fn is_asked(group: Option<Population>, asked: Option<Population>) -> bool {
    use VictimPopulation::*;
    match (group, asked) {
        (Some(Population::Victims(group)), Some(Population::Victims(asked))) => match asked {
            All => true,
            Children => matches!(group, Children | Girls | Boys),
            Adults => matches!(group, Adults | Women | Men),
            WomenAndGirls => matches!(group, WomenAndGirls | Women | Girls),
            asked => group == asked,
        },
        (group, asked) => {
            asked == Some(Population::Suspects(SuspectPopulation::All)) || group == asked
        }
    }
}

/// Law 4: the ledger has every figure of the selection with the measure, once, with one verdict.
fn complete(world: &World, totals: &Totals, question: &Question) -> Result<(), String> {
    let ledger = totals.ledger(&world.dataset, &question.selection, &question.ask);
    let mut expected = Vec::new();
    for operation in question.chosen.iter() {
        let figures = &world.dataset.operation(OperationIdx(operation)).figures;
        for (at, figure) in figures.iter().enumerate() {
            if figure.measure == question.ask.measure {
                expected.push((OperationIdx(operation), FigureIdx::at(at)));
            }
        }
    }
    let listed: Vec<_> = ledger.figures.iter().map(|line| (line.operation, line.figure)).collect();
    let included = ledger.figures.iter().filter(|it| it.verdict == Verdict::Included).count();
    let in_quantities = ledger.figures.iter().filter(|it| it.quantity.is_some()).count();
    let Total { figures, excluded, .. } = ledger.total;
    if listed != expected
        || (figures, excluded, in_quantities) != (included, listed.len() - included, included)
    {
        return Err(format!("law 4: {listed:?} in the ledger, {expected:?} in the selection"));
    }
    Ok(())
}

/// Law 5, first part: the ends are in order, and every rule stays within the range.
fn ordered(world: &World, totals: &Totals, question: &Question) -> Result<(), String> {
    let under = |rule| totals.total(&world.dataset, &question.selection, &question.ask.under(rule));
    let range = under(ConflictRule::Range).range;
    for rule in ConflictRule::ALL {
        let total = under(*rule);
        let ends = total.range.map(|it| it.upper.is_none_or(|upper| it.lower <= upper));
        if ends == Some(false) || !within(total.range, range) {
            return Err(format!("law 5: {:?} under {rule:?}, {range:?} under range", total.range));
        }
    }
    Ok(())
}

/// Law 5, second part: another operation never lowers the lower end, unless sources then contradict
/// each other.
fn growing(
    world: &World,
    totals: &Totals,
    question: &Question,
    choices: &mut Choices<'_>,
) -> Result<(), String> {
    let mut more = question.chosen.clone();
    more.insert(choices.below(world.dataset.operations.len()));
    let larger = Selection::of_operations(&world.dataset, &more, &question.filters);
    let total = |selection| totals.total(&world.dataset, selection, &question.ask);
    let (before, after) = (total(&question.selection), total(&larger));
    let lower = |total: &Total| total.range.map_or(0, |range| range.lower);
    if lower(&after) < lower(&before) && !after.contradiction {
        return Err(format!("law 5: {:?} with fewer, {:?} with more", before.range, after.range));
    }
    Ok(())
}

/// Totals by a field: where each operation stands in one row, the rows bound the whole. It is no less
/// than any row, where no source contradicts another, and no more than all rows together; and where no
/// two rows share anyone, it is all rows together.
fn split(
    world: &World,
    totals: &Totals,
    question: &Question,
    choices: &mut Choices<'_>,
) -> Result<(), String> {
    let dataset = &world.dataset;
    let mut rows = vec![Bitmap::empty(dataset.operations.len()); 3];
    for at in question.chosen.iter() {
        rows[choices.below(3)].insert(at as usize);
    }
    let ask = &question.ask;
    let whole = totals.total(dataset, &question.selection, ask);
    let (of_rows, sets): (Vec<Total>, Vec<Bitmap>) = rows
        .iter()
        .map(|row| Selection::of_operations(dataset, row, &question.filters))
        .map(|selection| totals.total_with_operations(dataset, &selection, ask))
        .unzip();
    let all = |count: fn(&Total) -> usize| of_rows.iter().map(count).sum::<usize>();
    if all(|row| row.figures) != whole.figures || all(|row| row.operations) != whole.operations {
        return Err("split: the rows hold other figures than the whole".into());
    }
    let ranges: Vec<Range> = of_rows.iter().filter_map(|row| row.range).collect();
    let Some((range, sum)) = whole.range.zip(Range::sum(&ranges)) else {
        return match ranges.is_empty() && whole.range.is_none() {
            true => Ok(()),
            false => Err(format!("split: rows {ranges:?}, the whole {:?}", whole.range)),
        };
    };
    if totals.shared(&sets) == Shared::default() && range != sum {
        return Err(format!("split: rows {ranges:?} share no one, the whole is {range:?}"));
    }
    if whole.contradiction || of_rows.iter().any(|row| row.contradiction) {
        return Ok(());
    }
    let most = ranges.iter().map(|row| row.lower).max().unwrap_or(0);
    let below = range.lower < most || range.lower > sum.lower;
    let above = match (range.upper, sum.upper) {
        (Some(upper), Some(sum)) => upper > sum,
        (None, Some(_)) => true,
        _ => false,
    };
    if below || above {
        return Err(format!("split: rows {ranges:?}, the whole {range:?}"));
    }
    Ok(())
}

/// Law 2, first part: a figure that repeats a known quantity with the same value changes nothing.
fn repeated(
    world: &World,
    totals: &Totals,
    question: &Question,
    choices: &mut Choices<'_>,
) -> Result<(), String> {
    let ledger = totals.ledger(&world.dataset, &question.selection, &question.ask);
    // A figure that alone is its source's account, of a source with a vote and a population that is
    // read the same wherever it stands.
    let alone = |line: &&LedgerFigure| {
        let operation = world.dataset.operation(line.operation);
        let figure = operation.figure(line.figure);
        let beside = ledger.figures.iter().filter(|other| {
            other.operation == line.operation
                && other.quantity == line.quantity
                && operation.figure(other.figure).source == figure.source
        });
        let read =
            line.quantity.is_some_and(|at| ledger.quantities[at].population == figure.population);
        line.verdict == Verdict::Included
            && !operation.source(figure.source).kind.aggregator()
            && read
            && figure.population != Some(Population::Victims(VictimPopulation::Unspecified))
            && (figure.part_basis.is_none() || figure.part_basis == Some(PartBasis::Population))
            && beside.count() == 1
    };
    let candidates: Vec<&LedgerFigure> = ledger.figures.iter().filter(alone).collect();
    if candidates.is_empty() {
        return Ok(());
    }
    let line = candidates[choices.below(candidates.len())];
    let mut dataset = world.dataset.clone();
    let operation = &mut dataset.operations[line.operation.position()];
    let mut source = operation.sources[0].clone();
    source.id = format!("s{}", operation.sources.len() + 1);
    source.kind = SourceKind::News;
    source.flags.clear();
    let mut again = operation.figure(line.figure).clone();
    again.id = format!("f{}", operation.figures.len() + 1);
    (again.part_of, again.part_basis) = (None, None);
    again.source = SourceIdx::at(operation.sources.len());
    operation.sources.push(source);
    operation.figures.push(again);
    let after = Totals::new(&dataset);
    for rule in [ConflictRule::Range, ConflictRule::Lowest, ConflictRule::Highest] {
        let ask = question.ask.under(rule);
        let before = totals.total(&world.dataset, &question.selection, &ask).range;
        let after = after.total(&dataset, &question.selection, &ask).range;
        if before != after {
            return Err(format!("law 2: {before:?}, and {after:?} once {line:?} is repeated"));
        }
    }
    Ok(())
}

/// A figure that can be the whole of a part: it is in the total, exact, true, and no share itself.
fn a_whole<'a>(
    world: &World,
    ledger: &'a Ledger,
    choices: &mut Choices<'_>,
) -> Option<&'a LedgerFigure> {
    let fits = |line: &&LedgerFigure| {
        let operation = world.dataset.operation(line.operation);
        let figure = operation.figure(line.figure);
        let unspecified = |other: &Figure| {
            let population = Population::Victims(VictimPopulation::Unspecified);
            other.source == figure.source && other.population == Some(population)
        };
        line.verdict == Verdict::Included
            && figure.qualifier == Qualifier::Exactly
            && figure.part_basis.is_none()
            // Another figure beside it would change what the source means by it.
            && !operation.figures.iter().any(unspecified)
    };
    let wholes: Vec<&LedgerFigure> = ledger.figures.iter().filter(fits).collect();
    (world.honest && !wholes.is_empty()).then(|| wholes[choices.below(wholes.len())])
}

/// Law 2, second part: a true stated part of a whole never widens the total.
fn parted(
    world: &World,
    totals: &Totals,
    question: &Question,
    choices: &mut Choices<'_>,
) -> Result<(), String> {
    let ledger = totals.ledger(&world.dataset, &question.selection, &question.ask);
    let Some(line) = a_whole(world, &ledger, choices) else { return Ok(()) };
    let (at, index) = (line.operation.position(), line.figure.position());
    let operation = &world.dataset.operations[at];
    let whole = &operation.figures[index];
    let group = match whole.population {
        Some(Population::Victims(_)) => {
            let all = &VictimPopulation::ALL[..VictimPopulation::ALL.len() - 1];
            Population::Victims(choices.of(all))
        }
        _ => Population::Suspects(choices.of(SuspectPopulation::ALL)),
    };
    let place = choices.below(world.dataset.places.len() + 1).checked_sub(1).map(PlaceIdx::at);
    let served = whole.outcome.is_some_and(|verb| verb.class() == OutcomeClass::Served);
    let set = world.truly(at, group, served, place);
    // A quantity of which the record says nothing yet, and whose people the whole counts; an
    // aggregator's numbers may count no longer beside it.
    let known = operation
        .figures
        .iter()
        .any(|other| (other.population, other.place) == (Some(group), place));
    let aggregator = operation.sources.iter().any(|source| source.kind.aggregator());
    if known || aggregator || set & !world.sets[at][index] != 0 {
        return Ok(());
    }
    // Said to be a part, or known for one: a group of the whole's people, or a place in its place.
    let in_place = |outer: PlaceIdx| {
        let mut chain = place.into_iter().flat_map(|place| world.dataset.place_and_parents(place));
        let beyond = |at: &PlaceIdx| {
            world.dataset.place(*at).place_type == PlaceType::FieldOffice && *at != outer
        };
        let here: Vec<PlaceIdx> = chain.by_ref().take_while(|at| !beyond(at)).collect();
        here.contains(&outer)
    };
    let known_for_one = is_asked(Some(group), whole.population)
        && match whole.place {
            None => true,
            Some(outer) => in_place(outer),
        };
    let stated = !known_for_one || choices.below(2) == 0;
    let mut dataset = world.dataset.clone();
    let operation = &mut dataset.operations[at];
    let part = Figure {
        id: format!("f{}", operation.figures.len() + 1),
        population: Some(group),
        place,
        value: Amount::from_hundredths(i64::from(set.count_ones()) * 100).unwrap(),
        part_of: stated.then_some(line.figure),
        part_basis: stated.then_some(PartBasis::Population),
        ..whole.clone()
    };
    operation.figures.push(part);
    let after = Totals::new(&dataset).total(&dataset, &question.selection, &question.ask).range;
    if !within(after, ledger.total.range) {
        return Err(format!(
            "law 2: {:?}, and {after:?} with {} {} at {place:?}, a part of {line:?}",
            ledger.total.range,
            set.count_ones(),
            group.slug()
        ));
    }
    Ok(())
}

/// Law 2, of operations: a part operation that reports nothing but what its whole reports too never
/// widens the total.
fn parted_operation(
    world: &World,
    totals: &Totals,
    question: &Question,
    choices: &mut Choices<'_>,
) -> Result<(), String> {
    let ledger = totals.ledger(&world.dataset, &question.selection, &question.ask);
    let Some(line) = a_whole(world, &ledger, choices) else { return Ok(()) };
    let home = line.operation.position();
    let whole = &world.dataset.operations[home].figures[line.figure.position()];
    let (Some(group), false) = (whole.population, whole.place.is_some()) else { return Ok(()) };
    let served = whole.outcome.is_some_and(|verb| verb.class() == OutcomeClass::Served);
    let city = PlaceIdx::at(3 + choices.below(5));
    let set = world.truly(home, group, served, Some(city));
    let mut dataset = world.dataset.clone();
    let mut part = dataset.operations[home].clone();
    part.id = format!("undated-{:03}", dataset.operations.len());
    part.part_of = Some(line.operation);
    part.places = vec![city];
    part.figures = vec![Figure {
        value: Amount::from_hundredths(i64::from(set.count_ones()) * 100).unwrap(),
        ..whole.clone()
    }];
    dataset.operations.push(part);
    let mut chosen = Bitmap::empty(dataset.operations.len());
    question.chosen.iter().for_each(|at| chosen.insert(at as usize));
    let total = |dataset: &Dataset, chosen: &Bitmap| {
        let selection = Selection::of_operations(dataset, chosen, &question.filters);
        Totals::new(dataset).total(dataset, &selection, &question.ask).range
    };
    let before = total(&dataset, &chosen);
    chosen.insert(dataset.operations.len() - 1);
    let after = total(&dataset, &chosen);
    if before != ledger.total.range || !within(after, before) {
        return Err(format!("law 2: {before:?}, and {after:?} with a part operation of {line:?}"));
    }
    Ok(())
}

/// Law 3: the order of figures, sources and operations changes nothing.
fn shuffled(
    world: &World,
    totals: &Totals,
    question: &Question,
    choices: &mut Choices<'_>,
) -> Result<(), String> {
    let count = world.dataset.operations.len();
    let order = shuffle(count, choices);
    let place_of = |order: &[usize], old: usize| order.iter().position(|at| *at == old).unwrap();
    let mut dataset = world.dataset.clone();
    let mut operations = Vec::new();
    for at in &order {
        let mut operation = world.dataset.operations[*at].clone();
        let wholes = operation.part_of.map(|whole| place_of(&order, whole.position()));
        operation.part_of = wholes.map(OperationIdx::at);
        let sources = shuffle(operation.sources.len(), choices);
        let figures = shuffle(operation.figures.len(), choices);
        let (old_sources, old_figures) = (operation.sources.clone(), operation.figures.clone());
        operation.sources = sources.iter().map(|at| old_sources[*at].clone()).collect();
        operation.figures = figures.iter().map(|at| old_figures[*at].clone()).collect();
        for figure in &mut operation.figures {
            figure.source = SourceIdx::at(place_of(&sources, figure.source.position()));
            let whole = figure.part_of.map(|whole| place_of(&figures, whole.position()));
            figure.part_of = whole.map(FigureIdx::at);
        }
        for entry in &mut operation.participations {
            entry.source = SourceIdx::at(place_of(&sources, entry.source.position()));
        }
        operations.push(operation);
    }
    dataset.operations = operations;
    let mut chosen = Bitmap::empty(count);
    for old in question.chosen.iter() {
        chosen.insert(place_of(&order, old as usize));
    }
    let selection = Selection::of_operations(&dataset, &chosen, &question.filters);
    let other = Totals::new(&dataset);
    for rule in [ConflictRule::Range, choices.of(ConflictRule::ALL)] {
        let ask = question.ask.under(rule);
        let before = totals.ledger(&world.dataset, &question.selection, &ask);
        let after = other.ledger(&dataset, &selection, &ask);
        if before.total != after.total || lines(&world.dataset, &before) != lines(&dataset, &after)
        {
            return Err(format!("law 3: {:?}, shuffled {:?}", before.total, after.total));
        }
    }
    Ok(())
}

fn lines(dataset: &Dataset, ledger: &Ledger) -> Vec<(String, String, String)> {
    let mut lines: Vec<_> = ledger
        .figures
        .iter()
        .map(|line| {
            let operation = dataset.operation(line.operation);
            let figure = operation.figure(line.figure).id.clone();
            (operation.id.clone(), figure, format!("{:?}", line.verdict))
        })
        .collect();
    lines.sort();
    lines
}

fn shuffle(count: usize, choices: &mut Choices<'_>) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    for at in (1..count).rev() {
        order.swap(at, choices.below(at + 1));
    }
    order
}

/// The ledger in lines.
fn told(ledger: &Ledger) -> String {
    let figures = ledger.figures.iter().map(|it| {
        format!("{}/f{} {:?} {:?}", it.operation.0, it.figure.0 + 1, it.verdict, it.quantity)
    });
    let quantities = ledger.quantities.iter().enumerate().map(|(at, it)| {
        let indent = "  ".repeat(it.depth);
        let population = it.population.map(Population::slug);
        let marks = (it.sets_lower, it.sets_upper);
        format!(
            "{indent}{at}: {} {population:?} {:?} {:?} {marks:?}",
            it.operation.0, it.place, it.range
        )
    });
    figures.chain(quantities).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_laws_hold_in_generated_worlds() {
    let config = Config { cases: worlds(), failure_persistence: None, ..Config::default() };
    let seed = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config, seed);
    let numbers = prop::collection::vec(any::<u64>(), NUMBERS);
    let outcome =
        runner.run(&numbers, |numbers| check(&choices(&numbers)).map_err(TestCaseError::fail));
    if let Err(TestError::Fail(why, numbers)) = outcome {
        let numbers = choices(&numbers);
        let (asked, rest) = numbers.split_at(60);
        let world = world(rest);
        let question = question(&mut Choices::new(asked), &world.dataset);
        let ledger =
            Totals::new(&world.dataset).ledger(&world.dataset, &question.selection, &question.ask);
        let used = numbers.iter().rposition(|number| *number != 0).map_or(0, |at| at + 1);
        panic!(
            "{why}\n{}\nfilters {:?}\n{:?}\n{}\nchoices {:?}",
            world.told(),
            question.filters,
            ledger.total,
            told(&ledger),
            &numbers[..used]
        );
    }
}
