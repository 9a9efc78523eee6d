//! What is told to be done, among words that are marked.

use crate::marks::{Mark, Marks, THINGS};
use crate::text::Text;

/// Words before a deed in which it is said that it is none.
const DENIED_MAX: usize = 3;

impl Text<'_> {
    /// Whether something is told that can be seen to be done. To say something counts after the place in bytes at which
    /// somebody was described.
    pub(crate) fn tells_a_deed(&self, told_from: usize) -> bool {
        self.words.iter().enumerate().any(|(at, word)| {
            let speaks = word.marks.has(Mark::Speech) && word.span.start >= told_from;
            self.is_done(at) || (speaks && !self.is_denied(at))
        })
    }

    /// Whether somebody needs help.
    pub(crate) fn tells_a_need(&self) -> bool {
        (0..self.words.len()).any(|at| self.is_needed(at))
    }

    /// Somebody is lost, or hurt; a thing that is lost is another matter.
    fn is_needed(&self, at: usize) -> bool {
        let mut beside = self.before(at, 1).chain(self.after(at, 2));
        self.has(at, Mark::Need) && !beside.any(|other| self.marks(other).any(THINGS))
    }

    fn is_done(&self, at: usize) -> bool {
        self.has(at, Mark::Did) && !self.is_denied(at) && !self.is_of_a_kind(at)
    }

    /// "A parked car": no deed, but a word that tells which thing.
    fn is_of_a_kind(&self, at: usize) -> bool {
        self.is_of_a_thing(at)
            && self
                .before(at, 1)
                .any(|before| self.has(before, Mark::Determiner))
    }

    /// What somebody did not do, or may do one day, is no deed.
    fn is_denied(&self, at: usize) -> bool {
        let denial = Marks::of(&[Mark::Not, Mark::Guess]);
        self.before(at, DENIED_MAX)
            .any(|before| self.marks(before).any(denial))
    }

    /// What is told of people beyond how they look by birth.
    pub(crate) fn details(&self) -> usize {
        let worn = Marks::of(&[Mark::Clothes, Mark::Carried]);
        let count = |at: &usize| self.marks(*at).any(worn) || self.is_done(*at);
        (0..self.words.len()).filter(count).count()
    }
}
