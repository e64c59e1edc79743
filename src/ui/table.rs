//! A table: native, with a caption, header cells that sort, and one link a row.

use std::rc::Rc;

use yew::prelude::*;

use crate::engine::Direction;
use crate::present::table::{Cell, ColumnHead, Lead, Row, TablePage};
use crate::ui::compare;
use crate::ui::elements::{button, element, link, list, marked, outside, plain, text, with};
use crate::ui::frame::Frame;
use crate::ui::keys;
use crate::ui::listing::Listed;
use crate::view::{Action, Page};

/// A table.
pub fn table(frame: Frame<'_>, listed: &Rc<Listed>, page: &TablePage) -> Html {
    let head = |column: &ColumnHead| {
        let sorted = column.sorted.map(|direction| match direction {
            Direction::Ascending => "ascending",
            Direction::Descending => "descending",
        });
        let class = column.numeric.then_some("number");
        let onclick = column.sort.map(|key| {
            frame.on(move |event: MouseEvent| Some(Action::SortBy { key, add: event.shift_key() }))
        });
        html! {
            <th scope="col" {class} aria-sort={sorted}>
                if let Some(onclick) = onclick {
                    { button("sort", plain(column.label), onclick) }
                    { for column.step.clone().map(|step| text("span", "step", step)) }
                } else {
                    { column.label }
                }
            </th>
        }
    };
    let head = page.columns.iter().map(head).collect();
    let class = if frame.view.compact { "scroll compact" } else { "scroll" };
    let rows =
        (page.first + 1..).zip(&page.rows).map(|(index, line)| row(frame, page, line, index));
    html! {
        <div {class} role="region" aria-label={page.name} tabindex="0" onkeydown={keys::moves(frame, listed.clone())} onmousedown={keys::marks()}>
            <table aria-rowcount={(page.count + 1).to_string()}>
                { text("caption", "", page.name) }
                { element("thead", "", vec![with("tr", "", ("aria-rowindex", AttrValue::Static("1")), head)]) }
                <tbody>{ for rows }</tbody>
            </table>
        </div>
    }
}

fn row(frame: Frame<'_>, page: &TablePage, row: &Row, index: usize) -> Html {
    let search = &page.search;
    let words = |cell: &Option<Cell>, column: &ColumnHead| match cell {
        Some(cell) => {
            let said = marked(&cell.text, search);
            let text = match &cell.leads {
                Some(Lead::Inside(view)) => {
                    with("a", "", ("href", frame.href_of(view).into()), vec![said])
                }
                Some(Lead::Outside(url)) => outside(url, said),
                None => said,
            };
            let mut parts = vec![text];
            parts.extend(
                cell.detail
                    .iter()
                    .map(|words| element("span", "detail", vec![marked(words, search)])),
            );
            if !cell.lines.is_empty() {
                parts.push(lines(frame, cell));
            }
            parts
        }
        None => vec![text("span", "absent", column.absent)],
    };
    let all =
        page.columns.iter().zip(&row.cells).enumerate().map(|(at, (column, cell))| match at {
            0 => {
                let mut name: Vec<Html> = words(cell, column);
                name.extend(row.mark.as_ref().map(|view| {
                    let href = frame.href_of(view).into();
                    with("a", "mark", ("href", href), vec![plain("Sources differ")])
                }));
                name.extend(pick(frame, cell));
                name.extend(
                    row.found
                        .iter()
                        .map(|found| element("span", "detail found", vec![marked(found, search)])),
                );
                with("th", "", ("scope", AttrValue::Static("row")), name)
            }
            _ => {
                let class = if column.numeric { "number" } else { "" };
                let mut said = words(cell, column);
                said.extend(pick(frame, cell));
                with("td", class, ("data-label", AttrValue::Static(column.label)), said)
            }
        });
    html! { <tr key={row.key.clone()} data-key={row.key.clone()} aria-rowindex={index.to_string()}>{ for all }</tr> }
}

/// The way from the name of an operation into a comparison.
fn pick(frame: Frame<'_>, cell: &Option<Cell>) -> Option<Html> {
    let cell = cell.as_ref()?;
    Some(compare::pick(frame, cell.pick.as_ref()?, &cell.text))
}

/// What opens under a cell.
fn lines(frame: Frame<'_>, cell: &Cell) -> Html {
    let line = |(words, page): &(String, Option<Page>)| match page {
        Some(page) => link(frame.href(page.clone()), words.clone()),
        None => plain(words.clone()),
    };
    let lines = list("ul", "", cell.lines.iter().map(line).collect());
    element("details", "", vec![text("summary", "", "Side by side"), lines])
}
