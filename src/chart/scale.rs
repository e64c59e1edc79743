//! From numbers to places.

use super::words::width;
use crate::present::charts::Point;
use crate::present::numbers;
use crate::totals::Range;

/// The two ends of a range as they are drawn: never below zero, the upper never below the lower.
pub fn ends(range: Range) -> (i64, Option<i64>) {
    let lower = range.lower.max(0);
    (lower, range.upper.map(|upper| upper.max(lower)))
}

/// The largest number that some points have.
pub fn most(points: &[Point]) -> i64 {
    let ranges = points.iter().filter_map(|point| point.range).map(ends);
    ranges.map(|(lower, upper)| upper.unwrap_or(lower)).max().unwrap_or(0)
}

/// Round numbers from zero up to at least `most`, at most `count` steps apart.
pub fn ticks(most: i64, count: i64) -> Vec<i64> {
    let (most, count) = (most.clamp(1, i64::MAX / 32), count.max(1));
    let least_step = (most + count - 1) / count;
    let mut power = 1;
    let step = loop {
        match [1, 2, 5].into_iter().map(|digit| digit * power).find(|step| *step >= least_step) {
            Some(step) => break step,
            None => power *= 10,
        }
    };
    (0..=(most + step - 1) / step).map(|tick| tick * step).collect()
}

/// The ticks of an axis that ends at `most`, and the widest of their numbers.
pub fn axis(most: i64, count: i64) -> (Vec<i64>, i32) {
    let mut ticks = ticks(most, count);
    ticks.retain(|tick| *tick <= most);
    let widest = ticks.iter().map(|tick| width(&numbers::sum(*tick))).max().unwrap_or(0);
    (ticks, widest)
}

/// A place between 0 and `length` for a number between 0 and `most`, rounded to the nearest unit.
pub fn linear(number: i64, most: i64, length: i32) -> i32 {
    let most = most.max(1);
    let twice = number.saturating_mul(i64::from(length) * 2).saturating_add(most);
    i32::try_from(twice / most.saturating_mul(2)).unwrap_or(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_begin_at_zero_and_reach_the_most() {
        assert_eq!(ticks(41, 4), [0, 20, 40, 60]);
        assert_eq!(ticks(3, 4), [0, 1, 2, 3]);
        assert_eq!(ticks(0, 4), [0, 1]);
        assert_eq!(ticks(1000, 5), [0, 200, 400, 600, 800, 1000]);
    }

    #[test]
    fn places_are_rounded_to_the_nearest_unit() {
        assert_eq!(linear(0, 60, 200), 0);
        assert_eq!(linear(60, 60, 200), 200);
        assert_eq!(linear(41, 60, 200), 137);
        assert_eq!(linear(5, 0, 10), 50);
    }
}
