//! One call, its answer, and a stream of frames.

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Request, request};
use futures_util::StreamExt;
use lamplight_protocol::ids::Receipt;
use serde_json::Value;
use tower::ServiceExt;

use crate::body::digest_of;

pub(crate) struct Call {
    router: Router,
    request: request::Builder,
    body: Bytes,
}

impl Call {
    pub(super) fn new(router: Router, method: &str, path: &str) -> Self {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "patrol.test");
        Self {
            router,
            request,
            body: Bytes::new(),
        }
    }

    pub(crate) fn header(mut self, name: &str, value: impl AsRef<str>) -> Self {
        self.request = self.request.header(name, value.as_ref());
        self
    }

    pub(crate) fn bearer(self, token: &str) -> Self {
        self.header("authorization", format!("Bearer {token}"))
    }

    pub(crate) fn receipt(self, receipt: &Receipt) -> Self {
        self.header("authorization", format!("Receipt {}", receipt.expose()))
    }

    /// As a browser sends it from our own page.
    pub(crate) fn same_origin(self) -> Self {
        self.header("sec-fetch-site", "same-origin")
    }

    /// As from an address.
    pub(crate) fn from(mut self, address: std::net::IpAddr) -> Self {
        self.request = self.request.extension(crate::peer::Peer(address));
        self
    }

    pub(crate) fn body(mut self, bytes: impl Into<Bytes>) -> Self {
        self.body = bytes.into();
        self
    }

    pub(crate) fn json(self, value: &Value) -> Self {
        self.body(value.to_string())
    }

    /// A JSON body with its digest, as residents send it.
    pub(crate) fn digested(self, value: &Value) -> Self {
        let body = value.to_string();
        let digest = digest_of(body.as_bytes()).to_string();
        self.header("content-digest", digest).body(body)
    }

    /// A photo with its digest.
    pub(crate) fn digested_bytes(self, bytes: &[u8]) -> Self {
        let digest = digest_of(bytes).to_string();
        self.header("content-digest", digest).body(bytes.to_vec())
    }

    async fn answered(self) -> axum::response::Response {
        let request = self.request.body(Body::from(self.body)).unwrap();
        self.router.oneshot(request).await.unwrap()
    }

    /// Makes the call and reads the whole answer.
    pub(crate) async fn send(self) -> Answer {
        let (head, body) = self.answered().await.into_parts();
        Answer {
            status: head.status.as_u16(),
            headers: head.headers,
            body: axum::body::to_bytes(body, usize::MAX).await.unwrap(),
        }
    }

    /// Makes the call and reads its stream up to the first heartbeat, which says that it is open.
    pub(crate) async fn open(self) -> Stream {
        let mut stream = self.open_raw().await;
        assert_eq!(stream.frame().await.unwrap().event, "hb");
        stream
    }

    /// Makes the call and leaves its stream unread.
    pub(crate) async fn open_raw(self) -> Stream {
        let response = self.answered().await;
        assert_eq!(response.status(), 200);
        Stream {
            headers: response.headers().clone(),
            chunks: response.into_body().into_data_stream(),
            unread: String::new(),
        }
    }
}

pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: HeaderMap,
    body: Bytes,
}

impl Answer {
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.body.to_vec()
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.to_vec()).unwrap()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("not JSON: {}", self.text()))
    }

    pub(crate) fn header(&self, name: &str) -> String {
        let value = self
            .headers
            .get(name)
            .unwrap_or_else(|| panic!("no header {name}"));
        value.to_str().unwrap().to_owned()
    }

    pub(crate) fn has_no_header(&self, name: &str) -> bool {
        !self.headers.contains_key(name)
    }

    /// The answer, which must be a success.
    #[track_caller]
    pub(crate) fn done(self) -> Self {
        assert_eq!(self.status, 200, "{}", self.text());
        self
    }

    /// Asserts a refusal in the protocol's envelope, and gives its body.
    #[track_caller]
    pub(crate) fn is_refused(&self, status: u16, code: &str) -> Value {
        let body = self.json();
        assert_eq!(
            (self.status, body["code"].as_str()),
            (status, Some(code)),
            "{body}"
        );
        assert!(body["detail"].as_str().is_some_and(|detail| !detail.is_empty()));
        body
    }
}

/// A stream of Server-Sent Events.
pub(crate) struct Stream {
    pub(crate) headers: HeaderMap,
    chunks: axum::body::BodyDataStream,
    unread: String,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Frame {
    pub(crate) id: Option<String>,
    pub(crate) event: String,
    pub(crate) data: Value,
}

impl Stream {
    /// The next frame; none at the end of the stream.
    pub(crate) async fn frame(&mut self) -> Option<Frame> {
        loop {
            if let Some((frame, rest)) = self.unread.split_once("\n\n") {
                let frame = parse(frame);
                self.unread = rest.to_owned();
                return Some(frame);
            }
            let chunk = self.chunks.next().await?.unwrap();
            self.unread.push_str(std::str::from_utf8(&chunk).unwrap());
        }
    }

    /// The next frame that is no heartbeat.
    pub(crate) async fn news(&mut self) -> Frame {
        loop {
            let frame = self.frame().await.expect("the stream has ended");
            if frame.event != "hb" {
                return frame;
            }
        }
    }
}

fn parse(text: &str) -> Frame {
    let field = |name: &str| {
        text.lines()
            .filter_map(|line| line.split_once(": "))
            .find_map(|(field, value)| (field == name).then(|| value.to_owned()))
    };
    Frame {
        id: field("id"),
        event: field("event").unwrap(),
        data: serde_json::from_str(&field("data").unwrap()).unwrap(),
    }
}
