//! Versions: what a list of changes holds, that an earlier version is made again by it, and what a
//! reader of an old address is told. `tests/data/versions/README.md` lists the differences.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use clearcount::dataset::{BUILT_IN, Input, difference, earlier, load, problems_of_earlier};
use clearcount::model::Dataset;
use clearcount::present::changes::{self, Changes, Fate};
use clearcount::present::export::Circumstances;
use clearcount::present::record::Record;
use clearcount::view::{self, Action, reduce};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::pages::{main_of, part, render_since};

const EARLIER: &str = "2026.10.0";
const LATER: &str = "2026.11.0";

type Files = Vec<(String, Vec<u8>)>;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/versions").join(name)
}

/// The files of a stored version.
fn files(name: &str) -> Files {
    let root = folder(name);
    let mut files = Vec::new();
    for below in ["", "operations", "changes"] {
        let Ok(entries) = std::fs::read_dir(root.join(below)) else { continue };
        for path in entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()) {
            let name = path.strip_prefix(&root).unwrap().to_str().unwrap().to_string();
            files.push((name, std::fs::read(&path).unwrap()));
        }
    }
    files.sort();
    files
}

fn inputs(files: &Files) -> Vec<Input<'_>> {
    files.iter().map(|(name, bytes)| Input { name, bytes }).collect()
}

fn loaded(files: &Files) -> Dataset {
    let loaded = load(&inputs(files));
    assert_eq!(loaded.problems, []);
    loaded.dataset
}

fn made_again(files: &Files, version: &str) -> Option<Dataset> {
    let loaded = earlier(&inputs(files), version)?;
    assert_eq!(loaded.problems, []);
    Some(loaded.dataset)
}

/// What a reader is told at an address of the earlier version.
fn told(address: &str) -> Changes {
    let (earlier, later) = (files("earlier"), files("later"));
    let (earlier, later) = (Record::new(loaded(&earlier)), Record::new(loaded(&later)));
    let view = view::parse(address);
    changes::of_view(&later, Some(&earlier), &view).unwrap()
}

#[test]
fn the_stored_list_is_what_the_two_stored_versions_differ_by() {
    let (earlier, later) = (files("earlier"), files("later"));
    let made = difference(&inputs(&earlier), &inputs(&later)).unwrap();
    assert_eq!((made.since.as_str(), made.version.as_str()), (EARLIER, LATER));
    let stored = std::fs::read_to_string(folder("later/changes/2026.11.0.json")).unwrap();
    assert_eq!(made.text, stored);
}

#[test]
fn the_earlier_version_is_made_again() {
    assert_eq!(loaded(&files("earlier")).operations.len(), 20);
    assert_eq!(made_again(&files("later"), EARLIER), Some(loaded(&files("earlier"))));
}

#[test]
fn what_is_not_an_earlier_version_is_not_made() {
    let later = files("later");
    for version in [LATER, "2026.9.0", "", "2027.1.0"] {
        assert_eq!(made_again(&later, version), None, "{version}");
    }
    // A list that leads back to itself ends too.
    let mut circle = files("later");
    let list = json!({"version": LATER, "since": LATER, "was": {}}).to_string();
    circle.retain(|(name, _)| !name.starts_with("changes/"));
    circle.push(("changes/2026.11.0.json".into(), list.into_bytes()));
    assert_eq!(made_again(&circle, EARLIER), None);
}

#[test]
fn versions_are_made_again_one_by_one() {
    let newest = |files: &Files| -> Files {
        let mut newest = files.clone();
        for (name, bytes) in &mut newest {
            let mut json: Value = serde_json::from_slice(bytes).unwrap();
            match name.as_str() {
                "dataset.json" => json["version"] = "2026.12.0".into(),
                "operations/2009-wasilla-sting.json" => json["figures"][0]["value"] = 11.into(),
                _ => continue,
            }
            *bytes = json.to_string().into_bytes();
        }
        newest
    };
    let later = files("later");
    let mut newest = newest(&later);
    let made = difference(&inputs(&later), &inputs(&newest)).unwrap();
    assert_eq!(made.text.matches("\"f1\": {\"value\": 10}").count(), 1, "{}", made.text);
    newest.push(("changes/2026.12.0.json".into(), made.text.into_bytes()));
    assert_eq!(made_again(&newest, LATER), Some(loaded(&later)));
    assert_eq!(made_again(&newest, EARLIER), Some(loaded(&files("earlier"))));
}

