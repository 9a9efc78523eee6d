//! Bodies: read within their limits, compared with their digest, and parsed so that a mistake is answered
//! with the field and a sentence that a person can act on.

mod complaint;
pub mod photo;

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::HeaderMap;
use futures_util::StreamExt;
use lamplight_protocol::api::CONTENT_DIGEST;
use lamplight_protocol::digest::ContentDigest;
use lamplight_protocol::error::ErrorCode;
use lamplight_protocol::limits::BODY_BYTES_MAX;
use ring::digest::{SHA256, digest};
use serde::de::DeserializeOwned;

use crate::error::ApiError;

/// How long a body may take, in milliseconds: the largest one at some 2 KiB a second.
const BODY_READ_MS_MAX: u64 = 30_000;

/// The body of a resident's write, with the digest that it was announced under. Fields that this version
/// does not know are ignored, because newer apps meet older servers.
#[derive(Debug)]
pub struct ResidentBody<T> {
    /// What it says.
    pub value: T,
    /// Its digest, to be echoed.
    pub digest: ContentDigest,
}

/// The body of a write by staff. Fields that this version does not know are refused, because a misspelt
/// field of an alert must not pass for an absent one.
#[derive(Debug)]
pub struct StaffBody<T> {
    /// What it says.
    pub value: T,
    /// Its digest, which tells a repetition from another body under the same id.
    pub digest: ContentDigest,
}

/// A body that changes nothing and so needs no digest.
#[derive(Debug)]
pub struct QuestionBody<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for ResidentBody<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &S) -> Result<Self, ApiError> {
        let announced = announced_digest(request.headers())?.ok_or_else(|| {
            ApiError::of_field(
                ErrorCode::Invalid,
                CONTENT_DIGEST,
                "a Content-Digest header is needed: sha-256=:<base64 of the body's SHA-256>:",
            )
        })?;
        let bytes = read(request).await?;
        let digest = check_digest(&bytes, Some(announced))?;
        let value = parse(&bytes)?;
        Ok(Self { value, digest })
    }
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for StaffBody<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &S) -> Result<Self, ApiError> {
        let announced = announced_digest(request.headers())?;
        let bytes = read(request).await?;
        let digest = check_digest(&bytes, announced)?;
        let value = parse_strictly(&bytes)?;
        Ok(Self { value, digest })
    }
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for QuestionBody<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &S) -> Result<Self, ApiError> {
        let bytes = read(request).await?;
        parse(&bytes).map(Self)
    }
}

/// The digest of bytes. By the library that TLS uses: where a processor has no instruction for it, twice as
/// fast as portable code.
pub fn digest_of(bytes: &[u8]) -> ContentDigest {
    let mut sha256 = [0; 32];
    sha256.copy_from_slice(digest(&SHA256, bytes).as_ref());
    ContentDigest::from_sha256(sha256)
}

async fn read(request: Request) -> Result<Bytes, ApiError> {
    let reading = collect(request);
    match tokio::time::timeout(Duration::from_millis(BODY_READ_MS_MAX), reading).await {
        Ok(bytes) => bytes,
        Err(_) => Err(ApiError::new(
            ErrorCode::Busy,
            "the body came too slowly; please send it again",
        )),
    }
}

async fn collect(request: Request) -> Result<Bytes, ApiError> {
    let mut chunks = request.into_body().into_data_stream();
    let mut body = Vec::new();
    while let Some(chunk) = chunks.next().await {
        let chunk =
            chunk.map_err(|_| ApiError::new(ErrorCode::Busy, "the body broke off; please send it again"))?;
        if body.len() + chunk.len() > BODY_BYTES_MAX {
            return Err(ApiError::new(
                ErrorCode::TooLarge,
                format!(
                    "the body is larger than {} KiB; make it shorter",
                    BODY_BYTES_MAX / 1024
                ),
            ));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.into())
}

fn announced_digest(headers: &HeaderMap) -> Result<Option<ContentDigest>, ApiError> {
    let Some(value) = headers.get(CONTENT_DIGEST) else {
        return Ok(None);
    };
    let digest = value.to_str().ok().and_then(|text| text.parse().ok());
    digest.map(Some).ok_or_else(|| {
        ApiError::of_field(
            ErrorCode::Invalid,
            CONTENT_DIGEST,
            "this is not a Content-Digest; expected sha-256=:<base64 of 32 bytes>:",
        )
    })
}

fn check_digest(bytes: &[u8], announced: Option<ContentDigest>) -> Result<ContentDigest, ApiError> {
    let digest = digest_of(bytes);
    if announced.is_some_and(|announced| announced != digest) {
        return Err(ApiError::of_field(
            ErrorCode::Invalid,
            CONTENT_DIGEST,
            "the body is not the one that Content-Digest announces; send both again",
        ));
    }
    Ok(digest)
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ApiError> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut json)
        .map_err(|error| complaint::of_json(&error.path().to_string(), error.inner()))?;
    json.end().map_err(|error| complaint::of_json("", &error))?;
    Ok(value)
}

