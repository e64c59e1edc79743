//! The filters in effect, one chip each.

use crate::engine::Clause;
use crate::model::Dataset;
use crate::present::{labels, range};
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
            chips.push(chip(label, range::words(field, *span), Action::Remove(field, None)));
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
