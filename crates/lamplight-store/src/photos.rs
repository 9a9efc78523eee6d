//! Photos: how their bytes arrive, are made safe to look at, and leave.
//!
//! The bytes lie in the media store of the server, sealed; here is which photo lies under which name.
//!
//! **A row names an object only after the object is durable, and an object is deleted only after no row names
//! it.** In between, its name waits among those that are discarded: whatever ends the program, no photo is
//! lost and no object is forgotten.

pub(crate) mod arrive;
pub(crate) mod check;
pub(crate) mod desk;
pub(crate) mod objects;

use async_trait::async_trait;
use lamplight_protocol::digest::PhotoHash;
use lamplight_protocol::ids::ReportId;
use lamplight_protocol::time::TimestampMillis;

use crate::error::StoreError;
use crate::model::{
    Acceptance, ArrivedPhoto, PhotoClaim, PhotoFinding, PhotoJob, PhotoWish, Reach, ReadyPhoto,
};

/// What the server asks of its memory about photos. As for [`crate::Store`], each method is one transaction.
#[async_trait]
pub trait Photos: Send + Sync {
    /// Whether a photo's bytes are wanted, and with which key they are to be sealed.
    async fn photo_wish(&self, claim: &PhotoClaim) -> Result<PhotoWish, StoreError>;
    /// Takes photos in whose objects are durable, all in one transaction, and answers each in its place. An
    /// object that is not newly accepted is not needed.
    async fn keep_photos(&self, photos: &[ArrivedPhoto]) -> Result<Vec<Acceptance>, StoreError>;
    /// Takes the photo that has waited longest for being made safe, until `until`. After that another
    /// instance may take it.
    async fn next_photo(
        &self,
        now: TimestampMillis,
        until: TimestampMillis,
    ) -> Result<Option<PhotoJob>, StoreError>;
    /// Writes what came of a photo. False when it is no longer as it was taken; the objects that were made of
    /// it are not needed then.
    async fn settle_photo(&self, finding: &PhotoFinding) -> Result<bool, StoreError>;
    /// Leaves a photo until `until` whose decoding was cut off, and counts that. Nothing is done when it is no
    /// longer as it was taken.
    async fn put_off_photo(&self, job: &PhotoJob, until: TimestampMillis) -> Result<(), StoreError>;
    /// A photo for the desk; none until it is ready, or when its report is beyond reach.
    async fn ready_photo(
        &self,
        reach: &Reach,
        report_id: ReportId,
        sha256: &PhotoHash,
    ) -> Result<Option<ReadyPhoto>, StoreError>;

    /// Some of the objects that are to be deleted; none while a backup holds them.
    async fn discarded_objects(&self, now: TimestampMillis, limit: u32) -> Result<Vec<String>, StoreError>;
    /// Forgets discarded objects whose bytes are gone.
    async fn forget_objects(&self, names: &[String]) -> Result<(), StoreError>;
    /// Discards those of the named objects that no photo and no picture needs, and tells how many. They must be so old that
    /// nobody is about to need them.
    async fn discard_strays(&self, names: &[String], at: TimestampMillis) -> Result<u64, StoreError>;
    /// Keeps every object from being deleted until `until`, while a backup copies them.
    async fn hold_objects(&self, until: TimestampMillis) -> Result<(), StoreError>;
    /// The objects that photos and pictures need, in the order of their names: the page after `after`.
    async fn needed_objects(&self, after: &str, limit: u32) -> Result<Vec<String>, StoreError>;
    /// Says that objects are gone: their photos are to come again, their pictures are shown to nobody.
    async fn lose_objects(&self, names: &[String]) -> Result<(), StoreError>;
}
