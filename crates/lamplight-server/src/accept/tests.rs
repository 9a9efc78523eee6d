//! Slow, silent and endless peers, before a real socket.

use axum::body::{Body, Bytes};
use axum::routing::get;
use futures_util::StreamExt;
use rustls::version::{TLS12, TLS13};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::task::JoinHandle;

use super::*;
use crate::ingress::Way;
use crate::peer::{Networks, Peer, Proxies};
use crate::testing::TlsFolder;

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
