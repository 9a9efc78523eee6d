//! What has waited too long: which of it nobody was reminded of yet, and how much it is in all.

use lamplight_protocol::time::TimestampMillis;
use serde::Deserialize;
use sqlx::AssertSqlSafe;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::model::Waiting;
use crate::reports::list::overdue;
use crate::reports::receipt::Number;
use crate::value::{Row, Value};

/// Things of a kind in one reminder. Of more, people are reminded in the next.
const COUNTED_MAX: u32 = 1_000;

/// Things of which nobody was reminded since they began to wait.
pub(super) struct Due {
    reports: Vec<Number>,
    proposals: Vec<Unsettled>,
    reviews: Vec<Unsettled>,
}

/// An alert that waits for somebody.
struct Unsettled {
    number: i64,
    /// The revision at which it began to.
    since: u32,
    /// The one of which people were reminded.
    reminded: Option<i64>,
}

impl Unsettled {
    fn of(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            number: row.get("number")?,
            since: row.count("since")?,
            reminded: row.get("reminded")?,
        })
    }

    fn is_new(&self) -> bool {
        self.reminded != Some(self.since.into())
    }
}

/// What is needed of a plan.
#[derive(Deserialize)]
struct Approval {
    approve_by: Option<TimestampMillis>,
}

/// What began to wait too long.
pub(super) async fn find(tx: &mut Transaction, now: TimestampMillis) -> Result<Due, StoreError> {
    let news = |mut unsettled: Vec<Unsettled>| {
        unsettled.retain(Unsettled::is_new);
        unsettled
    };
    Ok(Due {
        reports: unanswered(tx, now).await?,
        proposals: news(proposals(tx, now).await?),
        reviews: news(reviews(tx).await?),
    })
}

/// How much waits too long, whether people were reminded of it or not.
pub(super) async fn waiting(tx: &mut Transaction, now: TimestampMillis) -> Result<Waiting, StoreError> {
    let mut values = Vec::new();
    let sql = format!(
        "SELECT count(*) AS reports FROM report WHERE ended_at IS NULL AND {}",
        overdue(now, &mut values)
    );
    let rows = tx.rows(AssertSqlSafe(sql), values).await?;
    let row = rows.first().ok_or(StoreError::Damaged("a count"))?;
    Ok(Waiting {
        reports: row.count("reports")?,
        proposals: size_of(&proposals(tx, now).await?),
        reviews: size_of(&reviews(tx).await?),
    })
}

fn size_of<T>(things: &[T]) -> u32 {
    u32::try_from(things.len()).unwrap_or(u32::MAX)
}

async fn unanswered(tx: &mut Transaction, now: TimestampMillis) -> Result<Vec<Number>, StoreError> {
    let mut values = Vec::new();
    let overdue = overdue(now, &mut values);
    values.push(COUNTED_MAX.into());
    let sql = format!(
        "SELECT number
         FROM report
         WHERE ended_at IS NULL AND {overdue} AND (reminded_due_at IS NULL OR reminded_due_at <> due_at)
         ORDER BY due_at
         LIMIT $2"
    );
    tx.rows(AssertSqlSafe(sql), values)
        .await?
        .iter()
        .map(|row| row.get("number"))
        .collect()
}

/// Alerts that wait for a second person, and have not waited so long that they would have to be proposed anew.
async fn proposals(tx: &mut Transaction, now: TimestampMillis) -> Result<Vec<Unsettled>, StoreError> {
    let rows = tx
        .rows(
            "SELECT number, plan, reminded_proposal AS reminded,
                    (SELECT max(alert_step.revision) FROM alert_step
                     WHERE alert_step.number = alert.number AND kind = 'proposed') AS since
             FROM alert
             WHERE plan_state = 'awaiting_approval'
             ORDER BY number
             LIMIT $1",
            [COUNTED_MAX.into()],
        )
        .await?;
    let mut waiting = Vec::new();
    for row in &rows {
        let plan: Approval =
            serde_json::from_str(&row.get::<String>("plan")?).map_err(|_| StoreError::Damaged("plan"))?;
        if plan.approve_by.is_some_and(|until| until > now) {
            waiting.push(Unsettled::of(row)?);
        }
    }
    Ok(waiting)
}

/// Alerts that one person sent alone, and that nobody has reviewed.
async fn reviews(tx: &mut Transaction) -> Result<Vec<Unsettled>, StoreError> {
    tx.rows(
        "SELECT number, reminded_review AS reminded,
                (SELECT max(alert_step.revision) FROM alert_step
                 WHERE alert_step.number = alert.number AND kind = 'sent_alone') AS since
         FROM alert
         WHERE alone_by IS NOT NULL
         ORDER BY number
         LIMIT $1",
        [COUNTED_MAX.into()],
    )
    .await?
    .iter()
    .map(Unsettled::of)
    .collect()
}

impl Due {
    pub(super) fn is_empty(&self) -> bool {
        self.reports.is_empty() && self.proposals.is_empty() && self.reviews.is_empty()
    }

    /// Writes that people are reminded of these, and tells how many they are.
    pub(super) async fn mark(&self, tx: &mut Transaction) -> Result<Waiting, StoreError> {
        let reports = self.mark_reports(tx).await?;
        for alert in &self.proposals {
            tx.execute_one(
                "UPDATE alert SET reminded_proposal = $2 WHERE number = $1",
                [alert.number.into(), alert.since.into()],
            )
            .await?;
        }
        for alert in &self.reviews {
            tx.execute_one(
                "UPDATE alert SET reminded_review = $2 WHERE number = $1",
                [alert.number.into(), alert.since.into()],
            )
            .await?;
        }
        Ok(Waiting {
            reports,
            proposals: size_of(&self.proposals),
            reviews: size_of(&self.reviews),
        })
    }

    async fn mark_reports(&self, tx: &mut Transaction) -> Result<u32, StoreError> {
        if self.reports.is_empty() {
            return Ok(0);
        }
        // One that somebody is changing at this moment is being answered, most likely; if not, the next reminder
        // counts it. To wait for it would be to wait for whatever else that transaction waits for.
        let passing_over = match tx {
            Transaction::Sqlite(_) => "",
            Transaction::Postgres(_) => "FOR UPDATE SKIP LOCKED",
        };
        let sql = format!(
            "UPDATE report
             SET reminded_due_at = due_at
             WHERE number IN (SELECT number FROM report WHERE number {} {passing_over})
             RETURNING number",
            tx.is_one_of()
        );
        let numbers = self.reports.iter().map(|number| (*number).into());
        let marked = tx
            .rows(AssertSqlSafe(sql), [Value::Many(numbers.collect())])
            .await?;
        Ok(size_of(&marked))
    }
}
