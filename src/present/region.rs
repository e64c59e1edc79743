//! The region of totals on a page: what the selected operations announced together, and how to ask
//! for it otherwise.

use crate::engine::{Answer, Clause, Field, Filters, Query, Table};
use crate::model::*;
use crate::present::export::{Circumstances, Contents, Export, Format, Making};
use crate::present::ledger::{self, LedgerPage};
use crate::present::record::Record;
use crate::present::sentence;
use crate::present::split::{self, Split};
use crate::present::total::{self, TotalText};
use crate::present::{labels, numbers};
use crate::totals::{Ask, NotOneNumber, Range, Selection};
use crate::view::{self, Page, View};

/// The totals of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// The totals that have a figure, those that share a scale together.
    pub groups: Vec<Group>,
    /// What no figure counts: `No figure: adults found, convictions.`
    pub absent: Option<String>,
    /// What the rule in effect does.
    pub rule: &'static str,
    /// One of the totals by a field, where the view asks for it.
    pub split: Option<Split>,
}

/// Totals that can be set side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The largest number among them.
    pub most: i64,
    /// The totals.
    pub lines: Vec<Line>,
}

/// A total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What is asked.
    pub ask: Ask,
    /// The two ends.
    pub range: Range,
    /// The total in words.
    pub words: TotalText,
    /// What explaining it is called: `Explain people found`.
    pub explain: String,
    /// What quoting it is called: `Quote people found`.
    pub quote: String,
    /// The total as a sentence to quote.
    pub sentence: String,
}

impl Line {
    /// Whether it is not about one group of suspects among others.
    pub fn is_main(&self) -> bool {
        is_main(&self.ask)
    }
}

/// What the totals of a page are taken over; nothing for a page without totals.
pub fn selection(record: &Record, view: &View, answer: Option<&Answer>) -> Option<Selection> {
    let dataset = &record.dataset;
    match (&view.page, answer) {
        (Page::Front, _) => Some(Selection::all(dataset)),
        (Page::Operation(id), _) => Some(Selection::one(dataset, dataset.operation_by_id(id)?)),
        (
            Page::Operations
            | Page::Figures
            | Page::Agency(_)
            | Page::Place(_)
            | Page::Programme(_),
            Some(answer),
        ) => match named(view) {
            Some(Ok((_, rest))) if rest != view.filters => {
                Some(selected(record, view, view.table()?, rest).1)
            }
            _ => Some(taken_over(dataset, view, view.table()?, answer, view.filters.clone())),
        },
        _ => None,
    }
}

/// What other filters than its own select of a view, and what totals are taken over by them. Nothing
/// is ordered: a total has no order.
fn selected(record: &Record, view: &View, table: Table, filters: Filters) -> (Answer, Selection) {
    let query =
        Query { filters: filters.clone(), sort: Vec::new(), ..view.query(table, Vec::new()) };
    let answer = record.answer(&query);
    let selection = taken_over(&record.dataset, view, table, &answer, filters);
    (answer, selection)
}

/// What totals are taken over that an answer of a table selects, by these filters.
fn taken_over(
    dataset: &Dataset,
    view: &View,
    table: Table,
    answer: &Answer,
    filters: Filters,
) -> Selection {
    let view = View { filters, ..view.clone() };
    let filters = self::filters(dataset, &view);
    match table {
        Table::Figures => Selection::of_figures(dataset, &answer.passing, &filters),
        _ => Selection::of_operations(dataset, &answer.operations, &filters),
    }
}

/// What the filters of a view name of a total: its measure, population or outcome, which is then what
/// is asked and no filter of it, with the filters that are left. Nothing where they name none.
fn named(view: &View) -> Option<Result<(Ask, Filters), NotOneNumber>> {
    let mut filters = view.filters.clone();
    if let Some(counting) = view.counting {
        filters.set(Field::Outcome, Clause::only(counting.slug()));
    }
    let names = |field: &Field| filters.get(*field).is_some();
    let any = [Field::Measure, Field::Population, Field::Outcome].iter().any(names);
    any.then(|| Ask::read(&filters, view.rule.0, view.possible))
}

