//! What opens over a page, and is closed again: one at a time.

use yew::prelude::*;

use crate::model::PartialDate;
use crate::present::arrange::{KEYS_LEAD, TABLE_KEYS};
use crate::present::{embed, region};
use crate::totals::Ask;
use crate::ui::cite::{self, Cited};
use crate::ui::copy::{Copied, copy_button};
use crate::ui::download::{self, Made};
use crate::ui::elements::{element, link, outside, plain, terms, text};
use crate::ui::frame::Frame;
use crate::ui::ledger::{self, FIRST_GROUPS};
use crate::ui::listing::Listed;
use crate::view::View;

/// What can be opened over a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dialog {
    /// What of the view can be taken along as a file.
    Download(Made),
    /// The keys that act inside a table.
    Keys,
    /// How a view, or the dataset, is cited.
    Cite(Box<View>, Cited, Option<PartialDate>),
    /// The codes that show the view inside another page, or another one: a chart of it alone.
    Embed(Option<Box<View>>),
    /// The ledger of a total of the page.
    Ledger(Ask),
}

/// The id of the element, by which the app opens it.
pub const ID: &str = "dialog";

/// What is open over the page.
pub fn dialog(frame: Frame<'_>, listed: &Listed, open: &Dialog) -> Html {
    let (heading, body) = match open {
        Dialog::Download(made) => ("Download", download::choices(frame, made)),
        Dialog::Keys => {
            let keys = TABLE_KEYS.map(|(key, does)| (text("kbd", "", key), vec![plain(does)]));
            ("Keys", vec![text("p", "", KEYS_LEAD), terms("keys", keys.into())])
        }
        Dialog::Cite(view, cited, day) => ("Cite", cite::forms(frame, view, *cited, *day)),
        Dialog::Embed(chart) => {
            let view = chart.as_deref().unwrap_or(frame.view);
            let codes = embed::codes(&frame.record.dataset, view, frame.reader.home.as_deref());
            let code = |heading: &'static str, code: String| {
                let copy = copy_button(frame, Copied::Text(code.clone()), "Copy this code");
                let code = element("pre", "", vec![text("code", "", code)]);
                element("div", "code", vec![text("h3", "", heading), code, copy])
            };
            let body = vec![
                text("p", "", if chart.is_some() { embed::CHART_LEAD } else { embed::LEAD }),
                if frame.reader.home.is_some() {
                    Html::default()
                } else {
                    text("p", "", embed::NOT_SERVED)
                },
                code(embed::WITH_SCRIPT, codes.script),
                code(embed::WITHOUT_SCRIPT, codes.frame),
                element(
                    "p",
                    "",
                    vec![outside(&codes.more, plain("How to embed, and what it needs"))],
                ),
            ];
            (if chart.is_some() { "Embed this chart" } else { "Embed this view" }, body)
        }
        Dialog::Ledger(ask) => {
            let body = listed.selection().map(|selection| {
                let page = region::ledger_of(frame.record, frame.view, selection, ask);
                let address = region::address(frame.record, frame.view, ask);
                let most = if address.is_some() { FIRST_GROUPS } else { usize::MAX };
                let own = address.as_ref().map(|view| {
                    element("p", "", vec![link(frame.href_of(view), "The ledger’s own page")])
                });
                let over = address.as_ref().unwrap_or(frame.view);
                let along = ledger::take_along(frame, selection, ask, over);
                let ledger = ledger::ledger(frame, &page, most);
                own.into_iter().chain([along, ledger]).collect()
            });
            ("Ledger", body.unwrap_or_default())
        }
    };
    let onclose = frame.opens.reform(|_: Event| None);
    html! {
        <dialog id={ID} class={matches!(open, Dialog::Ledger(_)).then_some("wide")} aria-labelledby="dialog-heading" {onclose}>
            <div class="dialog-head">
                <h2 id="dialog-heading">{ heading }</h2>
                <form method="dialog"><button>{ "Close" }</button></form>
                <button type="button" class="exit-button" data-exit="">{ "Exit this page" }</button>
            </div>
            { for body }
        </dialog>
    }
}
