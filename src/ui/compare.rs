//! Operations side by side; and how they are chosen in a table.

use yew::prelude::*;

use crate::engine::Field;
use crate::model::Dataset;
use crate::present::compare::{self, Beside, Compared, Comparison, Row};
use crate::present::total::ANNOUNCED;
use crate::present::{chips, labels, titles};
use crate::ui::chart::{IDS, figure};
use crate::ui::elements::{
    button, detail, element, link, list, main, plain, presumption, scrolling, section, text, with,
};
use crate::ui::frame::Frame;
use crate::ui::listing::Listed;
use crate::ui::split::number;
use crate::ui::{filters, totals};
use crate::view::{Action, MOST_COMPARED, View};

/// The page of a comparison.
pub fn page(frame: Frame<'_>, listed: &Listed) -> Html {
    let dataset = &frame.record.dataset;
    let mut body = Vec::new();
    // Operations that are named stand in a list of their own.
    if frame.view.filters.get(Field::Id).is_none() {
        body.push(filters::chips(frame, &chips::of_view(dataset, frame.view)));
    }
    match listed.compared() {
        Some(Compared::Side(comparison)) => body.extend(side(frame, comparison, listed)),
        Some(Compared::Refused { why, instead }) => {
            let alert = ("role", AttrValue::Static("alert"));
            body.push(with("p", "notice", alert, vec![plain(why.clone())]));
            let ways = instead.iter().map(|(label, view)| link(frame.href_of(view), label.clone()));
            body.push(list("ul", "", ways.collect()));
        }
        None => {}
    }
    main("record", titles::heading(dataset, frame.view), body)
}

fn side(frame: Frame<'_>, comparison: &Comparison, listed: &Listed) -> Vec<Html> {
    let cautions = comparison.cautions.iter().map(|caution| plain(caution.clone())).collect();
    // Not in the heads of the columns: a narrow screen does not show them.
    let named = |beside: &Beside| {
        let letter = text("b", "", format!("{} ", beside.letter));
        let mut words = vec![letter, link(frame.href_of(&beside.target), beside.name.clone())];
        words.extend(beside.without.as_ref().map(|without| {
            let hidden = text("span", "hidden", format!(" {}", beside.name));
            let href = ("href", frame.href_of(without).into());
            with("a", "pick", href, vec![plain("Remove"), hidden])
        }));
        words.extend(beside.date.clone().map(detail));
        words.into_iter().collect()
    };
    let head = |beside: &Beside| {
        let scope = ("scope", AttrValue::Static("col"));
        with("th", "", scope, vec![plain(format!("{} {}", beside.letter, beside.name))])
    };
    let quantity = with("th", "", ("scope", AttrValue::Static("col")), vec![plain("Quantity")]);
    let heads = std::iter::once(quantity).chain(comparison.operations.iter().map(head)).collect();
    let row = |row: &Row| {
        let name =
            with("th", "", ("scope", AttrValue::Static("row")), vec![plain(row.name.clone())]);
        let cells = row.cells.iter().zip(&comparison.operations);
        let cells = cells.map(|(cell, beside)| {
            // A narrow screen shows the letter that the operation has in the list above; it is read
            // out by its name.
            let label = ("data-label", beside.letter.to_string().into());
            let mut words = vec![text("span", "hidden key", format!("{}: ", beside.name))];
            words.extend(number(frame, cell, row.most));
            with("td", "", label, words)
        });
        element("tr", "", std::iter::once(name).chain(cells).collect())
    };
    let rows = comparison.rows.iter().map(row).collect();
    let mut announced = vec![
        totals::controls(frame),
        text("p", "hint", "Each row has a scale of its own, from zero."),
        scrolling("Operations side by side", "beside", vec![element("tr", "", heads)], rows),
        text("p", "hint", ANNOUNCED),
    ];
    if comparison.suspects {
        announced.push(presumption());
    }
    let operations = comparison.operations.iter().map(named).collect();
    let charts = listed.charts().zip(IDS).map(|(chart, id)| figure(frame, id, chart));
    vec![
        list("ol", "compared", operations),
        section("cautions", "Before you compare", vec![list("ul", "cautions", cautions)]),
        section("announced", "What was announced", announced),
        element("div", "charts", charts.collect()),
    ]
}

/// The way from a row of a table into a comparison, or out of it; nothing where as many
/// are chosen as fit.
pub fn pick(frame: Frame<'_>, id: &str, name: &str) -> Html {
    let view = frame.view;
    let chosen = view.compare.iter().any(|other| other == id);
    let full = !chosen && view.compare.len() >= MOST_COMPARED;
    if !view.picks() || full {
        return Html::default();
    }
    let label = if chosen { "Remove from comparison" } else { "Add to comparison" };
    let words = [plain(label), text("span", "hidden", format!(" {name}"))];
    let onclick = frame.does(Action::Choose(id.to_string()));
    button("plain pick", words.into_iter().collect(), onclick)
}

/// What is chosen to be compared, and the way there.
pub fn tray(frame: Frame<'_>) -> Html {
    let chosen = &frame.view.compare;
    if chosen.is_empty() {
        return Html::default();
    }
    let dataset: &Dataset = &frame.record.dataset;
    let name = |id: &String| match dataset.operation_by_id(id) {
        Some(index) => labels::operation(dataset.operation(index)).to_string(),
        None => format!("{id} (not in the record)"),
    };
    let names: Vec<String> = chosen.iter().map(name).collect();
    let none = View { compare: Vec::new(), ..frame.view.clone() };
    let go = if chosen.len() > 1 {
        let view: View = compare::view(chosen.iter().map(String::as_str));
        with("a", "action", ("href", frame.href_of(&view).into()), vec![plain("Compare them")])
    } else {
        text("p", "hint", "Choose another to compare it with.")
    };
    let named = ("aria-label", AttrValue::Static("Chosen to compare"));
    let parts = vec![
        text("p", "", format!("Chosen to compare: {}.", names.join("; "))),
        go,
        plain(" "),
        link(frame.href_of(&none), "Choose none"),
    ];
    with("section", "tray", named, parts)
}
