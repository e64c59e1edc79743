//! The view as an address, and an address as a view. Written out, equal views have equal texts;
//! read, any text is a view, with the parts that could not be read kept and named.

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use super::{
    Drawing, MOST_COMPARED, Page, PageSize, Rule, SplitColumn, SplitOrder, Theme, Unread, View,
    Why, default_sort, drawn_text, read_drawn,
};
use crate::engine::{
    Clause, Direction, Field, Limit, NOT_STATED, SORT_KEYS, Sort, SortKey, Span, Table, Values,
};
use crate::model::*;

/// What the browser encodes by itself in a fragment, so that the canonical text is what
/// `location.hash` reads back.
const FRAGMENT: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`');

/// In a value, what would end a part, too.
const ENCODED: &AsciiSet = &FRAGMENT.add(b'%').add(b'&').add(b'=').add(b'+').add(b'#');

/// In a path, what would end it or a segment of it, too.
const IN_PATH: &AsciiSet = &ENCODED.add(b'/').add(b'?');

/// Reads an address: `#/operations?state=KS`, with or without the leading `#` and `/`.
pub fn parse(address: &str) -> View {
    let address = address.strip_prefix('#').unwrap_or(address);
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let as_written: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    let segments: Vec<String> = as_written.iter().map(|segment| decode_percent(segment)).collect();
    let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
    let as_written = utf8_percent_encode(&as_written.join("/"), FRAGMENT).to_string();
    let mut view = View::of(Page::from_segments(&segments, &as_written));
    for part in query.split('&').filter(|part| !part.is_empty()) {
        let part = Part::read(part);
        if let Err(why) = read_part(&mut view, &part) {
            let Part { key, sign, value } = part;
            let unread = Unread { key, sign, value, why };
            if !view.unread.contains(&unread) {
                view.unread.push(unread);
            }
        }
    }
    if view.sort == default_sort(view.table()) {
        view.sort.clear();
    }
    if let Some(by) = view.by.filter(|by| !view.can_split(*by)) {
        let splits = Field::ALL.iter().filter(|field| view.can_split(**field));
        let splits: Vec<&str> = splits.map(|field| field.key()).collect();
        let why = if splits.is_empty() { Why::NotHere } else { known(splits) };
        let (key, value) = ("by".to_string(), by.key().to_string());
        view.unread.push(Unread { key, sign: "=", value, why });
        view.by = None;
    }
    if view.totals_by().is_none()
        && let Some(order) = view.order.take()
    {
        let (key, value) = ("order".to_string(), order.text());
        view.unread.push(Unread { key, sign: "=", value, why: Why::NotHere });
    }
    view.forget_usual_split();
    // Everyone found is counted anyhow; it is said only to those who ask for something else too.
    let contradicted = view.unread.iter().any(|part| part.key == "outcome");
    view.counting = view.counting.filter(|it| *it != Counting::default() || contradicted);
    view
}

