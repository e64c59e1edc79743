//! Charts as people read them: what each shows, in words and numbers. Nothing here knows a place on
//! the screen, a colour or an element.

mod bars;
pub mod editions;
mod histogram;
pub mod map;
mod matrix;
mod multiples;
pub mod partners;
mod ranges;
pub mod saved;
mod scope;
pub mod strip;
mod timeline;

use self::scope::Scope;
pub use self::scope::{filter_sentence, listed};
use crate::engine::{Answer, Bitmap, Field, Query, Span};
use crate::model::{ChartKind, FigureIdx, OperationIdx};
use crate::present::record::Record;
use crate::present::{facets, notice, region, total};
use crate::totals::{Ask, Range};
use crate::view::{Drawn, Unread, View};

/// A chart before it is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// What kind of chart it is.
    pub kind: ChartKind,
    /// What it shows: `Operations by year`.
    pub title: String,
    /// Under which filter: `State Kansas; Year 2019 to 2021`.
    pub filter: String,
    /// The most important that is to be seen in it, three sentences at most.
    pub facts: Vec<String>,
    /// What is to be known in order to read it rightly, a sentence each.
    pub notes: Vec<String>,
    /// What the points are called in its table, and what their numbers are.
    pub heads: [&'static str; 2],
    /// Everything in it that has a number, in the order in which it is walked and listed.
    pub points: Vec<Point>,
    /// How the points are set out.
    pub form: Form,
    /// Where a stretch of its points can be chosen: the field that is limited, and the view that it is
    /// limited in.
    pub brush: Option<(Field, View)>,
    /// Whether suspects are counted in it.
    pub suspects: bool,
    /// The view that it is drawn of.
    pub view: View,
    /// The total that it draws; nothing where it counts rows.
    pub ask: Option<Ask>,
}

/// Something in a chart that has a number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Point {
    /// What it is called: `Kansas`, `2019`, `July to September 2019`.
    pub name: String,
    /// The same where there is little room: `KS`, `2019`.
    pub short: String,
    /// Its number; nothing where no figure gives one, which is not zero.
    pub range: Option<Range>,
    /// Its number in short: `41`, `138–141`, `100+`, `no figure`.
    pub text: String,
    /// What is said of it: `2019: 28 operations`.
    pub said: String,
    /// What stands behind it: `3 operations, 12 figures, 9 sources`; empty where it is a count.
    pub behind: String,
    /// Where it leads: the rows that it counts, or the ledger of its total.
    pub target: Option<View>,
    /// The stretch of years, dates or values that it covers, where stretches can be chosen.
    pub stretch: Option<Span>,
    /// Whether it lies outside of what the filter chooses of its own field, and is shown all the same.
    pub outside: bool,
    /// What it counts.
    pub counts: Counts,
}

/// What a point counts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Counts {
    /// What it leads to.
    #[default]
    Target,
    /// What it leads to under the filters of the chart's view: following it lifts the one that names
    /// nothing else.
    Filtered,
    /// These operations; it can lead to others too.
    Operations(Bitmap),
    /// These figures; it leads to one of them.
    Figures(Vec<(OperationIdx, FigureIdx)>),
}

/// How the points of a chart are set out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// Upright, side by side in order, from zero. The last points are spans over several places of
    /// the others: the first and the last place of each, from 0.
    Upright {
        /// The spans.
        spans: Vec<(usize, usize)>,
    },
    /// Lying, one under the other, from zero.
    Ranked,
    /// Lying, one under the other, from the lower to the upper end.
    Ranges,
    /// On tiles: `Point::short` is the postal code of a US state, district or territory. What has no
    /// tile is not drawn.
    Map,
    /// In the cells of a square, half of which is drawn.
    Matrix {
        /// What the rows and columns are called.
        names: Vec<String>,
        /// The row and the column of each point; the row is the larger.
        cells: Vec<(usize, usize)>,
    },
    /// The first point is the whole; the others lie in it.
    Strip,
    /// Upright, in panels of their own on one scale: what each is called and how many points it has,
    /// in order.
    Multiples {
        /// The panels.
        panels: Vec<(String, usize)>,
    },
    /// Not drawn, for this reason.
    Nothing(String),
}

impl Chart {
    /// Everything that is to be seen in it, in sentences, for those who do not see it.
    pub fn description(&self) -> String {
        self.facts.iter().chain(&self.notes).map(String::as_str).collect::<Vec<_>>().join(" ")
    }

    /// The reason why nothing is drawn, if nothing is.
    pub fn nothing(&self) -> Option<&str> {
        match &self.form {
            Form::Nothing(reason) => Some(reason),
            _ => None,
        }
    }
}

/// The charts of a view whose answer this is: the one that it asks for, and what stands beside it.
pub fn of_view(record: &Record, view: &View, answer: &Answer) -> Vec<Chart> {
    let Some(kind) = view.chart_kind() else { return Vec::new() };
    // What a total asks takes the place of a filter that names one of it, as in its ledger.
    if let Some(filters) = region::without_asked(view).filter(|_| view.drawn_total().is_some()) {
        return of_view_alone(record, &View { filters, ..view.clone() });
    }
    let scope = Scope { record, view, answer };
    match kind {
        ChartKind::Timeline => vec![timeline::chart(scope)],
        ChartKind::Bars => vec![bars::chart(scope)],
        ChartKind::Histogram => vec![histogram::chart(scope)],
        ChartKind::Map => map::charts(scope),
        ChartKind::Matrix => vec![matrix::chart(scope)],
        ChartKind::Ranges => vec![ranges::chart(scope)],
        ChartKind::Multiples => vec![multiples::chart(scope)],
        // Of a single operation, not of a view's rows.
        ChartKind::Strip => Vec::new(),
    }
}

/// What stands in the place of the charts of a page that has none.
pub const NO_CHART: &str = "This page has no chart. The link below shows the page itself.";

/// Why the chart that an address asks for is not drawn, where it asks for one that there is not.
pub fn refused(view: &View) -> Option<String> {
    let asks = |part: &&Unread| matches!(part.key.as_str(), "chart" | "of" | "by");
    view.unread.iter().find(asks).map(notice::unread)
}

/// The charts of a view, whose answer nothing else needs.
pub fn of_view_alone(record: &Record, view: &View) -> Vec<Chart> {
    let Some(table) = view.listing() else { return Vec::new() };
    let facets = facets::of_table(table).to_vec();
    let answer = record.answer(&Query { limit: 0, ..view.query(table, facets) });
    of_view(record, view, &answer)
}

/// The totals that a chart can draw: those that stand on every page, those of each group of suspects,
/// and the one that the view draws.
pub fn drawable(view: &View) -> Vec<Drawn> {
    let standard = Ask::standard(view.rule.0, view.possible).into_iter();
    let groups = Ask::arrests_by_population(view.rule.0, view.possible).into_iter();
    let mut drawn: Vec<Drawn> = standard
        .chain(groups)
        .map(|ask| {
            let everyone = Ask::of(ask.measure).population == ask.population;
            (ask.measure, ask.population.filter(|_| !everyone))
        })
        .collect();
    drawn.extend(view.drawn.filter(|other| !drawn.contains(other)));
    drawn
}

/// What a total that is drawn is called: `Arrests: alleged buyers`.
pub fn drawn_label(view: &View, drawn: Drawn) -> String {
    total::label(&total::drawn(view, drawn))
}
