//! What charts say before they are drawn, on the real record: every mark holds what it leads to.

use clearcount::dataset;
use clearcount::engine::{Field, Table};
use clearcount::model::{ChartKind, Measure, OperationIdx, Vocabulary};
use clearcount::present::charts::{self, Chart, Form, Point, strip};
use clearcount::present::compare::{self, Compared};
use clearcount::present::record::Record;
use clearcount::present::region::{self, Asked};
use clearcount::present::{front, numbers, page_charts};
use clearcount::totals::Ask;
use clearcount::view::{Embedding, Page, View, parse, write};

fn record() -> Record {
    Record::new(dataset::built_in().dataset)
}

fn drawn(record: &Record, address: &str) -> Vec<Chart> {
    let view = parse(address);
    assert_eq!(view.unread, [], "{address}");
    charts::of_view_alone(record, &view)
}

fn only(record: &Record, address: &str) -> Chart {
    let mut charts = drawn(record, address);
    assert_eq!(charts.len(), 1, "{address}");
    charts.remove(0)
}

fn point<'a>(chart: &'a Chart, name: &str) -> &'a Point {
    chart.points.iter().find(|point| point.name == name).unwrap_or_else(|| {
        panic!(
            "no {name} in {:?}",
            chart.points.iter().map(|point| &point.name).collect::<Vec<_>>()
        )
    })
}

fn counts(points: &[Point]) -> i64 {
    points.iter().filter_map(|point| point.range).map(|range| range.lower).sum()
}

/// Addresses of every kind of chart, under filters that its marks must respect.
const ADDRESSES: &[&str] = &[
    "operations",
    "operations?state=KS",
    "operations?year=2018..2021&state!=CA",
    "operations?kind=demand_sting&by=state&chart=bars",
    "operations?chart=bars&by=agency&year=2019..",
    "operations?chart=bars&by=offence&offence=commercial_sex_promotion",
    "operations?chart=bars&by=series&of=victims&rule=majority",
    "operations?chart=bars&by=year&of=arrests.buyers",
    "operations?chart=bars&by=state&of=victims.children&state=KS&state=MO",
    "operations?chart=map",
    "operations?chart=map&of=arrests&kind=statewide_sweep",
    "operations?chart=multiples",
    "operations?chart=multiples&by=state&kind=demand_sting",
    "operations?of=victims",
    "operations?of=missing_children&rule=issuer",
    "operations?of=victims&year=2019",
    "operations?of=arrests&measure=victims&state=FL",
    "operations?of=victims&outcome=served&year=2012..",
    "operations?q=hotel&chart=bars&by=level",
    "agencies/fbi?chart=bars&by=state",
    "agencies/fbi?of=victims",
    "places/us-ks?of=arrests",
    "programmes/operation-cross-country?chart=timeline&of=victims.children",
    "figures?measure=victims",
    "figures?measure=arrests&state=KS",
    "figures?chart=bars&by=outcome",
    "figures",
    "agencies",
    "agencies?level=federal",
    "agencies?chart=matrix&year=2019..2021",
    "places?place_type=city",
    "places?chart=bars",
    "programmes",
    "offences",
    "sources?chart=bars&by=year",
    "disagreements",
];

#[test]
fn a_mark_that_counts_rows_leads_to_so_many_rows() {
    let record = record();
    let mut followed = 0;
    for address in ADDRESSES {
        for chart in drawn(&record, address) {
            // What is dated less exactly than a stretch of days may lie in it too.
            let by_days = matches!(chart.brush, Some((Field::Date, _)));
            for point in chart.points.iter().filter(|point| point.behind.is_empty()) {
                let (Some(range), Some(target)) = (point.range, &point.target) else { continue };
                let lifts = write(target).len() < address.len();
                let Some(table) = target.listing().filter(|_| !lifts) else { continue };
                let answer = record.answer(&target.query(table, Vec::new()));
                assert_eq!(answer.unknown, [], "{address}: {}", write(target));
                let listed = answer.count as i64;
                let holds = if by_days { listed >= range.lower } else { listed == range.lower };
                assert!(holds, "{address}: {} leads to {listed} at {}", point.said, write(target));
                followed += 1;
            }
        }
    }
    assert!(followed > 400, "{followed}");
}

