//! Bodies of the calls by which staff prepare, send and end alerts.
//!
//! A **plan** is what is being prepared: a new alert, or an update of one that was sent. Residents hear nothing
//! of it. What was **published** is what they see. Each change of either makes a new revision of the alert, and
//! names the one on which it rests.

use serde::{Deserialize, Serialize};

use crate::alert::{Alert, AlertContent, AlertState, ClosingText, Level};
use crate::api::{Cursor, StaffRef};
use crate::ids::AlertId;
use crate::time::TimestampMillis;

/// Keeps a plan: the body of `PUT /v1/staff/alerts/{id}/draft/{op}`. Parts may still be missing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct AlertDraft {
    /// The revision on which it rests; 0 for a new alert.
    pub revision: u32,
    /// What it is to say.
    pub content: AlertContent,
    /// When it is to be sent; as soon as it may when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub send_at: Option<TimestampMillis>,
}

/// Asks for a plan to be sent: the body of `PUT /v1/staff/alerts/{id}/submission/{op}`. It is sent, or waits for
/// its time, or for a second person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct AlertSubmission {
    /// The revision on which the decision rests.
    pub revision: u32,
    /// Why it goes out without a second person: only at the highest level, by a person, while nobody else who
    /// could approve is on duty. It is reviewed afterwards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alone: Option<String>,
}

/// A second person's answer: the body of `PUT /v1/staff/alerts/{id}/decision/{op}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct AlertDecision {
    /// The revision on which the decision rests.
    pub revision: u32,
    /// The digest of the plan that was looked at. An approval is of exactly this.
    pub digest: String,
    /// Whether it may go out.
    pub approve: bool,
    /// Why; needed to decline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

/// Says something else at once: the body of `PUT /v1/staff/alerts/{id}/updates/{op}`. The same as a draft and its
/// submission.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AlertUpdate {
    /// The revision on which the decision rests.
    pub revision: u32,
    /// What it says from now on.
    pub content: AlertContent,
}

/// Gives the all-clear: the body of `PUT /v1/staff/alerts/{id}/end/{op}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct AlertEnd {
    /// The revision on which the decision rests.
    pub revision: u32,
    /// What to tell residents with it: nothing, or something in each language of the alert.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "ts", ts(optional = nullable, as = "Option<Vec<ClosingText>>"))]
    pub closing: Vec<ClosingText>,
}

/// Takes an alert back that should not have been sent: the body of `PUT /v1/staff/alerts/{id}/recall/{op}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AlertRecall {
    /// The revision on which the decision rests.
    pub revision: u32,
    /// Why, in each language of the alert.
    pub closing: Vec<ClosingText>,
}

/// Drops a plan: the body of `PUT /v1/staff/alerts/{id}/discard/{op}`. An alert that was never sent goes with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AlertDiscard {
    /// The revision on which the decision rests.
    pub revision: u32,
}

/// What a review found of an alert that one person sent alone: the body of
/// `PUT /v1/staff/alerts/{id}/review/{op}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AlertReview {
    /// The revision on which the decision rests.
    pub revision: u32,
    /// What it found.
    pub words: String,
}

/// What is being prepared.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct AlertPlan {
    /// Where it stands: `draft`, `awaiting_approval`, `scheduled`, or `expired` when its time ran out before it
    /// was sent.
    pub state: AlertState,
    /// What was written.
    pub content: AlertContent,
    /// Exactly what will go out: the same with the outlines of its districts.
    pub outgoing: AlertContent,
    /// How loud it will be.
    pub level: Level,
    /// Names exactly this plan, with the time at which it goes out.
    pub digest: String,
    /// Whether a second person has to approve it.
    pub needs_approval: bool,
    /// When it is to be sent; as soon as it may when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub send_at: Option<TimestampMillis>,
    /// Who wrote it last.
    pub written_by: StaffRef,
    /// Who asked for it to be sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposed_by: Option<StaffRef>,
    /// Until when a second person can approve it; while it waits for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approve_by: Option<TimestampMillis>,
}

/// What somebody did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum AlertStepKind {
    /// Wrote or changed the plan.
    Wrote,
    /// Asked a second person.
    Proposed,
    /// Approved what was proposed.
    Approved,
    /// Declined it.
    Declined,
    /// Had it sent at a later time.
    Scheduled,
    /// Sent it.
    Sent,
    /// Sent it without a second person.
    SentAlone,
    /// Gave the all-clear.
    Ended,
    /// Took it back.
    Recalled,
    /// Dropped the plan.
    Discarded,
    /// Reviewed what was sent alone.
    Reviewed,
    /// Its time ran out before it was sent.
    Missed,
}

/// One step of an alert's history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct AlertStep {
    /// The revision that it made.
    pub revision: u32,
    /// What was done.
    pub kind: AlertStepKind,
    /// By whom.
    pub by: StaffRef,
    /// When, by the server's clock.
    pub at: TimestampMillis,
    /// What they said to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

/// An alert as the desk knows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct DeskAlert {
    /// The alert.
    pub id: AlertId,
    /// Grows by one with each step; a change names the one on which it rests.
    pub revision: u32,
    /// Where it stands: that of what was published, or of the plan while nothing was.
    pub state: AlertState,
    /// When its first plan was kept.
    pub created_at: TimestampMillis,
    /// When the last step was taken.
    pub changed_at: TimestampMillis,
    /// What is being prepared. Told only to those who may prepare.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<AlertPlan>,
    /// What residents see.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Alert>,
    /// One person sent it alone, and nobody has reviewed that yet.
    pub review_due: bool,
    /// What was done, newest first. In the list it is left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "ts", ts(optional = nullable, as = "Option<Vec<AlertStep>>"))]
    pub steps: Vec<AlertStep>,
}

/// The answer to `GET /v1/staff/alerts`, newest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct AlertsPage {
    /// The alerts.
    pub alerts: Vec<DeskAlert>,
    /// Where the next page begins; absent on the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Cursor>,
}
