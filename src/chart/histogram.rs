//! A small histogram: bars without scales, that stand over the places of a slider's steps.

use super::scale::linear;
use super::{Mark, Scene};
use crate::present::range::Histogram;

/// The scene's units are tenths of a pixel of a narrow column, so that eighty bars stand evenly.
const WIDTH: i32 = 2480;
const HEIGHT: i32 = 440;
/// A slider's handle does not reach the ends of its track: neither do the middles of the bars.
const INSET: i32 = 80;
const WIDEST_BAR: i32 = 140;
/// The ground on which the bars stand, with the mark of what is chosen under it.
const GROUND: i32 = HEIGHT - 30;

/// The histogram as a scene.
pub fn scene(histogram: &Histogram) -> Scene {
    let bars = &histogram.bars;
    let most = bars.iter().map(|bar| i64::from(bar.count)).max().unwrap_or(0);
    let steps = i32::try_from(bars.len()).unwrap_or(i32::MAX).saturating_sub(1);
    let (across, step) = (WIDTH - 2 * INSET, (WIDTH - 2 * INSET) / steps.max(1));
    let half = (step * 4 / 5).min(WIDEST_BAR) / 2;
    let middle = |at: i32| if steps == 0 { WIDTH / 2 } else { INSET + at * across / steps };
    let mut marks = vec![Mark::Line { from: (0, GROUND), to: (WIDTH, GROUND), class: "axis" }];
    for (at, bar) in (0..).zip(bars) {
        // The smallest count can still be seen.
        let least = if bar.count > 0 { 15 } else { 0 };
        let height = linear(i64::from(bar.count), most, GROUND).max(least);
        marks.push(Mark::Bar {
            x: middle(at) - half,
            y: GROUND - height,
            width: 2 * half,
            height,
            class: if bar.chosen { "bar" } else { "bar rest" },
        });
    }
    // Where all is chosen, nothing needs to be told from the rest.
    if bars.iter().any(|bar| !bar.chosen) {
        for (at, _) in (0..).zip(bars).filter(|(_, bar)| bar.chosen) {
            let (from, to) = (middle(at) - step / 2 - 1, middle(at) + step / 2 + 1);
            marks.push(Mark::Line {
                from: (from.max(0), GROUND + 15),
                to: (to.min(WIDTH), GROUND + 15),
                class: "chosen",
            });
        }
    }
    Scene { width: WIDTH, height: HEIGHT, ground: marks, items: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::range::Bar;

    fn marks(counts: &[u32], chosen: impl Fn(usize) -> bool) -> Vec<Mark> {
        let bar = |(at, count): (usize, &u32)| Bar {
            count: *count,
            chosen: chosen(at),
            label: at.to_string(),
        };
        let bars = counts.iter().enumerate().map(bar).collect();
        let (title, description) = ("T".into(), "D".into());
        scene(&Histogram { title, description, bars, ends: Default::default() }).ground
    }

    fn lines(marks: &[Mark]) -> usize {
        marks.iter().filter(|mark| matches!(mark, Mark::Line { class: "chosen", .. })).count()
    }

    #[test]
    fn bars_stand_inside_keep_their_proportions_and_the_smallest_is_seen() {
        let marks = marks(&[200, 100, 1, 0], |_| true);
        let mut heights = Vec::new();
        for mark in &marks {
            if let Mark::Bar { x, y, width, height, .. } = mark {
                assert!(*x >= 0 && x + width <= WIDTH && *y >= 0);
                heights.push(*height);
            }
        }
        assert_eq!(heights, [410, 205, 15, 0]);
        assert_eq!(lines(&marks), 0);
    }

    #[test]
    fn what_is_chosen_is_marked_by_more_than_its_colour() {
        assert_eq!(lines(&marks(&[1, 2, 3], |at| at > 0)), 2);
        assert_eq!(lines(&marks(&[], |_| true)), 0);
    }
}
