//! A range on a line from zero, as long as a word: full up to the lower end, hollow up to the upper one,
//! an arrow where there is none.

use super::panel::seen;
use super::scale::{ends, linear};
use super::{Mark, Scene};
use crate::totals::Range;

const WIDTH: i32 = 160;
const HEIGHT: i32 = 12;
const MIDDLE: i32 = HEIGHT / 2;
/// The room that an arrow takes.
const ARROW: i32 = 8;

/// A range, on a line that ends at the largest number it is set beside.
pub fn scene(range: Range, most: i64) -> Scene {
    let place = |number: i64| linear(number.min(most), most, WIDTH - ARROW);
    let (lower, upper) = ends(range);
    let low = seen(lower, place(lower));
    let bar = |from: i32, to: i32, class| Mark::bar((from, 2), (to - from, HEIGHT - 4), class);
    let mut marks = vec![
        Mark::line((0, MIDDLE), (WIDTH, MIDDLE), "axis"),
        Mark::line((0, 0), (0, HEIGHT), "axis"),
    ];
    marks.push(match (lower, upper) {
        (0, Some(0)) => Mark::line((1, 0), (1, HEIGHT), "zero"),
        _ => bar(0, low, "range"),
    });
    match upper {
        Some(upper) if upper > lower => marks.push(bar(low, place(upper).max(low + 2), "reach")),
        Some(_) => {}
        // Right behind the lower end: how far it goes is what no one says.
        None => marks.push(Mark::Shape {
            corners: vec![(low + 1, 0), (low + 1, HEIGHT), (low + ARROW, MIDDLE)],
            class: "open",
        }),
    }
    Scene { width: WIDTH, height: HEIGHT, ground: marks, items: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How far the full bar reaches, from where to where the hollow one does, and where an arrow points.
    fn drawn(lower: i64, upper: Option<i64>, most: i64) -> (i32, Option<(i32, i32)>, Option<i32>) {
        let Scene { ground: marks, .. } = scene(Range { lower, upper }, most);
        let bar = |wanted: &str| {
            marks.iter().find_map(|mark| match mark {
                Mark::Bar { x, width, class, .. } if *class == wanted => Some((*x, x + width)),
                _ => None,
            })
        };
        let tip = marks.iter().find_map(|mark| match mark {
            Mark::Shape { corners, class: "open" } => corners.iter().map(|corner| corner.0).max(),
            _ => None,
        });
        let full = bar("range").unwrap_or_default();
        assert_eq!(full.0, 0, "a bar begins at zero");
        (full.1, bar("reach"), tip)
    }

    #[test]
    fn a_range_is_full_up_to_its_lower_end_and_hollow_up_to_its_upper_one() {
        // The line has 152 units for its largest number, so 50 of 100 lies at 76.
        assert_eq!(drawn(100, Some(100), 100), (152, None, None));
        assert_eq!(drawn(50, Some(50), 100), (76, None, None));
        assert_eq!(drawn(50, Some(100), 100), (76, Some((76, 152)), None));
        // Nothing is certain of it but that it can be as many.
        assert_eq!(drawn(0, Some(100), 100), (0, Some((0, 152)), None));
        // Both ends are seen where they are as good as one; one of a million is seen, zero is no bar.
        assert_eq!(drawn(47, Some(48), 1_000_000), (2, Some((2, 4)), None));
        assert_eq!(drawn(1, Some(1), 1_000_000), (2, None, None));
        assert_eq!(drawn(0, Some(0), 100), (0, None, None));
        assert_eq!(drawn(0, Some(0), 0), (0, None, None));
    }

    /// How much more "or more" is, no one says: it has no more ink than its lower end.
    #[test]
    fn where_there_is_no_upper_end_the_lower_one_is_drawn_and_an_arrow() {
        assert_eq!(drawn(50, None, 100), (76, None, Some(84)));
        assert_eq!(drawn(100, None, 100), (152, None, Some(WIDTH)));
        assert_eq!(drawn(0, None, 100), (0, None, Some(ARROW)));
        let (less, more) = (drawn(1_844, None, 10_195), drawn(10_195, None, 10_195));
        assert!(less.0 < more.0 && less.2 < more.2, "{less:?} {more:?}");
        // As long as the same number with an upper end, wherever that is.
        assert_eq!(drawn(1_844, None, 10_195).0, drawn(1_844, Some(10_000), 10_195).0);
    }
}
