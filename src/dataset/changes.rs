//! What versions changed. A list of changes says how the version before was, wherever it was another: so
//! an earlier version is made of today's records and the lists since, and a link to it can be held
//! against today. It knows no screen and no file system.
//!
//! The list is a JSON merge patch (RFC 7396) that leads from the later version back to the earlier one,
//! with one rule more: a list of records is patched by their ids.

use std::borrow::Cow;

use super::load::{Input, Loaded, Record, RecordKind, Records};
use super::problem::{At, Problem};
use super::resolve;
use super::wire::{Fields, Json};

/// The field that holds how it was.
const WAS: &str = "was";
/// The version before.
const SINCE: &str = "since";
const VERSION: &str = "version";

/// The files whose records have a list for each kind, by the names of the lists.
const LISTS: [(RecordKind, &str); 4] = [
    (RecordKind::Agency, "agencies"),
    (RecordKind::Place, "places"),
    (RecordKind::Programme, "programmes"),
    (RecordKind::Operation, "operations"),
];
const DATASET: &str = "dataset";

/// An earlier version of a dataset, made again from what versions changed since; nothing where the
/// dataset does not know that version. Its present version is not an earlier one.
pub fn earlier(inputs: &[Input<'_>], version: &str) -> Option<Loaded> {
    let (mut whole, mut changes) = tree(Records::of(inputs));
    let mut at = version_of(&whole)?;
    loop {
        // Each list is used once, so that a circle of them has an end.
        let mut list = changes.remove(changes.iter().position(|list| list.id == at)?);
        at = text(&take(&mut list.fields, SINCE)?)?.to_string();
        merge(&mut whole, take(&mut list.fields, WAS)?);
        if at == version {
            return Some(resolve::resolve(records(whole, version)));
        }
    }
}

/// What is wrong with the lists of changes of a dataset: a version that its description tells of and
/// that cannot be made again, or not without errors.
pub fn problems_of_earlier(inputs: &[Input<'_>]) -> Vec<Problem> {
    let edition = resolve::resolve(Records::of(inputs)).dataset.edition;
    let mut problems = Vec::new();
    for change in edition.changes.iter().filter(|change| change.version != edition.version) {
        let at = At { file: "dataset.json", record: DATASET };
        match earlier(inputs, &change.version) {
            None => problems.push(Problem::error(
                &at,
                "changes",
                format!("version {}, which nothing leads back to", change.version),
                "a list in changes/ for each later version; `cargo xtask dataset diff` makes them",
            )),
            Some(loaded) => problems.extend(loaded.problems),
        }
    }
    problems
}

/// What a later version changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The later version, after which the file is named.
    pub version: String,
    /// The earlier one.
    pub since: String,
    /// The list of changes, a record a line.
    pub text: String,
}

/// What a version of a dataset changed since an earlier one. The problems of either, where one cannot be
/// read or the two have the same version.
pub fn difference(earlier: &[Input<'_>], later: &[Input<'_>]) -> Result<Difference, Vec<Problem>> {
    let (was, now) = (Records::of(earlier), Records::of(later));
    let mut problems: Vec<Problem> = was.problems.iter().chain(&now.problems).cloned().collect();
    let ((was, _), (now, _)) = (tree(was), tree(now));
    let (since, version) = (version_of(&was), version_of(&now));
    if problems.is_empty() && since == version {
        let at = At { file: "dataset.json", record: DATASET };
        let found = since.as_deref().map_or("nothing in both".into(), |it| format!("{it} in both"));
        let expected = "a version of its own for the later dataset";
        problems.push(Problem::error(&at, VERSION, found, expected));
    }
    let (Some(since), Some(version), true) = (since, version, problems.is_empty()) else {
        return Err(problems);
    };
    let text = list_text(&version, &since, &patch(&now, &was).unwrap_or(Json::Null));
    Ok(Difference { version, since, text })
}

/// All records as one value, and the lists of changes.
fn tree(records: Records<'_>) -> (Json<'_>, Vec<Record<'_>>) {
    let mut fields: Fields<'_> = Vec::new();
    let mut lists: Vec<Vec<Json>> = LISTS.map(|_| Vec::new()).into();
    let mut changes = Vec::new();
    for record in records.records {
        match LISTS.iter().position(|(kind, _)| *kind == record.kind) {
            Some(at) => lists[at].push(Json::Object(record.fields)),
            None if record.kind == RecordKind::Changes => changes.push(record),
            None => fields.push((DATASET.into(), Json::Object(record.fields))),
        }
    }
    let lists =
        LISTS.iter().zip(lists).map(|((_, name), list)| (Cow::Borrowed(*name), Json::List(list)));
    fields.extend(lists);
    (Json::Object(fields), changes)
}

/// The records of one value, as they are read from files.
fn records<'t>(whole: Json<'t>, version: &str) -> Records<'t> {
    let mut records = Records::default();
    let file = ["version ", version].concat();
    let Json::Object(fields) = whole else { return records };
    for (name, value) in fields {
        match (LISTS.iter().find(|(_, list)| *list == name), value) {
            (Some((kind, _)), Json::List(items)) => {
                items.into_iter().for_each(|item| records.push(*kind, file.clone(), item));
            }
            (None, value) => records.push(RecordKind::Dataset, file.clone(), value),
            _ => {}
        }
    }
    records
}

