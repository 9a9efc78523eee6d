//! The answer to a call for the live stream: frames while there are any, a heartbeat while there are none,
//! and an end when the server goes away or the listener's right ends.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use lamplight_protocol::api::Cursor;
use lamplight_store::model::Reach;
use tokio::sync::{OwnedSemaphorePermit, watch};
use tokio::time::{Instant, Sleep};

use super::frames;
use super::reader::{Audience, Reader};
use crate::Deps;
use crate::auth::{Credential, Staff};
use crate::error::ApiError;
use crate::platform::random;
use crate::policy::Action;
use crate::presence::{Presence, Watch};

/// Between two heartbeats, in milliseconds; middle boxes close a silent connection after 30 s and more.
const HEARTBEAT_MS: u64 = 25_000;
/// How far a heartbeat strays from that, in percent either way, so that readers spread out.
const HEARTBEAT_STRAY_PERCENT: u64 = 20;
/// At most so long a reader waits before it comes back after a `move`, in milliseconds.
const MOVE_AFTER_MS_MAX: u64 = 5_000;
/// How long a resident's stream is left its place while others find none, in milliseconds: five minutes.
const TURN_MS: u64 = 5 * 60 * 1_000;
/// How often the right of somebody on the patrol's side is looked up while their stream is open, in
/// milliseconds. A revoked one must be out within five seconds.
const RIGHT_CHECK_MS: u64 = 3_000;

/// A listener of the patrol's side, whose right may end while they listen.
struct Right {
    credential: Credential,
    check_at: Instant,
    /// Held for its end: the desk is watched while a person's stream is open.
    _watch: Option<Watch>,
}

impl Right {
    fn of(staff: &Staff, presence: &Arc<Presence>) -> Self {
        Self {
            credential: staff.credential,
            check_at: Instant::now() + Duration::from_millis(RIGHT_CHECK_MS),
            _watch: watches_over_reports(staff).then(|| Presence::begin(presence)),
        }
    }
}

struct Live {
    deps: Arc<Deps>,
    reader: Reader,
    appended: watch::Receiver<u64>,
    heartbeat: Pin<Box<Sleep>>,
    right: Option<Right>,
    /// Of a resident's stream. Given to the next one at its end.
    place: Option<Place>,
    over: bool,
}

/// A place among the streams of residents.
pub struct Place {
    _permit: OwnedSemaphorePermit,
    taken_at: Instant,
}

