//! How what is seen is cited, in every style, to copy or to save.

use yew::prelude::*;

use crate::model::PartialDate;
use crate::present::citation::{self, Style};
use crate::ui::copy::{Copied, copy_button};
use crate::ui::dialog::Dialog;
use crate::ui::elements::{button, choice, element, plain, text};
use crate::ui::frame::{File, FileKind, Frame, chosen};
use crate::view::{Page, View};

/// What is cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cited {
    /// What the view shows.
    View,
    /// The dataset.
    Dataset,
}

/// A button that opens the citations of a view.
pub fn opener(frame: Frame<'_>, view: &View, label: &'static str) -> Html {
    let (view, today) = (view.clone(), frame.reader.today);
    let opens = frame.opens.reform(move |_: MouseEvent| {
        Some(Dialog::Cite(Box::new(view.clone()), Cited::View, today()))
    });
    button("plain", plain(label), opens)
}

/// The citations of a view or of the dataset, on a day.
pub fn forms(frame: Frame<'_>, view: &View, cited: Cited, day: Option<PartialDate>) -> Vec<Html> {
    let reader = frame.reader.on(day);
    let citation = match cited {
        Cited::View => citation::of_view(frame.record, view, &reader),
        Cited::Dataset => citation::of_dataset(&frame.record.dataset, &reader),
    };
    let onchange = {
        let view = view.clone();
        frame.opens.reform(move |event: Event| {
            let cited = match chosen(&event).as_deref() {
                Some(DATASET) => Cited::Dataset,
                _ => Cited::View,
            };
            Some(Dialog::Cite(Box::new(view.clone()), cited, day))
        })
    };
    let what = match &view.page {
        Page::Figure { .. } => "The source of this figure",
        Page::Operation(_) => "This operation",
        Page::Ledger => "This total",
        _ => "This view",
    };
    let option = |word: &'static str, label: &'static str, of: Cited| {
        (AttrValue::Static(word), AttrValue::Static(label), of == cited)
    };
    let options =
        vec![option("view", what, Cited::View), option(DATASET, "The dataset", Cited::Dataset)];
    let mut parts = vec![element("p", "", vec![choice("What to cite", options, onchange)])];
    parts.extend(Style::ALL.map(|(style, _)| {
        let words = citation::written(std::slice::from_ref(&citation), style);
        let code = element("pre", "", vec![text("code", "", words.clone())]);
        let save = style.file().map_or_else(Html::default, |name| {
            let file = File {
                name: name.into(),
                kind: FileKind::Text(style.media_type()),
                text: words.clone(),
            };
            let save = frame.saves.reform(move |_: MouseEvent| file.clone());
            button("plain", plain("Save this file"), save)
        });
        let copy = copy_button(frame, Copied::Text(words), "Copy this citation");
        element("div", "code", vec![text("h3", "", style.name()), code, copy, save])
    }));
    parts
}

const DATASET: &str = "dataset";
