//! Native tests of the whole library and the command line; nothing here needs a browser.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod charts;
mod commands;
mod comparisons;
mod curation;
mod drawings;
mod engine;
mod evidence;
mod exports;
mod loading;
mod machines;
mod pages;
mod palette;
mod record;
mod regions;
mod rooms;
mod saved;
mod seeds;
mod sketches;
mod splits;
mod splits_cross_country;
mod totals;
mod versions;
mod view;
mod words;
mod worlds;
