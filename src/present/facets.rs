//! Facets as people read them: each field's values with their counts.

use crate::engine::{Answer, Clause, Engine, Field, Query, Table};
use crate::model::{Dataset, order};
use crate::present::labels;

/// A facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetPanel {
    /// The field.
    pub field: Field,
    /// What it is called.
    pub label: &'static str,
    /// Its values, in the order in which they are shown.
    pub values: Vec<FacetValue>,
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
    /// Whether the filter asks for it.
    pub chosen: bool,
    /// Whether the filter names it, to ask for it or to leave it out.
    pub named: bool,
}

/// The facets of a table, in the order in which they are shown.
pub fn of_table(table: Table) -> &'static [Field] {
    use Field::*;
    match table {
        Table::Operations => &[
            Year,
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
            Offence,
            Tactic,
            SourceKind,
        ],
        Table::Figures => &[
            Measure,
            Population,
            Outcome,
            Qualifier,
            Scope,
            SourceKind,
            Year,
            State,
            Country,
            Kind,
            Trafficking,
            Agency,
            Series,
            Initiative,
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
        ],
        Table::Sources => &[
            SourceKind,
            Measure,
            Population,
            Year,
            State,
            Country,
            Kind,
            Trafficking,
            Agency,
            Level,
            Series,
            Initiative,
        ],
    }
}

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
            let excludes = matches!(clause, Some(Clause::NoneOf(_)));
            let mut values: Vec<FacetValue> = engine
                .values(query.table, *field)
                .iter()
                .zip(counts)
                .map(|(value, count)| {
                    let (named, mut label) = (named(value), labels::value(dataset, *field, value));
                    if named && excludes {
                        label.push_str(" (left out)");
                    }
                    FacetValue {
                        value: value.to_string(),
                        label,
                        count: *count,
                        chosen: named && !excludes,
                        named,
                    }
                })
                .collect();
            let not_stated = |value: &FacetValue| value.value == crate::engine::NOT_STATED;
            order::sort_by(&mut values, |a, b| {
                not_stated(a).cmp(&not_stated(b)).then_with(|| match field {
                    Field::Year => b.value.cmp(&a.value),
                    _ => b.count.cmp(&a.count).then_with(|| a.label.cmp(&b.label)),
                })
            });
            FacetPanel { field: *field, label: labels::field(*field), values }
        })
        .collect()
}

/// How many values a facet shows before it is asked for all.
pub const FIRST_VALUES: usize = 7;

/// How many values make a list long enough to be searched.
pub const SEARCHABLE: usize = 20;

impl FacetPanel {
    /// The values to show: those chosen and the first few, or all whose name holds what is typed.
    pub fn shown(&self, all: bool, typed: &str) -> Vec<&FacetValue> {
        let wanted = crate::engine::fold(typed.trim());
        let all = all || !self.is_long();
        let shown = |(at, value): &(usize, &FacetValue)| {
            if all {
                crate::engine::fold(&value.label).contains(&wanted)
            } else {
                *at < FIRST_VALUES || value.named
            }
        };
        self.values.iter().enumerate().filter(shown).map(|(_, value)| value).collect()
    }

    /// Whether there are so many values that only the first are shown.
    pub fn is_long(&self) -> bool {
        self.values.len() > FIRST_VALUES + 3
    }

    /// Whether the filter names a value of the facet.
    pub fn is_active(&self) -> bool {
        self.values.iter().any(|value| value.named)
    }

    /// Whether the facet is shown open at first: the ones that most readers begin with.
    pub fn opens(&self) -> bool {
        self.is_active()
            || matches!(self.field, Field::Year | Field::State | Field::Kind | Field::Measure)
    }
}
