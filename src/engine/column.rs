//! One field of every row: values in a dictionary, stretches, or a place in an order.

use std::cmp::Ordering;

use super::NOT_STATED;
use super::bins::{Ends, bins};
use super::bitmap::Bitmap;
use super::query::{Direction, Field, Span};
use crate::model::order;

/// A field of words, one or many a row, each row holding codes into a sorted dictionary.
#[derive(Debug)]
pub struct Column {
    values: Vec<Box<str>>,
    /// Where each row's codes begin in `codes`, with the end of the last.
    starts: Vec<u32>,
    codes: Vec<u32>,
}

impl Column {
    /// A column from each row's values; a row without any has `NOT_STATED`.
    pub fn new(rows: &[Vec<&str>]) -> Self {
        Self::build(rows, &[NOT_STATED])
    }

    /// A column in which a row without values has none.
    pub fn without_not_stated(rows: &[Vec<&str>]) -> Self {
        Self::build(rows, &[])
    }

    fn build<'a>(rows: &[Vec<&'a str>], of_none: &[&'a str]) -> Self {
        let rows: Vec<&[&str]> =
            rows.iter().map(|row| if row.is_empty() { of_none } else { row }).collect();
        let dictionary = dictionary(rows.concat());
        let (mut starts, mut codes) = (vec![0], Vec::new());
        for row in rows {
            let begin = codes.len();
            for code in row.iter().filter_map(|value| position(&dictionary, value)) {
                if let Err(at) = codes[begin..].binary_search(&code) {
                    codes.insert(begin + at, code);
                }
            }
            starts.push(u32::try_from(codes.len()).unwrap_or(u32::MAX));
        }
        Self { values: dictionary.into_iter().map(Box::from).collect(), starts, codes }
    }

    /// The dictionary, sorted.
    pub fn values(&self) -> &[Box<str>] {
        &self.values
    }

    /// The code of a value.
    pub fn code(&self, value: &str) -> Option<u32> {
        let found = self.values.binary_search_by(|known| (**known).cmp(value));
        found.ok().and_then(|code| u32::try_from(code).ok())
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// The codes of a row.
    pub fn row(&self, row: usize) -> &[u32] {
        &self.codes[self.starts[row] as usize..self.starts[row + 1] as usize]
    }

    /// Whether some row has several values.
    pub fn has_several(&self) -> bool {
        self.starts.windows(2).any(|ends| ends[1] - ends[0] > 1)
    }

    /// The rows that have any of these codes.
    pub fn any_of(&self, codes: &[u32]) -> Bitmap {
        let mut wanted = vec![false; self.values.len()];
        codes.iter().for_each(|code| wanted[*code as usize] = true);
        let len = self.len();
        let mut rows = Bitmap::empty(len);
        for row in 0..len {
            if self.row(row).iter().any(|code| wanted[*code as usize]) {
                rows.insert(row);
            }
        }
        rows
    }
}

/// The different texts among some, sorted.
fn dictionary(mut texts: Vec<&str>) -> Vec<&str> {
    // Rows of one operation share much and follow each other, and what is gone need not be sorted.
    texts.dedup();
    order::sort_by(&mut texts, |a, b| a.cmp(b));
    texts.dedup();
    texts
}

/// Where a text stands in a dictionary.
fn position(dictionary: &[&str], text: &str) -> Option<u32> {
    dictionary.binary_search(&text).ok().and_then(|at| u32::try_from(at).ok())
}

/// A field of numbers or days: of each row the least and the greatest that it may be, equal where
/// they are one.
#[derive(Debug)]
pub struct Stretches {
    /// The ends of each row.
    pub ends: Vec<Ends>,
    /// The bins of the field's histogram, ascending.
    pub bins: Vec<Span>,
}

impl Stretches {
    /// A field from each row's ends.
    pub fn new(field: Field, ends: Vec<Ends>) -> Self {
        Self { bins: bins(field, &ends), ends }
    }

    /// The rows of which some part lies within a span; a row that states nothing lies in none.
    pub fn within(&self, span: Span) -> Bitmap {
        let mut rows = Bitmap::empty(self.ends.len());
        for (row, ends) in self.ends.iter().enumerate() {
            if ends.is_some_and(|ends| span.meets(ends)) {
                rows.insert(row);
            }
        }
        rows
    }

    /// The bins that a row lies in: several where its ends lie apart.
    pub fn bins_of(&self, row: usize) -> std::ops::Range<usize> {
        let Some((lower, upper)) = self.ends[row] else { return 0..0 };
        // A bin begins right after the one before, so where each begins says where it ends.
        let begun = |number: i64| {
            self.bins.partition_point(|bin| bin.from.is_none_or(|from| from.ends().0 <= number))
        };
        begun(lower).saturating_sub(1)..begun(upper)
    }
}

/// A field's place in an order: a lower and an upper end, equal for a single value.
#[derive(Debug)]
pub struct SortColumn(pub Vec<Ends>);

impl SortColumn {
    /// The order of texts, folded.
    pub fn of_texts<S: AsRef<str>>(rows: &[Option<S>]) -> Self {
        let folded: Vec<Option<String>> =
            rows.iter().map(|text| text.as_ref().map(|text| super::fold(text.as_ref()))).collect();
        let dictionary = dictionary(folded.iter().flatten().map(String::as_str).collect());
        let rank = |text: &Option<String>| {
            let rank = position(&dictionary, text.as_ref()?)?;
            Some((i64::from(rank), i64::from(rank)))
        };
        Self(folded.iter().map(rank).collect())
    }

    /// The order of two rows; what is not stated comes last in both directions.
    pub fn compare(&self, a: u32, b: u32, direction: Direction) -> Ordering {
        match (self.0[a as usize], self.0[b as usize]) {
            (Some(a), Some(b)) => match direction {
                Direction::Ascending => a.cmp(&b),
                Direction::Descending => b.cmp(&a),
            },
            (a, b) => a.is_none().cmp(&b.is_none()),
        }
    }
}
