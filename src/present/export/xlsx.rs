//! A workbook (Office Open XML): the parts of which the archive is made. Cells have types, texts are
//! never formulas, the head of each sheet stays in place. It knows no page.

use super::Part;
use super::sheet::{Sheet, cell_text};
use crate::model::PartialDate;
use crate::present::markup::Markup;
use crate::present::rows::Cell as Given;
use crate::present::rows::columns::Kind;

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// How many rows a sheet can have, its head among them.
pub const MOST_ROWS: usize = 1_048_576;
/// How many letters a cell can have.
const MOST_LETTERS: usize = 32_767;
/// How many links a sheet can have.
const MOST_LINKS: usize = 65_530;
/// How long the address of a link can be.
const MOST_OF_AN_ADDRESS: usize = 2_079;

/// Looks of cells, by their place in `STYLES`.
const HEAD: &str = " s=\"1\"";
const DATE: &str = " s=\"2\"";
const LINK: &str = " s=\"3\"";
const WRAPPED: &str = " s=\"4\"";

const STYLES: &str = "<numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts>\
<fonts count=\"3\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>\
<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font>\
<font><u/><sz val=\"11\"/><color rgb=\"FF0B57A4\"/><name val=\"Calibri\"/></font></fonts>\
<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>\
<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>\
<cellXfs count=\"5\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>\
<xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\"/>\
<xf numFmtId=\"164\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>\
<xf numFmtId=\"0\" fontId=\"2\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\"/>\
<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyAlignment=\"1\">\
<alignment vertical=\"top\" wrapText=\"1\"/></xf></cellXfs>\
<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>";

/// A sheet that is being written.
#[derive(Debug, Default)]
pub struct Writing {
    text: String,
    /// How many rows are written.
    rows: usize,
    /// The addresses of cells that lead somewhere, as relationships.
    links: Vec<(String, String)>,
}

impl Writing {
    /// Begins a sheet, with its head.
    pub fn of(sheet: &Sheet) -> Self {
        let mut text = format!(
            "{DECLARATION}<worksheet xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheetViews>\
             <sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" \
             activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>"
        );
        for (at, column) in sheet.columns.iter().enumerate() {
            let width = match column.kind {
                Kind::Text if is_long(column.name) => 80,
                Kind::Text | Kind::List | Kind::Link => 24,
                Kind::Integer | Kind::Number | Kind::Boolean | Kind::Date => 12,
            };
            let at = at + 1;
            text.push_str(&format!(
                "<col min=\"{at}\" max=\"{at}\" width=\"{width}\" customWidth=\"1\"/>"
            ));
        }
        text.push_str("</cols><sheetData>");
        let mut writing = Self { text, ..Self::default() };
        let heads = sheet.columns.iter().map(|column| Cell::Text(column.name, HEAD));
        writing.cells(heads.collect());
        writing
    }

    /// Writes a row.
    pub fn row(&mut self, sheet: &Sheet, row: &[Given]) {
        let texts: Vec<String> = row.iter().map(cell_text).collect();
        let mut cells = Vec::with_capacity(row.len());
        for (at, ((given, text), column)) in row.iter().zip(&texts).zip(sheet.columns).enumerate() {
            cells.push(match (given, column.kind) {
                (Given::Empty, _) => Cell::Empty,
                (Given::Number(_), _) => Cell::Number(text),
                (Given::Boolean(yes), _) => Cell::Boolean(*yes),
                (_, Kind::Date) => serial(text).map_or(Cell::Text(text, ""), Cell::Date),
                (_, Kind::Link) if self.links.len() < MOST_LINKS && is_address(text) => {
                    self.links.push((place(at, self.rows), text.clone()));
                    Cell::Text(text, LINK)
                }
                _ if is_long(column.name) => Cell::Text(text, WRAPPED),
                _ => Cell::Text(text, ""),
            });
        }
        self.cells(cells);
    }

