//! With whom an agency works: how many operations it took part in together with each of the others.

use super::scope::{TOGETHER, counted, facts_of};
use super::{Chart, Form, Point};
use crate::model::{Agency, ChartKind};
use crate::present::{labels, numbers};
use crate::view::View;

/// The partners of an agency: each with how many operations they have together, and where these are
/// listed; the most first, of so many in all.
pub fn chart(
    view: &View,
    agency: &str,
    partners: Vec<(&Agency, usize, View)>,
    all: usize,
) -> Option<Chart> {
    let point = |(agency, count, target): (&Agency, usize, View)| {
        let short = labels::agency_short(agency).to_string();
        let point = Point { short, name: agency.name.clone(), ..Point::default() };
        let said = format!("{} together", numbers::count(count, "operation", "operations"));
        counted(point, count, &said, Some(target))
    };
    let points: Vec<Point> = partners.into_iter().map(point).collect();
    if points.is_empty() {
        return None;
    }
    let mut facts = vec![match all > points.len() {
        true => format!("The first {} of {} agencies.", points.len(), numbers::whole(all)),
        false => format!("{}.", numbers::count(all, "agency", "agencies")),
    }];
    facts.extend(facts_of(&points, "agencies"));
    facts.truncate(3);
    Some(Chart {
        kind: ChartKind::Bars,
        title: "Works with most".into(),
        filter: agency.to_string(),
        facts,
        notes: vec![TOGETHER.into()],
        heads: ["Agency", "Operations together"],
        points,
        form: Form::Ranked,
        brush: None,
        suspects: false,
        view: view.clone(),
        ask: None,
    })
}
