//! Pages rendered without a browser, so that every state of a component is a text to read.

use clearcount::dataset::{self, Input, load};
use clearcount::engine::{Field, Match, Table};
use clearcount::model::Dataset;
use clearcount::present::facets;
use clearcount::present::record::Record;
use clearcount::ui::address::Visit;
use clearcount::ui::app::{App, AppProps, SharedRecord};
use clearcount::view::parse;
use serde_json::{Value, json};
use yew::{Callback, LocalServerRenderer};

/// The app at an address, a tag a line.
pub fn render(dataset: Dataset, address: &str) -> String {
    render_since(dataset, address, |_| None)
}

/// The same, with the dataset as it was at earlier versions.
pub fn render_since(
    dataset: Dataset,
    address: &str,
    earlier: impl Fn(&str) -> Option<Dataset> + 'static,
) -> String {
    let shared = |dataset: Dataset| SharedRecord::new(dataset);
    let record = shared(dataset);
    let home = Some("https://example.org/clear/".into());
    let earlier = Callback::from(move |version: String| earlier(&version).map(shared));
    let props = AppProps { record, visit: Visit::at(address), home, earlier, whole: true };
    let html = pollster::block_on(
        LocalServerRenderer::<App>::with_props(props).hydratable(false).render(),
    );
    html.replace("><", ">\n<")
}

/// The part of a page between the first occurrence of one text and the next of another.
pub fn part<'a>(html: &'a str, from: &str, to: &str) -> &'a str {
    let begin = html.find(from).unwrap_or_else(|| panic!("no {from} in {html}"));
    let end = html[begin..].find(to).unwrap_or_else(|| panic!("no {to} after {from}"));
    &html[begin..begin + end + to.len()]
}

pub fn main_of(html: &str) -> &str {
    part(html, "<main", "</main>")
}

/// Invented operations: one with nothing stated, one with accounts that differ, one very long.
fn invented(ids: &[&str]) -> Dataset {
    let figure = |id: &str, source: &str, value: Value, more: Value| {
        let mut figure = json!({"id": id, "measure": "victims", "population": "all", "outcome": "recovered", "value": value,
            "qualifier": "exactly", "scope": "operation", "source": source, "locator": "headline"});
        for (key, value) in more.as_object().unwrap() {
            figure[key] = value.clone();
        }
        figure
    };
    let source = |id: &str, kind: &str| json!({"id": id, "title": format!("Text {id}"), "publisher": format!("Paper {id}"), "kind": kind, "url": "https://example.org/"});
    let long = "a very long name that goes on and on ".repeat(6);
    let all = [
        json!({"id": "2020-nothing", "title": "Nothing stated", "kind": "local_sting", "trafficking": "unspecified", "summary": "Little is known.",
            "sources": [source("s1", "news")]}),
        json!({"id": "2021-differing", "name": "Operation Example", "title": "Two papers differ", "kind": "regional_sweep", "trafficking": "sex",
            "start": "2021-06-17", "end": "2021-06-26", "places": ["us-ks"], "series": "sweep", "summary": "Two papers tell of it <b>differently</b>.",
            "sources": [source("s1", "agency_release"), source("s2", "news"), source("s3", "news")],
            "agencies": [{"agency": "fbi", "role": "lead", "source": "s1"}, {"agency": "fbi", "role": "lead", "source": "s2", "as_written": "the Bureau"}],
            "figures": [
                figure("f1", "s1", json!(31), json!({})),
                figure("f2", "s1", json!(14), json!({"population": "children", "part_of": "f1", "part_basis": "population"})),
                figure("f3", "s1", json!(17), json!({"population": "adults", "part_of": "f1", "part_basis": "population"})),
                figure("f4", "s2", json!(30), json!({})),
                figure("f5", "s2", json!(12), json!({"population": "children", "part_of": "f4", "part_basis": "population"})),
                figure("f6", "s2", json!(17), json!({"population": "adults", "part_of": "f4", "part_basis": "population"})),
                figure("f7", "s3", json!(30), json!({"qualifier": "more_than"})),
                figure("f9", "s3", json!(400), json!({"scope": "cumulative", "period": "2003/2021"})),
                json!({"id": "f8", "measure": "arrests", "population": "all", "value": 82, "qualifier": "exactly", "scope": "operation", "source": "s1", "locator": "paragraph 5", "note": "Counts people."}),
            ],
            "offences": [{"label": "soliciting", "category": "commercial_sex_purchase", "source": "s1"}]}),
        json!({"id": "2022-long", "title": long, "kind": "national_sweep", "trafficking": "both", "part_of": null, "announced": "2022",
            "places": ["us-ks"], "summary": long, "flags": ["year_inferred"], "sources": [source("s1", "news")],
            "figures": [figure("f1", "s1", json!(200_000_000), json!({"qualifier": "more_than", "note": long, "flags": ["year_inferred"]}))]}),
    ];
    let mut lines = vec![
        json!({"dataset": {"format": 1, "version": "test", "date": "2026-11-22", "title": "t", "licence": "CC-BY-4.0"}}),
        json!({"agency": {"id": "fbi", "name": "Federal Bureau of Investigation", "short": "FBI", "level": "federal"}}),
        json!({"programme": {"id": "sweep", "kind": "series", "name": "Yearly sweep", "description": "A sweep every year."}}),
        json!({"place": {"id": "us", "name": "United States", "type": "country", "country": "US"}}),
        json!({"place": {"id": "us-ks", "name": "Kansas", "type": "state", "state": "KS", "country": "US", "parent": "us"}}),
    ];
    let wanted = all.iter().filter(|operation| ids.contains(&operation["id"].as_str().unwrap()));
    lines.extend(wanted.map(|operation| json!({"operation": operation})));
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let loaded = load(&[Input { name: "invented.jsonl", bytes: text.as_bytes() }]);
    assert_eq!(loaded.problems, []);
    loaded.dataset
}

