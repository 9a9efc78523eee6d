//! The words of a text, with what they would be if somebody had not hidden them.

use std::collections::HashSet;
use std::ops::Range;

use crate::fold::{Letter, homoglyphs, letters, without_digits, without_drawl};
use crate::lexicon::{filled_in, is_known, marks_anywhere};
use crate::marks::{BY_BIRTH, Mark, Marks, SOMEBODY};

/// What stands between two words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Break {
    None,
    Comma,
    Sentence,
}

/// A word and every way to read it, the plain one first.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    pub(crate) readings: Vec<String>,
    pub(crate) span: Range<usize>,
    /// What stands after it.
    pub(crate) then: Break,
}

/// Letters that stand together.
#[derive(Debug, Clone)]
struct Piece {
    text: String,
    span: Range<usize>,
    then: Break,
    is_known: bool,
}

/// Letters of a word that is looked for in pieces: the longest of the lexicons is shorter.
const JOINED_CHARS_MAX: usize = 16;
/// Letters that stand one by one until they may be a word.
const SPELLED_LETTERS_MIN: usize = 3;
/// Pieces into which somebody breaks a word, unless it is spelled.
const BROKEN_PIECES_MAX: usize = 3;

/// The words of a text.
pub(crate) fn of(text: &str) -> Vec<Word> {
    let pieces = pieces(&letters(text));
    let mut words = Vec::with_capacity(pieces.len());
    let mut rest = pieces.as_slice();
    while let Some(first) = rest.first() {
        let taken = spelled(rest, &mut words)
            .or_else(|| broken(rest, &mut words))
            .or_else(|| glued(text, first, &mut words))
            .unwrap_or_else(|| whole(first, &mut words));
        rest = rest.get(taken..).unwrap_or_default();
    }
    words
}

/// The sentence of the text in which something stands, in bytes.
pub(crate) fn sentence_around(text: &str, span: Range<usize>) -> Range<usize> {
    let words = of(text);
    let before = words.iter().take_while(|word| word.span.end <= span.start);
    let start = before
        .filter(|word| word.then == Break::Sentence)
        .last()
        .map_or(0, |word| word.span.end);
    let after = words.iter().skip_while(|word| word.span.end < span.end);
    let mut ends = after.skip_while(|word| word.then != Break::Sentence);
    let end = ends.next().map_or(text.len(), |word| word.span.end);
    // The mark that ends the sentence goes with it; the one that ends the sentence before stays.
    let mark = |rest: &str| {
        rest.chars()
            .take_while(|c| is_end(*c))
            .map(char::len_utf8)
            .sum::<usize>()
    };
    let start = start + mark(text.get(start..).unwrap_or_default());
    start..end + mark(text.get(end..).unwrap_or_default())
}

fn is_end(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '؟' | '…' | ';' | '؛' | '\n')
}

/// A sign that stands for a letter when it stands among letters.
fn is_sign(c: char) -> bool {
    matches!(c, '@' | '$' | '!' | '|' | '€' | '+' | '*' | '#')
}

fn pieces(letters: &[Letter]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut rest = letters;
    while let Some(first) = rest.first() {
        let in_word = |at: usize| is_in_word(rest, at);
        let len = (0..rest.len()).take_while(|at| in_word(*at)).count();
        let (taken, left) = rest.split_at(len.max(1));
        if len > 0 {
            let text: String = taken
                .iter()
                .map(|letter| letter.folded)
                .filter(|c| *c != '\'')
                .collect();
            let end = taken.last().map_or(first.end, |letter| letter.end);
            let is_known = is_known(&text);
            pieces.push(Piece {
                text,
                span: first.start..end,
                then: Break::None,
                is_known,
            });
        } else if let Some(last) = pieces.last_mut() {
            let next = left.first().map(|letter| letter.folded);
            last.then = last.then.max(break_of(first.folded, next));
        }
        rest = left;
    }
    pieces
}

