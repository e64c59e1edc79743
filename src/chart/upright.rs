//! Upright bars from zero, side by side: a number each, or the two ends of a range, with an arrow
//! where there is no upper end. Under the axis, spans of what is dated less exactly.

use super::scale::{linear, ticks};
use super::words::{self, text, width};
use super::{Anchor, Item, Mark, Room, Scene};
use crate::present::charts::Point;
use crate::totals::Range;

const TOP: i32 = 24;
const RIGHT: i32 = 10;
/// The room under the axis for its words.
const NAMES: i32 = 22;
/// How high a span under the axis is, with the gap above it.
const LANE: i32 = 12;
/// How far an arrow reaches above its bar.
pub const ARROW: i32 = 9;

/// Where the numbers of an axis lie.
pub struct Axis {
    /// Where zero is.
    pub ground: i32,
    /// How many units there are for the largest number of the axis.
    pub room: i32,
    /// The largest number of the axis.
    pub top: i64,
}

/// The largest number that some points have.
pub fn most(points: &[Point]) -> i64 {
    let ends = points.iter().filter_map(|point| point.range);
    ends.map(|range| range.upper.unwrap_or(range.lower).max(range.lower)).max().unwrap_or(0)
}

/// The scene.
pub fn scene(points: &[Point], spans: &[(usize, usize)], room: Room) -> Scene {
    let (across, height) = match room {
        Room::Wide => (room.width(), 240),
        Room::Narrow => (room.width(), 210),
    };
    let columns = points.len().saturating_sub(spans.len());
    let (columns, lanes) = points.split_at(columns);
    let lane_of = lanes_of(spans);
    let deep = lane_of.iter().map(|lane| lane + 1).max().unwrap_or(0) as i32 * LANE;
    let ground = height - NAMES;
    let scale = ticks(most(columns), 4);
    let top = scale.last().copied().unwrap_or(1);
    let widest = scale.iter().map(|tick| width(&said(*tick))).max().unwrap_or(0);
    let left = widest + 10;
    let inner = ground - TOP;
    let mut marks = Vec::new();
    for tick in &scale {
        let y = ground - linear(*tick, top, inner);
        let class = if *tick == 0 { "axis" } else { "grid" };
        marks.push(Mark::Line { from: (left, y), to: (across - RIGHT, y), class });
        marks.push(text((left - 6, y + 4), Anchor::End, "tick", said(*tick)));
    }
    let count = columns.len() as i32;
    let edge = |at: i32| left + at * (across - RIGHT - left) / count.max(1);
    // Words must not run into each other: every one, every second, every third …
    let longest = columns.iter().map(|point| width(&point.short)).max().unwrap_or(0) + 8;
    let every = (count * longest / (across - RIGHT - left).max(1) + 1).max(1);
    let named = |at: i32| (count - 1 - at) % every == 0;
    for (at, point) in (0..).zip(columns).filter(|(at, _)| named(*at)) {
        let middle = (edge(at) + edge(at + 1)) / 2;
        let at = (middle, ground + deep + 16);
        marks.push(text(at, Anchor::Middle, "tick", point.short.clone()));
    }
    let largest = most(columns);
    let first_largest = columns.iter().position(|point| {
        point
            .range
            .is_some_and(|range| largest > 0 && range.upper.unwrap_or(range.lower) == largest)
    });
    let axis = Axis { ground, room: inner, top };
    let mut items = Vec::with_capacity(points.len());
    for (at, point) in columns.iter().enumerate() {
        let (from, to) = (edge(at as i32), edge(at as i32 + 1));
        let gap = ((to - from) / 6).max(1);
        let bar = (from + gap, (to - from - 2 * gap).max(1));
        let mut marks = bar_marks(point.range, point.outside, bar, &axis);
        if first_largest == Some(at) && !point.text.is_empty() {
            let y = ground - linear(largest, top, inner) - 6 - arrow_of(point.range);
            let middle =
                ((from + to) / 2).clamp(width(&point.text) / 2, across - width(&point.text) / 2);
            marks.push(text((middle, y.max(12)), Anchor::Middle, "value", point.text.clone()));
        }
        items.push(Item { point: at, area: (from, TOP, to - from, ground - TOP), marks });
    }
    for (at, ((from, to), lane)) in spans.iter().zip(&lane_of).enumerate() {
        let (from, to) = (edge(*from as i32), edge(*to as i32 + 1));
        let y = ground + 4 + *lane as i32 * LANE;
        let class = if lanes[at].outside { "span rest" } else { "span" };
        let bar =
            Mark::Bar { x: from + 1, y, width: (to - from - 2).max(1), height: LANE - 5, class };
        let area = (from, y - 2, to - from, LANE);
        items.push(Item { point: columns.len() + at, area, marks: vec![bar] });
    }
    Scene { width: across, height: height + deep, ground: marks, items }
}

/// A number of an axis.
pub fn said(tick: i64) -> String {
    crate::present::numbers::whole(usize::try_from(tick).unwrap_or(0))
}

fn arrow_of(range: Option<Range>) -> i32 {
    if range.is_some_and(|range| range.upper.is_none()) { ARROW } else { 0 }
}

/// The marks of one upright bar: full up to the lower end, hollow up to the upper one.
pub fn bar_marks(
    range: Option<Range>,
    outside: bool,
    (x, width): (i32, i32),
    axis: &Axis,
) -> Vec<Mark> {
    let Some(range) = range else {
        // Not zero: no figure.
        let middle = x + width / 2;
        return vec![text((middle, axis.ground - 4), Anchor::Middle, "absent", "–")];
    };
    let high = |number: i64| linear(number, axis.top, axis.room);
    let lower = high(range.lower);
    // The smallest number can still be seen, and zero is a line on the ground.
    let lower = if range.lower > 0 { lower.max(2) } else { lower };
    let class = if outside { "bar rest" } else { "bar" };
    let bar = |y: i32, height: i32, class| Mark::Bar { x, y, width, height, class };
    let mut marks = vec![bar(axis.ground - lower, lower, class)];
    if range.lower == 0 && range.upper == Some(0) {
        let y = axis.ground;
        marks.push(Mark::Line { from: (x, y), to: (x + width, y), class: "zero" });
    }
    match range.upper {
        Some(upper) if upper > range.lower => {
            let upper = high(upper).max(lower + 2);
            marks.push(bar(axis.ground - upper, upper - lower, "reach"));
        }
        Some(_) => {}
        None => {
            let (middle, base) = (x + width / 2, axis.ground - lower - 1);
            let half = (width / 2).clamp(2, 6);
            let corners =
                vec![(middle - half, base), (middle + half, base), (middle, base - ARROW)];
            marks.push(Mark::Shape { corners, class: "open" });
        }
    }
    marks
}

/// On which lane each span lies: the first that is free there.
fn lanes_of(spans: &[(usize, usize)]) -> Vec<usize> {
    let mut ends: Vec<Option<usize>> = Vec::new();
    spans
        .iter()
        .map(|(from, to)| {
            let free = ends.iter().position(|end| end.is_none_or(|end| end < *from));
            let lane = free.unwrap_or(ends.len());
            if lane == ends.len() {
                ends.push(None);
            }
            ends[lane] = Some(*to);
            lane
        })
        .collect()
}

/// A name no longer than the room of a panel or a row.
pub fn name(point: &Point, room: i32) -> String {
    words::fitted(&point.name, room)
}
