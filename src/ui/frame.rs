//! What every part of a page is given: the record, the view, and the way to change it.

use std::cell::Cell;

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::model::PartialDate;
use crate::present::export::Circumstances;
use crate::ui::address::Visit;
use crate::ui::app::SharedRecord;
use crate::ui::copy::Clipboard;
use crate::ui::dialog::Dialog;
use crate::ui::download::Take;
use crate::view::{self, Action, Embedding, Page, View};

/// What every part of a page is given.
///
/// Parts without a state of their own are functions of it, not components: a component costs 6 KB
/// of program, and the app is rendered anew only when the view changes.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    /// The record.
    pub record: &'a SharedRecord,
    /// The view.
    pub view: &'a View,
    /// Changes the view.
    pub visit: &'a Visit,
    /// Opens something over the page, or closes it.
    pub opens: &'a Callback<Option<Dialog>>,
    /// Saves a file.
    pub saves: &'a Callback<File>,
    /// The name of the file that was to be saved last, if the browser did not make it.
    pub unsaved: Option<&'a str>,
    /// Makes a file to take along, or ends the one that is being made.
    pub takes: &'a Callback<Take>,
    /// Copies.
    pub clipboard: &'a Clipboard,
    /// Where and when the reader is.
    pub reader: &'a Reader,
    /// How much is drawn at once.
    pub pace: &'a Pace,
}

/// How much of a view is drawn at once: what would hold up its first frame is sketched in it, and
/// drawn in the next.
#[derive(Debug, Default)]
pub struct Pace {
    /// Whether the record is searched and totalled: not in the first frame of a visit, in which stands
    /// what it says without that.
    pub reckons: bool,
    /// Whether the first frame of the view is there.
    pub begun: bool,
    /// Whether something was sketched.
    pub sketched: Cell<bool>,
}

impl Pace {
    /// Whether something that takes long is to be sketched.
    pub fn sketches(&self) -> bool {
        self.sketched.set(!self.begun);
        !self.begun
    }
}

/// Where and when the reader is.
#[derive(Debug, Clone)]
pub struct Reader {
    /// The address of the folder that the app is served from; none where other pages cannot reach it.
    pub home: Option<AttrValue>,
    /// The day, by the reader's clock.
    pub today: fn() -> Option<PartialDate>,
}

impl Reader {
    /// What of that a file says, on a day.
    pub fn on(&self, today: Option<PartialDate>) -> Circumstances<'_> {
        Circumstances { home: self.home.as_deref(), today }
    }
}

/// A file that a reader takes along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: FileKind,
    /// What it holds, or is made of.
    pub text: String,
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A text of this media type.
    Text(&'static str),
    /// A PNG, which the browser makes of a text of SVG.
    Picture,
}

impl Frame<'_> {
    /// A callback that does something, whatever the event.
    pub fn does(&self, action: Action) -> Callback<MouseEvent> {
        self.on(move |_| Some(action.clone()))
    }

    /// A callback that does what an event asks for.
    pub fn on<E>(&self, action: impl Fn(E) -> Option<Action> + 'static) -> Callback<E> {
        self.visit.on(action)
    }

    /// The address of a view, keeping what belongs to the whole visit: colours, embedding, how totals
    /// are taken, and the earlier version that it is held against.
    pub fn href_of(&self, to: &View) -> String {
        let View { theme, embed, rule, possible, counting, .. } = *self.view;
        // What is no chart of this page is shown whole.
        let elsewhere = embed.is_chart() && to.page != self.view.page;
        let embed = if elsewhere { Embedding::View } else { embed };
        // A reader who came by an earlier version's address sees on each page what has changed.
        let present = &self.record.dataset.edition.version;
        let version = self.view.version.clone().filter(|version| version != present);
        let mut to = View { theme, embed, version, ..to.clone() };
        if to.page != Page::Ledger {
            to.rule = rule;
            to.possible = possible;
            to.counting = counting.filter(|_| to.asks_for_outcomes());
        }
        format!("#{}", view::write(&to))
    }

    /// From inside another page, the address of the view on a page of its own.
    pub fn full_view(&self) -> Option<String> {
        let full = View { embed: Embedding::None, ..self.view.clone() };
        self.reader
            .home
            .as_deref()
            .filter(|_| self.view.embed != Embedding::None)
            .map(|home| format!("{home}#{}", view::write(&full)))
    }

    /// The address of a page without filters.
    pub fn href(&self, page: Page) -> String {
        self.href_of(&View::of(page))
    }
}

/// What was chosen from a list.
pub fn chosen(event: &Event) -> Option<String> {
    Some(event.target_dyn_into::<HtmlSelectElement>()?.value())
}

/// What was entered into a field, when that is done.
pub fn entered(event: &Event) -> Option<String> {
    Some(event.target_dyn_into::<HtmlInputElement>()?.value())
}

/// What was typed into a field.
pub fn typed(event: &InputEvent) -> Option<String> {
    Some(event.target_dyn_into::<HtmlInputElement>()?.value())
}
