//! One total by a field: the choice of the field and of the total, and the table of its rows, each
//! leading to its ledger.

use yew::prelude::*;

use crate::chart::span;
use crate::engine::{Direction, Field};
use crate::present::charts::{drawable, drawn_label};
use crate::present::split::{self, Split, SplitRow};
use crate::present::{csv, labels, numbers};
use crate::ui::elements::{
    button, choice, detail, element, link, plain, presumption, scrolling, text, with,
};
use crate::ui::frame::{File, FileKind, Frame, chosen};
use crate::ui::plot::decoration;
use crate::view::{Action, SplitColumn, drawn_text, read_drawn};

/// The choices, and the table where a field is chosen; nothing on a page whose totals cannot be
/// split.
pub fn totals_by(frame: Frame<'_>, split: Option<&Split>) -> Html {
    let view = frame.view;
    let mut fields: Vec<(AttrValue, AttrValue, bool)> =
        vec![("".into(), "nothing".into(), view.totals_by().is_none())];
    fields.extend(view.total_splits().map(|field| {
        let chosen = view.totals_by() == Some(field);
        (field.key().into(), labels::field(field).into(), chosen)
    }));
    if fields.len() < 2 {
        return Html::default();
    }
    let onchange = frame.on(|event: Event| {
        let word = chosen(&event)?;
        Some(Action::SplitTotals(Field::from_key(&word)))
    });
    let mut choices = vec![choice("Totals by", fields, onchange)];
    let named = [Field::Measure, Field::Population];
    let free = named.iter().all(|field| view.filters.get(*field).is_none());
    if split.is_some() && free {
        let drawn = drawable(view).into_iter().map(|drawn| {
            let chosen = view.drawn.map_or_else(|| "victims".into(), drawn_text);
            let word = drawn_text(drawn);
            (word.clone().into(), drawn_label(view, drawn).into(), word == chosen)
        });
        let onchange =
            frame.on(|event: Event| Some(Action::DrawOf(Some(read_drawn(&chosen(&event)?)?))));
        choices.push(choice("Total", drawn.collect(), onchange));
    }
    let mut parts = vec![element("div", "controls", choices)];
    parts.extend(split.map(|split| table(frame, split)));
    element("div", "split", parts)
}

fn table(frame: Frame<'_>, split: &Split) -> Html {
    let mut parts: Vec<Html> = vec![text("h3", "", split.name.clone())];
    parts.extend(split.notes.iter().map(|note| text("p", "", note.clone())));
    if split.rows.is_empty() {
        return element("div", "", parts);
    }
    let columns = SplitColumn::ALL.map(|(column, _)| {
        let label = match column {
            SplitColumn::Value => labels::field(split.field),
            SplitColumn::Total => "Announced",
            SplitColumn::Operations => "Operations",
            SplitColumn::Sources => "Sources",
        };
        (column, label)
    });
    let head = columns.iter().map(|(column, label)| {
        let column = *column;
        let sorted = (split.order.column == column).then_some(match split.order.direction {
            Direction::Ascending => "ascending",
            Direction::Descending => "descending",
        });
        let class = (column != SplitColumn::Value).then_some("number");
        let sort = button("sort", plain(*label), frame.does(Action::OrderSplit(column)));
        html! { <th scope="col" {class} aria-sort={sorted}>{ sort }</th> }
    });
    let head = element("tr", "", head.collect());
    let row = |row: &SplitRow| {
        let number = match &row.target {
            Some(view) => link(frame.href_of(view), row.text.clone()),
            None => text("span", "absent", row.text.clone()),
        };
        let mut number = vec![number];
        number.extend(
            row.total.range.map(|range| decoration(&span::scene(range, split.most), "span")),
        );
        if !row.brief.is_empty() {
            number.push(detail(row.brief.clone()));
        }
        let count = |count: usize| vec![plain(numbers::whole(count))];
        let cells = [number, count(row.total.operations), count(row.total.sources)];
        let mut row = vec![with("th", "", ("scope", "row".into()), vec![plain(row.name.clone())])];
        let labels = columns.iter().skip(1).map(|(_, label)| *label);
        row.extend(labels.zip(cells).map(|(label, cell)| {
            with("td", "number", ("data-label", AttrValue::Static(label)), cell)
        }));
        element("tr", "", row)
    };
    let rows = split.rows.iter().take(split.shown).map(row).collect();
    parts.push(scrolling(split.name.clone(), "by", vec![head], rows));
    if split.shown < split.rows.len() {
        parts.push(text(
            "p",
            "hint",
            format!(
                "The first {} of {} rows; the file has all.",
                numbers::whole(split.shown),
                numbers::whole(split.rows.len())
            ),
        ));
    }
    let file = split::to_csv(split);
    let onclick = frame.saves.reform(move |_: MouseEvent| File {
        name: "totals.csv".into(),
        kind: FileKind::Text(csv::MEDIA_TYPE),
        text: file.clone(),
    });
    parts.push(element(
        "p",
        "copies",
        vec![button("plain", plain("Download rows as CSV"), onclick)],
    ));
    if split.suspects {
        parts.push(presumption());
    }
    element("div", "", parts)
}