#[test]
fn a_mark_that_totals_leads_to_the_ledger_of_that_total() {
    let record = record();
    let mut followed = 0;
    for address in ADDRESSES {
        for chart in drawn(&record, address) {
            for point in &chart.points {
                let Some(target) = point.target.as_ref().filter(|it| it.page == Page::Ledger)
                else {
                    continue;
                };
                // As a reader meets it: by its address.
                let target = parse(&write(target));
                assert_eq!(target.unread, [], "{address}: {}", point.name);
                match region::asked(&record, &target, Table::Operations) {
                    Asked::One(one) => {
                        let total =
                            record.totals().total(&record.dataset, &one.selection, &one.ask);
                        assert_eq!(
                            total.range,
                            point.range,
                            "{address}: {} at {}",
                            point.said,
                            write(&target)
                        );
                        followed += 1;
                    }
                    Asked::NotOne { why, .. } => panic!("{address}: {}: {why}", point.said),
                }
            }
        }
    }
    assert!(followed > 150, "{followed}");
}

#[test]
fn the_whole_record_by_year_and_what_has_none() {
    let record = record();
    let chart = only(&record, "operations");
    // 353 operations, two of them `undated-`: research/README.
    assert_eq!(chart.points.len(), 2026 - 2008 + 1);
    assert_eq!(counts(&chart.points), 351);
    assert!(chart.notes.iter().any(|note| note == "2 operations of unknown date not drawn."));
    assert_eq!(chart.filter, "The whole record");
    assert_eq!(point(&chart, "2019").said, "2019: 28 operations");
}

/// A filter of time brings what it selects nearer: months or quarters, with spans for the rest.
#[test]
fn a_shorter_time_is_drawn_more_finely() {
    let record = record();
    let chart = only(&record, "operations?year=2019");
    let Form::Upright { spans } = &chart.form else { panic!("{chart:?}") };
    let columns = chart.points.len() - spans.len();
    assert!(
        chart.title.ends_with("by month") || chart.title.ends_with("by quarter"),
        "{}",
        chart.title
    );
    assert!((4..=24).contains(&columns), "{columns}");
    assert!(!spans.is_empty());
    // Each of the 28 operations stands in one place.
    assert_eq!(counts(&chart.points), 28);
}

#[test]
fn few_operations_are_said_in_words() {
    let record = record();
    let chart = only(&record, "operations?state=KS&year=2019");
    let reason = chart.nothing().unwrap();
    assert!(reason.contains("too few to draw as a trend"), "{reason}");
    let none = only(&record, "operations?state=KS&year=2008");
    assert_eq!(
        none.nothing(),
        Some("No operation passes the filters, so there is nothing to draw.")
    );
}

#[test]
fn the_map_tells_no_operation_from_no_operation_that_passes() {
    let record = record();
    let charts = drawn(&record, "operations?chart=map&state=KS");
    let [map, countries] = charts.as_slice() else { panic!() };
    assert_eq!(map.points.len(), 56);
    assert_eq!(map.form, Form::Map);
    // Vermont has no operation in the record.
    let vermont = map.points.iter().find(|point| point.short == "VT").unwrap();
    assert_eq!((vermont.range, vermont.text.as_str()), (None, "none recorded"));
    // The filter on states does not empty the map; what it leaves out is told apart.
    let missouri = map.points.iter().find(|point| point.short == "MO").unwrap();
    assert!(missouri.outside && missouri.range.is_some_and(|range| range.lower > 0));
    assert!(countries.points.iter().all(|point| !point.outside));
    let empty = drawn(&record, "operations?chart=map&kind=labor_inspection&year=2013");
    assert!(empty[0].nothing().is_some() || counts(&empty[0].points) >= 0);
}

