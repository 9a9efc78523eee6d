//! An event as a file for the resident's own calendar (iCalendar, RFC 5545).

use chrono::{DateTime, Utc};
use icalendar::{Calendar, Component as _, Event as Entry, EventLike as _, EventStatus};
use lamplight_protocol::event::{Event, EventState, EventText};
use lamplight_protocol::ids::EventId;
use lamplight_protocol::text::Language;
use lamplight_protocol::time::TimestampMillis;

use crate::Core;
use crate::error::CoreError;
use crate::local::news;
use crate::view::CalendarFile;

impl Core {
    /// An event as a calendar takes it, in this language where it is told in it. Taken once more after a change, it
    /// replaces what was taken before.
    ///
    /// # Errors
    /// [`CoreError::NotPossible`] when the event is not shown any more; [`CoreError::Internal`].
    pub fn calendar_file(&self, id: EventId, language: &Language) -> Result<CalendarFile, CoreError> {
        let Some(event) = self.db().read(|db| news::event(db, id))? else {
            return Err(CoreError::NotPossible("this event is not shown any more".into()));
        };
        file(&event, language, self.now()).ok_or(CoreError::Internal)
    }
}

/// None when a time in it lies beyond what a calendar knows.
fn file(event: &Event, language: &Language, now: TimestampMillis) -> Option<CalendarFile> {
    let content = &event.content;
    let starts = utc(content.starts_at)?;
    let mut entry = Entry::new();
    entry
        .uid(&format!("{}@lamplight", event.id))
        .sequence(event.revision)
        .timestamp(utc(now)?)
        .starts(starts)
        .ends(utc(content.ends_at)?)
        .location(&content.place);
    if let Some(text) = text_in(&content.texts, language) {
        entry.summary(&text.title).description(&text.description);
    }
    if event.state == EventState::Cancelled {
        entry.status(EventStatus::Cancelled);
    }
    Some(CalendarFile {
        name: format!("lamplight-{}.ics", starts.format("%Y-%m-%d")),
        text: Calendar::new().push(entry.done()).done().to_string(),
    })
}

fn utc(at: TimestampMillis) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp_millis(at.as_millis())
}

fn text_in<'a>(texts: &'a [EventText], language: &Language) -> Option<&'a EventText> {
    texts
        .iter()
        .find(|text| text.language == *language)
        .or_else(|| texts.first())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn event(state: &str) -> Event {
        let text = |language: &str, title: &str| json!({ "language": language, "title": title, "description": "An hour,\nalong the water; bring a coat." });
        let event = json!({
            "id": EventId::from_random([7; 16]), "revision": 3, "state": state,
            "changed_at": "2026-11-20T09:00:00.000Z",
            "content": {
                "kind": "safety_event", "time_zone": "Europe/Madrid", "place": "Quay steps",
                "starts_at": "2026-11-26T17:30:00.000Z", "ends_at": "2026-11-26T19:00:00.000Z",
                "texts": [text("en", "Walk the waterfront"), text("es", "Paseo por el muelle")]
            }
        });
        serde_json::from_value(event).unwrap()
    }

    fn lines(state: &str, language: &str) -> Vec<String> {
        let now = TimestampMillis::from_millis(1_795_168_800_000);
        let file = file(&event(state), &language.parse().unwrap(), now).unwrap();
        assert_eq!(file.name, "lamplight-2026-11-26.ics");
        file.text
            .replace("\r\n ", "")
            .lines()
            .map(str::to_owned)
            .collect()
    }

    fn has(lines: &[String], line: &str) {
        assert!(lines.iter().any(|other| other == line), "{line} in {lines:#?}");
    }

    #[test]
    fn a_calendar_learns_when_where_and_what_in_the_language_of_the_resident() {
        let told = lines("published", "es");
        for line in [
            "BEGIN:VCALENDAR",
            "DTSTART:20261126T173000Z",
            "DTEND:20261126T190000Z",
            "DTSTAMP:20261120T100000Z",
            "SUMMARY:Paseo por el muelle",
            "LOCATION:Quay steps",
            "DESCRIPTION:An hour\\,\\nalong the water\\; bring a coat.",
            "SEQUENCE:3",
            "END:VCALENDAR",
        ] {
            has(&told, line);
        }
        has(&lines("published", "uk"), "SUMMARY:Walk the waterfront");
    }

    #[test]
    fn a_cancelled_event_is_cancelled_in_the_calendar_too() {
        has(&lines("cancelled", "en"), "STATUS:CANCELLED");
        assert!(!lines("published", "en").contains(&"STATUS:CANCELLED".into()));
    }
}
