//! The view as an address, and an address as a view. Written out, equal views have equal texts;
//! read, any text is a view, with the parts that could not be read kept and named.

use percent_encoding::utf8_percent_encode;

use super::clauses::{counted_outcomes, read_clause, write_clause};
use super::encoding::{FRAGMENT, IN_PATH, decode, decode_percent, encode};
use super::{
    Drawing, Embedding, MOST_COMPARED, Page, PageSize, Rule, SplitColumn, SplitOrder, Theme,
    Unread, View, Why, default_sort, drawn_text, read_drawn,
};
use crate::engine::{Direction, Field, SORT_KEYS, Sort, SortKey, Table};
use crate::model::*;

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
        let why = if splits.is_empty() { Why::NotHere } else { Why::known(splits) };
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
    if let Some(version) = &view.version {
        part("v", version);
    }
    if let Some((_, word)) =
        Theme::ALL.iter().find(|(other, _)| *other == view.theme && view.theme != Theme::Auto)
    {
        part("theme", word);
    }
    if let Some(word) = view.embed.word() {
        part("embed", &word);
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
            _ => Err(Why::known(["compact", "normal"])),
        },
        "page" => match value.parse() {
            Ok(1..) if view.number > 1 => Err(Why::Conflict),
            Ok(number @ 1..) => {
                view.number = if number == 1 { 0 } else { number };
                Ok(())
            }
            _ => Err(Why::known(["a number from 1"])),
        },
        "size" => match value.parse().ok().and_then(PageSize::of) {
            None => Err(Why::known(PageSize::ALL.map(|size| size.rows().to_string()))),
            Some(_) if view.size != PageSize::default() => Err(Why::Conflict),
            Some(size) => {
                view.size = size;
                Ok(())
            }
        },
        "rule" => match ConflictRule::from_slug(value) {
            None => Err(Why::known(ConflictRule::TERMS.iter().map(|term| term.slug))),
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
            _ => Err(Why::known(["1"])),
        },
        "chart" => read_chart(view, value),
        "of" => match read_drawn(value) {
            _ if view.listing() != Some(Table::Operations) => Err(Why::NotHere),
            None => Err(Why::known(drawable())),
            Some(_) if view.drawn.is_some() => Err(Why::Conflict),
            drawn => {
                view.drawn = drawn;
                Ok(())
            }
        },
        "by" => match Field::from_key(value) {
            _ if view.listing().is_none() => Err(Why::NotHere),
            // Which fields there are depends on the chart, which may be named later.
            None => Err(Why::known(["a field such as year, state, kind, agency or series"])),
            Some(_) if view.by.is_some() => Err(Why::Conflict),
            by => {
                view.by = by;
                Ok(())
            }
        },
        "order" => match SplitOrder::read(value) {
            None => {
                let words = SplitColumn::ALL.iter();
                Err(Why::known(words.flat_map(|(_, word)| [word.to_string(), format!("-{word}")])))
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
        "compare" if !view.picks() => Err(Why::NotHere),
        "compare" => {
            for id in value.split(',').filter(|id| !id.is_empty()) {
                if view.compare.len() >= MOST_COMPARED {
                    return Err(Why::known([format!("{MOST_COMPARED} operations at most")]));
                }
                if !view.compare.iter().any(|other| other == id) {
                    view.compare.push(id.to_string());
                }
            }
            Ok(())
        }
        "v" if value.is_empty() => Err(Why::known(["a version, such as 2026.11.0"])),
        "v" if view.version.is_some() => Err(Why::Conflict),
        "v" => {
            view.version = Some(value.clone());
            Ok(())
        }
        "theme" => match Theme::ALL.iter().find(|(_, word)| word == value) {
            None => Err(Why::known(Theme::ALL.map(|(_, word)| word))),
            Some(_) if view.theme != Theme::Auto => Err(Why::Conflict),
            Some((theme, _)) => {
                view.theme = *theme;
                Ok(())
            }
        },
        "embed" => match Embedding::read(value) {
            None => Err(Why::known(Embedding::WORDS)),
            Some(_) if view.embed != Embedding::None => Err(Why::Conflict),
            Some(embed) => {
                view.embed = embed;
                Ok(())
            }
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
        None => {
            return Err(Why::known(charts.iter().map(|kind| kind.slug()).chain([Drawing::NONE])));
        }
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
            return Err(Why::known(keys().map(|(_, word)| word)));
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
    let Some(counting) = counting else { return Err(Why::known(counted_outcomes())) };
    if view.counting.is_some() {
        return Err(Why::Conflict);
    }
    view.counting = Some(counting);
    Ok(())
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
            return Err(Why::known(all.iter().map(|column| column.key)));
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
