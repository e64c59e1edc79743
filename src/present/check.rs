//! A number that a reader has met somewhere, looked up in the record: which figures carry it, for what
//! and when, and which known confusion it may repeat. What is merely near is said to be so, and only
//! where a known confusion makes it so.

use crate::engine::{Clause, Field, Query, Search, Table, fold, is_letter};
use crate::model::*;
use crate::present::record::Record;
use crate::present::{disagreement, labels, numbers};
use crate::totals::one_digit;
use crate::view::{Page, View};

/// How many lines of each kind are shown.
const MOST: usize = 12;

/// What is known of a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// What was found, in a sentence or two.
    pub found: String,
    /// The quantities that carry the number.
    pub carried: Vec<CheckLine>,
    /// The confusions that it may repeat, a sentence each.
    pub confusions: Vec<CheckLine>,
    /// What is near, and why it is shown.
    pub near: Vec<CheckLine>,
    /// The figures in the table, where some carry the number.
    pub all: Option<View>,
}

/// A line, leading somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckLine {
    /// What leads there.
    pub text: String,
    /// What else is said.
    pub detail: String,
    /// Where it leads.
    pub target: Page,
}

/// What a reader typed, taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
struct Asked {
    number: Option<i64>,
    year: Option<String>,
    measures: Vec<Measure>,
    words: Vec<String>,
    /// What is to be said of a number that no figure can be.
    never: Option<&'static str>,
}

/// The words that name what is counted, by how they begin.
const COUNTED: &[(&str, &[Measure])] = &[
    ("victim", &[Measure::Victims]),
    ("surviv", &[Measure::Victims]),
    ("rescu", &[Measure::Victims, Measure::MissingChildren]),
    ("recover", &[Measure::Victims, Measure::MissingChildren]),
    ("found", &[Measure::Victims, Measure::MissingChildren]),
    ("locat", &[Measure::Victims, Measure::MissingChildren]),
    ("missing", &[Measure::MissingChildren]),
    ("arrest", &[Measure::Arrests]),
    ("charge", &[Measure::Charges]),
    ("indict", &[Measure::Indictments]),
    ("convict", &[Measure::Convictions]),
    ("suspect", &[Measure::Arrests, Measure::SuspectsIdentified]),
];

/// Words by which no operation is looked for.
const IDLE: &[&str] = &[
    "a",
    "an",
    "and",
    "by",
    "during",
    "for",
    "from",
    "in",
    "of",
    "on",
    "the",
    "to",
    "was",
    "were",
    "with",
    "people",
    "persons",
    "person",
    "adults",
    "operation",
    // How sure a number is; which figures are meant does not depend on it.
    "about",
    "almost",
    "approximately",
    "around",
    "at",
    "fewer",
    "least",
    "less",
    "more",
    "most",
    "nearly",
    "only",
    "over",
    "roughly",
    "some",
    "than",
    "under",
    "up",
];

/// Words for children, by how they begin: victims or missing children, unless it is said which.
const CHILDREN: [&str; 4] = ["child", "kid", "minor", "juvenile"];

const FRACTION: &str = "No figure of people is a fraction: they are counted in whole numbers. Average ages and sums of money can have one; look for them in the table of figures.";
const BELOW_ZERO: &str = "No figure is below zero.";
const TOO_LARGE: &str = "No figure is as large as that.";

/// The words of a text; `31victims` is two.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().flat_map(|word| {
        let end = word.find(|c: char| !c.is_ascii_digit() && c != ',').unwrap_or(word.len());
        let (number, rest) = word.split_at(end);
        // Not "1st" and not "5th".
        let glued = rest.len() > 2 && rest.chars().all(is_letter) && !number.is_empty();
        let [first, second] = if glued { [number, rest] } else { [word, ""] };
        [first, second].into_iter().filter(|word| !word.is_empty())
    })
}

/// What is to be said of a number that no figure can be.
fn never(word: &str, digits: &str) -> Option<&'static str> {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    let fraction = || digits.split_once('.').is_some_and(|(a, b)| is_number(a) && is_number(b));
    match word.strip_prefix(['-', '−']) {
        Some(rest) if rest.starts_with(|c: char| c.is_ascii_digit()) => Some(BELOW_ZERO),
        _ if is_number(digits) && digits.parse::<i64>().is_err() => Some(TOO_LARGE),
        _ if fraction() => Some(FRACTION),
        _ => None,
    }
}

