//! Broken records: never a panic, always a named problem, the good records kept.

use std::path::Path;

use clearcount::dataset::{self, BUILT_IN, Input, Level, Loaded, findings, load, load_over};
use proptest::prelude::*;
use serde_json::{Value, json};

/// The problems of one invented operation file laid over the built-in record.
fn problems_of(file: &str) -> (Loaded, Vec<String>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/broken").join(file);
    let bytes = std::fs::read(path).unwrap();
    // The file is named as its operation's id, as in a dataset's folder, if it has one.
    let id = serde_json::from_slice::<Value>(&bytes)
        .ok()
        .and_then(|value| Some(value["id"].as_str()?.to_string()));
    let name = format!("{}.json", id.as_deref().unwrap_or("2099-test"));
    let loaded = load_over(&[BUILT_IN], &[Input { name: &name, bytes: &bytes }]);
    let mut problems = loaded.problems.clone();
    problems
        .extend(findings(&loaded).into_iter().filter(|finding| finding.record.starts_with("2099")));
    let problems = problems.iter().map(|problem| problem.to_string()).collect();
    (loaded, problems)
}

#[test]
fn each_fault_is_named_with_its_field_and_what_should_stand_there() {
    for (file, field, found, expected) in [
        ("wrong-type.json", "figures[0].value", "the text", "a number, zero or more"),
        ("unknown-measure.json", "measure", "\"", "one of victims, "),
        ("dangling-source.json", "source", "which no source of this operation has", "one of s1"),
        (
            "dangling-place.json",
            "places[",
            "which no record has as its id",
            "the id of an existing record",
        ),
        ("duplicate-figure-id.json", "figures[2].id", "a second time", "an id of its own"),
        ("impossible-date.json", "", "\"2021-02-30\"", "a date that is in the calendar"),
        (
            "part-cycle.json",
            "figures[0].part_of",
            "which leads back to this record",
            "links that end",
        ),
        ("negative-value.json", "figures[2].value", "-", "a number, zero or more"),
        ("unknown-field.json", "", "a field that the format does not know", "one of "),
        ("not-json.json", "line ", "text that is not JSON", "JSON"),
        ("missing-title.json", "title", "nothing", "a text"),
    ] {
        let (loaded, problems) = problems_of(file);
        let named = problems.iter().any(|problem| {
            problem.starts_with("error: ")
                && [field, found, expected].iter().all(|words| problem.contains(words))
        });
        assert!(named, "{file}: {problems:?}");
        assert!(
            problems.iter().all(|problem| problem.contains("expected ")),
            "{file}: {problems:?}"
        );
        // The record is refused and the others are kept.
        assert_eq!(loaded.dataset.operations.len(), 353, "{file}");
    }
}

#[test]
fn findings_leave_the_record_in_place() {
    for (file, found) in [
        ("part-above-whole.json", "a part of"),
        ("parts-do-not-add-up.json", "add up to"),
        ("possible-name.json", "may be a person's name"),
    ] {
        let (loaded, problems) = problems_of(file);
        assert!(
            problems
                .iter()
                .any(|problem| problem.starts_with("finding: ") && problem.contains(found)),
            "{file}: {problems:?}"
        );
        assert!(
            problems.iter().all(|problem| problem.starts_with("finding: ")),
            "{file}: {problems:?}"
        );
        assert_eq!(loaded.dataset.operations.len(), 354, "{file}");
    }
}

/// A small dataset as packed lines: registries of two, four operations, one a part of another.
fn lines() -> Vec<Value> {
    let operation = |id: &str, whole: Option<&str>| {
        json!({"operation": {
            "id": id, "title": "A title", "kind": "local_sting", "trafficking": "sex", "part_of": whole,
            "end": "2020-05-04", "places": ["us-ks"], "summary": "What happened.",
            "agencies": [{"agency": "fbi", "role": "lead", "source": "s1"}],
            "figures": [
                {"id": "f1", "measure": "victims", "population": "all", "outcome": "rescued", "value": 31,
                 "qualifier": "exactly", "scope": "operation", "source": "s1", "locator": "headline"},
                {"id": "f2", "measure": "victims", "population": "children", "outcome": "rescued", "value": 14,
                 "qualifier": "exactly", "scope": "operation", "part_of": "f1", "part_basis": "population",
                 "source": "s1", "locator": "headline"}],
            "sources": [{"id": "s1", "title": "A text", "publisher": "A paper", "kind": "news", "url": "https://example.org/"}],
            "offences": [{"label": "promotion", "category": "commercial_sex_promotion", "source": "s1"}],
        }})
    };
    vec![
        json!({"dataset": {"format": 1, "version": "0", "date": "2020", "title": "t", "licence": "CC-BY-4.0"}}),
        json!({"agency": {"id": "fbi", "name": "Federal Bureau of Investigation", "level": "federal"}}),
        json!({"place": {"id": "us", "name": "United States", "type": "country", "country": "US"}}),
        json!({"place": {"id": "us-ks", "name": "Kansas", "type": "state", "state": "KS", "country": "US", "parent": "us"}}),
        operation("2020-a", None),
        operation("2020-b", Some("2020-a")),
        operation("2020-c", None),
        operation("2020-d", None),
    ]
}

