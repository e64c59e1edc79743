//! Charts as files: what stands in them, that nothing in them is markup or a formula, that they look as
//! on the page, and that the rows and sources behind a number make that number.

use std::collections::{BTreeMap, BTreeSet};

use clearcount::chart::{Mark, Room, file, scene};
use clearcount::dataset::{self, Input, load};
use clearcount::model::OperationIdx;
use clearcount::present::charts::{self, Chart, saved, strip};
use clearcount::present::record::Record;
use clearcount::present::standing::PRESUMPTION;
use clearcount::present::total::ANNOUNCED;
use clearcount::view::{Page, View, parse};
use serde_json::{Value, json};

/// A small record whose names are as nasty as names can be.
fn nasty() -> Record {
    let figure = |id: &str, measure: &str, value: i64, source: &str| {
        let mut figure = json!({"id": id, "measure": measure, "population": "all", "value": value,
            "qualifier": "exactly", "scope": "operation", "source": source, "locator": "headline"});
        if measure == "victims" {
            figure["outcome"] = "recovered".into();
        }
        figure
    };
    let operation = |id: &str, place: Value, figures: Vec<Value>| {
        json!({"id": id, "title": format!("=HYPERLINK(\"x\") <b>&'{id}'</b>"), "kind": "local_sting", "trafficking": "sex",
        "announced": format!("{}-06", &id[..4]), "places": place, "agencies": [{"agency": "sum", "role": "lead", "source": "s1"}],
        "summary": "Invented.", "figures": figures,
        "sources": [
            {"id": "s1", "title": "T", "publisher": "P", "kind": "news", "url": format!("https://example.org/{id}?a=1&b=<2>")},
            {"id": "s2", "title": "T", "publisher": "Q", "kind": "news", "url": "https://example.org/both"},
        ]})
    };
    let state = |id: &str, name: &str, code: &str| json!({"place": {"id": id, "name": name, "type": "state", "state": code, "country": "US", "parent": "us"}});
    let lines = [
        json!({"dataset": {"format": 1, "version": "test", "date": "2026-11-22", "title": "t", "licence": "CC-BY-4.0"}}),
        json!({"agency": {"id": "sum", "name": "@SUM(A1:A9) </text><script>\"&amp;'", "level": "federal"}}),
        json!({"agency": {"id": "none", "name": "Idle", "level": "federal"}}),
        json!({"place": {"id": "us", "name": "United States", "type": "country", "country": "US"}}),
        state("us-ks", "+Kansas <&\"'>", "KS"),
        state("us-mo", "Missouri", "MO"),
        json!({"operation": operation("2018-a", json!(["us-ks"]), vec![figure("f1", "victims", 12, "s1"), figure("f2", "victims", 14, "s2")])}),
        json!({"operation": operation("2019-b", json!(["us-ks"]), vec![figure("f1", "victims", 3, "s1"), figure("f2", "arrests", 9, "s1")])}),
        json!({"operation": operation("2019-c", json!(["us-mo"]), vec![figure("f1", "arrests", 4, "s2")])}),
        json!({"operation": operation("2020-d", json!(["us-mo", "us-ks"]), vec![])}),
        json!({"operation": operation("2020-e", json!(["us-mo"]), vec![])}),
        json!({"operation": operation("2021-f", json!([]), vec![])}),
    ];
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let loaded = load(&[Input { name: "invented.jsonl", bytes: text.as_bytes() }]);
    assert_eq!(loaded.problems, []);
    Record::new(loaded.dataset)
}

fn drawn(record: &Record, address: &str) -> Vec<Chart> {
    let view = parse(address);
    assert_eq!(view.unread, [], "{address}");
    charts::of_view_alone(record, &view)
}

fn svg(record: &Record, chart: &Chart) -> String {
    file::svg(chart, &saved::imprint(&record.dataset, chart))
}

/// The rows of a chart's CSV, each cell under its head.
fn rows(record: &Record, chart: &Chart) -> Vec<BTreeMap<String, String>> {
    let text = saved::to_csv(record, chart);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let heads = reader.headers().unwrap().clone();
    let cells = |row: csv::StringRecord| {
        heads.iter().zip(row.iter()).map(|(head, cell)| (head.into(), cell.into())).collect()
    };
    reader.records().map(|row| cells(row.unwrap())).collect()
}

const SMALL: &[&str] = &[
    "operations",
    "operations?chart=bars&by=state&of=victims&rule=highest",
    "operations?state=KS&chart=bars&by=agency&of=arrests",
    "agencies",
];

#[test]
fn files_of_a_small_record_with_nasty_names() {
    let record = nasty();
    for address in SMALL {
        for chart in drawn(&record, address) {
            let name = address.replace(['?', '&', '='], "_");
            insta::assert_snapshot!(format!("{name}_svg"), svg(&record, &chart));
            insta::assert_snapshot!(format!("{name}_csv"), saved::to_csv(&record, &chart));
        }
    }
}

