//! Words in the reader's language, wherever Rust speaks: notifications while no page is open, and mail.
//!
//! Both sides read the Fluent files of `locales/`. A test has the UI's own bundles say every message in every
//! language, and compares the bytes with what is said here.
//!
//! ```
//! use lamplight_words::{Message, Words};
//!
//! let words = Words::of(&"es-MX".parse()?);
//! let level = words.say(Message::LevelSevere);
//! assert_eq!(words.say(Message::AlertMarked { mark: &level, headline: "Gas" }), "Grave: Gas");
//! # Ok::<(), lamplight_protocol::text::LanguageError>(())
//! ```

mod families;
mod language;
#[rustfmt::skip]
mod message;
#[cfg(test)]
mod tests;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use lamplight_protocol::text::Language;

pub use self::families::{category, level};
use self::language::Locale;
pub use self::language::is_right_to_left;
pub use self::message::Message;

/// Words in one language. Dates and numbers are handed in already written; a number by itself only chooses the plural.
pub struct Words {
    language: &'static str,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// The words of a language, else those of it without its region, else English.
    #[must_use]
    pub fn of(language: &Language) -> Self {
        Self::read(Locale::of(language))
    }

    fn read(locale: &Locale) -> Self {
        let mut bundle = bundle(locale.language);
        for file in locale.files {
            add(&mut bundle, file);
        }
        Self {
            language: locale.language,
            bundle,
        }
    }

    /// The language that the words are in, for example `es`.
    #[must_use]
    pub fn language(&self) -> &'static str {
        self.language
    }

    /// What the message says.
    #[must_use]
    pub fn say(&self, message: Message<'_>) -> String {
        let operand = |count| language::plural_operand(self.language, count);
        say(&self.bundle, message.key(), &message.arguments(operand))
    }
}

/// The languages that have words, English first.
pub fn languages() -> impl Iterator<Item = &'static str> {
    Locale::all().map(|locale| locale.language)
}

/// A bundle as the UI's: marks of direction around each argument where words run from right to left, because there a
/// Latin name would turn its neighbours around; elsewhere they would only end up in what people copy.
fn bundle(language: &str) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new_concurrent(vec![language.parse().unwrap_or_default()]);
    bundle.set_use_isolating(language::is_right_to_left(language));
    bundle
}

fn add(bundle: &mut FluentBundle<FluentResource>, file: &str) {
    // What is wrong in a file is found by the tests, which say everything in it.
    let resource = FluentResource::try_new(file.to_owned()).unwrap_or_else(|(sound_part, _)| sound_part);
    bundle.add_resource_overriding(resource);
}

/// The words of a key, or the key itself: a notification with a gap is better than none.
fn say(bundle: &FluentBundle<FluentResource>, key: &str, arguments: &FluentArgs<'_>) -> String {
    let message = bundle.get_message(key);
    match message.and_then(|message| message.value()) {
        Some(pattern) => bundle
            .format_pattern(pattern, Some(arguments), &mut Vec::new())
            .into_owned(),
        None => key.to_owned(),
    }
}
