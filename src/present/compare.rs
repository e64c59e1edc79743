//! Two to six operations side by side: their totals by quantity, each row on one scale, and what
//! speaks against comparing them, a sentence each.

use crate::engine::{Answer, Clause, Field, Query, Table};
use crate::model::*;
use crate::present::charts::{Chart, editions, listed};
use crate::present::record::Record;
use crate::present::split::Number;
use crate::present::{labels, ledger, numbers, time, total};
use crate::totals::Ask;
use crate::view::{MOST_COMPARED, Page, View};

/// What the address of a comparison asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Compared {
    /// Operations side by side.
    Side(Comparison),
    /// Too few or too many.
    Refused {
        /// Why, and what to do.
        why: String,
        /// Where to go.
        instead: Vec<(String, View)>,
    },
}

/// Operations side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The operations, in order of id.
    pub operations: Vec<Beside>,
    /// What speaks against comparing them, a sentence each.
    pub cautions: Vec<String>,
    /// The quantities that any of them gives.
    pub rows: Vec<Row>,
    /// Whether suspects are counted.
    pub suspects: bool,
}

/// One of the operations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// The letter that it is called by in the sentences and beside its name: `A`.
    pub letter: char,
    /// What it is called.
    pub name: String,
    /// When it took place.
    pub date: Option<String>,
    /// Its page.
    pub target: View,
    /// The comparison without it, where enough others are left.
    pub without: Option<View>,
}

/// A quantity of each operation, on one scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What is counted.
    pub name: String,
    /// The largest number in the row.
    pub most: i64,
    /// The number of each operation.
    pub cells: Vec<Number>,
}

/// The view that compares these operations.
pub fn view<'a>(ids: impl IntoIterator<Item = &'a str>) -> View {
    let mut view = View::of(Page::Compare);
    view.filters.set(Field::Id, Clause::AnyOf(ids.into_iter().collect()));
    view
}

/// What a view asks for, whose filters select this.
pub fn of_view(record: &Record, view: &View, answer: &Answer) -> Compared {
    let dataset = &record.dataset;
    let chosen = chosen(dataset, view, answer);
    let ids = |list: &[OperationIdx]| -> Vec<String> {
        list.iter().map(|at| dataset.operation(*at).id.clone()).collect()
    };
    let comparison = |list: &[OperationIdx]| {
        let ids = ids(list);
        self::view(ids.iter().map(String::as_str))
    };
    let add =
        "Press “Add to comparison” at the operations in the table that you want side by side.";
    if chosen.len() < 2 {
        let mut why = match chosen.first() {
            None => "The address names no operation of the record to compare.".to_string(),
            Some(only) => format!(
                "A comparison needs two operations; the address names {} alone.",
                labels::operation(dataset.operation(*only))
            ),
        };
        why.push(' ');
        why.push_str(add);
        let table = View { compare: ids(&chosen), ..View::of(Page::Operations) };
        return Compared::Refused { why, instead: vec![("Choose operations".into(), table)] };
    }
    if chosen.len() > MOST_COMPARED {
        let why = format!(
            "{} are more than fit side by side: {MOST_COMPARED} at most. Name fewer by id=, or narrow the filter, by year for example.",
            numbers::count(chosen.len(), "operation", "operations"),
        );
        // Ids begin with the year.
        let last = &chosen[chosen.len() - MOST_COMPARED..];
        let label = format!("Compare the last {MOST_COMPARED}");
        return Compared::Refused { why, instead: vec![(label, comparison(last))] };
    }
    let operations = chosen.iter().zip('A'..).map(|(at, letter)| {
        let operation = dataset.operation(*at);
        let others: Vec<OperationIdx> =
            chosen.iter().copied().filter(|other| other != at).collect();
        Beside {
            letter,
            name: ledger::name(operation).to_string(),
            date: time::of_operation(operation),
            target: View::of(Page::Operation(operation.id.clone())),
            without: (others.len() > 1).then(|| comparison(&others)),
        }
    });
    let rows: Vec<(Ask, Row)> = asks(view)
        .into_iter()
        .filter_map(|ask| Some((ask, row(record, view, &chosen, ask)?)))
        .collect();
    Compared::Side(Comparison {
        operations: operations.collect(),
        cautions: cautions(record, view, &chosen, &rows),
        suspects: rows.iter().any(|(ask, _)| ask.measure.presumed_innocent()),
        rows: rows.into_iter().map(|(_, row)| row).collect(),
    })
}

