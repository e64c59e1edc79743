//! What may be said of numbers together: what sources announced, totalled so that no stated part is
//! counted twice, with every figure that went in and every figure that did not. It knows no words to
//! show and no screen.
//!
//! A total is worked out in these steps, each in a file of its own:
//! `index` reads every figure once (`population`, `places` and `related` are what it needs to know
//! of people, places and operations); `selection` and `ask` say what is asked; `verdict` admits
//! figures; `quantity` gathers them, `reading` takes what one source says and `rule` what several
//! say; `links` finds what contains what and what shares no one; `bounds` adds up, with `search`;
//! `total` and `ledger` are what comes of it, `split` what rows of it share. `disagreement` finds where sources contradict each other,
//! with `likely` and `confusion` for what may lie behind it; `guard` says what is not one number, and
//! `extremes` what ages, days and money have in its place.

mod ask;
mod bounds;
mod confusion;
mod disagreement;
mod extremes;
mod grid;
mod guard;
mod index;
mod ledger;
mod likely;
mod links;
mod places;
mod population;
mod quantity;
pub mod range;
mod reading;
mod related;
mod rule;
mod search;
mod selection;
mod split;
mod total;
mod verdict;

pub use ask::Ask;
pub use disagreement::{Disagreement, Saying};
pub use extremes::Extremes;
pub use guard::{NotOneNumber, guard};
pub use index::Totals;
pub use ledger::{Ledger, LedgerFigure, LedgerQuantity};
pub use likely::{Likely, one_digit};
pub use range::Range;
pub use search::STEP_LIMIT;
pub use selection::Selection;
pub use split::Shared;
pub use total::Total;
pub use verdict::Verdict;
