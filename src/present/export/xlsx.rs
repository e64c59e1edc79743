//! A workbook (Office Open XML): the parts of which the archive is made. Cells have types, texts are
//! never formulas, the head of each sheet stays in place. It knows no page.

use super::Part;
use super::sheet::{Sheet, cell_text};
use crate::model::PartialDate;
use crate::present::markup::Markup;
use crate::present::rows::Cell;
use crate::present::rows::columns::Kind;

/// The root of a document, which names what its words mean.
macro_rules! root {
    ($name:literal) => {
        concat!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<",
            $name,
            " xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
             xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
        )
    };
}

/// How many rows a sheet can have, its head among them.
pub const MOST_ROWS: usize = 1_048_576;
/// How many letters a cell can have.
const MOST_LETTERS: usize = 32_767;
/// How many links a sheet can have.
const MOST_LINKS: usize = 65_530;
/// How long the address of a link can be.
const MOST_OF_AN_ADDRESS: usize = 2_079;

/// Looks of cells, by their place in `STYLES`.
const PLAIN: &str = "0";
const HEAD: &str = "1";
const DATE: &str = "2";
const LINK: &str = "3";
const WRAPPED: &str = "4";

const STYLES: &str = concat!(
    root!("styleSheet"),
    "<numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts>\
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
<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>"
);

/// A sheet that is being written.
#[derive(Debug, Default)]
pub struct Writing {
    text: Markup,
    /// How many rows are written.
    rows: usize,
    /// The addresses of cells that lead somewhere, each with the place of its cell.
    links: Vec<(String, String)>,
}

impl Writing {
    /// Begins a sheet, with its head.
    pub fn of(sheet: &Sheet) -> Self {
        let mut writing = Self::default();
        let text = &mut writing.text;
        text.write(
            concat!(
                root!("worksheet"),
                "<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" \
                 activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>"
            ),
            &[],
        );
        for (at, column) in sheet.columns.iter().enumerate() {
            let width = match column.kind {
                Kind::Text if is_long(column.name) => "80",
                Kind::Text | Kind::List | Kind::Link => "24",
                Kind::Integer | Kind::Number | Kind::Boolean | Kind::Date => "12",
            };
            let at = (at + 1).to_string();
            text.write(
                "<col min=\"{}\" max=\"{}\" width=\"{}\" customWidth=\"1\"/>",
                &[&at, &at, width],
            );
        }
        text.write("</cols><sheetData><row>", &[]);
        for (at, column) in sheet.columns.iter().enumerate() {
            writing.text(at, column.name, HEAD);
        }
        writing.end_row();
        writing
    }

    /// Writes a row.
    pub fn row(&mut self, sheet: &Sheet, row: &[Cell]) {
        self.text.write("<row>", &[]);
        for (at, (cell, column)) in row.iter().zip(sheet.columns).enumerate() {
            let text = cell_text(cell);
            match (cell, column.kind) {
                _ if text.is_empty() => {}
                (Cell::Number(_), _) => self.number(at, &text, PLAIN),
                (Cell::Boolean(yes), _) => {
                    let place = place(at, self.rows);
                    let yes = if *yes { "1" } else { "0" };
                    self.text.write("<c r=\"{}\" t=\"b\"><v>{}</v></c>", &[&place, yes]);
                }
                (_, Kind::Date) => match serial(&text) {
                    Some(days) => self.number(at, &days.to_string(), DATE),
                    None => self.text(at, &text, PLAIN),
                },
                (_, Kind::Link) if self.links.len() < MOST_LINKS && is_address(&text) => {
                    self.text(at, &text, LINK);
                    self.links.push((place(at, self.rows), text));
                }
                _ => self.text(at, &text, if is_long(column.name) { WRAPPED } else { PLAIN }),
            }
        }
        self.end_row();
    }

    fn number(&mut self, column: usize, number: &str, look: &str) {
        let place = place(column, self.rows);
        self.text.write("<c r=\"{}\" s=\"{}\"><v>{}</v></c>", &[&place, look, number]);
    }

    fn text(&mut self, column: usize, text: &str, look: &str) {
        let place = place(column, self.rows);
        self.text.write(
            "<c r=\"{}\" s=\"{}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
            &[&place, look, &held(&uncoded(&shortened(text)))],
        );
    }

    fn end_row(&mut self) {
        self.text.write("</row>", &[]);
        self.rows += 1;
    }

