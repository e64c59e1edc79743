//! The filters in effect, one chip each.

use crate::engine::{Clause, Field, Span};
use crate::model::{Amount, Dataset};
use crate::present::{labels, numbers};
use crate::view::{Action, View};

/// An active filter.
#[derive(Debug, Clone, PartialEq)]
pub struct Chip {
    /// What is filtered.
    pub field: &'static str,
    /// To what.
    pub text: String,
    /// What removing it is called: `Remove filter State Kansas`.
    pub remove: String,
    /// What removes it.
    pub action: Action,
}

/// The chips of a view, in the order of its address.
pub fn of_view(dataset: &Dataset, view: &View) -> Vec<Chip> {
    let chip = |field: &'static str, text: String, action: Action| Chip {
        field,
        remove: format!("Remove filter {field} {text}"),
        text,
        action,
    };
    let mut chips = Vec::new();
    for (field, clause) in view.filters.iter() {
        let label = labels::field(field);
        if let Clause::Within(span) = clause {
            chips.push(chip(label, span_text(field, *span), Action::Remove(field, None)));
        }
        let prefix = match clause {
            Clause::NoneOf(_) => "not ",
            Clause::AllOf(_) => "also ",
            Clause::AnyOf(_) | Clause::Within(_) => "",
        };
        chips.extend(clause.values().map(|value| {
            let text = format!("{prefix}{}", labels::value(dataset, field, value));
            chip(label, text, Action::Remove(field, Some(value.to_string())))
        }));
    }
    if !view.search.trim().is_empty() {
        chips.push(chip(
            "Search",
            format!("“{}”", view.search.trim()),
            Action::Search(String::new()),
        ));
    }
    chips
}

/// `2019 to 2021`, `2019 or later`, `up to 50`.
fn span_text(field: Field, span: Span) -> String {
    let number = |number: i64| match field {
        Field::Value => Amount::from_hundredths(number).map(numbers::amount).unwrap_or_default(),
        _ => number.to_string(),
    };
    match (span.from, span.to) {
        (Some(from), Some(to)) if from == to => number(from),
        (Some(from), Some(to)) => format!("{} to {}", number(from), number(to)),
        (Some(from), None) => format!("{} or more", number(from))
            .replace("more", if field == Field::Year { "later" } else { "more" }),
        (None, Some(to)) => format!("up to {}", number(to)),
        (None, None) => "any".into(),
    }
}
