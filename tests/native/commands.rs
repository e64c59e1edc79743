//! The command line as a person calls it.

use std::process::{Command, Output};

use serde_json::Value;

fn call(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_clearcount"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn json(arguments: &[&str]) -> Value {
    let output = call(arguments);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    serde_json::from_str(&out(&output)).unwrap()
}

#[test]
fn the_lists_hold_every_row() {
    assert_eq!(json(&["list", "operations", "--json"]).as_array().unwrap().len(), 353);
    assert_eq!(json(&["list", "figures", "--json"]).as_array().unwrap().len(), 3909);
}

#[test]
fn a_list_is_filtered_searched_ordered_and_paged_as_its_address_says() {
    let rows = json(&[
        "list",
        "figures?whole=2019-operation-independence-day&measure=arrests&value=67",
        "--json",
    ]);
    assert!(
        rows.as_array()
            .unwrap()
            .iter()
            .all(|row| row["value"] == 67 && row["measure"] == "arrests")
    );
    assert!(!rows.as_array().unwrap().is_empty());
    let rows = json(&["list", "operations?sort=name&size=25&page=2", "--json"]);
    assert_eq!(rows.as_array().unwrap().len(), 25);
    let found = json(&["list", "operations?q=%22independence day%22&part=whole", "--json"]);
    let ids: Vec<_> =
        found.as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["2019-operation-independence-day"]);
}

#[test]
fn csv_is_read_by_another_program_and_has_the_same_rows() {
    let address = "figures?state=KS&measure=victims";
    let rows = json(&["list", address, "--json"]);
    let output = call(&["list", address, "--csv"]);
    let text = out(&output);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let heads = reader.headers().unwrap().clone();
    let value = heads.iter().position(|head| head == "value").unwrap();
    let values: Vec<String> =
        reader.records().map(|record| record.unwrap()[value].to_string()).collect();
    let expected: Vec<String> =
        rows.as_array().unwrap().iter().map(|row| row["value"].to_string()).collect();
    assert_eq!(values, expected);
    assert!(!values.is_empty());
}

#[test]
fn counts_are_the_lengths_of_the_lists_they_count() {
    let counts = json(&["count", "operations?kind=local_sting"]);
    assert_eq!(counts["of"], 353);
    assert_eq!(
        counts["rows"],
        json(&["list", "operations?kind=local_sting", "--json"]).as_array().unwrap().len()
    );
    for value in counts["facets"]["state"].as_array().unwrap().iter().take(5) {
        let address =
            format!("operations?kind=local_sting&state={}", value["value"].as_str().unwrap());
        assert_eq!(
            value["count"],
            json(&["list", &address, "--json"]).as_array().unwrap().len(),
            "{address}"
        );
    }
    // A facet is not filtered by its own clause: the counts of all kinds are those of the README
    // of the research.
    let kinds = counts["facets"]["kind"].as_array().unwrap();
    let count =
        |kind: &str| kinds.iter().find(|value| value["value"] == kind).unwrap()["count"].clone();
    assert_eq!(
        (count("local_sting"), count("regional_sweep"), count("labor_inspection")),
        (82.into(), 75.into(), 4.into())
    );
}

/// A bin of a histogram holds what asking for its stretch lists, and a stretch of dates is asked
/// for as in the app.
#[test]
fn histograms_are_the_lengths_of_the_lists_of_their_stretches() {
    let counts = json(&["count", "figures?state=KS&value=10..50"]);
    for (key, others) in [("value", ""), ("date", "&value=10..50")] {
        let bins = counts["histograms"][key].as_array().unwrap();
        assert!(bins.len() > 10, "{key}");
        let full = bins.iter().filter(|bin| bin["count"] != 0);
        for bin in full.take(3) {
            let end = |end: &str| bin[end].as_str().unwrap().to_string();
            let address = format!("figures?state=KS{others}&{key}={}..{}", end("from"), end("to"));
            let listed = json(&["list", &address, "--json"]).as_array().unwrap().len();
            assert_eq!(bin["count"], listed, "{address}");
        }
    }
}

#[test]
fn check_passes_on_the_built_in_record_and_on_its_folder() {
    for arguments in [&["check"][..], &["check", "assets/dataset"]] {
        let output = call(arguments);
        assert_eq!(output.status.code(), Some(0));
        assert!(
            out(&output).ends_with("353 operations, 3,909 figures; 0 errors, 2 findings.\n"),
            "{}",
            out(&output)
        );
    }
    assert_eq!(call(&["check", "--strict"]).status.code(), Some(1));
    assert_eq!(call(&["check", "tests/data/one-operation"]).status.code(), Some(0));
}

