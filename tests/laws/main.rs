//! The laws of totals over generated worlds. A program of its own, so that `cargo xtask bench` can run
//! it a million times, optimised and without the app.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod cases;
mod large;
mod laws;
mod timings;
mod world;