/// The filters of a view without those that name what is asked of a total, where there are such.
pub fn without_asked(view: &View) -> Option<Filters> {
    let (_, rest) = named(view)?.ok()?;
    (rest != view.filters).then_some(rest)
}

/// The filters of a view. The page of a place is a filter of places too, unless a narrower one is
/// set.
pub fn filters(dataset: &Dataset, view: &View) -> Filters {
    let mut filters = view.filters.clone();
    if let Page::Place(id) = &view.page {
        let lies_inside = |value: &str| {
            dataset.place_by_id(value).is_some_and(|place| {
                dataset.place_and_parents(place).any(|place| dataset.place(place).id == *id)
            })
        };
        let narrower = match filters.get(Field::Place) {
            Some(Clause::AnyOf(values)) => values.iter().all(lies_inside),
            _ => false,
        };
        if !narrower {
            filters.set(Field::Place, Clause::only(id));
        }
    }
    filters
}

/// The totals of a selection, under what the view asks for.
pub fn region(record: &Record, view: &View, selection: &Selection) -> Region {
    let split = split::of_view(record, view);
    Region { split, ..of_asks(record, view, selection, asks(view)) }
}

/// These totals of a selection, under the rule of the view.
pub fn of_asks(record: &Record, view: &View, selection: &Selection, asks: Vec<Ask>) -> Region {
    let place = total::place_of_filter(&record.dataset, &filters(&record.dataset, view));
    let mut groups: Vec<Group> = Vec::new();
    let mut absent: Vec<String> = Vec::new();
    for ask in asks {
        let total = record.totals().total(&record.dataset, selection, &ask);
        let words = total::words(&total, place.as_deref());
        let name = words.label.clone();
        let Some(range) = total.range else {
            if is_main(&ask) {
                absent.push(labels::lower_first(&name));
            }
            continue;
        };
        let explain = format!("Explain {}", labels::lower_first(&name));
        let quote = format!("Quote {}", labels::lower_first(&name));
        let sentence = sentence::of_view(&record.dataset, view, &total);
        let line = Line { ask, range, words, explain, quote, sentence };
        let most = range.upper.unwrap_or(range.lower).max(range.lower);
        match groups.last_mut() {
            Some(group) if group.lines[0].ask.measure == ask.measure => {
                group.most = group.most.max(most);
                group.lines.push(line);
            }
            _ => groups.push(Group { most, lines: vec![line] }),
        }
    }
    let absent = (!absent.is_empty()).then(|| format!("No figure: {}.", absent.join("; ")));
    Region { groups, absent, rule: total::rule_line(view.rule.0), split: None }
}

/// What every page with totals asks: people, missing children, arrests by population, charges,
/// convictions; where the filters name a measure or a population, that alone.
fn asks(view: &View) -> Vec<Ask> {
    let (rule, possible) = (view.rule.0, view.possible);
    let names = |field: Field| view.filters.get(field).is_some();
    let named = named(view).and_then(Result::ok).map(|(ask, _)| ask);
    if let Some(ask) = named.filter(|_| names(Field::Population)) {
        return vec![ask];
    }
    let counting = named.and_then(|ask| ask.counting).or(view.counting);
    let mut asks = Vec::new();
    for ask in Ask::standard(rule, possible) {
        let counting = match ask.measure {
            Measure::Victims => counting.or(ask.counting),
            _ => ask.counting,
        };
        asks.push(Ask { counting, ..ask });
        if ask.measure == Measure::Arrests {
            asks.extend(Ask::arrests_by_population(rule, possible));
        }
    }
    let Some(ask) = named else { return asks };
    // Figures with an outcome are those of victims and missing children.
    let by_outcome = names(Field::Outcome) && !names(Field::Measure);
    asks.retain(|other| match (names(Field::Measure), by_outcome) {
        (true, _) => other.measure == ask.measure,
        (false, true) => other.measure == Measure::Victims,
        (false, false) => true,
    });
    if asks.is_empty() { vec![ask] } else { asks }
}

