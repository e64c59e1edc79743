//! What a reader can do to a view, and the view that comes of it.

use super::{Page, PageSize, Rule, Theme, View};
use crate::engine::{Clause, Direction, Field, Sort, SortKey, Values};
use crate::model::ConflictRule;

/// One thing a reader does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Shows another view whole: a link, an address typed in.
    Show(Box<View>),
    /// Shows a view again, whose entry of the history was there before: Back, Forward.
    Return(Box<View>),
    /// Shows another view whole, by a link that the app follows itself.
    Follow(Box<View>),
    /// Adds a value to a field's filter, or takes it out.
    Toggle(Field, String),
    /// Takes one value out of a field's filter, or its whole clause when it names no values.
    Remove(Field, Option<String>),
    /// Empties every filter and the search.
    ClearAll,
    /// Changes what is searched for.
    Search(String),
    /// Orders by a column, upwards and downwards by turns.
    SortBy {
        /// The column.
        key: SortKey,
        /// Whether to keep the present order and add to it.
        add: bool,
    },
    /// Turns to a page of the table, from 1.
    Turn(u32),
    /// Changes how many rows a page holds.
    Resize(PageSize),
    /// Chooses what totals take where sources disagree.
    Decide(ConflictRule),
    /// Lets totals count possible victims, or not.
    CountPossible(bool),
    /// Changes the colours.
    Paint(Theme),
    /// Forgets the parts of the address that could not be read.
    Dismiss,
}

/// The view after an action.
pub fn reduce(view: &View, action: &Action) -> View {
    let mut next = view.clone();
    // What changes the rows begins again at the first page.
    let mut from_the_start = true;
    match action {
        Action::Show(view) | Action::Return(view) | Action::Follow(view) => {
            return (**view).clone();
        }
        Action::Toggle(field, value) => {
            let clause = match next.filters.get(*field) {
                Some(clause @ (Clause::AnyOf(_) | Clause::AllOf(_))) => clause.clone(),
                // A span or an exclusion is replaced by what is asked for now.
                Some(Clause::Within(_) | Clause::NoneOf(_)) | None => {
                    Clause::AnyOf(Values::default())
                }
            };
            next.filters.set(
                *field,
                with_values(clause, |values| {
                    if !values.remove(value) {
                        values.insert(value);
                    }
                }),
            );
        }
        Action::Remove(field, None) => next.filters.remove(*field),
        Action::Remove(field, Some(value)) => {
            if let Some(clause) = next.filters.get(*field).cloned() {
                next.filters.set(
                    *field,
                    with_values(clause, |values| {
                        values.remove(value);
                    }),
                );
            }
        }
        Action::ClearAll => {
            next.filters = Default::default();
            next.search.clear();
        }
        Action::Search(text) => next.search.clone_from(text),
        Action::SortBy { key, add } => next.sort = sorted(&view.effective_sort(), *key, *add),
        Action::Turn(number) => {
            next.number = if *number <= 1 { 0 } else { *number };
            from_the_start = false;
        }
        Action::Resize(size) => next.size = *size,
        Action::Decide(rule) => {
            next.rule = Rule(*rule);
            from_the_start = false;
        }
        Action::CountPossible(possible) => {
            next.possible = *possible;
            from_the_start = false;
        }
        Action::Paint(theme) => {
            next.theme = *theme;
            from_the_start = false;
        }
        Action::Dismiss => {
            next.unread.clear();
            if let Page::Unknown(_) = next.page {
                next.page = Page::Front;
            }
            from_the_start = false;
        }
    }
    if from_the_start {
        next.number = 0;
    }
    if next.sort == super::default_sort(next.table()) {
        next.sort.clear();
    }
    next
}

fn with_values(mut clause: Clause, change: impl FnOnce(&mut Values)) -> Clause {
    if let Clause::AnyOf(values) | Clause::NoneOf(values) | Clause::AllOf(values) = &mut clause {
        change(values);
    }
    clause
}

/// The order after a reader chose a column: alone, upwards and then by turns; added, upwards, then
/// downwards, then out of the order again.
fn sorted(now: &[Sort], key: SortKey, add: bool) -> Vec<Sort> {
    let mut sort = now.to_vec();
    let at = sort.iter().position(|sort| sort.key == key);
    let present = at.map(|at| sort[at].direction);
    let direction = match present {
        Some(Direction::Ascending) => Direction::Descending,
        Some(Direction::Descending) | None => Direction::Ascending,
    };
    match at {
        _ if !add => sort = vec![Sort { key, direction }],
        Some(at) if present == Some(Direction::Descending) && sort.len() > 1 => {
            sort.remove(at);
        }
        Some(at) => sort[at].direction = direction,
        None => sort.push(Sort { key, direction }),
    }
    sort
}
