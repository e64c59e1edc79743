//! Stretches of years, dates and values as people read, enter and move them, with a histogram.

use crate::engine::{Clause, Field, Limit, Query, Span};
use crate::model::Amount;
use crate::present::{labels, numbers, time};
use crate::view::{self, Action};

/// The stretch that a facet asks for, and what can be asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RangePanel {
    /// The field.
    pub field: Field,
    /// The stretch that is asked for; open where none is.
    pub span: Span,
    /// Its two ends as they stand in text fields, as addresses write them; empty where open.
    pub texts: [String; 2],
    /// On which bins the two sliders stand.
    pub at: [usize; 2],
    /// What is said of the places of the two sliders.
    pub said: [String; 2],
    /// What is said of what can be entered, where it is not plain.
    pub hint: Option<&'static str>,
    /// The histogram.
    pub histogram: Histogram,
    bins: Vec<Span>,
}

/// How many records lie in each bin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Histogram {
    /// What it shows.
    pub title: String,
    /// What is to be seen in it.
    pub description: String,
    /// The bins, ascending.
    pub bars: Vec<Bar>,
    /// Where the first bin begins and where the last ends.
    pub ends: [String; 2],
}

/// A bin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// How many records lie in it.
    pub count: u32,
    /// Whether the filter lets it through.
    pub chosen: bool,
    /// What is said of it.
    pub label: String,
}

/// What the two ends of a stretch are called.
pub const ENDS: [&str; 2] = ["From", "To"];

/// The range of a field, whose bins hold so many records each; none where there is no bin.
pub fn panel(query: &Query, field: Field, bins: &[Span], counts: &[u32]) -> Option<RangePanel> {
    let [first, .., last] = bins else { return None };
    let clause = query.filters.get(field);
    let span = match clause {
        Some(Clause::Within(span)) => *span,
        _ => Span::default(),
    };
    let ends = [span.from, span.to];
    let text = |limit: Option<Limit>| limit.map(|limit| view::limit_text(field, limit));
    // The last bin that has begun by then.
    let begun = |number: i64| {
        let bins =
            bins.iter().take_while(|bin| bin.from.is_none_or(|from| from.ends().0 <= number));
        bins.count().saturating_sub(1)
    };
    let at = [
        span.from.map_or(0, |from| begun(from.ends().0)),
        span.to.map_or(bins.len() - 1, |to| begun(to.ends().1)),
    ];
    let outermost = [first.from, last.to].map(|limit| limit_words(field, limit));
    let said = [0, 1].map(|end| match ends[end] {
        None => format!("{}, no limit", outermost[end]),
        limit => limit_words(field, limit),
    });
    let chosen = |bin: &Span| match clause {
        Some(Clause::Within(span)) => {
            let number = |limit: Option<Limit>| limit.map(Limit::ends);
            let (Some((lower, _)), Some((_, upper))) = (number(bin.from), number(bin.to)) else {
                return true;
            };
            span.meets((lower, upper))
        }
        None => true,
        Some(clause) => {
            let named = |value: &str| text(bin.from).is_some_and(|from| from == value);
            clause.values().any(named) != matches!(clause, Clause::NoneOf(_))
        }
    };
    let table = labels::table(query.table);
    let bars: Vec<Bar> = bins
        .iter()
        .zip(counts)
        .map(|(bin, count)| Bar {
            count: *count,
            chosen: chosen(bin),
            label: format!(
                "{}: {}",
                bin_words(field, *bin),
                numbers::count(*count as usize, table.one, table.many)
            ),
        })
        .collect();
    let mut description = "Counted under all other filters. ".to_string();
    let most = bars.iter().map(|bar| bar.count).max().unwrap_or(0);
    let mut peaks = bars.iter().filter(|bar| bar.count == most);
    let counted = numbers::count(most as usize, table.one, table.many);
    description.push_str(&match (peaks.next(), peaks.next()) {
        _ if most == 0 => "Nothing to show.".to_string(),
        (Some(peak), None) => {
            format!("From {} to {}; most in {}.", outermost[0], outermost[1], peak.label)
        }
        _ => format!("From {} to {}; at most {counted}.", outermost[0], outermost[1]),
    });
    if matches!(clause, Some(Clause::Within(_))) {
        description.push_str(&format!(" Chosen: {}.", words(field, span)));
    }
    Some(RangePanel {
        field,
        span,
        texts: ends.map(|limit| text(limit).unwrap_or_default()),
        at,
        said,
        hint: (field == Field::Date).then_some(
            "As 2019, 2019-07 or 2019-07-08. A date known only in part counts wherever it may lie.",
        ),
        histogram: Histogram {
            title: format!("{} by {}", table.name, labels::field(field).to_ascii_lowercase()),
            description,
            bars,
            ends: outermost,
        },
        bins: bins.to_vec(),
    })
}

