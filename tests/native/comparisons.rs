//! Operations side by side on the real record: what is expected was worked out from the files in
//! `assets/dataset/operations/` by hand, and the reason stands beside it.

use clearcount::dataset;
use clearcount::present::check::check;
use clearcount::present::compare::{self, Compared, Comparison};
use clearcount::view::{Action, parse, reduce, write};

use crate::pages::{main_of, part, render};
use crate::splits::record;

fn compared(address: &str) -> Compared {
    let (record, view) = (record(), parse(address));
    compare::of_view(record, &view, &compare::answer(record, &view))
}

fn side(ids: &[&str]) -> Comparison {
    match compared(&format!("compare?id={}", ids.join("&id="))) {
        Compared::Side(comparison) => comparison,
        Compared::Refused { why, .. } => panic!("{why}"),
    }
}

/// The cells of a row.
fn row<'a>(comparison: &'a Comparison, name: &str) -> Vec<&'a str> {
    let row = comparison.rows.iter().find(|row| row.name == name).unwrap();
    row.cells.iter().map(|cell| cell.text.as_str()).collect()
}

fn cautioned(comparison: &Comparison, start: &str) -> bool {
    comparison.cautions.iter().any(|caution| caution.starts_with(start))
}

const OUTCOMES: &str = "They do not count the same outcomes";
const PEOPLE: &str = "They do not count the same people";
const UNIT: &str = "They do not count in the same unit";
const MISSING: &str = "No figure for ";
const LENGTH: &str = "They lasted different lengths of time";
const AREA: &str = "They covered different areas";

#[test]
fn ten_comparisons_and_what_speaks_against_each() {
    // 1. A part and its whole: 103 children nationally and 35 adults here, 2 children of the 103. The
    // 39 adults of the whole were assisted, which is another outcome.
    let found =
        side(&["2019-operation-independence-day", "2019-operation-independence-day-kansas-city"]);
    assert_eq!(row(&found, "Adults found"), ["no figure", "35"]);
    assert_eq!(row(&found, "Children found"), ["103", "2"]);
    // Only of children do both give a number; the 35 adults are outside the national one.
    assert_eq!(
        found.cautions[0],
        "B is a part of A. Both give a number of children found, and there that of B is inside that of A. Whatever else they count may overlap, so that their numbers may not be added up."
    );
    assert!(found.operations.iter().map(|it| it.letter).eq(['A', 'B']));
    assert!(cautioned(&found, AREA));

    // 2. Two national sweeps: children alone in both, nothing else of people is stated in 2015.
    let found = side(&["2010-operation-cross-country-v", "2015-operation-cross-country-ix"]);
    assert_eq!(row(&found, "Children found"), ["69", "149"]);
    assert!(!cautioned(&found, PEOPLE));

    // 3. Found against met, helped and so on: Archangel recovered 1 and offered services to others.
    let found = side(&["2021-hsi-kansas-city-31-victims", "2021-operation-archangel-wichita"]);
    assert_eq!(row(&found, "People found"), ["31", "1"]);
    assert_eq!(row(&found, "Arrests"), ["82", "16"]);
    assert!(cautioned(&found, OUTCOMES) && cautioned(&found, AREA));
    // 17 to 26 June against 17 and 18 June.
    let length = found.cautions.iter().find(|caution| caution.starts_with(LENGTH)).unwrap();
    assert_eq!(length, "They lasted different lengths of time. A: 10 days; B: 2 days.");

    // 4. No one found against someone: Blue Ghost counts arrests only.
    let found = side(&["2021-hsi-kansas-city-31-victims", "2022-operation-blue-ghost"]);
    assert_eq!(row(&found, "People found"), ["31", "no figure"]);
    assert_eq!(row(&found, "Arrests"), ["82", "32"]);
    // Nothing is missing of a unit; a number is.
    assert!(!cautioned(&found, UNIT));
    let missing =
        "No figure for people found is known of B, which does not mean that there were none.";
    assert!(found.cautions.iter().any(|it| it == missing), "{:?}", found.cautions);

    // 5. Missing children against victims: another unit.
    let found = side(&["2018-operation-misafekid", "2021-hsi-kansas-city-31-victims"]);
    assert_eq!(row(&found, "Missing children located"), ["107–123", "no figure"]);
    // The victims of MISafeKid are merely possible.
    let unit = "They do not count in the same unit. A: missing children; B: victims.";
    assert!(found.cautions.iter().any(|it| it == unit), "{:?}", found.cautions);
    // It has no arrests of its own.
    assert!(cautioned(&found, MISSING), "{:?}", found.cautions);

    // 6. Everyone against children alone: 2023 counts 200 of all ages, 2017 nationally 84 children.
    let found = side(&["2017-operation-cross-country-xi", "2023-operation-cross-country-xiii"]);
    assert_eq!(row(&found, "Children found")[0], "84");
    assert_eq!(row(&found, "People found")[1], "200–201");
    assert!(cautioned(&found, PEOPLE));

    // 7. Two stings of one kind in two places, by no one in common.
    let found = side(&["2021-operation-archangel-wichita", "undated-andover-butler-county-sting"]);
    assert_eq!(row(&found, "Arrests"), ["16", "7"]);
    assert!(
        cautioned(&found, AREA) && !found.cautions.iter().any(|it| it.contains("same people:"))
    );

    // 8. Two parts of one operation may have counted the same people.
    let found = side(&[
        "2019-operation-independence-day-kansas-city",
        "2019-operation-independence-day-northern-oklahoma",
    ]);
    assert_eq!(
        found.cautions[0],
        "A and B may have counted the same people, so that their numbers may not be added up: both are parts of Operation Independence Day."
    );

    // 9. An open end stays open: more than 400 somewhere is no 400.
    let found = side(&["2008-operation-cross-country-i", "2008-operation-cross-country-ii"]);
    assert_eq!(row(&found, "Children found"), ["21", "47–49"]);
    assert!(found.suspects);

    // 10. Six at once, each with a way to take it out.
    let six = [
        "2008-operation-cross-country-i",
        "2008-operation-cross-country-ii",
        "2009-operation-cross-country-iii",
        "2009-operation-cross-country-iv",
        "2010-operation-cross-country-v",
        "2015-operation-cross-country-ix",
    ];
    let found = side(&six);
    assert_eq!(row(&found, "Children found")[3..], ["52", "69", "149"]);
    let without = found.operations[0].without.as_ref().unwrap();
    assert_eq!(write(without), format!("/compare?id={}", six[1..].join("&id=")));
}

