//! A map of tiles of one size, so that no state is larger than another: a postal code and a number on
//! each.

use super::steps::Steps;
use super::words::text;
use super::{Anchor, Item, Mark, Room, Scene};
use crate::present::charts::Chart;
use crate::present::charts::map::TILES;

/// The row of the territories, which are set apart.
const TERRITORIES: i32 = 8;
const APART: i32 = 12;

/// The scene.
pub fn scene(chart: &Chart, room: Room) -> Scene {
    // From tile to tile, and between them.
    let (pitch, gap) = match room {
        Room::Wide => ((58, 54), 4),
        Room::Narrow => ((28, 33), 2),
    };
    let across = pitch.0 * 12;
    let left = match room {
        Room::Wide => 0,
        Room::Narrow => (room.width() - across) / 2,
    };
    let tile = (pitch.0 - gap, pitch.1 - gap);
    let steps = Steps::of(&chart.points);
    // On a wide page the legend has room between Alaska and Maine.
    let (mut ground, top) = match room {
        Room::Wide => {
            let legend = steps.legend(chart, (pitch.0 * 3 / 2, 4), (pitch.0 * 8, tile.0));
            (legend.0, 0)
        }
        Room::Narrow => steps.legend(chart, (0, 0), (room.width(), tile.0)),
    };
    let top = if room == Room::Narrow { top + 6 } else { top };
    let mut drawn = [false; TILES.len()];
    let mut items = Vec::new();
    for (at, point) in chart.points.iter().enumerate() {
        let Some(found) = TILES.iter().position(|(code, _)| *code == point.short) else { continue };
        if std::mem::replace(&mut drawn[found], true) {
            continue;
        }
        let (code, (column, row)) = TILES[found];
        let apart = if row == TERRITORIES { APART } else { 0 };
        let (x, y) = (left + column * pitch.0, top + row * pitch.1 + apart);
        items.push(Item {
            point: at,
            area: (x, y, pitch.0, pitch.1),
            marks: steps.tile(point, code, (x + gap / 2, y + gap / 2), tile),
        });
    }
    let rule = top + TERRITORIES * pitch.1 + APART / 2;
    ground.push(Mark::line((left + gap / 2, rule), (left + across - gap / 2, rule), "grid"));
    let (middle, below) = (left + across / 2, top + TERRITORIES * pitch.1 + APART + pitch.1 / 2);
    ground.push(text((middle, below), Anchor::Middle, "tick", "US territories"));
    let height = top + (TERRITORIES + 1) * pitch.1 + APART;
    Scene { width: room.width(), height, ground, items }
}
