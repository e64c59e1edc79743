//! Totals and ledgers as they are rendered, without a browser: every state of the region and of the
//! ledger over a few invented records, small enough to add up in one's head.

use clearcount::dataset::{Input, load};
use clearcount::model::Dataset;
use serde_json::{Value, json};

use crate::pages::{main_of, part, render};

/// People found, everyone of the operation, in one source; `more` says what is otherwise.
fn found(id: &str, source: &str, value: i64, more: Value) -> Value {
    let figure = json!({"id": id, "measure": "victims", "population": "all", "outcome": "recovered",
        "value": value, "qualifier": "exactly", "scope": "operation", "source": source, "locator": "headline"});
    with(figure, more)
}

fn arrested(id: &str, source: &str, value: i64, more: Value) -> Value {
    let figure = json!({"id": id, "measure": "arrests", "population": "all", "value": value,
        "qualifier": "exactly", "scope": "operation", "source": source, "locator": "paragraph 5"});
    with(figure, more)
}

fn with(mut figure: Value, more: Value) -> Value {
    for (key, value) in more.as_object().unwrap() {
        figure[key] = value.clone();
    }
    figure
}

/// An operation in Kansas with two papers and a digest of them.
fn operation(id: &str, figures: Vec<Value>) -> Value {
    let source = |id: &str, kind: &str| json!({"id": id, "title": format!("Text {id}"), "publisher": format!("Paper {id}"), "kind": kind, "url": format!("https://example.org/{id}")});
    json!({"id": id, "title": format!("Operation {id}"), "kind": "local_sting", "trafficking": "sex",
        "announced": "2021-06-17", "places": ["us-ks"], "summary": "Invented.", "figures": figures,
        "sources": [source("s1", "news"), source("s2", "news"), source("s3", "aggregator")]})
}

/// A record of some operations and four places: Kansas with Wichita in it, and Missouri.
fn invented(operations: &[Value]) -> Dataset {
    let state = |id: &str, name: &str, code: &str| json!({"place": {"id": id, "name": name, "type": "state", "state": code, "country": "US", "parent": "us"}});
    let mut lines = vec![
        json!({"dataset": {"format": 1, "version": "test", "date": "2026-11-22", "title": "t", "licence": "CC-BY-4.0"}}),
        json!({"place": {"id": "us", "name": "United States", "type": "country", "country": "US"}}),
        state("us-ks", "Kansas", "KS"),
        state("us-mo", "Missouri", "MO"),
        json!({"place": {"id": "us-ks-wichita", "name": "Wichita", "type": "city", "state": "KS", "country": "US", "parent": "us-ks"}}),
    ];
    lines.extend(operations.iter().map(|operation| json!({"operation": operation})));
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let loaded = load(&[Input { name: "invented.jsonl", bytes: text.as_bytes() }]);
    assert_eq!(loaded.problems, []);
    loaded.dataset
}

fn region(operations: &[Value], address: &str) -> String {
    let html = render(invented(operations), address);
    part(&html, "<section class=\"totals\"", "</section>").to_string()
}

/// The numbers of a region in order, each under what it counts.
fn numbers(region: &str) -> Vec<(String, String)> {
    let inside = |piece: &str, from: &str| {
        let begin = piece.find(from).unwrap() + from.len();
        piece[begin..begin + piece[begin..].find('<').unwrap()].to_string()
    };
    let lines = region.split("<span class=\"label\">").skip(1);
    lines
        .map(|line| (inside(&format!("<{line}"), "<"), inside(line, "<strong class=\"number\">")))
        .collect()
}

fn pairs<const N: usize>(pairs: [(&str, &str); N]) -> Vec<(String, String)> {
    pairs.map(|(what, number)| (what.to_string(), number.to_string())).into()
}

#[test]
fn without_any_figure() {
    let html = region(&[operation("2021-a", vec![])], "#/operations");
    assert_eq!(numbers(&html), []);
    assert!(html.contains("No figure: people found"), "{html}");
    insta::assert_snapshot!(html);
    // A record without any operation is no other.
    assert_eq!(region(&[], "#/operations"), html);
}

