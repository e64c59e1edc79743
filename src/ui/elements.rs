//! Elements that pages are put together from. Each is made in one place: the program would grow by
//! some 300 bytes for every element written out in a page.

use yew::prelude::*;
use yew::virtual_dom::VTag;

use crate::engine::Search;
use crate::present::hits::{self, Piece};

/// An element with a class (or none) around others.
pub fn element(tag: &'static str, class: &'static str, children: Vec<Html>) -> Html {
    let mut element = VTag::new(tag);
    if !class.is_empty() {
        element.add_attribute("class", class);
    }
    element.add_children(children);
    element.into()
}

/// An element with one further attribute.
pub fn with(
    tag: &'static str,
    class: &'static str,
    attribute: (&'static str, AttrValue),
    children: Vec<Html>,
) -> Html {
    let mut element = VTag::new(tag);
    if !class.is_empty() {
        element.add_attribute("class", class);
    }
    element.add_attribute(attribute.0, attribute.1);
    element.add_children(children);
    element.into()
}

/// A text as it is, never as markup.
pub fn plain(text: impl Into<AttrValue>) -> Html {
    Html::from(text.into())
}

/// A text with what a search found in it marked.
pub fn marked(text: &str, search: &Search) -> Html {
    let piece = |piece: Piece| match piece.hit {
        true => element("mark", "", vec![plain(piece.text)]),
        false => plain(piece.text),
    };
    hits::pieces(text, search).into_iter().map(piece).collect()
}

/// An element around a text.
pub fn text(tag: &'static str, class: &'static str, text: impl Into<AttrValue>) -> Html {
    element(tag, class, vec![plain(text)])
}

/// A text in small print, on a line of its own.
pub fn detail(words: impl Into<AttrValue>) -> Html {
    text("span", "detail", words)
}

/// A link inside the app.
pub fn link(href: String, words: impl Into<AttrValue>) -> Html {
    with("a", "", ("href", href.into()), vec![plain(words)])
}

/// A link to an address elsewhere, which is not told where the reader comes from.
pub fn outside(href: &str, words: Html) -> Html {
    html! { <a href={href.to_string()} rel="noreferrer noopener">{ words }</a> }
}

/// A section under a heading, by which it is called.
pub fn section(id: &'static str, heading: impl Into<AttrValue>, mut body: Vec<Html>) -> Html {
    let heading = with("h2", "", ("id", AttrValue::Static(id)), vec![plain(heading)]);
    body.insert(0, heading);
    with("section", "", ("aria-labelledby", AttrValue::Static(id)), body)
}

/// Terms with what is said of each.
pub fn terms(class: &'static str, terms: Vec<(Html, Vec<Html>)>) -> Html {
    let group = |(term, said): (Html, Vec<Html>)| {
        let mut group = vec![element("dt", "", vec![term])];
        group.extend(said.into_iter().map(|said| element("dd", "", vec![said])));
        element("div", "", group)
    };
    element("dl", class, terms.into_iter().map(group).collect())
}

/// A list of items.
pub fn list(tag: &'static str, class: &'static str, items: Vec<Html>) -> Html {
    element(tag, class, items.into_iter().map(|item| element("li", "", vec![item])).collect())
}

/// The head of a column: what it is called, and whether it holds numbers.
pub type Head = (&'static str, bool);

/// A table that scrolls sideways where it must: its name, its columns, and its rows, the first cell
/// of each naming the row.
pub fn table(name: &'static str, heads: &[Head], rows: Vec<Vec<Html>>) -> Html {
    let numeric = |numeric: bool| if numeric { "number" } else { "" };
    let head = heads
        .iter()
        .map(|(label, number)| {
            with("th", numeric(*number), ("scope", AttrValue::Static("col")), vec![plain(*label)])
        })
        .collect();
    let row = |cells: Vec<Html>| {
        let cells = cells.into_iter().zip(heads).enumerate().map(
            |(at, (cell, (label, number)))| match at {
                0 => with("th", "", ("scope", AttrValue::Static("row")), vec![cell]),
                _ => with(
                    "td",
                    numeric(*number),
                    ("data-label", AttrValue::Static(label)),
                    vec![cell],
                ),
            },
        );
        element("tr", "", cells.collect())
    };
    let body = rows.into_iter().map(row).collect();
    scrolling(name, "", vec![element("tr", "", head)], body)
}

/// The frame of a table: a region that scrolls, named as the table.
pub fn scrolling(
    name: impl Into<AttrValue>,
    class: &'static str,
    head: Vec<Html>,
    body: Vec<Html>,
) -> Html {
    let name = name.into();
    html! {
        <div class="scroll" role="region" aria-label={name.clone()} tabindex="0">
            { element("table", class, vec![text("caption", "", name), element("thead", "", head), element("tbody", "", body)]) }
        </div>
    }
}

/// The main part of a page, under its heading.
pub fn main(class: &'static str, heading: impl Into<AttrValue>, body: Vec<Html>) -> Html {
    // One node beside the heading: Yew matches nodes from the end, and would make it anew, without the
    // focus, when their number changes.
    let body: Html = body.into_iter().collect();
    html! {
        <main id="main" tabindex="-1" {class}>
            <h1 tabindex="-1">{ plain(heading) }</h1>
            { body }
        </main>
    }
}

/// The sentence that stands wherever suspects are shown.
pub fn presumption() -> Html {
    text("p", "presumption", crate::present::standing::PRESUMPTION)
}

/// A button.
pub fn button(class: &'static str, label: Html, onclick: Callback<MouseEvent>) -> Html {
    html! { <button type="button" {class} {onclick}>{ label }</button> }
}

/// A choice of one from a few, behind its name: each with its word, what it is called, and whether
/// it is chosen.
pub fn choice(
    label: &'static str,
    options: Vec<(AttrValue, AttrValue, bool)>,
    onchange: Callback<Event>,
) -> Html {
    let option = |(value, label, selected): (AttrValue, AttrValue, bool)| {
        html! { <option {value} {selected}>{ plain(label) }</option> }
    };
    let select = html! { <select {onchange}>{ for options.into_iter().map(option) }</select> };
    element("label", "tool", vec![plain(label), plain(" "), select])
}

/// A choice of one from a few whose names say what they do, for those who do not see it with a
/// name of its own: each by its place, and whether it is chosen. Nothing where there is no choice.
pub fn options(
    name: String,
    options: Vec<(&'static str, bool)>,
    onchange: Callback<Event>,
) -> Html {
    if options.len() < 2 {
        return Html::default();
    }
    let option = |(at, (label, selected)): (usize, (&'static str, bool))| {
        html! { <option value={at.to_string()} {selected}>{ label }</option> }
    };
    html! { <select aria-label={name} {onchange}>{ for options.into_iter().enumerate().map(option) }</select> }
}
