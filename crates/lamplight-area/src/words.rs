//! Names as they are looked for: without case and accents.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// A name that is kept, in characters: the longest street names of the world stay below.
const NAME_CHARS_MAX: usize = 120;

/// A name as it is shown: cut, and on one line. None when nothing is left.
pub(crate) fn shown(name: &str) -> Option<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let name: String = words.join(" ").chars().take(NAME_CHARS_MAX).collect();
    (!name.is_empty()).then_some(name)
}

/// The words of a text, folded: lower case, no accents, one space between them.
pub(crate) fn folded(text: &str) -> String {
    let bare = text.nfkd().filter(|character| !is_combining_mark(*character));
    let mut words = String::with_capacity(text.len());
    for character in bare.flat_map(char::to_lowercase) {
        if character.is_alphanumeric() {
            words.push(character);
        } else if !matches!(character, '\'' | '’' | '.') && !words.ends_with(' ') && !words.is_empty() {
            words.push(' ');
        }
    }
    words.truncate(words.trim_end().len());
    words
}

/// Whether a name has every word that was typed, or a beginning of it. One answers to nothing that was typed.
pub fn answers(name: &str, typed: &str) -> bool {
    has_words(&folded(name), &folded(typed))
}

/// The same, of both already folded.
pub(crate) fn has_words(name: &str, typed: &str) -> bool {
    typed
        .split(' ')
        .all(|word| name.split(' ').any(|own| own.starts_with(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whatever_their_case_accents_and_marks() {
        assert_eq!(folded("  Plaça d'Àngel-Guimerà "), "placa dangel guimera");
        assert_eq!(folded("St. John’s  Rd"), "st johns rd");
        assert_eq!(folded("Вулиця Їжакевича"), "вулиця іжакевича");
        assert_eq!(folded("شارع الميناء"), "شارع الميناء");
        assert_eq!(folded(" ,; "), "");
    }

    #[test]
    fn a_name_is_cut_and_on_one_line() {
        assert_eq!(shown(" Mill\nStreet "), Some("Mill Street".into()));
        assert_eq!(shown(" \n"), None);
        assert_eq!(shown(&"ü".repeat(500)).unwrap().chars().count(), NAME_CHARS_MAX);
    }
}
