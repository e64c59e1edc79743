//! The first page: what the record is, what it holds, what stands out in it, how to read and cite it.

use std::rc::Rc;

use yew::prelude::*;

use crate::present::charts::Chart;
use crate::present::disagreement::DisagreementRow;
use crate::present::front::{self, NewOperation};
use crate::present::titles;
use crate::ui::chart::{IDS, figure};
use crate::ui::check;
use crate::ui::copy::{Copied, copy_button};
use crate::ui::dialog::Dialog;
use crate::ui::elements::{
    button, detail, element, link, list, main, plain, section, terms, text, with,
};
use crate::ui::frame::Frame;
use crate::ui::shell;
use crate::view::Page;

/// The first page.
pub fn page(frame: Frame<'_>, totals: Html, charts: &[Rc<Chart>]) -> Html {
    let page = front::page(&frame.record.dataset);
    let holds =
        page.holds.into_iter().map(|(number, of)| (plain(of), vec![plain(number)])).collect();
    let explore = with(
        "a",
        "action",
        ("href", frame.href(Page::Operations).into()),
        vec![plain("Explore the operations")],
    );
    let found = frame.pace.reckons.then(|| front::stands_out(frame.record, frame.view));
    let (newest, largest) = found.map_or_else(Default::default, |found| {
        let newest = found.newest.into_iter().map(|operation| new_operation(frame, operation));
        let largest = found.disagreements.iter().map(|row| disagreement(frame, row));
        (newest.collect(), largest.collect())
    });
    let mut charts = charts.iter().zip(IDS).map(|(chart, id)| figure(frame, id, chart));
    let years = charts.next().unwrap_or_else(shell::waiting);
    let found = charts.next().unwrap_or_default();
    let places = charts.collect();
    let reading = section(
        "reading",
        "How to read it",
        vec![list("ol", "reading", page.reading.map(plain).into())],
    );
    let opening = vec![text("p", "lead", page.lead), element("p", "onward", vec![explore])];
    let all = link(frame.href(Page::Disagreements), "All disagreements");
    let embed = frame.opens.reform(|_: MouseEvent| Some(Dialog::Embed(None)));
    let elsewhere = vec![
        plain(
            "Every view and chart can stand inside another page, where it asks nobody for anything. ",
        ),
        button("plain", plain("Show it in another page"), embed),
    ];
    let cite = vec![
        text("p", "citation", page.citation.clone()),
        element("p", "", vec![copy_button(frame, Copied::Text(page.citation), "Copy citation")]),
        element("p", "", elsewhere),
    ];
    main(
        "front",
        titles::heading(&frame.record.dataset, frame.view),
        vec![
            element("div", "two", vec![element("div", "opening", opening), years]),
            terms("holds", holds),
            check::section(frame),
            totals,
            element("div", "two wide-first", places),
            element("div", "two wide-first", vec![found, reading]),
            section("newest", "Newest operations", vec![list("ul", "newest", newest)]),
            section(
                "disagreements",
                "Where sources lie furthest apart",
                vec![list("ul", "newest", largest), element("p", "", vec![all])],
            ),
            section("cite", "How to cite and embed it", cite),
        ],
    )
}

fn new_operation(frame: Frame<'_>, operation: NewOperation) -> Html {
    [
        link(frame.href(operation.target), operation.title),
        detail(operation.about),
        text("span", "detail numbers", operation.numbers),
    ]
    .into_iter()
    .collect()
}

fn disagreement(frame: Frame<'_>, row: &DisagreementRow) -> Html {
    let says = row.grouped().into_iter().map(plain);
    [
        link(frame.href(row.target.clone()), row.title.clone()),
        detail(row.quantity.clone()),
        list("ul", "says", says.collect()),
    ]
    .into_iter()
    .collect()
}
