//! What a reader can do to a view, and the view that comes of it.

use super::{
    Drawing, Drawn, MOST_COMPARED, Page, PageSize, Rule, SplitColumn, SplitOrder, Theme, View,
};
use crate::engine::{Clause, Direction, Field, Match, Sort, SortKey, Span, Values};
use crate::model::{ConflictRule, Counting};

/// One thing a reader does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Shows another view whole: a link, an address typed in.
    Show(Box<View>),
    /// Shows a view again, whose entry of the history was there before: Back, Forward.
    Return(Box<View>),
    /// Shows another view whole, by a link that the app follows itself.
    Follow(Box<View>),
    /// Adds a value to a field's filter, or takes it out. Where the filter names no value yet, it
    /// is to be met in this way.
    Toggle(Field, Match, String),
    /// Changes how the values of a field's filter are to be met.
    Meet(Field, Match),
    /// Limits a field to a stretch, in place of what was asked of it before; an open one lifts it.
    Limit(Field, Span),
    /// The same while an end of the stretch is being moved.
    Slide(Field, Span),
    /// What was being typed or moved is done: the next of its kind is another change.
    Settle,
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
    /// Turns a step of the order round.
    Reverse(SortKey),
    /// Takes a step out of the order.
    Unsort(SortKey),
    /// Shows a column, behind those that usually stand before it, or no longer.
    ShowColumn(&'static str),
    /// Moves a column one place to the right, or to the left.
    MoveColumn(&'static str, bool),
    /// Shows the usual columns.
    UsualColumns,
    /// Sets the rows close together, or not.
    Compact(bool),
    /// Turns to a page of the table, from 1.
    Turn(u32),
    /// Changes how many rows a page holds.
    Resize(PageSize),
    /// Chooses what totals take where sources disagree.
    Decide(ConflictRule),
    /// Chooses which outcomes totals count.
    Count(Counting),
    /// Lets totals count possible victims, or not.
    CountPossible(bool),
    /// Draws another chart, or none.
    Draw(Drawing),
    /// Draws a total, or how many rows there are.
    DrawOf(Option<Drawn>),
    /// Splits the chart by another field.
    Split(Field),
    /// Splits totals by a field, or no longer.
    SplitTotals(Option<Field>),
    /// Orders totals by a field by one of their columns, upwards and downwards by turns.
    OrderSplit(SplitColumn),
    /// Chooses an operation to be compared, by id, or no longer.
    Choose(String),
    /// Looks up a number.
    Check(String),
    /// Forgets with which version of the dataset the address was made.
    Unpin,
    /// Changes the colours.
    Paint(Theme),
    /// Forgets the parts of the address that could not be read.
    Dismiss,
}

/// What a reader types or moves bit by bit. One action after another on the same thing is one
/// change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Draft {
    /// The words of the search.
    Search,
    /// An end of a field's stretch.
    Stretch(Field),
}

