//! What is wrong with a dataset, said so that the one who keeps it can mend it.

use std::fmt;

/// How grave a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The record is refused.
    Error,
    /// The record is kept; the sources may disagree, or a person should look.
    Finding,
}

/// One problem, at one field of one record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Error or finding.
    pub level: Level,
    /// The file, with the line where a file holds several records.
    pub file: String,
    /// The record's id, or empty when the record could not be read so far.
    pub record: String,
    /// The field, as a path: `figures[3].value`.
    pub field: String,
    /// What stands there.
    pub found: String,
    /// What should stand there.
    pub expected: String,
}

impl Problem {
    /// An error at a field of a record.
    pub fn error(
        at: &At<'_>,
        field: impl fmt::Display,
        found: impl fmt::Display,
        expected: impl fmt::Display,
    ) -> Self {
        Self::new(Level::Error, at, said(field), said(found), said(expected))
    }

    /// A finding at a field of a record.
    pub fn finding(
        at: &At<'_>,
        field: impl fmt::Display,
        found: impl fmt::Display,
        expected: impl fmt::Display,
    ) -> Self {
        Self::new(Level::Finding, at, said(field), said(found), said(expected))
    }

    fn new(level: Level, at: &At<'_>, field: String, found: String, expected: String) -> Self {
        Self { level, file: said(at.file), record: said(at.record), field, found, expected }
    }
}

/// The words are for whoever keeps a dataset. In the browser the program reads the one that it
/// carries, where nobody is told of them: there a problem is without words, or they would be a
/// fortieth of the code.
fn said(words: impl fmt::Display) -> String {
    if cfg!(target_family = "wasm") { String::new() } else { words.to_string() }
}

/// The record that is being looked at.
#[derive(Debug, Clone, Copy)]
pub struct At<'a> {
    /// The file, with the line where a file holds several records.
    pub file: &'a str,
    /// The record's id.
    pub record: &'a str,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { level, file, record, field, found, expected } = self;
        f.write_str(match level {
            Level::Error => "error: ",
            Level::Finding => "finding: ",
        })?;
        f.write_str(file)?;
        for part in [record, field] {
            if !part.is_empty() {
                write!(f, ": {part}")?;
            }
        }
        write!(f, ": found {found}; expected {expected}")
    }
}
