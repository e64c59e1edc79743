//! The browser program: mounts the app and nothing else.
use yew::prelude::*;

#[component]
fn App() -> Html {
    html! { <main id="main" tabindex="-1"><h1>{ "Operations" }</h1></main> }
}

fn main() {
    let Some(root) = web_sys::window()
        .and_then(|w| w.document())
        .and_then(|d| d.get_element_by_id("app"))
    else {
        return;
    };
    yew::Renderer::<App>::with_root(root).render();
}
