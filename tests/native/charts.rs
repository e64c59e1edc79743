//! Charts as scenes: drawn as text for people to review, and held to what every scene promises.

use clearcount::chart::{Anchor, Item, Mark, Room, Scene, scene};
use clearcount::model::ChartKind;
use clearcount::present::charts::map::TILES;
use clearcount::present::charts::{Chart, Form, Point};
use clearcount::present::{numbers, total};
use clearcount::totals::Range;
use clearcount::view::View;
use proptest::prelude::*;

/// So large a piece of a scene is one letter.
const LETTER: (i32, i32) = (8, 13);
/// So many lines of a long scene are shown.
const SHOWN: usize = 60;

fn chart(form: Form, points: Vec<Point>) -> Chart {
    Chart {
        kind: ChartKind::Bars,
        title: "Title".into(),
        filter: "The whole record".into(),
        facts: Vec::new(),
        notes: Vec::new(),
        heads: ["Name", "Announced"],
        points,
        form,
        brush: None,
        suspects: false,
        view: View::default(),
        ask: None,
    }
}

fn closed(lower: i64, upper: i64) -> Option<Range> {
    Some(Range { lower, upper: Some(upper) })
}

fn open(lower: i64) -> Option<Range> {
    Some(Range { lower, upper: None })
}

fn point(name: &str, range: Option<Range>) -> Point {
    let text = range.map_or_else(|| "no figure".to_string(), total::short);
    Point {
        name: name.into(),
        short: name.into(),
        said: format!("{name}: {text}"),
        range,
        text,
        ..Point::default()
    }
}

/// A canvas of letters on which a scene is drawn coarsely.
struct Canvas(Vec<Vec<char>>);

impl Canvas {
    fn new(scene: &Scene) -> Self {
        let columns = (scene.width / LETTER.0 + 2) as usize;
        Self(vec![vec![' '; columns]; (scene.height / LETTER.1 + 1) as usize])
    }

    fn put(&mut self, column: i32, line: i32, letter: char) {
        let line = usize::try_from(line).ok().and_then(|line| self.0.get_mut(line));
        let place = line.and_then(|line| line.get_mut(usize::try_from(column).ok()?));
        if let Some(place) = place {
            *place = letter;
        }
    }

    fn draw(&mut self, mark: &Mark) {
        let round = |place: i32, unit: i32| (place + unit / 2).div_euclid(unit);
        match mark {
            Mark::Bar { x, y, width, height, class } => {
                let letter = match *class {
                    "bar" => '█',
                    "tile step-1" => '░',
                    "tile step-2" => '▒',
                    "tile step-3" => '▓',
                    "tile step-4" => '█',
                    "bar rest" => '▚',
                    "reach" | "tile reach" => '□',
                    "over" => '▭',
                    "absent" | "tile absent" => '┄',
                    "tile zero" => '▫',
                    "beyond" => '!',
                    "tile rest" | "over rest" => '▨',
                    other => panic!("no letter for a bar of class {other}"),
                };
                // What is there is seen.
                let reach = |from: i32, length: i32, unit: i32| {
                    let first = round(from, unit);
                    first..round(from + length, unit).max(first + i32::from(length > 0))
                };
                for line in reach(*y, *height, LETTER.1) {
                    for column in reach(*x, *width, LETTER.0) {
                        self.put(column, line, letter);
                    }
                }
            }
            Mark::Line { from, to, class } => {
                let upright = from.0 == to.0;
                let letter = match (*class, upright) {
                    ("grid", _) => '·',
                    ("limit", _) => '╎',
                    ("zero", true) => '0',
                    ("zero", false) => '_',
                    (_, true) => '│',
                    (_, false) => '─',
                };
                for line in from.1 / LETTER.1..=(to.1 - i32::from(upright)) / LETTER.1 {
                    for column in from.0 / LETTER.0..=(to.0 - i32::from(!upright)) / LETTER.0 {
                        self.put(column, line, letter);
                    }
                }
            }
            Mark::Shape { corners, class } => {
                let x = corners.iter().map(|corner| corner.0).sum::<i32>() / corners.len() as i32;
                let y = corners.iter().map(|corner| corner.1).sum::<i32>() / corners.len() as i32;
                let is_upright = corners[0].1 == corners[1].1;
                let letter = match (*class, is_upright) {
                    ("open", true) => '▲',
                    ("open", false) => '▶',
                    ("reach", true) => '△',
                    ("reach", false) => '▷',
                    ("bar", _) => '●',
                    ("bar rest", _) => '○',
                    _ => '◥',
                };
                self.put(x / LETTER.0, y / LETTER.1, letter);
            }
            Mark::Text { at, anchor, text, .. } => {
                let length = text.chars().count() as i32;
                let first = match anchor {
                    Anchor::Start => at.0 / LETTER.0,
                    Anchor::Middle => at.0 / LETTER.0 - length / 2,
                    Anchor::End => at.0 / LETTER.0 - length + 1,
                };
                for (place, letter) in text.chars().enumerate() {
                    self.put(first + place as i32, (at.1 - 4) / LETTER.1, letter);
                }
            }
        }
    }

