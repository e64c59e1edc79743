//! Draws a scene: the only file that knows SVG tags.

use yew::prelude::*;

use crate::chart::{Anchor, Mark, Scene};

/// A scene as a picture with a name and a description, with a class that says where it is shown.
pub fn plot(scene: &Scene, class: &'static str) -> Html {
    let Scene { width, height, title, description, marks } = scene;
    html! {
        <svg
            class={class}
            viewBox={format!("0 0 {width} {height}")}
            role="img"
            aria-label={format!("{title}. {description}")}
            xmlns="http://www.w3.org/2000/svg"
        >
            { for marks.iter().map(mark) }
        </svg>
    }
}

/// A scene that says nothing that does not stand in words beside it.
pub fn decoration(scene: &Scene, class: &'static str) -> Html {
    let Scene { width, height, marks, .. } = scene;
    html! {
        <svg {class} viewBox={format!("0 0 {width} {height}")} aria-hidden="true" xmlns="http://www.w3.org/2000/svg">
            { for marks.iter().map(mark) }
        </svg>
    }
}

fn mark(mark: &Mark) -> Html {
    match mark {
        Mark::Bar { x, y, width, height, class, label } => html! {
            <rect
                class={*class}
                x={x.to_string()}
                y={y.to_string()}
                width={width.to_string()}
                height={height.to_string()}
            >
                if !label.is_empty() { <title>{ label.clone() }</title> }
            </rect>
        },
        Mark::Line { from, to, class } => html! {
            <line
                class={*class}
                x1={from.0.to_string()}
                y1={from.1.to_string()}
                x2={to.0.to_string()}
                y2={to.1.to_string()}
            />
        },
        Mark::Text { at, anchor, class, text } => html! {
            <text
                class={*class}
                x={at.0.to_string()}
                y={at.1.to_string()}
                text-anchor={match anchor {
                    Anchor::Start => "start",
                    Anchor::Middle => "middle",
                    Anchor::End => "end",
                }}
            >
                { text.clone() }
            </text>
        },
    }
}
