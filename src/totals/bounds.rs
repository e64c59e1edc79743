//! Adding up: the upper and the lower end of a total from its quantities and how they overlap. It
//! knows no figure.

use super::Range;
use super::grid::ones;
use super::links::Links;
use super::search::{self, STEP_LIMIT};

/// What some quantities come to together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bounds {
    /// The ends.
    pub range: Range,
    /// Where more stood at a lower end than at the upper, and the two changed places.
    pub contradictions: Vec<Contradiction>,
    /// Whether the lower end was searched to its end.
    pub exact: bool,
    /// The quantities whose upper ends were added.
    pub sets_upper: Vec<usize>,
    /// The quantities whose lower ends were added.
    pub sets_lower: Vec<usize>,
}

/// Quantities that come to more than the quantities that contain them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// The quantities that are too many, and what they come to at least.
    pub parts: Vec<usize>,
    pub at_least: i64,
    /// The quantities that are too few, and what they come to at most.
    pub wholes: Vec<usize>,
    pub at_most: i64,
}

/// The ends of a quantity that stands alone: those of its range, of which the lower is never above the
/// upper.
pub fn alone(range: Range) -> Bounds {
    Bounds {
        range,
        contradictions: Vec::new(),
        exact: true,
        sets_upper: vec![0],
        // What may be no one sets no lower end.
        sets_lower: if range.lower > 0 { vec![0] } else { Vec::new() },
    }
}

/// The ends of the total of some quantities, from the range that each has.
pub fn bounds(links: &Links, ranges: &[Range]) -> Bounds {
    let mut total = Bounds {
        range: Range { lower: 0, upper: Some(0) },
        contradictions: links.contradictions.clone(),
        exact: true,
        sets_upper: Vec::new(),
        sets_lower: Vec::new(),
    };
    let weights: Vec<i64> = ranges
        .iter()
        .zip(&links.counts)
        .map(|(range, counts)| if *counts { range.lower } else { 0 })
        .collect();
    for component in components(links) {
        let mut wholes = Vec::new();
        let upper = upper(links, ranges, &component, &mut wholes);
        let found = search::heaviest(&weights, &links.overlap, &component, STEP_LIMIT);
        total.exact &= found.exact;
        let mut range = Range { lower: found.weight, upper };
        if let Some(upper) = upper.filter(|upper| *upper < found.weight) {
            range = Range { lower: upper, upper: Some(found.weight) };
            total.contradictions.push(Contradiction {
                parts: found.members.clone(),
                at_least: found.weight,
                wholes: wholes.clone(),
                at_most: upper,
            });
        }
        total.sets_upper.extend(wholes);
        total.sets_lower.extend(found.members);
        total.range = total.range.plus(range);
    }
    total
}

/// The quantities by who may share people with whom, through others or at once.
fn components(links: &Links) -> Vec<Vec<usize>> {
    let mut seen = vec![false; links.overlap.size()];
    let mut components = Vec::new();
    for start in 0..seen.len() {
        let (mut component, mut next) = (Vec::new(), vec![start]);
        while let Some(at) = next.pop() {
            if !std::mem::replace(&mut seen[at], true) {
                component.push(at);
                next.extend(ones(links.overlap.row(at)));
            }
        }
        if !component.is_empty() {
            components.push(component);
        }
    }
    components
}

/// The sum of the upper ends of the quantities that no other contains. Of those that contain each
/// other one counts, with the smaller end. Parts never stand in for their whole: nothing says that
/// they are complete.
fn upper(
    links: &Links,
    ranges: &[Range],
    component: &[usize],
    sets: &mut Vec<usize>,
) -> Option<i64> {
    let mut sum = Some(0i64);
    for at in component {
        let mut each_other = vec![*at];
        let mut is_top = true;
        for outer in ones(links.inside.row(*at)).filter(|outer| outer != at) {
            if links.inside.get(outer, *at) {
                each_other.push(outer);
            } else {
                is_top = false;
            }
        }
        // One of those that contain each other speaks for all: the smallest, then the first.
        let end = |at: usize| (ranges[at].upper.unwrap_or(i64::MAX), at);
        if is_top && each_other.iter().all(|other| end(*at) <= end(*other)) {
            sets.push(*at);
            sum = sum.zip(ranges[*at].upper).map(|(sum, upper)| sum.saturating_add(upper));
        }
    }
    sum
}
