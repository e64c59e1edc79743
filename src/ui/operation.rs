//! One operation: its figures with the source and the place in it that each stands on.

use std::rc::Rc;

use yew::prelude::*;

use crate::present::operation::{self, FigureLine};
use crate::ui::app::SharedRecord;
use crate::ui::shell::href;
use crate::view::{Page, View};

/// What the page is given.
#[derive(Properties, PartialEq)]
pub struct OperationPageProps {
    /// The record.
    pub record: SharedRecord,
    /// The view.
    pub view: Rc<View>,
    /// The operation's id.
    pub id: AttrValue,
}

/// One operation.
#[component]
pub fn OperationPage(props: &OperationPageProps) -> Html {
    let OperationPageProps { record, view, id } = props;
    let Some(index) = record.dataset.operation_by_id(id) else {
        return html! {
            <main id="main">
                <h1 tabindex="-1">{ "No such operation" }</h1>
                <p role="alert">{ format!("The record holds no operation “{id}”. It may have been renamed, or the address mistyped.") }</p>
                <p><a href={href(view, Page::Operations)}>{ "See all operations" }</a></p>
            </main>
        };
    };
    let page = operation::page(&record.dataset, index);
    html! {
        <main id="main">
            <h1 tabindex="-1">{ page.heading.clone() }</h1>
            <p class="lead">{ page.summary.clone() }</p>
            <dl class="facts">
                { for page.facts.iter().map(|(term, text)| html! { <div><dt>{ *term }</dt><dd>{ text.clone() }</dd></div> }) }
            </dl>
            <h2>{ "Figures" }</h2>
            <div class="scroll" role="region" aria-label="Figures" tabindex="0">
                <table>
                    <caption>{ "Figures" }</caption>
                    <thead><tr>
                        <th scope="col">{ "Quantity" }</th>
                        <th scope="col" class="number">{ "Value" }</th>
                        <th scope="col">{ "For" }</th>
                        <th scope="col">{ "Source" }</th>
                        <th scope="col">{ "Where in it" }</th>
                    </tr></thead>
                    <tbody>{ for page.figures.iter().map(line) }</tbody>
                </table>
            </div>
            <h2>{ "Agencies, by source" }</h2>
            <ul>{ for page.agencies.iter().map(|(source, names)| html! { <li>{ format!("{source}: {names}") }</li> }) }</ul>
        </main>
    }
}

fn line(figure: &FigureLine) -> Html {
    html! {
        <tr key={figure.id.clone()}>
            <th scope="row">{ figure.quantity.clone() }</th>
            <td class="number" data-label="Value">{ figure.value.clone() }</td>
            <td data-label="For">{ figure.extent.clone() }</td>
            <td data-label="Source"><a href={figure.url.clone()} rel="noreferrer">{ figure.source.clone() }</a></td>
            <td data-label="Where in it">{ figure.locator.clone() }</td>
        </tr>
    }
}
