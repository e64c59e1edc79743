//! Comma-separated values (RFC 4180) that a spreadsheet opens without running anything in them.

/// The media type of such a file.
pub const MEDIA_TYPE: &str = "text/csv;charset=utf-8";

/// A cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell<'a> {
    /// A text, which may come from anywhere.
    Text(&'a str),
    /// A number of ours, written as it is.
    Number(&'a str),
}

/// One row, with its line end.
pub fn row<'a>(cells: impl IntoIterator<Item = Cell<'a>>) -> String {
    let cells: Vec<String> = cells
        .into_iter()
        .map(|cell| match cell {
            Cell::Text(text) => quoted(&defused(text)),
            Cell::Number(number) => number.to_string(),
        })
        .collect();
    cells.join(",") + "\r\n"
}

/// The text, behind an apostrophe where a spreadsheet would take it for a formula. The first
/// characters are those that OWASP's page on CSV injection names, with their full-width forms.
pub fn defused(text: &str) -> String {
    let is_trigger = |c: char| {
        matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\0' | '＝' | '＋' | '－' | '＠')
    };
    let shown = text.trim_start_matches([' ', '\u{a0}', '\u{feff}']);
    let risky = [text, shown].iter().any(|text| text.starts_with(is_trigger));
    if risky { format!("'{text}") } else { text.to_string() }
}

fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\r', '\n']) || text.starts_with(' ') || text.ends_with(' ') {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_are_defused_and_numbers_are_not() {
        assert_eq!(
            row([Cell::Text("=1+1"), Cell::Number("-5"), Cell::Text("a \"b\", c")]),
            "'=1+1,-5,\"a \"\"b\"\", c\"\r\n"
        );
        assert_eq!(defused("  @SUM(A1)"), "'  @SUM(A1)");
        assert_eq!(defused("31 = 14 + 17"), "31 = 14 + 17");
    }

    proptest! {
        #[test]
        fn any_row_is_read_back_by_another_program(cells in prop::collection::vec("(?s).{0,20}", 1..6)) {
            let mut bytes = row((0..cells.len()).map(|_| Cell::Text("head"))).into_bytes();
            bytes.extend(row(cells.iter().map(|cell| Cell::Text(cell))).into_bytes());
            let mut reader = csv::Reader::from_reader(&bytes[..]);
            let read: Vec<_> = reader.records().collect();
            let empty = cells.len() == 1 && cells[0].is_empty();
            prop_assert_eq!(read.len(), usize::from(!empty));
            for record in read {
                let record = record?;
                let back: Vec<&str> = record.iter().collect();
                prop_assert_eq!(back, cells.iter().map(|cell| defused(cell)).collect::<Vec<_>>());
            }
        }
    }
}
