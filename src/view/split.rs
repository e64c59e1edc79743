//! Totals by a field: which fields a view's totals can be split by, and the order of the rows. It adds
//! nothing up.

use super::View;
use crate::engine::{Direction, Field, Table};

/// A column of totals by a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SplitColumn {
    /// The value of the field.
    Value,
    /// The total, by its lower end.
    Total,
    /// How many operations stand behind it.
    Operations,
    /// How many sources stand behind it.
    Sources,
}

impl SplitColumn {
    /// Every column with the word used in addresses, in order.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Value, "value"),
        (Self::Total, "total"),
        (Self::Operations, "operations"),
        (Self::Sources, "sources"),
    ];
}

/// The order of totals by a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SplitOrder {
    /// By what.
    pub column: SplitColumn,
    /// Which way.
    pub direction: Direction,
}

impl SplitOrder {
    /// The order as addresses write it: `-total`.
    pub fn text(self) -> String {
        let minus = if self.direction == Direction::Descending { "-" } else { "" };
        let word = SplitColumn::ALL.iter().find(|(column, _)| *column == self.column);
        format!("{minus}{}", word.map_or("", |(_, word)| word))
    }

    /// Reads an order; nothing where there is no such column.
    pub fn read(text: &str) -> Option<Self> {
        let (direction, word) = match text.strip_prefix('-') {
            Some(word) => (Direction::Descending, word),
            None => (Direction::Ascending, text),
        };
        let (column, _) = SplitColumn::ALL.iter().find(|(_, known)| *known == word)?;
        Some(Self { column: *column, direction })
    }

    /// The order where the address states none: years as they follow each other, other values by
    /// their totals, the largest first.
    pub fn usual(field: Field) -> Self {
        match field {
            Field::Year => Self { column: SplitColumn::Value, direction: Direction::Ascending },
            _ => Self { column: SplitColumn::Total, direction: Direction::Descending },
        }
    }
}

/// The fields by which totals can be split.
const SPLITS: &[Field] = &[
    Field::Year,
    Field::State,
    Field::Country,
    Field::Kind,
    Field::Trafficking,
    Field::Agency,
    Field::Level,
    Field::Series,
    Field::Initiative,
    Field::Offence,
    Field::Tactic,
];

impl View {
    /// The fields by which the view's totals can be split: on the page of an agency, a place or a
    /// programme, not by what the page is about.
    pub fn total_splits(&self) -> impl Iterator<Item = Field> + '_ {
        let lists = self.listing() == Some(Table::Operations);
        let within = self.page.within().map_or(&[][..], |(fields, _)| fields);
        SPLITS.iter().copied().filter(move |field| lists && !within.contains(field))
    }

    /// The field by which the view's totals are split, if they are.
    pub fn totals_by(&self) -> Option<Field> {
        self.by.filter(|by| self.total_splits().any(|field| field == *by))
    }

    /// Whether totals or the chart can be split by a field.
    pub fn can_split(&self, field: Field) -> bool {
        self.splits().contains(&field) || self.total_splits().any(|other| other == field)
    }

    /// The order of the totals by a field, in effect.
    pub fn split_order(&self, field: Field) -> SplitOrder {
        self.order.unwrap_or_else(|| SplitOrder::usual(field))
    }

    /// Equal views have equal texts: what is usual is not said, nor an order of nothing, nor a field
    /// by which the chart is split anyhow and totals cannot be.
    pub(super) fn forget_usual_split(&mut self) {
        let totals_by = self.totals_by();
        if totals_by.is_none() {
            self.by = self.by.filter(|by| self.splits().first() != Some(by));
        }
        self.order =
            self.order.filter(|order| totals_by.is_some_and(|by| SplitOrder::usual(by) != *order));
    }
}
