//! The value of a figure: an exact decimal, never a floating-point number.

use std::fmt;

/// An exact number, zero or more, counted in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(i64);

impl Amount {
    /// The largest amount a figure can state: 90 million million.
    pub const MAX: Self = Self(9_000_000_000_000_000);

    /// The amount of so many hundredths, or `None` when it is negative or too large.
    pub fn from_hundredths(hundredths: i64) -> Option<Self> {
        (0..=Self::MAX.0).contains(&hundredths).then_some(Self(hundredths))
    }

    /// The amount in hundredths.
    pub fn hundredths(self) -> i64 {
        self.0
    }

    /// The amount as a whole number, or `None` when it is a fraction.
    pub fn whole(self) -> Option<i64> {
        (self.0 % 100 == 0).then_some(self.0 / 100)
    }
}

/// Without separators, with as few decimals as are needed: `31`, `15.5`, `0.25`.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / 100, self.0 % 100);
        match rest {
            0 => write!(f, "{whole}"),
            rest if rest % 10 == 0 => write!(f, "{whole}.{}", rest / 10),
            rest => write!(f, "{whole}.{rest:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_print_as_they_were_stated() {
        for (hundredths, text) in
            [(3100, "31"), (25, "0.25"), (1550, "15.5"), (5, "0.05"), (0, "0")]
        {
            assert_eq!(
                Amount::from_hundredths(hundredths).map(|a| a.to_string()).as_deref(),
                Some(text)
            );
        }
    }

    #[test]
    fn negative_and_enormous_amounts_are_refused() {
        assert_eq!(Amount::from_hundredths(-1), None);
        assert_eq!(Amount::from_hundredths(i64::MAX), None);
        assert_eq!(Amount::from_hundredths(Amount::MAX.hundredths()), Some(Amount::MAX));
    }

    #[test]
    fn only_whole_amounts_are_whole() {
        assert_eq!(Amount(3100).whole(), Some(31));
        assert_eq!(Amount(25).whole(), None);
    }
}
