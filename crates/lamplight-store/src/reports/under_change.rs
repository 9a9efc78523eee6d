//! A report while it is being changed: its row is locked, and every entry that is added makes a revision.

use lamplight_protocol::ids::{ReportId, StaffId};
use lamplight_protocol::limits::THREAD_ENTRIES_MAX;
use lamplight_protocol::report::Category;
use lamplight_protocol::status::{Capacity, ClosingReason, Ending, Refusal, Status, Step};
use lamplight_protocol::thread::{EntryContent, ThreadEntry};
use lamplight_protocol::time::TimestampMillis;
use sqlx::AssertSqlSafe;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::journal::{self, Topic};
use crate::model::Reach;
use crate::names::{name_of, value_of};
use crate::reports::receipt::Number;
use crate::reports::{entries, marks, reach, sealed};
use crate::seal::{KeyEncryptionKey, ReportKey};
use crate::value::Row;

/// A locked report.
pub(crate) struct ReportUnderChange {
    pub(crate) number: Number,
    pub(crate) key: ReportKey,
    pub(crate) at: TimestampMillis,
    category: Category,
    pub(crate) is_practice: bool,
    ended_at: Option<TimestampMillis>,
    pub(crate) ended_reason: Option<ClosingReason>,
    answered_at: Option<TimestampMillis>,
    due_at: TimestampMillis,
    /// How it went before it was opened again for the first time; none where it never was.
    first_round: Option<FirstRound>,
    said_revision: u32,
    settled_revision: u32,
    pub(crate) status: Status,
    pub(crate) revision: u32,
    pub(crate) assignee: Option<StaffId>,
    pub(crate) merged_into: Option<Number>,
}

/// What the first round of a report is judged by, which opening it again leaves behind.
#[derive(Clone, Copy)]
struct FirstRound {
    /// None of those that were opened again before this was kept.
    due_at: Option<TimestampMillis>,
    answered_at: Option<TimestampMillis>,
    ended_at: Option<TimestampMillis>,
    reopened_at: TimestampMillis,
}

impl FirstRound {
    fn of(row: &Row) -> Result<Option<Self>, StoreError> {
        let Some(reopened_at) = row.time_optional("reopened_at")? else {
            return Ok(None);
        };
        Ok(Some(Self {
            due_at: row.time_optional("first_due_at")?,
            answered_at: row.time_optional("first_answered_at")?,
            ended_at: row.time_optional("first_ended_at")?,
            reopened_at,
        }))
    }
}

impl ReportUnderChange {
    /// Locks a report until the transaction ends, by writing to it: that is the one way that both engines
    /// know. None when there is no such report, or it is beyond reach.
    ///
    /// Of a report and those that follow it, the one that is followed is locked first.
    pub(crate) async fn lock(
        tx: &mut Transaction,
        kek: &KeyEncryptionKey,
        within: &Reach,
        id: ReportId,
        at: TimestampMillis,
    ) -> Result<Option<Self>, StoreError> {
        let mut values = vec![id.into(), at.into()];
        let condition = reach::condition(within, &mut values);
        let sql = format!(
            "UPDATE report
             SET changed_at = $2
             WHERE number = (SELECT number FROM receipt WHERE report_id = $1) AND {condition}
             RETURNING number, category, practice, status, revision, ended_at, ended_reason, answered_at, due_at,
                       first_due_at, first_answered_at, first_ended_at, reopened_at,
                       said_revision, settled_revision, assignee, merged_into,
                       (SELECT key_wrapped FROM report_sealed
                        WHERE report_sealed.number = report.number) AS key_wrapped"
        );
        let rows = tx.rows(AssertSqlSafe(sql), values).await?;
        rows.first().map(|row| Self::of(kek, id, at, row)).transpose()
    }

