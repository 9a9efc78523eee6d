//! What a notification says, in the resident's language. An alert is told in the patrol's own words; only what
//! surrounds them is ours.

use jiff::Timestamp;
use jiff::civil::Weekday;
use jiff::tz::TimeZone;
use lamplight_protocol::alert::{Alert, AlertState, AlertText};
use lamplight_protocol::event::Event;
use lamplight_protocol::text::Language;
use lamplight_protocol::time::TimestampMillis;
use lamplight_words::{Message, Words, level};

use super::rule::Kind;

/// Characters of what to do that stand in a notification, before it is cut: desktops show a few lines of about 60.
/// All of it stands in the app.
const INSTRUCTION_CHARS_MAX: usize = 400;

/// What something says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) title: String,
    pub(super) body: String,
}

/// Words an alert for its resident: how loud, what, what to do, where, until when, and who says so.
pub(super) fn of_alert(words: &Words, alert: &Alert, kind: Kind, zone: &str, now: TimestampMillis) -> Said {
    let Some(text) = pick(&alert.content.texts, words, |text| &text.language) else {
        // The protocol asks for one text at least.
        return Said {
            title: words.say(level(alert.level)),
            body: String::new(),
        };
    };
    match kind {
        Kind::First => in_force(words, alert, text, zone, now),
        Kind::Update => {
            let updated = words.say(Message::TellUpdated {
                headline: &text.headline,
            });
            Said {
                title: updated,
                ..in_force(words, alert, text, zone, now)
            }
        }
        Kind::End => end(words, alert, text),
    }
}

fn in_force(words: &Words, alert: &Alert, text: &AlertText, zone: &str, now: TimestampMillis) -> Said {
    let until = clock(words, alert.content.expires, zone, now);
    let where_until = words.say(Message::TellWhereUntil {
        place: &text.place,
        until: &until,
    });
    let instruction = cut(&text.instruction, INSTRUCTION_CHARS_MAX);
    Said {
        title: words.say(Message::AlertMarked {
            mark: &words.say(level(alert.level)),
            headline: &text.headline,
        }),
        body: format!("{instruction}\n{where_until}\n{}", text.source),
    }
}

fn end(words: &Words, alert: &Alert, text: &AlertText) -> Said {
    let headline = &text.headline;
    let (title, otherwise) = if alert.state == AlertState::Recalled {
        (Message::TellRecalled { headline }, Message::TellRecalledText)
    } else {
        (Message::TellEnded { headline }, Message::TellEndedText)
    };
    let closing = pick(&alert.closing, words, |closing| &closing.language);
    let body = closing.map_or_else(
        || words.say(otherwise),
        |closing| cut(&closing.text, INSTRUCTION_CHARS_MAX),
    );
    Said {
        title: words.say(title),
        body: format!("{body}\n{}", text.source),
    }
}

/// Words a reminder of an event: what, when by the clocks of the event, and where.
pub(super) fn of_reminder(words: &Words, event: &Event, now: TimestampMillis) -> Said {
    let content = &event.content;
    let title = pick(&content.texts, words, |text| &text.language).map_or("", |text| &text.title);
    let when = clock(words, content.starts_at, &content.time_zone, now);
    Said {
        title: words.say(Message::TellReminder { title }),
        body: words.say(Message::TellWhenWhere {
            when: &when,
            place: &content.place,
        }),
    }
}

/// Words a try of the notifications.
pub(super) fn of_test(words: &Words) -> Said {
    Said {
        title: words.say(Message::TellTest),
        body: words.say(Message::TellTestText),
    }
}

/// Words that the app goes on with its window closed.
pub(super) fn of_staying(words: &Words) -> Said {
    Said {
        title: words.say(Message::TellStaying),
        body: words.say(Message::TellStayingText),
    }
}

/// Of texts in several languages the one to show: the reader's, else English, else whatever there is.
fn pick<'t, T>(texts: &'t [T], words: &Words, language: fn(&T) -> &Language) -> Option<&'t T> {
    let in_language = |wanted: &str| texts.iter().find(|text| language(text).primary() == wanted);
    in_language(words.language())
        .or_else(|| in_language(Language::english().primary()))
        .or_else(|| texts.first())
}

