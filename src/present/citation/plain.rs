//! Citations as people write them, in two styles. A date is as precise as it is stated.

use super::Citation;
use crate::model::PartialDate;
use crate::present::time;

/// Each citation in a line of its own.
pub fn lines(citations: &[Citation], style: fn(&Citation) -> String) -> String {
    citations.iter().map(|citation| style(citation) + "\n").collect()
}

/// `Author. (2021, July 1). Title. Retrieved November 22, 2026, from ADDRESS`.
pub fn apa(citation: &Citation) -> String {
    let Citation { author, title, container, version, address, accessed, note, .. } = citation;
    let mut text = ended(author);
    let date = citation.published.map_or("n.d.".into(), |date| match day_of(date) {
        Some(day) => format!("{}, {day}", date.year()),
        None => date.year().to_string(),
    });
    text.push_str(&[" (", &date, ")."].concat());
    let version = version.as_deref().map(|it| [" (Version ", it, ")"].concat()).unwrap_or_default();
    let kind = if citation.is_dataset { " [Data set]" } else { "" };
    match container {
        Some(container) => {
            text.push_str(&[" ", &ended(title), " In ", container, &version, "."].concat());
        }
        None => text.push_str(&[" ", &ended(&[title, &version, kind].concat())].concat()),
    }
    if let Some(note) = note {
        text.push_str(&[" [", note, "]."].concat());
    }
    let day = accessed.map(american);
    match (day, address) {
        (Some(day), Some(address)) => {
            text.push_str(&[" Retrieved ", &day, ", from ", address].concat());
        }
        (None, Some(address)) => text.push_str(&[" ", address].concat()),
        (Some(day), None) => text.push_str(&[" Retrieved ", &day, "."].concat()),
        (None, None) => {}
    }
    text
}

/// `Author. “Title.” July 1, 2021. Accessed November 22, 2026. ADDRESS.`
pub fn chicago(citation: &Citation) -> String {
    let Citation { author, title, container, version, address, accessed, note, .. } = citation;
    let mut parts = vec![ended(author), ["“", &ended(title), "”"].concat()];
    parts.extend(container.as_deref().map(|container| ["In ", &ended(container)].concat()));
    parts.extend(citation.is_dataset.then(|| "Data set.".to_string()));
    parts.extend(version.as_deref().map(|version| ["Version ", version, "."].concat()));
    parts.push(citation.published.map_or("n.d.".into(), |date| ended(&american(date))));
    parts.extend(note.as_deref().map(ended));
    parts.extend(accessed.map(|day| ["Accessed ", &american(day), "."].concat()));
    parts.extend(address.as_deref().map(|address| [address, "."].concat()));
    parts.join(" ")
}

/// A text that ends as a sentence does.
fn ended(text: &str) -> String {
    let ends = text.ends_with(['.', '?', '!']);
    if ends { text.to_string() } else { [text, "."].concat() }
}

/// `July 1`, `July`, or nothing.
fn day_of(date: PartialDate) -> Option<String> {
    let month = time::month(date)?;
    Some(date.day().map_or(month.into(), |day| format!("{month} {day}")))
}

/// `July 1, 2021`, `July 2021`, `2021`.
fn american(date: PartialDate) -> String {
    match (day_of(date), date.day()) {
        (Some(day), Some(_)) => format!("{day}, {}", date.year()),
        (Some(month), None) => format!("{month} {}", date.year()),
        (None, _) => date.year().to_string(),
    }
}
