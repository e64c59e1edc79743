//! The checks that every record goes through, each naming the field it looked at.

use std::fmt;

use super::links::LinkFault;
use super::registry::Registry;
use crate::dataset::problem::{At, Problem};
use crate::model::{PartialDate, Period, Term, Vocabulary};

/// The path of a field; written out only when something is wrong there.
#[derive(Debug, Clone, Copy)]
pub struct Field<'a> {
    list: Option<(&'a str, usize)>,
    name: &'a str,
}

/// A field of the record itself.
pub fn top(name: &str) -> Field<'_> {
    Field { list: None, name }
}

/// A field of an item in one of the record's lists; with an empty name, the item itself.
pub fn item<'a>(list: &'a str, index: usize, name: &'a str) -> Field<'a> {
    Field { list: Some((list, index)), name }
}

impl fmt::Display for Field<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { list, name } = self;
        match list {
            None => f.write_str(name),
            Some((list, index)) if name.is_empty() => write!(f, "{list}[{index}]"),
            Some((list, index)) => write!(f, "{list}[{index}].{name}"),
        }
    }
}

/// Reports the errors of one record.
pub struct Check<'a> {
    at: At<'a>,
    problems: &'a mut Vec<Problem>,
    before: usize,
}

impl<'a> Check<'a> {
    /// Checks for the record at `at`, reported to `problems`.
    pub fn new(at: At<'a>, problems: &'a mut Vec<Problem>) -> Self {
        let before = problems.len();
        Self { at, problems, before }
    }

    /// Whether the record has had no error so far.
    pub fn is_clean(&self) -> bool {
        self.problems.len() == self.before
    }

    /// Reports an error.
    pub fn error(
        &mut self,
        field: Field<'_>,
        found: impl Into<String>,
        expected: impl Into<String>,
    ) {
        self.problems.push(Problem::error(&self.at, field.to_string(), found, expected));
    }

    /// The term that a word stands for.
    pub fn vocabulary<V: Vocabulary>(&mut self, field: Field<'_>, word: &str) -> Option<V> {
        let term = V::from_slug(word);
        if term.is_none() {
            self.unknown_word(field, word, V::TERMS);
        }
        term
    }

    fn unknown_word(&mut self, field: Field<'_>, word: &str, terms: &[Term]) {
        let known: Vec<_> = terms.iter().map(|term| term.slug).collect();
        self.error(field, format!("\"{word}\""), format!("one of {}", known.join(", ")));
    }

    /// The date that a text states.
    pub fn date(&mut self, field: Field<'_>, text: &str) -> Option<PartialDate> {
        let date = text.parse::<PartialDate>();
        date.map_err(|fault| self.error(field, format!("\"{text}\""), fault.to_string())).ok()
    }

    /// The date that a text states, when there is one.
    pub fn optional_date(&mut self, field: Field<'_>, text: Option<&str>) -> Option<PartialDate> {
        text.and_then(|text| self.date(field, text))
    }

    /// The period that a text states.
    pub fn period(&mut self, field: Field<'_>, text: &str) -> Option<Period> {
        let period = text.parse::<Period>();
        period
            .map_err(|_| {
                self.error(
                    field,
                    format!("\"{text}\""),
                    "a date, or two with a slash between, the earlier first, .. for an open end",
                );
            })
            .ok()
    }

    /// The position of the record that an id refers to.
    pub fn reference(&mut self, field: Field<'_>, id: &str, registry: &Registry) -> Option<usize> {
        registry.find(id).map_err(|fault| self.link(field, id, fault)).ok()
    }

    /// Reports what is wrong with a reference.
    pub fn link(&mut self, field: Field<'_>, id: &str, fault: LinkFault) {
        self.error(field, fault.found(id), fault.expected());
    }

    /// A text that must not be empty.
    pub fn text(&mut self, field: Field<'_>, text: &str) {
        if text.trim().is_empty() {
            self.error(field, "an empty text", "a text");
        }
    }

    /// The id of a registry's record: lower-case words with hyphens between.
    pub fn id(&mut self, id: &str) {
        if !is_slug(id) {
            self.error(
                top("id"),
                format!("\"{id}\""),
                "lower-case letters, digits and single hyphens",
            );
        }
    }

    /// An address that a reader may follow.
    pub fn address(&mut self, field: Field<'_>, address: &str) {
        let web = ["http://", "https://"].iter().any(|scheme| address.starts_with(scheme));
        if !web || address.chars().any(|c| c.is_whitespace() || c.is_control()) {
            self.error(
                field,
                format!("\"{address}\""),
                "an address beginning with https:// or http://, without spaces",
            );
        }
    }
}

/// Whether a text is made of lower-case words with hyphens between.
pub fn is_slug(text: &str) -> bool {
    text.split('-').all(|word| {
        !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    })
}
