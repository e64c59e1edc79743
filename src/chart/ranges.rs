//! Ranges on one scale from zero, one under the other: a full dot at the lower end, a hollow bar from there
//! to the upper one, an arrow where there is none. A single number is a dot alone.

use super::rows::{BAR, Rows};
use super::scale::{axis, ends, most};
use super::words::apart;
use super::{Item, Mark, Room, Scene};
use crate::present::charts::Point;
use crate::present::numbers;

/// The room for the numbers of the scale.
const TOP: i32 = 24;
/// Half of a dot's width.
const HALF: i32 = 4;

/// The scene.
pub fn scene(points: &[Point], room: Room) -> Scene {
    let top = most(points);
    let (ticks, _) = axis(top, if room == Room::Wide { 5 } else { 4 });
    let rows = Rows::of(points, top, room, TOP, 0);
    let (width, height) = (room.width(), rows.height(points.len()));
    let mut ground = Vec::new();
    if !points.is_empty() {
        let said: Vec<(i32, String)> =
            ticks.iter().map(|tick| (rows.place(*tick), numbers::sum(*tick))).collect();
        ground = apart(&said, (0, width), TOP - 8, "tick");
        let class = |tick: &i64| if *tick == 0 { "axis" } else { "grid" };
        ground.extend(ticks.iter().map(|tick| rows.line(*tick, points.len(), class(tick))));
    }
    let items = points.iter().enumerate().map(|(at, point)| item(&rows, at, point)).collect();
    Scene { width, height, ground, items }
}

fn item(rows: &Rows, at: usize, point: &Point) -> Item {
    let Some(range) = point.range else {
        return rows.item(at, point, Vec::new(), rows.zero);
    };
    let (lower, upper) = ends(range);
    let (from, to) = (rows.place(lower), rows.place(upper.unwrap_or(lower)));
    let middle = rows.middle(at);
    let class = if point.outside { "bar rest" } else { "bar" };
    // The middle of the dot is the number; at zero it would leave the scale of a phone.
    let x = from.max(HALF);
    let (near, far) = (HALF / 2, HALF);
    let corners = [
        (-near, -far),
        (near, -far),
        (far, -near),
        (far, near),
        (near, far),
        (-near, far),
        (-far, near),
        (-far, -near),
    ];
    let corners = corners.map(|(right, down)| (x + right, middle + down)).to_vec();
    // A line leads the eye from the name to what is far from it.
    let mut marks = vec![Mark::line((rows.zero, middle), (from, middle), "grid")];
    let mut end = x + HALF;
    if upper.is_some_and(|upper| upper > lower) {
        // Beside the dot, so that 47 to 49 is not taken for a number; an arrow says it by itself.
        let least = if upper > Some(rows.most) { end } else { end + HALF };
        end = to.max(least);
        let y = middle - BAR / 2 + 2;
        marks.push(Mark::bar((x, y), (end - x, BAR - 4), "reach"));
    }
    marks.push(Mark::Shape { corners, class });
    let (marks, end) = match upper {
        Some(upper) => rows.beyond(at, upper, marks, end),
        None => {
            let (arrow, end) = rows.arrow(at, end, "open");
            marks.push(arrow);
            (marks, end)
        }
    };
    rows.item(at, point, marks, end)
}
