//! The ledger of a total in words: every figure that went in and every figure that did not, with the
//! reason, and what contains what.

use crate::engine::Filters;
use crate::model::*;
use crate::present::export::{Rows, Sheet};
use crate::present::rows::{self, Cell, columns};
use crate::present::total::{self, TotalText};
use crate::present::{json, labels, numbers, time};
use crate::totals::{Ask, Ledger, LedgerFigure, LedgerQuantity, Verdict};
use crate::view::{Page, Rule, View};

/// A ledger as a page or a dialog shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerPage {
    /// The total.
    pub total: TotalText,
    /// The total as a sentence to quote; empty where no view asks for it.
    pub sentence: String,
    /// The rule's name.
    pub rule: &'static str,
    /// What the rule does.
    pub rule_line: &'static str,
    /// The figures, by operation.
    pub groups: Vec<LedgerGroup>,
    /// What contains what: an indented list.
    pub chain: Vec<ChainLine>,
}

/// An operation's figures in a ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerGroup {
    /// The operation.
    pub target: Page,
    /// What it is called.
    pub title: String,
    /// The figures that are in the total.
    pub included: Vec<LedgerLine>,
    /// Those that are not.
    pub excluded: Vec<LedgerLine>,
}

/// A figure in a ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerLine {
    /// The figure.
    pub target: Page,
    /// The number as stated: `more than 400`.
    pub value: String,
    /// What it counts, and where.
    pub counts: String,
    /// Who published it.
    pub publisher: String,
    /// The address of the source.
    pub url: String,
    /// Where in the source it stands.
    pub locator: String,
    /// Why it is left out, in a sentence.
    pub reason: Option<&'static str>,
    /// Of what number of another measure the source says that it is a part: it is never added to it.
    pub link: Option<String>,
}

/// A quantity in the outline of what contains what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainLine {
    /// How deep it lies in others.
    pub depth: usize,
    /// Its operation.
    pub target: Page,
    /// What it counts: `Operation Independence Day: children`.
    pub counts: String,
    /// How many.
    pub number: String,
    /// What it does for the total.
    pub role: &'static str,
}

/// A ledger in words; `place` is what the place filter selects, as a reader calls it.
pub fn page(dataset: &Dataset, ledger: &Ledger, place: Option<&str>) -> LedgerPage {
    let rule = ledger.total.ask.rule;
    let groups = ledger.figures.chunk_by(|a, b| a.operation == b.operation);
    LedgerPage {
        total: total::words(&ledger.total, place),
        sentence: String::new(),
        rule: total::rule_name(rule),
        rule_line: total::rule_line(rule),
        groups: groups.map(|figures| group(dataset, figures)).collect(),
        chain: ledger.quantities.iter().map(|quantity| chain_line(dataset, quantity)).collect(),
    }
}

/// What an operation is called beside others: a part by its title, for its name is often the whole's.
pub fn name(operation: &Operation) -> &str {
    match operation.part_of {
        Some(_) => &operation.title,
        None => labels::operation(operation),
    }
}

fn group(dataset: &Dataset, figures: &[LedgerFigure]) -> LedgerGroup {
    let operation = dataset.operation(figures[0].operation);
    let of = |included: bool| -> Vec<LedgerLine> {
        let lines = figures.iter().filter(|it| (it.verdict == Verdict::Included) == included);
        lines.map(|figure| line(dataset, figure)).collect()
    };
    LedgerGroup {
        target: Page::Operation(operation.id.clone()),
        title: name(operation).to_string(),
        included: of(true),
        excluded: of(false),
    }
}

fn line(dataset: &Dataset, entry: &LedgerFigure) -> LedgerLine {
    let operation = dataset.operation(entry.operation);
    let figure = operation.figure(entry.figure);
    let mut counts = labels::quantity(figure);
    if let Some(place) = figure.place {
        counts.push_str(", ");
        counts.push_str(&labels::place_name(dataset, place));
    }
    LedgerLine {
        target: Page::Figure { operation: operation.id.clone(), figure: figure.id.clone() },
        value: numbers::stated(figure),
        counts,
        publisher: operation.source(figure.source).publisher.clone(),
        url: operation.source(figure.source).url.clone(),
        locator: figure.locator.clone(),
        reason: match entry.verdict {
            Verdict::Included => None,
            Verdict::Excluded(reason) => Some(sentence(reason)),
        },
        link: figure
            .part_of
            .map(|whole| operation.figure(whole))
            .filter(|whole| whole.measure != figure.measure)
            .map(|whole| {
                format!(
                    "The source states it as a part of {} ({}), which is another measure.",
                    numbers::stated(whole),
                    labels::quantity(whole).to_ascii_lowercase()
                )
            }),
    }
}

/// Why a figure is left out, in a sentence.
pub fn sentence(reason: ExclusionReason) -> &'static str {
    ExclusionReason::TERMS[reason.index()].definition
}

/// The word for a reason in files: `part_of_counted_whole`, `rule_majority`.
pub fn reason_word(reason: ExclusionReason, rule: ConflictRule) -> String {
    match reason {
        ExclusionReason::Rule => format!("rule_{}", rule.slug()),
        reason => reason.slug().to_string(),
    }
}

