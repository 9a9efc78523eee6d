//! What handlers take from the path, the query and the headers, with mistakes answered in our own words.

use std::str::FromStr;

use axum::extract::{FromRequestParts, Query, RawPathParams};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use lamplight_protocol::api::Cursor;
use lamplight_protocol::digest::{PackHash, PhotoHash};
use lamplight_protocol::error::ErrorCode;
use lamplight_protocol::ids::{OperationId, SessionId};
use lamplight_protocol::limits::{PAGE_ITEMS_DEFAULT, PAGE_ITEMS_MAX};
use lamplight_protocol::time::{TimeError, TimestampMillis};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::error::ApiError;

/// The `{id}` of a path.
#[derive(Debug, Clone, Copy)]
pub(super) struct Id<T>(pub(super) T);

/// The `{op}` of a path.
#[derive(Debug, Clone, Copy)]
pub(super) struct Operation(pub(super) OperationId);

/// The `{session}` of a path.
#[derive(Debug, Clone, Copy)]
pub(super) struct Session(pub(super) SessionId);

/// The `{sha256}` of a path.
#[derive(Debug, Clone)]
pub(super) struct Photo(pub(super) PhotoHash);

/// The `{sha256}` of a path to an area pack.
#[derive(Debug, Clone)]
pub(super) struct PackOf(pub(super) PackHash);

impl<S: Send + Sync> FromRequestParts<S> for PackOf {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        path_parameter(parts, state, "sha256", HASH).await.map(Self)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Photo {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        path_parameter(parts, state, "sha256", HASH).await.map(Self)
    }
}

impl<S: Send + Sync, T: FromStr> FromRequestParts<S> for Id<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        path_parameter(parts, state, "id", UUID).await.map(Self)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Operation {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        path_parameter(parts, state, "op", UUID).await.map(Self)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Session {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        path_parameter(parts, state, "session", UUID).await.map(Self)
    }
}

/// What a hash looks like, to whoever misspelt one.
const HASH: &str = "a hash: expected 64 hexadecimal digits";
/// What an id looks like, to whoever misspelt one.
const UUID: &str = "an id: expected 32 hexadecimal digits with hyphens";

async fn path_parameter<S: Send + Sync, T: FromStr>(
    parts: &mut Parts,
    state: &S,
    name: &'static str,
    expected: &'static str,
) -> Result<T, ApiError> {
    let params = RawPathParams::from_request_parts(parts, state).await;
    let text = params.as_ref().ok().and_then(|params| {
        params
            .iter()
            .find_map(|(key, value)| (key == name).then_some(value))
    });
    text.and_then(|text| text.parse().ok())
        .ok_or_else(|| ApiError::of_field(ErrorCode::Invalid, name, format!("{name} is not {expected}")))
}

/// The query of a call, every value still a text; handlers read them by [`cursor`], [`limit`] and [`names`].
#[derive(Debug, Clone)]
pub(super) struct Parameters<T>(pub(super) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Parameters<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        Query::from_request_parts(parts, state)
            .await
            .map(|Query(value)| Self(value))
            .map_err(|_| {
                ApiError::of_field(
                    ErrorCode::Invalid,
                    "query",
                    "the part of the address after ? does not read; give each name once",
                )
            })
    }
}

/// The query of a call that answers by pages.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct PageParameters {
    after: Option<String>,
    limit: Option<String>,
}

impl PageParameters {
    pub(super) fn after(&self) -> Result<Option<Cursor>, ApiError> {
        cursor(self.after.as_deref())
    }

    pub(super) fn limit(&self) -> Result<u32, ApiError> {
        limit(self.limit.as_deref())
    }
}

/// The cursor after which a page begins.
pub(super) fn cursor(text: Option<&str>) -> Result<Option<Cursor>, ApiError> {
    text.map(str::parse::<Cursor>)
        .transpose()
        .map_err(|error| ApiError::of_field(ErrorCode::Invalid, "after", format!("after: {error}")))
}

/// How many entries a page may have.
pub(super) fn limit(text: Option<&str>) -> Result<u32, ApiError> {
    let Some(text) = text else {
        return Ok(PAGE_ITEMS_DEFAULT);
    };
    text.parse()
        .ok()
        .filter(|limit| (1..=PAGE_ITEMS_MAX).contains(limit))
        .ok_or_else(|| {
            ApiError::of_field(
                ErrorCode::Invalid,
                "limit",
                format!("limit must be a number from 1 to {PAGE_ITEMS_MAX}"),
            )
        })
}

/// Names with commas between them, for example `received,seen`; none when absent.
pub(super) fn names<T>(text: Option<&str>) -> Result<Vec<T>, ApiError>
where
    T: FromStr<Err = lamplight_protocol::error::Violation>,
{
    text.unwrap_or_default()
        .split(',')
        .filter(|name| !name.is_empty())
        .map(|name| name.parse().map_err(ApiError::from))
        .collect()
}

/// A switch that is on or off, for example `true`; off when absent.
pub(super) fn flag(name: &'static str, text: Option<&str>) -> Result<bool, ApiError> {
    match text {
        None | Some("" | "false") => Ok(false),
        Some("true") => Ok(true),
        Some(_) => Err(ApiError::of_field(
            ErrorCode::Invalid,
            name,
            format!("{name} must be true or false"),
        )),
    }
}

/// A time, for example `2026-11-20T10:00:00Z`; none when absent.
pub(super) fn time(name: &'static str, text: Option<&str>) -> Result<Option<TimestampMillis>, ApiError> {
    text.filter(|text| !text.is_empty())
        .map(str::parse)
        .transpose()
        .map_err(|error: TimeError| ApiError::of_field(ErrorCode::Invalid, name, format!("{name}: {error}")))
}

/// The cursor at which a broken stream goes on (`Last-Event-ID` of the HTML standard).
pub(super) fn last_event_id(headers: &HeaderMap) -> Result<Option<Cursor>, ApiError> {
    let text = headers
        .get("last-event-id")
        .map(|value| value.to_str().unwrap_or("?"));
    cursor(text)
}
