//! What a view draws: which chart, of what number, by which field. It draws nothing.

use super::{Page, View};
use crate::engine::{Field, Table};
use crate::model::*;

/// Which chart a view draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Drawing {
    /// The page's usual one.
    #[default]
    Usual,
    /// None.
    None,
    /// Another of those that the page has.
    Chart(ChartKind),
}

impl Drawing {
    /// The word in addresses for no chart.
    pub const NONE: &str = "none";
}

/// What a chart draws in place of how many rows there are: a total of a measure, of everyone or of
/// one population. Which outcomes count, and under which rule, the view says of all its totals.
pub type Drawn = (Measure, Option<Population>);

/// The text of what is drawn in addresses: `victims`, `arrests.buyers`.
pub fn drawn_text((measure, population): Drawn) -> String {
    match population {
        None => measure.slug().to_string(),
        Some(population) => format!("{}.{}", measure.slug(), population.slug()),
    }
}

/// Reads what is drawn; nothing where there is no such total.
pub fn read_drawn(text: &str) -> Option<Drawn> {
    let (measure, population) = match text.split_once('.') {
        Some((measure, population)) => (measure, Some(population)),
        None => (text, None),
    };
    let measure = Measure::from_slug(measure).filter(|measure| measure.total())?;
    let read = |slug: &str| match measure.counts() {
        Counted::Victims => VictimPopulation::from_slug(slug).map(Population::Victims),
        Counted::Suspects => SuspectPopulation::from_slug(slug).map(Population::Suspects),
        Counted::None => None,
    };
    match population {
        None => Some((measure, None)),
        Some(slug) => Some((measure, Some(read(slug)?))),
    }
}

impl Page {
    /// The charts that the page can draw, the usual one first.
    pub fn charts(&self) -> &'static [ChartKind] {
        use ChartKind::*;
        match self {
            Self::Operations | Self::Agency(_) | Self::Place(_) => {
                &[Timeline, Bars, Map, Ranges, Multiples]
            }
            Self::Programme(_) => &[Ranges, Timeline, Bars, Map, Multiples],
            Self::Figures => &[Histogram, Bars],
            Self::Agencies => &[Bars, Matrix],
            Self::Places => &[Map, Bars],
            Self::Programmes | Self::Offences | Self::Sources | Self::Disagreements => &[Bars],
            _ => &[],
        }
    }
}

impl View {
    /// The chart that the view draws, if it draws one.
    pub fn chart_kind(&self) -> Option<ChartKind> {
        match self.drawing {
            Drawing::Usual => self.page.charts().first().copied(),
            Drawing::None => None,
            Drawing::Chart(kind) => Some(kind),
        }
    }

    /// Whether a chart of the view can draw totals: only operations have them.
    pub fn draws_totals(&self) -> bool {
        self.listing() == Some(Table::Operations)
            && !matches!(self.chart_kind(), None | Some(ChartKind::Multiples))
    }

    /// The total that the view's chart draws, if it draws one. Ranges are always of a total: where none
    /// is chosen, of people found.
    pub fn drawn_total(&self) -> Option<Drawn> {
        let usual =
            (self.chart_kind() == Some(ChartKind::Ranges)).then_some((Measure::Victims, None));
        self.drawn.or(usual).filter(|_| self.draws_totals())
    }

    /// The fields by which the view's chart can be split, the usual one first; none where the chart
    /// has no choice.
    pub fn splits(&self) -> &'static [Field] {
        use Field::*;
        match (self.listing(), self.chart_kind()) {
            (Some(Table::Operations), Some(ChartKind::Bars)) => &[
                Kind,
                State,
                Country,
                Agency,
                Level,
                Series,
                Initiative,
                Trafficking,
                Offence,
                Tactic,
                Year,
                Measure,
            ],
            (Some(Table::Operations), Some(ChartKind::Multiples)) => {
                &[Series, State, Year, Kind, Level]
            }
            (Some(Table::Figures), Some(ChartKind::Bars)) => {
                &[Measure, Population, Outcome, Qualifier, Scope, SourceKind, Year, State]
            }
            (Some(Table::Sources), Some(ChartKind::Bars)) => &[SourceKind, Year, State, Measure],
            (Some(Table::Disagreements), Some(ChartKind::Bars)) => {
                &[Disagreement, Reason, Measure, Year, State]
            }
            _ => &[],
        }
    }

    /// The field by which the view's chart is split.
    pub fn split(&self) -> Option<Field> {
        let known = self.splits();
        self.by.filter(|field| known.contains(field)).or(known.first().copied())
    }
}
