//! Upright bars: one count for each of a row of categories, from zero.

use super::scale::{linear, ticks};
use super::{Anchor, Mark, Scene};
use crate::present::series::Series;

const LEFT: i32 = 34;
const RIGHT: i32 = 6;
const TOP: i32 = 22;
const BOTTOM: i32 = 26;

/// The bars as a scene of the given size. Without bars, a scene that says so in its description
/// and holds no mark.
pub fn scene(series: &Series, width: i32, height: i32) -> Scene {
    let Series { title, description, points: bars } = series;
    let mut marks = Vec::new();
    let (inner_width, inner_height) = (width - LEFT - RIGHT, height - TOP - BOTTOM);
    let ground = TOP + inner_height;
    let most = bars.iter().map(|bar| bar.count).max();
    if let Some(most) = most {
        let ticks = ticks(most, 4);
        let top = ticks.last().copied().unwrap_or(1);
        for tick in &ticks {
            let y = ground - linear(*tick, top, inner_height);
            marks.push(Mark::Line {
                from: (LEFT, y),
                to: (width - RIGHT, y),
                class: if *tick == 0 { "axis" } else { "grid" },
            });
            marks.push(Mark::Text {
                at: (LEFT - 6, y + 4),
                anchor: Anchor::End,
                class: "tick",
                text: tick.to_string(),
            });
        }
        let count = bars.len() as i32;
        let edge = |at: i32| LEFT + at * inner_width / count.max(1);
        let largest = bars.iter().position(|bar| bar.count == most);
        // Labels must not run into each other: every bar, every second, every third …
        let every = (count * 34 / inner_width.max(1) + 1).max(1);
        for (at, bar) in (0..).zip(bars) {
            let (left, right) = (edge(at), edge(at + 1));
            let gap = ((right - left) / 6).max(1);
            let bar_height = linear(bar.count, top, inner_height);
            let middle = (left + right) / 2;
            marks.push(Mark::Bar {
                x: left + gap,
                y: ground - bar_height,
                width: (right - left - 2 * gap).max(1),
                height: bar_height,
                class: "bar",
                label: bar.label.clone(),
            });
            if largest == usize::try_from(at).ok() {
                marks.push(Mark::Text {
                    at: (middle, ground - bar_height - 5),
                    anchor: Anchor::Middle,
                    class: "value",
                    text: bar.count.to_string(),
                });
            }
            if (count - 1 - at) % every == 0 {
                marks.push(Mark::Text {
                    at: (middle, height - 8),
                    anchor: Anchor::Middle,
                    class: "tick",
                    text: bar.category.clone(),
                });
            }
        }
    }
    Scene { width, height, title: title.clone(), description: description.clone(), marks }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::present::series::Point;

    fn bars(counts: &[i64]) -> Scene {
        let bars = counts.iter().zip(2019..).map(|(count, year)| Point {
            category: year.to_string(),
            count: *count,
            label: format!("{year}: {count}"),
        });
        scene(
            &Series { title: "T".into(), description: "D".into(), points: bars.collect() },
            640,
            240,
        )
    }

    fn heights(scene: &Scene) -> Vec<i32> {
        scene
            .marks
            .iter()
            .filter_map(|mark| match mark {
                Mark::Bar { height, .. } => Some(*height),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn bars_begin_at_zero_and_keep_their_proportions() {
        let scene = bars(&[10, 20, 40, 0]);
        assert_eq!(heights(&scene), [48, 96, 192, 0]);
        let grounds: Vec<_> = scene
            .marks
            .iter()
            .filter_map(|mark| match mark {
                Mark::Bar { y, height, .. } => Some(y + height),
                _ => None,
            })
            .collect();
        assert!(grounds.iter().all(|ground| *ground == 214));
    }

    #[test]
    fn no_bars_are_no_marks() {
        assert_eq!(bars(&[]).marks, []);
    }
}
