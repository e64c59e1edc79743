//! One figure: the number, its source, and what other sources say of the same quantity.

use std::rc::Rc;

use yew::prelude::*;

use crate::present::operation::QuantityGroup;
use crate::present::{figure, standing};
use crate::ui::app::SharedRecord;
use crate::ui::copy::{Copied, CopyButton};
use crate::ui::operation::source;
use crate::ui::quantities::Quantities;
use crate::ui::shell::{Missing, href};
use crate::view::View;

/// What the page is given.
#[derive(Properties, PartialEq)]
pub struct FigureProps {
    /// The record.
    pub record: SharedRecord,
    /// The view.
    pub view: Rc<View>,
    /// The operation's id.
    pub operation: AttrValue,
    /// The figure's id.
    pub figure: AttrValue,
}

/// One figure.
#[component]
pub fn FigurePage(props: &FigureProps) -> Html {
    let FigureProps { record, view, operation, figure: id } = props;
    let page =
        use_memo((record.clone(), operation.clone(), id.clone()), |(record, operation, id)| {
            let home = record.dataset.operation_by_id(operation)?;
            let index = record.dataset.operation(home).figure_by_id(id)?;
            let sources = crate::present::operation::page(&record.dataset, home).sources;
            Some((figure::page(&record.dataset, home, index), sources))
        });
    let Some((page, sources)) = &*page else {
        let why = format!(
            "The record holds no figure “{id}” of an operation “{operation}”. It may have been withdrawn, or the address mistyped."
        );
        return html! { <Missing view={view.clone()} what="No such figure" {why} /> };
    };
    let group = QuantityGroup {
        heading: "All sources on this quantity",
        suspects: page.suspects,
        rows: vec![page.quantity.clone()],
    };
    let (target, name) = &page.operation;
    html! {
        <main id="main" class="figure" tabindex="-1">
            <h1 tabindex="-1">{ page.heading.clone() }</h1>
            <p class="subtitle">{ "Announced about " }<a href={href(view, target.clone())}>{ name.clone() }</a></p>
            <section aria-labelledby="source">
                <h2 id="source">{ "Source" }</h2>
                <p>{ source(&page.source) }</p>
            </section>
            <dl class="facts">
                { for page.facts.iter().map(|(term, text)| html! { <div><dt>{ *term }</dt><dd>{ text.clone() }</dd></div> }) }
            </dl>
            <Quantities {group} columns={None::<Vec<usize>>} sources={sources.clone()} operation={operation.clone()} view={view.clone()} />
            if page.suspects { <p class="presumption">{ standing::PRESUMPTION }</p> }
            <section aria-labelledby="report">
                <h2 id="report">{ "Report an error" }</h2>
                <p>{ "Nothing is sent from here. Copy this text, say what is wrong, and send it to those who keep the record." }</p>
                <textarea readonly=true rows="10" aria-labelledby="report" value={page.report.clone()} />
                <CopyButton what={Copied::Text(page.report.clone())} label="Copy the report" />
            </section>
        </main>
    }
}