/// Writes a view as an address: `/operations?state=KS`, without the leading `#`.
pub fn write(view: &View) -> String {
    let View { page, filters, search, sort, columns, number, size, .. } = view;
    let mut address = String::new();
    address.push('/');
    match page {
        // Kept as written: what leads nowhere is not ours to take apart.
        Page::Unknown(path) => address.push_str(path),
        page => {
            let encoded = page
                .segments()
                .into_iter()
                .map(|segment| utf8_percent_encode(segment, IN_PATH).to_string());
            address.push_str(&encoded.collect::<Vec<_>>().join("/"));
        }
    }
    let mut parts: Vec<String> = Vec::new();
    for (field, clause) in filters.iter() {
        write_clause(field, clause, &mut parts);
    }
    let mut part = |key: &str, value: &str| parts.push(format!("{key}={}", encode(value)));
    if !search.is_empty() {
        part("q", search);
    }
    if !sort.is_empty() && *sort != default_sort(view.table()) {
        part("sort", &sort_text(sort));
    }
    if let Some(columns) = columns {
        // The column that names the record is always there; alone, it is named.
        let first = view.table().and_then(|table| super::columns(table).first());
        let alone = first.filter(|_| columns.is_empty()).map(|first| first.key);
        let keys: Vec<&str> = columns.iter().copied().chain(alone).collect();
        part("cols", &keys.join(","));
    }
    if *number > 1 {
        part("page", &number.to_string());
    }
    if *size != PageSize::default() {
        part("size", &size.rows().to_string());
    }
    if view.compact {
        part("density", "compact");
    }
    if view.rule != Rule::default() {
        part("rule", view.rule.0.slug());
    }
    if let Some(counting) = view.counting {
        part("outcome", counting.slug());
    }
    if view.possible {
        part("possible", "1");
    }
    match view.drawing {
        Drawing::Usual => {}
        Drawing::None => part("chart", Drawing::NONE),
        Drawing::Chart(kind) => part("chart", kind.slug()),
    }
    if let Some(drawn) = view.drawn {
        part("of", &drawn_text(drawn));
    }
    if let Some(by) = view.by {
        part("by", by.key());
    }
    if let Some(order) = view.order {
        part("order", &order.text());
    }
    if !view.check.is_empty() {
        part("check", &view.check);
    }
    if !view.compare.is_empty() {
        part("compare", &view.compare.join(","));
    }
    if let Some((_, word)) =
        Theme::ALL.iter().find(|(other, _)| *other == view.theme && view.theme != Theme::Auto)
    {
        part("theme", word);
    }
    if view.embed {
        part("embed", "1");
    }
    for Unread { key, sign, value, .. } in &view.unread {
        parts.push(format!("{}{sign}{}", encode(key), encode(value)));
    }
    if !parts.is_empty() {
        address.push('?');
        address.push_str(&parts.join("&"));
    }
    address
}

