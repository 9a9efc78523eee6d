//! The patrol server's memory: the only SQL of the server.
//!
//! [`Store`] has one method for each use-case, and each method is one transaction. No transaction and no
//! connection leaves this crate. Two engines, SQLite and PostgreSQL, keep the same promises, which one
//! conformance suite checks on both.
//!
//! **Invariants:** what a resident wrote lies in the database only sealed under the report's own key; a
//! reader of the journal never skips a committed row; a write that was answered is durable.

pub mod model;
pub mod seal;

mod access;
mod alerts;
mod analyses;
mod audit;
mod care;
mod database;
mod doorbell;
mod error;
mod events;
mod installation;
mod intake;
mod journal;
mod keyset;
mod leader;
mod migrations;
mod names;
mod news;
mod operation;
mod passkeys;
mod patrols;
mod people;
mod photos;
mod pictures;
mod postgres;
mod presence;
mod publication;
mod reminders;
mod reports;
mod retention;
mod rows;
mod rsvps;
mod sqlite;
mod store;
mod templates;
mod told;
mod triage;
mod trials;
mod value;

use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;
use lamplight_protocol::api::{Cursor, FeedPage, ReportDetail, ReportsPage};
use lamplight_protocol::event::Event;
use lamplight_protocol::ids::{EventId, ReportId, StaffId};
use lamplight_protocol::thread::ThreadChanges;
use lamplight_protocol::time::TimestampMillis;

use crate::model::{
    Acceptance, Actor, CheckReport, Connections, Disclosed, Disclosing, Erasure, EventChange, ExportedReport,
    Hash, IncomingReport, JournalPage, NamedReport, NewToken, OpenedThread, Reach, ReportFilter,
    ResidentOperation, StaffOperation, StaffWrite, ThreadClaim, Token,
};
use crate::seal::KeyEncryptionKey;
use crate::store::SqlStore;

pub use crate::alerts::Alerts;
pub use crate::analyses::{Analyses, INCIDENTS_MAX, STREETS_BYTES_MAX};
pub use crate::audit::Audit;
pub use crate::database::sqlite_file;
pub use crate::doorbell::Doorbell;
pub use crate::error::StoreError;
pub use crate::intake::Intake;
pub use crate::news::Newsroom;
pub use crate::passkeys::{PASSKEYS_MAX, Passkeys};
pub use crate::patrols::Patrols;
pub use crate::people::People;
pub use crate::photos::Photos;
pub use crate::pictures::Pictures;
pub use crate::presence::Presence;
pub use crate::reminders::Reminders;
pub use crate::retention::Retention;
pub use crate::rsvps::Rsvps;
pub use crate::told::Telling;
pub use crate::triage::Triage;
pub use crate::trials::Trials;

/// Opens a database: `sqlite:PATH`, made where it is absent, or `postgres://…`. Its tables are brought up
/// to date.
///
/// # Errors
/// [`StoreError::Open`] when it cannot be reached, [`StoreError::NewerVersion`], [`StoreError::WrongSecrets`]
/// when it was made with another key (a fresh key beside an old database: the secrets file was lost), and
/// [`StoreError::NotRestored`] when it was filled from a dump and [`restore`] was not called since.
pub async fn open(url: &str, kek: &KeyEncryptionKey) -> Result<Arc<dyn Store>, StoreError> {
    let store = SqlStore::open(url, kek).await?;
    store.check_restored().await?;
    Ok(Arc::new(store))
}

/// Makes a database fit to serve after it was restored from a backup or a dump: begins a new epoch, so that
/// readers take fresh snapshots and devices present again what they know to be accepted.
///
/// # Errors
/// As [`open`], but for [`StoreError::NotRestored`].
pub async fn restore(url: &str, kek: &KeyEncryptionKey, at: TimestampMillis) -> Result<(), StoreError> {
    let store = SqlStore::open(url, kek).await?;
    store.begin_epoch(&Actor::command_line(), at).await?;
    store.close().await;
    Ok(())
}

