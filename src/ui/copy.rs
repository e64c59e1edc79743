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
}

/// Copies, and what became of the last copy.
#[derive(Clone, PartialEq)]
pub struct Clipboard {
    /// Copies something.
    pub copy: Callback<Copied>,
    /// What was copied last, and whether the browser did it.
    pub last: Option<(Copied, bool)>,
}

/// A button that copies something.
pub fn copy_button(frame: Frame<'_>, what: Copied, label: &'static str) -> Html {
    // A word about an earlier copy would be untrue of another text.
    let said = match &frame.clipboard.last {
        Some((copied, done)) if *copied == what => match done {
            true => "Copied",
            false => "The browser does not allow copying here. Copy it by hand.",
        },
        _ => "",
    };
    let onclick = frame.clipboard.copy.reform(move |_: MouseEvent| what.clone());
    let button = button("plain", plain(label), onclick);
    let status =
        with("span", "", ("role", AttrValue::Static("status")), vec![text("span", "", said)]);
    element("span", "copy", vec![button, status])
}