const ALL: [&str; 3] = ["2020-nothing", "2021-differing", "2022-long"];

#[test]
fn a_table_with_many_rows_what_is_not_stated_and_very_long_words() {
    insta::assert_snapshot!(main_of(&render(invented(&ALL), "#/operations")));
}

#[test]
fn a_table_of_one_row_with_an_active_filter() {
    insta::assert_snapshot!(part(
        &render(invented(&ALL), "#/operations?state=KS&year=2021&q=differ"),
        "<div class=\"rows\"",
        "</main>"
    ));
}

#[test]
fn a_table_without_rows_says_so() {
    let html = render(invented(&ALL), "#/operations?q=nothing+like+this");
    insta::assert_snapshot!(part(&html, "<div class=\"rows\"", "</main>"));
    insta::assert_snapshot!(
        "an_empty_record",
        part(&render(invented(&[]), "#/operations"), "<div class=\"rows\"", "</main>")
    );
}

#[test]
fn a_page_beyond_the_last_leads_back() {
    insta::assert_snapshot!(part(
        &render(invented(&ALL), "#/operations?page=9"),
        "<div class=\"rows\"",
        "</main>"
    ));
}

#[test]
fn every_other_table() {
    for (table, name) in Table::ALL.into_iter().skip(2) {
        let html = render(invented(&ALL), &format!("#/{name}"));
        insta::assert_snapshot!(
            format!("table_of_{name}"),
            part(&html, "<div class=\"rows\"", "</main>"),
            &format!("{table:?}")
        );
        let empty = render(invented(&[]), &format!("#/{name}"));
        assert!(part(&empty, "<div class=\"rows\"", "</main>").contains("class=\"empty\""));
    }
}

#[test]
fn the_pages_of_an_agency_a_place_and_a_programme() {
    for name in ["agencies/fbi", "places/us-ks", "places/us", "programmes/sweep"] {
        let html = render(invented(&ALL), &format!("#/{name}?q=differ"));
        let above = part(&html, "<main", "<div class=\"columns\">");
        insta::assert_snapshot!(name.replace('/', "_"), above);
    }
}

#[test]
fn columns_orders_and_hits() {
    let html = render(
        invented(&ALL),
        "#/operations?q=bureau+kan&sort=kind,-date&cols=kind,date,summary&density=compact",
    );
    insta::assert_snapshot!(part(&html, "<div class=\"rows\"", "</main>"));
}

#[test]
fn a_table_of_figures() {
    insta::assert_snapshot!(part(
        &render(invented(&ALL), "#/figures?measure=arrests"),
        "<div class=\"rows\"",
        "</main>"
    ));
}

/// A facet of the page at an address.
fn facet(dataset: Dataset, address: &str, label: &str) -> String {
    let html = render(dataset, address);
    part(&html, &format!("<summary>{label}</summary>"), "</details>").to_string()
}

