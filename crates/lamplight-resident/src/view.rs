//! What the core shows of itself: plain values for a UI or a terminal to draw.

mod events;
mod place;

use lamplight_protocol::alert::Alert;
use lamplight_protocol::area::Area;
use lamplight_protocol::digest::PhotoHash;
use lamplight_protocol::event::Event;
use lamplight_protocol::ids::{OperationId, Receipt, ReportId};
use lamplight_protocol::place::Place;
use lamplight_protocol::report::{Behaviour, Category, Contact};
use lamplight_protocol::status::Status;
use lamplight_protocol::text::Language;
use lamplight_protocol::thread::{Author, ThreadEntry};
use lamplight_protocol::time::TimestampMillis;
use serde::{Deserialize, Serialize};

use crate::notify::Hearing;

pub use self::events::{AnswerState, CalendarFile, EventAnswer, MyEvent};
pub use self::place::{
    AreaMap, FoundPlace, Located, MapBounds, MapComing, MapPack, MapTrouble, PlaceKind, ReportedNear,
};

/// What a resident fills in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct ReportDraft {
    /// What it is about.
    pub category: Category,
    /// What was seen; for suspicious activity.
    #[serde(default)]
    pub behaviours: Vec<Behaviour>,
    /// Where.
    #[serde(default)]
    pub place: Place,
    /// When it was seen; now when absent.
    #[serde(default)]
    pub occurred_at: Option<TimestampMillis>,
    /// What happened.
    #[serde(default)]
    pub note: Option<String>,
    /// How to reach the resident; absent for an anonymous report.
    #[serde(default)]
    pub contact: Option<Contact>,
    /// A practice report.
    #[serde(default)]
    pub practice: bool,
}

impl ReportDraft {
    /// An empty form about something.
    pub fn about(category: Category) -> Self {
        Self {
            category,
            behaviours: Vec::new(),
            place: Place::default(),
            occurred_at: None,
            note: None,
            contact: None,
            practice: false,
        }
    }
}

/// What the description of a person in a note lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum NoteConcern {
    /// What they did: without it the note is not sent.
    AppearanceOnly,
    /// Details beyond how they look: worth a question, and no more.
    FewDetails,
}

/// What was found in a note that describes a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct NoteReview {
    /// What is missing.
    pub concern: NoteConcern,
    /// The words that are meant, as they stand in the note.
    pub words: String,
    /// The note without the sentences that cannot be sent; it may be empty.
    pub without: String,
}

/// A photo as it will be sent: turned upright, made smaller, and with nothing left of the file it came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct Photo {
    /// The hash of its bytes; names it within its report.
    pub sha256: PhotoHash,
    /// Its width.
    pub width_px: u32,
    /// Its height.
    pub height_px: u32,
    /// The number of its bytes.
    pub size_bytes: u32,
    /// What it shows, in the resident's words.
    pub description: Option<String>,
}

/// A report that is being written. Every change of it is saved.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Draft {
    /// The id that its report will have.
    pub id: ReportId,
    /// What was filled in so far.
    pub report: ReportDraft,
    /// Its photos, in their order.
    pub photos: Vec<Photo>,
    /// When it was last changed, by the device's clock.
    pub changed_at: TimestampMillis,
}

/// The answer to a saved report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Saved {
    /// The report.
    pub id: ReportId,
    /// What opens it, also from another device.
    pub receipt: Receipt,
    /// Until when it can be undone; absent when it goes at once.
    pub undo_until: Option<TimestampMillis>,
}

/// How far a report is on its way, in the words a resident can tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Delivery {
    /// Saved on this device; waiting to be sent.
    Saved,
    /// Received by the patrol.
    Received,
    /// Seen by a person.
    Seen,
    /// The server refused it; a person must look at it.
    NeedsAttention,
    /// The server no longer has it.
    Erased,
}

/// Why something needs attention.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Attention {
    /// The server's code, for example `invalid`.
    pub code: String,
    /// A sentence for people.
    pub detail: String,
    /// The field that is meant.
    pub field: Option<String>,
}

/// A report in the list of one's own.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct MyReport {
    /// The report.
    pub id: ReportId,
    /// What opens it.
    pub receipt: Receipt,
    /// What it is about.
    pub category: Category,
    /// Where.
    pub place: Place,
    /// A practice report.
    pub practice: bool,
    /// When it was saved, by the device's clock.
    pub saved_at: TimestampMillis,
    /// How far it is.
    pub delivery: Delivery,
    /// The short name that the patrol gave it.
    pub reference: Option<String>,
    /// Where it stands at the patrol, once received.
    pub status: Option<Status>,
    /// Photos that go with it.
    pub photos: u32,
    /// Those of them that still have to be sent.
    pub photos_waiting: u32,
    /// Messages of the patrol not yet read.
    pub unread: u32,
    /// Until when it can be undone.
    pub undo_until: Option<TimestampMillis>,
    /// Why it needs attention.
    pub attention: Option<Attention>,
    /// An urgent report that has waited for more than two minutes: people should call instead.
    pub call_instead: bool,
}

