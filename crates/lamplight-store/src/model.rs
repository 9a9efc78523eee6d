//! What goes into the store and comes out of it, beside the protocol's own types.

mod access;
mod alerts;
mod analyses;
mod audit;
mod disclosure;
mod news;
mod passkeys;
mod patrols;
mod people;
mod photos;
mod pictures;
mod presence;
mod reach;
mod reminders;
mod retention;
mod rsvps;
mod told;
mod triage;
mod trials;

use lamplight_protocol::api::{
    Assignment, Cursor, FoundReport, HoldChange, NewReferral, PhotoState, ReferralTarget, StatusChange,
};
use lamplight_protocol::digest::PhotoHash;
use lamplight_protocol::event::EventContent;
use lamplight_protocol::ids::{EventId, NewsId, OperationId, ReportId, StaffId};
use lamplight_protocol::redaction::Redaction;
use lamplight_protocol::report::{Category, NewReport};
use lamplight_protocol::status::{Capacity, Refusal, Status};
use lamplight_protocol::time::TimestampMillis;
use serde::Serialize;

pub use crate::error::StoreError;
pub use crate::model::access::{Districts, NewToken, Rights, Role, Roles, Token};
pub use crate::model::alerts::{
    AlertAction, AlertChange, AlertFilter, AlertRefusal, AlertStage, DueAlert, PlanDraft,
};
pub use crate::model::analyses::{
    AnalysisKind, AnalysisTurn, ImportTarget, ImportedIncident, IncidentCategory, IncidentMark, IncidentPage,
    IncidentSource, KeptIncident, KeptStreets, ReportedIncident, ReportedPage, ReportedQuery, StreetsForm,
};
pub(crate) use crate::model::audit::AuditRecord;
pub use crate::model::audit::{
    Act, Actor, AuditFilter, AuditFinding, AuditHead, AuditPage, AuditRow, AuditState, ListedAuditRow,
    Object, Who,
};
pub use crate::model::disclosure::{Disclosed, Disclosing};
pub use crate::model::news::{NewsAction, NewsChange};
pub use crate::model::passkeys::{
    NewCeremony, NewPasskey, Passkey, PasskeyAdded, PasskeyRecord, PasskeyRemoved, PasskeyUse,
};
pub use crate::model::patrols::{PatrolDeed, PatrolWrite};
pub use crate::model::people::{
    Attempt, Credentials, Enrolment, Factor, Invite, NewInvite, NewSession, Opens, Person, Session,
    TotpSecret, name_key,
};
pub use crate::model::photos::{
    ArrivedPhoto, PhotoClaim, PhotoFinding, PhotoJob, PhotoOutcome, PhotoWish, ReadyPhoto,
};
pub use crate::model::pictures::NewPicture;
pub use crate::model::presence::{Channel, LostNotice, Notice, NoticeOutcome, Untold};
pub use crate::model::reach::{Belonging, Reach};
pub use crate::model::reminders::{LostReminder, Reminder, Waiting};
pub use crate::model::retention::{Cutoffs, Forgetting};
pub use crate::model::rsvps::{RsvpAnswer, RsvpChange};
pub use crate::model::told::{MonthReports, MonthWish, OpenReport, PlaceCount, ServedReport, ToldMonth};
pub use crate::model::triage::{OpenReportsHeld, TemplateAction, TemplateChange};
pub use crate::model::trials::{KeptTrial, TrialDeed, TrialWrite};

/// A keyed hash. The store compares it; only the server, which has the key, can make it.
pub type Hash = [u8; 32];

/// Connections to the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Connections {
    /// How many there are.
    pub open: usize,
    /// How many of them nobody uses.
    pub idle: usize,
}

/// A report that passed every check of the server.
#[derive(Debug, Clone)]
pub struct IncomingReport {
    /// The report.
    pub id: ReportId,
    /// Keyed hash of its receipt.
    pub receipt_hash: Hash,
    /// Keyed hash of the body's digest.
    pub body_hash: Hash,
    /// The short name by which people speak of it.
    pub reference: String,
    /// The report.
    pub report: NewReport,
    /// The district in which it lies.
    pub district: Option<String>,
    /// The coarse cell in which it lies (H3, resolution 8), the only place kept in the clear.
    pub cell: Option<String>,
    /// Whether the device's time lay in the future.
    pub occurred_in_future: bool,
    /// When the server took it.
    pub received_at: TimestampMillis,
    /// When the first answer is due.
    pub due_at: TimestampMillis,
    /// Who entered it for somebody who called; none when a device sent it.
    pub entered_by: Option<StaffId>,
}

/// A resident's later write.
#[derive(Debug, Clone)]
pub struct ResidentOperation {
    /// The operation.
    pub id: OperationId,
    /// The report.
    pub report_id: ReportId,
    /// Keyed hash of the receipt that came with it.
    pub receipt_hash: Hash,
    /// Keyed hash of the body's digest.
    pub body_hash: Hash,
    /// What it does.
    pub action: ResidentAction,
    /// When the server took it.
    pub at: TimestampMillis,
}

