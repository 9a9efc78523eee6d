//! The audit: every change by the patrol leaves a row, in the transaction of the change.
//!
//! [`StaffTransaction`] sees to that: it is committed with what is to be recorded, and in no other way.
//!
//! A row is first kept in `audit_tail`, so that no writer waits for another. One leader at a time moves the
//! rows from there to `audit`, in the order of their commits, and ties each to the one before it by a keyed
//! hash ([`chain`]). Nothing is ever changed there, and only the oldest rows are ever dropped ([`prune`]).

pub(crate) mod chain;
pub(crate) mod list;
pub(crate) mod prune;
pub(crate) mod record;
pub(crate) mod verify;

use async_trait::async_trait;
use lamplight_protocol::time::TimestampMillis;

use crate::error::StoreError;
use crate::model::{
    Act, Actor, AuditFilter, AuditFinding, AuditHead, AuditPage, AuditRow, AuditState, Object,
};

pub(crate) use self::record::StaffTransaction;

/// What the server asks of its memory about the audit. As for [`crate::Store`], each method is one transaction.
#[async_trait]
pub trait Audit: Send + Sync {
    /// Keeps that something was read or taken out which is not to be read unseen. To be asked before it is
    /// given.
    async fn record(
        &self,
        by: &Actor,
        act: Act,
        object: Object,
        at: TimestampMillis,
    ) -> Result<(), StoreError>;
    /// Chains at most `limit` rows of the tail, and tells how many. None when another instance is at it.
    async fn chain_audit(&self, limit: u32) -> Result<Option<u32>, StoreError>;
    /// Drops at most `limit` rows of before a time, the oldest first, and tells how many. The chain can be
    /// verified from there on. None when another instance is at it.
    async fn prune_audit(
        &self,
        before: TimestampMillis,
        at: TimestampMillis,
        limit: u32,
    ) -> Result<Option<u32>, StoreError>;
    /// Where the audit stands.
    async fn audit_state(&self) -> Result<AuditState, StoreError>;
    /// Chained rows, newest first.
    async fn audit(&self, filter: &AuditFilter) -> Result<AuditPage, StoreError>;
    /// Chained rows after a position, in the order of the chain.
    async fn audit_after(&self, position: i64, limit: u32) -> Result<Vec<AuditRow>, StoreError>;
    /// Looks at every row and every tie; also whether the chain still holds an earlier end of itself.
    async fn verify_audit(&self, earlier: Option<&AuditHead>) -> Result<AuditFinding, StoreError>;
}
