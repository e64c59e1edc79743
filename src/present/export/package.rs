//! A Data Package, version 2: what stands beside the tables in the archive. It describes every table to
//! programs (Table Schema, and CSV on the Web) and to people. It knows no page.

use serde_json::Value;

use super::sheet::Sheet;
use super::{Export, Part, SEPARATOR, SOURCES};
use crate::present::json::{document, object, text, texts};
use crate::present::rows::columns::Kind;
use crate::present::{standing, titles, total};

const PROFILES: &str = "https://datapackage.org/profiles/2.0";

/// A date as precise as it is stated.
const DATE: &str = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?";

/// What was done to texts that a spreadsheet would run.
const DEFUSED: &str = "A text that a spreadsheet would take for a formula stands behind an apostrophe: one that begins, after apostrophes and blanks, with = + - @, a tab or a line end. Take one apostrophe away to have it as it was.";

/// How dates are written, and what the other files are.
const DATES: &str = "Dates are as precise as the sources: a year, a month or a day. `datapackage.json` and `csv-metadata.json` say the same of the tables to programs, `codebook.csv` says what the words mean.";

const TABLE: &str = "| Column | What it says |\n|---|---|\n";

/// What is said of a column of lists.
const SEVERAL: &str = "Several are separated by a semicolon and a space.";

/// The name of a table's file.
pub fn file(sheet: &Sheet) -> String {
    [sheet.name, ".csv"].concat()
}

/// The columns that name a row, where there are such.
fn key(sheet: &Sheet) -> &'static [&'static str] {
    match sheet.name {
        "operations" | "agencies" | "places" | "programmes" | "offences" => &["id"],
        "figures" | "ledger" => &["operation", "figure"],
        "sources" => &["operation", "source"],
        "codebook" => &["vocabulary", "slug"],
        _ => &[],
    }
}

/// The files that say what is in the others.
pub fn description(export: &Export) -> Vec<Part> {
    let json = |name: &str, value: &Value| Part { name: name.into(), text: document(value) };
    let (resources, tables): (Vec<Value>, Vec<Value>) =
        export.sheets.iter().map(|sheet| described_table(export, sheet)).unzip();
    vec![
        json("datapackage.json", &package(export, resources)),
        json("csv-metadata.json", &on_the_web(export, tables)),
        Part { name: "README.md".into(), text: readme(export) },
    ]
}

fn package(export: &Export, resources: Vec<Value>) -> Value {
    let edition = &export.edition;
    let made = export.provenance.said("downloaded");
    let creator = [("title", text(titles::COMPILERS)), ("roles", texts(&["creator"]))];
    let record = [("title", text(&edition.title)), ("version", text(&edition.version))];
    let licence = [
        ("name", text(&edition.licence)),
        ("path", text(licence(export))),
        ("title", text(standing::licence(&edition.licence))),
    ];
    object(&[
        ("$schema", text(&[PROFILES, "/datapackage.json"].concat())),
        ("name", text(&export.name)),
        ("title", text(&export.title)),
        ("description", text(&described(export))),
        ("version", text(&edition.version)),
        (
            "created",
            if made.is_empty() { Value::Null } else { text(&[made, "T00:00:00Z"].concat()) },
        ),
        ("licenses", Value::Array(vec![object(&licence)])),
        ("contributors", Value::Array(vec![object(&creator)])),
        ("sources", Value::Array(vec![object(&record)])),
        ("resources", Value::Array(resources)),
    ])
}

fn licence(export: &Export) -> &str {
    match export.edition.licence.as_str() {
        "CC-BY-4.0" => standing::CC_BY,
        other => other,
    }
}