/// Independence Day, July 2019: 103 children in all; sources give shares by field office.
#[test]
fn the_strip_of_an_operation_is_its_whole_and_the_shares_of_it() {
    let record = record();
    let id = "2019-operation-independence-day";
    let index = record.dataset.operation_by_id(id).unwrap();
    let strips = strip::of_operation(&record, &View::of(Page::Operation(id.into())), index);
    let children = &strips[0];
    assert_eq!(children.kind, ChartKind::Strip);
    assert_eq!(children.points[0].text, "103");
    // The list by field office of one outlet (f-figures of its source s2), added up by hand from the
    // operation's file below; the share of North Carolina, which another outlet gives, holds the one of
    // Charlotte and is not beside it.
    let source =
        record.dataset.operation(index).sources.iter().position(|it| it.id == "s2").unwrap();
    let by_office: Vec<i64> = record
        .dataset
        .operation(index)
        .figures
        .iter()
        .filter(|figure| figure.source.position() == source && figure.place.is_some())
        .filter_map(|figure| figure.value.whole())
        .collect();
    let drawn: i64 = counts(&children.points[1..]);
    assert!(drawn <= by_office.iter().sum::<i64>() && drawn <= 103, "{drawn} of {by_office:?}");
    assert!(!children.points.iter().any(|point| point.name == "North Carolina"));
    assert!(
        children.facts[1].starts_with(&format!("{} shares stated", by_office.len())),
        "{:?}",
        children.facts
    );
    for point in children.points.iter().filter(|point| !point.name.ends_with("smaller shares")) {
        assert!(point.target.is_some(), "{}", point.name);
    }
    let few = record.dataset.operation_by_id("2018-operation-misafekid").unwrap();
    let view = View::default();
    assert!(strip::of_operation(&record, &view, few).len() < 3);
}

#[test]
fn values_of_different_measures_share_no_axis() {
    let record = record();
    let usual = only(&record, "figures");
    assert_eq!(usual.kind, ChartKind::Bars);
    let asked = parse("figures?chart=bars");
    assert_eq!(asked.chart_kind(), Some(ChartKind::Bars));
    let one = only(&record, "figures?measure=victims");
    assert_eq!(one.kind, ChartKind::Histogram);
    let two = only(&record, "figures?measure=victims&measure=arrests");
    assert_eq!(two.kind, ChartKind::Bars);
}

#[test]
fn the_first_page_names_the_disagreements_whose_stated_numbers_lie_furthest_apart() {
    let record = record();
    let page = front::stands_out(&record, &View::default());
    assert_eq!(page.disagreements.len(), 5);
    // "Nearly 70,000" and "70,000" state the same number.
    let apart: Vec<&str> = page
        .disagreements
        .iter()
        .flat_map(|row| &row.says)
        .map(|saying| saying.says.as_str())
        .collect();
    assert!(!apart.iter().any(|says| says.contains("70,000")), "{apart:?}");
    // The newest say by what they are the newest, once.
    assert!(page.newest.iter().all(|it| it.about.matches("announced ").count() == 1));
    let charts = front::charts(&record, &View::default());
    let titles: Vec<&str> = charts.iter().map(|chart| chart.title.as_str()).collect();
    assert_eq!(titles[..2], ["Operations, by year", "People found, by year"]);
    assert_eq!(titles.len(), 4);
}

