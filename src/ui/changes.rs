//! What has changed in a view since the version of the dataset that its address was made with.

use yew::prelude::*;

use crate::present::changes::{ChangedFigure, Changes};
use crate::ui::elements::{
    button, detail, element, link, plain, presumption, section, table, text, with,
};
use crate::ui::frame::Frame;
use crate::view::Action;

/// What has changed, above the page that shows how it is now.
pub fn section_of(frame: Frame<'_>, changes: Option<&Changes>) -> Html {
    let Some(changes) = changes.filter(|_| !frame.view.embed.is_chart()) else {
        return Html::default();
    };
    let lead = vec![plain(changes.lead.clone())];
    let mut parts = vec![with("p", "", ("role", AttrValue::Static("status")), lead)];
    if !changes.totals.is_empty() {
        let heads = &[("Total", false), ("Before", false), ("Now", false)];
        let row = |row: &[String; 3]| row.iter().map(|cell| plain(cell.clone())).collect();
        parts.push(table("Changed totals", heads, changes.totals.iter().map(row).collect()));
    }
    if !changes.figures.is_empty() {
        let heads = &[("Operation", false), ("Figure", false), ("Before", false), ("Now", false)];
        let rows = changes.figures.iter().map(|figure| row(frame, figure)).collect();
        parts.push(table("Changed figures", heads, rows));
    }
    parts.extend(changes.more.clone().map(|more| text("p", "", more)));
    parts.extend(changes.suspects.then(presumption));
    parts.push(button(
        "",
        plain("Leave that version out of the address"),
        frame.does(Action::Unpin),
    ));
    element("div", "changes", vec![section("changes", changes.heading.clone(), parts)])
}

fn row(frame: Frame<'_>, figure: &ChangedFigure) -> Vec<Html> {
    let operation = match &figure.target {
        Some(page) => link(frame.href(page.clone()), figure.operation.clone()),
        None => plain(figure.operation.clone()),
    };
    let side =
        |lines: &[String]| -> Html { lines.iter().map(|line| detail(line.clone())).collect() };
    vec![operation, plain(figure.fate.name()), side(&figure.before), side(&figure.now)]
}
