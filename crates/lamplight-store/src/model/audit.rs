//! The audit: who of the patrol did what to what, and when. Without a word of what it was about: no text, no
//! place, no contact.

use lamplight_protocol::api::Cursor;
use lamplight_protocol::digest::PhotoHash;
use lamplight_protocol::ids::{
    AlertId, EventId, InviteId, NewsId, PatrolId, ReportId, SessionId, StaffId, TemplateId, TrialId,
};
use lamplight_protocol::time::TimestampMillis;
use serde::Serialize;

use crate::model::{Hash, Roles};

/// Who does something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Somebody who is signed in.
    Person(StaffId),
    /// A program with a service token.
    Program(StaffId),
    /// Whoever may read the data folder: a command of this program.
    CommandLine,
    /// The server by itself: a job.
    Server,
}

impl Who {
    /// The name under which it is kept.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person(_) => "person",
            Self::Program(_) => "program",
            Self::CommandLine => "command_line",
            Self::Server => "server",
        }
    }

    /// Who, as an author of changes.
    pub fn staff_id(self) -> Option<StaffId> {
        match self {
            Self::Person(id) | Self::Program(id) => Some(id),
            Self::CommandLine | Self::Server => None,
        }
    }
}

/// Who does something, in which roles, by which call. Whatever changes something for the patrol takes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Who.
    pub who: Who,
    /// In which roles: those that they had at that moment.
    pub roles: Roles,
    /// The call, as the log names it; none where there is no call.
    pub request_id: Option<String>,
}

impl Actor {
    /// Somebody who is signed in.
    pub fn person(id: StaffId, roles: Roles) -> Self {
        Self {
            who: Who::Person(id),
            roles,
            request_id: None,
        }
    }

    /// Whoever may read the data folder.
    pub fn command_line() -> Self {
        Self {
            who: Who::CommandLine,
            roles: Roles::default(),
            request_id: None,
        }
    }

    /// The server by itself.
    pub fn server() -> Self {
        Self {
            who: Who::Server,
            roles: Roles::default(),
            request_id: None,
        }
    }

    /// Who, as an author of changes.
    pub fn staff_id(&self) -> Option<StaffId> {
        self.who.staff_id()
    }

    /// What they did to what.
    pub(crate) fn did(&self, act: Act, object: Object, at: TimestampMillis) -> AuditRecord {
        AuditRecord {
            at,
            by: self.clone(),
            act,
            object,
            revision_before: None,
            revision_after: None,
            reason: None,
        }
    }
}

