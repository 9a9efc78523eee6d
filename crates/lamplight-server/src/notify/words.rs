//! The words of a mail, in the first language of the area: whoever is told may have no console, and no language chosen.

use std::collections::HashMap;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey};
use fluent_syntax::parser;
use lamplight_protocol::text::Language;
use lamplight_store::model::Waiting;

use super::News;

/// The words of each language that has any; English first, which is for all others.
const LANGUAGES: [(&str, [&str; 2]); 2] = [
    (
        "en",
        [
            include_str!("../../../../locales/en/shared.ftl"),
            include_str!("../../../../locales/en/notify.ftl"),
        ],
    ),
    (
        "es",
        [
            include_str!("../../../../locales/es/shared.ftl"),
            include_str!("../../../../locales/es/notify.ftl"),
        ],
    ),
];

/// Words in one language: its messages by their keys.
pub(super) struct Words(HashMap<&'static str, Pattern<&'static str>>);

/// What stands in for the variables of a message.
#[derive(Clone, Copy)]
struct Said<'a> {
    /// The name of the one that is shown, and its text.
    shown: (&'static str, &'a str),
    /// What chooses the plural.
    count: u32,
}

impl Words {
    pub(super) fn of(language: &Language) -> Self {
        let [english, ..] = &LANGUAGES;
        let known = LANGUAGES.iter().find(|(name, _)| *name == language.primary());
        let (_, files) = known.unwrap_or(english);
        // What is wrong in a file is found by the test that says everything in it.
        let resources = files.map(|file| parser::parse(file).unwrap_or_else(|(sound_part, _)| sound_part));
        let entries = resources.into_iter().flat_map(|resource| resource.body);
        let messages = entries.filter_map(|entry| match entry {
            Entry::Message(message) => Some((message.id.name, message.value?)),
            _ => None,
        });
        Self(messages.collect())
    }

    pub(super) fn subject(&self, news: News) -> String {
        match news {
            News::UrgentReport(_, category) => {
                let category = self.plain(&format!("category-{}", category.as_str()));
                let said = Said {
                    shown: ("category", &category),
                    count: 1,
                };
                self.say("notify-urgent-subject", said)
            }
            News::Reminder(_) => self.plain("notify-reminder-subject"),
            News::Test => self.plain("notify-test-subject"),
        }
    }

    pub(super) fn body(&self, news: News) -> String {
        match news {
            News::UrgentReport(..) => self.plain("notify-urgent"),
            News::Reminder(waiting) => self.reminder(waiting),
            News::Test => self.plain("notify-test"),
        }
    }

    fn reminder(&self, waiting: Waiting) -> String {
        let Waiting {
            reports,
            proposals,
            reviews,
        } = waiting;
        let mut lines: Vec<_> = [
            ("notify-reminder-reports", reports),
            ("notify-reminder-proposals", proposals),
            ("notify-reminder-reviews", reviews),
        ]
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(key, count)| {
            let shown = count.to_string();
            let said = Said {
                shown: ("shown", &shown),
                count,
            };
            self.say(key, said)
        })
        .collect();
        lines.push(self.plain("notify-reminder"));
        lines.join("\n")
    }

    fn plain(&self, key: &str) -> String {
        let nothing = Said {
            shown: ("", ""),
            count: 1,
        };
        self.say(key, nothing)
    }

    /// The words of a key, or the key itself: a mail with a gap is better than none.
    fn say(&self, key: &str, said: Said<'_>) -> String {
        match self.0.get(key) {
            Some(pattern) => write(pattern, said),
            None => key.to_owned(),
        }
    }
}

/// As much of Fluent as these messages take: texts, a variable, and a choice by the plural of the count.
fn write(pattern: &Pattern<&'static str>, said: Said<'_>) -> String {
    let part = |element: &PatternElement<&'static str>| match element {
        PatternElement::TextElement { value } => (*value).to_owned(),
        PatternElement::Placeable { expression } => match expression {
            Expression::Inline(InlineExpression::VariableReference { id }) if id.name == said.shown.0 => {
                said.shown.1.to_owned()
            }
            Expression::Select { variants, .. } => {
                choose(variants, said.count).map_or_else(String::new, |variant| write(&variant.value, said))
            }
            Expression::Inline(_) => String::from("{}"),
        },
    };
    pattern.elements.iter().map(part).collect()
}

/// The variant for a count. All languages that have words so far have these two plurals for whole numbers (CLDR 48,
/// cardinals); another one brings its own rule.
fn choose<'a>(variants: &'a [Variant<&'static str>], count: u32) -> Option<&'a Variant<&'static str>> {
    let is_one = |variant: &&Variant<&'static str>| {
        matches!(variant.key, VariantKey::Identifier { name: "one" }) && count == 1
    };
    let chosen = variants.iter().find(is_one);
    chosen.or_else(|| variants.iter().find(|variant| variant.default))
}

#[cfg(test)]
mod tests {
    use lamplight_protocol::ids::ReportId;
    use lamplight_protocol::report::Category;

    use super::*;

    fn words(language: &str) -> Words {
        Words::of(&language.parse().unwrap())
    }

    fn waiting(count: u32) -> News {
        News::Reminder(Waiting {
            reports: count,
            proposals: count,
            reviews: count,
        })
    }

    #[test]
    fn every_language_has_words_for_everything() {
        for (name, files) in LANGUAGES {
            for file in files {
                assert!(parser::parse(file).is_ok(), "{name}");
            }
            let words = words(name);
            let urgent =
                Category::ALL.map(|category| News::UrgentReport(ReportId::from_random([1; 16]), category));
            for news in urgent.into_iter().chain([News::Test, waiting(1), waiting(2)]) {
                for said in [words.subject(news), words.body(news)] {
                    let has_gap =
                        said.contains("notify-") || said.contains("category-") || said.contains('{');
                    assert!(!has_gap && !said.is_empty(), "{name}: {said}");
                }
            }
        }
    }

    #[test]
    fn a_reminder_says_how_much_waits_of_what_does() {
        let one = Waiting {
            reports: 1,
            ..Waiting::default()
        };
        assert_eq!(
            words("en").body(News::Reminder(one)),
            "1 report waits for an answer that is overdue.\nNobody has the console open. Please look there:"
        );
        let many = words("es-419").body(waiting(1_234));
        assert!(many.starts_with("1234 avisos esperan"), "{many}");
        assert_eq!(many.lines().count(), 4);
    }

    #[test]
    fn whoever_speaks_another_language_is_told_in_english() {
        assert_eq!(words("fi").subject(News::Test), words("en").subject(News::Test));
    }
}
