//! The frame of every page: the menu above, the standing words below.

use std::rc::Rc;

use yew::prelude::*;

use crate::ui::app::SharedRecord;
use crate::view::{self, Page, View};

/// The address of a page, keeping what belongs to the whole visit: colours and embedding.
pub fn href(from: &View, page: Page) -> String {
    let View { theme, embed, .. } = *from;
    format!(
        "#{}",
        view::write(&View {
            theme,
            embed,
            ..View::of(page)
        })
    )
}

/// What the menu is given.
#[derive(Properties, PartialEq)]
pub struct NavigationProps {
    /// The view, to mark where the reader is.
    pub view: Rc<View>,
}

/// The menu.
#[component]
pub fn Navigation(props: &NavigationProps) -> Html {
    let view = &props.view;
    let here = |page: &Page| {
        let page = page.segments().first().copied();
        (view.page.segments().first().copied() == page).then_some("page")
    };
    let entry = |page: Page, label: &'static str| {
        html! { <li><a href={href(view, page.clone())} aria-current={here(&page)}>{ label }</a></li> }
    };
    html! {
        <nav class="menu" aria-label="Pages">
            <ul>
                { entry(Page::Operations, "Operations") }
                { entry(Page::Figures, "Figures") }
            </ul>
        </nav>
    }
}

/// What the foot is given.
#[derive(Properties, PartialEq)]
pub struct FooterProps {
    /// The record, for its version.
    pub record: SharedRecord,
}

/// What stands under every page.
#[component]
pub fn Footer(props: &FooterProps) -> Html {
    let edition = &props.record.dataset.edition;
    html! {
        <footer class="foot">
            <p class="presumption">{ crate::present::standing::PRESUMPTION }</p>
            <p>{ crate::present::standing::HELP_LINES }</p>
            <p>{ crate::present::standing::edition(edition) }</p>
        </footer>
    }
}
