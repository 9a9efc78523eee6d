//! A part of all readers, served by one task: it writes to one after the other, and knows by itself which of
//! them takes more, or has gone.

use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Wake, Waker};
use std::time::Duration;

use slab::Slab;
use tokio::sync::{Notify, Semaphore, watch};
use tokio::task::yield_now;
use tokio::time::{Instant, MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;

use super::batch::Batch;
use super::seat::{Seat, Step};
use super::{Hub, frames};
use crate::platform::{Entropy, random};

/// How often readers are looked after, in milliseconds.
const SWEEP_MS: u64 = 1_000;
/// Readers who are served before other tasks of the program have their turn: a fraction of a millisecond.
const SERVED_AT_ONCE: usize = 64;
/// Between two heartbeats, in milliseconds; middle boxes close a silent connection after 30 s and more.
const HEARTBEAT_MS: u64 = 25_000;
/// How far a heartbeat strays from that, in percent either way, so that readers spread out.
const HEARTBEAT_STRAY_PERCENT: u64 = 20;
/// At most so long a reader waits before it comes back after a `move`, in milliseconds.
const MOVE_AFTER_MS_MAX: u64 = 5_000;

/// Where readers who have caught up wait to be let in.
pub(super) struct Door {
    /// None once the shard has ended: nobody would ever serve them.
    waiting: Mutex<Option<Vec<Seat>>>,
    bell: Notify,
}

impl Door {
    pub(super) fn open() -> Self {
        Self {
            waiting: Mutex::new(Some(Vec::new())),
            bell: Notify::new(),
        }
    }

    /// Lets a reader in; one that comes too late is let go, and finds another server.
    pub(super) fn admit(&self, seat: Seat) {
        if let Some(waiting) = &mut *self.waiting.lock().unwrap_or_else(PoisonError::into_inner) {
            waiting.push(seat);
            self.bell.notify_one();
        }
    }

    fn take(&self) -> Vec<Seat> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.as_mut().map(std::mem::take).unwrap_or_default()
    }

    fn close(&self) -> Vec<Seat> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.take().unwrap_or_default()
    }
}

/// The readers whose connection has something to tell: it takes more, or it has ended.
#[derive(Default)]
struct Calls {
    keys: Mutex<Vec<usize>>,
    bell: Notify,
}

/// What a reader's connection rings. A key that has gone to another reader meanwhile costs that one a look.
struct Bell {
    calls: Arc<Calls>,
    key: usize,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        let mut keys = self.calls.keys.lock().unwrap_or_else(PoisonError::into_inner);
        keys.push(self.key);
        drop(keys);
        self.calls.bell.notify_one();
    }
}

struct Seated {
    seat: Seat,
    waker: Waker,
}

/// A shard, while it runs.
pub(super) struct Shard {
    hub: Arc<Hub>,
    door: Arc<Door>,
    appended: watch::Receiver<u64>,
    calls: Arc<Calls>,
    seats: Slab<Seated>,
    batch: Batch,
    /// The places that residents share.
    streams: Arc<Semaphore>,
    entropy: Arc<dyn Entropy>,
}

impl Shard {
    pub(super) fn new(
        hub: Arc<Hub>,
        door: Arc<Door>,
        streams: Arc<Semaphore>,
        entropy: Arc<dyn Entropy>,
    ) -> Self {
        Self {
            appended: hub.appended.subscribe(),
            hub,
            door,
            calls: Arc::default(),
            seats: Slab::new(),
            batch: Batch::default(),
            streams,
            entropy,
        }
    }

