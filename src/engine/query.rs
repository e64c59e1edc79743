//! What can be asked: a table, typed filters of one clause a field, a search, an order, a page.

use chrono::Datelike;

use super::bins::Ends;
use super::search::Search;
use crate::model::PartialDate;

/// What the records of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// Operations.
    Operations,
    /// Figures, each of one operation.
    Figures,
    /// Agencies, each with the operations that it took part in.
    Agencies,
    /// Places, each with the operations in it.
    Places,
    /// Series and initiatives, each with its operations.
    Programmes,
    /// Categories of offences, each with the operations whose sources name them.
    Offences,
    /// Sources, each of one operation.
    Sources,
    /// Disagreements among sources, each about one operation.
    Disagreements,
}

impl Table {
    /// Every table with the word used in addresses.
    pub const ALL: [(Self, &'static str); 8] = [
        (Self::Operations, "operations"),
        (Self::Figures, "figures"),
        (Self::Agencies, "agencies"),
        (Self::Places, "places"),
        (Self::Programmes, "programmes"),
        (Self::Offences, "offences"),
        (Self::Sources, "sources"),
        (Self::Disagreements, "disagreements"),
    ];

    /// Whether a record can stand behind several operations, so that the operations that pass are
    /// counted for each record.
    pub fn is_grouped(self) -> bool {
        matches!(self, Self::Agencies | Self::Places | Self::Programmes | Self::Offences)
    }

    /// Whether the records of the table can be filtered by a field.
    pub fn has(self, field: Field) -> bool {
        match field {
            Field::Outcome | Field::Qualifier | Field::Scope | Field::Value => {
                self == Self::Figures
            }
            Field::PlaceType => self == Self::Places,
            Field::Reason | Field::Spread => self == Self::Disagreements,
            _ => true,
        }
    }
}

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident = $key:literal,)*) => {
        /// A field that rows can be filtered and counted by, in the order in which addresses
        /// write them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field {
            $($(#[$doc])* $name,)*
        }

        impl Field {
            /// Every field, in order.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The word used in addresses.
            pub fn key(self) -> &'static str {
                match self {
                    $(Self::$name => $key,)*
                }
            }

            /// The field that a word in an address stands for.
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|field| field.key() == key)
            }
        }
    };
}

fields! {
    /// The year the operation ended, else was announced.
    Year = "year",
    /// The days on which the operation took place, else was announced.
    Date = "date",
    /// The US state or territory of any of its places; of a figure, of its own place if it has one.
    State = "state",
    /// The country of any of its places.
    Country = "country",
    /// A place, or a place that contains one of its places.
    Place = "place",
    /// What a place is: a city, a county.
    PlaceType = "place_type",
    /// The kind of operation.
    Kind = "kind",
    /// The form of trafficking it was announced against.
    Trafficking = "trafficking",
    /// An agency that takes part.
    Agency = "agency",
    /// The level of an agency that takes part.
    Level = "level",
    /// The recurring operation it is an edition of.
    Series = "series",
    /// The programme it was announced under.
    Initiative = "initiative",
    /// Whether it is a part of a larger operation, or has parts.
    Part = "part",
    /// A measure that its figures report.
    Measure = "measure",
    /// A population that its figures count.
    Population = "population",
    /// The verb of a figure that counts victims.
    Outcome = "outcome",
    /// How exactly a figure is stated.
    Qualifier = "qualifier",
    /// Whether a figure is the operation's own.
    Scope = "scope",
    /// The value of a figure.
    Value = "value",
    /// A category of offence that its sources name.
    Offence = "offence",
    /// How it was done.
    Tactic = "tactic",
    /// The kind of its sources; of a figure, of its own source.
    SourceKind = "source_kind",
    /// A source, as its operation's id and its own: `2019-operation-independence-day/s1`.
    Source = "source",
    /// How its sources contradict each other, if they do.
    Disagreement = "disagreement",
    /// What is likely to lie behind a disagreement.
    Reason = "reason",
    /// How far the numbers of a disagreement lie apart.
    Spread = "spread",
    /// The operation itself.
    Id = "id",
    /// The operation itself or the larger ones it is a part of, at any depth.
    Whole = "whole",
}

impl Field {
    /// Whether a stretch of the field can be asked for.
    pub fn has_stretches(self) -> bool {
        matches!(self, Self::Year | Self::Date | Self::Value | Self::Spread)
    }

    /// Whether the field's values are records of the dataset, so that a value may be unknown to it;
    /// the values of other fields are a closed vocabulary or numbers.
    pub fn names_records(self) -> bool {
        matches!(
            self,
            Self::State
                | Self::Country
                | Self::Place
                | Self::Agency
                | Self::Series
                | Self::Initiative
                | Self::Source
                | Self::Id
                | Self::Whole
        )
    }

    /// Whether the field holds amounts, which are counted in hundredths.
    pub fn is_amount(self) -> bool {
        matches!(self, Self::Value | Self::Spread)
    }

