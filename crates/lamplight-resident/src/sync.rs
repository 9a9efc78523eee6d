//! Syncing: seven loops that share nothing but the database and a few bells.
//!
//! - **push** sends what is due, and sleeps until something else is;
//! - **pull** brings feed, area and threads: when the stream hints at something, and every now and then
//!   without a hint;
//! - **live** reads the stream (see [`crate::live`]), which is only a source of hints;
//! - **pictures** fetches those that the feed tells of (see [`crate::pictures`]);
//! - **tell** tells the resident of alerts outside the window (see [`crate::notify`]);
//! - **map** fetches the map that the area tells of (see [`crate::map`]);
//! - **watch** notices what other processes did in the same folder.
//!
//! **Architecture invariant:** a loop may be dropped at any point where it waits. What must not be half done
//! is one transaction; what was sent without the answer being heard is sent again. So ending needs no
//! ceremony, and a crash is no other case than an end.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use lamplight_protocol::time::TimestampMillis;
use rusqlite::Connection as Database;
use tokio::sync::Notify;
use tokio::time::{MissedTickBehavior, interval, sleep};
use tokio_util::sync::CancellationToken;

use crate::Core;
use crate::error::CoreError;
use crate::local::{reports, rsvps};
use crate::outbox::{self, Waiting};
use crate::pull::{PullError, Wanted};
use crate::push::PassEnd;
use crate::retry::{RETRY_DELAY_MS_MAX, jitter};
use crate::view::{Connection, Outbox, Scope};

/// How often everything is pulled while the live stream is not open, in milliseconds: one minute.
const POLL_MS: i64 = 60 * 1_000;
/// How often everything is pulled while the stream is open, in milliseconds: five minutes. The stream does
/// not tell of everything: whether the desk is staffed, and threads that are asked for alone.
const POLL_WHILE_LIVE_MS: i64 = 5 * 60 * 1_000;
/// The longest sleep of the push loop, in milliseconds: one minute, so that a clock that was set is noticed.
const LOOK_AGAIN_MS_MAX: i64 = 60 * 1_000;
/// How often another process is looked for.
const WATCH_INTERVAL: Duration = Duration::from_secs(1);

/// What wakes the loops. Made with the core; rung by use-cases and by the loops themselves.
#[derive(Default)]
pub(crate) struct Bells {
    /// Something may be due.
    pub(crate) push: Notify,
    /// Something is wanted, or worth a look.
    pull: Notify,
    /// There may be pictures to fetch.
    pub(crate) pictures: Notify,
    /// There may be alerts or events to tell the resident of.
    pub(crate) tell: Notify,
    /// There may be a map to fetch.
    pub(crate) map: Notify,
    /// There may be a new receipt for the stream to follow.
    pub(crate) live: Notify,
    /// The stream should be opened anew, whatever its state.
    pub(crate) reopen: Notify,
    /// What the next pull should bring.
    wanted: Mutex<Wanted>,
    /// Retries are due too at the next push.
    wake_retries: AtomicBool,
    /// The stream is open.
    pub(crate) is_live: AtomicBool,
    /// Held while the resident is told of alerts or events.
    pub(crate) telling: Mutex<()>,
    /// Held during a push.
    pub(crate) pass: tokio::sync::Mutex<()>,
}

impl Bells {
    /// Asks for a pull.
    pub(crate) fn want(&self, wanted: Wanted) {
        self.wanted
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .join(wanted);
        self.pull.notify_one();
    }

    /// Asks for a push that tries again what waits for a retry.
    pub(crate) fn push_retries(&self) {
        self.wake_retries.store(true, Ordering::Relaxed);
        self.push.notify_one();
    }

