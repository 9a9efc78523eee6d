//! The only HTTP client. It carries bytes and judges nothing: what an answer means is for `retry` and for
//! the pulls.
//!
//! **Architecture invariant:** a receipt travels in a header or in a body, never in an address; redirects
//! are never followed, because they would carry it elsewhere; nothing about the device is sent.

use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use futures_util::StreamExt as _;
use futures_util::stream::BoxStream;
use lamplight_protocol::api::{
    self, CONTENT_DIGEST, Cursor, FindRequest, LiveRequest, RECEIPT_SCHEME, ThreadsRequest, paths,
};
use lamplight_protocol::digest::{ContentDigest, PackHash, PhotoHash};
use lamplight_protocol::ids::Receipt;
use lamplight_protocol::work::{Challenge, Solution, WORK};
use reqwest::header::{
    ACCEPT, AUTHORIZATION, CONTENT_RANGE, CONTENT_TYPE, DATE, ETAG, HeaderMap, HeaderName, IF_NONE_MATCH,
    RANGE, RETRY_AFTER,
};
use reqwest::{Client, Method, RequestBuilder, Response, redirect};
use rustls::crypto::CryptoProvider;
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::Verifier;
use serde::Serialize;

use crate::config::ServerUrl;
use crate::local::rsvps;
use crate::outbox::{Call, Frozen};
use crate::retry;
use crate::sha256::sha256;

/// How long a connection may take to open.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// How long a whole call may take, the stream aside.
pub(crate) const CALL_TIMEOUT: Duration = Duration::from_secs(30);
/// How long a photo may take, either way: the largest passes at 125 kbit/s, a usual one at 25.
pub(crate) const PHOTO_TIMEOUT: Duration = Duration::from_secs(270);
/// How long an open stream may take to answer its request.
const STREAM_OPEN_TIMEOUT: Duration = Duration::from_secs(15);
/// How long a connection is kept for the next call.
const IDLE_TIMEOUT: Duration = Duration::from_secs(60);
/// Connections kept for the next calls: as many as reports are sent at once.
const IDLE_CONNECTIONS_MAX: usize = 8;
/// The most that is read of an answer, in bytes: a full page of the feed with every text in a dozen
/// languages fits.
const ANSWER_BYTES_MAX: usize = 32 * 1024 * 1024;
/// What this program calls itself.
const USER_AGENT: &str = concat!("Lamplight/", env!("CARGO_PKG_VERSION"));

/// The client of one server. Made at the first call to it, kept until another server is named.
pub(crate) struct Remote {
    base: ServerUrl,
    http: Client,
}

/// No answer: no connection, cut, too slow, or more than anybody would answer. Which of them makes no
/// difference to what is done next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unanswered;

/// An answer, whoever gave it.
#[derive(Debug)]
pub(crate) struct RemoteAnswer {
    pub(crate) status: u16,
    pub(crate) retry_after_s: Option<u32>,
    /// Empty when there is none.
    pub(crate) etag: String,
    /// What the device is to work out before it is heard.
    pub(crate) work: Option<Challenge>,
    pub(crate) body: Bytes,
}

/// A write under a receipt.
struct Upload<'a> {
    method: Method,
    path: String,
    media_type: &'static str,
    receipt: &'a Receipt,
    digest: ContentDigest,
    body: &'a Bytes,
    timeout: Duration,
}

/// What the server answered to a wish for the stream.
pub(crate) enum StreamAnswer {
    Open(BoxStream<'static, Result<Bytes, Unanswered>>),
    Refused(RemoteAnswer),
}

/// What the server answered to a wish for a pack.
pub(crate) enum PackAnswer {
    /// Bytes from an offset on.
    From {
        offset: u64,
        chunks: BoxStream<'static, Result<Bytes, Unanswered>>,
    },
    /// Anything else.
    None,
}

/// The client could not be made: this system has no certificates to trust, or its TLS is broken.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NoClient;

impl Remote {
    pub(crate) fn new(base: ServerUrl) -> Result<Self, NoClient> {
        let mut builder = Client::builder()
            .tls_backend_preconfigured(tls(&base)?)
            .user_agent(USER_AGENT)
            .redirect(redirect::Policy::none())
            .connect_timeout(CONNECT_TIMEOUT)
            .pool_idle_timeout(IDLE_TIMEOUT)
            .pool_max_idle_per_host(IDLE_CONNECTIONS_MAX);
        if !base.is_secure() {
            // Plain HTTP is for this machine only, where a proxy has no business.
            builder = builder.no_proxy();
        }
        let http = builder.build().map_err(|_| NoClient)?;
        Ok(Self { base, http })
    }

    pub(crate) fn base(&self) -> &ServerUrl {
        &self.base
    }

