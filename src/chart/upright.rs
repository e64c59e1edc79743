//! Upright bars from zero, side by side; more than a line has room for go on in a line of their own.
//! Under the axis, spans of what is dated less exactly.

use super::panel::{ARROW, Panel, a_line};
use super::scale::{axis, linear, most};
use super::words::{apart, text, width};
use super::{Anchor, Item, Mark, Room, Scene};
use crate::present::charts::Point;
use crate::present::numbers;

/// Above the scale: an arrow, and a number above it.
const ABOVE: i32 = ARROW + 20;
const RIGHT: i32 = 8;
/// The room under the axis for its words.
const NAMES: i32 = 22;
/// How high a span under the axis is, with the gap above it: a finger can press it.
const LANE: i32 = 24;

/// The scene.
pub fn scene(points: &[Point], spans: &[(usize, usize)], room: Room) -> Scene {
    let (across, high) = match room {
        Room::Wide => (room.width(), 190),
        Room::Narrow => (room.width(), 160),
    };
    let (columns, over) = points.split_at(points.len().saturating_sub(spans.len()));
    let top = most(columns);
    let (ticks, widest) = axis(top, 4);
    let left = widest + 10;
    let inner = across - RIGHT - left;
    let a_line = a_line(columns.len(), inner);
    let spans: Vec<(usize, usize)> = {
        let last = columns.len().saturating_sub(1);
        let inside = |(from, to): &(usize, usize)| {
            let from = (*from).min(last);
            (from, (*to).clamp(from, last))
        };
        spans.iter().map(inside).filter(|_| !columns.is_empty()).collect()
    };
    let lane_of = lanes_of(&spans);
    let deep = lane_of.iter().map(|lane| lane + 1).max().unwrap_or(0) as i32 * LANE;
    let height = ABOVE + high + NAMES + deep;
    let mut scene = Scene { width: across, height: 0, ground: Vec::new(), items: Vec::new() };
    let mut panels = Vec::new();
    for (line, points) in columns.chunks(a_line).enumerate() {
        let ground = line as i32 * height + ABOVE + high;
        // A last line that is shorter keeps the width of its columns.
        let width = (inner as i64 * points.len() as i64 / a_line as i64) as i32;
        let first = line * a_line;
        let right = across - RIGHT;
        let panel = Panel { points, first, left, width, right, ground, high, above: ABOVE, top };
        scene.ground.extend(panel.grid(&ticks));
        for tick in &ticks {
            let y = ground - linear(*tick, top, high) + 4;
            scene.ground.push(text((left - 6, y), Anchor::End, "tick", numbers::sum(*tick)));
        }
        scene.ground.extend(apart(&named(&panel), (0, across), ground + 16, "tick"));
        scene.items.extend(panel.items());
        scene.height += height;
        panels.push(panel);
    }
    let spans = spans.iter().zip(&lane_of).zip(over).enumerate();
    scene.items.extend(spans.map(|(at, ((span, lane), point))| {
        let below = NAMES + *lane as i32 * LANE;
        Item { point: columns.len() + at, ..spanned(&panels, a_line, *span, below, point) }
    }));
    scene
}

/// The columns that are named: all that have room, or every second, every third …; and where years
/// stand among months or quarters, the years.
fn named(panel: &Panel<'_>) -> Vec<(i32, String)> {
    let is_number = |point: &Point| point.short.bytes().all(|byte| byte.is_ascii_digit());
    let count = panel.points.len();
    let longest = panel.points.iter().map(|point| width(&point.short)).max().unwrap_or(0) + 8;
    let every = (longest as usize * count).div_ceil(panel.width.max(1) as usize).max(1);
    let numbers = panel.points.iter().filter(|point| is_number(point)).count();
    if every > 1 && numbers > 0 && numbers < count {
        return panel.names(|_, point| is_number(point));
    }
    panel.names(|at, _| (count - 1 - at).is_multiple_of(every))
}

/// A span over some columns, in each line that it lies in; it is pressed in the first.
fn spanned(
    panels: &[Panel<'_>],
    a_line: usize,
    (from, to): (usize, usize),
    below: i32,
    point: &Point,
) -> Item {
    let class = if point.outside { "over rest" } else { "over" };
    let mut item = Item { point: 0, area: (0, 0, 0, 0), marks: Vec::new() };
    for panel in &panels[from / a_line..=to / a_line] {
        let last = panel.first + panel.points.len() - 1;
        let left = panel.edge(from.max(panel.first) - panel.first);
        let right = panel.edge(to.min(last) - panel.first + 1);
        let y = panel.ground + below;
        item.marks.push(Mark::bar((left + 1, y + 4), ((right - left - 2).max(1), LANE - 8), class));
        if item.area == (0, 0, 0, 0) {
            item.area = (left, y, right - left, LANE);
            if width(&point.text) + 4 <= right - left {
                let middle = ((left + right) / 2, y + LANE / 2 + 4);
                item.marks.push(text(middle, Anchor::Middle, "value", point.text.clone()));
            }
        }
    }
    item
}

/// On which lane each span lies: the first that is free there.
fn lanes_of(spans: &[(usize, usize)]) -> Vec<usize> {
    let mut ends: Vec<usize> = Vec::new();
    spans
        .iter()
        .map(|(from, to)| {
            let free = ends.iter().position(|end| end < from);
            let lane = free.unwrap_or(ends.len());
            if lane == ends.len() {
                ends.push(0);
            }
            ends[lane] = *to;
            lane
        })
        .collect()
}