impl RangePanel {
    /// How many steps a slider has.
    pub fn last(&self) -> usize {
        self.bins.len().saturating_sub(1)
    }

    /// Where a slider comes to stand that is moved: the ends do not pass each other.
    pub fn stop(&self, end: usize, at: usize) -> usize {
        match end {
            0 => at.min(self.at[1]),
            _ => at.max(self.at[0]).min(self.last()),
        }
    }

    /// What moving a slider to a bin does. At the ends of its way it leaves the stretch open.
    pub fn slid(&self, end: usize, at: usize) -> Action {
        let at = self.stop(end, at);
        let bin = self.bins.get(at).copied().unwrap_or_default();
        let mut span = self.span;
        match end {
            0 => span.from = bin.from.filter(|_| at > 0),
            _ => span.to = bin.to.filter(|_| at < self.last()),
        }
        Action::Slide(self.field, span)
    }

    /// What two texts entered do, or which of the two is wrong and why.
    pub fn entered(&self, texts: &[String; 2], last: usize) -> Result<Action, (usize, String)> {
        let read = |end: usize| {
            let text = match self.field {
                field if field.is_amount() => texts[end].replace(',', ""),
                _ => texts[end].clone(),
            };
            let text = text.trim();
            if text.is_empty() {
                return Ok(None);
            }
            view::read_limit(self.field, text).map(Some).ok_or_else(|| {
                let form = match self.field {
                    Field::Year => "a year such as 2019",
                    Field::Date => "a date such as 2019, 2019-07 or 2019-07-08",
                    _ => "a number such as 31 or 15.5",
                };
                (end, format!("“{text}” is not {form}."))
            })
        };
        // What was entered last is spoken of first.
        read(last)?;
        let span = Span { from: read(0)?, to: read(1)? };
        if span.is_reversed() {
            let [from, to] = [span.from, span.to].map(|limit| limit_words(self.field, limit));
            let why = format!("From {from} to {to} is no stretch: change one of the two.");
            return Err((last, why));
        }
        Ok(Action::Limit(self.field, span))
    }

    /// What lifts the limits.
    pub fn cleared(&self) -> Action {
        Action::Limit(self.field, Span::default())
    }

    /// Whether there are limits.
    pub fn is_limited(&self) -> bool {
        self.span != Span::default()
    }
}

/// An end of a stretch: `July 2019`, `1,000`.
pub fn limit_words(field: Field, limit: Option<Limit>) -> String {
    match limit {
        Some(Limit::Date(date)) => time::date(date),
        Some(Limit::Number(number)) if field.is_amount() => {
            Amount::from_hundredths(number).map(numbers::amount).unwrap_or_default()
        }
        Some(Limit::Number(number)) => number.to_string(),
        None => String::new(),
    }
}

fn bin_words(field: Field, bin: Span) -> String {
    match (bin.from, bin.to) {
        (Some(Limit::Date(from)), Some(Limit::Date(to))) => time::span(from, to),
        _ => words(field, bin),
    }
}

