//! Scripts and styles as the site serves them: names filled in, and styles without what only their
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
    fn comments_and_indents_of_styles_go() {
        let css = "/* What\n it is. */\na {\n  color: red; /* why */\n}\n";
        assert_eq!(without_css_comments(css), "a {\ncolor: red;\n}\n");
    }
}
