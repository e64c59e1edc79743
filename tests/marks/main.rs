//! A chart of more marks than the app ever draws, in a page of its own: `cargo xtask bench` builds it,
//! and `tests/browser/marks.mjs` measures how long a browser takes to draw it.

#[path = "../laws/large.rs"]
mod large;

use std::rc::Rc;

use clearcount::chart::{Room, scene};
use clearcount::present::charts::{Chart, Form, Point};
use clearcount::ui::plot;
use clearcount::web;
use gloo::events::EventListener;
use yew::prelude::*;

/// How many marks are drawn.
const MARKS: usize = 2_000;

#[derive(Properties)]
struct PictureProps {
    chart: Rc<Chart>,
}

impl PartialEq for PictureProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.chart, &other.chart)
    }
}

/// The picture as the app draws it, without the words around it.
#[component]
fn Picture(props: &PictureProps) -> Html {
    let chart = &props.chart;
    let href = |_: &Point| Some("#/operations?state=KS&year=2021".to_string());
    let scene = scene(chart, Room::Wide);
    plot::walkable(&scene, "plot", "Ranked".into(), &chart.points, href, |_| None)
}

/// A ranked chart of as many rows as make up the marks.
fn ranked() -> Chart {
    let rows = (1..).find_map(|rows| {
        let chart = large::chart(Form::Ranked, rows * 100);
        let items = scene(&chart, Room::Wide).items;
        (items.iter().map(|item| item.marks.len()).sum::<usize>() >= MARKS).then_some(chart)
    });
    rows.unwrap_or_else(|| large::chart(Form::Ranked, 1))
}

fn main() {
    let Some(window) = web_sys::window() else { return };
    let chart = Rc::new(ranked());
    let draws = EventListener::new(&window, "draw", move |_| {
        let Some(root) = web::element_by_id("app") else { return };
        let props = PictureProps { chart: chart.clone() };
        yew::Renderer::<Picture>::with_root_and_props(root, props).render();
    });
    draws.forget();
}
