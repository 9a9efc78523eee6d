//! Which month is told when.

use chrono::Months;
use lamplight_analysis::publication::Month;
use lamplight_protocol::api::NextMonth;
use lamplight_protocol::area::Area;
use lamplight_protocol::time::TimestampMillis;
use lamplight_store::{Store, StoreError};

use super::MONTHS_TOLD;
use super::month::{self, MadeMonth, millis, moment};

/// How long it is kept what was told of a month, in months: five years, to see what lasts.
const KEPT_MONTHS: u32 = 60;

/// Tells of every month that may be told by now and was not yet, and says how many those were. When several instances
/// are at it, each month is told by one of them.
///
/// # Errors
/// [`StoreError`]: what was told so far stays, and the rest is still due.
pub(crate) async fn tell_due(
    store: &dyn Store,
    area: &Area,
    now: TimestampMillis,
) -> Result<u32, StoreError> {
    let mut told = 0;
    for month in due(store, now).await? {
        let made = month::make(store, area, month, now).await?;
        told += u32::from(store.tell_month(&made.told.close()?).await?);
    }
    if let Some(before) = moment(now).checked_sub_months(Months::new(KEPT_MONTHS)) {
        store.forget_told_months(millis(before)).await?;
    }
    Ok(told)
}

/// The months that are due, the oldest first: no more than are told of at once.
async fn due(store: &dyn Store, now: TimestampMillis) -> Result<Vec<Month>, StoreError> {
    let mut month = first_untold(store).await?;
    let mut due = Vec::new();
    while let Some(publishable) = month.filter(|month| month.is_publishable(moment(now))) {
        due.push(publishable);
        month = publishable.next();
    }
    let surplus = due.len().saturating_sub(MONTHS_TOLD as usize);
    Ok(due.split_off(surplus))
}

/// The month after the newest that was told; at the beginning that of the first report.
async fn first_untold(store: &dyn Store) -> Result<Option<Month>, StoreError> {
    if let Some(newest) = store.told_months(1).await?.first() {
        return Ok(Month::of(moment(newest.begins_at)).next());
    }
    let first = store.first_report_at().await?;
    Ok(first.map(|at| Month::of(moment(at))))
}

/// The month that is told next, as it would be told now: that which is over and waits for its time, else that of now.
///
/// # Errors
/// [`StoreError`] when its reports cannot be counted.
pub(crate) async fn next_month(
    store: &dyn Store,
    area: &Area,
    now: TimestampMillis,
) -> Result<NextMonth, StoreError> {
    let next = first_untold(store).await?;
    let month = next.unwrap_or_else(|| Month::of(moment(now)));
    let publishable_at = month.publishable_at().ok_or(StoreError::Damaged("calendar"))?;
    let MadeMonth { told, counts } = month::make(store, area, month, now).await?;
    Ok(NextMonth {
        publishable_at: millis(publishable_at),
        preview: told.figures,
        places: told.places,
        reports: counts.reports,
        categories: counts.categories,
    })
}
