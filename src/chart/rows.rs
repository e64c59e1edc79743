//! Rows of lying bars: names before, or above on a phone, and numbers behind.

use super::panel::{ARROW, seen};
use super::scale::{ends, linear};
use super::words::{bold, fitted, named, text, width};
use super::{Anchor, Item, Mark, Room};
use crate::present::charts::Point;
use crate::totals::Range;

/// How high a row is: a finger can press it.
const ROW: i32 = 26;
/// How much higher it is where the name stands above.
const ABOVE: i32 = 16;
pub const BAR: i32 = 14;
/// Between a bar and its number.
const GAP: i32 = 6;

/// The rows of a scene.
pub struct Rows {
    across: i32,
    /// Whether names stand above their bars.
    above: bool,
    top: i32,
    numbers: i32,
    /// Where zero is.
    pub zero: i32,
    /// How many units there are for the largest number.
    pub inner: i32,
    /// The largest number.
    pub most: i64,
}

impl Rows {
    /// Rows for some points, under so many units that are something else's; before the bars there is
    /// room for at least so many units of words.
    pub fn of(points: &[Point], most: i64, room: Room, top: i32, names: i32) -> Self {
        let across = room.width();
        let widest = |width: &dyn Fn(&Point) -> i32| points.iter().map(width).max().unwrap_or(0);
        let numbers = widest(&|point| bold(&point.text)).min(across - 80) + GAP;
        let most_of_a_row = (across * 9 / 20).min(across - numbers - ARROW - 80);
        // On a phone, names stand above their bars unless hardly any is long.
        let long = points.iter().filter(|point| width(&point.name) > most_of_a_row).count();
        let above = room == Room::Narrow && long * 4 > points.len();
        let zero = match above {
            false => widest(&|point| width(&point.name)).max(names).min(most_of_a_row) + 10,
            // The line of zero can be seen.
            true => 1,
        };
        let inner = (across - zero - numbers - ARROW - 2).max(1);
        Self { across, above, top, numbers, zero, inner, most }
    }

    fn row(&self) -> i32 {
        ROW + if self.above { ABOVE } else { 0 }
    }

    /// How far down so many rows reach.
    pub fn height(&self, count: usize) -> i32 {
        self.top + count as i32 * self.row()
    }

    /// Where a number lies.
    pub fn place(&self, number: i64) -> i32 {
        self.zero + linear(number.min(self.most), self.most, self.inner)
    }

    /// The middle of the bar of a row.
    pub fn middle(&self, at: usize) -> i32 {
        self.height(at + 1) - ROW / 2
    }

    /// A line at a number, through so many rows.
    pub fn line(&self, number: i64, count: usize, class: &'static str) -> Mark {
        let x = self.place(number);
        Mark::line((x, self.top), (x, self.height(count)), class)
    }

    /// A bar from a place on: full up to the lower end, hollow up to the upper one, an arrow where
    /// there is none; and where it ends.
    pub fn bar(&self, at: usize, from: i64, range: Range, outside: bool) -> (Vec<Mark>, i32) {
        let y = self.middle(at) - BAR / 2;
        let (lower, upper) = ends(range);
        let x = self.place(from);
        let low = x + seen(lower, self.place(from.saturating_add(lower)) - x);
        let bar = |x: i32, to: i32, class| Mark::bar((x, y), (to - x, BAR), class);
        let mut marks = vec![match range {
            Range { lower: 0, upper: Some(0) } => Mark::line((x, y), (x, y + BAR), "zero"),
            _ => bar(x, low, if outside { "bar rest" } else { "bar" }),
        }];
        match upper {
            Some(upper) if upper > lower => {
                let upper = from.saturating_add(upper);
                let high = self.place(upper).max(low + 2);
                marks.push(bar(low, high, "reach"));
                self.beyond(at, upper, marks, high)
            }
            Some(_) => (marks, low),
            None => {
                let (arrow, end) = self.arrow(at, low, "open");
                marks.push(arrow);
                (marks, end)
            }
        }
    }

    /// Some marks and where they end, with a hollow arrow where their upper end is beyond the scale.
    pub fn beyond(
        &self,
        at: usize,
        upper: i64,
        mut marks: Vec<Mark>,
        end: i32,
    ) -> (Vec<Mark>, i32) {
        if upper <= self.most {
            return (marks, end);
        }
        let (arrow, end) = self.arrow(at, end, "reach");
        marks.push(arrow);
        (marks, end)
    }

    /// An arrow from a place on, and where it ends.
    pub fn arrow(&self, at: usize, from: i32, class: &'static str) -> (Mark, i32) {
        let (y, base) = (self.middle(at), from + 2);
        let corners = vec![(base, y - BAR / 2), (base, y + BAR / 2), (base + ARROW, y)];
        (Mark::Shape { corners, class }, base + ARROW)
    }

    /// The item of a row: its name, its marks, and its number behind where they end.
    pub fn item(&self, at: usize, point: &Point, marks: Vec<Mark>, end: i32) -> Item {
        let (across, middle) = (self.across, self.middle(at));
        let (place, anchor, room) = match self.above {
            false => ((self.zero - 8, middle + 4), Anchor::End, self.zero - 10),
            true => ((0, middle - 11), Anchor::Start, across),
        };
        let mut all = vec![text(place, anchor, "name", named(point, room))];
        all.extend(marks);
        let class = if point.range.is_some() { "value" } else { "none" };
        let number = fitted(&point.text, self.numbers - GAP);
        all.push(text((end + GAP, middle + 4), Anchor::Start, class, number));
        Item { point: at, area: (0, middle + ROW / 2 - self.row(), across, self.row()), marks: all }
    }
}
