//! Dates and periods as people read them, never more precise than they are stated.

use crate::model::{Operation, PartialDate, Period};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The month of a date, where it is stated.
pub fn month(date: PartialDate) -> Option<&'static str> {
    MONTHS.get(usize::from(date.month()?) - 1).copied()
}

/// `8 July 2019`, `July 2019` or `2019`.
pub fn date(date: PartialDate) -> String {
    match (month(date), date.day()) {
        (Some(month), Some(day)) => format!("{day} {month} {}", date.year()),
        (Some(month), None) => format!("{month} {}", date.year()),
        (None, _) => date.year().to_string(),
    }
}

/// From one date to another, what they share said once: `17–26 June 2021`.
pub fn span(from: PartialDate, to: PartialDate) -> String {
    if from == to {
        return date(from);
    }
    let same_year = from.year() == to.year();
    let same_precision = from.day().is_some() == to.day().is_some()
        && from.month().is_some() == to.month().is_some();
    let month = |date: PartialDate| date.month().map_or("", |month| MONTHS[usize::from(month) - 1]);
    match (from.day(), to.day()) {
        (Some(first), Some(_)) if same_year && from.month() == to.month() => {
            format!("{first}–{}", date(to))
        }
        (Some(first), Some(_)) if same_year => format!("{first} {} – {}", month(from), date(to)),
        (None, None) if same_year && same_precision && from.month().is_some() => {
            format!("{}–{}", month(from), date(to))
        }
        (None, None) if from.month().is_none() && to.month().is_none() => {
            format!("{}–{}", from.year(), to.year())
        }
        _ => format!("{} – {}", date(from), date(to)),
    }
}

/// When an operation took place, else when it was announced, else nothing.
pub fn of_operation(operation: &Operation) -> Option<String> {
    match (operation.start, operation.end, operation.announced) {
        (Some(start), Some(end), _) => Some(span(start, end)),
        (Some(start), None, _) => Some(format!("from {}", date(start))),
        (None, Some(end), _) => Some(format!("until {}", date(end))),
        (None, None, Some(announced)) => Some(format!("announced {}", date(announced))),
        (None, None, None) => None,
    }
}

/// `in 2010`, `2003 to 2008`, `since 2003`, `until 2008`.
pub fn period(period: Period) -> String {
    match period {
        Period::In(day) => format!("in {}", date(day)),
        Period::Between(Some(from), Some(to)) => format!("{} to {}", date(from), date(to)),
        Period::Between(Some(from), None) => format!("since {}", date(from)),
        Period::Between(None, Some(to)) => format!("until {}", date(to)),
        Period::Between(None, None) => "at an unstated time".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_two_dates_share_is_said_once() {
        for (from, to, text) in [
            ("2021-06-17", "2021-06-26", "17–26 June 2021"),
            ("2019-06-28", "2019-07-02", "28 June – 2 July 2019"),
            ("2019-12-30", "2020-01-02", "30 December 2019 – 2 January 2020"),
            ("2019-07", "2019-07", "July 2019"),
            ("2019-06", "2019-07", "June–July 2019"),
            ("2019", "2021", "2019–2021"),
            ("2019-06", "2019-07-04", "June 2019 – 4 July 2019"),
            ("2018", "2019-07", "2018 – July 2019"),
        ] {
            let parsed = from.parse().and_then(|from| Ok(span(from, to.parse()?)));
            assert_eq!(parsed.as_deref(), Ok(text));
        }
    }

    #[test]
    fn periods_say_their_open_ends() {
        for (stated, text) in [
            ("2010", "in 2010"),
            ("2003/2008", "2003 to 2008"),
            ("2003/..", "since 2003"),
            ("../2008", "until 2008"),
        ] {
            assert_eq!(stated.parse().map(period).as_deref(), Ok(text));
        }
    }
}
