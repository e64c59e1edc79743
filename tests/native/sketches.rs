//! What is drawn of a chart of very many marks in its first frame, before they can be walked.

use std::collections::BTreeMap;

use clearcount::chart::{Mark, Room, Scene, scene};
use clearcount::present::charts::Form;
use clearcount::ui::plot;
use yew::LocalServerRenderer;
use yew::prelude::*;
use yew::virtual_dom::VNode;

#[path = "../laws/large.rs"]
mod large;

#[derive(Properties, PartialEq)]
struct DrawnProps {
    node: VNode,
}

#[component]
fn Drawn(props: &DrawnProps) -> Html {
    props.node.clone()
}

fn html(node: Html) -> String {
    let rendered = LocalServerRenderer::<Drawn>::with_props(DrawnProps { node });
    pollster::block_on(rendered.hydratable(false).render())
}

/// How many marks of each class there are, words aside.
fn marks(scene: &Scene) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for mark in scene.items.iter().flat_map(|item| &item.marks) {
        match mark {
            Mark::Bar { class, .. } | Mark::Line { class, .. } | Mark::Shape { class, .. } => {
                *counts.entry(*class).or_default() += 1;
            }
            Mark::Text { .. } => {}
        }
    }
    counts
}

/// The value of an attribute, from where a tag begins.
fn attribute<'a>(tag: &'a str, name: &str) -> &'a str {
    let from = tag.split_once(&format!(" {name}=\"")).unwrap_or_else(|| panic!("no {name}")).1;
    from.split('"').next().unwrap()
}

#[test]
fn a_sketch_has_every_mark_and_one_path_for_a_class() {
    let panels = (0..50).map(|at| (format!("Panel {at}"), 40)).collect();
    for form in [
        Form::Upright { spans: Vec::new() },
        Form::Ranked,
        Form::Ranges,
        Form::Multiples { panels },
    ] {
        let scene = scene(&large::chart(form, 2_000), Room::Wide);
        assert_eq!(scene.items.len(), 2_000);
        assert!(plot::is_crowded(&scene));
        let html = html(plot::sketch(&scene, "plot", "Announced".into()));
        let paths: BTreeMap<&str, usize> = html
            .split("<path")
            .skip(1)
            .map(|tag| (attribute(tag, "class"), attribute(tag, "d").matches('M').count()))
            .collect();
        let wanted = marks(&scene);
        assert!(wanted.values().sum::<usize>() >= 2_000, "{wanted:?}");
        assert_eq!(paths, wanted.iter().map(|(class, count)| (*class, *count)).collect());
        assert!(!html.contains("tabindex") && !html.contains("<a"), "nothing in it can be walked");
        let elements = html.matches('<').count() - html.matches("</").count();
        assert!(elements < 700, "{elements} elements");
    }
}

#[test]
fn a_path_runs_as_the_marks_that_it_stands_for() {
    use clearcount::chart::Item;
    let bar = Mark::Bar { x: 1, y: 2, width: 30, height: 4, class: "bar" };
    let line = Mark::Line { from: (5, 6), to: (7, 8), class: "zero" };
    let shape = Mark::Shape { corners: vec![(0, 1), (9, 1), (9, 5)], class: "open" };
    let again = Mark::Bar { x: 40, y: 2, width: 1, height: 4, class: "bar" };
    let item = Item { point: 0, area: (0, 0, 99, 9), marks: vec![bar, line, shape, again] };
    let scene = Scene { width: 99, height: 9, ground: Vec::new(), items: vec![item] };
    assert!(!plot::is_crowded(&scene));
    let html = html(plot::sketch(&scene, "plot", "Three".into()));
    let paths: Vec<(&str, &str)> = html
        .split("<path")
        .skip(1)
        .map(|tag| (attribute(tag, "class"), attribute(tag, "d")))
        .collect();
    let wanted =
        [("bar", "M1 2h30v4h-30zM40 2h1v4h-1z"), ("zero", "M5 6L7 8"), ("open", "M0 1L9 1L9 5z")];
    assert_eq!(paths, wanted);
}
