//! A panel of upright bars from zero: a number each, or the two ends of a range, with an arrow where
//! there is no upper end.

use super::scale::{ends, linear};
use super::words::{bold, brief, text};
use super::{Anchor, Item, Mark};
use crate::present::charts::Point;
use crate::totals::Range;

/// How far an arrow reaches beyond its bar.
pub const ARROW: i32 = 9;
/// So narrow a column can still be seen as one.
pub const NARROWEST: i32 = 3;
const WIDEST_BAR: i32 = 72;

/// Where columns stand, and on which scale.
pub struct Panel<'a> {
    /// What is drawn.
    pub points: &'a [Point],
    /// Which point of the chart the first of them is.
    pub first: usize,
    /// Left edge.
    pub left: i32,
    /// Width.
    pub width: i32,
    /// How far to the right its words may reach.
    pub right: i32,
    /// Where zero is.
    pub ground: i32,
    /// How many units there are for the largest number of the scale.
    pub high: i32,
    /// How many units there are above it, for arrows and numbers.
    pub above: i32,
    /// The largest number of the scale.
    pub top: i64,
}

impl Panel<'_> {
    /// Where a column begins.
    pub fn edge(&self, at: usize) -> i32 {
        let count = self.points.len().max(1) as i64;
        self.left + (at as i64 * i64::from(self.width) / count) as i32
    }

    fn middle(&self, at: usize) -> i32 {
        (self.edge(at) + self.edge(at + 1)) / 2
    }

    /// A line at each tick, which is the axis at zero.
    pub fn grid(&self, ticks: &[i64]) -> Vec<Mark> {
        let line = |tick: &i64| {
            let y = self.ground - linear(*tick, self.top, self.high);
            let class = if *tick == 0 { "axis" } else { "grid" };
            Mark::line((self.left, y), (self.left + self.width, y), class)
        };
        ticks.iter().map(line).collect()
    }

    /// The short names of the columns that they are chosen for, with the middle of each.
    pub fn names(&self, chosen: impl Fn(usize, &Point) -> bool) -> Vec<(i32, String)> {
        let points = self.points.iter().enumerate();
        points
            .filter(|(at, point)| chosen(*at, point))
            .map(|(at, point)| (self.middle(at), point.short.clone()))
            .collect()
    }

    /// Every column, with its number above where all numbers have room, or else above the largest.
    pub fn items(&self) -> Vec<Item> {
        let upper = |point: &Point| {
            let (lower, upper) = ends(point.range?);
            Some(upper.unwrap_or(lower)).filter(|upper| *upper > 0)
        };
        let most = self.points.iter().filter_map(upper).max();
        let pitch = self.width / self.points.len().max(1) as i32;
        let all = self.points.iter().all(|point| bold(&point.text) + 6 <= pitch);
        let largest = self.points.iter().position(|point| most.is_some() && upper(point) == most);
        let points = self.points.iter().enumerate();
        points
            .map(|(at, point)| {
                let (from, to) = (self.edge(at), self.edge(at + 1));
                let gap = ((to - from) / 6).max(i32::from(to - from > 1));
                let wide = (to - from - 2 * gap).clamp(1, WIDEST_BAR);
                let (mut marks, end) = self.column(point, ((from + to - wide) / 2, wide));
                if all || largest == Some(at) {
                    let room = self.right - self.left;
                    let brief = point.range.map(|range| brief(range, &point.text, room).0);
                    let said = brief.unwrap_or_else(|| point.text.clone());
                    let half = (bold(&said) + 1) / 2;
                    let middle = self.middle(at).min(self.right - half).max(self.left + half);
                    let class = if point.range.is_some() { "value" } else { "none" };
                    marks.push(text((middle, end - 5), Anchor::Middle, class, said));
                }
                let top = self.ground - self.high - self.above;
                let area = (from, top, to - from, self.ground - top);
                Item { point: self.first + at, area, marks }
            })
            .collect()
    }

    /// The marks of a column: full up to the lower end, hollow up to the upper one; and where it ends.
    fn column(&self, point: &Point, (x, wide): (i32, i32)) -> (Vec<Mark>, i32) {
        let ground = self.ground;
        let bar = |y: i32, height: i32, class| Mark::bar((x, y), (wide, height), class);
        let Some(range) = point.range else {
            // Not zero: no figure.
            return (vec![bar(ground - 7, 7, "absent")], ground - 7);
        };
        let (lower, upper) = ends(range);
        let low = ground - seen(lower, linear(lower, self.top, self.high));
        let mut marks = vec![match range {
            Range { lower: 0, upper: Some(0) } => {
                Mark::line((x, ground), (x + wide, ground), "zero")
            }
            _ => bar(low, ground - low, if point.outside { "bar rest" } else { "bar" }),
        }];
        match upper {
            Some(upper) if upper > lower => {
                let length = linear(upper.min(self.top), self.top, self.high);
                let high = (ground - length).min(low - 2);
                marks.push(bar(high, low - high, "reach"));
                if upper <= self.top {
                    return (marks, high);
                }
                marks.push(Self::arrow((x, wide), high, "reach"));
                (marks, high - 2 - ARROW)
            }
            Some(_) => (marks, low),
            None => {
                marks.push(Self::arrow((x, wide), low, "open"));
                (marks, low - 2 - ARROW)
            }
        }
    }

    /// An arrow above a column: full where there is no upper end, hollow where it is beyond the scale.
    fn arrow((x, wide): (i32, i32), end: i32, class: &'static str) -> Mark {
        let (middle, half, base) = (x + wide / 2, (wide / 2).clamp(1, 7), end - 2);
        let corners = vec![(middle - half, base), (middle + half, base), (middle, base - ARROW)];
        Mark::Shape { corners, class }
    }
}

/// The smallest number that is not zero can still be seen.
pub fn seen(number: i64, length: i32) -> i32 {
    if number > 0 { length.max(2) } else { length }
}

/// How many columns a line of them holds, where no more than so many have room and the lines are
/// about as full as each other.
pub fn a_line(count: usize, width: i32) -> usize {
    let most = (width / NARROWEST).max(1) as usize;
    count.div_ceil(count.div_ceil(most).max(1)).max(1)
}
