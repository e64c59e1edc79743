//! Addresses: what is written is read back, any text is a view, and equal views have equal texts.

use clearcount::engine::{Clause, Field, SortKey};
use clearcount::model::ConflictRule;
use clearcount::view::{self, Action, Page, View, Why, parse, reduce, write};
use proptest::prelude::*;

/// Parts of addresses that mean something, to be put together at random.
fn part() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(vec![
        "state=KS",
        "state=MO",
        "state=-",
        "state!=KS",
        "kind=local_sting",
        "kind!=demand_sting",
        "tactic.all=undercover_online",
        "tactic.all=tip_review",
        "year=2019",
        "year=2019..2021",
        "year=2019..",
        "year=..2021",
        "year>=2019",
        "year<=2021",
        "year%3E=2010",
        "q=human+trafficking",
        "q=%22kansas%20city%22",
        "sort=-announced,name",
        "sort=name",
        "page=2",
        "page=0",
        "size=100",
        "size=7",
        "theme=dark",
        "embed=1",
        "rule=majority",
        "rule=range",
        "rule=best",
        "possible=1",
        "possible=0",
        "outcome=found",
        "outcome=rescued",
        "qualifier=exactly",
        "unknown=1",
        "kind=nonsense",
        "measure=victims",
        "part=whole",
        "value=31",
        "value=10..",
        "value=999999999999999",
        "page=3",
        "size=25",
        "theme=light",
        "population=children",
        "a=b=c",
        "novalue",
        "%E0%A4%A=1",
        "series=operation-cross-country",
        "q=100%25",
        "agency=fbi&agency=hsi",
        "=",
        "!=",
        ".all=x",
        "year=2021..2019",
        "year=20x",
    ])
    .prop_map(str::to_string);
    prop_oneof![8 => fixed, 1 => "[a-z]{1,5}[!<>]{0,2}={0,2}\\PC{0,6}"]
}

fn address() -> impl Strategy<Value = String> {
    let path = prop::sample::select(vec![
        "#/operations",
        "/figures",
        "operations",
        "#/",
        "",
        "#/about",
        "#/ledger",
        "disagreements",
        "#/operations/2019-x",
        "#/figures/2019-x/f1",
        "#/no/such/page",
        "#/operations//a",
        "#/%2F",
        "#/sp ace/ü",
    ]);
    (path, prop::collection::vec(part(), 0..6))
        .prop_map(|(path, parts)| format!("{path}?{}", parts.join("&")))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn what_is_written_is_read_back(address in address()) {
        let view = parse(&address);
        let written = write(&view);
        let again = parse(&written);
        prop_assert_eq!(&again, &view, "{}", written);
        prop_assert_eq!(write(&again), written);
    }

    #[test]
    fn any_text_is_a_view(text in "(?s).{0,60}") {
        let view = parse(&text);
        prop_assert_eq!(&parse(&write(&view)), &view);
    }

    #[test]
    fn the_order_of_the_parts_does_not_matter(parts in Just(vec!["state=KS", "state=MO", "q=city", "year=2019..", "sort=name", "page=3", "embed=1"]).prop_shuffle()) {
        let address = format!("#/operations?{}", parts.join("&"));
        prop_assert_eq!(write(&parse(&address)), "/operations?year=2019..&state=KS&state=MO&q=city&sort=name&page=3&embed=1");
    }

    #[test]
    fn toggling_twice_changes_nothing_but_the_page(address in address(), value in "[a-z]{1,3}") {
        let view = parse(&address);
        prop_assume!(view.filters.get(Field::State).is_none_or(|clause| !matches!(clause, Clause::Within(_) | Clause::NoneOf(_))));
        let toggle = Action::Toggle(Field::State, value);
        let back = reduce(&reduce(&view, &toggle), &toggle);
        prop_assert_eq!(back, View { number: 0, ..view });
    }
}

#[test]
fn the_grammar_of_the_design_is_read() {
    let filters = |address: &str| -> Vec<(Field, Clause)> {
        parse(address).filters.iter().map(|(field, clause)| (field, clause.clone())).collect()
    };
    let set = |values: &[&str]| values.iter().copied().collect();
    assert_eq!(
        filters("operations?state=KS&state=MO"),
        [(Field::State, Clause::AnyOf(set(&["KS", "MO"])))]
    );
    assert_eq!(
        filters("operations?kind!=demand_sting"),
        [(Field::Kind, Clause::NoneOf(set(&["demand_sting"])))]
    );
    assert_eq!(
        filters("operations?kind%21=demand_sting"),
        [(Field::Kind, Clause::NoneOf(set(&["demand_sting"])))]
    );
    assert_eq!(filters("operations?state=-"), [(Field::State, Clause::AnyOf(set(&["-"])))]);
    assert_eq!(
        filters("operations?tactic.all=tip_review"),
        [(Field::Tactic, Clause::AllOf(set(&["tip_review"])))]
    );
    assert_eq!(filters("operations?year>=2019&year<=2021"), filters("operations?year=2019..2021"));
    assert_eq!(filters("figures?value=0.25"), filters("figures?value=0.25..0.25"));
}

