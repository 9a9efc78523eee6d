//! Requests and answers as bytes, understood no further than needed.

use anyhow::{Context as _, ensure};
use tokio::io::{AsyncRead, AsyncReadExt as _};

/// Where the head of a message ends.
const HEAD_END: &[u8] = b"\r\n\r\n";
/// The longest head that is read, in bytes.
const HEAD_BYTES_MAX: usize = 64 * 1024;
/// The longest body that is read, in bytes: above the largest photo.
const BODY_BYTES_MAX: usize = 32 * 1024 * 1024;

/// A whole request.
#[derive(Debug, Clone)]
pub struct Request {
    bytes: Vec<u8>,
    method: String,
    path: String,
}

impl Request {
    /// Its method.
    pub fn method(&self) -> &str {
        &self.method
    }

    /// Its path, with the query.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// All of it, as it came.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Whether it writes: a report, a photo, a word, an erasure.
    pub fn writes(&self) -> bool {
        matches!(self.method.as_str(), "PUT" | "DELETE")
    }

    /// How long it is as the server gets it, in bytes.
    pub fn length_bytes(&self) -> usize {
        self.as_only_call().len()
    }

    /// The last part of its path: in a write, the id that the answer must echo.
    pub(crate) fn last_segment(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    /// The bytes for the server, which is told that one call is all that comes.
    pub(crate) fn as_only_call(&self) -> Vec<u8> {
        let line_end = self.bytes.windows(2).position(|pair| pair == b"\r\n");
        let (line, rest) = self.bytes.split_at(line_end.unwrap_or_default());
        [line, b"\r\nconnection: close", rest].concat()
    }
}

/// Reads one request. None when the client went away before it had said anything whole.
pub(crate) async fn read_request(client: &mut (impl AsyncRead + Unpin)) -> anyhow::Result<Option<Request>> {
    let mut bytes = Vec::new();
    let head_end = loop {
        if let Some(end) = find(&bytes, HEAD_END) {
            break end + HEAD_END.len();
        }
        ensure!(bytes.len() < HEAD_BYTES_MAX, "a head without an end");
        if client.read_buf(&mut bytes).await? == 0 {
            return Ok(None);
        }
    };
    let head = String::from_utf8_lossy(bytes.get(..head_end).unwrap_or_default()).into_owned();
    let whole = head_end + body_length(&head)?;
    while bytes.len() < whole {
        if client.read_buf(&mut bytes).await? == 0 {
            return Ok(None);
        }
    }
    let mut words = head.split_ascii_whitespace();
    Ok(Some(Request {
        bytes,
        method: words.next().unwrap_or_default().to_owned(),
        path: words.next().unwrap_or_default().to_owned(),
    }))
}

fn body_length(head: &str) -> anyhow::Result<usize> {
    let value = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim())
    });
    let length = value
        .unwrap_or("0")
        .parse()
        .context("a length that is no number")?;
    ensure!(length <= BODY_BYTES_MAX, "a body that is too long");
    Ok(length)
}

/// The body of an answer that was read to its end.
pub(crate) fn body_of(answer: &[u8]) -> &[u8] {
    let start = find(answer, HEAD_END).map_or(answer.len(), |end| end + HEAD_END.len());
    answer.get(start..).unwrap_or_default()
}

/// An answer of the proxy's own.
pub(crate) fn answer(status: u16, headers: &str, media_type: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 {status} So\r\nconnection: close\r\ncontent-type: {media_type}\r\n{headers}content-length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PUT: &[u8] = b"PUT /v1/reports/7 HTTP/1.1\r\nContent-Length: 4\r\n\r\nbody";

    #[tokio::test]
    async fn a_request_is_read_to_its_last_byte_and_no_further() {
        let request = read_request(&mut &PUT[..]).await.unwrap().unwrap();
        assert_eq!((request.method(), request.path()), ("PUT", "/v1/reports/7"));
        assert_eq!(request.length_bytes(), PUT.len() + "connection: close\r\n".len());
        assert_eq!(request.last_segment(), "7");
        assert!(
            request
                .as_only_call()
                .starts_with(b"PUT /v1/reports/7 HTTP/1.1\r\nconnection: close\r\nContent")
        );
        assert!(read_request(&mut &PUT[..PUT.len() - 1]).await.unwrap().is_none());
    }

    #[test]
    fn the_body_of_an_answer_is_what_follows_its_head() {
        assert_eq!(body_of(&answer(200, "", "text/html", b"<p>")), b"<p>");
        assert_eq!(body_of(b"HTTP/1.1 200"), b"");
    }
}
