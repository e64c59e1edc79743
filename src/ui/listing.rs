//! The page of a table: search, facets, active filters, status line, rows, pages.

use std::rc::Rc;

use yew::prelude::*;

use crate::engine::Answer;
use crate::present::arrange::{self, Arrangement};
use crate::present::changes::{self, Changes};
use crate::present::charts::{self, Chart};
use crate::present::chips::{self, Chip};
use crate::present::compare::{self, Compared};
use crate::present::facets::{self, FacetPanel};
use crate::present::ledger::LedgerPage;
use crate::present::record::Record;
use crate::present::region::{self, Asked, Region};
use crate::present::table::{self, TablePage};
use crate::present::{notice, page_charts, titles};
use crate::totals::Selection;
use crate::ui::arrange::tools;
use crate::ui::elements::{button, choice, element, main, plain, presumption, text, with};
use crate::ui::facets::Facet;
use crate::ui::frame::{Frame, chosen};
use crate::ui::{chart, compare as comparison, filters, table as rows};
use crate::view::{Action, Page, PageSize, View};

/// What a view lists, worked out once for each view.
#[derive(Debug, Default, PartialEq)]
pub struct Listed {
    /// What could not be read of the address.
    pub notices: Vec<String>,
    table: Option<(TablePage, Arrangement, Vec<FacetPanel>, Vec<Chip>)>,
    /// The charts that the page has of its own.
    pub own: Vec<Rc<Chart>>,
    charts: Vec<Rc<Chart>>,
    totals: Option<(Selection, Region)>,
    asked: Option<Asked>,
    compared: Option<Compared>,
    ledger: Option<LedgerPage>,
    changes: Option<Changes>,
}

impl Listed {
    /// What a view lists, and what has changed in it since an earlier version.
    pub fn of(record: &Record, earlier: Option<&Record>, view: &View) -> Self {
        let changes = changes::of_view(record, earlier, view);
        Self { changes, ..Self::now(record, view) }
    }

    fn now(record: &Record, view: &View) -> Self {
        let (dataset, engine) = (&record.dataset, record.engine());
        let totals = |answer: Option<&Answer>| {
            let selection = region::selection(record, view, answer)?;
            let region = region::region(record, view, &selection);
            Some((selection, region))
        };
        let own = || page_charts::of_page(record, view).into_iter().map(Rc::new).collect();
        let Some(kind) = view.table() else {
            let notices = notice::notices(view, None);
            return Self { notices, own: own(), totals: totals(None), ..Self::default() };
        };
        if view.page == Page::Ledger {
            let asked = region::asked(record, view, kind);
            let (answer, ledger) = match &asked {
                Asked::One(one) => {
                    let page = region::ledger_of(record, view, &one.selection, &one.ask);
                    (Some(&one.answer), Some(page))
                }
                Asked::NotOne { .. } => (None, None),
            };
            let notices = notice::notices(view, answer);
            return Self { notices, asked: Some(asked), ledger, ..Self::default() };
        }
        if view.page == Page::Compare {
            let answer = compare::answer(record, view);
            let notices = notice::notices(view, Some(&answer));
            let compared = Some(compare::of_view(record, view, &answer));
            return Self { notices, compared, own: own(), ..Self::default() };
        }
        let query = record.query(view, kind, facets::of_table(kind).to_vec());
        let answer = record.answer(&query);
        let panels = facets::panels(dataset, engine, &query, &answer);
        let page = table::page(record, view, kind, &answer);
        let chips = chips::of_view(dataset, view);
        let arrangement = arrange::of_view(view, kind);
        Self {
            notices: notice::notices(view, Some(&answer)),
            table: Some((page, arrangement, panels, chips)),
            own: own(),
            charts: charts::of_view(record, view, &answer).into_iter().map(Rc::new).collect(),
            totals: totals(Some(&answer)),
            ..Self::default()
        }
    }

    /// All charts of the page, its own first.
    pub fn charts(&self) -> impl Iterator<Item = &Rc<Chart>> {
        self.own.iter().chain(&self.charts)
    }

    /// What has changed in what the view shows, where its address was made with another version.
    pub fn changes(&self) -> Option<&Changes> {
        self.changes.as_ref()
    }

    /// What is filtered, one by one.
    pub fn chips(&self) -> &[Chip] {
        self.table.as_ref().map_or(&[], |(.., chips)| chips)
    }