fn read(text: &str) -> Asked {
    let mut asked = Asked::default();
    let mut children = false;
    for written in tokens(text) {
        let word = fold(written.trim_matches(|sign: char| !is_letter(sign)));
        let digits = word.replace(',', "");
        let never = never(written, &digits);
        if never.is_some() {
            asked.never = never;
            continue;
        }
        let number = digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok());
        match number.flatten() {
            Some(year @ 1990..=2099) if asked.number.is_some() => {
                asked.year = Some(year.to_string());
            }
            Some(number) if asked.number.is_none() => asked.number = Some(number),
            // The year came first.
            Some(number) if asked.number.is_some_and(|it| (1990..=2099).contains(&it)) => {
                asked.year = asked.number.map(|year| year.to_string());
                asked.number = Some(number);
            }
            Some(_) => {}
            None if word.is_empty() || IDLE.contains(&word.as_str()) => {}
            None if CHILDREN.iter().any(|stem| word.starts_with(stem)) => children = true,
            None => match COUNTED.iter().find(|(stem, _)| word.starts_with(stem)) {
                Some((_, measures)) => {
                    let new = measures.iter().filter(|measure| !asked.measures.contains(measure));
                    let new: Vec<Measure> = new.copied().collect();
                    asked.measures.extend(new);
                }
                None => asked.words.push(word),
            },
        }
    }
    if children && asked.measures.is_empty() {
        asked.measures = vec![Measure::Victims, Measure::MissingChildren];
    }
    asked
}

/// What is known of the number in a text; nothing for an empty one.
pub fn check(record: &Record, text: &str) -> Option<Checked> {
    let asked = read(text);
    let Some(number) = asked.number else {
        let found = asked
            .never
            .unwrap_or("Type a number in digits, with a few words: 391 victims cross country.");
        return (!text.trim().is_empty()).then(|| only(found.into()));
    };
    let dataset = &record.dataset;
    let mut words = asked.words.join(" ");
    let mut operations = looked_through(record, &words, asked.year.as_deref());
    let mut found = String::new();
    if operations.is_empty() {
        found = match &asked.year {
            Some(year) if words.is_empty() => format!("No operation is of {year}. "),
            Some(year) => format!("No operation of {year} is found by “{words}”. "),
            None => format!("No operation is found by “{words}”. "),
        };
        found.push_str("All are looked through. ");
        words.clear();
        operations = looked_through(record, "", None);
    }
    let mut carrying: Vec<At> = Vec::new();
    let mut homes = 0;
    for home in &operations {
        let before = carrying.len();
        for (at, figure) in dataset.operation(*home).figures.iter().enumerate() {
            if figure.value.whole() == Some(number) {
                carrying.push((*home, FigureIdx::at(at)));
            }
        }
        homes += usize::from(carrying.len() > before);
    }
    let shown = numbers::sum(number);
    found.push_str(&match carrying.len() {
        0 => format!("No figure says {shown}."),
        count => format!(
            "{} {} {shown}, in {}.",
            numbers::count(count, "figure", "figures"),
            if count == 1 { "says" } else { "say" },
            numbers::count(homes, "operation", "operations")
        ),
    });
    let (mut carried, mut confusions) = quantities(dataset, &carrying, &asked.measures, &shown);
    if carried.len() > MOST {
        found.push_str(&format!(" The first {MOST} quantities are listed."));
    }
    carried.truncate(MOST);
    if asked.measures.is_empty() {
        confusions.clear();
    }
    disagreeing(record, &carrying, &mut confusions);
    covering_more(dataset, &carrying, &words, &mut confusions);
    let narrowed = !words.is_empty() || asked.year.is_some();
    if carrying.is_empty() && narrowed {
        confusions.extend(sums(dataset, &operations, number, &asked.measures));
    }
    confusions.truncate(MOST);
    let mut near = match carrying.is_empty() && narrowed {
        true => neighbours(dataset, &operations, number, &asked),
        false => Vec::new(),
    };
    near.truncate(MOST);
    let mut all = View::of(Page::Figures);
    let value = crate::view::read_limit(Field::Value, &number.to_string());
    all.filters.set(Field::Value, Clause::Within(crate::engine::Span { from: value, to: value }));
    Some(Checked {
        found,
        carried,
        confusions,
        near,
        all: (!carrying.is_empty() && value.is_some()).then_some(all),
    })
}

