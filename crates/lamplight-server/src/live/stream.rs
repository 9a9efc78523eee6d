//! The answer to a call for the live stream. Its head is answered like any other; then the connection is taken
//! over from HTTP, what the reader has missed is paged from the journal, and a shard serves it from the ring.

use std::any::Any;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use axum::body::{Body, Bytes};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, DATE};
use axum::http::{HeaderName, HeaderValue};
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt as _;
use lamplight_protocol::api::Cursor;
use lamplight_store::StoreError;
use lamplight_store::model::Reach;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, duplex};
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{Instant, timeout};

use super::audience::Audience;
use super::batch::joined;
use super::right::Right;
use super::ring::Frame;
use super::seat::{Seat, Wire};
use super::{Hub, PAGE_ROWS};
use crate::Deps;
use crate::auth::Staff;
use crate::error::ApiError;
use crate::policy::Action;
use crate::presence::{Presence, Watch};

/// How long a resident's stream is left its place while others find none, in milliseconds: five minutes.
const TURN_MS: u64 = 5 * 60 * 1_000;
/// How long a reader may take for a page of the journal, in milliseconds.
const PAGE_MS_MAX: u64 = 20_000;
/// What lies between the stream and whoever reads it as a body, in bytes.
const PIPE_BYTES: usize = 16 * 1024;

/// A place among the streams of residents.
pub struct Place {
    permit: OwnedSemaphorePermit,
    turn: Turn,
}

impl Place {
    /// Takes one. Done before anything is looked up for the listener: many who find none must cost no reading.
    ///
    /// # Errors
    /// `busy` when residents have as many streams as they may.
    pub fn take(deps: &Deps) -> Result<Self, ApiError> {
        let permit = Arc::clone(&deps.streams).try_acquire_owned();
        Ok(Self {
            permit: permit.map_err(|_| ApiError::no_place())?,
            turn: Turn(Instant::now()),
        })
    }
}

/// Since when a resident has had a place.
pub(super) struct Turn(Instant);

impl Turn {
    pub(super) fn is_over(&self, now: Instant) -> bool {
        now.duration_since(self.0) >= Duration::from_millis(TURN_MS)
    }
}

/// For whom a stream is opened.
pub enum Listener<'a> {
    /// A resident in their place, and what they hear.
    Resident(Place, Audience),
    /// Staff, who must keep their right to it, and the reports of which they hear. They are few and need no
    /// place: many must not shut them out.
    Staff(&'a Staff, Reach),
}

/// A stream that was granted, and has yet to begin on a connection.
pub struct Opening {
    deps: Arc<Deps>,
    audience: Audience,
    start: Start,
    turn: Option<Turn>,
    right: Option<Right>,
    kept: Kept,
}

/// From where a reader begins.
enum Start {
    /// From the frame of the ring with this number.
    Ring(u64),
    /// From the row of the journal after this one, which the ring does not have.
    Journal(Cursor),
}

/// What a stream holds until its end.
struct Kept {
    _place: Option<OwnedSemaphorePermit>,
    /// The desk is watched while a person's stream is open.
    _watch: Option<Watch>,
}

/// In the answer to a call for a stream: whoever has the connection takes it, and begins the stream there.
/// Nobody does where a call came by no connection; the stream is the answer's body then.
#[derive(Clone)]
pub struct Handover(Arc<Mutex<Option<Opening>>>);

impl Handover {
    /// The stream, for the first who asks.
    pub fn take(&self) -> Option<Opening> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// Opens a stream after a cursor, or from now.
///
/// # Errors
/// `cursor_expired` when the cursor is of another epoch or beyond the head.
pub async fn open_stream(
    deps: Arc<Deps>,
    listener: Listener<'_>,
    after: Option<Cursor>,
) -> Result<Response, ApiError> {
    let start = Start::after(&deps.hub, after).await?;
    let date = date_of(&deps);
    let handover = Handover(Arc::new(Mutex::new(Some(Opening::of(deps, listener, start)))));
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("text/event-stream")),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
        // nginx holds an answer back until it has a buffer full, unless it is told not to.
        (
            HeaderName::from_static("x-accel-buffering"),
            HeaderValue::from_static("no"),
        ),
        (DATE, date),
    ];
    let mut response = (headers, body_of(handover.clone())).into_response();
    response.extensions_mut().insert(handover);
    Ok(response)
}

