//! Draws a scene: the only file that knows SVG tags.

use yew::prelude::*;
use yew::virtual_dom::VTag;

use crate::chart::{Anchor, Item, Mark, Scene};
use crate::present::charts::Point;

/// A scene as a picture with a name.
pub fn picture(scene: &Scene, class: &'static str, name: String) -> Html {
    image(scene, class, name).into()
}

/// The ground of a scene, as an image with a name.
fn image(scene: &Scene, class: &'static str, name: String) -> VTag {
    let mut svg = frame(scene, class);
    svg.add_attribute("role", "img");
    svg.add_attribute("aria-label", name);
    svg.add_children(scene.ground.iter().map(mark));
    svg
}

/// A scene that says nothing that does not stand in words beside it.
pub fn decoration(scene: &Scene, class: &'static str) -> Html {
    let mut svg = frame(scene, class);
    svg.add_attribute("aria-hidden", "true");
    svg.add_children(scene.ground.iter().map(mark));
    svg.into()
}

/// A scene whose items can be walked: each a link to where its point leads, or a mark with a name
/// where it leads nowhere. The first can be reached by Tab, the others by the arrows.
pub fn walkable(
    scene: &Scene,
    class: &'static str,
    name: String,
    points: &[Point],
    href: impl Fn(&Point) -> Option<String>,
    reach: impl Fn(&Point) -> Option<String>,
) -> Html {
    let mut svg = frame(scene, class);
    // Walking moves the place that Tab comes back to. Other marks begin anew, or it could be gone.
    svg.key = Some(scene.items.len().into());
    svg.add_attribute("role", "group");
    svg.add_attribute("aria-label", name);
    let mut ground = VTag::new("g");
    ground.add_attribute("aria-hidden", "true");
    ground.add_children(scene.ground.iter().map(mark));
    svg.add_child(ground.into());
    let items = scene.items.iter().enumerate().filter_map(|(at, item)| {
        let point = points.get(item.point)?;
        Some(drawn(item, point, href(point), reach(point), at == 0))
    });
    svg.add_children(items);
    // An item has its full name; the words drawn of it can be shortened, and are no part of the link.
    let mut words = VTag::new("g");
    words.add_attribute("aria-hidden", "true");
    words.add_attribute("class", "words");
    let marks = scene.items.iter().flat_map(|item| &item.marks);
    words.add_children(marks.filter(|mark| is_text(mark)).map(mark));
    svg.add_child(words.into());
    svg.into()
}

/// More items than this are drawn one by one only after the first frame, in which they are sketched.
const MOST_IN_A_FRAME: usize = 60;
/// So many rows are as high as most screens.
const SCREENFUL: usize = 30;

/// Whether a scene has more items than can be drawn one by one within a frame.
pub fn is_crowded(scene: &Scene) -> bool {
    scene.items.len() > MOST_IN_A_FRAME
}

/// A scene as it looks, drawn within a frame however many marks it has: all of a class are one path, and
/// nothing can be walked. Of the words, those of the first items are there: letters take longest.
pub fn sketch(scene: &Scene, class: &'static str, name: String) -> Html {
    let mut svg = image(scene, class, name);
    let mut paths: Vec<(&'static str, String)> = Vec::new();
    for mark in scene.items.iter().flat_map(|item| &item.marks) {
        let (class, piece) = match mark {
            Mark::Bar { x, y, width, height, class } => {
                (class, format!("M{x} {y}h{width}v{height}h-{width}z"))
            }
            Mark::Line { from: (x, y), to: (to_x, to_y), class } => {
                (class, format!("M{x} {y}L{to_x} {to_y}"))
            }
            Mark::Shape { corners, class } => {
                let corners = corners.iter().map(|(x, y)| format!("{x} {y}"));
                (class, format!("M{}z", corners.collect::<Vec<_>>().join("L")))
            }
            Mark::Text { .. } => continue,
        };
        match paths.iter_mut().find(|(other, _)| other == class) {
            Some((_, path)) => path.push_str(&piece),
            None => paths.push((class, piece)),
        }
    }
    for (class, pieces) in paths {
        let mut path = shape("path", class, &[]);
        path.add_attribute("d", pieces);
        svg.add_child(path.into());
    }
    let first = scene.items.iter().take(SCREENFUL).flat_map(|item| &item.marks);
    svg.add_children(first.filter(|mark| is_text(mark)).map(mark));
    svg.into()
}

fn is_text(mark: &Mark) -> bool {
    matches!(mark, Mark::Text { .. })
}

fn drawn(
    item: &Item,
    point: &Point,
    href: Option<String>,
    reach: Option<String>,
    first: bool,
) -> Html {
    let mut tag = VTag::new(if href.is_some() { "a" } else { "g" });
    tag.add_attribute("class", "item");
    match href {
        Some(href) => tag.add_attribute("href", href),
        None => tag.add_attribute("role", "img"),
    }
    tag.add_attribute("aria-label", point.said.clone());
    tag.add_attribute("tabindex", if first { "0" } else { "-1" });
    let (x, y, width, height) = item.area;
    tag.add_attribute("data-at", format!("{} {}", x + width / 2, y + height / 2));
    if let Some(reach) = reach {
        tag.add_attribute("data-reach", reach);
    }
    tag.add_child(rectangle("area", item.area));
    tag.add_children(item.marks.iter().filter(|mark| !is_text(mark)).map(mark));
    tag.into()
}

fn frame(scene: &Scene, class: &'static str) -> VTag {
    let mut svg = VTag::new("svg");
    svg.add_attribute("class", class);
    svg.add_attribute("viewBox", format!("0 0 {} {}", scene.width, scene.height));
    svg
}

fn rectangle(class: &'static str, (x, y, width, height): (i32, i32, i32, i32)) -> Html {
    shape("rect", class, &[("x", x), ("y", y), ("width", width), ("height", height)]).into()
}

fn shape(tag: &'static str, class: &'static str, places: &[(&'static str, i32)]) -> VTag {
    let mut shape = VTag::new(tag);
    shape.add_attribute("class", class);
    for (name, place) in places {
        shape.add_attribute(name, place.to_string());
    }
    shape
}

fn mark(mark: &Mark) -> Html {
    match mark {
        Mark::Bar { x, y, width, height, class } => rectangle(class, (*x, *y, *width, *height)),
        Mark::Line { from, to, class } => {
            shape("line", class, &[("x1", from.0), ("y1", from.1), ("x2", to.0), ("y2", to.1)])
                .into()
        }
        Mark::Shape { corners, class } => {
            let mut polygon = shape("polygon", class, &[]);
            let corners = corners.iter().map(|(x, y)| format!("{x},{y}"));
            polygon.add_attribute("points", corners.collect::<Vec<_>>().join(" "));
            polygon.into()
        }
        Mark::Text { at, anchor, class, text } => {
            let mut tag = shape("text", class, &[("x", at.0), ("y", at.1)]);
            let anchor = match anchor {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
                Anchor::End => "end",
            };
            tag.add_attribute("text-anchor", anchor);
            tag.add_child(Html::from(AttrValue::from(text.clone())));
            tag.into()
        }
    }
}
