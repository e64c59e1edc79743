//! Clearcount: what agencies and the press have announced about operations against human
//! trafficking, with who says so.
//!
//! The rooms, in the order in which data flows through them:
//! - `model`: the records as plain values;
//! - `dataset`: from text to model, and what is wrong with a text;
//! - `engine`: columns, filters, counts, orders;
//! - `totals`: what may be said of numbers together;
//! - `view`: what the address says, and what an action makes of it;
//! - `present`: the words and numbers that people read;
//! - `chart`: pictures as plain values;
//! - `ui` and `web` (feature `app`): components, and the browser.
//!
//! What each room may use is in ARCHITECTURE.md and is tested in `tests/native/rooms.rs`.

pub mod chart;
pub mod dataset;
pub mod engine;
pub mod model;
pub mod present;
pub mod totals;
#[cfg(feature = "app")]
pub mod ui;
pub mod view;
#[cfg(feature = "app")]
pub mod web;
