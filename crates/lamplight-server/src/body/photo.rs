//! The bytes of a photo: read within the memory that all uploads share, and as slowly as a phone may send.

use std::time::Duration;

use axum::body::{Body, HttpBody};
use axum::extract::{FromRequest, Request};
use futures_util::StreamExt;
use lamplight_protocol::api::CONTENT_DIGEST;
use lamplight_protocol::digest::ContentDigest;
use lamplight_protocol::error::ErrorCode;
use lamplight_protocol::limits::PHOTO_BYTES_MAX;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;

use super::{announced_digest, digest_of};
use crate::error::ApiError;

/// Photos in memory at once, in KiB, each counted twice: as it came, and sealed. Hundreds of usual ones fit,
/// and sixteen of the largest.
const UPLOADS_KIB_MAX: usize = 128 * 1024;
/// The slowest that a phone may send, in bytes a second.
const BYTES_PER_S_MIN: u32 = 2 * 1024;
/// What is added to that for the start of a connection, in seconds.
const START_S: u32 = 10;
/// How long a photo waits for its turn, in milliseconds.
const TURN_MS_MAX: u64 = 5_000;

/// The memory that uploads share.
pub struct Uploads(Semaphore);

impl Default for Uploads {
    fn default() -> Self {
        Self(Semaphore::new(UPLOADS_KIB_MAX))
    }
}

impl Uploads {
    /// Waits for room for a photo of so many bytes.
    async fn turn(&self, bytes: u32) -> Result<SemaphorePermit<'_>, ApiError> {
        let kib = 2 * bytes.div_ceil(1024);
        let turn = timeout(Duration::from_millis(TURN_MS_MAX), self.0.acquire_many(kib)).await;
        turn.ok().and_then(Result::ok).ok_or_else(|| {
            ApiError::new(
                ErrorCode::Busy,
                "many photos are coming in just now; please send it again",
            )
        })
    }
}

/// A photo on its way in, of which only the head was read.
pub struct PhotoBody {
    /// The digest that it was announced under, to be echoed.
    pub digest: ContentDigest,
    /// The number of its bytes.
    pub size_bytes: u32,
    body: Body,
}

/// The bytes of a photo, and the memory that they take.
pub struct PhotoBytes<'u> {
    /// The bytes; they have the announced number and digest.
    pub bytes: Vec<u8>,
    /// Given back when the photo lies in the media store.
    pub room: SemaphorePermit<'u>,
}

impl<S: Send + Sync> FromRequest<S> for PhotoBody {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &S) -> Result<Self, ApiError> {
        let digest = announced_digest(request.headers())?.ok_or_else(|| {
            ApiError::of_field(
                ErrorCode::Invalid,
                CONTENT_DIGEST,
                "a Content-Digest header is needed: sha-256=:<base64 of the photo's SHA-256>:",
            )
        })?;
        let body = request.into_body();
        let size = body.size_hint().exact().ok_or_else(|| {
            ApiError::of_field(
                ErrorCode::Invalid,
                "content-length",
                "a Content-Length header is needed: the number of the photo's bytes",
            )
        })?;
        let size_bytes = u32::try_from(size).ok().filter(|size| *size <= PHOTO_BYTES_MAX);
        let size_bytes = size_bytes.ok_or_else(|| {
            ApiError::new(
                ErrorCode::TooLarge,
                format!(
                    "a photo may have {} MiB; make it smaller",
                    PHOTO_BYTES_MAX / 1024 / 1024
                ),
            )
        })?;
        Ok(Self {
            digest,
            size_bytes,
            body,
        })
    }
}

impl PhotoBody {
    /// Reads the bytes, once there is room for them.
    ///
    /// # Errors
    /// An [`ApiError`]: too slow, broken off, or not what was announced.
    pub async fn read(self, uploads: &Uploads) -> Result<PhotoBytes<'_>, ApiError> {
        let room = uploads.turn(self.size_bytes).await?;
        let digest = self.digest;
        let mut bytes = Vec::with_capacity(usize::try_from(self.size_bytes).unwrap_or_default());
        self.each_chunk(|chunk| bytes.extend_from_slice(chunk)).await?;
        if digest_of(&bytes) != digest {
            return Err(ApiError::of_field(
                ErrorCode::Invalid,
                CONTENT_DIGEST,
                "the photo is not the one that Content-Digest announces; send both again",
            ));
        }
        Ok(PhotoBytes { bytes, room })
    }

    /// Reads the bytes and keeps none. A device that is answered while it still sends may take the closed
    /// connection for a failure, and never see the answer.
    ///
    /// # Errors
    /// An [`ApiError`]: too slow, or broken off.
    pub async fn pass_over(self) -> Result<(), ApiError> {
        self.each_chunk(|_| {}).await
    }

    async fn each_chunk(self, mut take: impl FnMut(&[u8])) -> Result<(), ApiError> {
        let seconds = START_S + self.size_bytes / BYTES_PER_S_MIN;
        let mut chunks = self.body.into_data_stream();
        let reading = async {
            while let Some(chunk) = chunks.next().await {
                take(&chunk.map_err(|_| broken_off())?);
            }
            Ok(())
        };
        timeout(Duration::from_secs(seconds.into()), reading)
            .await
            .unwrap_or_else(|_| Err(too_slow()))
    }
}

fn broken_off() -> ApiError {
    ApiError::new(ErrorCode::Busy, "the photo broke off; please send it again")
}

fn too_slow() -> ApiError {
    ApiError::new(ErrorCode::Busy, "the photo came too slowly; please send it again")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn photo(body: Body, size_bytes: u32) -> PhotoBody {
        PhotoBody {
            digest: digest_of(b"pixels"),
            size_bytes,
            body,
        }
    }

    #[tokio::test]
    async fn the_memory_of_uploads_is_given_back() {
        let uploads = Uploads::default();
        let all = uploads.0.available_permits();
        let read = photo(Body::from("pixels"), 6).read(&uploads).await.unwrap();
        assert_eq!(uploads.0.available_permits(), all - 2);
        drop(read);
        assert!(photo(Body::from("others"), 6).read(&uploads).await.is_err());
        assert_eq!(uploads.0.available_permits(), all);
    }

    #[tokio::test(start_paused = true)]
    async fn a_photo_beyond_the_memory_waits_and_is_sent_away() {
        let uploads = Uploads::default();
        let taken = uploads.turn(PHOTO_BYTES_MAX).await.unwrap();
        let rest = uploads.0.available_permits();
        let _rest = uploads
            .0
            .acquire_many(u32::try_from(rest).unwrap())
            .await
            .unwrap();
        assert!(uploads.turn(1).await.is_err());
        drop(taken);
        assert!(uploads.turn(1).await.is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn a_photo_that_never_ends_is_given_up_in_proportion_to_its_size() {
        let endless =
            || Body::from_stream(futures_util::stream::pending::<Result<Vec<u8>, std::io::Error>>());
        let took = async |size_bytes: u32| {
            let begun = tokio::time::Instant::now();
            assert!(photo(endless(), size_bytes).pass_over().await.is_err());
            begun.elapsed().as_secs()
        };
        assert_eq!(took(10).await, 10);
        assert_eq!(took(PHOTO_BYTES_MAX).await, 10 + 2_048);
    }
}
