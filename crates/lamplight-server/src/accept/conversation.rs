//! HTTP on one connection, until it ends or becomes a live stream.

use std::any::Any;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::response::Parts;
use axum::http::{Method, Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use socket2::SockRef;
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use crate::ingress::Ingress;
use crate::live::{Handover, Opening, Wire};

/// How long the headers of a call may take, and how long a connection may idle between two, in milliseconds.
const HEADERS_MS_MAX: u64 = 10_000;
/// How long the handshake of TLS may take, in milliseconds.
const HANDSHAKE_MS_MAX: u64 = 10_000;
/// What hyper may buffer for one connection, in bytes: headers, and parts of a body.
const BUFFER_BYTES_MAX: usize = 64 * 1024;
/// What the kernel may keep for one live stream, in bytes; Linux takes it twice, for what it needs beside. By itself
/// it would keep megabytes for each reader who takes nothing. Only streams: it would slow large answers.
const STREAM_BUFFER_BYTES: usize = 16 * 1024;

/// A connection that was accepted, and what answers it.
pub(super) struct Conversation {
    pub(super) app: Router,
    pub(super) ingress: Arc<Ingress>,
    /// Whence the connection comes.
    pub(super) connection: IpAddr,
    /// Whether it may idle between two calls; else its place goes to the next after one.
    pub(super) may_idle: bool,
    /// Given back at the connection's end.
    pub(super) place: Box<dyn Any + Send>,
    pub(super) drain: CancellationToken,
}

/// A stream that leaves HTTP: the head of its answer, and the rest.
type Leaving = (Parts, Opening);

impl Conversation {
    /// From the first byte to the last, or until the hub has the connection. What breaks it is the network's or
    /// the client's, and of no interest to anybody.
    pub(super) async fn hold(self, stream: TcpStream) {
        let Some(acceptor) = self.ingress.acceptor() else {
            return self.speak(stream).await;
        };
        // Boxed, so that a plain connection takes no room for what TLS needs.
        let secured = Box::pin(async move {
            let handshake = timeout(Duration::from_millis(HANDSHAKE_MS_MAX), acceptor.accept(stream));
            if let Some(Ok(Ok(stream))) = self.drain.clone().run_until_cancelled(handshake).await {
                self.speak(stream).await;
            }
        });
        secured.await;
    }

    /// HTTP, and what it may turn into.
    async fn speak(self, stream: impl Wire) {
        let Self {
            app,
            ingress,
            connection,
            may_idle,
            place,
            drain,
        } = self;
        let app = TowerToHyperService::new(app);
        let (leave, mut leaving) = mpsc::channel::<Leaving>(1);
        let answer = service_fn(move |mut call: Request<Incoming>| {
            let peer = ingress.peer(connection, call.headers());
            call.extensions_mut().insert(peer);
            answer(app.clone(), call, leave.clone())
        });
        let mut connection = http1::Builder::new()
            .keep_alive(may_idle)
            .timer(TokioTimer::new())
            .header_read_timeout(Duration::from_millis(HEADERS_MS_MAX))
            .max_buf_size(BUFFER_BYTES_MAX)
            .serve_connection(TokioIo::new(stream), answer);
        let mut is_going = false;
        let (head, opening) = loop {
            tokio::select! {
                _ = &mut connection => return,
                Some(stream) = leaving.recv() => break stream,
                () = drain.cancelled(), if !is_going => {
                    is_going = true;
                    std::pin::Pin::new(&mut connection).graceful_shutdown();
                }
            }
        };
        // Nothing was written for this call, and nothing is read after it: HTTP holds nothing back.
        let stream = connection.into_parts().io.into_inner();
        if let Some(socket) = stream.socket() {
            drop(SockRef::from(socket).set_send_buffer_size(STREAM_BUFFER_BYTES));
        }
        opening.begin(stream, head_of(&head), place).await;
    }
}

/// Answers a call; one for a live stream is not answered here, but leaves.
async fn answer(
    app: TowerToHyperService<Router>,
    call: Request<Incoming>,
    leave: mpsc::Sender<Leaving>,
) -> Result<Response<Body>, std::convert::Infallible> {
    let has_body = call.method() != Method::HEAD;
    let response = app.call(call).await?;
    let handover = response.extensions().get::<Handover>().cloned();
    let Some(opening) = handover.filter(|_| has_body).and_then(|handover| handover.take()) else {
        return Ok(response);
    };
    let (head, _) = response.into_parts();
    drop(leave.send((head, opening)).await);
    // The connection is taken away from under this call.
    std::future::pending().await
}

/// The head as it is sent. The stream's end is the connection's (RFC 9112, section 6.3): a chunk around each frame
/// would say nothing more.
fn head_of(head: &Parts) -> Bytes {
    let status = head.status;
    let reason = status.canonical_reason().unwrap_or_default();
    let mut bytes = format!("HTTP/1.1 {} {reason}\r\n", status.as_str()).into_bytes();
    for (name, value) in &head.headers {
        for part in [name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"] {
            bytes.extend_from_slice(part);
        }
    }
    bytes.extend_from_slice(b"connection: close\r\n\r\n");
    bytes.into()
}