/// Letters and digits; an apostrophe or a sign between them.
fn is_in_word(letters: &[Letter], at: usize) -> bool {
    let is = |at: usize, what: fn(char) -> bool| letters.get(at).is_some_and(|letter| what(letter.folded));
    if is(at, char::is_alphanumeric) {
        return true;
    }
    if !is(at, |c| c == '\'' || is_sign(c)) || at == 0 {
        return false;
    }
    let signs = (at..letters.len())
        .take_while(|at| is(*at, is_sign))
        .count()
        .max(1);
    is(at + signs, char::is_alphanumeric)
}

fn break_of(c: char, next: Option<char>) -> Break {
    let ends_here = next.is_none_or(|next| next.is_whitespace() || is_end(next) || next == '"');
    match c {
        '\n' | ';' | '؛' | '؟' | '?' => Break::Sentence,
        c if is_end(c) && ends_here => Break::Sentence,
        c if is_end(c) || matches!(c, ',' | '،' | ':' | '(' | ')' | '–' | '—' | '/' | '"' | '«' | '»') => {
            Break::Comma
        }
        _ => Break::None,
    }
}

/// A word spelled letter by letter: as many words as can be read in it.
fn spelled(pieces: &[Piece], words: &mut Vec<Word>) -> Option<usize> {
    let is_letter = |piece: &&Piece| piece.text.chars().count() == 1;
    let count = pieces.iter().take_while(is_letter).count();
    let run = pieces
        .get(..count)
        .filter(|run| run.len() >= SPELLED_LETTERS_MIN)?;
    let mut found = Vec::new();
    let mut rest = run;
    while !rest.is_empty() {
        let longest = rest.len().min(JOINED_CHARS_MAX);
        let word = (1..=longest)
            .rev()
            .find_map(|len| joined(rest.get(..len)?, is_known));
        let word = word.or_else(|| rest.get(..1).map(|one| (1, join(one))))?;
        rest = rest.get(word.0..)?;
        found.push(word.1);
    }
    let hidden = Marks::of(&[Mark::Person]).and(BY_BIRTH);
    let tells = |word: &Word| {
        word.readings
            .iter()
            .any(|reading| marks_anywhere(reading).any(hidden))
    };
    if found.iter().any(tells) {
        words.append(&mut found);
    } else {
        words.extend(run.iter().map(|letter| join(std::slice::from_ref(letter))));
    }
    Some(count)
}

/// A word that is broken by a space or a mark within it.
fn broken(pieces: &[Piece], words: &mut Vec<Word>) -> Option<usize> {
    let tells = |word: &str| marks_anywhere(word).any(BY_BIRTH);
    (2..=BROKEN_PIECES_MAX).rev().find_map(|len| {
        let parts = pieces.get(..len)?;
        let (_, before_last) = parts.split_last()?;
        let is_one_sentence = before_last.iter().all(|part| part.then != Break::Sentence);
        let is_hidden = parts.iter().any(|part| !part.is_known);
        if !is_one_sentence || !is_hidden {
            return None;
        }
        let (taken, word) = joined(parts, tells)?;
        words.push(word);
        Some(taken)
    })
}

/// Two words without a space between them, one of which says who somebody is. A surname is written with a capital.
fn glued(text: &str, piece: &Piece, words: &mut Vec<Word>) -> Option<usize> {
    let original = text.get(piece.span.clone())?;
    let mut letters = original.chars();
    let is_name = letters.next().is_some_and(char::is_uppercase) && letters.all(|c| !c.is_uppercase());
    let size = piece.text.chars().count();
    if is_name || !(6..=JOINED_CHARS_MAX).contains(&size) || piece.is_known {
        return None;
    }
    let ways = ways(&piece.text);
    let (one, other) = ways.iter().find_map(|way| {
        let mut cuts = way
            .char_indices()
            .skip(1)
            .filter_map(|(cut, _)| way.split_at_checked(cut));
        cuts.find(|(one, other)| {
            let (one, other) = (marks_anywhere(one), marks_anywhere(other));
            (one.any(BY_BIRTH) && other.any(SOMEBODY)) || (one.any(SOMEBODY) && other.any(BY_BIRTH))
        })
    })?;
    for (part, then) in [(one, Break::None), (other, piece.then)] {
        words.push(Word {
            readings: vec![part.to_owned()],
            span: piece.span.clone(),
            then,
        });
    }
    Some(1)
}

