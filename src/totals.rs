//! What may be said of numbers together: ranges, and for now the span of what sources announced
//! about one operation. It knows no words to show and no screen.

pub mod account;
pub mod announced;
pub mod range;

pub use account::{account, by_source};
pub use announced::{Announced, arrests, found, of_population};
pub use range::Range;
