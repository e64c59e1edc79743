//! Walking the marks of a chart by keys, reading what they say, and choosing a stretch of them. Where
//! the reader is stands in the document itself, as the item that has the focus.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use crate::engine::{Clause, Field, Span};
use crate::ui::frame::Frame;
use crate::view::{self, Action, View};

/// Marks an item as one of those that are being chosen; its value says where choosing began.
const CHOSEN: &str = "data-chosen";
/// The two ends of an item's stretch, as addresses write them, with `..` between.
pub const REACH: &str = "data-reach";

fn item(target: Option<Element>) -> Option<Element> {
    target?.closest(".item").ok().flatten()
}

fn chart(item: &Element) -> Option<Element> {
    item.closest(".chart").ok().flatten()
}

/// Says under the chart what an item says that is pointed at or has the focus.
pub fn reads<E: AsRef<web_sys::Event> + 'static>() -> Callback<E> {
    Callback::from(|event: E| {
        let target = event.as_ref().target().and_then(|target| target.dyn_into::<Element>().ok());
        let Some(item) = item(target) else { return };
        let Some(chart) = chart(&item) else { return };
        if let Some(readout) = chart.query_selector(".readout").ok().flatten() {
            readout.set_text_content(item.get_attribute("aria-label").as_deref());
        }
    })
}

/// What the keys do among the items of a chart: the arrows go to the nearest in their direction, or
/// else to the next in order; with Shift they choose a stretch, which Enter limits to.
pub fn keys(frame: Frame<'_>, brush: Option<(Field, View)>) -> Callback<KeyboardEvent> {
    let visit = frame.visit.clone();
    Callback::from(move |event: KeyboardEvent| {
        let Some(from) = item(event.target_dyn_into()) else { return };
        if event.alt_key() || event.meta_key() || event.ctrl_key() {
            return;
        }
        let key = event.key();
        let Some(svg) = from.closest("svg").ok().flatten() else { return };
        if key == "Enter" && from.has_attribute(CHOSEN) {
            if let Some(action) = limit(&svg, brush.as_ref()) {
                event.prevent_default();
                forget(&svg);
                visit.dispatch(action);
            }
            return;
        }
        if key == "Escape" {
            forget(&svg);
            return;
        }
        let Some(to) = next(&svg, &from, &key) else { return };
        event.prevent_default();
        if event.shift_key() && from.has_attribute(REACH) {
            // A stretch goes no further than the marks that have one.
            if !to.has_attribute(REACH) {
                return;
            }
            if !from.has_attribute(CHOSEN) {
                forget(&svg);
                let _refused = from.set_attribute(CHOSEN, "start");
            }
            choose(&svg, &to);
        } else {
            forget(&svg);
        }
        go(&svg, &to);
    })
}

/// Begins to choose a stretch where the pointer is pressed.
pub fn begins() -> Callback<MouseEvent> {
    Callback::from(|event: MouseEvent| {
        let Some(item) = item(event.target_dyn_into()) else { return };
        let Some(svg) = item.closest("svg").ok().flatten() else { return };
        forget(&svg);
        if event.button() == 0 && item.has_attribute(REACH) {
            let _refused = item.set_attribute(CHOSEN, "start");
        }
    })
}

/// Chooses up to where the pointer has come with its button held down.
pub fn stretches() -> Callback<MouseEvent> {
    let reads = reads::<MouseEvent>();
    Callback::from(move |event: MouseEvent| {
        reads.emit(event.clone());
        let Some(item) = item(event.target_dyn_into()) else { return };
        let Some(svg) = item.closest("svg").ok().flatten() else { return };
        if event.buttons() & 1 == 0 {
            forget(&svg);
        } else if item.has_attribute(REACH) {
            choose(&svg, &item);
        }
    })
}

/// Limits to what has been chosen, where that is more than what was pressed.
pub fn ends(frame: Frame<'_>, brush: Option<(Field, View)>) -> Callback<MouseEvent> {
    let visit = frame.visit.clone();
    Callback::from(move |event: MouseEvent| {
        // The pointer may be let go beside the marks.
        let Some(chart) = event.target_dyn_into().and_then(|target| chart(&target)) else { return };
        let several = chosen(&chart).len() > 1;
        let action = limit(&chart, brush.as_ref()).filter(|_| several);
        forget(&chart);
        if let Some(action) = action {
            visit.dispatch(action);
        }
    })
}