/// What the server asks of its memory.
#[async_trait]
pub trait Store:
    Photos
    + Pictures
    + Newsroom
    + People
    + Passkeys
    + Audit
    + Alerts
    + Analyses
    + Presence
    + Reminders
    + Triage
    + Retention
    + Rsvps
    + Telling
    + Patrols
    + Trials
{
    // Residents.

    /// Takes reports in, all in one transaction, and answers each in its place.
    async fn accept_reports(&self, reports: &[IncomingReport]) -> Result<Vec<Acceptance>, StoreError>;
    /// The answer that a report of this id would get again; none when the id is new. For a report that
    /// breaks a rule of today and may have been kept under those of yesterday.
    async fn answer_again(
        &self,
        id: ReportId,
        receipt_hash: &Hash,
        body_hash: &Hash,
    ) -> Result<Option<Acceptance>, StoreError>;
    /// Takes what a resident adds to a report later.
    async fn accept_operation(&self, operation: &ResidentOperation) -> Result<Acceptance, StoreError>;
    /// Erases a report: drops its key and all that it sealed, and leaves a tombstone. Erasing again gets the
    /// first answer.
    async fn erase_report(&self, erasure: &Erasure) -> Result<Acceptance, StoreError>;
    /// What changed in the threads whose receipts are presented.
    async fn thread_changes(&self, claims: &[ThreadClaim]) -> Result<Vec<ThreadChanges>, StoreError>;
    /// The reports of a reference, with the hashes of the receipts that open them. Two may share one.
    async fn reports_named(&self, reference: &str) -> Result<Vec<NamedReport>, StoreError>;
    /// The threads that the receipts open, so that the live stream may hint at them.
    async fn opened_by(&self, claims: &[ThreadClaim]) -> Result<Vec<OpenedThread>, StoreError>;

    // The journal.

    /// The public feed after a cursor, or a snapshot from the beginning.
    async fn feed(&self, after: Option<&Cursor>, limit: u32) -> Result<FeedPage, StoreError>;
    /// Everything in the journal after a cursor: what the live stream carries to all readers.
    async fn journal(&self, after: &Cursor, limit: u32) -> Result<JournalPage, StoreError>;
    /// The head of the journal.
    async fn head(&self) -> Result<Cursor, StoreError>;
    /// What other instances ring when they have committed; none where the engine serves one instance only.
    async fn doorbell(&self) -> Result<Option<Doorbell>, StoreError>;
    /// Tells the other instances that this one has committed something. Costs little, yet more than nothing:
    /// whoever commits often rings once for many.
    async fn ring(&self) -> Result<(), StoreError>;

    // Staff.

    /// Reports within reach that match the filter.
    async fn reports(&self, reach: &Reach, filter: &ReportFilter) -> Result<ReportsPage, StoreError>;
    /// One report with its thread; none when it is beyond reach.
    async fn report(&self, reach: &Reach, id: ReportId) -> Result<Option<ReportDetail>, StoreError>;
    /// Gives what is withheld of a report to somebody who says why, once it is recorded that they looked.
    async fn disclose(&self, asked: &Disclosing) -> Result<Disclosed, StoreError>;
    /// What staff do to a report. A status change is compare-and-set on the revision, an assignment on who was in
    /// charge.
    async fn change_report(&self, write: &StaffOperation) -> Result<StaffWrite, StoreError>;
    /// Publishes, updates or cancels an event.
    async fn change_event(&self, change: &EventChange) -> Result<StaffWrite, StoreError>;
    /// The answer that this change of an event would get again; none when it is new. For one that breaks a
    /// rule by now, as the time at which it ends goes by, and may have been done before.
    async fn answer_event_again(&self, change: &EventChange) -> Result<Option<StaffWrite>, StoreError>;
    /// One event.
    async fn event(&self, id: EventId) -> Result<Option<Event>, StoreError>;
    /// Events, newest first: the page after `before`, and where the next begins.
    async fn events(
        &self,
        before: Option<&Cursor>,
        limit: u32,
    ) -> Result<(Vec<Event>, Option<Cursor>), StoreError>;

    // Service tokens.

    /// Keeps a service token by its hash.
    async fn create_token(&self, token: &NewToken) -> Result<(), StoreError>;
    /// Every token, revoked ones too.
    async fn tokens(&self) -> Result<Vec<Token>, StoreError>;
    /// Ends a token's life. False when there is none of this id.
    async fn revoke_token(&self, id: StaffId, by: &Actor, at: TimestampMillis) -> Result<bool, StoreError>;
    /// The token of this hash, unless it was revoked.
    async fn token_by_hash(&self, hash: &[u8; 32]) -> Result<Option<Token>, StoreError>;

    // Care.

    /// Reports in the order of their ids, for an export: the page after `after`.
    async fn export_reports(
        &self,
        after: Option<ReportId>,
        limit: u32,
    ) -> Result<Vec<ExportedReport>, StoreError>;
    /// Looks for damage: the engine's own check, foreign keys, and whether everything sealed still opens.
    async fn check(&self) -> Result<CheckReport, StoreError>;
    /// Begins a new epoch, after a restore from a backup: old cursors end, and devices present again what
    /// they know to be accepted.
    async fn begin_epoch(&self, by: &Actor, at: TimestampMillis) -> Result<(), StoreError>;
    /// Writes the whole database as it is at this moment into a new file, while others go on reading and
    /// writing.
    ///
    /// [`StoreError::NoSnapshot`] for PostgreSQL, which has a tool of its own for that.
    async fn snapshot(&self, file: &Path) -> Result<(), StoreError>;
    /// How many connections to the database there are.
    fn connections(&self) -> Connections;
    /// Closes the pools, so that the files can be copied or removed.
    async fn close(&self);
}
