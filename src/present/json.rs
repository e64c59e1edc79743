//! JSON written from a pattern and the words that it is filled with. It knows no page.

/// A pattern with words in the places marked `{}`, each of which stands between the quotes of a text.
#[inline(never)]
pub fn filled(pattern: &'static str, words: &[&str]) -> String {
    let mut text = String::new();
    let mut words = words.iter();
    for (at, piece) in pattern.split("{}").enumerate() {
        if at > 0 {
            escape(&mut text, words.next().unwrap_or(&""));
        }
        text.push_str(piece);
    }
    text
}

/// Writes what stands between the quotes of a text.
#[inline(never)]
fn escape(to: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '"' | '\\' => {
                to.push('\\');
                to.push(letter);
            }
            '\n' => to.push_str("\\n"),
            letter if letter < ' ' => to.push_str(&format!("\\u{:04x}", u32::from(letter))),
            letter => to.push(letter),
        }
    }
}

/// A text.
pub fn text(said: &str) -> String {
    filled("\"{}\"", &[said])
}

/// A text, or nothing.
pub fn text_or_null(said: Option<&str>) -> String {
    said.map_or("null".into(), text)
}

/// Texts as a list.
pub fn list(texts: &[&str]) -> String {
    let texts: Vec<String> = texts.iter().map(|it| text(it)).collect();
    ["[", &texts.join(","), "]"].concat()
}

/// An object over several lines: names with what is written for them.
pub fn object(fields: &[(&str, String)]) -> String {
    let field = |(name, written): &(&str, String)| [&text(name), ": ", written].concat();
    over_lines(["{", "}"], fields.iter().map(field).collect())
}

/// A list over several lines of what is written.
pub fn rows(rows: Vec<String>) -> String {
    over_lines(["[", "]"], rows)
}

fn over_lines(ends: [&str; 2], parts: Vec<String>) -> String {
    if parts.is_empty() {
        return ends.concat();
    }
    // A line never ends within a text: there it is written as `\n`.
    let inside = parts.join(",\n").replace('\n', "\n  ");
    [ends[0], "\n  ", &inside, "\n", ends[1]].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_is_read_back(said in "(?s)[\"\\\\\\t\n{}]{0,3}.{0,30}") {
            let json = filled("{\"a\":\"{}\",\"b\":[\"{}\"]}", &[&said, "b"]);
            let read: serde_json::Value = serde_json::from_str(&json)?;
            prop_assert_eq!(&read["a"], &serde_json::Value::from(said.clone()));
            prop_assert_eq!(&read["b"][0], "b");
            let read: Vec<String> = serde_json::from_str(&list(&[&said]))?;
            prop_assert_eq!(read, vec![said]);
        }

        #[test]
        fn over_lines_it_stands_as_others_lay_it_out(said in "[ -~\n]{0,9}", many in 0..3_usize) {
            let row = || object(&[("a", text(&said)), ("b", text_or_null(None))]);
            let written = object(&[("rows", rows((0..many).map(|_| row()).collect()))]);
            let value = serde_json::json!({ "rows": vec![serde_json::json!({ "a": said, "b": null }); many] });
            prop_assert_eq!(written, serde_json::to_string_pretty(&value)?);
        }
    }
}