/// A time by the clocks of the area; with its day when that is not today. An alert lasts for a week at most, so the
/// name of the day says which.
fn clock(words: &Words, at: TimestampMillis, zone: &str, now: TimestampMillis) -> String {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let local = |at: TimestampMillis| {
        let at = Timestamp::from_millisecond(at.as_millis()).unwrap_or_default();
        at.to_zoned(zone.clone())
    };
    let (at, now) = (local(at), local(now));
    let time = at.strftime("%H:%M").to_string();
    if at.date() == now.date() {
        return time;
    }
    let day = match at.weekday() {
        Weekday::Monday => "mon",
        Weekday::Tuesday => "tue",
        Weekday::Wednesday => "wed",
        Weekday::Thursday => "thu",
        Weekday::Friday => "fri",
        Weekday::Saturday => "sat",
        Weekday::Sunday => "sun",
    };
    words.say(Message::TellDay { day, time: &time })
}

fn cut(text: &str, chars_max: usize) -> String {
    match text.char_indices().nth(chars_max) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notify::testing::alert;
    use crate::testing::BEGIN;

    fn said(language: &str, alert: &Alert, kind: Kind) -> Said {
        let words = Words::of(&language.parse().unwrap());
        let now = TimestampMillis::from_millis(BEGIN);
        of_alert(&words, alert, kind, "Europe/Madrid", now)
    }

    #[test]
    fn an_alert_says_all_five_parts_in_the_language_of_its_reader() {
        // 12:00 UTC is 13:00 in Madrid.
        let english = said("en", &alert(1), Kind::First);
        assert_eq!(english.title, "Severe: Gas smell");
        assert_eq!(english.body, "Use Quay Road.\nMill Street · until 13:00\nPatrol");
        let spanish = said("es-MX", &alert(1), Kind::First);
        assert_eq!(spanish.title, "Grave: Olor a gas");
        assert_eq!(
            spanish.body,
            "Use la Calle del Muelle.\nCalle del Molino · hasta 13:00\nPatrulla"
        );
    }

    #[test]
    fn an_alert_without_the_readers_language_is_told_in_english() {
        let mut alert = alert(1);
        alert.content.texts.reverse();
        alert.content.texts[0].language = "fr".parse().unwrap();
        assert_eq!(said("es", &alert, Kind::First).title, "Grave: Gas smell");
        alert.content.texts.pop();
        assert_eq!(said("es", &alert, Kind::First).title, "Grave: Olor a gas");
    }

    #[test]
    fn an_end_on_another_day_names_the_day() {
        let mut alert = alert(1);
        alert.content.expires = TimestampMillis::from_millis(BEGIN + 14 * 3_600_000);
        let body = said("en", &alert, Kind::First).body;
        assert!(body.contains("until Saturday 01:00"), "{body}");
    }

    #[test]
    fn an_update_and_an_end_say_what_they_are() {
        let mut alert = alert(1);
        assert_eq!(said("en", &alert, Kind::Update).title, "Updated: Gas smell");
        alert.state = AlertState::Ended;
        let ended = said("en", &alert, Kind::End);
        assert_eq!(
            (ended.title.as_str(), ended.body.as_str()),
            ("All clear: Gas smell", "It is over.\nPatrol")
        );
        alert.state = AlertState::Recalled;
        alert.closing = serde_json::from_str(r#"[{"language":"en","text":"There was no gas."}]"#).unwrap();
        let recalled = said("en", &alert, Kind::End);
        assert_eq!(recalled.title, "Taken back: Gas smell");
        assert_eq!(recalled.body, "There was no gas.\nPatrol");
    }

    #[test]
    fn a_long_instruction_is_cut_between_characters() {
        let mut alert = alert(1);
        alert.content.texts[0].instruction = "ж".repeat(INSTRUCTION_CHARS_MAX + 1);
        let body = said("en", &alert, Kind::First).body;
        let first = body.lines().next().unwrap();
        assert_eq!(first.chars().count(), INSTRUCTION_CHARS_MAX + 1);
        assert!(first.ends_with("ж…"));
    }
}