    /// Whether one row can have several values, so that all of some can be asked for.
    pub fn is_many_valued(self) -> bool {
        matches!(
            self,
            Self::State
                | Self::Country
                | Self::Place
                | Self::Agency
                | Self::Level
                | Self::Part
                | Self::Measure
                | Self::Population
                | Self::Offence
                | Self::Tactic
                | Self::SourceKind
                | Self::Source
                | Self::Disagreement
                | Self::Whole
        )
    }
}

/// An end of a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Limit {
    /// A year, or a value in hundredths.
    Number(i64),
    /// A date, kept as precise as it was stated, so that it is written back as it was read.
    Date(PartialDate),
}

impl Limit {
    /// The least and the greatest number that it stands for. A date stands for its days, counted
    /// from the beginning of the calendar.
    pub fn ends(self) -> (i64, i64) {
        let day = |date: chrono::NaiveDate| i64::from(date.num_days_from_ce());
        match self {
            Self::Number(number) => (number, number),
            Self::Date(date) => (day(date.first_day()), day(date.last_day())),
        }
    }
}

/// A stretch of numbers or days, both ends included, either open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// Where it begins; with a date, at the first of its days.
    pub from: Option<Limit>,
    /// Where it ends; with a date, at the last of its days.
    pub to: Option<Limit>,
}

impl Span {
    /// Whether some of what lies between these ends lies within.
    pub fn meets(self, (lower, upper): (i64, i64)) -> bool {
        self.from.is_none_or(|from| from.ends().0 <= upper)
            && self.to.is_none_or(|to| lower <= to.ends().1)
    }

    /// Whether it ends before it begins.
    pub fn is_reversed(self) -> bool {
        matches!((self.from, self.to), (Some(from), Some(to)) if from.ends().0 > to.ends().1)
    }
}

/// A set of values, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Values(Vec<String>);

impl Values {
    /// Adds a value, unless it is there.
    pub fn insert(&mut self, value: &str) {
        if let Err(at) = self.find(value) {
            self.0.insert(at, value.to_string());
        }
    }

    /// Takes a value out, and says whether it was there.
    pub fn remove(&mut self, value: &str) -> bool {
        self.find(value).map(|at| self.0.remove(at)).is_ok()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The values, in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    fn find(&self, value: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|known| known.as_str().cmp(value))
    }
}

impl<'a> FromIterator<&'a str> for Values {
    fn from_iter<I: IntoIterator<Item = &'a str>>(values: I) -> Self {
        let mut set = Self::default();
        values.into_iter().for_each(|value| set.insert(value));
        set
    }
}

/// How the values of a clause are to be met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Match {
    /// By any of them.
    #[default]
    Any,
    /// By all of them.
    All,
    /// By none of them.
    None,
}

impl Match {
    /// Every way, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Any, Self::All, Self::None];

    /// The clause that asks for values in this way.
    pub fn clause(self, values: Values) -> Clause {
        match self {
            Self::Any => Clause::AnyOf(values),
            Self::All => Clause::AllOf(values),
            Self::None => Clause::NoneOf(values),
        }
    }
}

/// What one field must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clause {
    /// Any of these values.
    AnyOf(Values),
    /// None of these values.
    NoneOf(Values),
    /// All of these values.
    AllOf(Values),
    /// Something in this stretch.
    Within(Span),
}

impl Clause {
    /// This value, and no other.
    pub fn only(value: &str) -> Self {
        Self::AnyOf([value].into_iter().collect())
    }

    /// How its values are to be met; a stretch has none.
    pub fn matching(&self) -> Option<Match> {
        match self {
            Self::AnyOf(_) => Some(Match::Any),
            Self::AllOf(_) => Some(Match::All),
            Self::NoneOf(_) => Some(Match::None),
            Self::Within(_) => None,
        }
    }

    /// The values it names; a stretch names none.
    pub fn values(&self) -> impl Iterator<Item = &str> {
        let values = match self {
            Self::AnyOf(values) | Self::NoneOf(values) | Self::AllOf(values) => Some(values),
            Self::Within(_) => None,
        };
        values.into_iter().flat_map(Values::iter)
    }

    /// Whether it asks for nothing.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::AnyOf(values) | Self::NoneOf(values) | Self::AllOf(values) => values.is_empty(),
            Self::Within(span) => span.from.is_none() && span.to.is_none(),
        }
    }
}

/// The filters: at most one clause a field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filters(Vec<(Field, Clause)>);

impl Filters {
    /// The clause of a field.
    pub fn get(&self, field: Field) -> Option<&Clause> {
        self.0.iter().find(|(other, _)| *other == field).map(|(_, clause)| clause)
    }

    /// Sets the clause of a field; one that asks for nothing removes it.
    pub fn set(&mut self, field: Field, clause: Clause) {
        self.remove(field);
        if !clause.is_empty() {
            let at = self.0.iter().take_while(|(other, _)| *other < field).count();
            self.0.insert(at, (field, clause));
        }
    }

    /// Removes the clause of a field.
    pub fn remove(&mut self, field: Field) {
        self.0.retain(|(other, _)| *other != field);
    }