/// A link that is drawn is not dragged away.
pub fn stays() -> Callback<DragEvent> {
    Callback::from(|event: DragEvent| event.prevent_default())
}

fn list(svg: &Element, selector: &str) -> Vec<Element> {
    let Ok(nodes) = svg.query_selector_all(selector) else { return Vec::new() };
    (0..nodes.length()).filter_map(|at| nodes.get(at)?.dyn_into().ok()).collect()
}

fn items(svg: &Element) -> Vec<Element> {
    list(svg, ".item")
}

fn chosen(svg: &Element) -> Vec<Element> {
    list(svg, "[data-chosen]")
}

fn forget(svg: &Element) {
    for item in chosen(svg) {
        let _refused = item.remove_attribute(CHOSEN);
    }
}

/// Chooses what lies between where choosing began and an item.
fn choose(svg: &Element, to: &Element) {
    let items = items(svg);
    let began = |item: &Element| item.get_attribute(CHOSEN).as_deref() == Some("start");
    let Some(start) = items.iter().position(began) else { return };
    let Some(end) = items.iter().position(|item| item == to) else { return };
    for (at, item) in items.iter().enumerate() {
        let inside = (start.min(end)..=start.max(end)).contains(&at) && item.has_attribute(REACH);
        let _refused = match (inside, at == start) {
            (_, true) => Ok(()),
            (true, false) => item.set_attribute(CHOSEN, ""),
            (false, false) => item.remove_attribute(CHOSEN),
        };
    }
}

/// What limiting to the chosen items does.
fn limit(svg: &Element, brush: Option<&(Field, View)>) -> Option<Action> {
    let (field, base) = brush?;
    let mut span: Option<Span> = None;
    for item in chosen(svg) {
        let reach = item.get_attribute(REACH)?;
        let (from, to) = reach.split_once("..")?;
        let from = view::read_limit(*field, from);
        let to = view::read_limit(*field, to);
        let (first, last) = span.map_or((from, to), |span| (span.from.min(from), span.to.max(to)));
        span = Some(Span { from: first, to: last });
    }
    let mut view = View { number: 0, ..base.clone() };
    view.filters.set(*field, Clause::Within(span?));
    Some(Action::Follow(Box::new(view)))
}

/// Where a key leads to from an item.
fn next(svg: &Element, from: &Element, key: &str) -> Option<Element> {
    let items = items(svg);
    let at = items.iter().position(|item| item == from)?;
    let (right, down) = match key {
        "Home" => return items.first().cloned(),
        "End" => return items.last().cloned(),
        "ArrowLeft" => (-1, 0),
        "ArrowRight" => (1, 0),
        "ArrowUp" => (0, -1),
        "ArrowDown" => (0, 1),
        _ => return None,
    };
    let here = place(from)?;
    let mut nearest: Option<(i64, &Element)> = None;
    for item in &items {
        let Some((x, y)) = place(item) else { continue };
        let (x, y) = (x - here.0, y - here.1);
        let (along, aside) = (x * right + y * down, x * down + y * right);
        let away = along + 4 * aside.abs();
        // Within about half a quarter turn of the direction of the arrow.
        if along > 0 && aside.abs() <= along && nearest.is_none_or(|(least, _)| away < least) {
            nearest = Some((away, item));
        }
    }
    let other = || match right + down {
        1 => items.get(at + 1),
        _ => at.checked_sub(1).and_then(|at| items.get(at)),
    };
    nearest.map(|(_, item)| item).or_else(other).cloned()
}

/// The middle of an item.
fn place(item: &Element) -> Option<(i64, i64)> {
    let text = item.get_attribute("data-at")?;
    let (x, y) = text.split_once(' ')?;
    Some((x.parse().ok()?, y.parse().ok()?))
}

/// Gives the focus to an item, which Tab comes back to from now on.
fn go(svg: &Element, to: &Element) {
    for item in list(svg, ".item[tabindex='0']") {
        let _refused = item.set_attribute("tabindex", "-1");
    }
    let _refused = to.set_attribute("tabindex", "0");
    // Elements of SVG have the same `focus`.
    let _refused = to.unchecked_ref::<HtmlElement>().focus();
}
