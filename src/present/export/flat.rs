//! The text formats: comma- and tab-separated values, and JSON lines, in which every row says itself
//! where it comes from; and JSON, which says it once. It knows no page.

use serde_json::Value;

use super::provenance::Provenance;
use super::sheet::{Sheet, cell_text};
use crate::present::csv::{Cell, separated};
use crate::present::rows::columns::Kind;

/// The head of a table of separated values. Where each row says where it comes from, so do its last
/// columns: rows are copied out of files, and comment lines are not part of the format.
pub fn head(sheet: &Sheet, separator: char, provenance: Option<&Provenance>) -> String {
    let columns = sheet.columns.iter().map(|column| column.name);
    let more = provenance.into_iter().flat_map(|it| it.iter().map(|(name, ..)| name));
    separated(separator, columns.chain(more).map(Cell::Text))
}

/// A row of separated values.
pub fn row(sheet: &Sheet, row: &Value, separator: char, provenance: Option<&Provenance>) -> String {
    let texts: Vec<String> =
        sheet.columns.iter().map(|column| cell_text(&row[column.name])).collect();
    let cells = sheet.columns.iter().zip(&texts).map(|(column, text)| match column.kind {
        Kind::Integer | Kind::Number | Kind::Boolean => Cell::Number(text),
        Kind::Text | Kind::List | Kind::Date | Kind::Link => Cell::Text(text),
    });
    let more = provenance.into_iter().flat_map(|it| it.iter().map(|(.., said)| Cell::Text(said)));
    separated(separator, cells.chain(more))
}

/// A line of JSON lines.
pub fn line(mut row: Value, provenance: &Provenance) -> String {
    for (name, _, said) in provenance.iter() {
        row[name] = said.into();
    }
    format!("{row}\n")
}

/// What JSON opens with: where it comes from.
pub fn opening(provenance: &Provenance) -> String {
    let mut about = Value::Object(serde_json::Map::new());
    for (name, _, said) in provenance.iter() {
        about[name] = said.into();
    }
    format!("{{\n\"about\": {about},\n\"tables\": {{")
}
