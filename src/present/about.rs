//! What is said about the record as a whole: method, words, addresses, privacy, help.

use crate::engine::Field;
use crate::model::Dataset;
use crate::present::{labels, time};
use crate::view::KEYS;

/// A section of plain paragraphs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its heading.
    pub heading: &'static str,
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
}

/// A row of the table of an address's keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyRow {
    /// The key.
    pub key: String,
    /// The values it takes.
    pub values: String,
    /// What it means when it is left out.
    pub default: String,
    /// What it does.
    pub meaning: String,
}

/// The sections before the codebook.
pub fn sections(dataset: &Dataset) -> Vec<Section> {
    let text = |text: &str| text.to_string();
    let edition = &dataset.edition;
    let mut licence = vec![
        format!("The compilation is licensed {}. {}", edition.licence, edition.licence_note),
        format!(
            "This is version {} of the dataset{}.",
            edition.version,
            edition.date.map(|date| format!(", released {}", time::date(date))).unwrap_or_default()
        ),
    ];
    licence.extend(
        edition.changes.iter().map(|change| format!("{}: {}", change.version, change.text)),
    );
    vec![
        Section {
            heading: "Method",
            paragraphs: vec![
                text(
                    "The record is made of public announcements: releases of agencies, pages of theirs, press reports, reports of organisations. Each number entered is a figure: one number, in one source, at a stated place in it, with who and what it counts.",
                ),
                text(
                    "Numbers that contradict each other are kept side by side. Nothing is averaged, rounded or corrected; what a source prints is what is recorded, and where a record-keeper had to work something out, the figure says so.",
                ),
                text(
                    "Many pages were read only in their opening part, and many operations rest on a single source. Agreement between outlets that print one and the same agency text is not independent confirmation.",
                ),
            ],
        },
        Section {
            heading: "Totals",
            paragraphs: vec![
                text(
                    "A total is the number of different people, or things, that at least one figure of the selection counts: what was announced, never an estimate. It has a lower and an upper end, and every figure behind it, or left out and why, stands in its ledger.",
                ),
                text(
                    "No stated part is counted beside its whole: children are inside victims, a field office’s number is inside the national one, a part operation inside the operation it is part of. The upper end adds what nothing else contains; the lower end adds only what shares no one. Where parts come to more than their whole, the total says that sources contradict each other.",
                ),
                text(
                    "Where sources give one quantity different numbers, the reader chooses what is taken: the range of all, the issuing agency, the latest, the lowest, the highest, or what most sources support. Outcomes of different classes, such as found and offered help, are never added, nor arrests to charges, nor missing children to victims.",
                ),
                text(
                    "A filter of places admits a number only if it is for those places: an operation that also reached elsewhere counts with the share that a source gives, and not at all where none does. Possible victims, numbers of several years, and numbers that stand only in a page’s address are left out; digests count only where no other source speaks.",
                ),
            ],
        },
        Section {
            heading: "People",
            paragraphs: vec![
                text(
                    "No victim, suspect, private person or official is named here, except where a source’s own title or address does. Children are called children. The words of sources, such as “rescued”, are kept as their words.",
                ),
                text(crate::present::standing::PRESUMPTION),
            ],
        },
        Section {
            heading: "Privacy",
            paragraphs: vec![
                text(crate::present::standing::PRIVACY),
                text(
                    "What you filter stands in the address behind the # sign, which browsers do not send. It does stand in your browser’s history; “Quiet history” keeps this page to a single entry, and “Exit this page” leaves it at once, but neither removes what was visited before.",
                ),
            ],
        },
        Section { heading: "Licence and version", paragraphs: licence },
        Section { heading: "Help", paragraphs: vec![text(crate::present::standing::HELP_LINES)] },
    ]
}

/// Every key of an address: fields first, then the rest.
pub fn keys() -> Vec<KeyRow> {
    let fields = Field::ALL.iter().map(|field| {
        let key = field.key();
        let mut values = format!(
            "{key}=value, repeated for any of; {key}!=value for none of; {key}=- for not stated"
        );
        if field.is_many_valued() {
            values.push_str(&format!("; {key}.all=value for all of"));
        }
        match field {
            Field::Year => {
                values.push_str(&format!("; {key}=2019..2021, {key}=2019.., {key}=..2021"))
            }
            Field::Date => {
                values = format!(
                    "{key}=2019-07-08, {key}=2019-07 or {key}=2019; {key}=2019-06..2019-07-15, {key}=2019-06.., {key}=..2019; {key}=- for not stated, {key}!=- for stated"
                )
            }
            field if field.is_amount() => {
                values = format!("{key}=31, {key}=10..50, {key}=10.., {key}=..50");
            }
            _ => {}
        }
        KeyRow {
            key: key.to_string(),
            values,
            default: "all".into(),
            meaning: format!("{}.", labels::field(*field)),
        }
    });
    let others = KEYS.iter().map(|doc| KeyRow {
        key: doc.key.into(),
        values: doc.values.into(),
        default: doc.default.into(),
        meaning: doc.meaning.into(),
    });
    fields.chain(others).collect()
}

/// Stands above the codebook.
pub const CODEBOOK_LEAD: &str = "Every word that the record uses in a fixed sense, as the dataset’s own codebook defines it. The word in small letters is the one that stands in files and addresses.";

/// Stands above the keys of an address.
pub const KEYS_LEAD: &str = "What stands behind the # sign of the address says exactly what is shown, and can be edited by hand. Parts are joined by &, in any order. A part that this version does not know is kept and said so.";
