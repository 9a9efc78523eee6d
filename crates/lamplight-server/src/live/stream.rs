//! The answer to a call for the live stream. Its head is answered like any other; then the connection is taken
//! over from HTTP, and the stream [begins](super::begun) there.

use std::any::Any;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use axum::body::{Body, Bytes};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, DATE};
use axum::http::{HeaderName, HeaderValue};
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt as _;
use lamplight_protocol::api::Cursor;
use lamplight_store::model::{OpenedThread, Reach};
use tokio::io::{AsyncReadExt as _, duplex};
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::Instant;

use super::audience::Audience;
use super::batch::joined;
use super::begun::{Begun, Start};
use super::frames;
use super::right::Right;
use super::seat::Wire;
use crate::Deps;
use crate::auth::Staff;
use crate::error::ApiError;
use crate::policy::Action;
use crate::presence::{Presence, Watch};

/// How long a resident's stream is left its place while others find none, in milliseconds: five minutes.
const TURN_MS: u64 = 5 * 60 * 1_000;
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

    fn kept(self) -> (Turn, Kept) {
        let kept = Kept {
            _place: Some(self.permit),
            _watch: None,
        };
        (self.turn, kept)
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
    /// Anybody, in a place for residents.
    Resident(Place),
    /// The holder of receipts, in a place for residents, and the threads that those open.
    Holder(Place, Vec<OpenedThread>),
    /// Staff, who must keep their right to it, and the reports of which they hear. They are few and need no
    /// place: many must not shut them out.
    Staff(&'a Staff, Reach),
}

/// A stream that was granted, and has yet to begin on a connection.
pub struct Opening {
    begun: Begun,
    kept: Kept,
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

impl Opening {
    fn of(deps: Arc<Deps>, listener: Listener<'_>, start: Start) -> Self {
        let mut greeting = Bytes::new();
        let (audience, turn, right, kept) = match listener {
            Listener::Resident(place) => {
                let (turn, kept) = place.kept();
                (Audience::Public, Some(turn), None, kept)
            }
            Listener::Holder(place, threads) => {
                let (turn, kept) = place.kept();
                greeting = hints_at(&threads);
                let told = threads.iter().map(|thread| (thread.report_id, thread.revision));
                (Audience::Holder(told.collect()), Some(turn), None, kept)
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
        let begun = Begun {
            deps,
            audience,
            greeting,
            start,
            turn,
            right,
        };
        Self { begun, kept }
    }

    /// Writes the head of the answer and what was missed, and then hands the connection to a shard, with what the
    /// connection holds until its end.
    pub async fn begin(self, wire: impl Wire, head: Bytes, connection: impl Any + Send) {
        let kept = Box::new((self.kept, connection));
        self.begun.carry(Box::new(wire), head, kept).await;
    }

    /// The stream as a body. What it holds is given back with the body.
    fn piped(self) -> impl futures_util::Stream<Item = std::io::Result<Bytes>> {
        let Self { begun, kept } = self;
        let (near, far) = duplex(PIPE_BYTES);
        tokio::spawn(begun.carry(Box::new(near), Bytes::new(), Box::new(())));
        futures_util::stream::unfold((far, kept), async |(mut far, kept)| {
            let mut bytes = Vec::new();
            match far.read_buf(&mut bytes).await {
                Ok(0) | Err(_) => None,
                Ok(_) => Some((Ok(bytes.into()), (far, kept))),
            }
        })
    }
}

fn hints_at(threads: &[OpenedThread]) -> Bytes {
    let news = threads.iter().filter(|thread| thread.has_news);
    let hints: Vec<Bytes> = news
        .map(|thread| frames::thread(thread.report_id, thread.revision))
        .collect();
    joined(hints.iter())
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
