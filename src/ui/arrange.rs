//! The tools above a table: which columns it shows, how its rows are ordered, what can be copied.

use std::rc::Rc;

use yew::prelude::*;

use crate::engine::SORT_KEYS;
use crate::present::arrange::{Arrangement, ColumnChoice, Step};
use crate::ui::copy::Part;
use crate::ui::dialog::Dialog;
use crate::ui::elements::{button, element, plain, text, with};
use crate::ui::frame::{Frame, chosen};
use crate::ui::keys;
use crate::ui::listing::Listed;
use crate::view::Action;

/// What a table is arranged with, and what is copied from it.
pub fn tools(frame: Frame<'_>, listed: &Rc<Listed>, arrangement: &Arrangement) -> Html {
    let parts = [("Copy page", Part::Page), ("Copy row", Part::Row), ("Copy cell", Part::Cell)];
    let mut copies: Vec<Html> = parts
        .into_iter()
        .map(|(label, part)| {
            button("plain", plain(label), keys::copies(frame, listed.clone(), part))
        })
        .collect();
    let said = frame.clipboard.said_of_table();
    copies.push(with("span", "", ("role", AttrValue::Static("status")), vec![plain(said)]));
    let keys = frame.opens.reform(|_: MouseEvent| Some(Dialog::Keys));
    copies.push(button("plain", plain("Keys"), keys));
    let arranged = element(
        "details",
        "arrange",
        vec![
            text("summary", "", "Columns and order"),
            element("div", "", vec![columns(frame, arrangement), order(frame, arrangement)]),
        ],
    );
    element("div", "table-tools", vec![arranged, element("div", "copies", copies)])
}

fn columns(frame: Frame<'_>, arrangement: &Arrangement) -> Html {
    let choice = |choice: &ColumnChoice| {
        let ColumnChoice { key, label, shown, movable } = *choice;
        let onchange = frame.on(move |_: Event| Some(Action::ShowColumn(key)));
        let checkbox = html! {
            <label><input type="checkbox" checked={shown} {onchange} />{ " " }{ plain(label) }</label>
        };
        let mut parts = vec![checkbox];
        if shown {
            let turns = [("←", "left", false, movable.0), ("→", "right", true, movable.1)];
            parts.extend(turns.map(|(arrow, word, right, possible)| {
                let onclick = possible.then(|| frame.does(Action::MoveColumn(key, right)));
                let name = format!("Move {label} to the {word}");
                html! {
                    <button type="button" class="plain" aria-label={name} aria-disabled={(!possible).then_some("true")} {onclick}>{ arrow }</button>
                }
            }));
        }
        html! { <li key={key}>{ for parts }</li> }
    };
    let choices = arrangement.columns.iter().map(choice).collect();
    let mut parts = vec![text("legend", "", "Columns"), element("ul", "", choices)];
    if arrangement.changed {
        parts.push(button("plain", plain("Usual columns"), frame.does(Action::UsualColumns)));
    }
    let compact = frame.view.compact;
    let onchange = frame.on(move |_: Event| Some(Action::Compact(!compact)));
    parts.push(html! {
        <label><input type="checkbox" checked={compact} {onchange} />{ " " }{ "Compact rows" }</label>
    });
    element("fieldset", "", parts)
}

fn order(frame: Frame<'_>, arrangement: &Arrangement) -> Html {
    let step = |step: &Step| {
        let Step { key, label, direction } = *step;
        let turn = format!("Turn round {label}, now {direction}");
        let remove = format!("Remove {label} from the order");
        html! {
            <li key={label}>
                { plain(label) }{ " " }
                <button type="button" class="plain" aria-label={turn} onclick={frame.does(Action::Reverse(key))}>{ direction }</button>
                <button type="button" class="plain" aria-label={remove} onclick={frame.does(Action::Unsort(key))}>{ "×" }</button>
            </li>
        }
    };
    let steps = arrangement.order.iter().map(step).collect();
    let onchange = frame.on(|event: Event| {
        let chosen = chosen(&event)?;
        let (key, _) = SORT_KEYS.iter().find(|(_, word)| *word == chosen)?;
        Some(Action::SortBy { key: *key, add: true })
    });
    let options = arrangement.addable.iter().map(|(word, label)| {
        html! { <option value={*word}>{ *label }</option> }
    });
    // A new list after each choice, so that it shows what can be added next.
    let add = html! {
        <label class="tool" key={arrangement.order.len()}>
            { "Add to sort " }
            <select {onchange}>
                <option value="" selected=true>{ "Choose a column" }</option>
                { for options }
            </select>
        </label>
    };
    let none = text("p", "hint", "The rows stand as they are recorded.");
    let steps = if arrangement.order.is_empty() { none } else { element("ol", "", steps) };
    element("fieldset", "", vec![text("legend", "", "Order of the rows"), steps, add])
}
