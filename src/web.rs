//! What the browser does for the app: the address bar, the title, focus, the clipboard, waiting.
//! The only room that touches `window`. It knows nothing of our model, and what the browser
//! refuses is left undone or said by the caller; nothing here is needed for the app to be right.

pub mod picture;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use js_sys::Uint8Array;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Blob, BlobPropertyBag, Document, Element, HtmlAnchorElement, HtmlDialogElement, HtmlElement,
    HtmlInputElement, MouseEvent, Url, Window,
};

fn window() -> Option<Window> {
    web_sys::window()
}

fn document() -> Option<Document> {
    window()?.document()
}

/// The part of the address behind the `#`; empty for the target of the skip link, which the
/// browser puts there when it is followed before any script is there to do it.
pub fn fragment() -> String {
    let hash = window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    match hash.strip_prefix('#') {
        Some("main") | None => String::new(),
        Some(fragment) => fragment.to_string(),
    }
}

/// The whole address of the page, with another fragment.
pub fn address_with(fragment: &str) -> String {
    let href = window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    let base = href.split('#').next().unwrap_or_default();
    format!("{base}#{fragment}")
}

/// The address of the folder that the page was served from, with its last slash. None for a page
/// from disk and for one without an address of its own: no other page can reach them.
pub fn served_from() -> Option<String> {
    let href = window()?.location().href().ok()?;
    let page = href.split(['#', '?']).next()?;
    let (folder, _) = page.rsplit_once('/').filter(|_| page.starts_with("http"))?;
    Some(format!("{folder}/"))
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
    let Some(history) = window().and_then(|window| window.history().ok()) else { return };
    // A link was followed, and the app has not been told yet: that entry says what comes next.
    if entry == Entry::Same && history.state().is_ok_and(|state| state.is_falsy()) {
        return;
    }
    let address = format!("#{text}");
    // A browser that limits how often the address may change refuses; the view stays right, and
    // the next change writes the address again.
    let _refused = match entry {
        Entry::New => history.push_state_with_url(&JsValue::TRUE, "", Some(&address)),
        Entry::Same => history.replace_state_with_url(&JsValue::TRUE, "", Some(&address)),
    };
}

/// Calls back with the fragment whenever the reader goes back, forward, follows a link, or edits
/// the address, and with whether the entry of the history was there before.
pub fn on_fragment(callback: impl Fn(String, bool) + Clone + 'static) {
    let Some(window) = window() else { return };
    mark_entry();
    for event in ["popstate", "hashchange"] {
        let callback = callback.clone();
        EventListener::new(&window, event, move |_| callback(fragment(), mark_entry())).forget();
    }
}

/// Calls back whenever the page asks the app to draw itself, to see whether it still does.
pub fn on_draw(callback: impl Fn() + 'static) -> Option<EventListener> {
    let window = window()?;
    Some(EventListener::new(&window, "clearcount:draw", move |_| callback()))
}

/// Marks the present entry of the history as seen, and says whether it was so already.
fn mark_entry() -> bool {
    let Some(history) = window().and_then(|window| window.history().ok()) else { return false };
    let seen = history.state().is_ok_and(|state| state.is_truthy());
    if !seen {
        let _refused = history.replace_state_with_url(&JsValue::TRUE, "", None);
    }
    seen
}

/// Calls back with the fragment of every link inside the page that is followed while `wanted`, in place
/// of the browser, so that it makes no entry of the history.
pub fn on_link(wanted: impl Fn() -> bool + 'static, callback: impl Fn(String) + 'static) {
    let Some(document) = document() else { return };
    let options = EventListenerOptions::enable_prevent_default();
    let listener = EventListener::new_with_options(&document, "click", options, move |event| {
        let Some(click) = event.dyn_ref::<MouseEvent>().filter(|_| wanted()) else { return };
        let elsewhere = click.button() != 0
            || click.ctrl_key()
            || click.meta_key()
            || click.shift_key()
            || click.alt_key();
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let link = target.and_then(|target| target.closest("a[href^='#/']").ok().flatten());
        if let (Some(link), false) = (link, elsewhere) {
            event.prevent_default();
            let href = link.get_attribute("href").unwrap_or_default();
            callback(href.trim_start_matches('#').to_string());
        }
    });
    listener.forget();
}