    /// Serves until `drain`, then tells everybody to come back elsewhere.
    pub(super) async fn run(mut self, drain: CancellationToken) {
        let mut sweep = interval(Duration::from_millis(SWEEP_MS));
        sweep.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                () = drain.cancelled() => break,
                _ = self.appended.changed() => self.serve_all().await,
                () = self.door.bell.notified() => self.let_in().await,
                () = self.calls.bell.notified() => self.answer_calls().await,
                _ = sweep.tick() => self.sweep().await,
            }
        }
        for seat in self.door.close() {
            self.seat(seat);
        }
        for key in 0..self.seats.capacity() {
            let after_ms = self.move_after_ms();
            if let Some(Seated { seat, waker }) = self.seats.get_mut(key) {
                seat.part(frames::go_elsewhere(after_ms), waker);
                self.seats.try_remove(key);
            }
            rest_after(key).await;
        }
    }

    fn seat(&mut self, seat: Seat) -> usize {
        let entry = self.seats.vacant_entry();
        let key = entry.key();
        let calls = Arc::clone(&self.calls);
        let waker = Waker::from(Arc::new(Bell { calls, key }));
        entry.insert(Seated { seat, waker });
        key
    }

    async fn let_in(&mut self) {
        for (count, seat) in self.door.take().into_iter().enumerate() {
            let key = self.seat(seat);
            self.serve(key);
            self.listen(key);
            self.beat(key, Instant::now());
            rest_after(count).await;
        }
    }

    async fn serve_all(&mut self) {
        // The end is asked for once; what is appended meanwhile wakes us again.
        let end = self.hub.end();
        for key in 0..self.seats.capacity() {
            self.serve_up_to(key, end);
            rest_after(key).await;
        }
    }

    async fn answer_calls(&mut self) {
        let mut keys = std::mem::take(&mut *self.calls.keys.lock().unwrap_or_else(PoisonError::into_inner));
        keys.sort_unstable();
        keys.dedup();
        for (count, key) in keys.into_iter().enumerate() {
            self.listen(key);
            self.serve(key);
            rest_after(count).await;
        }
    }

    /// Looks after everybody: those who take nothing, those whose right has ended, those who are to hear that we
    /// are still there.
    async fn sweep(&mut self) {
        let now = Instant::now();
        for key in 0..self.seats.capacity() {
            let seated = self.seats.get(key);
            let stays = seated.map(|seated| seated.seat.look_after(&self.hub, now));
            match stays {
                None => continue,
                Some(Step::Goes) => drop(self.seats.try_remove(key)),
                Some(Step::Stays) => {
                    // Staff may have waited for their right to be looked up.
                    self.serve(key);
                    self.beat(key, now);
                }
            }
            rest_after(key).await;
        }
    }

    fn serve(&mut self, key: usize) {
        self.serve_up_to(key, self.hub.end());
    }

    fn serve_up_to(&mut self, key: usize, end: u64) {
        let Some(Seated { seat, waker }) = self.seats.get_mut(key) else {
            return;
        };
        if seat.serve(&self.hub, &mut self.batch, end, waker) == Step::Goes {
            self.seats.try_remove(key);
        }
    }

    fn listen(&mut self, key: usize) {
        if let Some(Seated { seat, waker }) = self.seats.get_mut(key)
            && seat.listen(waker) == Step::Goes
        {
            self.seats.try_remove(key);
        }
    }

    /// Gives a reader its heartbeat when it is due. Where the reader has had its place for long and others find
    /// none, tells it to give way: whoever was refused comes back, and must find one some day.
    fn beat(&mut self, key: usize, now: Instant) {
        let is_due = |seated: &Seated| seated.seat.is_free() && seated.seat.beat_at <= now;
        if !self.seats.get(key).is_some_and(is_due) {
            return;
        }
        // Taken together: a heartbeat that named a row which the reader has yet to hear would lose it.
        let (head, end) = self.hub.head_and_end();
        self.serve_up_to(key, end);
        let stray = HEARTBEAT_MS * HEARTBEAT_STRAY_PERCENT / 100;
        // It goes out with the sweep after that.
        let next_ms = HEARTBEAT_MS - stray + self.chance(2 * stray - SWEEP_MS);
        let after_ms = self.move_after_ms();
        let is_full = self.streams.available_permits() == 0;
        let Some(Seated { seat, waker }) = self.seats.get_mut(key) else {
            return;
        };
        if is_full && seat.turn.as_ref().is_some_and(|turn| turn.is_over(now)) {
            seat.part(frames::go_elsewhere(after_ms), waker);
            self.seats.try_remove(key);
            return;
        }
        if !seat.has_heard_up_to(end) {
            return;
        }
        seat.beat_at = now + Duration::from_millis(next_ms);
        if seat.say(frames::heartbeat(head), waker) == Step::Goes {
            self.seats.try_remove(key);
        }
    }

    fn move_after_ms(&self) -> u32 {
        u32::try_from(self.chance(MOVE_AFTER_MS_MAX)).unwrap_or_default()
    }

    /// A number from 0 to `max`; the middle when there is no randomness, which only spreading suffers from.
    fn chance(&self, max: u64) -> u64 {
        random(self.entropy.as_ref()).map_or(max / 2, |bytes| u64::from_le_bytes(bytes) % (max + 1))
    }
}

/// Gives other tasks their turn now and then.
async fn rest_after(count: usize) {
    if count % SERVED_AT_ONCE == SERVED_AT_ONCE - 1 {
        yield_now().await;
    }
}