/// `2019 to 2021`, `2019 or later`, `up to 50`.
pub fn words(field: Field, span: Span) -> String {
    let later = if field.is_amount() { "more" } else { "later" };
    let [from, to] = [span.from, span.to].map(|limit| limit_words(field, limit));
    match (span.from, span.to) {
        (from_end, to_end) if from_end == to_end => from,
        (Some(_), Some(_)) => format!("{from} to {to}"),
        (Some(_), None) => format!("{from} or {later}"),
        _ => format!("up to {to}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Table;
    use crate::view::parse;

    fn limit(field: Field, text: &str) -> Option<Limit> {
        view::read_limit(field, text)
    }

    /// The panel of quarters of 2019 and 2020, at an address.
    fn quarters(address: &str) -> RangePanel {
        let bins: Vec<Span> = [2019, 2020]
            .into_iter()
            .flat_map(|year| {
                [("01", "03"), ("04", "06"), ("07", "09"), ("10", "12")].map(|q| (year, q))
            })
            .map(|(year, (from, to))| Span {
                from: limit(Field::Date, &format!("{year}-{from}")),
                to: limit(Field::Date, &format!("{year}-{to}")),
            })
            .collect();
        let query = parse(address).query(Table::Operations, vec![Field::Date]);
        let counts = [1, 0, 3, 2, 0, 0, 0, 1];
        panel(&query, Field::Date, &bins, &counts).unwrap_or_else(|| unreachable!())
    }

    fn write(action: Action) -> String {
        view::write(&view::reduce(&parse("operations"), &action))
    }

    #[test]
    fn sliders_stand_on_the_bins_that_hold_the_limits() {
        let panel = quarters("operations?date=2019-06-15..2020-02");
        assert_eq!(panel.at, [1, 4]);
        assert_eq!(panel.said, ["15 June 2019", "February 2020"]);
        assert_eq!(panel.texts, ["2019-06-15", "2020-02"]);
        assert_eq!(
            panel.histogram.description,
            "Counted under all other filters. From January 2019 to December 2020; most in July–September 2019: 3 operations. Chosen: 15 June 2019 to February 2020."
        );
        let chosen: Vec<bool> = panel.histogram.bars.iter().map(|bar| bar.chosen).collect();
        assert_eq!(chosen, [false, true, true, true, true, false, false, false]);
        let open = quarters("operations");
        assert_eq!(open.at, [0, 7]);
        assert_eq!(open.said, ["January 2019, no limit", "December 2020, no limit"]);
        // Beyond the bins, a slider stands at its end.
        assert_eq!(quarters("operations?date=2035..").at, [7, 7]);
    }

    #[test]
    fn a_slider_moves_by_bins_never_past_the_other_and_opens_at_its_end() {
        let panel = quarters("operations?date=2019-06-15..2020-02");
        assert_eq!(write(panel.slid(0, 2)), "/operations?date=2019-07..2020-02");
        assert_eq!(write(panel.slid(0, 0)), "/operations?date=..2020-02");
        assert_eq!(panel.stop(0, 7), 4);
        assert_eq!(write(panel.slid(0, 7)), "/operations?date=2020-01..2020-02");
        assert_eq!(write(panel.slid(1, 1)), "/operations?date=2019-06-15..2019-06");
        assert_eq!(panel.stop(1, 0), 1);
        assert_eq!(write(panel.slid(1, 7)), "/operations?date=2019-06-15..");
        assert_eq!(write(panel.slid(1, 99)), "/operations?date=2019-06-15..");
    }

    #[test]
    fn what_is_entered_is_read_or_named() {
        let panel = quarters("operations");
        let enter = |from: &str, to: &str, last: usize| {
            panel.entered(&[from.to_string(), to.to_string()], last).map(write)
        };
        let wrong = |end: usize, why: &str| Err((end, why.to_string()));
        assert_eq!(enter(" 2019-06 ", "", 0), Ok("/operations?date=2019-06..".into()));
        assert_eq!(enter("2019", "2019", 1), Ok("/operations?date=2019".into()));
        assert_eq!(enter("", "", 1), Ok("/operations".into()));
        assert_eq!(
            enter("June", "2019", 1),
            wrong(0, "“June” is not a date such as 2019, 2019-07 or 2019-07-08.")
        );
        assert_eq!(
            enter("June", "July", 1),
            wrong(1, "“July” is not a date such as 2019, 2019-07 or 2019-07-08.")
        );
        assert_eq!(
            enter("2020-02", "2019", 1),
            wrong(1, "From February 2020 to 2019 is no stretch: change one of the two.")
        );
    }

    #[test]
    fn a_stretch_is_said_in_words() {
        let said = |field: Field, from: &str, to: &str| {
            words(field, Span { from: limit(field, from), to: limit(field, to) })
        };
        assert_eq!(said(Field::Year, "2019", "2021"), "2019 to 2021");
        assert_eq!(said(Field::Year, "2019", ""), "2019 or later");
        assert_eq!(said(Field::Value, "1000", ""), "1,000 or more");
        assert_eq!(said(Field::Value, "", "50"), "up to 50");
        assert_eq!(said(Field::Value, "31", "31"), "31");
        assert_eq!(said(Field::Date, "2019-06", "2019-07-15"), "June 2019 to 15 July 2019");
        assert_eq!(said(Field::Date, "2019-06", "2019-06"), "June 2019");
    }
}
