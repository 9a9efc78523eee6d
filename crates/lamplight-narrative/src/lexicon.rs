//! The words of each language, from `lexicon/*.txt`.
//!
//! A file has sections, `[name]`; a section has entries between commas and line breaks, each a word or a few words in
//! a row. What follows `#` is for the reader. `word~` stands for the word alone and with any ending of the section
//! `[endings]`, `word+` with any of `[verb endings]` and never alone; any word may have one of the `[beginnings]` before it. `[order]` says whether a word that
//! describes stands `before` the person or `after`.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::fold::fold;
use crate::marks::{BY_BIRTH, Mark, Marks, SOMEBODY};
use crate::words::{Break, Word};

/// Every language that is known.
pub(crate) static LEXICONS: LazyLock<[Lexicon; 4]> = LazyLock::new(|| {
    [
        Lexicon::parse(include_str!("../lexicon/en.txt")),
        Lexicon::parse(include_str!("../lexicon/es.txt")),
        Lexicon::parse(include_str!("../lexicon/uk.txt")),
        Lexicon::parse(include_str!("../lexicon/ar.txt")),
    ]
});

/// Where a word that describes stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    Before,
    After,
}

/// How a word of a lexicon may end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    None,
    Noun,
    Verb,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Pattern {
    stem: String,
    ending: Ending,
}

#[derive(Debug)]
struct Phrase {
    /// What follows the first word.
    rest: Vec<Pattern>,
    marks: Marks,
}

#[derive(Debug, Default)]
struct Stem {
    /// The marks of the word alone, with a noun's ending, with a verb's ending.
    marks: [Marks; 3],
    /// What begins with it, by its ending.
    phrases: [Vec<Phrase>; 3],
}

/// The words of one language.
#[derive(Debug)]
pub(crate) struct Lexicon {
    pub(crate) order: Order,
    beginnings: Vec<String>,
    /// Endings of nouns and of verbs, in order.
    endings: [Vec<String>; 2],
    ending_bytes_max: usize,
    stems: HashMap<String, Stem>,
    /// Every letter of its words, in order: a word with another letter is not of this language.
    alphabet: Vec<char>,
}

/// A word of a text, or a few that stand for one thing, with what they may tell.
#[derive(Debug, Clone)]
pub(crate) struct Marked {
    pub(crate) marks: Marks,
    pub(crate) span: Range<usize>,
    pub(crate) then: Break,
}

/// A text as one language reads it.
#[derive(Debug)]
pub(crate) struct Reading {
    pub(crate) order: Order,
    pub(crate) words: Vec<Marked>,
}

