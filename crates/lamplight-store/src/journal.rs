//! The journal: what happened, in the order of commits.
//!
//! Each change of a report, an alert or an event leaves one row here, in the transaction of the change. It
//! takes the place of the earlier row of the same subject, and says only what changed: readers get the
//! subject as it stands. So the journal never holds more rows than there are subjects, and reading it from
//! its beginning gives a snapshot.
//!
//! A reader's cursor says how far it is: `<epoch>.<tx>-<id>`. **A reader may never skip a committed row.**
//! SQLite has one writer, so ids grow in the order of commits and `tx` is 0. PostgreSQL gives ids before
//! commits; there `tx` is the writing transaction, and a reader stops below the oldest one that is still
//! under way: nothing can appear below that any more.

use lamplight_protocol::api::{Cursor, FeedPage};
use sqlx::AssertSqlSafe;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::model::{Belonging, JournalEntry, JournalPage, JournalRow};
use crate::reports::reach::{REFERRED, belonging_of};
use crate::reports::receipt::Number;
use crate::rows::Rows;
use crate::value::{Row, Value};

/// What a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Topic {
    Report,
    Alert,
    Event,
    News,
    Template,
    Patrol,
    Trial,
}

impl Topic {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Alert => "alert",
            Self::Event => "event",
            Self::News => "news",
            Self::Template => "template",
            Self::Patrol => "patrol",
            Self::Trial => "trial",
        }
    }
}

/// Writes that reports were received. New reports have no earlier row.
pub(crate) async fn append_received(tx: &mut Transaction, reports: &[Number]) -> Result<(), StoreError> {
    Rows::of(reports)
        .column("topic", |_| Topic::Report.as_str())
        .column("subject", |number| *number)
        .insert(tx, "journal", "")
        .await?;
    Ok(())
}

/// Writes that a subject changed: the number of a report or a publication. Its row must be locked, so that
/// two changes of it cannot both find the same earlier row here.
pub(crate) async fn append(tx: &mut Transaction, topic: Topic, subject: i64) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM journal WHERE topic = $1 AND subject = $2",
        [topic.as_str().into(), subject.into()],
    )
    .await?;
    tx.execute_one(
        "INSERT INTO journal (topic, subject) VALUES ($1, $2)",
        [topic.as_str().into(), subject.into()],
    )
    .await
}

/// As [`append`], for many reports.
pub(crate) async fn append_changed(tx: &mut Transaction, reports: &[Number]) -> Result<(), StoreError> {
    if reports.is_empty() {
        return Ok(());
    }
    let sql = format!(
        "DELETE FROM journal WHERE topic = 'report' AND subject {}",
        tx.is_one_of()
    );
    let numbers = reports.iter().map(|number| (*number).into()).collect();
    tx.rows(AssertSqlSafe(sql), [Value::Many(numbers)]).await?;
    append_received(tx, reports).await
}

/// A place in the journal, in the order in which readers go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Position {
    tx: u64,
    id: u64,
}

impl Position {
    /// Before every row.
    const BEGINNING: Self = Self { tx: 0, id: 0 };

    fn of(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            tx: row.parse("at_tx")?,
            id: row.parse("at_id")?,
        })
    }

    fn parse(text: &str) -> Option<Self> {
        let (tx, id) = text.split_once('-')?;
        Some(Self {
            tx: tx.parse().ok()?,
            id: id.parse().ok()?,
        })
    }
}

/// Where a reader finds itself: all of one moment.
struct Bearings {
    epoch: String,
    /// The newest row that may be read.
    head: Position,
    /// No cursor of this epoch was ever given out beyond it. On PostgreSQL it lies ahead of `head`, which
    /// can step back for a moment: when a row was replaced by one that may not be read yet.
    bound: Position,
}

impl Bearings {
    async fn take(tx: &mut Transaction) -> Result<Self, StoreError> {
        let sql = match tx {
            Transaction::Sqlite(_) => {
                "SELECT epoch,
                        '0' AS at_tx,
                        (SELECT coalesce(max(id), 0) FROM journal) || '' AS at_id,
                        '1' AS next_tx
                 FROM installation"
            }
            Transaction::Postgres(_) => {
                "SELECT installation.epoch,
                        coalesce(head.tx::text, '0') AS at_tx,
                        coalesce(head.id, 0)::text AS at_id,
                        pg_snapshot_xmax(pg_current_snapshot())::text AS next_tx
                 FROM installation
                 LEFT JOIN LATERAL (
                     SELECT tx, id
                     FROM journal
                     WHERE tx < pg_snapshot_xmin(pg_current_snapshot())
                     ORDER BY tx DESC, id DESC
                     LIMIT 1
                 ) AS head ON true"
            }
        };
        let row = tx
            .row(sql, [])
            .await?
            .ok_or(StoreError::Damaged("installation"))?;
        let head = Position::of(&row)?;
        let bound = match tx {
            Transaction::Sqlite(_) => head,
            Transaction::Postgres(_) => Position {
                tx: row.parse("next_tx")?,
                id: 0,
            },
        };
        Ok(Self {
            epoch: row.get("epoch")?,
            head,
            bound,
        })
    }

