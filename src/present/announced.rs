//! Numbers announced about one operation, in words: its own totals, under the rule of the view.

use crate::model::{Measure, OperationIdx};
use crate::present::record::Record;
use crate::present::total;
use crate::totals::{Ask, Total};
use crate::view::View;

/// What a cell says of people found or arrested: a number, and who is counted where that is not
/// everyone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbered {
    /// `31`, `107–123`, `100+`.
    pub number: String,
    /// `missing children`.
    pub of: Option<&'static str>,
}

impl Numbered {
    /// `107–123 missing children`.
    pub fn text(&self) -> String {
        match self.of {
            Some(of) => format!("{} {of}", self.number),
            None => self.number.clone(),
        }
    }
}

/// What is asked of people found: victims, and where no figure counts any, missing children; never
/// both in one number.
pub fn found_asks(view: &View) -> Vec<Ask> {
    [Measure::Victims, Measure::MissingChildren].map(|measure| total::ask(view, measure)).into()
}

/// What is asked of people arrested.
pub fn arrest_asks(view: &View) -> Vec<Ask> {
    vec![total::ask(view, Measure::Arrests)]
}

/// The first of these totals of an operation that has a figure.
pub fn first(record: &Record, operation: OperationIdx, asks: &[Ask]) -> Option<(Ask, Total)> {
    asks.iter()
        .map(|ask| (*ask, record.totals.of_operation(&record.dataset, operation, ask)))
        .find(|(_, total)| total.range.is_some())
}

/// People found, or nothing where no figure counts any.
pub fn found(record: &Record, view: &View, operation: OperationIdx) -> Option<Numbered> {
    numbered(record, operation, &found_asks(view))
}

/// People arrested, in the same way.
pub fn arrests(record: &Record, view: &View, operation: OperationIdx) -> Option<Numbered> {
    numbered(record, operation, &arrest_asks(view))
}

/// The first of these totals that has a figure, in the short form for a cell.
pub fn numbered(record: &Record, operation: OperationIdx, asks: &[Ask]) -> Option<Numbered> {
    let (ask, total) = first(record, operation, asks)?;
    let range = total.range?;
    let of =
        (asks.len() > 1 && ask.measure == Measure::MissingChildren).then_some("missing children");
    Some(Numbered { number: total::short(range), of })
}