impl Lexicon {
    fn parse(file: &str) -> Self {
        let mut lexicon = Self {
            order: Order::Before,
            beginnings: vec![String::new()],
            endings: [vec![String::new()], Vec::new()],
            ending_bytes_max: 0,
            stems: HashMap::new(),
            alphabet: Vec::new(),
        };
        let mut section = "";
        for line in file.lines() {
            let line = line.split('#').next().unwrap_or_default().trim();
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                section = name;
            } else {
                let entries = line.split(',').map(str::trim).filter(|entry| !entry.is_empty());
                entries.for_each(|entry| lexicon.add(section, entry));
            }
        }
        lexicon
            .endings
            .iter_mut()
            .for_each(|endings| endings.sort_unstable());
        let endings = lexicon.endings.iter().flatten();
        lexicon.ending_bytes_max = endings.clone().map(String::len).max().unwrap_or(0);
        let words = endings.chain(&lexicon.beginnings).chain(lexicon.stems.keys());
        lexicon.alphabet = words.flat_map(|word| word.chars()).collect();
        lexicon.alphabet.sort_unstable();
        lexicon.alphabet.dedup();
        lexicon
    }

    fn add(&mut self, section: &str, entry: &str) {
        let [noun, verb] = &mut self.endings;
        let words = || entry.split_whitespace().map(fold);
        match section {
            "order" => {
                self.order = if entry == "after" {
                    Order::After
                } else {
                    Order::Before
                }
            }
            "beginnings" => self.beginnings.extend(words()),
            "endings" => noun.extend(words()),
            "verb endings" => verb.extend(words()),
            named => {
                if let Some(mark) = Mark::of_section(named) {
                    self.learn(Marks::of(&[mark]), entry);
                }
            }
        }
    }

    fn learn(&mut self, marks: Marks, entry: &str) {
        let mut patterns = entry.split_whitespace().map(Pattern::parse);
        let Some(first) = patterns.next() else { return };
        let rest: Vec<Pattern> = patterns.collect();
        let stem = self.stems.entry(first.stem).or_default();
        if rest.is_empty() {
            if let Some(known) = stem.marks.get_mut(first.ending as usize) {
                *known = known.and(marks);
            }
        } else if let Some(phrases) = stem.phrases.get_mut(first.ending as usize) {
            phrases.push(Phrase { rest, marks });
        }
    }

    /// Every stem of which the word may be a form, and the endings that make it so.
    fn stems<'a>(&'a self, word: &'a str) -> impl Iterator<Item = (&'a Stem, [bool; 3])> {
        let is_of_it = word
            .chars()
            .all(|letter| self.alphabet.binary_search(&letter).is_ok());
        let beginnings = self.beginnings.iter().filter(move |_| is_of_it);
        let begun = beginnings.filter_map(|beginning| word.strip_prefix(beginning.as_str()));
        begun.flat_map(move |rest| {
            let shortest = rest.len().saturating_sub(self.ending_bytes_max).max(1);
            (shortest..=rest.len()).filter_map(move |cut| {
                let (stem, ending) = rest.split_at_checked(cut)?;
                let known = self.stems.get(stem)?;
                let [noun, verb] = &self.endings;
                let ends =
                    |endings: &[String]| endings.binary_search_by(|one| one.as_str().cmp(ending)).is_ok();
                Some((known, [ending.is_empty(), ends(noun), ends(verb)]))
            })
        })
    }

    fn matches(&self, pattern: &Pattern, word: &Word) -> bool {
        let [noun, verb] = &self.endings;
        let ends = |rest: &str| match pattern.ending {
            Ending::None => rest.is_empty(),
            Ending::Noun => noun.iter().any(|one| one == rest),
            Ending::Verb => verb.iter().any(|one| one == rest),
        };
        word.readings.iter().any(|reading| {
            let mut begun = self
                .beginnings
                .iter()
                .filter_map(|beginning| reading.strip_prefix(beginning.as_str()));
            begun.any(|rest| rest.strip_prefix(pattern.stem.as_str()).is_some_and(ends))
        })
    }

    /// What a word alone may tell.
    pub(crate) fn marks(&self, word: &str) -> Marks {
        let mut all = Marks::default();
        for (stem, ends) in self.stems(word) {
            for (marks, _) in stem.marks.iter().zip(ends).filter(|(_, ends)| *ends) {
                all = all.and(*marks);
            }
        }
        all
    }

    /// How many words the longest phrase takes that begins here, and what it tells.
    fn phrase(&self, words: &[Word]) -> Option<(usize, Marks)> {
        let (first, following) = words.split_first()?;
        let mut longest: Option<(usize, Marks)> = None;
        for reading in &first.readings {
            for (stem, ends) in self.stems(reading) {
                let begun = stem.phrases.iter().zip(ends).filter(|(_, ends)| *ends);
                for phrase in begun.flat_map(|(phrases, _)| phrases) {
                    let len = phrase.rest.len() + 1;
                    if longest.is_none_or(|(other, _)| other < len) && self.follows(phrase, first, following)
                    {
                        longest = Some((len, phrase.marks));
                    } else if longest.is_some_and(|(other, _)| other == len)
                        && self.follows(phrase, first, following)
                    {
                        longest = longest.map(|(len, marks)| (len, marks.and(phrase.marks)));
                    }
                }
            }
        }
        longest
    }

    fn follows(&self, phrase: &Phrase, first: &Word, following: &[Word]) -> bool {
        let mut before = first;
        phrase.rest.len() <= following.len()
            && phrase.rest.iter().zip(following).all(|(pattern, word)| {
                let joined = before.then != Break::Sentence;
                before = word;
                joined && self.matches(pattern, word)
            })
    }

    /// The text as this language reads it.
    pub(crate) fn read(&self, words: &[Word]) -> Reading {
        let mut read = Vec::with_capacity(words.len());
        let mut rest = words;
        while let Some(first) = rest.first() {
            let (len, marks) = self.phrase(rest).unwrap_or_else(|| (1, self.alone(first)));
            let (taken, left) = rest.split_at(len);
            let last = taken.last().unwrap_or(first);
            read.push(Marked {
                marks,
                span: first.span.start..last.span.end,
                then: last.then,
            });
            rest = left;
        }
        Reading {
            order: self.order,
            words: read,
        }
    }

    fn alone(&self, word: &Word) -> Marks {
        let readings = word.readings.iter();
        readings.fold(Marks::default(), |all, reading| all.and(self.marks(reading)))
    }

    /// Whether the word stands in it, by itself or as the first of several.
    fn knows(&self, word: &str) -> bool {
        let mut stems = self.stems(word);
        stems.any(|(stem, ends)| {
            let has = |(at, ends): (usize, bool)| {
                ends && (stem.marks.get(at).is_some_and(|marks| !marks.is_empty())
                    || stem.phrases.get(at).is_some_and(|phrases| !phrases.is_empty()))
            };
            ends.into_iter().enumerate().any(has)
        })
    }
}

