//! A button that copies something and says whether it did.

use yew::prelude::*;

use crate::ui::elements::{button, element, plain, text, with};
use crate::ui::frame::Frame;

/// What is to be copied.
#[derive(Debug, Clone, PartialEq)]
pub enum Copied {
    /// A text.
    Text(String),
    /// The address of the page with this fragment.
    AddressOf(String),
    /// A part of a table, as a text.
    OfTable(Part, String),
    /// A part of a table without a cell from which to see it.
    Nothing,
}

/// A part of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// One cell.
    Cell,
    /// One row.
    Row,
    /// The rows of one page.
    Page,
}

/// Copies, and what became of the last copy.
#[derive(Clone, PartialEq)]
pub struct Clipboard {
    /// Copies something.
    pub copy: Callback<Copied>,
    /// What was copied last, and whether the browser did it.
    pub last: Option<(Copied, bool)>,
}

impl Clipboard {
    /// What became of the last copy, if it was of a table.
    pub fn said_of_table(&self) -> &'static str {
        match &self.last {
            Some((Copied::Nothing, _)) => "First choose a cell: press on it, or ↓ in the table.",
            Some((Copied::OfTable(part, _), true)) => match part {
                Part::Cell => "Copied the cell",
                Part::Row => "Copied the row",
                Part::Page => "Copied the page",
            },
            Some((Copied::OfTable(..), false)) => REFUSED,
            _ => "",
        }
    }
}

/// What is said where the browser does not copy.
const REFUSED: &str = "The browser does not allow copying here. Copy it by hand.";

/// A button that copies something.
pub fn copy_button(frame: Frame<'_>, what: Copied, label: &'static str) -> Html {
    // A word about an earlier copy would be untrue of another text.
    let said = match &frame.clipboard.last {
        Some((copied, done)) if *copied == what => match done {
            true => "Copied",
            false => REFUSED,
        },
        _ => "",
    };
    let onclick = frame.clipboard.copy.reform(move |_: MouseEvent| what.clone());
    let button = button("plain", plain(label), onclick);
    let status =
        with("span", "", ("role", AttrValue::Static("status")), vec![text("span", "", said)]);
    element("span", "copy", vec![button, status])
}
