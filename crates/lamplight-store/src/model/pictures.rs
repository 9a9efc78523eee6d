//! Pictures on their way through the store.

use lamplight_protocol::digest::PhotoHash;
use lamplight_protocol::picture::Picture;
use lamplight_protocol::time::TimestampMillis;

use crate::model::Actor;

/// A picture that was made of a file, and whose bytes lie in the media store, durably.
#[derive(Debug, Clone)]
pub struct NewPicture {
    /// The picture.
    pub picture: Picture,
    /// The hash of the file.
    pub received: PhotoHash,
    /// The name under which its bytes lie.
    pub object: String,
    /// Who sent the file.
    pub by: Actor,
    /// When.
    pub at: TimestampMillis,
}
