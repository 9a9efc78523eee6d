//! A person who is described, among words that are marked.

use std::ops::Range;

use crate::lexicon::{Order, Reading};
use crate::marks::{BY_BIRTH, Mark, Marks, THINGS};
use crate::text::Text;
use crate::words::Break;

/// What one language finds in a text.
#[derive(Debug)]
pub(crate) struct Finding {
    /// The first person who is described by their looks.
    pub(crate) described: Option<Described>,
    /// Whether the text tells something that can be seen to be done.
    pub(crate) tells_a_deed: bool,
    /// Whether the text tells that somebody needs help.
    pub(crate) tells_a_need: bool,
    /// What is told of people beyond how they look by birth.
    pub(crate) details: usize,
}

/// Somebody who is described.
#[derive(Debug, Clone)]
pub(crate) struct Described {
    pub(crate) span: Range<usize>,
    /// By origin, skin, religion or nationality; else by dress, age or sex.
    pub(crate) by_birth: bool,
}

/// Words that a description takes at most between a person and the word that describes them.
const BETWEEN_MAX: usize = 6;
/// Words before a description in which it is said whose, or against whom.
const BEFORE_MAX: usize = 3;

const SOMEBODY: Marks = Marks::of(&[Mark::Person, Mark::Group, Mark::Sex, Mark::Feature]);
const PASSED: Marks = Marks::of(&[Mark::Between, Mark::Youth, Mark::Determiner]).and(BY_BIRTH);
/// What cannot be the thing that an adjective belongs to.
const NO_THING: Marks = Marks::of(&[
    Mark::Link,
    Mark::Is,
    Mark::From,
    Mark::Presence,
    Mark::Suspicious,
    Mark::Did,
    Mark::Speech,
    Mark::Pronoun,
    Mark::Not,
    Mark::Guess,
    Mark::Person,
    Mark::Mine,
    Mark::Feature,
]);

/// Looks for people who are described.
pub(crate) fn find(reading: &Reading) -> Finding {
    let text = Text {
        order: reading.order,
        words: &reading.words,
    };
    let described = text.first_described();
    let told_from = described.as_ref().map_or(usize::MAX, |person| person.span.end);
    Finding {
        tells_a_deed: text.tells_a_deed(told_from),
        tells_a_need: text.tells_a_need(),
        details: text.details(),
        described,
    }
}

