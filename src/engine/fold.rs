//! Folds case and accents away, so that people find what they type.

/// The text in lower case, without accents.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    each_folded(text, |sign| folded.push(sign));
    folded
}

/// Adds the words of a text, as `words` finds them in the folded text, each with a space after it.
pub fn push_words(text: &str, list: &mut String) {
    let end = |list: &mut String| {
        if !list.ends_with(' ') {
            list.push(' ');
        }
    };
    each_folded(text, |sign| match sign {
        '\'' => {}
        _ if is_letter(sign) => list.push(sign),
        _ => end(list),
    });
    end(list);
}

fn each_folded(text: &str, mut take: impl FnMut(char)) {
    for letter in text.chars() {
        if letter.is_ascii() {
            take(letter.to_ascii_lowercase());
        } else {
            let lower = lower(letter);
            match unaccented(lower) {
                Some(plain) => plain.chars().for_each(&mut take),
                None => take(lower),
            }
        }
    }
}

/// The small letter of a Latin capital with a mark; anything else as it is. The tables for every
/// script would cost the app 5 KB and serve none of the record's languages.
fn lower(letter: char) -> char {
    match letter {
        'À'..='Þ' if letter != '×' => char::from_u32(letter as u32 + 32).unwrap_or(letter),
        'Ÿ' => 'ÿ',
        // Capitals stand before their small letters: at even places, and in two rows at odd ones.
        'Ĺ'..='Ň' | 'Ź'..='Ž' => {
            char::from_u32(letter as u32 + letter as u32 % 2).unwrap_or(letter)
        }
        'Ā'..='ķ' | 'Ŋ'..='ŷ' | 'Ș'..='ț' => {
            char::from_u32(letter as u32 | 1).unwrap_or(letter)
        }
        _ => letter,
    }
}

/// Latin letters with marks, as plain ones. A table of the letters that names in the record's
/// languages use: a full Unicode decomposition would cost more than the rest of the search.
fn unaccented(letter: char) -> Option<&'static str> {
    Some(match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ğ' | 'ģ' => "g",
        'ì'..='ï' | 'ī' | 'į' | 'ı' => "i",
        'ķ' => "k",
        'ł' | 'ļ' => "l",
        'ñ' | 'ń' | 'ň' | 'ņ' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => "o",
        'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ť' | 'ţ' | 'ț' => "t",
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'æ' => "ae",
        'œ' => "oe",
        'ß' => "ss",
        '’' | '‘' => "'",
        '–' | '—' | '‑' => "-",
        '\u{a0}' => " ",
        '\u{300}'..='\u{36f}' => "",
        _ => return None,
    })
}

/// Whether a sign is a letter or a digit. Beyond ASCII by where signs and spaces stand among the
/// letters of all scripts: the tables that tell them one by one would cost the app 2 KB.
pub fn is_letter(sign: char) -> bool {
    match sign {
        'ª' | '²' | '³' | '¹' | 'µ' | 'º' | '¼'..='¾' => true,
        '\u{80}'..='¿' | '×' | '÷' => false,
        // Marks over letters, punctuation, signs of money and mathematics, arrows, and drawings.
        '\u{300}'..='\u{36f}' | '\u{2000}'..='\u{206f}' | '\u{20a0}'..='\u{20ff}' => false,
        '\u{2190}'..='\u{245f}' | '\u{2500}'..='\u{2775}' | '\u{2794}'..='\u{2bff}' => false,
        '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{e000}'..='\u{f8ff}' => false,
        '\u{1f000}'.. => false,
        _ => sign.is_ascii_alphanumeric() || sign > '¿',
    }
}

/// The words of a folded text: runs of letters and digits, an apostrophe inside a word left out,
/// so that "sheriff's" is found by "sheriffs".
pub fn words(folded: &str) -> impl Iterator<Item = String> {
    folded
        .split(|sign: char| !is_letter(sign) && sign != '\'')
        .map(|word| word.replace('\'', ""))
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn case_and_accents_are_folded() {
        assert_eq!(fold("Doña Ana COUNTY — Sheriff’s"), "dona ana county - sheriff's");
        assert_eq!(fold("Straße, Cafe\u{301}"), "strasse, cafe");
    }

    /// The capitals that names in the record's languages use fold as their small letters do.
    #[test]
    fn capitals_fold_as_their_small_letters() {
        for letter in ('À'..='ſ').chain('Ș'..='ț').filter(|letter| letter.is_uppercase()) {
            let small: String = letter.to_lowercase().collect();
            assert_eq!(fold(&letter.to_string()), fold(&small), "{letter}");
        }
    }

    /// Of the signs in texts in the languages of Europe, none is taken for another kind.
    #[test]
    fn letters_are_told_from_signs() {
        let signs =
            ('\0'..='\u{2af}').chain('\u{2000}'..='\u{2060}').chain('\u{20a0}'..='\u{20c0}');
        for sign in signs.chain('\u{2190}'..='\u{21ff}').chain("→−≤≥●…„“”’".chars())
        {
            assert_eq!(is_letter(sign), sign.is_alphanumeric(), "{sign:?}");
        }
        for letter in "ΩωЖжאبक中がカ한".chars() {
            assert!(is_letter(letter), "{letter}");
        }
    }

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        let list: Vec<_> = words("17-26 june: sheriff's o'neill").collect();
        assert_eq!(list, ["17", "26", "june", "sheriffs", "oneill"]);
    }

    proptest! {
        #[test]
        fn added_words_are_those_of_the_folded_text(text in "[aÆ'’ .–é1\\PC]{0,20}") {
            let mut list = String::from(" ");
            push_words(&text, &mut list);
            let expected: String = words(&fold(&text)).map(|word| format!("{word} ")).collect();
            prop_assert_eq!(list, format!(" {expected}"));
        }
    }
}