impl Pattern {
    fn parse(word: &str) -> Self {
        let (stem, ending) = match (word.strip_suffix('~'), word.strip_suffix('+')) {
            (Some(stem), _) => (stem, Ending::Noun),
            (_, Some(stem)) => (stem, Ending::Verb),
            _ => (word, Ending::None),
        };
        Self {
            stem: fold(stem).replace('\'', ""),
            ending,
        }
    }
}

/// What a word alone may tell in any language.
pub(crate) fn marks_anywhere(word: &str) -> Marks {
    LEXICONS
        .iter()
        .fold(Marks::default(), |all, lexicon| all.and(lexicon.marks(word)))
}

/// Whether any language has the word.
pub(crate) fn is_known(word: &str) -> bool {
    LEXICONS.iter().any(|lexicon| lexicon.knows(word))
}

/// The words that tell of somebody, by the number of their letters.
static OF_SOMEBODY: LazyLock<HashMap<usize, Vec<String>>> = LazyLock::new(|| {
    let mut words: HashMap<usize, Vec<String>> = HashMap::new();
    for (word, stem) in LEXICONS.iter().flat_map(|lexicon| &lexicon.stems) {
        if stem.marks.iter().any(|marks| marks.any(BY_BIRTH.and(SOMEBODY))) {
            words.entry(word.chars().count()).or_default().push(word.clone());
        }
    }
    words.values_mut().for_each(|words| words.sort_unstable());
    words
});

/// A word that tells of somebody and fits a pattern in which `*` and `#` stand for any letter.
pub(crate) fn filled_in(pattern: &str) -> Option<&'static str> {
    let letters: Vec<char> = pattern.chars().collect();
    let fits = |word: &&String| {
        letters
            .iter()
            .zip(word.chars())
            .all(|(letter, c)| matches!(letter, '*' | '#') || *letter == c)
    };
    OF_SOMEBODY
        .get(&letters.len())?
        .iter()
        .find(fits)
        .map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_every_lexicon_stands_in_a_section_that_means_something() {
        for (name, file) in [
            ("en", include_str!("../lexicon/en.txt")),
            ("es", include_str!("../lexicon/es.txt")),
            ("uk", include_str!("../lexicon/uk.txt")),
            ("ar", include_str!("../lexicon/ar.txt")),
        ] {
            let headings = file.lines().map(str::trim).filter(|line| line.starts_with('['));
            for heading in headings {
                let section = heading.trim_matches(['[', ']']);
                let is_grammar = ["order", "endings", "verb endings", "beginnings"].contains(&section);
                assert!(
                    is_grammar || Mark::of_section(section).is_some(),
                    "{name}: {heading}"
                );
            }
            let written = file
                .lines()
                .find(|line| !line.trim().is_empty() && !line.starts_with('#'));
            assert!(written.is_some_and(|line| line.starts_with('[')), "{name}");
        }
    }

    #[test]
    fn a_word_is_known_with_the_endings_and_beginnings_of_its_language() {
        assert!(marks_anywhere("men").has(Mark::Person));
        assert!(marks_anywhere("gitanas").has(Mark::People));
        assert!(marks_anywhere(&fold("циганами")).has(Mark::People));
        assert!(marks_anywhere(&fold("والغجر")).has(Mark::People));
        assert!(!is_known("zebra"));
    }
}
