//! The app as components: takes view models and shows them, takes what a reader does and dispatches
//! actions. It does no counting, sorting or formatting, and only `app` touches the browser.

pub mod app;
pub mod notices;
pub mod operation;
pub mod operations;
pub mod shell;
pub mod table;
