//! A chart as a file of its own: a picture with its title, its filter and where it comes from, in the
//! light colours, for it goes to paper. It knows no screen and no reader's settings.

use super::words::wrapped;
use super::{Anchor, Mark, Room, scene};
use crate::present::charts::Chart;
use crate::present::markup::escaped;

/// The paper around the picture.
const MARGIN: i32 = 24;
/// How a title, the sentence under it and the small print are set: size, height of a line.
const TITLE: (i32, i32) = (20, 26);
const FILTER: (i32, i32) = (13, 18);
const PRINT: (i32, i32) = (11, 15);

// A file is no part of the system that it is looked at on, so `system-ui` is not among its fonts.
const SANS: &str = "'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif";
const SERIF: &str =
    "Charter, 'Bitstream Charter', 'Sitka Text', Cambria, 'Noto Serif', Georgia, serif";

// The light colours of `assets/style.css` that files have.
const PAPER: &str = "#fdfcf9";
const TINT: &str = "#f4f2ec";
const INK: &str = "#1c1b19";
const SOFT: &str = "#56534c";
const RULE: &str = "#d9d5ca";
const MARK: &str = "#8a4b00";
const BAR: &str = "#2f6690";
const REST: &str = "#938e83";

/// The media type of such a file.
pub const MEDIA_TYPE: &str = "image/svg+xml";

/// What a rule gives: names of attributes, each with its value.
pub type Look = &'static [(&'static str, &'static str)];

const HOLLOW: Look = &[("fill", PAPER), ("stroke", BAR), ("stroke-width", "1.5")];
const STRONG: Look = &[("fill", INK), ("font-weight", "650")];

const OUTLINED: Look = &[
    ("paint-order", "stroke"),
    ("stroke", PAPER),
    ("stroke-width", "3"),
    ("stroke-linejoin", "round"),
];

/// How marks look: the light values of what `assets/style.css` gives to what these selectors find
/// within `.plot`, the weaker selectors first. They are written as attributes, which every program that
/// opens the file understands.
pub const RULES: &[(&str, Look)] = &[
    ("text", &[("fill", SOFT)]),
    (".title", STRONG),
    (".code", &[("fill", INK)]),
    (".count", STRONG),
    (".value", STRONG),
    (".name", &[("fill", INK)]),
    (".none", &[("font-style", "italic")]),
    (".beyond", &[("fill", MARK), ("font-weight", "650")]),
    (".bar", &[("fill", BAR)]),
    (".open", &[("fill", BAR)]),
    (".reach", HOLLOW),
    (".over", HOLLOW),
    (".zero", &[("stroke", BAR), ("stroke-width", "2")]),
    (".grid", &[("stroke", RULE)]),
    (".axis", &[("stroke", INK)]),
    (".limit", &[("stroke", INK), ("stroke-dasharray", "4 3")]),
    (".step-1", &[("fill", "#6a97bd")]),
    (".step-2", &[("fill", "#366891")]),
    (".step-3", &[("fill", "#0e3b5c")]),
    (".step-4", &[("fill", "#021322")]),
    (".reversed", &[("fill", PAPER)]),
    (".corner", &[("fill", INK)]),
    ("rect.absent", &[("fill", "none"), ("stroke", SOFT), ("stroke-dasharray", "2 2")]),
    ("rect.beyond", &[("fill", PAPER), ("stroke", MARK), ("stroke-width", "2")]),
    (".bar.rest", &[("fill", REST)]),
    (".over.rest", &[("stroke", REST)]),
    (".tile.zero", &[("fill", PAPER), ("stroke", RULE), ("stroke-width", "1")]),
    (".tile.rest", &[("fill", TINT), ("stroke", REST), ("stroke-width", "2")]),
    (".tile.reach", &[("fill", PAPER), ("stroke", BAR), ("stroke-width", "2")]),
    (".name", OUTLINED),
    (".value", OUTLINED),
    (".none", OUTLINED),
    (".corner.reversed", &[("fill", PAPER)]),
];