/// A piece by itself. One in which signs stand for nothing is taken apart at them.
fn whole(piece: &Piece, words: &mut Vec<Word>) -> usize {
    let readings = readings(&piece.text);
    if readings.len() > 1 || !piece.text.contains(is_sign) {
        words.push(Word {
            readings,
            span: piece.span.clone(),
            then: piece.then,
        });
        return 1;
    }
    let parts: Vec<&str> = piece
        .text
        .split(is_sign)
        .filter(|part| !part.is_empty())
        .collect();
    for (at, part) in parts.iter().enumerate() {
        words.push(Word {
            readings: vec![(*part).to_owned()],
            span: piece.span.clone(),
            then: if at + 1 == parts.len() {
                piece.then
            } else {
                Break::Comma
            },
        });
    }
    1
}

/// The pieces as one word, if one of its readings is what is looked for.
fn joined(pieces: &[Piece], is_sought: impl Fn(&str) -> bool) -> Option<(usize, Word)> {
    let word = join(pieces);
    let letters = word.readings.first().map_or(0, |reading| reading.chars().count());
    let fits = letters <= JOINED_CHARS_MAX && word.readings.iter().any(|reading| is_sought(reading));
    fits.then_some((pieces.len(), word))
}

fn join(pieces: &[Piece]) -> Word {
    let text: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
    let start = pieces.first().map_or(0, |piece| piece.span.start);
    let (end, then) = pieces
        .last()
        .map_or((start, Break::None), |piece| (piece.span.end, piece.then));
    Word {
        readings: readings(&text),
        span: start..end,
        then,
    }
}

/// Every way to read a word that makes sense, the plain one first.
fn readings(word: &str) -> Vec<String> {
    let mut found = vec![word.to_owned()];
    if is_known(word) {
        return found;
    }
    let mut ways = ways(word);
    if word.contains(['*', '#']) {
        ways.extend(filled_in(word).map(str::to_owned));
    }
    for way in ways {
        if is_known(&way) && !found.contains(&way) {
            found.push(way);
        }
    }
    found
}

/// The word, and what it would be without digits, letters of another script and letters that are drawn out.
fn ways(word: &str) -> Vec<String> {
    let mut ways = vec![word.to_owned()];
    if word.chars().any(|c| c.is_ascii_digit() || is_sign(c)) && word.chars().any(char::is_alphabetic) {
        ways.extend(without_digits(word));
    }
    let as_they_look: Vec<String> = ways.iter().flat_map(|way| homoglyphs(way)).collect();
    ways.extend(as_they_look);
    let shortened: Vec<String> = ways.iter().flat_map(|way| without_drawl(way)).collect();
    ways.extend(shortened);
    let mut seen = HashSet::new();
    ways.retain(|way| seen.insert(way.clone()));
    ways
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reads(text: &str, word: &str) -> bool {
        of(text)
            .iter()
            .any(|found| found.readings.iter().any(|reading| reading == word))
    }

    #[test]
    fn a_hidden_word_is_read() {
        for text in [
            "a b l a c k man",
            "a b.l.a.c.k man",
            "a bl4ck man",
            "a bl@ck man",
            "a bl*ck man",
            "a bl-ack man",
            "a bl ack man",
            "a blaaack man",
            "a bl\u{430}ck man",
            "a blackman",
            "a B L A C K M A N",
            "a b,l,a,c,k man",
            "a bl4ckm4n",
        ] {
            assert!(reads(text, "black"), "{text}: {:?}", of(text));
            assert!(
                reads(text, "man") || text.contains("bl4ckm4n"),
                "{text}: {:?}",
                of(text)
            );
        }
    }

    #[test]
    fn a_name_and_plain_words_stay_whole() {
        assert!(!reads("Mr Blackman called", "black"));
        assert!(reads("Fire!help", "help"));
        assert!(reads("bus 4x4 gone", "4x4"));
    }

    #[test]
    fn the_sentence_is_found_with_its_end() {
        let text = "One. Two three! Four";
        let at = text.find("three").unwrap();
        assert_eq!(&text[sentence_around(text, at..at + 5)], " Two three!");
        let at = text.find("Four").unwrap();
        assert_eq!(&text[sentence_around(text, at..at + 4)], " Four");
    }
}
