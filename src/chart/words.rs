//! Words in a scene: how wide they are, about, and how they are made to fit. Widths are estimated,
//! because a scene is made without a screen.

use super::{Anchor, Mark};

/// How wide a text is, about: measured on the fonts that `assets/style.css` names, from above.
pub fn width(text: &str) -> i32 {
    let tenths: i32 = text
        .chars()
        .map(|letter| match letter {
            'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '’' | '\'' | '|' | '!' => 36,
            'f' | 't' | 'r' | ' ' | '(' | ')' | '-' | '/' | '“' | '”' => 48,
            'm' | 'w' | 'M' | 'W' | '@' | '%' | '…' => 108,
            letter if letter.is_uppercase() => 84,
            _ => 70,
        })
        .sum();
    (tenths + 9) / 10
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

/// A text at a place.
pub fn text(at: (i32, i32), anchor: Anchor, class: &'static str, text: impl Into<String>) -> Mark {
    Mark::Text { at, anchor, class, text: text.into() }
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
        assert!(end <= 180 && marks.len() == 5, "{marks:?}");
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
