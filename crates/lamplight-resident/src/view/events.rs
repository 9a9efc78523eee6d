//! Events, with what the resident makes of them.

use lamplight_protocol::error::ErrorCode;
use lamplight_protocol::event::Event;
use serde::Serialize;

/// An event as its screen shows it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct MyEvent {
    /// The event as the patrol published it.
    #[serde(flatten)]
    pub event: Event,
    /// What the resident answered; absent while they said nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<EventAnswer>,
}

/// Whether the resident comes to an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct EventAnswer {
    /// With how many people, themselves included; 0 for not.
    pub people: u32,
    /// How many the server counts: what it last took.
    pub kept: u32,
    /// How far it is on its way.
    pub state: AnswerState,
    /// Why the server refused it: `full` when so many places are not left.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refusal: Option<ErrorCode>,
}

/// An event for the resident's own calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarFile {
    /// What the file is called, for example `lamplight-2026-11-26.ics`.
    pub name: String,
    /// What stands in it: iCalendar (RFC 5545).
    pub text: String,
}

/// How far an answer is on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum AnswerState {
    /// Saved on this device; waiting to be sent.
    Waiting,
    /// The server counts it.
    Kept,
    /// The server did not take it; what it had taken before still counts.
    Refused,
}
