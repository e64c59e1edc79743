//! The whole numbers that a figure can mean.

use crate::model::{APPROXIMATION_PERCENT, Figure, Qualifier};

/// A stretch of whole numbers, both ends included; without an upper end it is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Range {
    /// The least.
    pub lower: i64,
    /// The greatest, if there is one.
    pub upper: Option<i64>,
}

impl Range {
    /// The range of a figure, after its qualifier; `None` for a fraction, which counts no one.
    /// "About" and "nearly" reach a tenth away, rounded outwards.
    pub fn of(figure: &Figure) -> Option<Self> {
        let value = figure.value.whole()?;
        let (below, above) = (100 - APPROXIMATION_PERCENT, 100 + APPROXIMATION_PERCENT);
        let tenth_below = value * below / 100;
        let closed = |lower: i64, upper: i64| Self { lower, upper: Some(upper) };
        Some(match figure.qualifier {
            Qualifier::Exactly => closed(value, value),
            Qualifier::AtLeast => Self { lower: value, upper: None },
            Qualifier::MoreThan => Self { lower: value + 1, upper: None },
            Qualifier::UpTo => closed(0, value),
            Qualifier::FewerThan => closed(0, (value - 1).max(0)),
            Qualifier::Nearly => closed(tenth_below, (value - 1).max(0)),
            Qualifier::About => closed(tenth_below, (value * above + 99) / 100),
        })
    }

    /// The range of a figure; a fraction, which counts no one, reaches to the whole numbers on both
    /// sides of it.
    pub fn around(figure: &Figure) -> Self {
        let hundredths = figure.value.hundredths();
        Self::of(figure)
            .unwrap_or(Self { lower: hundredths / 100, upper: Some((hundredths + 99) / 100) })
    }

    /// What all the ranges share or, sharing nothing, what they span: one thing said several times,
    /// more or less exactly.
    pub fn together(ranges: &[Self]) -> Option<Self> {
        let mut shared = *ranges.first()?;
        for range in ranges {
            match shared.both(*range) {
                Some(both) => shared = both,
                None => return Self::span(ranges),
            }
        }
        Some(shared)
    }

    /// From the least lower end to the greatest closed upper end, or to the greatest lower end of an
    /// open range where that is larger. Open only when every range is.
    pub fn span(ranges: &[Self]) -> Option<Self> {
        let mut span = *ranges.first()?;
        let mut open_from = 0;
        for range in ranges {
            span.lower = span.lower.min(range.lower);
            span.upper = span.upper.max(range.upper);
            if range.upper.is_none() {
                open_from = open_from.max(range.lower);
            }
        }
        Some(Self { upper: span.upper.map(|upper| upper.max(open_from)), ..span })
    }

    /// Groups that may overlap or not: from the largest of them to all of them together.
    pub fn overlapping(ranges: &[Self]) -> Option<Self> {
        let sum = Self::sum(ranges)?;
        let lower = ranges.iter().map(|range| range.lower).fold(0, i64::max);
        Some(Self { lower, ..sum })
    }

    /// Groups that share no one.
    pub fn sum(ranges: &[Self]) -> Option<Self> {
        let first = *ranges.first()?;
        Some(ranges[1..].iter().fold(first, |sum, range| sum.plus(*range)))
    }

    /// Both together, sharing no one.
    pub fn plus(self, other: Self) -> Self {
        let upper = self.upper.zip(other.upper).map(|(one, other)| one.saturating_add(other));
        Self { lower: self.lower.saturating_add(other.lower), upper }
    }

    /// Both ends moved into another range where they lie outside it.
    pub fn cut_to(self, within: Self) -> Self {
        let into = |end: i64| end.max(within.lower).min(within.upper.unwrap_or(i64::MAX));
        Self {
            lower: into(self.lower),
            upper: self.upper.map_or(within.upper, |end| Some(into(end))),
        }
    }

    /// Whether every number of `other` lies in it.
    pub fn contains(self, other: Self) -> bool {
        self.lower <= other.lower
            && match (self.upper, other.upper) {
                (None, _) => true,
                (Some(_), None) => false,
                (Some(upper), Some(other)) => other <= upper,
            }
    }

    /// The numbers that lie in both, if there are any.
    pub fn both(self, other: Self) -> Option<Self> {
        let lower = self.lower.max(other.lower);
        let upper = match (self.upper, other.upper) {
            (Some(first), Some(second)) => Some(first.min(second)),
            (first, second) => first.or(second),
        };
        upper.is_none_or(|upper| lower <= upper).then_some(Self { lower, upper })
    }

    /// From the least to the greatest number that lies in either.
    pub fn either(self, other: Self) -> Self {
        let upper = self.upper.zip(other.upper).map(|(first, second)| first.max(second));
        Self { lower: self.lower.min(other.lower), upper }
    }

    /// Whether some number lies in both.
    pub fn meets(self, other: Self) -> bool {
        self.both(other).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(qualifier: Qualifier, value: i64) -> Option<(i64, Option<i64>)> {
        let loaded = crate::dataset::built_in();
        let mut figure = loaded.dataset.operations[0].figures[0].clone();
        figure.qualifier = qualifier;
        figure.value = crate::model::Amount::from_hundredths(value * 100)?;
        Range::of(&figure).map(|range| (range.lower, range.upper))
    }

    #[test]
    fn each_qualifier_means_what_the_codebook_says() {
        assert_eq!(of(Qualifier::Exactly, 31), Some((31, Some(31))));
        assert_eq!(of(Qualifier::AtLeast, 31), Some((31, None)));
        assert_eq!(of(Qualifier::MoreThan, 400), Some((401, None)));
        assert_eq!(of(Qualifier::UpTo, 5), Some((0, Some(5))));
        assert_eq!(of(Qualifier::FewerThan, 5), Some((0, Some(4))));
        assert_eq!(of(Qualifier::Nearly, 500), Some((450, Some(499))));
        assert_eq!(of(Qualifier::About, 15), Some((13, Some(17))));
        assert_eq!(of(Qualifier::Nearly, 0), Some((0, Some(0))));
    }

    #[test]
    fn ranges_meet_where_they_share_a_number() {
        let range = |lower, upper| Range { lower, upper };
        assert!(range(5, Some(9)).meets(range(9, None)));
        assert!(!range(5, Some(8)).meets(range(9, None)));
        assert!(range(0, None).meets(range(100, None)));
    }
}
