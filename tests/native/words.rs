//! Totals, ledgers and disagreements in words.

use std::sync::OnceLock;

use clearcount::dataset;
use clearcount::engine::{Clause, Field, Filters};
use clearcount::model::*;
use clearcount::present::{disagreement, ledger, total};
use clearcount::totals::*;
use clearcount::view::{self, Page};

fn ready() -> &'static (Dataset, Totals) {
    static READY: OnceLock<(Dataset, Totals)> = OnceLock::new();
    READY.get_or_init(|| {
        let dataset = dataset::built_in().dataset;
        let totals = Totals::new(&dataset);
        (dataset, totals)
    })
}

fn ledger_of(id: &str, ask: Ask) -> Ledger {
    let (dataset, totals) = ready();
    let operation = dataset.operation_by_id(id).unwrap();
    totals.ledger(dataset, &Selection::one(dataset, operation), &ask)
}

#[test]
fn a_number_says_how_sure_it_is() {
    let range = |lower, upper| Range { lower, upper };
    for (range, words, cell) in [
        (range(138, Some(138)), "138", "138"),
        (range(138, Some(1141)), "between 138 and 1,141", "138–1,141"),
        (range(138, None), "138 or more", "138+"),
        (range(0, Some(5)), "up to 5", "0–5"),
        (range(0, Some(0)), "0", "0"),
        (range(0, None), "0 or more", "0+"),
    ] {
        assert_eq!(total::range_words(range), words);
        assert_eq!(total::short(range), cell);
    }
    let words = |id: &str, ask: Ask| total::number(&ledger_of(id, ask).total);
    let arrests = Ask::of(Measure::Arrests);
    assert_eq!(words("2023-super-bowl-phoenix", arrests), "about 300 to 349");
    assert_eq!(words("2018-operation-misafekid", Ask::of(Measure::Victims)), "no figure");
}

#[test]
fn a_total_is_called_by_what_it_counts() {
    let found = Ask::of(Measure::Victims);
    let verb = Ask { counting: Some(Counting::Verb(Outcome::Rescued)), ..found };
    let labels: Vec<String> = Ask::standard(ConflictRule::Range, false)
        .into_iter()
        .chain([
            verb.victims(VictimPopulation::WomenAndGirls),
            Ask { possible: true, ..found },
            Ask::of(Measure::Arrests).suspects(SuspectPopulation::Buyers),
        ])
        .map(|ask| total::label(&ask))
        .collect();
    assert_eq!(
        labels,
        [
            "People found",
            "Children found",
            "Adults found",
            "Missing children located",
            "Arrests",
            "Charges",
            "Convictions",
            "Women and girls rescued (source's word)",
            "People found, possible ones too",
            "Arrests: alleged buyers",
        ]
    );
}

/// Every combination that is not one number says why, in a sentence without a word of the program.
#[test]
fn what_is_not_one_number_says_why() {
    let read = |address: &str| {
        let view = view::parse(&format!("ledger?{address}"));
        assert_eq!(view.unread, [], "{address}");
        Ask::read(&view.filters, ConflictRule::Range, false).map(|(ask, _)| ask)
    };
    let why = |address: &str| total::not_one_number(read(address).unwrap_err());
    let sentences: Vec<String> = [
        "measure=arrests&measure=charges",
        "measure=victims&measure=missing_children",
        "measure=arrests&measure=victims",
        "outcome=found&outcome=served",
        "outcome=rescued&outcome=recovered",
        "population=children&population=adults",
        "measure=youngest_victim_age",
        "measure=other",
        "measure=arrests&population=children",
        "measure=arrests&outcome=found",
        "population=buyers",
    ]
    .map(why)
    .into();
    insta::assert_snapshot!(sentences.join("\n"));
    // What is one number.
    assert_eq!(
        read("outcome=found&outcome=rescued").unwrap().counting,
        Some(Counting::Class(OutcomeClass::Found))
    );
    assert_eq!(read("measure=arrests&population=all"), Ok(Ask::of(Measure::Arrests)));
    assert_eq!(read(""), Ok(Ask::of(Measure::Victims)));
    let children = Ask::of(Measure::Victims).victims(VictimPopulation::Children);
    assert_eq!(read("population=children"), Ok(children));
}

