//! Splits texts into records and reads each by itself, so that one broken record costs no other.

use serde::de::DeserializeOwned;
use serde_json::error::Category;
use serde_json::value::RawValue;

use super::path::place_at;
use super::problem::{At, Problem};
use super::{resolve, wire};
use crate::model::Dataset;

/// A file's name and content.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The path inside the dataset, which tells what the file holds: `dataset.json`,
    /// `agencies.json`, `places.json`, `programmes.json`, `operations/ID.json`, or any name that
    /// ends in `.jsonl` for packed records.
    pub name: &'a str,
    /// The whole content, UTF-8.
    pub bytes: &'a [u8],
}

/// What could be read, and what is wrong with the rest.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The accepted records.
    pub dataset: Dataset,
    /// The file that each operation of `dataset.operations` stands in.
    pub files: Vec<String>,
    /// Every error, in the order of files and records.
    pub problems: Vec<Problem>,
}

/// Reads a dataset. Never fails: what cannot be read is a problem, and the rest is kept.
pub fn load(inputs: &[Input<'_>]) -> Loaded {
    let mut records = Records::default();
    for input in inputs {
        records.read(input);
    }
    resolve::resolve(records)
}

/// Reads records that lie over a base dataset: one with an id that the base has replaces it.
pub fn load_over(base: &[Input<'_>], inputs: &[Input<'_>]) -> Loaded {
    let (mut below, mut records) = (Records::default(), Records::default());
    base.iter().for_each(|input| below.read(input));
    inputs.iter().for_each(|input| records.read(input));
    records.lay_over(below);
    resolve::resolve(records)
}

/// A record as written, with the file (and line) it stands in.
pub struct Record<T> {
    /// The file, with the line where a file holds several records.
    pub file: String,
    /// The record.
    pub wire: T,
}

/// All records of a dataset as written, before anything refers to anything.
#[derive(Default)]
pub struct Records {
    pub edition: Option<Record<wire::Edition>>,
    pub agencies: Vec<Record<wire::Agency>>,
    pub places: Vec<Record<wire::Place>>,
    pub programmes: Vec<Record<wire::Programme>>,
    pub operations: Vec<Record<Box<wire::Operation>>>,
    /// Ids of records that could not be read, so that a reference to one can say so.
    pub unreadable: Vec<String>,
    pub problems: Vec<Problem>,
}

impl Records {
    fn read(&mut self, input: &Input<'_>) {
        let Input { name, bytes } = *input;
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                self.problems.push(Problem::error(
                    &At { file: name, record: "" },
                    format!("byte {}", error.valid_up_to()),
                    "bytes that are not UTF-8 text",
                    "the file saved as UTF-8",
                ));
                return;
            }
        };
        let base = name.rsplit('/').next().unwrap_or(name);
        if base.ends_with(".jsonl") || base.ends_with(".ndjson") {
            return self.read_lines(name, text);
        }
        match base {
            "dataset.json" => {
                if let Some(wire) = self.parse(name, "", text) {
                    self.set_edition(Record { file: name.to_string(), wire });
                }
            }
            "agencies.json" => {
                self.read_rows(name, text, |records, row| records.agencies.push(row))
            }
            "places.json" => self.read_rows(name, text, |records, row| records.places.push(row)),
            "programmes.json" => {
                self.read_rows(name, text, |records, row| records.programmes.push(row));
            }
            // The codebook belongs to the program that reads it.
            "codebook.json" => {}
            _ => {
                let named = base.strip_suffix(".json").unwrap_or(base);
                let Some(wire) = self.parse::<Box<wire::Operation>>(name, named, text) else {
                    return;
                };
                if wire.id != named {
                    self.problems.push(Problem::error(
                        &At { file: name, record: &wire.id },
                        "id",
                        format!("the id \"{}\" in a file named \"{base}\"", wire.id),
                        "a file named as the operation's id, with .json",
                    ));
                    self.unreadable.push(wire.id);
                    return;
                }
                self.operations.push(Record { file: name.to_string(), wire });
            }
        }
    }

    fn read_lines(&mut self, name: &str, text: &str) {
        for (number, line) in (1..).zip(text.lines()) {
            if line.trim().is_empty() {
                continue;
            }
            // Only a line that cannot be read needs its name here.
            let file = || format!("{name} line {number}");
            let Some(line) = self.parse_with(&file, line) else {
                continue;
            };
            match line {
                wire::Line::Dataset(wire) => self.set_edition(Record { file: file(), wire }),
                wire::Line::Agency(wire) => self.agencies.push(Record { file: file(), wire }),
                wire::Line::Place(wire) => self.places.push(Record { file: file(), wire }),
                wire::Line::Programme(wire) => self.programmes.push(Record { file: file(), wire }),
                wire::Line::Operation(wire) => self.operations.push(Record { file: file(), wire }),
            }
        }
    }

    fn read_rows<T: DeserializeOwned>(
        &mut self,
        name: &str,
        text: &str,
        push: impl Fn(&mut Self, Record<T>),
    ) {
        let Some(rows) = self.parse::<Vec<Box<RawValue>>>(name, "", text) else {
            return;
        };
        for (number, row) in (1..).zip(rows) {
            let file = || format!("{name} row {number}");
            if let Some(wire) = self.parse_with(&file, row.get()) {
                push(self, Record { file: file(), wire });
            }
        }
    }

    fn set_edition(&mut self, record: Record<wire::Edition>) {
        match self.edition {
            None => self.edition = Some(record),
            Some(_) => self.problems.push(Problem::error(
                &At { file: &record.file, record: "dataset" },
                "",
                "a second description of the dataset",
                "one",
            )),
        }
    }

    fn parse_with<T: DeserializeOwned>(
        &mut self,
        file: &dyn Fn() -> String,
        text: &str,
    ) -> Option<T> {
        parse(text).map_err(|fault| self.refuse(&file(), &id_in(text), fault)).ok()
    }

    fn parse<T: DeserializeOwned>(&mut self, file: &str, record: &str, text: &str) -> Option<T> {
        parse(text).map_err(|fault| self.refuse(file, record, fault)).ok()
    }

    fn refuse(&mut self, file: &str, record: &str, fault: Fault) {
        let Fault { field, found, expected } = fault;
        self.problems.push(Problem::error(&At { file, record }, field, found, expected));
        if !record.is_empty() {
            self.unreadable.push(record.to_string());
        }
    }

    fn lay_over(&mut self, below: Records) {
        fn merge<T>(over: &mut Vec<Record<T>>, below: Vec<Record<T>>, id: impl Fn(&T) -> &str) {
            let replaced: Vec<String> =
                over.iter().map(|record| id(&record.wire).to_string()).collect();
            let stays =
                |record: &Record<T>| !replaced.iter().any(|id_over| id_over == id(&record.wire));
            over.extend(below.into_iter().filter(stays));
        }
        let unread = std::mem::take(&mut self.unreadable);
        self.edition = self.edition.take().or(below.edition);
        if let Some(edition) = &mut self.edition {
            // The counts are those of the base alone.
            edition.wire.counts = None;
        }
        merge(&mut self.agencies, below.agencies, |agency| &agency.id);
        merge(&mut self.places, below.places, |place| &place.id);
        merge(&mut self.programmes, below.programmes, |programme| &programme.id);
        merge(&mut self.operations, below.operations, |operation| &operation.id);
        self.operations.retain(|record| !unread.contains(&record.wire.id));
        self.unreadable = unread;
        self.problems.extend(below.problems);
    }
}