    /// The clauses, in the order of fields.
    pub fn iter(&self) -> impl Iterator<Item = (Field, &Clause)> {
        self.0.iter().map(|(field, clause)| (*field, clause))
    }

    /// Whether there is no clause.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Up or down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// The least first.
    Ascending,
    /// The greatest first.
    Descending,
}

macro_rules! sort_keys {
    ($($(#[$doc:meta])* $name:ident = $key:literal in $($table:ident)|+,)*) => {
        /// Something that rows can be ordered by.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum SortKey {
            $($(#[$doc])* $name,)*
        }

        /// Every sort key with the word used in addresses.
        pub const SORT_KEYS: &[(SortKey, &str)] = &[$((SortKey::$name, $key),)*];

        impl SortKey {
            /// Whether rows of a table can be ordered by it.
            pub fn applies_to(self, table: Table) -> bool {
                match self {
                    $(Self::$name => matches!(table, $(Table::$table)|+),)*
                }
            }
        }
    };
}

sort_keys! {
    /// The record's name; of an operation, else its title; of a figure, its operation's.
    Name = "name" in Operations | Figures | Agencies | Places | Programmes | Offences | Sources | Disagreements,
    /// When the operation took place, else was announced.
    Date = "date" in Operations | Figures | Sources | Disagreements,
    /// When the operation was announced.
    Announced = "announced" in Operations | Figures | Sources,
    /// The kind of operation, in the codebook's order; of a programme, its own.
    Kind = "kind" in Operations | Figures | Sources | Programmes,
    /// The form of trafficking, in the codebook's order.
    Trafficking = "trafficking" in Operations | Figures,
    /// The name of the operation's first place.
    Place = "place" in Operations | Figures,
    /// The name of the operation's first leading agency.
    Agency = "agency" in Operations | Figures,
    /// The name of the operation's series.
    Series = "series" in Operations | Figures,
    /// How many sources it stands on.
    Sources = "sources" in Operations,
    /// How many people were announced as found, by the least number.
    Found = "found" in Operations,
    /// How many were announced as arrested, by the least number.
    Arrests = "arrests" in Operations,
    /// The measure of a figure, in the codebook's order.
    Measure = "measure" in Figures | Disagreements,
    /// The population of a figure.
    Population = "population" in Figures,
    /// The verb of a figure, in the codebook's order.
    Outcome = "outcome" in Figures,
    /// The value of a figure.
    Value = "value" in Figures,
    /// How sources contradict each other, in the codebook's order.
    Disagreement = "disagreement" in Disagreements,
    /// What is likely to lie behind it, in the codebook's order.
    Reason = "reason" in Disagreements,
    /// How far the numbers lie apart.
    Spread = "spread" in Disagreements,
    /// The publisher of the source.
    Source = "source" in Figures | Sources,
    /// The kind of the source, in the codebook's order.
    SourceKind = "source_kind" in Figures | Sources,
    /// When the source was published.
    Published = "published" in Figures | Sources,
    /// How many figures there are.
    Figures = "figures" in Operations | Sources,
    /// An agency's level, in the codebook's order.
    Level = "level" in Agencies,
    /// The type of a place, in the codebook's order.
    PlaceType = "place_type" in Places,
    /// The record's own state.
    State = "state" in Agencies | Places,
    /// The record's own country.
    Country = "country" in Places,
    /// How many of the operations that pass stand behind the record.
    Operations = "operations" in Agencies | Places | Programmes | Offences,
    /// The first year of the operations that pass.
    First = "first" in Agencies | Places | Programmes | Offences,
    /// The last year of the operations that pass.
    Last = "last" in Agencies | Places | Programmes | Offences,
}

/// One step of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sort {
    /// By what.
    pub key: SortKey,
    /// Which way.
    pub direction: Direction,
}

/// A question to the engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// What the rows are.
    pub table: Table,
    /// The records among which everything is looked for: those with this value in one of these
    /// fields; none means all.
    pub within: Option<(&'static [Field], String)>,
    /// What they must be.
    pub filters: Filters,
    /// What must be found in them.
    pub search: Search,
    /// In what order; ties stand in order of id.
    pub sort: Vec<Sort>,
    /// Orders of operations that the engine cannot work out by itself, for keys of `sort`: for each
    /// operation a lower and an upper end, or nothing.
    pub orders: Vec<(SortKey, Vec<Ends>)>,
    /// How many rows come before the page.
    pub offset: usize,
    /// How many rows the page holds.
    pub limit: usize,
    /// The fields whose values are to be counted.
    pub facets: Vec<Field>,
}

impl Query {
    /// All records of a table, in order of id, without counts.
    pub fn all(table: Table) -> Self {
        Self {
            table,
            within: None,
            filters: Filters::default(),
            search: Search::default(),
            sort: Vec::new(),
            orders: Vec::new(),
            offset: 0,
            limit: usize::MAX,
            facets: Vec::new(),
        }
    }
}
