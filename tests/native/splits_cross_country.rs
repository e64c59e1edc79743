//! The rest of Operation Cross Country's totals by a field, worked out like those in `splits`: from
//! the files in `assets/dataset/operations/` by hand, with the reason beside each.
//!
//! Two things come back all the time. A national number holds what its parts say of the same people,
//! so that a year's parts add nothing to it. And most regional parts list a field office beside
//! states or cities; two such parts may share people, so that only the largest is sure.

use clearcount::present::split::Split;

use crate::splits::{CROSS_COUNTRY, by, record, text};

fn of(asked: &str) -> Split {
    by(&format!("{CROSS_COUNTRY}{asked}"))
}

fn check(split: &Split, expected: &[(&str, &str)]) {
    for (value, number) in expected {
        assert_eq!(text(split, value), *number, "{}: {value}", split.name);
    }
}

/// The rows that have a number.
fn numbered(split: &Split) -> Vec<&str> {
    let rows = split.rows.iter().filter(|row| row.total.range.is_some());
    let mut values: Vec<&str> = rows.map(|row| row.value.as_str()).collect();
    values.sort_unstable();
    values
}

#[test]
fn arrests_by_year() {
    let split = of("&measure=arrests&by=year");
    let expected = [
        // 300 or 389 in June; 642 in October, the 5 and 1 of Northern Virginia among them.
        ("2008", "942–1,031"),
        // 571 in February; 700 or nearly 700 (630 to 699) in October. The 10 buyers of Wasilla are
        // part of neither, but the same bureau's in the same year: none of them is sure.
        ("2009", "about 1,201–1,281"),
        // 884 or 885.
        ("2010", "884–885"),
        // No number of all: 104 traffickers (or more than 100), 104 exploiters, who may be the same,
        // 14 people in Massachusetts; 61 sellers and 3 buyers of the Bay Area. Northern Louisiana's
        // "nearly 30" are among the traffickers.
        ("2012", "about 104–286"),
        // 150 or 159 of all; "about 150" traffickers are among them. The parts come to no more: 100
        // in Wisconsin is the most that is sure of them.
        ("2013", "about 150–159"),
        ("2014", "281"),
        // More than 150.
        ("2015", "151+"),
        // 239 in the United States, in which all parts lie.
        ("2016", "239"),
        ("2017", "120"),
        // 67 or 68 traffickers. 11 of Dallas, 19 of northern Oklahoma and 5 of Washington are of
        // other groups, and may be the same people.
        ("2019", "67–103"),
        // 85 exploiters. Of other groups: 4 of Atlanta's office and 4 of the part; 2 of Denver, 3 of
        // Jacksonville, 2 of Springfield, 8 of Milwaukee; Sacramento's 2 traffickers, 2 buyers and
        // 2 to 4 by charge, which are shares of no stated whole.
        ("2022", "85–116"),
        // 126 exploiters among more than 60 of all.
        ("2023", "126+"),
    ];
    check(&split, &expected);
    assert_eq!(split.rows.len(), expected.len());
    assert!(split.adds_up, "{:?}", split.notes);
    assert_eq!(
        split.notes,
        ["The rows share no one and add up to the whole: about 4,350 or more."]
    );
}