/// Every answer tells the time (RFC 9110, section 6.6.1); this one's head is not written by the HTTP library.
fn date_of(deps: &Deps) -> HeaderValue {
    let since_epoch = u64::try_from(deps.clock.now().as_millis()).unwrap_or_default();
    let now: SystemTime = UNIX_EPOCH + Duration::from_millis(since_epoch);
    HeaderValue::from_str(&httpdate::fmt_http_date(now)).unwrap_or(HeaderValue::from_static(""))
}

impl Start {
    async fn after(hub: &Hub, after: Option<Cursor>) -> Result<Self, StoreError> {
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

impl Opening {
    fn of(deps: Arc<Deps>, listener: Listener<'_>, start: Start) -> Self {
        let (audience, turn, right, kept) = match listener {
            Listener::Resident(place, audience) => {
                let kept = Kept {
                    _place: Some(place.permit),
                    _watch: None,
                };
                (audience, Some(place.turn), None, kept)
            }
            Listener::Staff(staff, reach) => {
                let kept = Kept {
                    _place: None,
                    _watch: watches_over_reports(staff).then(|| Presence::begin(&deps.presence)),
                };
                let right = Right::begin(Arc::clone(&deps), staff.credential, reach.clone());
                (Audience::Staff(reach), None, Some(right), kept)
            }
        };
        Self {
            deps,
            audience,
            start,
            turn,
            right,
            kept,
        }
    }

    /// Writes the head of the answer and what was missed, and then hands the connection to a shard, with what the
    /// connection holds until its end.
    pub async fn begin(self, wire: impl Wire, head: Bytes, connection: impl Any + Send) {
        let (opening, kept) = self.parted();
        opening
            .carry(Box::new(wire), head, Box::new((kept, connection)))
            .await;
    }

    /// The stream as a body. What it holds is given back with the body.
    fn piped(self) -> impl futures_util::Stream<Item = std::io::Result<Bytes>> {
        let (opening, kept) = self.parted();
        let (near, far) = duplex(PIPE_BYTES);
        tokio::spawn(opening.carry(Box::new(near), Bytes::new(), Box::new(())));
        futures_util::stream::unfold((far, kept), async |(mut far, kept)| {
            let mut bytes = Vec::new();
            match far.read_buf(&mut bytes).await {
                Ok(0) | Err(_) => None,
                Ok(_) => Some((Ok(bytes.into()), (far, kept))),
            }
        })
    }

    fn parted(self) -> (Begun, Kept) {
        let begun = Begun {
            deps: self.deps,
            audience: self.audience,
            start: self.start,
            turn: self.turn,
            right: self.right,
        };
        (begun, self.kept)
    }
}

/// Whether residents are told that the desk is watching while this listener's stream is open: a person, who
/// reads reports.
fn watches_over_reports(staff: &Staff) -> bool {
    staff.is_person() && staff.may(Action::ReadReports).is_some()
}

/// A stream that begins when somebody reads it.
fn body_of(handover: Handover) -> Body {
    let stream = futures_util::stream::once(async move {
        futures_util::stream::iter(handover.take().map(Opening::piped)).flatten()
    });
    Body::from_stream(stream.flatten())
}

/// A stream that has its connection.
struct Begun {
    deps: Arc<Deps>,
    audience: Audience,
    start: Start,
    turn: Option<Turn>,
    right: Option<Right>,
}

impl Begun {
    async fn carry(self, mut wire: Box<dyn Wire>, head: Bytes, kept: Box<dyn Any + Send>) {
        let Self {
            deps,
            audience,
            start,
            turn,
            right,
        } = self;
        let missed = async {
            write(&mut wire, &head).await?;
            catch_up(&deps.hub, &audience, start, &mut wire).await
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
async fn catch_up(hub: &Hub, audience: &Audience, start: Start, wire: &mut Box<dyn Wire>) -> Option<u64> {
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