    fn cells(&mut self, cells: Vec<Cell<'_>>) {
        self.text.push_str("<row>");
        for (at, cell) in cells.into_iter().enumerate() {
            let place = place(at, self.rows);
            let cell = match cell {
                Cell::Empty | Cell::Text("", _) => continue,
                Cell::Number(number) => format!("<c r=\"{place}\"><v>{number}</v></c>"),
                Cell::Boolean(yes) => {
                    format!("<c r=\"{place}\" t=\"b\"><v>{}</v></c>", u8::from(yes))
                }
                Cell::Date(days) => format!("<c r=\"{place}\"{DATE}><v>{days}</v></c>"),
                Cell::Text(text, style) => format!(
                    "<c r=\"{place}\"{style} t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
                    escaped(&uncoded(&shortened(text)))
                ),
            };
            self.text.push_str(&cell);
        }
        self.text.push_str("</row>");
        self.rows += 1;
    }

    /// The parts of the sheet in this place of the workbook, from 0.
    pub fn finish(self, sheet: &Sheet, at: usize) -> Vec<Part> {
        let Self { mut text, rows, links } = self;
        let last = place(sheet.columns.len().saturating_sub(1), rows.saturating_sub(1));
        text.push_str(&format!("</sheetData><autoFilter ref=\"A1:{last}\"/>"));
        let mut parts = Vec::new();
        let number = at + 1;
        if !links.is_empty() {
            text.push_str("<hyperlinks>");
            let mut targets = Vec::new();
            for (at, (place, address)) in links.into_iter().enumerate() {
                text.push_str(&format!("<hyperlink ref=\"{place}\" r:id=\"rId{}\"/>", at + 1));
                targets.push(("hyperlink", escaped(&address), " TargetMode=\"External\""));
            }
            text.push_str("</hyperlinks>");
            let name = format!("xl/worksheets/_rels/sheet{number}.xml.rels");
            parts.push(Part { name, text: relationships(&targets) });
        }
        text.push_str("</worksheet>");
        parts.push(Part { name: format!("xl/worksheets/sheet{number}.xml"), text });
        parts
    }
}

enum Cell<'a> {
    Empty,
    Number(&'a str),
    Boolean(bool),
    /// Days since the calendar of spreadsheets began.
    Date(i64),
    /// A text, with its look.
    Text(&'a str, &'static str),
}

/// The parts of a workbook beside its sheets.
pub fn frame(sheets: &[Sheet]) -> Vec<Part> {
    const TYPES: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    let mut types = format!(
        "{DECLARATION}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/xl/workbook.xml\" ContentType=\"{TYPES}.sheet.main+xml\"/>\
         <Override PartName=\"/xl/styles.xml\" ContentType=\"{TYPES}.styles+xml\"/>"
    );
    let mut book = format!("{DECLARATION}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>");
    let mut targets = Vec::new();
    for (at, sheet) in sheets.iter().enumerate() {
        let (number, name) = (at + 1, sheet.name);
        types.push_str(&format!(
            "<Override PartName=\"/xl/worksheets/sheet{number}.xml\" ContentType=\"{TYPES}.worksheet+xml\"/>"
        ));
        book.push_str(&format!(
            "<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>"
        ));
        targets.push(("worksheet", format!("worksheets/sheet{number}.xml"), ""));
    }
    targets.push(("styles", "styles.xml".into(), ""));
    types.push_str("</Types>");
    book.push_str("</sheets></workbook>");
    let styles = format!("{DECLARATION}<styleSheet xmlns=\"{MAIN}\">{STYLES}</styleSheet>");
    let whole = relationships(&[("officeDocument", "xl/workbook.xml".into(), "")]);
    [
        ("[Content_Types].xml", types),
        ("_rels/.rels", whole),
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", relationships(&targets)),
        ("xl/styles.xml", styles),
    ]
    .map(|(name, text)| Part { name: name.into(), text })
    .into()
}

