//! How a table is arranged: which columns it shows, in what order they and its rows stand.

use crate::engine::{Direction, SORT_KEYS, SortKey, Table};
use crate::present::labels;
use crate::view::{View, columns};

/// How a table is arranged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrangement {
    /// The columns beside the one that names the record: those shown, in order, then the others.
    pub columns: Vec<ColumnChoice>,
    /// What the rows are ordered by, first things first.
    pub order: Vec<Step>,
    /// What can be added to the order, each with the word that addresses use.
    pub addable: Vec<(&'static str, &'static str)>,
    /// Whether the columns are not the usual ones.
    pub changed: bool,
}

/// A column that can be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnChoice {
    /// The word used in addresses.
    pub key: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// Whether it is shown.
    pub shown: bool,
    /// Whether it can be moved to the left, and to the right.
    pub movable: (bool, bool),
}

/// A step of the order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What orders.
    pub key: SortKey,
    /// What it is called.
    pub label: &'static str,
    /// Which way, in a word.
    pub direction: &'static str,
}

/// How the table of a view is arranged.
pub fn of_view(view: &View, table: Table) -> Arrangement {
    let all = columns(table);
    let shown = view.shown_columns(table);
    let keys: Vec<&str> = shown.iter().skip(1).map(|column| column.key).collect();
    let rest = all.iter().skip(1).filter(|column| !keys.contains(&column.key));
    let columns = shown.iter().skip(1).chain(rest).enumerate().map(|(at, column)| ColumnChoice {
        key: column.key,
        label: labels::column(table, column.key),
        shown: at < keys.len(),
        movable: (at > 0 && at < keys.len(), at + 1 < keys.len()),
    });
    let label = |key: SortKey| {
        let column = all.iter().find(|column| column.sort == Some(key));
        column.map_or("", |column| labels::column(table, column.key))
    };
    let sort = view.effective_sort();
    let order = sort.iter().map(|step| Step {
        key: step.key,
        label: label(step.key),
        direction: direction(step.direction),
    });
    let addable = SORT_KEYS
        .iter()
        .filter(|(key, _)| key.applies_to(table) && sort.iter().all(|step| step.key != *key))
        .map(|(key, word)| (*word, label(*key)))
        .filter(|(_, label)| !label.is_empty());
    Arrangement {
        columns: columns.collect(),
        order: order.collect(),
        addable: addable.collect(),
        changed: view.columns.is_some(),
    }
}

/// Which way an order goes, in a word.
pub fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Ascending => "ascending",
        Direction::Descending => "descending",
    }
}

/// The keys that act inside a table, each with what it does.
pub const TABLE_KEYS: [(&str, &str); 9] = [
    ("↓ or Enter", "From the frame of the table, go into it"),
    ("← ↑ → ↓", "Go to the next cell"),
    ("Home, End", "Go to the first or last cell of the row; with Ctrl, of the table"),
    ("Page Up, Page Down", "Go ten rows up or down"),
    ("Enter", "Follow the link of the cell, or order by its column"),
    ("C", "Copy the cell"),
    ("R", "Copy the row"),
    ("P", "Copy this page of the table"),
    ("?", "Show this list"),
];

/// What is said of the keys.
pub const KEYS_LEAD: &str = "These keys act while the focus is in a table, and nowhere else. In the head of a column, Shift with a click or Enter adds the column to the order.";