#[test]
fn errors_in_the_data_are_status_1_and_the_good_records_are_listed() {
    let output = call(&["check", "tests/data/broken/wrong-type.json"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(out(&output).contains("figures[0].value: found"), "{}", out(&output));
    let output =
        call(&["list", "operations", "--json", "--dataset", "tests/data/broken/not-json.json"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("text that is not JSON"));
    let rows: Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!(rows.as_array().unwrap().len(), 353);
}

#[test]
fn a_wrong_call_is_status_2_with_a_sentence_that_says_what_to_do() {
    for (arguments, sentence) in [
        (
            &["lst"][..],
            "There are check, list, count, total, disagreements, export, pages, changes, diff and help.",
        ),
        (&["list"], "Give an address"),
        (&["list", "nowhere"], "Begin with one of operations, figures"),
        (&["list", "operations?colour=red"], "Known are year, date, state"),
        (&["list", "operations?kind=sweep"], "It can be national_sweep"),
        (&["list", "operations?state=ZZ"], "No row has “ZZ” as its state"),
        (&["list", "operations", "--json", "--csv"], "choose one"),
        (&["list", "operations", "--xml"], "'clearcount help'"),
        (&["list", "operations?kind=x y", "more"], "Put the address in quotes"),
        (&["check", "no/such/path.json"], "Check the path"),
        (&["check", "README.md"], "neither a folder nor"),
        (&["check", "src"], "holds no dataset"),
        (&["check", "--dataset"], "needs a path"),
        (&["check", "--json"], "--json belongs to list, total, disagreements, changes"),
        (&["total"], "Give an address"),
        (&["total", "about"], "leads to no table"),
        (&["total", "operations?rule=best"], "It can be range, issuer, latest"),
        (&["total", "operations?outcome=saved"], "It can be found, served, met"),
        (&["total", "operations?measure=rescues"], "It can be victims"),
        (&["total", "operations?measure=arrests&measure=charges"], "are not one number"),
        (&["total", "operations?measure=missing_children&measure=victims"], "need not have been"),
        (&["total", "operations?outcome=found&outcome=served"], "are not one number"),
        (&["total", "operations?measure=average_victim_age"], "is not added up"),
        (&["total", "operations?measure=arrests&population=children"], "are not counted as"),
        (&["list", "operations", "--strict"], "--strict belongs to check"),
        (&["check", "src", "--dataset", "src"], "give the dataset once"),
        (&["check", "assets/dataset/codebook.json"], "belongs to the program"),
    ] {
        let output = call(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(err(&output).contains(sentence), "{arguments:?}: {}", err(&output));
        assert_eq!(out(&output), "", "{arguments:?}");
    }
}

/// A word of the codebook that no row has is no mistake.
#[test]
fn a_known_word_that_no_row_has_gives_an_empty_list() {
    assert_eq!(
        json(&["list", "figures?source_kind=court", "--json"]),
        json(&["list", "operations?year=2030", "--json"])
    );
    assert_eq!(json(&["list", "operations?year=2030", "--json"]), Value::Array(vec![]));
    let head = out(&call(&["list", "operations?year=2030", "--csv"]));
    assert!(head.starts_with("id,name,title,") && head.lines().count() == 1, "{head}");
}

/// Of one file laid over the built-in record only its own findings count.
#[test]
fn a_sound_file_passes_a_strict_check() {
    let path = "assets/dataset/operations/2009-wasilla-sting.json";
    assert_eq!(
        call(&["check", path, "--strict"]).status.code(),
        Some(0),
        "{}",
        out(&call(&["check", path, "--strict"]))
    );
}

/// The shape that the design gives, and no other key.
#[test]
fn a_total_is_printed_with_every_figure_behind_it() {
    let address = "operations?measure=arrests&id=2019-operation-independence-day&rule=majority";
    let total = json(&["total", address, "--json"]);
    let keys: Vec<&String> = total.as_object().unwrap().keys().collect();
    assert_eq!(
        keys,
        [
            "query",
            "measure",
            "population",
            "outcome",
            "rule",
            "lower",
            "upper",
            "approximate",
            "included",
            "excluded"
        ]
    );
    assert_eq!((total["lower"].as_i64(), total["upper"].as_i64()), (Some(67), Some(67)));
    assert_eq!(total["query"], address);
    assert_eq!(total["outcome"], Value::Null);
    let figures =
        json(&["list", "figures?id=2019-operation-independence-day&measure=arrests", "--json"]);
    let (included, excluded) =
        (total["included"].as_array().unwrap(), total["excluded"].as_array().unwrap());
    assert_eq!(included.len() + excluded.len(), figures.as_array().unwrap().len());
    let reason = |figure: &str| {
        let line = excluded.iter().find(|line| line["figure"] == figure).unwrap();
        line["reason"].as_str().unwrap().to_string()
    };
    // 68 in the text of one paper, 67 in its address; a blog that repeats the FBI.
    assert_eq!(
        (reason("f49"), reason("f50"), reason("f66")),
        ("rule_majority".into(), "from_address_only".into(), "aggregator".into())
    );
    let keys: Vec<&String> = included[0].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["operation", "figure", "source", "value"]);
    // An open end, no figure, the words for outcomes, a place, figures instead of operations.
    let harris =
        "operations?id=2017-national-johns-suppression-initiative-harris-county&measure=arrests";
    let total = json(&["total", harris, "--json"]);
    assert_eq!((total["lower"].as_i64(), &total["upper"]), (Some(251), &Value::Null));
    let total = json(&["total", "operations?year=2030", "--json"]);
    assert_eq!((&total["lower"], &total["upper"]), (&Value::Null, &Value::Null));
    let total =
        json(&["total", "operations?outcome=served&id=2023-las-vegas-grand-prix", "--json"]);
    assert_eq!((total["outcome"].as_str(), total["lower"].as_i64()), (Some("served"), Some(21)));
    let text = out(&call(&["total", "operations?state=NC&year=2019&measure=arrests"]));
    assert!(text.starts_with("Arrests: between 27 and 28\n"), "{text}");
    assert!(text.contains("1 operation also reached North Carolina without giving its share."));
    assert!(text.contains("an allegation"), "{text}");
    // A row of an agency names the place of the filter; no figure is said in two words.
    let text = out(&call(&["total", "operations?state=KS&measure=arrests", "--by", "year"]));
    assert!(text.contains("  2019: no figure\n"), "{text}");
    let text = out(&call(&["total", "operations?state=KS", "--by", "agency"]));
    assert!(text.contains("operations also reached Kansas without giving its share."), "{text}");
    assert!(!text.contains("0 operations"), "{text}");
    let total = json(&["total", "figures?state=NC&year=2019&measure=arrests", "--json"]);
    assert_eq!((total["lower"].as_i64(), total["upper"].as_i64()), (Some(27), Some(28)));
}

/// A filter by the kind of source admits figures, and the ledger says which it left out.
#[test]
fn what_a_reader_filters_out_is_in_the_ledger() {
    let address =
        "operations?id=2019-super-bowl-liii-atlanta&measure=arrests&source_kind=agency_release";
    let total = json(&["total", address, "--json"]);
    assert_eq!((total["lower"].as_i64(), total["upper"].as_i64()), (Some(40), Some(40)));
    let reasons = total["excluded"].as_array().unwrap().iter().map(|line| &line["reason"]);
    assert!(reasons.clone().count() > 10);
    assert!(reasons.clone().all(|reason| reason == "filtered_out_by_you"), "{total}");
}

#[test]
fn disagreements_are_printed_and_selected() {
    let all = json(&["disagreements", "--json"]);
    assert!(all.as_array().unwrap().len() > 100);
    let some = json(&["disagreements", "operations?id=2021-hsi-kansas-city-31-victims", "--json"]);
    let [only] = some.as_array().unwrap().as_slice() else { panic!("{some}") };
    assert_eq!(only["kind"], "agencies");
    let text = out(&call(&["disagreements", "operations?id=2018-operation-misafekid"]));
    assert!(text.contains("between 107 and 123"), "{text}");
}

/// What contradicts itself in a reader's own file is a disagreement or an error with a name, and never
/// without end.
#[test]
fn contradictions_in_a_file_of_ones_own_are_said() {
    let at = |name: &str| format!("tests/data/broken/{name}.json");
    let call = |path: &str| call(&["disagreements", "--json", "--dataset", path]);
    for (name, kind) in [("part-above-whole", "part_above_whole"), ("parts-do-not-add-up", "sum")] {
        let output = call(&at(name));
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        let found: Value = serde_json::from_str(&out(&output)).unwrap();
        let kinds: Vec<&Value> = found.as_array().unwrap().iter().map(|row| &row["kind"]).collect();
        assert!(kinds.contains(&&Value::from(kind)), "{name}: {kinds:?}");
    }
    let output = call(&at("part-cycle"));
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("part_of"), "{}", err(&output));
}

#[test]
fn help_and_version_are_given() {
    assert!(out(&call(&["help"])).contains("clearcount check"));
    assert!(out(&call(&["list", "--help"])).contains("clearcount check"));
    assert!(out(&call(&["--version"])).contains("dataset 2026.11.0"));
}
