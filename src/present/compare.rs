//! Two to six operations side by side: their totals by quantity, each row on one scale, and what
//! speaks against comparing them, a sentence each.

use crate::engine::{Answer, Clause, Field, Query, Table};
use crate::model::*;
use crate::present::charts::{Chart, editions};
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
    let add = "Press “Compare” at the operations in the table that you want side by side.";
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
    let operations = chosen.iter().map(|at| {
        let operation = dataset.operation(*at);
        let others: Vec<OperationIdx> =
            chosen.iter().copied().filter(|other| other != at).collect();
        Beside {
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
        cautions: cautions(record, view, &chosen),
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
    let inside = |at: &OperationIdx| {
        let mut wholes = std::iter::successors(dataset.operation(*at).part_of, |whole| {
            dataset.operation(*whole).part_of
        });
        wholes.any(|whole| passes(&whole))
    };
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
            let total = record.totals.of_operation(dataset, *at, &ask);
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

/// What speaks against comparing some operations.
fn cautions(record: &Record, view: &View, chosen: &[OperationIdx]) -> Vec<String> {
    let dataset = &record.dataset;
    let name = |at: &OperationIdx| ledger::name(dataset.operation(*at));
    let mut cautions = Vec::new();
    for (at, one) in chosen.iter().enumerate() {
        for other in &chosen[at + 1..] {
            let is_part = |part: &OperationIdx, whole: &OperationIdx| {
                let mut wholes = std::iter::successors(dataset.operation(*part).part_of, |whole| {
                    dataset.operation(*whole).part_of
                });
                wholes.any(|at| at == *whole)
            };
            let (part, whole) = if is_part(one, other) { (one, other) } else { (other, one) };
            if is_part(part, whole) {
                cautions.push(format!(
                    "{} is a part of {}: whoever is counted in the part is counted in the whole as well.",
                    name(part),
                    name(whole)
                ));
            } else if record.totals.related(*one, *other) {
                cautions.push(format!(
                    "{} and {} may have counted the same people: they belong to one operation, or one agency led both in one place at one time.",
                    name(one),
                    name(other)
                ));
            }
        }
    }
    let differ = |what: &str, of: &dyn Fn(&Operation) -> Option<String>| {
        let said: Vec<(&str, Option<String>)> =
            chosen.iter().map(|at| (name(at), of(dataset.operation(*at)))).collect();
        let mut known: Vec<&String> = said.iter().filter_map(|(_, said)| said.as_ref()).collect();
        order::sort_by(&mut known, |a, b| a.cmp(b));
        known.dedup();
        let each = said
            .iter()
            .map(|(name, said)| format!("{name}: {}", said.as_deref().unwrap_or("not stated")));
        (known.len() > 1).then(|| format!("{what}: {}.", each.collect::<Vec<_>>().join("; ")))
    };
    cautions.extend(differ("They do not count the same outcomes", &outcomes));
    let counting = total::ask(view, Measure::Victims).outcomes();
    cautions.extend(differ("They do not count the same people", &|operation| {
        populations(operation, counting)
    }));
    cautions.extend(differ("They do not count in the same unit", &unit));
    cautions.extend(differ("They lasted different lengths of time", &length));
    cautions.extend(differ("They covered different areas", &|operation| {
        labels::places(dataset, &operation.places)
    }));
    if cautions.is_empty() {
        cautions.push("The record knows nothing that speaks against comparing them. What was announced of each can differ all the same: who counted, and what they chose to tell.".into());
    }
    cautions
}

/// The figures of an operation's own that count a measure.
fn own(operation: &Operation, measure: Measure) -> impl Iterator<Item = &Figure> {
    let figures = operation.figures.iter();
    figures.filter(move |figure| figure.measure == measure && figure.scope == Scope::Operation)
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

/// In what an operation counts whom it found and whom it suspects, where that is not the usual.
fn unit(operation: &Operation) -> Option<String> {
    let counts = |measure: &&Measure| own(operation, **measure).next().is_some();
    let found = [Measure::Victims, Measure::MissingChildren];
    let suspects = [
        Measure::Arrests,
        Measure::SuspectsIdentified,
        Measure::SuspectsIdentifiedOrArrested,
        Measure::Charges,
    ];
    // The usual unit, where there is one, is what is compared.
    let first = |list: &[Measure]| list.iter().find(counts).copied();
    joined(first(&found).into_iter().chain(first(&suspects)).map(|measure| measure.label()))
}

/// How many days an operation lasted, where its first and its last day are stated.
fn length(operation: &Operation) -> Option<String> {
    let (start, end) = (operation.start?, operation.end?);
    start.day()?;
    end.day()?;
    let days = (end.last_day() - start.first_day()).num_days() + 1;
    usize::try_from(days).ok().map(|days| numbers::count(days, "day", "days"))
}
