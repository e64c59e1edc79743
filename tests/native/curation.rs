//! The path of a new record: what the check says of one that is not filled in, and that the worked
//! example in CONTRIBUTING.md is the record as it stands.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use clearcount::dataset::{Input, load};
use serde_json::{Map, Value};

/// What `cargo xtask dataset new` writes, but for the id.
const TEMPLATE: &str = include_str!("../../xtask/src/operation.json");
const CONTRIBUTING: &str = include_str!("../../CONTRIBUTING.md");
const ID: &str = "2009-half-filled";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn clearcount(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_clearcount"))
        .args(arguments)
        .current_dir(root())
        .output()
        .unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn unfilled() -> Value {
    serde_json::from_str(&TEMPLATE.replacen("ID", ID, 1)).unwrap()
}

/// The check of a new record that nobody has touched, laid over the built-in dataset.
fn check_of_unfilled(name: &str) -> Output {
    let folder = std::env::temp_dir().join(format!("clearcount-{}-{name}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(format!("{ID}.json"));
    fs::write(&path, unfilled().to_string()).unwrap();
    let output = clearcount(&["check", path.to_str().unwrap()]);
    fs::remove_dir_all(&folder).unwrap();
    output
}

/// The errors of a record laid beside the small dataset, from its field on.
fn errors(operation: &Value) -> Vec<String> {
    let folder = root().join("tests/data/one-operation");
    let mut files: Vec<(String, Vec<u8>)> =
        ["dataset.json", "agencies.json", "places.json", "programmes.json"]
            .map(|name| (name.to_string(), fs::read(folder.join(name)).unwrap()))
            .into();
    files.push((format!("operations/{ID}.json"), operation.to_string().into_bytes()));
    let inputs: Vec<_> = files.iter().map(|(name, bytes)| Input { name, bytes }).collect();
    let problems = load(&inputs).problems;
    let own = problems.iter().filter(|problem| problem.record == ID);
    own.map(|problem| format!("{}: {}", problem.field, problem)).collect()
}

/// What a place to fill in can hold, as a pointer into the record.
fn filling(pointer: &str) -> Value {
    match pointer {
        "/kind" => "demand_sting".into(),
        "/trafficking" => "sex".into(),
        "/places/0" => "us-ak-wasilla".into(),
        "/agencies/0/agency" | "/statements/0/agency" => "fbi".into(),
        "/agencies/0/role" => "lead".into(),
        "/figures/0/measure" => "agencies".into(),
        "/figures/0/value" => 1.into(),
        "/figures/0/qualifier" => "exactly".into(),
        "/figures/0/scope" => "operation".into(),
        "/offences/0/category" => "commercial_sex_purchase".into(),
        "/sources/0/kind" => "advocacy".into(),
        "/sources/0/url" => "https://example.org/".into(),
        _ => "Words".into(),
    }
}

/// Every empty text, as a pointer, and the one number.
fn places(value: &Value, here: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                places(value, &format!("{here}/{key}"), found);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                places(value, &format!("{here}/{index}"), found);
            }
        }
        Value::String(text) if text.is_empty() => found.push(here.to_string()),
        Value::Null if here == "/figures/0/value" => found.push(here.to_string()),
        _ => {}
    }
}

/// `figures[0].value` of `/figures/0/value`.
fn field(pointer: &str) -> String {
    let parts = pointer.trim_start_matches('/').split('/');
    parts.fold(String::new(), |field, part| match part.parse::<usize>() {
        Ok(index) => format!("{field}[{index}]"),
        Err(_) if field.is_empty() => part.to_string(),
        Err(_) => format!("{field}.{part}"),
    })
}

#[test]
fn the_check_of_an_unfilled_record_fails_and_names_every_place() {
    let output = check_of_unfilled("unfilled");
    assert_eq!(output.status.code(), Some(1));
    let text = out(&output);
    let mut empty = Vec::new();
    places(&unfilled(), "", &mut empty);
    assert_eq!(empty.len(), 22, "{empty:?}");
    for pointer in &empty {
        let named = format!("{ID}: {}: found ", field(pointer));
        assert!(text.contains(&named), "{named} is not in\n{text}");
    }
    for (field, expected) in [
        ("kind", "one of national_sweep, "),
        ("figures[0].measure", "one of victims, "),
        ("figures[0].value", "a number, zero or more"),
        ("agencies[0].role", "one of lead, partner, services"),
    ] {
        let line = text.lines().find(|line| line.contains(&format!(": {field}: found "))).unwrap();
        assert!(line.contains(&format!("; expected {expected}")), "{line}");
    }
}