macro_rules! acts {
    ($($(#[$doc:meta])* $act:ident $name:literal,)+) => {
        /// What was done. The name of one never changes, and is never used for another: rows are kept for years.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Act {
            $($(#[$doc])* $act,)+
        }

        impl Act {
            /// Every one.
            pub const ALL: &[Self] = &[$(Self::$act,)+];

            /// The name under which it is kept, for example `report.status`.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$act => $name,)+
                }
            }
        }
    };
}

acts! {
    /// A report's status was changed.
    ReportStatus "report.status",
    /// The resident was written to.
    ReportMessage "report.message",
    /// Somebody was put in charge of a report, or nobody.
    ReportAssign "report.assign",
    /// A report was shown to somebody else.
    ReportRefer "report.refer",
    /// A report was no longer shown to somebody else.
    ReportReferralEnd "report.referral_end",
    /// Something was noted about a report that only staff see.
    ReportNote "report.note",
    /// A part of a report was removed.
    ReportRedact "report.redact",
    /// The resident was told what was done because they asked for it.
    ReportInitiative "report.initiative",
    /// Somebody asked for a legal hold of a report.
    HoldAsk "hold.ask",
    /// Somebody asked to end one.
    HoldAskEnd "hold.ask_end",
    /// Somebody agreed with what another had asked for.
    HoldAgree "hold.agree",
    /// What was asked for was taken back.
    HoldTakeBack "hold.take_back",
    /// A report was past keeping, and was forgotten.
    ReportForget "report.forget",
    /// A report was entered for somebody who called.
    ReportEnter "report.enter",
    /// A reply template was written.
    TemplateWrite "template.write",
    /// A reply template was taken away.
    TemplateRemove "template.remove",
    /// The exact place of a sensitive report was looked at.
    ReportPlaceRead "report.place_read",
    /// The contact of a report was looked at.
    ReportContactRead "report.contact_read",
    /// All reports were taken out.
    ReportsExport "reports.export",
    /// An alert was published.
    AlertPublish "alert.publish",
    /// An alert was changed.
    AlertUpdate "alert.update",
    /// An alert was ended.
    AlertEnd "alert.end",
    /// An alert was taken back.
    AlertRecall "alert.recall",
    /// What is prepared was written or changed.
    AlertDraft "alert.draft",
    /// A second person was asked.
    AlertPropose "alert.propose",
    /// What was proposed was approved.
    AlertApprove "alert.approve",
    /// It was declined.
    AlertDecline "alert.decline",
    /// An alert is to be sent at a later time.
    AlertSchedule "alert.schedule",
    /// An alert was sent without a second person.
    AlertAlone "alert.alone",
    /// What was sent alone was reviewed.
    AlertReview "alert.review",
    /// What was prepared was dropped.
    AlertDiscard "alert.discard",
    /// An alert was not sent, because its time had passed.
    AlertMiss "alert.miss",
    /// An event was published.
    EventPublish "event.publish",
    /// An event was changed.
    EventUpdate "event.update",
    /// An event was cancelled.
    EventCancel "event.cancel",
    /// An item of news was published.
    NewsPublish "news.publish",
    /// An item of news was changed.
    NewsUpdate "news.update",
    /// An item of news was withdrawn.
    NewsWithdraw "news.withdraw",
    /// A picture to be shown to everybody was sent.
    PictureKeep "picture.keep",
    /// A shift's walks were planned.
    PatrolPlan "patrol.plan",
    /// A plan of walks was changed by hand.
    PatrolEdit "patrol.edit",
    /// A plan of walks was called off.
    PatrolCallOff "patrol.call_off",
    /// A visit was logged.
    PatrolVisit "patrol.visit",
    /// What a foot patrol tells was noted.
    PatrolNote "patrol.note",
    /// A trial was planned.
    TrialPlan "trial.plan",
    /// A trial was called off.
    TrialCallOff "trial.call_off",
    /// A person was invited, and given their rights.
    PersonInvite "person.invite",
    /// An invitation was taken back.
    InvitationWithdraw "invitation.withdraw",
    /// A person took an invitation up, and chose a password or made a passkey.
    PersonEnrol "person.enrol",
    /// A person was given other rights.
    PersonRights "person.rights",
    /// A person was shut out.
    PersonShutOut "person.shut_out",
    /// A person was let in again.
    PersonLetIn "person.let_in",
    /// A person added a passkey.
    PasskeyAdd "passkey.add",
    /// A person removed a passkey.
    PasskeyRemove "passkey.remove",
    /// A person signed in.
    SessionOpen "session.open",
    /// A session was ended.
    SessionEnd "session.end",
    /// All sessions of a person were ended.
    SessionEndAll "session.end_all",
    /// A service token was made.
    TokenCreate "token.create",
    /// A service token was revoked.
    TokenRevoke "token.revoke",
    /// Incidents of a city's file were imported.
    IncidentsImport "incidents.import",
    /// The incidents of one source were forgotten.
    IncidentsForget "incidents.forget",
    /// The streets of the area were imported.
    StreetsKeep "streets.keep",
    /// The audit was taken out.
    AuditExport "audit.export",
    /// The database was restored from a backup.
    DeploymentRestore "deployment.restore",
    /// The database was copied into a backup.
    DeploymentBackup "deployment.backup",
}

/// To what it was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Object {
    /// A report.
    Report(ReportId),
    /// An alert.
    Alert(AlertId),
    /// An event.
    Event(EventId),
    /// An item of news.
    News(NewsId),
    /// A picture, by its SHA-256.
    Picture([u8; 32]),
    /// Somebody of the patrol.
    Person(StaffId),
    /// An invitation.
    Invitation(InviteId),
    /// A session.
    Session(SessionId),
    /// A service token.
    Token(StaffId),
    /// A reply template.
    Template(TemplateId),
    /// A plan of walks.
    Patrol(PatrolId),
    /// A trial.
    Trial(TrialId),
    /// All that this server keeps.
    Deployment,
}

impl Object {
    /// The picture of this hash.
    pub(crate) fn picture(sha256: &PhotoHash) -> Self {
        Self::Picture(*sha256.content_digest().as_bytes())
    }

