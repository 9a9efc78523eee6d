//! A report while it is being changed: its row is locked, and every entry that is added makes a revision.

use lamplight_protocol::ids::{ReportId, StaffId};
use lamplight_protocol::limits::THREAD_ENTRIES_MAX;
use lamplight_protocol::report::Category;
use lamplight_protocol::status::{Capacity, Ending, Refusal, Status, Step};
use lamplight_protocol::thread::{EntryContent, ThreadEntry};
use lamplight_protocol::time::TimestampMillis;
use sqlx::AssertSqlSafe;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::journal::{self, Topic};
use crate::model::Reach;
use crate::reports::receipt::Number;
use crate::reports::{entries, reach, sealed};
use crate::seal::{KeyEncryptionKey, ReportKey};

/// A locked report.
pub(crate) struct ReportUnderChange {
    number: Number,
    key: ReportKey,
    at: TimestampMillis,
    category: Category,
    ended_at: Option<TimestampMillis>,
    pub(crate) status: Status,
    pub(crate) revision: u32,
    pub(crate) assignee: Option<StaffId>,
}

impl ReportUnderChange {
    /// Locks a report until the transaction ends, by writing to it: that is the one way that both engines
    /// know. None when there is no such report, or it is beyond reach.
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
             RETURNING number, category, status, revision, ended_at, assignee,
                       (SELECT key_wrapped FROM report_sealed
                        WHERE report_sealed.number = report.number) AS key_wrapped"
        );
        let Some(row) = tx.rows(AssertSqlSafe(sql), values).await?.into_iter().next() else {
            return Ok(None);
        };
        Ok(Some(Self {
            number: row.get("number")?,
            key: sealed::key_of(kek, id, &row)?,
            at,
            category: row.parse("category")?,
            ended_at: row
                .get::<Option<i64>>("ended_at")?
                .map(TimestampMillis::from_millis),
            status: row.parse("status")?,
            revision: row.count("revision")?,
            assignee: row.parse_optional("assignee")?,
        }))
    }

    /// Whether the thread has no room for another message.
    pub(crate) fn is_full(&self) -> bool {
        self.revision >= THREAD_ENTRIES_MAX
    }

    /// Asks the status table.
    pub(crate) fn check_step(&self, to: Status, acting_as: &[Capacity]) -> Result<(), Refusal> {
        Step {
            from: self.status,
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

    /// Goes to a status that was checked.
    pub(crate) async fn go_to(
        &mut self,
        tx: &mut Transaction,
        status: Status,
        ending: Ending,
    ) -> Result<(), StoreError> {
        self.status = status;
        self.ended_at = (!status.is_open()).then_some(self.at);
        let ending = (ending != Ending::default()).then_some(ending);
        self.add(tx, EntryContent::Status { status, ending }).await
    }

    /// Writes the report as it stands now, and tells the journal.
    pub(crate) async fn keep(&self, tx: &mut Transaction) -> Result<(), StoreError> {
        tx.execute_one(
            "UPDATE report
             SET status = $2, revision = $3, ended_at = $4, assignee = $5
             WHERE number = $1",
            [
                self.number.into(),
                self.status.as_str().into(),
                self.revision.into(),
                self.ended_at.into(),
                self.assignee.into(),
            ],
        )
        .await?;
        journal::append(tx, Topic::Report, self.number).await
    }
}