fn version_of(whole: &Json<'_>) -> Option<String> {
    text(field(field(whole, DATASET)?, VERSION)?).map(Into::into)
}

fn text<'a>(json: &'a Json<'_>) -> Option<&'a str> {
    match json {
        Json::Text(text) => Some(text),
        _ => None,
    }
}

fn field<'a, 't>(json: &'a Json<'t>, name: &str) -> Option<&'a Json<'t>> {
    let Json::Object(fields) = json else { return None };
    fields.iter().find(|(other, _)| other == name).map(|(_, json)| json)
}

fn take<'t>(fields: &mut Fields<'t>, name: &str) -> Option<Json<'t>> {
    Some(fields.remove(fields.iter().position(|(other, _)| other == name)?).1)
}

/// Makes of a value what it was.
fn merge<'t>(now: &mut Json<'t>, was: Json<'t>) {
    match (now, was) {
        (Json::Object(fields), Json::Object(was)) => {
            for (name, was) in was {
                let at = fields.iter().position(|(other, _)| *other == name);
                match (at, was) {
                    (Some(at), Json::Null) => drop(fields.remove(at)),
                    (Some(at), was) => merge(&mut fields[at].1, was),
                    (None, Json::Null) => {}
                    (None, was) => fields.push((name, was)),
                }
            }
        }
        (Json::List(items), Json::Object(was)) => {
            for (id, was) in was {
                let at = items.iter().position(|item| id_of(item) == Some(&id));
                match (at, was) {
                    (Some(at), Json::Null) => drop(items.remove(at)),
                    (Some(at), was) => merge(&mut items[at], was),
                    (None, Json::Null) => {}
                    (None, was) => items.push(was),
                }
            }
        }
        (now, was) => *now = was,
    }
}

fn id_of<'a>(json: &'a Json<'_>) -> Option<&'a str> {
    text(field(json, "id")?)
}

/// What `merge` makes `was` of `now` by; nothing where they say the same.
fn patch<'t>(now: &Json<'t>, was: &Json<'t>) -> Option<Json<'t>> {
    match (now, was) {
        (Json::Object(now), Json::Object(was)) => {
            let says = |fields: &Fields<'t>, name: &str| {
                let (_, json) = fields.iter().find(|(other, _)| other == name)?;
                Some(json.clone()).filter(|json| *json != Json::Null)
            };
            let names = now.iter().chain(was).map(|(name, _)| &**name);
            named_patch(names, &|name| (says(now, name), says(was, name)))
        }
        (Json::List(now), Json::List(was)) if has_ids(now) && has_ids(was) => {
            let says = |items: &[Json<'t>], id: &str| {
                items.iter().find(|item| id_of(item) == Some(id)).cloned()
            };
            let ids = now.iter().chain(was).filter_map(id_of);
            named_patch(ids, &|id| (says(now, id), says(was, id)))
        }
        _ => (now != was).then(|| was.clone()),
    }
}

/// A value that is there, or not.
type Said<'t> = Option<Json<'t>>;

/// The patch of what stands under names, each with what is said now and what was.
fn named_patch<'a, 't>(
    names: impl Iterator<Item = &'a str>,
    said: &dyn Fn(&str) -> (Said<'t>, Said<'t>),
) -> Option<Json<'t>> {
    let mut fields: Fields<'t> = Vec::new();
    for name in names {
        if fields.iter().any(|(other, _)| other == name) {
            continue;
        }
        let was = match said(name) {
            (Some(now), Some(was)) => patch(&now, &was),
            (Some(_), None) => Some(Json::Null),
            (None, was) => was,
        };
        fields.extend(was.map(|was| (Cow::Owned(name.to_string()), was)));
    }
    (!fields.is_empty()).then_some(Json::Object(fields))
}

