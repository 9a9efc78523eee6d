//! Answers that no server of ours would give: the report stays, and is sent again byte for byte.

use std::sync::{Arc, Mutex};

use lamplight_protocol::report::Category;
use lamplight_resident::view::{Connection, Delivery, Outbox};
use lamplight_resident::{Core, CoreError};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::device::{draft, try_open};

/// Somebody who answers every call with the same bytes, and remembers what was sent.
struct Stranger {
    url: String,
    answer: Arc<Mutex<String>>,
    calls: Arc<Mutex<Vec<Call>>>,
}

#[derive(Debug, Clone, PartialEq)]
struct Call {
    head: String,
    body: Vec<u8>,
}

impl Call {
    fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }
}

impl Stranger {
    async fn who_says(answer: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let stranger = Self {
            url,
            answer: Arc::new(Mutex::new(answer.to_owned())),
            calls: Arc::default(),
        };
        let (answer, calls) = (Arc::clone(&stranger.answer), Arc::clone(&stranger.calls));
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                if let Some(call) = read(&mut stream).await {
                    let answer = answer.lock().unwrap().clone();
                    calls.lock().unwrap().push(call);
                    let _ = stream.write_all(answer.as_bytes()).await;
                }
            }
        });
        stranger
    }

    fn says(&self, answer: String) {
        *self.answer.lock().unwrap() = answer;
    }

    fn reports_sent(&self) -> Vec<Call> {
        let mut calls = self.calls.lock().unwrap().clone();
        calls.retain(|call| call.head.starts_with("PUT /v1/reports/"));
        calls
    }
}

async fn read(stream: &mut TcpStream) -> Option<Call> {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let call = Call {
                head: head.to_owned(),
                body: body.as_bytes().to_vec(),
            };
            let length: usize = call
                .header("content-length")
                .map_or(0, |text| text.parse().unwrap());
            if call.body.len() >= length {
                return Some(call);
            }
        }
        let mut chunk = [0; 4096];
        let read = stream.read(&mut chunk).await.ok().filter(|read| *read > 0)?;
        bytes.extend_from_slice(&chunk[..read]);
    }
}