    fn text(&self) -> String {
        let lines =
            self.0.iter().map(|line| line.iter().collect::<String>().trim_end().to_string());
        let lines: Vec<String> = lines.collect();
        let mut text = lines.iter().take(SHOWN).cloned().collect::<Vec<_>>().join("\n");
        if lines.len() > SHOWN {
            text.push_str(&format!("\n… {} more lines", lines.len() - SHOWN));
        }
        text
    }
}

fn drawn(chart: &Chart, room: Room) -> String {
    let scene = scene(chart, room);
    let mut canvas = Canvas::new(&scene);
    let marks: Vec<&Mark> =
        scene.ground.iter().chain(scene.items.iter().flat_map(|item| &item.marks)).collect();
    // Words last, for a letter of the canvas is larger than most gaps.
    let (words, shapes) =
        marks.iter().partition::<Vec<&Mark>, _>(|mark| matches!(mark, Mark::Text { .. }));
    shapes.into_iter().chain(words).for_each(|mark| canvas.draw(mark));
    format!("{} × {}, {} items\n{}", scene.width, scene.height, scene.items.len(), canvas.text())
}

fn both(chart: &Chart) -> String {
    format!("{}\n\n{}", drawn(chart, Room::Wide), drawn(chart, Room::Narrow))
}

const LONG: &str = "Federal Bureau of Investigation, Child Exploitation and Human Trafficking Task Force, Kansas City field office";

/// The numbers of each state in which a chart can be.
fn states() -> Vec<(&'static str, Vec<Point>)> {
    let year = |at: i64| (2000 + at).to_string();
    let many = (0..2000).map(|at| point(&year(at), closed(at % 97, at % 97 + at % 5)));
    vec![
        ("empty", Vec::new()),
        ("one", vec![point("2019", closed(28, 28))]),
        ("two", vec![point("2019", closed(28, 28)), point("2020", closed(14, 14))]),
        ("many", many.collect()),
        (
            "open_ended",
            vec![point("2019", open(28)), point("2020", open(0)), point("2021", closed(40, 40))],
        ),
        (
            "disagreeing",
            vec![
                point("2019", closed(26, 31)),
                point("2020", closed(20, 24)),
                point("2021", closed(11, 16)),
                point("2022", closed(9, 3)),
            ],
        ),
        (
            "far_off",
            vec![
                point("California", open(1_163)),
                point("Georgia", closed(72, 72_071)),
                point("Washington", closed(50, 125)),
            ],
        ),
        (
            "long_words",
            vec![
                point(LONG, closed(1_000_000_000_000, 2_000_000_000_000)),
                point("Kansas", closed(1, 1)),
            ],
        ),
        (
            "no_figure_and_zero",
            vec![
                point("2019", None),
                point("2020", closed(0, 0)),
                point("2021", closed(0, 5)),
                Point { outside: true, ..point("2022", closed(7, 7)) },
                point("2023", closed(3, 3)),
            ],
        ),
    ]
}

