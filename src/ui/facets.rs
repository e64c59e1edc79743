//! Facets: each a group of checkboxes, with how many rows have each value, and a range where the
//! field has stretches.

use web_sys::Element;
use yew::prelude::*;

use crate::engine::Match;
use crate::present::facets::{FacetPanel, FacetValue, LEFT_OUT, SEARCHABLE};
use crate::present::numbers;
use crate::ui::address::Visit;
use crate::ui::elements::options;
use crate::ui::frame;
use crate::ui::range::{Entry, range};
use crate::view::Action;

/// What a facet is given.
#[derive(Properties, PartialEq)]
pub struct FacetProps {
    /// The facet.
    pub panel: FacetPanel,
    /// Changes the view.
    pub visit: Visit,
}

/// A facet.
#[component]
pub fn Facet(props: &FacetProps) -> Html {
    let FacetProps { panel, visit } = props;
    let open = use_state_eq(|| panel.opens());
    let all = use_state_eq(|| false);
    let typed = use_state_eq(String::new);
    let otherwise = use_state_eq(|| false);
    let entry = use_state_eq(|| None::<Entry>);
    use_effect_with(panel.range.as_ref().map(|range| range.span), {
        let entry = entry.clone();
        move |_| entry.set(None)
    });
    // How the next value is met: where the filter names none, the address cannot say it.
    let next = use_state_eq(Match::default);
    let field = panel.field;
    let how = panel.matching.unwrap_or(*next);
    let left_out = how == Match::None;
    let about = AttrValue::from(format!("match-{}", field.key()));
    let checkbox = |value: &FacetValue| {
        let (visit, word) = (visit.clone(), value.value.clone());
        let (next, last) = (next.clone(), panel.is_last(value));
        let onchange = Callback::from(move |_: Event| {
            // The choice outlives the last of its values, and nothing else.
            next.set(if last { how } else { Match::default() });
            visit.dispatch(Action::Toggle(field, how, word.clone()));
        });
        let count = numbers::whole(value.count as usize);
        let class = classes!(
            (value.count == 0).then_some("none"),
            (value.named && left_out).then_some("out")
        );
        html! {
            <li key={value.value.clone()} {class}>
                <label>
                    <input
                        type="checkbox"
                        checked={value.named}
                        {onchange}
                        aria-label={format!("{}, {count}", value.label)}
                        aria-describedby={(value.named && left_out).then(|| about.clone())}
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
    let ways = panel.ways();
    let asked = panel.matching.is_some();
    let match_changed = {
        let (next, visit, ways) = (next.clone(), visit.clone(), ways.clone());
        Callback::from(move |event: Event| {
            let at: Option<usize> = frame::chosen(&event).and_then(|at| at.parse().ok());
            if let Some((how, _)) = at.and_then(|at| ways.get(at)) {
                // What the filter can say itself needs not be kept.
                next.set(if asked { Match::default() } else { *how });
                visit.dispatch(Action::Meet(field, *how));
            }
        })
    };
    let order_changed = {
        let otherwise = otherwise.clone();
        Callback::from(move |event: Event| {
            otherwise.set(frame::chosen(&event).as_deref() == Some("1"));
        })
    };
    let shown = panel.shown(*all, &typed, *otherwise);
    let ways = ways.into_iter().map(|(way, name)| (name, way == how));
    let orders = panel.orders().into_iter().zip([!*otherwise, *otherwise]);
    html! {
        <details class="facet" open={*open} {ontoggle}>
            <summary>{ panel.label }</summary>
            <fieldset aria-describedby={left_out.then(|| about.clone())}>
                <legend class="hidden">{ panel.label }</legend>
                if let Some(panel) = &panel.range { { range(panel, &entry, visit) } }
                <div class="facet-choices">
                    { options(format!("Match for {}", panel.label), ways.collect(), match_changed) }
                    if panel.is_ordered() {
                        { options(format!("Order of {}", panel.label), orders.collect(), order_changed) }
                    }
                </div>
                if left_out { <p class="hint left-out" id={about.clone()}>{ LEFT_OUT }</p> }
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
                if !shown.is_empty() { <ul>{ for shown.iter().map(checkbox) }</ul> }
                if shown.is_empty() && !typed.is_empty() { <p class="hint">{ "Nothing here by that name." }</p> }
                if panel.is_long() {
                    <button type="button" class="plain" onclick={toggle_all} aria-expanded={all.to_string()}>
                        if *all { { format!("Show fewer of {}", panel.label) } } else { { format!("Show all {} of {}", panel.values.len(), panel.label) } }
                    </button>
                }
            </fieldset>
        </details>
    }
}