#[test]
fn every_released_version_of_the_record_can_be_made_again() {
    assert_eq!(problems_of_earlier(&[BUILT_IN]), []);
    let mut without = files("later");
    without.retain(|(name, _)| !name.starts_with("changes/"));
    let problems = problems_of_earlier(&inputs(&without));
    assert_eq!(
        problems.iter().map(ToString::to_string).collect::<Vec<_>>(),
        [
            "error: dataset.json: dataset: changes: found version 2026.10.0, which nothing leads back to; expected a list in changes/ for each later version; `cargo xtask dataset diff` makes them"
        ]
    );
}

/// A change to a record: which operation, which of its figures, and what happens.
type Edit = (usize, usize, u8);

/// A dataset with some changes to it. What nothing is part of can be taken out.
fn edited(files: &Files, edits: &[Edit]) -> Files {
    let mut files = files.clone();
    files.retain(|(name, _)| !name.starts_with("changes/"));
    let mut count = 0;
    for (name, bytes) in &mut files {
        let mut json: Value = serde_json::from_slice(bytes).unwrap();
        if name == "dataset.json" {
            json["version"] = "2026.9.9".into();
            json.as_object_mut().unwrap().remove("counts");
        }
        if name.starts_with("operations/") {
            let own = edits.iter().filter(|(operation, ..)| operation % 20 == count);
            own.for_each(|edit| edit_operation(&mut json, *edit));
            count += 1;
        }
        *bytes = json.to_string().into_bytes();
    }
    files
}

