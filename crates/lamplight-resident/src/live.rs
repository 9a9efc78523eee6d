//! The live stream: it tells that something is new, and the pulls fetch it.
//!
//! **Architecture invariant:** the stream is a hint, the cursor the truth. No frame is ever stored, so a
//! frame that is lost, doubled, late or from a later version can do no harm.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bytes::Bytes;
use eventsource_stream::{Event, Eventsource as _};
use futures_util::stream::BoxStream;
use futures_util::{Stream, StreamExt as _, future};
use lamplight_protocol::api::{Heartbeat, LiveRequest, Move, ThreadHint, frames};
use lamplight_protocol::ids::ReportId;
use lamplight_protocol::limits::{BODY_BYTES_MAX, THREADS_PER_CALL_MAX};

use tokio::time::Instant;

use crate::Core;
use crate::error::CoreError;
use crate::local::{server, threads};
use crate::pull::{PullError, Wanted};
use crate::remote::{Remote, StreamAnswer, Unanswered};
use crate::retry::RETRY_DELAY_MS_MAX;
use crate::sync::sleep_ms;

/// Silence after which the stream is taken for dead: heartbeats come every 25 s ± 20 %, so two and a half
/// of them are missing.
const SILENCE_MAX: Duration = Duration::from_secs(75);
/// The shortest wait before the stream is opened again, in milliseconds; up to [`RECONNECT_SPREAD_MS`] are
/// added at random, which makes it 1 to 5 s.
const RECONNECT_MS: i64 = 1_000;
/// How far reconnections are spread, in milliseconds.
const RECONNECT_SPREAD_MS: i64 = 4_000;
/// How long further new receipts are gathered before the stream is opened anew for them. The old one is read
/// on meanwhile.
const GATHER_RECEIPTS: Duration = Duration::from_secs(1);
/// The same where it was opened for new receipts already: many reports are being sent.
const GATHER_MORE_RECEIPTS: Duration = Duration::from_secs(10);
/// The longest wait that a server may ask for when it goes away, in milliseconds: one minute.
const MOVE_MS_MAX: i64 = 60 * 1_000;
/// The most that one frame may take, in bytes. What staff may publish in one call is a quarter of it. A
/// higher bound would be of no use and cost time: an unfinished frame is looked through again with each
/// chunk.
const FRAME_BYTES_MAX: usize = 4 * BODY_BYTES_MAX;

/// Why the stream ended, and so when it is opened again.
enum End {
    /// It broke, or could not be opened.
    Broken,
    /// The server asks to come back after so many milliseconds.
    Wait(i64),
    /// The server is going away.
    Moved { after_ms: u32 },
    /// Somebody asked for it to be opened anew.
    Reopen,
    /// There are receipts that it does not follow yet.
    NewReceipts,
    /// No server is named.
    NoServer,
}

/// What was before the stream that is to be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    /// None, for however long.
    Silence,
    /// One that was left a moment ago, for new receipts.
    Another,
}

impl Core {
    /// Keeps the stream open, for ever.
    pub(crate) async fn live_loop(&self) {
        let mut before = Before::Silence;
        loop {
            let end = self.read_stream(before).await.unwrap_or(End::Broken);
            self.inner.bells.is_live.store(false, Ordering::Relaxed);
            before = match end {
                End::NewReceipts => Before::Another,
                _ => Before::Silence,
            };
            let wait_ms = match end {
                End::Reopen | End::NewReceipts => 0,
                End::Broken => RECONNECT_MS + self.spread_ms(),
                End::Moved { after_ms } => i64::from(after_ms).min(MOVE_MS_MAX),
                End::Wait(ms) => ms.saturating_add(self.spread_ms()).min(RETRY_DELAY_MS_MAX),
                End::NoServer => RETRY_DELAY_MS_MAX,
            };
            tokio::select! {
                () = self.inner.bells.reopen.notified() => {}
                () = sleep_ms(wait_ms) => {}
            }
        }
    }

    fn spread_ms(&self) -> i64 {
        let dice = i64::from(self.inner.platform.dice());
        RECONNECT_SPREAD_MS.saturating_mul(dice) / i64::from(u32::MAX)
    }