impl Action {
    /// What the action changes bit by bit, if it does.
    pub fn draft(&self) -> Option<Draft> {
        match self {
            Self::Search(_) => Some(Draft::Search),
            Self::Slide(field, _) => Some(Draft::Stretch(*field)),
            _ => None,
        }
    }
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
        Action::Toggle(field, how, value) => {
            // A stretch is replaced by what is asked for now.
            let present = next.filters.get(*field).filter(|clause| clause.matching().is_some());
            let clause = present.cloned().unwrap_or_else(|| how.clause(Values::default()));
            next.filters.set(
                *field,
                with_values(clause, |values| {
                    if !values.remove(value) {
                        values.insert(value);
                    }
                }),
            );
        }
        Action::Meet(field, how) => {
            let possible = *how != Match::All || field.is_many_valued();
            let present = next.filters.get(*field).filter(|clause| clause.matching().is_some());
            if let (Some(clause), true) = (present, possible) {
                let values = clause.values().collect();
                next.filters.set(*field, how.clause(values));
            }
        }
        Action::Limit(field, span) | Action::Slide(field, span) => {
            if field.has_stretches() && !span.is_reversed() {
                next.filters.set(*field, Clause::Within(*span));
            }
        }
        Action::Settle => return next,
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
        Action::Reverse(key) => {
            next.sort = view.effective_sort();
            for sort in next.sort.iter_mut().filter(|sort| sort.key == *key) {
                sort.direction = match sort.direction {
                    Direction::Ascending => Direction::Descending,
                    Direction::Descending => Direction::Ascending,
                };
            }
        }
        Action::Unsort(key) => {
            next.sort = {
                let mut sort = view.effective_sort();
                sort.retain(|sort| sort.key != *key);
                sort
            }
        }
        Action::ShowColumn(_) | Action::MoveColumn(..) => {
            let shown = view.table().map(|table| view.shown_columns(table)).unwrap_or_default();
            let mut keys: Vec<&'static str> =
                shown.iter().skip(1).map(|column| column.key).collect();
            let at = |key: &str| keys.iter().position(|known| *known == key);
            match *action {
                Action::ShowColumn(key) => match at(key) {
                    Some(at) => {
                        keys.remove(at);
                    }
                    None => {
                        let all = view.table().map_or(&[][..], super::columns);
                        let before = all.iter().take_while(|column| column.key != key);
                        let last = before.filter_map(|column| at(column.key)).max();
                        keys.insert(last.map_or(0, |last| last + 1), key);
                    }
                },
                Action::MoveColumn(key, right) => {
                    let from = at(key);
                    let to = from
                        .and_then(|at| if right { at.checked_add(1) } else { at.checked_sub(1) });
                    if let (Some(from), Some(to)) = (from, to.filter(|to| *to < keys.len())) {
                        keys.swap(from, to);
                    }
                }
                _ => {}
            }
            next.columns = Some(keys);
            next.forget_usual_columns();
            from_the_start = false;
        }
        Action::UsualColumns => {
            next.columns = None;
            from_the_start = false;
        }
        Action::Compact(compact) => {
            next.compact = *compact;
            from_the_start = false;
        }
        Action::Turn(number) => {
            next.number = if *number <= 1 { 0 } else { *number };
            from_the_start = false;
        }
        Action::Resize(size) => next.size = *size,
        Action::Decide(rule) => {
            next.rule = Rule(*rule);
            from_the_start = false;
        }
        Action::Count(counting) => {
            next.counting = Some(*counting).filter(|counting| *counting != Counting::default());
            from_the_start = false;
        }
        Action::CountPossible(possible) => {
            next.possible = *possible;
            from_the_start = false;
        }
        Action::Draw(drawing) => {
            let usual = next.page.charts().first();
            next.drawing = match drawing {
                Drawing::Chart(kind) if usual == Some(kind) => Drawing::Usual,
                drawing => *drawing,
            };
            next.by = next.by.filter(|by| next.can_split(*by));
            next.forget_usual_split();
            from_the_start = false;
        }
        Action::DrawOf(drawn) => {
            next.drawn = *drawn;
            from_the_start = false;
        }
        Action::Split(field) => {
            next.by = Some(*field).filter(|by| next.splits().first() != Some(by));
            from_the_start = false;
        }
        Action::SplitTotals(field) => {
            next.by = field.filter(|field| next.can_split(*field));
            next.order = None;
            from_the_start = false;
        }
        Action::OrderSplit(column) => {
            if let Some(by) = next.totals_by() {
                let now = next.split_order(by);
                // Names go up first, numbers down.
                let up = match now.column == *column {
                    true => now.direction == Direction::Descending,
                    false => *column == SplitColumn::Value,
                };
                let direction = if up { Direction::Ascending } else { Direction::Descending };
                next.order = Some(SplitOrder { column: *column, direction });
                next.forget_usual_split();
            }
            from_the_start = false;
        }
        Action::Choose(id) => {
            let before = next.compare.len();
            next.compare.retain(|other| other != id);
            if next.compare.len() == before && before < MOST_COMPARED {
                next.compare.push(id.clone());
            }
            from_the_start = false;
        }
        Action::Check(text) => {
            next.check.clear();
            if next.page == Page::Front {
                next.check.push_str(text.trim());
            }
            from_the_start = false;
        }
        Action::Unpin => {
            next.version = None;
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
