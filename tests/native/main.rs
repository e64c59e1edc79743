//! Native tests of the whole library and the command line; nothing here needs a browser.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod commands;
mod engine;
mod evidence;
mod loading;
mod pages;
mod record;
mod regions;
mod rooms;
mod seeds;
mod totals;
mod view;
mod words;
mod worlds;
