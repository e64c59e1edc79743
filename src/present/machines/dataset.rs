//! What the dataset is, as catalogues of data read it: a `Dataset` of schema.org, in JSON-LD.

use serde_json::{Value, json};

use super::{ARCHIVE, Home, package};
use crate::model::*;
use crate::present::numbers::{count, whole};
use crate::present::record::Record;
use crate::present::titles::{COMPILERS, PRODUCT};
use crate::present::{labels, standing};

/// The description of every table, at an address that stays.
pub const FILE: &str = "data/datapackage.json";

/// What the record is about, in the words that people search by.
const KEYWORDS: [&str; 6] = [
    "human trafficking",
    "law enforcement",
    "police operations",
    "press releases",
    "announced figures",
    "open data",
];

/// How the numbers came about.
const TECHNIQUE: &str = "Each number is read in a public announcement (a release or a page of an agency, a press report, a report of an organisation) and recorded with its source and the place in it where it stands. Numbers that contradict each other are kept side by side.";

/// The dataset of a site, for `<script type="application/ld+json">`: it holds no `<`.
pub fn described(record: &Record, home: Option<&Home>) -> String {
    let Record { dataset, .. } = record;
    let edition = &dataset.edition;
    let here = |name: &str| home.map_or_else(|| ["./", name].concat(), |home| home.file(name));
    let mut said = json!({
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": edition.title,
        "alternateName": PRODUCT,
        "description": description(dataset),
        "url": here(""),
        "license": standing::licence_address(&edition.licence),
        "isAccessibleForFree": true,
        "inLanguage": "en",
        "creator": {"@type": "Organization", "name": COMPILERS},
        "version": edition.version,
        "keywords": KEYWORDS,
        "measurementTechnique": TECHNIQUE,
        "variableMeasured": measures(dataset),
        "spatialCoverage": countries(dataset),
        "distribution": distribution(record, home),
    });
    let first = edition.changes.iter().filter_map(|change| change.date).min();
    let dates = [("datePublished", first), ("dateModified", edition.date)];
    for (name, date) in dates {
        if let Some(date) = date {
            said[name] = date.to_string().into();
        }
    }
    if let Some((first, last)) = years(dataset) {
        said["temporalCoverage"] = match first == last {
            true => first.to_string(),
            false => format!("{first}/{last}"),
        }
        .into();
    }
    said.to_string().replace('<', "\\u003c")
}

/// What it is, and what it is not.
fn description(dataset: &Dataset) -> String {
    let years = years(dataset).map(|(first, last)| match first == last {
        true => format!(", in {first}"),
        false => format!(", from {first} to {last}"),
    });
    format!(
        "What law-enforcement agencies and the press have announced about {} against human \
         trafficking, and about the missing-child recovery operations and buyer stings announced \
         alongside them{}. Each of its {} is a claim by one source, with the place in that source where \
         it stands; numbers that contradict each other are kept side by side. The dataset records what \
         was announced. It is not an estimate of how many people are trafficked, and an arrest or a \
         charge in it is an allegation.",
        count(dataset.operations.len(), "operation", "operations"),
        years.unwrap_or_default(),
        count(dataset.figure_count(), "figure", "figures"),
    )
}

/// The first and the last year in which something took place or was announced.
fn years(dataset: &Dataset) -> Option<(u16, u16)> {
    let dates = dataset.operations.iter().flat_map(|it| [it.start, it.end, it.announced]);
    let years = dates.flatten().map(PartialDate::year);
    Some((years.clone().min()?, years.max()?))
}

/// What people the figures count, as the codebook calls it.
fn measures(dataset: &Dataset) -> Vec<&'static str> {
    let figures = || dataset.operations.iter().flat_map(|operation| &operation.figures);
    let counted = |measure: &&Measure| {
        measure.counts() != Counted::None && figures().any(|figure| figure.measure == **measure)
    };
    Measure::ALL.iter().filter(counted).map(|measure| measure.label()).collect()
}

/// The countries of the operations, those with the most operations first.
fn countries(dataset: &Dataset) -> Vec<Value> {
    let of = |operation: &Operation| -> Vec<String> {
        let places = operation.places.iter().map(|place| dataset.place(*place));
        places.filter_map(|place| place.country.clone()).collect()
    };
    let all: Vec<Vec<String>> = dataset.operations.iter().map(of).collect();
    let mut codes: Vec<&String> = all.iter().flatten().collect();
    codes.sort();
    codes.dedup();
    let reached = |code: &String| all.iter().filter(|codes| codes.contains(code)).count();
    order::sort_by(&mut codes, |a, b| reached(b).cmp(&reached(a)));
    let named = codes.into_iter().map(|code| {
        let name = labels::value(dataset, crate::engine::Field::Country, code);
        json!({"@type": "Country", "name": name})
    });
    named.collect()
}

/// What can be downloaded: at a known address each table, else the one file that holds everything.
fn distribution(record: &Record, home: Option<&Home>) -> Vec<Value> {
    let file = |name: &str, form: &str, address: String| {
        json!({
            "@type": "DataDownload", "name": name, "encodingFormat": form, "contentUrl": address,
        })
    };
    let alone = "clearcount.html";
    let explorer = "The explorer with the whole record, in one file";
    let Some(home) = home else {
        return vec![file(explorer, "text/html", ["./", alone].concat())];
    };
    let mut files = vec![
        file("All tables, described as a Data Package", "application/json", home.file(FILE)),
        file("All tables in one archive", "application/zip", home.file(ARCHIVE)),
    ];
    for part in package(record, home) {
        let Some(table) = part.name.strip_suffix(".csv") else { continue };
        let rows = whole(part.text.lines().count().saturating_sub(1));
        let name = format!("Table of {table}, {rows} rows");
        let address = home.file(&["data/", &part.name].concat());
        files.push(file(&name, "text/csv", address));
    }
    files.push(file(explorer, "text/html", home.file(alone)));
    files
}