    fn cursor(&self, position: Position) -> Result<Cursor, StoreError> {
        format!("{}.{}-{}", self.epoch, position.tx, position.id)
            .parse()
            .map_err(|_| StoreError::Damaged("epoch"))
    }

    fn position(&self, cursor: &Cursor) -> Result<Position, StoreError> {
        cursor
            .as_str()
            .split_once('.')
            .filter(|(epoch, _)| *epoch == self.epoch)
            .and_then(|(_, position)| Position::parse(position))
            .filter(|position| *position <= self.bound)
            .ok_or(StoreError::CursorExpired)
    }
}

/// Whose rows are read.
#[derive(Clone, Copy)]
enum Scope {
    Everything,
    Public,
}

/// At most `limit` rows after a position, oldest first, with what their subjects are now. That is what they
/// were when the row was written: each later change takes the row's place.
async fn rows_after(
    tx: &mut Transaction,
    scope: Scope,
    after: Position,
    limit: u32,
) -> Result<Vec<Row>, StoreError> {
    let scope = match scope {
        Scope::Everything => "",
        Scope::Public => "AND journal.topic <> 'report'",
    };
    let (position, readable, order) = match tx {
        Transaction::Sqlite(_) => (
            "'0' AS at_tx, journal.id || '' AS at_id",
            "journal.id > CAST($2 AS INTEGER)",
            "journal.id",
        ),
        Transaction::Postgres(_) => (
            "journal.tx::text AS at_tx, journal.id::text AS at_id",
            "(journal.tx, journal.id) > ($1::xid8, $2::bigint)
             AND journal.tx < pg_snapshot_xmin(pg_current_snapshot())",
            "journal.tx, journal.id",
        ),
    };
    // The limit is no parameter: SQLite prepares a statement anew whenever one is bound to LIMIT.
    let sql = format!(
        "SELECT {position}, frame, document, report_id,
                coalesce(report.revision, receipt.erased_revision) AS report_revision,
                report.category, report.district, report.assignee, {REFERRED}
         FROM journal
         LEFT JOIN publication ON journal.topic <> 'report' AND publication.number = journal.subject
         LEFT JOIN receipt ON journal.topic = 'report' AND receipt.number = journal.subject
         LEFT JOIN report ON report.number = receipt.number
         WHERE {readable} {scope}
         ORDER BY {order}
         LIMIT {limit}"
    );
    let values = [after.tx.to_string().into(), after.id.to_string().into()];
    tx.rows(AssertSqlSafe(sql), values).await
}

/// The public feed after a cursor. When nothing more is to be read, `next` is the head, so that a reader
/// that has everything holds the very cursor that heartbeats name.
pub(crate) async fn feed(
    tx: &mut Transaction,
    after: Option<&Cursor>,
    limit: u32,
) -> Result<FeedPage, StoreError> {
    let bearings = Bearings::take(tx).await?;
    let after = match after {
        Some(cursor) => bearings.position(cursor)?,
        None => Position::BEGINNING,
    };
    let limit = limit.max(1);
    let mut rows = rows_after(tx, Scope::Public, after, limit.saturating_add(1)).await?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next = match rows.last() {
        Some(last) if more => Position::of(last)?,
        _ => bearings.head.max(after),
    };
    Ok(FeedPage {
        items: rows.iter().map(feed_item).collect::<Result<_, _>>()?,
        next: bearings.cursor(next)?,
        more,
    })
}

fn feed_item<T: serde::de::DeserializeOwned>(row: &Row) -> Result<T, StoreError> {
    serde_json::from_str(&row.get::<String>("document")?)
        .map_err(|_| StoreError::Damaged("a document in the journal"))
}

/// Everything after a cursor.
pub(crate) async fn page(
    tx: &mut Transaction,
    after: &Cursor,
    limit: u32,
) -> Result<JournalPage, StoreError> {
    let bearings = Bearings::take(tx).await?;
    let after = bearings.position(after)?;
    let rows = rows_after(tx, Scope::Everything, after, limit).await?;
    let rows: Vec<JournalRow> = rows
        .iter()
        .map(|row| {
            Ok(JournalRow {
                cursor: bearings.cursor(Position::of(row)?)?,
                entry: entry(row)?,
            })
        })
        .collect::<Result<_, StoreError>>()?;
    let next = match rows.last() {
        Some(last) => last.cursor.clone(),
        None => bearings.cursor(after)?,
    };
    Ok(JournalPage { rows, next })
}

fn entry(row: &Row) -> Result<JournalEntry, StoreError> {
    let public = row
        .get::<Option<String>>("frame")?
        .zip(row.get::<Option<String>>("document")?);
    Ok(match public {
        Some((kind, json)) => JournalEntry::Public { kind, json },
        None => JournalEntry::Report {
            id: row.parse("report_id")?,
            revision: row.count("report_revision")?,
            belonging: belonging(row)?,
        },
    })
}

/// Whose the report of a row is to know of; none when it was erased.
fn belonging(row: &Row) -> Result<Option<Belonging>, StoreError> {
    if row.get::<Option<String>>("category")?.is_none() {
        return Ok(None);
    }
    belonging_of(row).map(Some)
}

/// The head of the journal.
pub(crate) async fn head(tx: &mut Transaction) -> Result<Cursor, StoreError> {
    let bearings = Bearings::take(tx).await?;
    bearings.cursor(bearings.head)
}
