//! Four steps of a scale for tiles and cells, with the legend that says in numbers what each means;
//! and tiles that are hollow where there is nothing, or where no one says how many.

use super::scale::ends;
use super::words::{fitted, text, width};
use super::{Anchor, Mark};
use crate::present::charts::{Chart, Point};
use crate::present::{numbers, total};
use crate::totals::Range;

const STEPS: [&str; 4] = ["tile step-1", "tile step-2", "tile step-3", "tile step-4"];
const ZERO: &str = "tile zero";
const UP_TO: &str = "tile reach";
const OUTSIDE: &str = "tile rest";
const ABSENT: &str = "tile absent";
/// In the legend: the sign of a tile whose number is the least that it can be.
const MORE: &str = "tile more";
/// How large a tile of the legend is, and how high a line of it.
const SWATCH: i32 = 14;
const LINE: i32 = 22;

/// The steps of a scale, by lower ends.
pub struct Steps {
    /// The smallest number of each step.
    bounds: Vec<i64>,
    /// The largest of all.
    most: i64,
}

impl Steps {
    /// About as many different numbers of these points in each step, which begins at a round one.
    pub fn of(points: &[Point]) -> Self {
        let inside = points.iter().filter(|point| !point.outside);
        let mut lower: Vec<i64> =
            inside.filter_map(|point| Some(ends(point.range?).0)).filter(|low| *low > 0).collect();
        lower.sort_unstable();
        lower.dedup();
        let mut bounds: Vec<i64> = lower.first().copied().into_iter().collect();
        let steps = lower.len().min(STEPS.len());
        for step in 1..steps {
            let least = lower[step * lower.len() / steps];
            let below = bounds.last().copied().unwrap_or(0);
            let round = round(least);
            bounds.push(if round > below { round } else { least });
        }
        Self { bounds, most: lower.last().copied().unwrap_or(0) }
    }

    /// What the tile of a point looks like, and whether its words stand on a dark ground in light, or
    /// the other way round.
    fn look(&self, point: &Point) -> (&'static str, bool) {
        let Some((lower, upper)) = point.range.map(ends) else { return (ABSENT, false) };
        if upper == Some(0) {
            return (ZERO, false);
        }
        if point.outside {
            return (OUTSIDE, false);
        }
        if lower == 0 {
            return (UP_TO, false);
        }
        let step = self.bounds.iter().filter(|bound| **bound <= lower).count();
        (STEPS[step.saturating_sub(1).min(STEPS.len() - 1)], step > 1)
    }

    /// The tile of a point: a name in it if it has one, its number, and a corner where that number is
    /// the least that it can be.
    pub fn tile(
        &self,
        point: &Point,
        name: &str,
        (x, y): (i32, i32),
        (wide, high): (i32, i32),
    ) -> Vec<Mark> {
        let (class, reversed) = self.look(point);
        let mut marks = vec![Mark::bar((x, y), (wide, high), class)];
        let (middle, mut line) = (x + wide / 2, y + high / 2 + 4);
        let room = wide - 2;
        let Some(range) = point.range else {
            if !name.is_empty() {
                marks.push(text((middle, line), Anchor::Middle, "code", name));
            }
            return marks;
        };
        if !name.is_empty() {
            let apart = if high > 40 { 8 } else { 6 };
            let class = if reversed { "code reversed" } else { "code" };
            marks.push(text((middle, line - apart), Anchor::Middle, class, name));
            line += apart;
        }
        let (number, least) = brief(range, &point.text, room);
        if room >= width("0") && high >= 12 && (class != ZERO || !name.is_empty()) {
            let class = if reversed { "value reversed" } else { "value" };
            marks.push(text((middle, line), Anchor::Middle, class, number));
        }
        if least {
            marks.push(corner((x + wide, y), (wide / 4).clamp(4, 12), reversed));
        }
        marks
    }