/// Whether the absence of a total is worth a word: a total of everyone, or of children or adults.
fn is_main(ask: &Ask) -> bool {
    !matches!(ask.population, Some(Population::Suspects(population)) if population != SuspectPopulation::All)
}

/// The ledger of a total of a page.
pub fn ledger_of(record: &Record, view: &View, selection: &Selection, ask: &Ask) -> LedgerPage {
    let ledger = record.totals().ledger(&record.dataset, selection, ask);
    let place = total::place_of_filter(&record.dataset, &filters(&record.dataset, view));
    let page = ledger::page(&record.dataset, &ledger, place.as_deref());
    LedgerPage { sentence: sentence::of_view(&record.dataset, view, &ledger.total), ..page }
}

/// The address under which the ledger of a total stands by itself; nothing where the page filters
/// figures in ways that a ledger's address has no words for.
pub fn address(record: &Record, view: &View, ask: &Ask) -> Option<View> {
    let dataset = &record.dataset;
    let mut filters = filters(dataset, view);
    let figures = view.page == Page::Figures;
    // Two filters of places cannot stand in one address.
    if view.filters.get(Field::Place).is_some_and(|own| filters.get(Field::Place) != Some(own)) {
        return None;
    }
    let unsaid = |field: &Field| filters.get(*field).is_some();
    if figures && (!view.search.is_empty() || [Field::Value, Field::Source].iter().any(unsaid)) {
        return None;
    }
    // What is asked takes the place of a filter that names one of it, and of no other.
    if let Some(Err(_)) = named(view) {
        return None;
    }
    let excludes = |field: &Field| matches!(filters.get(*field), Some(clause) if !matches!(clause, Clause::AnyOf(_)));
    if [Field::Measure, Field::Population, Field::Outcome].iter().any(excludes) {
        return None;
    }
    let (field, id) = match &view.page {
        Page::Operation(id) => (Field::Id, id),
        Page::Agency(id) => (Field::Agency, id),
        Page::Programme(id) => match dataset.programme(dataset.programme_by_id(id)?).kind {
            ProgrammeKind::Series => (Field::Series, id),
            ProgrammeKind::Initiative => (Field::Initiative, id),
        },
        _ => return Some(ledger::view(&filters, &view.search, ask)),
    };
    match filters.get(field) {
        None => filters.set(field, Clause::only(id)),
        Some(_) => return None,
    }
    Some(ledger::view(&filters, &view.search, ask))
}

/// What the address of a ledger asks for.
#[derive(Debug, PartialEq, Eq)]
pub enum Asked {
    /// One total.
    One(Box<One>),
    /// Nothing that is one number: why, and what can be asked instead.
    NotOne {
        /// Why, in a sentence.
        why: String,
        /// The totals that it would be made of.
        instead: Vec<(String, View)>,
    },
}

/// One total that is asked for.
#[derive(Debug, PartialEq, Eq)]
pub struct One {
    /// What it is taken over.
    pub selection: Selection,
    /// What is asked.
    pub ask: Ask,
    /// The filters that select, without those that ask.
    pub filters: Filters,
    /// What the filters select.
    pub answer: Answer,
}

/// What a view asks for that names measure, population and outcome as those of a total.
pub fn asked(record: &Record, view: &View, table: Table) -> Asked {
    let plain = || (total::ask(view, Measure::Victims), view.filters.clone());
    let (ask, rest) = match named(view).unwrap_or_else(|| Ok(plain())) {
        Ok(read) => read,
        Err(why) => return not_one(record, view, table, why),
    };
    let (answer, selection) = selected(record, view, table, rest.clone());
    let filters = filters(&record.dataset, &View { filters: rest, ..view.clone() });
    Asked::One(Box::new(One { selection, ask, filters, answer }))
}

