//! Totals by a field on the real record. What is expected was worked out from the files in
//! `assets/dataset/operations/` by hand, and the reason stands beside it.

use std::sync::OnceLock;

use clearcount::dataset;
use clearcount::engine::Field;
use clearcount::present::record::Record;
use clearcount::present::region;
use clearcount::present::split::{self, Split};
use clearcount::view::{Action, SplitColumn, View, parse, reduce, write};

pub fn record() -> &'static Record {
    static RECORD: OnceLock<Record> = OnceLock::new();
    RECORD.get_or_init(|| Record::new(dataset::built_in().dataset))
}

pub fn by(address: &str) -> Split {
    let view = parse(address);
    assert_eq!(view.unread, [], "{address}");
    split::of_view(record(), &view).unwrap()
}

/// The rows as `value: text`.
fn rows(split: &Split) -> Vec<String> {
    split.rows.iter().map(|row| format!("{}: {}", row.value, row.number.text)).collect()
}

pub fn text<'a>(split: &'a Split, value: &str) -> &'a str {
    &split.rows.iter().find(|row| row.value == value).unwrap().number.text
}

const KANSAS: &str = "operations?state=KS";
pub const CROSS_COUNTRY: &str = "operations?series=operation-cross-country";

#[test]
fn people_found_in_kansas_by_year() {
    let split = by(&format!("{KANSAS}&by=year"));
    assert_eq!(
        rows(&split),
        [
            // 5 children and 4 women in two states; no share for Kansas.
            "2016: share not stated",
            // One paper gives Kansas 1 child (f16), another 6 (f18).
            "2017: 1–6",
            // 35 adults and 2 children in two states.
            "2019: share not stated",
            // Archangel, in Wichita alone: 1 recovered. The 4 offered services are another class, and
            // HSI's 31 in two states are no share.
            "2021: 1",
            // Blue Ghost counts arrests only.
            "2022: no figure",
            // 7 in two states.
            "2023: share not stated",
            // Andover counts arrests only.
            "-: no figure",
        ]
    );
    assert!(split.adds_up);
    assert_eq!(split.notes, ["The rows share no one and add up to the whole: between 2 and 7."]);
}

#[test]
fn people_found_in_kansas_by_kind_series_agency_and_state() {
    // 2017 is a regional sweep of Cross Country, 1 to 6; Archangel a local sting of no series, 1.
    let kind = by(&format!("{KANSAS}&by=kind"));
    assert_eq!(rows(&kind), ["regional_sweep: 1–6", "local_sting: 1"]);
    let series = by(&format!("{KANSAS}&by=series"));
    assert_eq!(rows(&series), ["operation-cross-country: 1–6", "-: 1"]);
    assert!(kind.adds_up && series.adds_up);
    // Only the Wichita police were in both.
    let agency = by(&format!("{KANSAS}&by=agency"));
    assert_eq!(text(&agency, "wichita-police-department-ks"), "2–7");
    assert_eq!(text(&agency, "junction-city-police-department-ks"), "1–6");
    assert_eq!(text(&agency, "kansas-highway-patrol"), "1");
    assert!(!agency.adds_up && agency.notes[0].contains("2 operations stand in several of them"));
    // In a row of an agency the place is that of the filter: five of the Wichita police's operations
    // reached Kansas, of which 2016, 2019 and 2023 give no share.
    let row = agency.rows.iter().find(|row| row.value == "wichita-police-department-ks").unwrap();
    assert_eq!(row.number.brief, "3 operations also reached Kansas without giving its share");
    // The filter admits Kansas only: other states of these operations are no rows.
    assert_eq!(rows(&by(&format!("{KANSAS}&by=state"))), ["KS: 2–7"]);
}

#[test]
fn arrests_in_kansas_by_every_field() {
    let of = |field: &str| by(&format!("{KANSAS}&measure=arrests&by={field}"));
    assert_eq!(
        rows(&of("year")),
        [
            // 26 in two states.
            "2016: share not stated",
            // Two papers give Kansas 6 and 1; one of them is 6 in Junction City, which is in Kansas.
            "2017: 6",
            // The Kansas City part of Independence Day counts no arrests.
            "2019: no figure",
            // Archangel: 16, the groups inside. HSI's 82 are in two states.
            "2021: 16",
            // Blue Ghost's share of Wichita.
            "2022: 17",
            "2023: share not stated",
            // Andover and its county.
            "-: 7",
        ]
    );
    // 6 + 17 in sweeps, 16 + 7 in stings; 6 in the series, 16 + 17 + 7 outside.
    assert_eq!(rows(&of("kind")), ["local_sting: 23", "regional_sweep: 23"]);
    assert_eq!(rows(&of("series")), ["-: 40", "operation-cross-country: 6"]);
    // The Wichita police were in Cross Country, Archangel and Blue Ghost: 6 + 16 + 17; ICT SOS in
    // Archangel and Andover: 16 + 7.
    let agency = of("agency");
    assert_eq!(text(&agency, "wichita-police-department-ks"), "39");
    assert_eq!(text(&agency, "ict-sos"), "23");
    assert_eq!(rows(&of("state")), ["KS: 46"]);
}

