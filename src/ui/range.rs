//! A stretch of years, dates or values: a small histogram, two sliders, two text fields.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::chart::histogram;
use crate::present::range::{ENDS, RangePanel};
use crate::ui::address::Visit;
use crate::ui::elements::{element, plain, text};
use crate::ui::plot::picture;
use crate::view::Action;

/// What was entered and could not be applied. The facet keeps it until it can be, or until the
/// stretch is changed in another way.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    texts: [String; 2],
    /// The end that is wrong.
    end: usize,
    message: String,
}

/// The range of a facet.
pub fn range(panel: &Rc<RangePanel>, entry: &UseStateHandle<Option<Entry>>, visit: &Visit) -> Html {
    let key = panel.field.key();
    let wrong = (**entry).as_ref();
    let texts = wrong.map_or(&panel.texts, |wrong| &wrong.texts);
    let message = AttrValue::from(format!("wrong-{key}"));
    let about = AttrValue::from(format!("range-{key}"));
    let slider = |end: usize| {
        let moved = panel.clone();
        let oninput = visit.on(move |event: InputEvent| {
            let input: HtmlInputElement = event.target_dyn_into()?;
            let asked = input.value().parse().unwrap_or_default();
            let at = moved.stop(end, asked);
            if at != asked {
                input.set_value(&at.to_string());
            }
            Some(moved.slid(end, at))
        });
        // A new press and another place of the focus are the end of the change before.
        html! {
            <input
                type="range"
                min="0"
                max={panel.last().to_string()}
                step="1"
                value={panel.at[end].to_string()}
                aria-label={ENDS[end]}
                aria-valuetext={panel.said[end].clone()}
                {oninput}
                onpointerdown={visit.on(|_: PointerEvent| Some(Action::Settle))}
                onblur={visit.on(|_: FocusEvent| Some(Action::Settle))}
            />
        }
    };
    let field = |end: usize| {
        let (entry, panel) = (entry.clone(), panel.clone());
        let is_wrong = wrong.is_some_and(|wrong| wrong.end == end);
        let described = match (is_wrong, panel.hint) {
            (true, _) => Some(message.clone()),
            (false, Some(_)) => Some(about.clone()),
            (false, None) => None,
        };
        let texts = texts.clone();
        let value = texts[end].clone();
        let onchange = visit.on(move |event: Event| {
            let input: HtmlInputElement = event.target_dyn_into()?;
            let mut texts = texts.clone();
            texts[end] = input.value();
            match panel.entered(&texts, end) {
                Ok(action) => {
                    entry.set(None);
                    Some(action)
                }
                Err((end, message)) => {
                    entry.set(Some(Entry { texts, end, message }));
                    None
                }
            }
        });
        html! {
            <label>
                { plain(ENDS[end]) }
                <input
                    type="text"
                    {value}
                    {onchange}
                    autocomplete="off"
                    aria-invalid={is_wrong.then_some("true")}
                    aria-describedby={described}
                />
            </label>
        }
    };
    let clear = {
        let (entry, panel) = (entry.clone(), panel.clone());
        visit.on(move |_: MouseEvent| {
            entry.set(None);
            panel.is_limited().then(|| panel.cleared())
        })
    };
    let idle = !panel.is_limited() && wrong.is_none();
    let mut parts = vec![picture(
        &histogram::scene(&panel.histogram),
        "plot histogram",
        format!("{}. {}", panel.histogram.title, panel.histogram.description),
    )];
    if panel.last() > 0 {
        parts.extend([slider(0), slider(1)]);
    }
    let ends = panel.histogram.ends.clone().map(|end| text("span", "", end));
    parts.push(element("p", "ends", ends.into()));
    parts.push(html! {
        <div class="limits">
            { field(0) }
            { field(1) }
            // Not `disabled`: the focus would fall out of the page with the stretch.
            <button type="button" class="plain" onclick={clear} aria-disabled={idle.then_some("true")}>{ "Clear" }</button>
        </div>
    });
    if let Some(wrong) = wrong {
        let said = plain(wrong.message.clone());
        parts.push(html! { <p class="wrong" id={message} role="alert">{ said }</p> });
    }
    if let Some(hint) = panel.hint {
        parts.push(html! { <p class="hint" id={about}>{ hint }</p> });
    }
    element("div", "range", parts)
}