/// Why what is asked is not one number, with the numbers that it would be made of.
fn not_one(record: &Record, view: &View, table: Table, why: NotOneNumber) -> Asked {
    let mut words = total::not_one_number(why);
    if let NotOneNumber::NoTotal(measure) = why {
        let mut rest = view.filters.clone();
        rest.remove(Field::Measure);
        let (_, selection) = selected(record, view, table, rest);
        let found = record.totals().lowest_highest(&record.dataset, &selection, measure);
        words.push_str(&found.map_or_else(
            || " No figure of the selection states it.".into(),
            |found| {
                format!(
                    " Lowest {}, highest {}, in {}.",
                    numbers::amount(found.lowest),
                    numbers::amount(found.highest),
                    numbers::count(found.figures, "figure", "figures")
                )
            },
        ));
    }
    let several =
        [Field::Measure, Field::Outcome, Field::Population].into_iter().find_map(|field| {
            let values: Vec<&str> = view.filters.get(field)?.values().collect();
            (values.len() > 1).then_some((field, values))
        });
    let (field, values) = several.unwrap_or((Field::Measure, Vec::new()));
    let each = |value: &str| {
        let mut view = view.clone();
        view.filters.set(field, Clause::only(value));
        let Asked::One(one) = asked(record, &view, table) else { return None };
        let total = record.totals().total(&record.dataset, &one.selection, &one.ask);
        Some((format!("{}: {}", total::label(&one.ask), total::number(&total)), view))
    };
    Asked::NotOne { why: words, instead: values.into_iter().filter_map(each).collect() }
}

/// A ledger in the form that a reader takes along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Comma-separated values, a row a figure.
    Csv,
    /// JSON, as the command line prints it.
    Json,
    /// Numbered notes, each with its source.
    Notes,
}

impl Form {
    /// The name of a file in this form.
    pub fn file(self) -> &'static str {
        match self {
            Self::Csv => "ledger.csv",
            Self::Json => "ledger.json",
            Self::Notes => "ledger.txt",
        }
    }

    /// The media type of such a file.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv => crate::present::csv::MEDIA_TYPE,
            Self::Json => "application/json",
            Self::Notes => "text/plain;charset=utf-8",
        }
    }
}

/// The ledger of a total as a text to take along, from the view that it is taken over.
pub fn text_of(
    record: &Record,
    view: &View,
    selection: &Selection,
    ask: &Ask,
    form: Form,
    reader: &Circumstances<'_>,
) -> String {
    let dataset = &record.dataset;
    let found = record.totals().ledger(dataset, selection, ask);
    // As the command line writes it.
    let query = || view::write(view).trim_start_matches('/').to_string();
    match form {
        Form::Csv => {
            let export = Export::of_ledger(record, view, selection, &found, reader);
            match Making::new(export, Format::Csv).at_once(record) {
                Contents::Text(text) => text,
                Contents::Archive(_) => String::new(),
            }
        }
        Form::Json => ledger::to_json(dataset, &found, &query()),
        Form::Notes => {
            let words = total::words(&found.total, None);
            let mut lines = vec![
                format!("{}: {}. {}.", words.label, words.number, words.behind),
                sentence::of_view(dataset, view, &found.total),
                format!("{}: {}", total::rule_name(ask.rule), total::rule_line(ask.rule)),
                format!("{} · Clearcount, dataset {}", query(), dataset.edition.version),
                total::ANNOUNCED.to_string(),
            ];
            lines.extend(words.notes.iter().cloned());
            lines.extend(words.suspects.then(|| total::ALLEGATION.to_string()));
            lines.extend(ledger::footnotes(dataset, &found));
            lines.join("\n") + "\n"
        }
    }
}
