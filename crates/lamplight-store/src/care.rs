//! Looking for damage.

use lamplight_protocol::alert::Alert;
use lamplight_protocol::event::Event;
use lamplight_protocol::limits::TRIALS_MAX;

use crate::database::{Database, Transaction};
use crate::error::StoreError;
use crate::model::CheckReport;
use crate::reports::export;
use crate::seal::KeyEncryptionKey;
use crate::{patrols, publication, sqlite, trials};

/// Problems that are listed; who has as many restores a backup.
const PROBLEMS_MAX: usize = 100;
/// Reports looked at in one transaction: a long one would hold back the WAL or the vacuum.
const REPORTS_AT_ONCE: u32 = 200;
/// Published documents looked at in one transaction.
const DOCUMENTS_AT_ONCE: u32 = 200;

/// Checks the engine's files, the rows' ties, and whether everything sealed opens.
pub(crate) async fn check(database: &Database, kek: &KeyEncryptionKey) -> Result<CheckReport, StoreError> {
    let mut found = CheckReport::default();
    let mut tx = database.begin_read().await?;
    if let Transaction::Sqlite(_) = tx {
        found.problems.extend(sqlite::check_engine(&mut tx).await?);
    }
    found.problems.extend(check_ties(&mut tx).await?);
    drop(tx);
    check_reports(database, kek, &mut found).await?;
    check_publications::<Alert>(database, &mut found).await?;
    check_publications::<Event>(database, &mut found).await?;
    check_patrols(database, kek, &mut found).await?;
    check_trials(database, &mut found).await?;
    found.problems.truncate(PROBLEMS_MAX);
    Ok(found)
}

/// Ties between tables that no foreign key can express: one sentence for each that is broken.
async fn check_ties(tx: &mut Transaction) -> Result<Vec<String>, StoreError> {
    const TIES: [(&str, &str); 3] = [
        (
            "have lost what was sealed in them",
            "SELECT count(*) AS broken
             FROM report
             WHERE NOT EXISTS (SELECT 1 FROM report_sealed WHERE report_sealed.number = report.number)",
        ),
        (
            "were neither erased nor are they there",
            "SELECT count(*) AS broken
             FROM receipt
             WHERE erased_at IS NULL
               AND NOT EXISTS (SELECT 1 FROM report WHERE report.number = receipt.number)",
        ),
        (
            "are missing in the journal",
            "SELECT count(*) AS broken
             FROM receipt
             WHERE NOT EXISTS (SELECT 1 FROM journal WHERE topic = 'report' AND subject = receipt.number)",
        ),
    ];
    let mut problems = Vec::new();
    for (what, sql) in TIES {
        let row = tx.row(sql, []).await?.ok_or(StoreError::Damaged("a count"))?;
        let broken: i64 = row.get("broken")?;
        if broken > 0 {
            problems.push(format!("{broken} reports {what}"));
        }
    }
    Ok(problems)
}

async fn check_reports(
    database: &Database,
    kek: &KeyEncryptionKey,
    found: &mut CheckReport,
) -> Result<(), StoreError> {
    let mut after = None;
    loop {
        let mut tx = database.begin_read().await?;
        let checked = export::check_page(&mut tx, kek, after, REPORTS_AT_ONCE).await?;
        let Some(last) = checked.last() else {
            return Ok(());
        };
        after = Some(last.id);
        found.reports += checked.len() as u64;
        found
            .problems
            .extend(checked.into_iter().filter_map(|report| report.problem));
        if found.problems.len() > PROBLEMS_MAX {
            return Ok(());
        }
    }
}

/// Reads every document of a kind.
async fn check_publications<P: publication::Publication>(
    database: &Database,
    found: &mut CheckReport,
) -> Result<(), StoreError> {
    let mut before = None;
    loop {
        let mut tx = database.begin_read().await?;
        match publication::page::<P>(&mut tx, before.as_ref(), DOCUMENTS_AT_ONCE).await {
            Ok((_, None)) => return Ok(()),
            Ok((_, next)) => before = next,
            Err(StoreError::Damaged(what)) => {
                found.problems.push(format!("{} list: {what}", P::TOPIC.as_str()));
                return Ok(());
            }
            Err(error) => return Err(error),
        }
    }
}

/// Opens every plan of walks and its log.
async fn check_patrols(
    database: &Database,
    kek: &KeyEncryptionKey,
    found: &mut CheckReport,
) -> Result<(), StoreError> {
    let mut before = None;
    loop {
        let mut tx = database.begin_read().await?;
        let (plans, next) = patrols::page(&mut tx, before.as_ref(), DOCUMENTS_AT_ONCE).await?;
        for plan in plans {
            match patrols::detail(&mut tx, kek, plan.id).await {
                Ok(_) => {}
                Err(StoreError::Damaged(what)) => {
                    found.problems.push(format!("plan of walks {}: {what}", plan.id));
                }
                Err(error) => return Err(error),
            }
        }
        if next.is_none() || found.problems.len() > PROBLEMS_MAX {
            return Ok(());
        }
        before = next;
    }
}

/// Reads every trial.
async fn check_trials(database: &Database, found: &mut CheckReport) -> Result<(), StoreError> {
    let mut tx = database.begin_read().await?;
    match trials::newest(&mut tx, TRIALS_MAX).await {
        Ok(_) => Ok(()),
        Err(StoreError::Damaged(what)) => {
            found.problems.push(what.to_owned());
            Ok(())
        }
        Err(error) => Err(error),
    }
}
