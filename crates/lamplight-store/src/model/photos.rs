//! Photos on their way through the store.

use lamplight_protocol::digest::PhotoHash;
use lamplight_protocol::ids::ReportId;
use lamplight_protocol::time::TimestampMillis;

use crate::model::{Acceptance, Hash};
use crate::seal::PhotoKey;

/// A photo that a device wants to send.
#[derive(Debug, Clone)]
pub struct PhotoClaim {
    /// The report that announced it.
    pub report_id: ReportId,
    /// Keyed hash of the receipt that came with it.
    pub receipt_hash: Hash,
    /// The hash of its bytes.
    pub sha256: PhotoHash,
    /// Their number.
    pub size_bytes: u32,
}

/// Whether a photo's bytes are wanted.
#[derive(Debug)]
pub enum PhotoWish {
    /// They are still to come; they lie in the media store sealed with this key.
    Wanted(PhotoKey),
    /// They are not; this is the answer.
    Answered(Acceptance),
}

/// A photo whose bytes lie in the media store, durably.
#[derive(Debug, Clone)]
pub struct ArrivedPhoto {
    /// What it is.
    pub claim: PhotoClaim,
    /// The name under which its sealed bytes lie.
    pub object: String,
    /// When the server took it.
    pub received_at: TimestampMillis,
}

/// A photo to be made safe to look at.
#[derive(Debug)]
pub struct PhotoJob {
    /// Its report.
    pub report_id: ReportId,
    /// The hash under which it was announced.
    pub sha256: PhotoHash,
    /// The name under which the received bytes lie.
    pub object: String,
    /// Opens them, and seals what is made of them.
    pub key: PhotoKey,
    /// How often its decoding was cut off before.
    pub cut_offs: u32,
}

/// What came of a photo that was looked at.
#[derive(Debug, Clone)]
pub struct PhotoFinding {
    /// Its report.
    pub report_id: ReportId,
    /// The hash under which it was announced.
    pub sha256: PhotoHash,
    /// The name under which the received bytes lay.
    pub object: String,
    /// What came of it.
    pub outcome: PhotoOutcome,
    /// When.
    pub at: TimestampMillis,
}

/// What came of a photo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PhotoOutcome {
    /// It was written anew, and lies durably under these names.
    Ready {
        /// The picture.
        picture: String,
        /// The same, small.
        thumbnail: String,
    },
    /// It is no picture that can be shown.
    Unreadable,
    /// Its bytes are gone from the media store; the device may send them again.
    Lost,
}

/// A photo that can be looked at.
#[derive(Debug)]
pub struct ReadyPhoto {
    /// Opens it.
    pub key: PhotoKey,
    /// The name under which the picture lies.
    pub picture: String,
    /// The name under which the small one lies.
    pub thumbnail: String,
}
