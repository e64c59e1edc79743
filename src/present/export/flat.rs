//! The text formats: comma- and tab-separated values, and JSON lines, in which every row says itself
//! where it comes from; and JSON, which says it once. It knows no page.

use super::provenance::Provenance;
use super::sheet::{Sheet, cell_text};
use crate::present::csv::{self, separated};
use crate::present::json::{filled, list};
use crate::present::rows::Cell;

/// The head of a table of separated values. Where each row says where it comes from, so do its last
/// columns: rows are copied out of files, and comment lines are not part of the format.
pub fn head(sheet: &Sheet, separator: char, provenance: Option<&Provenance>) -> String {
    let columns = sheet.columns.iter().map(|column| column.name);
    let more = provenance.into_iter().flat_map(|it| it.iter().map(|(name, ..)| name));
    separated(separator, columns.chain(more).map(csv::Cell::Text))
}

/// A row of separated values.
pub fn row(cells: &[Cell], separator: char, provenance: Option<&Provenance>) -> String {
    let texts: Vec<String> = cells.iter().map(cell_text).collect();
    let cells = cells.iter().zip(&texts).map(|(cell, text)| match cell {
        Cell::Number(_) => csv::Cell::Number(text),
        _ => csv::Cell::Text(text),
    });
    let more = provenance.into_iter().flat_map(|it| it.iter().map(|it| csv::Cell::Text(it.2)));
    separated(separator, cells.chain(more))
}

/// A row as a JSON object, under the names of its columns.
pub fn object(sheet: &Sheet, cells: &[Cell], provenance: Option<&Provenance>) -> String {
    let mut object = String::from("{");
    let name = |object: &mut String, name: &str| {
        object.push_str(&[if object.len() > 1 { ",\"" } else { "\"" }, name, "\":"].concat());
    };
    for (column, cell) in sheet.columns.iter().zip(cells) {
        name(&mut object, column.name);
        match cell {
            Cell::Empty => object.push_str("null"),
            Cell::Text(text) => object.push_str(&filled("\"{}\"", &[text])),
            Cell::Number(_) | Cell::Boolean(_) => object.push_str(&cell_text(cell)),
            Cell::List(texts) => {
                let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
                object.push_str(&list(&texts));
            }
        }
    }
    for (of, _, said) in provenance.into_iter().flat_map(Provenance::iter) {
        name(&mut object, of);
        object.push_str(&filled("\"{}\"", &[said]));
    }
    object + "}"
}

/// What JSON opens with: where it comes from.
pub fn opening(provenance: &Provenance) -> String {
    let nothing = Sheet { name: "", title: "", columns: &[], rows: super::Rows::Ready(Vec::new()) };
    let about = object(&nothing, &[], Some(provenance));
    ["{\n\"about\": ", &about, ",\n\"tables\": {"].concat()
}
