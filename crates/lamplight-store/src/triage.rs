//! What the desk's triage asks of the store.

use async_trait::async_trait;
use lamplight_protocol::api::{DeskCounts, OutcomeCount, ReplyTemplate, SimilarReport};
use lamplight_protocol::ids::{ReportId, StaffId};
use lamplight_protocol::report::Category;
use lamplight_protocol::time::TimestampMillis;

use crate::error::StoreError;
use crate::model::{Belonging, OpenReportsHeld, Reach, StaffOperation, StaffWrite, TemplateChange};

/// What the server asks of its memory for the desk's triage. As for [`crate::Store`], each method is one
/// transaction.
#[async_trait]
pub trait Triage: Send + Sync {
    /// How many reports within reach there are of each kind that the desk filters by. `urgent` are the
    /// categories that count as such.
    async fn desk_counts(
        &self,
        reach: &Reach,
        urgent: &[Category],
        now: TimestampMillis,
    ) -> Result<DeskCounts, StoreError>;
    /// Whose a report is to know of; none when it is beyond reach.
    async fn belonging(&self, reach: &Reach, id: ReportId) -> Result<Option<Belonging>, StoreError>;
    /// The answer that this write would get again; none when it is new. For one that breaks a rule by now, as
    /// somebody who was put in charge leaves, and may have been done before.
    async fn answer_report_again(&self, write: &StaffOperation) -> Result<Option<StaffWrite>, StoreError>;
    /// Writes up to which revision somebody has read a report; none makes it unread. False when it is beyond
    /// reach.
    async fn mark_read(
        &self,
        reach: &Reach,
        reader: StaffId,
        id: ReportId,
        revision: Option<u32>,
    ) -> Result<bool, StoreError>;
    /// Open reports within reach that may be the same as this one, the likest first; none when this one is
    /// beyond reach.
    async fn similar_reports(
        &self,
        reach: &Reach,
        id: ReportId,
    ) -> Result<Option<Vec<SimilarReport>>, StoreError>;
    /// How many reports within reach ended in a time, by how they did.
    async fn outcomes(
        &self,
        reach: &Reach,
        from: TimestampMillis,
        to: TimestampMillis,
    ) -> Result<Vec<OutcomeCount>, StoreError>;
    /// Reads the open reports into memory, so that the first search need not wait for that.
    async fn hold_open_reports(&self) -> Result<OpenReportsHeld, StoreError>;
    /// Every reply template, in the order of their names.
    async fn templates(&self) -> Result<Vec<ReplyTemplate>, StoreError>;
    /// Writes or takes away a reply template, on the strength of a revision.
    async fn change_template(&self, change: &TemplateChange) -> Result<StaffWrite, StoreError>;
}