#[test]
fn a_file_says_what_it_shows_and_where_it_comes_from() {
    let record = nasty();
    let chart = &drawn(&record, "operations?state=KS&chart=bars&by=agency&of=arrests")[0];
    let lines = saved::imprint(&record.dataset, chart);
    assert!(lines.iter().any(|line| line == ANNOUNCED), "{lines:?}");
    assert!(lines.iter().any(|line| line == PRESUMPTION), "{lines:?}");
    assert_eq!(
        lines[lines.len() - 2],
        "Source: Clearcount, dataset test, 22 November 2026; the sources of every number: \
         #/operations?state=KS&chart=bars&of=arrests&by=agency&v=test"
    );
    assert!(lines[lines.len() - 1].contains("CC BY 4.0"));
    let ranges = &drawn(&record, "operations?chart=bars&by=state&of=victims")[0];
    assert!(saved::imprint(&record.dataset, ranges)[0].contains("hollow up to the upper"));
    let plain = &drawn(&record, "operations")[0];
    let lines = saved::imprint(&record.dataset, plain);
    assert!(!lines.iter().any(|line| line == ANNOUNCED || line == PRESUMPTION), "{lines:?}");
    assert_eq!(saved::file_name(plain), "clearcount-operations-by-month");
}

/// Addresses of charts of every kind.
const ADDRESSES: &[&str] = &[
    "operations",
    "operations?year=2019",
    "operations?year=2019&of=victims",
    "operations?state=KS&year=2019..2021&of=arrests",
    "operations?state=KS&chart=bars&by=state",
    "operations?state=KS&state=MO&chart=bars&by=state",
    "operations?chart=bars&by=agency",
    "operations?chart=bars&by=state&of=victims.children",
    "operations?chart=bars&by=series&of=arrests&rule=majority",
    "operations?chart=map",
    "operations?chart=map&state=KS&of=victims",
    "operations?chart=ranges",
    "operations?chart=ranges&state=FL&of=arrests",
    "operations?chart=multiples",
    "figures?measure=victims",
    "figures?measure=arrests&value=10..19",
    "figures?chart=bars&by=outcome",
    "agencies",
    "agencies?level=county",
    "agencies?chart=matrix&year=2019",
    "places?place_type=county",
    "places?chart=bars",
    "programmes",
    "programmes/operation-cross-country",
    "offences",
    "sources?chart=bars&by=year",
    "disagreements",
];

fn every_chart(record: &Record) -> Vec<Chart> {
    let mut found: Vec<Chart> =
        ADDRESSES.iter().flat_map(|address| drawn(record, address)).collect();
    for at in 0..record.dataset.operations.len() {
        let index = OperationIdx::at(at);
        let view = View::of(Page::Operation(record.dataset.operation(index).id.clone()));
        found.extend(strip::of_operation(record, &view, index));
    }
    found.retain(|chart| chart.nothing().is_none());
    found
}

/// What a file says stands behind a number makes that number.
#[test]
fn the_rows_and_figures_behind_a_number_come_to_it() {
    let record = Record::new(dataset::built_in().dataset);
    let urls: BTreeSet<&str> = record
        .dataset
        .operations
        .iter()
        .flat_map(|operation| operation.sources.iter().map(|source| source.url.as_str()))
        .collect();
    let (mut counted, mut totalled) = (0, 0);
    for chart in every_chart(&record) {
        let of_operations = chart.heads[1].starts_with("Operations");
        for (row, point) in rows(&record, &chart).iter().zip(&chart.points) {
            let said = format!("{}: {row:?}", chart.title);
            let Some(range) = point.range else {
                assert_eq!(row["sources"], "", "{said}");
                continue;
            };
            assert_eq!(row["lower"], range.lower.to_string(), "{said}");
            let sources: Vec<&str> =
                row["sources"].split(' ').filter(|it| !it.is_empty()).collect();
            assert!(sources.iter().all(|url| urls.contains(url)), "{said}");
            let operations = row["operations"].split("; ").filter(|it| !it.is_empty()).count();
            if chart.ask.is_some() {
                // `3 operations, 12 figures, 9 sources`
                let behind: Vec<usize> = point
                    .behind
                    .split(", ")
                    .filter_map(|part| part.split(' ').next()?.replace(',', "").parse().ok())
                    .collect();
                if let [of, figures, ..] = behind.as_slice() {
                    assert_eq!(operations, *of, "{said}");
                    assert_eq!(row["figures"], figures.to_string(), "{said}");
                }
                assert!(!sources.is_empty() && operations > 0, "{said}");
                totalled += 1;
            } else if of_operations {
                assert_eq!(operations as i64, range.lower, "{said}");
                assert_eq!(sources.is_empty(), range.lower == 0, "{said}");
                counted += 1;
            } else if chart.heads[1] == "Figures" {
                assert_eq!(row["figures"].parse().unwrap_or(0), range.lower, "{said}");
            }
        }
    }
    assert!(counted > 300 && totalled > 200, "{counted} {totalled}");
}