/// A form around points, as a chart would give it.
fn formed(name: &str, mut points: Vec<Point>) -> Chart {
    let count = points.len();
    let form = match name {
        "upright" => Form::Upright { spans: Vec::new() },
        "ranked" => Form::Ranked,
        "ranges" => Form::Ranges,
        "strip" => Form::Strip,
        "map" => {
            for (point, (code, _)) in points.iter_mut().zip(TILES.iter().cycle().skip(13)) {
                point.short = (*code).to_string();
            }
            Form::Map
        }
        "matrix" => {
            let size =
                (0_usize..).find(|size| size * size.saturating_sub(1) / 2 >= count).unwrap_or(0);
            let cells = (0..size).flat_map(|row| (0..row).map(move |column| (row, column)));
            let name = |at: usize| {
                points.get(at).map_or(format!("Agency {at}"), |point| point.name.clone())
            };
            Form::Matrix {
                names: (0..size).map(name).collect(),
                cells: cells.take(count).collect(),
            }
        }
        "multiples" => {
            let (half, rest) = (count.div_ceil(2), count / 2);
            let name = if count > 100 {
                "Operation Cross Country"
            } else {
                points.first().map_or("Empty", |point| &point.name)
            };
            Form::Multiples { panels: vec![(name.into(), half), ("Sturgis".into(), rest)] }
        }
        other => panic!("no form {other}"),
    };
    chart(form, points)
}

const FORMS: [&str; 7] = ["upright", "ranked", "ranges", "map", "matrix", "strip", "multiples"];

#[test]
fn every_form_in_every_state() {
    for form in FORMS {
        let pictures = states().into_iter().map(|(state, points)| {
            let state = state.replace('_', " ");
            format!("{state}: {}", both(&formed(form, points)))
        });
        let pictures: Vec<String> = pictures.collect();
        insta::assert_snapshot!(form, pictures.join("\n\n"));
    }
}

#[test]
fn spans_lie_under_the_axis_in_lanes_of_their_own() {
    let mut points: Vec<Point> =
        (2015..2021).map(|year| point(&year.to_string(), closed(year % 7, year % 7))).collect();
    points.push(point("2015–2017", closed(3, 3)));
    points.push(point("2016–2020", closed(12, 12)));
    points.push(Point { outside: true, ..point("2019–2020", open(1)) });
    let chart = chart(Form::Upright { spans: vec![(0, 2), (1, 5), (4, 5)] }, points);
    insta::assert_snapshot!("spans", both(&chart));
    check(&chart);
}

#[test]
fn a_map_of_counts_with_all_that_a_tile_can_say() {
    let mut points: Vec<Point> = TILES
        .iter()
        .enumerate()
        .map(|(at, (code, _))| point(code, closed((at * at) as i64 % 61, (at * at) as i64 % 61)))
        .collect();
    points[3].range = open(120);
    points[3].text = "120+".into();
    points[9] = point("IL", closed(1_249, 1_411));
    points[20] = Point { text: "none recorded".into(), ..point("IN", None) };
    points[30] = Point { outside: true, ..point("KY", closed(7, 7)) };
    points[40] = point("NC", closed(0, 103));
    let chart = chart(Form::Map, points);
    insta::assert_snapshot!("map_with_all", both(&chart));
    check(&chart);
}

