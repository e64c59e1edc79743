//! Numbers by quantity: the sources' accounts side by side.

use yew::prelude::*;

use crate::present::operation::{Account, Claim, QuantityGroup, QuantityRow, SourceLine};
use crate::ui::elements::{detail, element, link, plain, scrolling, text, with};
use crate::ui::frame::Frame;
use crate::view::Page;

/// What tables of quantities are given.
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
    let column = |class: &'static str, words: Vec<Html>| {
        with("th", class, ("scope", AttrValue::Static("col")), words)
    };
    let mut heads = vec![column("", vec![plain("Quantity")])];
    match props.columns {
        Some(columns) => heads.extend(columns.iter().map(|number| {
            let publisher = props.sources.get(number - 1).map(|source| source.publisher.clone());
            column("number source", vec![plain(publisher.unwrap_or_default()), reference(*number)])
        })),
        None => heads.push(column("", vec![plain("Accounts, with the sources that give them")])),
    }
    let body = group.rows.iter().map(|row| quantity(props, row)).collect();
    let class = if props.columns.is_some() { "quantities matrix" } else { "quantities" };
    scrolling(group.heading, class, vec![element("tr", "", heads)], body)
}

/// The number by which a source is referred to.
pub fn reference(number: usize) -> Html {
    text("span", "reference", format!("[{number}]"))
}

fn quantity(props: Quantities<'_>, row: &QuantityRow) -> Html {
    let mut name = vec![plain(row.quantity.clone())];
    name.extend(row.extent.clone().map(detail));
    if row.disagree {
        name.push(text("span", "mark", "Sources differ"));
    }
    let mut cells = vec![with("th", "", ("scope", AttrValue::Static("row")), name)];
    match props.columns {
        Some(columns) => cells.extend(columns.iter().map(|number| by_source(props, row, *number))),
        None => {
            let accounts =
                row.accounts.iter().map(|account| self::account(props, account)).collect();
            let accounts = element("ul", "accounts", accounts);
            cells.push(with(
                "td",
                "",
                ("data-label", AttrValue::Static("Accounts")),
                vec![accounts],
            ));
        }
    }
    element("tr", if row.disagree { "differs" } else { "" }, cells)
}

fn figure_link(props: Quantities<'_>, claim: &Claim, words: String) -> Html {
    let page =
        Page::Figure { operation: props.operation.to_string(), figure: claim.figure.clone() };
    link(props.frame.href(page), words)
}

fn small_print(claim: &Claim) -> Html {
    let verb = claim.verb.map(|verb| verb.to_ascii_lowercase());
    let words: Vec<String> =
        verb.into_iter().chain([claim.locator.clone()]).chain(claim.share.clone()).collect();
    std::iter::once(detail(words.join(" · ")))
        .chain(claim.remarks.iter().map(|remark| text("span", "remark", remark.clone())))
        .collect()
}

/// What one source says of a quantity.
fn by_source(props: Quantities<'_>, row: &QuantityRow, number: usize) -> Html {
    let publisher = props.sources.get(number - 1).map(|source| source.publisher.as_str());
    let label = format!("{} [{number}]", publisher.unwrap_or_default());
    let claims = row
        .accounts
        .iter()
        .flat_map(|account| account.claims.iter().map(move |claim| (account, claim)));
    let mut said: Vec<Html> = claims
        .filter(|(_, claim)| claim.source == number)
        .map(|(account, claim)| {
            let stated =
                element("span", "stated", vec![figure_link(props, claim, account.value.clone())]);
            element("div", "claim", vec![stated, small_print(claim)])
        })
        .collect();
    let class = if said.is_empty() { "number silent" } else { "number" };
    if said.is_empty() {
        said.push(text("span", "hidden", "no number"));
    }
    with("td", class, ("data-label", label.into()), said)
}

/// An account with its sources.
fn account(props: Quantities<'_>, account: &Account) -> Html {
    let claims = account.claims.iter().map(|claim| {
        let source = figure_link(props, claim, claim.publisher.clone());
        element("li", "", vec![source, reference(claim.source), small_print(claim)])
    });
    let claims = element("ul", "", claims.collect());
    element("li", "", vec![text("span", "stated", account.value.clone()), claims])
}
