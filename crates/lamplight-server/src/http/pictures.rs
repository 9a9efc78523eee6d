//! The bytes of a picture, from the media store.

use axum::body::Bytes;
use lamplight_protocol::digest::PhotoHash;

use crate::Deps;
use crate::body::digest_of;
use crate::error::ApiError;

/// The picture that lies under an object's name. Nothing else is given out under its hash, whatever the media store
/// answers: caches keep it for long.
pub(super) async fn read(deps: &Deps, sha256: &PhotoHash, object: &str) -> Result<Bytes, ApiError> {
    let bytes = deps.media.get(object).await?.ok_or_else(ApiError::not_found)?;
    if digest_of(&bytes) == sha256.content_digest() {
        return Ok(bytes);
    }
    tracing::error!("the media store holds something else in the place of a picture");
    Err(ApiError::internal())
}
