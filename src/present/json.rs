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

/// Texts as a list.
pub fn list(texts: &[&str]) -> String {
    let texts: Vec<String> = texts.iter().map(|it| filled("\"{}\"", &[it])).collect();
    ["[", &texts.join(","), "]"].concat()
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
    }
}
