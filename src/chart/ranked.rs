//! Lying bars from zero, one under the other, with their names before and their numbers behind
//! them; or ranges alone, from their lower to their upper end, on one scale.

use super::scale::linear;
use super::upright::{ARROW, most, name};
use super::words::{text, width};
use super::{Anchor, Item, Mark, Room, Scene};
use crate::present::charts::Point;

/// How high a row is: a finger can press it.
const ROW: i32 = 26;
const BAR: i32 = 14;

/// The scene.
pub fn scene(points: &[Point], room: Room) -> Scene {
    let across = room.width();
    // On a phone the name stands above its bar.
    let (names, row) = match room {
        Room::Wide => {
            let longest = points.iter().map(|point| width(&point.name)).max().unwrap_or(0);
            (longest.min(across * 2 / 5) + 10, ROW)
        }
        Room::Narrow => (0, ROW + 16),
    };
    let numbers = points.iter().map(|point| width(&point.text)).max().unwrap_or(0) + 8;
    let inner = (across - names - numbers - ARROW).max(40);
    let most = most(points);
    let height = points.len() as i32 * row;
    let mut items = Vec::with_capacity(points.len());
    for (at, point) in points.iter().enumerate() {
        let top = at as i32 * row;
        let middle = top + row - ROW / 2;
        let mut marks = vec![match room {
            Room::Wide => {
                text((names - 8, middle + 4), Anchor::End, "name", name(point, names - 10))
            }
            Room::Narrow => text((0, middle - 11), Anchor::Start, "name", name(point, across)),
        }];
        let y = middle - BAR / 2;
        let bar = |x: i32, width: i32, class| Mark::Bar { x, y, width, height: BAR, class };
        let mut end = names;
        if let Some(range) = point.range {
            let lower = linear(range.lower, most, inner);
            let lower = if range.lower > 0 { lower.max(2) } else { lower };
            marks.push(bar(names, lower, if point.outside { "bar rest" } else { "bar" }));
            end = names + lower;
            match range.upper {
                Some(upper) if upper > range.lower => {
                    let upper = linear(upper, most, inner).max(lower + 2);
                    marks.push(bar(names + lower, upper - lower, "reach"));
                    end = names + upper;
                }
                Some(_) => {}
                None => {
                    let base = end + 1;
                    let corners = vec![
                        (base, middle - BAR / 2),
                        (base, middle + BAR / 2),
                        (base + ARROW, middle),
                    ];
                    marks.push(Mark::Shape { corners, class: "open" });
                    end = base + ARROW;
                }
            }
        }
        let class = if point.range.is_some() { "value" } else { "absent" };
        marks.push(text((end + 6, middle + 4), Anchor::Start, class, point.text.clone()));
        items.push(Item { point: at, area: (0, top, across, row), marks });
    }
    let axis = Mark::Line { from: (names, 0), to: (names, height), class: "axis" };
    let ground = if points.is_empty() || room == Room::Narrow { Vec::new() } else { vec![axis] };
    Scene { width: across, height, ground, items }
}
