//! What stands behind a view, as HTML that a reader keeps: the totals with their ledgers, every figure
//! and every source. It knows no screen; the file around it is made where the page is.

use crate::model::*;
use crate::present::ledger::{LedgerLine, LedgerPage};
use crate::present::markup::Markup;
use crate::present::operation::source_line;
use crate::present::record::Record;
use crate::present::region;
use crate::present::scope::{Group, Scope};
use crate::present::total::{self, TotalText};
use crate::present::{labels, numbers, standing, titles};
use crate::view::{self, Page, View};

/// The evidence of a view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The name of the file: `clearcount-operations-2026.11.0.html`.
    pub file: String,
    /// The title of the document.
    pub title: String,
    /// The fragment under which the explorer shows the view: `#/operations?state=KS`.
    pub address: String,
    /// The document after the view, as HTML.
    pub html: String,
}

/// The evidence of a view; `digest` is that of the dataset as the program carries it.
pub fn of(record: &Record, view: &View, digest: &str) -> Evidence {
    let dataset = &record.dataset;
    let scope = Scope::of(record, view);
    let address = ["#", &view::write(view)].concat();
    let mut html = Markup::default();
    html.write(
        "<h2>What stands behind this view</h2><dl class=\"facts\">\
         <div><dt>View</dt><dd><a href=\"{}\">{}</a></dd></div>\
         <div><dt>Dataset</dt><dd>{}</dd></div>\
         <div><dt>SHA-256 of the dataset</dt><dd class=\"digest\">{}</dd></div>\
         <div><dt>When sources disagree</dt><dd>{}: {}</dd></div></dl>\
         <p class=\"presumption\">{}</p>\n",
        &[
            &address,
            &address,
            &standing::edition(&dataset.edition),
            digest,
            total::rule_name(view.rule.0),
            total::rule_line(view.rule.0),
            standing::PRESUMPTION,
        ],
    );
    if !scope.totals.is_empty() {
        html.write("<p class=\"hint\">{}</p>\n", &[total::ANNOUNCED]);
    }
    if let Some(selection) = &scope.selection {
        for (ask, _) in &scope.totals {
            ledger(&mut html, &region::ledger_of(record, view, selection, ask));
        }
    }
    figures(&mut html, dataset, &scope.groups);
    html.write("<p>{}</p>\n", &[standing::HELP_LINES]);
    Evidence {
        file: [&file_name(view, &dataset.edition.version), ".html"].concat(),
        title: ["Evidence: ", &titles::document(dataset, view)].concat(),
        address,
        html: html.finish(),
    }
}

/// What a file of a view is called, without what follows the last point:
/// `clearcount-operations-2026.11.0`.
pub fn file_name(view: &View, version: &str) -> String {
    let page = match &view.page {
        Page::Front | Page::Unknown(_) => vec!["overview"],
        page => page.segments(),
    };
    let plain = |c: char| if c.is_ascii_alphanumeric() || ".-_".contains(c) { c } else { '-' };
    format!("clearcount-{}-{version}", page.join("-")).chars().map(plain).collect()
}

/// The ledger of a total.
fn ledger(html: &mut Markup, page: &LedgerPage) {
    let TotalText { label, number, behind, notes, suspects, .. } = &page.total;
    html.write("<h2>{}: {}</h2><p>{}</p>", &[label, number, behind]);
    for note in notes {
        html.write("<p>{}</p>", &[note]);
    }
    if *suspects {
        html.write("<p class=\"presumption\">{}</p>", &[total::ALLEGATION]);
    }
    html.write("<div class=\"ledger\">\n", &[]);
    for group in &page.groups {
        html.write("<h3>{}</h3>\n", &[&group.title]);
        for (heading, lines) in [("Counted", &group.included), ("Left out", &group.excluded)] {
            if lines.is_empty() {
                continue;
            }
            html.write("<p class=\"side-head\">{}</p><ul>\n", &[heading]);
            for line in lines {
                let LedgerLine { value, counts, url, publisher, locator, .. } = line;
                html.write(
                    "<li><a href=\"{}\">{}</a> {} \
                     <span class=\"detail\"><a href=\"{}\">{}</a>, {}</span>",
                    &[&address_of(line.target.clone()), value, counts, url, publisher, locator],
                );
                for note in line.link.as_deref().into_iter().chain(line.reason) {
                    html.write("<span class=\"note\">{}</span>", &[note]);
                }
                html.write("</li>\n", &[]);
            }
            html.write("</ul>\n", &[]);
        }
    }
    html.write("</div>\n", &[]);
}

fn address_of(page: Page) -> String {
    ["#", &view::write(&View::of(page))].concat()
}

/// Every figure, and after them the sources that they refer to by number.
fn figures(html: &mut Markup, dataset: &Dataset, groups: &[Group]) {
    if groups.is_empty() {
        return;
    }
    let mut sources = Markup::default();
    let mut count = 0;
    html.write(
        "<h2>Every figure</h2><table><thead><tr><th scope=\"col\">Number</th>\
         <th scope=\"col\">What it counts</th>\
         <th scope=\"col\">Source, and place in it</th></tr></thead>\n",
        &[],
    );
    for (home, figures) in groups {
        let operation = dataset.operation(*home);
        // Sources are numbered through the file; of one operation alone, as on its page.
        let whole = figures.len() == operation.figures.len();
        let mut numbers = vec![String::new(); operation.sources.len()];
        for (at, number) in numbers.iter_mut().enumerate() {
            let index = SourceIdx::at(at);
            if !whole && figures.iter().all(|figure| operation.figure(*figure).source != index) {
                continue;
            }
            count += 1;
            *number = count.to_string();
            let line = source_line(operation, index);
            sources.write(
                "<li id=\"source-{}\">{}: <a href=\"{}\">{}</a>\
                 <span class=\"detail\">{}</span><span class=\"address\">{}</span></li>\n",
                &[number, &line.publisher, &line.url, &line.title, &line.about, &line.url],
            );
        }
        html.write(
            "<tbody><tr><th scope=\"rowgroup\" colspan=\"3\"><a href=\"{}\">{}</a></th></tr>\n",
            &[&address_of(Page::Operation(operation.id.clone())), labels::operation(operation)],
        );
        for index in figures {
            let figure = operation.figure(*index);
            let number = &numbers[figure.source.position()];
            let own = Page::Figure { operation: operation.id.clone(), figure: figure.id.clone() };
            let place = figure.place.map(|place| labels::place_name(dataset, place));
            html.write(
                "<tr><td class=\"number\"><a href=\"{}\">{}</a></td>\
                 <td>{}<span class=\"detail\">{}</span></td>\
                 <td><a href=\"#source-{}\">[{}]</a> {}, {}</td></tr>\n",
                &[
                    &address_of(own),
                    &numbers::stated(figure),
                    &labels::quantity(figure),
                    place.as_deref().unwrap_or_default(),
                    number,
                    number,
                    &operation.source(figure.source).publisher,
                    &figure.locator,
                ],
            );
        }
        html.write("</tbody>\n", &[]);
    }
    html.write("</table><h2>Sources</h2><ol class=\"sources\">\n", &[]);
    html.append(sources);
    html.write("</ol>\n", &[]);
}
