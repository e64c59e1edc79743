//! What has changed in what a view shows since the version of the dataset that its address was made with:
//! each figure before and after, and the totals. It knows no screen.

use crate::engine::{Clause, Field};
use crate::model::*;
use crate::present::operation::source_line;
use crate::present::record::Record;
use crate::present::scope::{self, Group, Scope};
use crate::present::{figure, labels, numbers, time};
use crate::view::{Page, View};

/// What has changed since a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    /// What it is called: `Since version 2026.10.0`.
    pub heading: String,
    /// How much has changed, in sentences.
    pub lead: String,
    /// The totals that are another now: what is counted, before, now.
    pub totals: Vec<[String; 3]>,
    /// The figures.
    pub figures: Vec<ChangedFigure>,
    /// How many figures are not listed, if there are too many.
    pub more: Option<String>,
    /// Whether suspects are counted in it.
    pub suspects: bool,
    /// Whether that version is known.
    pub known: bool,
}

/// A figure, or all figures of an operation, before and now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedFigure {
    /// The operation.
    pub operation: String,
    /// Where it stands now, if it does.
    pub target: Option<Page>,
    /// What has become of it.
    pub fate: Fate,
    /// How it was.
    pub before: Vec<String>,
    /// How it is.
    pub now: Vec<String>,
}

/// What has become of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// The record did not hold it.
    Added,
    /// The record says otherwise of it.
    Changed,
    /// The record holds it no longer.
    Withdrawn,
    /// The record held it, and the view did not show it.
    Entered,
    /// The record holds it, and the view does not show it any longer.
    Left,
}

impl Fate {
    /// Every fate, in the order in which they are counted.
    pub const ALL: [Self; 5] =
        [Self::Added, Self::Changed, Self::Withdrawn, Self::Entered, Self::Left];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Withdrawn => "withdrawn",
            Self::Entered => "now shown here",
            Self::Left => "no longer shown here",
        }
    }
}

/// How many figures are listed one by one.
const MOST_LISTED: usize = 100;

/// What has changed in what a view shows since the version that its address names; nothing where it
/// names none, or the present one. `earlier` is the record of that version, where it is known.
pub fn of_view(record: &Record, earlier: Option<&Record>, view: &View) -> Option<Changes> {
    let edition = &record.dataset.edition;
    let version = view.version.as_ref().filter(|version| **version != edition.version)?;
    let heading = ["Since version ", version].concat();
    let made = ["This address was made with version ", version, " of the dataset"].concat();
    let Some(before) = earlier else {
        let lead = [
            &made,
            ", which this copy does not know: it may be newer than this copy, or mistyped. What has changed since cannot be said; this is version ",
            &edition.version,
            ".",
        ];
        let (totals, figures) = (Vec::new(), Vec::new());
        let lead = lead.concat();
        let (more, suspects, known) = (None, false, false);
        return Some(Changes { heading, lead, totals, figures, more, suspects, known });
    };
    let (mut was, mut is) = (Scope::of(before, view), Scope::of(record, view));
    match (selects_nothing(view, &was, &is), selects_nothing(view, &is, &was)) {
        (true, _) => was = Scope::default(),
        (_, true) => is = Scope::default(),
        _ => {}
    }
    let both = Both { before: &before.dataset, now: &record.dataset };
    let (counts, mut figures) = both.compared(&was.groups, &is.groups);
    let totals = changed_totals(&was, &is);
    let released = before.dataset.edition.date.map(|date| [", of ", &time::date(date)].concat());
    let released = released.as_deref().unwrap_or_default();
    let mut lead = [&made, released, "; this is version ", &edition.version, ". "].concat();
    let counted = Fate::ALL.iter().zip(counts).filter(|(_, count)| *count > 0);
    let said: Vec<String> =
        counted.map(|(fate, count)| [&numbers::whole(count), " ", fate.name()].concat()).collect();
    match said.is_empty() {
        true => lead.push_str("No figure in what it shows has changed since."),
        false => lead.push_str(&["Figures in what it shows: ", &said.join(", "), "."].concat()),
    }
    let more = figures.len().checked_sub(MOST_LISTED).filter(|more| *more > 0);
    figures.truncate(MOST_LISTED);
    let more = more.map(|more| {
        let lines = numbers::count(more, "more is", "more are");
        [&lines, " not listed. Filters that select less show them."].concat()
    });
    let suspects = !said.is_empty() && [&was, &is].iter().any(|scope| counts_suspects(scope));
    Some(Changes { heading, lead, totals, figures, more, suspects, known: true })
}

