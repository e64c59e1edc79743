//! Method, codebook, addresses, privacy, licence, help.

use yew::prelude::*;

use crate::model::CODEBOOK;
use crate::present::about;
use crate::ui::elements::{element, main, plain, table, terms, text};
use crate::ui::frame::Frame;

/// The page about the record.
pub fn page(frame: Frame<'_>) -> Html {
    let mut body: Vec<Html> = about::sections(&frame.record.dataset)
        .into_iter()
        .map(|section| {
            let mut parts = vec![text("h2", "", section.heading)];
            parts.extend(section.paragraphs.into_iter().map(|paragraph| text("p", "", paragraph)));
            element("section", "", parts)
        })
        .collect();
    let mut codebook = vec![text("h2", "", "Codebook"), text("p", "", about::CODEBOOK_LEAD)];
    codebook.extend(CODEBOOK.iter().map(|vocabulary| {
        let defined = vocabulary
            .terms
            .iter()
            .map(|term| {
                let name = [plain(term.label), plain(" "), text("code", "", term.slug)];
                (name.into_iter().collect(), vec![plain(term.definition)])
            })
            .collect();
        element(
            "details",
            "vocabulary",
            vec![
                text("summary", "", vocabulary.label),
                text("p", "", vocabulary.definition),
                terms("", defined),
            ],
        )
    }));
    body.push(element("section", "", codebook));
    let rows = about::keys()
        .into_iter()
        .map(|row| {
            vec![
                text("code", "", row.key),
                plain(row.meaning),
                plain(row.values),
                plain(row.default),
            ]
        })
        .collect();
    let heads = [("Key", false), ("What it says", false), ("Values", false), ("Left out", false)];
    body.push(element(
        "section",
        "keys",
        vec![
            text("h2", "", "Addresses"),
            text("p", "", about::KEYS_LEAD),
            table("Keys of an address", &heads, rows),
        ],
    ));
    main("about", "About the record", body)
}
