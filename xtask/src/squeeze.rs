//! Scripts and styles as the site serves them: names filled in, and without what only their authors
//! read. Text in, text out.

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

/// A script without indents and comments, which are a sixth of it packed. A text over several lines
/// keeps its own, so a script that holds one stays as it is.
pub fn without_indents(script: &str) -> String {
    let mut lines = script.lines();
    if lines.any(|line| line.matches('`').count() % 2 == 1) {
        return script.to_string();
    }
    let is_comment = |line: &&str| ["//", "/**", "*"].iter().any(|mark| line.starts_with(mark));
    let code = script.lines().map(str::trim).filter(|line| !line.is_empty() && !is_comment(line));
    code.flat_map(|line| [line, "\n"]).collect()
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
    fn indents_and_comments_of_the_glue_go_but_never_a_text() {
        let glue = "/**\n * What it does.\n */\nfunction f() {\n    // Why.\n    return ' a';\n}\n";
        assert_eq!(without_indents(glue), "function f() {\nreturn ' a';\n}\n");
        let text = "const a = `\n    kept`;\n";
        assert_eq!(without_indents(text), text);
    }

    #[test]
    fn comments_and_indents_of_styles_go() {
        let css = "/* What\n it is. */\na {\n  color: red; /* why */\n}\n";
        assert_eq!(without_css_comments(css), "a {\ncolor: red;\n}\n");
    }
}