#[test]
fn what_is_drawn_is_written_into_the_address_and_read_back() {
    for (address, canonical) in [
        ("operations?chart=map", "/operations?chart=map"),
        ("operations?chart=timeline", "/operations"),
        ("operations?chart=none", "/operations?chart=none"),
        // Totals are split by it too, and the chart's usual field does not say that.
        ("operations?by=kind&chart=bars", "/operations?chart=bars&by=kind"),
        ("figures?by=measure&chart=bars", "/figures?chart=bars"),
        ("operations?by=state&chart=bars&of=victims", "/operations?chart=bars&of=victims&by=state"),
        ("operations?of=arrests.buyers", "/operations?of=arrests.buyers"),
        ("places?chart=map", "/places"),
    ] {
        let view = parse(address);
        assert_eq!(view.unread, [], "{address}");
        assert_eq!(write(&view), canonical);
        assert_eq!(parse(&write(&view)), view);
    }
    for wrong in [
        "operations?chart=pie",
        "operations?of=children",
        "operations?of=victims.buyers",
        "operations?of=days",
        "operations?by=measure",
        "operations?chart=bars&by=colour",
        "about?chart=map",
        "figures?of=victims",
        "operations?chart=map&chart=bars",
    ] {
        let view = parse(wrong);
        assert_eq!(view.unread.len(), 1, "{wrong}");
        // What could not be read is kept.
        assert_eq!(parse(&write(&view)), view, "{wrong}");
    }
}

#[test]
fn every_chart_of_every_page_says_what_it_shows_or_why_nothing_is_drawn() {
    let record = record();
    for page in [
        "operations",
        "figures",
        "agencies",
        "places",
        "programmes",
        "offences",
        "sources",
        "disagreements",
        "agencies/fbi",
        "places/us-ks",
        "programmes/operation-cross-country",
    ] {
        for kind in parse(page).page.charts() {
            for filter in ["", "&q=zzzz", "&year=2019"] {
                let address = format!("{page}?chart={}{filter}", kind.slug());
                for chart in drawn(&record, &address) {
                    assert!(!chart.title.is_empty() && !chart.filter.is_empty(), "{address}");
                    match chart.nothing() {
                        Some(reason) => assert!(reason.ends_with('.'), "{address}: {reason}"),
                        None => {
                            assert!(
                                (1..=3).contains(&chart.facts.len()),
                                "{address}: {:?}",
                                chart.facts
                            );
                            assert!(chart.facts.iter().all(|fact| fact.ends_with('.')));
                            assert!(
                                chart.points.iter().all(|point| !point.said.is_empty()),
                                "{address}"
                            );
                        }
                    }
                }
            }
        }
    }
}

/// July 2019, counted by hand from the files: those that state no other month.
#[test]
fn a_panel_a_year_has_its_months() {
    let record = record();
    let chart = only(&record, "operations?chart=multiples&by=year&year=2018..2020");
    let Form::Multiples { panels } = &chart.form else { panic!() };
    let names: Vec<&str> = panels.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["2018", "2019", "2020"]);
    assert_eq!(chart.points.len(), 36);
    let in_july = record.dataset.operations.iter().filter(|operation| {
        let dates = [operation.start, operation.end].into_iter().flatten();
        let mut dates: Vec<_> = dates.collect();
        if dates.is_empty() {
            dates.extend(operation.announced);
        }
        !dates.is_empty() && dates.iter().all(|date| (date.year(), date.month()) == (2019, Some(7)))
    });
    assert_eq!(point(&chart, "July 2019").range.unwrap().lower, in_july.count() as i64);
    let view = parse("operations?chart=multiples&by=year");
    assert_eq!(view.unread, []);
}

#[test]
fn parts_of_a_small_multiple_are_those_of_its_panel() {
    let record = record();
    let chart = only(&record, "operations?chart=multiples");
    let Form::Multiples { panels } = &chart.form else { panic!() };
    assert_eq!(panels.iter().map(|(_, count)| count).sum::<usize>(), chart.points.len());
    let cross_country =
        panels.iter().position(|(name, _)| name == "Operation Cross Country").unwrap();
    let before: usize = panels[..cross_country].iter().map(|(_, count)| count).sum();
    let points = &chart.points[before..before + panels[cross_country].1];
    let series = record.dataset.programme_by_id("operation-cross-country").unwrap();
    let of_series = (0..record.dataset.operations.len())
        .map(|at| record.dataset.operation(OperationIdx::at(at)))
        .filter(|operation| operation.series == Some(series) && operation.year().is_some())
        .count();
    assert_eq!(counts(points), of_series as i64);
}

