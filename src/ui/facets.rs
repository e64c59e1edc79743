//! Facets: each a group of checkboxes, with how many rows have each value.

use web_sys::Element;
use yew::prelude::*;

use crate::present::facets::{FacetPanel, FacetValue, SEARCHABLE};
use crate::present::numbers;
use crate::ui::app::Dispatch;
use crate::ui::frame;
use crate::view::Action;

/// What a facet is given.
#[derive(Properties, PartialEq)]
pub struct FacetProps {
    /// The facet.
    pub panel: FacetPanel,
    /// Changes the view.
    pub dispatch: Dispatch,
}

/// A facet.
#[component]
pub fn Facet(props: &FacetProps) -> Html {
    let FacetProps { panel, dispatch } = props;
    let open = use_state_eq(|| panel.opens());
    let all = use_state_eq(|| false);
    let typed = use_state_eq(String::new);
    let checkbox = |value: &FacetValue| {
        let (dispatch, field, word) = (dispatch.clone(), panel.field, value.value.clone());
        let onchange = Callback::from(move |_: Event| {
            dispatch.dispatch(Action::Toggle(field, word.clone()));
        });
        let count = numbers::whole(value.count as usize);
        html! {
            <li key={value.value.clone()} class={(value.count == 0).then_some("none")}>
                <label>
                    <input
                        type="checkbox"
                        checked={value.chosen}
                        {onchange}
                        aria-label={format!("{}, {count}", value.label)}
                    />
                    <span class="value">{ value.label.clone() }</span>
                    <span class="count">{ count.clone() }</span>
                </label>
            </li>
        }
    };
    // Open or closed is the reader's own choice, once the facet is shown.
    let ontoggle = {
        let open = open.clone();
        Callback::from(move |event: Event| {
            if let Some(details) = event.target_dyn_into::<Element>() {
                open.set(details.has_attribute("open"));
            }
        })
    };
    let toggle_all = {
        let (all, typed) = (all.clone(), typed.clone());
        Callback::from(move |_: MouseEvent| {
            typed.set(String::new());
            all.set(!*all);
        })
    };
    let oninput = {
        let typed = typed.clone();
        Callback::from(move |event: InputEvent| {
            typed.set(frame::typed(&event).unwrap_or_default());
        })
    };
    let shown = panel.shown(*all, &typed);
    html! {
        <details class="facet" open={*open} {ontoggle}>
            <summary>{ panel.label }</summary>
            <fieldset>
                <legend class="hidden">{ panel.label }</legend>
                if *all && panel.values.len() > SEARCHABLE {
                    <input
                        type="search"
                        class="find"
                        aria-label={format!("Find in {}", panel.label)}
                        placeholder="Find"
                        value={(*typed).clone()}
                        {oninput}
                    />
                }
                <ul>{ for shown.iter().map(|value| checkbox(value)) }</ul>
                if shown.is_empty() { <p class="hint">{ "Nothing here by that name." }</p> }
                if panel.is_long() {
                    <button type="button" class="plain" onclick={toggle_all} aria-expanded={all.to_string()}>
                        if *all { { format!("Show fewer of {}", panel.label) } } else { { format!("Show all {} of {}", panel.values.len(), panel.label) } }
                    </button>
                }
            </fieldset>
        </details>
    }
}
