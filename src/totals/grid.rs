//! A square of yes and no, a row of bits for each of some things. It knows not what they are.

/// Which of some things stand in a relation to which.
#[derive(Debug, Clone)]
pub struct Grid {
    size: usize,
    words: usize,
    bits: Vec<u64>,
}

impl Grid {
    /// No relation among `size` things.
    pub fn new(size: usize) -> Self {
        let words = size.div_ceil(64);
        Self { size, words, bits: vec![0; words * size] }
    }

    /// How many things there are.
    pub fn size(&self) -> usize {
        self.size
    }

    /// Relates one thing to another.
    pub fn set(&mut self, row: usize, column: usize) {
        self.bits[row * self.words + column / 64] |= 1 << (column % 64);
    }

    /// Whether one thing is related to another.
    pub fn get(&self, row: usize, column: usize) -> bool {
        self.bits[row * self.words + column / 64] >> (column % 64) & 1 == 1
    }

    /// The things that one is related to, as bits.
    pub fn row(&self, row: usize) -> &[u64] {
        &self.bits[row * self.words..(row + 1) * self.words]
    }

    /// How many things one is related to.
    pub fn count(&self, row: usize) -> usize {
        self.row(row).iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Follows the relation through: related to what it is related to.
    pub fn close(&mut self) {
        for middle in 0..self.size {
            if self.row(middle).iter().all(|word| *word == 0) {
                continue;
            }
            let reached = self.row(middle).to_vec();
            for row in 0..self.size {
                if row != middle && self.get(row, middle) {
                    let start = row * self.words;
                    for (word, more) in self.bits[start..].iter_mut().zip(&reached) {
                        *word |= more;
                    }
                }
            }
        }
    }
}

/// The places of the set bits, ascending.
pub fn ones(bits: &[u64]) -> impl Iterator<Item = usize> {
    bits.iter().enumerate().flat_map(|(index, word)| {
        let mut word = *word;
        std::iter::from_fn(move || {
            let bit = (word != 0).then(|| word.trailing_zeros() as usize);
            word &= word.wrapping_sub(1);
            bit.map(|bit| index * 64 + bit)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn closing_reaches_what_walking_reaches(size in 1usize..90, pairs in prop::collection::vec((0usize..90, 0usize..90), 0..60)) {
            let mut grid = Grid::new(size);
            for (from, to) in pairs.into_iter().filter(|(from, to)| *from < size && *to < size) {
                grid.set(from, to);
            }
            let mut closed = grid.clone();
            closed.close();
            for start in 0..size {
                let mut reached = vec![false; size];
                let mut next: Vec<usize> = ones(grid.row(start)).collect();
                while let Some(at) = next.pop() {
                    if !std::mem::replace(&mut reached[at], true) {
                        next.extend(ones(grid.row(at)));
                    }
                }
                let found: Vec<bool> = (0..size).map(|to| closed.get(start, to)).collect();
                prop_assert_eq!(found, reached);
            }
        }
    }
}
