//! Lying bars from zero, one under the other, with their names before and their numbers behind them.

use super::rows::Rows;
use super::scale::most;
use super::{Room, Scene};
use crate::present::charts::Point;

/// The scene.
pub fn scene(points: &[Point], room: Room) -> Scene {
    let rows = Rows::of(points, most(points), room, 0, 0);
    let items = points.iter().enumerate().map(|(at, point)| {
        let (marks, end) = match point.range {
            Some(range) => rows.bar(at, 0, range, point.outside),
            None => (Vec::new(), rows.zero),
        };
        rows.item(at, point, marks, end)
    });
    let items = items.collect();
    // On a phone the names would stand on it.
    let axis =
        (room == Room::Wide && !points.is_empty()).then(|| rows.line(0, points.len(), "axis"));
    let ground = axis.into_iter().collect();
    Scene { width: room.width(), height: rows.height(points.len()), ground, items }
}