/// The three most important facts, also where little is missing.
#[test]
fn text_alternatives_say_three_facts_in_plain_words() {
    let record = record();
    let all = |address: &str| {
        let view = parse(address);
        let mut charts = page_charts::of_page(&record, &view);
        charts.extend(charts::of_view_alone(&record, &view));
        charts
    };
    for address in [
        "",
        "places?chart=map",
        "sources",
        "programmes",
        "agencies",
        "agencies/fbi",
        "programmes/operation-cross-country",
        "figures?measure=victims",
        "operations?chart=multiples",
        "operations?chart=ranges",
        "compare?id=2021-hsi-kansas-city-31-victims&id=2021-operation-archangel-wichita&id=2022-operation-blue-ghost",
    ] {
        for chart in all(address).iter().filter(|chart| chart.nothing().is_none()) {
            assert_eq!(chart.facts.len(), 3, "{address}, {}: {:?}", chart.title, chart.facts);
        }
    }
    // Figures of victims, counted from the record itself.
    let values: Vec<i64> = {
        let operations = record.dataset.operations.iter();
        let figures = operations.flat_map(|operation| &operation.figures);
        let victims = figures.filter(|figure| figure.measure == Measure::Victims);
        victims.map(|figure| figure.value.hundredths()).collect()
    };
    let said = only(&record, "figures?measure=victims").facts;
    assert_eq!(
        said[0],
        format!("{} figures of values from 0 to 99,999.", numbers::whole(values.len()))
    );
    let limit: i64 = said[2]
        .strip_prefix("At least half are ")
        .and_then(|rest| rest.strip_suffix(" or less."))
        .and_then(|number| number.split('.').next()?.parse().ok())
        .unwrap();
    let below = |limit: i64| values.iter().filter(|value| **value < (limit + 1) * 100).count() * 2;
    assert!(below(limit) >= values.len() && below(limit / 2 - 1) < values.len(), "{said:?}");
}

/// Those that have no figure are not among those that are drawn.
#[test]
fn a_chart_of_a_total_says_how_many_have_a_figure_of_it() {
    let record = record();
    let ask = Ask::of(Measure::Victims);
    let has = |at: usize| {
        let total = record.totals().of_operation(&record.dataset, OperationIdx::at(at), &ask);
        total.range.is_some()
    };
    let dated = |at: &usize| record.dataset.operations[*at].year().is_some();
    let with = (0..record.dataset.operations.len()).filter(dated).filter(|at| has(*at)).count();
    let timeline = only(&record, "operations?of=victims");
    assert_eq!(
        timeline.facts[0],
        format!("{with} of 351 operations from 2008 to 2026 have a figure.")
    );
    let map = &drawn(&record, "operations?chart=map&of=victims")[0];
    let with = map.points.iter().filter(|point| point.range.is_some()).count();
    assert!(map.facts[0].starts_with(&format!("{with} of 56 states")), "{:?}", map.facts);
    assert!(with < 47 && map.facts[0].ends_with("47 hold an operation of the selection."));
}

#[test]
fn the_number_drawn_of_ranges_is_the_one_that_the_title_says() {
    let record = record();
    let ranges = parse("operations?chart=ranges");
    assert_eq!(ranges.drawn_total(), Some((Measure::Victims, None)));
    assert!(charts::drawable(&ranges).contains(&(Measure::Victims, None)));
    assert_eq!(only(&record, "operations?chart=ranges").title, "People found, by operation");
    // The address says no more than was chosen.
    assert_eq!(write(&ranges), "/operations?chart=ranges");
    let arrests = parse("operations?chart=ranges&of=arrests");
    assert_eq!(arrests.drawn_total(), Some((Measure::Arrests, None)));
    assert_eq!(parse("operations").drawn_total(), None);
    assert_eq!(parse("agencies?chart=bars").drawn_total(), None);
}