/// Where and why a text is not a record.
struct Fault {
    field: String,
    found: String,
    expected: String,
}

fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Fault> {
    serde_json::from_str(text).map_err(|error| fault(text, &error))
}

/// Takes serde's sentence ("invalid type: string "x", expected y at line 1 column 2") apart.
fn fault(text: &str, error: &serde_json::Error) -> Fault {
    let sentence = error.to_string();
    let message = match sentence.rfind(" at line ") {
        Some(end) => &sentence[..end],
        None => &sentence,
    };
    if matches!(error.classify(), Category::Syntax | Category::Eof) {
        return Fault {
            field: format!("line {} column {}", error.line(), error.column()),
            found: format!("text that is not JSON ({message})"),
            expected: "JSON".into(),
        };
    }
    let place = place_at(text, error.line(), error.column());
    let quoted = |text: &str| text.split('`').nth(1).unwrap_or_default().to_string();
    if message.starts_with("missing field") {
        return Fault {
            field: place.beside(&quoted(message)),
            found: "nothing".into(),
            expected: "a value".into(),
        };
    }
    let (found, expected) = match message.split_once(", expected ") {
        Some((found, expected)) => (found, expected.replace('`', "")),
        None => (message, "one value of the right form".into()),
    };
    let known = expected.strip_prefix("one of ").unwrap_or(&expected);
    if found.starts_with("unknown field") {
        return Fault {
            field: place.beside(&quoted(found)),
            found: "a field that the format does not know".into(),
            expected: format!("one of {known}"),
        };
    }
    if found.starts_with("duplicate field") {
        return Fault {
            field: place.beside(&quoted(found)),
            found: "the field a second time".into(),
            expected: "it once".into(),
        };
    }
    let found = found.split_once(": ").map_or(found, |(_, value)| value);
    Fault { field: place.path(), found: found.replace('`', ""), expected }
}

/// The first id in the text of a record that could not be read, which is its own where it has one.
fn id_in(text: &str) -> String {
    let behind_key = text.split_once("\"id\"").map(|(_, rest)| rest.trim_start());
    let value = behind_key.and_then(|rest| rest.strip_prefix(':')).map(str::trim_start);
    let word =
        value.and_then(|value| value.strip_prefix('"')).and_then(|word| word.split('"').next());
    word.unwrap_or_default().to_string()
}
