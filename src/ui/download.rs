//! What of a view can be taken along as a file, and what became of the last one.

use yew::prelude::*;

use crate::present::export::{Circumstances, Export, Format};
use crate::present::numbers::whole;
use crate::present::record::Record;
use crate::ui::elements::{button, detail, element, plain, section, terms, text, with};
use crate::ui::frame::Frame;
use crate::view::View;

/// What became of a file that the reader asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Made {
    /// None was asked for.
    Nothing,
    /// It is being made.
    Begun,
    /// So many of its many rows are written.
    Writing {
        /// How many are written.
        done: usize,
        /// How many it will have.
        all: usize,
    },
    /// The browser was given it under this name; in a frame it may still have dropped it.
    Given {
        /// The name of the file.
        file: String,
        /// Whether another page shows this one.
        framed: bool,
    },
    /// The browser did not let it be made.
    Refused,
}

impl Made {
    fn said(&self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Begun => "Making the file…".into(),
            Self::Writing { done, all } => {
                ["Making the file: ", &whole(*done), " of ", &whole(*all), " rows."].concat()
            }
            Self::Given { file, framed } => {
                let more = if *framed { IN_A_FRAME } else { "" };
                ["Saved as ", file, ", where this browser puts its downloads.", more].concat()
            }
            Self::Refused => REFUSED.into(),
        }
    }
}

const IN_A_FRAME: &str = " If no file appeared, the page around this one does not allow it: open Clearcount by itself and try again.";
const REFUSED: &str = "The browser did not let this page make the file. It may be too old for it, or short of memory.";

/// What a reader asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Take {
    /// The evidence pack of the view.
    Pack,
    /// A file.
    File(Format, Scope),
    /// Nothing more: what is being made is not wanted.
    Nothing,
}

/// What of the record a file is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// What the view shows.
    View,
    /// All of it.
    Everything,
}

impl Scope {
    /// What is taken along; nothing for a view without rows.
    pub fn export(
        self,
        record: &Record,
        view: &View,
        reader: &Circumstances<'_>,
    ) -> Option<Export> {
        match self {
            Self::View => Export::of_view(record, view, reader),
            Self::Everything => Some(Export::everything(record, reader)),
        }
    }
}

/// What can be taken along, and what became of the last file.
pub fn choices(frame: Frame<'_>, made: &Made) -> Vec<Html> {
    let about = "One HTML file that opens anywhere, without a connection: this view, every figure and source behind it, the ledgers of its totals, and Clearcount itself to check them with.";
    let pack = button("", plain("Evidence pack"), frame.takes.reform(|_: MouseEvent| Take::Pack));
    let status = ("role", AttrValue::Static("status"));
    let mut said = vec![text("span", "", made.said())];
    if let Made::Writing { .. } = made {
        said.push(button(
            "plain",
            plain("Cancel"),
            frame.takes.reform(|_: MouseEvent| Take::Nothing),
        ));
    }
    vec![
        formats(frame, Scope::View),
        formats(frame, Scope::Everything),
        element("p", "", vec![pack, detail(about)]),
        with("p", "", status, said),
    ]
}

/// The formats in which something can be taken along, with how much of it there is.
fn formats(frame: Frame<'_>, scope: Scope) -> Html {
    let reader = frame.reader.on(None);
    let Some(export) = scope.export(frame.record, frame.view, &reader) else {
        return Html::default();
    };
    let (id, heading) = match scope {
        Scope::View => ("download-view", "This view: "),
        Scope::Everything => ("download-everything", "Everything: "),
    };
    let heading = [heading, &export.counted].concat();
    if export.is_empty() {
        return section(id, heading, vec![text("p", "", NO_ROWS)]);
    }
    let offered = Format::ALL.iter().filter(|(format, _)| !(export.whole && format.is_flat()));
    let format = |(format, _): &(Format, _)| {
        let format = *format;
        let onclick = frame.takes.reform(move |_: MouseEvent| Take::File(format, scope));
        (button("", plain(format.name()), onclick), vec![plain(format.holds())])
    };
    section(id, heading, vec![terms("keys", offered.map(format).collect())])
}

const NO_ROWS: &str =
    "No row passes the filters. Remove one of them, and there is something to take along.";
