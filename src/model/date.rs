//! Dates as precise as their source: a year, a month or a day, and never more.

use std::fmt;
use std::str::FromStr;

use chrono::{Days, Months, NaiveDate};

/// A date that keeps its precision: `2019`, `2019-07` or `2019-07-08`.
///
/// Dates are ordered by their first day; of two with the same first day the less precise is first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

/// Why a text is not a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateError {
    /// Not of the form `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    Form,
    /// No such day in the calendar.
    Calendar,
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Form => "a date written YYYY, YYYY-MM or YYYY-MM-DD",
            Self::Calendar => "a date that is in the calendar",
        })
    }
}

impl std::error::Error for DateError {}

impl PartialDate {
    /// The year.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12, when it is stated.
    pub fn month(self) -> Option<u8> {
        self.month
    }

    /// The day of the month, when it is stated.
    pub fn day(self) -> Option<u8> {
        self.day
    }

    /// The first day that the date can mean.
    pub fn first_day(self) -> NaiveDate {
        let (month, day) = (self.month.unwrap_or(1), self.day.unwrap_or(1));
        // A PartialDate is made by parsing only, so the day exists.
        NaiveDate::from_ymd_opt(i32::from(self.year), u32::from(month), u32::from(day))
            .unwrap_or_default()
    }

    /// The last day that the date can mean.
    pub fn last_day(self) -> NaiveDate {
        let first = self.first_day();
        let next = match (self.month, self.day) {
            (_, Some(_)) => return first,
            (Some(_), None) => first.checked_add_months(Months::new(1)),
            (None, None) => first.checked_add_months(Months::new(12)),
        };
        next.and_then(|day| day.checked_sub_days(Days::new(1))).unwrap_or(first)
    }

    /// Whether this date is certainly later than `other`, as precisely as both are stated.
    pub fn is_after(self, other: Self) -> bool {
        self.first_day() > other.last_day()
    }
}

impl FromStr for PartialDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let mut parts = text.split('-');
        let mut number = |digits: usize| match parts.next() {
            None => Ok(None),
            Some(part) if part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()) => {
                part.parse::<u16>().map(Some).map_err(|_| DateError::Form)
            }
            Some(_) => Err(DateError::Form),
        };
        let (year, month, day) = (number(4)?, number(2)?, number(2)?);
        if parts.next().is_some() {
            return Err(DateError::Form);
        }
        let year = year.ok_or(DateError::Form)?;
        let small =
            |n: Option<u16>| n.map(|n| u8::try_from(n).map_err(|_| DateError::Form)).transpose();
        let date = Self { year, month: small(month)?, day: small(day)? };
        NaiveDate::from_ymd_opt(
            i32::from(year),
            u32::from(date.month.unwrap_or(1)),
            u32::from(date.day.unwrap_or(1)),
        )
        .map(|_| date)
        .ok_or(DateError::Calendar)
    }
}

/// As in files and addresses: `2019-07`.
impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

/// The stretch of time that a figure of another scope covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// Inside one stated year, month or day.
    In(PartialDate),
    /// From one date to another, either end open when the source gives none.
    Between(Option<PartialDate>, Option<PartialDate>),
}

impl FromStr for Period {
    type Err = DateError;

    /// Reads `2010`, `2003/2008` or, with an open end, `2003/..`.
    fn from_str(text: &str) -> Result<Self, DateError> {
        let end = |text: &str| {
            if text == ".." { Ok(None) } else { text.parse().map(Some) }
        };
        match text.split_once('/') {
            None => text.parse().map(Self::In),
            Some((from, to)) => {
                let (from, to): (Option<PartialDate>, Option<PartialDate>) = (end(from)?, end(to)?);
                match (from, to) {
                    (Some(from), Some(to)) if from.is_after(to) => Err(DateError::Calendar),
                    _ => Ok(Self::Between(from, to)),
                }
            }
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = |f: &mut fmt::Formatter<'_>, date: &Option<PartialDate>| match date {
            Some(date) => write!(f, "{date}"),
            None => f.write_str(".."),
        };
        match self {
            Self::In(date) => write!(f, "{date}"),
            Self::Between(from, to) => {
                end(f, from)?;
                f.write_str("/")?;
                end(f, to)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(text: &str) -> Result<PartialDate, DateError> {
        text.parse()
    }

    #[test]
    fn precision_is_kept() {
        for text in ["2019", "2019-07", "2019-07-08", "2020-02-29"] {
            assert_eq!(date(text).map(|d| d.to_string()).as_deref(), Ok(text));
        }
    }

    #[test]
    fn what_is_not_a_date_is_refused_with_the_reason() {
        for text in [
            "",
            "19",
            "2019-7",
            "2019-07-08-01",
            "July 2019",
            "2019/07",
            "２０１９",
            "+201",
            "2019-",
        ] {
            assert_eq!(date(text), Err(DateError::Form), "{text}");
        }
        for text in ["2019-13", "2019-00", "2019-02-29", "2021-02-30", "2019-01-32"] {
            assert_eq!(date(text), Err(DateError::Calendar), "{text}");
        }
    }

    #[test]
    fn a_partial_date_spans_its_days() {
        let days =
            |text: &str| date(text).map(|d| (d.first_day().to_string(), d.last_day().to_string()));
        assert_eq!(days("2020-02"), Ok(("2020-02-01".into(), "2020-02-29".into())));
        assert_eq!(days("2019"), Ok(("2019-01-01".into(), "2019-12-31".into())));
        assert_eq!(days("2019-07-08"), Ok(("2019-07-08".into(), "2019-07-08".into())));
    }

    #[test]
    fn a_month_is_not_after_a_day_inside_it() {
        let after = |a: &str, b: &str| Ok::<_, DateError>(date(a)?.is_after(date(b)?));
        assert_eq!(after("2019-07", "2019-07-20"), Ok(false));
        assert_eq!(after("2019-08", "2019-07-20"), Ok(true));
        assert_eq!(after("2019", "2018-12-31"), Ok(true));
    }

    #[test]
    fn periods_keep_their_open_ends() {
        for text in ["2010", "2003/2008", "2011-10/2012-10", "2003/..", "../2008"] {
            assert_eq!(text.parse::<Period>().map(|p| p.to_string()).as_deref(), Ok(text));
        }
        assert_eq!("2009/2008".parse::<Period>(), Err(DateError::Calendar));
        assert_eq!("2003/2008/2009".parse::<Period>(), Err(DateError::Form));
    }

    proptest! {
        #[test]
        fn any_text_is_a_date_or_an_error(text in "\\PC{0,12}") {
            if let Ok(date) = text.parse::<PartialDate>() {
                prop_assert_eq!(date.to_string(), text);
            }
        }

        #[test]
        fn dates_are_ordered_as_their_first_days(a in "20[0-2][0-9](-0[1-9](-[12][0-8])?)?", b in "20[0-2][0-9](-0[1-9](-[12][0-8])?)?") {
            if let (Ok(a), Ok(b)) = (a.parse::<PartialDate>(), b.parse::<PartialDate>()) {
                if a.first_day() < b.first_day() {
                    prop_assert!(a < b);
                }
                prop_assert!(a.first_day() <= a.last_day());
            }
        }
    }
}
