//! "You said, we did": what was done because residents asked for it, told in the thread of each report that did.

use lamplight_protocol::ids::NewsId;
use lamplight_protocol::news::News;
use lamplight_protocol::status::Status;
use lamplight_protocol::thread::EntryContent;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::model::StaffWrite;
use crate::publication;
use crate::reports::under_change::ReportUnderChange;

/// Tells it, and counts the report; the answer when that may not be, or was done before.
pub(crate) async fn tell(
    tx: &mut Transaction,
    report: &mut ReportUnderChange,
    news: NewsId,
) -> Result<Option<StaffWrite>, StoreError> {
    let item: Option<News> = publication::one(tx, news.to_string()).await?;
    if !item.is_some_and(|item| item.content.initiative) {
        return Ok(Some(StaffWrite::NoSuchInitiative));
    }
    // Whoever took a report back asks for nothing any more.
    if report.status == Status::Withdrawn {
        return Ok(Some(StaffWrite::Over));
    }
    let told = tx.row(
        "SELECT 1 AS told FROM thread_entry WHERE number = $1 AND news = $2",
        [report.number.into(), news.into()],
    );
    if told.await?.is_some() {
        return Ok(Some(StaffWrite::Done {
            revision: report.revision,
            repeated: true,
        }));
    }
    report.add(tx, EntryContent::Initiative { news }).await?;
    if !report.is_practice {
        count(tx, news).await?;
    }
    Ok(None)
}

async fn count(tx: &mut Transaction, news: NewsId) -> Result<(), StoreError> {
    tx.execute_one(
        "INSERT INTO initiative (news, reports) VALUES ($1, 1)
         ON CONFLICT (news) DO UPDATE SET reports = initiative.reports + 1",
        [news.into()],
    )
    .await
}
