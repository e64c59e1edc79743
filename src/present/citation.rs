//! How the dataset, a view, a total, an operation or a figure is cited. Clearcount is the author of the
//! compilation; the author of a figure is who published its source. It knows no screen.

mod machines;
mod plain;

use crate::engine::{Answer, Table};
use crate::model::*;
use crate::present::charts::filter_sentence;
use crate::present::export::Circumstances;
use crate::present::record::Record;
use crate::present::region::{self, Asked};
use crate::present::{labels, numbers, titles, total};
use crate::view::{self, Page, View};

/// Something that is cited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// By what a reference manager tells it from others.
    pub key: String,
    /// Who wrote it: an organisation.
    pub author: String,
    /// What it is called.
    pub title: String,
    /// Whether it is a dataset, and not a page.
    pub is_dataset: bool,
    /// What it is a part of.
    pub container: Option<String>,
    /// When it was published, as precisely as that is stated.
    pub published: Option<PartialDate>,
    /// Its version.
    pub version: Option<String>,
    /// Its address.
    pub address: Option<String>,
    /// When the reader saw it.
    pub accessed: Option<PartialDate>,
    /// What else has to be said.
    pub note: Option<String>,
}

/// How a citation is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// As the American Psychological Association has it.
    Apa,
    /// As the Chicago Manual of Style has it in bibliographies.
    Chicago,
    /// For LaTeX.
    Bibtex,
    /// For reference managers.
    Ris,
    /// For citation processors.
    Csl,
}

impl Style {
    /// Every style, with its word on the command line.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Apa, "apa"),
        (Self::Chicago, "chicago"),
        (Self::Bibtex, "bibtex"),
        (Self::Ris, "ris"),
        (Self::Csl, "csl"),
    ];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Apa => "In the style of APA",
            Self::Chicago => "In the style of Chicago",
            Self::Bibtex => "BibTeX",
            Self::Ris => "RIS",
            Self::Csl => "CSL-JSON",
        }
    }

    /// The name of a file, where reference managers read one.
    pub fn file(self) -> Option<&'static str> {
        match self {
            Self::Apa | Self::Chicago => None,
            Self::Bibtex => Some("citation.bib"),
            Self::Ris => Some("citation.ris"),
            Self::Csl => Some("citation.json"),
        }
    }

    /// The media type of such a file.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Apa | Self::Chicago => "text/plain;charset=utf-8",
            Self::Bibtex => "application/x-bibtex",
            Self::Ris => "application/x-research-info-systems",
            Self::Csl => "application/vnd.citationstyles.csl+json",
        }
    }
}

/// Citations in a style.
pub fn written(citations: &[Citation], style: Style) -> String {
    match style {
        Style::Apa => plain::lines(citations, plain::apa),
        Style::Chicago => plain::lines(citations, plain::chicago),
        Style::Bibtex => citations.iter().map(machines::bibtex).collect(),
        Style::Ris => citations.iter().map(machines::ris).collect(),
        Style::Csl => machines::csl(citations),
    }
}

/// The dataset.
pub fn of_dataset(dataset: &Dataset, reader: &Circumstances<'_>) -> Citation {
    let edition = &dataset.edition;
    Citation {
        key: ["clearcount-", &edition.version].concat(),
        author: titles::COMPILERS.into(),
        title: edition.title.clone(),
        is_dataset: true,
        container: None,
        published: edition.date,
        version: Some(edition.version.clone()),
        address: reader.home.map(Into::into),
        accessed: reader.today,
        note: None,
    }
}