/// Whether a filter of a view asks at one version for what only the other has. Such a filter selects
/// nothing there, where one that neither knows is left out of account.
fn selects_nothing(view: &View, at: &Scope, other: &Scope) -> bool {
    let lacks = |scope: &Scope, field: Field, value: &str| {
        scope.unknown.iter().any(|(of, unknown)| *of == field && unknown == value)
    };
    let mut clauses = view.filters.iter().filter(|(_, clause)| matches!(clause, Clause::AnyOf(_)));
    clauses.any(|(field, clause)| {
        clause.values().all(|value| lacks(at, field, value))
            && clause.values().any(|value| !lacks(other, field, value))
    })
}

/// How many figures of a dataset have which fate.
pub fn counts(before: &Dataset, now: &Dataset) -> [usize; Fate::ALL.len()] {
    let all = |dataset: &Dataset| scope::every(dataset, &|_| true);
    Both { before, now }.compared(&all(before), &all(now)).0
}

/// Whether suspects are among what the totals of a view count.
fn counts_suspects(scope: &Scope) -> bool {
    scope.totals.iter().any(|(_, words)| words.suspects)
}

/// The same dataset at two versions.
struct Both<'a> {
    before: &'a Dataset,
    now: &'a Dataset,
}

/// The ids of the operations that either scope is about, in order.
fn ids<'a>(both: &Both<'a>, was: &[Group], is: &[Group]) -> Vec<&'a str> {
    let of = |dataset: &'a Dataset, groups: &[Group]| -> Vec<&'a str> {
        groups.iter().map(|(home, _)| dataset.operation(*home).id.as_str()).collect()
    };
    let mut ids = of(both.before, was);
    ids.extend(of(both.now, is));
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// An operation of a dataset, with the figures of it that a scope is about.
struct Side<'a> {
    dataset: &'a Dataset,
    operation: Option<&'a Operation>,
    shown: Vec<&'a Figure>,
}

impl<'a> Side<'a> {
    fn of(dataset: &'a Dataset, groups: &[Group], id: &str) -> Self {
        let home = dataset.operation_by_id(id);
        let operation = home.map(|home| dataset.operation(home));
        let group = groups.iter().find(|(other, _)| Some(*other) == home);
        let shown = group.zip(operation).map(|((_, figures), operation)| {
            figures.iter().map(|figure| operation.figure(*figure)).collect()
        });
        Self { dataset, operation, shown: shown.unwrap_or_default() }
    }

    /// The figure with this id, whether or not it is shown.
    fn figure(&self, id: &str) -> Option<&'a Figure> {
        self.operation?.figures.iter().find(|figure| figure.id == id)
    }

    fn shows(&self, id: &str) -> bool {
        self.shown.iter().any(|figure| figure.id == id)
    }

    /// Everything that is said of a figure, each under its name.
    fn facts(&self, figure: &Figure) -> Vec<(&'static str, String)> {
        let Some(operation) = self.operation else { return Vec::new() };
        let source = source_line(operation, figure.source);
        let mut facts = vec![
            ("Number", numbers::stated(figure)),
            ("Counts", labels::quantity(figure)),
            ("Source", [&source.publisher, ": ", &source.title].concat()),
            ("About the source", source.about),
            ("Address", source.url),
        ];
        facts.extend(figure::facts(self.dataset, operation, figure).into_iter().map(|fact| {
            let texts = fact.texts.into_iter().map(|linked| linked.text);
            (fact.term, texts.collect::<Vec<_>>().join("; "))
        }));
        facts
    }

    /// A figure in short.
    fn line(&self, figure: &Figure) -> Vec<String> {
        let publisher = self.operation.map_or("", |it| &it.source(figure.source).publisher);
        vec![
            [&numbers::stated(figure), " · ", &labels::quantity(figure)].concat(),
            [publisher, ", ", &figure.locator].concat(),
        ]
    }
}