#[test]
fn a_ledger_in_words() {
    let (dataset, _) = ready();
    let ledger = ledger_of("2020-super-bowl-liv-miami", Ask::of(Measure::Arrests));
    insta::assert_debug_snapshot!(ledger::page(dataset, &ledger, None));
}

/// The possible victims of MISafeKid are stated as parts of the missing children; the ledger says so.
#[test]
fn a_part_of_another_measure_is_said() {
    let (dataset, _) = ready();
    let ask = Ask { possible: true, ..Ask::of(Measure::Victims) };
    let page = ledger::page(dataset, &ledger_of("2018-operation-misafekid", ask), None);
    let links: Vec<&str> =
        page.groups[0].included.iter().filter_map(|line| line.link.as_deref()).collect();
    // Rolling Stone, and WFMY News 2.
    assert_eq!(
        links,
        [
            "The source states it as a part of 107 (missing children, located), which is another measure.",
            "The source states it as a part of 123 (missing children, recovered), which is another measure.",
        ]
    );
}

#[test]
fn a_ledger_in_notes_and_files() {
    let (dataset, _) = ready();
    let ask = Ask::of(Measure::Arrests).under(ConflictRule::Majority);
    let ledger = ledger_of("2010-operation-cross-country-v", ask);
    let sheet = ledger::sheet(dataset, &ledger);
    let json = ledger::to_json(dataset, &ledger, "operations?id=x");
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let reasons: Vec<&str> = json["excluded"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|row| row["reason"].as_str())
        .collect();
    assert!(reasons.contains(&"rule_majority") && reasons.contains(&"aggregator"), "{reasons:?}");
    assert_eq!(sheet.len(), ledger.figures.len());
    assert_eq!(json["included"].as_array().unwrap().len() + reasons.len(), ledger.figures.len());
    insta::assert_snapshot!(ledger::footnotes(dataset, &ledger).join("\n"));
}

#[test]
fn the_address_of_a_ledger_is_read_back_as_what_was_asked() {
    let mut filters = Filters::default();
    filters.set(Field::State, Clause::only("KS"));
    let asks = [
        Ask::of(Measure::Arrests).under(ConflictRule::Latest),
        Ask { possible: true, ..Ask::of(Measure::Victims).victims(VictimPopulation::Girls) },
        Ask {
            counting: Some(Counting::Class(OutcomeClass::Served)),
            ..Ask::of(Measure::MissingChildren)
        },
    ];
    for ask in asks {
        let shown = ledger::view(&filters, "", &ask);
        assert_eq!(shown.page, Page::Ledger);
        let read = view::parse(&view::write(&shown));
        assert_eq!(read, shown);
        assert_eq!(
            Ask::read(&read.filters, read.rule.0, read.possible),
            Ok((ask, filters.clone()))
        );
    }
}

#[test]
fn disagreements_in_words() {
    let (dataset, totals) = ready();
    let rows: Vec<_> = [
        "2018-operation-misafekid",
        "2020-operation-autumn-hope",
        "2020-super-bowl-liv-miami",
        "2021-hsi-kansas-city-31-victims",
        "2022-operation-cross-country-xii",
        "2025-operation-restore-justice",
    ]
    .into_iter()
    .flat_map(|id| {
        let operation = dataset.operation_by_id(id).unwrap();
        totals.disagreements(dataset, &Selection::one(dataset, operation))
    })
    .map(|found| disagreement::row(dataset, &found))
    .collect();
    let told: Vec<String> = rows
        .iter()
        .map(|row| {
            let says: Vec<String> =
                row.says.iter().map(|it| format!("  {}: {}", it.who, it.says)).collect();
            let reason = row.reason.as_deref().unwrap_or("-");
            let spread = row.spread.as_deref().unwrap_or("-");
            format!(
                "{}\n{}: {} ({spread})\n{}\n  {reason}",
                row.title,
                row.quantity,
                row.kind,
                says.join("\n")
            )
        })
        .collect();
    insta::assert_snapshot!(told.join("\n\n"));
}