#[test]
fn only_what_differs_from_the_default_is_written() {
    assert_eq!(
        write(&parse("#/operations?page=1&size=50&sort=-date&theme=auto&q=")),
        "/operations"
    );
    assert_eq!(
        write(&parse("operations?q=%22kansas city%22&state=KS")),
        "/operations?state=KS&q=%22kansas%20city%22"
    );
    assert_eq!(
        write(&parse("#/operations/2019-operation-independence-day")),
        "/operations/2019-operation-independence-day"
    );
}

#[test]
fn what_cannot_be_read_is_kept_and_named() {
    let view = parse("#/operations?state=KS&colour=red&kind=nonsense&outcome=rescued&state!=MO");
    let why: Vec<_> = view
        .unread
        .iter()
        .map(|part| (part.key.as_str(), part.value.as_str(), &part.why))
        .collect();
    assert!(
        matches!(
            why[..],
            [
                ("colour", "red", Why::Key),
                ("kind", "nonsense", Why::Value { .. }),
                ("outcome", "rescued", Why::NotHere),
                ("state", "MO", Why::Conflict),
            ]
        ),
        "{why:?}"
    );
    assert_eq!(
        write(&view),
        "/operations?state=KS&colour=red&kind=nonsense&outcome=rescued&state!=MO"
    );
    assert_eq!(parse("#/no/page").page, Page::Unknown("no/page".into()));
}

#[test]
fn a_change_of_filter_begins_again_at_the_first_page_and_a_turn_does_not() {
    let view = parse("operations?page=3&q=x");
    assert_eq!(
        write(&reduce(&view, &Action::Toggle(Field::State, "KS".into()))),
        "/operations?state=KS&q=x"
    );
    assert_eq!(write(&reduce(&view, &Action::Turn(4))), "/operations?q=x&page=4");
    assert_eq!(write(&reduce(&view, &Action::ClearAll)), "/operations");
}

#[test]
fn choosing_a_column_orders_by_it_up_and_down_by_turns() {
    let sort = |view: &View, key, add| reduce(view, &Action::SortBy { key, add });
    let start = parse("operations");
    let up = sort(&start, SortKey::Name, false);
    assert_eq!(write(&up), "/operations?sort=name");
    let down = sort(&up, SortKey::Name, false);
    assert_eq!(write(&down), "/operations?sort=-name");
    let two = sort(&down, SortKey::Kind, true);
    assert_eq!(write(&two), "/operations?sort=-name,kind");
    assert_eq!(write(&sort(&start, SortKey::Date, false)), "/operations?sort=date");
    assert_eq!(
        write(&sort(&sort(&start, SortKey::Date, false), SortKey::Date, false)),
        "/operations"
    );
}

#[test]
fn every_key_has_a_meaning_and_no_two_are_the_same() {
    let mut keys: Vec<_> = Field::ALL
        .iter()
        .map(|field| field.key())
        .chain(view::KEYS.iter().map(|doc| doc.key))
        .collect();
    let count = keys.len();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), count);
    assert!(view::KEYS.iter().all(|doc| !doc.meaning.is_empty()));
}

#[test]
fn totals_have_a_rule_and_a_ledger_of_their_own() {
    let view = parse("#/ledger?state=KS&measure=victims&outcome=found&rule=majority&possible=1");
    assert_eq!(
        (view.rule.0, view.possible, &view.page),
        (ConflictRule::Majority, true, &Page::Ledger)
    );
    assert_eq!(view.unread, []);
    assert_eq!(
        write(&view),
        "/ledger?state=KS&measure=victims&outcome=found&rule=majority&possible=1"
    );
    assert_eq!(write(&parse("operations?rule=range")), "/operations");
    // A word that is no rule or class is said, with the words that are, and never taken for another.
    let view = parse("#/ledger?rule=best&outcome=saved&possible=yes&rule=latest&rule=issuer");
    let why: Vec<_> = view.unread.iter().map(|part| (part.value.as_str(), &part.why)).collect();
    let known = |at: usize, word: &str| matches!(why[at], (_, Why::Value { known }) if known.split(", ").any(|it| it == word));
    assert!(
        known(0, "majority") && known(1, "found") && known(1, "rescued") && known(2, "1"),
        "{why:?}"
    );
    assert!(matches!(why[3], ("issuer", Why::Conflict)), "{why:?}");
    assert_eq!(view.rule.0, ConflictRule::Latest);
    assert!(matches!(parse("operations?outcome=found").unread[0].why, Why::NotHere));
    let next = reduce(&parse("operations?page=2"), &Action::Decide(ConflictRule::Lowest));
    assert_eq!(write(&next), "/operations?page=2&rule=lowest");
    assert_eq!(
        write(&reduce(&next, &Action::CountPossible(true))),
        "/operations?page=2&rule=lowest&possible=1"
    );
}
