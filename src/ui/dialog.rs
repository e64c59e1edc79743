//! What opens over a page, and is closed again: one at a time.

use yew::prelude::*;

use crate::present::arrange::{KEYS_LEAD, TABLE_KEYS};
use crate::ui::elements::{button, plain, terms, text};
use crate::ui::frame::Frame;

/// What can be opened over a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dialog {
    /// The keys that act inside a table.
    Keys,
}

/// The id of the element, by which the app opens it.
pub const ID: &str = "dialog";

/// What is open over the page.
pub fn dialog(frame: Frame<'_>, open: &Dialog) -> Html {
    let (heading, body) = match open {
        Dialog::Keys => {
            let keys = TABLE_KEYS.map(|(key, does)| (text("kbd", "", key), vec![plain(does)]));
            ("Keys", vec![text("p", "", KEYS_LEAD), terms("keys", keys.into())])
        }
    };
    let onclose = frame.opens.reform(|_: Event| None);
    let close = button("", plain("Close"), frame.opens.reform(|_: MouseEvent| None));
    html! {
        <dialog id={ID} aria-labelledby="dialog-heading" {onclose}>
            <div class="dialog-head">
                <h2 id="dialog-heading">{ heading }</h2>
                { close }
                <button type="button" class="exit-button" data-exit="">{ "Exit this page" }</button>
            </div>
            { for body }
        </dialog>
    }
}