#[test]
fn cross_country_by_year_adds_up() {
    let split = by(&format!("{CROSS_COUNTRY}&by=year"));
    let expected = [
        // 21 in June; 47 or 49 in October.
        ("2008", "68–70"),
        // Nearly 50 (45 to 49) or 48 in February, 52 in October, none in Wasilla.
        ("2009", "about 97–101"),
        ("2010", "69"),
        // 79, or nearly 80 (72 to 79); the 36 field offices of the table add up to 79 themselves.
        ("2012", "about 79"),
        // 105 or 106.
        ("2013", "105–106"),
        // 168 children, and 20 adults in Oregon, who are none of them; of the 37 of San Diego and
        // the 3 of Anchorage, given for all ages, any number may be among the 168.
        ("2014", "188–228"),
        ("2015", "149"),
        // 82 children in the United States and 16 in Canada. The 25 of Southeast Asia, a region, may
        // be among them; 4 women in Kansas City, 3 adults in San Francisco and 1 in Fort Bend are
        // not, but may be one another: 82 + 16 + 4 to 82 + 16 + 25 + 4 + 3 + 1.
        ("2016", "102–131"),
        // 84 children; 17 in Denver and 2 in the Bay Area are of all ages.
        ("2017", "84–103"),
        // 103 children, and 35 adults in Kansas City whom the national number leaves out.
        ("2019", "138"),
        // 200 or more than 200.
        ("2023", "200–201"),
    ];
    for (year, number) in expected {
        assert_eq!(text(&split, year), number, "{year}");
    }
    assert!(split.adds_up, "{:?}", split.notes);
    // 2022: 84 children and 141 adults are more than the 200 or more of all.
    let row = split.rows.iter().find(|row| row.value == "2022").unwrap();
    assert!(row.total.contradiction && row.total.range.unwrap().upper == Some(84 + 141));
}

#[test]
fn cross_country_by_kind_series_state_and_agency() {
    // Regional sweeps are parts of national ones: the same people stand in both rows.
    let kind = by(&format!("{CROSS_COUNTRY}&by=kind"));
    assert_eq!(text(&kind, "demand_sting"), "0");
    assert!(!kind.adds_up && kind.notes[0].contains("a whole and its part"), "{:?}", kind.notes);
    // One row, which is the whole.
    let series = by(&format!("{CROSS_COUNTRY}&by=series"));
    assert_eq!(series.rows.len(), 1);
    assert_eq!(series.rows[0].total, series.whole.clone().unwrap());
    let state = by(&format!("{CROSS_COUNTRY}&by=state"));
    for (code, number) in [
        // Wasilla 0, Anchorage 3 in 2014; the 9 of 2015 were offered services.
        ("AK", "3"),
        // 3 girls in 2013, in the share of New England.
        ("ME", "3"),
        // The field offices of Philadelphia, Birmingham, Honolulu and Little Rock.
        ("PA", "2"),
        ("AL", "0"),
        ("HI", "1"),
        ("AR", "1"),
        ("KS", "1–6"),
    ] {
        assert_eq!(text(&state, code), number, "{code}");
    }
    // National numbers are in no state, and hold those of the states.
    assert_eq!(state.rows.iter().find(|row| row.value == "-").unwrap().name, "No one state");
    assert!(!state.adds_up && state.notes.iter().any(|note| note.contains("in no row")));
    // The FBI was in all of them.
    let agency = by(&format!("{CROSS_COUNTRY}&by=agency"));
    assert_eq!(agency.rows[0].value, "fbi");
    assert_eq!(agency.rows[0].total, agency.whole.clone().unwrap());
    for (id, number) in [
        // The national numbers hold those of the parts it was in, but for 35 adults in 2019 (138).
        // 2008 68 to 70, 2009 about 97 to 101, 2010 69, 2012 about 79, 2013 105 or 106, 2014
        // 168, 2015 149, 2016 98 (82 + 16) to 123 (and 25), 2017 84, 2023 200 or 201. 2022: 84
        // children and 141 adults against more than 200 of all change places, 201 to 225.
        ("ncmec", "about 1,456–1,513"),
        // 2013 9, 2015 5, 2016 6. 2017: 12 in Michigan, the 2 of Racine perhaps among them. 2023: at
        // least 17 adults of San Francisco and 5 children of New Orleans, at most 7 + 5 + 15 + 21.
        ("hsi", "54–82"),
        // National numbers only: 21, 47 or 49, 79 (or nearly 80), 105 or 106, 168, 149, 103.
        ("doj", "about 672–675"),
        // 2017 3, whatever is said of Kansas; 2019 2 children and 35 adults; 2022 2; 2023 7.
        ("kansas-city-police-department-mo", "49"),
        // 9 in 2013. 2022: 11 children and 11 adults, or nearly 24 (21 to 23), in Denver and its
        // region; a region may reach anywhere, so that the 9 of Indianapolis may be among them.
        ("usms", "about 31–41"),
        // 6 in 2012, 2 in 2017, 21 in 2023.
        ("oakland-police-department-ca", "29"),
    ] {
        assert_eq!(text(&agency, id), number, "{id}");
    }
}

