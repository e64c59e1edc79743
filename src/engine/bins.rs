//! The bins of a histogram: what lies between the least and the greatest number of a field, cut
//! at round places. They depend on the table and not on the filters, so that a bar stands where
//! it stood while the filters change.
//!
//! Years are binned by year; dates by month, quarter or year, as fine as fits; values on the scale
//! 1, 2, 5, 10, 20, 50 and so on, for they reach from single people to hundreds of millions.

use chrono::{Datelike, NaiveDate};

use super::query::{Field, Limit, Span};
use crate::model::PartialDate;

/// How many bars a small histogram can hold.
const MOST: i64 = 80;

/// The lower and the upper end of what a row states, if it states anything.
pub type Ends = Option<(i64, i64)>;

/// The bins of a field, ascending, each beginning right after the one before.
pub fn bins(field: Field, ends: &[Ends]) -> Vec<Span> {
    let least = ends.iter().flatten().map(|(lower, _)| *lower).min();
    let most = ends.iter().flatten().map(|(_, upper)| *upper).max();
    let (Some(least), Some(most)) = (least, most) else { return Vec::new() };
    match field {
        field if field.is_amount() => values(least, most, ends),
        Field::Date => months(month_of(least), month_of(most), month_span),
        _ => months(least * 12, most * 12 + 11, |first, count| {
            let year = first / 12;
            (count % 12 == 0).then_some((Limit::Number(year), Limit::Number(year + count / 12 - 1)))
        }),
    }
}

/// Bins of whole months, or of whole years where nothing finer has limits.
fn months(least: i64, most: i64, limits: impl Fn(i64, i64) -> Option<(Limit, Limit)>) -> Vec<Span> {
    let fits = |step: &i64| most / step - least / step < MOST;
    let years = [1, 10, 100, 1_000].into_iter().flat_map(|ten| [12, 24, 60].map(|step| step * ten));
    let step = [1, 3].into_iter().chain(years).filter(|step| limits(least, *step).is_some());
    let step = step.into_iter().find(fits).unwrap_or(12_000);
    (least / step..=most / step)
        .filter_map(|bin| limits(bin * step, step))
        .map(|(from, to)| Span { from: Some(from), to: Some(to) })
        .collect()
}

/// The month in which a day lies, counted from the year 0.
fn month_of(day: i64) -> i64 {
    let date = i32::try_from(day).ok().and_then(NaiveDate::from_num_days_from_ce_opt);
    let date = date.unwrap_or_default();
    i64::from(date.year()) * 12 + i64::from(date.month0())
}

/// The first and the last of so many months, as years where they are whole years.
fn month_span(first: i64, count: i64) -> Option<(Limit, Limit)> {
    let date = |month: i64| -> Option<Limit> {
        let (year, month) = (month / 12, month % 12 + 1);
        let text =
            if count % 12 == 0 { format!("{year:04}") } else { format!("{year:04}-{month:02}") };
        text.parse::<PartialDate>().ok().map(Limit::Date)
    };
    Some((date(first)?, date(first + count - 1)?))
}

/// Bins of values, in hundredths, from the least to the most. A bin ends at a whole number unless
/// some row's fraction lies between it and the next bin.
fn values(least: i64, most: i64, ends: &[Ends]) -> Vec<Span> {
    let fraction_before =
        |edge: i64| ends.iter().flatten().any(|(value, _)| (edge - 99..edge).contains(value));
    let powers = std::iter::successors(Some(100_i64), |power| power.checked_mul(10));
    let edges = powers.flat_map(|power| [1, 2, 5].map(|digit| power.saturating_mul(digit)));
    let mut bins = Vec::new();
    let mut lower = 0;
    for edge in edges {
        if edge > least {
            let upper = if fraction_before(edge) { edge - 1 } else { edge - 100 };
            let (from, to) = (lower.max(least), upper.min(most));
            bins.push(Span { from: Some(Limit::Number(from)), to: Some(Limit::Number(to)) });
        }
        if edge > most {
            break;
        }
        lower = edge;
    }
    bins
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(field: Field, ends: &[(i64, i64)]) -> Vec<String> {
        let ends: Vec<Ends> = ends.iter().copied().map(Some).collect();
        let limit = |limit: Option<Limit>| match limit {
            Some(Limit::Number(number)) => number.to_string(),
            Some(Limit::Date(date)) => date.to_string(),
            None => String::new(),
        };
        bins(field, &ends)
            .into_iter()
            .map(|Span { from, to }| format!("{}..{}", limit(from), limit(to)))
            .collect()
    }

    fn days(text: &str) -> (i64, i64) {
        text.parse().map(|date| Limit::Date(date).ends()).unwrap_or_default()
    }

    #[test]
    fn values_are_binned_by_one_two_five() {
        let whole = texts(Field::Value, &[(0, 0), (900, 900), (2000, 2000)]);
        assert_eq!(whole, ["0..0", "100..100", "200..400", "500..900", "1000..1900", "2000..2000"]);
        // A half between one and two belongs to the bin of one, and none is lost.
        let half = texts(Field::Value, &[(150, 150), (200, 200)]);
        assert_eq!(half, ["150..199", "200..200"]);
        assert_eq!(texts(Field::Value, &[]), Vec::<String>::new());
    }

    #[test]
    fn years_without_rows_have_their_bins() {
        assert_eq!(
            texts(Field::Year, &[(2019, 2019), (2021, 2021)]),
            ["2019..2019", "2020..2020", "2021..2021"]
        );
    }

    #[test]
    fn dates_are_binned_as_finely_as_fits() {
        let few = texts(Field::Date, &[days("2019-11-30"), days("2020-01")]);
        assert_eq!(few, ["2019-11..2019-11", "2019-12..2019-12", "2020-01..2020-01"]);
        let quarters = texts(Field::Date, &[days("2008-06-18"), days("2026-02-08")]);
        assert_eq!(quarters.len(), 72);
        assert_eq!(quarters[0], "2008-04..2008-06");
        assert_eq!(quarters[71], "2026-01..2026-03");
        let years = texts(Field::Date, &[days("1980"), days("2026-02-08")]);
        assert_eq!((years.len(), years[0].as_str()), (47, "1980..1980"));
    }

    /// A wrong year in a reader's own file makes wide bins, not ten thousand of them.
    #[test]
    fn there_are_never_more_bins_than_can_be_drawn() {
        for ends in [(1, 9999), (2008, 2100), (0, 0)] {
            let years = texts(Field::Year, &[ends]);
            assert!((1..=80).contains(&years.len()), "{years:?}");
        }
        let dates = texts(Field::Date, &[days("0001-01-01"), days("9999-12-31")]);
        assert!((1..=80).contains(&dates.len()), "{dates:?}");
    }
}
