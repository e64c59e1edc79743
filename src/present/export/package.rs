//! A Data Package, version 2: what stands beside the tables in the archive. It describes every table to
//! programs (Table Schema, and CSV on the Web) and to people. It knows no page.

use serde_json::{Value, json};

use super::sheet::Sheet;
use super::{Export, Part, SEPARATOR, SOURCES};
use crate::present::rows::columns::Kind;
use crate::present::{standing, titles, total};

const PROFILES: &str = "https://datapackage.org/profiles/2.0";

/// A date as precise as it is stated.
const DATE: &str = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?";

/// What was done to texts that a spreadsheet would run.
const DEFUSED: &str = "A text that a spreadsheet would take for a formula stands behind an apostrophe: one that begins, after apostrophes and blanks, with = + - @, a tab or a line end. Take one apostrophe away to have it as it was.";

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
    let json = |name: &str, value: &Value| Part {
        name: name.into(),
        text: serde_json::to_string_pretty(value).unwrap_or_default() + "\n",
    };
    vec![
        json("datapackage.json", &package(export)),
        json("csv-metadata.json", &on_the_web(export)),
        Part { name: "README.md".into(), text: readme(export) },
    ]
}

fn package(export: &Export) -> Value {
    let edition = &export.edition;
    let mut package = json!({
        "$schema": format!("{PROFILES}/datapackage.json"),
        "name": export.name,
        "title": export.title,
        "description": described(export),
        "version": edition.version,
        "licenses": [licence(export)],
        "contributors": [{"title": titles::COMPILERS, "roles": ["creator"]}],
        "sources": [{"title": edition.title, "version": edition.version}],
        "resources": export.sheets.iter().map(|sheet| resource(export, sheet)).collect::<Vec<_>>(),
    });
    let made = export.provenance.said("downloaded");
    if !made.is_empty() {
        package["created"] = format!("{made}T00:00:00Z").into();
    }
    package
}

fn licence(export: &Export) -> Value {
    let name = &export.edition.licence;
    let mut licence = json!({"name": name, "title": standing::licence(name)});
    if name == "CC-BY-4.0" {
        licence["path"] = standing::CC_BY.into();
    }
    licence
}

fn resource(export: &Export, sheet: &Sheet) -> Value {
    let fields: Vec<Value> = sheet
        .columns
        .iter()
        .map(|column| {
            let mut field = json!({"name": column.name, "title": column.title});
            field["type"] = match column.kind {
                Kind::Integer => "integer",
                Kind::Number => "number",
                Kind::Boolean => "boolean",
                Kind::Text | Kind::List | Kind::Date | Kind::Link => "string",
            }
            .into();
            match column.kind {
                Kind::Date => field["constraints"] = json!({"pattern": DATE}),
                Kind::Link => field["format"] = "uri".into(),
                Kind::List => {
                    field["description"] =
                        format!("Several are separated by “{SEPARATOR}”.").into();
                }
                _ => {}
            }
            field
        })
        .collect();
    let mut schema = json!({"$schema": format!("{PROFILES}/tableschema.json"), "fields": fields});
    if !key(sheet).is_empty() {
        schema["primaryKey"] = key(sheet).into();
    }
    let mut foreign = Vec::new();
    for (columns, of) in [(&["operation"][..], "operations"), (&["operation", "source"], "sources")]
    {
        let target = export.sheets.iter().find(|other| other.name == of && of != sheet.name);
        let has = |name: &&str| sheet.columns.iter().any(|column| column.name == *name);
        if let (Some(target), true) = (target, columns.iter().all(has)) {
            foreign.push(
                json!({"fields": columns, "reference": {"resource": of, "fields": key(target)}}),
            );
        }
    }
    if !foreign.is_empty() {
        schema["foreignKeys"] = foreign.into();
    }
    json!({
        "name": sheet.name,
        "title": sheet.title,
        "type": "table",
        "path": file(sheet),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    })
}

/// The same for programs that read CSV on the Web.
fn on_the_web(export: &Export) -> Value {
    let table = |sheet: &Sheet| {
        let columns = sheet.columns.iter().map(|column| {
            let mut said =
                json!({"name": column.name, "titles": column.name, "dc:description": column.title});
            match column.kind {
                Kind::Integer => said["datatype"] = "integer".into(),
                Kind::Number => said["datatype"] = "decimal".into(),
                Kind::Boolean => said["datatype"] = "boolean".into(),
                Kind::Link => said["datatype"] = "anyURI".into(),
                Kind::Date => said["datatype"] = json!({"base": "string", "format": DATE}),
                Kind::List => said["separator"] = SEPARATOR.into(),
                Kind::Text => {}
            }
            said
        });
        let mut schema = json!({"columns": columns.collect::<Vec<_>>()});
        if !key(sheet).is_empty() {
            schema["primaryKey"] = key(sheet).into();
        }
        json!({"url": file(sheet), "dc:title": sheet.title, "tableSchema": schema})
    };
    json!({
        "@context": "http://www.w3.org/ns/csvw",
        "dc:title": export.title,
        "dc:description": described(export),
        "dc:license": licence(export)["path"],
        "dc:creator": titles::COMPILERS,
        "tables": export.sheets.iter().map(table).collect::<Vec<_>>(),
    })
}

fn described(export: &Export) -> String {
    let said = |name| export.provenance.said(name);
    format!("{} {} Filter: {}. {}", total::ANNOUNCED, SOURCES, said("filter"), said("caution"))
}

fn readme(export: &Export) -> String {
    let mut text = format!("# {}\n\n{} {SOURCES}\n\n", export.title, total::ANNOUNCED);
    for (_, title, said) in export.provenance.iter().filter(|(.., said)| !said.is_empty()) {
        text.push_str(&format!("- {title}: {said}\n"));
    }
    text.push_str(&format!(
        "\n{DEFUSED}\n\nDates are as precise as the sources: a year, a month or a day. \
         `datapackage.json` and `csv-metadata.json` say the same of the tables to programs, \
         `codebook.csv` says what the words mean.\n"
    ));
    for sheet in &export.sheets {
        text.push_str(&format!("\n## {}\n\n", file(sheet)));
        text.push_str(&format!("{} rows.\n\n| Column | What it says |\n|---|---|\n", sheet.len()));
        for column in sheet.columns {
            text.push_str(&format!("| `{}` | {} |\n", column.name, column.title));
        }
    }
    text
}
