//! Photos in a bucket of an S3-compatible storage.
//!
//! What the storage has acknowledged is durable. Objects are small, so none is sent in parts, and nothing is
//! left behind half sent.

use std::error::Error;
use std::io;
use std::time::Duration;

use axum::http::StatusCode;
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::client::{HttpError, HttpErrorKind};
use object_store::path::Path as Location;
use object_store::prefix::PrefixStore;
use object_store::{BackoffConfig, ObjectStore, ObjectStoreExt, PutMode, RetryConfig};

use super::settings::Bucket;
use super::wire::{Refusal, Wire};
use crate::error::StartError;

/// The object that says whose photos lie beside it. Two deployments in one place would each take the other's
/// photos for forgotten ones, and delete them.
const MARK: &str = "lamplight-deployment";
/// The characters of a deployment's mark: a hash, in hexadecimal.
const MARK_CHARS: usize = 64;
/// How often a call is tried again.
const RETRIES_MAX: usize = 2;
/// For how long after its first try a call is tried again, in milliseconds. What takes longer is no hiccup, and the
/// device tries again by itself. So no call takes longer than this, a pause and a try.
const RETRYING_MS_MAX: u64 = 4_000;
/// The pauses between tries, in milliseconds: the first, and the longest.
const PAUSE_MS: [u64; 2] = [100, 1_000];

/// Why photos cannot be kept in a place, as whoever starts the server is told.
#[derive(Debug, thiserror::Error)]
pub enum MediaTrouble {
    /// The system trusts nobody.
    #[error("this system has no certificates to trust; install its package of them (ca-certificates)")]
    NoTrust,
    /// No connection, or no answer.
    #[error("nobody answers there; check the address, with --media-endpoint, and the network")]
    Unreachable,
    /// Somebody answers, and TLS with them cannot be had.
    #[error(
        "no TLS there that can be trusted ({0}); check the address, and that this system trusts its authority"
    )]
    Untrusted(String),
    /// The keys are wrong, or may not do what is needed.
    #[error("the storage refuses ({0}); check the keys, the clock, and what the keys may do there")]
    Refused(String),
    /// No such bucket.
    #[error("there is no such bucket; make it first")]
    NoBucket,
    /// The bucket is in another region.
    #[error("the storage says that this is not the bucket's region ({0}); name it with --media-region")]
    Elsewhere(String),
    /// It has no room.
    #[error("the storage has no room left ({0}); make some")]
    Full(String),
    /// It answers, and nobody knows what.
    #[error("it answers with an error; see its own log")]
    Failing,
    /// Another deployment keeps its photos there.
    #[error("another deployment keeps its photos there; name another bucket, or a prefix of its own")]
    Others,
    /// The wrong place, or an empty one.
    #[error(
        "none of the photos that the database names lies there; name the right place, or copy them there first. \
         If they are lost, `lamplight-server restore --photos-lost` has devices send them again"
    )]
    Missing,
}

/// Opens a bucket that is this deployment's, or nobody's yet: then it is to be claimed.
pub(super) async fn open(bucket: &Bucket, mark: &str) -> Result<(Box<dyn ObjectStore>, bool), StartError> {
    let told = |trouble| StartError::Media {
        place: bucket.to_string(),
        trouble,
    };
    let wire = Wire::new(bucket.is_secure()).map_err(|_| told(MediaTrouble::NoTrust))?;
    let storage = storage(bucket, wire).map_err(|_| told(MediaTrouble::Failing))?;
    let objects = PrefixStore::new(storage, bucket.prefix.clone());
    let claimed = bears(&objects, mark).await.map_err(told)?;
    Ok((Box::new(objects), claimed))
}

/// Whether a bucket bears this mark; not when it bears none.
async fn bears(objects: &dyn ObjectStore, mark: &str) -> Result<bool, MediaTrouble> {
    let found = async { objects.get(&Location::from(MARK)).await?.bytes().await };
    match found.await {
        Ok(found) if found == mark.as_bytes() => Ok(true),
        Ok(found) if is_mark(&found) => Err(MediaTrouble::Others),
        // A page of something on the way to the storage.
        Ok(_) => Err(MediaTrouble::Failing),
        Err(object_store::Error::NotFound { .. }) => Ok(false),
        Err(error) => Err(trouble(&error)),
    }
}

