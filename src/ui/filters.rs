//! What is filtered now: the search box and the chips.

use yew::prelude::*;

use crate::present::chips::Chip;
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
    html! {
        <div class="chips">
            <ul aria-label="Active filters">
                { for chips.iter().map(|chip| html! {
                    <li key={chip.remove.clone()}>
                        <button type="button" class="chip" aria-label={chip.remove.clone()} onclick={frame.does(chip.action.clone())}>
                            <span class="chip-field">{ chip.field }</span>{ " " }{ chip.text.clone() }
                            <span class="cross" aria-hidden="true">{ "×" }</span>
                        </button>
                    </li>
                }) }
            </ul>
            <button type="button" class="plain" onclick={frame.does(Action::ClearAll)}>{ "Clear all" }</button>
        </div>
    }
}