impl Text<'_> {
    fn first_described(&self) -> Option<Described> {
        let by_birth =
            (0..self.words.len()).find_map(|at| self.by_birth(at).filter(|span| !self.is_shielded(span)));
        let (span, by_birth) = match by_birth {
            Some(span) => (span, true),
            None => ((0..self.words.len()).find_map(|at| self.by_looks(at))?, false),
        };
        let bytes = self.words.get(span.start)?.span.start..self.words.get(span.end)?.span.end;
        Some(Described {
            span: bytes,
            by_birth,
        })
    }

    /// A person described by birth whose describing word stands here: the places from the first word to the last.
    fn by_birth(&self, at: usize) -> Option<Range<usize>> {
        let marks = self.marks(at);
        if marks.has(Mark::Looks) || (marks.has(Mark::People) && !self.belongs_to_a_thing(at)) {
            return Some(at..at);
        }
        if marks.has(Mark::From) {
            return self.comes_from(at);
        }
        if !marks.any(BY_BIRTH) {
            return None;
        }
        self.person_beside(at).or_else(|| self.stands_for_somebody(at))
    }

    /// The person to whom the describing word here belongs.
    fn person_beside(&self, at: usize) -> Option<Range<usize>> {
        match self.order {
            Order::Before => self.person_after(at).or_else(|| self.told_of_somebody(at)),
            Order::After => self.person_before(at),
        }
    }

    fn person_after(&self, at: usize) -> Option<Range<usize>> {
        for after in self.after(at, BETWEEN_MAX) {
            if self.marks(after).any(SOMEBODY) {
                return self.is_somebody(after).then_some(at..after);
            }
            if !self.marks(after).any(PASSED) {
                return None;
            }
        }
        None
    }

    /// "The man was black": somebody, then what leads to the word, then nothing that the word could belong to.
    fn told_of_somebody(&self, at: usize) -> Option<Range<usize>> {
        if !self.ends_here(at) {
            return None;
        }
        let mut is_led = false;
        for before in self.before(at, BETWEEN_MAX) {
            let marks = self.marks(before);
            is_led |= marks.has(Mark::Is) || self.then(before) == Break::Comma;
            if is_led && self.is_subject(before, at) {
                return Some(before..at);
            }
            if !marks.any(PASSED.and(Marks::of(&[Mark::Is, Mark::Pronoun]))) {
                return None;
            }
        }
        None
    }

    fn person_before(&self, at: usize) -> Option<Range<usize>> {
        for before in self.before(at, BETWEEN_MAX) {
            let marks = self.marks(before);
            if self.is_subject(before, at) {
                return Some(before..at);
            }
            if !marks.any(PASSED.and(Marks::of(&[Mark::Is, Mark::Pronoun]))) {
                return None;
            }
        }
        None
    }

    /// Whether the word at one place may be described by the one at the other. A colour may be that of a thing, for
    /// which a pronoun stands as well.
    fn is_subject(&self, who: usize, described: usize) -> bool {
        let is_colour = self.has(described, Mark::Colour) && !self.has(described, Mark::Origin);
        (self.marks(who).any(SOMEBODY) && self.is_somebody(who))
            || (self.has(who, Mark::Pronoun) && !is_colour)
    }

    /// "An Asian at the door": the word stands for somebody by itself.
    fn stands_for_somebody(&self, at: usize) -> Option<Range<usize>> {
        let is_plain_colour = self.has(at, Mark::Colour) && !self.has(at, Mark::Origin);
        if !self.ends_here(at) || (is_plain_colour && self.order == Order::Before) {
            return None;
        }
        for before in self.before(at, BETWEEN_MAX) {
            if self.has(before, Mark::Determiner) {
                return Some(before..at);
            }
            if self.then(before) == Break::Comma || !self.marks(before).any(PASSED) {
                return None;
            }
        }
        None
    }

    /// "They look like from …".
    fn comes_from(&self, at: usize) -> Option<Range<usize>> {
        let country = self.after(at, 2).find(|after| self.has(*after, Mark::Country))?;
        let led = Marks::of(&[
            Mark::Is,
            Mark::Between,
            Mark::Youth,
            Mark::Presence,
            Mark::Clothes,
        ]);
        for before in self.before(at, BETWEEN_MAX) {
            let is_somebody = self.marks(before).any(SOMEBODY) && self.is_somebody(before);
            if is_somebody || self.has(before, Mark::Pronoun) || self.has(before, Mark::People) {
                return Some(before..country);
            }
            if !self.marks(before).any(led) {
                return None;
            }
        }
        None
    }

    /// Nothing follows to which an adjective could belong.
    fn ends_here(&self, at: usize) -> bool {
        let is_last = self.then(at) != Break::None || at + 1 == self.words.len();
        is_last || (self.marks(at + 1).any(NO_THING) && !self.is_of_a_thing(at))
    }

    /// Whether a word for people says which thing: "restaurantes marroquíes".
    fn belongs_to_a_thing(&self, at: usize) -> bool {
        self.is_of_a_thing(at) || (self.order == Order::After && self.follows_a_thing(at))
    }

    /// Whether a word for somebody means somebody here, and not whose thing it is or an animal.
    fn is_somebody(&self, at: usize) -> bool {
        if self.has(at, Mark::Sex) && (0..at).any(|before| self.has(before, Mark::Animal)) {
            return false;
        }
        let is_owned = self.order == Order::After
            && self
                .before(at, 2)
                .take_while(|before| {
                    self.marks(*before)
                        .any(Marks::of(&[Mark::Thing, Mark::Link, Mark::From]))
                })
                .any(|before| self.has(before, Mark::Thing));
        !is_owned && !self.is_of_a_thing(at)
    }

    /// Who writes and those who belong to them are no strangers, unless they are suspected; and an attack on people
    /// is not a description of them.
    fn is_shielded(&self, span: &Range<usize>) -> bool {
        let aimed = self
            .before(span.start, BEFORE_MAX)
            .any(|before| self.has(before, Mark::Against));
        let inside = span.start..=span.end;
        let led = PASSED.and(Marks::of(&[Mark::Mine]));
        let leads = self
            .before(span.start, BEFORE_MAX)
            .take_while(|before| self.marks(*before).any(led));
        let mut own = leads.chain(inside);
        let is_own = own.any(|at| self.has(at, Mark::Mine) && !self.marks(at + 1).any(THINGS));
        aimed || (is_own && !self.is_suspected(span.start))
    }

    /// Somebody described by sex, age or dress, whose being there is all that is told.
    fn by_looks(&self, at: usize) -> Option<Range<usize>> {
        let somebody = Marks::of(&[Mark::Person, Mark::Sex, Mark::Group, Mark::Youth, Mark::Pronoun]);
        if !self.marks(at).any(somebody) || !self.is_somebody(at) {
            return None;
        }
        let described = Marks::of(&[Mark::Youth, Mark::Clothes]);
        let sentence = self.sentence(at);
        let has = |mark: Marks| sentence.clone().find(|other| self.marks(*other).any(mark));
        let is_there = has(Marks::of(&[Mark::Presence])).is_some() && !self.has(at, Mark::Pronoun);
        let is_described = has(described).is_some();
        let found = (is_there && is_described) || self.is_suspected(at);
        found.then_some(at..at)
    }

    /// Whether the sentence calls somebody suspicious, and not a thing.
    fn is_suspected(&self, at: usize) -> bool {
        self.sentence(at).any(|other| {
            self.has(other, Mark::Suspicious) && !self.is_of_a_thing(other) && !self.follows_a_thing(other)
        })
    }

    fn follows_a_thing(&self, at: usize) -> bool {
        let thing = Marks::of(&[Mark::Thing, Mark::Carried, Mark::Animal]);
        self.before(at, 1).any(|before| self.marks(before).any(thing))
    }
}
