//! What an address asks of one field: values, and stretches with their ends. It knows no other part
//! of an address.

use super::encoding::encode;
use super::{Page, View, Why};
use crate::engine::{Clause, Field, Limit, NOT_STATED, Span, Values};
use crate::model::*;

/// Reads what one part of an address asks of a field, and adds it to what the view asks already.
pub(super) fn read_clause(
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
        return Err(Why::known(["a value after ="]));
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
        Field::Year => Why::known(["a year", "2019..2021", "2019..", "..2021", NOT_STATED]),
        Field::Date => Why::known([
            "a date as 2019, 2019-07 or 2019-07-08",
            "2019-06..2019-07-15",
            "2019-06..",
            "..2019-07-15",
            NOT_STATED,
        ]),
        _ => Why::known(["a number", "10..50", "10..", "..50"]),
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

/// Writes a clause as the parts of an address.
pub(super) fn write_clause(field: Field, clause: &Clause, parts: &mut Vec<String>) {
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
            return if value.is_empty() { Err(Why::known(["a value after ="])) } else { Ok(()) };
        }
    };
    values.push(NOT_STATED);
    if values.contains(&value) { Ok(()) } else { Err(Why::known(values)) }
}

/// The words for what totals can count: the classes of outcomes and the verbs in them.
pub(super) fn counted_outcomes() -> Vec<&'static str> {
    let classes = OutcomeClass::TERMS.iter().map(|term| term.slug);
    let verbs = Outcome::TERMS.iter().map(|term| term.slug);
    classes.chain(verbs.filter(|slug| OutcomeClass::from_slug(slug).is_none())).collect()
}