    /// The name of its kind, for example `report`.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Report(_) => "report",
            Self::Alert(_) => "alert",
            Self::Event(_) => "event",
            Self::News(_) => "news",
            Self::Picture(_) => "picture",
            Self::Person(_) => "person",
            Self::Invitation(_) => "invitation",
            Self::Session(_) => "session",
            Self::Token(_) => "token",
            Self::Template(_) => "template",
            Self::Patrol(_) => "patrol",
            Self::Trial(_) => "trial",
            Self::Deployment => "deployment",
        }
    }

    /// Which of them.
    pub fn id(self) -> Option<String> {
        match self {
            Self::Report(id) => Some(id.to_string()),
            Self::Alert(id) => Some(id.to_string()),
            Self::Event(id) => Some(id.to_string()),
            Self::News(id) => Some(id.to_string()),
            Self::Picture(sha256) => Some(PhotoHash::from_sha256(sha256).as_str().to_owned()),
            Self::Person(id) | Self::Token(id) => Some(id.to_string()),
            Self::Invitation(id) => Some(id.to_string()),
            Self::Session(id) => Some(id.to_string()),
            Self::Template(id) => Some(id.to_string()),
            Self::Patrol(id) => Some(id.to_string()),
            Self::Trial(id) => Some(id.to_string()),
            Self::Deployment => None,
        }
    }
}

/// One row of the audit on its way in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AuditRecord {
    pub(crate) at: TimestampMillis,
    pub(crate) by: Actor,
    pub(crate) act: Act,
    pub(crate) object: Object,
    pub(crate) revision_before: Option<u32>,
    pub(crate) revision_after: Option<u32>,
    /// The name of one of a short list; never words.
    pub(crate) reason: Option<&'static str>,
}

impl AuditRecord {
    /// The revisions of the object before and after; none before for what is new.
    pub(crate) fn revisions(self, before: Option<u32>, after: u32) -> Self {
        Self {
            revision_before: before,
            revision_after: Some(after),
            ..self
        }
    }

    /// The name of the reason that was given, one of a short list.
    pub(crate) fn because(self, reason: &'static str) -> Self {
        Self {
            reason: Some(reason),
            ..self
        }
    }
}

/// One row of the audit, once it is chained. What the database holds, as it stands there: whoever verifies it
/// does not trust it to be well formed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AuditRow {
    /// Its place in the chain, from 1 on, without gaps.
    pub position: i64,
    /// When, by the server's clock, in milliseconds since the Unix epoch.
    pub at: i64,
    /// The name of a [`Who`].
    pub actor: String,
    /// Which person or program.
    pub staff_id: Option<String>,
    /// Their roles at that moment, with commas between them.
    pub roles: String,
    /// The name of an [`Act`].
    pub act: String,
    /// The kind of an [`Object`].
    pub object: String,
    /// Which of them.
    pub object_id: Option<String>,
    /// Its revision before.
    pub revision_before: Option<i64>,
    /// Its revision after.
    pub revision_after: Option<i64>,
    /// The name of the reason that was given.
    pub reason: Option<String>,
    /// The call, as the log names it.
    pub request_id: Option<String>,
    /// What ties it to all rows before it: 64 hexadecimal digits.
    pub hash: String,
}

/// A row as it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedAuditRow {
    /// The row.
    pub row: AuditRow,
    /// What people call whoever did it; none for the command line and the server.
    pub name: Option<String>,
}

/// The end of the chain. Kept elsewhere, it shows later whether anything up to it was changed or cut off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuditHead {
    /// The position of the newest chained row: how many there ever were. 0 for none.
    pub count: i64,
    /// Its hash.
    pub hash: Hash,
}

/// Where the audit stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuditState {
    /// The end of the chain.
    pub head: AuditHead,
    /// Rows that are kept and not yet chained.
    pub unchained: u32,
}

/// Which rows of the audit to list.
#[derive(Debug, Clone, Default)]
pub struct AuditFilter {
    /// What this person or program did.
    pub staff: Option<StaffId>,
    /// Of this name of an act, or of all whose names begin with it and a dot.
    pub act: Option<String>,
    /// Not before.
    pub from: Option<TimestampMillis>,
    /// Before.
    pub until: Option<TimestampMillis>,
    /// Older ones than this cursor of an earlier page.
    pub before: Option<Cursor>,
    /// How many at most.
    pub limit: u32,
}

/// A page of the audit, newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditPage {
    /// The rows.
    pub rows: Vec<ListedAuditRow>,
    /// Where the next page begins.
    pub next: Option<Cursor>,
    /// Rows that are kept and not yet chained, and so not yet listed.
    pub unchained: u32,
}

/// What a verification of the audit found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AuditFinding {
    /// Rows looked at.
    pub rows: u64,
    /// The position of the newest chained row.
    pub count: i64,
    /// Up to which position rows were dropped because they were past keeping; 0 for none.
    pub dropped: i64,
    /// Rows that are kept and not yet chained.
    pub unchained: u32,
    /// What is wrong, one sentence each; empty when all is well.
    pub problems: Vec<String>,
}
