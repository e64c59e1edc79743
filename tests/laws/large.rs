//! A chart with more in it than any selection has: to be measured, natively and in a browser.

use clearcount::model::ChartKind;
use clearcount::present::charts::{Chart, Form, Point};
use clearcount::present::total;
use clearcount::totals::Range;
use clearcount::view::View;

/// A chart of so many points, in each form that has no limit of its own.
pub fn chart(form: Form, count: i64) -> Chart {
    let point = |at: i64| {
        let range = Range { lower: at % 97, upper: (at % 3 > 0).then_some(at % 97 + at % 5) };
        let name = format!("Operation {at}");
        Point {
            short: name.clone(),
            text: total::short(range),
            range: Some(range),
            name,
            ..Point::default()
        }
    };
    Chart {
        kind: ChartKind::Bars,
        title: String::new(),
        filter: String::new(),
        facts: Vec::new(),
        notes: Vec::new(),
        heads: ["Operation", "Announced"],
        points: (0..count).map(point).collect(),
        form,
        brush: None,
        suspects: false,
        view: View::default(),
        ask: None,
    }
}
