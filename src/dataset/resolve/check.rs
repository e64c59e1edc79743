//! Reads the fields of one record, each by its name, and reports what is wrong with the precise
//! place of it.

use std::borrow::Cow;
use std::fmt;

use super::links::LinkFault;
use super::registry::Registry;
use crate::dataset::problem::{At, Problem};
use crate::dataset::wire::{Fields, Json};
use crate::model::{Amount, PartialDate, Period, Term, Vocabulary};

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

/// As many fields as a record or an item of one of its lists has, or a few more.
const MOST_FIELDS: usize = 24;

/// An object whose fields are taken out one by one; what is left in the end is not known.
pub struct Object<'t> {
    list: Option<(&'static str, usize)>,
    /// The last first: fields are mostly taken in the order in which they stand, and so from the end.
    fields: Fields<'t>,
    taken: Vec<&'static str>,
}

impl<'t> Object<'t> {
    /// The record itself.
    pub fn record(fields: Fields<'t>) -> Self {
        Self::at(None, fields)
    }

    fn at(list: Option<(&'static str, usize)>, mut fields: Fields<'t>) -> Self {
        fields.reverse();
        Self { list, fields, taken: Vec::with_capacity(MOST_FIELDS) }
    }

    /// The path of one of its fields.
    pub fn field(&self, name: &'static str) -> Field<'static> {
        Field { list: self.list, name }
    }

    fn take(&mut self, name: &'static str) -> Json<'t> {
        self.taken.push(name);
        match self.fields.iter().rposition(|(other, _)| other == name) {
            Some(at) => self.fields.remove(at).1,
            None => Json::Null,
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
        found: impl fmt::Display,
        expected: impl fmt::Display,
    ) {
        self.problems.push(Problem::error(&self.at, field, found, expected));
    }

    fn wrong(&mut self, field: Field<'_>, found: &Json<'_>, expected: &str) {
        self.error(field, found.described(), expected);
    }

    /// The text of a field that may be left out, as it stands in the file.
    pub fn optional_word<'t>(
        &mut self,
        object: &mut Object<'t>,
        name: &'static str,
    ) -> Option<Cow<'t, str>> {
        match object.take(name) {
            Json::Null => None,
            Json::Text(text) => Some(text),
            other => {
                self.wrong(object.field(name), &other, "a text");
                None
            }
        }
    }

    /// The text of a field that may not be left out, and may be empty.
    pub fn any_word<'t>(&mut self, object: &mut Object<'t>, name: &'static str) -> Cow<'t, str> {
        let before = self.problems.len();
        let text = self.optional_word(object, name);
        if text.is_none() && self.problems.len() == before {
            self.error(object.field(name), "nothing", "a text");
        }
        text.unwrap_or_default()
    }

    /// The text of a field that may neither be left out nor be empty.
    pub fn word<'t>(&mut self, object: &mut Object<'t>, name: &'static str) -> Cow<'t, str> {
        let before = self.problems.len();
        let text = self.any_word(object, name);
        if text.trim().is_empty() && self.problems.len() == before {
            self.error(object.field(name), "an empty text", "a text");
        }
        text
    }

    /// The text of a field that may be left out, to be kept.
    pub fn optional_text(&mut self, object: &mut Object<'_>, name: &'static str) -> Option<String> {
        self.optional_word(object, name).map(Cow::into_owned)
    }

    /// The text of a field that may neither be left out nor be empty, to be kept.
    pub fn text(&mut self, object: &mut Object<'_>, name: &'static str) -> String {
        self.word(object, name).into_owned()
    }

    /// The number of a field, exact to the hundredth.
    pub fn amount(&mut self, object: &mut Object<'_>, name: &'static str) -> Option<Amount> {
        let value = object.take(name);
        let amount = match value {
            Json::Number(hundredths) => hundredths.and_then(Amount::from_hundredths),
            _ => None,
        };
        if amount.is_none() {
            self.wrong(
                object.field(name),
                &value,
                "a number, zero or more, with at most two decimals",
            );
        }
        amount
    }

    /// The items of a list, which may be left out.
    pub fn list<'t>(&mut self, object: &mut Object<'t>, name: &'static str) -> Vec<Json<'t>> {
        match object.take(name) {
            Json::Null => Vec::new(),
            Json::List(items) => items,
            other => {
                self.wrong(object.field(name), &other, "a list");
                Vec::new()
            }
        }
    }

    /// The texts of a list, which may be left out.
    pub fn texts<'t>(&mut self, object: &mut Object<'t>, name: &'static str) -> Vec<Cow<'t, str>> {
        let field = object.field(name);
        let mut texts = Vec::new();
        for item in self.list(object, name) {
            match item {
                Json::Text(text) => texts.push(text),
                other => self.wrong(field, &other, "texts only"),
            }
        }
        texts
    }

    /// The objects of a list, which may be left out. Each is read by `read` and must then hold
    /// nothing more; the list keeps its places, so that references into it hold.
    pub fn objects<'t, T>(
        &mut self,
        object: &mut Object<'t>,
        name: &'static str,
        mut read: impl FnMut(&mut Self, &mut Object<'t>) -> Option<T>,
    ) -> Vec<T> {
        let mut values = Vec::new();
        for (index, json) in self.list(object, name).into_iter().enumerate() {
            if let Some(mut item) = self.open(name, index, json) {
                values.extend(read(self, &mut item));
                self.finish(item);
            }
        }
        values
    }

    /// The object of a field that may be left out.
    pub fn object<'t>(
        &mut self,
        object: &mut Object<'t>,
        name: &'static str,
    ) -> Option<Object<'t>> {
        match object.take(name) {
            Json::Null => None,
            Json::Object(fields) => Some(Object::record(fields)),
            other => {
                self.wrong(object.field(name), &other, "an object");
                None
            }
        }
    }

