//! Who works with whom: how many operations two agencies took part in together.

use super::scope::{Scope, TOGETHER, counted};
use super::{Chart, Form, Point};
use crate::engine::{Bitmap, Clause, Field};
use crate::model::{AgencyIdx, ChartKind, OperationIdx, order};
use crate::present::{labels, numbers};
use crate::view::{Page, View};

/// How many agencies are drawn.
const MOST: usize = 12;

/// The matrix of the agencies in most of the operations that a view selects.
pub fn chart(scope: Scope<'_>) -> Chart {
    let dataset = &scope.record.dataset;
    let form = Form::Matrix { names: Vec::new(), cells: Vec::new() };
    let mut chart = scope.chart(ChartKind::Matrix, "", ["Agencies", "Operations together"], form);
    chart.title = "Who works with whom".into();
    let len = dataset.operations.len();
    let mut takes_part: Vec<(AgencyIdx, Bitmap)> =
        (0..dataset.agencies.len()).map(|at| (AgencyIdx::at(at), Bitmap::empty(len))).collect();
    for row in scope.answer.operations.iter() {
        for entry in &dataset.operation(OperationIdx(row)).participations {
            takes_part[entry.agency.position()].1.insert(row as usize);
        }
    }
    let mut agencies: Vec<(usize, AgencyIdx, Bitmap)> =
        takes_part.into_iter().map(|(agency, rows)| (rows.count(), agency, rows)).collect();
    agencies.retain(|(count, ..)| *count > 0);
    order::sort_by(&mut agencies, |a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let all = agencies.len();
    agencies.truncate(MOST);
    if agencies.len() < 2 {
        chart.form = Form::Nothing("Fewer than two agencies take part in what passes the filters, so there is nothing to draw.".into());
        return chart;
    }
    let mut cells = Vec::new();
    for row in 1..agencies.len() {
        for column in 0..row {
            let ((_, one, rows), (_, other, with)) = (&agencies[column], &agencies[row]);
            let mut both = rows.clone();
            both.and(with);
            let [one, other] = [one, other].map(|agency| dataset.agency(*agency));
            let name = format!("{} and {}", one.name, other.name);
            let point = Point { name, short: String::new(), ..Point::default() };
            let mut target = View { page: Page::Operations, number: 0, ..scope.view.clone() };
            target.sort.clear();
            target.columns = None;
            target.drawing = Default::default();
            target.filters.remove(Field::Level);
            let ids = [one.id.as_str(), other.id.as_str()];
            target.filters.set(Field::Agency, Clause::AllOf(ids.into_iter().collect()));
            let count = both.count();
            let said = match count {
                0 => "no operation together".to_string(),
                count => format!("{} together", numbers::count(count, "operation", "operations")),
            };
            chart.points.push(counted(point, count, &said, (count > 0).then_some(target)));
            cells.push((row, column));
        }
    }
    let names = agencies
        .iter()
        .map(|(_, agency, _)| labels::agency_short(dataset.agency(*agency)).to_string());
    chart.form = Form::Matrix { names: names.collect(), cells };
    chart.facts.push(format!(
        "The {} agencies in most operations of the selection, of {}.",
        numbers::whole(agencies.len()),
        numbers::whole(all)
    ));
    let most = chart.points.iter().max_by_key(|point| point.range.map_or(0, |range| range.lower));
    chart
        .facts
        .extend(most.map(|most| format!("Most often together: {}, {}.", most.name, most.text)));
    let never = chart.points.iter().filter(|point| point.text == "0").count();
    if never > 0 {
        chart.facts.push(format!(
            "{} of {} pairs never.",
            numbers::whole(never),
            numbers::whole(chart.points.len())
        ));
    }
    chart.notes.push(TOGETHER.into());
    chart
}