fn load_lines(lines: &[String]) -> Loaded {
    load(&[Input { name: "mine.jsonl", bytes: lines.join("\n").as_bytes() }])
}

fn ids(loaded: &Loaded) -> Vec<&str> {
    loaded.dataset.operations.iter().map(|operation| operation.id.as_str()).collect()
}

#[test]
fn the_small_dataset_is_sound() {
    let loaded = load_lines(&lines().iter().map(Value::to_string).collect::<Vec<_>>());
    assert_eq!(loaded.problems, []);
    assert_eq!(ids(&loaded), ["2020-a", "2020-b", "2020-c", "2020-d"]);
}

/// Every place in a value, as the keys that lead there.
fn paths(value: &Value, here: String, all: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(key, value)| paths(value, format!("{here}/{key}"), all))
        }
        Value::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(at, value)| paths(value, format!("{here}/{at}"), all)),
        _ => all.push(here),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// One operation is broken in one place by another value: what was loaded before is loaded
    /// still, but for that record and the one that is a part of it.
    #[test]
    fn one_broken_field_costs_one_record(
        which in 4usize..8,
        at in any::<prop::sample::Index>(),
        with in prop::sample::select(vec![
            json!(null), json!(-1), json!(1.234), json!(1e300), json!("no such word"), json!(""), json!([]), json!({}), json!(true),
            json!("2021-02-30"), json!("javascript:alert(1)"), json!(["x"]), json!("f2"), json!("2020-b"),
        ]),
    ) {
        let mut lines = lines();
        let before = lines[which].clone();
        let mut places = Vec::new();
        paths(&before["operation"], "/operation".into(), &mut places);
        let place = at.get(&places);
        *lines[which].pointer_mut(place).unwrap() = with;
        let loaded = load_lines(&lines.iter().map(Value::to_string).collect::<Vec<_>>());
        let names = ["2020-a", "2020-b", "2020-c", "2020-d"];
        for (number, name) in (4..).zip(names) {
            let broken = number == which || (name == "2020-b" && which == 4) || (which == 5 && name == "2020-a");
            if !broken {
                prop_assert!(ids(&loaded).contains(&name), "{} after {}: {:?}", name, place, loaded.problems);
            }
        }
        let kept = loaded.dataset.operations.len();
        prop_assert!(kept == 4 || !loaded.problems.is_empty(), "lost without a word: {}", place);
        for problem in &loaded.problems {
            prop_assert!(problem.level == Level::Error && !problem.file.is_empty() && !problem.expected.is_empty() && !problem.found.is_empty());
        }
        findings(&loaded);
    }

    #[test]
    fn any_bytes_are_a_dataset_with_problems(bytes in prop::collection::vec(any::<u8>(), 0..200), name in prop::sample::select(vec!["x.jsonl", "2020-x.json", "dataset.json", "agencies.json"])) {
        let loaded = load(&[Input { name, bytes: &bytes }]);
        prop_assert!(!loaded.problems.is_empty());
        prop_assert!(loaded.dataset.operations.is_empty());
    }

    #[test]
    fn a_text_cut_anywhere_keeps_the_whole_lines(cut in any::<prop::sample::Index>()) {
        let text = lines().iter().map(|line| format!("{line}\n")).collect::<String>();
        let cut = cut.index(text.len());
        let loaded = load(&[Input { name: "mine.jsonl", bytes: &text.as_bytes()[..cut] }]);
        let whole = text[..cut].matches('\n').count();
        let in_full = text.as_bytes()[cut] == b'\n';
        prop_assert_eq!(loaded.dataset.operations.len(), (whole + usize::from(in_full)).saturating_sub(4));
    }

    #[test]
    fn the_order_of_the_lines_changes_nothing(shuffled in Just(lines()).prop_shuffle()) {
        let loaded = load_lines(&shuffled.iter().map(Value::to_string).collect::<Vec<_>>());
        prop_assert_eq!(&loaded.problems, &[]);
        let straight = load_lines(&lines().iter().map(Value::to_string).collect::<Vec<_>>());
        prop_assert_eq!(loaded.dataset, straight.dataset);
    }
}