#[test]
fn too_few_too_many_and_unknown_say_what_to_do() {
    let refused = |address: &str| match compared(address) {
        Compared::Refused { why, instead } => (why, instead),
        Compared::Side(_) => panic!("{address}"),
    };
    let (why, instead) = refused("compare");
    assert!(
        why.contains("names no operation") && why.contains("Press “Add to comparison”"),
        "{why}"
    );
    assert_eq!(write(&instead[0].1), "/operations");
    let (why, instead) = refused("compare?id=2018-operation-misafekid");
    assert!(why.contains("needs two operations"), "{why}");
    assert_eq!(write(&instead[0].1), "/operations?compare=2018-operation-misafekid");
    let (why, _) = refused("compare?id=nowhere&id=2018-operation-misafekid");
    assert!(why.contains("needs two operations"), "{why}");
    let (why, _) = refused("compare?id=nowhere");
    assert!(why.contains("names no operation"), "{why}");
    // A series expands to its editions, of which there are more than six.
    let (why, instead) = refused("compare?series=operation-cross-country");
    assert!(why.contains("6 at most"), "{why}");
    let Compared::Side(newest) = compared(&write(&instead[0].1)) else { panic!("{instead:?}") };
    assert_eq!(newest.operations.len(), 6);
    // In 2008 there were two; the part of the second is not put beside its whole.
    let Compared::Side(year) = compared("compare?series=operation-cross-country&year=2008") else {
        panic!("2008")
    };
    assert_eq!(year.operations.len(), 2);
}

#[test]
fn operations_are_chosen_in_the_address_six_at_most() {
    let choose =
        |address: &str, id: &str| write(&reduce(&parse(address), &Action::Choose(id.to_string())));
    assert_eq!(choose("operations?state=KS&page=2", "a"), "/operations?state=KS&page=2&compare=a");
    assert_eq!(choose("operations?compare=a,b", "a"), "/operations?compare=b");
    assert_eq!(choose("operations?compare=a,b,c,d,e,f", "g"), "/operations?compare=a,b,c,d,e,f");
    // A seventh in an address is left out and said, as on pages without operations to choose.
    assert_eq!(parse("operations?compare=a,b,c,d,e,f,g").unread.len(), 1);
    assert_eq!(parse("agencies?compare=a").unread.len(), 1);
    assert_eq!(parse("operations?compare=a,,a").compare, ["a"]);
}

