//! HTML as text, for files that a reader keeps. What is filled in is never taken for markup. It knows
//! no page.

/// HTML that is being written.
#[derive(Debug, Default)]
pub struct Markup(String);

impl Markup {
    /// Writes a piece of HTML of the program's own, with words in the places marked `{}`: between
    /// tags, or between the quotes of an attribute.
    pub fn write(&mut self, html: &'static str, words: &[&str]) {
        let mut words = words.iter();
        for (at, piece) in html.split("{}").enumerate() {
            if at > 0 {
                self.0.push_str(&escaped(words.next().unwrap_or(&"")));
            }
            self.0.push_str(piece);
        }
    }

    /// Writes what was written elsewhere.
    pub fn append(&mut self, other: Self) {
        self.0.push_str(&other.0);
    }

    /// What was written.
    pub fn finish(self) -> String {
        self.0
    }
}

/// Words as they stand between tags, or between the quotes of an attribute, in HTML and in XML:
/// without the characters that XML has no place for.
pub fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for letter in words.chars() {
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
    fn words_never_become_markup() {
        let mut markup = Markup::default();
        let words = ["\" onclick=\"go()", "<script>1</script> & {}", "last"];
        markup.write("<p class=\"{}\">{}</p>{}", &words);
        assert_eq!(
            markup.finish(),
            "<p class=\"&quot; onclick=&quot;go()\">&lt;script&gt;1&lt;/script&gt; &amp; {}</p>last"
        );
    }

    #[test]
    fn what_xml_refuses_is_left_out() {
        assert_eq!(
            escaped("<script>\"Fish & chips\"\u{1b}\u{ffff}\n</script>"),
            "&lt;script&gt;&quot;Fish &amp; chips&quot; &lt;/script&gt;"
        );
    }
}