fn parse_strictly<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ApiError> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let mut track = serde_path_to_error::Track::new();
    let mut unknown = None;
    let tracked = serde_path_to_error::Deserializer::new(&mut json, &mut track);
    let parsed = serde_ignored::deserialize(tracked, |path| {
        unknown.get_or_insert_with(|| path.to_string());
    });
    let value = parsed.map_err(|error| complaint::of_json(&track.path().to_string(), &error))?;
    json.end().map_err(|error| complaint::of_json("", &error))?;
    unknown.map_or(Ok(value), |path| Err(complaint::of_unknown_field(&path)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use lamplight_protocol::alert::AlertContent;
    use lamplight_protocol::api::{AlertUpdate, StatusChange};
    use lamplight_protocol::report::NewReport;

    #[tokio::test]
    async fn a_body_passes_at_its_limit_and_not_beyond() {
        let of = |bytes: usize| read(Request::new(Body::from(vec![b' '; bytes])));
        assert_eq!(of(BODY_BYTES_MAX).await.unwrap().len(), BODY_BYTES_MAX);
        assert!(of(BODY_BYTES_MAX + 1).await.is_err());
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_that_never_ends_is_given_up() {
        let endless = Body::from_stream(futures_util::stream::pending::<Result<Bytes, std::io::Error>>());
        assert!(read(Request::new(endless)).await.is_err());
    }

    #[test]
    fn residents_may_send_fields_that_nobody_knows_and_staff_may_not() {
        let json = br#"{"category":"vehicle","occurred_at":"2026-11-20T10:00:00Z","language":"en","mood":1}"#;
        assert!(parse::<NewReport>(json).is_ok());
        assert!(parse_strictly::<NewReport>(json).is_err());
    }

    #[test]
    fn what_follows_a_body_is_refused() {
        assert!(parse_strictly::<StatusChange>(br#"{"revision":1,"to":"seen"}"#).is_ok());
        assert!(parse_strictly::<StatusChange>(br#"{"revision":1,"to":"seen"} {}"#).is_err());
    }

    /// The field and the sentence of a refused body.
    fn refused<T: DeserializeOwned>(json: &str) -> (Option<String>, String) {
        let Err(error) = parse_strictly::<T>(json.as_bytes()) else {
            panic!("passed: {json}");
        };
        (error.field().map(str::to_owned), error.detail().to_owned())
    }

    #[test]
    fn every_mistake_names_its_field_and_says_what_to_do() {
        let cases = [
            (
                refused::<StatusChange>(r#"{"revision":1,"to":"sen"}"#),
                Some("to"),
                "to must be one of received, seen, ",
            ),
            (
                refused::<StatusChange>(r#"{"to":"seen"}"#),
                Some("revision"),
                "revision is missing",
            ),
            (
                refused::<StatusChange>(r#"{"revision":"one","to":"seen"}"#),
                Some("revision"),
                "revision does not fit: expected u32",
            ),
            (
                refused::<StatusChange>(r#"{"revision":1,"to":"seen","ending":{"whim":1}}"#),
                Some("ending.whim"),
                "ending.whim is not known here",
            ),
            (
                refused::<AlertUpdate>(r#"{"revision":1,"content":{"status":"real"}}"#),
                Some("content.status"),
                "content.status must be one of actual, exercise, test",
            ),
            (
                refused::<AlertContent>(r#"{"expires":"tomorrow"}"#),
                Some("expires"),
                "expires: this is not a time",
            ),
            (refused::<AlertContent>("{"), None, "the body is not sound JSON"),
        ];
        for ((field, detail), expected_field, expected_detail) in cases {
            assert_eq!(field.as_deref(), expected_field, "{detail}");
            assert!(detail.starts_with(expected_detail), "{detail}");
        }
    }
}
