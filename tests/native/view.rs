//! Addresses: what is written is read back, any text is a view, and equal views have equal texts.

use clearcount::engine::{Clause, Field, Match, SORT_KEYS, SortKey, Span, Table};
use clearcount::model::{ConflictRule, Counting};
use clearcount::present::labels;
use clearcount::view::{self, Action, Embedding, Page, View, Why, parse, reduce, write};
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
        "embed=chart",
        "embed=chart-2",
        "embed=chart-0",
        "embed=2",
        "cols=date,found",
        "cols=name",
        "cols=summary,date,summary",
        "cols=colour",
        "cols=",
        "density=compact",
        "density=loose",
        "place_type=county",
        "source=2019-x/s1",
        "sort=-operations,first",
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
        "date=2019-06..2019-07-15",
        "date=2019-06..",
        "date=..2019",
        "date>=2019-06-30",
        "date<=2019",
        "date=2019-06",
        "date=-",
        "date!=-",
        "date=2019-07-15..2019",
        "date=2019-07..2019-06",
        "date=2019-02-30",
        "date!=2019",
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
        "#/agencies",
        "#/agencies/fbi",
        "#/places",
        "#/places/us-ks",
        "#/programmes/operation-cross-country",
        "#/offences",
        "#/sources",
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
        prop_assume!(view.filters.get(Field::State).is_none_or(|clause| clause.matching().is_some()));
        let toggle = Action::Toggle(Field::State, Match::Any, value);
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
    assert_eq!(
        filters("operations?date>=2019-06&date<=2019-07-15"),
        filters("operations?date=2019-06..2019-07-15")
    );
    assert_eq!(filters("operations?date=2019-06"), filters("operations?date=2019-06..2019-06"));
    assert_eq!(filters("operations?date=-"), [(Field::Date, Clause::AnyOf(set(&["-"])))]);
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

/// A date is written back as precise as it was read: `2019-06` is not made the first or the last of
/// its days.
#[test]
fn dates_are_written_back_as_they_were_read() {
    for text in [
        "date=2019-06..2019-07-15",
        "date=2019-06..",
        "date=..2019",
        "date=2019",
        "date=2019-07-08",
        "date=2019-07-15..2019",
        "date=-",
        "date!=-",
    ] {
        assert_eq!(write(&parse(&format!("operations?{text}"))), format!("/operations?{text}"));
    }
    for (text, canonical) in [
        ("date>=2019-06", "date=2019-06.."),
        ("date<=2019-06-30", "date=..2019-06-30"),
        ("date<=2019&date>=2018-02", "date=2018-02..2019"),
        ("date=2019..2019", "date=2019"),
    ] {
        assert_eq!(write(&parse(&format!("figures?{text}"))), format!("/figures?{canonical}"));
    }
}

#[test]
fn what_is_no_date_is_refused_with_the_form() {
    for text in [
        "date=2019-02-30",
        "date=July",
        "date=..",
        "date=2019-07..2019-06",
        "date>=",
        "date!=2019",
        "date=2019-06..-",
    ] {
        let view = parse(&format!("operations?{text}"));
        assert!(view.filters.is_empty(), "{text}");
        let [unread] = &view.unread[..] else { panic!("{text}: {:?}", view.unread) };
        let Why::Value { known } = &unread.why else { panic!("{text}: {:?}", unread.why) };
        assert!(known.contains("2019, 2019-07 or 2019-07-08"), "{text}: {known}");
        assert_eq!(write(&view), format!("/operations?{text}"));
    }
    let view = parse("operations?date=2019&date=-");
    assert_eq!(view.unread[0].why, Why::Conflict);
}

#[test]
fn a_filter_of_values_is_met_in_the_way_that_is_asked_for() {
    let toggle = |view: &View, how, value: &str| {
        reduce(view, &Action::Toggle(Field::State, how, value.into()))
    };
    let none = toggle(&parse("operations?page=2"), Match::None, "KS");
    assert_eq!(write(&none), "/operations?state!=KS");
    // What the filter says already counts, not what is asked for beside it.
    let two = toggle(&none, Match::Any, "MO");
    assert_eq!(write(&two), "/operations?state!=KS&state!=MO");
    let meet = |view: &View, how| reduce(view, &Action::Meet(Field::State, how));
    let all = meet(&two, Match::All);
    assert_eq!(write(&all), "/operations?state.all=KS&state.all=MO");
    assert_eq!(write(&meet(&all, Match::Any)), "/operations?state=KS&state=MO");
    assert_eq!(meet(&parse("operations"), Match::None), parse("operations"));
    // An operation has one kind: it is never all of two.
    let kind = parse("operations?kind=local_sting");
    assert_eq!(reduce(&kind, &Action::Meet(Field::Kind, Match::All)), kind);
    let one = toggle(&toggle(&two, Match::None, "KS"), Match::None, "MO");
    assert_eq!(write(&one), "/operations");
}

