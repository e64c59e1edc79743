//! A range on a line from zero: a bar from end to end, a tick for a single number, an arrow where
//! there is no upper end.

use super::scale::linear;
use super::{Mark, Scene};
use crate::totals::Range;

const WIDTH: i32 = 160;
const HEIGHT: i32 = 12;
const MIDDLE: i32 = HEIGHT / 2;
/// The room that an arrow takes.
const ARROW: i32 = 8;
/// So narrow a bar can still be seen.
const NARROWEST: i32 = 3;

/// A range, on a line that ends at the largest number it is set beside.
pub fn scene(range: Range, most: i64) -> Scene {
    let room = WIDTH - ARROW;
    let place = |number: i64| linear(number, most.max(1), room);
    let from = place(range.lower);
    let to = range.upper.map_or(WIDTH - 1, place);
    let (x, width) = (from.min(to - NARROWEST).max(0), (to - from).max(NARROWEST));
    let line = |from: (i32, i32), to: (i32, i32), class| Mark::Line { from, to, class };
    let mut marks = vec![
        line((0, MIDDLE), (WIDTH, MIDDLE), "axis"),
        line((0, 0), (0, HEIGHT), "axis"),
        Mark::Bar { x, y: 2, width, height: HEIGHT - 4, class: "range" },
    ];
    if range.upper.is_none() {
        let tip = (WIDTH - 1, MIDDLE);
        marks.push(line((WIDTH - ARROW, 0), tip, "open"));
        marks.push(line((WIDTH - ARROW, HEIGHT), tip, "open"));
    }
    Scene { width: WIDTH, height: HEIGHT, ground: marks, items: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the bar begins and how wide it is, and whether an arrow follows.
    fn bar(lower: i64, upper: Option<i64>, most: i64) -> (i32, i32, bool) {
        let Scene { ground: marks, .. } = scene(Range { lower, upper }, most);
        let bar = marks.iter().find_map(|mark| match mark {
            Mark::Bar { x, width, .. } => Some((*x, *width)),
            _ => None,
        });
        let (x, width) = bar.unwrap_or_default();
        let open = marks.iter().any(|mark| matches!(mark, Mark::Line { class: "open", .. }));
        (x, width, open)
    }

    #[test]
    fn a_range_is_drawn_from_end_to_end_on_a_line_from_zero() {
        // The line has 152 units for its largest number.
        assert_eq!(bar(0, Some(100), 100), (0, 152, false));
        assert_eq!(bar(50, Some(100), 100), (76, 76, false));
        assert_eq!(bar(100, Some(100), 100), (149, 3, false));
        assert_eq!(bar(0, Some(0), 0), (0, 3, false));
        assert_eq!(bar(50, None, 100), (76, 83, true));
    }
}
