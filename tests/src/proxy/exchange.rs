//! One call and the fault that it meets.

use std::io;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};

use super::ASTRAY;
use super::fault::Fault;
use super::message::{Request, answer, body_of};

/// A slow link: so many bytes, and then a pause. 50 bytes a second.
const SLOW_BYTES: usize = 10;
const SLOW_PAUSE: Duration = Duration::from_millis(200);
/// How long a silent connection is held: longer than anybody waits.
const SILENCE: Duration = Duration::from_secs(60);
/// An id that nobody made.
const NOBODYS_ID: &str = "00000000-0000-4000-8000-000000000000";

/// Carries a request to the server and an answer back, as far as the fault lets it.
pub(super) async fn carry(
    mut client: TcpStream,
    server: &str,
    request: &Request,
    fault: Fault,
) -> io::Result<()> {
    match fault {
        Fault::Pass => pass(client, server, request).await,
        Fault::Delay(delay) => {
            sleep(delay).await;
            pass(client, server, request).await
        }
        Fault::Refuse => Ok(()),
        Fault::CutRequest(at) => {
            let bytes = request.as_only_call();
            let mut upstream = TcpStream::connect(server).await?;
            upstream.write_all(bytes.get(..at).unwrap_or(&bytes)).await
        }
        Fault::CutAnswer(at) => {
            let answer = ask(server, request).await?;
            client.write_all(answer.get(..at).unwrap_or(&answer)).await
        }
        Fault::LoseAnswer => ask(server, request).await.map(drop),
        Fault::Twice => {
            let (first, second) = tokio::join!(ask(server, request), ask(server, request));
            first?;
            client.write_all(&second?).await
        }
        Fault::SlowRequest => {
            let mut upstream = TcpStream::connect(server).await?;
            trickle(&mut upstream, &request.as_only_call()).await?;
            tokio::io::copy(&mut upstream, &mut client).await.map(drop)
        }
        Fault::SlowAnswer => {
            let answer = ask(server, request).await?;
            trickle(&mut client, &answer).await
        }
        Fault::HalfOpen { delivered } => {
            deliver_if(delivered, server, request).await?;
            hold(client).await;
            Ok(())
        }
        _ => {
            let answer = instead(server, request, fault).await?;
            client.write_all(&answer).await
        }
    }
}

/// What the client gets in place of the server's answer.
async fn instead(server: &str, request: &Request, fault: Fault) -> io::Result<Vec<u8>> {
    Ok(match fault {
        Fault::Status { status, delivered } => {
            deliver_if(delivered, server, request).await?;
            let headers = if status == 429 { "retry-after: 1\r\n" } else { "" };
            answer(status, headers, "text/html", b"<h1>Something is busy</h1>")
        }
        Fault::Portal => answer(200, "", "text/html", b"<html>Welcome. Please sign in.</html>"),
        Fault::Garbage => answer(200, "", "application/json", b"{\"id\": \"seven, \"digest\""),
        Fault::Redirect => answer(307, &format!("location: {ASTRAY}\r\n"), "text/html", b""),
        Fault::HalfAnswer => {
            let whole = ask(server, request).await?;
            let body = body_of(&whole);
            let half = body.get(..body.len() / 2).unwrap_or_default();
            answer(200, "", "application/json", half)
        }
        _ => {
            let whole = ask(server, request).await?;
            let body = String::from_utf8_lossy(body_of(&whole)).replace(request.last_segment(), NOBODYS_ID);
            answer(200, "", "application/json", body.as_bytes())
        }
    })
}

async fn pass(mut client: TcpStream, server: &str, request: &Request) -> io::Result<()> {
    let mut upstream = TcpStream::connect(server).await?;
    upstream.write_all(&request.as_only_call()).await?;
    tokio::io::copy(&mut upstream, &mut client).await.map(drop)
}

/// Sends the request and reads the answer to its end.
async fn ask(server: &str, request: &Request) -> io::Result<Vec<u8>> {
    let mut upstream = TcpStream::connect(server).await?;
    upstream.write_all(&request.as_only_call()).await?;
    let mut answer = Vec::new();
    upstream.read_to_end(&mut answer).await?;
    Ok(answer)
}

async fn deliver_if(delivered: bool, server: &str, request: &Request) -> io::Result<()> {
    if delivered {
        ask(server, request).await?;
    }
    Ok(())
}

async fn trickle(to: &mut TcpStream, bytes: &[u8]) -> io::Result<()> {
    for few in bytes.chunks(SLOW_BYTES) {
        to.write_all(few).await?;
        sleep(SLOW_PAUSE).await;
    }
    Ok(())
}

/// Keeps a connection open without a word, until the client gives up.
async fn hold(mut client: TcpStream) {
    let mut nothing = [0; 1];
    let gone = client.read(&mut nothing);
    // Whoever waits longer is let go.
    let _ = timeout(SILENCE, gone).await;
}