/// Sets the title of the page.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Sets an attribute of the root element, or takes it away.
pub fn set_root_attribute(name: &str, value: Option<&str>) {
    let Some(root) = document().and_then(|document| document.document_element()) else { return };
    let _refused = match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    };
}

/// Gives the focus to the first of the elements found that takes it: what is not shown does not.
fn focus(selector: &str, scroll: bool) -> bool {
    let Some(document) = document() else { return false };
    let Ok(found) = document.query_selector_all(selector) else { return false };
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(!scroll);
    (0..found.length()).filter_map(|at| found.get(at)).any(|node| {
        // Elements of SVG have the same `focus`.
        let _refused = node.unchecked_ref::<HtmlElement>().focus_with_options(&options);
        document.active_element().is_some_and(|active| *active == node)
    })
}

/// Moves the focus to the first element that a selector finds, and the page to its top.
pub fn focus_top(selector: &str) {
    focus(selector, false);
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Moves the focus to the link in the main part that leads to a fragment, and the page to it.
pub fn focus_link(fragment: &str) -> bool {
    let quoted = fragment.replace('\\', "\\\\").replace('"', "\\\"");
    focus(&format!("#main a[href=\"#{quoted}\"]"), true)
}

/// Where nothing has the focus, because what had it is gone: moves it to what the first selector
/// finds that finds something. It looks once the event is dealt with: while the focus is on its way
/// from one field to the next, nothing has it either.
pub fn rescue_focus(selectors: &'static [&'static str]) -> Later {
    later(0, move || {
        let active = document().and_then(|document| document.active_element());
        if active.is_none_or(|active| active.tag_name() == "BODY") {
            let _found = selectors.iter().any(|selector| focus(selector, false));
        }
    })
}

/// Opens the dialog with this id over the page; the browser closes it with Escape, and gives the
/// focus back to what had it.
pub fn show_dialog(id: &str) {
    let dialog = element_by_id(id).and_then(|dialog| dialog.dyn_into::<HtmlDialogElement>().ok());
    if let Some(dialog) = dialog.filter(|dialog| !dialog.open()) {
        let _refused = dialog.show_modal();
    }
}

/// Whether a selector finds something in the page.
pub fn finds(selector: &str) -> bool {
    document()
        .is_some_and(|document| document.query_selector(selector).is_ok_and(|it| it.is_some()))
}

/// Lets the first link that a selector finds lead to a fragment.
pub fn set_link(selector: &str, fragment: &str) {
    let link = document().and_then(|document| document.query_selector(selector).ok().flatten());
    if let Some(link) = link {
        let _refused = link.set_attribute("href", &format!("#{fragment}"));
    }
}

/// Lets a field hold a text, where it holds another.
pub fn fill(id: &str, text: &str) {
    let field = element_by_id(id).and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    if let Some(field) = field.filter(|field| field.value() != text) {
        field.set_value(text);
    }
}