fn only(found: String) -> Checked {
    Checked { found, carried: Vec::new(), confusions: Vec::new(), near: Vec::new(), all: None }
}

/// The operations that the words find, of a year where one is named.
fn looked_through(record: &Record, words: &str, year: Option<&str>) -> Vec<OperationIdx> {
    let mut query = Query { search: Search::parse(words), ..Query::all(Table::Operations) };
    if let Some(year) = year {
        query.filters.set(Field::Year, Clause::only(year));
    }
    record.answer(&query).operations.iter().map(OperationIdx).collect()
}

/// The name of an operation with its year: `Operation Cross Country XII (2022)`.
fn named(operation: &Operation) -> String {
    let name = labels::operation(operation);
    operation.year().map_or_else(|| name.to_string(), |year| format!("{name} ({year})"))
}

/// A figure among those of its operation.
type At = (OperationIdx, FigureIdx);

/// The figures by operation and quantity, those of a measure that is asked for first; and where the
/// number counts something else than what is asked for.
fn quantities(
    dataset: &Dataset,
    figures: &[At],
    measures: &[Measure],
    shown: &str,
) -> (Vec<CheckLine>, Vec<CheckLine>) {
    let mut lines: Vec<(bool, CheckLine)> = Vec::new();
    let mut confused = Vec::new();
    for of_one in figures.chunk_by(|a, b| a.0 == b.0) {
        let operation = dataset.operation(of_one[0].0);
        let mut known: Vec<(String, usize)> = Vec::new();
        let (mut as_asked, mut otherwise) = (false, None);
        for (_, at) in of_one {
            let figure = operation.figure(*at);
            let mut words = labels::quantity(figure);
            if let Some(place) = figure.place {
                words.push_str(", ");
                words.push_str(&labels::place_name(dataset, place));
            }
            let asked = measures.contains(&figure.measure);
            as_asked |= asked;
            if !asked && otherwise.is_none() && figure.scope == Scope::Operation {
                otherwise = Some(words.clone());
            }
            if let Some((_, count)) = known.iter_mut().find(|(other, _)| *other == words) {
                *count += 1;
                continue;
            }
            let mut detail: Vec<String> = Vec::new();
            if let Some(whole) = figure.part_of {
                detail.push(format!("a part of {}", claim(operation.figure(whole))));
            }
            if figure.scope != Scope::Operation {
                detail.push(figure.scope.label().to_ascii_lowercase());
            }
            detail.extend(figure.note.clone());
            let text = format!("{}: {words}, {}", numbers::stated(figure), named(operation));
            lines.push((asked, line(operation, Some(figure), text, detail.join("; "))));
            known.push((words, 1));
        }
        for ((_, line), (_, count)) in lines.iter_mut().rev().zip(known.iter().rev()) {
            line.text = format!("{}, {}", line.text, numbers::count(*count, "source", "sources"));
        }
        let has = |measure: Measure| {
            let mut own = of_one.iter().map(|(_, at)| operation.figure(*at));
            own.any(|it| it.measure == measure && it.scope == Scope::Operation)
        };
        let both = [Measure::Victims, Measure::MissingChildren];
        if both.iter().all(|measure| measures.contains(measure) && has(*measure)) {
            let why = format!(
                "{shown} is given for victims and for missing children: two quantities, which need not be the same children."
            );
            confused.push(line(operation, None, named(operation), why));
        }
        if let (Some(counts), Some(measure)) = (otherwise, measures.first()) {
            let (counts, wanted) =
                (counts.to_ascii_lowercase(), measure.label().to_ascii_lowercase());
            let why = match as_asked {
                true => format!(
                    "{shown} is given both for {wanted} and for another quantity ({counts}). Likely one was read as the other."
                ),
                false => format!("There {shown} counts another quantity ({counts}), not {wanted}."),
            };
            confused.push(line(operation, None, named(operation), why));
        }
    }
    order::sort_by(&mut lines, |a, b| b.0.cmp(&a.0));
    (lines.into_iter().map(|(_, line)| line).collect(), confused)
}

/// A figure in a sentence: `31 (victims, rescued)`.
fn claim(figure: &Figure) -> String {
    format!("{} ({})", numbers::stated(figure), labels::quantity(figure).to_ascii_lowercase())
}