fn chain_line(dataset: &Dataset, quantity: &LedgerQuantity) -> ChainLine {
    let operation = dataset.operation(quantity.operation);
    let mut counts = name(operation).to_string();
    if let Some(population) = quantity.population {
        counts.push_str(": ");
        counts.push_str(&population.label().to_ascii_lowercase());
    }
    if let Some(place) = quantity.place {
        counts.push_str(", ");
        counts.push_str(&labels::place_name(dataset, place));
    }
    ChainLine {
        depth: quantity.depth,
        target: Page::Operation(operation.id.clone()),
        counts,
        number: total::range_words(quantity.range),
        role: match (quantity.sets_lower, quantity.sets_upper) {
            (true, true) => "counts in both ends",
            (true, false) => "counts in the lower end",
            (false, true) => "counts in the upper end",
            (false, false) => "is inside or may overlap what counts",
        },
    }
}

/// The address of the ledger of a total: what the filters select, and what is asked.
pub fn view(filters: &Filters, search: &str, ask: &Ask) -> View {
    use crate::engine::{Clause, Field};
    let mut filters = filters.clone();
    for field in [Field::Measure, Field::Population, Field::Outcome] {
        filters.remove(field);
    }
    let one = |word: &str| Clause::only(word);
    let plain = Ask::of(ask.measure);
    filters.set(Field::Measure, one(ask.measure.slug()));
    if let Some(population) = ask.population.filter(|_| ask.population != plain.population) {
        filters.set(Field::Population, one(population.slug()));
    }
    if let Some(counting) = ask.counting.filter(|_| ask.counting != plain.counting) {
        filters.set(Field::Outcome, one(counting.slug()));
    }
    View {
        filters,
        search: search.to_string(),
        rule: Rule(ask.rule),
        possible: ask.possible,
        ..View::of(Page::Ledger)
    }
}

/// A ledger as numbered notes, each with its source: for print and for fact-checkers.
pub fn footnotes(dataset: &Dataset, ledger: &Ledger) -> Vec<String> {
    let included = ledger.figures.iter().filter(|it| it.verdict == Verdict::Included);
    let note = |(number, entry): (usize, &LedgerFigure)| {
        let operation = dataset.operation(entry.operation);
        let figure = operation.figure(entry.figure);
        let source = operation.source(figure.source);
        let dated =
            source.published.map(|date| format!(", {}", time::date(date))).unwrap_or_default();
        format!(
            "{}. {} ({}): {}, “{}”{dated}, {}. {} [{}/{}]",
            number + 1,
            numbers::stated(figure),
            labels::quantity(figure),
            source.publisher,
            source.title,
            figure.locator,
            source.url,
            operation.id,
            figure.id
        )
    };
    included.enumerate().map(note).collect()
}

/// A ledger for machines, in JSON: the total, and its figures as they stand in the dataset. Written
/// here and not by serde, whose writer would be in the app for this alone.
pub fn to_json(dataset: &Dataset, ledger: &Ledger, query: &str) -> String {
    let ask = &ledger.total.ask;
    let figures = |included: bool| {
        let of = ledger.figures.iter().filter(|it| (it.verdict == Verdict::Included) == included);
        let row = |entry: &LedgerFigure| {
            let operation = dataset.operation(entry.operation);
            let figure = operation.figure(entry.figure);
            let mut row = vec![
                ("operation", json::text(&operation.id)),
                ("figure", json::text(&figure.id)),
                ("source", json::text(&operation.source(figure.source).id)),
                ("value", figure.value.to_string()),
            ];
            if let Verdict::Excluded(reason) = entry.verdict {
                row.push(("reason", json::text(&reason_word(reason, ask.rule))));
            }
            json::object(&row)
        };
        json::rows(of.map(row).collect())
    };
    let range = ledger.total.range;
    let end = |end: Option<i64>| end.map_or("null".into(), |end| end.to_string());
    json::object(&[
        ("query", json::text(query)),
        ("measure", json::text(ask.measure.slug())),
        ("population", json::text_or_null(ask.population.map(Population::slug))),
        ("outcome", json::text_or_null(ask.outcomes().map(Counting::slug))),
        ("rule", json::text(ask.rule.slug())),
        ("lower", end(range.map(|range| range.lower))),
        ("upper", end(range.and_then(|range| range.upper))),
        ("approximate", ledger.total.approximate.to_string()),
        ("included", figures(true)),
        ("excluded", figures(false)),
    ]) + "\n"
}

/// A ledger as a table: a row for each figure, and whether it is in.
pub fn sheet(dataset: &Dataset, ledger: &Ledger) -> Sheet {
    let row = |entry: &LedgerFigure| {
        let reason = match entry.verdict {
            Verdict::Included => None,
            Verdict::Excluded(reason) => Some(reason_word(reason, ledger.total.ask.rule)),
        };
        let mut row = rows::figure(dataset, entry.operation, entry.figure);
        row.push(Cell::Boolean(reason.is_none()));
        row.push(reason.map_or(Cell::Empty, Cell::Text));
        row
    };
    let rows = Rows::Ready(ledger.figures.iter().map(row).collect());
    Sheet { name: "ledger", title: "Ledger", columns: &columns::LEDGER, rows }
}
