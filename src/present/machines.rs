//! What programs read that do not run ours: search engines, catalogues of data, programs that preview
//! or embed a link, scripts that read tables, and browsers without JavaScript. It knows no page of the
//! app, and the app does not hold it.

mod dataset;
mod home;
mod list;
mod oembed;
mod preview;
mod sitemap;
mod stub;

use crate::model::*;
use crate::present::announced::RowTotals;
use crate::present::export::{Circumstances, Contents, Export, Format, Making, Part};
use crate::present::labels;
use crate::present::record::Record;
use crate::view::View;

pub use self::dataset::{FILE as DATA_PACKAGE, described};
pub use self::home::Home;
pub use self::list::operations as list;
pub use self::oembed::oembed;
pub use self::sitemap::{robots, sitemap};
pub use self::stub::page as stub;

/// The archive that holds the files of `data/` once more.
pub const ARCHIVE: &str = "data/clearcount.zip";

/// The texts that stand in the page of the app: what the dataset is, the list of operations, and, at
/// a known address, what a preview of the page says.
pub fn in_page(record: &Record, home: Option<&Home>) -> Vec<Part> {
    let mut parts =
        vec![part("dataset.json", described(record, home)), part("list.html", list(record, home))];
    parts.extend(home.map(|home| part("head.html", preview::of_site(&record.dataset, home))));
    parts
}

/// The files that lie beside the app at a known address, but for the archive.
pub fn beside(record: &Record, home: &Home) -> Vec<Part> {
    let mut parts = vec![
        part("sitemap.xml", sitemap(&record.dataset, home)),
        part("robots.txt", robots(home)),
        part("v/page.css", stub::STYLE.into()),
    ];
    for at in 0..record.dataset.operations.len() {
        let index = OperationIdx::at(at);
        let operation = record.dataset.operation(index);
        parts.push(part(&stub_file(operation), stub(record, index, home)));
        parts.push(part(&oembed_file(operation), oembed(&record.dataset, operation, home)));
    }
    for Part { name, text } in package(record, home) {
        parts.push(part(&["data/", &name].concat(), text));
    }
    parts
}

/// Every table of the record as a Data Package. It says no day on which it was made, so that the same
/// record gives the same files.
pub fn package(record: &Record, home: &Home) -> Vec<Part> {
    let reader = Circumstances { home: Some(home.as_str()), today: None };
    let export = Export::everything(record, &reader);
    match Making::new(export, Format::DataPackage).at_once(record) {
        Contents::Archive(parts) => parts,
        Contents::Text(_) => Vec::new(),
    }
}

fn part(name: &str, text: String) -> Part {
    Part { name: name.into(), text }
}

/// The page of an operation, from the folder of the app.
fn stub_file(operation: &Operation) -> String {
    ["v/operations/", &operation.id, ".html"].concat()
}

/// What a program that embeds it is told.
fn oembed_file(operation: &Operation) -> String {
    ["v/operations/", &operation.id, ".json"].concat()
}

/// What an operation is called where nothing else tells it from others: editions share their names.
fn title(operation: &Operation) -> String {
    match &operation.name {
        Some(name) if !operation.title.contains(name.as_str()) => {
            [name, ": ", &operation.title].concat()
        }
        _ => operation.title.clone(),
    }
}

/// What was announced of an operation in a few words: `31 found, 12 arrests`; nothing where no figure
/// counts either.
fn in_short(record: &Record, index: OperationIdx) -> Option<String> {
    let scope = RowTotals::everywhere(&View::default());
    let found = scope.found_ends(record, index).and_then(|_| scope.found(record, index));
    let found = found.map(|found| match found.of {
        Some(_) if found.number == "1" => "1 missing child".into(),
        Some(_) => found.text(),
        None => [&found.number, " found"].concat(),
    });
    let arrests = scope.arrest_ends(record, index).and_then(|_| scope.arrests(record, index));
    let arrests = arrests.map(|arrests| {
        let word = if arrests.number == "1" { " arrest" } else { " arrests" };
        [&arrests.number, word].concat()
    });
    let said: Vec<String> = [found, arrests].into_iter().flatten().collect();
    (!said.is_empty()).then(|| said.join(", "))
}

/// When it took place, else when it was announced, to order operations by.
fn day(operation: &Operation) -> Option<PartialDate> {
    operation.start.or(operation.end).or(operation.announced)
}

/// When and where, in a line.
fn when_and_where(dataset: &Dataset, operation: &Operation) -> String {
    let when = crate::present::time::of_operation(operation);
    let places = labels::places(dataset, &operation.places);
    when.into_iter().chain(places).collect::<Vec<_>>().join(" · ")
}