#[test]
fn a_stretch_takes_the_place_of_values_and_values_that_of_a_stretch() {
    let limit = |text: &str| view::read_limit(Field::Year, text);
    let span = |from: &str, to: &str| Span { from: limit(from), to: limit(to) };
    let values = parse("operations?year=2019&state=KS&page=2");
    let limited = reduce(&values, &Action::Limit(Field::Year, span("2018", "2020")));
    assert_eq!(write(&limited), "/operations?year=2018..2020&state=KS");
    let slid = reduce(&limited, &Action::Slide(Field::Year, span("", "2021")));
    assert_eq!(write(&slid), "/operations?year=..2021&state=KS");
    assert_eq!(
        reduce(&slid, &Action::Slide(Field::Year, span("2022", "2021"))),
        View { number: 0, ..slid.clone() }
    );
    assert_eq!(reduce(&slid, &Action::Settle), slid);
    let again = reduce(&slid, &Action::Toggle(Field::Year, Match::Any, "2019".into()));
    assert_eq!(write(&again), "/operations?year=2019&state=KS");
    let lifted = reduce(&slid, &Action::Limit(Field::Year, Span::default()));
    assert_eq!(write(&lifted), "/operations?state=KS");
    // A field without stretches has none.
    let state = reduce(&lifted, &Action::Limit(Field::State, span("2018", "2020")));
    assert_eq!(state, lifted);
}

#[test]
fn only_what_is_typed_or_moved_is_a_draft() {
    let span = Span::default();
    assert_eq!(Action::Search("a".into()).draft(), Action::Search("b".into()).draft());
    assert_ne!(Action::Slide(Field::Year, span).draft(), Action::Slide(Field::Date, span).draft());
    for action in [Action::Limit(Field::Year, span), Action::Settle, Action::ClearAll] {
        assert_eq!(action.draft(), None);
    }
}

#[test]
fn what_cannot_be_read_is_kept_and_named() {
    let view = parse("#/operations?state=KS&colour=red&kind=nonsense&qualifier=exactly&state!=MO");
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
                ("qualifier", "exactly", Why::NotHere),
                ("state", "MO", Why::Conflict),
            ]
        ),
        "{why:?}"
    );
    assert_eq!(
        write(&view),
        "/operations?state=KS&colour=red&kind=nonsense&qualifier=exactly&state!=MO"
    );
    assert_eq!(parse("#/no/page").page, Page::Unknown("no/page".into()));
}