/// What a resident's later write does.
#[derive(Debug, Clone)]
pub enum ResidentAction {
    /// Says something.
    Message(String),
    /// Takes the report back.
    Withdraw,
    /// Opens it again.
    Reopen,
    /// Says whether it was put right.
    Feedback(bool),
}

/// A resident's wish to have a report erased.
#[derive(Debug, Clone, Copy)]
pub struct Erasure {
    /// The report.
    pub report_id: ReportId,
    /// Keyed hash of the receipt that came with it.
    pub receipt_hash: Hash,
    /// When the server took it.
    pub at: TimestampMillis,
}

/// What became of a resident's write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Acceptance {
    /// It is kept. `repeated` when it had been before; the answer is the first one's.
    Accepted {
        /// The report's short name.
        reference: String,
        /// The revision that it made.
        revision: u32,
        /// When it was first taken.
        received_at: TimestampMillis,
        /// Whether it had been kept before.
        repeated: bool,
    },
    /// The id was used before with another body or another receipt.
    Conflict,
    /// No such report opens with this receipt.
    WrongReceipt,
    /// The report was erased.
    Gone,
    /// The status table does not allow it.
    Refused(Refusal),
    /// The thread has no room for another message.
    ThreadFull,
    /// It is kept for a legal case, and cannot be erased until that ends.
    OnHold,
    /// Nobody asks whether it was put right: it is not resolved or closed, or that was said before.
    NotAsked,
    /// The report announced no such photo.
    NotAnnounced,
}

/// A write of staff on a report.
#[derive(Debug, Clone)]
pub struct StaffOperation {
    /// The operation.
    pub id: OperationId,
    /// The report.
    pub report_id: ReportId,
    /// Keyed hash of the body's digest.
    pub body_hash: Hash,
    /// Who.
    pub by: Actor,
    /// Which reports they may have to do with. Any other is not found.
    pub reach: Reach,
    /// In which capacities, beside that of the one to whom it is assigned, which the store adds.
    pub acting_as: Vec<Capacity>,
    /// What it does.
    pub action: StaffAction,
    /// When.
    pub at: TimestampMillis,
}

/// What a write of staff on a report does.
#[derive(Debug, Clone)]
pub enum StaffAction {
    /// Says something to the resident.
    Message(String),
    /// Changes the status. Closing as a duplicate has it follow the other report; any later status has it
    /// stand by itself again.
    Status(StatusChange),
    /// Puts somebody in charge, or nobody. Whether they may be is for the server to say.
    Assign(Assignment),
    /// Shows it to somebody else.
    Refer(NewReferral),
    /// Ends a referral.
    EndReferral(ReferralTarget),
    /// Notes something that only staff see.
    Note(String),
    /// Removes a part of it for good.
    Redact(Redaction),
    /// Takes a step of a legal hold.
    Hold(HoldChange),
    /// Tells the resident what was done because they asked for it. Once: the thread already says it else.
    Initiative(NewsId),
}

impl StaffAction {
    /// Whether a message comes with it.
    pub(crate) fn says_something(&self) -> bool {
        match self {
            Self::Message(_) | Self::Initiative(_) => true,
            Self::Status(change) => change.message.is_some(),
            Self::Assign(assignment) => assignment.message.is_some(),
            Self::Refer(_) | Self::EndReferral(_) | Self::Note(_) | Self::Redact(_) | Self::Hold(_) => false,
        }
    }
}

/// A write of staff on an event.
#[derive(Debug, Clone)]
pub struct EventChange {
    /// The operation.
    pub operation: OperationId,
    /// The event.
    pub id: EventId,
    /// Keyed hash of the body's digest.
    pub body_hash: Hash,
    /// Who.
    pub by: Actor,
    /// What it does.
    pub action: EventAction,
    /// When.
    pub at: TimestampMillis,
}

/// What a write of staff on an event does.
#[derive(Debug, Clone)]
pub enum EventAction {
    /// Publishes a new event.
    Publish(EventContent),
    /// Says something else, on the strength of a revision.
    Update(u32, EventContent),
    /// Cancels it, on the strength of a revision, with a note for those who meant to come.
    Cancel(u32, String),
}

