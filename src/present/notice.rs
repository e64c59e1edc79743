//! Sentences for what could not be read or found, each saying what to do.

use crate::engine::Answer;
use crate::model::Dataset;
use crate::present::labels;
use crate::view::{KEYS, Page, Unread, View, Why};

/// What is to be said about a view: one sentence for each part that was left out of account.
pub fn notices(view: &View, answer: Option<&Answer>) -> Vec<String> {
    let mut notices = Vec::new();
    if let Page::Unknown(path) = &view.page {
        notices.push(format!("There is no page at “{path}”. Choose one from the menu."));
    }
    notices.extend(view.unread.iter().map(unread));
    for (field, value) in answer.into_iter().flat_map(|answer| &answer.unknown) {
        notices.push(format!(
            "No row has “{value}” as its {}, so that filter is left out of account. Choose a value from the list of filters.",
            labels::field(*field).to_ascii_lowercase()
        ));
    }
    notices
}

/// What is to be said where a page is about a record that the dataset does not have.
pub fn missing(dataset: &Dataset, page: &Page) -> Option<String> {
    let (what, id, found) = match page {
        Page::Operation(id) => ("operation", id, dataset.operation_by_id(id).is_some()),
        Page::Agency(id) => ("agency", id, dataset.agency_by_id(id).is_some()),
        Page::Place(id) => ("place", id, dataset.place_by_id(id).is_some()),
        Page::Programme(id) => ("programme", id, dataset.programme_by_id(id).is_some()),
        _ => return None,
    };
    (!found).then(|| format!(
        "The record holds no {what} “{id}”. It may have been withdrawn, or the address mistyped."
    ))
}

/// What is to be said of a part that could not be read.
pub fn unread(part: &Unread) -> String {
    let Unread { key, sign, value, why } = part;
    let written = format!("{key}{sign}{value}");
    match why {
        Why::Key => {
            let fields = crate::engine::Field::ALL.iter().map(|field| field.key());
            let keys: Vec<&str> = fields.chain(KEYS.iter().map(|doc| doc.key)).collect();
            format!(
                "The address says “{written}”, which this version does not know; it is left out of account. Known are {}.",
                keys.join(", ")
            )
        }
        Why::Value { known } => {
            format!(
                "The address says “{written}”, and “{value}” is no value of {key}; it is left out of account. It can be {known}."
            )
        }
        Why::NotHere => format!(
            "The address says “{written}”, which this page does not use; it is left out of account."
        ),
        Why::Conflict if key == "outcome" => format!(
            "The address says “{written}” after it has named another outcome. Found, offered help and the others are not one number: the same people can be in several. The first counts."
        ),
        Why::Conflict => format!(
            "The address says “{written}” after it has already said otherwise about {key}; the first counts."
        ),
    }
}
