//! Splits texts into records, each by itself, so that one broken record costs no other.

use std::fmt;

use super::problem::{At, Problem};
use super::resolve;
use super::wire::{Fields, Json};
use crate::model::Dataset;

/// A file's name and content.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The path inside the dataset, which tells what the file holds: `dataset.json`,
    /// `agencies.json`, `places.json`, `programmes.json`, `operations/ID.json`, `changes/VERSION.json`,
    /// or any name that ends in `.jsonl` for packed records.
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
    resolve::resolve(Records::of(inputs))
}

/// Reads records that lie over a base dataset: one with an id that the base has replaces it.
pub fn load_over(base: &[Input<'_>], inputs: &[Input<'_>]) -> Loaded {
    let mut records = Records::of(inputs);
    records.lay_over(Records::of(base));
    resolve::resolve(records)
}

/// The folder of what versions changed.
const CHANGES: &str = "changes";

/// The kinds of records, as lines of a packed dataset name them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordKind {
    Dataset,
    Agency,
    Place,
    Programme,
    Operation,
    /// How the version before was, where a version differs from it.
    Changes,
}

impl RecordKind {
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Dataset, "dataset"),
        (Self::Agency, "agency"),
        (Self::Place, "place"),
        (Self::Programme, "programme"),
        (Self::Operation, "operation"),
        (Self::Changes, "changes"),
    ];
}

/// A record as written: an object with an id, in a file (and line).
pub struct Record<'t> {
    pub kind: RecordKind,
    pub file: String,
    pub id: String,
    pub fields: Fields<'t>,
}

/// All records of a dataset as written, before anything refers to anything.
#[derive(Default)]
pub struct Records<'t> {
    pub records: Vec<Record<'t>>,
    /// Ids of records that could not be read, so that a reference to one can say so.
    pub unreadable: Vec<String>,
    /// Whether records lie over others, so that the description's counts are not those of all.
    pub in_part: bool,
    pub problems: Vec<Problem>,
}