impl Both<'_> {
    /// What has become of the figures of some operations, and of how many of them what.
    fn compared(
        &self,
        was: &[Group],
        is: &[Group],
    ) -> ([usize; Fate::ALL.len()], Vec<ChangedFigure>) {
        let mut counts = [0; Fate::ALL.len()];
        let mut figures = Vec::new();
        for id in ids(self, was, is) {
            self.compare(id, was, is, &mut |count, figure: ChangedFigure| {
                counts[figure.fate as usize] += count;
                figures.push(figure);
            });
        }
        (counts, figures)
    }

    /// Says what has become of the figures of an operation, and of how many at once.
    fn compare(
        &self,
        id: &str,
        was: &[Group],
        is: &[Group],
        says: &mut dyn FnMut(usize, ChangedFigure),
    ) {
        let (before, now) = (Side::of(self.before, was, id), Side::of(self.now, is, id));
        let Some(named) = now.operation.or(before.operation) else { return };
        let operation = labels::operation(named).to_string();
        let said = |target, fate, before, now| ChangedFigure {
            operation: operation.clone(),
            target,
            fate,
            before,
            now,
        };
        // An operation that came or went whole is one line.
        let whole =
            |figures: usize| vec![["all ", &numbers::count(figures, "figure", "figures")].concat()];
        let page = || Some(Page::Operation(id.into()));
        let absent = |words: &str| vec![words.to_string()];
        if before.operation.is_none() && now.shown.len() > 1 {
            let count = now.shown.len();
            let line = said(page(), Fate::Added, absent(NOT_RECORDED), whole(count));
            return says(count, line);
        }
        if now.operation.is_none() && before.shown.len() > 1 {
            let count = before.shown.len();
            let line = said(None, Fate::Withdrawn, whole(count), absent(WITHDRAWN));
            return says(count, line);
        }
        let gone = before.shown.iter().filter(|figure| !now.shows(&figure.id));
        for figure in now.shown.iter().chain(gone) {
            let own = || {
                let (operation, figure) = (id.to_string(), figure.id.clone());
                Some(Page::Figure { operation, figure })
            };
            let shown = (before.shows(&figure.id), now.shows(&figure.id));
            let (old, new) = (before.figure(&figure.id), now.figure(&figure.id));
            let (target, fate, was, is) = match (old, new, shown) {
                (Some(old), Some(new), (true, true)) => {
                    let (was, is) = differing(before.facts(old), now.facts(new));
                    if was.is_empty() && is.is_empty() {
                        continue;
                    }
                    (own(), Fate::Changed, was, is)
                }
                (Some(old), Some(new), (true, false)) => {
                    let (was, is) = differing(before.facts(old), now.facts(new));
                    let was = [before.line(old), was].concat();
                    (own(), Fate::Left, was, [absent(ELSEWHERE), is].concat())
                }
                (Some(old), Some(new), (false, _)) => {
                    let (was, is) = differing(before.facts(old), now.facts(new));
                    let is = [now.line(new), is].concat();
                    (own(), Fate::Entered, [absent(WAS_ELSEWHERE), was].concat(), is)
                }
                (None, Some(new), _) => (own(), Fate::Added, absent(NOT_RECORDED), now.line(new)),
                (Some(old), None, _) => {
                    (None, Fate::Withdrawn, before.line(old), absent(WITHDRAWN))
                }
                (None, None, _) => continue,
            };
            says(1, said(target, fate, was, is));
        }
    }
}

const NOT_RECORDED: &str = "not in the record";
const WITHDRAWN: &str = "withdrawn from the record";
const ELSEWHERE: &str = "in the record, but no longer what this view asks for";
const WAS_ELSEWHERE: &str = "in the record, but not what this view asked for";

/// What two lists of facts do not have in common, a line each.
fn differing(
    before: Vec<(&'static str, String)>,
    now: Vec<(&'static str, String)>,
) -> (Vec<String>, Vec<String>) {
    let lines = |facts: &[(&'static str, String)], others: &[(&'static str, String)]| {
        let own = facts.iter().filter(|fact| !others.contains(fact));
        own.map(|(term, says)| [term, ": ", says].concat()).collect::<Vec<_>>()
    };
    (lines(&before, &now), lines(&now, &before))
}

/// The totals that are another now, or there at one of the two versions only.
fn changed_totals(was: &Scope, is: &Scope) -> Vec<[String; 3]> {
    let number = |scope: &Scope, label: &str| -> String {
        let found = scope.totals.iter().find(|(_, words)| words.label == label);
        found.map_or("no figure".into(), |(_, words)| words.number.clone())
    };
    let mut labels: Vec<&str> = Vec::new();
    for (_, words) in is.totals.iter().chain(&was.totals) {
        if !labels.contains(&words.label.as_str()) {
            labels.push(&words.label);
        }
    }
    let rows =
        labels.into_iter().map(|label| [label.to_string(), number(was, label), number(is, label)]);
    rows.filter(|[_, before, now]| before != now).collect()
}