/// Whether a deployment could have made it.
fn is_mark(found: &[u8]) -> bool {
    found.len() == MARK_CHARS && found.iter().all(u8::is_ascii_hexdigit)
}

/// Marks a bucket as this deployment's. Of two that do so in the same moment one is refused, where the storage puts
/// something only if nothing is there. Where it cannot, both may read back their own; the one whose mark was
/// overwritten is refused at its next start.
pub(super) async fn claim(objects: &dyn ObjectStore, mark: &str) -> Result<(), MediaTrouble> {
    let place = Location::from(MARK);
    let put = |mode: PutMode| objects.put_opts(&place, mark.to_owned().into(), mode.into());
    let mut done = put(PutMode::Create).await;
    if status_of(&done) == Some(StatusCode::NOT_IMPLEMENTED) {
        done = put(PutMode::Overwrite).await;
    }
    let there_already = [Some(StatusCode::PRECONDITION_FAILED), Some(StatusCode::CONFLICT)];
    if let Err(error) = &done
        && !there_already.contains(&status_of(&done))
    {
        return Err(trouble(error));
    }
    if bears(objects, mark).await? {
        Ok(())
    } else {
        Err(MediaTrouble::Failing)
    }
}

/// How the storage refused, if it did.
fn status_of<T>(done: &object_store::Result<T>) -> Option<StatusCode> {
    let error = done.as_ref().err()?;
    cause::<Refusal>(error).map(|refusal| refusal.status)
}

fn storage(bucket: &Bucket, wire: Wire) -> object_store::Result<AmazonS3> {
    let keys = &bucket.keys;
    let mut builder = AmazonS3Builder::new()
        .with_bucket_name(&bucket.name)
        .with_region(&bucket.region)
        .with_access_key_id(&keys.access_key_id)
        .with_secret_access_key(&keys.secret_access_key)
        // Not every storage knows how to delete many at once, and we delete one at a time.
        .with_disable_bulk_delete(true)
        .with_retry(retries())
        .with_http_connector(wire);
    if let Some(endpoint) = &bucket.endpoint {
        builder = builder.with_endpoint(&endpoint.address);
    }
    if let Some(token) = &keys.session_token {
        builder = builder.with_token(token);
    }
    builder.build()
}

fn retries() -> RetryConfig {
    let [first, longest] = PAUSE_MS.map(Duration::from_millis);
    RetryConfig {
        backoff: BackoffConfig {
            init_backoff: first,
            max_backoff: longest,
            ..BackoffConfig::default()
        },
        max_retries: RETRIES_MAX,
        retry_timeout: Duration::from_millis(RETRYING_MS_MAX),
    }
}

fn trouble(error: &object_store::Error) -> MediaTrouble {
    if let Some(refusal) = cause::<Refusal>(error) {
        return trouble_of(refusal);
    }
    if let Some(broken) = cause::<io::Error>(error).and_then(tls_trouble) {
        return MediaTrouble::Untrusted(broken.to_string());
    }
    match cause::<HttpError>(error).map(HttpError::kind) {
        Some(HttpErrorKind::Connect | HttpErrorKind::Timeout | HttpErrorKind::Interrupted) => {
            MediaTrouble::Unreachable
        }
        _ => MediaTrouble::Failing,
    }
}

/// What TLS says, which the connector carries within an error of the system's kind, and that within another.
fn tls_trouble(error: &io::Error) -> Option<&rustls::Error> {
    let within = error.get_ref()?;
    let deeper = || within.downcast_ref().and_then(tls_trouble);
    within.downcast_ref().or_else(deeper)
}

fn trouble_of(refusal: &Refusal) -> MediaTrouble {
    let said = refusal.to_string();
    match (refusal.status.as_u16(), refusal.code.as_str()) {
        _ if refusal.is_full() => MediaTrouble::Full(said),
        (_, "NoSuchBucket") => MediaTrouble::NoBucket,
        (300..=399, _) | (_, "AuthorizationHeaderMalformed" | "IllegalLocationConstraintException") => {
            MediaTrouble::Elsewhere(said)
        }
        (401 | 403, _) => MediaTrouble::Refused(said),
        _ => MediaTrouble::Failing,
    }
}

/// The cause of this kind in the chain of an error's causes.
pub(super) fn cause<E: Error + 'static>(error: &object_store::Error) -> Option<&E> {
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if let Some(found) = error.downcast_ref() {
            return Some(found);
        }
        cause = error.source();
    }
    None
}
