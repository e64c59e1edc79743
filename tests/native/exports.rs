//! What is taken along: every format holds the rows of the view, each with where it comes from, and
//! nothing in it is run by a spreadsheet.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::OnceLock;

use clearcount::model::Dataset;
use clearcount::present::citation::{self, Citation, Style};
use clearcount::present::csv::restored;
use clearcount::present::export::{
    Circumstances, Contents, Export, Format, Making, Part, Sheet, cell_text, zip,
};
use clearcount::present::record::Record;
use clearcount::present::rows::Cell;
use clearcount::view;
use proptest::prelude::*;
use serde_json::Value;

fn built_in() -> &'static Record {
    static RECORD: OnceLock<Record> = OnceLock::new();
    RECORD.get_or_init(|| Record::new(clearcount::dataset::built_in().dataset))
}

fn reader() -> Circumstances<'static> {
    Circumstances { home: None, today: "2026-11-22".parse().ok() }
}

fn of(record: &Record, address: &str) -> Export {
    let view = view::parse(address);
    assert_eq!(view.unread, [], "{address}");
    Export::of_view(record, &view, &reader()).unwrap()
}

fn text(record: &Record, export: &Export, format: Format) -> String {
    match Making::new(export.clone(), format).at_once(record) {
        Contents::Text(text) => text,
        Contents::Archive(parts) => panic!("{} parts", parts.len()),
    }
}

fn parts(record: &Record, export: &Export, format: Format) -> Vec<Part> {
    match Making::new(export.clone(), format).at_once(record) {
        Contents::Archive(parts) => parts,
        Contents::Text(text) => panic!("{text}"),
    }
}

/// A table as another program reads it: under the names of its columns.
fn separated(text: &str, separator: u8) -> Vec<Vec<(String, String)>> {
    let mut reader = csv::ReaderBuilder::new().delimiter(separator).from_reader(text.as_bytes());
    let heads = reader.headers().unwrap().clone();
    let row = |row: csv::Result<csv::StringRecord>| {
        let row = row.unwrap();
        heads.iter().zip(&row).map(|(head, cell)| (head.into(), restored(cell).into())).collect()
    };
    reader.records().map(row).collect()
}

const ADDRESSES: &[&str] = &[
    "operations?state=KS",
    "figures?state=KS&measure=victims",
    "agencies?state=KS",
    "places?state=KS",
    "programmes",
    "offences",
    "sources?state=KS",
    "disagreements?state=KS",
    "agencies/fbi",
    "operations/2021-hsi-kansas-city-31-victims",
    "figures/2021-hsi-kansas-city-31-victims/f1",
    "ledger?state=NC&year=2019&measure=arrests&rule=majority",
];

/// A row as JSON has it, built apart from how it is written.
fn as_json(sheet: &Sheet, cells: &[Cell]) -> Value {
    let value = |cell: &Cell| match cell {
        Cell::Empty => Value::Null,
        Cell::Text(text) => text.as_str().into(),
        Cell::List(texts) => texts.clone().into(),
        Cell::Number(number) => serde_json::from_str(number).unwrap(),
        Cell::Boolean(yes) => (*yes).into(),
    };
    let names = sheet.columns.iter().map(|column| column.name.to_string());
    Value::Object(names.zip(cells.iter().map(value)).collect())
}

/// The text formats hold the same rows, which are those of the table, each with where it comes from.
#[test]
fn every_text_format_holds_every_row_of_a_view() {
    let record = built_in();
    for address in ADDRESSES {
        let export = of(record, address);
        let sheet = &export.sheets[0];
        let cells: Vec<Vec<Cell>> = (0..sheet.len()).map(|at| sheet.row(record, at)).collect();
        let rows: Vec<Value> = cells.iter().map(|cells| as_json(sheet, cells)).collect();
        assert!(!rows.is_empty(), "{address}");
        let json: Value = serde_json::from_str(&text(record, &export, Format::Json)).unwrap();
        assert_eq!(json["tables"][sheet.name], Value::from(rows.clone()), "{address}");
        let about = &json["about"];
        assert_eq!(about["caution"], clearcount::present::standing::PRESUMPTION, "{address}");
        for name in ["view", "filter", "rule", "dataset", "released", "licence", "downloaded"] {
            assert!(about[name].as_str().is_some_and(|said| !said.is_empty()), "{address}: {name}");
        }
        let with_about = |row: &Value| {
            let mut row = row.clone();
            for (name, said) in about.as_object().unwrap() {
                row[name] = said.clone();
            }
            row
        };
        let expected: Vec<Value> = rows.iter().map(with_about).collect();
        let lines = text(record, &export, Format::Ndjson);
        let read: Vec<Value> =
            lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(read, expected, "{address}");
        for (format, separator) in [(Format::Csv, b','), (Format::Tsv, b'\t')] {
            let read = separated(&text(record, &export, format), separator);
            assert_eq!(read.len(), expected.len(), "{address}");
            for ((read, expected), cells) in read.iter().zip(&expected).zip(&cells) {
                let names: Vec<&String> = expected.as_object().unwrap().keys().collect();
                assert!(read.iter().map(|(name, _)| name).eq(names), "{address}");
                let mut texts: Vec<String> = cells.iter().map(cell_text).collect();
                let said = about.as_object().unwrap().values();
                texts.extend(said.map(|said| said.as_str().unwrap().to_string()));
                assert!(read.iter().map(|(_, cell)| cell).eq(&texts), "{address}: {read:?}");
            }
        }
    }
}

