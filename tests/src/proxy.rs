//! A proxy between a device and its server that does to their words whatever a network may.
//!
//! It speaks just enough HTTP/1.1 to know where a request ends: each connection carries one call, so that
//! each call can meet a fault of its own. What it does is decided by a script, from a seed, and so can be
//! replayed; how the operating system cuts the bytes is beyond it.

mod exchange;
mod fault;
mod message;

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

pub use fault::Fault;
pub use message::Request;

/// Where redirects of the proxy lead. Whoever comes here has carried a receipt to a stranger.
const ASTRAY: &str = "/astray";

/// Decides what a call meets.
pub type Script = Box<dyn FnMut(&Request) -> Fault + Send>;

/// A proxy that runs until it is dropped.
pub struct Proxy {
    address: SocketAddr,
    shared: Arc<Shared>,
    accepting: JoinHandle<()>,
}

pub(crate) struct Shared {
    server: String,
    script: Mutex<Script>,
    astray: AtomicU32,
}

impl Proxy {
    /// Starts a proxy before this server, which need not run yet.
    ///
    /// # Errors
    /// When the system gives no port.
    pub async fn start(server_url: &str, script: Script) -> anyhow::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            server: server_url.trim_start_matches("http://").to_owned(),
            script: Mutex::new(script),
            astray: AtomicU32::new(0),
        });
        let accepting = tokio::spawn(accept(listener, Arc::clone(&shared)));
        Ok(Self {
            address,
            shared,
            accepting,
        })
    }

    /// The address that a device is told to use.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Gives the calls to come another script.
    pub fn follow(&self, script: Script) {
        *self.shared.script.lock().unwrap_or_else(PoisonError::into_inner) = script;
    }

    /// How many calls followed a redirect.
    pub fn astray(&self) -> u32 {
        self.shared.astray.load(Ordering::Relaxed)
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

impl Shared {
    fn fault_for(&self, request: &Request) -> Fault {
        if request.path().starts_with(ASTRAY) {
            self.astray.fetch_add(1, Ordering::Relaxed);
        }
        let mut script = self.script.lock().unwrap_or_else(PoisonError::into_inner);
        script(request)
    }
}

async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    // Dropped with the proxy, and with it every conversation.
    let mut conversations = JoinSet::new();
    loop {
        tokio::select! {
            Ok((client, _)) = listener.accept() => {
                conversations.spawn(converse(client, Arc::clone(&shared)));
            }
            Some(_) = conversations.join_next() => {}
        }
    }
}

async fn converse(mut client: TcpStream, shared: Arc<Shared>) {
    // A client or a server that goes away in the middle is what this is about, and no error.
    if let Ok(Some(request)) = message::read_request(&mut client).await {
        let fault = shared.fault_for(&request);
        let _ = exchange::carry(client, &shared.server, &request, fault).await;
    }
}

/// A script in which nothing goes wrong.
pub fn fair() -> Script {
    Box::new(|_| Fault::Pass)
}
