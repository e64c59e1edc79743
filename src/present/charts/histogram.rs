//! The histogram of values: how many figures of one measure lie in each stretch. Values of different
//! measures share no axis.

use super::scope::{Scope, counted};
use super::{Chart, Counts, Form, Point, bars};
use crate::engine::{Clause, Field};
use crate::model::{ChartKind, Measure, Vocabulary};
use crate::present::{labels, range};
use crate::view::{Drawing, View};

/// The histogram of the one measure that the view asks for. Where it asks for none and for no
/// histogram either, how many figures there are of each measure.
pub fn chart(scope: Scope<'_>) -> Chart {
    let measure = match scope.view.filters.get(Field::Measure) {
        Some(Clause::AnyOf(values)) => {
            let mut values = values.iter();
            values.next().filter(|_| values.next().is_none()).and_then(Measure::from_slug)
        }
        _ => None,
    };
    let Some(measure) = measure else {
        if scope.view.drawing == Drawing::Usual {
            let mut chart = bars::by_field(scope, Field::Measure);
            chart
                .notes
                .push("Choose one measure, and a histogram of its values stands here.".into());
            return chart;
        }
        let mut chart =
            scope.chart(ChartKind::Histogram, "value", ["Value", "Figures"], Form::Ranked);
        chart.form = Form::Nothing("Values of different measures share no axis. Choose one measure from the filters, and its values are drawn.".into());
        return chart;
    };
    let mut chart = scope.chart(
        ChartKind::Histogram,
        "value",
        ["Value", "Figures"],
        Form::Upright { spans: Vec::new() },
    );
    chart.title = format!("Figures of {}, by value", labels::lower_first(measure.label()));
    chart.suspects = measure.presumed_innocent();
    let bins = scope.record.engine().bins(scope.table(), Field::Value);
    let counts = scope.answer.histograms.iter().find(|(field, _)| *field == Field::Value);
    let counts = counts.map_or(&[][..], |(_, counts)| counts);
    let points: Vec<Point> = bins
        .iter()
        .zip(counts)
        .map(|(bin, count)| {
            let mut target = View { number: 0, ..scope.view.clone() };
            let chosen = Clause::Within(*bin);
            let lifts = target.filters.get(Field::Value) == Some(&chosen);
            if lifts {
                target.filters.remove(Field::Value);
            } else {
                target.filters.set(Field::Value, chosen);
            }
            let outside = match (scope.view.filters.get(Field::Value), bin.from, bin.to) {
                (Some(Clause::Within(span)), Some(from), Some(to)) => {
                    !span.meets((from.ends().0, to.ends().1))
                }
                _ => false,
            };
            let point = Point {
                name: range::words(Field::Value, *bin),
                short: range::limit_words(Field::Value, bin.from),
                stretch: Some(*bin),
                outside,
                counts: if lifts { Counts::Filtered } else { Counts::Target },
                ..Point::default()
            };
            let target = (*count > 0).then_some(target);
            counted(point, *count as usize, &scope.rows(*count as usize), target)
        })
        .collect();
    let empty = |point: &&Point| point.text == "0";
    let (first, last) =
        (points.iter().take_while(empty).count(), points.iter().rev().take_while(empty).count());
    if first == points.len() {
        chart.form =
            Form::Nothing("No figure passes the filters, so there is nothing to draw.".into());
        return chart;
    }
    chart.points = points[first..points.len() - last].to_vec();
    let count = scope.rows(scope.answer.count);
    chart.facts.extend(facts(&count, &chart.points));
    chart.notes.push("Bars cover 1, 2 to 4, 5 to 9, 10 to 19 and so on: the further to the right, the wider the stretch. Several figures can be about the same people.".into());
    chart.brush = Some((Field::Value, scope.view.clone()));
    chart
}

/// Between what the values lie, which are most frequent, and below what half of them are.
fn facts(count: &str, points: &[Point]) -> Vec<String> {
    let number = |point: &Point| point.range.map_or(0, |range| range.lower);
    let inside = || points.iter().filter(|point| !point.outside && number(point) > 0);
    let end = |limit| range::limit_words(Field::Value, limit);
    let from = inside().find_map(|point| Some(end(point.stretch?.from)));
    let to = inside().next_back().and_then(|point| Some(end(point.stretch?.to)));
    let between = from.zip(to).map(|(from, to)| format!("{count} of values from {from} to {to}."));
    if inside().nth(1).is_none() {
        return between.into_iter().collect();
    }
    let most = inside().map(number).max().unwrap_or(0);
    let frequent = inside().find(|point| number(point) == most);
    let frequent = frequent.map(|point| format!("Most frequent: {}, {}.", point.name, point.text));
    let (all, mut below) = (inside().map(number).sum::<i64>(), 0);
    let half = inside().find(|point| {
        below += number(point);
        below * 2 >= all
    });
    let half = half.and_then(|point| Some(end(point.stretch?.to)));
    let half = half.map(|half| format!("At least half are {half} or less."));
    between.into_iter().chain(frequent).chain(half).collect()
}
