//! The way to a bucket: HTTP with TLS by ring, each call bounded in time and in size.
//!
//! **Architecture invariant:** only the storage itself is believed. A page of a proxy that says "not found" is no
//! word about a photo, and no redirect is followed, since it would carry the signature elsewhere.

use std::fmt;
use std::time::Duration;

use async_trait::async_trait;
use axum::body::Bytes;
use axum::http::{Method, StatusCode, response};
use http_body_util::{BodyExt, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::connect::HttpConnector as Tcp;
use hyper_util::client::legacy::{self, Client};
use hyper_util::rt::{TokioExecutor, TokioTimer};
use object_store::ClientOptions;
use object_store::client::{
    HttpClient, HttpConnector, HttpError, HttpErrorKind, HttpRequest, HttpRequestBody, HttpResponse,
    HttpService,
};

use crate::trust::{NoTrust, tls};

/// How long a connection may take to open, in milliseconds.
const CONNECT_MS_MAX: u64 = 3_000;
/// How long one call may take, in milliseconds, its answer included: the largest photo passes at 1.7 Mbit/s.
pub(super) const TRY_MS_MAX: u64 = 20_000;
/// How long a connection is kept for the next call, in milliseconds.
const IDLE_MS_MAX: u64 = 30_000;
/// Connections kept for the next calls.
const IDLE_CONNECTIONS_MAX: usize = 16;
/// The most that is read of an answer, in bytes: above the largest photo, and above a page of a list.
const ANSWER_BYTES_MAX: usize = 8 * 1024 * 1024;
/// The longest code of an error, in characters. The longest that is known has 37.
const CODE_CHARS_MAX: usize = 64;
/// What storages say that have no room, or none for this bucket. MinIO, Ceph and others have words of their own.
const CODES_OF_FULL: [&str; 3] = [
    "XMinioStorageFull",
    "XMinioAdminBucketQuotaExceeded",
    "QuotaExceeded",
];

/// What the storage said in place of doing it. Another try would hear the same.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) struct Refusal {
    pub(super) status: StatusCode,
    /// S3's word for it, such as `AccessDenied`; empty when it said none.
    pub(super) code: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.status.as_u16())?;
        if self.code.is_empty() {
            return Ok(());
        }
        write!(f, " {}", self.code)
    }
}

impl Refusal {
    /// Whether there is no room.
    pub(super) fn is_full(&self) -> bool {
        self.status == StatusCode::INSUFFICIENT_STORAGE || CODES_OF_FULL.contains(&self.code.as_str())
    }
}

/// The answer did not come in time.
#[derive(Debug, thiserror::Error)]
#[error("no answer within {TRY_MS_MAX} ms")]
struct TooSlow;

/// The client of one storage, as the library takes it.
#[derive(Debug, Clone)]
pub(super) struct Wire(HttpClient);

impl Wire {
    /// For `https` when it is to be secure, and for plain `http` as well when not. The system is not asked for
    /// certificates then, so that a machine without any can use a storage of its own.
    ///
    /// # Errors
    /// [`NoTrust`].
    pub(super) fn new(secure: bool) -> Result<Self, NoTrust> {
        let mut tcp = Tcp::new();
        tcp.set_connect_timeout(Some(Duration::from_millis(CONNECT_MS_MAX)));
        tcp.set_nodelay(true);
        tcp.enforce_http(false);
        let builder = HttpsConnectorBuilder::new().with_tls_config(tls(secure)?);
        let connector = if secure {
            builder.https_only().enable_http1().wrap_connector(tcp)
        } else {
            builder.https_or_http().enable_http1().wrap_connector(tcp)
        };
        let client = Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(Duration::from_millis(IDLE_MS_MAX))
            .pool_max_idle_per_host(IDLE_CONNECTIONS_MAX)
            .build(connector);
        Ok(Self(HttpClient::new(Calls(client))))
    }
}

impl HttpConnector for Wire {
    /// The options are the library's own; what matters of them is decided above.
    fn connect(&self, _: &ClientOptions) -> object_store::Result<HttpClient> {
        Ok(self.0.clone())
    }
}

#[derive(Debug)]
struct Calls(Client<HttpsConnector<Tcp>, HttpRequestBody>);

#[async_trait]
impl HttpService for Calls {
    async fn call(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let method = request.method().clone();
        let call = async {
            let (head, body) = self.0.request(request).await.map_err(broken)?.into_parts();
            let body = Limited::new(body, ANSWER_BYTES_MAX).collect().await;
            let body = body.map_err(|error| HttpError::new_boxed(HttpErrorKind::Interrupted, error))?;
            judge(&method, head, body.to_bytes())
        };
        tokio::time::timeout(Duration::from_millis(TRY_MS_MAX), call)
            .await
            .unwrap_or_else(|_| Err(HttpError::new(HttpErrorKind::Timeout, TooSlow)))
    }
}

fn broken(error: legacy::Error) -> HttpError {
    let kind = if error.is_connect() {
        HttpErrorKind::Connect
    } else {
        HttpErrorKind::Interrupted
    };
    HttpError::new(kind, error)
}

/// Hands on what the library can go on with, and makes of everything else a [`Refusal`], which it gives up on.
fn judge(method: &Method, head: response::Parts, body: Bytes) -> Result<HttpResponse, HttpError> {
    let refusal = Refusal {
        status: head.status,
        code: code_in(&body),
    };
    let again = (head.status.is_server_error() && head.status != StatusCode::NOT_IMPLEMENTED)
        || matches!(
            head.status,
            StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS
        );
    // An answer to HEAD has no body in which the storage could say so. Whoever sends it asks with GET before
    // believing it.
    let nothing_there =
        head.status == StatusCode::NOT_FOUND && (method == Method::HEAD || refusal.code == "NoSuchKey");
    if head.status.is_success() || nothing_there || (again && !refusal.is_full()) {
        Ok(HttpResponse::from_parts(head, body.into()))
    } else {
        Err(HttpError::new(HttpErrorKind::Unknown, refusal))
    }
}

/// What stands in `<Code>`. It is only read where nothing else is expected, and only plain words are taken: it
/// goes into the log.
fn code_in(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body.get(..body.len().min(4 * 1024)).unwrap_or_default());
    let code = text
        .split_once("<Code>")
        .and_then(|(_, rest)| rest.split_once("</Code>"))
        .map_or("", |(code, _)| code);
    let is_plain = code.len() <= CODE_CHARS_MAX && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if is_plain { code.to_owned() } else { String::new() }
}