#[test]
fn parts_and_their_whole() {
    let strip = |whole: Option<Range>, parts: &[Option<Range>]| {
        let parts =
            parts.iter().enumerate().map(|(at, range)| point(&format!("part {at}"), *range));
        chart(Form::Strip, [point("the whole", whole)].into_iter().chain(parts).collect())
    };
    let pictures = [
        ("they fill it", strip(closed(31, 31), &[closed(20, 20), closed(11, 11)])),
        ("they leave something over", strip(closed(57, 57), &[closed(20, 25), closed(11, 11)])),
        ("the whole is a range", strip(closed(50, 60), &[closed(20, 25), open(11)])),
        ("the whole has no upper end", strip(open(50), &[closed(20, 20), None])),
        ("they stick out", strip(closed(31, 31), &[closed(26, 31), closed(11, 11), closed(1, 1)])),
        ("the whole has no figure", strip(None, &[closed(26, 31), closed(11, 11)])),
    ];
    let pictures = pictures.map(|(state, chart)| {
        check(&chart);
        format!("{state}: {}", both(&chart))
    });
    insta::assert_snapshot!("strip_and_whole", pictures.join("\n\n"));
    let Scene { ground, .. } =
        scene(&strip(closed(31, 31), &[closed(26, 26), closed(11, 11)]), Room::Wide);
    let said = |wanted: &str| {
        ground.iter().any(|mark| matches!(mark, Mark::Text { text, .. } if text.contains(wanted)))
    };
    assert!(said("more than the whole by 6"), "{ground:?}");
}

/// What an item is drawn by, without its words and what is only looked at.
fn classes(item: &Item) -> Vec<&'static str> {
    let class = |mark: &Mark| match mark {
        Mark::Bar { class, .. } | Mark::Shape { class, .. } => Some(*class),
        Mark::Line { class, .. } if *class != "grid" => Some(*class),
        _ => None,
    };
    item.marks.iter().filter_map(class).collect()
}

#[test]
fn the_ends_of_a_range_are_told_apart_however_near_they_are() {
    let numbers = [closed(48, 48), closed(47, 49), closed(105, 106), closed(900, 2_000), open(48)];
    let points = numbers.map(|range| point("A", range)).to_vec();
    for room in [Room::Wide, Room::Narrow] {
        let scene = scene(&chart(Form::Ranges, points.clone()), room);
        let drawn: Vec<_> = scene.items.iter().map(classes).collect();
        assert_eq!(
            drawn,
            [
                vec!["bar"],
                vec!["reach", "bar"],
                vec!["reach", "bar"],
                vec!["reach", "bar"],
                vec!["bar", "open"]
            ]
        );
        // The hollow part is seen beside the dot.
        for item in &scene.items[1..4] {
            let [Mark::Bar { x, width, .. }, Mark::Shape { corners, .. }] = &item.marks[2..4]
            else {
                panic!("{:?}", item.marks)
            };
            let dot = corners.iter().map(|corner| corner.0).max().unwrap();
            assert!(x + width >= dot + 4, "{:?}", item.marks);
        }
    }
}

#[test]
fn what_a_tile_says_has_room_in_it_and_its_sign_means_one_thing() {
    let mut points = vec![
        point("CA", open(9)),
        point("TX", open(1_163)),
        point("UT", closed(138, 138)),
        point("NV", closed(13, 15)),
        point("OR", closed(1_249, 1_249)),
    ];
    points.iter_mut().for_each(|point| point.short = point.name.clone());
    let chart = chart(Form::Map, points);
    let narrow = scene(&chart, Room::Narrow);
    let said = |item: &Item| {
        item.marks.iter().find_map(|mark| match mark {
            Mark::Text { text, class: "count" | "count reversed", .. } => Some(text.clone()),
            _ => None,
        })
    };
    let numbers: Vec<_> = narrow.items.iter().filter_map(said).collect();
    assert_eq!(numbers, ["9", "1k", "138", "13", "1k"]);
    let signs = |scene: &Scene| -> Vec<Option<&str>> {
        let sign = |item: &Item| {
            let shapes = item.marks.iter().filter(|mark| matches!(mark, Mark::Shape { .. }));
            shapes
                .map(|mark| match mark {
                    Mark::Shape { class: "reach", .. } => "a range",
                    _ => "no upper end",
                })
                .next()
        };
        scene.items.iter().map(sign).collect()
    };
    let (open, range) = (Some("no upper end"), Some("a range"));
    assert_eq!(signs(&narrow), [open, open, None, range, None]);
    // A wide tile holds both ends.
    assert_eq!(signs(&scene(&chart, Room::Wide)), [open, open, None, None, None]);
    let legend = |scene: &Scene, wanted: &str| {
        let is = |mark: &Mark| matches!(mark, Mark::Text { text, .. } if text == wanted);
        scene.ground.iter().any(is)
    };
    assert!(legend(&narrow, "or more, no upper end") && legend(&narrow, "lower end of a range"));
    assert!(!legend(&scene(&chart, Room::Wide), "lower end of a range"));
}

