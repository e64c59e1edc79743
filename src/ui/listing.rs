//! The page of a table: search, facets, active filters, status line, rows, pages.

use std::rc::Rc;

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::engine::Table as TableKind;
use crate::present::table::TablePage;
use crate::present::{chips, facets, standing, table, titles};
use crate::ui::app::{Dispatch, SharedRecord};
use crate::ui::facets::Facet;
use crate::ui::filters::{Chips, SearchBox};
use crate::ui::table::Table;
use crate::view::{Action, PageSize, View};

/// What the page is given.
#[derive(Properties, PartialEq)]
pub struct ListingProps {
    /// The record.
    pub record: SharedRecord,
    /// The view.
    pub view: Rc<View>,
}

/// The page of a table.
#[component]
pub fn ListingPage(props: &ListingProps) -> Html {
    let ListingProps { record, view } = props;
    let dispatch = use_context::<Dispatch>();
    let answered = use_memo((record.clone(), view.clone()), |(record, view)| {
        let kind = view.table().unwrap_or(TableKind::Operations);
        let query = view.query(kind, facets::of_table(kind).to_vec());
        let answer = record.engine.run(&query);
        let panels = facets::panels(&record.dataset, &record.engine, &query, &answer);
        let page = Rc::new(table::page(&record.dataset, &record.engine, view, kind, &answer));
        (page, panels, Rc::new(chips::of_view(&record.dataset, view)))
    });
    let (page, panels, chips) = &*answered;
    // On a narrow screen the facets wait behind a button; on a wide one they are always there.
    let open = use_state_eq(|| false);
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let clear = Callback::from(move |_: MouseEvent| {
        if let Some(dispatch) = &dispatch {
            dispatch.dispatch(Action::ClearAll);
        }
    });
    html! {
        <main id="main" class="listing" tabindex="-1">
            <h1 tabindex="-1">{ titles::heading(&record.dataset, view) }</h1>
            <div class="columns">
                <div class="side">
                    <SearchBox view={view.clone()} />
                    <button type="button" class="filters-button" aria-expanded={open.to_string()} aria-controls="facets" onclick={toggle}>
                        if chips.is_empty() { { "Filters" } } else { { format!("Filters ({})", chips.len()) } }
                    </button>
                    <div id="facets" class={classes!("facets", open.then_some("open"))} role="group" aria-label="Filters">
                        { for panels.iter().map(|panel| html! { <Facet key={panel.field.key()} panel={panel.clone()} /> }) }
                    </div>
                </div>
                <div class="rows">
                    <Chips chips={chips.clone()} />
                    <p role="status" class="status">{ page.status.clone() }</p>
                    if page.rows.is_empty() {
                        <div class="empty">
                            <p>{ page.nothing }</p>
                            <button type="button" onclick={clear}>{ "Clear all filters" }</button>
                        </div>
                    } else {
                        <Table page={page.clone()} view={view.clone()} />
                        <Pager page={page.clone()} view={view.clone()} />
                        <p class="presumption">{ standing::PRESUMPTION }</p>
                    }
                </div>
            </div>
        </main>
    }
}

/// What the pager is given.
#[derive(Properties, PartialEq)]
pub struct PagerProps {
    /// The page of rows.
    pub page: Rc<TablePage>,
    /// The view.
    pub view: Rc<View>,
}

/// Turns the pages of a table.
#[component]
fn Pager(props: &PagerProps) -> Html {
    let PagerProps { page, view } = props;
    let dispatch = use_context::<Dispatch>();
    let turn = |number: u32, label: &'static str, possible: bool| {
        let dispatch = dispatch.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            if let Some(dispatch) = &dispatch {
                dispatch.dispatch(Action::Turn(number));
            }
        });
        html! { <button type="button" {onclick} disabled={!possible}>{ label }</button> }
    };
    let onchange = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: Event| {
            let chosen = event.target_dyn_into::<HtmlSelectElement>().map(|select| select.value());
            let size = chosen.and_then(|chosen| chosen.parse().ok()).and_then(PageSize::of);
            if let (Some(dispatch), Some(size)) = (&dispatch, size) {
                dispatch.dispatch(Action::Resize(size));
            }
        })
    };
    let number = page.number;
    html! {
        <nav class="pager" aria-label="Pages of the table">
            { turn(number.saturating_sub(1), "Previous page", number > 1) }
            <span>{ page.place.clone() }</span>
            { turn(number.saturating_add(1), "Next page", number < page.pages) }
            <label class="tool">
                { "Rows on a page " }
                <select {onchange}>
                    { for PageSize::ALL.iter().map(|size| html! {
                        <option value={size.rows().to_string()} selected={*size == view.size}>{ size.rows() }</option>
                    }) }
                </select>
            </label>
        </nav>
    }
}
