//! The frame of every page: the menu and the notices above, the standing words below.

use yew::prelude::*;

use crate::present::{standing, titles};
use crate::ui::cite;
use crate::ui::copy::{Copied, copy_button};
use crate::ui::dialog::Dialog;
use crate::ui::download::Made;
use crate::ui::elements::{button, choice, element, link, main, plain, text, with};
use crate::ui::frame::{Frame, chosen};
use crate::view::{self, Action, Page, Theme, View};

/// What stands in the place of something that is being worked out, as in the page before the program.
pub fn waiting() -> Html {
    let rows = (0..6).map(|_| element("span", "skeleton-row", Vec::new())).collect();
    let rows = with("div", "skeleton", ("aria-hidden", AttrValue::Static("true")), rows);
    let says =
        with("p", "", ("role", AttrValue::Static("status")), vec![plain("Adding up the numbers…")]);
    element("div", "waiting", vec![says, rows])
}

/// A page of which only the heading is known yet.
pub fn opening(frame: Frame<'_>) -> Html {
    main("to-come", titles::heading(&frame.record.dataset, frame.view), vec![waiting()])
}

/// The menu, with what a reader can do to every view.
pub fn bar(frame: Frame<'_>, quiet: bool, onquiet: Callback<()>) -> Html {
    let here = frame.view.page.segments().first().copied();
    let entry = |page: Page| {
        let current = (here == page.segments().first().copied()).then_some("page");
        let label = titles::menu(&page);
        let mut to = View::of(page);
        if to.picks() {
            // Operations are chosen in one table after the other.
            to.compare.clone_from(&frame.view.compare);
        }
        html! { <li><a href={frame.href_of(&to)} aria-current={current}>{ label }</a></li> }
    };
    let onchange = frame.on(|event: Event| {
        let chosen = chosen(&event)?;
        let (theme, _) = Theme::ALL.iter().find(|(_, word)| *word == chosen)?;
        Some(Action::Paint(*theme))
    });
    let themes = Theme::ALL.iter().map(|(theme, word)| {
        let chosen = frame.view.theme == *theme;
        (AttrValue::Static(word), AttrValue::Static(titles::theme(*theme)), chosen)
    });
    let pages = [
        Page::Front,
        Page::Operations,
        Page::Figures,
        Page::Agencies,
        Page::Places,
        Page::Programmes,
        Page::Offences,
        Page::Sources,
        Page::Disagreements,
        Page::About,
    ];
    let pages = pages.map(entry).into();
    let menu = with(
        "nav",
        "menu",
        ("aria-label", AttrValue::Static("Pages")),
        vec![element("ul", "", pages)],
    );
    let quiet = html! {
        <label class="tool" title="Keep this page to a single entry of the browser’s history">
            <input type="checkbox" checked={quiet} onchange={onquiet.reform(|_: Event| ())} />
            { "Quiet history" }
        </label>
    };
    let downloads = frame.opens.reform(|_: MouseEvent| Some(Dialog::Download(Made::Nothing)));
    let pinned = frame.view.pinned(&frame.record.dataset.edition.version);
    let tools = vec![
        button("plain", plain("Download"), downloads),
        copy_button(frame, Copied::AddressOf(view::write(&pinned)), "Copy link"),
        cite::opener(frame, frame.view, "Cite"),
        button(
            "plain",
            plain("Embed"),
            frame.opens.reform(|_: MouseEvent| Some(Dialog::Embed(None))),
        ),
        quiet,
        choice("Colours", themes.collect(), onchange),
    ];
    let tools = with("section", "tools", ("aria-label", AttrValue::Static("This view")), tools);
    element("div", "site-bar", vec![menu, tools])
}

/// The notices of a view, one alert each, which a reader can dismiss.
pub fn notices(frame: Frame<'_>, notices: &[String]) -> Html {
    if notices.is_empty() {
        return Html::default();
    }
    let alert = |notice: &String| {
        with("p", "notice", ("role", AttrValue::Static("alert")), vec![plain(notice.clone())])
    };
    let mut parts: Vec<Html> = notices.iter().map(alert).collect();
    if !frame.view.unread.is_empty() {
        parts.push(button("", plain("Dismiss"), frame.does(Action::Dismiss)));
    }
    element("div", "notices", parts)
}

/// What stands under every page.
pub fn foot(frame: Frame<'_>) -> Html {
    let more = match frame.full_view() {
        Some(href) => {
            html! { <a {href} target="_blank" rel="noreferrer">{ "Open the full view" }</a> }
        }
        None => link(frame.href(Page::About), "Method, codebook, privacy"),
    };
    let edition = vec![plain(standing::edition(&frame.record.dataset.edition)), plain(" "), more];
    element(
        "footer",
        "foot",
        vec![
            text("p", "", standing::PRESUMPTION),
            text("p", "", standing::HELP_LINES),
            element("p", "", edition),
        ],
    )
}

/// The page for something that is not there, with what may have happened.
pub fn missing(frame: Frame<'_>, what: impl Into<AttrValue>, why: Option<String>) -> Html {
    let mut body: Vec<Html> = Vec::new();
    body.extend(
        why.map(|why| with("p", "", ("role", AttrValue::Static("alert")), vec![plain(why)])),
    );
    body.push(element(
        "p",
        "",
        vec![
            link(frame.href(Page::Operations), "See all operations"),
            plain(" or "),
            link(frame.href(Page::Front), "begin at the front page"),
            plain("."),
        ],
    ));
    main("", what, body)
}
