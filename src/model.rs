//! The model: what was announced, as plain values. It knows no file format, no screen, no clock.

pub mod amount;
pub mod arithmetic;
pub mod counting;
pub mod date;
pub mod order;
pub mod record;
pub mod stage;
pub mod vocabulary;

pub use amount::Amount;
pub use counting::Counting;
pub use date::{DateError, PartialDate, Period};
pub use record::{
    Agency, AgencyIdx, Change, Dataset, Edition, Figure, FigureIdx, Offence, Operation,
    OperationIdx, Participation, Place, PlaceIdx, Population, Programme, ProgrammeIdx, Source,
    SourceIdx, Statement,
};
pub use vocabulary::*;
