//! Half of a square: a cell for each two of some names, which stand on the diagonal, each at the end of
//! its row and on top of its column.

use super::steps::Steps;
use super::words::{lines, text, width};
use super::{Anchor, Item, Room, Scene};
use crate::present::charts::Chart;

const WIDEST: i32 = 52;
const ROW: i32 = 28;

/// The scene. A cell that is no place below the diagonal, or taken, is not drawn.
pub fn scene(chart: &Chart, names: &[String], cells: &[(usize, usize)], room: Room) -> Scene {
    let across = room.width();
    let longest = names.iter().map(|name| width(name)).max().unwrap_or(0);
    let last = names.len().saturating_sub(1).max(1) as i32;
    // The last name stands behind all columns.
    let room_for_names = (longest + 8).min(across * 3 / 10);
    let wide = ((across - room_for_names) / last).clamp(1, WIDEST);
    let steps = Steps::of(&chart.points);
    let (mut ground, top) = match chart.points.is_empty() {
        true => (Vec::new(), 0),
        false => steps.legend(chart, (0, 0), (across, wide - 2)),
    };
    let top = top + 4;
    let y = |row: usize| top + row as i32 * ROW;
    let x = |column: usize| column as i32 * wide;
    let mut taken: Vec<(usize, usize)> = Vec::new();
    let mut items = Vec::new();
    for (at, (point, (row, column))) in chart.points.iter().zip(cells).enumerate() {
        if row <= column || *row >= names.len() || taken.contains(&(*row, *column)) {
            continue;
        }
        taken.push((*row, *column));
        let place = (x(*column), y(*row));
        let size = ((wide - 2).max(1), ROW - 2);
        let marks = steps.tile(point, "", (place.0 + i32::from(wide > 2), place.1 + 1), size);
        items.push(Item { point: at, area: (place.0, place.1, wide, ROW), marks });
    }
    for (at, name) in names.iter().enumerate() {
        let (left, middle) = (x(at) + 4, y(at) + ROW / 2 + 3);
        let room = (across - left).max(0);
        // On one line where it fits, or else on two.
        let said =
            if width(name) <= room { [name.clone(), String::new()] } else { lines(name, room) };
        let alone = said[1].is_empty();
        let from = if alone { middle } else { middle - 6 };
        for (line, said) in (from..).step_by(12).zip(said).filter(|(_, said)| !said.is_empty()) {
            ground.push(text((left, line), Anchor::Start, "name", said));
        }
    }
    let width = across.max(x(names.len()));
    Scene { width, height: y(names.len()), ground, items }
}
