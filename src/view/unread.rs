//! Parts of an address that could not be read.

/// A part of an address that is kept as written, and left out of account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// What stands before the sign, decoded, with `.all` if it stands there.
    pub key: String,
    /// The sign: `=`, `!=`, `>=`, `<=`, or empty when there is none.
    pub sign: &'static str,
    /// What stands after the sign, decoded.
    pub value: String,
    /// Why it could not be read.
    pub why: Why,
}

/// Why a part of an address could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// No such key.
    Key,
    /// The key takes other values; these are known.
    Value {
        /// The values that the key takes, or what they look like.
        known: String,
    },
    /// The page has no such field.
    NotHere,
    /// An earlier part already says what the field must be, in another way.
    Conflict,
}

impl Why {
    /// A value that is not one of these.
    pub fn known(values: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        let list: Vec<String> =
            values.into_iter().map(|value| value.as_ref().to_string()).collect();
        Self::Value { known: list.join(", ") }
    }
}
