//! Facets as people read them: each field's values with their counts.

use std::rc::Rc;

use crate::engine::{Answer, Clause, Engine, Field, Match, NOT_STATED, Query, Table};
use crate::model::{Dataset, order};
use crate::present::labels;
use crate::present::range::{self, RangePanel};

/// A facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetPanel {
    /// The field.
    pub field: Field,
    /// What it is called.
    pub label: &'static str,
    /// Its values, in the order in which they are shown unless another is asked for.
    pub values: Vec<FacetValue>,
    /// The stretch that can be asked for, if the field has stretches.
    pub range: Option<Rc<RangePanel>>,
    /// How the values of the filter are met, if it names any.
    pub matching: Option<Match>,
    /// Whether it can be asked for all of some values.
    pub many: bool,
}

/// A value of a facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetValue {
    /// The word used in addresses.
    pub value: String,
    /// What it is called.
    pub label: String,
    /// How many rows have it, under every filter but the facet's own.
    pub count: u32,
    /// Whether the filter names it, to ask for it or to leave it out.
    pub named: bool,
}

/// The facets of a table, in the order in which they are shown.
pub fn of_table(table: Table) -> &'static [Field] {
    use Field::*;
    match table {
        Table::Operations => &[
            Year,
            Date,
            State,
            Country,
            Kind,
            Trafficking,
            Agency,
            Level,
            Series,
            Initiative,
            Part,
            Measure,
            Population,
            Stage,
            Offence,
            Tactic,
            SourceKind,
            Disagreement,
        ],
        Table::Figures => &[
            Measure,
            Value,
            Population,
            Outcome,
            Qualifier,
            Scope,
            SourceKind,
            Year,
            Date,
            State,
            Country,
            Kind,
            Trafficking,
            Agency,
            Level,
            Series,
            Initiative,
            Part,
            Offence,
            Tactic,
            Disagreement,
        ],
        Table::Disagreements => &[
            Measure,
            Disagreement,
            Reason,
            Spread,
            State,
            Year,
            Population,
            Country,
            Kind,
            Series,
            Agency,
        ],
        Table::Agencies => &[
            Level,
            Agency,
            Year,
            State,
            Country,
            Kind,
            Trafficking,
            Series,
            Initiative,
            Measure,
            Offence,
            Tactic,
        ],
        Table::Places => &[
            PlaceType,
            State,
            Country,
            Year,
            Kind,
            Trafficking,
            Agency,
            Level,
            Series,
            Initiative,
            Measure,
            Offence,
            Tactic,
        ],
        Table::Programmes => &[
            Year,
            State,
            Country,
            Kind,
            Trafficking,
            Agency,
            Level,
            Series,
            Initiative,
            Measure,
            Offence,
            Tactic,
        ],
        Table::Offences => &[
            Offence,
            Year,
            State,
            Country,
            Kind,
            Trafficking,
            Agency,
            Level,
            Series,
            Initiative,
            Measure,
            Population,
            Tactic,
        ],
        Table::Sources => &[
            SourceKind,
            Measure,
            Population,
            Year,
            Date,
            State,
            Country,
            Kind,
            Trafficking,
            Agency,
            Level,
            Series,
            Initiative,
            Part,
            Offence,
            Tactic,
        ],
    }
}

/// Says in a facet whose values are left out that they are.
pub const LEFT_OUT: &str = "What is checked here is left out.";

/// The facets that an answer counted: years newest first, other values by count, then by name,
/// what is not stated last.
pub fn panels(
    dataset: &Dataset,
    engine: &Engine,
    query: &Query,
    answer: &Answer,
) -> Vec<FacetPanel> {
    answer
        .facets
        .iter()
        .map(|(field, counts)| {
            let clause = query.filters.get(*field);
            let named = |value: &str| {
                clause.is_some_and(|clause| clause.values().any(|other| other == value))
            };
            let mut values: Vec<FacetValue> = engine
                .values(query.table, *field)
                .iter()
                .zip(counts)
                .map(|(value, count)| FacetValue {
                    value: value.to_string(),
                    label: labels::value(dataset, *field, value),
                    count: *count,
                    named: named(value),
                })
                .collect();
            sort(&mut values, *field == Field::Year, *field == Field::Year);
            let bins = engine.bins(query.table, *field);
            let counted = answer.histograms.iter().find(|(other, _)| other == field);
            let range = counted
                .and_then(|(_, counts)| range::panel(query, *field, bins, counts))
                .map(Rc::new);
            FacetPanel {
                field: *field,
                label: labels::field(*field),
                values,
                range,
                matching: clause.and_then(Clause::matching),
                many: field.is_many_valued() && engine.has_several(query.table, *field),
            }
        })
        .collect()
}

