//! One figure: the number, its source, and what other sources say of the same quantity.

use yew::prelude::*;

use crate::present::figure;
use crate::present::operation::QuantityGroup;
use crate::ui::copy::{Copied, copy_button};
use crate::ui::detail::facts;
use crate::ui::elements::{element, link, main, plain, presumption, section, text};
use crate::ui::frame::Frame;
use crate::ui::operation::source;
use crate::ui::quantities::{Quantities, quantities};
use crate::ui::shell;

/// The page of a figure.
pub fn page(frame: Frame<'_>, operation: &str, id: &str) -> Html {
    let dataset = &frame.record.dataset;
    let found = dataset
        .operation_by_id(operation)
        .and_then(|home| Some((home, dataset.operation(home).figure_by_id(id)?)));
    let Some((home, index)) = found else {
        let why = format!(
            "The record holds no figure “{id}” of an operation “{operation}”. It may have been withdrawn, or the address mistyped."
        );
        return shell::missing(frame, "No such figure", Some(why));
    };
    let page = figure::page(frame.record, home, index);
    let props = Quantities { frame, columns: None, sources: &[], operation };
    let group = QuantityGroup {
        heading: "All sources on this quantity",
        suspects: page.suspects,
        rows: vec![page.quantity],
    };
    let (target, name) = page.operation;
    let report = [
        html! { <textarea readonly=true rows="12" aria-labelledby="report" value={page.report.clone()} /> },
        copy_button(frame, Copied::Text(page.report), "Copy the report"),
    ];
    let mut body = vec![
        element("p", "subtitle", vec![plain("Announced about "), link(frame.href(target), name)]),
        section("source", "Source", vec![element("p", "", vec![source(&page.source)])]),
        facts(frame, &page.facts),
        quantities(props, &group),
    ];
    if group.suspects {
        body.push(presumption());
    }
    let how = "Nothing is sent from here. Copy this text, say what is wrong, and send it to those who keep the record.";
    body.push(section(
        "report",
        "Report an error",
        vec![text("p", "", how), report.into_iter().collect()],
    ));
    main("figure", page.heading, body)
}
