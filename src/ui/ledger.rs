//! The ledger of a total: every figure that went in and every figure that did not, with the reason,
//! and what contains what.

use yew::prelude::*;

use crate::present::ledger::{ChainLine, LedgerGroup, LedgerLine, LedgerPage};
use crate::present::region::{self, Asked, Form};
use crate::present::{chips, titles};
use crate::totals::{Ask, Selection};
use crate::ui::cite;
use crate::ui::copy::{Copied, copy_button};
use crate::ui::elements::{
    button, detail, element, link, list, main, outside, plain, presumption, text, with,
};
use crate::ui::frame::{File, FileKind, Frame};
use crate::ui::listing::Listed;
use crate::ui::{filters, totals};
use crate::view::View;

/// The page of a ledger.
pub fn page(frame: Frame<'_>, listed: &Listed) -> Html {
    let dataset = &frame.record.dataset;
    let mut body =
        vec![filters::chips(frame, &chips::of_view(dataset, frame.view)), totals::controls(frame)];
    match listed.asked() {
        Some(Asked::One(one)) => {
            let (selection, ask) = (&one.selection, &one.ask);
            body.push(take_along(frame, selection, ask, frame.view));
            body.extend(listed.ledger().map(|page| ledger(frame, page, usize::MAX)));
        }
        Some(Asked::NotOne { why, instead }) => {
            let alert = ("role", AttrValue::Static("alert"));
            body.push(with("p", "notice", alert, vec![plain(why.clone())]));
            let totals =
                instead.iter().map(|(label, view)| link(frame.href_of(view), label.clone()));
            if !instead.is_empty() {
                body.push(list("ul", "", totals.collect()));
            }
        }
        None => {}
    }
    main("record", titles::heading(dataset, frame.view), body)
}

/// The forms in which a ledger can be taken along, from the view that it is taken over.
pub fn take_along(frame: Frame<'_>, selection: &Selection, ask: &Ask, over: &View) -> Html {
    let forms = [
        ("Download CSV", Form::Csv),
        ("Download JSON", Form::Json),
        ("Download as notes", Form::Notes),
    ];
    let buttons = forms.into_iter().map(|(label, form)| {
        let (record, view, selection, ask) = (*frame.record, over.clone(), selection.clone(), *ask);
        let reader = frame.reader.clone();
        let onclick = frame.saves.reform(move |_: MouseEvent| {
            let reader = reader.on((reader.today)());
            let text = region::text_of(&record, &view, &selection, &ask, form, &reader);
            File { name: form.file().into(), kind: FileKind::Text(form.media_type()), text }
        });
        button("plain", plain(label), onclick)
    });
    let cite = cite::opener(frame, over, "Cite this total");
    element("p", "copies", buttons.chain([cite]).collect())
}

/// How many operations a ledger shows that opens over a page; a page of its own shows all.
pub const FIRST_GROUPS: usize = 30;

/// A ledger, cut short where it shows only the first operations.
pub fn ledger(frame: Frame<'_>, page: &LedgerPage, most: usize) -> Html {
    // Over a page it stands under a heading of its own.
    let (head, inner) = if most == usize::MAX { ("h2", "h3") } else { ("h3", "h4") };
    let mut parts = vec![
        element(
            "p",
            "ledger-total",
            vec![
                text("span", "label", page.total.label.clone()),
                plain(" "),
                text("strong", "number", page.total.number.clone()),
                detail(page.total.behind.clone()),
            ],
        ),
        element(
            "p",
            "hint",
            vec![text("strong", "", page.rule), plain(": "), plain(page.rule_line)],
        ),
    ];
    parts.extend(page.total.notes.iter().map(|note| text("p", "", note.clone())));
    let sentence = page.sentence.clone();
    let copy = copy_button(frame, Copied::Text(sentence.clone()), "Copy sentence");
    parts.push(element("p", "quote", vec![plain(sentence), plain(" "), copy]));
    parts.push(text("p", "hint", crate::present::total::ANNOUNCED));
    if page.total.suspects {
        parts.push(presumption());
    }
    if !page.chain.is_empty() {
        parts.push(text(head, "", "What contains what"));
        parts.push(chain(frame, &page.chain, most.saturating_mul(2)));
    }
    parts.push(text(head, "", "Every figure, by operation"));
    parts.extend(page.groups.iter().take(most).map(|group| self::group(frame, group, inner)));
    if let Some(left @ 1..) = page.groups.len().checked_sub(most) {
        parts.push(text("p", "", format!("And {left} operations more, on the ledger’s own page.")));
    }
    element("div", "ledger", parts)
}

/// The quantities as an indented list: what lies inside another stands under it.
fn chain(frame: Frame<'_>, lines: &[ChainLine], most: usize) -> Html {
    /// The items of one depth, each with what lies inside it.
    fn items(frame: Frame<'_>, lines: &[ChainLine], depth: usize) -> Html {
        let mut list: Vec<Html> = Vec::new();
        let mut at = 0;
        while let Some(line) = lines.get(at) {
            let inside = lines[at + 1..].iter().take_while(|inner| inner.depth > depth).count();
            let mut parts = vec![
                link(frame.href(line.target.clone()), line.counts.clone()),
                plain(": "),
                text("strong", "", line.number.clone()),
                detail(line.role),
            ];
            if inside > 0 {
                parts.push(items(frame, &lines[at + 1..=at + inside], depth + 1));
            }
            list.push(element("li", "", parts));
            at += inside + 1;
        }
        element("ul", "chain", list)
    }
    let shown = &lines[..lines.len().min(most)];
    let mut parts = vec![items(frame, shown, 0)];
    if lines.len() > shown.len() {
        let left = lines.len() - shown.len();
        parts.push(text("p", "", format!("And {left} more, on the ledger’s own page.")));
    }
    parts.into_iter().collect()
}

fn group(frame: Frame<'_>, group: &LedgerGroup, head: &'static str) -> Html {
    let line = |line: &LedgerLine| {
        let mut parts = vec![
            link(frame.href(line.target.clone()), line.value.clone()),
            plain(" "),
            plain(line.counts.clone()),
            element(
                "span",
                "detail",
                vec![
                    outside(&line.url, plain(line.publisher.clone())),
                    plain(format!(", {}", line.locator)),
                ],
            ),
        ];
        parts.extend(line.link.clone().map(|words| text("span", "note", words)));
        parts.extend(line.reason.map(|reason| text("span", "note", reason)));
        element("li", "", parts)
    };
    let list = |heading: &'static str, lines: &[LedgerLine]| {
        let items = lines.iter().map(line).collect();
        let list = element("ul", "", items);
        (!lines.is_empty()).then(|| element("div", "", vec![text("p", "side-head", heading), list]))
    };
    let name = link(frame.href(group.target.clone()), group.title.clone());
    let mut parts = vec![element(head, "", vec![name])];
    parts.extend(list("Counted", &group.included));
    parts.extend(list("Left out", &group.excluded));
    element("section", "", parts)
}
