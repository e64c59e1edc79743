//! Where a search found what it looks for: the hits in a text, and the text around a hit that the
//! table does not show.

use crate::engine::{Search, Term, fold, is_letter, words};

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The piece as written.
    pub text: String,
    /// Whether the search found it.
    pub hit: bool,
}

/// How many letters of a text are shown on either side of a hit.
const AROUND: usize = 40;

/// A word of a text: where it stands, and how it is searched for.
struct Word {
    from: usize,
    to: usize,
    folded: String,
}

/// The text in pieces, those that the search found marked.
pub fn pieces(text: &str, search: &Search) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut end = 0;
    for (from, to) in hits(text, &search.terms) {
        if from > end {
            pieces.push(Piece { text: text[end..from].to_string(), hit: false });
        }
        pieces.push(Piece { text: text[from..to].to_string(), hit: true });
        end = to;
    }
    if end < text.len() || pieces.is_empty() {
        pieces.push(Piece { text: text[end..].to_string(), hit: false });
    }
    pieces
}

/// The terms of a search that are found in none of some texts, and are to be found.
pub fn missing<'a>(search: &'a Search, texts: &[&str]) -> Vec<&'a Term> {
    let found =
        |term: &Term| texts.iter().any(|text| !hits(text, std::slice::from_ref(term)).is_empty());
    search.terms.iter().filter(|term| !term.negated && !found(term)).collect()
}

/// The surroundings of the first hit of a term in a text, if it is found there.
pub fn around(text: &str, term: &Term) -> Option<String> {
    let (from, to) = *hits(text, std::slice::from_ref(term)).first()?;
    let start = text[..from]
        .char_indices()
        .rev()
        .take(AROUND)
        .filter(|(at, letter)| *at == 0 || letter.is_whitespace())
        .last()
        .map_or(from, |(at, letter)| if at == 0 { 0 } else { at + letter.len_utf8() });
    let end = text[to..]
        .char_indices()
        .take(AROUND)
        .filter(|(_, letter)| letter.is_whitespace())
        .last()
        .map_or(to, |(at, _)| to + at);
    let end = if text.len() - to <= AROUND { text.len() } else { end };
    let before = if start > 0 { "… " } else { "" };
    let behind = if end < text.len() { " …" } else { "" };
    Some(format!("{before}{}{behind}", &text[start..end]))
}

/// Where the terms are found, in order and without overlap.
fn hits(text: &str, terms: &[Term]) -> Vec<(usize, usize)> {
    if terms.is_empty() {
        return Vec::new();
    }
    let words = words_of(text);
    let mut hits: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let longest = terms
            .iter()
            .filter(|term| !term.negated && begins(&words[at..], term))
            .map(|term| term.words.len())
            .max();
        match longest {
            Some(count) => {
                hits.push((words[at].from, words[at + count - 1].to));
                at += count;
            }
            None => at += 1,
        }
    }
    hits
}

/// Whether a term is found at the beginning of some words.
fn begins(words: &[Word], term: &Term) -> bool {
    let count = term.words.len();
    count > 0
        && words.len() >= count
        && term.words.iter().zip(words).enumerate().all(|(at, (wanted, word))| {
            let may_go_on = !term.quoted && at + 1 == count;
            word.folded == *wanted || (may_go_on && word.folded.starts_with(wanted))
        })
}

/// The words of a text as the search knows them, with their places in the text as written.
fn words_of(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    let mut from = None;
    let ends = text.char_indices().map(|(at, letter)| (at, Some(letter)));
    for (at, letter) in ends.chain([(text.len(), None)]) {
        // A letter belongs to a word if its folded form does: an apostrophe of print, an accent.
        let inside = letter.is_some_and(|letter| {
            let folded = fold(letter.encode_utf8(&mut [0; 4]));
            folded.is_empty() || folded.chars().any(|letter| is_letter(letter) || letter == '\'')
        });
        match (inside, from) {
            (true, None) => from = Some(at),
            (false, Some(start)) => {
                let folded: String = words(&fold(&text[start..at])).collect();
                if !folded.is_empty() {
                    found.push(Word { from: start, to: at, folded });
                }
                from = None;
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn marked(text: &str, typed: &str) -> String {
        let pieces = pieces(text, &Search::parse(typed));
        let text = |piece: &Piece| match piece.hit {
            true => format!("[{}]", piece.text),
            false => piece.text.clone(),
        };
        pieces.iter().map(text).collect()
    }

    #[test]
    fn hits_are_marked_as_written() {
        for (text, typed, expected) in [
            (
                "Doña Ana County Sheriff’s Office",
                "dona sheriffs",
                "[Doña] Ana County [Sheriff’s] Office",
            ),
            ("Operation Cross Country", "cro", "Operation [Cross] Country"),
            ("Kansas City, Kansas", "\"kansas city\"", "[Kansas City], Kansas"),
            ("Kansas City, Kansas", "kansas city", "[Kansas] [City], [Kansas]"),
            ("Kansas City", "-kansas", "Kansas City"),
            ("Kansas", "ansas", "Kansas"),
            ("", "kansas", ""),
        ] {
            assert_eq!(marked(text, typed), expected, "{typed} in {text}");
        }
    }

    #[test]
    fn what_stands_around_a_hit_is_cut_between_words() {
        let text = "During the week officers of several agencies went to hotels in Wichita and spoke with people who had posted advertisements there.";
        let search = Search::parse("wich");
        assert_eq!(
            around(text, &search.terms[0]).as_deref(),
            Some(
                "… of several agencies went to hotels in Wichita and spoke with people who had posted …"
            )
        );
        assert_eq!(around("Wichita", &search.terms[0]).as_deref(), Some("Wichita"));
        assert_eq!(around("Topeka", &search.terms[0]), None);
    }

    proptest! {
        /// Whatever is typed, nothing of the text is lost, and a text is marked exactly where the
        /// engine finds it.
        #[test]
        fn pieces_are_the_text(text in "[a-zA-Zéñ’ ,.-]{0,40}", typed in "[a-zé\" -]{0,12}") {
            let search = Search::parse(&typed);
            let pieces = pieces(&text, &search);
            prop_assert_eq!(pieces.iter().map(|piece| piece.text.as_str()).collect::<String>(), text.clone());
            for term in search.terms.iter().filter(|term| !term.negated) {
                let alone = Search { terms: vec![term.clone()] };
                let engine = crate::engine::TextColumn::new(&[vec![text.as_str()]]).passing(&alone);
                let found = engine.is_some_and(|rows| rows.count() == 1);
                prop_assert_eq!(missing(&alone, &[&text]).is_empty(), found, "{:?}", term);
            }
        }
    }
}
