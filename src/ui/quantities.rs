//! Numbers by quantity: the sources' accounts side by side.

use yew::prelude::*;

use crate::present::operation::{Account, Claim, QuantityGroup, QuantityRow, SourceLine};
use crate::ui::frame::Frame;
use crate::view::Page;

/// What a group of quantities is given.
#[derive(Clone, Copy)]
pub struct Quantities<'a> {
    /// The frame, for links.
    pub frame: Frame<'a>,
    /// The sources that stand as columns, by number; none where there are too many.
    pub columns: Option<&'a [usize]>,
    /// The sources, for the columns' heads.
    pub sources: &'a [SourceLine],
    /// The operation's id, for links.
    pub operation: &'a str,
}

/// A table of quantities. With few sources each is a column; with many, equal accounts are one.
pub fn quantities(props: Quantities<'_>, group: &QuantityGroup) -> Html {
    let Quantities { columns, sources, .. } = props;
    let head = |number: &usize| {
        let publisher = sources.get(number - 1).map(|source| source.publisher.clone());
        html! { <th scope="col" class="number source">{ publisher }<span class="reference">{ format!("[{number}]") }</span></th> }
    };
    let row = |row: &QuantityRow| {
        html! {
            <tr class={classes!(row.disagree.then_some("differs"))}>
                <th scope="row">
                    { row.quantity.clone() }
                    if let Some(extent) = &row.extent { <span class="detail">{ extent.clone() }</span> }
                    if row.disagree { <span class="mark">{ "Sources differ" }</span> }
                </th>
                { match columns {
                    Some(columns) => columns.iter().map(|number| by_source(props, row, *number)).collect::<Html>(),
                    None => html! { <td data-label="Accounts">{ accounts(props, row) }</td> },
                } }
            </tr>
        }
    };
    html! {
        <div class="scroll" role="region" aria-label={group.heading} tabindex="0">
            <table class={classes!("quantities", columns.is_some().then_some("matrix"))}>
                <caption>{ group.heading }</caption>
                <thead><tr>
                    <th scope="col">{ "Quantity" }</th>
                    { match columns {
                        Some(columns) => columns.iter().map(head).collect::<Html>(),
                        None => html! { <th scope="col">{ "Accounts, with the sources that give them" }</th> },
                    } }
                </tr></thead>
                <tbody>{ for group.rows.iter().map(row) }</tbody>
            </table>
        </div>
    }
}

fn figure_link(props: Quantities<'_>, claim: &Claim, text: String) -> Html {
    let page =
        Page::Figure { operation: props.operation.to_string(), figure: claim.figure.clone() };
    html! { <a href={props.frame.href(page)}>{ text }</a> }
}

fn small_print(claim: &Claim) -> Html {
    html! {
        <>
            <span class="detail">
                { claim.verb.map(|verb| format!("{} · ", verb.to_lowercase())) }{ claim.locator.clone() }
                { claim.share.as_ref().map(|share| format!(" · {share}")) }
            </span>
            { for claim.remarks.iter().map(|remark| html! { <span class="remark">{ remark.clone() }</span> }) }
        </>
    }
}

/// What one source says of a quantity.
fn by_source(props: Quantities<'_>, row: &QuantityRow, number: usize) -> Html {
    let label =
        props.sources.get(number - 1).map(|source| format!("{} [{number}]", source.publisher));
    let claims: Vec<(&Account, &Claim)> = row
        .accounts
        .iter()
        .flat_map(|account| account.claims.iter().map(move |claim| (account, claim)))
        .filter(|(_, claim)| claim.source == number)
        .collect();
    let class = classes!("number", claims.is_empty().then_some("silent"));
    html! {
        <td {class} data-label={label}>
            { for claims.iter().map(|(account, claim)| html! {
                <div class="claim">
                    <span class="stated">{ figure_link(props, claim, account.value.clone()) }</span>
                    { small_print(claim) }
                </div>
            }) }
            if claims.is_empty() { <span class="hidden">{ "no number" }</span> }
        </td>
    }
}

/// The accounts of a quantity, each with its sources.
fn accounts(props: Quantities<'_>, row: &QuantityRow) -> Html {
    html! {
        <ul class="accounts">
            { for row.accounts.iter().map(|account| html! {
                <li>
                    <span class="stated">{ account.value.clone() }</span>
                    <ul>
                        { for account.claims.iter().map(|claim| html! {
                            <li>
                                { figure_link(props, claim, claim.publisher.clone()) }
                                <span class="reference">{ format!("[{}]", claim.source) }</span>
                                { small_print(claim) }
                            </li>
                        }) }
                    </ul>
                </li>
            }) }
        </ul>
    }
}
