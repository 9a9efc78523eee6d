//! Plain words for what the core shows.

use std::path::Path;

use lamplight_protocol::alert::{Alert, AlertState, AlertStatus, Level};
use lamplight_protocol::event::{Event, EventState};
use lamplight_protocol::redaction::RemovedPart;
use lamplight_protocol::status::Status;
use lamplight_protocol::thread::{Author, EntryContent, ThreadEntry};
use lamplight_protocol::time::TimestampMillis;
use lamplight_resident::view::{
    AnswerState, Connection, Delivery, EventAnswer, Home, MyEvent, MyReport, Outbox, Photo, Salvage, Saved,
    Thread,
};

pub(crate) fn saved(saved: &Saved) -> String {
    format!(
        "Saved on this device. Receipt {}\nReport  {}\n`lamplight sync` sends it. Keep the receipt: it opens this report from any device.",
        saved.receipt.grouped(),
        saved.id
    )
}

pub(crate) fn report(report: &MyReport) -> String {
    let practice = if report.practice { " (practice)" } else { "" };
    let reference = report.reference.as_deref().unwrap_or("no reference yet");
    let mut line = format!(
        "{}  {}{practice}  {}  {reference}  {}",
        report.id,
        report.category.as_str(),
        state(report),
        saved_on(report.saved_at),
    );
    if report.unread > 0 {
        line += &format!("  {} new", report.unread);
    }
    if report.photos_waiting > 0 {
        line += &format!(
            "  {} of {} photos still to be sent",
            report.photos_waiting, report.photos
        );
    }
    if let Some(attention) = &report.attention {
        line += &format!(
            "\n  Needs attention: {}. `lamplight retry {id}` sends it again, `lamplight discard {id}` lets go of it.",
            attention.detail.trim_end_matches('.'),
            id = report.id
        );
    }
    if report.call_instead {
        line += "\n  It has not arrived. If it is urgent, call instead.";
    }
    line
}

fn state(report: &MyReport) -> &'static str {
    match (report.delivery, report.status) {
        (Delivery::Saved, _) => "saved on this device",
        (Delivery::NeedsAttention, _) => "needs attention",
        (Delivery::Erased, _) => "erased at the patrol",
        (Delivery::Received | Delivery::Seen, Some(status)) => status_words(status),
        (Delivery::Received, None) => status_words(Status::Received),
        (Delivery::Seen, None) => status_words(Status::Seen),
    }
}

fn status_words(status: Status) -> &'static str {
    match status {
        Status::Received => "received by the patrol",
        Status::Seen => "seen by a person",
        Status::Assigned => "somebody is in charge",
        Status::OnTheWay => "somebody is on the way",
        Status::Resolved => "resolved",
        Status::Closed => "closed",
        Status::Withdrawn => "withdrawn",
    }
}

pub(crate) fn thread(thread: &Thread) -> String {
    let mut lines = vec![
        report(&thread.report),
        format!("Receipt {}", thread.report.receipt.grouped()),
    ];
    lines.extend(
        thread
            .report
            .place
            .words
            .iter()
            .map(|words| format!("Place   {words}")),
    );
    if let Some(point) = thread.report.place.point {
        lines.push(format!("Point   {} {}", point.lat(), point.lon()));
    }
    lines.extend(thread.note.iter().map(|note| format!("Note    {note}")));
    lines.extend(thread.photos.iter().map(photo));
    if thread.followed {
        lines.push("Sent from another device, and followed here.".into());
    }
    lines.extend(thread.entries.iter().map(entry));
    lines.extend(
        thread
            .unsent
            .iter()
            .map(|message| format!("not sent yet  You: {}", message.text)),
    );
    if thread.withdrawing {
        lines.push("The withdrawal waits to be sent.".into());
    }
    if thread.reopening {
        lines.push("The wish to have it opened again waits to be sent.".into());
    }
    if thread.ask_if_fixed {
        let id = thread.report.id;
        lines.push(format!("Was it put right? `lamplight fixed {id} yes` or `no`."));
    }
    lines.join("\n")
}

fn photo(photo: &Photo) -> String {
    let size = format!("{} x {}", photo.width_px, photo.height_px);
    match &photo.description {
        Some(description) => format!("Photo   {size}  {description}"),
        None => format!("Photo   {size}"),
    }
}

