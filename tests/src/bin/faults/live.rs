//! The live stream, cut at random bytes and resumed from the last whole frame, while alerts are published.

use std::time::Duration;

use anyhow::{Context as _, ensure};
use fastrand::Rng;
use futures_util::StreamExt as _;
use lamplight_tests::patrol::{Patrol, Station};
use lamplight_tests::samples;
use lamplight_tests::tally::{Finding, compare_alerts};
use serde_json::Value;
use tokio::time::timeout;

use crate::campaign::{Found, Order, Outcome};
use crate::settle::quiet_station;
use crate::side_by_side::side_by_side;

/// Cuts that one reader meets.
pub(crate) const CUTS_A_READER: u32 = 25;
const READERS_AT_ONCE: usize = 4;
/// Alerts published before each cut, at most.
const ALERTS_A_CUT_MAX: usize = 3;
/// A cut lies within so many bytes; an alert's frame has about 700.
const CUT_BYTES_MAX: usize = 3_000;
/// How long a reader waits for more before it is cut anyway, and for the last alerts in the end.
const SILENCE: Duration = Duration::from_millis(200);
const LAST_SILENCE: Duration = Duration::from_secs(2);

pub(crate) async fn run(order: Order) -> anyhow::Result<Outcome> {
    Ok(Outcome::Ran(on(&quiet_station()?, order).await?))
}

/// The campaign on this station.
pub(crate) async fn on(station: &Station, order: Order) -> anyhow::Result<Found> {
    let patrol = station.open().await?;
    let readers = order.runs.div_ceil(CUTS_A_READER);
    let all = side_by_side(order.seed, readers, READERS_AT_ONCE, |seed| read(&patrol, seed)).await?;
    let mut found = Found {
        done: u64::from(readers) * u64::from(CUTS_A_READER),
        ..Found::default()
    };
    for (published, findings) in all {
        found.accounted += published;
        found.findings.extend(findings);
    }
    patrol.close().await?;
    Ok(found)
}

async fn read(patrol: &Patrol, seed: u64) -> anyhow::Result<(u64, Vec<Finding>)> {
    let mut rng = Rng::with_seed(seed);
    let http = reqwest::Client::new();
    let mut reader = Reader {
        cursor: head(&http, patrol.url()).await?,
        http,
        url: format!("{}/v1/live", patrol.url()),
        seen: Vec::new(),
    };
    let mut published = Vec::new();
    for _ in 0..CUTS_A_READER {
        for _ in 0..rng.usize(..=ALERTS_A_CUT_MAX) {
            published.push(patrol.publish_alert(&samples::alert("Gas smell")).await?);
        }
        reader.read_until_cut(rng.usize(..CUT_BYTES_MAX), SILENCE).await?;
    }
    // Readers share the server, so each sees more alerts than its own.
    reader.read_until_cut(usize::MAX, LAST_SILENCE).await?;
    let seen: Vec<String> = reader
        .seen
        .into_iter()
        .filter(|id| published.contains(id))
        .collect();
    Ok((published.len() as u64, compare_alerts(seed, &published, &seen)))
}

/// The cursor of the feed's end, as a device has it after a pull.
async fn head(http: &reqwest::Client, url: &str) -> anyhow::Result<String> {
    let mut after = String::new();
    loop {
        let page: Value = http
            .get(format!("{url}/v1/feed?limit=100{after}"))
            .send()
            .await?
            .json()
            .await?;
        let next = page
            .get("next")
            .and_then(Value::as_str)
            .context("a page without a cursor")?;
        if page.get("more") != Some(&Value::Bool(true)) {
            return Ok(next.to_owned());
        }
        after = format!("&after={next}");
    }
}

/// A reader of the stream that knows nothing but its last whole frame.
struct Reader {
    http: reqwest::Client,
    url: String,
    cursor: String,
    seen: Vec<String>,
}

impl Reader {
    /// Opens the stream and reads so many bytes of it, or until it is silent. A frame that the cut divides
    /// was never there.
    async fn read_until_cut(&mut self, bytes_max: usize, silence: Duration) -> anyhow::Result<()> {
        let request = self.http.get(&self.url).header("last-event-id", &self.cursor);
        let answer = request.send().await?;
        ensure!(
            answer.status().is_success(),
            "the stream answers {}",
            answer.status()
        );
        let mut chunks = answer.bytes_stream();
        let mut text = Vec::new();
        while text.len() < bytes_max {
            match timeout(silence, chunks.next()).await {
                Ok(Some(chunk)) => text.extend_from_slice(&chunk?),
                Ok(None) | Err(_) => break,
            }
        }
        text.truncate(bytes_max);
        let text = String::from_utf8_lossy(&text).into_owned();
        let whole = text.rfind("\n\n").unwrap_or_default();
        text.get(..whole)
            .unwrap_or_default()
            .split("\n\n")
            .try_for_each(|frame| self.take(frame))
    }

    fn take(&mut self, frame: &str) -> anyhow::Result<()> {
        let field = |name: &str| frame.lines().find_map(|line| line.strip_prefix(name));
        if let Some(cursor) = field("id: ") {
            self.cursor = cursor.to_owned();
        }
        if field("event: ") == Some("alert") {
            let alert: Value = serde_json::from_str(field("data: ").context("a frame without data")?)?;
            let id = alert
                .get("id")
                .and_then(Value::as_str)
                .context("an alert without an id")?;
            self.seen.push(id.to_owned());
        }
        Ok(())
    }
}
