//! What of a view can be taken along as a file, and what became of the last one.

use yew::prelude::*;

use crate::ui::elements::{button, detail, element, plain, text, with};
use crate::ui::frame::Frame;

/// What became of a file that the reader asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Made {
    /// None was asked for.
    Nothing,
    /// It is being made.
    Begun,
    /// The browser was given it under this name; in a frame it may still have dropped it.
    Given {
        /// The name of the file.
        file: String,
        /// Whether another page shows this one.
        framed: bool,
    },
    /// The browser did not let it be made.
    Refused,
}

impl Made {
    fn said(&self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Begun => "Making the file…".into(),
            Self::Given { file, framed } => {
                let more = if *framed { IN_A_FRAME } else { "" };
                ["Saved as ", file, ", where this browser puts its downloads.", more].concat()
            }
            Self::Refused => REFUSED.into(),
        }
    }
}

const IN_A_FRAME: &str = " If no file appeared, the page around this one does not allow it: open Clearcount by itself and try again.";
const REFUSED: &str = "The browser did not let this page make the file. It may be too old for it, or short of memory.";

/// What can be taken along, and what became of the last file.
pub fn choices(frame: Frame<'_>, made: &Made) -> Vec<Html> {
    let about = "One HTML file that opens anywhere, without a connection: this view, every figure and source behind it, the ledgers of its totals, and Clearcount itself to check them with.";
    let pack = button("", plain("Evidence pack"), frame.packs.reform(|_: MouseEvent| ()));
    let status = ("role", AttrValue::Static("status"));
    vec![
        element("p", "", vec![pack, detail(about)]),
        with("p", "", status, vec![text("span", "", made.said())]),
    ]
}
