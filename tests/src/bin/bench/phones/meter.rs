//! The meter before each phone: it carries calls to the server from the phone's own address, and writes down
//! each of them. It changes nothing, and closes what the other side closes.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use hyper::body::Incoming;
use hyper::client::conn::http1::SendRequest;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

use super::record::{About, Call};

/// Connections that may wait to be taken: a phone has fewer.
const BACKLOG: u32 = 16;

/// A meter whose phone is told that nobody is there, as by a server that is down.
pub(crate) struct Closed {
    socket: TcpSocket,
    address: SocketAddr,
}

impl Closed {
    /// Takes a port at the phone's address.
    pub(crate) fn at(phone: Ipv4Addr) -> anyhow::Result<Self> {
        let socket = TcpSocket::new_v4()?;
        socket.bind((phone, 0).into())?;
        let address = socket.local_addr()?;
        Ok(Self { socket, address })
    }

    /// Where the phone calls.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Opens the way to the server; times are counted from `began`.
    pub(crate) fn open(self, server: SocketAddr, began: Instant) -> anyhow::Result<Meter> {
        let book = Arc::new(Book {
            began,
            calls: Mutex::default(),
        });
        let listener = self.socket.listen(BACKLOG)?;
        let way = Way {
            phone: self.address,
            server,
            book: Arc::clone(&book),
        };
        Ok(Meter {
            book,
            accepting: tokio::spawn(accept(listener, way)),
        })
    }
}

/// A meter that runs until it is dropped.
pub(crate) struct Meter {
    book: Arc<Book>,
    accepting: JoinHandle<()>,
}

impl Meter {
    /// The calls so far.
    pub(crate) fn calls(&self) -> Vec<Call> {
        self.book.lock().clone()
    }
}

impl Drop for Meter {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

struct Book {
    began: Instant,
    calls: Mutex<Vec<Call>>,
}

impl Book {
    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Call>> {
        self.calls.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn now_ms(&self) -> u64 {
        u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// Writes a call down, and gives its place.
    fn begin(&self, path: &str) -> usize {
        let call = Call {
            about: About::of_path(path),
            at_ms: self.now_ms(),
            answered_ms: None,
            status: 0,
        };
        let mut calls = self.lock();
        calls.push(call);
        calls.len() - 1
    }

    fn answered(&self, place: usize, status: u16) {
        let now_ms = self.now_ms();
        if let Some(call) = self.lock().get_mut(place) {
            call.answered_ms = Some(now_ms);
            call.status = status;
        }
    }
}

#[derive(Clone)]
struct Way {
    phone: SocketAddr,
    server: SocketAddr,
    book: Arc<Book>,
}

async fn accept(listener: TcpListener, way: Way) {
    // Dropped with the meter, and with it every conversation.
    let mut conversations = JoinSet::new();
    loop {
        tokio::select! {
            Ok((stream, _)) = listener.accept() => {
                let way = way.clone();
                // A side that goes away ends the conversation, which is no error.
                conversations.spawn(async move { drop(way.carry(stream).await) });
            }
            Some(_) = conversations.join_next() => {}
        }
    }
}

impl Way {
    /// Carries the calls of one connection over one connection.
    async fn carry(&self, phone: TcpStream) -> anyhow::Result<()> {
        let socket = TcpSocket::new_v4()?;
        socket.bind((self.phone.ip(), 0).into())?;
        let server = socket.connect(self.server).await?;
        server.set_nodelay(true)?;
        phone.set_nodelay(true)?;
        let (sender, upstream) = hyper::client::conn::http1::handshake(TokioIo::new(server)).await?;
        let sender = Arc::new(tokio::sync::Mutex::new(sender));
        let service = service_fn(|request| self.call(Arc::clone(&sender), request));
        let downstream = hyper::server::conn::http1::Builder::new();
        let mut downstream = std::pin::pin!(downstream.serve_connection(TokioIo::new(phone), service));
        tokio::select! {
            ended = downstream.as_mut() => ended?,
            _ = upstream => {
                // The phone is to see at once that the server has closed an idle connection.
                downstream.as_mut().graceful_shutdown();
                downstream.await?;
            }
        }
        Ok(())
    }

    async fn call(
        &self,
        sender: Arc<tokio::sync::Mutex<SendRequest<Incoming>>>,
        request: Request<Incoming>,
    ) -> hyper::Result<Response<Incoming>> {
        let place = self.book.begin(request.uri().path());
        let answer = sender.lock().await.send_request(request).await?;
        self.book.answered(place, answer.status().as_u16());
        Ok(answer)
    }
}
