//! Moving and copying inside a table by keys: the arrows go from cell to cell as in a grid. Where
//! the reader is stands in the document itself, as the cell marked `data-current`.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use crate::ui::copy::{Copied, Part};
use crate::ui::dialog::Dialog;
use crate::ui::frame::Frame;
use crate::ui::listing::Listed;

/// How many rows a page of keys is.
const ROWS_OF_A_PAGE: i32 = 10;

/// What the keys do inside the frame of a table.
pub fn moves(frame: Frame<'_>, listed: Rc<Listed>) -> Callback<KeyboardEvent> {
    let (copy, opens) = (frame.clipboard.copy.clone(), frame.opens.clone());
    Callback::from(move |event: KeyboardEvent| {
        let Some(target) = event.target_dyn_into::<Element>() else { return };
        let cell = target.closest("th, td").ok().flatten();
        let Some(region) = target.closest(".scroll").ok().flatten() else { return };
        if event.alt_key() || event.meta_key() || event.is_composing() {
            return;
        }
        let key = event.key();
        let part = match key.as_str() {
            "c" | "C" => Some(Part::Cell),
            "r" | "R" => Some(Part::Row),
            "p" | "P" => Some(Part::Page),
            _ => None,
        };
        let acted = match (&cell, part) {
            (_, Some(_)) if event.ctrl_key() => false,
            (_, Some(part)) => {
                copy.emit(copied(&listed, &region, part));
                true
            }
            (_, None) if key == "?" => {
                opens.emit(Some(Dialog::Keys));
                true
            }
            (None, None) => {
                matches!(key.as_str(), "ArrowDown" | "Enter") && go(&region, &region, 1, 0)
            }
            (Some(cell), None) => match key.as_str() {
                "Enter" if target == *cell => follow(cell),
                _ => step(&region, cell, &key, event.ctrl_key()),
            },
        };
        if acted {
            event.prevent_default();
        }
    })
}

/// Marks the cell that was pressed as the one where the reader is.
pub fn marks() -> Callback<MouseEvent> {
    Callback::from(|event: MouseEvent| {
        let target = event.target_dyn_into::<Element>();
        let cell = target.and_then(|target| target.closest("th, td").ok().flatten());
        if let Some(cell) = cell {
            mark(&cell);
        }
    })
}

/// Copies a part of the table beside the button that is pressed.
pub fn copies(frame: Frame<'_>, listed: Rc<Listed>, part: Part) -> Callback<MouseEvent> {
    frame.clipboard.copy.reform(move |event: MouseEvent| {
        let button = event.target_dyn_into::<Element>();
        let rows = button.and_then(|button| button.closest(".rows").ok().flatten());
        let region = rows.and_then(|rows| rows.query_selector(".scroll").ok().flatten());
        region.map_or(Copied::Nothing, |region| copied(&listed, &region, part))
    })
}

/// What is copied of a table: a part of it, seen from where the reader is.
fn copied(listed: &Listed, region: &Element, part: Part) -> Copied {
    let Some(page) = listed.page() else { return Copied::Nothing };
    let current = region.query_selector("[data-current]").ok().flatten();
    let place = current.as_ref().and_then(place_of);
    // The row of heads is the first.
    let row = |row: i32| usize::try_from(row - 1).ok();
    let text = match (part, place) {
        (Part::Page, _) => Some(page.text()),
        (Part::Row, Some((at, _))) => page.row_text(row(at)),
        (Part::Cell, Some((at, column))) => {
            usize::try_from(column).ok().and_then(|column| page.cell_text(row(at), column))
        }
        (_, None) => None,
    };
    text.map_or(Copied::Nothing, |text| Copied::OfTable(part, text))
}

/// The row and the column of a cell, from 0, the row of heads included.
fn place_of(cell: &Element) -> Option<(i32, i32)> {
    let row = cell.parent_element()?;
    let first = row.closest("table").ok()??.query_selector("tbody tr").ok()??;
    let index = |row: &Element| row.get_attribute("aria-rowindex")?.parse::<i32>().ok();
    let at = match row.closest("thead").ok()? {
        Some(_) => 0,
        None => index(&row)? - index(&first)? + 1,
    };
    let mut column = 0;
    let mut before = cell.previous_element_sibling();
    while let Some(cell) = before {
        column += 1;
        before = cell.previous_element_sibling();
    }
    Some((at, column))
}

/// Goes where a key leads to from a cell, and says whether it leads anywhere.
fn step(region: &Element, cell: &Element, key: &str, far: bool) -> bool {
    let Some((row, column)) = place_of(cell) else { return false };
    let end = i32::MAX;
    let (row, column) = match key {
        "ArrowUp" => (row - 1, column),
        "ArrowDown" => (row + 1, column),
        "ArrowLeft" => (row, column - 1),
        "ArrowRight" => (row, column + 1),
        "PageUp" => ((row - ROWS_OF_A_PAGE).max(1), column),
        "PageDown" => (row.saturating_add(ROWS_OF_A_PAGE), column),
        "Home" if far => (1, 0),
        "End" if far => (end, end),
        "Home" => (row, 0),
        "End" => (row, end),
        _ => return false,
    };
    go(region, cell, row, column)
}

/// Gives the focus to a cell, the last one where there are not so many.
fn go(region: &Element, from: &Element, row: i32, column: i32) -> bool {
    let Ok(rows) = region.query_selector_all("tr") else { return false };
    let last = |length: u32| i32::try_from(length).unwrap_or(i32::MAX) - 1;
    if row < 0 || column < 0 {
        return true;
    }
    let at = row.min(last(rows.length()));
    let Some(row) = rows.get(at.unsigned_abs()) else { return false };
    let Ok(row) = row.dyn_into::<Element>() else { return false };
    let cells = row.children();
    let at = column.min(last(cells.length()));
    let Some(cell) = cells.get_with_index(at.unsigned_abs()) else { return false };
    let _refused = cell.set_attribute("tabindex", "-1");
    mark(&cell);
    match cell.dyn_into::<HtmlElement>() {
        // The heads of the columns are not shown where rows are cards.
        Ok(cell) if cell.offset_parent().is_some() => cell.focus().is_ok(),
        _ => {
            mark(from);
            true
        }
    }
}

/// Marks a cell as the one where the reader is, in place of any other.
fn mark(cell: &Element) {
    let table = cell.closest("table").ok().flatten();
    let before = table.and_then(|table| table.query_selector("[data-current]").ok().flatten());
    if let Some(before) = before {
        let _refused = before.remove_attribute("data-current");
    }
    if cell.matches("th, td").unwrap_or(false) {
        let _refused = cell.set_attribute("data-current", "");
    }
}

/// Does what the link or the button of a cell does.
fn follow(cell: &Element) -> bool {
    let inside = cell.query_selector("a, button").ok().flatten();
    let inside = inside.and_then(|inside| inside.dyn_into::<HtmlElement>().ok());
    if let Some(inside) = &inside {
        inside.click();
    }
    inside.is_some()
}
