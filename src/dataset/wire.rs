//! What stands in a file, before it means anything: a JSON value that keeps the order of its fields
//! and notices a field that comes twice. The only type that serde reads. Its names and texts are those
//! of the file, wherever they stand there as they are meant: half of what is read is names of fields.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// The fields of an object, in the order in which they stand.
pub type Fields<'t> = Vec<(Cow<'t, str>, Json<'t>)>;

/// A JSON value.
#[derive(Debug, Clone, PartialEq)]
pub enum Json<'t> {
    /// `null`, which says as much as a field that is absent.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number in hundredths, where it is so many exactly.
    Number(Option<i64>),
    /// A text.
    Text(Cow<'t, str>),
    /// A list.
    List(Vec<Json<'t>>),
    /// An object.
    Object(Fields<'t>),
}

impl Json<'_> {
    /// What stands there, in words, for a message.
    pub fn described(&self) -> impl fmt::Display + '_ {
        fmt::from_fn(move |f| match self {
            Self::Null => f.write_str("nothing"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Number(Some(hundredths)) => {
                let (sign, size) =
                    (if *hundredths < 0 { "-" } else { "" }, hundredths.unsigned_abs());
                let text = format!("the number {sign}{}.{:02}", size / 100, size % 100);
                f.write_str(text.trim_end_matches(".00"))
            }
            Self::Number(None) => f.write_str("a number too large, or with more than two decimals"),
            Self::Text(text) => write!(f, "the text \"{text}\""),
            Self::List(_) => f.write_str("a list"),
            Self::Object(_) => f.write_str("an object"),
        })
    }
}

impl<'de> Deserialize<'de> for Json<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(JsonVisitor)
    }
}

struct JsonVisitor;

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Json<'de>, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json<'de>, E> {
        Ok(Json::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json<'de>, E> {
        Ok(Json::Number(i64::try_from(value).ok().and_then(|value| value.checked_mul(100))))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json<'de>, E> {
        Ok(Json::Number(value.checked_mul(100)))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json<'de>, E> {
        let hundredths = (value * 100.0).round();
        // Below 2^53 every hundredth is told apart; a third decimal is not.
        let exact = hundredths.abs() < 9e15 && hundredths / 100.0 == value;
        Ok(Json::Number(exact.then_some(hundredths as i64)))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Json<'de>, E> {
        Ok(Json::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json<'de>, E> {
        Ok(Json::Text(Cow::Owned(text.to_string())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json<'de>, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Json<'de>, A::Error> {
        let mut object = Vec::new();
        while let Some((Name(name), value)) = fields.next_entry()? {
            object.push((name, value));
        }
        Ok(Json::Object(object))
    }
}

/// The name of a field. Serde by itself would copy it.
struct Name<'t>(Cow<'t, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(NameVisitor)
    }
}

struct NameVisitor;

impl<'de> Visitor<'de> for NameVisitor {
    type Value = Name<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Name<'de>, E> {
        Ok(Name(Cow::Borrowed(name)))
    }

    fn visit_str<E>(self, name: &str) -> Result<Name<'de>, E> {
        Ok(Name(Cow::Owned(name.to_string())))
    }
}
