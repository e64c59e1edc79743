//! Numbers as people read them.

use crate::model::{Amount, Figure, Qualifier};

/// A whole number with separators: `3,909`.
pub fn whole(number: usize) -> String {
    grouped(&number.to_string())
}

/// The same for a sum, which 32 bits may not hold; below zero there is none.
pub fn sum(number: i64) -> String {
    grouped(&number.max(0).to_string())
}

/// A figure's value with separators, and decimals only where it has them: `200,000,000`, `15.5`.
pub fn amount(amount: Amount) -> String {
    let text = amount.to_string();
    match text.split_once('.') {
        Some((whole, rest)) => format!("{}.{rest}", grouped(whole)),
        None => grouped(&text),
    }
}

/// A figure's value as its source states it: `more than 400`.
pub fn stated(figure: &Figure) -> String {
    qualified(figure.qualifier, figure.value)
}

/// A value behind the words of its qualifier.
pub fn qualified(qualifier: Qualifier, value: Amount) -> String {
    match qualifier.words() {
        "" => amount(value),
        words => format!("{words} {}", amount(value)),
    }
}

/// `1 operation`, `2 operations`.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", whole(number), if number == 1 { one } else { many })
}

fn grouped(digits: &str) -> String {
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        for (number, text) in
            [(0, "0"), (999, "999"), (3909, "3,909"), (200_000_000, "200,000,000")]
        {
            assert_eq!(whole(number), text);
        }
        assert_eq!(Amount::from_hundredths(12_345_650).map(amount).as_deref(), Some("123,456.5"));
    }

    #[test]
    fn a_qualifier_stands_before_its_number() {
        let four_hundred = Amount::from_hundredths(40_000).unwrap_or(Amount::MAX);
        assert_eq!(qualified(Qualifier::MoreThan, four_hundred), "more than 400");
        assert_eq!(qualified(Qualifier::Exactly, four_hundred), "400");
    }
}
