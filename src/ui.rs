//! The app as components: takes view models and shows them, takes what a reader does and dispatches
//! actions. It does no counting, sorting or formatting, and only `app` and `address` touch the browser.

pub mod about;
pub mod address;
pub mod alone;
pub mod app;
pub mod arrange;
pub mod changes;
pub mod chart;
pub mod check;
pub mod cite;
pub mod compare;
pub mod copy;
pub mod detail;
pub mod dialog;
pub mod download;
pub mod elements;
pub mod facets;
pub mod figure;
pub mod filters;
pub mod frame;
pub mod front;
pub mod keys;
pub mod ledger;
pub mod listing;
pub mod operation;
pub mod plot;
pub mod quantities;
pub mod range;
pub mod shell;
pub mod split;
pub mod table;
pub mod totals;
pub mod walk;