    /// The parts of the sheet in this place of the workbook, from 0.
    pub fn finish(self, sheet: &Sheet, at: usize) -> Vec<Part> {
        let Self { mut text, rows, links } = self;
        let last = place(sheet.columns.len().saturating_sub(1), rows.saturating_sub(1));
        text.write("</sheetData><autoFilter ref=\"A1:{}\"/>", &[&last]);
        let mut parts = Vec::new();
        let number = (at + 1).to_string();
        if !links.is_empty() {
            text.write("<hyperlinks>", &[]);
            let mut targets = Relationships::default();
            for (place, address) in links {
                let id = targets.add("hyperlink", &address, "External");
                text.write("<hyperlink ref=\"{}\" r:id=\"{}\"/>", &[&place, &id]);
            }
            text.write("</hyperlinks>", &[]);
            let name = ["xl/worksheets/_rels/sheet", &number, ".xml.rels"].concat();
            parts.push(Part { name, text: targets.finish() });
        }
        text.write("</worksheet>", &[]);
        let name = ["xl/worksheets/sheet", &number, ".xml"].concat();
        parts.push(Part { name, text: text.finish() });
        parts
    }
}

/// The parts of a workbook beside its sheets.
pub fn frame(sheets: &[Sheet]) -> Vec<Part> {
    let (mut types, mut book) = (Markup::default(), Markup::default());
    let mut targets = Relationships::default();
    types.write(TYPES, &[]);
    book.write(concat!(root!("workbook"), "<sheets>"), &[]);
    for (at, sheet) in sheets.iter().enumerate() {
        let number = (at + 1).to_string();
        types.write(
            "<Override PartName=\"/xl/worksheets/sheet{}.xml\" ContentType=\"\
             application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>",
            &[&number],
        );
        let target = ["worksheets/sheet", &number, ".xml"].concat();
        let id = targets.add("worksheet", &target, "Internal");
        book.write("<sheet name=\"{}\" sheetId=\"{}\" r:id=\"{}\"/>", &[sheet.name, &number, &id]);
    }
    targets.add("styles", "styles.xml", "Internal");
    types.write("</Types>", &[]);
    book.write("</sheets></workbook>", &[]);
    let mut whole = Relationships::default();
    whole.add("officeDocument", "xl/workbook.xml", "Internal");
    [
        ("[Content_Types].xml", types.finish()),
        ("_rels/.rels", whole.finish()),
        ("xl/workbook.xml", book.finish()),
        ("xl/_rels/workbook.xml.rels", targets.finish()),
        ("xl/styles.xml", STYLES.to_string()),
    ]
    .map(|(name, text)| Part { name: name.into(), text })
    .into()
}

const TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
<Default Extension=\"xml\" ContentType=\"application/xml\"/>\
<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>\
<Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>";

/// Where the parts of a part lie, or its links lead.
#[derive(Default)]
struct Relationships {
    text: Markup,
    count: usize,
}

impl Relationships {
    /// Adds one, and gives its id.
    fn add(&mut self, kind: &str, target: &str, mode: &str) -> String {
        self.count += 1;
        let id = format!("rId{}", self.count);
        self.text.write(
            "<Relationship Id=\"{}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}\" Target=\"{}\" TargetMode=\"{}\"/>",
            &[&id, kind, target, mode],
        );
        id
    }

    fn finish(self) -> String {
        let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
        [head, &self.text.finish(), "</Relationships>"].concat()
    }
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

/// A text that fits into a cell: no letter is more than two of the units that are counted there.
fn shortened(text: &str) -> String {
    if text.len() <= MOST_LETTERS {
        return text.to_string();
    }
    text.chars().take(MOST_LETTERS / 2 - 1).chain(['…']).collect()
}

/// A text without what XML cannot hold.
fn held(text: &str) -> String {
    let holds =
        |c: &char| (*c >= ' ' || matches!(c, '\t' | '\n')) && !matches!(c, '\u{fffe}' | '\u{ffff}');
    text.replace("\r\n", "\n").replace('\r', "\n").chars().filter(holds).collect()
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
        assert_eq!(held("a\u{1}<b>\r\nc\rd\te"), "a<b>\nc\nd\te");
        assert_eq!(uncoded("_x000D_, _xray_"), "_x005F_x000D_, _xray_");
        assert!(shortened(&"😀".repeat(40_000)).encode_utf16().count() <= MOST_LETTERS);
        assert!(!is_address("javascript:alert(1)") && !is_address("https://a b"));
    }
}
