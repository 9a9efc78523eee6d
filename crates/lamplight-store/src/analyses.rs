//! What the analysis is made of, and what it found.
//!
//! Imported incidents, the streets of the area, and the last results. An incident is its own key: whoever imports a
//! file again changes nothing. Results are documents of the protocol, of which the last few stay.
//!
//! **Each result is made by one instance.** Whoever begins puts off when it is due, and so has it alone until that time;
//! one that was cut off is made by whoever looks after that.

mod imported;
mod reported;
mod results;
mod sources;
mod streets;

use async_trait::async_trait;
use lamplight_protocol::api::{BackTest, RiskMap};
use lamplight_protocol::time::TimestampMillis;

use crate::error::StoreError;
use crate::model::{
    Actor, AnalysisKind, AnalysisTurn, ImportTarget, ImportedIncident, IncidentCategory, IncidentMark,
    IncidentPage, IncidentSource, KeptStreets, ReportedPage, ReportedQuery,
};

pub(crate) use self::imported::{begin, categories, end, forget, import, page};
pub(crate) use self::reported::{first_received_at, reported};
pub(crate) use self::results::{NewResult, begin_turn, forget_results, keep, latest, make_due};
pub(crate) use self::sources::{begin_forgetting, forget_of, sources};
pub(crate) use self::streets::{keep as keep_streets, kept as kept_streets};

/// Incidents that are kept at most. Philadelphia records 150,000 in a year; an analysis holds all of them, with about
/// 100 bytes for each.
pub const INCIDENTS_MAX: u64 = 5_000_000;
/// The largest file of streets that is kept, in bytes: an extract of a city of several million people has 50 MB.
pub const STREETS_BYTES_MAX: usize = 64 * 1024 * 1024;

/// What the server asks of its memory for the analysis. As for [`crate::Store`], each method is one transaction.
#[async_trait]
pub trait Analyses: Send + Sync {
    /// Begins an import from a source, which may have been imported from before. It is recorded in the audit. Until it has
    /// ended, nobody takes the source's records for whole.
    async fn begin_import(
        &self,
        source: &str,
        by: &Actor,
        at: TimestampMillis,
    ) -> Result<ImportTarget, StoreError>;
    /// Keeps these, and tells how many of them were new.
    async fn import_incidents(
        &self,
        target: ImportTarget,
        incidents: &[ImportedIncident],
    ) -> Result<u64, StoreError>;
    /// Ends an import: all that the source had at this time is kept.
    async fn end_import(&self, target: ImportTarget, at: TimestampMillis) -> Result<(), StoreError>;
    /// The categories of all sources.
    async fn incident_categories(&self) -> Result<Vec<IncidentCategory>, StoreError>;
    /// Imported incidents after a mark, by the time at which they happened.
    async fn incidents(&self, after: IncidentMark, limit: u32) -> Result<IncidentPage, StoreError>;
    /// Drops what was found before a time, whether or not anything was found since.
    async fn forget_results(&self, before: TimestampMillis) -> Result<(), StoreError>;
    /// Forgets at most `limit` imported incidents of before a time, and tells how many.
    async fn forget_incidents(&self, before: TimestampMillis, limit: u32) -> Result<u64, StoreError>;

    /// Where imported incidents come from, by name.
    async fn incident_sources(&self) -> Result<Vec<IncidentSource>, StoreError>;
    /// Begins to forget a source, and whether there is one of this name. It is recorded in the audit.
    async fn begin_forgetting(
        &self,
        source: &str,
        by: &Actor,
        at: TimestampMillis,
    ) -> Result<bool, StoreError>;
    /// Forgets at most `limit` incidents of a source, and tells how many. With fewer than that it is gone, with its
    /// categories.
    async fn forget_source(&self, source: &str, limit: u32) -> Result<u64, StoreError>;

    /// Residents' reports after a number of this list, those of before aside: open ones, and those that turned out to be
    /// so. Not those for practice, those that follow another, those taken back, and those with no basis or where
    /// nothing was found.
    async fn reported_incidents(
        &self,
        query: &ReportedQuery<'_>,
        after: Option<i64>,
    ) -> Result<ReportedPage, StoreError>;
    /// When the first report ever came in; none before that.
    async fn first_received_at(&self) -> Result<Option<TimestampMillis>, StoreError>;

    /// Keeps the streets of the area in place of those before. It is recorded in the audit.
    async fn keep_streets(&self, streets: &KeptStreets, by: &Actor) -> Result<(), StoreError>;
    /// The streets of the area; none when none were imported.
    async fn streets(&self) -> Result<Option<KeptStreets>, StoreError>;

    /// Whether this kind is to be made now, by whoever asks: nobody else is told so before `until`.
    async fn begin_analysis(
        &self,
        kind: AnalysisKind,
        now: TimestampMillis,
        until: TimestampMillis,
    ) -> Result<bool, StoreError>;
    /// Has everything made anew at the next look: there is something new to make it of.
    async fn make_analyses_due(&self, at: TimestampMillis) -> Result<(), StoreError>;
    /// Keeps a map of risk, and says when the next is to be made, unless that is due again already. The oldest goes when there
    /// are more than a few.
    async fn keep_risk_map(&self, map: &RiskMap, turn: &AnalysisTurn) -> Result<(), StoreError>;
    /// The latest map of risk; none when none was made yet.
    async fn risk_map(&self) -> Result<Option<RiskMap>, StoreError>;
    /// Keeps a back-test likewise.
    async fn keep_back_test(&self, test: &BackTest, turn: &AnalysisTurn) -> Result<(), StoreError>;
    /// The latest back-test; none when none was made yet.
    async fn back_test(&self) -> Result<Option<BackTest>, StoreError>;
}
