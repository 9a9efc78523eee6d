//! A call to a program of the patrol's choice, signed so that the program knows who calls.
//!
//! `Lamplight-Signature` is `v1=` and the HMAC-SHA256, in hexadecimal, of `Lamplight-Timestamp`, a full stop and the
//! body. The time is in what is signed, so that a call that somebody recorded cannot be made again later.

use std::error::Error;
use std::time::Duration;

use axum::body::Bytes;
use axum::http::header::{CONTENT_TYPE, USER_AGENT};
use axum::http::{Request, Uri};
use http_body_util::Full;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::{self, Client};
use hyper_util::rt::TokioExecutor;
use lamplight_protocol::time::TimestampMillis;
use lamplight_store::model::Waiting;
use ring::hmac;
use serde::Serialize;

use super::door::Door;
use super::settings::{WebhookSettings, usage};
use super::{News, NotTold};
use crate::error::StartError;
use crate::trust::tls;

/// How long a call may take, in milliseconds, its answer's head included. Of the body nothing is read.
const CALL_MS_MAX: u64 = 15_000;
/// The program's name in a call.
const NAME: &str = concat!("Lamplight/", env!("CARGO_PKG_VERSION"));

/// The body of a call.
#[derive(Serialize)]
struct Body<'a> {
    /// `urgent_report`, `reminder`, or `test`.
    news: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    category: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    waiting: Option<Counts>,
    urgent: bool,
    link: &'a str,
}

/// How much waits, of each kind.
#[derive(Serialize)]
struct Counts {
    overdue_reports: u32,
    alerts_to_approve: u32,
    alerts_to_review: u32,
}

impl From<Waiting> for Counts {
    fn from(waiting: Waiting) -> Self {
        Self {
            overdue_reports: waiting.reports,
            alerts_to_approve: waiting.proposals,
            alerts_to_review: waiting.reviews,
        }
    }
}

/// A webhook that is set up.
pub(super) struct Webhook {
    url: Uri,
    key: hmac::Key,
    client: Client<HttpsConnector<Door>, Full<Bytes>>,
}

impl Webhook {
    pub(super) fn new(settings: &WebhookSettings, secret: &str) -> Result<Self, StartError> {
        let url = settings.checked_url()?;
        let door = Door {
            private_addresses: settings.private_addresses,
        };
        let tls = tls(!settings.plain_http).map_err(|no_trust| usage(no_trust.to_string()))?;
        let builder = HttpsConnectorBuilder::new().with_tls_config(tls);
        let connector = if settings.plain_http {
            builder.https_or_http().enable_http1().wrap_connector(door)
        } else {
            builder.https_only().enable_http1().wrap_connector(door)
        };
        // No connection is kept: calls are rare, and each must look at the address anew.
        let client = Client::builder(TokioExecutor::new())
            .pool_max_idle_per_host(0)
            .build(connector);
        Ok(Self {
            url,
            key: hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes()),
            client,
        })
    }

    pub(super) async fn call(&self, news: News, link: &str, now: TimestampMillis) -> Result<(), NotTold> {
        let request = self.request(news, link, now).ok_or(NotTold::Unmade)?;
        let calling = tokio::time::timeout(Duration::from_millis(CALL_MS_MAX), self.client.request(request));
        let answer = calling
            .await
            .map_err(|_| NotTold::TooSlow)?
            .map_err(|error| why(&error))?;
        let status = answer.status();
        match status.as_u16() {
            200..300 => Ok(()),
            300..400 => Err(NotTold::Redirected(status.as_u16())),
            _ => Err(NotTold::Refused(status.as_u16())),
        }
    }

    fn request(&self, news: News, link: &str, now: TimestampMillis) -> Option<Request<Full<Bytes>>> {
        let body = serde_json::to_vec(&body_of(news, link)).ok()?;
        let timestamp = (now.as_millis() / 1_000).to_string();
        Request::post(self.url.clone())
            .header(CONTENT_TYPE, "application/json")
            .header(USER_AGENT, NAME)
            .header("lamplight-signature", self.signature(&timestamp, &body))
            .header("lamplight-timestamp", timestamp)
            .body(Full::new(body.into()))
            .ok()
    }

    fn signature(&self, timestamp: &str, body: &[u8]) -> String {
        let mut context = hmac::Context::with_key(&self.key);
        context.update(timestamp.as_bytes());
        context.update(b".");
        context.update(body);
        let digits: String = context
            .sign()
            .as_ref()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        format!("v1={digits}")
    }
}

fn body_of(news: News, link: &str) -> Body<'_> {
    let plain = Body {
        news: "test",
        id: None,
        category: None,
        waiting: None,
        urgent: false,
        link,
    };
    match news {
        News::UrgentReport(id, category) => Body {
            news: "urgent_report",
            id: Some(id.to_string()),
            category: Some(category.as_str()),
            urgent: true,
            ..plain
        },
        News::Reminder(waiting) => Body {
            news: "reminder",
            waiting: Some(waiting.into()),
            ..plain
        },
        News::Test => plain,
    }
}

/// What the door said, or that nobody was reached.
fn why(error: &legacy::Error) -> NotTold {
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(error) = cause {
        let said = error
            .downcast_ref::<std::io::Error>()
            .and_then(|error| error.get_ref())
            .and_then(|inner| inner.downcast_ref::<NotTold>());
        if let Some(said) = said {
            return *said;
        }
        cause = error.source();
    }
    NotTold::Unreachable
}