#[test]
fn one_number_in_two_papers() {
    let figures = vec![found("f1", "s1", 31, json!({})), found("f2", "s2", 31, json!({}))];
    let html = region(&[operation("2021-a", figures)], "#/operations/2021-a");
    assert_eq!(numbers(&html), pairs([("People found", "31")]));
    assert!(html.contains("1 operation, 2 figures, 2 sources"));
    insta::assert_snapshot!(html);
}

#[test]
fn two_papers_that_differ() {
    let figures = vec![
        found("f1", "s1", 31, json!({})),
        found("f2", "s2", 29, json!({})),
        arrested("f3", "s1", 82, json!({})),
        arrested(
            "f4",
            "s1",
            20,
            json!({"population": "buyers", "part_of": "f3", "part_basis": "population"}),
        ),
    ];
    let operations = [operation("2021-a", figures)];
    let html = region(&operations, "#/operations/2021-a");
    let arrests = [("Arrests", "82"), ("Arrests: alleged buyers", "20")];
    assert_eq!(
        numbers(&html),
        pairs([("People found", "between 29 and 31"), arrests[0], arrests[1]])
    );
    insta::assert_snapshot!(html);
    for (rule, number) in [("lowest", "29"), ("highest", "31"), ("majority", "between 29 and 31")] {
        let html = region(&operations, &format!("#/operations/2021-a?rule={rule}"));
        assert_eq!(numbers(&html)[0].1, number, "{rule}");
        assert!(html.contains(&format!("value=\"{rule}\" selected")), "{html}");
    }
}

#[test]
fn an_open_end() {
    let figures = vec![found("f1", "s1", 10, json!({"qualifier": "more_than"}))];
    let html = region(&[operation("2021-a", figures)], "#/operations");
    assert_eq!(numbers(&html), pairs([("People found", "11 or more")]));
    insta::assert_snapshot!(html);
}

#[test]
fn a_number_that_is_only_about_so() {
    // A tenth either way: 18 to 22.
    let figures = vec![found("f1", "s1", 20, json!({"qualifier": "about"}))];
    let html = region(&[operation("2021-a", figures)], "#/operations");
    assert_eq!(numbers(&html), pairs([("People found", "about 18 to 22")]));
    insta::assert_snapshot!(html);
}

#[test]
fn parts_that_exceed_their_whole() {
    // 8 children and 5 adults are 13 people; the other paper has 10.
    let figures = vec![
        found("f1", "s1", 10, json!({})),
        found("f2", "s2", 8, json!({"population": "children"})),
        found("f3", "s2", 5, json!({"population": "adults"})),
    ];
    let operations = [operation("2021-a", figures)];
    let html = region(&operations, "#/operations/2021-a");
    assert_eq!(
        numbers(&html),
        pairs([
            ("People found", "between 10 and 13"),
            ("Children found", "8"),
            ("Adults found", "5")
        ])
    );
    assert!(html.to_lowercase().contains("contradict"), "{html}");
    insta::assert_snapshot!(html);
    let ledger = render(invented(&operations), "#/ledger?measure=victims");
    assert!(ledger.contains("Sources contradict each other"), "{ledger}");
}

/// Two states and no share: of the 12 nobody knows how many were in Kansas; of the other's 5 all were.
fn two_states() -> [Value; 2] {
    let mut both = operation("2021-a", vec![found("f1", "s1", 12, json!({}))]);
    both["places"] = json!(["us-ks", "us-mo"]);
    [both, operation("2021-b", vec![found("f1", "s1", 5, json!({"place": "us-ks-wichita"}))])]
}

#[test]
fn a_place_that_an_operation_reached_without_giving_its_share() {
    let html = region(&two_states(), "#/operations?state=KS");
    assert_eq!(numbers(&html), pairs([("People found", "5")]));
    assert!(html.contains("1 operation also reached Kansas without giving its share"), "{html}");
    insta::assert_snapshot!(html);
    assert_eq!(numbers(&region(&two_states(), "#/operations"))[0].1, "17");
    assert_eq!(numbers(&region(&two_states(), "#/places/us-ks"))[0].1, "5");
    // Without any number inside, there is no figure, and not nothing.
    let missouri = region(&two_states(), "#/operations?state=MO");
    assert_eq!(numbers(&missouri), []);
    assert!(missouri.contains("No figure: people found"));
}