/// What a view shows: one figure by its source, everything else as a part of the dataset.
pub fn of_view(record: &Record, view: &View, reader: &Circumstances<'_>) -> Citation {
    let dataset = &record.dataset;
    let whole = of_dataset(dataset, reader);
    let address = reader.address(&dataset.edition, view);
    // Without an address of its own, a copy is found by the version and the view in it.
    let address = match reader.home {
        Some(_) => (Some(address), None),
        None => (None, Some(["View in Clearcount: ", &address].concat())),
    };
    let part = |title: String| Citation {
        key: [whole.key.as_str(), &key(view)].concat(),
        title,
        is_dataset: false,
        container: Some(whole.title.clone()),
        address: address.0.clone(),
        note: address.1.clone(),
        ..whole.clone()
    };
    match &view.page {
        Page::Front | Page::About | Page::Unknown(_) => whole,
        Page::Figure { operation, figure } => {
            let home = dataset.operation_by_id(operation);
            let index = home.and_then(|home| dataset.operation(home).figure_by_id(figure));
            match (home, index) {
                (Some(home), Some(index)) => of_figure(dataset, home, index, view, reader),
                _ => whole,
            }
        }
        Page::Operation(_) => part(titles::heading(dataset, view)),
        Page::Ledger => match region::asked(record, view, Table::Operations) {
            Asked::One(one) => {
                let found = record.totals().total(dataset, &one.selection, &one.ask);
                let name = [&total::label(&one.ask), ": ", &total::number(&found)].concat();
                let view = View { filters: one.filters, ..view.clone() };
                part(selected(dataset, &view, name))
            }
            Asked::NotOne { .. } => part(titles::heading(dataset, view)),
        },
        _ => part(selected(dataset, view, titles::heading(dataset, view))),
    }
}

/// The address of a view as the end of a key: two views that are cited side by side have two.
fn key(view: &View) -> String {
    let shared = View { version: None, ..view.shared("") };
    let mut key = String::new();
    for letter in view::write(&shared).chars() {
        match letter {
            '!' => key.push_str("-not"),
            letter if letter.is_ascii_alphanumeric() || ".-_".contains(letter) => key.push(letter),
            _ => key.push('-'),
        }
    }
    key
}

/// What something is called under the filters of a view.
fn selected(dataset: &Dataset, view: &View, name: String) -> String {
    if view.filters.iter().next().is_none() && view.search.trim().is_empty() {
        return name;
    }
    [&name, " (", &filter_sentence(dataset, view), ")"].concat()
}

/// A figure: its source, with where in it the number stands.
fn of_figure(
    dataset: &Dataset,
    home: OperationIdx,
    index: FigureIdx,
    view: &View,
    reader: &Circumstances<'_>,
) -> Citation {
    let operation = dataset.operation(home);
    let figure = operation.figure(index);
    let number = [
        &numbers::stated(figure),
        " (",
        &labels::quantity(figure),
        "), ",
        &figure.locator,
        "; as recorded in Clearcount, version ",
        &dataset.edition.version,
        ", ",
        &reader.address(&dataset.edition, view),
    ];
    Citation {
        key: [&operation.id, "-", &figure.id].concat(),
        note: Some(number.concat()),
        ..of_source(dataset, home, figure.source, reader)
    }
}

/// A source.
fn of_source(
    dataset: &Dataset,
    home: OperationIdx,
    index: SourceIdx,
    reader: &Circumstances<'_>,
) -> Citation {
    let operation = dataset.operation(home);
    let source = operation.source(index);
    Citation {
        key: [&operation.id, "-", &source.id].concat(),
        author: source.publisher.clone(),
        title: source.title.clone(),
        is_dataset: false,
        container: None,
        published: source.published,
        version: None,
        address: Some(source.url.clone()),
        accessed: reader.today,
        note: Some(["As recorded in Clearcount, version ", &dataset.edition.version].concat()),
    }
}

/// Every source of an answer about sources, and the dataset.
pub fn of_sources(record: &Record, answer: &Answer, reader: &Circumstances<'_>) -> Vec<Citation> {
    let (dataset, engine) = (&record.dataset, record.engine());
    let sources = answer.page.iter().map(|row| {
        let (home, source) = engine.source(*row);
        of_source(dataset, home, source, reader)
    });
    sources.chain([of_dataset(dataset, reader)]).collect()
}
