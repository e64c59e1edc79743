//! One figure: the number, its source, and what other sources say of the same quantity.

use yew::prelude::*;

use crate::present::operation::QuantityGroup;
use crate::present::{figure, standing};
use crate::ui::copy::{Copied, CopyButton};
use crate::ui::frame::Frame;
use crate::ui::operation::source;
use crate::ui::quantities::{Quantities, quantities};
use crate::ui::shell;

/// One figure.
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
    let page = figure::page(dataset, home, index);
    let sources = crate::present::operation::page(dataset, home).sources;
    let props = Quantities { frame, columns: None, sources: &sources, operation };
    let group = QuantityGroup {
        heading: "All sources on this quantity",
        suspects: page.suspects,
        rows: vec![page.quantity.clone()],
    };
    let (target, name) = &page.operation;
    html! {
        <main id="main" class="figure" tabindex="-1">
            <h1 tabindex="-1">{ page.heading.clone() }</h1>
            <p class="subtitle">{ "Announced about " }<a href={frame.href(target.clone())}>{ name.clone() }</a></p>
            <section aria-labelledby="source">
                <h2 id="source">{ "Source" }</h2>
                <p>{ source(&page.source) }</p>
            </section>
            <dl class="facts">
                { for page.facts.iter().map(|(term, text)| html! { <div><dt>{ *term }</dt><dd>{ text.clone() }</dd></div> }) }
            </dl>
            { quantities(props, &group) }
            if page.suspects { <p class="presumption">{ standing::PRESUMPTION }</p> }
            <section aria-labelledby="report">
                <h2 id="report">{ "Report an error" }</h2>
                <p>{ "Nothing is sent from here. Copy this text, say what is wrong, and send it to those who keep the record." }</p>
                <textarea readonly=true rows="10" aria-labelledby="report" value={page.report.clone()} />
                <CopyButton what={Copied::Text(page.report.clone())} label="Copy the report" clipboard={frame.clipboard.clone()} />
            </section>
        </main>
    }
}