    /// The ledger that the page is about.
    pub fn ledger(&self) -> Option<&LedgerPage> {
        self.ledger.as_ref()
    }

    /// What the totals of the page are taken over.
    pub fn selection(&self) -> Option<&Selection> {
        self.totals.as_ref().map(|(selection, _)| selection)
    }

    /// The totals of the page.
    pub fn region(&self) -> Option<&Region> {
        self.totals.as_ref().map(|(_, region)| region)
    }

    /// What the address of a ledger asks for.
    pub fn asked(&self) -> Option<&Asked> {
        self.asked.as_ref()
    }

    /// What the address of a comparison asks for.
    pub fn compared(&self) -> Option<&Compared> {
        self.compared.as_ref()
    }

    /// The page of the table that the view shows, if it shows one.
    pub fn page(&self) -> Option<&TablePage> {
        self.table.as_ref().map(|(page, ..)| page)
    }
}

/// The page of a table.
pub fn page(frame: Frame<'_>, totals: Html, listing: Html) -> Html {
    main("listing", titles::heading(&frame.record.dataset, frame.view), vec![totals, listing])
}

/// Search, facets, active filters, status line, rows, pages.
pub fn listing(
    frame: Frame<'_>,
    listed: &Rc<Listed>,
    open: bool,
    onfilters: Callback<MouseEvent>,
) -> Html {
    let Some((page, arrangement, panels, chips)) = &listed.table else { return Html::default() };
    let facets = panels.iter().map(|panel| {
        let visit = frame.visit.clone();
        html! { <Facet key={panel.field.key()} panel={panel.clone()} {visit} /> }
    });
    let filters_name = match chips.len() {
        0 => "Filters".to_string(),
        count => format!("Filters ({count})"),
    };
    let side = html! {
        <div class="side">
            { filters::search_box(frame) }
            <button type="button" class="filters-button" aria-expanded={open.to_string()} aria-controls="facets" onclick={onfilters}>
                { plain(filters_name) }
            </button>
            <div id="facets" class={if open { "facets open" } else { "facets" }} role="group" aria-label="Filters">
                { for facets }
            </div>
        </div>
    };
    let status =
        html! { <p role="status" class="status" tabindex="-1">{ plain(page.status.clone()) }</p> };
    let mut rows_part = vec![
        filters::chips(frame, chips),
        comparison::tray(frame),
        status,
        chart::charts(frame, &listed.charts),
    ];
    if page.rows.is_empty() {
        let mut empty = vec![text("p", "", page.nothing.clone())];
        if page.count == 0 {
            empty.push(button("", plain("Clear all filters"), frame.does(Action::ClearAll)));
        }
        rows_part.push(element("div", "empty", empty));
    } else {
        rows_part.push(tools(frame, listed, arrangement));
        rows_part.push(rows::table(frame, listed, page));
    }
    if page.count > 0 {
        rows_part.push(pager(frame, page));
        if page.suspects {
            rows_part.push(presumption());
        }
    }
    element("div", "columns", vec![side, element("div", "rows", rows_part)])
}

/// Turns the pages of a table.
fn pager(frame: Frame<'_>, page: &TablePage) -> Html {
    let turn = |number: u32, label: &'static str, possible: bool| {
        // Not `disabled`: the focus would fall out of the page with the last turn.
        let onclick = possible.then(|| frame.does(Action::Turn(number)));
        html! { <button type="button" {onclick} aria-disabled={(!possible).then_some("true")}>{ label }</button> }
    };
    let onchange = frame.on(|event: Event| {
        let size = chosen(&event)?.parse().ok()?;
        PageSize::of(size).map(Action::Resize)
    });
    let number = page.number;
    let sizes = PageSize::ALL.iter().map(|size| {
        let rows = AttrValue::from(size.rows().to_string());
        (rows.clone(), rows, *size == frame.view.size)
    });
    let parts = vec![
        turn(number.saturating_sub(1), "Previous page", number > 1),
        text("span", "", page.place.clone()),
        turn(number.saturating_add(1), "Next page", number < page.pages),
        choice("Rows on a page", sizes.collect(), onchange),
    ];
    with("nav", "pager", ("aria-label", AttrValue::Static("Pages of the table")), parts)
}
