//! One total by a field: the choice of the field and of the total, and the table of its rows, each
//! leading to its ledger.

use yew::prelude::*;

use crate::chart::span;
use crate::engine::{Direction, Field};
use crate::present::split::{Number, Split, SplitRow};
use crate::present::{labels, numbers};
use crate::ui::chart;
use crate::ui::elements::{
    button, choice, detail, element, link, plain, presumption, scrolling, text, with,
};
use crate::ui::frame::{Frame, chosen};
use crate::ui::plot::decoration;
use crate::view::{Action, SplitColumn};

/// The choices, and the table where a field is chosen; nothing on a page whose totals cannot be
/// split.
pub fn totals_by(frame: Frame<'_>, split: Option<&Split>) -> Html {
    let view = frame.view;
    let mut fields: Vec<(AttrValue, AttrValue, bool)> =
        vec![("".into(), "No field".into(), view.totals_by().is_none())];
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
        choices.push(chart::drawn(frame, "Total", Some("People (usual)")));
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
        let number = number(frame, &row.number, split.most);
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
                "The first {} of {} rows. A filter shows others; the command line has all.",
                numbers::whole(split.shown),
                numbers::whole(split.rows.len())
            ),
        ));
    }
    if split.suspects {
        parts.push(presumption());
    }
    element("div", "", parts)
}

/// A total in a cell: how many, leading to its ledger, drawn on a line up to the largest beside it,
/// and what is to be known of it.
pub fn number(frame: Frame<'_>, number: &Number, most: i64) -> Vec<Html> {
    let mut words = vec![match &number.target {
        Some(view) => link(frame.href_of(view), number.text.clone()),
        None => text("span", "absent", number.text.clone()),
    }];
    words.extend(number.range.map(|range| decoration(&span::scene(range, most), "span")));
    if !number.brief.is_empty() {
        words.push(detail(number.brief.clone()));
    }
    words
}
