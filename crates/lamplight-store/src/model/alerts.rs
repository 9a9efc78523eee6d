//! What goes into the room of alerts, and what it refuses.

use lamplight_protocol::alert::AlertContent;
use lamplight_protocol::alert::ClosingText;
use lamplight_protocol::api::{Cursor, StaffRef};
use lamplight_protocol::error::Violation;
use lamplight_protocol::ids::{AlertId, OperationId};
use lamplight_protocol::text::Language;
use lamplight_protocol::time::TimestampMillis;

use crate::model::{Actor, Hash, Who};

/// A write of staff on an alert.
#[derive(Debug, Clone)]
pub struct AlertChange {
    /// The operation: also the identifier of the message that it sends.
    pub operation: OperationId,
    /// The alert.
    pub id: AlertId,
    /// Keyed hash of the body's digest.
    pub body_hash: Hash,
    /// The deployment that sends it.
    pub sender: String,
    /// Who.
    pub by: StaffRef,
    /// The same, as the audit knows them.
    pub actor: Actor,
    /// The languages of the deployment: what is sent is told in each.
    pub languages: Vec<Language>,
    /// On the strength of which revision; 0 for a new alert.
    pub revision: u32,
    /// What it does.
    pub action: AlertAction,
    /// When.
    pub at: TimestampMillis,
}

impl AlertChange {
    /// Whether a person takes the step, rather than a program.
    pub(crate) fn by_person(&self) -> bool {
        matches!(self.actor.who, Who::Person(_))
    }
}

/// What a write of staff on an alert does.
#[derive(Debug, Clone)]
pub enum AlertAction {
    /// Keeps a plan.
    Draft(PlanDraft),
    /// Asks for the plan to be sent; with the reason when without a second person.
    Submit(Option<String>),
    /// Both at once.
    Send(PlanDraft),
    /// Answers as a second person.
    Decide {
        /// Of the plan that was looked at.
        digest: String,
        /// Whether it may go out.
        approve: bool,
        /// Why.
        words: Option<String>,
    },
    /// Gives the all-clear.
    End(Vec<ClosingText>),
    /// Takes it back.
    Recall(Vec<ClosingText>),
    /// Drops the plan.
    Discard,
    /// Reviews what was sent alone.
    Review(String),
}

/// A plan as it comes in.
#[derive(Debug, Clone)]
pub struct PlanDraft {
    /// What was written.
    pub content: AlertContent,
    /// The same with the outlines of its districts.
    pub outgoing: AlertContent,
    /// When it is to be sent.
    pub send_at: Option<TimestampMillis>,
    /// Names exactly what goes out, and when.
    pub digest: String,
}

/// What an alert does not allow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AlertRefusal {
    /// A rule for what is sent.
    Content(Violation),
    /// There is no plan.
    NothingPlanned,
    /// Nothing was sent yet.
    NothingPublished,
    /// The plan does not wait for a second person.
    NotProposed,
    /// It waited for too long.
    Lapsed,
    /// The plan is another than the one that was looked at.
    OtherPlan,
    /// Whoever wrote, proposed or sent it cannot be the second person.
    SamePerson,
    /// A program cannot do this.
    NeedsPerson,
    /// Only an alert of the highest level, which goes out at once, goes without a second person.
    NotUrgentEnough,
    /// Others who could approve are on duty.
    OthersOnDuty(u32),
    /// Nobody sent it alone, or that was reviewed.
    NothingToReview,
}

/// Which part of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AlertStage {
    /// With a plan, or with a review that is due.
    Waiting,
    /// Sent, and neither over nor expired.
    Current,
    /// Sent, and over or expired.
    Over,
}

/// Which alerts to list.
#[derive(Debug, Clone, Default)]
pub struct AlertFilter {
    /// Of this part; all when absent.
    pub stage: Option<AlertStage>,
    /// Only what was sent, and nothing of any plan: for those who may not prepare.
    pub published_only: bool,
    /// Older ones than this cursor of an earlier page.
    pub before: Option<Cursor>,
    /// How many at most.
    pub limit: u32,
}

/// An alert whose time has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueAlert {
    /// Which.
    pub id: AlertId,
    /// When it was to be sent.
    pub due_at: TimestampMillis,
}
