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
                self.escape(words.next().unwrap_or(&""));
            }
            self.0.push_str(piece);
        }
    }

    fn escape(&mut self, words: &str) {
        for letter in words.chars() {
            match letter {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                letter => self.0.push(letter),
            }
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
}
