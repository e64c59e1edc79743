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
        field: impl Into<String>,
        found: impl Into<String>,
        expected: impl Into<String>,
    ) -> Self {
        Self::new(Level::Error, at, field.into(), found.into(), expected.into())
    }

    /// A finding at a field of a record.
    pub fn finding(
        at: &At<'_>,
        field: impl Into<String>,
        found: impl Into<String>,
        expected: impl Into<String>,
    ) -> Self {
        Self::new(Level::Finding, at, field.into(), found.into(), expected.into())
    }

    fn new(level: Level, at: &At<'_>, field: String, found: String, expected: String) -> Self {
        Self { level, file: at.file.into(), record: at.record.into(), field, found, expected }
    }
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