fn encode(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

fn decode(text: &str) -> String {
    decode_percent(&text.replace('+', " "))
}

fn decode_percent(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// One part of the address, taken apart.
struct Part {
    key: String,
    sign: &'static str,
    value: String,
}

impl Part {
    /// Splits at the first `=`; a `!`, `>` or `<` before it, encoded or not, belongs to the sign.
    fn read(part: &str) -> Self {
        let Some((key, value)) = part.split_once('=') else {
            return Self { key: decode(part), sign: "", value: String::new() };
        };
        let (key, value) = (decode(key), decode(value));
        for (mark, sign) in [('!', "!="), ('>', ">="), ('<', "<=")] {
            if let Some(key) = key.strip_suffix(mark) {
                return Self { key: key.to_string(), sign, value };
            }
        }
        Self { key, sign: "=", value }
    }
}

fn known(values: impl IntoIterator<Item = impl AsRef<str>>) -> Why {
    let list: Vec<String> = values.into_iter().map(|value| value.as_ref().to_string()).collect();
    Why::Value { known: list.join(", ") }
}

fn read_part(view: &mut View, part: &Part) -> Result<(), Why> {
    let Part { key, sign, value } = part;
    let (name, all) = match key.strip_suffix(".all") {
        Some(name) => (name, true),
        None => (key.as_str(), false),
    };
    if name == "outcome" && view.asks_for_outcomes() {
        return read_counting(view, sign, value);
    }
    if let Some(field) = Field::from_key(name) {
        return read_clause(view, field, all, sign, value);
    }
    if *sign != "=" || all {
        return Err(Why::Key);
    }
    match name {
        "q" if view.table().is_none() => Err(Why::NotHere),
        "sort" | "page" | "size" | "cols" | "density" if view.listing().is_none() => {
            Err(Why::NotHere)
        }
        "q" if view.search.is_empty() => {
            view.search.clone_from(value);
            Ok(())
        }
        "q" => Err(Why::Conflict),
        "sort" => read_sort(view, value),
        "cols" => read_columns(view, value),
        "density" => match value.as_str() {
            "compact" | "normal" => {
                view.compact = value == "compact";
                Ok(())
            }
            _ => Err(known(["compact", "normal"])),
        },
        "page" => match value.parse() {
            Ok(1..) if view.number > 1 => Err(Why::Conflict),
            Ok(number @ 1..) => {
                view.number = if number == 1 { 0 } else { number };
                Ok(())
            }
            _ => Err(known(["a number from 1"])),
        },
        "size" => match value.parse().ok().and_then(PageSize::of) {
            None => Err(known(PageSize::ALL.map(|size| size.rows().to_string()))),
            Some(_) if view.size != PageSize::default() => Err(Why::Conflict),
            Some(size) => {
                view.size = size;
                Ok(())
            }
        },
        "rule" => match ConflictRule::from_slug(value) {
            None => Err(known(ConflictRule::TERMS.iter().map(|term| term.slug))),
            Some(_) if view.rule != Rule::default() => Err(Why::Conflict),
            Some(rule) => {
                view.rule = Rule(rule);
                Ok(())
            }
        },
        "possible" => match value.as_str() {
            "1" => {
                view.possible = true;
                Ok(())
            }
            _ => Err(known(["1"])),
        },
        "chart" => read_chart(view, value),
        "of" => match read_drawn(value) {
            _ if view.listing() != Some(Table::Operations) => Err(Why::NotHere),
            None => Err(known(drawable())),
            Some(_) if view.drawn.is_some() => Err(Why::Conflict),
            drawn => {
                view.drawn = drawn;
                Ok(())
            }
        },
        "by" => match Field::from_key(value) {
            _ if view.listing().is_none() => Err(Why::NotHere),
            // Which fields there are depends on the chart, which may be named later.
            None => Err(known(["a field such as year, state, kind, agency or series"])),
            Some(_) if view.by.is_some() => Err(Why::Conflict),
            by => {
                view.by = by;
                Ok(())
            }
        },
        "order" => match SplitOrder::read(value) {
            None => {
                let words = SplitColumn::ALL.iter();
                Err(known(words.flat_map(|(_, word)| [word.to_string(), format!("-{word}")])))
            }
            Some(_) if view.order.is_some() => Err(Why::Conflict),
            order => {
                view.order = order;
                Ok(())
            }
        },
        "check" if view.page != Page::Front => Err(Why::NotHere),
        "check" if !view.check.is_empty() => Err(Why::Conflict),
        "check" => {
            view.check.clone_from(value);
            Ok(())
        }
        "compare" if view.listing() != Some(Table::Operations) => Err(Why::NotHere),
        "compare" => {
            for id in value.split(',').filter(|id| !id.is_empty()) {
                if view.compare.len() >= MOST_COMPARED {
                    return Err(known([format!("{MOST_COMPARED} operations at most")]));
                }
                if !view.compare.iter().any(|other| other == id) {
                    view.compare.push(id.to_string());
                }
            }
            Ok(())
        }
        "theme" => match Theme::ALL.iter().find(|(_, word)| word == value) {
            None => Err(known(Theme::ALL.map(|(_, word)| word))),
            Some(_) if view.theme != Theme::Auto => Err(Why::Conflict),
            Some((theme, _)) => {
                view.theme = *theme;
                Ok(())
            }
        },
        "embed" => match value.as_str() {
            "1" => {
                view.embed = true;
                Ok(())
            }
            _ => Err(known(["1"])),
        },
        _ => Err(Why::Key),
    }
}

fn read_chart(view: &mut View, value: &str) -> Result<(), Why> {
    let charts = view.page.charts();
    if charts.is_empty() {
        return Err(Why::NotHere);
    }
    let drawing = match charts.iter().find(|kind| kind.slug() == value) {
        Some(kind) if charts.first() == Some(kind) => Drawing::Usual,
        Some(kind) => Drawing::Chart(*kind),
        None if value == Drawing::NONE => Drawing::None,
        None => return Err(known(charts.iter().map(|kind| kind.slug()).chain([Drawing::NONE]))),
    };
    if view.drawing != Drawing::Usual {
        return Err(Why::Conflict);
    }
    view.drawing = drawing;
    Ok(())
}

/// The words for the measures that have a total.
fn drawable() -> Vec<&'static str> {
    Measure::ALL.iter().filter(|measure| measure.total()).map(|measure| measure.slug()).collect()
}

fn read_sort(view: &mut View, value: &str) -> Result<(), Why> {
    let Some(table) = view.table() else {
        return Err(Why::NotHere);
    };
    let keys = || SORT_KEYS.iter().filter(|(key, _)| key.applies_to(table));
    let mut sort = Vec::new();
    for word in value.split(',').filter(|word| !word.is_empty()) {
        let (direction, word) = match word.strip_prefix('-') {
            Some(word) => (Direction::Descending, word),
            None => (Direction::Ascending, word),
        };
        let Some((key, _)) = keys().find(|(_, known)| *known == word) else {
            return Err(known(keys().map(|(_, word)| word)));
        };
        sort.push(Sort { key: *key, direction });
    }
    for step in sort {
        if !view.sort.iter().any(|other| other.key == step.key) {
            view.sort.push(step);
        }
    }
    Ok(())
}

/// Reads which outcomes totals count, on the pages where no figure is filtered by its outcome.
fn read_counting(view: &mut View, sign: &str, value: &str) -> Result<(), Why> {
    let counting = Counting::from_slug(value).filter(|_| sign == "=");
    let Some(counting) = counting else { return Err(known(counted_outcomes())) };
    if view.counting.is_some() {
        return Err(Why::Conflict);
    }
    view.counting = Some(counting);
    Ok(())
}

/// The words for what totals can count: the classes of outcomes and the verbs in them.
fn counted_outcomes() -> Vec<&'static str> {
    let classes = OutcomeClass::TERMS.iter().map(|term| term.slug);
    let verbs = Outcome::TERMS.iter().map(|term| term.slug);
    classes.chain(verbs.filter(|slug| OutcomeClass::from_slug(slug).is_none())).collect()
}

