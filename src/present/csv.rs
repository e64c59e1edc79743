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
    separated(',', cells)
}

/// One row of cells between which stands a comma or a tab, with its line end.
pub fn separated<'a>(separator: char, cells: impl IntoIterator<Item = Cell<'a>>) -> String {
    let mut row = String::new();
    for (at, cell) in cells.into_iter().enumerate() {
        if at > 0 {
            row.push(separator);
        }
        match cell {
            Cell::Text(text) => quoted(&mut row, &defused(text), separator),
            Cell::Number(number) => row.push_str(number),
        }
    }
    row.push_str("\r\n");
    row
}

/// The text, behind an apostrophe where a spreadsheet would take it for a formula. The first
/// characters are those that OWASP's page on CSV injection names, with their full-width forms. A text
/// that begins with apostrophes already gets one more, so that taking one away gives every text back.
pub fn defused(text: &str) -> String {
    if is_risky(text) { format!("'{text}") } else { text.to_string() }
}

/// The text that was defused.
pub fn restored(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| is_risky(rest)).unwrap_or(text)
}

fn is_risky(text: &str) -> bool {
    let is_trigger = |c: char| {
        matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\0' | '＝' | '＋' | '－' | '＠')
    };
    let text = text.trim_start_matches('\'');
    let shown = text.trim_start_matches([' ', '\u{a0}', '\u{feff}']);
    [text, shown].iter().any(|text| text.starts_with(is_trigger))
}

fn quoted(row: &mut String, text: &str, separator: char) {
    let special = |c: char| matches!(c, '"' | '\r' | '\n') || c == separator;
    if text.contains(special) || text.starts_with(' ') || text.ends_with(' ') {
        row.push('"');
        row.push_str(&text.replace('"', "\"\""));
        row.push('"');
    } else {
        row.push_str(text);
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
        assert_eq!(defused("'=1+1"), "''=1+1");
        assert_eq!(defused("’tis ‘so’ and 'so'"), "’tis ‘so’ and 'so'");
    }

    proptest! {
        #[test]
        fn any_row_is_read_back_by_another_program(cells in prop::collection::vec("(?s)['=+@\\- \t]{0,3}.{0,20}", 1..6)) {
            let mut bytes = row((0..cells.len()).map(|_| Cell::Text("head"))).into_bytes();
            bytes.extend(row(cells.iter().map(|cell| Cell::Text(cell))).into_bytes());
            let mut reader = csv::Reader::from_reader(&bytes[..]);
            let read: Vec<_> = reader.records().collect();
            let empty = cells.len() == 1 && cells[0].is_empty();
            prop_assert_eq!(read.len(), usize::from(!empty));
            for record in read {
                let record = record?;
                for read in &record {
                    prop_assert!(!read.trim_start_matches(' ').starts_with(['=', '+', '-', '@']));
                }
                let back: Vec<&str> = record.iter().map(restored).collect();
                prop_assert_eq!(back, cells.clone());
            }
        }
    }
}
