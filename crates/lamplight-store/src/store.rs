//! The one implementation of [`Store`], on either engine. Each method opens a transaction, lets the room in
//! charge do the work, and commits only what is to stay.

mod alerts;
mod analyses;
mod audit;
mod news;
mod passkeys;
mod patrols;
mod people;
mod photos;
mod pictures;
mod presence;
mod reminders;
mod retention;
mod rsvps;
mod told;
mod triage;
mod trials;

use std::path::Path;

use async_trait::async_trait;
use lamplight_protocol::api::{Cursor, FeedPage, ReportDetail, ReportsPage};
use lamplight_protocol::event::Event;
use lamplight_protocol::ids::{EventId, ReportId, StaffId};
use lamplight_protocol::thread::ThreadChanges;
use lamplight_protocol::time::TimestampMillis;

use crate::audit::StaffTransaction;
use crate::audit::record::Change;
use crate::database::{Database, Transaction};
use crate::error::StoreError;
use crate::model::{
    Acceptance, Act, Actor, CheckReport, Connections, Disclosed, Disclosing, Erasure, EventChange,
    ExportedReport, Hash, IncomingReport, JournalPage, NamedReport, NewToken, Object, OpenedThread, Reach,
    ReportFilter, ResidentOperation, StaffAction, StaffOperation, StaffWrite, ThreadClaim, Token,
};
use crate::reports::open::{Found, OpenReports};
use crate::reports::{accept, desk, disclose, erase, export, find, list, receipt, resident, staff, threads};
use crate::seal::KeyEncryptionKey;
use crate::{Doorbell, Store, access, care, events, installation, journal, publication};

/// An open database and the key that opens what is sealed in it.
pub(crate) struct SqlStore {
    database: Database,
    kek: KeyEncryptionKey,
    open_reports: OpenReports,
}

impl SqlStore {
    /// Opens a database with the secrets that belong to it.
    pub(crate) async fn open(url: &str, kek: &KeyEncryptionKey) -> Result<Self, StoreError> {
        let database = Database::open(url).await?;
        let mut tx = database.begin_write().await?;
        installation::claim(&mut tx, kek).await?;
        tx.commit().await?;
        Ok(Self {
            database,
            kek: kek.clone(),
            open_reports: OpenReports::default(),
        })
    }

    /// Refuses a database that was filled from a dump and not told so.
    pub(crate) async fn check_restored(&self) -> Result<(), StoreError> {
        installation::check_restored(&mut self.database.begin_read().await?).await
    }

    async fn read(&self) -> Result<Transaction, StoreError> {
        self.database.begin_read().await
    }

    /// A transaction that residents, or the server by itself, change something in.
    async fn write(&self) -> Result<Transaction, StoreError> {
        self.database.begin_write().await
    }

    /// A transaction that somebody of the patrol changes something in: it leaves a row in the audit.
    async fn staff_write(&self) -> Result<StaffTransaction, StoreError> {
        Ok(StaffTransaction::of(self.database.begin_write().await?))
    }

    /// The open reports within reach that have these words, and the one whose reference they are.
    async fn find(&self, reach: &Reach, words: &str) -> Result<Found, StoreError> {
        let mut found = self
            .open_reports
            .with_words(&self.database, &self.kek, reach, words)
            .await?;
        let named = find::numbers(&mut self.read().await?, words).await?;
        found.numbers.extend(named);
        Ok(found)
    }
}

/// Commits what was newly accepted; anything else has left nothing to keep.
async fn settle(tx: Transaction, answer: Acceptance) -> Result<Acceptance, StoreError> {
    if let Acceptance::Accepted { repeated: false, .. } = answer {
        tx.commit().await?;
    }
    Ok(answer)
}

#[async_trait]
impl Store for SqlStore {
    async fn accept_reports(&self, reports: &[IncomingReport]) -> Result<Vec<Acceptance>, StoreError> {
        let batch = accept::Batch::seal(&self.kek, reports)?;
        let mut tx = self.write().await?;
        let answers = batch.keep(&mut tx).await?;
        tx.commit().await?;
        Ok(answers)
    }

    async fn answer_again(
        &self,
        id: ReportId,
        receipt_hash: &Hash,
        body_hash: &Hash,
    ) -> Result<Option<Acceptance>, StoreError> {
        let receipt = receipt::known(&mut self.read().await?, id).await?;
        Ok(receipt.map(|receipt| receipt.answer_again(receipt_hash, body_hash)))
    }

    async fn accept_operation(&self, operation: &ResidentOperation) -> Result<Acceptance, StoreError> {
        let mut tx = self.write().await?;
        let answer = resident::operate(&mut tx, &self.kek, operation).await?;
        settle(tx, answer).await
    }

    async fn erase_report(&self, erasure: &Erasure) -> Result<Acceptance, StoreError> {
        let mut tx = self.write().await?;
        let answer = erase::erase(&mut tx, &self.kek, erasure).await?;
        if let Acceptance::Accepted { repeated: false, .. } = answer {
            self.database.will_delete();
        }
        let answer = settle(tx, answer).await?;
        // After a repeated one too: the first may have been cut off between its commit and this.
        if let Acceptance::Accepted { .. } = answer {
            self.database.forget_deleted().await?;
        }
        Ok(answer)
    }

    async fn thread_changes(&self, claims: &[ThreadClaim]) -> Result<Vec<ThreadChanges>, StoreError> {
        threads::changes(&mut self.read().await?, &self.kek, claims).await
    }