#[test]
fn facets_in_every_state_that_an_address_can_say() {
    for (name, address, label) in [
        ("any", "#/operations?kind=local_sting&kind=national_sweep", "Kind"),
        ("all", "#/operations?measure.all=victims&measure.all=arrests", "Measure reported"),
        ("none", "#/operations?kind!=local_sting", "Kind"),
        ("zero_counts", "#/operations?state=KS", "Kind"),
        ("not_stated", "#/operations?state=-", "State"),
        ("range_of_years", "#/operations?year=2020..2021", "Year"),
        ("range_of_dates_open", "#/operations?date=2021-06..", "Date"),
        ("date_not_stated", "#/operations?date=-", "Date"),
        ("date_stated", "#/operations?date!=-", "Date"),
        ("range_of_values", "#/figures?value=14..31", "Value"),
        ("range_without_rows", "#/figures?kind=local_sting", "Value"),
        ("of_a_record_without_rows", "#/operations?year=2019..", "Year"),
    ] {
        let ids = if name == "of_a_record_without_rows" { &[][..] } else { &ALL };
        insta::assert_snapshot!(format!("facet_{name}"), facet(invented(ids), address, label));
    }
}

/// Orders and Find are a reader's own and stand in no address: what they show, as lists.
#[test]
fn a_long_facet_in_both_orders_and_searched() {
    let record = Record::new(dataset::built_in().dataset);
    let view = parse("operations?state=WY&state=CA&kind=local_sting");
    let query = view.query(Table::Operations, vec![Field::State, Field::Year]);
    let answer = record.engine().run(&query);
    let panels = facets::panels(&record.dataset, record.engine(), &query, &answer);
    let [year, state] = [Field::Year, Field::State]
        .map(|field| panels.iter().find(|panel| panel.field == field).unwrap());
    let list = |panel: &facets::FacetPanel, all, typed: &str, otherwise| {
        panel
            .shown(all, typed, otherwise)
            .iter()
            .map(|value| {
                format!("{}{} {}", if value.named { "x " } else { "  " }, value.label, value.count)
            })
            .collect::<Vec<_>>()
            .join("\n")
    };
    let lists = [
        ("the first by count, and what is chosen", list(state, false, "", false)),
        ("the first by name, and what is chosen", list(state, false, "", true)),
        ("found by name", list(state, true, "new", true)),
        ("all by name, what is not stated last", list(state, true, "", true)),
        ("years, newest first", list(year, false, "", false)),
        ("years, most first", list(year, false, "", true)),
    ];
    let text = lists.map(|(title, list)| format!("# {title}\n{list}")).join("\n\n");
    insta::assert_snapshot!(text);
    assert!(state.is_long() && state.ways().len() == 3 && year.ways().len() == 2);
}

