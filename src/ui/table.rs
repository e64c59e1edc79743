//! A table: native, with a caption, header cells that sort, and one link a row.

use yew::prelude::*;

use crate::engine::Direction;
use crate::present::table::{Cell, ColumnHead, Lead, Row, TablePage};
use crate::ui::elements::{button, detail, element, link, outside, plain, text, with};
use crate::ui::frame::Frame;
use crate::view::Action;

/// A table.
pub fn table(frame: Frame<'_>, page: &TablePage) -> Html {
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
                } else {
                    { column.label }
                }
            </th>
        }
    };
    let head = page.columns.iter().map(head).collect();
    let rows =
        (page.first + 1..).zip(&page.rows).map(|(index, line)| row(frame, page, line, index));
    html! {
        <div class="scroll" role="region" aria-label={page.name} tabindex="0">
            <table aria-rowcount={(page.count + 1).to_string()}>
                { text("caption", "", page.name) }
                { element("thead", "", vec![with("tr", "", ("aria-rowindex", AttrValue::Static("1")), head)]) }
                <tbody>{ for rows }</tbody>
            </table>
        </div>
    }
}

fn row(frame: Frame<'_>, page: &TablePage, row: &Row, index: usize) -> Html {
    let words = |cell: &Option<Cell>| match cell {
        Some(cell) => {
            let said = plain(cell.text.clone());
            let text = match &cell.leads {
                Some(Lead::Inside(view)) => link(frame.href_of(view), cell.text.clone()),
                Some(Lead::Outside(url)) => outside(url, said),
                None => said,
            };
            std::iter::once(text).chain(cell.detail.clone().map(detail)).collect()
        }
        None => vec![text("span", "absent", "not stated")],
    };
    let all =
        page.columns.iter().zip(&row.cells).enumerate().map(|(at, (column, cell))| match at {
            0 => with("th", "", ("scope", AttrValue::Static("row")), words(cell)),
            _ => {
                let class = if column.numeric { "number" } else { "" };
                with("td", class, ("data-label", AttrValue::Static(column.label)), words(cell))
            }
        });
    html! { <tr key={row.key.clone()} aria-rowindex={index.to_string()}>{ for all }</tr> }
}