/// Every table whose rows belong to one operation each offers it, and of rows that follow each other
/// the first one does.
#[test]
fn operations_are_chosen_in_every_table_of_their_rows() {
    let archangel = "2021-operation-archangel-wichita";
    for (table, offers) in [
        ("operations", 1),
        ("figures", 1),
        ("sources", 1),
        // None of its sources contradict each other.
        ("disagreements", 0),
        ("agencies", 0),
    ] {
        let rows = format!("{table}?id={archangel}");
        let html = render(dataset::built_in().dataset, &rows);
        assert_eq!(html.matches("Add to comparison").count(), offers, "{table}");
    }
    // Two by turns: each offers itself again.
    let both =
        "figures?id=2021-operation-archangel-wichita&id=2022-operation-blue-ghost&sort=value";
    let html = render(dataset::built_in().dataset, both);
    assert!(html.matches("Add to comparison").count() > 2);
    // The menu keeps what is chosen where more can be.
    let html = render(dataset::built_in().dataset, &format!("figures?compare={archangel}"));
    let menu = part(&html, "<nav class=\"menu\"", "</nav>");
    for (page, kept) in [("operations", true), ("disagreements", true), ("agencies", false)] {
        let with = format!("href=\"#/{page}?compare={archangel}\"");
        assert_eq!(menu.contains(&with), kept, "{page}: {menu}");
    }
}

#[test]
fn every_cell_leads_to_the_ledger_of_its_number() {
    let found = side(&["2018-operation-misafekid", "2021-hsi-kansas-city-31-victims"]);
    for cell in found.rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.range.is_some()) {
        let target = cell.target.as_ref().unwrap();
        assert!(write(target).starts_with("/ledger?"), "{}", write(target));
    }
}

#[test]
fn a_number_is_looked_up_with_the_confusion_that_it_repeats() {
    let record = record();
    // 391 actions, which two blogs took for victims.
    let found = check(record, "391 victims cross country").unwrap();
    assert_eq!(found.found, "9 figures say 391, in 1 operation.");
    assert!(found.carried[0].text.starts_with("391: Victims"), "{:?}", found.carried);
    let whole: String = found.confusions.iter().map(|line| line.detail.as_str()).collect();
    assert!(whole.contains("actions conducted") && whole.contains("read as the other"), "{whole}");
    assert!(found.near.is_empty() && found.all.is_some());
    // Asked for alone, a number has no confusion of quantities.
    let plain = check(record, "391").unwrap();
    assert!(plain.confusions.iter().all(|line| !line.detail.contains("read as the other")));
    // 139 is one digit off what Independence Day comes to nowhere; 108 off its 103 children.
    let near = check(record, "108 children recovered independence day 2019").unwrap();
    assert!(near.found.contains("No figure says 108."), "{}", near.found);
    assert!(near.near.iter().any(|line| line.detail.contains("One digit off: 103")), "{near:?}");
    // What no words find is looked for everywhere, and said so.
    let lost = check(record, "31 qqqq").unwrap();
    assert!(lost.found.starts_with("No operation is found by “qqqq”."), "{}", lost.found);
    // Nothing near is shown without words: everything is near to something.
    assert!(check(record, "987654").unwrap().near.is_empty());
    assert_eq!(check(record, "  "), None);
    assert!(check(record, "victims").unwrap().found.contains("in digits"));
    // Part of a whole: 14 of the 31 are children.
    let part = check(record, "14 children hsi kansas city 2021").unwrap();
    assert!(part.carried.iter().any(|line| line.detail.contains("a part of 31")), "{part:?}");
}

/// A chart for each quantity with everything that charts have, and columns named by letters where their
/// names would fill the screen.
#[test]
fn a_comparison_is_drawn_and_its_columns_have_short_names() {
    let ids = ["2021-hsi-kansas-city-31-victims", "2021-operation-archangel-wichita"];
    let address = format!("compare?id={}", ids.join("&id="));
    let html = render(dataset::built_in().dataset, &address);
    let main = main_of(&html);
    let charts = part(main, "<div class=\"charts\">", "</main>");
    for title in ["People found, by operation", "Arrests, by operation"] {
        assert!(charts.contains(&format!("<caption>{title}</caption>")), "{title}");
    }
    assert_eq!(charts.matches("Show as table").count(), 2);
    for saved in [">SVG<", ">PNG<", ">CSV<"] {
        assert_eq!(charts.matches(saved).count(), 2, "{saved}");
    }
    // Walked by keys, each mark a way to its ledger.
    assert_eq!(charts.matches("class=\"plot on-wide\"").count(), 2);
    assert!(charts.contains("class=\"item\" href=\"#/ledger?"), "{charts}");
    assert!(charts.contains("Presumed innocent") || charts.contains("presumed innocent"));
    // The letters are those of the list, and each cell is read out by the name.
    assert!(main.contains("<ol class=\"compared\">"));
    let table = part(main, "<table", "</table>");
    assert!(table.contains("data-label=\"A\"") && table.contains("data-label=\"B\""));
    assert!(!table.contains("data-label=\"C\"") && !table.contains("data-label=\"Op"));
    let Compared::Side(side) = compared(&address) else { panic!() };
    for beside in &side.operations {
        let named = format!("<span class=\"hidden key\">{}: </span>", beside.name);
        assert_eq!(table.matches(&named).count(), side.rows.len(), "{}", beside.name);
    }
}

