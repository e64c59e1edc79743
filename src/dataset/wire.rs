//! The records as they are written in files: the only types that serde reads. Words of the
//! vocabularies and references are still text here; `resolve` turns them into the model.

use serde::Deserialize;
use serde::de::{self, Deserializer, Visitor};

use crate::model::Amount;

/// One line of a packed dataset: an object with one key, which names the record's kind.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Line {
    Dataset(Edition),
    Agency(Agency),
    Place(Place),
    Programme(Programme),
    Operation(Box<Operation>),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    pub format: u32,
    pub version: String,
    pub date: String,
    pub title: String,
    pub licence: String,
    #[serde(default)]
    pub licence_note: String,
    #[serde(default)]
    pub counts: Option<Counts>,
    #[serde(default)]
    pub changes: Vec<Change>,
}

/// How many records of each kind the dataset says it holds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    pub operations: usize,
    pub figures: usize,
    pub sources: usize,
    pub agencies: usize,
    pub places: usize,
    pub programmes: usize,
    pub agency_entries: usize,
    pub offence_entries: usize,
    pub statements: usize,
}

/// An entry of the dataset's change log.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    pub version: String,
    pub date: String,
    pub text: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agency {
    pub id: String,
    pub name: String,
    #[serde(default)]
    pub short: Option<String>,
    pub level: String,
    #[serde(default)]
    pub state: Option<String>,
    #[serde(default)]
    pub parent: Option<String>,
    #[serde(default)]
    pub aliases: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    pub id: String,
    pub name: String,
    #[serde(rename = "type")]
    pub place_type: String,
    #[serde(default)]
    pub state: Option<String>,
    #[serde(default)]
    pub country: Option<String>,
    #[serde(default)]
    pub parent: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    pub id: String,
    pub kind: String,
    pub name: String,
    pub description: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Operation {
    pub id: String,
    #[serde(default)]
    pub name: Option<String>,
    pub title: String,
    #[serde(default)]
    pub series: Option<String>,
    #[serde(default)]
    pub initiative: Option<String>,
    #[serde(default)]
    pub part_of: Option<String>,
    pub kind: String,
    pub trafficking: String,
    #[serde(default)]
    pub start: Option<String>,
    #[serde(default)]
    pub end: Option<String>,
    #[serde(default)]
    pub announced: Option<String>,
    #[serde(default)]
    pub places: Vec<String>,
    #[serde(default)]
    pub agencies: Vec<Participation>,
    #[serde(default)]
    pub figures: Vec<Figure>,
    #[serde(default)]
    pub offences: Vec<Offence>,
    #[serde(default)]
    pub tactics: Vec<String>,
    #[serde(default)]
    pub sources: Vec<Source>,
    #[serde(default)]
    pub flags: Vec<String>,
    pub summary: String,
    #[serde(default)]
    pub note: Option<String>,
    #[serde(default)]
    pub statements: Vec<Statement>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Participation {
    pub agency: String,
    pub role: String,
    pub source: String,
    #[serde(default)]
    pub as_written: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    pub id: String,
    pub measure: String,
    #[serde(default)]
    pub population: Option<String>,
    #[serde(default)]
    pub outcome: Option<String>,
    #[serde(deserialize_with = "amount")]
    pub value: Amount,
    pub qualifier: String,
    pub scope: String,
    #[serde(default)]
    pub place: Option<String>,
    #[serde(default)]
    pub period: Option<String>,
    #[serde(default)]
    pub part_of: Option<String>,
    #[serde(default)]
    pub part_basis: Option<String>,
    pub source: String,
    pub locator: String,
    #[serde(default)]
    pub flags: Vec<String>,
    #[serde(default)]
    pub label: Option<String>,
    #[serde(default)]
    pub unit: Option<String>,
    #[serde(default)]
    pub note: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offence {
    pub label: String,
    pub category: String,
    pub source: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    pub id: String,
    pub title: String,
    pub publisher: String,
    pub kind: String,
    #[serde(default)]
    pub published: Option<String>,
    pub url: String,
    #[serde(default)]
    pub archive_url: Option<String>,
    #[serde(default)]
    pub link_checked: Option<String>,
    #[serde(default)]
    pub flags: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    pub role: String,
    pub agency: String,
    pub gist: String,
    pub source: String,
    pub locator: String,
}

/// A JSON number with at most two decimals, read exactly.
fn amount<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Amount, D::Error> {
    struct AmountVisitor;

    impl Visitor<'_> for AmountVisitor {
        type Value = Amount;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("a number, zero or more, with at most two decimals")
        }

        fn visit_u64<E: de::Error>(self, value: u64) -> Result<Amount, E> {
            i64::try_from(value)
                .ok()
                .and_then(|value| value.checked_mul(100))
                .and_then(Amount::from_hundredths)
                .ok_or_else(|| E::invalid_value(de::Unexpected::Unsigned(value), &self))
        }

        fn visit_i64<E: de::Error>(self, value: i64) -> Result<Amount, E> {
            u64::try_from(value)
                .map_err(|_| E::invalid_value(de::Unexpected::Signed(value), &self))
                .and_then(|value| self.visit_u64(value))
        }

        fn visit_f64<E: de::Error>(self, value: f64) -> Result<Amount, E> {
            let hundredths = (value * 100.0).round();
            // Below 2^53 every hundredth is told apart; a third decimal is not.
            let exact = hundredths < 9e15 && hundredths / 100.0 == value;
            exact
                .then_some(hundredths as i64)
                .and_then(Amount::from_hundredths)
                .ok_or_else(|| E::invalid_value(de::Unexpected::Float(value), &self))
        }
    }

    deserializer.deserialize_any(AmountVisitor)
}