/// Reads a list of columns; the one that names the record comes first, named or not.
fn read_columns(view: &mut View, value: &str) -> Result<(), Why> {
    let Some(table) = view.table() else {
        return Err(Why::NotHere);
    };
    let all = super::columns(table);
    let mut columns: Vec<&'static str> = Vec::new();
    for word in value.split(',').filter(|word| !word.is_empty()) {
        let Some(at) = all.iter().position(|column| column.key == word) else {
            return Err(known(all.iter().map(|column| column.key)));
        };
        if at > 0 && !columns.contains(&all[at].key) {
            columns.push(all[at].key);
        }
    }
    if view.columns.is_some() {
        return Err(Why::Conflict);
    }
    view.columns = Some(columns);
    view.forget_usual_columns();
    Ok(())
}

/// The word of a sort key in addresses.
fn sort_word(key: SortKey) -> &'static str {
    SORT_KEYS.iter().find(|(other, _)| *other == key).map_or("", |(_, word)| word)
}

fn sort_text(sort: &[Sort]) -> String {
    let step = |sort: &Sort| {
        let minus = if sort.direction == Direction::Descending { "-" } else { "" };
        format!("{minus}{}", sort_word(sort.key))
    };
    sort.iter().map(step).collect::<Vec<_>>().join(",")
}