impl<'t> Records<'t> {
    /// The records of some files.
    pub fn of(inputs: &[Input<'t>]) -> Self {
        let mut records = Self::default();
        inputs.iter().for_each(|input| records.read(input));
        records
    }

    fn read(&mut self, input: &Input<'t>) {
        let Input { name, bytes } = *input;
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                return self.error(
                    name,
                    "",
                    format_args!("byte {}", error.valid_up_to()),
                    "bytes that are not UTF-8 text",
                    "the file saved as UTF-8",
                );
            }
        };
        // Some editors put a mark before the text that is no part of it.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let base = name.rsplit('/').next().unwrap_or(name);
        if base.ends_with(".jsonl") || base.ends_with(".ndjson") {
            return self.read_lines(name, text);
        }
        match base {
            _ if name.rsplit('/').nth(1) == Some(CHANGES) => {
                self.read_file(RecordKind::Changes, name, base, text);
            }
            "dataset.json" => self.read_file(RecordKind::Dataset, name, "dataset", text),
            "agencies.json" => self.read_rows(RecordKind::Agency, name, text),
            "places.json" => self.read_rows(RecordKind::Place, name, text),
            "programmes.json" => self.read_rows(RecordKind::Programme, name, text),
            // The codebook belongs to the program that reads it.
            "codebook.json" => {}
            _ => {
                let named = base.strip_suffix(".json").unwrap_or(base);
                self.read_file(RecordKind::Operation, name, named, text);
            }
        }
    }

    fn read_lines(&mut self, name: &str, text: &'t str) {
        for (number, line) in (1..).zip(text.lines()) {
            if line.trim().is_empty() {
                continue;
            }
            let file = format!("{name} line {number}");
            let Some(json) = self.parse(&file, &|| id_in(line), line) else { continue };
            let expected = fmt::from_fn(|f| {
                let known = RecordKind::ALL.map(|(_, word)| word).join(", ");
                write!(f, "an object with one field, named {known}")
            });
            match json {
                Json::Object(mut fields) if fields.len() == 1 => {
                    let (word, json) = fields.remove(0);
                    match RecordKind::ALL.iter().find(|(_, known)| *known == word) {
                        Some((kind, _)) => self.push(*kind, file, json),
                        None => self.error(
                            &file,
                            &id_in(line),
                            word,
                            "a kind of record that is not known",
                            expected,
                        ),
                    }
                }
                other => self.error(&file, &id_in(line), "", other.described(), expected),
            }
        }
    }

    fn read_rows(&mut self, kind: RecordKind, name: &str, text: &'t str) {
        match self.parse(name, &String::new, text) {
            Some(Json::List(rows)) => {
                for (number, json) in (1..).zip(rows) {
                    self.push(kind, format!("{name} row {number}"), json);
                }
            }
            Some(other) => self.error(name, "", "", other.described(), "a list of records"),
            None => {}
        }
    }

    /// Reads a file of one record.
    fn read_file(&mut self, kind: RecordKind, name: &str, named: &str, text: &'t str) {
        let Some(json) = self.parse(name, &|| named.to_string(), text) else { return };
        let before = self.records.len();
        self.push(kind, name.to_string(), json);
        let Some(record) = self.records.get(before) else { return };
        // A file by itself may be called anything; in a dataset's folder its name is its id.
        if name.starts_with("operations/") && record.id != named {
            let id = self.records.remove(before).id;
            self.error(
                name,
                &id,
                "id",
                format_args!("the id \"{id}\" in a file named \"{named}.json\""),
                "a file named as the operation's id, with .json",
            );
        }
    }

    pub fn push(&mut self, kind: RecordKind, file: String, json: Json<'t>) {
        let Json::Object(fields) = json else {
            return self.error(&file, "", "", json.described(), "a record: an object with fields");
        };
        if kind == RecordKind::Dataset {
            return self.records.push(Record { kind, file, id: "dataset".into(), fields });
        }
        let key = if kind == RecordKind::Changes { "version" } else { "id" };
        match fields.iter().find(|(name, _)| name == key) {
            Some((_, Json::Text(id))) => {
                self.records.push(Record { kind, file, id: id.to_string(), fields });
            }
            other => {
                let found = other.map_or(&Json::Null, |(_, json)| json).described();
                self.error(&file, "", key, found, "a text that names the record");
            }
        }
    }

    /// Reads a text as JSON; one that is none is a problem, and its record unreadable. Which record
    /// that is, is asked only then.
    fn parse(
        &mut self,
        file: &str,
        record: &dyn Fn() -> String,
        text: &'t str,
    ) -> Option<Json<'t>> {
        let read = serde_json::from_str(text);
        if let Err(error) = &read {
            let field = format_args!("line {} column {}", error.line(), error.column());
            let found = fmt::from_fn(|f| {
                let sentence = error.to_string();
                let end = sentence.rfind(" at line ").unwrap_or(sentence.len());
                write!(f, "text that is not JSON ({})", &sentence[..end])
            });
            self.error(file, &record(), field, found, "JSON");
        }
        read.ok()
    }

    fn error(
        &mut self,
        file: &str,
        record: &str,
        field: impl fmt::Display,
        found: impl fmt::Display,
        expected: impl fmt::Display,
    ) {
        self.problems.push(Problem::error(&At { file, record }, field, found, expected));
        if !record.is_empty() {
            self.unreadable.push(record.to_string());
        }
    }

    fn lay_over(&mut self, below: Records<'t>) {
        let stays = |record: &Record<'_>| {
            let replaced =
                self.records.iter().any(|over| over.kind == record.kind && over.id == record.id);
            !replaced && !self.unreadable.contains(&record.id)
        };
        let below_records: Vec<Record<'t>> = below.records.into_iter().filter(stays).collect();
        self.records.extend(below_records);
        self.problems.extend(below.problems);
        self.in_part = true;
    }
}

/// The first id in the text of a record that could not be read, which is its own where it has one.
fn id_in(text: &str) -> String {
    let behind_key = text.split_once("\"id\"").map(|(_, rest)| rest.trim_start());
    let value = behind_key.and_then(|rest| rest.strip_prefix(':')).map(str::trim_start);
    let word =
        value.and_then(|value| value.strip_prefix('"')).and_then(|word| word.split('"').next());
    word.unwrap_or_default().to_string()
}
