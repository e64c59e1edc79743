//! A chart as a file of its own: a picture with its title, its filter and where it comes from, in the
//! light colours, for it goes to paper. It knows no screen and no reader's settings.

use super::words::wrapped;
use super::{Anchor, Mark, Room, scene};
use crate::present::charts::Chart;

/// The paper around the picture.
const MARGIN: i32 = 24;
/// How a title, the sentence under it and the small print are set: size, height of a line.
const TITLE: (i32, i32) = (20, 26);
const FILTER: (i32, i32) = (13, 18);
const PRINT: (i32, i32) = (11, 15);

const SANS: &str = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif";
const SERIF: &str =
    "Charter, 'Bitstream Charter', 'Sitka Text', Cambria, 'Noto Serif', Georgia, serif";

/// The light colours of `assets/style.css` that files have.
const PAPER: &str = "#fdfcf9";
const INK: &str = "#1c1b19";
const SOFT: &str = "#56534c";

/// How the marks of each class look: the light values of what `assets/style.css` gives them, as
/// attributes, which every program that opens the file understands.
const LOOKS: &[(&str, &str)] = &[
    ("bar", "fill=\"#2f6690\""),
    ("bar rest", "fill=\"#938e83\""),
    ("reach", ""),
    ("open", ""),
    ("zero", ""),
    ("span", ""),
    ("span rest", ""),
    ("axis", "stroke=\"#1c1b19\""),
    ("grid", "stroke=\"#d9d5ca\""),
    ("tick", "fill=\"#56534c\""),
    ("name", "fill=\"#56534c\""),
    ("absent", "fill=\"#56534c\""),
    ("value", "fill=\"#1c1b19\" font-weight=\"650\""),
];

/// The media type of such a file.
pub const MEDIA_TYPE: &str = "image/svg+xml";

/// How the marks of a class look; nothing where the class is not known.
pub fn look(class: &str) -> Option<&'static str> {
    LOOKS.iter().find(|(known, _)| *known == class).map(|(_, look)| *look)
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
    scene.ground.iter().for_each(|mark| write(&mut body, mark));
    for item in &scene.items {
        let said = chart.points.get(item.point).map_or("", |point| &point.said);
        body.push_str(&format!("<g><title>{}</title>\n", escaped(said)));
        item.marks.iter().for_each(|mark| write(&mut body, mark));
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

fn write(body: &mut String, mark: &Mark) {
    let (shape, class) = match mark {
        Mark::Bar { x, y, width, height, class } => {
            (format!("rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\""), class)
        }
        Mark::Line { from, to, class } => (
            format!("line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"", from.0, from.1, to.0, to.1),
            class,
        ),
        Mark::Shape { corners, class } => {
            let corners: Vec<String> = corners.iter().map(|(x, y)| format!("{x},{y}")).collect();
            (format!("polygon points=\"{}\"", corners.join(" ")), class)
        }
        Mark::Text { at, anchor, class, text } => {
            let anchor = match anchor {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
                Anchor::End => "end",
            };
            body.push_str(&format!(
                "<text x=\"{}\" y=\"{}\" text-anchor=\"{anchor}\" {}>{}</text>\n",
                at.0,
                at.1,
                look(class).unwrap_or_default(),
                escaped(text)
            ));
            return;
        }
    };
    body.push_str(&format!("<{shape} {}/>\n", look(class).unwrap_or_default()));
}

/// A text inside XML, without the characters that XML has no place for.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            '\0'..' ' | '\u{fffe}' | '\u{ffff}' => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_text_and_what_xml_refuses_is_left_out() {
        assert_eq!(
            escaped("<script>\"Fish & chips\"\u{1b}\u{ffff}\n</script>"),
            "&lt;script&gt;&quot;Fish &amp; chips&quot; &lt;/script&gt;"
        );
    }
}