#[test]
fn what_is_drawn_of_ranges_is_chosen_in_the_control() {
    let control = |address: &str| {
        let html = render(dataset::built_in().dataset, address);
        part(&html, "Number drawn", "</select>").to_string()
    };
    let ranges = control("operations?chart=ranges");
    assert!(!ranges.contains(">Operations<"), "{ranges}");
    let chosen: Vec<&str> = ranges.lines().filter(|line| line.contains("selected")).collect();
    assert!(chosen.len() == 1 && chosen[0].contains("value=\"victims\""), "{ranges}");
    assert!(control("operations").contains(">Operations<"));
}

/// Numbers that no figure carries and that come of adding what is not to be added up, and numbers that
/// are not what they are taken for: each with the words that must be said of it.
#[test]
fn known_confusions_are_named() {
    let record = record();
    for (asked, words) in [
        // 103 children nationally, and the 2 of Kansas City, who are among them.
        (
            "105 children independence day 2019",
            "2 (victims: children, recovered) of this part of it, added up",
        ),
        // 31 of all ages are 14 children and 17 adults; both added are everyone twice.
        (
            "62 victims hsi kansas city 2021",
            "62 is 31 (victims, rescued (source's word)) counted twice",
        ),
        // 107 in Rolling Stone, 123 elsewhere.
        ("230 missing children misafekid", "added up: what two sources say of one quantity"),
        // 147 + 8 + 29, of a source that says 183.
        (
            "184 arrests super bowl liv",
            "184 is what Miami New Times gives as parts, 147 + 8 + 29, added up; as their whole it says 183",
        ),
        // Independence Day's national number, of which 3 were in North Carolina.
        (
            "103 children north carolina",
            "is for the whole operation, which covers more than North Carolina",
        ),
        // 59 children among the victims, and 59 missing children besides.
        (
            "59 children cross country 2023",
            "59 is given for victims and for missing children: two quantities",
        ),
        ("59 kids cross country 2023", "two quantities"),
        // Asked for as one of them, the other is still named.
        ("59 missing children cross country 2023", "Likely one was read as the other"),
    ] {
        let found = check(record, asked).unwrap();
        let said: Vec<&str> = found.confusions.iter().map(|it| it.detail.as_str()).collect();
        assert!(said.iter().any(|it| it.contains(words)), "{asked}: {} {said:#?}", found.found);
    }
    // Kansas City is not Kansas.
    let city = check(record, "31 victims hsi kansas city 2021").unwrap();
    assert!(city.confusions.iter().all(|it| !it.detail.contains("covers more")), "{city:?}");
    // A number of many years is said to be one.
    let years = check(record, "2,700 children cross country 2013").unwrap();
    let said: String = years.confusions.iter().map(|it| it.detail.as_str()).collect();
    assert!(said.contains("Victims: children, cumulative, 2003 to 2013"), "{said}");
}

#[test]
fn what_no_figure_can_be_is_said_in_words_of_its_own() {
    let record = record();
    let found = |asked: &str| check(record, asked).unwrap().found;
    for (asked, words) in [
        ("3.5 victims", "a fraction"),
        ("-5 victims", "below zero"),
        ("99999999999999999999999 victims", "as large as that"),
        ("victims", "in digits"),
    ] {
        assert!(found(asked).contains(words), "{asked}: {}", found(asked));
    }
    assert_eq!(found("31victims hsi kansas"), found("31 victims hsi kansas"));
    // The qualifier finds nothing and hides nothing.
    assert_eq!(found("more than 391 victims cross country"), found("391 victims cross country"));
    // Of two digits one is off by chance, unless the operation is named.
    assert!(check(record, "36 victims 2021").unwrap().near.is_empty());
    let named = check(record, "36 adults independence day").unwrap();
    assert!(named.near.iter().any(|it| it.detail.contains("35 (")), "{named:?}");
}
