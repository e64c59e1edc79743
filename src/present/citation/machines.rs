//! Citations as programs read them: BibTeX, RIS, CSL-JSON. What a source says never ends a field.

use super::Citation;
use crate::model::PartialDate;
use crate::present::json::filled;

/// An entry for LaTeX, of the type that every version knows.
pub fn bibtex(citation: &Citation) -> String {
    let mut entry = ["@misc{", &citation.key, ",\n"].concat();
    let mut field = |name: &str, value: &str| {
        entry.push_str(&["  ", name, " = {", value, "},\n"].concat());
    };
    // A second pair of braces: an organisation has no first name, and a title keeps its capitals.
    field("author", &["{", &latex(&citation.author), "}"].concat());
    field("title", &["{", &latex(&citation.title), "}"].concat());
    if let Some(container) = &citation.container {
        field("howpublished", &latex(container));
    } else if citation.is_dataset {
        field("howpublished", "Data set");
    }
    if let Some(date) = citation.published {
        field("year", &date.year().to_string());
        if let Some(month) = date.month() {
            field("month", &month.to_string());
        }
    }
    if let Some(version) = &citation.version {
        field("version", &latex(version));
    }
    if let Some(address) = &citation.address {
        field("url", &verbatim(address));
    }
    if let Some(day) = citation.accessed {
        field("urldate", &day.to_string());
    }
    if let Some(note) = &citation.note {
        field("note", &latex(note));
    }
    entry + "}\n"
}

/// A text in which nothing is a command. Braces are words, for even escaped they are counted.
fn latex(text: &str) -> String {
    let mut safe = String::new();
    for letter in text.chars() {
        match letter {
            '\\' => safe.push_str("{\\textbackslash}"),
            '{' => safe.push_str("{\\textbraceleft}"),
            '}' => safe.push_str("{\\textbraceright}"),
            '~' => safe.push_str("{\\textasciitilde}"),
            '^' => safe.push_str("{\\textasciicircum}"),
            '&' | '%' | '$' | '#' | '_' => {
                safe.push('\\');
                safe.push(letter);
            }
            letter if letter.is_control() => safe.push(' '),
            letter => safe.push(letter),
        }
    }
    safe
}

/// An address, which is taken as it stands.
fn verbatim(address: &str) -> String {
    let mut safe = String::new();
    for letter in address.chars() {
        match letter {
            '{' => safe.push_str("%7B"),
            '}' => safe.push_str("%7D"),
            '\\' => safe.push_str("%5C"),
            letter if letter.is_control() => {}
            letter => safe.push(letter),
        }
    }
    safe
}

/// A record for reference managers.
pub fn ris(citation: &Citation) -> String {
    let mut record = String::new();
    let mut line = |tag: &str, value: &str| {
        let value: String =
            value.chars().map(|it| if it.is_control() { ' ' } else { it }).collect();
        record.push_str(&[tag, "  - ", &value, "\r\n"].concat());
    };
    let day = |date: PartialDate| date.to_string().replace('-', "/");
    line("TY", if citation.is_dataset { "DATA" } else { "ELEC" });
    line("ID", &citation.key);
    line("AU", &citation.author);
    line("TI", &citation.title);
    for (tag, value) in [
        ("T2", citation.container.clone()),
        ("PY", citation.published.map(|date| date.year().to_string())),
        ("DA", citation.published.map(day)),
        ("ET", citation.version.clone()),
        ("UR", citation.address.clone()),
        ("Y2", citation.accessed.map(day)),
        ("N1", citation.note.clone()),
    ] {
        if let Some(value) = value {
            line(tag, &value);
        }
    }
    line("ER", "");
    record
}

/// Items for citation processors.
pub fn csl(citations: &[Citation]) -> String {
    let items: Vec<String> = citations.iter().map(item).collect();
    ["[\n", &items.join(",\n"), "\n]\n"].concat()
}

fn item(citation: &Citation) -> String {
    let kind = if citation.is_dataset { "dataset" } else { "webpage" };
    let words = [citation.key.as_str(), kind, &citation.author, &citation.title];
    let mut item = filled(ITEM, &words);
    for (name, value) in [
        ("container-title", &citation.container),
        ("version", &citation.version),
        ("URL", &citation.address),
        ("note", &citation.note),
    ] {
        if let Some(value) = value {
            item.push_str(&filled(",\n  \"{}\": \"{}\"", &[name, value]));
        }
    }
    for (name, date) in [("issued", citation.published), ("accessed", citation.accessed)] {
        if let Some(date) = date {
            // `2019-07` is the list of a year and a month, without their leading noughts.
            let parts = date.to_string().replace("-0", "-").replace('-', ", ");
            item.push_str(&filled(",\n  \"{}\": {\"date-parts\": [[{}]]}", &[name, &parts]));
        }
    }
    item + "\n}"
}

const ITEM: &str = r#"{
  "id": "{}",
  "type": "{}",
  "author": [{"literal": "{}"}],
  "title": "{}""#;
