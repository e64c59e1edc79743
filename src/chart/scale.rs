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

/// How much farther than all lower ends a scale may reach for the upper ones.
const FARTHER: i64 = 3;

/// The number at which a scale for some points ends: the largest, unless it is an upper end so far off
/// that nothing else could be seen; that one leaves the scale, and is drawn as doing so.
pub fn most(points: &[Point]) -> i64 {
    let ranges = || points.iter().filter_map(|point| point.range).map(ends);
    let lower = ranges().map(|(lower, _)| lower).max().unwrap_or(0);
    let upper = ranges().map(|(lower, upper)| upper.unwrap_or(lower));
    let far = if lower > 0 { lower.saturating_mul(FARTHER) } else { i64::MAX };
    let inside = upper.clone().filter(|upper| *upper <= far).max().unwrap_or(0);
    // Were it no more than half as far again, it could as well be seen whole.
    let all = upper.max().unwrap_or(0);
    if all / 2 <= inside { all } else { inside.max(lower) }
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
    fn an_upper_end_that_is_far_off_leaves_the_scale() {
        let most = |ends: &[(i64, i64)]| {
            let point = |(lower, upper): &(i64, i64)| Point {
                range: Some(Range { lower: *lower, upper: Some(*upper) }),
                ..Point::default()
            };
            most(&ends.iter().map(point).collect::<Vec<_>>())
        };
        assert_eq!(most(&[(1163, 1163), (72, 72_071), (50, 125)]), 1163);
        assert_eq!(most(&[(10, 28), (3, 35)]), 35);
        assert_eq!(most(&[(0, 5), (0, 900)]), 900);
        assert_eq!(most(&[]), 0);
    }

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
