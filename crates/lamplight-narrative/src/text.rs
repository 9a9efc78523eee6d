//! A text of marked words, and the ways through it.

use crate::lexicon::{Marked, Order};
use crate::marks::{Mark, Marks, THINGS};
use crate::words::Break;

/// Words to either side that are taken for the same sentence, however long it is.
const SENTENCE_MAX: usize = 25;

/// A text as one language reads it.
pub(crate) struct Text<'a> {
    pub(crate) order: Order,
    pub(crate) words: &'a [Marked],
}

impl Text<'_> {
    pub(crate) fn marks(&self, at: usize) -> Marks {
        self.words.get(at).map(|word| word.marks).unwrap_or_default()
    }

    pub(crate) fn has(&self, at: usize, mark: Mark) -> bool {
        self.marks(at).has(mark)
    }

    pub(crate) fn then(&self, at: usize) -> Break {
        self.words.get(at).map_or(Break::Sentence, |word| word.then)
    }

    /// The places before one, the nearest first, as far as its sentence goes and no more than so many.
    pub(crate) fn before(&self, at: usize, most: usize) -> impl Iterator<Item = usize> {
        (at.saturating_sub(most)..at)
            .rev()
            .take_while(|before| self.then(*before) != Break::Sentence)
    }

    /// The places after one, as [`Self::before`].
    pub(crate) fn after(&self, at: usize, most: usize) -> impl Iterator<Item = usize> {
        let end = (at + most).min(self.words.len().saturating_sub(1));
        (at + 1..=end).take_while(|after| self.then(after - 1) != Break::Sentence)
    }

    /// The places of the sentence around one.
    pub(crate) fn sentence(&self, at: usize) -> impl Iterator<Item = usize> + Clone {
        let start = self.before(at, SENTENCE_MAX).last().unwrap_or(at);
        let end = self.after(at, SENTENCE_MAX).last().unwrap_or(at);
        start..=end
    }

    /// The word is a part of a thing's name: "kids bike".
    pub(crate) fn is_of_a_thing(&self, at: usize) -> bool {
        let follows = self.then(at) == Break::None && self.marks(at + 1).any(THINGS);
        self.order == Order::Before && follows
    }
}
