//! Searching as one types: every word must be found as the beginning of a word, a quoted phrase
//! as it stands, and what a minus precedes must not be found.

use std::sync::OnceLock;

use super::bitmap::Bitmap;
use super::fold::{fold, push_words, words};

/// A search, read from what was typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Search {
    /// The terms, all of which a row must satisfy.
    pub terms: Vec<Term>,
}

/// One term of a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The folded words: one, the beginning of a word; several, a phrase.
    pub words: Vec<String>,
    /// Whether the words were quoted, and so must stand as written.
    pub quoted: bool,
    /// Whether the term must not be found.
    pub negated: bool,
}

impl Search {
    /// Reads what was typed. Any text is a search; a quotation that is still open reaches to the
    /// end, and a lone minus is nothing.
    pub fn parse(typed: &str) -> Self {
        let mut terms = Vec::new();
        // Phones type the quotes of print.
        let typed = typed.replace(['“', '”', '„'], "\"");
        let mut rest = typed.trim_start();
        while !rest.is_empty() {
            let (negated, body) = match rest.strip_prefix('-') {
                Some(body) => (true, body),
                None => (false, rest),
            };
            let (quoted, text, after) = match body.strip_prefix('"') {
                Some(open) => match open.split_once('"') {
                    Some((inside, after)) => (true, inside, after),
                    None => (true, open, ""),
                },
                None => {
                    let end =
                        body.find(|c: char| c.is_whitespace() || c == '"').unwrap_or(body.len());
                    (false, &body[..end], &body[end..])
                }
            };
            let words: Vec<String> = words(&fold(text)).collect();
            if quoted || negated {
                if !words.is_empty() {
                    terms.push(Term { words, quoted, negated });
                }
            } else {
                // "FBI-led" is two words to find, near each other or not.
                terms.extend(words.into_iter().map(|word| Term {
                    words: vec![word],
                    quoted,
                    negated,
                }));
            }
            rest = after.trim_start();
        }
        Self { terms }
    }
}

/// Between the texts of a row.
const BOUNDARY: char = '\u{1f}';

/// The searchable text of every row. It is made ready when it is first searched: most visits search
/// one table or none, and folding all of them would be a third of what the app does at its start.
#[derive(Debug, Default)]
pub struct TextColumn {
    texts: Vec<String>,
    sequences: OnceLock<Vec<String>>,
}

impl TextColumn {
    /// The column of each row's texts. A phrase never reaches from one text into the next.
    pub fn new(rows: &[Vec<&str>]) -> Self {
        let mut joined = [0; 4];
        let boundary = BOUNDARY.encode_utf8(&mut joined);
        Self { texts: rows.iter().map(|row| row.join(boundary)).collect(), ..Self::default() }
    }

    /// Each row's folded words, with a space before and after each.
    fn sequences(&self) -> &[String] {
        self.sequences.get_or_init(|| {
            let sequence = |row: &String| {
                let mut sequence = String::from(" ");
                for text in row.split(BOUNDARY) {
                    push_words(text, &mut sequence);
                    sequence.push_str("| ");
                }
                sequence
            };
            self.texts.iter().map(sequence).collect()
        })
    }

    /// The rows that a search finds, or `None` when it asks for nothing.
    pub fn passing(&self, search: &Search) -> Option<Bitmap> {
        let mut found: Option<Bitmap> = None;
        for term in &search.terms {
            let mut phrase = format!(" {}", term.words.join(" "));
            // A typed term may end inside a word; a quoted one may not.
            if term.quoted {
                phrase.push(' ');
            }
            let mut rows = Bitmap::empty(self.texts.len());
            for (row, sequence) in self.sequences().iter().enumerate() {
                // Who pastes a page of text asks for many words, and few rows hold the first of them.
                let asked = found.as_ref().is_none_or(|found| found.contains(row));
                if asked && sequence.contains(&phrase) != term.negated {
                    rows.insert(row);
                }
            }
            found = Some(rows);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(typed: &str) -> Vec<u32> {
        let column = TextColumn::new(&[
            vec!["Operation Independence Day", "FBI Kansas City"],
            vec!["Operation Cross Country", "Kansas City Police"],
            vec!["Day of action", "Doña Ana County Sheriff’s Office"],
        ]);
        column
            .passing(&Search::parse(typed))
            .map_or_else(|| vec![0, 1, 2], |rows| rows.iter().collect())
    }

    #[test]
    fn every_word_must_begin_a_word() {
        assert_eq!(found("kans city"), [0, 1]);
        assert_eq!(found("kansas day"), [0]);
        assert_eq!(found("ansas"), [0u32; 0]);
        assert_eq!(found("dona sheriffs"), [2]);
        assert_eq!(found("  "), [0, 1, 2]);
    }

    #[test]
    fn a_quoted_phrase_stands_as_written_and_inside_one_text() {
        assert_eq!(found("\"kansas city police\""), [1]);
        assert_eq!(found("\"day fbi\""), [0u32; 0]);
        assert_eq!(found("\"kansas cit\""), [0u32; 0]);
        assert_eq!(found("\"kansas city"), [0, 1]);
        assert_eq!(found("“city kansas”"), [0u32; 0]);
        assert_eq!(found("“kansas city police”"), [1]);
    }

    #[test]
    fn a_minus_takes_away() {
        assert_eq!(found("kansas -police"), [0]);
        assert_eq!(found("-\"kansas city\""), [2]);
        assert_eq!(found("-"), [0, 1, 2]);
        assert_eq!(found("-fbi-kan"), [1, 2]);
    }

    #[test]
    fn a_word_may_be_asked_for_twice_and_with_its_contrary() {
        assert_eq!(found("kansas city kansas -police -police"), [0]);
        assert_eq!(found("kansas -kansas"), [0u32; 0]);
        assert_eq!(found("kansas \"kansas\""), [0, 1]);
        assert_eq!(found("kans \"kans\""), [0u32; 0]);
    }
}
