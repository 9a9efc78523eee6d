//! A stream that has its connection: what its reader has missed is paged from the journal, and then a shard has it.

use std::any::Any;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use lamplight_protocol::api::Cursor;
use lamplight_store::StoreError;
use tokio::io::AsyncWriteExt as _;
use tokio::time::timeout;

use super::audience::Audience;
use super::batch::joined;
use super::right::Right;
use super::ring::Frame;
use super::seat::{Seat, Wire};
use super::stream::Turn;
use super::{Hub, PAGE_ROWS};
use crate::Deps;

/// How long a reader may take for a page of the journal, in milliseconds.
const PAGE_MS_MAX: u64 = 20_000;

/// From where a reader begins.
pub(super) enum Start {
    /// From the frame of the ring with this number.
    Ring(u64),
    /// From the row of the journal after this one, which the ring does not have.
    Journal(Cursor),
}

impl Start {
    pub(super) async fn after(hub: &Hub, after: Option<Cursor>) -> Result<Self, StoreError> {
        let Some(cursor) = after else {
            return Ok(Self::Ring(hub.end()));
        };
        if let Some(number) = hub.with_ring(|ring| ring.number_after(&cursor)) {
            return Ok(Self::Ring(number));
        }
        // The store alone can tell an old cursor from an expired one, and must before the answer begins, because
        // a stream cannot say 410 any more.
        hub.store.journal(&cursor, 1).await?;
        Ok(Self::Journal(cursor))
    }
}

/// A stream that has its connection.
pub(super) struct Begun {
    pub(super) deps: Arc<Deps>,
    pub(super) audience: Audience,
    /// Hints at threads with something new for their holder, whenever that came.
    pub(super) greeting: Bytes,
    pub(super) start: Start,
    pub(super) turn: Option<Turn>,
    pub(super) right: Option<Right>,
}

impl Begun {
    /// Writes the head of the answer and what was missed, and hands the connection to a shard, with what is kept until
    /// its end.
    pub(super) async fn carry(self, mut wire: Box<dyn Wire>, head: Bytes, kept: Box<dyn Any + Send>) {
        let Self {
            deps,
            mut audience,
            greeting,
            start,
            turn,
            right,
        } = self;
        let missed = async {
            write(&mut wire, &joined([&head, &greeting].into_iter())).await?;
            catch_up(&deps.hub, &mut audience, start, &mut wire).await
        };
        let next = tokio::select! {
            next = missed => next,
            () = deps.drain.cancelled() => None,
            () = end_of(right.as_ref()) => None,
        };
        // A reader who was not brought up to now is let go, and comes back with its cursor.
        if let Some(next) = next {
            deps.hub.admit(Seat::new(wire, audience, next, turn, right, kept));
        }
    }
}

async fn end_of(right: Option<&Right>) {
    match right {
        Some(right) => right.end().await,
        None => std::future::pending().await,
    }
}

/// Pages the journal to a reader until the ring has what follows, and gives the number of the next frame.
async fn catch_up(hub: &Hub, audience: &mut Audience, start: Start, wire: &mut Box<dyn Wire>) -> Option<u64> {
    let mut after = match start {
        Start::Ring(number) => return Some(number),
        Start::Journal(cursor) => cursor,
    };
    let mut appended = hub.appended.subscribe();
    loop {
        // Marked as seen before the ring is read: what is appended in between wakes us again.
        appended.borrow_and_update();
        if let Some(number) = hub.with_ring(|ring| ring.number_after(&after)) {
            return Some(number);
        }
        let page = hub.store.journal(&after, PAGE_ROWS).await.ok()?;
        let frames: Vec<Frame> = page.rows.into_iter().map(Frame::from).collect();
        let Some(last) = frames.last() else {
            // The ring is a moment behind the journal.
            appended.changed().await.ok()?;
            continue;
        };
        after = last.cursor.clone();
        let heard = frames.iter().filter_map(|frame| audience.hears(&frame.content));
        write(wire, &joined(heard)).await?;
    }
}

/// None when the reader has gone, or takes too long.
async fn write(wire: &mut Box<dyn Wire>, bytes: &[u8]) -> Option<()> {
    let writing = async {
        wire.write_all(bytes).await?;
        wire.flush().await
    };
    timeout(Duration::from_millis(PAGE_MS_MAX), writing)
        .await
        .ok()?
        .ok()
}