#[test]
fn a_change_of_filter_begins_again_at_the_first_page_and_a_turn_does_not() {
    let view = parse("operations?page=3&q=x");
    assert_eq!(
        write(&reduce(&view, &Action::Toggle(Field::State, Match::Any, "KS".into()))),
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
fn an_order_of_several_columns_is_added_to_turned_round_and_taken_from() {
    let does = |view: &View, action| write(&reduce(view, &action));
    let two = parse("operations?sort=kind,-date");
    let add = |key| Action::SortBy { key, add: true };
    assert_eq!(does(&two, add(SortKey::Name)), "/operations?sort=kind,-date,name");
    assert_eq!(does(&two, Action::Reverse(SortKey::Kind)), "/operations?sort=-kind,-date");
    assert_eq!(does(&two, Action::Unsort(SortKey::Date)), "/operations?sort=kind");
    // What is left is the usual order, which is not written.
    assert_eq!(does(&two, Action::Unsort(SortKey::Kind)), "/operations");
    let start = parse("operations");
    assert_eq!(does(&start, add(SortKey::Name)), "/operations?sort=-date,name");
    assert_eq!(does(&start, Action::Reverse(SortKey::Date)), "/operations?sort=date");
}

#[test]
fn columns_are_shown_hidden_and_moved() {
    let does = |address: &str, actions: &[Action]| {
        write(&actions.iter().fold(parse(address), |view, action| reduce(&view, action)))
    };
    let show = Action::ShowColumn;
    let usual = "cols=date,kind,place,agency,found,arrests,sources";
    assert_eq!(does(&format!("operations?{usual}"), &[]), "/operations");
    assert_eq!(
        does("operations?page=2", &[show("kind")]),
        "/operations?cols=date,place,agency,found,arrests,sources&page=2"
    );
    // A column comes back to its place.
    assert_eq!(does("operations", &[show("kind"), show("kind")]), "/operations");
    assert_eq!(
        does("operations?cols=date,found", &[show("figures"), show("kind")]),
        "/operations?cols=date,kind,found,figures"
    );
    assert_eq!(
        does("operations?cols=date,found", &[Action::MoveColumn("found", false)]),
        "/operations?cols=found,date"
    );
    // At an end, and of a column that is not shown, there is nowhere to move.
    for action in [
        Action::MoveColumn("found", true),
        Action::MoveColumn("date", false),
        Action::MoveColumn("kind", true),
    ] {
        assert_eq!(does("operations?cols=date,found", &[action]), "/operations?cols=date,found");
    }
    assert_eq!(does("operations?cols=date", &[show("date")]), "/operations?cols=name");
    assert_eq!(does("operations?cols=name,date,name", &[]), "/operations?cols=date");
    assert_eq!(does("operations?cols=date", &[Action::UsualColumns]), "/operations");
    assert_eq!(does("operations", &[Action::Compact(true)]), "/operations?density=compact");
}

#[test]
fn a_column_that_a_table_does_not_have_is_named_with_those_it_has() {
    let known = |address: &str| match &parse(address).unread[..] {
        [part] => match &part.why {
            Why::Value { known } => known.clone(),
            why => panic!("{why:?}"),
        },
        other => panic!("{other:?}"),
    };
    assert_eq!(
        known("places?cols=name,colour"),
        "name, place_type, state, country, operations, first, last"
    );
    assert!(known("sources?sort=found").starts_with("name, date, announced, kind, source"));
    assert_eq!(parse("about?cols=name").unread[0].why, Why::NotHere);
    assert_eq!(parse("operations?place_type=city").unread[0].why, Why::NotHere);
}

#[test]
fn every_column_has_a_name_and_every_order_a_column() {
    for (table, word) in Table::ALL {
        let columns = view::columns(table);
        assert!(columns[0].usual, "{word}");
        for (at, column) in columns.iter().enumerate() {
            assert_ne!(labels::column(table, column.key), "", "{word} {}", column.key);
            assert!(columns[..at].iter().all(|other| other.key != column.key));
            // A column has one word, in `cols` and in `sort`.
            let sort =
                column.sort.and_then(|key| SORT_KEYS.iter().find(|(other, _)| *other == key));
            assert!(sort.is_none_or(|(key, word)| key.applies_to(table) && *word == column.key));
        }
    }
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
    // Where no figure is filtered by its outcome, the word says what totals count.
    assert_eq!(write(&parse("operations?outcome=found")), "/operations");
    assert_eq!(parse("agencies/fbi?outcome=served").counting, Counting::from_slug("served"));
    assert_eq!(write(&parse("#/?outcome=rescued")), "/?outcome=rescued");
    assert!(matches!(parse("operations?outcome=saved").unread[0].why, Why::Value { .. }));
    let served = Counting::from_slug("served").unwrap();
    let served = reduce(&parse("operations?page=2"), &Action::Count(served));
    assert_eq!(write(&served), "/operations?page=2&outcome=served");
    assert_eq!(write(&reduce(&served, &Action::Count(Counting::default()))), "/operations?page=2");
    let next = reduce(&parse("operations?page=2"), &Action::Decide(ConflictRule::Lowest));
    assert_eq!(write(&next), "/operations?page=2&rule=lowest");
    assert_eq!(
        write(&reduce(&next, &Action::CountPossible(true))),
        "/operations?page=2&rule=lowest&possible=1"
    );
}

#[test]
fn what_stands_inside_another_page_is_the_view_or_charts_of_it() {
    for (word, embed) in [
        ("1", Embedding::View),
        ("chart", Embedding::Charts),
        ("chart-2", Embedding::Chart(2)),
        ("chart-12", Embedding::Chart(12)),
    ] {
        let address = format!("/operations?embed={word}");
        assert_eq!(parse(&address).embed, embed);
        assert_eq!(write(&parse(&address)), address);
    }
    for word in ["0", "true", "chart-", "chart-0", "chart-02", "chart--1", "charts"] {
        let view = parse(&format!("operations?embed={word}"));
        assert_eq!((view.embed, view.unread.len()), (Embedding::None, 1), "{word}");
        assert!(
            matches!(&view.unread[0].why, Why::Value { known } if known == "1, chart, chart-2")
        );
    }
}