    fn open<'t>(&mut self, name: &'static str, index: usize, json: Json<'t>) -> Option<Object<'t>> {
        match json {
            Json::Object(fields) => Some(Object::at(Some((name, index)), fields)),
            other => {
                self.wrong(item(name, index, ""), &other, "an object");
                None
            }
        }
    }

    /// Reports every field that was not asked for.
    pub fn finish(&mut self, object: Object<'_>) {
        for (name, _) in object.fields.iter().rev() {
            let field = Field { list: object.list, name };
            if object.taken.contains(&&**name) {
                self.error(field, "the field a second time", "it once");
            } else {
                let known = one_of(object.taken.iter().copied());
                self.error(field, "a field that the format does not know", known);
            }
        }
    }

    /// The term that a field's word stands for, in a field that may not be left out.
    pub fn term<V: Vocabulary>(
        &mut self,
        object: &mut Object<'_>,
        name: &'static str,
    ) -> Option<V> {
        let before = self.problems.len();
        let word = self.any_word(object, name);
        // Of what is no text it has been said already.
        if self.problems.len() > before {
            return None;
        }
        self.vocabulary(object.field(name), &word)
    }

    /// The term that a field's word stands for, in a field that may be left out.
    pub fn optional_term<V: Vocabulary>(
        &mut self,
        object: &mut Object<'_>,
        name: &'static str,
    ) -> Option<V> {
        let word = self.optional_word(object, name)?;
        self.vocabulary(object.field(name), &word)
    }

    /// The term that a word stands for.
    pub fn vocabulary<V: Vocabulary>(&mut self, field: Field<'_>, word: &str) -> Option<V> {
        self.position(field, word, V::TERMS).map(|index| V::ALL[index])
    }

    fn position(&mut self, field: Field<'_>, word: &str, terms: &[Term]) -> Option<usize> {
        let position = terms.iter().position(|term| term.slug == word);
        if position.is_none() {
            let known = one_of(terms.iter().map(|term| term.slug));
            self.error(field, format_args!("\"{word}\""), known);
        }
        position
    }

    /// The date of a field that may be left out.
    pub fn date(&mut self, object: &mut Object<'_>, name: &'static str) -> Option<PartialDate> {
        let text = self.optional_word(object, name)?;
        let date = text.parse::<PartialDate>();
        date.map_err(|fault| self.error(object.field(name), format_args!("\"{text}\""), fault)).ok()
    }

    /// The period of a field that may be left out.
    pub fn period(&mut self, object: &mut Object<'_>, name: &'static str) -> Option<Period> {
        let text = self.optional_word(object, name)?;
        let expected = "a date, or two with a slash between, the earlier first, .. for an open end";
        text.parse()
            .map_err(|_| self.error(object.field(name), format_args!("\"{text}\""), expected))
            .ok()
    }

    /// The position of the record that a field refers to, in a field that may not be left out.
    pub fn reference(
        &mut self,
        object: &mut Object<'_>,
        name: &'static str,
        registry: &Registry,
    ) -> Option<usize> {
        let id = self.word(object, name);
        if id.trim().is_empty() {
            return None;
        }
        self.find(object.field(name), &id, registry)
    }

    /// The position of the record that a field refers to, in a field that may be left out.
    pub fn optional_reference(
        &mut self,
        object: &mut Object<'_>,
        name: &'static str,
        registry: &Registry,
    ) -> Option<usize> {
        let id = self.optional_word(object, name)?;
        self.find(object.field(name), &id, registry)
    }

    /// The position of the record that an id refers to.
    pub fn find(&mut self, field: Field<'_>, id: &str, registry: &Registry) -> Option<usize> {
        registry.find(id).map_err(|fault| self.link(field, id, fault)).ok()
    }

    /// Reports what is wrong with a reference.
    pub fn link(&mut self, field: Field<'_>, id: &str, fault: LinkFault) {
        self.error(field, fault.found(id), fault.expected());
    }

    /// The id of a registry's record: lower-case words with hyphens between.
    pub fn id(&mut self, object: &mut Object<'_>) -> String {
        let id = self.text(object, "id");
        if !is_slug(&id) {
            self.error(
                top("id"),
                format_args!("\"{id}\""),
                "lower-case letters, digits and single hyphens",
            );
        }
        id
    }

    /// Reports a text that is no address that a reader may follow.
    pub fn address(&mut self, field: Field<'_>, address: &str) {
        let web = ["http://", "https://"].iter().any(|scheme| address.starts_with(scheme));
        if !web || address.chars().any(|c| c.is_whitespace() || c.is_control()) {
            let expected = "an address beginning with https:// or http://, without spaces";
            self.error(field, format_args!("\"{address}\""), expected);
        }
    }
}

/// The words of which one should stand there.
pub fn one_of<'a>(words: impl Iterator<Item = &'a str> + Clone) -> impl fmt::Display {
    fmt::from_fn(move |f| {
        let mut before = "one of ";
        for word in words.clone() {
            f.write_str(before)?;
            f.write_str(word)?;
            before = ", ";
        }
        Ok(())
    })
}

/// Whether a text is made of lower-case words with hyphens between.
pub fn is_slug(text: &str) -> bool {
    text.split('-').all(|word| {
        !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    })
}
