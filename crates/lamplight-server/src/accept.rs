//! The accept loop. `axum::serve` sets no timer on hyper, so a client that sends its headers one byte a
//! minute would hold a connection for ever; this loop gives headers ten seconds, has a bound on connections,
//! and an end. A connection on which a live stream begins leaves HTTP, and goes to the hub.

mod conversation;
mod shares;

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use socket2::{SockRef, TcpKeepalive};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::{AcquireError, OwnedSemaphorePermit, Semaphore};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use self::conversation::Conversation;
use self::shares::Shares;
use crate::ingress::Ingress;
use crate::peer::Networks;

/// How many connections may wait to be accepted. The system's 128 are full within a moment when a town comes back
/// at once, and whoever finds no room among them tries again only after one second, three, seven.
const WAITING_MAX: u32 = 1_024;
/// How long a peer may leave unread, or its network undelivered, what was sent to it, in milliseconds. One
/// that vanished would else count as watching, and one that never reads hold its place, for a quarter of an
/// hour and for ever. Heartbeats of a live stream are sent more often, so none is without something to read.
const UNREAD_MS_MAX: u64 = 60_000;
/// When a silent peer is asked whether it is still there, and how often then, in milliseconds.
const KEEPALIVE_AFTER_MS: u64 = 30_000;
const KEEPALIVE_EVERY_MS: u64 = 10_000;
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

/// What the kernel is to do for a connection by itself.
fn settle(stream: &TcpStream, unread_max: Duration) -> io::Result<()> {
    let socket = SockRef::from(stream);
    // Frames are small and each is wanted at once.
    socket.set_tcp_nodelay(true)?;
    let keepalive = TcpKeepalive::new()
        .with_time(Duration::from_millis(KEEPALIVE_AFTER_MS))
        .with_interval(Duration::from_millis(KEEPALIVE_EVERY_MS));
    socket.set_tcp_keepalive(&keepalive)?;
    end_when_unread(&socket, unread_max)
}

/// Also where the peer answers and takes nothing (RFC 5482 names the option; Linux counts a closed window).
#[cfg(any(target_os = "linux", target_os = "android"))]
fn end_when_unread(socket: &SockRef<'_>, unread_max: Duration) -> io::Result<()> {
    socket.set_tcp_user_timeout(Some(unread_max))
}