/// Cells are of the types that the columns promise.
#[test]
fn cells_are_of_the_types_of_their_columns() {
    use clearcount::present::rows::columns::Kind;
    let record = built_in();
    let everything = Export::everything(record, &reader());
    let ledger = of(record, "ledger?state=NC&year=2019&measure=arrests");
    for sheet in everything.sheets.iter().chain(&ledger.sheets) {
        for row in (0..sheet.len()).map(|at| sheet.row(record, at)) {
            assert_eq!(row.len(), sheet.columns.len(), "{}", sheet.name);
            for (cell, column) in row.iter().zip(sheet.columns) {
                let fits = match (column.kind, cell) {
                    (_, Cell::Empty)
                    | (Kind::Text | Kind::Link, Cell::Text(_))
                    | (Kind::List, Cell::List(_))
                    | (Kind::Boolean, Cell::Boolean(_)) => true,
                    (Kind::Integer, Cell::Number(number)) => number.parse::<i64>().is_ok(),
                    (Kind::Number, Cell::Number(number)) => number.parse::<f64>().is_ok(),
                    (Kind::Date, Cell::Text(date)) => {
                        date.parse::<clearcount::model::PartialDate>().is_ok()
                    }
                    _ => false,
                };
                assert!(fits, "{}: {} {cell:?}", sheet.name, column.name);
            }
        }
    }
}

/// The order of rows, the totals and the sources of a view of figures, and what a file of it is called.
#[test]
fn a_view_is_taken_along_with_its_totals_and_sources() {
    let record = built_in();
    let dataset = &record.dataset;
    let export = of(record, "figures?id=2021-hsi-kansas-city-31-victims&measure=arrests");
    assert_eq!(export.file(Format::DataPackage), "clearcount-figures-2026.11.0.zip");
    let names: Vec<&str> = export.sheets.iter().map(|sheet| sheet.name).collect();
    assert_eq!(names, ["figures", "totals", "sources"]);
    let column = |sheet: usize, name: &str| -> Vec<String> {
        let sheet = &export.sheets[sheet];
        let at = sheet.columns.iter().position(|column| column.name == name).unwrap();
        let mut cells: Vec<String> =
            (0..sheet.len()).map(|row| cell_text(&sheet.row(record, row)[at])).collect();
        cells.sort();
        cells.dedup();
        cells
    };
    assert_eq!(column(2, "source"), column(0, "source"));
    assert_eq!(column(1, "measure"), ["arrests"]);
    // Everything holds every record.
    let everything = Export::everything(record, &reader());
    let len = |name: &str| everything.sheets.iter().find(|it| it.name == name).unwrap().len();
    assert_eq!(len("operations"), dataset.operations.len());
    assert_eq!(len("figures"), dataset.figure_count());
    assert_eq!(len("agencies"), dataset.agencies.len());
    assert_eq!(len("sources"), dataset.operations.iter().map(|it| it.sources.len()).sum::<usize>());
}

/// Some rows at a time make the same file as all at once, and the count of them says how far it is.
#[test]
fn a_file_is_made_in_any_number_of_steps() {
    let record = built_in();
    let export = of(record, "operations?state=KS");
    for (format, _) in Format::ALL {
        let whole = Making::new(export.clone(), format).at_once(record);
        for rows in [1, 7, 1_000] {
            let mut making = Making::new(export.clone(), format);
            let mut before = 0;
            while making.step(record, rows) {
                let (all, done) = making.progress();
                assert!(done <= all && done <= before + rows, "{format:?}");
                before = done;
            }
            assert_eq!(making.progress().0, making.progress().1, "{format:?}");
            assert_eq!(making.finish(), whole, "{format:?} by {rows}");
        }
    }
}

#[test]
fn a_workbook_and_a_package_say_what_they_are() {
    let record = built_in();
    let export = of(record, "figures?id=2009-wasilla-sting");
    for (format, of) in [(Format::Xlsx, "xlsx"), (Format::DataPackage, "package")] {
        let parts = parts(record, &export, format);
        let shown: Vec<String> = parts
            .iter()
            .filter(|part| !["codebook.csv", "xl/styles.xml"].contains(&part.name.as_str()))
            .map(|part| format!("==== {}\n{}", part.name, part.text.replace("><", ">\n<")))
            .collect();
        insta::assert_snapshot!(of, shown.join("\n"));
    }
}

