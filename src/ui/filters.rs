//! What is filtered now: the search box and the chips.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::present::chips::Chip;
use crate::ui::app::Dispatch;
use crate::view::{Action, View};

/// What the search box is given.
#[derive(Properties, PartialEq)]
pub struct SearchProps {
    /// The view.
    pub view: Rc<View>,
}

/// The search box.
#[component]
pub fn SearchBox(props: &SearchProps) -> Html {
    let dispatch = use_context::<Dispatch>();
    let oninput = Callback::from(move |event: InputEvent| {
        let typed = event.target_dyn_into::<HtmlInputElement>().map(|input| input.value());
        if let (Some(dispatch), Some(typed)) = (&dispatch, typed) {
            dispatch.dispatch(Action::Search(typed));
        }
    });
    html! {
        <div class="search">
            <label for="search">{ "Search" }</label>
            <input
                id="search"
                type="search"
                value={props.view.search.clone()}
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

/// What the chips are given.
#[derive(Properties, PartialEq)]
pub struct ChipsProps {
    /// What is filtered now.
    pub chips: Rc<Vec<Chip>>,
}

/// The active filters, each with a button that removes it.
#[component]
pub fn Chips(props: &ChipsProps) -> Html {
    let dispatch = use_context::<Dispatch>();
    if props.chips.is_empty() {
        return Html::default();
    }
    let does = |action: Action| {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(dispatch) = &dispatch {
                dispatch.dispatch(action.clone());
            }
        })
    };
    html! {
        <div class="chips">
            <ul aria-label="Active filters">
                { for props.chips.iter().map(|chip| html! {
                    <li key={format!("{}{}", chip.field, chip.text)}>
                        <button type="button" class="chip" aria-label={chip.remove.clone()} onclick={does(chip.action.clone())}>
                            <span class="chip-field">{ chip.field }</span>{ " " }{ chip.text.clone() }
                            <span class="cross" aria-hidden="true">{ "×" }</span>
                        </button>
                    </li>
                }) }
            </ul>
            <button type="button" class="plain" onclick={does(Action::ClearAll)}>{ "Clear all" }</button>
        </div>
    }
}