    /// Opens the stream and reads it to its end.
    async fn read_stream(&self, before: Before) -> Result<End, CoreError> {
        let Some(remote) = self.remote().await? else {
            return Ok(End::NoServer);
        };
        let wish = self.on_disk(Self::live_request).await?;
        let chunks = match self.open_stream(&remote, &wish).await {
            Ok(chunks) => chunks,
            Err(end) => return Ok(end),
        };
        let followed: BTreeSet<ReportId> = wish.threads.iter().map(|key| key.report_id).collect();
        self.opened(before, &followed);
        let gather = match before {
            Before::Silence => GATHER_RECEIPTS,
            Before::Another => GATHER_MORE_RECEIPTS,
        };
        let mut events = frames_of(chunks);
        let mut silent_until = Instant::now() + SILENCE_MAX;
        let mut reopen_at = None;
        loop {
            tokio::select! {
                event = tokio::time::timeout_at(silent_until, events.next()) => {
                    let Ok(Some(event)) = event else {
                        return Ok(End::Broken);
                    };
                    silent_until = Instant::now() + SILENCE_MAX;
                    if let Some(end) = self.take_frame(&event, &followed).await? {
                        return Ok(end);
                    }
                }
                () = self.inner.bells.live.notified() => {
                    if reopen_at.is_none() && self.has_other_receipts(&followed).await? {
                        reopen_at = Some(Instant::now() + gather);
                    }
                }
                () = sleep_until(reopen_at) => return Ok(End::NewReceipts),
                () = self.inner.bells.reopen.notified() => return Ok(End::Reopen),
            }
        }
    }

    /// What to ask for: everything after the cursor, and hints for the newest threads. Sensitive ones are not
    /// among them, because they are never asked for beside others.
    fn live_request(&self) -> Result<LiveRequest, CoreError> {
        self.db().read(|db| {
            let followed = threads::followed(db, self.now())?;
            let keys = followed
                .into_iter()
                .filter(|thread| !thread.sensitive)
                .map(|thread| thread.key)
                .take(THREADS_PER_CALL_MAX);
            Ok(LiveRequest {
                after: server::feed_position(db)?.cursor,
                threads: keys.collect(),
            })
        })
    }

    async fn open_stream(
        &self,
        remote: &Remote,
        wish: &LiveRequest,
    ) -> Result<BoxStream<'static, Result<Bytes, Unanswered>>, End> {
        match remote.live(wish).await {
            Ok(StreamAnswer::Open(chunks)) => Ok(chunks),
            Ok(StreamAnswer::Refused(answer)) => Err(match self.understand_refusal(&answer) {
                PullError::Paused { until } => End::Wait(until.millis_since(self.now())),
                PullError::CursorExpired => {
                    // The pull meets the same answer and begins the new epoch.
                    self.want_feed();
                    End::Broken
                }
                PullError::Unanswered {
                    retry_after_s: Some(seconds),
                } => End::Wait(i64::from(seconds).saturating_mul(1_000)),
                PullError::Unanswered { retry_after_s: None } | PullError::Local(_) => End::Broken,
            }),
            Err(Unanswered) => {
                self.note_unanswered();
                Err(End::Broken)
            }
        }
    }

    /// The way to the server is open: what waits for a retry need not wait longer, and what changed while the
    /// stream was closed is fetched.
    fn opened(&self, before: Before, followed: &BTreeSet<ReportId>) {
        self.note_answered();
        let bells = &self.inner.bells;
        bells.is_live.store(true, Ordering::Relaxed);
        match before {
            Before::Silence => {
                bells.push_retries();
                bells.want(Wanted::everything());
            }
            // The feed goes on from the cursor. Only a hint can have fallen between the two.
            Before::Another => bells.want(Wanted {
                threads: followed.clone(),
                ..Wanted::default()
            }),
        }
    }

    /// Reads a frame. An end when the stream should be left.
    async fn take_frame(
        &self,
        event: &Event,
        followed: &BTreeSet<ReportId>,
    ) -> Result<Option<End>, CoreError> {
        match event.event.as_str() {
            frames::HEARTBEAT => {
                let head = serde_json::from_str(&event.data).map(|beat: Heartbeat| beat.head);
                if let Ok(head) = head {
                    self.want_feed_unless_at(head.as_str()).await?;
                }
            }
            frames::THREAD => {
                let hint = serde_json::from_str::<ThreadHint>(&event.data);
                if let Ok(hint) = hint
                    && followed.contains(&hint.report_id)
                {
                    self.inner.bells.want(Wanted {
                        threads: BTreeSet::from([hint.report_id]),
                        ..Wanted::default()
                    });
                }
            }
            frames::MOVE => {
                let going = serde_json::from_str::<Move>(&event.data);
                return Ok(Some(going.map_or(End::Broken, |going| End::Moved {
                    after_ms: going.after_ms,
                })));
            }
            // An item of the feed, of a kind known or not.
            _ => self.want_feed_unless_at(&event.id).await?,
        }
        Ok(None)
    }

    async fn want_feed_unless_at(&self, cursor: &str) -> Result<(), CoreError> {
        let position = self.on_disk(|core| core.db().read(server::feed_position)).await?;
        if position.cursor.is_none_or(|ours| ours.as_str() != cursor) {
            self.want_feed();
        }
        Ok(())
    }

    fn want_feed(&self) {
        self.inner.bells.want(Wanted {
            feed: true,
            ..Wanted::default()
        });
    }

    async fn has_other_receipts(&self, followed: &BTreeSet<ReportId>) -> Result<bool, CoreError> {
        let wish = self.on_disk(Self::live_request).await?;
        Ok(wish.threads.iter().any(|key| !followed.contains(&key.report_id)))
    }
}