#[test]
fn a_year_without_operations_is_no_mark_in_a_small_multiple() {
    let points = vec![point("2019", closed(3, 3)), point("2020", closed(0, 0))];
    let multiples = scene(&formed("multiples", points.clone()), Room::Wide);
    assert_eq!(multiples.items.iter().map(classes).collect::<Vec<_>>(), [vec!["bar"], vec![]]);
    // Where a total is drawn, zero is what someone announced.
    let upright = scene(&formed("upright", points), Room::Wide);
    assert_eq!(upright.items.iter().map(classes).collect::<Vec<_>>(), [vec!["bar"], vec!["zero"]]);
}

#[test]
fn two_thousand_bars_have_a_width_each_and_do_not_stand_on_one_another() {
    let points = (0..2000).map(|at| point(&at.to_string(), closed(at % 41 + 1, at % 41 + 1)));
    let chart = chart(Form::Upright { spans: Vec::new() }, points.collect());
    for room in [Room::Wide, Room::Narrow] {
        let bars: Vec<(i32, i32, i32)> = scene(&chart, room)
            .items
            .iter()
            .map(|item| match item.marks.first() {
                Some(Mark::Bar { x, width, .. }) => (item.area.1, *x, *width),
                other => panic!("no bar but {other:?}"),
            })
            .collect();
        assert_eq!(bars.len(), 2000);
        for next in bars.windows(2) {
            let ((line, x, width), (below, beside, _)) = (next[0], next[1]);
            assert!(width >= 1 && (below > line || x + width <= beside), "{next:?}");
        }
    }
}

/// How long the full bar of an item is, in the direction in which the form counts.
fn length(form: &Form, item: &Item) -> Option<i64> {
    let is_upright = matches!(form, Form::Upright { .. } | Form::Multiples { .. });
    item.marks.iter().find_map(|mark| match mark {
        Mark::Bar { width, height, class: "bar" | "bar rest", .. } => {
            Some(i64::from(if is_upright { *height } else { *width }))
        }
        _ => None,
    })
}

/// What every scene promises.
fn check(chart: &Chart) {
    for room in [Room::Wide, Room::Narrow] {
        let scene = scene(chart, room);
        assert!(scene.width >= room.width() && scene.height >= 0);
        let inside =
            |x: i32, y: i32| (0..=scene.width).contains(&x) && (0..=scene.height).contains(&y);
        for mark in scene.ground.iter().chain(scene.items.iter().flat_map(|item| &item.marks)) {
            match mark {
                Mark::Bar { x, y, width, height, .. } => {
                    assert!(*width >= 0 && *height >= 0, "{mark:?}");
                    assert!(
                        inside(*x, *y) && inside(x + width, y + height),
                        "{mark:?} in {} × {}",
                        scene.width,
                        scene.height
                    );
                }
                Mark::Line { from, to, .. } => {
                    assert!(inside(from.0, from.1) && inside(to.0, to.1), "{mark:?}")
                }
                Mark::Shape { corners, .. } => {
                    assert!(corners.iter().all(|corner| inside(corner.0, corner.1)), "{mark:?}");
                }
                Mark::Text { at, .. } => assert!(inside(at.0, at.1), "{mark:?}"),
            }
        }
        let order: Vec<usize> = scene.items.iter().map(|item| item.point).collect();
        assert!(order.is_sorted_by(|a, b| a < b), "{order:?}");
        let areas: Vec<_> = scene.items.iter().map(|item| item.area).collect();
        for (at, (x, y, width, height)) in areas.iter().enumerate() {
            assert!(*width >= 0 && *height >= 24 && inside(*x, *y), "{:?}", areas[at]);
            assert!(inside(x + width, y + height), "{:?}", areas[at]);
            for (left, top, wide, high) in &areas[at + 1..] {
                let apart = x + width <= *left
                    || left + wide <= *x
                    || y + height <= *top
                    || top + high <= *y;
                assert!(apart, "{:?} {:?}", areas[at], (left, top, wide, high));
            }
        }
        if matches!(chart.form, Form::Map | Form::Matrix { .. } | Form::Ranges) {
            continue;
        }
        // Twice the number is twice the bar, but for the rounding and for what would not be seen.
        let lengths = scene.items.iter().filter_map(|item| {
            let range = chart.points[item.point].range?;
            Some((range.lower.max(0), length(&chart.form, item)?))
        });
        let lengths: Vec<(i64, i64)> = lengths.filter(|(_, length)| *length > 2).collect();
        let Some((most, longest)) = lengths.iter().copied().max() else { continue };
        for (number, length) in lengths {
            let due = i128::from(number) * i128::from(longest) / i128::from(most.max(1));
            assert!(
                (i128::from(length) - due).abs() <= 2,
                "{number} is {length}, but {most} is {longest}"
            );
        }
    }
}