fn http(status: &str, headers: &str, body: &str) -> String {
    format!(
        "HTTP/1.1 {status}\r\n{headers}content-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    )
}

fn accepted(call: &Call) -> String {
    let digest = call.header("content-digest").unwrap();
    let id = call
        .head
        .split(' ')
        .nth(1)
        .unwrap()
        .rsplit('/')
        .next()
        .unwrap()
        .to_owned();
    http(
        "200 OK",
        "content-type: application/json\r\n",
        &format!(
            r#"{{"id":"{id}","digest":"{digest}","reference":"AQ-7K2M9","revision":1,"received_at":"2026-11-20T10:00:00.000Z"}}"#
        ),
    )
}

fn device(stranger: &Stranger) -> (tempfile::TempDir, Core) {
    let dir = tempfile::tempdir().unwrap();
    let core = try_open(dir.path(), Some(&stranger.url)).unwrap();
    (dir, core)
}

const ONE_WAITS: Outbox = Outbox {
    waiting: 1,
    attention: 0,
};

#[tokio::test]
async fn no_strange_answer_is_taken_for_ours_and_the_same_bytes_are_sent_again() {
    let portal = "<html><body>Welcome to the hotel's network</body></html>";
    let stranger = Stranger::who_says("").await;
    let (_dir, core) = device(&stranger);
    core.submit_report(&draft(Category::Vandalism), &[]).unwrap();
    let strange = [
        http("200 OK", "content-type: text/html\r\n", portal),
        http("520 Unknown", "", "error code: 520"),
        http("403 Forbidden", "content-type: text/html\r\n", portal),
        http("413 Payload Too Large", "", "too large"),
        http("204 No Content", "", ""),
        "HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{\"id\":\"".to_owned(),
        "HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{}".to_owned(),
        "SSH-2.0-OpenSSH_9.9\r\n".to_owned(),
        String::new(),
    ];
    for answer in &strange {
        stranger.says(answer.clone());
        assert_eq!(core.sync_once().await, Ok(ONE_WAITS), "{answer}");
        assert_eq!(core.home().unwrap().connection, Connection::Offline, "{answer}");
    }
    let sent = stranger.reports_sent();
    assert!(sent.len() >= strange.len());
    let first = sent.first().unwrap();
    for call in &sent {
        assert_eq!(call.body, first.body);
        assert_eq!(call.header("content-digest"), first.header("content-digest"));
    }

    stranger.says(accepted(first));
    assert_eq!(core.sync_once().await, Ok(Outbox::default()));
    let report = core.reports().unwrap().remove(0);
    assert_eq!(report.delivery, Delivery::Received);
    assert_eq!(report.reference.as_deref(), Some("AQ-7K2M9"));
}

#[tokio::test]
async fn an_echo_of_another_report_is_no_acceptance() {
    let stranger = Stranger::who_says("").await;
    let (_dir, core) = device(&stranger);
    core.submit_report(&draft(Category::Vandalism), &[]).unwrap();
    core.sync_once().await.unwrap();
    let first = stranger.reports_sent().remove(0);
    core.submit_report(&draft(Category::Vehicle), &[]).unwrap();
    stranger.says(accepted(&first));
    assert_eq!(core.sync_once().await, Ok(ONE_WAITS));
}

#[tokio::test]
async fn a_redirect_is_never_followed() {
    let elsewhere = Stranger::who_says("").await;
    for status in [
        "301 Moved Permanently",
        "307 Temporary Redirect",
        "308 Permanent Redirect",
    ] {
        let location = format!("location: {}/v1/area\r\n", elsewhere.url);
        let stranger = Stranger::who_says(&http(status, &location, "")).await;
        let (_dir, core) = device(&stranger);
        core.submit_report(&draft(Category::Vandalism), &[]).unwrap();
        assert_eq!(core.sync_once().await, Ok(ONE_WAITS), "{status}");
    }
    assert!(elsewhere.calls.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_receipt_travels_in_its_header_and_nothing_tells_of_the_device() {
    let stranger = Stranger::who_says("").await;
    let (_dir, core) = device(&stranger);
    let saved = core.submit_report(&draft(Category::Vandalism), &[]).unwrap();
    core.sync_once().await.unwrap();
    let call = stranger.reports_sent().remove(0);
    let receipt = format!("Receipt {}", saved.receipt.expose());
    assert_eq!(call.header("authorization"), Some(receipt.as_str()));
    assert!(!call.head.lines().next().unwrap().contains(saved.receipt.expose()));
    let names: std::collections::BTreeSet<String> = call
        .head
        .lines()
        .skip(1)
        .filter_map(|line| Some(line.split_once(':')?.0.to_ascii_lowercase()))
        .collect();
    let known = [
        "accept",
        "authorization",
        "content-digest",
        "content-length",
        "content-type",
        "host",
        "user-agent",
    ];
    assert_eq!(names, known.map(ToOwned::to_owned).into());
    assert!(call.header("user-agent").unwrap().starts_with("Lamplight/"));
}

#[tokio::test]
async fn our_own_pause_rests_the_queue_until_somebody_asks_again() {
    let body = r#"{"code":"server_paused","detail":"We are moving. Please come back later."}"#;
    let paused = http(
        "503 Service Unavailable",
        "retry-after: 60\r\ncontent-type: application/json\r\n",
        body,
    );
    let stranger = Stranger::who_says(&paused).await;
    let (_dir, core) = device(&stranger);
    for _ in 0..20 {
        core.submit_report(&draft(Category::Vandalism), &[]).unwrap();
    }
    assert_eq!(core.sync_once().await.unwrap().waiting, 20);
    assert_eq!(core.home().unwrap().connection, Connection::Paused);
    let calls = stranger.calls.lock().unwrap().len();
    assert!(
        calls <= 8,
        "{calls} calls: only those in flight may have been made"
    );
}

#[tokio::test]
async fn when_nobody_answers_a_long_queue_is_not_tried_to_its_end() {
    let stranger = Stranger::who_says("").await;
    let (_dir, core) = device(&stranger);
    for _ in 0..40 {
        core.submit_report(&draft(Category::Vandalism), &[]).unwrap();
    }
    assert_eq!(core.sync_once().await.unwrap().waiting, 40);
    let reports = stranger.reports_sent();
    assert!(reports.len() < 40, "{} calls for a queue of 40", reports.len());
}

#[tokio::test]
async fn a_report_of_another_device_is_followed_by_its_reference_and_receipt() {
    const RECEIPT: &str = "8ZK4Q-7M2XA-0RTDN-5WJ3C";
    let refused = http(
        "403 Forbidden",
        "content-type: application/json\r\n",
        r#"{"code":"wrong_receipt","detail":"The receipt does not open this report."}"#,
    );
    let stranger = Stranger::who_says(&refused).await;
    let (_dir, core) = device(&stranger);
    let field = |result| match result {
        Err(CoreError::Invalid { field, .. }) => field,
        other => panic!("expected invalid input, got {other:?}"),
    };
    assert_eq!(field(core.follow_report("AQ-7K2M9", "short").await), "receipt");
    assert_eq!(field(core.follow_report("AQ-7K2M9", RECEIPT).await), "receipt");
    stranger.says(http("200 OK", "", "<html>Welcome</html>"));
    assert_eq!(
        core.follow_report("AQ-7K2M9", RECEIPT).await,
        Err(CoreError::Unanswered)
    );
    assert_eq!(core.reports().unwrap(), Vec::new());

    stranger.says(http(
        "200 OK",
        "content-type: application/json\r\n",
        r#"{"report_id":"3f2b8c1e-5d47-4a60-9b8e-1c0d2f4a6b7c","category":"vehicle","practice":false,
            "occurred_at":"2026-11-20T10:00:00.000Z","received_at":"2026-11-20T10:01:00.000Z"}"#,
    ));
    let id = core.follow_report(" aq-7k2m9 ", RECEIPT).await.unwrap();
    assert_eq!(core.follow_report("AQ-7K2M9", RECEIPT).await, Ok(id));
    let thread = core.thread(id).unwrap().unwrap();
    assert!(thread.followed);
    assert_eq!(thread.report.delivery, Delivery::Received);
    assert_eq!(thread.report.reference.as_deref(), Some("AQ-7K2M9"));
    assert_eq!(core.outbox().unwrap(), Outbox::default());
    core.discard_report(id).unwrap();
    assert_eq!(core.thread(id).unwrap(), None);
}