/// Something that is done later, unless this is dropped before. It is kept until then: what a timer
/// calls is never freed once it has been let go of.
#[derive(Debug)]
pub struct Later(#[allow(dead_code, reason = "held so that it is not cancelled")] Timeout);

/// Does something after so many milliseconds.
pub fn later(milliseconds: u32, action: impl FnOnce() + 'static) -> Later {
    Later(Timeout::new(milliseconds, action))
}

/// The day where the reader is, by the reader's clock: `2026-11-22`.
pub fn today() -> String {
    let now = js_sys::Date::new_0();
    format!("{:04}-{:02}-{:02}", now.get_full_year(), now.get_month() + 1, now.get_date())
}

/// Copies a text, and calls back with whether the browser did it.
pub fn copy(text: String, done: impl FnOnce(bool) + 'static) {
    let Some(window) = window() else { return done(false) };
    // A page without a secure context has no clipboard, whatever its type says.
    let navigator: JsValue = window.navigator().into();
    let has_clipboard = js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard"))
        .is_ok_and(|clipboard| !clipboard.is_undefined() && !clipboard.is_null());
    if !has_clipboard {
        return done(false);
    }
    let promise = window.navigator().clipboard().write_text(&text);
    spawn_local(async move { done(JsFuture::from(promise).await.is_ok()) });
}

/// Saves a text as a file of a media type. False where the browser does not make one; where it
/// makes one and does not let the page save it, it says so itself or not at all.
pub fn save(name: &str, media_type: &str, text: &str) -> bool {
    save_parts(name, media_type, &js_sys::Array::of1(&JsValue::from_str(text)))
}

fn save_parts(name: &str, media_type: &str, parts: &js_sys::Array) -> bool {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    Blob::new_with_buffer_source_sequence_and_options(parts, &options)
        .is_ok_and(|blob| save_blob(name, &blob))
}

/// Gives the browser a file to save, and says whether it could be given.
fn save_blob(name: &str, blob: &Blob) -> bool {
    let Ok(url) = Url::create_object_url_with_blob(blob) else { return false };
    let link = document().and_then(|document| document.create_element("a").ok());
    let link = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok());
    if let Some(link) = &link {
        link.set_href(&url);
        link.set_download(name);
        link.click();
    }
    // The browser takes its copy after the click has been dealt with.
    Timeout::new(60_000, move || {
        let _gone = Url::revoke_object_url(&url);
    })
    .forget();
    link.is_some()
}

#[wasm_bindgen]
extern "C" {
    /// Written in `assets/boot.js`, which stands in one script with what is made of this.
    #[wasm_bindgen(js_namespace = clearcount, js_name = page, catch)]
    async fn page_in_one_file(title: &str, address: &str, html: &str) -> Result<Blob, JsValue>;
    #[wasm_bindgen(js_namespace = clearcount, js_name = gzip, catch)]
    async fn gzip(text: &str) -> Result<Uint8Array, JsValue>;
}

/// Packs texts, each as gzip, and calls back with them; with nothing where the browser does not.
pub fn pack(texts: Vec<String>, done: impl FnOnce(Option<Vec<Vec<u8>>>) + 'static) {
    spawn_local(async move {
        let mut packed = Vec::new();
        for text in texts {
            match gzip(&text).await {
                Ok(bytes) => packed.push(bytes.to_vec()),
                Err(_) => return done(None),
            }
        }
        done(Some(packed));
    });
}

/// Saves bytes as a file of a media type, as far as the browser lets it.
pub fn save_bytes(name: &str, media_type: &str, bytes: &[u8]) -> bool {
    save_parts(name, media_type, &js_sys::Array::of1(&Uint8Array::from(bytes)))
}

/// Saves the page as it stands as one file that holds the program too: under a title, leading to the
/// view at an address, and with a document after it. Calls back with whether the browser made it.
pub fn save_page(
    name: String,
    title: String,
    address: String,
    html: String,
    done: impl FnOnce(bool) + 'static,
) {
    spawn_local(async move {
        let blob = page_in_one_file(&title, &address, &html).await;
        done(blob.is_ok_and(|blob| save_blob(&name, &blob)));
    });
}

/// Whether another page shows this one in a frame.
pub fn is_framed() -> bool {
    let Some(window) = window() else { return false };
    !window.parent().is_ok_and(|parent| parent.is_some_and(|parent| parent == window))
}

/// Does something when what was to be drawn before is drawn, and before the browser does anything else.
/// Where Yew has begun to draw and given the browser time, the rest is drawn after it.
pub fn once_drawn(action: impl FnOnce() + 'static) {
    // Yew begins to draw in a task of this same queue, in which each is done after those before it.
    spawn_local(async { action() });
}

/// Does something once what was said before is likely to be on screen.
pub fn once_painted(action: impl FnOnce() + 'static) {
    Timeout::new(50, action).forget();
}

/// The element that an app is mounted on.
pub fn element_by_id(id: &str) -> Option<Element> {
    document()?.get_element_by_id(id)
}