#[test]
fn people_found_and_arrests_by_kind() {
    let people = of("&by=kind");
    check(
        &people,
        &[
            // The national rows of every year but 2016 and 2017: 21, 47 to 49, 45 to 49, 52, 69, 79,
            // 105 or 106, 168, 149, 103, 201 to 225 (the ends of 2022 change places), 200 or 201.
            ("national_sweep", "about 1,239–1,271"),
            // 2016: 82 in the United States and 16 in Canada, and 25 of a region of Asia, which may
            // reach into them; 84 in 2017.
            ("international", "182–207"),
            // 0 in 2008; Houston 3 and Oklahoma City 3, perhaps the same; 3 in Anchorage; 4 children
            // and 1 adult in Fort Bend; 1 in Toledo.
            ("local_sting", "12–15"),
            // 2013: 10. 2014: 1 child in Connecticut, 1 and 20 adults in Oregon: 21 or 22. 2016: 3,
            // 3, 1, 5. 2017: 4, 12, 2 in Portland, 2 in Racine. 2019: 3. 2022: 4.
            ("statewide_sweep", "55–71"),
            // 2010: 16 and 7, or 24, around Seattle, 3 in Portland: 26 or 27. 2012: 6. 2013: 2, 9,
            // 8, 3. 2014: 37 in San Diego, 6, 2, 16, 9, 6, 4. 2015: 20, 5, 19, 2. 2016: 9 children
            // and 4 women are sure, of 9, 1, 5 + 4, 6 + 3, 6. 2017: 17, 2, 3, 1. 2019: 35 adults and
            // 9 of 9 to 15 children, 2, 2. 2022: 28 of 28, nearly 24 (22 or 23), 9, 2, 17, 3. 2023:
            // 27 and more, for Sacramento has more than 12.
            ("regional_sweep", "about 227+"),
        ],
    );
    // Only missing children were counted there.
    assert_eq!(text(&people, "missing_child_recovery"), "no figure");
    check(
        &of("&measure=arrests&by=kind"),
        &[
            // As by year, without what parts and Wasilla have: 942, 571 + 630, 884, 104, 150, 281,
            // 151, 67, 85, 126; 2015 and 2023 are open.
            ("national_sweep", "about 3,991+"),
            // 2008: 5 or 6. 2013: 37 of 37 to 48 sellers, 13 traffickers, none in Houston. 2014: 3.
            // 2016: 9. 2017: 33 of 33 and 3. 2022: 2 of 2, 2 and 2 to 4.
            ("local_sting", "89–123"),
            // 2013: 100. 2014: 3. 2016: 45 of 44, 45, 29, 14. 2017: 82 of 7, 2, 54, 20, 10, 3, 82.
            // 2022: 8.
            ("statewide_sweep", "238–421"),
            // 2010: 33 + 7 + 2. 2012: 61 at least. 2013: 96. 2014: over a dozen (13) in the Bay Area,
            // open; 5 in Maryland, 7 in counties of California and 3 in Texas are 15, sure to be
            // different. 2015: 21. 2016: 79. 2017: 12. 2019: 19. 2022: 4. 2023: 30.
            ("regional_sweep", "379+"),
        ],
    );
}

