//! What only one instance may do at a time.

use crate::database::Transaction;
use crate::error::StoreError;

/// Something that is led. The number is the key of PostgreSQL's advisory lock, which is of this database alone;
/// it never changes, because instances of two versions may run side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lead {
    /// The chain of the audit.
    Audit = 1,
    /// Forgetting what is past keeping.
    Retention = 2,
    /// Sending alerts whose time has come.
    Alerts = 3,
    /// Reminding people of what waits.
    Reminders = 4,
    /// Planning trials, of which one is under way at a time.
    Trials = 5,
}

/// Whether this transaction leads. It does until it ends, so that a leader who is cut off leaves nothing
/// behind. SQLite has one writer, who always leads.
pub(crate) async fn lead(tx: &mut Transaction, what: Lead) -> Result<bool, StoreError> {
    if matches!(tx, Transaction::Sqlite(_)) {
        return Ok(true);
    }
    let row = tx
        .row(
            "SELECT CASE WHEN pg_try_advisory_xact_lock($1) THEN 1 ELSE 0 END::bigint AS leads",
            [(what as i64).into()],
        )
        .await?
        .ok_or(StoreError::Damaged("an advisory lock"))?;
    row.flag("leads")
}

/// Leads, after whoever does so now.
pub(crate) async fn wait_to_lead(tx: &mut Transaction, what: Lead) -> Result<(), StoreError> {
    if matches!(tx, Transaction::Postgres(_)) {
        tx.execute("SELECT pg_advisory_xact_lock($1)", [(what as i64).into()])
            .await?;
    }
    Ok(())
}
