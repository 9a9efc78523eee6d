//! Receivers on this machine: one that takes calls, and one that takes mail.

use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;

/// What a receiver was sent.
pub(super) struct Heard {
    pub(super) head: String,
    pub(super) body: Vec<u8>,
}

impl Heard {
    pub(super) fn header(&self, name: &str) -> &str {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(key, _)| key.eq_ignore_ascii_case(name)).unwrap().1
    }

    pub(super) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

/// A receiver, and what it hears.
pub(super) struct Receiver {
    pub(super) url: String,
    heard: mpsc::UnboundedReceiver<Heard>,
}

impl Receiver {
    /// Takes calls, and answers each with the next of these; with the last one for ever.
    pub(super) async fn answering(answers: &'static [&'static str]) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (tell, heard) = mpsc::unbounded_channel();
        tokio::spawn(async move {
            for number in 0.. {
                let (stream, _) = listener.accept().await.unwrap();
                let answer = answers.get(number).or(answers.last()).unwrap();
                if let Some(call) = take_call(stream, answer).await {
                    tell.send(call).unwrap();
                }
            }
        });
        Self { url, heard }
    }

    /// Takes mail, one at a time.
    pub(super) async fn of_mail() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let (tell, heard) = mpsc::unbounded_channel();
        tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                if let Some(mail) = take_mail(stream).await {
                    tell.send(mail).unwrap();
                }
            }
        });
        Self { url, heard }
    }

    pub(super) async fn next(&mut self) -> Heard {
        self.heard.recv().await.unwrap()
    }

    pub(super) fn has_heard_nothing(&mut self) -> bool {
        self.heard.try_recv().is_err()
    }
}

async fn take_call(stream: TcpStream, answer: &str) -> Option<Heard> {
    let mut stream = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if stream.read_line(&mut head).await.ok()? == 0 {
            return None;
        }
    }
    let length = head
        .lines()
        .filter_map(|line| line.split_once(": "))
        .find(|(key, _)| key.eq_ignore_ascii_case("content-length"))?
        .1;
    let mut body = vec![0; length.parse().ok()?];
    stream.read_exact(&mut body).await.ok()?;
    let answer = format!("HTTP/1.1 {answer}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
    stream.write_all(answer.as_bytes()).await.ok()?;
    Some(Heard { head, body })
}

/// Speaks as much SMTP as it takes (RFC 5321).
async fn take_mail(stream: TcpStream) -> Option<Heard> {
    let mut stream = BufReader::new(stream);
    let (mut head, mut body) = (String::new(), Vec::new());
    stream.write_all(b"220 mail.test ready\r\n").await.ok()?;
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        head.push_str(&line);
        let answer = match line.get(..4)?.to_ascii_uppercase().as_str() {
            "DATA" => {
                stream.write_all(b"354 go on\r\n").await.ok()?;
                while !body.ends_with(b"\r\n.\r\n") {
                    stream.read_until(b'\n', &mut body).await.ok()?;
                }
                "250 taken"
            }
            "QUIT" => {
                stream.write_all(b"221 bye\r\n").await.ok()?;
                return Some(Heard { head, body });
            }
            _ => "250 go on",
        };
        stream.write_all(format!("{answer}\r\n").as_bytes()).await.ok()?;
        if !body.is_empty() {
            return Some(Heard { head, body });
        }
    }
}
