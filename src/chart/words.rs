//! Words in a scene: how wide they are, about, and how they are made to fit. Widths are estimated,
//! because a scene is made without a screen.

use super::scale::ends;
use super::{Anchor, Mark};
use crate::present::charts::Point;
use crate::present::numbers;
use crate::totals::Range;

/// How wide a text is, about: measured on the fonts that `assets/style.css` names, from above.
pub fn width(text: &str) -> i32 {
    let tenths: i32 = text
        .chars()
        .map(|letter| match letter {
            'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '’' | '\'' | '|' | '!' => 36,
            'f' | 't' | 'r' | ' ' | '(' | ')' | '-' | '/' | '“' | '”' => 48,
            'm' | 'M' | 'W' | '@' | '%' | '…' => 118,
            'A'..='Z' | 'À'..='Þ' | 'w' => 92,
            _ => 75,
        })
        .sum();
    (tenths + 9) / 10
}

/// How wide it is in bold, about.
pub fn bold(text: &str) -> i32 {
    width(text) * 11 / 10
}

/// A text no wider than so many units: as it is, or its beginning and an ellipsis.
pub fn fitted(text: &str, room: i32) -> String {
    if width(text) <= room {
        return text.to_string();
    }
    let mut kept = String::new();
    for letter in text.chars() {
        kept.push(letter);
        if width(&kept) + width("…") > room {
            kept.pop();
            break;
        }
    }
    format!("{}…", kept.trim_end())
}

/// The name of a point no wider than so many units: whole, or its short one, or cut before what follows
/// its last comma, which is a date or an office and tells it from others.
pub fn named(point: &Point, room: i32) -> String {
    let name = match point.short.as_str() {
        short if width(&point.name) > room && !short.is_empty() => short,
        _ => &point.name,
    };
    match name.rsplit_once(", ") {
        Some((head, tail)) if width(name) > room && width(tail) * 2 < room => {
            let tail = format!(", {tail}");
            format!("{}{tail}", fitted(head, room - width(&tail)))
        }
        _ => fitted(name, room),
    }
}

/// A text in lines no wider than so many units, broken between words.
pub fn wrapped(text: &str, room: i32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width(line) + width(word) + width(" ") <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_string()),
        }
    }
    lines
}

/// A text in two lines, neither wider than so many units; the second can be empty.
pub fn lines(text: &str, room: i32) -> [String; 2] {
    let lines = wrapped(text, room);
    let (first, rest) = lines.split_first().map_or(("", &[][..]), |(first, rest)| (first, rest));
    [fitted(first, room), fitted(&rest.join(" "), room)]
}

/// A text at a place.
pub fn text(at: (i32, i32), anchor: Anchor, class: &'static str, text: impl Into<String>) -> Mark {
    Mark::Text { at, anchor, class, text: text.into() }
}

/// A number or a range that has little room: as it is said, or with short thousands, or the lower end
/// alone; and whether what is written is the least that it can be.
pub fn brief(range: Range, said: &str, room: i32) -> (String, bool) {
    let (lower, upper) = ends(range);
    if bold(said) <= room {
        return (said.to_string(), upper.is_none());
    }
    let least = short(lower);
    let both = match upper {
        Some(upper) if upper > lower => format!("{least}–{}", short(upper)),
        _ => least.clone(),
    };
    if bold(&both) <= room {
        return (both, upper.is_none());
    }
    let least = if bold(&least) > room { rounded(lower, false) } else { least };
    (least, upper != Some(lower))
}

/// `138`, `1.2k`, `45k`, `1.1m`.
fn short(number: i64) -> String {
    rounded(number, true)
}

/// The same, with or without tenths.
fn rounded(number: i64, tenth: bool) -> String {
    let number = number.min(i64::MAX / 40);
    let mut unit = 1_i64;
    let mut name = "";
    for larger in ["k", "m", "bn", "tn"] {
        if (number + unit / 2) / unit < 1000 {
            break;
        }
        (unit, name) = (unit * 1000, larger);
    }
    if unit == 1 {
        return number.to_string();
    }
    let tenths = (number + unit / 20) / (unit / 10);
    if tenth && tenths < 100 && tenths % 10 != 0 {
        return format!("{}.{}{name}", tenths / 10, tenths % 10);
    }
    format!("{}{name}", numbers::sum((number + unit / 2) / unit))
}

