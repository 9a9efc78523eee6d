//! Words as they are compared: without case and accents, each with a space before it, so that a search finds
//! where a word begins.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words of one report that are held, in bytes: its note and place at their longest, and some messages.
const WORDS_BYTES_MAX: usize = 8_000;
/// From here on scripts mostly have no spaces between words (Thai is the first), so that a word may begin anywhere.
const WITHOUT_SPACES: char = '\u{0E00}';

/// The words of texts, up to a bound: what comes first stays.
pub(super) fn folded<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let mut words = String::new();
    for text in texts {
        fold_into(&mut words, text);
        if words.len() > WORDS_BYTES_MAX {
            break;
        }
    }
    let end = (0..=WORDS_BYTES_MAX.min(words.len()))
        .rev()
        .find(|end| words.is_char_boundary(*end));
    words.truncate(end.unwrap_or(0));
    words.shrink_to_fit();
    words
}

fn fold_into(words: &mut String, text: &str) {
    let mut in_word = false;
    let letters = text
        .chars()
        .flat_map(char::to_lowercase)
        .nfd()
        .filter(|letter| !is_combining_mark(*letter));
    for letter in letters {
        if !letter.is_alphanumeric() {
            in_word = false;
            continue;
        }
        if !in_word {
            words.push(' ');
            in_word = true;
        }
        words.push(letter);
    }
}

/// What must stand in the words of a report, each by itself. Nothing where nothing was asked for but signs.
pub(super) fn wanted(words: &str) -> Vec<String> {
    folded([words])
        .split(' ')
        .filter(|word| !word.is_empty())
        .map(|word| match word.chars().next() {
            Some(first) if first >= WITHOUT_SPACES => word.to_owned(),
            _ => format!(" {word}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(text: &str, words: &str) -> bool {
        let text = folded([text]);
        wanted(words).iter().all(|word| text.contains(word.as_str()))
    }

    #[test]
    fn a_word_is_found_by_its_beginning_whatever_its_case_and_accents() {
        assert!(finds("Pintada en el PUENTE, junto al río", "rio pint"));
        assert!(finds("AQ-7K2M9 Mill Street", "aq-7k2m9"));
        assert!(finds("Straße 12b", "stra 12"));
        assert!(!finds("Birthday party", "art"));
        assert!(!finds("Pintada en el puente", "puente rio"));
    }

    #[test]
    fn where_words_have_no_spaces_they_are_found_anywhere() {
        assert!(finds("公園の街灯が消えています", "街灯"));
        assert!(!finds("公園の街灯", "駅"));
    }

    #[test]
    fn words_beyond_the_bound_are_left_out() {
        let long = "ñandú ".repeat(WORDS_BYTES_MAX);
        let words = folded([long.as_str(), "heron"]);
        assert!(words.len() <= WORDS_BYTES_MAX && !words.contains("heron"));
    }
}
