//! What is filtered now: the search box and the chips.

use yew::prelude::*;

use crate::present::chips::Chip;
use crate::ui::elements::{button, element, plain, text, with};
use crate::ui::frame::{Frame, typed};
use crate::view::Action;

/// The search box.
pub fn search_box(frame: Frame<'_>) -> Html {
    let oninput = frame.on(|event: InputEvent| typed(&event).map(Action::Search));
    html! {
        <div class="search">
            <label for="search">{ "Search" }</label>
            <input
                id="search"
                type="search"
                value={frame.view.search.clone()}
                {oninput}
                onblur={frame.on(|_: FocusEvent| Some(Action::Settle))}
                autocomplete="off"
                spellcheck="false"
                aria-describedby="search-hint"
            />
            <span id="search-hint" class="hint">
                { "All words; “a phrase” in quotes; -word to leave out" }
            </span>
        </div>
    }
}

/// The active filters, each with a button that removes it.
pub fn chips(frame: Frame<'_>, chips: &[Chip]) -> Html {
    if chips.is_empty() {
        return Html::default();
    }
    let chip = |chip: &Chip| {
        html! {
            <li key={chip.remove.clone()}>
                <button type="button" class="chip" aria-label={chip.remove.clone()} onclick={frame.does(chip.action.clone())}>
                    { text("span", "chip-field", chip.field) }{ " " }{ plain(chip.text.clone()) }
                    { with("span", "cross", ("aria-hidden", AttrValue::Static("true")), vec![plain("×")]) }
                </button>
            </li>
        }
    };
    let list = chips.iter().map(chip).collect();
    let list = with("ul", "", ("aria-label", AttrValue::Static("Active filters")), list);
    let clear = button("plain", plain("Clear all"), frame.does(Action::ClearAll));
    element("div", "chips", vec![list, clear])
}
