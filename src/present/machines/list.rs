//! Every operation as a list that needs no script: what it is called and what was announced of it.

use super::{Home, day, in_short, stub_file};
use crate::model::*;
use crate::present::markup::Markup;
use crate::present::record::Record;

/// The operations by year, the newest first; at a known address each leads to its page.
pub fn operations(record: &Record, home: Option<&Home>) -> String {
    let dataset = &record.dataset;
    let mut indices: Vec<OperationIdx> =
        (0..dataset.operations.len()).map(OperationIdx::at).collect();
    let when = |index: &OperationIdx| {
        let operation = dataset.operation(*index);
        (operation.year(), day(operation))
    };
    order::sort_by(&mut indices, |a, b| when(b).cmp(&when(a)).then(a.cmp(b)));
    let mut html = Markup::default();
    html.write("<h3>Every operation, newest first</h3>\n<p>{}</p>\n", &[LEAD]);
    for year in indices.chunk_by(|a, b| when(a).0 == when(b).0) {
        let number = when(&year[0]).0.map(|year| year.to_string());
        let heading = number.as_deref().unwrap_or("Year not stated");
        html.write("<h4>{}</h4>\n<ul>\n", &[heading]);
        for index in year {
            let operation = dataset.operation(*index);
            let title = shortest(dataset, operation);
            match home {
                Some(_) => {
                    html.write("<li><a href=\"{}\">{}</a>", &[&stub_file(operation), &title])
                }
                None => html.write("<li>{}", &[&title]),
            }
            if let Some(said) = in_short(record, *index) {
                html.write(": {}", &[&said]);
            }
            html.write("\n", &[]);
        }
        html.write("</ul>\n", &[]);
    }
    html.finish()
}

/// What tells an operation from the others in the fewest words, since every reader of the app fetches
/// the list too: a name of its own, with its state, else its title.
fn shortest(dataset: &Dataset, operation: &Operation) -> String {
    let alike = dataset.operations.iter().filter(|other| other.name == operation.name);
    let (Some(name), 1) = (&operation.name, alike.count()) else { return operation.title.clone() };
    let places = operation.places.iter().map(|place| dataset.place(*place));
    let mut states: Vec<&str> = places.filter_map(|place| place.state.as_deref()).collect();
    states.sort_unstable();
    states.dedup();
    match states[..] {
        [state] => format!("{name} ({state})"),
        _ => name.clone(),
    }
}

/// What the numbers are.
const LEAD: &str = "With what was announced of people found, or of missing children located, and of arrests: two numbers where sources differ, a + where none states an upper end. Parts stand beside the whole that counts them too, so these numbers cannot be added up.";