/// Names and texts are read where they stand in the file. Written with escapes they stand there in other
/// letters, and mean the same.
#[test]
fn escaped_names_and_texts_mean_the_same() {
    let plain: Vec<String> = lines().iter().map(Value::to_string).collect();
    let escaped: Vec<String> = plain
        .iter()
        .map(|line| {
            line.replace("\"id\"", "\"\\u0069d\"")
                .replace("\"title\":\"", "\"t\\u0069tle\":\"\\u0041 ")
        })
        .collect();
    let titled = |lines: &[String]| {
        let loaded = load_lines(lines);
        assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
        let titles: Vec<String> =
            loaded.dataset.operations.iter().map(|operation| operation.title.clone()).collect();
        (titles, format!("{:?}", ids(&loaded)))
    };
    let ((titles, ids), (escaped_titles, escaped_ids)) = (titled(&plain), titled(&escaped));
    assert!(!titles.is_empty());
    assert_eq!(ids, escaped_ids);
    let with_article: Vec<String> = titles.iter().map(|title| format!("A {title}")).collect();
    assert_eq!(escaped_titles, with_article);
}

#[test]
fn a_newer_format_is_refused_with_what_to_do() {
    let mut lines = lines();
    lines[0]["dataset"]["format"] = json!(2);
    let loaded = load_lines(&lines.iter().map(Value::to_string).collect::<Vec<_>>());
    assert!(loaded.dataset.operations.is_empty());
    assert!(loaded.problems[0].expected.contains("use a newer Clearcount"));
}

#[test]
fn a_dataset_cut_short_is_noticed() {
    let mut lines = lines();
    lines[0]["dataset"]["counts"] = json!({"operations": 5, "figures": 8, "sources": 4, "agencies": 1, "places": 2,
        "programmes": 0, "agency_entries": 4, "offence_entries": 4, "statements": 0});
    let loaded = load_lines(&lines.iter().map(Value::to_string).collect::<Vec<_>>());
    assert_eq!(loaded.problems.len(), 1);
    assert_eq!(loaded.problems[0].field, "counts.operations");
}

#[test]
fn a_cycle_of_operations_is_named_and_costs_only_those_in_it() {
    let mut lines = lines();
    lines[4]["operation"]["part_of"] = json!("2020-b");
    let loaded = load_lines(&lines.iter().map(Value::to_string).collect::<Vec<_>>());
    assert_eq!(ids(&loaded), ["2020-c", "2020-d"]);
    assert!(
        loaded.problems.iter().all(|problem| problem.found.contains("leads back to this record"))
    );
}

#[test]
fn of_two_records_with_one_id_the_first_stays() {
    let mut lines = lines();
    lines[7]["operation"]["id"] = json!("2020-c");
    lines[7]["operation"]["title"] = json!("Another");
    let loaded = load_lines(&lines.iter().map(Value::to_string).collect::<Vec<_>>());
    assert_eq!(ids(&loaded), ["2020-a", "2020-b", "2020-c"]);
    assert_eq!(loaded.dataset.operations[2].title, "A title");
    assert!(loaded.problems[0].found.contains("a second time (first in mine.jsonl line 7)"));
}

#[test]
fn the_one_operation_dataset_is_sound() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/one-operation");
    let read = |name: &str| (name.to_string(), std::fs::read(root.join(name)).unwrap());
    let files = [
        "dataset.json",
        "agencies.json",
        "places.json",
        "programmes.json",
        "operations/2009-wasilla-sting.json",
    ]
    .map(read);
    let inputs: Vec<_> = files.iter().map(|(name, bytes)| Input { name, bytes }).collect();
    let loaded = load(&inputs);
    assert_eq!(loaded.problems, []);
    assert_eq!(ids(&loaded), ["2009-wasilla-sting"]);
    assert_eq!(dataset::findings(&loaded), []);
}