/// Texts in a line, each with the place of its middle, from left to right: as many as stand apart from
/// each other, the last first. None leaves the line.
pub fn apart(
    texts: &[(i32, String)],
    (from, to): (i32, i32),
    y: i32,
    class: &'static str,
) -> Vec<Mark> {
    let mut free = to;
    let mut marks = Vec::new();
    for (middle, said) in texts.iter().rev() {
        let half = (width(said) + 1) / 2;
        let middle = (*middle).min(to - half).max(from + half);
        if middle + half <= free {
            marks.push(text((middle, y), Anchor::Middle, class, said.clone()));
            free = middle - half - 8;
        }
    }
    marks.reverse();
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis() {
        assert_eq!(fitted("Kansas", 100), "Kansas");
        let cut = fitted("Federal Bureau of Investigation, Kansas City field office", 120);
        assert!(cut.ends_with('…') && width(&cut) <= 120, "{cut}");
        assert_eq!(fitted("Wide", 0), "…");
        assert_eq!(lines("Sturgis", 100), ["Sturgis", ""]);
        assert_eq!(lines("Operation Cross Country", 100), ["Operation", "Cross Country"]);
        let [first, second] = lines("Überwachungsmaßnahmen Überwachungsmaßnahmen", 60);
        assert!(first.ends_with('…') && second.ends_with('…'), "{first} {second}");
    }

    #[test]
    fn names_that_do_not_fit_keep_what_tells_them_apart() {
        let point = |name: &str, short: &str| Point {
            name: name.into(),
            short: short.into(),
            ..Point::default()
        };
        let office = point("National Center for Missing and Exploited Children", "NCMEC");
        assert_eq!(named(&office, 400), office.name);
        assert_eq!(named(&office, 200), "NCMEC");
        let dated = "Operation Cross Country in all of the United States, July 2015";
        let cut = named(&point(dated, dated), 200);
        assert!(cut.starts_with("Operation Cross") && cut.ends_with("…, July 2015"), "{cut}");
        assert!(width(&cut) <= 200, "{cut}");
        // What follows a comma is no longer than what it belongs to.
        let cut = named(&point("Kansas, a state of which a great deal could be said", ""), 120);
        assert!(cut.starts_with("Kansas, a") && width(&cut) <= 120, "{cut}");
    }

    #[test]
    fn words_in_a_line_stay_apart_and_inside() {
        let years: Vec<(i32, String)> =
            (0..10).map(|at| (at * 20, (2010 + at).to_string())).collect();
        let mut end = -8;
        let marks = apart(&years, (0, 180), 12, "tick");
        for mark in &marks {
            let Mark::Text { at, text, .. } = mark else { continue };
            assert!(at.0 - width(text) / 2 >= end + 8, "{marks:?}");
            end = at.0 + width(text) / 2;
        }
        assert!(end <= 180 && marks.len() >= 4, "{marks:?}");
    }

    #[test]
    fn numbers_are_shortened_and_never_to_more_than_four_letters() {
        let shortened = [999, 1000, 1249, 1250, 9949, 9950, 45_499, 999_499, 999_500, 1_100_000];
        assert_eq!(
            shortened.map(short),
            ["999", "1k", "1.2k", "1.3k", "9.9k", "10k", "45k", "999k", "1m", "1.1m"]
        );
    }

    #[test]
    fn what_is_only_the_lower_end_is_marked_as_such() {
        let range = |lower, upper| Range { lower, upper };
        assert_eq!(brief(range(3, Some(5)), "3–5", 26), ("3–5".into(), false));
        assert_eq!(brief(range(138, Some(141)), "138–141", 25), ("138".into(), true));
        assert_eq!(brief(range(138, None), "138+", 40), ("138+".into(), true));
        assert_eq!(brief(range(1249, Some(1249)), "1,249", 29), ("1.2k".into(), false));
        // Where that has no room, it is not drawn over the edges.
        assert_eq!(brief(range(1249, Some(1249)), "1,249", 24), ("1k".into(), false));
        assert_eq!(brief(range(1249, None), "1,249+", 24), ("1k".into(), true));
    }

    #[test]
    fn lines_are_broken_between_words_and_lose_none() {
        let text = "Largest: Kansas City field office,  12 operations.";
        let lines = wrapped(text, 120);
        assert!(lines.len() > 1 && lines.iter().all(|line| width(line) <= 120), "{lines:?}");
        assert!(lines.join(" ").split(' ').eq(text.split_whitespace()));
        assert_eq!(wrapped("Unbreakable", 10), ["Unbreakable"]);
        assert!(wrapped(" ", 10).is_empty());
    }
}
