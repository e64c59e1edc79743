//! Words for what the model, the engine and the view hold: dates, numbers, names, table pages,
//! notices, files. Every sentence a reader sees is written here. It knows no screen.

pub mod about;
pub mod announced;
pub mod arrange;
pub mod charts;
pub mod chips;
pub mod citation;
pub mod csv;
pub mod detail;
pub mod disagreement;
pub mod embed;
pub mod evidence;
pub mod export;
pub mod facets;
pub mod figure;
pub mod front;
pub mod hits;
pub mod json;
pub mod labels;
pub mod ledger;
pub mod markup;
pub mod notice;
pub mod numbers;
pub mod operation;
pub mod range;
pub mod record;
pub mod region;
pub mod rows;
pub mod standing;
pub mod table;
pub mod time;
pub mod titles;
pub mod total;