/// The operations that are named, or else those that the filters select. Of a series, its editions:
/// not the parts of those that stand there themselves.
fn chosen(dataset: &Dataset, view: &View, answer: &Answer) -> Vec<OperationIdx> {
    let passes = |at: &OperationIdx| answer.operations.contains(at.position());
    if let Some(clause @ Clause::AnyOf(_)) = view.filters.get(Field::Id) {
        return clause
            .values()
            .filter_map(|id| dataset.operation_by_id(id))
            .filter(passes)
            .collect();
    }
    if view.filters.is_empty() && view.search.trim().is_empty() {
        return Vec::new();
    }
    let inside = |at: &OperationIdx| wholes(dataset, *at).any(|whole| passes(&whole));
    answer.operations.iter().map(OperationIdx).filter(|at| !inside(at)).collect()
}

/// The answer to what a comparison selects.
pub fn answer(record: &Record, view: &View) -> Answer {
    let query = view.query(Table::Operations, Vec::new());
    record.answer(&Query { sort: Vec::new(), limit: 0, ..query })
}

/// Each total that every page has and two of the operations state, on an axis of its own.
pub fn charts(record: &Record, view: &View) -> Vec<Chart> {
    let chosen = chosen(&record.dataset, view, &answer(record, view));
    if !(2..=MOST_COMPARED).contains(&chosen.len()) {
        return Vec::new();
    }
    let name = |at: &OperationIdx| ledger::name(record.dataset.operation(*at));
    let filter = chosen.iter().map(name).collect::<Vec<_>>().join("; ");
    let of =
        |ask| editions::chart(record, view, (&editions::CHOSEN, filter.clone()), &chosen, &ask);
    Ask::standard(view.rule.0, view.possible)
        .into_iter()
        .map(|ask| Ask { counting: total::ask(view, ask.measure).counting, ..ask })
        .filter_map(of)
        .collect()
}

/// What is compared: everything that has a total, people and suspects by group.
fn asks(view: &View) -> Vec<Ask> {
    let (rule, possible) = (view.rule.0, view.possible);
    let mut asks = Vec::new();
    for measure in Measure::ALL.iter().filter(|measure| measure.total()) {
        let ask = total::ask(view, *measure);
        asks.push(ask);
        match measure {
            Measure::Victims => {
                asks.push(ask.victims(VictimPopulation::Children));
                asks.push(ask.victims(VictimPopulation::Adults));
                let others = OutcomeClass::ALL.iter().map(|class| Counting::Class(*class));
                let others = others.filter(|class| ask.counting != Some(*class));
                asks.extend(others.map(|class| Ask { counting: Some(class), ..ask }));
            }
            Measure::Arrests => asks.extend(Ask::arrests_by_population(rule, possible)),
            _ => {}
        }
    }
    asks
}

fn row(record: &Record, view: &View, chosen: &[OperationIdx], ask: Ask) -> Option<Row> {
    let dataset = &record.dataset;
    let cells: Vec<Number> = chosen
        .iter()
        .map(|at| {
            let total = record.totals().of_operation(dataset, *at, &ask);
            let home = View {
                rule: view.rule,
                possible: view.possible,
                ..View::of(Page::Operation(dataset.operation(*at).id.clone()))
            };
            Number::new(record, &home, &total, None)
        })
        .collect();
    let ranges = cells.iter().filter_map(|cell| cell.range);
    let most = ranges.map(|range| range.upper.unwrap_or(range.lower).max(range.lower)).max()?;
    Some(Row { name: total::label(&ask), most, cells })
}

