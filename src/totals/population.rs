//! Who is inside whom: the containment and disjointness of populations, which the codebook states,
//! worked out once to bits. It knows no figure.

use crate::model::*;

/// A population as a number from 0, which is none.
pub type Code = u8;

const VICTIMS: usize = 1;
const SUSPECTS: usize = VICTIMS + VictimPopulation::ALL.len();
const COUNT: usize = SUSPECTS + SuspectPopulation::ALL.len();

/// The relations of populations.
#[derive(Debug)]
pub struct Populations {
    /// The populations that each one lies in, itself among them, as bits.
    inside: [u32; COUNT],
    /// The populations that each one shares no one with, as bits.
    disjoint: [u32; COUNT],
}

/// The number of a population.
pub fn code(population: Option<Population>) -> Code {
    let at = match population {
        None => 0,
        Some(Population::Victims(population)) => VICTIMS + population.index(),
        Some(Population::Suspects(population)) => SUSPECTS + population.index(),
    };
    at as Code
}

/// The population of a number.
pub fn of_code(code: Code) -> Option<Population> {
    let at = usize::from(code);
    if at >= SUSPECTS {
        return SuspectPopulation::ALL.get(at - SUSPECTS).map(|it| Population::Suspects(*it));
    }
    let victims = at.checked_sub(VICTIMS).and_then(|at| VictimPopulation::ALL.get(at));
    victims.map(|it| Population::Victims(*it))
}

impl Populations {
    /// What the codebook states, with what follows from it.
    pub fn new() -> Self {
        let mut direct = [0u32; COUNT];
        let mut stated = [0u32; COUNT];
        for population in VictimPopulation::ALL {
            let bits = |all: &[VictimPopulation]| {
                all.iter().fold(0, |bits, it| bits | 1 << (VICTIMS + it.index()))
            };
            direct[VICTIMS + population.index()] = bits(population.inside());
            stated[VICTIMS + population.index()] = bits(population.disjoint());
        }
        // Suspects are in several groups at once: no two groups are apart.
        for population in SuspectPopulation::ALL {
            for outer in population.inside() {
                direct[SUSPECTS + population.index()] |= 1 << (SUSPECTS + outer.index());
            }
        }
        let mut inside = [0u32; COUNT];
        for (at, bits) in inside.iter_mut().enumerate() {
            *bits = 1 << at | direct[at];
        }
        // Parents of parents: as many rounds as the deepest chain could be long.
        for _ in 0..COUNT {
            for at in 0..COUNT {
                inside[at] = union(&inside, inside[at]);
            }
        }
        // Whatever lies inside the one is apart from whatever lies inside the other.
        let mut disjoint = [0u32; COUNT];
        for at in 0..COUNT {
            let apart = union(&stated, inside[at]);
            for (other, bits) in inside.iter().enumerate() {
                if bits & apart != 0 {
                    disjoint[at] |= 1 << other;
                    disjoint[other] |= 1 << at;
                }
            }
        }
        Self { inside, disjoint }
    }

    /// Whether everyone of `inner` is one of `outer`.
    pub fn inside(&self, inner: Code, outer: Code) -> bool {
        self.inside[usize::from(inner)] >> outer & 1 == 1
    }

    /// Whether no one of one is one of the other.
    pub fn disjoint(&self, one: Code, other: Code) -> bool {
        self.disjoint[usize::from(one)] >> other & 1 == 1
    }
}

/// The bits of every population among `members`.
fn union(table: &[u32; COUNT], members: u32) -> u32 {
    let mut all = 0;
    for (at, bits) in table.iter().enumerate() {
        if members >> at & 1 == 1 {
            all |= bits;
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_population_has_a_number_of_its_own() {
        for at in 0..COUNT as Code {
            assert_eq!(code(of_code(at)), at);
        }
        assert_eq!(of_code(COUNT as Code), None);
        assert_eq!(of_code(Code::MAX), None);
    }

    #[test]
    fn containment_and_disjointness_follow_through() {
        use VictimPopulation::*;
        let known = Populations::new();
        let victims = |population| code(Some(Population::Victims(population)));
        let inside = |inner, outer| known.inside(victims(inner), victims(outer));
        let apart = |one, other| known.disjoint(victims(one), victims(other));
        assert!(inside(Girls, All) && inside(Women, WomenAndGirls) && inside(Women, All));
        assert!(!inside(All, Girls) && !inside(Unspecified, Children) && inside(Unspecified, All));
        assert!(!inside(WomenAndGirls, Children) && !inside(WomenAndGirls, Adults));
        // Girls are children and women are adults, who share no one.
        assert!(apart(Girls, Women) && apart(Boys, Women) && apart(Men, Girls) && apart(Boys, Men));
        assert!(apart(Adults, Girls) && apart(Boys, WomenAndGirls) && apart(Men, WomenAndGirls));
        assert!(!apart(WomenAndGirls, Children) && !apart(Unspecified, Children));
        for one in SuspectPopulation::ALL {
            for other in SuspectPopulation::ALL {
                let code = |it: &SuspectPopulation| code(Some(Population::Suspects(*it)));
                assert!(!known.disjoint(code(one), code(other)));
            }
        }
    }
}
