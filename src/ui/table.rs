//! A table: native, with a caption, header cells that sort, and one link a row.

use yew::prelude::*;

use crate::engine::Direction;
use crate::present::table::{ColumnHead, Row, TablePage};
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
                    <button type="button" class="sort" {onclick}>{ column.label }</button>
                } else {
                    { column.label }
                }
            </th>
        }
    };
    html! {
        <div class="scroll" role="region" aria-label={page.name} tabindex="0">
            <table aria-rowcount={(page.count + 1).to_string()}>
                <caption>{ page.name }</caption>
                <thead><tr aria-rowindex="1">{ for page.columns.iter().map(head) }</tr></thead>
                <tbody>
                    { for page.rows.iter().enumerate().map(|(at, line)| row(frame, page, line, page.first + at + 1)) }
                </tbody>
            </table>
        </div>
    }
}

fn row(frame: Frame<'_>, page: &TablePage, row: &Row, index: usize) -> Html {
    let cell = |(at, text): (usize, &Option<String>)| {
        let column = &page.columns[at];
        let class = column.numeric.then_some("number");
        let text = text
            .clone()
            .map_or_else(|| html! { <span class="absent">{ "not stated" }</span> }, Html::from);
        if at == 0 {
            html! {
                <th scope="row">
                    <a href={frame.href(row.target.clone())}>{ text }</a>
                    if let Some(detail) = &row.detail { <span class="detail">{ detail.clone() }</span> }
                </th>
            }
        } else {
            html! { <td {class} data-label={column.label}>{ text }</td> }
        }
    };
    html! {
        <tr key={row.key.clone()} aria-rowindex={index.to_string()}>
            { for row.cells.iter().enumerate().map(cell) }
        </tr>
    }
}
