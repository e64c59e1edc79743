//! What the browser does for the app: the address bar, the title, focus. The only room that
//! touches `window`. It knows nothing of our model, and nothing here is needed for the app to be
//! right: what the browser refuses is left undone.

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use web_sys::{Document, HtmlElement, Window};

fn window() -> Option<Window> {
    web_sys::window()
}

fn document() -> Option<Document> {
    window()?.document()
}

/// The part of the address behind the `#`.
pub fn fragment() -> String {
    let hash = window()
        .and_then(|window| window.location().hash().ok())
        .unwrap_or_default();
    hash.strip_prefix('#').unwrap_or(&hash).to_string()
}

/// The whole address of the page, with another fragment.
pub fn address_with(fragment: &str) -> String {
    let href = window()
        .and_then(|window| window.location().href().ok())
        .unwrap_or_default();
    let base = href.split('#').next().unwrap_or_default();
    format!("{base}#{fragment}")
}

/// Whether a change of the address is a step of its own or takes the place of the last one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// A new entry of the history: Back undoes it.
    New,
    /// The present entry, changed.
    Same,
}

/// Writes a fragment into the address bar, unless it stands there already.
pub fn write_fragment(text: &str, entry: Entry) {
    if fragment() == text {
        return;
    }
    let Some(history) = window().and_then(|window| window.history().ok()) else {
        return;
    };
    let address = format!("#{text}");
    // A browser that limits how often the address may change refuses; the view stays right, and
    // the next change writes the address again.
    let _refused = match entry {
        Entry::New => history.push_state_with_url(&JsValue::NULL, "", Some(&address)),
        Entry::Same => history.replace_state_with_url(&JsValue::NULL, "", Some(&address)),
    };
}

/// Calls back with the fragment whenever the reader goes back, forward, follows a link, or edits
/// the address. The listeners live as long as what is returned.
pub fn on_fragment(callback: impl Fn(String) + Clone + 'static) -> Vec<EventListener> {
    let Some(window) = window() else {
        return Vec::new();
    };
    ["hashchange", "popstate"]
        .into_iter()
        .map(|event| {
            let callback = callback.clone();
            EventListener::new(&window, event, move |_| callback(fragment()))
        })
        .collect()
}

/// Sets the title of the page.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Sets an attribute of the root element, or takes it away.
pub fn set_root_attribute(name: &str, value: Option<&str>) {
    let Some(root) = document().and_then(|document| document.document_element()) else {
        return;
    };
    let _refused = match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    };
}

/// Moves the focus to the first element that a selector finds, and the page to its top.
pub fn focus_top(selector: &str) {
    let Some(document) = document() else { return };
    let element = document.query_selector(selector).ok().flatten();
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _refused = element.focus_with_options(&options);
    }
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// The element that an app is mounted on.
pub fn element_by_id(id: &str) -> Option<web_sys::Element> {
    document()?.get_element_by_id(id)
}
