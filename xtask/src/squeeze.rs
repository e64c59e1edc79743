//! Pages, scripts and styles as the site serves them: names filled in, and without what only their
//! authors read. Text in, text out.

/// A style sheet without comments and indents. It holds no text in which either could stand.
pub fn without_css_comments(css: &str) -> String {
    let mut kept = String::new();
    for (number, part) in css.split("/*").enumerate() {
        let code =
            if number == 0 { part } else { part.split_once("*/").map_or("", |(_, code)| code) };
        kept.push_str(code);
    }
    kept.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .flat_map(|line| [line, "\n"])
        .collect()
}

/// A page without indents, which browsers take for a space like the end of the line before them; a text
/// that is shown as it stands keeps its own.
pub fn without_html_indents(html: &str) -> String {
    let mut as_it_stands = false;
    let mut kept = String::new();
    for line in html.lines() {
        let line = if as_it_stands { line } else { line.trim_start() };
        if let Some(at) = line.rfind("<pre").max(line.rfind("</pre")) {
            as_it_stands = line[at..].starts_with("<pre");
        }
        if as_it_stands || !line.is_empty() {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

/// Replaces a name that must stand in a text exactly once.
pub fn replace_once(text: &str, old: &str, new: &str) -> Result<String, String> {
    match text.matches(old).count() {
        1 => Ok(text.replacen(old, new, 1)),
        count => Err(format!("{old} stands {count} times where one was expected")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indents_of_pages_go_but_never_those_of_what_is_shown_as_it_stands() {
        let html = "<p\n  id=\"a\"\n>\n\n  b <pre>c</pre>\n  <pre>\n  d\n\n  </pre>\n  e\n";
        let kept = "<p\nid=\"a\"\n>\nb <pre>c</pre>\n<pre>\n  d\n\n  </pre>\ne\n";
        assert_eq!(without_html_indents(html), kept);
    }

    #[test]
    fn comments_and_indents_of_styles_go() {
        let css = "/* What\n it is. */\na {\n  color: red; /* why */\n}\n";
        assert_eq!(without_css_comments(css), "a {\ncolor: red;\n}\n");
    }
}