#[test]
fn other_outcomes_and_possible_victims() {
    let figures = vec![
        found("f1", "s1", 6, json!({})),
        found("f2", "s1", 4, json!({"outcome": "assisted"})),
        found("f3", "s2", 9, json!({"population": "children", "flags": ["potential"]})),
    ];
    let operations = [operation("2021-a", figures)];
    assert_eq!(
        numbers(&region(&operations, "#/operations/2021-a")),
        pairs([("People found", "6")])
    );
    let served = region(&operations, "#/operations/2021-a?outcome=served");
    assert_eq!(numbers(&served), pairs([("People offered or given help", "4")]));
    // Nine children among possibly more than six people: from nine on, as the six is the whole.
    let possible = region(&operations, "#/operations/2021-a?possible=1");
    assert_eq!(numbers(&possible)[1], pairs([("Children found, possible ones too", "9")])[0]);
    insta::assert_snapshot!(served);
}

#[test]
fn a_ledger() {
    let figures = vec![
        found("f1", "s1", 31, json!({})),
        found(
            "f2",
            "s1",
            14,
            json!({"population": "children", "part_of": "f1", "part_basis": "population"}),
        ),
        found("f3", "s2", 29, json!({"outcome": "rescued", "place": "us-ks-wichita"})),
        found("f4", "s3", 31, json!({})),
        found("f5", "s2", 400, json!({"scope": "cumulative", "period": "2003/2021"})),
        found("f6", "s2", 3, json!({"outcome": "offered_services"})),
        found("f7", "s2", 7, json!({"flags": ["from_url_only"]})),
    ];
    let operations =
        [operation("2021-a", figures), operation("2021-b", vec![found("f1", "s1", 2, json!({}))])];
    let html = render(invented(&operations), "#/ledger?measure=victims");
    let html = main_of(&html);
    // Everyone of the one, and the two of the other.
    assert!(html.contains(">33</strong>"), "{html}");
    for figure in [
        "2021-a/f1",
        "2021-a/f2",
        "2021-a/f3",
        "2021-a/f4",
        "2021-a/f5",
        "2021-a/f6",
        "2021-a/f7",
        "2021-b/f1",
    ] {
        assert_eq!(html.matches(&format!("\"#/figures/{figure}\"")).count(), 1, "{figure}");
    }
    for reason in [
        "The source is an aggregator",
        "covers several years",
        "another outcome than the total",
        "only in the page",
    ] {
        assert_eq!(html.matches(reason).count(), 1, "{reason}");
    }
    insta::assert_snapshot!(html);
    let lowest = render(invented(&operations), "#/ledger?measure=victims&rule=lowest");
    insta::assert_snapshot!("a_ledger_under_another_rule", main_of(&lowest));
}

#[test]
fn a_ledger_of_missing_children_says_what_victims_they_are_part_of() {
    let figures = vec![
        found("f1", "s1", 31, json!({})),
        json!({"id": "f2", "measure": "missing_children", "population": "children", "outcome": "located", "value": 14,
            "qualifier": "exactly", "scope": "operation", "source": "s1", "locator": "paragraph 2", "part_of": "f1", "part_basis": "population"}),
    ];
    let html =
        render(invented(&[operation("2021-a", figures)]), "#/ledger?measure=missing_children");
    assert!(html.contains("which is another measure"), "{}", main_of(&html));
    insta::assert_snapshot!(main_of(&html));
}

#[test]
fn a_ledger_without_any_figure() {
    let html =
        render(invented(&[operation("2021-a", vec![])]), "#/ledger?measure=arrests&state=KS");
    assert!(html.contains(">no figure</strong>"), "{}", main_of(&html));
    insta::assert_snapshot!(main_of(&html));
}

#[test]
fn what_is_not_one_number() {
    let operations = [operation("2021-a", vec![arrested("f1", "s1", 82, json!({}))])];
    for (name, asked) in [
        ("two_measures", "measure=arrests&measure=charges"),
        ("two_classes", "measure=victims&outcome=found&outcome=served"),
        ("no_total", "measure=youngest_victim_age"),
        ("no_such_population", "measure=arrests&population=children"),
    ] {
        let html = render(invented(&operations), &format!("#/ledger?{asked}&state=KS"));
        let html = main_of(&html);
        // No number stands beside the sentence.
        assert!(html.contains("role=\"alert\"") && !html.contains("class=\"number\""), "{html}");
        insta::assert_snapshot!(format!("not_one_number_{name}"), html);
    }
}