/// The share of Kansas of each operation that gives one, worked out above; an agency's row is the sum
/// over those that it was in, for no two of them are related.
#[test]
fn every_agency_in_kansas_has_the_sum_of_its_operations() {
    let cross_country = "2017-operation-cross-country-xi-kansas-city";
    let archangel = "2021-operation-archangel-wichita";
    let people = vec![(cross_country, 1, 6), (archangel, 1, 1)];
    let arrests = vec![
        (cross_country, 6, 6),
        (archangel, 16, 16),
        ("2022-operation-blue-ghost", 17, 17),
        ("undated-andover-butler-county-sting", 7, 7),
    ];
    let dataset = &record().dataset;
    for (asked, shares) in [("", people), ("&measure=arrests", arrests)] {
        let split = by(&format!("{KANSAS}{asked}&by=agency"));
        assert!(split.rows.len() > 20, "{asked}");
        for row in &split.rows {
            let was_in = |id: &str| {
                let operation = dataset.operation(dataset.operation_by_id(id).unwrap());
                let mut agencies = operation.participations.iter().map(|it| it.agency);
                agencies.any(|agency| dataset.agency(agency).id == row.value)
            };
            let own: Vec<_> = shares.iter().filter(|(id, ..)| was_in(id)).collect();
            let sum = own.iter().fold((0, 0), |sum, (_, a, b)| (sum.0 + a, sum.1 + b));
            let found = row.total.range.map(|it| (it.lower, it.upper.unwrap()));
            assert_eq!(found, (!own.is_empty()).then_some(sum), "{asked} {}", row.value);
        }
    }
}

#[test]
fn cross_country_by_state_and_kind_worked_out() {
    let of = |asked: &str| by(&format!("{CROSS_COUNTRY}{asked}"));
    let people = of("&by=state");
    for (code, number) in [
        // Milwaukee 6 in 2012; 10 in 2013, which the part of Wisconsin gives again; 6 in 2014; 2 in
        // Racine in 2017; 1 in 2019; 4 in 2022.
        ("WI", "29"),
        // Omaha 0 in 2012 and 2 in 2015.
        ("NE", "2"),
        // New Orleans 3 in 2012, 6 in 2013, 3 in 2016, 1 in 2019, 5 in 2023.
        ("LA", "18"),
        // Newark 0 in 2012 and 1 in 2016.
        ("NJ", "1"),
        // Chicago 3 in 2012, 2 in 2013, 13 in 2014, 2 in 2019.
        ("IL", "20"),
        // Las Vegas 4 in 2012, 3 in 2016, 14 in 2019.
        ("NV", "21"),
        // 2012: 1 of the field office and 1 of the state, perhaps the same; 0 in 2014, 1 in 2019.
        ("MA", "2–3"),
    ] {
        assert_eq!(text(&people, code), number, "{code}");
    }
    let arrests = of("&measure=arrests&by=state");
    for (code, number) in [
        // Wasilla 10 buyers, Anchorage 3.
        ("AK", "13"),
        // Jackson 10 in 2013 and 19 in 2014; 20 in 2017, the 2 traffickers among them.
        ("MS", "49"),
        // Omaha 2 in 2012; 21 in 2015, 3 of them traffickers.
        ("NE", "23"),
        // 0 in 2012; 100 in 2013, no trafficker among them; 12 in 2014, 82 in 2017, 8 in 2022.
        ("WI", "202"),
        // 2012: 10 of New Orleans and nearly 30 (27 to 29) of Northern Louisiana, perhaps the same;
        // then 6, 17, 45 and 5.
        ("LA", "about 100–112"),
        // Newark 3 in 2012, 29 in 2016.
        ("NJ", "32"),
        // Chicago 3 in 2012; 96 in 2013, the trafficker among them.
        ("IL", "99"),
        // Las Vegas 4 in 2012, 44 in 2016.
        ("NV", "48"),
        // Given for the state in 2013 alone.
        ("IA", "33"),
        // 2012: 3 of Boston's office; 14 of the state, in which an office does not lie.
        ("MA", "14–17"),
    ] {
        assert_eq!(text(&arrests, code), number, "{code}");
    }
    let kinds = of("&measure=arrests&by=kind");
    for (kind, number) in [
        // Wasilla.
        ("demand_sting", "10"),
        // 239 in 2016, the 30 of Jacksonville among them, and 120 in 2017.
        ("international", "359"),
        // St. Louis: 0 in Franklin County in 2023.
        ("missing_child_recovery", "0"),
    ] {
        assert_eq!(text(&kinds, kind), number, "{kind}");
    }
}

