//! The page of an agency, a place or a programme: what is known of it, and the operations in which
//! it stands, as a table like any other.

use std::rc::Rc;

use yew::prelude::*;

use crate::present::charts::Chart;
use crate::present::detail::{self, SmallTable};
use crate::present::notice;
use crate::present::operation::{Fact, Linked};
use crate::present::titles;
use crate::ui::chart::{IDS, figure};
use crate::ui::elements::{element, link, main, plain, presumption, section, table, terms, text};
use crate::ui::frame::Frame;
use crate::ui::shell;

/// The page, around the listing of its operations.
pub fn page(frame: Frame<'_>, totals: Html, charts: &[Rc<Chart>], listing: Html) -> Html {
    let dataset = &frame.record.dataset;
    let Some(page) = detail::page(frame.record, frame.view) else {
        let heading = titles::heading(dataset, frame.view);
        return shell::missing(frame, heading, notice::missing(dataset, &frame.view.page));
    };
    let mut body: Vec<Html> = Vec::new();
    body.extend(page.lead.map(|lead| text("p", "lead", lead)));
    body.push(facts(frame, &page.facts));
    body.push(totals);
    // The charts of the listing come first in the order of ids.
    let charts = charts.iter().zip(&IDS[2..]);
    body.extend(charts.map(|(chart, id)| figure(frame, id, chart)));
    body.extend(page.tables.iter().map(|table| small_table(frame, table)));
    body.push(section("listed", "Its operations", vec![listing]));
    main("record", page.heading, body)
}

/// How many texts of a fact are shown before the rest is asked for.
const FIRST_TEXTS: usize = 8;

/// Facts under their names.
pub fn facts(frame: Frame<'_>, facts: &[Fact]) -> Html {
    let facts = facts.iter().map(|fact| {
        let row = |texts: &[Linked]| -> Html {
            let mut said: Vec<Html> = Vec::new();
            for text in texts {
                if !said.is_empty() {
                    said.push(plain("; "));
                }
                said.push(linked(frame, text));
            }
            said.into_iter().collect()
        };
        let (first, rest) = fact.texts.split_at(fact.texts.len().min(FIRST_TEXTS));
        let mut said = vec![row(first)];
        if !rest.is_empty() {
            let more = text("summary", "", format!("and {} more", rest.len()));
            said.push(element("details", "", vec![more, row(rest)]));
        }
        (plain(fact.term), vec![said.into_iter().collect()])
    });
    terms("facts", facts.collect())
}

/// A text, leading where it leads.
pub fn linked(frame: Frame<'_>, linked: &Linked) -> Html {
    match &linked.target {
        Some(target) => link(frame.href_of(target), linked.text.clone()),
        None => plain(linked.text.clone()),
    }
}

fn small_table(frame: Frame<'_>, small: &SmallTable) -> Html {
    let rows = small.rows.iter().map(|row| row.iter().map(|cell| linked(frame, cell)).collect());
    let mut body: Vec<Html> = small.lead.map(|lead| text("p", "", lead)).into_iter().collect();
    body.extend(small.more.as_ref().map(|more| element("p", "", vec![linked(frame, more)])));
    let mut rows = vec![table(small.name, &small.heads, rows.collect())];
    if small.suspects {
        rows.push(presumption());
    }
    if small.folded {
        rows.insert(0, text("summary", "", "Show as table"));
        rows = vec![element("details", "as-table", rows)];
    }
    body.extend(rows);
    // No section: the frame of the table is a region of the same name.
    body.insert(0, text("h2", "", small.name));
    element("div", "", body)
}