/// Numbers of many years are said to be so, and are not what the first page calls furthest apart.
#[test]
fn a_disagreement_says_of_what_time_its_numbers_are() {
    let (dataset, totals) = ready();
    let id = "2013-operation-cross-country-vii";
    let one = Selection::one(dataset, dataset.operation_by_id(id).unwrap());
    let rows: Vec<disagreement::DisagreementRow> = totals
        .disagreements(dataset, &one)
        .iter()
        .map(|found| disagreement::row(dataset, found))
        .collect();
    // f26, f36, f66 and f90 count since 2003; three papers say 2,700 or more, KTRH 2,000.
    let years = rows.iter().find(|row| row.quantity.contains("cumulative")).unwrap();
    assert_eq!(years.quantity, "Victims: children, cumulative, 2003 to 2013");
    // Each number once, with all who say it.
    assert_eq!(
        years.grouped(),
        ["more than 2,700: JD Journal, KUOW", "2,700: Her Campus", "2,000: KTRH (Houston)"]
    );
    // The operation's own numbers need no word.
    assert!(rows.iter().any(|row| row.quantity == "Victims: children"));
    let record = crate::splits::record();
    let front = clearcount::present::front::stands_out(record, &view::View::default());
    assert!(front.disagreements.iter().all(|row| !row.quantity.contains("cumulative")));
}

/// The instructive disagreements of the research's README that are two numbers for one quantity.
#[test]
fn the_known_disagreements_are_found() {
    let (dataset, totals) = ready();
    let found = totals.disagreements(dataset, &Selection::all(dataset));
    let has = |id: &str, measure: Measure| {
        found
            .iter()
            .any(|it| dataset.operation(it.operation).id == id && it.measure == Some(measure))
    };
    for (id, measure) in [
        ("2018-operation-misafekid", Measure::MissingChildren),
        ("2019-operation-independence-day", Measure::Arrests),
        ("2013-operation-cross-country-vii", Measure::Arrests),
        ("2013-operation-cross-country-vii", Measure::Victims),
        ("2010-operation-cross-country-v", Measure::Arrests),
        ("2022-operation-cross-country-xii", Measure::Victims),
        ("2017-operation-cross-country-xi-kansas-city", Measure::Victims),
        ("2017-operation-cross-country-xi-kansas-city", Measure::Arrests),
        ("2019-super-bowl-liii-atlanta", Measure::Arrests),
        ("2020-super-bowl-liv-miami", Measure::Arrests),
        ("2020-operation-autumn-hope", Measure::Arrests),
        ("2021-operation-united-front", Measure::Victims),
        ("2021-operation-united-front", Measure::Arrests),
        ("2020-operation-not-forgotten", Measure::MissingChildren),
        ("2020-operation-find-our-children", Measure::MissingChildren),
        ("2021-columbia-holiday-inn", Measure::Arrests),
        ("2021-columbia-holiday-inn", Measure::Victims),
        ("2022-reclaim-and-rebuild", Measure::Arrests),
        ("2022-reclaim-and-rebuild", Measure::Victims),
    ] {
        assert!(has(id, measure), "{id} {measure:?}");
    }
}

#[test]
fn ages_have_a_lowest_and_a_highest() {
    let (dataset, totals) = ready();
    let id = "2021-hsi-kansas-city-31-victims";
    let one = Selection::one(dataset, dataset.operation_by_id(id).unwrap());
    let youngest = totals.lowest_highest(dataset, &one, Measure::YoungestVictimAge).unwrap();
    // Every source says that the youngest was 4.
    assert_eq!((youngest.lowest.whole(), youngest.highest.whole()), (Some(4), Some(4)));
    assert_eq!(totals.lowest_highest(dataset, &one, Measure::Victims), None);
    assert_eq!(totals.lowest_highest(dataset, &one, Measure::Other), None);
    let all = Selection::all(dataset);
    let youngest = totals.lowest_highest(dataset, &all, Measure::YoungestVictimAge).unwrap();
    assert!(youngest.lowest < youngest.highest && youngest.operations > 10);
}
