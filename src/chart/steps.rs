//! Four steps of a scale for tiles and cells, with the legend that says in numbers what each means;
//! and tiles that are hollow where there is nothing, or where no one says how many.

use super::scale::ends;
use super::words::{bold, brief, fitted, text, width};
use super::{Anchor, Mark};
use crate::model::order;
use crate::present::charts::{Chart, Point};
use crate::present::{numbers, total};
use crate::totals::Range;

const STEPS: [&str; 4] = ["tile step-1", "tile step-2", "tile step-3", "tile step-4"];
const ZERO: &str = "tile zero";
const UP_TO: &str = "tile reach";
const OUTSIDE: &str = "tile rest";
const ABSENT: &str = "tile absent";
/// The signs of a tile whose number is the least that it can be: without an upper end, and with one that
/// is not written.
const MORE: &str = "more";
const LEAST: &str = "least";
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
        order::sort_by(&mut lower, i64::cmp);
        lower.dedup();
        let mut bounds: Vec<i64> = lower.first().copied().into_iter().collect();
        let steps = lower.len().min(STEPS.len());
        for step in 1..steps {
            let at = |step: usize| lower[step * lower.len() / steps];
            bounds.push(round(at(step - 1), at(step)));
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
        let words = match (class, reversed) {
            (ZERO, _) => ["tick"; 2],
            (_, true) => ["code reversed", "count reversed"],
            (_, false) => ["code", "count"],
        };
        let Some(range) = point.range else {
            if !name.is_empty() {
                marks.push(text((middle, line), Anchor::Middle, "tick", name));
            }
            return marks;
        };
        if !name.is_empty() {
            let apart = if high > 40 { 8 } else { 6 };
            marks.push(text((middle, line - apart), Anchor::Middle, words[0], name));
            line += apart;
        }
        let (mut number, sign) = number(point, range, room);
        if class == ZERO && name.is_empty() {
            // Where most cells are empty, noughts would hide the numbers.
            number = "·".into();
        }
        if room >= width("0") {
            marks.push(text((middle, line), Anchor::Middle, words[1], number));
        }
        if let Some(sign) = sign.filter(|_| wide >= 12) {
            marks.push(corner((x + wide, y), (wide / 4).clamp(4, 12), sign, reversed));
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
        for (sign, said) in [(MORE, "or more, no upper end"), (LEAST, "lower end of a range")] {
            let signed = |point: &Point| {
                let range = point.range.filter(|_| !point.outside);
                range.is_some_and(|range| number(point, range, tile - 2).1 == Some(sign))
            };
            if points.iter().any(signed) {
                entries.push((sign, said.into()));
            }
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
        let is_range = |range: Range| range.upper != Some(range.lower);
        let least = if points.iter().filter_map(|point| point.range).any(is_range) {
            ", at least"
        } else {
            ""
        };
        let head = fitted(&format!("{}{least}", chart.heads[1]), across);
        x += bold(&head) + 14;
        let mut marks = vec![text((left, y + 12), Anchor::Start, "title", head)];
        for (class, said) in entries {
            let said = fitted(&said, across - SWATCH - 5);
            let wide = SWATCH + 5 + width(&said);
            if x + wide > left + across {
                (x, y) = (left, y + LINE);
            }
            let sign = class == MORE || class == LEAST;
            marks.push(Mark::bar((x, y), (SWATCH, SWATCH), if sign { ZERO } else { class }));
            if sign {
                marks.push(corner((x + SWATCH, y), 8, class, false));
            }
            marks.push(text((x + SWATCH + 5, y + 12), Anchor::Start, "tick", said));
            x += wide + 14;
        }
        (marks, y + LINE)
    }
}

/// The number of a tile with so much room, and the sign in its corner where it is not all that is known.
fn number(point: &Point, range: Range, room: i32) -> (String, Option<&'static str>) {
    let (lower, upper) = ends(range);
    match upper {
        // The sign says what a plus behind it would, on every tile alike.
        None => (brief(range, &numbers::sum(lower), room).0, Some(MORE)),
        Some(_) => {
            let (number, least) = brief(range, &point.text, room);
            (number, least.then_some(LEAST))
        }
    }
}

/// A triangle in the upper right corner of a tile: full where there is no upper end, hollow where there
/// is one that has no room.
fn corner((right, top): (i32, i32), side: i32, sign: &str, reversed: bool) -> Mark {
    let corners = vec![(right - side, top), (right, top), (right, top + side)];
    let class = match (sign, reversed) {
        (LEAST, _) => "reach",
        (_, true) => "corner reversed",
        (_, false) => "corner",
    };
    Mark::Shape { corners, class }
}

/// The roundest number above one and up to another: of 1, 2, 3, 5, 7, 10, 20 …, or else a multiple of
/// 10, 100 …, or else the other itself.
fn round(above: i64, to: i64) -> i64 {
    let mut power = 1;
    while power <= to / 10 {
        power *= 10;
    }
    let digits = [7, 5, 3, 2, 1].map(|digit| digit * power);
    let roundest = digits.into_iter().find(|round| *round <= to);
    let tens = [power, power / 10].map(|power| to - to % power.max(1));
    roundest.into_iter().chain(tens).find(|round| *round > above).unwrap_or(to)
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
        assert_eq!(bounds(&[12, 28, 34, 49]), [12, 20, 30, 40]);
        assert_eq!(bounds(&[40, 1_234_567, 1_540_000]), [40, 1_000_000, 1_500_000]);
    }
}
