//! One HTTP call on a connection of its own, as plain as it gets.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: String,
    head: String,
}

impl Answer {
    /// A header that must be there, by its name in small letters.
    pub(crate) fn header(&self, name: &str) -> &str {
        let mut headers = self.head.lines().filter_map(|line| line.split_once(": "));
        headers.find(|(given, _)| *given == name).unwrap().1
    }
}

/// Makes a call and reads its answer to the end.
pub(crate) fn call(
    address: SocketAddr,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: impl AsRef<[u8]>,
) -> Answer {
    let mut answer = String::new();
    open(address, method, path, headers, body)
        .read_to_string(&mut answer)
        .unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    Answer {
        status: head.split(' ').nth(1).unwrap().parse().unwrap(),
        body: body.to_owned(),
        head: head.to_owned(),
    }
}

/// Makes a call and leaves its answer unread.
pub(crate) fn open(
    address: SocketAddr,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: impl AsRef<[u8]>,
) -> TcpStream {
    let mut request = format!("{method} {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n");
    for (name, value) in headers {
        request += &format!("{name}: {value}\r\n");
    }
    let body = body.as_ref();
    request += &format!("content-length: {}\r\n\r\n", body.len());
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(&[request.as_bytes(), body].concat()).unwrap();
    stream
}

/// Sends a report, or another write of a resident.
pub(crate) fn put(address: SocketAddr, path: &str, receipt: &str, body: &str) -> Answer {
    put_bytes(address, path, receipt, body.as_bytes())
}

/// The SHA-256 of bytes, in hexadecimal digits.
pub(crate) fn digest_of(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The same with further headers.
pub(crate) fn put_with(
    address: SocketAddr,
    path: &str,
    receipt: &str,
    body: &str,
    further: &[(&str, &str)],
) -> Answer {
    let digest = format!("sha-256=:{}:", STANDARD.encode(Sha256::digest(body)));
    let receipt = format!("Receipt {receipt}");
    let headers = [
        ("authorization", receipt.as_str()),
        ("content-digest", digest.as_str()),
    ];
    call(address, "PUT", path, &[&headers[..], further].concat(), body)
}

/// Sends a photo, or another body of a resident.
pub(crate) fn put_bytes(address: SocketAddr, path: &str, receipt: &str, body: &[u8]) -> Answer {
    let digest = format!("sha-256=:{}:", STANDARD.encode(Sha256::digest(body)));
    let receipt = format!("Receipt {receipt}");
    let headers = [
        ("authorization", receipt.as_str()),
        ("content-digest", digest.as_str()),
    ];
    call(address, "PUT", path, &headers, body)
}