fn edit_operation(json: &mut Value, (_, figure, kind): Edit) {
    let figures = json["figures"].as_array_mut().unwrap();
    let at = figure % figures.len().max(1);
    match kind % 7 {
        _ if figures.is_empty() => {}
        0 => figures[at]["value"] = json!(7.25),
        1 => figures[at]["locator"] = "\"elsewhere\", \\ line 2\n".into(),
        2 => drop(figures[at].as_object_mut().unwrap().remove("note")),
        3 => figures[at]["note"] = "A note – with a dash".into(),
        4 => {
            let id = figures[at]["id"].clone();
            if figures.iter().all(|other| other["part_of"] != id) {
                figures.remove(at);
            }
        }
        5 => {
            let mut more = figures[at].clone();
            // Not by their number, which falls when one is taken out: no two have one id.
            let is_free = |id: &String| figures.iter().all(|other| other["id"] != **id);
            more["id"] = (900..).map(|number| format!("f{number}")).find(is_free).into();
            figures.push(more);
        }
        _ => {
            json["summary"] = "Another summary.".into();
            json.as_object_mut().unwrap().remove("tactics");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_version_is_made_again_from_what_differs(
        edits in prop::collection::vec((0usize..20, 0usize..100, any::<u8>()), 0..12)
    ) {
        let later = files("later");
        let was = edited(&later, &edits);
        let made = difference(&inputs(&was), &inputs(&later)).unwrap();
        let mut held = later.clone();
        held.retain(|(name, _)| !name.starts_with("changes/"));
        held.push(("changes/2026.11.0.json".into(), made.text.into_bytes()));
        prop_assert_eq!(made_again(&held, "2026.9.9"), Some(load(&inputs(&was)).dataset));
    }
}

#[test]
fn each_figure_of_a_view_that_changed_is_named_and_no_other() {
    use Fate::{Added, Changed, Entered, Left, Withdrawn};
    // Worked out by hand from the list of differences in tests/data/versions/README.md.
    for (address, expected) in [
        // All of them: both figures of Wasilla are one line; a title is no figure.
        (
            "operations",
            &[
                (Added, "FBI customer sting in Wasilla, 2009"),
                (Withdrawn, "TBI and Morristown Police demand sting, December 2016"),
                (Changed, "Operation MISafeKid"),
                (Withdrawn, "Operation Independence Day"),
                (Added, "Operation Independence Day"),
                (
                    Changed,
                    "HSI Kansas City operation in Wichita, Independence and Kansas City, 17-26 June 2021",
                ),
            ][..],
        ),
        ("operations/2021-operation-keiki-shield-7", &[]),
        ("operations/2018-operation-misafekid", &[(Changed, "Operation MISafeKid")]),
        // Its operation was no demand sting then, and is none of local stings now.
        (
            "figures?kind=demand_sting&year=2022&q=trooper",
            &[(Entered, "Alaska State Troopers customer sting, early 2022")],
        ),
        (
            "operations?kind=local_sting&id=2022-alaska-state-troopers-sting",
            &[(Left, "Alaska State Troopers customer sting, early 2022")],
        ),
        // What only one version has selects nothing at the other, and not everything.
        ("operations?id=2009-wasilla-sting", &[(Added, "FBI customer sting in Wasilla, 2009")]),
        (
            "operations?agency=tennessee-bureau-of-investigation",
            &[(Withdrawn, "TBI and Morristown Police demand sting, December 2016")],
        ),
        (
            "operations?place=us-ak-wasilla&kind!=local_sting",
            &[(Added, "FBI customer sting in Wasilla, 2009")],
        ),
        // 105 is withdrawn; the 13 of Dallas are children too; Kansas's 28 counts arrests.
        (
            "figures?measure=victims&population=children",
            &[(Withdrawn, "Operation Independence Day"), (Added, "Operation Independence Day")],
        ),
        // Of one value 28, of the other 82: the same figure is changed, left or entered by the filter.
        (
            "figures?value=28",
            &[(
                Left,
                "HSI Kansas City operation in Wichita, Independence and Kansas City, 17-26 June 2021",
            )],
        ),
        (
            "operations/2016-tbi-morristown-december",
            &[(Withdrawn, "TBI and Morristown Police demand sting, December 2016")],
        ),
        (
            "figures/2019-operation-independence-day-dallas/f8",
            &[(Added, "Operation Independence Day")],
        ),
    ] {
        let separator = if address.contains('?') { '&' } else { '?' };
        let told = told(&format!("{address}{separator}v={EARLIER}"));
        let figures: Vec<_> =
            told.figures.iter().map(|it| (it.fate, it.operation.as_str())).collect();
        assert_eq!(figures, expected, "{address}");
    }
}

#[test]
fn totals_are_told_before_and_now() {
    let says = |address: &str, total: &str| {
        let told = told(address);
        let found = told.totals.into_iter().find(|row| row[0] == total);
        found.map(|[_, before, now]| (before, now))
    };
    let is = |before: &str, now: &str| Some((before.to_string(), now.to_string()));
    // One source said 28, the others 82; now all say 82.
    let kansas = "operations/2021-hsi-kansas-city-31-victims?v=2026.10.0";
    assert_eq!(says(kansas, "Arrests"), is("between 28 and 82", "82"));
    assert_eq!(says(kansas, "People found"), None);
    // 103 of every source but one that said 105.
    let day = "operations/2019-operation-independence-day?v=2026.10.0";
    assert_eq!(says(day, "Children found"), is("between 103 and 105", "103"));
    // Wasilla says that no one was found, and ten were arrested; it was not there.
    let wasilla = "ledger?measure=arrests&id=2009-wasilla-sting&v=2026.10.0";
    assert_eq!(says(wasilla, "Arrests"), is("no figure", "10"));
}

#[test]
fn an_address_of_the_present_version_tells_of_nothing() {
    let record = Record::new(loaded(&files("later")));
    for address in ["operations", "operations?v=2026.11.0"] {
        assert_eq!(changes::of_view(&record, None, &view::parse(address)), None);
    }
    let unknown = changes::of_view(&record, None, &view::parse("operations?v=2031.1.0")).unwrap();
    assert_eq!(
        unknown.lead,
        "This address was made with version 2031.1.0 of the dataset, which this copy does not know: it may be newer than this copy, or mistyped. What has changed since cannot be said; this is version 2026.11.0."
    );
}

#[test]
fn a_long_list_says_how_much_of_it_is_not_shown() {
    // Each of the 206 figures has another locator, and each is a line.
    let later = files("later");
    let every: Vec<Edit> =
        (0..20).flat_map(|operation| (0..100).map(move |at| (operation, at, 1))).collect();
    let before = Record::new(load(&inputs(&edited(&later, &every))).dataset);
    let now = Record::new(loaded(&later));
    let told = changes::of_view(&now, Some(&before), &view::parse("?v=2026.9.9")).unwrap();
    assert_eq!(told.figures.len(), 100);
    assert_eq!(
        told.more.as_deref(),
        Some("106 more are not listed. Filters that select less show them.")
    );
    assert!(told.lead.ends_with("Figures in what it shows: 206 changed."), "{}", told.lead);
}

#[test]
fn what_is_taken_along_says_its_version() {
    let record = Record::new(loaded(&files("later")));
    let view = view::parse("operations?state=KS&theme=dark&v=2026.10.0");
    let reader = Circumstances { home: Some("https://example.org/"), today: None };
    assert_eq!(
        reader.address(&record.dataset.edition, &view),
        "https://example.org/#/operations?state=KS&v=2026.11.0"
    );
    assert_eq!(reduce(&view, &Action::Unpin), view::parse("operations?state=KS&theme=dark"));
}

fn page(address: &str) -> String {
    render_since(loaded(&files("later")), address, |version| made_again(&files("later"), version))
}

#[test]
fn what_has_changed_stands_above_the_page() {
    let html = page("#/operations?v=2026.10.0&kind=demand_sting");
    insta::assert_snapshot!(part(&html, "<div class=\"changes\"", "</div>\n<main"));
    // The links of the page go on telling it.
    assert!(main_of(&html).contains("href=\"#/operations/2009-wasilla-sting?v=2026.10.0\""));
    assert!(!page("#/operations?v=2026.11.0").contains("class=\"changes\""));
    assert!(!page("#/operations?v=2026.11.0").contains("/2009-wasilla-sting?v="));
}

#[test]
fn a_version_that_is_not_known_is_said() {
    let html = page("#/operations?v=2031.1.0");
    let section = part(&html, "<div class=\"changes\"", "</div>\n<main");
    assert!(section.contains("which this copy does not know"), "{section}");
    assert!(!section.contains("<table"), "{section}");
    assert!(page("#/operations?v=").contains("It can be a version, such as 2026.11.0"));
}

fn clearcount(arguments: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_clearcount"));
    program.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn the_command_line_tells_it_too() {
    let dataset = ["--dataset", "tests/data/versions/later"];
    let call = |words: &[&str]| clearcount(&[words, &dataset].concat());
    let kansas = "operations/2021-hsi-kansas-city-31-victims?v=2026.10.0";
    insta::assert_snapshot!(text(&call(&["changes", kansas]).stdout));
    let json: Value = serde_json::from_slice(&call(&["changes", kansas, "--json"]).stdout).unwrap();
    assert_eq!(json["totals"][0]["before"], "between 28 and 82");
    assert_eq!(json["figures"][0]["view"], "figures/2021-hsi-kansas-city-31-victims/f5");
    for (words, status, says) in [
        (&["changes", "operations"][..], 2, "names no version. Add the one"),
        (&["changes", "operations?v=2020.1.0"], 2, "which this copy does not know"),
        (&["changes", "operations?v=2026.10.0&size=3"], 2, "no value of size"),
        (&["changes", "operations?v=2026.11.0"], 0, "made with the present version"),
        // A list is of the present version, and says so.
        (&["list", "operations?v=2026.10.0"], 0, "this is version 2026.11.0. Figures in what it"),
        (&["changes"], 2, "which view?"),
    ] {
        let output = call(words);
        assert_eq!(output.status.code(), Some(status), "{words:?}");
        let said = text(&output.stderr);
        assert!(said.contains(says), "{words:?}: {said}");
    }
}

#[test]
fn a_difference_is_written_whole_or_not_at_all() {
    let old = "tests/data/versions/earlier";
    let new = "tests/data/versions/later";
    let output = clearcount(&["diff", old, new]);
    let stored = std::fs::read_to_string(folder("later/changes/2026.11.0.json")).unwrap();
    assert_eq!(text(&output.stdout), stored);
    assert_eq!(
        text(&output.stderr),
        "From 2026.10.0 to 2026.11.0, figures: 3 added, 2 changed, 2 withdrawn\n"
    );
    for (words, status, says) in [
        (&["diff", new][..], 2, "diff needs two datasets"),
        (&["diff", new, new], 1, "found 2026.11.0 in both; expected a version of its own"),
        (&["diff", "nowhere", new], 2, "'nowhere' cannot be read"),
        (&["diff", old, "tests/data/broken/not-json.json"], 2, "diff compares whole datasets"),
        (&["diff", old, new, "--out", "/nowhere/list.json"], 2, "/nowhere"),
        (&["diff", old, new, "--dataset", new], 2, "no --dataset"),
    ] {
        let output = clearcount(words);
        assert_eq!(output.status.code(), Some(status), "{words:?}: {}", text(&output.stderr));
        let said = text(&output.stderr);
        assert!(said.contains(says), "{words:?}: {said}");
        assert!(output.stdout.is_empty(), "{words:?}");
    }
}