/// The list of one's own reports, as far as it was asked for.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ReportList {
    /// The newest, and older ones that need a look; the newest first.
    pub reports: Vec<MyReport>,
    /// How many more there are.
    pub more: u32,
}

/// A message that waits to be sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct UnsentMessage {
    /// Its operation.
    pub id: OperationId,
    /// Who wrote: always the resident.
    pub from: Author,
    /// What they wrote.
    pub text: String,
    /// When it was saved, by the device's clock.
    pub saved_at: TimestampMillis,
    /// Why it needs attention, where it does.
    pub attention: Option<Attention>,
}

/// One report with all that happened to it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Thread {
    /// What the list shows of it.
    pub report: MyReport,
    /// What was seen.
    pub behaviours: Vec<Behaviour>,
    /// What the resident wrote.
    pub note: Option<String>,
    /// When it was seen.
    pub occurred_at: TimestampMillis,
    /// When the server took it, by the server's clock.
    pub received_at: Option<TimestampMillis>,
    /// Entries from the server, oldest first.
    pub entries: Vec<ThreadEntry>,
    /// Messages not yet sent, oldest first.
    pub unsent: Vec<UnsentMessage>,
    /// Its photos, in their order; none when it was sent from another device.
    pub photos: Vec<Photo>,
    /// A withdrawal waits to be sent.
    pub withdrawing: bool,
    /// A reopening waits to be sent.
    pub reopening: bool,
    /// It has ended, and the resident has not yet said whether it was put right.
    pub ask_if_fixed: bool,
    /// It has ended lately enough to be opened again.
    pub may_reopen: bool,
    /// It was sent from another device, and is followed here by its receipt.
    pub followed: bool,
}

impl Thread {
    /// The revision of the newest entry that is shown; 0 while there is none.
    pub fn newest_revision(&self) -> u32 {
        self.entries.last().map_or(0, |entry| entry.revision)
    }
}

/// What was saved from a database that was found damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Salvage {
    /// Reports that could be read and are here again.
    pub reports: u32,
    /// Reports of which it is known that only a part could be read, or nothing. What left no trace, such as
    /// a log that is gone, nobody can count.
    pub lost: u32,
    /// When it happened, by the device's clock.
    pub at: TimestampMillis,
}

/// Whether the server can be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Connection {
    /// No server has been named yet.
    NoServer,
    /// Not tried yet.
    Unknown,
    /// The last call was answered.
    Online,
    /// The last call was not answered.
    Offline,
    /// The server asked to wait, or this app is too old for it.
    Paused,
}

/// What waits on this device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Outbox {
    /// Operations that wait to be sent.
    pub waiting: u32,
    /// Operations that need attention.
    pub attention: u32,
}

/// What the first screen shows.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Home {
    /// The place that is served.
    pub area: Area,
    /// Whether the area is known from the server, not assumed.
    pub area_known: bool,
    /// Whether somebody at the desk is watching; absent when not known.
    pub desk_watching: Option<bool>,
    /// Alerts in force, the loudest first.
    pub alerts: Vec<Alert>,
    /// What waits.
    pub outbox: Outbox,
    /// Reports that were begun and not sent.
    pub drafts: u32,
    /// What was saved from a damaged database, until the resident has seen it.
    pub salvage: Option<Salvage>,
    /// Urgent reports that did not arrive within two minutes.
    pub call_instead: bool,
    /// The next event.
    pub next_event: Option<Event>,
    /// Messages of the patrol not yet read.
    pub unread: u32,
    /// Whether the server can be reached.
    pub connection: Connection,
    /// When the feed was last brought up to date, by the device's clock.
    pub synced_at: Option<TimestampMillis>,
    /// The device's time when this was put together.
    pub now: TimestampMillis,
}

/// What the resident chose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Settings {
    /// The patrol's server, for example `https://patrol.example`; none until it is named.
    pub server_url: Option<String>,
    /// The language of the app; the system's when absent.
    pub language: Option<Language>,
}

/// How the resident hears of alerts, and whether anything can be heard.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct HearingState {
    /// What the resident chose.
    pub hearing: Hearing,
    /// Whether this machine shows notifications, as far as it can be asked.
    pub able: bool,
    /// Whether there is a window that can be closed, and a computer to start with: not on phones.
    pub desktop: bool,
}

/// Which part of the local state changed; readers read it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Scope {
    /// Reports, threads, the outbox.
    Reports,
    /// Alerts.
    Alerts,
    /// Events.
    Events,
    /// News.
    News,
    /// The area, and whether the desk is watching.
    Area,
    /// The map of the area.
    Map,
    /// Whether the server can be reached.
    Connection,
    /// What the resident chose.
    Settings,
}

impl Scope {
    /// Every part, for a reader that missed some notices.
    pub const ALL: [Self; 8] = [
        Self::Reports,
        Self::Alerts,
        Self::Events,
        Self::News,
        Self::Area,
        Self::Map,
        Self::Connection,
        Self::Settings,
    ];
}

/// Tells that a part of the local state changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Change {
    /// Which part.
    pub scope: Scope,
    /// Grows with every change of any part while the program runs.
    pub revision: u32,
}
