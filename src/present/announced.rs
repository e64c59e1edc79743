//! Numbers announced about one operation, in words: its own totals, under the rule of the view.

use crate::engine::Bitmap;
use crate::model::{Measure, OperationIdx, Stage, Vocabulary};
use crate::present::record::Record;
use crate::present::{region, total};
use crate::totals::{Ask, Range, Selection, Total};
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

/// How a page takes the numbers of single operations: what it asks, and the places that it looks at.
#[derive(Debug, Clone)]
pub struct RowTotals {
    /// What is asked of people found: victims, and where no figure counts any, missing children; never
    /// both in one number.
    found: Vec<Ask>,
    /// What is asked of people arrested.
    arrests: [Ask; 1],
    /// The filter of places, if the page has one.
    places: Option<Selection>,
}

impl RowTotals {
    /// The scope of a view: a filter of places admits the share of an operation that lies inside it,
    /// and no more.
    pub fn of(record: &Record, view: &View) -> Self {
        let dataset = &record.dataset;
        let none = Bitmap::empty(dataset.operations.len());
        let filters = region::filters(dataset, view);
        let places = Selection::of_operations(dataset, &none, &filters);
        let places = Some(places).filter(Selection::filters_places);
        Self { places, ..Self::everywhere(view) }
    }

    /// The numbers of whole operations, under the rule of a view.
    pub fn everywhere(view: &View) -> Self {
        let ask = |measure| total::ask(view, measure);
        Self {
            // Missing children are located; they are never offered help in the same column.
            found: match view.counting {
                None => vec![ask(Measure::Victims), ask(Measure::MissingChildren)],
                Some(_) => vec![ask(Measure::Victims)],
            },
            arrests: [ask(Measure::Arrests)],
            places: None,
        }
    }

    /// People found in an operation, or nothing where no figure counts any.
    pub fn found(&self, record: &Record, operation: OperationIdx) -> Option<Numbered> {
        self.numbered(record, operation, &self.found)
    }

    /// People arrested, in the same way.
    pub fn arrests(&self, record: &Record, operation: OperationIdx) -> Option<Numbered> {
        self.numbered(record, operation, &self.arrests)
    }

    /// How far the announced numbers follow the cases through the courts: `Arrests: 82 → charges: 12 →
    /// no outcome found in the sources`; nothing where no stage is announced.
    pub fn stages(&self, record: &Record, operation: OperationIdx) -> Option<String> {
        let stages = Stage::of(record.dataset.operation(operation));
        let said = stages.into_iter().filter_map(|stage| {
            let Some(measure) = stage.measure() else {
                return Some(stage.label().to_ascii_lowercase());
            };
            let ask = Ask { rule: self.arrests[0].rule, ..Ask::of(measure) };
            let number = self.numbered(record, operation, &[ask])?.number;
            Some(format!("{}: {number}", measure.label().to_ascii_lowercase()))
        });
        let said: Vec<String> = said.collect();
        let mut said = said.join(" → ");
        said.get_mut(..1)?.make_ascii_uppercase();
        Some(said)
    }

    /// The ends of people found, to order operations by.
    pub fn found_ends(&self, record: &Record, operation: OperationIdx) -> Option<Range> {
        self.first(record, operation, &self.found)?.1.range
    }

    /// The ends of people arrested.
    pub fn arrest_ends(&self, record: &Record, operation: OperationIdx) -> Option<Range> {
        self.first(record, operation, &self.arrests)?.1.range
    }

    /// The first of some totals of an operation that has a figure, in the short form for a cell.
    pub fn numbered(
        &self,
        record: &Record,
        operation: OperationIdx,
        asks: &[Ask],
    ) -> Option<Numbered> {
        let Some((ask, total)) = self.first(record, operation, asks) else {
            let totals = |scope: &Self| -> Vec<Total> {
                asks.iter().map(|ask| scope.total(record, operation, ask)).collect()
            };
            let everywhere = Self { places: None, ..self.clone() };
            let elsewhere = totals(&everywhere);
            let number = if elsewhere.iter().any(|total| total.range.is_some()) {
                "share not stated"
            } else if elsewhere.iter().any(|total| total.excluded > 0) {
                "none that counts"
            } else {
                return None;
            };
            return Some(Numbered { number: number.into(), of: None });
        };
        let missing = asks.len() > 1 && ask.measure == Measure::MissingChildren;
        let of = match (missing, &self.places) {
            (true, None) => Some("missing children"),
            (true, Some(_)) => Some("missing children, in the places chosen"),
            (false, Some(_)) => Some("in the places chosen"),
            (false, None) => None,
        };
        let about = if total.approximate { "about " } else { "" };
        Some(Numbered { number: format!("{about}{}", total::short(total.range?)), of })
    }

    /// Whether the page looks at some places only.
    pub fn filters_places(&self) -> bool {
        self.places.is_some()
    }

    fn first(
        &self,
        record: &Record,
        operation: OperationIdx,
        asks: &[Ask],
    ) -> Option<(Ask, Total)> {
        asks.iter()
            .map(|ask| (*ask, self.total(record, operation, ask)))
            .find(|(_, total)| total.range.is_some())
    }

    /// A total of an operation, as far as it lies in the places of the page.
    pub fn total(&self, record: &Record, operation: OperationIdx, ask: &Ask) -> Total {
        let (dataset, totals) = (&record.dataset, record.totals());
        match &self.places {
            Some(places) => totals.total(dataset, &places.of_one(operation), ask),
            None => totals.of_operation(dataset, operation, ask),
        }
    }
}
