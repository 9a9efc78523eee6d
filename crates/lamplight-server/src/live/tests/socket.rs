//! The stream over a real connection, which it takes over from HTTP.

use std::net::SocketAddr;
use std::time::Duration;

use rustls::version::TLS13;
use serde_json::json;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};

use super::{feed_end, publish};
use crate::accept::Bounds;
use crate::ingress::Way;
use crate::peer::Networks;
use crate::testing::{STREAMS_MAX, TlsFolder, World, alert};

/// What a reader who takes nothing lets its kernel keep.
const SMALL_BUFFER_BYTES: u32 = 4_096;

async fn listen(address: SocketAddr, path: &str, header: &str) -> TcpStream {
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(SMALL_BUFFER_BYTES).unwrap();
    let mut stream = socket.connect(address).await.unwrap();
    let call = format!("GET {path} HTTP/1.1\r\nhost: patrol.test\r\n{header}\r\n");
    stream.write_all(call.as_bytes()).await.unwrap();
    stream
}

async fn read_until(stream: &mut (impl AsyncRead + Unpin), wanted: &str) -> String {
    let mut read = Vec::new();
    while !String::from_utf8_lossy(&read).contains(wanted) {
        let count = stream.read_buf(&mut read).await.unwrap();
        assert_ne!(count, 0, "ended without {wanted}");
    }
    String::from_utf8(read).unwrap()
}

#[tokio::test]
async fn the_head_is_an_answer_like_any_other_and_the_frames_follow_it() {
    let world = World::new().await;
    let token = world.token().await;
    let mut stream = listen(world.on_a_socket().await, "/v1/live", "").await;
    let opened = read_until(&mut stream, "event: hb").await;
    let (head, _) = opened.split_once("\r\n\r\n").unwrap();
    for line in [
        "HTTP/1.1 200 OK",
        "content-type: text/event-stream",
        "cache-control: no-store",
        "x-content-type-options: nosniff",
        "connection: close",
    ] {
        assert!(head.lines().any(|found| found == line), "no {line} in {head}");
    }
    assert!(
        head.contains("\r\ndate: ") && !head.contains("transfer-encoding"),
        "{head}"
    );
    let id = publish(&world, &token).await;
    read_until(&mut stream, &id).await;
}

#[tokio::test]
async fn a_stream_that_broke_goes_on_from_its_cursor() {
    let world = World::new().await;
    let token = world.token().await;
    let start = feed_end(&world).await;
    let ids = [publish(&world, &token).await, publish(&world, &token).await];
    // The second server has neither in its ring.
    for world in [&world, &world.restarted().await] {
        let header = format!("last-event-id: {start}\r\n");
        let mut stream = listen(world.on_a_socket().await, "/v1/live", &header).await;
        let read = read_until(&mut stream, "event: hb").await;
        let places = ids.each_ref().map(|id| {
            let field = format!("\"id\":\"{id}\"");
            read.match_indices(&field).map(|(at, _)| at).collect::<Vec<_>>()
        });
        let [[first], [second]] = places.each_ref().map(Vec::as_slice) else {
            panic!("missed or doubled: {read}");
        };
        assert!(first < second);
    }
}

#[tokio::test]
async fn a_call_that_only_asks_for_the_head_gets_no_stream() {
    let world = World::new().await;
    let mut stream = TcpStream::connect(world.on_a_socket().await).await.unwrap();
    let call = b"HEAD /v1/live HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    stream.write_all(call).await.unwrap();
    let mut read = String::new();
    stream.read_to_string(&mut read).await.unwrap();
    assert!(
        read.starts_with("HTTP/1.1 200 OK\r\n") && read.ends_with("\r\n\r\n"),
        "{read}"
    );
}

#[tokio::test]
async fn a_stream_keeps_its_place_until_its_connection_ends() {
    let world = World::new().await;
    let address = world.on_a_socket_for(1).await;
    let mut first = listen(address, "/v1/live", "").await;
    read_until(&mut first, "event: hb").await;
    let mut second = listen(address, "/v1/live", "").await;
    let early = tokio::time::timeout(Duration::from_millis(50), second.readable()).await;
    assert!(early.is_err(), "the second was served beside the first");
    drop(first);
    read_until(&mut second, "event: hb").await;
}

#[tokio::test]
async fn whoever_says_a_little_is_not_heard_and_whoever_goes_on_is_let_go() {
    let world = World::new().await;
    let token = world.token().await;
    let mut stream = listen(world.on_a_socket().await, "/v1/live", "").await;
    read_until(&mut stream, "event: hb").await;
    stream.write_all(b"GET /v1/area HTTP/1.1\r\n\r\n").await.unwrap();
    let id = publish(&world, &token).await;
    read_until(&mut stream, &id).await;
    // The last bytes may find the connection closed already.
    drop(stream.write_all(&[b'a'; 16 * 1024]).await);
    let end = async {
        while stream
            .read_buf(&mut Vec::new())
            .await
            .is_ok_and(|count| count > 0)
        {}
    };
    let ended = tokio::time::timeout(Duration::from_secs(20), end).await;
    assert!(ended.is_ok(), "it is still there");
}

