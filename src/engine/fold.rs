//! Folds case and accents away, so that people find what they type.

/// The text in lower case, without accents.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_ascii() {
            folded.push(letter.to_ascii_lowercase());
        } else {
            let lower = lower(letter);
            match unaccented(lower) {
                Some(plain) => folded.push_str(plain),
                None => folded.push(lower),
            }
        }
    }
    folded
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

/// The words of a folded text: runs of letters and digits, an apostrophe inside a word left out,
/// so that "sheriff's" is found by "sheriffs".
pub fn words(folded: &str) -> impl Iterator<Item = String> {
    folded
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .map(|word| word.replace('\'', ""))
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        let list: Vec<_> = words("17-26 june: sheriff's o'neill").collect();
        assert_eq!(list, ["17", "26", "june", "sheriffs", "oneill"]);
    }
}