pub(crate) fn entry(entry: &ThreadEntry) -> String {
    let what = match &entry.content {
        EntryContent::Message { from, text, .. } => match from {
            Author::Resident => format!("You: {text}"),
            Author::Patrol => format!("Patrol: {text}"),
        },
        EntryContent::Status { status, ending } => {
            let outcome = ending.as_ref().and_then(|ending| ending.outcome.as_deref());
            match outcome {
                Some(outcome) => format!("{}: {outcome}", status_words(*status)),
                None => status_words(*status).to_owned(),
            }
        }
        EntryContent::Feedback { fixed: true } => "You: it was put right".into(),
        EntryContent::Feedback { fixed: false } => "You: it was not put right".into(),
        EntryContent::Original { status, .. } => {
            format!(
                "Another report tells of the same, and it is {}",
                status_words(*status)
            )
        }
        EntryContent::Removed { part, .. } => format!("The patrol removed {}", removed_part(part)),
        EntryContent::Initiative { .. } => {
            "The patrol did something that you asked for; the news tell of it".into()
        }
        EntryContent::Unknown => "something that a newer version can show".into(),
    };
    format!("{}  {what}", saved_on(entry.at))
}

fn removed_part(part: &RemovedPart) -> &'static str {
    match part {
        RemovedPart::Note => "a part of what you wrote",
        RemovedPart::PlaceWords => "a part of the place",
        RemovedPart::Contact => "how to reach you",
        RemovedPart::Message { .. } => "a part of a message",
        RemovedPart::Photo { .. } => "a photo",
        RemovedPart::Unknown => "a part of this report",
    }
}

pub(crate) fn alert(alert: &Alert) -> String {
    let level = match alert.level {
        Level::Extreme => "EXTREME",
        Level::Severe => "SEVERE",
        Level::Moderate => "moderate",
        Level::Minor => "minor",
    };
    let kind = match alert.content.status {
        AlertStatus::Actual => "",
        AlertStatus::Exercise => "exercise, ",
        AlertStatus::Test => "test, ",
    };
    let mark = match alert.content.status {
        AlertStatus::Actual => "",
        AlertStatus::Exercise => "EXERCISE: ",
        AlertStatus::Test => "TEST: ",
    };
    let state = match alert.state {
        AlertState::Ended => "  over",
        AlertState::Recalled => "  recalled",
        AlertState::Updated => "  updated",
        _ => "",
    };
    let until = saved_on(alert.content.expires);
    let Some(text) = alert.content.texts.first() else {
        return format!("[{kind}{level}]{state}  until {until}");
    };
    let closing = alert
        .closing
        .first()
        .map(|closing| format!("\n  {}", closing.text))
        .unwrap_or_default();
    format!(
        "[{kind}{level}]{state}  {mark}{}\n  {}: {}. {}\n  {}  until {until}{closing}",
        text.headline, text.source, text.hazard, text.place, text.instruction
    )
}

pub(crate) fn event(event: &Event) -> String {
    let cancelled = match event.state {
        EventState::Cancelled => "CANCELLED  ",
        EventState::Draft | EventState::Published => "",
    };
    let title = event
        .content
        .texts
        .first()
        .map(|text| text.title.as_str())
        .unwrap_or_default();
    format!(
        "{}  {cancelled}{title}  {}",
        saved_on(event.content.starts_at),
        event.content.place
    )
}

/// An event, with what the resident answered.
pub(crate) fn my_event(mine: &MyEvent) -> String {
    let answer = match mine.answer {
        None => "",
        Some(EventAnswer {
            state: AnswerState::Refused,
            ..
        }) => "  (your answer was not taken: no room, or over)",
        Some(EventAnswer { people: 0, .. }) => "  (you do not come)",
        Some(EventAnswer {
            state: AnswerState::Waiting,
            ..
        }) => "  (you come; still to be sent)",
        Some(_) => "  (you come)",
    };
    format!("{}{answer}", event(&mine.event))
}

pub(crate) fn synced(outbox: Outbox, home: &Home) -> String {
    let connection = match home.connection {
        Connection::NoServer => "No server is named yet. ",
        Connection::Unknown | Connection::Online => "",
        Connection::Offline => "The patrol's server did not answer. ",
        Connection::Paused => "The patrol's server asks to wait, or this program is too old for it. ",
    };
    let left = match (outbox.waiting, outbox.attention) {
        (0, 0) => "Everything is sent.".into(),
        (waiting, 0) => format!("{waiting} still to be sent."),
        (0, attention) => format!("{attention} need attention; see `lamplight reports`."),
        (waiting, attention) => {
            format!("{waiting} still to be sent, {attention} need attention; see `lamplight reports`.")
        }
    };
    format!("{connection}{left}")
}

/// What was saved of a damaged database.
pub(crate) fn salvage(salvage: Salvage, damaged: &Path) -> String {
    format!(
        "the data was found damaged: {} of your reports were saved, {} are known to have lost something; look whether anything else is missing; the damaged files are kept in {}",
        salvage.reports,
        salvage.lost,
        damaged.display()
    )
}

/// A time to the minute, in UTC: a terminal may be anywhere.
fn saved_on(at: TimestampMillis) -> String {
    let text = at.to_string();
    let minute = text.get(..16).unwrap_or(&text);
    format!("{} UTC", minute.replace('T', " "))
}