/// Elsewhere the keepalive alone tells who is gone.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn end_when_unread(_: &SockRef<'_>, _: Duration) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingress::Way;
    use crate::peer::{Networks, Peer, Proxies};
    use crate::testing::TlsFolder;
    use axum::body::{Body, Bytes};
    use axum::routing::get;
    use futures_util::StreamExt;
    use rustls::version::{TLS12, TLS13};
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::task::JoinHandle;

    struct Served {
        address: SocketAddr,
        drain: CancellationToken,
        ended: JoinHandle<()>,
    }

    async fn served(app: Router, connections_max: usize) -> Served {
        served_by(Way::default(), app, connections_max).await
    }

    async fn served_by(way: Way, app: Router, connections_max: usize) -> Served {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let drain = CancellationToken::new();
        let ingress = Arc::new(Ingress::open(&way, address).unwrap());
        let ended = tokio::spawn(serve(
            listener,
            ingress,
            app,
            bounds(connections_max),
            drain.clone(),
        ));
        Served {
            address,
            drain,
            ended,
        }
    }

    #[tokio::test]
    async fn a_crowd_may_wait_to_be_let_in() {
        let listener = listen_on("127.0.0.1:0".parse().unwrap()).unwrap();
        let address = listener.local_addr().unwrap();
        let crowd = (0..WAITING_MAX / 2).map(|_| TcpStream::connect(address));
        let let_in = futures_util::future::try_join_all(crowd);
        // Whoever found no room would be let in by nobody, ever: nothing is accepted here.
        let connections = tokio::time::timeout(Duration::from_secs(30), let_in).await;
        assert_eq!(connections.unwrap().unwrap().len(), 512);
    }

    fn bounds(connections_max: usize) -> Bounds {
        Bounds {
            connections_max,
            unlimited: Networks::loopback(),
        }
    }

    fn hello() -> Router {
        Router::new().route("/", get(async || "hello"))
    }

    /// A live stream that never ends by itself.
    fn endless() -> Router {
        let stream = || {
            let first = futures_util::stream::iter([Ok::<_, std::io::Error>(Bytes::from_static(b"first"))]);
            Body::from_stream(first.chain(futures_util::stream::pending()))
        };
        Router::new().route("/", get(async move || stream()))
    }

    async fn ask(address: SocketAddr) -> TcpStream {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream
            .write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n")
            .await
            .unwrap();
        stream
    }

    async fn read_until(stream: &mut TcpStream, end: &str) {
        let mut read = Vec::new();
        while !String::from_utf8_lossy(&read).ends_with(end) {
            assert_ne!(
                stream.read_buf(&mut read).await.unwrap(),
                0,
                "ended without {end}"
            );
        }
    }

    #[tokio::test(start_paused = true)]
    async fn headers_that_never_end_are_cut_off_after_ten_seconds() {
        let served = served(hello(), 10).await;
        let mut slow = TcpStream::connect(served.address).await.unwrap();
        slow.write_all(b"GET / HTTP/1.1\r\nhost:").await.unwrap();
        let begun = tokio::time::Instant::now();
        let mut rest = Vec::new();
        let cut_off = slow.read_to_end(&mut rest);
        tokio::time::timeout(Duration::from_secs(60), cut_off)
            .await
            .expect("it was never cut off")
            .unwrap();
        let waited = begun.elapsed().as_secs();
        assert!((9..=11).contains(&waited), "{waited} s");
    }

    #[tokio::test(start_paused = true)]
    async fn a_connection_that_idles_between_two_calls_is_ended_after_ten_seconds() {
        let served = served(hello(), 10).await;
        let mut idle = ask(served.address).await;
        read_until(&mut idle, "hello").await;
        let begun = tokio::time::Instant::now();
        let ended = tokio::time::timeout(Duration::from_secs(60), idle.read(&mut [0; 1])).await;
        assert_eq!(ended.expect("it was never ended").unwrap(), 0);
        let waited = begun.elapsed().as_secs();
        assert!((9..=11).contains(&waited), "{waited} s");
    }

    #[tokio::test]
    async fn one_address_holds_no_more_than_its_part() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let ingress = Arc::new(Ingress::open(&Way::default(), address).unwrap());
        let bounds = Bounds {
            connections_max: 4,
            unlimited: Networks::default(),
        };
        tokio::spawn(serve(
            listener,
            ingress,
            hello(),
            bounds,
            CancellationToken::new(),
        ));
        let mut first = ask(address).await;
        read_until(&mut first, "hello").await;
        let mut second = TcpStream::connect(address).await.unwrap();
        assert_eq!(second.read(&mut [0; 1]).await.unwrap(), 0, "it holds a second");
        // Given back, the place is taken again by whoever comes next.
        drop(first);
        let again = async {
            loop {
                let mut stream = TcpStream::connect(address).await.unwrap();
                let asked = stream.write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n").await;
                if asked.is_ok() && stream.read(&mut [0; 1]).await.is_ok_and(|read| read == 1) {
                    break;
                }
            }
        };
        tokio::time::timeout(Duration::from_secs(20), again)
            .await
            .expect("the place was lost");
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_comes_beyond_the_bound_waits_for_a_place() {
        let served = served(hello(), 1).await;
        let mut first = ask(served.address).await;
        read_until(&mut first, "hello").await;
        let mut second = ask(served.address).await;
        let early = tokio::time::timeout(Duration::from_millis(50), second.readable()).await;
        assert!(early.is_err(), "the second was served beside the first");
        drop(first);
        read_until(&mut second, "hello").await;
    }

    #[tokio::test]
    async fn a_connection_idles_only_where_there_is_room() {
        let served = served(hello(), 2).await;
        let mut early = ask(served.address).await;
        read_until(&mut early, "hello").await;
        let mut late = ask(served.address).await;
        read_until(&mut late, "hello").await;
        assert_eq!(late.read(&mut [0; 1]).await.unwrap(), 0);
        early
            .write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n")
            .await
            .unwrap();
        read_until(&mut early, "hello").await;
    }

    /// A stream that always has more to send.
    #[cfg(target_os = "linux")]
    fn flood() -> Router {
        let stream = || {
            let more = || Ok::<_, io::Error>(Bytes::from_static(&[b'x'; 65_536]));
            Body::from_stream(futures_util::stream::repeat_with(more))
        };
        Router::new().route("/", get(async move || stream()))
    }

    #[cfg(target_os = "linux")]
    #[tokio::test]
    async fn whoever_stops_reading_loses_their_place() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let unread_max = Duration::from_millis(500);
        tokio::spawn(serve_readers(
            listener,
            Arc::new(Ingress::open(&Way::default(), address).unwrap()),
            flood(),
            bounds(1),
            unread_max,
            CancellationToken::new(),
        ));
        let idle = ask(address).await;
        idle.readable().await.unwrap();
        let mut waiting = ask(address).await;
        let served = tokio::time::timeout(Duration::from_secs(20), read_until(&mut waiting, "x"));
        served.await.expect("the place was held");
        // The one who reads on keeps theirs.
        let begun = std::time::Instant::now();
        let mut read = vec![0; 1_048_576];
        while begun.elapsed() < unread_max * 2 {
            assert_ne!(waiting.read(&mut read).await.unwrap(), 0);
        }
    }

    #[tokio::test]
    async fn a_server_told_to_go_ends_idle_connections_at_once_and_takes_no_new_ones() {
        let served = served(hello(), 10).await;
        let mut idle = ask(served.address).await;
        read_until(&mut idle, "hello").await;
        served.drain.cancel();
        served.ended.await.unwrap();
        assert_eq!(idle.read(&mut [0; 1]).await.unwrap(), 0);
        assert!(TcpStream::connect(served.address).await.is_err());
    }

    #[tokio::test]
    async fn a_call_that_will_not_end_is_cut_off_in_time() {
        let served = served(endless(), 10).await;
        let mut stuck = ask(served.address).await;
        read_until(&mut stuck, "first\r\n").await;
        tokio::time::pause();
        let begun = tokio::time::Instant::now();
        served.drain.cancel();
        served.ended.await.unwrap();
        let waited = begun.elapsed();
        assert!(waited < Duration::from_secs(10), "{waited:?}");
        assert!(waited >= Duration::from_millis(DRAIN_MS_MAX), "{waited:?}");
    }
    #[tokio::test]
    async fn tls_is_spoken_from_1_2_up_and_nothing_but_http_1_inside() {
        let folder = TlsFolder::new();
        let way = Way {
            tls: Some(folder.files()),
            ..Way::default()
        };
        let served = served_by(way, hello(), 10).await;
        for version in [&TLS12, &TLS13] {
            let stream = TcpStream::connect(served.address).await.unwrap();
            let mut stream = folder.converse(stream, &[version]).await.unwrap();
            assert_eq!(stream.get_ref().1.alpn_protocol(), Some(&b"http/1.1"[..]));
            stream
                .write_all(b"GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
                .await
                .unwrap();
            let mut read = String::new();
            // Without the farewell of TLS an answer could be cut short by anybody.
            stream.read_to_string(&mut read).await.unwrap();
            assert!(read.ends_with("hello"), "{read}");
        }
        // Whoever speaks plain HTTP to it gets no answer of HTTP.
        let mut plain = ask(served.address).await;
        let mut read = Vec::new();
        drop(plain.read_to_end(&mut read).await);
        assert!(!String::from_utf8_lossy(&read).contains("hello"));
    }

    #[tokio::test(start_paused = true)]
    async fn a_handshake_that_never_ends_is_cut_off_after_ten_seconds() {
        let folder = TlsFolder::new();
        let way = Way {
            tls: Some(folder.files()),
            ..Way::default()
        };
        let served = served_by(way, hello(), 10).await;
        let mut silent = TcpStream::connect(served.address).await.unwrap();
        let begun = tokio::time::Instant::now();
        let cut_off = tokio::time::timeout(Duration::from_secs(60), silent.read(&mut [0; 1])).await;
        assert_eq!(cut_off.expect("it was never cut off").unwrap(), 0);
        let waited = begun.elapsed().as_secs();
        assert!((9..=11).contains(&waited), "{waited} s");
    }

    #[tokio::test]
    async fn a_proxy_is_believed_only_when_it_is_named() {
        let tell = || Router::new().route("/", get(async |Peer(peer): Peer| peer.to_string() + "."));
        let near = Way {
            proxies: Proxies {
                networks: Networks::parse(&["127.0.0.1"]).unwrap(),
                ..Proxies::default()
            },
            ..Way::default()
        };
        for (way, expected) in [(Way::default(), "127.0.0.1."), (near, "198.51.100.7.")] {
            let served = served_by(way, tell(), 10).await;
            let mut stream = TcpStream::connect(served.address).await.unwrap();
            for _ in 0..100 {
                let call = b"GET / HTTP/1.1\r\nhost: x\r\nx-forwarded-for: 198.51.100.7\r\n\r\n";
                stream.write_all(call).await.unwrap();
                read_until(&mut stream, expected).await;
            }
        }
    }
}
