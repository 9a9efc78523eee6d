//! What was tried, and what it changed or did not.

use std::io;

use lamplight_protocol::api::{ArmFigures, Figure, TriedOutcome, TriedTrial};
use lamplight_protocol::report::Category;
use lamplight_protocol::trial::{CountedCategory, TrialFinding, TrialRatio, TrialText};
use lamplight_words::{Message, Words, category, is_right_to_left};
use quick_xml::events::BytesText;

use super::page::{Html, say, section, text};
use super::wording::iso_day;

/// The section, with what is said while nothing was tried.
pub(super) fn write(html: &mut Html, words: &Words, all: &[TriedTrial]) -> io::Result<()> {
    section(html, words, Message::FiguresTriedTitle, |html| {
        if all.is_empty() {
            return say(html, "p", words, Message::FiguresTriedNone);
        }
        say(html, "p", words, Message::FiguresTriedHow)?;
        all.iter().try_for_each(|trial| one(html, words, trial))
    })
}

fn one(html: &mut Html, words: &Words, trial: &TriedTrial) -> io::Result<()> {
    if let Some(told) = text_in(words.language(), &trial.texts) {
        written(html, "h3", told, &told.title)?;
        written(html, "p", told, &told.text)?;
    }
    let (from, until) = (iso_day(trial.from), iso_day(trial.until));
    let when = Message::FiguresTriedWhen {
        from: &from,
        until: &until,
    };
    say(html, "p", words, when)?;
    let shown = trial.places_per_arm.to_string();
    say(html, "p", words, Message::FiguresTriedPlaces { shown: &shown })?;
    let names: Vec<String> = trial.categories.iter().map(|one| name(words, one)).collect();
    let names = names.join(" · ");
    say(html, "p", words, Message::FiguresTriedCounted { names: &names })?;
    match &trial.outcome {
        None => say(html, "p", words, Message::FiguresTriedCalledOff),
        Some(outcome) => came_of(html, words, outcome),
    }
}

fn came_of(html: &mut Html, words: &Words, outcome: &TriedOutcome) -> io::Result<()> {
    let days = outcome.before_days.to_string();
    let span = words.say(Message::SpanDays {
        count: outcome.before_days.into(),
        shown: &days,
    });
    let [treated, control] = counts(words, outcome.before);
    let before = Message::FiguresTriedBefore {
        control: &control,
        span: &span,
        treated: &treated,
    };
    say(html, "p", words, before)?;
    let [treated, control] = counts(words, outcome.during);
    let during = Message::FiguresTriedDuring {
        control: &control,
        treated: &treated,
    };
    say(html, "p", words, during)?;
    match outcome.finding {
        TrialFinding::TooFewEvents { needed_per_arm } => {
            let shown = format!("{needed_per_arm:.0}");
            say(html, "p", words, Message::FiguresTriedTooFew { shown: &shown })?;
        }
        TrialFinding::Ratio(ratio) => difference(html, words, ratio)?,
    }
    match outcome.around {
        None => Ok(()),
        Some(ratio) => {
            let [change, low, high] = &changes(words, ratio);
            say(
                html,
                "p",
                words,
                Message::FiguresTriedAround { change, high, low },
            )
        }
    }
}

/// Says less or more only where the interval leaves no other.
fn difference(html: &mut Html, words: &Words, ratio: TrialRatio) -> io::Result<()> {
    let [change, low, high] = &changes(words, ratio);
    let said = if ratio.high < 1.0 {
        Message::FiguresTriedLess { change, high, low }
    } else if ratio.low > 1.0 {
        Message::FiguresTriedMore { change, high, low }
    } else {
        Message::FiguresTriedSame { change, high, low }
    };
    html.create_element("p")
        .write_inner_content(|html| text(html, "strong", &words.say(said)))?;
    Ok(())
}

/// A ratio and its interval as changes in per cent: −23, −35, −9.
fn changes(words: &Words, ratio: TrialRatio) -> [String; 3] {
    [ratio.ratio, ratio.low, ratio.high].map(|value| {
        let change = change(value);
        // Among words that run from right to left a sign would stand behind its number.
        if is_right_to_left(words.language()) {
            format!("\u{2066}{change}\u{2069}")
        } else {
            change
        }
    })
}

fn change(ratio: f64) -> String {
    let percent = ((ratio - 1.0) * 100.0).round();
    if percent < 0.0 {
        format!("\u{2212}{:.0}", percent.abs())
    } else if percent > 0.0 {
        format!("+{percent:.0}")
    } else {
        "0".to_owned()
    }
}

fn counts(words: &Words, arms: ArmFigures) -> [String; 2] {
    [arms.treated, arms.control].map(|figure| match figure {
        Figure::Told(count) => {
            let shown = count.to_string();
            words.say(Message::FiguresTriedAtLeast { shown: &shown })
        }
        Figure::Hidden | Figure::StillWaiting => words.say(Message::FiguresTriedFew),
    })
}

/// The text in the reader's language, else in the first.
fn text_in<'a>(language: &str, texts: &'a [TrialText]) -> Option<&'a TrialText> {
    let mut of_language = texts.iter();
    of_language
        .find(|text| text.language.primary() == language)
        .or(texts.first())
}

/// What the patrol wrote, in the language in which it did.
fn written(html: &mut Html, element: &str, told: &TrialText, words: &str) -> io::Result<()> {
    html.create_element(element)
        .with_attributes([("lang", told.language.as_str()), ("dir", "auto")])
        .write_text_content(BytesText::new(words))?;
    Ok(())
}

/// What residents report goes by its name in the reader's language, and what was imported by its own.
fn name(words: &Words, counted: &CountedCategory) -> String {
    let mut reported = Category::ALL.iter();
    match reported.find(|category| category.as_str() == counted.name) {
        Some(reported) if counted.source.is_none() => words.say(category(*reported)),
        _ => counted.name.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_is_told_as_changes_with_their_signs() {
        let ratio = |ratio, low, high| TrialRatio { ratio, low, high };
        let (english, arabic) = (
            Words::of(&"en".parse().unwrap()),
            Words::of(&"ar".parse().unwrap()),
        );
        assert_eq!(
            changes(&english, ratio(0.77, 0.65, 0.91)),
            ["\u{2212}23", "\u{2212}35", "\u{2212}9"]
        );
        let isolated = [
            "\u{2066}0\u{2069}",
            "\u{2066}\u{2212}10\u{2069}",
            "\u{2066}+11\u{2069}",
        ];
        assert_eq!(changes(&arabic, ratio(1.0, 0.9, 1.11)), isolated);
        assert_eq!(
            changes(&english, ratio(1.0, 0.9, 1.11)),
            ["0", "\u{2212}10", "+11"]
        );
    }

    #[test]
    fn a_text_is_told_in_the_readers_language_or_the_first() {
        let text = |language: &str| TrialText {
            language: language.parse().unwrap(),
            title: language.into(),
            text: String::new(),
        };
        let texts = [text("es-MX"), text("en")];
        let title = |language| text_in(language, &texts).map(|told| told.title.as_str());
        assert_eq!(
            (title("en"), title("es"), title("uk")),
            (Some("en"), Some("es-MX"), Some("es-MX"))
        );
        assert!(text_in("en", &[]).is_none());
    }
}