    /// Sends an operation.
    pub(crate) async fn send(&self, operation: &Frozen) -> Result<RemoteAnswer, Unanswered> {
        let (method, path) = address(&operation.call);
        let is_photo = matches!(operation.call, Call::Photo(..));
        self.upload(&Upload {
            method,
            path,
            media_type: if is_photo {
                "image/jpeg"
            } else {
                "application/json"
            },
            receipt: &operation.receipt,
            digest: operation.digest,
            body: &operation.body,
            timeout: if is_photo { PHOTO_TIMEOUT } else { CALL_TIMEOUT },
        })
        .await
    }

    /// Sends an answer to an event.
    pub(crate) async fn send_rsvp(&self, rsvp: &rsvps::Attempt) -> Result<RemoteAnswer, Unanswered> {
        self.upload(&Upload {
            method: Method::PUT,
            path: api::rsvp_path(rsvp.event, rsvp.operation),
            media_type: "application/json",
            receipt: &rsvp.receipt,
            digest: rsvp.digest,
            body: &rsvp.body,
            timeout: CALL_TIMEOUT,
        })
        .await
    }

    /// Where many come from its address, the server asks for some work first, which nobody needs to see: it goes on
    /// being sent.
    async fn upload(&self, upload: &Upload<'_>) -> Result<RemoteAnswer, Unanswered> {
        let sending = async {
            let mut answer = answer_within(upload.timeout, self.request_of(upload)).await?;
            if let Some(challenge) = answer.work.take()
                && let Some(solution) = solve(challenge).await
            {
                let request = self.request_of(upload).header(WORK, solution.to_string());
                answer = answer_within(upload.timeout, request).await?;
            }
            Ok(answer)
        };
        // Both together: longer, and another process would take what is sent for abandoned.
        tokio::time::timeout(upload.timeout, sending)
            .await
            .unwrap_or(Err(Unanswered))
    }

    fn request_of(&self, upload: &Upload<'_>) -> RequestBuilder {
        let receipt = format!("{RECEIPT_SCHEME} {}", upload.receipt.expose());
        self.request(upload.method.clone(), &upload.path)
            .header(AUTHORIZATION, receipt)
            .header(CONTENT_TYPE, upload.media_type)
            .header(CONTENT_DIGEST, upload.digest.to_string())
            .body(upload.body.clone())
    }

    /// Asks for the area, unless it is still the one with this tag.
    pub(crate) async fn area(&self, etag: &str) -> Result<RemoteAnswer, Unanswered> {
        answer(self.unless_known(paths::AREA, etag)).await
    }

    /// Asks for the figures, unless they are still those with this tag.
    pub(crate) async fn figures(&self, etag: &str) -> Result<RemoteAnswer, Unanswered> {
        answer(self.unless_known(paths::FIGURES, etag)).await
    }

    /// Asks for a page of the feed.
    pub(crate) async fn feed(&self, after: Option<&Cursor>, limit: u32) -> Result<RemoteAnswer, Unanswered> {
        let query = match after {
            // A cursor holds nothing that would need to be escaped.
            Some(cursor) => format!("{}?after={cursor}&limit={limit}", paths::FEED),
            None => format!("{}?limit={limit}", paths::FEED),
        };
        answer(self.request(Method::GET, &query)).await
    }

    /// Asks for a picture. A large one takes its time.
    pub(crate) async fn picture(&self, sha256: &PhotoHash) -> Result<RemoteAnswer, Unanswered> {
        let request = self.request(Method::GET, &api::picture_path(sha256));
        answer_within(PHOTO_TIMEOUT, request).await
    }

    /// Asks for an area pack from an offset on. It may take long; the reader must notice silence.
    pub(crate) async fn area_pack(&self, sha256: &PackHash, offset: u64) -> Result<PackAnswer, Unanswered> {
        let mut request = self.request(Method::GET, &api::area_pack_path(sha256));
        if offset > 0 {
            request = request.header(RANGE, format!("bytes={offset}-"));
        }
        let sent = tokio::time::timeout(STREAM_OPEN_TIMEOUT, request.send()).await;
        let response = sent.map_err(|_| Unanswered)?.map_err(|_| Unanswered)?;
        let headers = response.headers();
        // Whoever does not name the pack, a captive portal for one, has not given it.
        let is_the_pack = header(headers, &ETAG).trim_matches('"') == sha256.as_str();
        let offset = match response.status().as_u16() {
            200 if is_the_pack => Some(0),
            206 if is_the_pack => begins_at(header(headers, &CONTENT_RANGE)),
            _ => None,
        };
        Ok(offset.map_or(PackAnswer::None, |offset| PackAnswer::From {
            offset,
            chunks: response
                .bytes_stream()
                .map(|chunk| chunk.map_err(|_| Unanswered))
                .boxed(),
        }))
    }

    /// Asks what changed in threads.
    pub(crate) async fn threads(&self, asked: &ThreadsRequest) -> Result<RemoteAnswer, Unanswered> {
        answer(self.post(paths::THREADS_CHANGES, asked)?).await
    }

    /// Asks for the report that a reference and a receipt belong to.
    pub(crate) async fn find(&self, asked: &FindRequest) -> Result<RemoteAnswer, Unanswered> {
        answer(self.post(paths::THREADS_FIND, asked)?).await
    }

