//! Small multiples: panels of upright bars, all on one scale. A panel that has more columns than it
//! has room for goes on in the next.

use super::panel::{ARROW, Panel, a_line};
use super::scale::{axis, linear, most};
use super::words::{apart, lines, text};
use super::{Anchor, Mark, Room, Scene};
use crate::present::charts::Point;
use crate::present::numbers;

/// Between panels.
const GAP: i32 = 20;
/// The room for a panel's name, and for a number above a bar and its arrow.
const TITLE: i32 = 30;
const ABOVE: i32 = ARROW + 18;
/// The room for years, and for the gap under them.
const NAMES: i32 = 34;

/// The scene.
pub fn scene(points: &[Point], panels: &[(String, usize)], room: Room) -> Scene {
    let (a_row, high) = match room {
        Room::Wide => (3, 76),
        Room::Narrow => (2, 60),
    };
    let across = room.width();
    let top = most(points);
    let (ticks, widest) = axis(top, 2);
    let left = widest + 8;
    let width = (across - left - (a_row - 1) * GAP) / a_row;
    let height = TITLE + ABOVE + high + NAMES;
    let mut scene = Scene { width: across, height: 0, ground: Vec::new(), items: Vec::new() };
    let (mut first, mut place) = (0_usize, 0);
    for (name, count) in panels {
        let end = first.saturating_add(*count).min(points.len());
        let line = a_line(end - first, width);
        // A panel without a point says that it has none.
        let pieces = points[first..end].chunks(line).chain((first == end).then_some(&[][..]));
        for (piece, points) in pieces.enumerate() {
            let (column, row) = (place % a_row, place / a_row);
            let x = left + column * (width + GAP);
            let ground = row * height + height - NAMES;
            let shown = (i64::from(width) * points.len() as i64 / line as i64) as i32;
            let shown = if points.is_empty() { width } else { shown };
            let panel = Panel {
                points,
                first,
                left: x,
                width: shown,
                right: x + width,
                ground,
                high,
                above: ABOVE,
                top,
            };
            let title = if piece == 0 { name.as_str() } else { "…" };
            let lines = lines(title, width * 10 / 11).into_iter().filter(|line| !line.is_empty());
            for (y, line) in (row * height + 14..).step_by(15).zip(lines) {
                scene.ground.push(text((x, y), Anchor::Start, "title", line));
            }
            scene.ground.extend(panel.grid(&ticks));
            if column == 0 {
                for tick in &ticks {
                    let y = ground - linear(*tick, top, high) + 4;
                    scene.ground.push(text((x - 5, y), Anchor::End, "tick", numbers::sum(*tick)));
                }
            }
            let ends = panel.names(|at, _| at == 0 || at + 1 == points.len());
            scene.ground.extend(apart(&ends, (x, x + width), ground + 15, "tick"));
            // Most years of most panels have none: a mark for each would be all that is seen.
            scene.items.extend(panel.items().into_iter().map(|mut item| {
                item.marks.retain(|mark| !matches!(mark, Mark::Line { class: "zero", .. }));
                item
            }));
            scene.height = (row + 1) * height;
            first += points.len();
            place += 1;
        }
    }
    scene
}
