//! From text to model: reads, checks and resolves a dataset, and says precisely what is wrong with
//! a record it refuses. It knows no file system, no screen and no network: texts are passed in.

mod changes;
mod findings;
mod load;
mod names;
mod problem;
mod resolve;
mod wire;

pub use changes::{Difference, difference, earlier, problems_of_earlier};
pub use findings::findings;
pub use load::{Input, Loaded, load, load_over};
pub use problem::{Level, Problem};

/// The dataset that the program carries, as JSON lines.
pub const BUILT_IN: Input<'static> = Input {
    name: "dataset.jsonl",
    bytes: include_bytes!(concat!(env!("OUT_DIR"), "/dataset.jsonl")),
};

/// The SHA-256 of that text, in hexadecimal: whoever has the same one has the same record.
pub const BUILT_IN_SHA256: &str = include_str!(concat!(env!("OUT_DIR"), "/dataset.sha256"));

/// The dataset that the program carries.
pub fn built_in() -> Loaded {
    load(&[BUILT_IN])
}
