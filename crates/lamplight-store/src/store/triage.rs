//! [`Triage`] on either engine.

use async_trait::async_trait;
use lamplight_protocol::api::{DeskCounts, OutcomeCount, ReplyTemplate, ReportSummary, SimilarReport};
use lamplight_protocol::ids::{ReportId, StaffId};
use lamplight_protocol::limits::PAGE_ITEMS_MAX;
use lamplight_protocol::report::Category;
use lamplight_protocol::time::TimestampMillis;

use crate::error::StoreError;
use crate::model::{
    Belonging, OpenReportsHeld, Reach, ReportFilter, StaffOperation, StaffWrite, TemplateChange,
};
use crate::reports::{counts, list, marks, reach, staff};
use crate::store::SqlStore;
use crate::templates;
use crate::triage::Triage;

#[async_trait]
impl Triage for SqlStore {
    async fn desk_counts(
        &self,
        reach: &Reach,
        urgent: &[Category],
        now: TimestampMillis,
    ) -> Result<DeskCounts, StoreError> {
        counts::desk(&mut self.read().await?, reach, urgent, now).await
    }

    async fn belonging(&self, reach: &Reach, id: ReportId) -> Result<Option<Belonging>, StoreError> {
        reach::belonging(&mut self.read().await?, reach, id).await
    }

    async fn answer_report_again(&self, write: &StaffOperation) -> Result<Option<StaffWrite>, StoreError> {
        staff::answer_again(&mut self.read().await?, write).await
    }

    async fn mark_read(
        &self,
        reach: &Reach,
        reader: StaffId,
        id: ReportId,
        revision: Option<u32>,
    ) -> Result<bool, StoreError> {
        let mut tx = self.write().await?;
        let Some(report) = reach::number(&mut tx, reach, id).await? else {
            return Ok(false);
        };
        match revision {
            Some(revision) => marks::set(&mut tx, report, reader, revision).await?,
            None => marks::forget(&mut tx, report, reader).await?,
        }
        tx.commit().await?;
        Ok(true)
    }

    async fn similar_reports(
        &self,
        reach: &Reach,
        id: ReportId,
    ) -> Result<Option<Vec<SimilarReport>>, StoreError> {
        if self.belonging(reach, id).await?.is_none() {
            return Ok(None);
        }
        let likest = self
            .open_reports
            .like(&self.database, &self.kek, reach, id)
            .await?;
        let filter = ReportFilter {
            ids: Some(likest.iter().map(|likeness| likeness.id).collect()),
            limit: PAGE_ITEMS_MAX,
            ..ReportFilter::default()
        };
        let mut tx = self.read().await?;
        let mut summaries = list::list(&mut tx, &self.kek, reach, &filter, None)
            .await?
            .reports;
        let mut summary_of = |id: ReportId| -> Option<ReportSummary> {
            let place = summaries.iter().position(|summary| summary.id == id)?;
            Some(summaries.swap_remove(place))
        };
        let similar = likest.iter().filter_map(|likeness| {
            Some(SimilarReport {
                report: summary_of(likeness.id)?,
                score: likeness.score,
                distance_m: likeness.distance_m,
                minutes_apart: likeness.minutes_apart,
                same_category: likeness.same_category,
            })
        });
        Ok(Some(similar.collect()))
    }

    async fn outcomes(
        &self,
        reach: &Reach,
        from: TimestampMillis,
        to: TimestampMillis,
    ) -> Result<Vec<OutcomeCount>, StoreError> {
        counts::outcomes(&mut self.read().await?, reach, from, to).await
    }

    async fn hold_open_reports(&self) -> Result<OpenReportsHeld, StoreError> {
        self.open_reports.size(&self.database, &self.kek).await
    }

    async fn templates(&self) -> Result<Vec<ReplyTemplate>, StoreError> {
        templates::all(&mut self.read().await?).await
    }

    async fn change_template(&self, change: &TemplateChange) -> Result<StaffWrite, StoreError> {
        let mut tx = self.staff_write().await?;
        let change = templates::change(&mut tx, change).await?;
        tx.settle(change).await
    }
}
