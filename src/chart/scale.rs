//! From numbers to places.

/// Round numbers from zero up to at least `most`, at most `count` steps apart.
pub fn ticks(most: i64, count: i64) -> Vec<i64> {
    let least_step = (most.max(1) + count.max(1) - 1) / count.max(1);
    let mut power = 1;
    let step = loop {
        match [1, 2, 5].into_iter().map(|digit| digit * power).find(|step| *step >= least_step) {
            Some(step) => break step,
            None => power *= 10,
        }
    };
    let last = (most.max(1) + step - 1) / step;
    (0..=last).map(|tick| tick * step).collect()
}

/// A place between 0 and `length` for a number between 0 and `most`, rounded to the nearest unit.
pub fn linear(number: i64, most: i64, length: i32) -> i32 {
    let most = most.max(1);
    let place = (number * i64::from(length) * 2 + most) / (most * 2);
    i32::try_from(place).unwrap_or(length)
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