    /// Opens the live stream. It ends when the server or the way to it does; the reader must notice silence.
    pub(crate) async fn live(&self, wish: &LiveRequest) -> Result<StreamAnswer, Unanswered> {
        let request = self.post(paths::LIVE, wish)?.header(ACCEPT, "text/event-stream");
        let sent = tokio::time::timeout(STREAM_OPEN_TIMEOUT, request.send()).await;
        let response = sent.map_err(|_| Unanswered)?.map_err(|_| Unanswered)?;
        if response.status().as_u16() == 200 && is_event_stream(response.headers()) {
            let chunks = response.bytes_stream().map(|chunk| chunk.map_err(|_| Unanswered));
            return Ok(StreamAnswer::Open(chunks.boxed()));
        }
        let refused = tokio::time::timeout(CALL_TIMEOUT, read(response)).await;
        refused.map_err(|_| Unanswered)?.map(StreamAnswer::Refused)
    }

    fn unless_known(&self, path: &str, etag: &str) -> RequestBuilder {
        let request = self.request(Method::GET, path);
        if etag.is_empty() {
            request
        } else {
            request.header(IF_NONE_MATCH, etag)
        }
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, format!("{}{path}", self.base))
    }

    fn post(&self, path: &str, body: &impl Serialize) -> Result<RequestBuilder, Unanswered> {
        let body = serde_json::to_vec(body).map_err(|_| Unanswered)?;
        Ok(self
            .request(Method::POST, path)
            .header(CONTENT_TYPE, "application/json")
            .body(body))
    }
}

fn address(call: &Call) -> (Method, String) {
    let path = match call {
        Call::Report(report) => api::report_path(*report),
        Call::Photo(report, sha256) => api::photo_path(*report, sha256),
        Call::Message(report, id) => api::message_path(*report, *id),
        Call::Withdrawal(report, id) => api::withdrawal_path(*report, *id),
        Call::Reopening(report, id) => api::reopening_path(*report, *id),
        Call::Feedback(report, id) => api::feedback_path(*report, *id),
        Call::Erasure(report) => return (Method::DELETE, api::report_path(*report)),
    };
    (Method::PUT, path)
}

/// Works out what was asked, in a thread where it holds nothing up.
async fn solve(challenge: Challenge) -> Option<Solution> {
    let solving = tokio::task::spawn_blocking(move || challenge.solve(sha256));
    solving.await.ok().flatten()
}

async fn answer(request: RequestBuilder) -> Result<RemoteAnswer, Unanswered> {
    answer_within(CALL_TIMEOUT, request).await
}

async fn answer_within(timeout: Duration, request: RequestBuilder) -> Result<RemoteAnswer, Unanswered> {
    let response = request.timeout(timeout).send().await.map_err(|_| Unanswered)?;
    read(response).await
}

async fn read(mut response: Response) -> Result<RemoteAnswer, Unanswered> {
    let headers = response.headers();
    let retry_after_s = retry::seconds_to_wait(header(headers, &RETRY_AFTER), header(headers, &DATE));
    let etag = header(headers, &ETAG).to_owned();
    let work = header(headers, &HeaderName::from_static(WORK)).parse().ok();
    let mut body = BytesMut::new();
    while let Some(chunk) = response.chunk().await.map_err(|_| Unanswered)? {
        if body.len().saturating_add(chunk.len()) > ANSWER_BYTES_MAX {
            return Err(Unanswered);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(RemoteAnswer {
        status: response.status().as_u16(),
        retry_after_s,
        etag,
        work,
        body: body.freeze(),
    })
}

fn header<'a>(headers: &'a HeaderMap, name: &reqwest::header::HeaderName) -> &'a str {
    headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

/// The first byte of the part that a `Content-Range` tells of.
fn begins_at(content_range: &str) -> Option<u64> {
    let (first, _) = content_range.strip_prefix("bytes ")?.split_once('-')?;
    first.parse().ok()
}

fn is_event_stream(headers: &HeaderMap) -> bool {
    header(headers, &CONTENT_TYPE).starts_with("text/event-stream")
}

/// TLS with ring, given to this client alone: a library must not choose a provider for its whole process.
/// The system says which authorities to trust. It is not asked for plain HTTP, so that a machine without
/// certificates can talk to itself.
fn tls(base: &ServerUrl) -> Result<ClientConfig, NoClient> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(|_| NoClient)?;
    if base.is_secure() {
        let verifier = verifier(provider)?;
        Ok(builder
            .dangerous()
            .with_custom_certificate_verifier(verifier)
            .with_no_client_auth())
    } else {
        Ok(builder
            .with_root_certificates(RootCertStore::empty())
            .with_no_client_auth())
    }
}

fn verifier(provider: Arc<CryptoProvider>) -> Result<Arc<Verifier>, NoClient> {
    Verifier::new(provider).map(Arc::new).map_err(|_| NoClient)
}