/// A row is the total of the query with its clause added, and its ledger says the same.
#[test]
fn a_row_is_the_total_of_its_clause_and_leads_to_its_ledger() {
    let record = record();
    for address in [
        "operations?by=year",
        "operations?measure=arrests&population=buyers&by=state",
        "operations?kind!=demand_sting&of=missing_children&by=series&rule=majority",
        "operations?q=wichita&outcome=served&by=kind",
        "agencies/hsi?by=year&of=arrests",
        "places/us-ks?by=agency&measure=arrests",
        "operations?year=2019..2021&by=year&possible=1",
    ] {
        let split = by(address);
        assert!(split.rows.len() > 1, "{address}");
        for row in &split.rows {
            let Some(target) = &row.number.target else {
                assert_eq!(row.total.figures, 0, "{address} {}", row.value);
                continue;
            };
            let read = parse(&write(target));
            assert_eq!(read, *target, "{address}");
            let region::Asked::One(one) =
                region::asked(record, &read, clearcount::engine::Table::Operations)
            else {
                panic!("{address} {}", row.value)
            };
            let total = record.totals().total(&record.dataset, &one.selection, &one.ask);
            assert_eq!(total, row.total, "{address} {}", row.value);
        }
    }
}

#[test]
fn what_cannot_be_split_says_why() {
    for (address, why) in [
        ("operations?state!=KS&by=state", "leaves values out"),
        ("operations?state.all=KS&state.all=MO&by=state", "asks for several at once"),
        ("operations?measure=arrests&measure=victims&by=year", "are not one number"),
        ("operations?measure=duration_days&by=year", "is not added up"),
    ] {
        let split = by(address);
        assert!(split.rows.is_empty() && split.notes[0].contains(why), "{:?}", split.notes);
    }
    // On the page of an agency the rows would all be that agency's.
    for address in ["agencies/fbi?by=agency", "operations?by=measure", "figures?by=year"] {
        assert_eq!(parse(address).unread.len(), 1, "{address}");
    }
}

#[test]
fn rows_are_ordered_by_each_column_and_what_has_no_figure_comes_last() {
    let does = |address: &str, action: Action| write(&reduce(&parse(address), &action));
    assert_eq!(does("operations", Action::SplitTotals(Some(Field::State))), "/operations?by=state");
    let column = |address: &str, column| does(address, Action::OrderSplit(column));
    // The largest total comes first without a word.
    assert_eq!(
        column("operations?by=state", SplitColumn::Total),
        "/operations?by=state&order=total"
    );
    assert_eq!(
        column("operations?by=state&order=total", SplitColumn::Total),
        "/operations?by=state"
    );
    assert_eq!(
        column("operations?by=state", SplitColumn::Value),
        "/operations?by=state&order=value"
    );
    assert_eq!(
        column("operations?by=year", SplitColumn::Sources),
        "/operations?by=year&order=-sources"
    );
    assert_eq!(does("operations?by=year&order=-sources", Action::SplitTotals(None)), "/operations");
    for order in ["value", "-value", "total", "-total", "operations", "-operations", "sources"] {
        let split = by(&format!("operations?state=KS&by=year&order={order}"));
        let year: Vec<bool> = split.rows.iter().map(|row| row.value == "-").collect();
        let none: Vec<bool> = split.rows.iter().map(|row| row.total.range.is_none()).collect();
        match order.trim_start_matches('-') {
            "value" => assert!(year.is_sorted()),
            "total" => assert!(none.is_sorted()),
            _ => {}
        }
    }
    assert_eq!(
        View { order: None, ..parse("operations?order=total") },
        parse("operations?order=total")
    );
}

#[test]
fn the_table_as_it_is_written_into_files() {
    let split = by(&format!("{KANSAS}&by=kind"));
    insta::assert_snapshot!(split::to_csv(&split));
    let json = split::to_json(&split, "operations?state=KS&by=kind");
    insta::assert_snapshot!(serde_json::to_string_pretty(&json).unwrap());
}
