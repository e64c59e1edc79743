//! One operation: its numbers with the sources' accounts side by side, its parts, who took part,
//! and the sources.

use std::rc::Rc;

use yew::prelude::*;

use crate::present::charts::Chart;
use crate::present::disagreement::DisagreementRow;
use crate::present::notice;
use crate::present::operation::{
    self, AgencyList, OffenceLine, OperationPage, PartsTable, SourceLine,
};
use crate::present::total;
use crate::ui::chart::{IDS, figure};
use crate::ui::detail::{facts, linked};
use crate::ui::elements::{
    detail, element, link, list, main, outside, plain, presumption, section, table, terms, text,
    with,
};
use crate::ui::frame::Frame;
use crate::ui::quantities::{Quantities, quantities, reference};
use crate::ui::shell;

/// The page of an operation.
pub fn page(frame: Frame<'_>, id: &str, totals: Html, charts: &[Rc<Chart>]) -> Html {
    let dataset = &frame.record.dataset;
    let Some(index) = dataset.operation_by_id(id) else {
        return shell::missing(
            frame,
            "No such operation",
            notice::missing(dataset, &frame.view.page),
        );
    };
    let page = operation::page(frame.record, frame.view, index);
    let props = Quantities {
        frame,
        columns: page.columns.as_deref(),
        sources: &page.sources,
        operation: id,
    };
    let mut body: Vec<Html> = Vec::new();
    body.extend(page.title.clone().map(|title| text("p", "subtitle", title)));
    body.push(text("p", "lead", page.summary.clone()));
    body.push(facts(frame, &page.facts));
    body.extend(page.inferred.iter().map(|sentence| {
        let words = vec![text("span", "mark", "Inferred"), plain(" "), plain(sentence.clone())];
        element("p", "inferred", words)
    }));
    body.push(totals);
    body.extend(charts.iter().zip(IDS).map(|(chart, id)| figure(frame, id, chart)));
    let mut announced = Vec::new();
    for group in &page.groups {
        announced.push(quantities(props, group));
        if group.suspects {
            announced.push(presumption());
        }
    }
    if announced.is_empty() {
        announced.push(text("p", "", "No number is recorded."));
    }
    body.push(section("figures", "What was announced", announced));
    body.extend(checks(&page));
    body.extend(page.parts.as_ref().map(|parts| parts_table(frame, parts)));
    body.extend(disagreements(frame, &page.disagreements));
    body.extend(agencies(frame, &page.agencies));
    body.extend(offences(frame, &page.offences));
    if !page.tactics.is_empty() {
        let tactics = page.tactics.iter().map(|(label, definition)| {
            [text("strong", "", *label), plain(": "), plain(*definition)].into_iter().collect()
        });
        body.push(section("tactics", "How it was done", vec![list("ul", "", tactics.collect())]));
    }
    if !page.statements.is_empty() {
        let said = page.statements.iter().map(|statement| {
            element(
                "p",
                "",
                vec![
                    text("strong", "", statement.role.clone()),
                    plain(": "),
                    plain(statement.gist.clone()),
                    detail(statement.stands.clone()),
                ],
            )
        });
        body.push(section("statements", "What officials said, in our words", said.collect()));
    }
    let sources = page
        .sources
        .iter()
        .map(|line| with("li", "", ("value", line.number.to_string().into()), vec![source(line)]));
    body.push(section("sources", "Sources", vec![element("ol", "sources", sources.collect())]));
    body.extend(
        page.note.map(|note| section("note", "Note on the record", vec![text("p", "", note)])),
    );
    main("operation", page.heading, body)
}

fn checks(page: &OperationPage) -> Option<Html> {
    let lines: Vec<Html> = page
        .checks
        .iter()
        .map(|check| {
            let mut words = vec![text("span", "sum", check.sum.clone())];
            words.extend(check.sources.iter().map(|number| reference(*number)));
            words.push(detail(check.words.clone()));
            element("li", if check.contradicts { "differs" } else { "" }, words)
        })
        .collect();
    let list = (!lines.is_empty()).then(|| element("ul", "checks", lines))?;
    Some(section("checks", "Do the parts add up?", vec![list]))
}

fn parts_table(frame: Frame<'_>, parts: &PartsTable) -> Html {
    let cell = |words: &Option<String>| match words {
        Some(words) => plain(words.clone()),
        None => text("span", "absent", "none stated"),
    };
    let rows = parts.rows.iter().map(|row| {
        vec![
            link(frame.href(row.target.clone()), row.title.clone()),
            cell(&row.date),
            cell(&row.found),
            cell(&row.arrests),
        ]
    });
    let found = total::people(frame.view);
    let heads = [("Operation", false), ("Date", false), (found, true), ("Arrests", true)];
    let mut body: Vec<Html> = parts.sums.iter().map(|sum| text("p", "", sum.clone())).collect();
    body.push(table("Parts", &heads, rows.collect()));
    section("parts", "Parts of this operation in the record", body)
}

/// Where the sources contradict each other, each side with its figure.
fn disagreements(frame: Frame<'_>, rows: &[DisagreementRow]) -> Option<Html> {
    let row = |row: &DisagreementRow| {
        let says = row.says.iter().map(|saying| {
            let words = format!("{}: {}", saying.who, saying.says);
            match saying.figures.first() {
                Some(figure) => link(frame.href(figure.clone()), words),
                None => plain(words),
            }
        });
        let mut parts = vec![
            text("strong", "", row.quantity.clone()),
            detail(row.kind),
            list("ul", "says", says.collect()),
        ];
        parts.extend(row.reason.clone().map(|reason| text("span", "note", reason)));
        parts.into_iter().collect()
    };
    let rows =
        (!rows.is_empty()).then(|| list("ul", "disagreements", rows.iter().map(row).collect()))?;
    Some(section("disagreements", "Where sources disagree", vec![rows]))
}

fn agencies(frame: Frame<'_>, lists: &[AgencyList]) -> Option<Html> {
    let sources: Vec<Html> = lists
        .iter()
        .map(|source| {
            let name = vec![plain(source.publisher.clone()), reference(source.source)];
            let mut parts = vec![element("h3", "", name)];
            for (role, names) in &source.roles {
                parts.push(text("p", "role", *role));
                parts.push(list("ul", "", names.iter().map(|name| linked(frame, name)).collect()));
            }
            element("div", "", parts)
        })
        .collect();
    let lists = (!sources.is_empty()).then(|| element("div", "by-source", sources))?;
    Some(section("agencies", "Who took part, by source", vec![lists]))
}

fn offences(frame: Frame<'_>, lines: &[OffenceLine]) -> Option<Html> {
    let named: Vec<(Html, Vec<Html>)> = lines
        .iter()
        .map(|line| {
            let wordings = line.wordings.iter().map(|(wording, sources)| {
                std::iter::once(plain(wording.clone()))
                    .chain(sources.iter().map(|number| reference(*number)))
                    .collect()
            });
            (linked(frame, &line.category), wordings.collect())
        })
        .collect();
    let list = (!named.is_empty()).then(|| terms("facts", named))?;
    Some(section("offences", "Offences that sources name", vec![list, presumption()]))
}

/// A source with its link.
pub fn source(line: &SourceLine) -> Html {
    [
        text("span", "publisher", line.publisher.clone()),
        plain(": "),
        outside(&line.url, plain(line.title.clone())),
        detail(line.about.clone()),
        text("span", "address", line.url.clone()),
    ]
    .into_iter()
    .collect()
}
