//! A chart of as many marks as are asked for, in a page of its own: `cargo xtask bench` builds it, and
//! `tests/browser/marks.mjs` measures how long a browser takes to draw it, in the first frame and then
//! with everything that can be walked.

#[path = "../laws/large.rs"]
mod large;

use std::cell::RefCell;
use std::rc::Rc;

use clearcount::chart::{Room, scene};
use clearcount::present::charts::{Chart, Form, Point};
use clearcount::ui::plot;
use clearcount::web;
use gloo::events::EventListener;
use yew::prelude::*;

#[derive(Properties)]
struct PictureProps {
    chart: Rc<Chart>,
    /// Whether the first frame is there.
    begun: bool,
}

impl PartialEq for PictureProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.chart, &other.chart) && self.begun == other.begun
    }
}

/// The picture as the app draws it, without the words around it: for a wide screen and for a phone, of
/// which one is seen.
#[component]
fn Picture(props: &PictureProps) -> Html {
    let chart = &props.chart;
    let href = |_: &Point| Some("#/operations?state=KS&year=2021".to_string());
    let draw = |room: Room, class: &'static str| {
        let scene = scene(chart, room);
        if plot::is_crowded(&scene) && !props.begun {
            return plot::sketch(&scene, class, "Ranked".into());
        }
        plot::walkable(&scene, class, "Ranked".into(), &chart.points, href, |_| None)
    };
    let pictures = [draw(Room::Wide, "plot on-wide"), draw(Room::Narrow, "plot on-narrow")];
    html! { <div class="chart">{ for pictures }</div> }
}

/// A ranked chart of as many rows as make up so many marks.
fn ranked(marks: usize) -> Chart {
    let rows = (1..).find_map(|rows| {
        let chart = large::chart(Form::Ranked, rows * 10);
        let items = scene(&chart, Room::Wide).items;
        (items.iter().map(|item| item.marks.len()).sum::<usize>() >= marks).then_some(chart)
    });
    rows.unwrap_or_else(|| large::chart(Form::Ranked, 1))
}

/// The event `make` makes a chart of the marks that the element says it wants, and `draw` draws it: as in
/// the first frame, or whole where the element says that this is there.
fn main() {
    let Some(window) = web_sys::window() else { return };
    let made = Rc::new(RefCell::new(None::<Rc<Chart>>));
    let makes = EventListener::new(&window, "make", {
        let made = made.clone();
        move |_| {
            let wanted = web::element_by_id("app").and_then(|it| it.get_attribute("data-marks"));
            let marks = wanted.and_then(|marks| marks.parse().ok()).unwrap_or(0);
            *made.borrow_mut() = Some(Rc::new(ranked(marks)));
        }
    });
    let draws = EventListener::new(&window, "draw", move |_| {
        let (Some(root), Some(chart)) = (web::element_by_id("app"), made.borrow().clone()) else {
            return;
        };
        let begun = root.has_attribute("data-begun");
        yew::Renderer::<Picture>::with_root_and_props(root, PictureProps { chart, begun }).render();
    });
    makes.forget();
    draws.forget();
}