/// A table as both descriptions have it: Table Schema, and CSV on the Web.
fn described_table(export: &Export, sheet: &Sheet) -> (Value, Value) {
    let (mut fields, mut columns) = (Vec::new(), Vec::new());
    for column in sheet.columns {
        let (kind, datatype) = match column.kind {
            Kind::Integer => ("integer", "integer"),
            Kind::Number => ("number", "decimal"),
            Kind::Boolean => ("boolean", "boolean"),
            Kind::Link => ("string", "anyURI"),
            Kind::Text | Kind::List | Kind::Date => ("string", "string"),
        };
        let date = column.kind == Kind::Date;
        let list = column.kind == Kind::List;
        let only = |holds: bool, value: Value| if holds { value } else { Value::Null };
        fields.push(object(&[
            ("name", text(column.name)),
            ("title", text(column.title)),
            ("description", only(list, text(SEVERAL))),
            ("type", text(kind)),
            ("format", only(column.kind == Kind::Link, text("uri"))),
            ("constraints", only(date, object(&[("pattern", text(DATE))]))),
        ]));
        let partial = object(&[("base", text(datatype)), ("format", text(DATE))]);
        columns.push(object(&[
            ("name", text(column.name)),
            ("titles", text(column.name)),
            ("dc:description", text(column.title)),
            ("datatype", if date { partial } else { text(datatype) }),
            ("separator", only(list, text(SEPARATOR))),
        ]));
    }
    let mut foreign = Vec::new();
    for (columns, of) in [(&["operation"][..], "operations"), (&["operation", "source"], "sources")]
    {
        let target = export.sheets.iter().find(|other| other.name == of && of != sheet.name);
        let has = |name: &&str| sheet.columns.iter().any(|column| column.name == *name);
        if let (Some(target), true) = (target, columns.iter().all(has)) {
            let reference = [("resource", text(of)), ("fields", texts(key(target)))];
            foreign.push(object(&[("fields", texts(columns)), ("reference", object(&reference))]));
        }
    }
    let primary = if key(sheet).is_empty() { Value::Null } else { texts(key(sheet)) };
    let foreign = if foreign.is_empty() { Value::Null } else { Value::Array(foreign) };
    let schema = object(&[
        ("$schema", text(&[PROFILES, "/tableschema.json"].concat())),
        ("fields", Value::Array(fields)),
        ("primaryKey", primary.clone()),
        ("foreignKeys", foreign),
    ]);
    let resource = object(&[
        ("name", text(sheet.name)),
        ("title", text(sheet.title)),
        ("type", text("table")),
        ("path", text(&file(sheet))),
        ("format", text("csv")),
        ("mediatype", text("text/csv")),
        ("encoding", text("utf-8")),
        ("schema", schema),
    ]);
    let schema = object(&[("columns", Value::Array(columns)), ("primaryKey", primary)]);
    let table = object(&[
        ("url", text(&file(sheet))),
        ("dc:title", text(sheet.title)),
        ("tableSchema", schema),
    ]);
    (resource, table)
}

/// The same for programs that read CSV on the Web.
fn on_the_web(export: &Export, tables: Vec<Value>) -> Value {
    object(&[
        ("@context", text("http://www.w3.org/ns/csvw")),
        ("dc:title", text(&export.title)),
        ("dc:description", text(&described(export))),
        ("dc:license", text(licence(export))),
        ("dc:creator", text(titles::COMPILERS)),
        ("tables", Value::Array(tables)),
    ])
}

fn described(export: &Export) -> String {
    let said = |name| export.provenance.said(name);
    let sentences = [total::ANNOUNCED, SOURCES, "Filter:", said("filter"), "·", said("caution")];
    sentences.join(" ")
}

fn readme(export: &Export) -> String {
    let mut text = ["# ", &export.title, "\n\n", total::ANNOUNCED, " ", SOURCES, "\n\n"].concat();
    for (_, title, said) in export.provenance.iter().filter(|(.., said)| !said.is_empty()) {
        text.push_str(&["- ", title, ": ", said, "\n"].concat());
    }
    text.push_str(&["\n", DEFUSED, "\n\n", DATES, "\n"].concat());
    for sheet in &export.sheets {
        let rows = sheet.len().to_string();
        text.push_str(&["\n## ", &file(sheet), "\n\n", &rows, " rows.\n\n", TABLE].concat());
        for column in sheet.columns {
            text.push_str(&["| `", column.name, "` | ", column.title, " |\n"].concat());
        }
    }
    text
}
