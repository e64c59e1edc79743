//! A whole and its parts: one bar for the whole, under it the parts, each where the lower ends of
//! those before it reach to; and in words what the parts leave over, or how far they stick out.

use super::rows::{BAR, Rows};
use super::scale::ends;
use super::words::{bold, text};
use super::{Anchor, Mark, Room, Scene};
use crate::present::charts::Point;
use crate::present::{numbers, total};
use crate::totals::Range;

/// The scene.
pub fn scene(points: &[Point], room: Room) -> Scene {
    let Some((whole, parts)) = points.split_first() else {
        return Scene { width: room.width(), height: 0, ground: Vec::new(), items: Vec::new() };
    };
    let (mut low, mut high) = (0_i64, Some(0_i64));
    // Where each part begins, and the farthest that any reaches to.
    let (mut begins, mut farthest) = (Vec::with_capacity(parts.len()), 0);
    for part in parts {
        begins.push(low);
        let Some((lower, upper)) = part.range.map(ends) else { continue };
        farthest = farthest.max(low.saturating_add(upper.unwrap_or(lower)));
        low = low.saturating_add(lower);
        high = high.zip(upper).map(|(high, upper)| high.saturating_add(upper));
    }
    let all = whole.range.map(ends);
    let reach = all.map_or(0, |(lower, upper)| upper.unwrap_or(lower));
    let said = all.filter(|_| !parts.is_empty()).and_then(|all| left(all, (low, high)));
    let names = said.as_ref().map_or(0, |(said, _)| bold(said));
    let rows = Rows::of(points, farthest.max(reach), room, 0, names);
    let mut items = Vec::with_capacity(points.len());
    for (at, point) in points.iter().enumerate() {
        let from = at.checked_sub(1).and_then(|part| begins.get(part)).copied().unwrap_or(0);
        let (marks, end) = match point.range {
            Some(range) => rows.bar(at, from, range, point.outside),
            None => (Vec::new(), rows.place(from)),
        };
        items.push(rows.item(at, point, marks, end));
    }
    let count = points.len();
    let mut ground = Vec::new();
    if room == Room::Wide {
        ground.push(rows.line(0, count, "axis"));
    }
    if let Some((lower, upper)) = all.filter(|_| !parts.is_empty()) {
        // The ends of the whole, by which it is seen whether the parts fill it or stick out.
        ground.push(rows.line(lower, count, "limit"));
        ground.extend(
            upper.filter(|upper| *upper > lower).map(|upper| rows.line(upper, count, "limit")),
        );
    }
    let Some((said, is_over)) = said else {
        return Scene { width: room.width(), height: rows.height(count), ground, items };
    };
    let y = rows.middle(count);
    let (from, to) = (rows.place(low.min(reach)), rows.place(low.max(reach)));
    let class = if is_over { "beyond" } else { "absent" };
    if to > from {
        ground.push(Mark::bar((from, y - BAR / 2), (to - from, BAR), class));
    }
    let class = if is_over { "beyond" } else { "name" };
    // Before its bar, as a name; where there is no room before it, above.
    let (place, anchor) = match room {
        Room::Wide => ((rows.zero - 8, y + 4), Anchor::End),
        Room::Narrow => ((0, y - 11), Anchor::Start),
    };
    ground.push(text(place, anchor, class, said));
    Scene { width: room.width(), height: rows.height(count + 1), ground, items }
}

/// What the parts leave over of the whole, in words, or by how much they exceed it; nothing where
/// they fill it.
fn left(
    (lower, upper): (i64, Option<i64>),
    (low, high): (i64, Option<i64>),
) -> Option<(String, bool)> {
    if let Some(over) = upper.map(|upper| low - upper).filter(|over| *over > 0) {
        let more = if upper == Some(lower) && high == Some(low) { "" } else { " or more" };
        return Some((format!("more than the whole by {}{more}", numbers::sum(over)), true));
    }
    let rest = Range {
        lower: high.map_or(0, |high| (lower - high).max(0)),
        upper: upper.map(|upper| upper - low),
    };
    let none = rest.upper == Some(0);
    (!none).then(|| (format!("not broken down: {}", total::short(rest)), false))
}