/// Sleeps until then; for ever when there is no such time.
async fn sleep_until(at: Option<Instant>) {
    match at {
        Some(at) => tokio::time::sleep_until(at).await,
        None => future::pending().await,
    }
}

/// Cuts the stream into frames. It ends where a frame grows beyond all measure.
fn frames_of(chunks: BoxStream<'static, Result<Bytes, Unanswered>>) -> impl Stream<Item = Event> + Unpin {
    let since_frame = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&since_frame);
    let bounded = chunks.take_while(move |chunk| {
        let bytes = chunk.as_ref().map_or(0, Bytes::len);
        let before = counter.fetch_add(bytes, Ordering::Relaxed);
        future::ready(before.saturating_add(bytes) <= FRAME_BYTES_MAX)
    });
    bounded
        .eventsource()
        .take_while(|event| future::ready(event.is_ok()))
        .filter_map(|event| future::ready(event.ok()))
        .inspect(move |_| since_frame.store(0, Ordering::Relaxed))
        .boxed()
}

#[cfg(test)]
mod tests {
    use futures_util::{FutureExt as _, stream};

    use super::*;

    fn read(chunks: &[&str]) -> Vec<(String, String)> {
        let chunks: Vec<_> = chunks
            .iter()
            .map(|chunk| Ok(Bytes::copy_from_slice(chunk.as_bytes())))
            .collect();
        let events = frames_of(stream::iter(chunks).boxed()).map(|event| (event.event, event.id));
        events.collect().now_or_never().unwrap()
    }

    #[test]
    fn frames_are_found_wherever_the_stream_is_cut() {
        let frames = "id: 1.7\nevent: alert\ndata: {}\n\nevent: hb\ndata: {\"head\":\"1.7\"}\n\n";
        let whole = read(&[frames]);
        assert_eq!(whole.len(), 2);
        assert_eq!(whole.first().unwrap(), &("alert".into(), "1.7".into()));
        for cut in 1..frames.len() {
            let (head, tail) = frames.split_at(cut);
            assert_eq!(read(&[head, tail]), whole, "cut at {cut}");
        }
    }

    #[test]
    fn a_frame_without_end_ends_the_stream() {
        let flood = "a".repeat(FRAME_BYTES_MAX / 16);
        let end = "\n\nevent: alert\ndata: {}\n\n";
        let pieces = [&["data: "][..], &[flood.as_str(); 16], &[end]].concat();
        assert_eq!(read(&pieces), Vec::new());
    }

    #[test]
    fn many_frames_together_may_be_longer_than_one() {
        const FRAME: &str = "id: 1.7\nevent: alert\ndata: {}\n\n";
        let count = FRAME_BYTES_MAX / FRAME.len() + 1;
        assert_eq!(read(&vec![FRAME; count]).len(), count);
    }
}