/// What became of a write of staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StaffWrite {
    /// It is done. `repeated` when it had been before.
    Done {
        /// The revision that it made.
        revision: u32,
        /// Whether it had been done before.
        repeated: bool,
    },
    /// The operation's id was used before for something else.
    Conflict,
    /// There is nothing under this id.
    NotFound,
    /// Somebody changed it meanwhile; this is its revision now.
    ChangedMeanwhile(u32),
    /// The status table does not allow it.
    Refused(Refusal),
    /// The report of which this one is to be a duplicate is itself, was erased, or never was.
    NoSuchOriginal,
    /// Somebody else is in charge than the writer believed.
    AnotherInCharge,
    /// It is kept for a legal case, and no part of it can be removed until that ends.
    OnHold,
    /// Somebody else must agree than whoever asked.
    SecondPersonNeeded,
    /// There is no such part of the report, or not so much of it.
    NoSuchPart,
    /// As many as there may be are there: referrals, duplicates, templates.
    NoRoom,
    /// The thread has no room for another message, or the desk's log for another note.
    ThreadFull,
    /// It has ended or was cancelled; nothing more can be changed.
    Over,
    /// It is to show a picture that is not there.
    NoSuchPicture,
    /// These are no news of an initiative.
    NoSuchInitiative,
    /// An alert does not allow it.
    Alert(AlertRefusal),
    /// Another trial is planned or under way at that time.
    TrialMeanwhile,
}

/// Which reports to list.
#[derive(Debug, Clone, Default)]
pub struct ReportFilter {
    /// Of these statuses; of any when empty.
    pub statuses: Vec<Status>,
    /// Of these categories; of any when empty.
    pub categories: Vec<Category>,
    /// In this district.
    pub district: Option<String>,
    /// Received before this time.
    pub received_before: Option<TimestampMillis>,
    /// Open ones that were not answered when the answer was due, at this time.
    pub overdue_at: Option<TimestampMillis>,
    /// In the charge of somebody, or of nobody.
    pub assignee: Option<InCharge>,
    /// In the reader's charge, or referred to them. The reader is the one of the reach.
    pub mine: bool,
    /// In which the resident said something that the reader has not read.
    pub unread: bool,
    /// Open ones that have these words, and the one whose reference they are.
    pub words: Option<String>,
    /// Only these.
    pub ids: Option<Vec<ReportId>>,
    /// In which order.
    pub order: Order,
    /// Beyond this cursor of an earlier page.
    pub before: Option<Cursor>,
    /// How many at most.
    pub limit: u32,
}

/// In whose charge a report is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InCharge {
    /// In this one's.
    Of(StaffId),
    /// In nobody's.
    Nobody,
}

/// In which order reports are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// The newest first.
    #[default]
    Newest,
    /// The oldest first.
    Oldest,
    /// Open ones, the one whose answer is due first at the top.
    Due,
}

/// One row of the journal.
#[derive(Debug, Clone, PartialEq)]
pub struct JournalRow {
    /// The cursor after this row.
    pub cursor: Cursor,
    /// What happened.
    pub entry: JournalEntry,
}

/// What a row of the journal says.
#[derive(Debug, Clone, PartialEq)]
pub enum JournalEntry {
    /// Something that everybody may see: the feed item as JSON, written once for all readers.
    Public {
        /// The item's kind, which is the name of its live frame.
        kind: String,
        /// The item.
        json: String,
    },
    /// A report came in or changed. Staff and the holder of its receipt may know.
    Report {
        /// The report.
        id: ReportId,
        /// Its newest revision.
        revision: u32,
        /// Whose it is to know of; none once it was erased, and nothing tells any more.
        belonging: Option<Belonging>,
    },
}

/// A page of the journal.
#[derive(Debug, Clone, PartialEq)]
pub struct JournalPage {
    /// Rows after the cursor that was asked for, in the order of their commits.
    pub rows: Vec<JournalRow>,
    /// The cursor after the last of them.
    pub next: Cursor,
}

/// A report as it is exported.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExportedReport {
    /// The report.
    pub id: ReportId,
    /// What it is about.
    pub category: Category,
    /// What the resident wrote.
    pub note: Option<String>,
    /// Where.
    pub place: lamplight_protocol::place::Place,
    /// Where it stands.
    pub status: Status,
    /// When the server took it.
    pub received_at: TimestampMillis,
    /// Photos that it announced.
    pub photos: Vec<ExportedPhoto>,
}

/// A photo as it is exported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExportedPhoto {
    /// The announced hash.
    pub sha256: PhotoHash,
    /// How far it is.
    pub state: PhotoState,
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CheckReport {
    /// Reports looked at.
    pub reports: u64,
    /// Everything that is wrong, one sentence each; empty when all is well.
    pub problems: Vec<String>,
}

/// A report that goes by a reference.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedReport {
    /// Keyed hash of the receipt that opens it.
    pub receipt_hash: Hash,
    /// What its holder is told.
    pub found: FoundReport,
}

/// A report and the hash of the receipt that was presented for it.
#[derive(Debug, Clone, Copy)]
pub struct ThreadClaim {
    /// The report.
    pub report_id: ReportId,
    /// Keyed hash of the receipt that came with it.
    pub receipt_hash: Hash,
    /// The newest revision that the device has; 0 for none.
    pub after_revision: u32,
}

/// A thread that a receipt opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenedThread {
    /// The report.
    pub report_id: ReportId,
    /// The newest revision. Of an erased report, the one that its erasure made.
    pub revision: u32,
    /// Whether the device that presented the receipt has yet to get it.
    pub has_news: bool,
}
