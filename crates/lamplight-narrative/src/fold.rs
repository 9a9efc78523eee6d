//! One spelling of many: letters without case, accents, points and whatever cannot be seen.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// A letter, and where in the text it came from, in bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Letter {
    pub(crate) folded: char,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// The text's letters, folded.
pub(crate) fn letters(text: &str) -> Vec<Letter> {
    let mut letters = Vec::with_capacity(text.len());
    for (start, whole) in text.char_indices() {
        let end = start + whole.len_utf8();
        // Compatibility forms first: full width, circled and mathematical letters, Arabic presentation forms.
        for part in std::iter::once(whole).nfkd().flat_map(char::to_lowercase) {
            if !is_unseen(part) {
                letters.push(Letter {
                    folded: plain(part),
                    start,
                    end,
                });
            }
        }
    }
    letters
}

/// A word of a lexicon, folded as a text is.
pub(crate) fn fold(word: &str) -> String {
    letters(word).into_iter().map(|letter| letter.folded).collect()
}

/// Marks upon letters, and characters that take no room: both hide a word from a reader who is a program.
fn is_unseen(c: char) -> bool {
    is_combining_mark(c)
        || matches!(c, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{640}' | '\u{e0000}'..='\u{e007f}')
}

/// Letters that are written one for the other, and small capitals, which no form of Unicode leads back.
fn plain(c: char) -> char {
    match c {
        'ة' => 'ه',
        'ى' | 'ی' => 'ي',
        'ک' => 'ك',
        'ٱ' => 'ا',
        'ґ' => 'г',
        'ʼ' | '’' | '‘' | '`' | '´' | '′' | 'ʹ' => '\'',
        'ᴀ' => 'a',
        'ʙ' => 'b',
        'ᴄ' => 'c',
        'ᴅ' => 'd',
        'ᴇ' => 'e',
        'ɢ' => 'g',
        'ʜ' => 'h',
        'ı' | 'ɪ' => 'i',
        'ᴊ' => 'j',
        'ᴋ' => 'k',
        'ʟ' => 'l',
        'ᴍ' => 'm',
        'ɴ' => 'n',
        'ᴏ' => 'o',
        'ᴘ' => 'p',
        'ʀ' => 'r',
        'ᴛ' => 't',
        'ᴜ' => 'u',
        'ᴠ' => 'v',
        'ᴡ' => 'w',
        'ʏ' => 'y',
        'ᴢ' => 'z',
        other => other,
    }
}

/// The same word in the letters that a reader takes it for: where Latin and Cyrillic or Greek are mixed, or where all
/// letters of a word could be those of the other script.
pub(crate) fn homoglyphs(word: &str) -> Vec<String> {
    let as_latin: String = word.chars().map(latin).collect();
    let as_cyrillic: String = word.chars().map(cyrillic).collect();
    let whole_latin = as_latin != word && !as_latin.chars().any(|c| is_cyrillic(c) || is_greek(c));
    let whole_cyrillic = as_cyrillic != word && !as_cyrillic.chars().any(|c| c.is_ascii_alphabetic());
    let mut found = Vec::new();
    found.extend(whole_latin.then_some(as_latin));
    found.extend(whole_cyrillic.then_some(as_cyrillic));
    found
}

fn is_cyrillic(c: char) -> bool {
    ('\u{400}'..='\u{52f}').contains(&c)
}

fn is_greek(c: char) -> bool {
    ('\u{370}'..='\u{3ff}').contains(&c)
}

fn latin(c: char) -> char {
    match c {
        'а' | 'α' => 'a',
        'в' | 'ь' | 'β' => 'b',
        'с' | 'ϲ' => 'c',
        'ԁ' => 'd',
        'е' | 'є' | 'ε' => 'e',
        'г' => 'r',
        'н' | 'һ' => 'h',
        'і' | 'ι' => 'i',
        'ј' => 'j',
        'к' | 'κ' => 'k',
        'м' => 'm',
        'п' | 'η' => 'n',
        'о' | 'ο' | 'σ' => 'o',
        'р' | 'ρ' => 'p',
        'ѕ' => 's',
        'т' | 'τ' => 't',
        'и' | 'υ' => 'u',
        'ν' => 'v',
        'ш' | 'ѡ' | 'ω' => 'w',
        'х' | 'χ' => 'x',
        'у' | 'γ' => 'y',
        other => other,
    }
}

fn cyrillic(c: char) -> char {
    match c {
        'a' | 'α' => 'а',
        'b' => 'в',
        'c' => 'с',
        'e' => 'е',
        'h' => 'н',
        'i' | 'ι' => 'і',
        'k' | 'κ' => 'к',
        'm' => 'м',
        'o' | 'ο' => 'о',
        'p' | 'ρ' => 'р',
        't' | 'τ' => 'т',
        'u' => 'и',
        'x' | 'χ' => 'х',
        'y' => 'у',
        other => other,
    }
}

/// The letters for which digits and signs stand in a word; a one stands for two of them.
pub(crate) fn without_digits(word: &str) -> [String; 2] {
    [
        word.chars().map(|c| letter_of(c, 'l')).collect(),
        word.chars().map(|c| letter_of(c, 'i')).collect(),
    ]
}

fn letter_of(c: char, one: char) -> char {
    match c {
        '0' => 'o',
        '1' | '!' | '|' => one,
        '2' => 'z',
        '3' | '€' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' | '+' => 't',
        '6' | '8' => 'b',
        '9' => 'g',
        other => other,
    }
}

/// The word with every letter that is drawn out written once, and twice.
pub(crate) fn without_drawl(word: &str) -> [String; 2] {
    [shortened(word, 1), shortened(word, 2)]
}

/// Keeps at most so many of a letter that stands three times or more.
fn shortened(word: &str, most: usize) -> String {
    let letters: Vec<char> = word.chars().collect();
    let runs = letters.chunk_by(|one, other| one == other);
    runs.flat_map(|run| {
        let kept = if run.len() > 2 { most } else { run.len() };
        run.iter().copied().take(kept)
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_fold_alike() {
        for spelling in [
            "BLACK",
            "ｂｌａｃｋ",
            "b\u{200b}l\u{ad}ack",
            "ⓑⓛⓐⓒⓚ",
            "𝐛𝐥𝐚𝐜𝐤",
            "ʙʟᴀᴄᴋ",
            "b̶l̶a̶c̶k̶",
        ] {
            assert_eq!(fold(spelling), "black", "{spelling}");
        }
        assert_eq!(fold("árabe"), "arabe");
        assert_eq!(fold("إِمْـرَأَةٌ"), fold("امراه"));
        assert_eq!(fold("Ґедзь"), "гедзь");
    }

    #[test]
    fn letters_of_another_script_are_read_as_they_look() {
        assert!(homoglyphs("bl\u{430}ck").contains(&"black".to_owned()));
        assert!(homoglyphs("чopний").contains(&"чорний".to_owned()));
        assert!(homoglyphs("black").is_empty());
        assert!(homoglyphs("жінка").is_empty());
    }

    #[test]
    fn digits_and_drawn_out_letters_are_read_as_letters() {
        assert_eq!(without_digits("bl4ck")[0], "black");
        assert_eq!(without_digits("@s1an")[1], "asian");
        assert_eq!(without_drawl("blaaack")[0], "black");
        assert_eq!(without_drawl("wooood")[1], "wood");
    }
}