fn relationships(targets: &[(&str, String, &str)]) -> String {
    let mut text = format!("{DECLARATION}<Relationships xmlns=\"{PACKAGE}\">");
    for (at, (kind, target, mode)) in targets.iter().enumerate() {
        text.push_str(&format!(
            "<Relationship Id=\"rId{}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"{mode}/>",
            at + 1
        ));
    }
    text.push_str("</Relationships>");
    text
}

/// Whether a column holds sentences.
fn is_long(name: &str) -> bool {
    matches!(name, "summary" | "description" | "note" | "says" | "definition")
}

/// Whether a cell can lead there: a spreadsheet takes a file with another address for a damaged one.
fn is_address(text: &str) -> bool {
    (text.starts_with("https://") || text.starts_with("http://"))
        && text.len() <= MOST_OF_AN_ADDRESS
        && text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// The place of a cell, both from 0: `AA12`.
fn place(column: usize, row: usize) -> String {
    let mut letters = String::new();
    let mut left = column + 1;
    while left > 0 {
        left -= 1;
        letters.insert(0, char::from(b'A' + (left % 26) as u8));
        left /= 26;
    }
    format!("{letters}{}", row + 1)
}

/// A stated day as spreadsheets count days; nothing for a month or a year, which stay texts.
fn serial(text: &str) -> Option<i64> {
    let date: PartialDate = text.parse().ok()?;
    date.day()?;
    let start: PartialDate = "1899-12-30".parse().ok()?;
    Some(date.first_day().signed_duration_since(start.first_day()).num_days())
}

fn shortened(text: &str) -> String {
    if text.encode_utf16().count() <= MOST_LETTERS {
        return text.to_string();
    }
    let units: Vec<u16> = text.encode_utf16().take(MOST_LETTERS - 1).collect();
    let mut text = String::from_utf16_lossy(&units);
    text.push('…');
    text
}

/// A text inside a part, without what XML cannot hold.
fn escaped(text: &str) -> String {
    let holds = |c: &char| {
        (*c >= ' ' || matches!(c, '\t' | '\n' | '\r')) && !matches!(c, '\u{fffe}' | '\u{ffff}')
    };
    let text: String = text.chars().filter(holds).collect();
    let mut markup = Markup::default();
    markup.write("{}", &[&text]);
    markup.finish().replace('\r', "&#13;")
}

/// A text of a cell, in which `_x000D_` would be taken for the code of a letter.
fn uncoded(text: &str) -> String {
    let is_code = |at: usize| {
        let code = text.as_bytes().get(at + 2..at + 7);
        code.is_some_and(|code| code[..4].iter().all(u8::is_ascii_hexdigit) && code[4] == b'_')
    };
    let mut plain = String::with_capacity(text.len());
    let mut written = 0;
    for (at, _) in text.match_indices("_x").filter(|(at, _)| is_code(*at)) {
        plain.push_str(&text[written..at]);
        plain.push_str("_x005F");
        written = at;
    }
    plain.push_str(&text[written..]);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_in_letters() {
        let places = [(0, 0), (25, 1), (26, 1), (701, 2), (702, 2)].map(|(c, r)| place(c, r));
        assert_eq!(places, ["A1", "Z2", "AA2", "ZZ3", "AAA3"]);
    }

    #[test]
    fn only_a_stated_day_is_a_date() {
        assert_eq!(serial("1900-03-01"), Some(61));
        assert_eq!(serial("2026-11-22"), Some(46_348));
        assert_eq!((serial("2026-11"), serial("2026"), serial("soon")), (None, None, None));
    }

    #[test]
    fn texts_stay_what_they_are() {
        assert_eq!(escaped("a\u{1}<b> & \"c\"\r"), "a&lt;b&gt; &amp; &quot;c&quot;&#13;");
        assert_eq!(uncoded("_x000D_, _xray_"), "_x005F_x000D_, _xray_");
        assert_eq!(shortened(&"é".repeat(40_000)).encode_utf16().count(), MOST_LETTERS);
        assert!(!is_address("javascript:alert(1)") && !is_address("https://a b"));
    }
}
