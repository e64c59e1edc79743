//! What is asked of a total: one measure, one population, one class of outcome, one rule. It knows
//! no figure.

use super::guard::{NotOneNumber, guard};
use crate::engine::{Clause, Field, Filters, NOT_STATED};
use crate::model::*;

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ask {
    /// What is counted.
    pub measure: Measure,
    /// Who is counted, for measures of victims and of suspects.
    pub population: Option<Population>,
    /// With which outcome, for measures of victims.
    pub counting: Option<Counting>,
    /// What to take where sources disagree.
    pub rule: ConflictRule,
    /// Whether possible victims count.
    pub possible: bool,
}

impl Ask {
    /// Everyone of a measure: everyone found, for victims; under `range`, without possible victims.
    pub fn of(measure: Measure) -> Self {
        let (population, counting) = match measure.counts() {
            Counted::Victims => (
                Some(Population::Victims(VictimPopulation::All)),
                Some(Counting::Class(OutcomeClass::Found)),
            ),
            Counted::Suspects => (Some(Population::Suspects(SuspectPopulation::All)), None),
            Counted::None => (None, None),
        };
        Self { measure, population, counting, rule: ConflictRule::Range, possible: false }
    }

    /// The same of one group of victims.
    pub fn victims(self, population: VictimPopulation) -> Self {
        Self { population: Some(Population::Victims(population)), ..self }
    }

    /// The same of one group of suspects.
    pub fn suspects(self, population: SuspectPopulation) -> Self {
        Self { population: Some(Population::Suspects(population)), ..self }
    }

    /// The same under another rule.
    pub fn under(self, rule: ConflictRule) -> Self {
        Self { rule, ..self }
    }

    /// What stands on every page with totals: people found, of them children and adults; missing
    /// children located; arrests; charges; convictions.
    pub fn standard(rule: ConflictRule, possible: bool) -> [Self; 7] {
        let found = Self::of(Measure::Victims);
        [
            found,
            found.victims(VictimPopulation::Children),
            found.victims(VictimPopulation::Adults),
            Self::of(Measure::MissingChildren),
            Self::of(Measure::Arrests),
            Self::of(Measure::Charges),
            Self::of(Measure::Convictions),
        ]
        .map(|ask| Self { rule, possible, ..ask })
    }

    /// Arrests, one total for each group of suspects; the groups overlap and are not a sum.
    pub fn arrests_by_population(rule: ConflictRule, possible: bool) -> Vec<Self> {
        let groups =
            SuspectPopulation::ALL.iter().filter(|group| **group != SuspectPopulation::All);
        groups
            .map(|group| Self { rule, possible, ..Self::of(Measure::Arrests).suspects(*group) })
            .collect()
    }

    /// What filters ask for, and the filters that are left to select operations and figures: a
    /// measure, a population and an outcome that are named are what is asked for, not filters of it.
    /// Without a measure, victims; without a population, everyone; without an outcome, everyone found.
    pub fn read(
        filters: &Filters,
        rule: ConflictRule,
        possible: bool,
    ) -> Result<(Self, Filters), NotOneNumber> {
        let mut rest = filters.clone();
        let mut take = |field: Field| -> Vec<String> {
            match filters.get(field) {
                Some(Clause::AnyOf(values)) if values.iter().all(|value| value != NOT_STATED) => {
                    rest.remove(field);
                    values.iter().map(str::to_string).collect()
                }
                _ => Vec::new(),
            }
        };
        let measures: Vec<Measure> =
            take(Field::Measure).iter().filter_map(|slug| Measure::from_slug(slug)).collect();
        let outcomes: Vec<Counting> =
            take(Field::Outcome).iter().filter_map(|slug| Counting::from_slug(slug)).collect();
        let plain = Self::of(measures.first().copied().unwrap_or(Measure::Victims));
        let suspects = plain.measure.counts() == Counted::Suspects;
        let named = take(Field::Population);
        let populations: Vec<Population> = named
            .iter()
            .filter_map(|slug| {
                let victims = VictimPopulation::from_slug(slug).map(Population::Victims);
                let others = SuspectPopulation::from_slug(slug).map(Population::Suspects);
                // Victims and suspects share the word for everyone.
                if suspects { others.or(victims) } else { victims.or(others) }
            })
            .collect();
        let measures = if measures.is_empty() { vec![plain.measure] } else { measures };
        if let Some(why) = guard(&measures, &populations, &outcomes) {
            return Err(why);
        }
        let ask = Self {
            population: populations.first().copied().or(plain.population),
            counting: outcomes.first().copied().or(plain.counting),
            rule,
            possible,
            ..plain
        };
        Ok((ask, rest))
    }

    /// Which outcomes count: a total of victims always has one class, never several.
    pub fn outcomes(&self) -> Option<Counting> {
        match self.measure.counts() {
            Counted::Victims => Some(self.counting.unwrap_or(Counting::Class(OutcomeClass::Found))),
            Counted::Suspects | Counted::None => None,
        }
    }
}