/// All of some values is offered where a row of the table has several, and nowhere else.
#[test]
fn all_of_some_values_is_offered_where_a_row_can_have_several() {
    let record = Record::new(dataset::built_in().dataset);
    let offered = |table: Table| {
        let view = parse("operations");
        let query = view.query(table, facets::of_table(table).to_vec());
        let answer = record.engine().run(&query);
        let panels = facets::panels(&record.dataset, record.engine(), &query, &answer);
        let all =
            |panel: &&facets::FacetPanel| panel.ways().iter().any(|(how, _)| *how == Match::All);
        panels.iter().filter(all).map(|panel| panel.field.key()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(
        offered(Table::Operations),
        "state country agency level measure population stage offence tactic source_kind disagreement"
    );
    assert_eq!(offered(Table::Figures), "state country agency level offence tactic disagreement");
    assert!(!offered(Table::Agencies).contains("level"));
}

#[test]
fn an_operation_whose_sources_differ() {
    insta::assert_snapshot!(main_of(&render(invented(&ALL), "#/operations/2021-differing")));
}

#[test]
fn an_operation_of_which_little_is_stated() {
    insta::assert_snapshot!(main_of(&render(invented(&ALL), "#/operations/2020-nothing")));
}

#[test]
fn an_operation_with_more_sources_than_columns() {
    insta::assert_snapshot!(main_of(&render(
        dataset::built_in().dataset,
        "#/operations/2021-hsi-kansas-city-31-victims"
    )));
}

#[test]
fn a_figure_with_its_rivals() {
    insta::assert_snapshot!(main_of(&render(invented(&ALL), "#/figures/2021-differing/f4")));
}

#[test]
fn the_first_page() {
    insta::assert_snapshot!(main_of(&render(invented(&ALL), "#/")));
    insta::assert_snapshot!(
        "the_first_page_of_an_empty_record",
        main_of(&render(invented(&[]), "#/"))
    );
}

#[test]
fn notices_and_missing_things() {
    let html = render(invented(&ALL), "#/operations?colour=red&kind=nonsense&state=ZZ");
    insta::assert_snapshot!(part(&html, "<div class=\"notices\"", "<main"));
    let missing = ["#/no/such/page", "#/operations/2099-none", "#/figures/2021-differing/f99"];
    let pages: Vec<String> = missing.map(|address| render(invented(&ALL), address)).into();
    insta::assert_snapshot!(
        "missing_things",
        pages.iter().map(|html| main_of(html)).collect::<Vec<_>>().join("\n\n")
    );
}

#[test]
fn the_frame_of_every_page() {
    let html = render(invented(&ALL), "#/about?theme=dark");
    insta::assert_snapshot!(part(&html, "<div class=\"site-bar\"", "<main"));
    insta::assert_snapshot!("the_foot_of_every_page", part(&html, "<footer", "</footer>"));
}

/// Text from data is text: markup in a summary is shown, not followed.
#[test]
fn markup_in_data_is_text() {
    let html = render(invented(&ALL), "#/operations/2021-differing");
    assert!(
        html.contains("&lt;b>differently&lt;/b>")
            || html.contains("&lt;b&gt;differently&lt;/b&gt;")
    );
    assert!(!html.contains("<b>"));
}

#[test]
fn every_key_of_an_address_stands_in_about() {
    let html = render(invented(&ALL), "#/about");
    for field in clearcount::engine::Field::ALL {
        assert!(html.contains(&format!("<code>{}</code>", field.key())), "{}", field.key());
    }
    for doc in clearcount::view::KEYS {
        assert!(html.contains(&format!("<code>{}</code>", doc.key)), "{}", doc.key);
    }
    for vocabulary in clearcount::model::CODEBOOK {
        for term in vocabulary.terms {
            assert!(html.contains(&format!("<code>{}</code>", term.slug)), "{}", term.slug);
        }
    }
}

/// What the whole record's pages say, worked out by hand from the research.
#[test]
fn the_real_record_says_what_was_announced() {
    let record = || dataset::built_in().dataset;
    let html = render(record(), "#/operations/2019-operation-independence-day");
    // 103 children in one source are 82 rescued and 21 identified.
    assert!(html.contains("103 = 82 + 21"), "{}", part(&html, "Do the parts add up", "</section>"));
    let html = render(record(), "#/operations/2021-hsi-kansas-city-31-victims");
    assert!(html.contains("31 = 14 + 17"));
    assert!(html.contains("Boone County Sheriff") && html.contains("Bourbon County Sheriff"));
    let html = render(record(), "#/operations/2018-operation-misafekid");
    // U.S. Marshals 123, Michigan State Police 107.
    assert!(html.contains("Sources differ"));
    let html = render(record(), "#/operations/2020-super-bowl-liv-miami");
    assert!(
        html.contains("add up to 184, 1 more than their whole"),
        "{}",
        part(&html, "Do the parts add up", "</section>")
    );
}

/// Two sources that each say "recovered 19" and "recovered or located 20" agree; 59 and 200 differ
/// only where the 200 stands in a text and not in an address alone.
#[test]
fn sources_that_say_the_same_in_several_verbs_do_not_differ() {
    let html = |id: &str| render(dataset::built_in().dataset, &format!("#/operations/{id}"));
    assert!(!html("2021-operation-this-is-the-way-home-new-orleans").contains("Sources differ"));
}

/// A source that says 8 rescued and 3 located gives from 8 to 11.
#[test]
fn several_verbs_of_one_source_are_from_the_largest_to_the_sum() {
    let html = render(
        dataset::built_in().dataset,
        "#/operations?id=2021-new-orleans-return-of-the-school-year",
    );
    assert!(
        part(&html, "<tbody", "</tbody>").contains("8–11<span"),
        "{}",
        part(&html, "<tbody", "</tbody>")
    );
}

/// The table's number for one operation, from the figures by hand: 103 in every source that gives
/// a number for the whole.
#[test]
fn people_found_are_the_span_of_what_sources_say() {
    let html = render(
        dataset::built_in().dataset,
        "#/operations?id=2019-operation-independence-day&id=2018-operation-misafekid&id=2021-hsi-kansas-city-31-victims",
    );
    let rows = part(&html, "<tbody", "</tbody>");
    let cells =
        [">103<", ">67–68<", "107–123<span class=\"detail\">missing children", ">31<", ">82<"];
    for cell in cells {
        assert!(rows.contains(cell), "{cell} in {rows}");
    }
}
