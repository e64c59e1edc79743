//! The page of a table: search, facets, active filters, status line, rows, pages.

use yew::prelude::*;

use crate::present::chips::{self, Chip};
use crate::present::facets::{self, FacetPanel};
use crate::present::record::Record;
use crate::present::table::{self, TablePage};
use crate::present::{notice, titles};
use crate::ui::elements::presumption;
use crate::ui::facets::Facet;
use crate::ui::frame::{Frame, chosen};
use crate::ui::{filters, table as rows};
use crate::view::{Action, PageSize, View};

/// What a view lists, worked out once for each view.
#[derive(Debug, PartialEq)]
pub struct Listed {
    /// What could not be read of the address.
    pub notices: Vec<String>,
    table: Option<(TablePage, Vec<FacetPanel>, Vec<Chip>)>,
}

impl Listed {
    /// What a view lists.
    pub fn of(record: &Record, view: &View) -> Self {
        let Record { dataset, engine } = record;
        let Some(kind) = view.table() else {
            return Self { notices: notice::notices(view, None), table: None };
        };
        let query = view.query(kind, facets::of_table(kind).to_vec());
        let answer = engine.run(&query);
        let panels = facets::panels(dataset, engine, &query, &answer);
        let page = table::page(dataset, engine, view, kind, &answer);
        let chips = chips::of_view(dataset, view);
        Self { notices: notice::notices(view, Some(&answer)), table: Some((page, panels, chips)) }
    }
}

/// The page of a table.
pub fn page(
    frame: Frame<'_>,
    listed: &Listed,
    open: bool,
    onfilters: Callback<MouseEvent>,
) -> Html {
    let Some((page, panels, chips)) = &listed.table else { return Html::default() };
    html! {
        <main id="main" class="listing" tabindex="-1">
            <h1 tabindex="-1">{ titles::heading(&frame.record.dataset, frame.view) }</h1>
            <div class="columns">
                <div class="side">
                    { filters::search_box(frame) }
                    <button type="button" class="filters-button" aria-expanded={open.to_string()} aria-controls="facets" onclick={onfilters}>
                        if chips.is_empty() { { "Filters" } } else { { format!("Filters ({})", chips.len()) } }
                    </button>
                    <div id="facets" class={if open { "facets open" } else { "facets" }} role="group" aria-label="Filters">
                        { for panels.iter().map(|panel| html! {
                            <Facet key={panel.field.key()} panel={panel.clone()} dispatch={frame.dispatch.clone()} />
                        }) }
                    </div>
                </div>
                <div class="rows">
                    { filters::chips(frame, chips) }
                    <p role="status" class="status">{ page.status.clone() }</p>
                    if page.rows.is_empty() {
                        <div class="empty">
                            <p>{ page.nothing }</p>
                            <button type="button" onclick={frame.does(Action::ClearAll)}>{ "Clear all filters" }</button>
                        </div>
                    } else {
                        { rows::table(frame, page) }
                        { pager(frame, page) }
                        { presumption() }
                    }
                </div>
            </div>
        </main>
    }
}

/// Turns the pages of a table.
fn pager(frame: Frame<'_>, page: &TablePage) -> Html {
    let turn = |number: u32, label: &'static str, possible: bool| {
        html! { <button type="button" onclick={frame.does(Action::Turn(number))} disabled={!possible}>{ label }</button> }
    };
    let onchange = frame.on(|event: Event| {
        let size = chosen(&event)?.parse().ok()?;
        PageSize::of(size).map(Action::Resize)
    });
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
                        <option value={size.rows().to_string()} selected={*size == frame.view.size}>{ size.rows() }</option>
                    }) }
                </select>
            </label>
        </nav>
    }
}