/// What speaks against comparing some operations, each called by its letter: names are long, and stand
/// beside the letters.
fn cautions(
    record: &Record,
    view: &View,
    chosen: &[OperationIdx],
    rows: &[(Ask, Row)],
) -> Vec<String> {
    let dataset = &record.dataset;
    let all: Vec<(char, OperationIdx)> = ('A'..).zip(chosen.iter().copied()).collect();
    let mut cautions = Vec::new();
    for (at, (one, first)) in all.iter().enumerate() {
        for (offset, (other, second)) in all[at + 1..].iter().enumerate() {
            let beside = at + 1 + offset;
            let is_part = |part: OperationIdx, whole: OperationIdx| {
                wholes(dataset, part).any(|at| at == whole)
            };
            if is_part(*first, *second) {
                cautions.push(part_of(
                    dataset,
                    [(*one, *first, at), (*other, *second, beside)],
                    rows,
                ));
            } else if is_part(*second, *first) {
                cautions.push(part_of(
                    dataset,
                    [(*other, *second, beside), (*one, *first, at)],
                    rows,
                ));
            } else if record.totals().related(*first, *second) {
                let why = why_related(dataset, *first, *second);
                cautions.push(format!(
                    "{one} and {other} may have counted the same people, so that their numbers may not be added up: {why}."
                ));
            }
        }
    }
    let said = |of: &dyn Fn(&Operation) -> Option<String>| -> Vec<(char, Option<String>)> {
        all.iter().map(|(letter, at)| (*letter, of(dataset.operation(*at)))).collect()
    };
    let counting = total::ask(view, Measure::Victims).outcomes();
    for (what, said) in [
        ("They do not count the same outcomes", said(&outcomes)),
        ("They do not count the same people", said(&|it| populations(it, counting))),
        ("They do not count in the same unit", said(&|it| unit(it, &FOUND))),
        ("They do not count in the same unit", said(&|it| unit(it, &SUSPECTS))),
        ("They lasted different lengths of time", said(&length)),
        ("They covered different areas", said(&|it| labels::places(dataset, &it.places))),
    ] {
        cautions.extend(differ(what, &said));
    }
    for (of, measures) in [("people found", &FOUND[..]), ("arrests or charges", &SUSPECTS[..])] {
        let (given, missing): (Vec<_>, Vec<_>) =
            said(&|it| unit(it, measures)).into_iter().partition(|(_, unit)| unit.is_some());
        if !given.is_empty() && !missing.is_empty() {
            let missing: Vec<String> = missing.iter().map(|(it, _)| it.to_string()).collect();
            cautions.push(format!(
                "No figure for {of} is known of {}, which does not mean that there were none.",
                listed(&missing)
            ));
        }
    }
    if cautions.is_empty() {
        cautions.push("The record knows nothing that speaks against comparing them. What was announced of each can differ all the same: who counted, and what they chose to tell.".into());
    }
    cautions
}

/// The larger operations that one is a part of, from the inside out.
fn wholes(dataset: &Dataset, part: OperationIdx) -> impl Iterator<Item = OperationIdx> {
    std::iter::successors(dataset.operation(part).part_of, |at| dataset.operation(*at).part_of)
}

/// What holds between a part and its whole, each with its letter and its place in the rows. A part is
/// inside its whole quantity by quantity, and only where both report one and the part's is not larger.
fn part_of(
    dataset: &Dataset,
    [(part, inner, at), (whole, outer, beside)]: [(char, OperationIdx, usize); 2],
    rows: &[(Ask, Row)],
) -> String {
    let gives = |home: OperationIdx, ask: &Ask| {
        own(dataset.operation(home), ask.measure).any(|figure| {
            let counted = ask.outcomes().is_none_or(|counting| counting.admits(figure.outcome));
            // Of the whole, a number for one place holds only that place's.
            let reaches = home == inner || figure.place.is_none();
            counted && figure.population == ask.population && reaches
        })
    };
    let inside = |(ask, row): &&(Ask, Row)| {
        let fits = match (row.cells[at].range, row.cells[beside].range) {
            (Some(part), Some(whole)) => whole.upper.is_none_or(|upper| part.lower <= upper),
            _ => false,
        };
        fits && gives(inner, ask) && gives(outer, ask)
    };
    let names: Vec<String> =
        rows.iter().filter(inside).map(|(_, row)| row.name.to_ascii_lowercase()).collect();
    match names.is_empty() {
        true => format!(
            "{part} is a part of {whole}, and of no number is it known that it is inside one of {whole}: they may have counted the same people, so that their numbers may not be added up."
        ),
        false => format!(
            "{part} is a part of {whole}. Both give a number of {}, and there that of {part} is inside that of {whole}. Whatever else they count may overlap, so that their numbers may not be added up.",
            listed(&names)
        ),
    }
}

/// Why two operations of which none is a part of the other may have counted the same people.
fn why_related(dataset: &Dataset, one: OperationIdx, other: OperationIdx) -> String {
    if let Some(whole) = wholes(dataset, one).find(|at| wholes(dataset, other).any(|it| it == *at))
    {
        return format!("both are parts of {}", ledger::name(dataset.operation(whole)));
    }
    let leads = |operation: OperationIdx| {
        let entries = dataset.operation(operation).participations.iter();
        entries.filter(|entry| entry.role == Role::Lead).map(|entry| entry.agency)
    };
    let led = leads(one).find(|agency| leads(other).any(|it| it == *agency));
    let agency = led.map_or("one agency", |agency| &dataset.agency(agency).name);
    format!("{agency} led both, in one place at one time")
}