    fn take_wanted(&self) -> Wanted {
        std::mem::take(&mut self.wanted.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Core {
    /// Syncs now, where [`Core::run`] runs: the network came up, or the window became visible.
    pub fn wake(&self) {
        let bells = &self.inner.bells;
        bells.push_retries();
        bells.want(Wanted::everything());
        bells.map.notify_one();
        bells.reopen.notify_one();
    }

    /// Syncs once: sends everything that is due, retries too, and pulls feed, area and threads. Tells what is
    /// left. That the server did not answer is no error; [`Core::home`] tells the state of the connection.
    ///
    /// # Errors
    /// [`CoreError::NotPossible`] when no server was named; [`CoreError::NotSaved`],
    /// [`CoreError::Internal`].
    pub async fn sync_once(&self) -> Result<Outbox, CoreError> {
        let Some(remote) = self.remote().await? else {
            return Err(CoreError::NotPossible(
                "no server is named yet; name the patrol's server first".into(),
            ));
        };
        // Whoever asks for it by hand does not want to hear of an old pause.
        self.inner.connection.end_pause();
        let pushed = self.push(&remote, true).await?;
        if pushed != PassEnd::Paused {
            match self.pull(&remote, &Wanted::everything()).await {
                // In a new epoch there is more to send than before.
                Ok(()) => _ = self.push(&remote, false).await?,
                Err(PullError::Local(error)) => return Err(error),
                Err(_) => {}
            }
        }
        self.on_disk(Self::tell).await?;
        self.outbox()
    }

    /// Syncs until it is cancelled. It never fails: what does not work is tried again.
    pub async fn run(&self, cancel: CancellationToken) {
        self.inner.bells.push_retries();
        self.inner.bells.want(Wanted::everything());
        tokio::select! {
            () = cancel.cancelled() => {}
            () = self.push_loop() => {}
            () = self.pull_loop() => {}
            () = self.live_loop() => {}
            () = self.pictures_loop() => {}
            () = self.tell_loop() => {}
            () = self.map_loop() => {}
            () = self.watch_loop() => {}
        }
        self.inner.bells.is_live.store(false, Ordering::Relaxed);
    }

    async fn push_loop(&self) {
        let bells = &self.inner.bells;
        let mut failures = 0;
        loop {
            let wake = bells.wake_retries.swap(false, Ordering::Relaxed);
            let wait_ms = match self.push_if_possible(wake).await {
                Ok(PassEnd::Done) => {
                    failures = 0;
                    self.until_next_push().await.unwrap_or(LOOK_AGAIN_MS_MAX)
                }
                Ok(PassEnd::Paused) => self.pause_left_ms(),
                Ok(PassEnd::NoServer) => LOOK_AGAIN_MS_MAX,
                Ok(PassEnd::Unanswered) | Err(_) => {
                    failures += 1;
                    self.backoff_ms(failures, RETRY_DELAY_MS_MAX)
                }
            };
            let alarm = self.next_call_instead().await;
            tokio::select! {
                () = bells.push.notified() => {}
                () = sleep_ms(wait_ms.min(LOOK_AGAIN_MS_MAX)) => {}
                () = self.sleep_until(alarm) => self.inner.changes.tell(Scope::Reports),
            }
        }
    }

    async fn push_if_possible(&self, wake: bool) -> Result<PassEnd, CoreError> {
        match self.remote().await? {
            Some(remote) => self.push(&remote, wake).await,
            None => Ok(PassEnd::NoServer),
        }
    }

    async fn until_next_push(&self) -> Result<i64, CoreError> {
        // Written, so that what another process has just tapped is filed: nobody else may tell of it.
        let read = |tx: &Database| Ok((outbox::waiting(tx)?, rsvps::next_at(tx)?));
        let (operation, rsvp) = self.on_disk(move |core| core.write(read)).await?;
        let mut rows: Vec<Waiting> = operation.into_iter().collect();
        rows.extend(rsvp.map(|next_at| Waiting { next_at }));
        let now = self.now();
        Ok(outbox::next_wake(&rows, now).map_or(LOOK_AGAIN_MS_MAX, |at| at.millis_since(now)))
    }

    /// When people will have to be told to call, because an urgent report did not arrive.
    async fn next_call_instead(&self) -> Option<TimestampMillis> {
        let read = |core: &Self| core.db().read(|db| reports::next_call_instead(db, core.now()));
        self.on_disk(read).await.unwrap_or_default()
    }

    async fn pull_loop(&self) {
        let bells = &self.inner.bells;
        let mut failures = 0;
        loop {
            let wanted = bells.take_wanted();
            let was_offline = self.inner.connection.shown(self.now()) == Connection::Offline;
            let wait_ms = match self.pull_if_possible(&wanted).await {
                Ok(()) => {
                    if was_offline {
                        // The way is open again. Where no stream can be had, nothing else tells it.
                        bells.push_retries();
                    }
                    failures = 0;
                    let is_live = bells.is_live.load(Ordering::Relaxed);
                    if is_live { POLL_WHILE_LIVE_MS } else { POLL_MS }
                }
                Err(error) => {
                    failures += 1;
                    // What was wanted still is.
                    bells
                        .wanted
                        .lock()
                        .unwrap_or_else(PoisonError::into_inner)
                        .join(wanted);
                    self.pull_backoff_ms(&error, failures)
                }
            };
            tokio::select! {
                () = bells.pull.notified() => {}
                () = sleep_ms(wait_ms) => bells.want(Wanted::everything()),
            }
        }
    }

    async fn pull_if_possible(&self, wanted: &Wanted) -> Result<(), PullError> {
        match self.remote().await? {
            Some(remote) => self.pull(&remote, wanted).await,
            None => Ok(()),
        }
    }

    fn pull_backoff_ms(&self, error: &PullError, failures: u32) -> i64 {
        let jittered = self.backoff_ms(failures, POLL_MS);
        match error {
            PullError::Paused { .. } => self.pause_left_ms(),
            PullError::Unanswered { retry_after_s } => {
                let asked = i64::from(retry_after_s.unwrap_or(0)).saturating_mul(1_000);
                asked.saturating_add(jittered).min(RETRY_DELAY_MS_MAX)
            }
            PullError::CursorExpired | PullError::Local(_) => jittered,
        }
    }

    /// Tells of alerts and events when there may be any, and when time changes something. A clock that is set is noticed within
    /// a minute.
    async fn tell_loop(&self) {
        loop {
            let next_at = self.on_disk(Self::tell).await.unwrap_or_default();
            let wait_ms = next_at.map_or(LOOK_AGAIN_MS_MAX, |at| at.millis_since(self.now()));
            tokio::select! {
                () = self.inner.bells.tell.notified() => {}
                () = sleep_ms(wait_ms.min(LOOK_AGAIN_MS_MAX)) => {}
            }
        }
    }

    /// Notices what other processes did in the same folder. The first look only learns where things stand.
    async fn watch_loop(&self) {
        let mut ticks = interval(WATCH_INTERVAL);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut known = None;
        loop {
            ticks.tick().await;
            let Ok(version) = self.on_disk(|core| core.db().foreign_version()).await else {
                continue;
            };
            if known.replace(version).is_some_and(|before| before != version) {
                self.tell_everything();
                self.inner.bells.push.notify_one();
                self.inner.bells.tell.notify_one();
                self.inner.bells.live.notify_one();
                if self.on_disk(Self::has_other_server).await.unwrap_or(false) {
                    self.wake();
                }
            }
        }
    }

    fn tell_everything(&self) {
        for scope in Scope::ALL {
            self.inner.changes.tell(scope);
        }
    }

    pub(crate) fn note_answered(&self) {
        if self.inner.connection.answered(self.now()) {
            self.inner.changes.tell(Scope::Connection);
        }
    }

    pub(crate) fn note_unanswered(&self) {
        if self.inner.connection.unanswered(self.now()) {
            self.inner.changes.tell(Scope::Connection);
        }
    }

    pub(crate) fn note_paused(&self, until: TimestampMillis) {
        if self.inner.connection.paused(until) {
            self.inner.changes.tell(Scope::Connection);
        }
    }

    fn pause_left_ms(&self) -> i64 {
        let now = self.now();
        let until = self.inner.connection.paused_until(now);
        until.map_or(0, |until| until.millis_since(now))
    }

    pub(crate) fn backoff_ms(&self, failures: u32, delay_ms_max: i64) -> i64 {
        jitter(failures, delay_ms_max, self.inner.platform.dice())
    }

    async fn sleep_until(&self, at: Option<TimestampMillis>) {
        match at {
            Some(at) => sleep_ms(at.millis_since(self.now())).await,
            None => std::future::pending().await,
        }
    }

    /// Does work on the database where it may block: never on a thread that drives the network.
    pub(crate) async fn on_disk<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> Result<T, CoreError> + Send + 'static,
    ) -> Result<T, CoreError> {
        let core = self.clone();
        let done = tokio::task::spawn_blocking(move || work(&core)).await;
        // Only a panic or the end of the runtime gets here.
        done.unwrap_or(Err(CoreError::Internal))
    }
}

/// Sleeps; not at all when the time has passed.
pub(crate) async fn sleep_ms(ms: i64) {
    sleep(Duration::from_millis(u64::try_from(ms).unwrap_or(0))).await;
}
