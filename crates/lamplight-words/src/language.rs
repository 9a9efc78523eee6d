//! The languages that have words, and the files they stand in.

use lamplight_protocol::text::Language;

/// A language with its files.
pub(crate) struct Locale {
    pub(crate) language: &'static str,
    /// What both sides say, how the patrol does, and what only Rust says. The words of pages stay out of the programs.
    pub(crate) files: [&'static str; 3],
}

macro_rules! locale {
    ($language:literal) => {
        Locale {
            language: $language,
            files: [
                include_str!(concat!("../../../locales/", $language, "/shared.ftl")),
                include_str!(concat!("../../../locales/", $language, "/figures.ftl")),
                include_str!(concat!("../../../locales/", $language, "/notify.ftl")),
            ],
        }
    };
}

/// English, which is for all who have no words of their own.
static ENGLISH: Locale = locale!("en");
static OTHERS: [Locale; 3] = [locale!("es"), locale!("uk"), locale!("ar")];

/// Languages that run from right to left; the UI has the same list.
const RIGHT_TO_LEFT: [&str; 4] = ["ar", "fa", "he", "ur"];

impl Locale {
    /// That of the language or of its primary part, else English.
    pub(crate) fn of(language: &Language) -> &'static Self {
        Self::all()
            .find(|locale| locale.language == language.primary())
            .unwrap_or(&ENGLISH)
    }

    pub(crate) fn all() -> impl Iterator<Item = &'static Self> {
        std::iter::once(&ENGLISH).chain(&OTHERS)
    }
}

/// Whether the words of a language run from right to left.
#[must_use]
pub fn is_right_to_left(language: &str) -> bool {
    RIGHT_TO_LEFT.contains(&language)
}

/// A number of the same plural as the count, for which `intl_pluralrules` is right. Its Arabic lacks the remainder by
/// 100 (CLDR: 103 is as 3, and 111 as 11); no other language of ours needs help, which the test of equal bytes holds.
pub(crate) fn plural_operand(language: &str, count: u64) -> u64 {
    match (language, count % 100) {
        ("ar", 0..=2) if count > 2 => 100,
        ("ar", remainder) => remainder,
        _ => count,
    }
}