    async fn reports_named(&self, reference: &str) -> Result<Vec<NamedReport>, StoreError> {
        find::named(&mut self.read().await?, reference).await
    }

    async fn opened_by(&self, claims: &[ThreadClaim]) -> Result<Vec<OpenedThread>, StoreError> {
        threads::opened(&mut self.read().await?, claims).await
    }

    async fn feed(&self, after: Option<&Cursor>, limit: u32) -> Result<FeedPage, StoreError> {
        journal::feed(&mut self.read().await?, after, limit).await
    }

    async fn journal(&self, after: &Cursor, limit: u32) -> Result<JournalPage, StoreError> {
        journal::page(&mut self.read().await?, after, limit).await
    }

    async fn head(&self) -> Result<Cursor, StoreError> {
        journal::head(&mut self.read().await?).await
    }

    async fn doorbell(&self) -> Result<Option<Doorbell>, StoreError> {
        self.database.doorbell().await
    }

    async fn ring(&self) -> Result<(), StoreError> {
        self.database.ring().await
    }

    async fn reports(&self, reach: &Reach, filter: &ReportFilter) -> Result<ReportsPage, StoreError> {
        let found = match &filter.words {
            None => None,
            Some(words) => Some(self.find(reach, words).await?),
        };
        list::list(&mut self.read().await?, &self.kek, reach, filter, found.as_ref()).await
    }

    async fn report(&self, reach: &Reach, id: ReportId) -> Result<Option<ReportDetail>, StoreError> {
        desk::detail(&mut self.read().await?, &self.kek, reach, id).await
    }

    async fn disclose(&self, asked: &Disclosing) -> Result<Disclosed, StoreError> {
        let mut tx = self.staff_write().await?;
        Ok(match disclose::disclose(&mut tx, &self.kek, asked).await? {
            disclose::Found::Nothing => Disclosed::NotFound,
            disclose::Found::Conflict => Disclosed::Conflict,
            disclose::Found::This { given, record } => {
                tx.commit(*record).await?;
                Disclosed::Given(given)
            }
        })
    }

    async fn change_report(&self, write: &StaffOperation) -> Result<StaffWrite, StoreError> {
        let mut tx = self.staff_write().await?;
        let change = staff::operate(&mut tx, &self.kek, write).await?;
        if !matches!(write.action, StaffAction::Redact(_)) {
            return tx.settle(change).await;
        }
        if let Change::Done { .. } = change {
            self.database.will_delete();
        }
        let answer = tx.settle(change).await?;
        // As after an erasure.
        if let StaffWrite::Done { .. } = answer {
            self.database.forget_deleted().await?;
        }
        Ok(answer)
    }

    async fn change_event(&self, change: &EventChange) -> Result<StaffWrite, StoreError> {
        let mut tx = self.staff_write().await?;
        let change = events::change(&mut tx, change).await?;
        tx.settle(change).await
    }

    async fn answer_event_again(&self, change: &EventChange) -> Result<Option<StaffWrite>, StoreError> {
        events::answer_again(&mut self.read().await?, change).await
    }

    async fn event(&self, id: EventId) -> Result<Option<Event>, StoreError> {
        publication::one(&mut self.read().await?, id.to_string()).await
    }

    async fn events(
        &self,
        before: Option<&Cursor>,
        limit: u32,
    ) -> Result<(Vec<Event>, Option<Cursor>), StoreError> {
        publication::page(&mut self.read().await?, before, limit).await
    }

    async fn create_token(&self, token: &NewToken) -> Result<(), StoreError> {
        let mut tx = self.staff_write().await?;
        access::create_token(&mut tx, token).await?;
        let record = token
            .by
            .did(Act::TokenCreate, Object::Token(token.id), token.created_at);
        tx.commit(record).await
    }

    async fn tokens(&self) -> Result<Vec<Token>, StoreError> {
        access::tokens(&mut self.read().await?).await
    }

    async fn revoke_token(&self, id: StaffId, by: &Actor, at: TimestampMillis) -> Result<bool, StoreError> {
        let mut tx = self.staff_write().await?;
        if access::revoke_token(&mut tx, id, at).await? {
            tx.commit(by.did(Act::TokenRevoke, Object::Token(id), at)).await?;
            return Ok(true);
        }
        access::is_token(&mut tx, id).await
    }

    async fn token_by_hash(&self, hash: &Hash) -> Result<Option<Token>, StoreError> {
        access::token_by_hash(&mut self.read().await?, hash).await
    }

    async fn export_reports(
        &self,
        after: Option<ReportId>,
        limit: u32,
    ) -> Result<Vec<ExportedReport>, StoreError> {
        export::page(&mut self.read().await?, &self.kek, after, limit).await
    }

    async fn check(&self) -> Result<CheckReport, StoreError> {
        care::check(&self.database, &self.kek).await
    }

    async fn begin_epoch(&self, by: &Actor, at: TimestampMillis) -> Result<(), StoreError> {
        let mut tx = self.staff_write().await?;
        installation::begin_epoch(&mut tx).await?;
        tx.commit(by.did(Act::DeploymentRestore, Object::Deployment, at))
            .await
    }

    async fn snapshot(&self, file: &Path) -> Result<(), StoreError> {
        self.database.snapshot(file).await
    }

    fn connections(&self) -> Connections {
        self.database.connections()
    }

    async fn close(&self) {
        self.database.close().await;
    }
}