#[test]
fn what_can_be_cited_and_in_which_styles() {
    let record = built_in();
    let mut text = String::new();
    for (home, address) in [
        (Some("https://example.org/clearcount/"), ""),
        (None, ""),
        (Some("https://example.org/clearcount/"), "operations?state=KS&year=2019"),
        (None, "operations/2021-hsi-kansas-city-31-victims"),
        (None, "ledger?state=NC&year=2019&measure=arrests"),
        (Some("https://example.org/clearcount/"), "figures/2021-hsi-kansas-city-31-victims/f1"),
    ] {
        let reader = Circumstances { home, ..reader() };
        let citation = citation::of_view(record, &view::parse(address), &reader);
        text.push_str(&format!("==== {address}\n"));
        for (style, _) in Style::ALL {
            text.push_str(&citation::written(std::slice::from_ref(&citation), style));
        }
    }
    insta::assert_snapshot!(text);
}

/// What a source is called ends no field and no file.
#[test]
fn a_title_is_only_a_title_in_every_style() {
    let title = "100% of {A} \\input{x} & \"B\"\nER  - #1_$~^";
    let reader = reader();
    let citation = Citation {
        title: title.into(),
        author: title.into(),
        ..citation::of_dataset(&built_in().dataset, &reader)
    };
    let of = |style| citation::written(std::slice::from_ref(&citation), style);
    let read: Value = serde_json::from_str(&of(Style::Csl)).unwrap();
    assert_eq!(read[0]["title"], title);
    let ris = of(Style::Ris);
    assert_eq!(ris.lines().filter(|line| line.starts_with("ER  -")).count(), 1, "{ris}");
    let bibtex = of(Style::Bibtex);
    assert_eq!(bibtex.matches('{').count(), bibtex.matches('}').count());
    assert!(!bibtex.contains("\\input") && bibtex.contains("100\\% of"), "{bibtex}");
}

/// The record with one text in the place of every other.
fn saying(said: &str) -> Record {
    let all = &built_in().dataset;
    let mut dataset = Dataset { operations: vec![all.operations[0].clone()], ..Dataset::default() };
    dataset.places = all.places.clone();
    dataset.agencies = all.agencies.clone();
    dataset.programmes = all.programmes.clone();
    for operation in &mut dataset.operations {
        operation.part_of = None;
        operation.summary = said.into();
        operation.title = said.into();
        for figure in &mut operation.figures {
            figure.locator = said.into();
        }
    }
    Record::new(dataset)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    /// Whatever a source says, it is read back as it was and begins no cell as a formula.
    #[test]
    fn any_text_is_read_back(said in "(?s)['=+@\\- \\t]{0,3}.{0,30}") {
        let record = saying(&said);
        for address in ["operations", "figures"] {
            let export = of(&record, address);
            let column = if address == "figures" { "locator" } else { "summary" };
            for (format, separator) in [(Format::Csv, b','), (Format::Tsv, b'\t')] {
                let text = text(&record, &export, format);
                for row in separated(&text, separator) {
                    let (_, cell) = row.iter().find(|(name, _)| name == column).unwrap();
                    prop_assert_eq!(cell, &said);
                }
            }
            let json: Value =
                serde_json::from_str(&text(&record, &export, Format::Json)).unwrap();
            prop_assert_eq!(&json["tables"][address][0][column], &Value::from(said.clone()));
        }
    }
}

#[test]
fn an_archive_takes_only_what_was_packed() {
    assert_eq!(zip::archive(&[("a".into(), b"no gzip, but long enough".to_vec())]), None);
    assert_eq!(zip::archive(&[("a".into(), vec![0x1f, 0x8b, 8, 0])]), None);
    assert_eq!(zip::archive(&[]).map(|archive| archive.len()), Some(22));
}

fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _none = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn call(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_clearcount")).arg("export").args(arguments).output().unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn the_command_line_writes_every_format() {
    let folder = folder("written");
    for (_, word) in Format::ALL {
        let path = folder.join(word);
        let path = path.to_str().unwrap();
        let output = call(&["figures?state=KS", "--format", word, "--out", path]);
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        assert_eq!(err(&output), format!("96 figures written to {path}\n"));
        assert!(!fs::read(path).unwrap().is_empty());
    }
    // The end of a name says the format; a text without a file is printed.
    let path = folder.join("all.zip");
    let output = call(&["everything", "--out", path.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(fs::read(&path).unwrap().starts_with(b"PK\x03\x04"));
    let printed = call(&["figures?state=KS", "--format", "tsv"]);
    assert_eq!(fs::read(folder.join("tsv")).unwrap(), printed.stdout);
    let names = fs::read_dir(&folder).unwrap().count();
    assert_eq!(names, Format::ALL.len() + 1, "nothing else is left there");
}

#[test]
fn what_cannot_be_written_is_said_and_leaves_nothing_behind() {
    let folder = folder("refused");
    let at = |name: &str| folder.join(name).to_str().unwrap().to_string();
    fs::create_dir(folder.join("taken.csv")).unwrap();
    for (arguments, sentence) in [
        (vec!["operations"], "which format? Give --format with one of csv, tsv,"),
        (vec!["operations", "--format", "doc"], "there is no format 'doc'. Give --format"),
        (vec!["operations", "--out", "x.doc"], "there is no format 'doc'"),
        (vec!["operations/none", "--format", "ris"], "Check its id"),
        (vec!["operations", "--format", "xlsx"], "Say where to write it: --out FILE.xlsx"),
        (vec!["everything", "--format", "csv"], "Take --format datapackage"),
        (vec!["operations?year=2030", "--format", "csv"], "no row passes"),
        (vec!["operations?year=2030", "--format", "apa"], "no row passes"),
        (vec!["sources?year=2030", "--format", "bibtex", "--out", &at("x.bib")], "no row passes"),
        (vec!["operations?stte=KS", "--format", "csv"], "does not know"),
        (vec!["operations/none", "--format", "csv"], "leads to nothing"),
        (vec!["ledger?measure=arrests&measure=charges", "--format", "csv"], "not one number"),
        (vec!["about", "--format", "csv"], "leads to nothing"),
        (vec!["operations", "--out", &at("none/x.csv")], "there is no folder"),
        (vec!["operations", "--out", &at("taken.csv")], "is a folder"),
        (vec![], "which view?"),
    ] {
        let output = call(&arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(err(&output).contains(sentence), "{arguments:?}: {}", err(&output));
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
    // A file that stood there stays as it was.
    fs::write(folder.join("kept.csv"), "kept").unwrap();
    call(&["operations?year=2030", "--out", &at("kept.csv")]);
    assert_eq!(fs::read_to_string(folder.join("kept.csv")).unwrap(), "kept");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 2);
}

/// Nobody's links, pipes and permissions are replaced by a file.
#[cfg(unix)]
#[test]
fn what_stands_at_a_path_stays_what_it_is() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder("kept");
    let write = |name: &str| {
        let path = folder.join(name);
        call(&["figures?id=2009-wasilla-sting", "--format", "csv", "--out", path.to_str().unwrap()])
    };
    let whole = {
        let output = write("plain.csv");
        assert!(output.status.success(), "{}", err(&output));
        fs::read_to_string(folder.join("plain.csv")).unwrap()
    };
    fs::write(folder.join("own.csv"), "old").unwrap();
    fs::set_permissions(folder.join("own.csv"), fs::Permissions::from_mode(0o600)).unwrap();
    assert!(write("own.csv").status.success());
    assert_eq!(fs::metadata(folder.join("own.csv")).unwrap().permissions().mode() & 0o777, 0o600);
    symlink("own.csv", folder.join("link.csv")).unwrap();
    fs::write(folder.join("own.csv"), "old").unwrap();
    assert!(write("link.csv").status.success());
    assert!(fs::symlink_metadata(folder.join("link.csv")).unwrap().is_symlink());
    assert_eq!(fs::read_to_string(folder.join("own.csv")).unwrap(), whole);
    symlink("nowhere.csv", folder.join("lost.csv")).unwrap();
    let output = write("lost.csv");
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("is a link that leads nowhere"), "{}", err(&output));
    assert!(!folder.join("nowhere.csv").exists());
    // A pipe is written into.
    let output = write("../../../../../../../../dev/stdout");
    assert_eq!(String::from_utf8(output.stdout).unwrap(), whole);
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn two_views_that_are_cited_side_by_side_have_two_keys() {
    let record = built_in();
    let mut keys: Vec<String> = [
        "operations",
        "operations?state=KS",
        "operations?state=MO",
        "operations?state!=MO",
        "operations?state=KS&sort=name",
        "ledger?state=KS&measure=victims",
        "ledger?state=KS&measure=arrests",
        "operations/2009-wasilla-sting",
        "figures/2009-wasilla-sting/f1",
        "figures?q=a",
    ]
    .map(|address| citation::of_view(record, &view::parse(address), &reader()).key)
    .into();
    assert_eq!(keys[1], "clearcount-2026.11.0-operations-state-KS");
    assert!(
        keys.iter()
            .all(|key| key.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._".contains(&b)))
    );
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), 10);
}