fn line(operation: &Operation, figure: Option<&Figure>, text: String, detail: String) -> CheckLine {
    let operation = operation.id.clone();
    let target = match figure {
        Some(figure) => Page::Figure { operation, figure: figure.id.clone() },
        None => Page::Operation(operation),
    };
    CheckLine { text, detail, target }
}

/// The disagreements on a side of which the number stands, with what is likely to lie behind them.
fn disagreeing(record: &Record, carrying: &[At], lines: &mut Vec<CheckLine>) {
    for found in record.disagreements() {
        let stands = found.says.iter().any(|saying| {
            saying.figures.iter().any(|figure| carrying.contains(&(saying.operation, *figure)))
        });
        if !stands || found.kind == DisagreementKind::Agencies {
            continue;
        }
        let row = disagreement::row(&record.dataset, found);
        let mut says: Vec<&str> = Vec::new();
        for saying in &row.says {
            if !says.contains(&saying.says.as_str()) {
                says.push(&saying.says);
            }
        }
        let kind = row.kind.to_ascii_lowercase();
        let mut why = format!("{}, {kind}: {}.", row.quantity, says.join("; "));
        if let Some(reason) = &row.reason {
            why.push(' ');
            why.push_str(reason);
        }
        let operation = record.dataset.operation(found.operation);
        lines.push(line(operation, None, named(operation), why));
    }
}

/// Where a state is named: numbers of operations that also reached elsewhere, which are not for it alone.
fn covering_more(dataset: &Dataset, carrying: &[At], words: &str, lines: &mut Vec<CheckLine>) {
    let words = format!(" {words} ");
    let is_named = |place: &&Place| {
        let name = format!(" {} ", fold(&place.name));
        // Kansas City is not Kansas, nor New York City New York.
        let city = format!("{name}city ");
        place.place_type == PlaceType::State && words.contains(&name) && !words.contains(&city)
    };
    let Some(state) = dataset.places.iter().find(is_named) else { return };
    let inside = |place: &PlaceIdx| dataset.place(*place).state == state.state;
    for (home, at) in carrying {
        let operation = dataset.operation(*home);
        let figure = operation.figure(*at);
        let reached = operation.places.iter().any(inside);
        let within = figure.place.map_or(operation.places.iter().all(inside), |it| inside(&it));
        if reached && !within && figure.scope == Scope::Operation {
            let of = match figure.place {
                Some(place) => labels::place_name(dataset, place),
                None => "the whole operation".into(),
            };
            let why =
                format!("{} is for {of}, which covers more than {}.", claim(figure), state.name);
            add(lines, line(operation, None, named(operation), why));
        }
    }
}

fn add(lines: &mut Vec<CheckLine>, line: CheckLine) {
    if !lines.contains(&line) {
        lines.push(line);
    }
}