    /// What the looks mean that some points have, from a place on, in lines of this width; and how far
    /// down it reaches.
    pub fn legend(
        &self,
        chart: &Chart,
        (left, top): (i32, i32),
        (across, tile): (i32, i32),
    ) -> (Vec<Mark>, i32) {
        let points = &chart.points;
        let has = |wanted: &str| points.iter().any(|point| self.look(point).0 == wanted);
        let mut entries: Vec<(&'static str, String)> = Vec::new();
        for (step, from) in self.bounds.iter().enumerate() {
            let to = self.bounds.get(step + 1).map_or(self.most, |next| next - 1);
            entries.push((STEPS[step], total::short(Range { lower: *from, upper: Some(to) })));
        }
        if has(ZERO) {
            entries.push((ZERO, "0".into()));
        }
        if has(UP_TO) {
            entries.push((UP_TO, "0 or more".into()));
        }
        if points.iter().any(|point| {
            let range = point.range.filter(|_| !point.outside);
            range.is_some_and(|range| brief(range, &point.text, tile - 2).1)
        }) {
            entries.push((MORE, "this or more".into()));
        }
        if has(OUTSIDE) {
            entries.push((OUTSIDE, "filtered out".into()));
        }
        let mut without: Vec<&str> = Vec::new();
        for point in points.iter().filter(|point| point.range.is_none()) {
            if !without.contains(&point.text.as_str()) && without.len() < 3 {
                without.push(&point.text);
            }
        }
        if !without.is_empty() {
            entries.push((ABSENT, without.join(" or ")));
        }
        let (mut x, mut y) = (left, top);
        let head = fitted(chart.heads[1], across);
        let mut marks = vec![text((x, y + 12), Anchor::Start, "title", head)];
        x += width(chart.heads[1]) + 14;
        for (class, said) in entries {
            let said = fitted(&said, across - SWATCH - 5);
            let wide = SWATCH + 5 + width(&said);
            if x + wide > left + across {
                (x, y) = (left, y + LINE);
            }
            let hollow = if class == MORE { ZERO } else { class };
            marks.push(Mark::bar((x, y), (SWATCH, SWATCH), hollow));
            if class == MORE {
                marks.push(corner((x + SWATCH, y), 8, false));
            }
            marks.push(text((x + SWATCH + 5, y + 12), Anchor::Start, "tick", said));
            x += wide + 14;
        }
        (marks, y + LINE)
    }
}

/// A triangle in the upper right corner of a tile.
fn corner((right, top): (i32, i32), side: i32, reversed: bool) -> Mark {
    let corners = vec![(right - side, top), (right, top), (right, top + side)];
    Mark::Shape { corners, class: if reversed { "corner reversed" } else { "corner" } }
}

/// The largest of 1, 2, 3, 5, 7, 10, 20 … that is no larger than a number.
fn round(number: i64) -> i64 {
    let mut power = 1;
    while power <= number / 10 {
        power *= 10;
    }
    let digits = [7, 5, 3, 2, 1].into_iter().map(|digit| digit * power);
    digits.into_iter().find(|round| *round <= number).unwrap_or(number)
}

/// A number or a range that has little room: as it is said, or with short thousands, or the lower end
/// alone; and whether what is written is the least that it can be.
fn brief(range: Range, said: &str, room: i32) -> (String, bool) {
    let (lower, upper) = ends(range);
    if width(said) <= room {
        return (said.to_string(), upper.is_none());
    }
    let least = short(lower);
    let both = match upper {
        Some(upper) if upper > lower => format!("{least}–{}", short(upper)),
        _ => least.clone(),
    };
    if width(&both) <= room {
        return (both, upper.is_none());
    }
    (least, upper != Some(lower))
}

/// `138`, `1.2k`, `45k`, `1.1m`.
fn short(number: i64) -> String {
    let mut unit = 1_i64;
    let mut name = "";
    for larger in ["k", "m", "bn", "tn"] {
        if (number + unit / 2) / unit < 1000 {
            break;
        }
        (unit, name) = (unit * 1000, larger);
    }
    let tenths = number / (unit / 10).max(1) + i64::from(number % (unit / 10).max(1) * 20 >= unit);
    match unit {
        1 => number.to_string(),
        _ if tenths < 100 && tenths % 10 != 0 => format!("{}.{}{name}", tenths / 10, tenths % 10),
        _ => format!("{}{name}", numbers::sum((number + unit / 2) / unit)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(numbers: &[i64]) -> Vec<Point> {
        let point = |number: &i64| Point {
            range: Some(Range { lower: *number, upper: Some(*number) }),
            ..Point::default()
        };
        numbers.iter().map(point).collect()
    }

    #[test]
    fn steps_begin_at_round_numbers_and_none_is_empty() {
        let bounds = |numbers: &[i64]| Steps::of(&points(numbers)).bounds;
        assert_eq!(bounds(&[0, 0]), [0; 0]);
        assert_eq!(bounds(&[0, 7, 7]), [7]);
        assert_eq!(bounds(&[1, 1, 1, 1, 2, 3, 28]), [1, 2, 3, 20]);
        assert_eq!(bounds(&[1, 2, 3, 4, 5, 6, 9, 12, 17, 28]), [1, 3, 5, 10]);
        assert_eq!(bounds(&[23, 25, 27, 29]), [23, 25, 27, 29]);
        assert_eq!(bounds(&[40, 1_234_567, 1_500_000]), [40, 1_000_000, 1_500_000]);
    }

    #[test]
    fn numbers_are_shortened_and_never_to_more_than_four_letters() {
        let shortened = [999, 1000, 1249, 1250, 9949, 9950, 45_499, 999_499, 999_500, 1_100_000];
        assert_eq!(
            shortened.map(short),
            ["999", "1k", "1.2k", "1.3k", "9.9k", "10k", "45k", "999k", "1m", "1.1m"]
        );
    }

    #[test]
    fn what_is_only_the_lower_end_is_marked_as_such() {
        let range = |lower, upper| Range { lower, upper };
        assert_eq!(brief(range(3, Some(5)), "3–5", 25), ("3–5".into(), false));
        assert_eq!(brief(range(138, Some(141)), "138–141", 25), ("138".into(), true));
        assert_eq!(brief(range(138, None), "138+", 40), ("138+".into(), true));
        assert_eq!(brief(range(1249, Some(1249)), "1,249", 25), ("1.2k".into(), false));
    }
}