/// Filled everywhere the record is sound; with any one place left it is not, and that place is named.
#[test]
fn a_half_filled_record_is_refused_for_each_place_that_is_left() {
    let mut empty = Vec::new();
    places(&unfilled(), "", &mut empty);
    let mut filled = unfilled();
    for pointer in &empty {
        *filled.pointer_mut(pointer).unwrap() = filling(pointer);
    }
    assert_eq!(errors(&filled), [""; 0]);
    for pointer in &empty {
        let mut half = filled.clone();
        *half.pointer_mut(pointer).unwrap() = unfilled().pointer(pointer).unwrap().clone();
        let errors = errors(&half);
        assert!(!errors.is_empty(), "{pointer} may be left empty");
        let named = format!("{}: ", field(pointer));
        assert!(errors.iter().all(|error| error.starts_with(&named)), "{pointer}: {errors:?}");
    }
}

/// The records keep the order of the template, and have no field that it has not.
#[test]
fn the_records_have_the_fields_of_a_new_one_in_its_order() {
    fn compare(id: &str, of: &str, fields: &Map<String, Value>, template: &Value) {
        let order: Vec<&String> = template.as_object().unwrap().keys().collect();
        let places: Vec<usize> = fields
            .keys()
            .map(|key| {
                let place = order.iter().position(|known| *known == key);
                place.unwrap_or_else(|| panic!("{id}: {of} has no field {key} in a new record"))
            })
            .collect();
        assert!(places.is_sorted(), "{id}: the fields of {of} stand in another order");
        for (key, value) in fields {
            for item in value.as_array().into_iter().flatten().filter_map(Value::as_object) {
                compare(id, key, item, &template[key][0]);
            }
        }
    }
    let template = unfilled();
    let mut compared = 0;
    for entry in fs::read_dir(root().join("assets/dataset/operations")).unwrap() {
        let path = entry.unwrap().path();
        let operation = read(&path);
        compare(
            operation["id"].as_str().unwrap(),
            "the operation",
            operation.as_object().unwrap(),
            &template,
        );
        compared += 1;
    }
    assert!(compared > 300);
}

fn read(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// The blocks of CONTRIBUTING.md: the command before each, its language and name, its lines.
fn blocks() -> Vec<(&'static str, &'static str, Vec<&'static str>)> {
    let mut command = "";
    let mut blocks = Vec::new();
    let mut lines = CONTRIBUTING.lines();
    while let Some(line) = lines.next() {
        if let Some(call) = line.strip_prefix("    cargo ") {
            command = call;
        }
        if let Some(kind) = line.strip_prefix("```") {
            blocks.push((
                command,
                kind,
                lines.by_ref().take_while(|line| *line != "```").collect(),
            ));
        }
    }
    blocks
}

#[test]
fn the_worked_example_quotes_the_record_as_it_is() {
    let mut quoted = 0;
    for (_, kind, lines) in blocks() {
        let Some(id) = kind.strip_prefix("json ") else {
            assert_eq!(kind, "text");
            continue;
        };
        let operation = read(&root().join(format!("assets/dataset/operations/{id}.json")));
        for line in lines {
            let line: Value = serde_json::from_str(line).unwrap();
            let list = if line.get("measure").is_some() { "figures" } else { "sources" };
            let entries = operation[list].as_array().unwrap();
            let entry = entries.iter().find(|entry| entry["id"] == line["id"]);
            assert_eq!(Some(&line), entry, "CONTRIBUTING.md: {id}");
            quoted += 1;
        }
    }
    assert_eq!(quoted, 12);
}

#[test]
fn the_worked_example_prints_what_its_commands_print() {
    let mut printed = 0;
    for (command, _, lines) in blocks().into_iter().filter(|(_, kind, _)| *kind == "text") {
        let text = match command.strip_prefix("run --release -- ") {
            Some(call) => {
                let (name, address) = call.split_once(' ').unwrap();
                out(&clearcount(&[name, address.trim_matches('\'')]))
            }
            None => {
                assert_eq!(command, "xtask dataset check");
                out(&check_of_unfilled("printed"))
            }
        };
        for line in &lines {
            assert!(text.contains(line), "`{line}` is not what `cargo {command}` prints:\n{text}");
        }
        printed += lines.len();
    }
    assert_eq!(printed, 11);
}