#[tokio::test]
async fn a_stream_counts_as_one_of_its_address_until_its_connection_ends() {
    let world = World::new().await;
    let bounds = Bounds {
        connections_max: 4,
        unlimited: Networks::default(),
    };
    let address = world.on_a_socket_by(&Way::default(), bounds).await;
    let mut first = listen(address, "/v1/live", "").await;
    read_until(&mut first, "event: hb").await;
    let mut second = TcpStream::connect(address).await.unwrap();
    assert_eq!(second.read(&mut [0; 1]).await.unwrap(), 0, "it holds a second");
    drop(first);
    let again = async {
        loop {
            let mut stream = listen(address, "/v1/live", "").await;
            if stream.read(&mut [0; 1]).await.is_ok_and(|read| read == 1) {
                break;
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(20), again)
        .await
        .expect("the place was lost");
}

#[tokio::test]
async fn a_stream_over_tls_hears_what_comes_and_ends_with_the_farewell_of_tls() {
    let world = World::new().await;
    let token = world.token().await;
    let folder = TlsFolder::new();
    let way = Way {
        tls: Some(folder.files()),
        ..Way::default()
    };
    let bounds = Bounds {
        connections_max: 4,
        unlimited: Networks::loopback(),
    };
    let address = world.on_a_socket_by(&way, bounds).await;
    let stream = TcpStream::connect(address).await.unwrap();
    let mut stream = folder.converse(stream, &[&TLS13]).await.unwrap();
    let call = b"GET /v1/live HTTP/1.1\r\nhost: patrol.test\r\n\r\n";
    stream.write_all(call).await.unwrap();
    read_until(&mut stream, "event: hb").await;
    let id = publish(&world, &token).await;
    read_until(&mut stream, &id).await;
    world.drain();
    let mut rest = String::new();
    // Without the farewell this is an error: anybody on the way could have ended it.
    stream.read_to_string(&mut rest).await.unwrap();
    assert!(rest.contains("event: move"), "{rest}");
}

#[tokio::test]
async fn places_of_residents_come_back_as_soon_as_they_hang_up() {
    let world = World::new().await;
    let address = world.on_a_socket().await;
    for _ in 0..3 {
        let mut streams = Vec::new();
        while streams.len() < STREAMS_MAX {
            let mut stream = listen(address, "/v1/live", "").await;
            // Refused while those of the last round are still on their way out.
            let mut begin = [0; 12];
            stream.read_exact(&mut begin).await.unwrap();
            if begin.ends_with(b"200") {
                streams.push(stream);
            }
        }
    }
}

#[tokio::test]
async fn whoever_takes_nothing_for_twenty_seconds_is_let_go_and_the_others_stay() {
    let world = World::new().await;
    let token = world.token().await;
    let address = world.on_a_socket().await;
    let mut stalled = listen(address, "/v1/live", "").await;
    read_until(&mut stalled, "event: hb").await;
    let mut healthy = listen(address, "/v1/live", "").await;
    read_until(&mut healthy, "event: hb").await;
    // More than both kernels keep for one stream.
    for _ in 0..60 {
        let mut content = alert();
        content["texts"][0]["instruction"] = json!("Keep away. ".repeat(160));
        let id = world.alert_id();
        let call = world
            .call("PUT", &format!("/v1/staff/alerts/{id}"))
            .bearer(&token);
        call.json(&content).send().await.done();
        read_until(&mut healthy, &id.to_string()).await;
    }
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(20)).await;
    tokio::time::resume();
    let mut rest = Vec::new();
    let end = tokio::time::timeout(Duration::from_secs(10), stalled.read_to_end(&mut rest)).await;
    // Cut off, so that the kernel does not keep for it what it will not take.
    assert!(end.expect("it was kept").is_err());
    assert_eq!(world.hub().slow_readers_let_go(), 1);
    let id = publish(&world, &token).await;
    read_until(&mut healthy, &id).await;
}

#[tokio::test]
async fn a_right_that_ends_ends_the_stream_within_five_seconds() {
    let world = World::new().await;
    let token = world.token().await;
    let header = format!("authorization: Bearer {token}\r\n");
    let mut stream = listen(world.on_a_socket().await, "/v1/staff/live", &header).await;
    read_until(&mut stream, "event: hb").await;
    world.revoke_tokens().await;
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(5)).await;
    tokio::time::resume();
    // What happens now is not for it to hear.
    world.resident().reports().await.done();
    let mut rest = Vec::new();
    stream.read_to_end(&mut rest).await.unwrap();
    assert_eq!(String::from_utf8_lossy(&rest), "");
}

#[tokio::test]
async fn a_server_that_goes_away_says_so_and_ends_the_connection() {
    let world = World::new().await;
    let mut stream = listen(world.on_a_socket().await, "/v1/live", "").await;
    read_until(&mut stream, "event: hb").await;
    world.drain();
    let mut rest = String::new();
    stream.read_to_string(&mut rest).await.unwrap();
    assert!(rest.contains("event: move\ndata: {\"after_ms\":"), "{rest}");
}