/// The attributes of an element with these classes.
pub fn look(tag: &str, class: &str) -> Vec<(&'static str, &'static str)> {
    let mut look: Vec<(&str, &str)> = Vec::new();
    for (_, gives) in RULES.iter().filter(|(selector, _)| finds(selector, tag, class)) {
        look.retain(|(name, _)| gives.iter().all(|(other, _)| other != name));
        look.extend(*gives);
    }
    look
}

/// Whether a selector of a tag and classes, each behind a point, finds an element.
fn finds(selector: &str, tag: &str, class: &str) -> bool {
    let mut parts = selector.split('.');
    let is_tag = parts.next().is_some_and(|wanted| wanted.is_empty() || wanted == tag);
    is_tag && parts.all(|wanted| class.split(' ').any(|class| class == wanted))
}

/// The chart as an SVG document, with these lines under it.
pub fn svg(chart: &Chart, imprint: &[String]) -> String {
    let scene = scene(chart, Room::Wide);
    let mut body = String::new();
    let mut y = MARGIN;
    let heading = format!("font-family=\"{SERIF}\" font-weight=\"700\" fill=\"{INK}\"");
    // A bold serif runs a little wider than what widths are measured by.
    lines(&mut body, &mut y, &chart.title, TITLE, &heading, scene.width * 9 / 10);
    lines(&mut body, &mut y, &chart.filter, FILTER, &format!("fill=\"{SOFT}\""), scene.width);
    y += 10;
    body.push_str(&format!(
        "<g transform=\"translate({MARGIN} {y})\" font-size=\"12\" font-variant-numeric=\"tabular-nums\">\n"
    ));
    group(&mut body, &scene.ground);
    for item in &scene.items {
        let said = chart.points.get(item.point).map_or("", |point| &point.said);
        body.push_str(&format!("<g><title>{}</title>\n", escaped(said)));
        group(&mut body, &item.marks);
        body.push_str("</g>\n");
    }
    body.push_str("</g>\n");
    y += scene.height + 16;
    for line in imprint {
        lines(&mut body, &mut y, line, PRINT, &format!("fill=\"{SOFT}\""), scene.width);
        y += 3;
    }
    let (width, height) = (scene.width + 2 * MARGIN, y + MARGIN - 3);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"title description\" font-family=\"{SANS}\">\n\
         <title id=\"title\">{}</title>\n\
         <desc id=\"description\">{}</desc>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"{PAPER}\"/>\n\
         {body}</svg>\n",
        escaped(&chart.title),
        escaped(&format!("{}. {}", chart.filter, chart.description())),
    )
}

/// Writes a text in as many lines as it needs, and moves down by them.
fn lines(
    body: &mut String,
    y: &mut i32,
    text: &str,
    (size, high): (i32, i32),
    look: &str,
    room: i32,
) {
    // Widths are measured at 12 units.
    for line in wrapped(text, room * 12 / size) {
        *y += high;
        body.push_str(&format!(
            "<text x=\"{MARGIN}\" y=\"{}\" font-size=\"{size}\" {look}>{}</text>\n",
            *y - high / 4,
            escaped(&line)
        ));
    }
}

/// Writes marks that stand together.
fn group(body: &mut String, marks: &[Mark]) {
    for mark in marks {
        let (tag, class, places) = match mark {
            Mark::Bar { x, y, width, height, class } => (
                "rect",
                class,
                format!("x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\""),
            ),
            Mark::Line { from: (x1, y1), to: (x2, y2), class } => {
                ("line", class, format!("x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\""))
            }
            Mark::Shape { corners, class } => {
                let corners: Vec<String> =
                    corners.iter().map(|(x, y)| format!("{x},{y}")).collect();
                ("polygon", class, format!("points=\"{}\"", corners.join(" ")))
            }
            Mark::Text { at: (x, y), anchor, class, .. } => {
                let anchor = match anchor {
                    Anchor::Start => "start",
                    Anchor::Middle => "middle",
                    Anchor::End => "end",
                };
                ("text", class, format!("x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\""))
            }
        };
        body.push_str(&format!("<{tag} {places}"));
        for (name, value) in look(tag, class) {
            body.push_str(&format!(" {name}=\"{value}\""));
        }
        match mark {
            Mark::Text { text, .. } => body.push_str(&format!(">{}</text>\n", escaped(text))),
            _ => body.push_str("/>\n"),
        }
    }
}
