//! The accept loop. `axum::serve` sets no timer on hyper, so a client that sends its headers one byte a
//! minute would hold a connection for ever; this loop gives headers ten seconds, has a bound on connections,
//! and an end. A connection on which a live stream begins leaves HTTP, and goes to the hub.

mod conversation;
mod shares;
mod socket;
#[cfg(test)]
mod tests;

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::{AcquireError, OwnedSemaphorePermit, Semaphore};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use self::conversation::Conversation;
use self::shares::Shares;
use self::socket::settle;
use crate::ingress::Ingress;
use crate::peer::Networks;

/// How many connections may wait to be accepted. The system's 128 are full within a moment when a town comes back
/// at once, and whoever finds no room among them tries again only after one second, three, seven.
const WAITING_MAX: u32 = 1_024;
/// How long a peer may leave unread, or its network undelivered, what was sent to it, in milliseconds. One
/// that vanished would else count as watching, and one that never reads hold its place, for a quarter of an
/// hour and for ever. Heartbeats of a live stream are sent more often, so none is without something to read.
const UNREAD_MS_MAX: u64 = 60_000;
/// How long calls under way may take to end once the server is told to go, in milliseconds. The whole of a
/// shutdown has ten seconds; the store wants some of them.
pub(crate) const DRAIN_MS_MAX: u64 = 8_000;
/// How long to wait when no connection can be accepted, in milliseconds: mostly no file descriptor is free,
/// and one will be.
const ACCEPT_RETRY_MS: u64 = 200;

/// How many connections there may be.
#[derive(Debug, Clone)]
pub struct Bounds {
    /// In all.
    pub connections_max: usize,
    /// The addresses that may hold as many of them as they like. The trusted proxies may too.
    pub unlimited: Networks,
}

/// Serves connections until `drain` is cancelled, then lets the calls under way end, and cuts off those that
/// take too long. Whoever comes beyond the bound waits in the kernel's queue.
pub async fn serve(
    listener: TcpListener,
    ingress: Arc<Ingress>,
    app: Router,
    bounds: Bounds,
    drain: CancellationToken,
) {
    let unread_max = Duration::from_millis(UNREAD_MS_MAX);
    serve_readers(listener, ingress, app, bounds, unread_max, drain).await;
}

/// Takes an address. Must be called within the runtime of Tokio.
///
/// # Errors
/// When the address is taken, or is not of this machine.
pub(crate) fn listen_on(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv4() {
        TcpSocket::new_v4()?
    } else {
        TcpSocket::new_v6()?
    };
    // A server that starts anew finds its address free, though connections of the one before have not quite ended.
    socket.set_reuseaddr(cfg!(unix))?;
    socket.bind(address)?;
    socket.listen(WAITING_MAX)
}

/// As [`serve`], to peers who leave nothing unread for longer than `unread_max`.
async fn serve_readers(
    listener: TcpListener,
    ingress: Arc<Ingress>,
    app: Router,
    bounds: Bounds,
    unread_max: Duration,
    drain: CancellationToken,
) {
    let Bounds {
        connections_max,
        unlimited,
    } = bounds;
    let shares = Shares::of(connections_max);
    // A place is kept until the connection's end, which is after its conversation's where a stream begins.
    let places = Arc::new(Semaphore::new(connections_max.min(Semaphore::MAX_PERMITS)));
    let is_roomy = || places.available_permits() >= connections_max / 2;
    // Dropped at the end, which cuts off whatever is still there.
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            () = drain.cancelled() => break,
            (Ok(place), accepted) = accept(&places, &listener) => match accepted {
                Ok((_, address)) if !ingress.takes(address.ip()) => {}
                Ok((stream, address)) => {
                    let connection = address.ip();
                    let is_one = !ingress.is_proxy(connection) && !unlimited.hold(connection);
                    let share = is_one.then(|| shares.take(connection));
                    if let Some(None) = share {
                        continue;
                    }
                    // A connection that is gone already refuses its settings, and ends at its first read.
                    drop(settle(&stream, unread_max));
                    let conversation = Conversation {
                        app: app.clone(),
                        ingress: Arc::clone(&ingress),
                        connection,
                        may_idle: is_roomy(),
                        place: Box::new((place, share)),
                        drain: drain.clone(),
                    };
                    connections.spawn(conversation.hold(stream));
                }
                Err(error) => {
                    tracing::warn!(kind = %error.kind(), "no connection could be accepted");
                    tokio::time::sleep(Duration::from_millis(ACCEPT_RETRY_MS)).await;
                }
            },
            Some(_) = connections.join_next() => {}
        }
    }
    // Closed before the wait, so that a balancer sends new calls elsewhere.
    drop(listener);
    let all_end = async { while connections.join_next().await.is_some() {} };
    if tokio::time::timeout(Duration::from_millis(DRAIN_MS_MAX), all_end)
        .await
        .is_err()
    {
        tracing::warn!(connections = connections.len(), "calls under way were cut off");
    }
}

/// The next connection, once there is a place for it.
async fn accept(
    places: &Arc<Semaphore>,
    listener: &TcpListener,
) -> (
    Result<OwnedSemaphorePermit, AcquireError>,
    io::Result<(TcpStream, SocketAddr)>,
) {
    let place = Arc::clone(places).acquire_owned().await;
    (place, listener.accept().await)
}