fn read_clause(
    view: &mut View,
    field: Field,
    all: bool,
    sign: &str,
    value: &str,
) -> Result<(), Why> {
    if !applies(&view.page, field) {
        return Err(Why::NotHere);
    }
    if sign.is_empty() {
        return Err(known(["a value after ="]));
    }
    if all && (sign != "=" || !field.is_many_valued()) {
        return Err(Why::Key);
    }
    let clause = view.filters.get(field).cloned();
    let clause = match (sign, span(field, sign, value)) {
        (_, Some(read)) => {
            let read = read?;
            match clause {
                None => Clause::Within(read),
                // Two half-open stretches close each other.
                Some(Clause::Within(Span { from: Some(from), to: None }))
                    if read.from.is_none() =>
                {
                    Clause::Within(Span { from: Some(from), ..read })
                }
                Some(Clause::Within(Span { from: None, to: Some(to) })) if read.to.is_none() => {
                    Clause::Within(Span { to: Some(to), ..read })
                }
                Some(_) => return Err(Why::Conflict),
            }
        }
        ("=" | "!=", None) => {
            // A total counts a class of outcomes or one verb.
            let class = view.page == Page::Ledger
                && field == Field::Outcome
                && OutcomeClass::from_slug(value).is_some();
            if !class {
                check_value(&view.page, field, value)?;
            }
            let mut clause = match (clause, sign, all) {
                (None, "!=", _) => Clause::NoneOf(Values::default()),
                (None, _, true) => Clause::AllOf(Values::default()),
                (None, _, false) => Clause::AnyOf(Values::default()),
                (Some(clause @ Clause::NoneOf(_)), "!=", _)
                | (Some(clause @ Clause::AllOf(_)), "=", true)
                | (Some(clause @ Clause::AnyOf(_)), "=", false) => clause,
                _ => return Err(Why::Conflict),
            };
            if let Clause::AnyOf(values) | Clause::NoneOf(values) | Clause::AllOf(values) =
                &mut clause
            {
                values.insert(value);
            }
            clause
        }
        _ => return Err(Why::Key),
    };
    view.filters.set(field, clause);
    Ok(())
}

/// Whether a page can be filtered by a field. Pages without a table keep no filters; a ledger says by
/// the fields of figures what it is the total of.
fn applies(page: &Page, field: Field) -> bool {
    let of_figures = matches!(field, Field::Outcome | Field::Qualifier | Field::Scope);
    let asks = *page == Page::Ledger && of_figures;
    asks || page.table().is_some_and(|table| table.has(field))
}

/// The stretch that a part states, if it is of the form of one.
fn span(field: Field, sign: &str, value: &str) -> Option<Result<Span, Why>> {
    if !field.has_stretches() {
        return None;
    }
    let limit = |text: &str| read_limit(field, text).ok_or_else(|| limit_form(field));
    let end = |text: &str| {
        if text.is_empty() { Ok(None) } else { limit(text).map(Some) }
    };
    match sign {
        ">=" => Some(limit(value).map(|from| Span { from: Some(from), to: None })),
        "<=" => Some(limit(value).map(|to| Span { from: None, to: Some(to) })),
        "=" => match value.split_once("..") {
            Some((from, to)) => Some(end(from).and_then(|from| {
                let span = Span { from, to: end(to)? };
                let open = span.from.is_none() && span.to.is_none();
                if span.is_reversed() || open { Err(limit_form(field)) } else { Ok(span) }
            })),
            None if states_one(field) && value != NOT_STATED => {
                Some(limit(value).map(|limit| Span { from: Some(limit), to: Some(limit) }))
            }
            None => None,
        },
        _ => None,
    }
}

/// Whether a single limit without `..` is a stretch of its own; a year is a value of its field.
fn states_one(field: Field) -> bool {
    field == Field::Date || field.is_amount()
}

fn limit_form(field: Field) -> Why {
    match field {
        Field::Year => known(["a year", "2019..2021", "2019..", "..2021", NOT_STATED]),
        Field::Date => known([
            "a date as 2019, 2019-07 or 2019-07-08",
            "2019-06..2019-07-15",
            "2019-06..",
            "..2019-07-15",
            NOT_STATED,
        ]),
        _ => known(["a number", "10..50", "10..", "..50"]),
    }
}

