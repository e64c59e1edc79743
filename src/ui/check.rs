//! The field in which a reader looks up a number, and what is known of it.

use yew::prelude::*;

use crate::present::check::{self, CheckLine};
use crate::ui::elements::{button, detail, element, link, list, plain, section as part, text};
use crate::ui::frame::{Frame, entered};
use crate::view::Action;

/// The id of the field.
pub const FIELD: &str = "check";

/// The field, with what is known of the number in it.
pub fn section(frame: Frame<'_>) -> Html {
    // A field says that it is done by Enter, and when the focus leaves it for the button. It has no
    // `value` here: Yew would write the number looked up last over what is being typed whenever the
    // page is drawn, which `recovery.js` asks for after a key that changed nothing. `ui/app.rs` fills it.
    let onchange = frame.on(|event: Event| entered(&event).map(Action::Check));
    let field = html! {
        <div class="search">
            <label for="check">{ "A number that you have read, with a few words" }</label>
            <input id={FIELD} type="search" {onchange} autocomplete="off" spellcheck="false" aria-describedby="check-hint" />
            { button("", plain("Check"), Callback::from(|_: MouseEvent| ())) }
            <span id="check-hint" class="hint">{ "For example: 391 victims cross country" }</span>
        </div>
    };
    let asked = frame.pace.reckons.then_some(&*frame.view.check);
    let checked = asked.and_then(|asked| check::check(frame.record, asked));
    let said = checked.as_ref().map_or(String::new(), |checked| checked.found.clone());
    let status = html! { <p role="status">{ plain(said) }</p> };
    let mut known = Vec::new();
    if let Some(checked) = checked {
        known.push(lines(frame, "What it counts", &checked.carried));
        known.push(lines(frame, "Known confusions", &checked.confusions));
        known.push(lines(frame, "Near, and not the same", &checked.near));
        known.extend(checked.all.map(|view| {
            element("p", "", vec![link(frame.href_of(&view), "All figures with this number")])
        }));
    }
    // Wrapped, for it grows at its end, and the focus is to stay in the field.
    let body = vec![field, status, element("div", "", known)];
    part("check-number", "Check a number", vec![element("div", "check", body)])
}

fn lines(frame: Frame<'_>, heading: &'static str, lines: &[CheckLine]) -> Html {
    if lines.is_empty() {
        return Html::default();
    }
    let line = |line: &CheckLine| {
        let words = link(frame.href(line.target.clone()), line.text.clone());
        [words, detail(line.detail.clone())].into_iter().collect()
    };
    let items = lines.iter().map(line).collect();
    element("div", "", vec![text("h3", "", heading), list("ul", "newest", items)])
}