#[test]
fn people_found_by_state() {
    let split = of("&by=state");
    let expected = [
        // Field offices first, then the parts: 2, 5, 4, 17.
        ("AZ", "28"),
        // 7; 19 of four offices; 21; 37 of 37, 27 in the state, 10, 6 and 9; 3; 6 + 3; 2; 11; 21 of
        // 21, 15 and 15 or more.
        ("CA", "130+"),
        // 2, 9, 18, 20, 11 in a judicial district, 4, nearly 24 (22 or 23), 27.
        ("CO", "about 113–114"),
        // 6 of the office and 5 of the state, perhaps the same; 1; 1.
        ("CT", "8–13"),
        // 1, 0, 2: the part of 2019 is the office's.
        ("DC", "3"),
        // 2 + 3, 1, 1 + 1, 2 + 2. Jacksonville's 7 of 2022 are possible victims.
        ("FL", "12"),
        // 3, 11, 6, 28.
        ("GA", "48"),
        // 0, 0, 9.
        ("IN", "9"),
        // 0, 2.
        ("MD", "2"),
        // 6, 10, 19, 6, 12, and 9 or 13.
        ("MI", "62–66"),
        ("MN", "0"),
        // 2; 2 in Kansas City and 1 in St. Louis, perhaps the same; 2; 2.
        ("MO", "8–9"),
        // 3 of the office and 3 of the state, perhaps the same.
        ("NC", "3–6"),
        // 0, 0, 1.
        ("NM", "1"),
        // 1, 0, 0 in Albany, 1 in Buffalo.
        ("NY", "2"),
        // 0, 16, 1, 1 + 2.
        ("OH", "20"),
        // 3, 3.
        ("OK", "6"),
        // 3, 1 + 20, 2, 4.
        ("OR", "30"),
        ("SC", "2"),
        // 0, 2 + 2.
        ("TN", "4"),
        // 6 + 1; 5 of the state and 3 of Houston, perhaps the same; 6; 5; 4 + 1; 13 + 3 + 4; 3 and 3,
        // perhaps the same.
        ("TX", "51–57"),
        ("UT", "0"),
        // 0, 1. Northern Virginia is of Washington's office.
        ("VA", "1"),
        // 2010: 23 or 24 of the part, 23 or 24 and 23 of two regions, 16 and 7 of two cities, of
        // which nothing says that they lie in the regions; then 6, 3, 5, 6.
        ("WA", "43–114"),
        ("WY", "0"),
        // Of operations that list no state: 47 to 49, 45 to 49, 52, 84, 200 or 201.
        ("-", "about 428–435"),
    ];
    check(&split, &expected);
    let elsewhere =
        ["AK", "AL", "AR", "HI", "IL", "KS", "LA", "MA", "ME", "NE", "NJ", "NV", "PA", "WI"];
    let mut all: Vec<&str> = expected.iter().map(|it| it.0).chain(elsewhere).collect();
    all.sort_unstable();
    assert_eq!(numbered(&split), all);
}

#[test]
fn arrests_by_state() {
    let split = of("&measure=arrests&by=state");
    let expected = [
        ("AL", "0"),
        // 1, 21, 7.
        ("AZ", "29"),
        // 3; 61 of 61, 3, 6 + 7 + 7 and 1 or 3 in Los Angeles; 28; 13 or more; 3; 79 of 79, 14, 4;
        // 12 of 12, 4, 5; 2 of 2, 2, 2 to 4; 9 of 9, 5, 4.
        ("CA", "210+"),
        // 3, 6, 11, 2, 5. The parts of 2013 and 2016 are in Wyoming too.
        ("CO", "27"),
        // 0, 5.
        ("DC", "5"),
        // 4 + 3; 30, the 27 and 3 of the part; 3; 16 of the office and 30 of the city, perhaps the
        // same.
        ("FL", "70–86"),
        // 5, 17, 15; 4 of the office and 4 of the part, perhaps the same.
        ("GA", "41–45"),
        // 0, 2.
        ("IN", "2"),
        // 6 or 1 in the state, 6 in one of its cities.
        ("KS", "6"),
        // 1, 5.
        ("MD", "6"),
        // 10, 3, 18, 12, 10, 54.
        ("MI", "107"),
        ("MN", "4"),
        // 2; 4 and 4, perhaps the same; 2; 0.
        ("MO", "8–12"),
        ("NM", "0"),
        ("NY", "1"),
        // 1; 12 traffickers and 12 people of the Mahoning Valley, perhaps the same; 33 of 33 and 3.
        ("OH", "46–61"),
        // 7; 37 of 37 to 48 sellers and 13 traffickers; 14; 19.
        ("OK", "77–101"),
        // 6, 3, 9 + 1.
        ("OR", "19"),
        ("PA", "2"),
        ("TN", "0"),
        // 0 + 1 + 1 + 2, 0, 2 + 1, 1, 9, 11.
        ("TX", "28"),
        ("VA", "2"),
        // 7 + 2, 7, 9, 14, 3. The 13 of 2014 are in Portland too.
        ("WA", "42"),
        // Casper: 4 sellers against 3 of all, which change places. Cheyenne: 4 sellers, 6 buyers.
        ("WY", "9–14"),
        // Of operations that list no state: 642, 571, 630 to 700, 120, 126 or more.
        ("-", "about 2,089+"),
    ];
    check(&split, &expected);
    let casper = split.rows.iter().find(|row| row.value == "WY").unwrap();
    assert!(casper.total.contradiction);
    let elsewhere = ["AK", "IA", "IL", "LA", "MA", "MS", "NE", "NJ", "NV", "WI"];
    let mut all: Vec<&str> = expected.iter().map(|it| it.0).chain(elsewhere).collect();
    all.sort_unstable();
    assert_eq!(numbered(&split), all);
}