fn number() -> impl Strategy<Value = i64> {
    prop_oneof![0..5_i64, 0..500_i64, 0..=1_000_000_000_000_i64]
}

fn a_range() -> impl Strategy<Value = Option<Range>> {
    prop_oneof![
        1 => Just(None),
        4 => number().prop_map(|number| closed(number, number)),
        3 => (number(), number()).prop_map(|(lower, upper)| closed(lower, upper)),
        2 => number().prop_map(open),
    ]
}

fn a_point() -> impl Strategy<Value = Point> {
    (a_range(), "[A-Za-z ,–]{0,60}", any::<bool>(), 0_usize..70).prop_map(
        |(range, name, outside, code)| {
            let short = TILES.get(code).map_or("2019", |(code, _)| code).to_string();
            Point { outside, short, ..point(&name, range) }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_scene_keeps_what_it_promises(points in proptest::collection::vec(a_point(), 0..60)) {
        for form in FORMS {
            let mut chart = formed(form, points.clone());
            if form == "map" {
                chart.points = points.clone();
            }
            check(&chart);
        }
    }

    #[test]
    fn spans_of_any_kind_are_drawn_inside(
        points in proptest::collection::vec(a_point(), 0..60),
        spans in proptest::collection::vec((0_usize..70, 0_usize..70), 0..8),
    ) {
        check(&chart(Form::Upright { spans }, points));
    }

    #[test]
    fn cells_and_panels_of_any_kind_are_drawn_inside(
        points in proptest::collection::vec(a_point(), 0..60),
        cells in proptest::collection::vec((0_usize..12, 0_usize..12), 0..60),
        panels in proptest::collection::vec(("[a-z ]{0,40}", 0_usize..30), 0..6),
    ) {
        let names = (0..10).map(|at| numbers::whole(at * 1000)).collect();
        check(&chart(Form::Matrix { names, cells }, points.clone()));
        check(&chart(Form::Multiples { panels }, points));
    }
}

#[test]
fn two_thousand_points_keep_the_promises() {
    for form in FORMS {
        let (_, many) =
            states().into_iter().find(|(state, _)| *state == "many").unwrap_or_default();
        check(&formed(form, many));
    }
}

#[test]
fn the_largest_numbers_of_all_do_not_overflow() {
    let points = vec![
        point("a", open(i64::MAX)),
        point("b", closed(i64::MAX, i64::MAX)),
        point("c", closed(-5, i64::MAX)),
    ];
    for form in FORMS {
        let chart = formed(form, points.clone());
        scene(&chart, Room::Wide);
        scene(&chart, Room::Narrow);
    }
}
