//! A set of rows, one bit a row.

/// A set of rows of one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bitmap {
    words: Vec<u64>,
    len: usize,
}

impl Bitmap {
    /// No row of `len`.
    pub fn empty(len: usize) -> Self {
        Self { words: vec![0; len.div_ceil(64)], len }
    }

    /// Every row of `len`.
    pub fn full(len: usize) -> Self {
        let mut rows = Self::empty(len);
        rows.negate();
        rows
    }

    /// Adds a row.
    pub fn insert(&mut self, row: usize) {
        self.words[row / 64] |= 1 << (row % 64);
    }

    /// Whether a row is in the set.
    pub fn contains(&self, row: usize) -> bool {
        row < self.len && self.words[row / 64] >> (row % 64) & 1 == 1
    }

    /// Takes every row out.
    pub fn clear(&mut self) {
        self.words.fill(0);
    }

    /// Keeps only the rows that `other` has too.
    pub fn and(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= other;
        }
    }

    /// Turns the set into the rows it did not have.
    pub fn negate(&mut self) {
        for word in &mut self.words {
            *word = !*word;
        }
        if let (Some(last), rest @ 1..) = (self.words.last_mut(), self.len % 64) {
            *last &= (1 << rest) - 1;
        }
    }

    /// How many rows are in the set.
    pub fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// The rows in the set, ascending.
    pub fn iter(&self) -> impl Iterator<Item = u32> {
        (0u32..).zip(&self.words).flat_map(|(index, word)| {
            let first = |word: u64| (word != 0).then_some(word);
            std::iter::successors(first(*word), move |word| first(word & (word - 1)))
                .map(move |word| index * 64 + word.trailing_zeros())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn a_bitmap_is_a_set(len in 0usize..200, rows in prop::collection::btree_set(0usize..200, 0..50), others in prop::collection::btree_set(0usize..200, 0..50)) {
            let of = |rows: &BTreeSet<usize>| {
                let mut bitmap = Bitmap::empty(len);
                rows.iter().filter(|row| **row < len).for_each(|row| bitmap.insert(*row));
                bitmap
            };
            let list = |bitmap: &Bitmap| bitmap.iter().map(|row| row as usize).collect::<BTreeSet<_>>();
            let inside: BTreeSet<_> = rows.iter().copied().filter(|row| *row < len).collect();
            let mut bitmap = of(&rows);
            prop_assert_eq!(list(&bitmap), inside.clone());
            prop_assert_eq!(bitmap.count(), inside.len());
            prop_assert!((0..200).all(|row| bitmap.contains(row) == inside.contains(&row)));
            bitmap.and(&of(&others));
            prop_assert_eq!(list(&bitmap), inside.intersection(&others).copied().collect::<BTreeSet<_>>());
            let kept = list(&bitmap);
            bitmap.negate();
            prop_assert_eq!(list(&bitmap), (0..len).filter(|row| !kept.contains(row)).collect::<BTreeSet<_>>());
        }
    }
}