/// An agency with people found and arrests, in what it was in.
type Agency = (&'static str, &'static str, &'static str);

/// The agencies in at least two of the operations. Where the operations are of different years, which
/// share no one, their numbers are those of [`ALONE`] added up.
const IN_SEVERAL: [Agency; 39] = [
    // In all: the rows by year added up, of people found 68 to 70, 97 to 101, 69, 79, 105 or 106,
    // 188 to 228, 149, 102 to 131, 84 to 103, 138, 201 to 225, 200 or 201.
    ("fbi", "about 1,480–1,600", "about 4,350+"),
    // Arrests: the national numbers, as by year. 2012 without the Bay Area, 2019 and 2022 with few
    // parts: the lower ends are the same.
    ("ncmec", "about 1,456–1,513", "about 4,350+"),
    // Arrests: 51 of 51 to 88; 1; 10; 82 of 82 and 54; 9 of 9, 5, 4, 1.
    ("hsi", "54–82", "153–254"),
    // Arrests: 942, 104, 150, 281, 151 or more, 67.
    ("doj", "about 672–675", "about 1,695+"),
    // 2017 3 found and 10 to 16 arrested, 2019 37 and no figure, 2022 2 and 2, 2023 7 and 1.
    ("kansas-city-police-department-mo", "49", "13–19"),
    ("overland-park-police-department-ks", "49", "13–19"),
    // Not in 2022.
    ("wichita-police-department-ks", "47", "11–17"),
    // Not in 2017.
    ("springfield-police-department-mo", "46", "3"),
    ("sedgwick-county-sheriffs-office-ks", "40", "10–16"),
    ("sedgwick-county-exploited-and-missing-child-unit", "10", "11–17"),
    ("missouri-state-highway-patrol", "9", "3"),
    // The Bay Area: 6, 2, 21; 61 to 71, 12 to 21, 9.
    ("oakland-police-department-ca", "29", "82–101"),
    // Not in 2012.
    ("san-jose-police-department-ca", "23", "21–30"),
    ("san-francisco-police-department-ca", "23", "21–30"),
    // Denver: 9, 9, 17; 51 to 88 and, in 2016, 32 buyers of 32, 11, 4 in Cheyenne and 3 in Casper.
    ("rocky-mountain-innocence-lost-task-force", "35", "83–138"),
    // Denver: 9 and 51 to 88; nearly 24 (22 or 23) and 2.
    ("denver-police-department-co", "about 31–32", "53–90"),
    ("arapahoe-county-sheriffs-office-co", "about 31–32", "53–90"),
    ("douglas-county-sheriffs-office-co", "about 31–32", "53–90"),
    // Indianapolis counts no arrests.
    ("usms", "about 31–41", "53–90"),
    // 3 and 9, 4 and 13, 5 and 14.
    ("fbi-child-exploitation-task-forces-wa", "12", "36"),
    // 19 and 12, 6 and 10, 12 and 54.
    ("michigan-state-police", "37", "76"),
    ("southeast-michigan-trafficking-and-exploitation-crimes-task-force", "18", "64"),
    ("detroit-police-department-mi", "18", "64"),
    ("salvation-army", "18", "64"),
    // 5 and 1; 9 to 15 and 11.
    ("dallas-police-department-tx", "14–20", "12"),
    ("fort-worth-police-department-tx", "14–20", "12"),
    // 5 and 1; 3 and no figure.
    ("texas-department-of-public-safety", "8", "1"),
    // 5 and 9, 7 and 1.
    ("dhs", "12", "10"),
    // 2 and 82, 4 and 8.
    ("milwaukee-police-department-wi", "6", "90"),
    ("racine-police-department-wi", "6", "90"),
    ("racine-county-sheriffs-office-wi", "6", "90"),
    ("mount-pleasant-police-department-wi", "6", "90"),
    ("glendale-police-department-wi", "6", "90"),
    ("sheboygan-county-sheriffs-office-wi", "6", "90"),
    // 7 possible victims and 3 arrested; 4 found, 16 and 30 arrested, perhaps the same.
    ("jacksonville-sheriffs-office-fl", "4", "33–49"),
    // St. Louis: missing children only; no trafficker arrested in Franklin County.
    ("missouri-childrens-division", "no figure", "0"),
    ("international-institute-of-st-louis", "no figure", "0"),
    ("st-louis-metropolitan-police-department-mo", "no figure", "0"),
    ("franklin-county-sheriffs-office-mo", "no figure", "0"),
];

/// What an operation says by itself: the lower and the upper end, if it gives a number and if that
/// has an upper end.
type Ends = Option<(i64, Option<i64>)>;

const fn exactly(number: i64) -> Ends {
    between(number, number)
}

const fn between(lower: i64, upper: i64) -> Ends {
    Some((lower, Some(upper)))
}

/// The operations with agencies that were in no other: people found and arrests, of each alone.
const ALONE: [(&str, Ends, Ends); 40] = [
    ("2010-operation-cross-country-v", exactly(69), between(884, 885)),
    // 23 or 24; 7 and 2 traffickers in two cities.
    ("2010-operation-cross-country-v-puget-sound", between(23, 24), exactly(9)),
    ("2013-operation-cross-country-vii-chicago", exactly(2), exactly(96)),
    // 6 traffickers, 51 sellers and 25 buyers may be the same; 6 for other crimes are a share of a
    // whole that is not given, and stand beside them.
    ("2013-operation-cross-country-vii-denver", exactly(9), between(51, 51 + 25 + 6 + 6)),
    ("2013-operation-cross-country-vii-new-england", exactly(8), exactly(1)),
    ("2014-operation-cross-country-viii-maryland", exactly(2), exactly(5)),
    // 1 child and 20 adults.
    ("2014-operation-cross-country-viii-oregon", exactly(21), exactly(3)),
    // 9 were offered services.
    ("2015-operation-cross-country-ix-anchorage", None, None),
    ("2015-operation-cross-country-ix-dallas", exactly(5), exactly(1)),
    ("2015-operation-cross-country-ix-detroit", exactly(19), exactly(12)),
    ("2015-operation-cross-country-ix-omaha", exactly(2), exactly(21)),
    // 4 children and 1 adult.
    ("2016-operation-cross-country-x-fort-bend-county", exactly(5), exactly(9)),
    ("2016-operation-cross-country-x-las-vegas", exactly(3), exactly(44)),
    ("2016-operation-cross-country-x-southeast-michigan", exactly(6), exactly(10)),
    // 14 exploiters are the 14 of all.
    ("2016-operation-cross-country-x-washington-state", exactly(5), exactly(14)),
    // 12 buyers, 4 traffickers and 5 exploiters may be the same.
    ("2017-operation-cross-country-xi-bay-area", exactly(2), between(12, 12 + 4 + 5)),
    // Its arrests are the nation's.
    ("2017-operation-cross-country-xi-denver", exactly(17), None),
    // 10 traffickers, and 6 people of Kansas, who may be among them.
    ("2017-operation-cross-country-xi-kansas-city", exactly(3), between(10, 10 + 6)),
    // 8 and 46 are the 54.
    ("2017-operation-cross-country-xi-michigan", exactly(12), exactly(54)),
    // 2 traffickers are among the 20.
    ("2017-operation-cross-country-xi-mississippi", None, exactly(20)),
    // 9 in Portland and 1 in Salem.
    ("2017-operation-cross-country-xi-oregon", exactly(2), exactly(10)),
    ("2017-operation-cross-country-xi-wisconsin", exactly(2), exactly(82)),
    ("2019-operation-independence-day", exactly(103), between(67, 68)),
    // 9 recovered, 4 identified and 2 either, or 9, or 13; 11 traffickers are the 11 of all.
    ("2019-operation-independence-day-dallas", between(9, 9 + 4 + 2), exactly(11)),
    // 2 children and 35 adults.
    ("2019-operation-independence-day-kansas-city", exactly(37), None),
    ("2019-operation-independence-day-northern-oklahoma", None, exactly(19)),
    ("2019-operation-independence-day-washington-field", exactly(2), exactly(5)),
    // 11 children and 11 adults, or nearly 24.
    ("2022-operation-cross-country-xii-denver", between(11 + 11, 23), exactly(2)),
    ("2022-operation-cross-country-xii-indianapolis", exactly(9), None),
    ("2022-operation-cross-country-xii-milwaukee", exactly(4), exactly(8)),
    // No child.
    ("2022-operation-cross-country-xii-phoenix", exactly(17), None),
    // 2 traffickers, 2 buyers; 2 for guns and 2 for flight, perhaps the same.
    ("2022-operation-cross-country-xii-sacramento", None, between(2, 2 + 2 + 4)),
    ("2022-operation-cross-country-xii-san-antonio", exactly(3), None),
    ("2022-operation-cross-country-xii-st-louis", None, None),
    ("2023-operation-cross-country-xiii-kansas-city", exactly(7), exactly(1)),
    ("2023-operation-cross-country-xiii-new-orleans", exactly(5), exactly(5)),
    // 2 children and more than 12 adults.
    ("2023-operation-cross-country-xiii-sacramento", Some((2 + 13, None)), exactly(5)),
    ("2023-operation-cross-country-xiii-san-diego", exactly(15), exactly(4)),
    ("2023-operation-cross-country-xiii-san-francisco", exactly(21), exactly(9)),
    ("2023-operation-cross-country-xiii-st-louis", None, exactly(0)),
];

#[test]
fn every_agency_in_several_operations() {
    let (people, arrests) = (of("&by=agency"), of("&measure=arrests&by=agency"));
    for (agency, found, arrested) in IN_SEVERAL {
        assert_eq!(text(&people, agency), found, "{agency}");
        assert_eq!(text(&arrests, agency), arrested, "{agency}: arrests");
    }
}

/// An agency that was in one operation has the number of that one; every agency is in one of the two
/// tables.
#[test]
fn every_agency_in_one_operation_has_its_number() {
    let dataset = &record().dataset;
    let series = |it: &clearcount::model::Operation| {
        it.series.is_some_and(|at| dataset.programme(at).id == "operation-cross-country")
    };
    let mut met = std::collections::BTreeSet::new();
    for (asked, arrests) in [("", false), ("&measure=arrests", true)] {
        for row in &of(&format!("{asked}&by=agency")).rows {
            let was_in: Vec<&str> = dataset
                .operations
                .iter()
                .filter(|it| series(it))
                .filter(|it| {
                    let mut agencies = it.participations.iter().map(|it| it.agency);
                    agencies.any(|agency| dataset.agency(agency).id == row.value)
                })
                .map(|it| it.id.as_str())
                .collect();
            let [only] = was_in[..] else {
                assert!(IN_SEVERAL.iter().any(|it| it.0 == row.value), "{}", row.value);
                continue;
            };
            let (_, found, arrested) = ALONE.iter().find(|it| it.0 == only).unwrap();
            let expected = if arrests { *arrested } else { *found };
            let ends = row.total.range.map(|it| (it.lower, it.upper));
            assert_eq!(ends, expected, "{asked} {}", row.value);
            met.insert(only);
        }
    }
    assert_eq!(met.len(), ALONE.len());
}
