//! Putting lists in order.

use std::cmp::Ordering;

/// Puts a list in order; equal items stay as they were. Positions are ordered and then the items
/// moved, so that the routine is compiled once and not anew for every kind of item: a sort is
/// 5 KB of program each time.
pub fn sort_by<T>(list: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let mut order: Vec<usize> = (0..list.len()).collect();
    sort_positions(&mut order, &|a, b| compare(&list[a], &list[b]));
    let mut items: Vec<Option<T>> = std::mem::take(list).into_iter().map(Some).collect();
    list.extend(order.into_iter().filter_map(|at| items[at].take()));
}

/// Puts positions in order by what stands at them.
pub fn sort_positions(order: &mut [usize], compare: &dyn Fn(usize, usize) -> Ordering) {
    order.sort_by(|a, b| compare(*a, *b));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_is_a_stable_sort(mut list in prop::collection::vec((0u8..5, any::<u8>()), 0..40)) {
            let mut expected = list.clone();
            expected.sort_by_key(|item| item.0);
            sort_by(&mut list, |a, b| a.0.cmp(&b.0));
            prop_assert_eq!(list, expected);
        }
    }
}