/// Whether every item of a list can be told from the others by its id. An empty one says no more than a
/// list that is left out.
fn has_ids(items: &[Json<'_>]) -> bool {
    items.iter().all(|item| id_of(item).is_some())
}

/// A list of changes as its file has it.
fn list_text(version: &str, since: &str, was: &Json<'_>) -> String {
    let mut text = ["{\n ", &said(VERSION, version), ",\n ", &said(SINCE, since)].concat();
    text.push_str(",\n \"was\": {");
    let kinds = if let Json::Object(kinds) = was { kinds.as_slice() } else { &[] };
    for (at, (kind, was)) in kinds.iter().enumerate() {
        text.push_str(if at == 0 { "\n  " } else { ",\n  " });
        text.push_str(&[&quoted(kind), ": "].concat());
        match was {
            Json::Object(records) if kind != DATASET => {
                text.push('{');
                for (at, (id, was)) in records.iter().enumerate() {
                    let before = if at == 0 { "\n   " } else { ",\n   " };
                    text.push_str(&[before, &quoted(id), ": ", &written(was)].concat());
                }
                text.push_str("\n  }");
            }
            was => text.push_str(&written(was)),
        }
    }
    text.push_str("\n }\n}\n");
    text
}

fn said(name: &str, text: &str) -> String {
    [&quoted(name), ": ", &quoted(text)].concat()
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A value in one line.
fn written(json: &Json<'_>) -> String {
    match json {
        Json::Null | Json::Number(None) => "null".into(),
        Json::Bool(value) => value.to_string(),
        Json::Number(Some(hundredths)) => {
            let sign = if *hundredths < 0 { "-" } else { "" };
            let size = hundredths.unsigned_abs();
            let text = format!("{sign}{}.{:02}", size / 100, size % 100);
            text.trim_end_matches('0').trim_end_matches('.').into()
        }
        Json::Text(text) => quoted(text),
        Json::List(items) => {
            let items: Vec<String> = items.iter().map(written).collect();
            ["[", &items.join(", "), "]"].concat()
        }
        Json::Object(fields) => {
            let fields =
                fields.iter().map(|(name, json)| [&quoted(name), ": ", &written(json)].concat());
            ["{", &fields.collect::<Vec<_>>().join(", "), "}"].concat()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(text: &str) -> Json<'_> {
        serde_json::from_str(text).unwrap_or(Json::Null)
    }

    /// The text of the patch between two values.
    fn patch_text(now: &str, was: &str) -> String {
        patch(&json(now), &json(was)).map_or("{}".into(), |patch| written(&patch))
    }

    #[test]
    fn a_patch_says_what_was_another_and_no_more() {
        for (now, was, says) in [
            (r#"{"a": 1, "b": "x"}"#, r#"{"a": 1, "b": "x"}"#, "{}"),
            (r#"{"a": 1, "b": "x"}"#, r#"{"a": 2.5, "b": "x"}"#, r#"{"a": 2.5}"#),
            (r#"{"a": 1, "b": "x"}"#, r#"{"a": 1}"#, r#"{"b": null}"#),
            (r#"{"a": 1}"#, r#"{"a": 1, "b": ["x", "y"]}"#, r#"{"b": ["x", "y"]}"#),
            (r#"{"a": ["x"]}"#, r#"{"a": ["y", "x"]}"#, r#"{"a": ["y", "x"]}"#),
            (r#"{"a": null}"#, "{}", "{}"),
            (
                r#"{"f": [{"id": "f1", "v": 1, "n": "new"}, {"id": "f2", "v": 2}]}"#,
                r#"{"f": [{"id": "f1", "v": 3}, {"id": "f3", "v": 4}]}"#,
                r#"{"f": {"f1": {"v": 3, "n": null}, "f2": null, "f3": {"id": "f3", "v": 4}}}"#,
            ),
        ] {
            let patch = patch_text(now, was);
            assert_eq!(patch, says);
            let mut made = json(now);
            merge(&mut made, json(&patch));
            let same = self::patch(&made, &json(was)).is_none();
            assert!(same, "{made:?} is not {was}");
        }
    }

    #[test]
    fn numbers_are_written_as_they_were_read() {
        for text in ["0", "7", "100", "-3", "0.5", "12.25", "1000000"] {
            assert_eq!(written(&json(text)), text);
        }
    }
}
