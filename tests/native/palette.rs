//! The colours of charts, read from the style sheet: seen against the paper, and told apart from each
//! other, also by people who see fewer colours.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The least contrast of a mark, and of words (WCAG 2.2, 1.4.11 and 1.4.3).
const MARK: f64 = 3.0;
const WORDS: f64 = 4.5;
/// The least distance of two marks in OKLab, times 100.
const APART: f64 = 15.0;

type Rgb = [f64; 3];
type Matrix = [Rgb; 3];

/// How colours are seen without one kind of cones, in linear light: Machado, Oliveira and Fernandes
/// 2009, severity 1. The first is the usual sight.
const SIGHTS: [(&str, Matrix); 4] = [
    ("usual sight", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protanopia",
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ],
    ),
    (
        "deuteranopia",
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ],
    ),
    (
        "tritanopia",
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ],
    ),
];

/// From linear light to cones and from there to OKLab (Ottosson 2020).
const CONES: Matrix = [
    [0.4122214708, 0.5363325363, 0.0514459929],
    [0.2119034982, 0.6806995451, 0.1073969566],
    [0.0883024619, 0.2817188376, 0.6299787005],
];
const OKLAB: Matrix = [
    [0.2104542553, 0.7936177850, -0.0040720468],
    [1.9779984951, -2.4285922050, 0.4505937099],
    [0.0259040371, 0.7827717662, -0.8086757660],
];

fn times(matrix: &Matrix, value: Rgb) -> Rgb {
    matrix.map(|row| row.iter().zip(value).map(|(factor, part)| factor * part).sum())
}

fn linear(colour: &str) -> Rgb {
    assert_eq!(colour.len(), 7, "{colour} is no colour of six digits");
    [1, 3, 5].map(|at| {
        let part = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    })
}

fn contrast(one: &str, other: &str) -> f64 {
    let light = |colour: &str| {
        let [red, green, blue] = linear(colour);
        0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05
    };
    let (one, other) = (light(one), light(other));
    one.max(other) / one.min(other)
}

fn distance(one: &str, other: &str, sight: &Matrix) -> f64 {
    let seen = |colour: &str| {
        let seen = times(sight, linear(colour)).map(|part| part.clamp(0.0, 1.0));
        times(&OKLAB, times(&CONES, seen).map(f64::cbrt))
    };
    let (one, other) = (seen(one), seen(other));
    one.iter().zip(other).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt() * 100.0
}

/// The custom properties of each place where colours are written.
struct Themes {
    light: BTreeMap<String, String>,
    dark_by_system: BTreeMap<String, String>,
    dark_by_choice: BTreeMap<String, String>,
    printed: BTreeMap<String, String>,
}

fn themes() -> Themes {
    let sheet = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/style.css");
    let sheet = fs::read_to_string(sheet).unwrap();
    let light = properties(&sheet, "\n:root {");
    let over = |selector: &str| {
        let mut theme = light.clone();
        theme.extend(properties(&sheet, selector));
        theme
    };
    Themes {
        dark_by_system: over(":root:not([data-theme=\"light\"]) {"),
        dark_by_choice: over(":root[data-theme=\"dark\"] {"),
        printed: {
            let full = |(name, value): (String, String)| match value.strip_prefix('#') {
                Some(three) if three.len() == 3 => {
                    let six = three.chars().flat_map(|digit| [digit, digit]).collect::<String>();
                    (name, format!("#{six}"))
                }
                _ => (name, value),
            };
            over(":root:root {").into_iter().map(full).collect()
        },
        light,
    }
}

impl Themes {
    fn all(self) -> [BTreeMap<String, String>; 3] {
        [self.light, self.dark_by_choice, self.printed]
    }
}

fn properties(sheet: &str, selector: &str) -> BTreeMap<String, String> {
    let (_, block) = sheet.split_once(selector).unwrap();
    let (block, _) = block.split_once('}').unwrap();
    let lines = block.lines().filter_map(|line| line.trim().strip_prefix("--")?.split_once(": "));
    lines.map(|(name, value)| (name.to_string(), value.trim_end_matches(';').to_string())).collect()
}

#[test]
fn the_dark_colours_are_the_same_by_system_and_by_choice() {
    let themes = themes();
    assert_eq!(themes.dark_by_system, themes.dark_by_choice);
    assert_ne!(themes.light["paper"], themes.dark_by_choice["paper"]);
}

#[test]
fn marks_stand_out_from_the_paper_and_words_from_their_tiles() {
    for theme in themes().all() {
        let is_seen = |mark: &str, ground: &str, least: f64| {
            let found = contrast(&theme[mark], &theme[ground]);
            assert!(found >= least, "{mark} on {ground}, {}: {found:.2}", theme["paper"]);
        };
        // Full, hollow by its edge, filtered out, contradicting, dashed, chosen by the keys.
        for mark in
            ["bar", "rest", "mark", "soft", "link", "scale-1", "scale-2", "scale-3", "scale-4"]
        {
            is_seen(mark, "paper", MARK);
        }
        is_seen("ink", "scale-1", WORDS);
        for step in ["scale-2", "scale-3", "scale-4"] {
            is_seen("paper", step, WORDS);
        }
        for ground in ["paper", "tint", "hit"] {
            is_seen("ink", ground, WORDS);
        }
        for ground in ["paper", "tint"] {
            is_seen("soft", ground, WORDS);
        }
        is_seen("mark", "paper", WORDS);
    }
}

#[test]
fn marks_beside_each_other_are_told_apart_in_every_sight() {
    let beside = [
        ("bar", "rest"),
        ("rest", "mark"),
        ("scale-1", "scale-2"),
        ("scale-2", "scale-3"),
        ("scale-3", "scale-4"),
        ("scale-1", "scale-3"),
        ("scale-1", "scale-4"),
        ("scale-2", "scale-4"),
    ];
    for theme in themes().all() {
        // What contradicts is drawn hollow and says so; a printer without colours has no more to give.
        let drawn = (theme["mark"] != "#000000").then_some(("bar", "mark"));
        for (one, other) in beside.into_iter().chain(drawn) {
            for (sight, matrix) in &SIGHTS {
                let found = distance(&theme[one], &theme[other], matrix);
                assert!(
                    found >= APART,
                    "{one} and {other}, {sight}, {}: {found:.1}",
                    theme["paper"]
                );
            }
        }
    }
}

#[test]
fn distance_and_contrast_are_what_their_standards_say() {
    assert!((contrast("#000000", "#ffffff") - 21.0).abs() < 1e-9);
    assert!((contrast("#777777", "#ffffff") - 4.48).abs() < 0.01);
    assert!((distance("#000000", "#ffffff", &SIGHTS[0].1) - 100.0).abs() < 0.01);
    // Red and green of one lightness, which most people tell apart at once.
    let [usual, .., tritan] = SIGHTS.map(|(_, sight)| distance("#c0504d", "#5a7d2a", &sight));
    let deutan = distance("#c0504d", "#5a7d2a", &SIGHTS[2].1);
    assert!(usual > 20.0 && deutan < usual / 2.0 && tritan > deutan, "{usual} {deutan} {tritan}");
}