/// An end of a field's stretch as addresses write it: a year, a date, or a value, which the engine
/// counts in hundredths.
pub fn read_limit(field: Field, text: &str) -> Option<Limit> {
    let digits = |text: &str| {
        let plain =
            !text.is_empty() && text.len() <= 15 && text.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| text.parse::<i64>().ok()).flatten()
    };
    match field {
        Field::Value | Field::Spread => {
            let (whole, rest) = text.split_once('.').unwrap_or((text, "0"));
            let hundredths = match rest.len() {
                1 => digits(rest)? * 10,
                2 => digits(rest)?,
                _ => return None,
            };
            let number = digits(whole)?.checked_mul(100)?.checked_add(hundredths)?;
            Amount::from_hundredths(number).map(|amount| Limit::Number(amount.hundredths()))
        }
        Field::Date => text.parse().ok().map(Limit::Date),
        _ => (text.len() == 4).then(|| digits(text)).flatten().map(Limit::Number),
    }
}

/// An end of a field's stretch as addresses write it.
pub fn limit_text(field: Field, limit: Limit) -> String {
    match limit {
        Limit::Date(date) => date.to_string(),
        Limit::Number(number) if field.is_amount() => {
            Amount::from_hundredths(number).map(|amount| amount.to_string()).unwrap_or_default()
        }
        Limit::Number(number) => format!("{number:04}"),
    }
}

fn write_clause(field: Field, clause: &Clause, parts: &mut Vec<String>) {
    let key = field.key();
    match clause {
        Clause::Within(Span { from, to }) => {
            let end =
                |end: &Option<Limit>| end.map(|limit| limit_text(field, limit)).unwrap_or_default();
            let single = from == to && states_one(field);
            parts.push(if single {
                format!("{key}={}", end(from))
            } else {
                format!("{key}={}..{}", end(from), end(to))
            });
        }
        Clause::AnyOf(_) | Clause::NoneOf(_) | Clause::AllOf(_) => {
            let sign = match clause {
                Clause::NoneOf(_) => "!=",
                Clause::AllOf(_) => ".all=",
                _ => "=",
            };
            parts.extend(clause.values().map(|value| format!("{key}{sign}{}", encode(value))));
        }
    }
}

/// Refuses a value that the field's closed vocabulary does not have. Fields whose values come from
/// the dataset are looked up by the engine.
fn check_value(page: &Page, field: Field, value: &str) -> Result<(), Why> {
    fn slugs<V: Vocabulary>() -> Vec<&'static str> {
        V::TERMS.iter().map(|term| term.slug).collect()
    }
    let mut values = match field {
        Field::Kind => slugs::<Kind>(),
        Field::Trafficking => slugs::<Trafficking>(),
        Field::Level => slugs::<AgencyLevel>(),
        Field::Measure => slugs::<Measure>(),
        Field::Population => {
            let mut all = slugs::<VictimPopulation>();
            all.extend(slugs::<SuspectPopulation>().iter().filter(|slug| **slug != "all"));
            all
        }
        Field::Outcome if *page == Page::Ledger => counted_outcomes(),
        Field::Outcome => slugs::<Outcome>(),
        Field::Qualifier => slugs::<Qualifier>(),
        Field::Scope => slugs::<Scope>(),
        Field::Offence => slugs::<OffenceCategory>(),
        Field::Stage => slugs::<Stage>(),
        Field::Tactic => slugs::<Tactic>(),
        Field::SourceKind => slugs::<SourceKind>(),
        Field::PlaceType => slugs::<PlaceType>(),
        Field::Part => vec!["part", "whole", "single"],
        Field::Year => {
            let year = value == NOT_STATED || read_limit(field, value).is_some();
            return if year { Ok(()) } else { Err(limit_form(field)) };
        }
        Field::Date if value == NOT_STATED => return Ok(()),
        Field::Date | Field::Value | Field::Spread => return Err(limit_form(field)),
        Field::Disagreement => slugs::<DisagreementKind>(),
        Field::Reason => slugs::<LikelyReason>(),
        Field::State
        | Field::Country
        | Field::Place
        | Field::Agency
        | Field::Series
        | Field::Initiative
        | Field::Source
        | Field::Id
        | Field::Whole => {
            return if value.is_empty() { Err(known(["a value after ="])) } else { Ok(()) };
        }
    };
    values.push(NOT_STATED);
    if values.contains(&value) { Ok(()) } else { Err(known(values)) }
}
