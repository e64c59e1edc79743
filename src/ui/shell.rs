//! The frame of every page: the menu above, the standing words below.

use std::rc::Rc;

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::present::{standing, titles};
use crate::ui::app::{Dispatch, SharedRecord};
use crate::ui::copy::{Copied, CopyButton};
use crate::view::{self, Action, Page, Theme, View};

/// The address of a view, keeping what belongs to the whole visit: colours and embedding.
pub fn href_of(from: &View, to: &View) -> String {
    let View { theme, embed, .. } = *from;
    format!("#{}", view::write(&View { theme, embed, ..to.clone() }))
}

/// The address of a page without filters.
pub fn href(from: &View, page: Page) -> String {
    href_of(from, &View::of(page))
}

/// What the menu is given.
#[derive(Properties, PartialEq)]
pub struct NavigationProps {
    /// The view, to mark where the reader is.
    pub view: Rc<View>,
    /// Whether the history is quiet.
    pub quiet: bool,
    /// Turns quiet history on or off.
    pub onquiet: Callback<()>,
}

/// The menu.
#[component]
pub fn Navigation(props: &NavigationProps) -> Html {
    let NavigationProps { view, quiet, onquiet } = props;
    let dispatch = use_context::<Dispatch>();
    let entry = |page: Page| {
        let here = view.page.segments().first() == page.segments().first();
        let label = titles::menu(&page);
        html! { <li><a href={href(view, page)} aria-current={here.then_some("page")}>{ label }</a></li> }
    };
    let onchange = Callback::from(move |event: Event| {
        let chosen = event.target_dyn_into::<HtmlSelectElement>().map(|select| select.value());
        let theme = Theme::ALL.iter().find(|(_, word)| Some(*word) == chosen.as_deref());
        if let (Some(dispatch), Some((theme, _))) = (&dispatch, theme) {
            dispatch.dispatch(Action::Paint(*theme));
        }
    });
    let toggle = onquiet.reform(|_: Event| ());
    html! {
        <div class="bar">
            <nav class="menu" aria-label="Pages">
                <ul>
                    { entry(Page::Front) }
                    { entry(Page::Operations) }
                    { entry(Page::Figures) }
                    { entry(Page::About) }
                </ul>
            </nav>
            <div class="tools">
                <CopyButton what={Copied::AddressOf(view::write(view))} label="Copy link" />
                <label class="tool" title="Keep this page to a single entry of the browser’s history">
                    <input type="checkbox" checked={*quiet} onchange={toggle} />
                    { "Quiet history" }
                </label>
                <label class="tool">
                    { "Colours " }
                    <select {onchange}>
                        { for Theme::ALL.iter().map(|(theme, word)| html! {
                            <option value={*word} selected={view.theme == *theme}>{ titles::theme(*theme) }</option>
                        }) }
                    </select>
                </label>
            </div>
        </div>
    }
}

/// What the foot is given.
#[derive(Properties, PartialEq)]
pub struct FooterProps {
    /// The record, for its version.
    pub record: SharedRecord,
    /// The view, for links.
    pub view: Rc<View>,
}

/// What stands under every page.
#[component]
pub fn Footer(props: &FooterProps) -> Html {
    let edition = &props.record.dataset.edition;
    html! {
        <footer class="foot">
            <p>{ standing::PRESUMPTION }</p>
            <p>{ standing::HELP_LINES }</p>
            <p>
                { standing::edition(edition) }{ " " }
                <a href={href(&props.view, Page::About)}>{ "Method, codebook, privacy" }</a>
            </p>
        </footer>
    }
}

/// What the page for something missing is given.
#[derive(Properties, PartialEq)]
pub struct MissingProps {
    /// The view, for links.
    pub view: Rc<View>,
    /// What is missing, as a heading.
    pub what: AttrValue,
    /// What may have happened.
    #[prop_or_default]
    pub why: Option<AttrValue>,
}

/// The page for something that is not there.
#[component]
pub fn Missing(props: &MissingProps) -> Html {
    let MissingProps { view, what, why } = props;
    html! {
        <main id="main" tabindex="-1">
            <h1 tabindex="-1">{ what }</h1>
            if let Some(why) = why { <p role="alert">{ why }</p> }
            <p>
                <a href={href(view, Page::Operations)}>{ "See all operations" }</a>{ " or " }
                <a href={href(view, Page::Front)}>{ "begin at the front page" }</a>{ "." }
            </p>
        </main>
    }
}
