//! [`Analyses`] on either engine.

use async_trait::async_trait;
use lamplight_protocol::api::{BackTest, RiskMap};
use lamplight_protocol::time::TimestampMillis;
use serde::Serialize;

use crate::analyses::{self, Analyses, NewResult};
use crate::database::Transaction;
use crate::error::StoreError;
use crate::model::{
    Act, Actor, AnalysisKind, AnalysisTurn, ImportTarget, ImportedIncident, IncidentCategory, IncidentMark,
    IncidentPage, IncidentSource, KeptStreets, Object, ReportedPage, ReportedQuery,
};
use crate::store::SqlStore;

impl SqlStore {
    async fn keep_result<T: Serialize + Sync>(&self, new: &NewResult<'_, T>) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        analyses::keep(&mut tx, new).await?;
        tx.commit().await
    }

    /// Commits what forgets so many incidents, and sees to it that they leave the files.
    async fn commit_deletion(&self, tx: Transaction, forgotten: u64) -> Result<u64, StoreError> {
        if forgotten > 0 {
            self.database.will_delete();
        }
        tx.commit().await?;
        if forgotten > 0 {
            self.database.forget_deleted().await?;
        }
        Ok(forgotten)
    }
}

#[async_trait]
impl Analyses for SqlStore {
    async fn begin_import(
        &self,
        source: &str,
        by: &Actor,
        at: TimestampMillis,
    ) -> Result<ImportTarget, StoreError> {
        let mut tx = self.staff_write().await?;
        let target = analyses::begin(&mut tx, source).await?;
        tx.commit(by.did(Act::IncidentsImport, Object::Deployment, at))
            .await?;
        Ok(target)
    }

    async fn import_incidents(
        &self,
        target: ImportTarget,
        incidents: &[ImportedIncident],
    ) -> Result<u64, StoreError> {
        let mut tx = self.write().await?;
        let added = analyses::import(&mut tx, target, incidents).await?;
        tx.commit().await?;
        Ok(added)
    }

    async fn end_import(&self, target: ImportTarget, at: TimestampMillis) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        analyses::end(&mut tx, target, at).await?;
        tx.commit().await
    }

    async fn incident_categories(&self) -> Result<Vec<IncidentCategory>, StoreError> {
        analyses::categories(&mut self.read().await?).await
    }

    async fn incidents(&self, after: IncidentMark, limit: u32) -> Result<IncidentPage, StoreError> {
        analyses::page(&mut self.read().await?, after, limit).await
    }

    async fn forget_results(&self, before: TimestampMillis) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        analyses::forget_results(&mut tx, before).await?;
        tx.commit().await
    }

    async fn forget_incidents(&self, before: TimestampMillis, limit: u32) -> Result<u64, StoreError> {
        let mut tx = self.write().await?;
        let forgotten = analyses::forget(&mut tx, before, limit).await?;
        self.commit_deletion(tx, forgotten).await
    }

    async fn incident_sources(&self) -> Result<Vec<IncidentSource>, StoreError> {
        analyses::sources(&mut self.read().await?).await
    }

    async fn begin_forgetting(
        &self,
        source: &str,
        by: &Actor,
        at: TimestampMillis,
    ) -> Result<bool, StoreError> {
        let mut tx = self.staff_write().await?;
        let is_there = analyses::begin_forgetting(&mut tx, source).await?;
        if is_there {
            tx.commit(by.did(Act::IncidentsForget, Object::Deployment, at))
                .await?;
        }
        Ok(is_there)
    }

    async fn forget_source(&self, source: &str, limit: u32) -> Result<u64, StoreError> {
        let mut tx = self.write().await?;
        let forgotten = analyses::forget_of(&mut tx, source, limit).await?;
        self.commit_deletion(tx, forgotten).await
    }

    async fn reported_incidents(
        &self,
        query: &ReportedQuery<'_>,
        after: Option<i64>,
    ) -> Result<ReportedPage, StoreError> {
        analyses::reported(&mut self.read().await?, &self.kek, query, after).await
    }

    async fn first_received_at(&self) -> Result<Option<TimestampMillis>, StoreError> {
        analyses::first_received_at(&mut self.read().await?).await
    }

    async fn keep_streets(&self, streets: &KeptStreets, by: &Actor) -> Result<(), StoreError> {
        let mut tx = self.staff_write().await?;
        analyses::keep_streets(&mut tx, streets).await?;
        tx.commit(by.did(Act::StreetsKeep, Object::Deployment, streets.kept_at))
            .await
    }

    async fn streets(&self) -> Result<Option<KeptStreets>, StoreError> {
        analyses::kept_streets(&mut self.read().await?).await
    }

    async fn begin_analysis(
        &self,
        kind: AnalysisKind,
        now: TimestampMillis,
        until: TimestampMillis,
    ) -> Result<bool, StoreError> {
        let mut tx = self.write().await?;
        let begun = analyses::begin_turn(&mut tx, kind, now, until).await?;
        tx.commit().await?;
        Ok(begun)
    }

    async fn make_analyses_due(&self, at: TimestampMillis) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        analyses::make_due(&mut tx, at).await?;
        tx.commit().await
    }

    async fn keep_risk_map(&self, map: &RiskMap, turn: &AnalysisTurn) -> Result<(), StoreError> {
        self.keep_result(&NewResult {
            kind: AnalysisKind::RiskMap,
            made_at: map.made_at,
            method: map.method,
            document: map,
            turn,
        })
        .await
    }

    async fn risk_map(&self) -> Result<Option<RiskMap>, StoreError> {
        analyses::latest(&mut self.read().await?, AnalysisKind::RiskMap).await
    }

    async fn keep_back_test(&self, test: &BackTest, turn: &AnalysisTurn) -> Result<(), StoreError> {
        self.keep_result(&NewResult {
            kind: AnalysisKind::BackTest,
            made_at: test.made_at,
            method: test.method,
            document: test,
            turn,
        })
        .await
    }

    async fn back_test(&self) -> Result<Option<BackTest>, StoreError> {
        analyses::latest(&mut self.read().await?, AnalysisKind::BackTest).await
    }
}