    fn of(kek: &KeyEncryptionKey, id: ReportId, at: TimestampMillis, row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            number: row.get("number")?,
            key: sealed::key_of(kek, id, row)?,
            at,
            category: row.parse("category")?,
            is_practice: row.flag("practice")?,
            ended_at: row.time_optional("ended_at")?,
            ended_reason: row
                .get::<Option<String>>("ended_reason")?
                .map(|reason| value_of(&reason, "ended_reason"))
                .transpose()?,
            answered_at: row.time_optional("answered_at")?,
            due_at: row.time("due_at")?,
            first_round: FirstRound::of(row)?,
            said_revision: row.count("said_revision")?,
            settled_revision: row.count("settled_revision")?,
            status: row.parse("status")?,
            revision: row.count("revision")?,
            assignee: row.parse_optional("assignee")?,
            merged_into: row.get("merged_into")?,
        })
    }

    /// Whether the thread has no room for another message.
    pub(crate) fn is_full(&self) -> bool {
        self.revision >= THREAD_ENTRIES_MAX
    }

    /// Asks the status table.
    pub(crate) fn check_step(&self, to: Status, acting_as: &[Capacity]) -> Result<(), Refusal> {
        self.check_step_from(self.status, to, acting_as)
    }

    /// Asks the status table as if it stood elsewhere.
    pub(crate) fn check_step_from(
        &self,
        from: Status,
        to: Status,
        acting_as: &[Capacity],
    ) -> Result<(), Refusal> {
        Step {
            from,
            to,
            category: self.category,
            acting_as,
            ended_for_ms: self.ended_at.map_or(0, |ended_at| self.at.millis_since(ended_at)),
        }
        .check()
    }

    /// Whether the resident is asked if it was put right: once after each time that the patrol was done with
    /// it. No status comes after an ending but the one that opens the report again.
    pub(crate) async fn asks_for_feedback(&self, tx: &mut Transaction) -> Result<bool, StoreError> {
        if !matches!(self.status, Status::Resolved | Status::Closed) {
            return Ok(false);
        }
        let said = tx
            .row(
                "SELECT 1 AS found
                 FROM thread_entry
                 WHERE number = $1
                   AND kind = 'feedback'
                   AND revision > (SELECT max(revision) FROM thread_entry
                                   WHERE number = $1 AND kind = 'status')",
                [self.number.into()],
            )
            .await?;
        Ok(said.is_none())
    }

    /// Adds an entry to the thread.
    pub(crate) async fn add(
        &mut self,
        tx: &mut Transaction,
        content: EntryContent,
    ) -> Result<(), StoreError> {
        self.revision += 1;
        let entry = ThreadEntry {
            revision: self.revision,
            at: self.at,
            content,
        };
        entries::append(tx, self.number, &self.key, &entry).await
    }

    /// Goes to a status that was checked. Whatever it followed, it stands by itself from now on.
    pub(crate) async fn go_to(
        &mut self,
        tx: &mut Transaction,
        status: Status,
        ending: Ending,
    ) -> Result<(), StoreError> {
        let was_open = self.status.is_open();
        let was_ended_at = self.ended_at;
        self.status = status;
        self.ended_at = (!status.is_open()).then_some(self.at);
        self.ended_reason = ending.reason;
        self.merged_into = None;
        if !was_open && status.is_open() {
            self.first_round = self.first_round.or(Some(FirstRound {
                due_at: Some(self.due_at),
                answered_at: self.answered_at,
                ended_at: was_ended_at,
                reopened_at: self.at,
            }));
            // Whoever opens it again is not content with the answer, and has waited once already.
            self.answered_at = None;
            self.due_at = self.at;
        }
        if !matches!(status, Status::Received | Status::Seen | Status::Withdrawn) {
            self.is_answered();
        }
        let ending = (ending != Ending::default()).then_some(ending);
        self.add(tx, EntryContent::Status { status, ending }).await?;
        if !status.is_open() {
            // Nobody need read on: what a resident says later counts as new to everybody.
            self.settled_revision = self.revision;
            marks::forget_all(tx, self.number).await?;
        }
        Ok(())
    }

    /// The patrol has answered, or taken it on.
    pub(crate) fn is_answered(&mut self) {
        self.answered_at = self.answered_at.or(Some(self.at));
    }

    /// The resident made the newest revision.
    pub(crate) fn was_said(&mut self) {
        self.said_revision = self.revision;
    }

    /// Writes the report as it stands now, and tells the journal.
    pub(crate) async fn keep(&self, tx: &mut Transaction) -> Result<(), StoreError> {
        tx.execute_one(
            "UPDATE report
             SET status = $2, revision = $3, ended_at = $4, ended_reason = $5, assignee = $6,
                 answered_at = $7, due_at = $8, said_revision = $9, settled_revision = $10, merged_into = $11,
                 first_due_at = $12, first_answered_at = $13, first_ended_at = $14, reopened_at = $15
             WHERE number = $1",
            [
                self.number.into(),
                self.status.as_str().into(),
                self.revision.into(),
                self.ended_at.into(),
                self.ended_reason.as_ref().map(name_of).transpose()?.into(),
                self.assignee.into(),
                self.answered_at.into(),
                self.due_at.into(),
                self.said_revision.into(),
                self.settled_revision.into(),
                self.merged_into.into(),
                self.first_round.and_then(|round| round.due_at).into(),
                self.first_round.and_then(|round| round.answered_at).into(),
                self.first_round.and_then(|round| round.ended_at).into(),
                self.first_round.map(|round| round.reopened_at).into(),
            ],
        )
        .await?;
        journal::append(tx, Topic::Report, self.number).await
    }
}
