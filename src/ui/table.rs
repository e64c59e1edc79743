//! A table: native, with a caption, header cells that sort, and one link a row.

use yew::prelude::*;

use crate::engine::Direction;
use crate::present::table::{ColumnHead, Row, TablePage};
use crate::ui::app::Dispatch;
use crate::ui::shell::href;
use crate::view::{Action, View};
use std::rc::Rc;

/// What a table is given.
#[derive(Properties, PartialEq)]
pub struct TableProps {
    /// The page of rows.
    pub page: Rc<TablePage>,
    /// The view, for links.
    pub view: Rc<View>,
}

/// A table.
#[component]
pub fn Table(props: &TableProps) -> Html {
    let TableProps { page, view } = props;
    let dispatch = use_context::<Dispatch>();
    let head = |column: &ColumnHead| {
        let sorted = column.sorted.map(|direction| match direction {
            Direction::Ascending => "ascending",
            Direction::Descending => "descending",
        });
        let class = column.numeric.then_some("number");
        let onclick = column.sort.map(|key| {
            let dispatch = dispatch.clone();
            Callback::from(move |event: MouseEvent| {
                if let Some(dispatch) = &dispatch {
                    dispatch.dispatch(Action::SortBy { key, add: event.shift_key() });
                }
            })
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
                    { for page.rows.iter().enumerate().map(|(at, line)| row(page, view, line, page.first + at + 1)) }
                </tbody>
            </table>
        </div>
    }
}

fn row(page: &TablePage, view: &View, row: &Row, index: usize) -> Html {
    let cell = |(at, text): (usize, &Option<String>)| {
        let column = &page.columns[at];
        let class = column.numeric.then_some("number");
        let text = text
            .clone()
            .map_or_else(|| html! { <span class="absent">{ "not stated" }</span> }, Html::from);
        if at == 0 {
            html! {
                <th scope="row">
                    <a href={href(view, row.target.clone())}>{ text }</a>
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