/// Which operations say what, those that say the same together, where they do not all say the same:
/// `A and C: 2 days; B: not stated`.
fn differ(what: &str, said: &[(char, Option<String>)]) -> Option<String> {
    let mut groups: Vec<(Option<&str>, Vec<String>)> = Vec::new();
    for (letter, words) in said {
        let words = words.as_deref();
        match groups.iter_mut().find(|(other, _)| *other == words) {
            Some((_, letters)) => letters.push(letter.to_string()),
            None => groups.push((words, vec![letter.to_string()])),
        }
    }
    let known = groups.iter().filter(|(words, _)| words.is_some()).count();
    let each = groups
        .iter()
        .map(|(words, letters)| format!("{}: {}", listed(letters), words.unwrap_or("not stated")));
    (known > 1).then(|| format!("{what}. {}.", each.collect::<Vec<_>>().join("; ")))
}

/// In what whom an operation found is counted, the usual first.
const FOUND: [Measure; 2] = [Measure::Victims, Measure::MissingChildren];

/// In what whom it suspects is counted, the usual first.
const SUSPECTS: [Measure; 4] = [
    Measure::Arrests,
    Measure::SuspectsIdentified,
    Measure::SuspectsIdentifiedOrArrested,
    Measure::Charges,
];

/// The figures of an operation's own that count a measure. Of merely possible people nothing is known
/// that could be compared.
fn own(operation: &Operation, measure: Measure) -> impl Iterator<Item = &Figure> {
    operation.figures.iter().filter(move |figure| {
        figure.measure == measure
            && figure.scope == Scope::Operation
            && !figure.flags.contains(&Flag::Potential)
    })
}

/// The words of some terms, each once, in order.
fn joined(words: impl Iterator<Item = &'static str>) -> Option<String> {
    let mut known: Vec<&str> = Vec::new();
    words.for_each(|word| {
        if !known.contains(&word) {
            known.push(word);
        }
    });
    (!known.is_empty()).then(|| known.join(", ").to_ascii_lowercase())
}

/// Which classes of outcomes the victims of an operation are counted by.
fn outcomes(operation: &Operation) -> Option<String> {
    let classes = OutcomeClass::ALL.iter().filter(|class| {
        let mut figures = own(operation, Measure::Victims);
        figures.any(|figure| figure.outcome.is_some_and(|outcome| outcome.class() == **class))
    });
    joined(classes.map(|class| class.label()))
}

/// Whether everyone is counted, or children or adults alone.
fn populations(operation: &Operation, counting: Option<Counting>) -> Option<String> {
    let counts = |group: VictimPopulation| {
        own(operation, Measure::Victims).any(|figure| {
            figure.population == Some(Population::Victims(group))
                && counting.is_none_or(|counting| counting.admits(figure.outcome))
        })
    };
    let everyone = [VictimPopulation::All, VictimPopulation::Unspecified];
    if everyone.into_iter().any(counts) {
        return Some("everyone".into());
    }
    use VictimPopulation::{Adults, Boys, Children, Girls, Men, Women, WomenAndGirls};
    let children = [Children, Girls, Boys, WomenAndGirls].into_iter().any(counts);
    let adults = [Adults, Women, Men, WomenAndGirls].into_iter().any(counts);
    match (children, adults) {
        (true, true) => Some("children and adults, apart".into()),
        (true, false) => Some("children only".into()),
        (false, true) => Some("adults only".into()),
        (false, false) => None,
    }
}

/// The first of some measures that an operation counts in: where it has the usual one, that is compared.
fn unit(operation: &Operation, measures: &[Measure]) -> Option<String> {
    let counts = |measure: &&Measure| own(operation, **measure).next().is_some();
    measures.iter().find(counts).map(|measure| measure.label().to_ascii_lowercase())
}

/// How many days an operation lasted, where its first and its last day are stated.
fn length(operation: &Operation) -> Option<String> {
    let (start, end) = (operation.start?, operation.end?);
    start.day()?;
    end.day()?;
    let days = (end.last_day() - start.first_day()).num_days() + 1;
    usize::try_from(days).ok().map(|days| numbers::count(days, "day", "days"))
}