/// Puts values in order: by name, upwards or downwards, or else the most first; what is not stated
/// comes last.
fn sort(values: &mut Vec<FacetValue>, by_name: bool, downwards: bool) {
    let mut keyed: Vec<(bool, String, FacetValue)> = std::mem::take(values)
        .into_iter()
        .map(|value| (value.value == NOT_STATED, crate::engine::fold(&value.label), value))
        .collect();
    order::sort_by(&mut keyed, |a, b| {
        let by_label = if downwards { b.1.cmp(&a.1) } else { a.1.cmp(&b.1) };
        a.0.cmp(&b.0).then_with(|| match by_name {
            true => by_label,
            false => b.2.count.cmp(&a.2.count).then(by_label),
        })
    });
    values.extend(keyed.into_iter().map(|(_, _, value)| value));
}

/// How many values a facet shows before it is asked for all.
pub const FIRST_VALUES: usize = 7;

/// How many values make a list long enough to be searched.
pub const SEARCHABLE: usize = 20;

impl FacetPanel {
    /// The values to show: those chosen and the first few, or all whose name holds what is typed;
    /// in the usual order, or in the other.
    pub fn shown(&self, all: bool, typed: &str, otherwise: bool) -> Vec<FacetValue> {
        let wanted = crate::engine::fold(typed.trim());
        let all = all || !self.is_long();
        let mut values = self.values.clone();
        if otherwise {
            sort(&mut values, self.field != Field::Year, self.field == Field::Year);
        }
        let mut at = 0;
        values.retain(|value| {
            at += 1;
            if all {
                crate::engine::fold(&value.label).contains(&wanted)
            } else {
                at <= FIRST_VALUES || value.named
            }
        });
        values
    }

    /// What the usual order and the other are called.
    pub fn orders(&self) -> [&'static str; 2] {
        match self.field {
            Field::Year => ["Newest first", "Most first"],
            _ => ["Most first", "By name"],
        }
    }

    /// Whether there are enough values for their order to matter.
    pub fn is_ordered(&self) -> bool {
        self.values.len() > 3
    }

    /// The ways in which values can be met: all of them only where a row has several. None where
    /// there are no values to choose from but that it is not stated.
    pub fn ways(&self) -> Vec<(Match, &'static str)> {
        let only_stretches = self.range.is_some() && self.field != Field::Year;
        let offered = |(how, _): &(Match, &str)| match how {
            Match::All => self.many || self.matching == Some(Match::All),
            Match::Any | Match::None => {
                !(only_stretches || self.values.is_empty()) || self.matching == Some(Match::None)
            }
        };
        let ways = [
            (Match::Any, "Any of these"),
            (Match::All, "All of these"),
            (Match::None, "None of these"),
        ];
        ways.into_iter().filter(offered).collect()
    }

    /// Whether there are so many values that only the first are shown.
    pub fn is_long(&self) -> bool {
        self.values.len() > FIRST_VALUES + 3
    }

    /// Whether the filter names a value of the facet, or a stretch.
    pub fn is_active(&self) -> bool {
        self.values.iter().any(|value| value.named)
            || self.range.as_ref().is_some_and(|range| range.is_limited())
    }

    /// Whether a value is the last that the filter names, so that the filter ends without it.
    pub fn is_last(&self, value: &FacetValue) -> bool {
        value.named && self.values.iter().filter(|value| value.named).count() == 1
    }

    /// Whether the facet is shown open at first: the ones that most readers begin with.
    pub fn opens(&self) -> bool {
        self.is_active()
            || matches!(self.field, Field::Year | Field::State | Field::Kind | Field::Measure)
    }
}
