//! A Data Package, version 2: what stands beside the tables in the archive. It describes every table to
//! programs (Table Schema, and CSV on the Web) and to people. It knows no page.

use super::sheet::Sheet;
use super::{Export, Part, SOURCES};
use crate::present::json::{filled, list};
use crate::present::numbers;
use crate::present::rows::columns::Kind;
use crate::present::standing;
use crate::present::titles::{COMPILERS, PRODUCT};
use crate::present::total::ANNOUNCED;

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
    let (mut resources, mut tables) = (Vec::new(), Vec::new());
    for sheet in &export.sheets {
        let (resource, table) = described_table(export, sheet);
        resources.push(resource);
        tables.push(table);
    }
    let said = |name| export.provenance.said(name);
    let (version, licence) = (said("dataset"), said("licence"));
    let about = [ANNOUNCED, SOURCES, "Filter:", said("filter"), "·", said("caution")].join(" ");
    let (title, name) = (standing::licence(licence), &export.name);
    let address = standing::licence_address(licence);
    let words = [
        name,
        &export.title,
        &about,
        version,
        licence,
        address,
        title,
        COMPILERS,
        PRODUCT,
        version,
    ];
    let mut package = filled(PACKAGE, &words);
    if !said("downloaded").is_empty() {
        package.push_str(&filled(",\n\"created\": \"{}T00:00:00Z\"", &[said("downloaded")]));
    }
    package.push_str(&[",\n\"resources\": [\n", &resources.join(",\n"), "\n]\n}\n"].concat());
    let mut web = filled(ON_THE_WEB, &[&export.title, &about, address, COMPILERS]);
    web.push_str(&[&tables.join(",\n"), "\n]\n}\n"].concat());
    [("datapackage.json", package), ("csv-metadata.json", web), ("README.md", readme(export))]
        .map(|(name, text)| Part { name: name.into(), text })
        .into()
}

const PACKAGE: &str = r#"{
"$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
"name": "{}",
"title": "{}",
"description": "{}",
"version": "{}",
"licenses": [{"name": "{}", "path": "{}", "title": "{}"}],
"contributors": [{"title": "{}", "roles": ["creator"]}],
"sources": [{"title": "{}", "version": "{}"}]"#;

const ON_THE_WEB: &str = r#"{
"@context": "http://www.w3.org/ns/csvw",
"dc:title": "{}",
"dc:description": "{}",
"dc:license": "{}",
"dc:creator": "{}",
"tables": [
"#;

/// A table as both descriptions have it: Table Schema, and CSV on the Web.
fn described_table(export: &Export, sheet: &Sheet) -> (String, String) {
    let (mut fields, mut columns) = (Vec::new(), Vec::new());
    for column in sheet.columns {
        let (kind, datatype) = match column.kind {
            Kind::Integer => ("\"integer\"", "\"integer\""),
            Kind::Number => ("\"number\"", "\"decimal\""),
            Kind::Boolean => ("\"boolean\"", "\"boolean\""),
            Kind::Link => ("\"string\", \"format\": \"uri\"", "\"anyURI\""),
            Kind::Date => (PARTIAL, PARTIAL_ON_THE_WEB),
            Kind::List => (SEVERAL, "\"string\", \"separator\": \"; \""),
            Kind::Text => ("\"string\"", "\"string\""),
        };
        let words = [column.name, column.title];
        fields
            .push(filled("{\"name\": \"{}\", \"title\": \"{}\", \"type\": ", &words) + kind + "}");
        columns.push(
            filled("{\"name\": \"{}\", \"dc:description\": \"{}\", \"datatype\": ", &words)
                + datatype
                + "}",
        );
    }
    let mut primary = String::new();
    if !key(sheet).is_empty() {
        primary = [",\n\"primaryKey\": ", &list(key(sheet))].concat();
    }
    let mut foreign = Vec::new();
    for (columns, of) in [(&["operation"][..], "operations"), (&["operation", "source"], "sources")]
    {
        let target = export.sheets.iter().find(|other| other.name == of && of != sheet.name);
        let has = |name: &&str| sheet.columns.iter().any(|column| column.name == *name);
        if let (Some(target), true) = (target, columns.iter().all(has)) {
            let reference = filled("{\"resource\": \"{}\", \"fields\": ", &[of]);
            let (fields, keys) = (list(columns), list(key(target)));
            foreign.push(
                ["{\"fields\": ", &fields, ", \"reference\": ", &reference, &keys, "}}"].concat(),
            );
        }
    }
    let file = file(sheet);
    let mut resource = filled(RESOURCE, &[sheet.name, sheet.title, &file]);
    resource.push_str(&[&fields.join(",\n"), "\n]", &primary].concat());
    if !foreign.is_empty() {
        resource.push_str(&[",\n\"foreignKeys\": [", &foreign.join(", "), "]"].concat());
    }
    let mut table = filled(TABLE, &[&file, sheet.title]);
    table.push_str(&[&columns.join(",\n"), "\n]", &primary, "}}"].concat());
    (resource + "}}", table)
}

const RESOURCE: &str = r#"{"name": "{}", "title": "{}", "type": "table", "path": "{}", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "schema": {
"$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
"fields": [
"#;

const TABLE: &str = r#"{"url": "{}", "dc:title": "{}", "tableSchema": {
"columns": [
"#;

/// A date as precise as it is stated, for both.
const PARTIAL: &str = r#""string", "constraints": {"pattern": "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"}"#;
const PARTIAL_ON_THE_WEB: &str =
    r#"{"base": "string", "format": "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"}"#;

const SEVERAL: &str =
    r#""string", "description": "Several are separated by a semicolon and a space.""#;

fn readme(export: &Export) -> String {
    let mut text = ["# ", &export.title, "\n\n", ANNOUNCED, " ", SOURCES, "\n\n"].concat();
    for (_, title, said) in export.provenance.iter().filter(|(.., said)| !said.is_empty()) {
        text.push_str(&["- ", title, ": ", said, "\n"].concat());
    }
    text.push_str(NOTES);
    for sheet in &export.sheets {
        let rows = numbers::whole(sheet.len());
        text.push_str(&["- ", &file(sheet), ": ", &rows, "\n"].concat());
    }
    text
}

/// What was done to texts that a spreadsheet would run, how dates are written, and what the files are.
const NOTES: &str = "
A text that a spreadsheet would take for a formula stands behind an apostrophe: one that begins, after apostrophes and blanks, with = + - @, a tab or a line end. Take one apostrophe away to have it as it was.

Dates are as precise as the sources: a year, a month or a day.

`datapackage.json` and `csv-metadata.json` say what the columns mean, to people and to programs; `codebook.csv` says what the words in them mean.

## Rows

";
