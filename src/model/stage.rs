//! How far the announced numbers of an operation follow its cases through the courts. It knows no
//! number, only whether there is one.

use super::record::Operation;
use super::vocabulary::{Measure, Scope, Stage};

impl Stage {
    /// What a figure of the stage counts; nothing where no outcome is found.
    pub fn measure(self) -> Option<Measure> {
        match self {
            Self::Arrests => Some(Measure::Arrests),
            Self::Charges => Some(Measure::Charges),
            Self::Indictments => Some(Measure::Indictments),
            Self::Convictions => Some(Measure::Convictions),
            Self::NoOutcome => None,
        }
    }

    /// The stages that figures of an operation's own announce, in order, and that no outcome is found
    /// where none does; nothing where there is no stage at all.
    pub fn of(operation: &Operation) -> Vec<Self> {
        let announced = |stage: &Self| {
            operation.figures.iter().any(|figure| {
                figure.scope == Scope::Operation && Some(figure.measure) == stage.measure()
            })
        };
        let all = [Self::Arrests, Self::Charges, Self::Indictments, Self::Convictions];
        let mut stages: Vec<Self> = all.into_iter().filter(announced).collect();
        if stages.last().is_some_and(|last| *last != Self::Convictions) {
            stages.push(Self::NoOutcome);
        }
        stages
    }
}
