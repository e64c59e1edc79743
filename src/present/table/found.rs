//! What a search found in a row's texts beyond those that its cells show.

use super::Cell;
use crate::engine::{Engine, Search, Table};
use crate::model::*;
use crate::present::hits;
use crate::present::record::Record;

/// For each word that no cell of the row shows, the first of the searched texts that has it.
pub fn beyond(
    record: &Record,
    table: Table,
    position: u32,
    search: &Search,
    cells: &[Option<Cell>],
) -> Vec<String> {
    if search.terms.is_empty() {
        return Vec::new();
    }
    let shown: Vec<&str> = cells
        .iter()
        .flatten()
        .flat_map(|cell| std::iter::once(cell.text.as_str()).chain(cell.detail.as_deref()))
        .collect();
    let missing = hits::missing(search, &shown);
    if missing.is_empty() {
        return Vec::new();
    }
    let texts = texts(&record.dataset, record.engine(), table, position);
    let mut found: Vec<String> = Vec::new();
    for term in missing {
        let place = texts.iter().find_map(|(label, text)| {
            hits::around(text, term).map(|around| format!("{label}: {around}"))
        });
        found.extend(place.filter(|place| !found.contains(place)));
    }
    found
}

/// The texts in which a record is searched, each with what it is.
fn texts<'a>(
    dataset: &'a Dataset,
    engine: &Engine,
    table: Table,
    record: u32,
) -> Vec<(&'static str, &'a str)> {
    match table {
        Table::Operations => {
            let operation = dataset.operation(OperationIdx(record));
            let mut texts = vec![("Title", operation.title.as_str())];
            for entry in &operation.participations {
                let agency = dataset.agency(entry.agency);
                let names = [Some(&agency.name), agency.short.as_ref(), entry.as_written.as_ref()];
                let names = names.into_iter().flatten().chain(&agency.aliases);
                texts.extend(names.map(|name| ("Agency", name.as_str())));
            }
            for place in &operation.places {
                let chain = dataset.place_and_parents(*place);
                texts.extend(chain.map(|place| ("Place", dataset.place(place).name.as_str())));
            }
            let offences = operation.offences.iter();
            texts.extend(offences.map(|offence| ("Offence", offence.label.as_str())));
            for source in &operation.sources {
                texts.push(("Source", &source.title));
                texts.push(("Publisher", &source.publisher));
            }
            texts.push(("Summary", &operation.summary));
            texts
        }
        Table::Figures => {
            let (home, index) = engine.figure(record);
            let operation = dataset.operation(home);
            let figure = operation.figure(index);
            let source = operation.source(figure.source);
            let mut texts = vec![("Title", operation.title.as_str()), ("Source", &source.title)];
            texts.push(("Publisher", &source.publisher));
            texts.push(("Where", &figure.locator));
            texts.extend(figure.label.as_deref().map(|label| ("Label", label)));
            texts.extend(figure.note.as_deref().map(|note| ("Remark", note)));
            texts.extend(figure.place.map(|place| ("Place", dataset.place(place).name.as_str())));
            texts
        }
        Table::Sources => {
            let (home, index) = engine.source(record);
            let operation = dataset.operation(home);
            vec![("Address", operation.source(index).url.as_str()), ("Operation", &operation.title)]
        }
        Table::Disagreements => Vec::new(),
        Table::Agencies => {
            let aliases = &dataset.agency(AgencyIdx(record)).aliases;
            aliases.iter().map(|alias| ("Other name", alias.as_str())).collect()
        }
        Table::Places => dataset
            .place_and_parents(PlaceIdx(record))
            .skip(1)
            .map(|place| ("Lies in", dataset.place(place).name.as_str()))
            .collect(),
        Table::Programmes => {
            vec![("What it is", dataset.programme(ProgrammeIdx(record)).description.as_str())]
        }
        Table::Offences => {
            let category = OffenceCategory::ALL[record as usize];
            let offences = dataset.operations.iter().flat_map(|operation| &operation.offences);
            offences
                .filter(|offence| offence.category == category)
                .map(|offence| ("Words", offence.label.as_str()))
                .collect()
        }
    }
}