impl Place {
    /// Takes one. Done before anything is looked up for the listener: many who find none must cost no reading.
    ///
    /// # Errors
    /// `busy` when residents have as many streams as they may.
    pub fn take(deps: &Deps) -> Result<Self, ApiError> {
        let permit = Arc::clone(&deps.streams).try_acquire_owned();
        Ok(Self {
            _permit: permit.map_err(|_| ApiError::no_place())?,
            taken_at: Instant::now(),
        })
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

/// Why a wait ended.
enum Wake {
    Drain,
    Right,
    News,
    Heartbeat,
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
    let (audience, place, right) = match listener {
        Listener::Resident(place, audience) => (audience, Some(place), None),
        Listener::Staff(staff, reach) => {
            let right = Right::of(staff, &deps.presence);
            (Audience::Staff(reach), None, Some(right))
        }
    };
    // Registered before the cursor is looked at, so that nothing falls between the two.
    let appended = deps.hub.appended.subscribe();
    let reader = Reader::open(Arc::clone(&deps.hub), audience, after).await?;
    let live = Live {
        deps,
        reader,
        appended,
        // The first one comes at once: it says that the stream is open, and where the head is.
        heartbeat: Box::pin(tokio::time::sleep(Duration::ZERO)),
        right,
        place,
        over: false,
    };
    let frames = futures_util::stream::unfold(live, |mut live| async {
        let bytes = live.next().await?;
        Some((Ok::<_, std::convert::Infallible>(bytes), live))
    });
    let headers = [
        (CONTENT_TYPE, "text/event-stream"),
        (CACHE_CONTROL, "no-store"),
        // nginx holds an answer back until it has a buffer full, unless it is told not to.
        (axum::http::HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    Ok((headers, Body::from_stream(frames)).into_response())
}

/// Whether residents are told that the desk is watching while this listener's stream is open: a person, who
/// reads reports.
fn watches_over_reports(staff: &Staff) -> bool {
    staff.is_person() && staff.may(Action::ReadReports).is_some()
}

impl Live {
    /// The next bytes to send; none at the end.
    async fn next(&mut self) -> Option<Bytes> {
        loop {
            if self.over {
                return None;
            }
            if self.deps.drain.is_cancelled() {
                return Some(self.go_elsewhere());
            }
            if !self.has_its_right().await {
                return None;
            }
            // Marked as seen before the ring is read: what is appended in between wakes us again.
            self.appended.borrow_and_update();
            let batch = self.reader.next_batch().await.ok()?;
            if !batch.is_empty() {
                return Some(joined(&batch));
            }
            match self.wait().await {
                Wake::Heartbeat if self.is_others_turn() => return Some(self.go_elsewhere()),
                Wake::Heartbeat => return Some(self.beat()),
                Wake::Drain | Wake::Right | Wake::News => {}
            }
        }
    }

    async fn wait(&mut self) -> Wake {
        let check_at = self.right.as_ref().map(|right| right.check_at);
        let right_is_due = async {
            match check_at {
                Some(at) => tokio::time::sleep_until(at).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            biased;
            () = self.deps.drain.cancelled() => Wake::Drain,
            () = right_is_due => Wake::Right,
            // Before the heartbeat, which would name a head that is still to be sent.
            _ = self.appended.changed() => Wake::News,
            () = &mut self.heartbeat => Wake::Heartbeat,
        }
    }

    /// Whether the listener may go on listening. A store that cannot be asked closes the stream: whoever
    /// still has the right comes back.
    async fn has_its_right(&mut self) -> bool {
        let Some(right) = &mut self.right else {
            return true;
        };
        if Instant::now() < right.check_at {
            return true;
        }
        right.check_at = Instant::now() + Duration::from_millis(RIGHT_CHECK_MS);
        let Ok(Some(staff)) = Staff::look_up(&self.deps, right.credential).await else {
            return false;
        };
        let Some(reach) = staff.may(Action::Listen) else {
            return false;
        };
        // Rights may have been narrowed, or widened, without the sign-in ending.
        self.reader.listen_as(Audience::Staff(reach));
        true
    }

    /// Whether the listener has had its place for long, and no other is free: whoever was refused comes back,
    /// and must find one some day.
    fn is_others_turn(&self) -> bool {
        let turn = Duration::from_millis(TURN_MS);
        let has_had_it = self
            .place
            .as_ref()
            .is_some_and(|place| place.taken_at.elapsed() >= turn);
        has_had_it && self.deps.streams.available_permits() == 0
    }

    fn beat(&mut self) -> Bytes {
        let stray = HEARTBEAT_MS * HEARTBEAT_STRAY_PERCENT / 100;
        let after_ms = HEARTBEAT_MS - stray + self.chance(2 * stray);
        self.heartbeat
            .as_mut()
            .reset(Instant::now() + Duration::from_millis(after_ms));
        frames::heartbeat(self.reader.position().clone())
    }

    fn go_elsewhere(&mut self) -> Bytes {
        self.over = true;
        let after_ms = self.chance(MOVE_AFTER_MS_MAX);
        frames::go_elsewhere(u32::try_from(after_ms).unwrap_or_default())
    }

    /// A number from 0 to `max`; the middle when there is no randomness, which only spreading suffers from.
    fn chance(&self, max: u64) -> u64 {
        random(self.deps.entropy.as_ref()).map_or(max / 2, |bytes| u64::from_le_bytes(bytes) % (max + 1))
    }
}

fn joined(batch: &[Bytes]) -> Bytes {
    match batch {
        [one] => one.clone(),
        many => many.concat().into(),
    }
}
