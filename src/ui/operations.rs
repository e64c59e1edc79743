//! The page of a table: its heading, status line, rows and pages.

use std::rc::Rc;

use yew::prelude::*;

use crate::engine::Table as TableKind;
use crate::present::{table, titles};
use crate::ui::app::{Dispatch, SharedRecord};
use crate::ui::table::Table;
use crate::view::{Action, View};

/// What the page is given.
#[derive(Properties, PartialEq)]
pub struct TablePageProps {
    /// The record.
    pub record: SharedRecord,
    /// The view.
    pub view: Rc<View>,
}

/// The page of a table.
#[component]
pub fn TablePageView(props: &TablePageProps) -> Html {
    let TablePageProps { record, view } = props;
    let dispatch = use_context::<Dispatch>();
    let page = use_memo((record.clone(), view.clone()), |(record, view)| {
        let kind = view.table().unwrap_or(TableKind::Operations);
        let answer = record.engine.run(&view.query(kind, Vec::new()));
        table::page(&record.dataset, &record.engine, view, kind, &answer)
    });
    let turn = |number: u32, label: &'static str, possible: bool| {
        let dispatch = dispatch.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            if let Some(dispatch) = &dispatch {
                dispatch.dispatch(Action::Turn(number));
            }
        });
        html! { <button type="button" {onclick} disabled={!possible}>{ label }</button> }
    };
    let (number, pages) = (page.number, page.pages);
    html! {
        <main id="main">
            <h1 tabindex="-1">{ titles::heading(&record.dataset, view) }</h1>
            <p role="status">{ page.status.clone() }</p>
            <Table page={page.clone()} view={view.clone()} />
            if pages > 1 {
                <nav class="pager" aria-label="Pages of the table">
                    { turn(number - 1, "Previous page", number > 1) }
                    <span>{ format!("Page {number} of {pages}") }</span>
                    { turn(number + 1, "Next page", number < pages) }
                </nav>
            }
        </main>
    }
}
