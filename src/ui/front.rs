//! The first page: what the record is, what it holds, how to read it.

use yew::prelude::*;

use crate::chart::bars;
use crate::present::front::{self, NewOperation};
use crate::present::titles;
use crate::ui::elements::{detail, element, link, list, main, plain, section, terms, text, with};
use crate::ui::frame::Frame;
use crate::ui::plot::plot;
use crate::view::Page;

/// The sizes of the chart in pixels, each with the screens it is for: scaled down to a phone, the
/// words of a wide one could not be read.
const CHARTS: [(&str, i32, i32); 2] = [("plot on-wide", 760, 260), ("plot on-narrow", 340, 220)];

/// The first page.
pub fn page(frame: Frame<'_>, totals: Html) -> Html {
    let page = front::page(frame.record, frame.view);
    let charts =
        CHARTS.map(|(class, width, height)| plot(&bars::scene(&page.years, width, height), class));
    let holds =
        page.holds.into_iter().map(|(number, of)| (plain(of), vec![plain(number)])).collect();
    let mut figure: Vec<Html> = charts.into();
    figure.push(text("figcaption", "", page.years.description));
    let figure = element("figure", "", figure);
    let rows = page.year_rows.into_iter().map(|(year, count, target)| {
        let year = with(
            "th",
            "",
            ("scope", AttrValue::Static("row")),
            vec![link(frame.href_of(&target), year)],
        );
        element("tr", "", vec![year, text("td", "number", count)])
    });
    let heads = [("", "Year"), ("number", "Operations")].map(|(class, label)| {
        with("th", class, ("scope", AttrValue::Static("col")), vec![plain(label)])
    });
    let table = element(
        "table",
        "small",
        vec![
            text("caption", "", page.years.title.clone()),
            element("thead", "", vec![element("tr", "", heads.into())]),
            element("tbody", "", rows.collect()),
        ],
    );
    let as_table =
        element("details", "as-table", vec![text("summary", "", "Show as table"), table]);
    let explore = with(
        "a",
        "action",
        ("href", frame.href(Page::Operations).into()),
        vec![plain("Explore the operations")],
    );
    let newest = page.newest.into_iter().map(|operation| new_operation(frame, operation)).collect();
    main(
        "front",
        titles::heading(&frame.record.dataset, frame.view),
        vec![
            text("p", "lead", page.lead),
            terms("holds", holds),
            element("p", "onward", vec![explore]),
            totals,
            element(
                "div",
                "two",
                vec![
                    section("years", page.years.title, vec![figure, as_table]),
                    section(
                        "reading",
                        "How to read it",
                        vec![list("ol", "reading", page.reading.map(plain).into())],
                    ),
                ],
            ),
            section("newest", "Newest operations", vec![list("ul", "newest", newest)]),
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
