//! [`Audit`] on either engine.

use async_trait::async_trait;
use lamplight_protocol::time::TimestampMillis;

use crate::audit::{Audit, chain, list, prune, verify};
use crate::error::StoreError;
use crate::model::{
    Act, Actor, AuditFilter, AuditFinding, AuditHead, AuditPage, AuditRow, AuditState, Object,
};
use crate::store::SqlStore;

#[async_trait]
impl Audit for SqlStore {
    async fn record(
        &self,
        by: &Actor,
        act: Act,
        object: Object,
        at: TimestampMillis,
    ) -> Result<(), StoreError> {
        self.staff_write().await?.commit(by.did(act, object, at)).await
    }

    async fn chain_audit(&self, limit: u32) -> Result<Option<u32>, StoreError> {
        // Looked at first without the one writer of SQLite: mostly there is nothing to do.
        if chain::state(&mut self.read().await?).await?.unchained == 0 {
            return Ok(Some(0));
        }
        let mut tx = self.write().await?;
        let chained = chain::extend(&mut tx, &self.kek.audit_key(), limit).await?;
        tx.commit().await?;
        Ok(chained)
    }

    async fn prune_audit(
        &self,
        before: TimestampMillis,
        at: TimestampMillis,
        limit: u32,
    ) -> Result<Option<u32>, StoreError> {
        let mut tx = self.write().await?;
        let dropped = prune::drop_before(&mut tx, &self.kek.audit_key(), before, at, limit).await?;
        tx.commit().await?;
        Ok(dropped)
    }

    async fn audit_state(&self) -> Result<AuditState, StoreError> {
        chain::state(&mut self.read().await?).await
    }

    async fn audit(&self, filter: &AuditFilter) -> Result<AuditPage, StoreError> {
        list::page(&mut self.read().await?, filter).await
    }

    async fn audit_after(&self, position: i64, limit: u32) -> Result<Vec<AuditRow>, StoreError> {
        list::after(&mut self.read().await?, position, limit).await
    }

    async fn verify_audit(&self, earlier: Option<&AuditHead>) -> Result<AuditFinding, StoreError> {
        verify::verify(&mut self.read().await?, &self.kek.audit_key(), earlier).await
    }
}