/// One unit an axis, each number that of the table, each mark a way to its ledger.
#[test]
fn operations_side_by_side_are_drawn_one_quantity_a_chart() {
    let record = record();
    let view = parse(
        "compare?id=2021-hsi-kansas-city-31-victims&id=2021-operation-archangel-wichita&id=2022-operation-blue-ghost",
    );
    let charts = page_charts::of_page(&record, &view);
    let titles: Vec<&str> = charts.iter().map(|chart| chart.title.as_str()).collect();
    assert_eq!(titles[..2], ["People found, by operation", "Arrests, by operation"]);
    let answer = compare::answer(&record, &view);
    let Compared::Side(side) = compare::of_view(&record, &view, &answer) else { panic!() };
    for chart in &charts {
        assert_eq!((&chart.form, chart.points.len()), (&Form::Ranges, 3), "{}", chart.title);
        let name = chart.title.strip_suffix(", by operation").unwrap();
        let row = side.rows.iter().find(|row| row.name == name).unwrap();
        let cells: Vec<_> = row.cells.iter().map(|cell| cell.range).collect();
        let drawn: Vec<_> = chart.points.iter().map(|point| point.range).collect();
        assert_eq!(drawn, cells, "{name}");
        let led = chart.points.iter().filter(|point| point.range.is_some());
        assert!(led.clone().all(|point| point.target.as_ref().unwrap().page == Page::Ledger));
        assert!(led.count() >= 2, "{name}");
    }
    assert!(charts[1].suspects && !charts[0].suspects);
    // A title that says when has no second date.
    let names: Vec<&str> = charts[0].points.iter().map(|point| point.name.as_str()).collect();
    assert!(names[0].ends_with("Kansas City, 17-26 June 2021"), "{names:?}");
    assert_eq!(names[1], "Operation Archangel, 17–18 June 2021");
    assert_eq!(page_charts::of_page(&record, &parse("compare?id=2018-operation-misafekid")), []);
    assert_eq!(page_charts::of_page(&record, &parse("compare")), []);
}

/// The code of a chart shows that chart, wherever the chart stood.
#[test]
fn every_chart_of_a_page_has_an_address_where_it_stands_alone() {
    let record = record();
    let all = |view: &View| {
        let mut charts = page_charts::of_page(&record, view);
        charts.extend(charts::of_view_alone(&record, view));
        charts
    };
    for (address, count) in [
        ("", 4),
        ("operations?state=KS&rule=majority", 1),
        ("operations?chart=map&of=victims", 2),
        ("operations?of=arrests.buyers&measure=arrests", 1),
        ("places?chart=map", 2),
        ("agencies/fbi?chart=map", 3),
        ("operations/2019-operation-independence-day", 1),
        ("programmes/operation-cross-country", 4),
        ("compare?id=2021-hsi-kansas-city-31-victims&id=2021-operation-archangel-wichita", 2),
        ("about", 0),
    ] {
        let charts = all(&parse(address));
        assert_eq!(charts.len(), count, "{address}");
        for chart in charts {
            let view = page_charts::embedded(&record, &chart);
            let read = parse(&write(&view));
            assert_eq!(read, view, "{address}");
            let there = all(&view);
            let alone = match view.embed {
                Embedding::Chart(number) => &there[number - 1],
                other => {
                    assert_eq!((other, there.len()), (Embedding::Charts, 1), "{address}");
                    &there[0]
                }
            };
            assert_eq!((&alone.title, &alone.filter), (&chart.title, &chart.filter), "{address}");
            let numbers = |chart: &Chart| -> Vec<String> {
                chart.points.iter().map(|point| point.said.clone()).collect()
            };
            assert_eq!(numbers(alone), numbers(&chart), "{address}");
        }
    }
}