/// The visual declarations of the stylesheet for what is drawn in a chart, by selector.
fn stylesheet() -> (BTreeMap<String, String>, BTreeMap<String, BTreeMap<String, String>>) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/style.css");
    let mut css = std::fs::read_to_string(path).unwrap();
    while let Some((before, rest)) = css.split_once("/*") {
        css = format!("{before}{}", rest.split_once("*/").unwrap().1);
    }
    let (mut colours, mut rules) = (BTreeMap::new(), BTreeMap::new());
    let mut depth = 0;
    let mut head = String::new();
    let mut body = String::new();
    for letter in css.chars() {
        match letter {
            '{' => depth += 1,
            '}' => {
                depth -= 1;
                if depth == 0 {
                    take(head.trim(), &body, &mut colours, &mut rules);
                    head.clear();
                    body.clear();
                }
            }
            _ if depth == 0 => head.push(letter),
            _ => body.push(letter),
        }
    }
    (colours, rules)
}

const VISUAL: [&str; 8] = [
    "fill",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "stroke-linejoin",
    "paint-order",
    "font-weight",
    "font-style",
];

fn take(
    head: &str,
    body: &str,
    colours: &mut BTreeMap<String, String>,
    rules: &mut BTreeMap<String, BTreeMap<String, String>>,
) {
    if head.starts_with('@') {
        return;
    }
    let declared = || body.split(';').filter_map(|part| part.trim().split_once(": "));
    let resolved = |colours: &BTreeMap<String, String>, value: &str| {
        let name = value.strip_prefix("var(").map(|name| name.trim_end_matches(')'));
        name.map_or_else(|| value.to_string(), |name| colours[name].clone())
    };
    // The first are the light ones.
    if head == ":root" && colours.is_empty() || head == ".plot" {
        for (name, value) in declared().filter(|(name, _)| name.starts_with("--")) {
            let value = resolved(colours, value);
            colours.insert(name.to_string(), value);
        }
    }
    if head == ".plot" {
        let own = declared().filter(|(name, _)| name.starts_with("--"));
        let named =
            |value: &str| value.trim_start_matches("var(").trim_end_matches(')').to_string();
        let own: Vec<(String, String)> =
            own.map(|(name, value)| (name.to_string(), colours[&named(value)].clone())).collect();
        colours.extend(own);
    }
    // What begins a list of selectors alike.
    let (before, list) = match head.split_once(" :is(").filter(|_| head.ends_with(')')) {
        Some((before, list)) => (Some(before), list.trim_end_matches(')')),
        None => (None, head),
    };
    let each = list.split(',').map(str::trim).filter_map(|part| match before {
        Some(before) => (before == ".plot").then_some(part),
        None => part.strip_prefix(".plot "),
    });
    for selector in each {
        // What is walked, pointed at and chosen is not in a file.
        if selector.contains([':', '[']) || selector.contains(".item") || selector == ".area" {
            continue;
        }
        let value = |value: &str| resolved(colours, value.trim_end_matches("px"));
        let visual = declared().filter(|(name, _)| VISUAL.contains(name));
        let gives: Vec<_> = visual.map(|(name, it)| (name.to_string(), value(it))).collect();
        if !gives.is_empty() {
            rules.entry(selector.to_string()).or_default().extend(gives);
        }
    }
}

#[test]
fn files_have_the_light_looks_of_the_stylesheet() {
    let (_, wanted) = stylesheet();
    let mut found: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for (selector, gives) in file::RULES {
        let gives = gives.iter().map(|(name, value)| (name.to_string(), value.to_string()));
        found.entry(selector.to_string()).or_default().extend(gives);
    }
    let selectors: BTreeSet<&String> = found.keys().chain(wanted.keys()).collect();
    for selector in selectors {
        let (here, there) = (found.get(selector), wanted.get(selector));
        assert_eq!(here, there, "{selector} in src/chart/file.rs, and in assets/style.css");
    }
}

#[test]
fn every_mark_that_a_scene_can_have_is_seen_in_a_file() {
    let record = Record::new(dataset::built_in().dataset);
    let mut classes = BTreeSet::new();
    for chart in every_chart(&record) {
        let scene = scene(&chart, Room::Wide);
        let groups = scene.items.iter().map(|item| &item.marks).chain([&scene.ground]);
        for mark in groups.flatten() {
            let (tag, class) = match mark {
                Mark::Bar { class, .. } => ("rect", class),
                Mark::Line { class, .. } => ("line", class),
                Mark::Shape { class, .. } => ("polygon", class),
                Mark::Text { class, .. } => ("text", class),
            };
            let look = file::look(tag, class);
            let wanted = if tag == "line" { "stroke" } else { "fill" };
            assert!(look.iter().any(|(name, _)| *name == wanted), "{tag} {class}: {look:?}");
            classes.insert((tag, *class));
        }
    }
    assert!(classes.len() > 15, "{classes:?}");
}

#[test]
fn names_of_files_are_short_and_plain() {
    let record = Record::new(dataset::built_in().dataset);
    let plain =
        |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    for chart in every_chart(&record) {
        let name = saved::file_name(&chart);
        assert!(name.starts_with("clearcount-") && name.len() <= 80, "{name}");
        assert!(name.chars().all(plain), "{name}");
    }
}