/// Where no figure carries the number: what comes to it when numbers are added that are not to be
/// added up.
fn sums(
    dataset: &Dataset,
    operations: &[OperationIdx],
    number: i64,
    measures: &[Measure],
) -> Vec<CheckLine> {
    let mut lines: Vec<CheckLine> = Vec::new();
    let shown = numbers::sum(number);
    let own = |operation: &OperationIdx| -> Vec<(FigureIdx, &Figure, i64)> {
        let figures = dataset.operation(*operation).figures.iter().enumerate();
        let own = figures.filter(|(_, figure)| {
            let asked = measures.is_empty() || measures.contains(&figure.measure);
            asked && figure.measure.total() && figure.scope == Scope::Operation
        });
        own.filter_map(|(at, it)| Some((FigureIdx::at(at), it, it.value.whole()?))).collect()
    };
    let alike = |one: &Figure, other: &Figure| {
        let class = |it: &Figure| it.outcome.map(Outcome::class);
        one.measure == other.measure
            && one.population == other.population
            && class(one) == class(other)
    };
    for home in operations {
        let operation = dataset.operation(*home);
        let mut say = |why: String| add(&mut lines, line(operation, None, named(operation), why));
        let figures = own(home);
        for (at, one, value) in &figures {
            if value.saturating_mul(2) == number {
                say(format!("{shown} is {} counted twice.", claim(one)));
            }
            for (_, other, more) in
                figures.iter().filter(|it| it.2.saturating_add(*value) == number)
            {
                if other.part_of == Some(*at) {
                    say(format!(
                        "{shown} is {} and {}, which is a part of it, added up.",
                        claim(one),
                        claim(other)
                    ));
                } else if value < more
                    && alike(one, other)
                    && one.place == other.place
                    && one.source != other.source
                    && one.part_of.is_none()
                    && other.part_of.is_none()
                {
                    say(format!(
                        "{shown} is {} and {}, added up: what two sources say of one quantity.",
                        claim(one),
                        claim(other)
                    ));
                }
            }
            let Some(whole) = operation.part_of else { continue };
            for (_, other, more) in own(&whole) {
                if more.saturating_add(*value) == number
                    && alike(one, other)
                    && other.place.is_none()
                {
                    say(format!(
                        "{shown} is {} of {} and {} of this part of it, added up.",
                        claim(other),
                        labels::operation(dataset.operation(whole)),
                        claim(one)
                    ));
                }
            }
        }
        for sum in arithmetic::parts_sums(operation) {
            let whole = operation.figure(sum.whole);
            let asked = measures.is_empty() || measures.contains(&whole.measure);
            if asked && sum.sum == number.saturating_mul(100) && sum.contradicts(operation) {
                let parts: Vec<String> =
                    sum.parts.iter().map(|at| numbers::stated(operation.figure(*at))).collect();
                say(format!(
                    "{shown} is what {} gives as parts, {}, added up; as their whole it says {}.",
                    operation.source(whole.source).publisher,
                    parts.join(" + "),
                    claim(whole)
                ));
            }
        }
    }
    lines
}

/// Where no figure carries the number: figures that differ from it in one digit.
fn neighbours(
    dataset: &Dataset,
    operations: &[OperationIdx],
    number: i64,
    asked: &Asked,
) -> Vec<CheckLine> {
    let mut lines: Vec<CheckLine> = Vec::new();
    for operation in operations.iter().map(|home| dataset.operation(*home)) {
        // Of two digits, one in ten numbers is so near by chance.
        let title = fold(&[labels::operation(operation), " ", &operation.title].concat());
        let named = !asked.words.is_empty() && asked.words.iter().all(|it| title.contains(it));
        if number < 100 && !named {
            continue;
        }
        let measures = &asked.measures;
        for figure in &operation.figures {
            let near = figure.value.whole().is_some_and(|value| one_digit(value, number));
            let asked = measures.is_empty() || measures.contains(&figure.measure);
            if near && asked && figure.scope == Scope::Operation {
                let why = format!("One digit off: {}.", claim(figure));
                let line = line(operation, Some(figure), self::named(operation), why);
                let known =
                    |other: &CheckLine| other.text == line.text && other.detail == line.detail;
                if !lines.iter().any(known) {
                    lines.push(line);
                }
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_taken_apart_into_a_number_a_year_what_is_counted_and_words() {
        let asked = read("391 victims, Cross Country");
        assert_eq!((asked.number, asked.year), (Some(391), None));
        assert_eq!(asked.measures, [Measure::Victims]);
        assert_eq!(asked.words, ["cross", "country"]);
        let asked = read("In 2019 “1,234” people were arrested");
        assert_eq!((asked.number, asked.year.as_deref()), (Some(1234), Some("2019")));
        assert_eq!(asked.measures, [Measure::Arrests]);
        assert!(asked.words.is_empty());
        assert_eq!(read("2019").number, Some(2019));
        assert_eq!(read("cross country").number, None);
        assert_eq!(read("99999999999999999999999").number, None);
        // How sure a number is, is not looked for.
        for text in ["more than 100 children", "over 100 kids", "at least 100 minors"] {
            let asked = read(text);
            assert_eq!((asked.number, asked.words.len()), (Some(100), 0), "{text}");
            assert_eq!(asked.measures, [Measure::Victims, Measure::MissingChildren], "{text}");
        }
        // Said which, they are those alone.
        assert_eq!(read("59 missing children").measures, [Measure::MissingChildren]);
        assert_eq!(read("14 child victims").measures, [Measure::Victims]);
        let glued = read("31victims kansas");
        assert_eq!((glued.number, glued.measures), (Some(31), vec![Measure::Victims]));
        assert_eq!(read("the 1st of 20").number, Some(20));
    }
}
