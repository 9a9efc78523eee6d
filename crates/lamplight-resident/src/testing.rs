//! A device for the tests of this crate: a real core on a folder of its own, under a clock that stands still.

use std::io::Cursor;
use std::path::Path;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use image::{ImageFormat, Rgb, RgbImage};
use lamplight_protocol::api::Accepted;
use lamplight_protocol::place::Place;
use lamplight_protocol::report::Category;
use lamplight_protocol::text::Language;
use lamplight_protocol::time::TimestampMillis;
use tempfile::TempDir;

use crate::outbox::{self, Frozen};
use crate::photo::PreparedPhoto;
use crate::platform::{Clock, Entropy, NoEntropy, NotShown, Notification, Notifier, Platform};
use crate::retry::Outcome;
use crate::view::{ReportDraft, Saved};
use crate::{Config, Core};

/// Held by a test; the folder goes with it.
pub(crate) struct Device {
    pub(crate) core: Core,
    undo_hold_ms: i64,
    clock: Arc<SetClock>,
    entropy: Arc<Counting>,
    pub(crate) screen: Arc<Screen>,
    dir: TempDir,
}

struct SetClock(AtomicI64);

impl Clock for SetClock {
    fn now(&self) -> TimestampMillis {
        TimestampMillis::from_millis(self.0.load(Ordering::Relaxed))
    }
}

/// Keeps what was shown, in its order.
#[derive(Default)]
pub(crate) struct Screen {
    shown: Mutex<Vec<Notification>>,
    withdrawn: Mutex<Vec<u32>>,
    /// What happens in place of showing anything.
    pub(crate) fails: Mutex<Option<ScreenFailure>>,
}

#[derive(Clone, Copy)]
pub(crate) enum ScreenFailure {
    /// It says that nobody saw it.
    NotShown,
    /// The program ends before it is shown.
    Crash,
}

impl Screen {
    /// What was shown since it was last asked.
    pub(crate) fn take_shown(&self) -> Vec<Notification> {
        std::mem::take(&mut *self.shown.lock().unwrap())
    }

    /// What was withdrawn since it was last asked.
    pub(crate) fn take_withdrawn(&self) -> Vec<u32> {
        std::mem::take(&mut *self.withdrawn.lock().unwrap())
    }
}

impl Notifier for Screen {
    fn show(&self, notification: &Notification) -> Result<(), NotShown> {
        let fails = *self.fails.lock().unwrap();
        match fails {
            Some(ScreenFailure::NotShown) => Err(NotShown),
            Some(ScreenFailure::Crash) => panic!("the program ended"),
            None => {
                self.shown.lock().unwrap().push(notification.clone());
                Ok(())
            }
        }
    }

    fn withdraw(&self, handle: u32) {
        self.withdrawn.lock().unwrap().push(handle);
    }

    fn is_able(&self) -> bool {
        self.fails.lock().unwrap().is_none()
    }

    fn language(&self) -> Option<Language> {
        None
    }
}

/// Every byte string differs from the last, and no run from another.
struct Counting(AtomicU64);

impl Entropy for Counting {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoEntropy> {
        let mut state = self.0.fetch_add(1, Ordering::Relaxed);
        for byte in bytes {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            *byte = state.to_be_bytes()[0];
        }
        Ok(())
    }
}

/// 2026-11-20T10:00:00Z.
pub(crate) const BEGIN: i64 = 1_795_168_800_000;

impl Device {
    pub(crate) fn new() -> Self {
        Self::holding_for_undo(0)
    }

    pub(crate) fn holding_for_undo(undo_hold_ms: i64) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let clock = Arc::new(SetClock(AtomicI64::new(BEGIN)));
        let entropy = Arc::new(Counting(AtomicU64::new(1)));
        let screen = Arc::default();
        Self {
            core: open(&dir, &clock, &entropy, &screen, undo_hold_ms),
            undo_hold_ms,
            clock,
            entropy,
            screen,
            dir,
        }
    }

    /// Ends the app and starts it again.
    pub(crate) fn restart(&mut self) {
        self.core = self.open_again();
    }

    /// The same folder in another process, as it were.
    pub(crate) fn open_again(&self) -> Core {
        open(
            &self.dir,
            &self.clock,
            &self.entropy,
            &self.screen,
            self.undo_hold_ms,
        )
    }

    pub(crate) fn dir(&self) -> &Path {
        self.dir.path()
    }

    pub(crate) fn now(&self) -> TimestampMillis {
        self.clock.now()
    }

    /// Moves the clock, forwards or backwards.
    pub(crate) fn pass(&self, ms: i64) {
        self.clock.0.fetch_add(ms, Ordering::Relaxed);
    }

    /// Saves a report of vandalism.
    pub(crate) fn save(&self) -> Saved {
        self.core.submit_report(&draft(Category::Vandalism), &[]).unwrap()
    }

    /// The names of what is due, in the order of sending.
    pub(crate) fn due(&self) -> Vec<String> {
        let keys = self.core.write(|tx| outbox::due(tx, self.now(), 100)).unwrap();
        keys.into_iter().map(|key| key.id).collect()
    }

    /// Records an attempt of the only operation that is due.
    pub(crate) fn attempt(&self) -> Frozen {
        self.try_attempt().expect("something is due")
    }

    /// Records an attempt of the first operation that is due.
    pub(crate) fn try_attempt(&self) -> Option<Frozen> {
        let now = self.now();
        self.core
            .write(|tx| match outbox::due(tx, now, 1)?.first() {
                Some(key) => outbox::freeze(tx, key, now),
                None => Ok(None),
            })
            .unwrap()
    }

    pub(crate) fn settle(&self, operation: &Frozen, outcome: &Outcome) {
        self.core
            .write(|tx| outbox::settle(tx, operation, outcome, self.now()))
            .unwrap();
    }

    /// Lets the server take the only operation that is due, as the report's `revision`.
    pub(crate) fn deliver(&self, revision: u32) -> Frozen {
        let operation = self.attempt();
        self.settle(&operation, &accepted(&operation, revision));
        operation
    }
}

fn open(
    dir: &TempDir,
    clock: &Arc<SetClock>,
    entropy: &Arc<Counting>,
    screen: &Arc<Screen>,
    undo_hold_ms: i64,
) -> Core {
    let platform = Platform {
        clock: Arc::clone(clock) as Arc<dyn Clock>,
        entropy: Arc::clone(entropy) as Arc<dyn Entropy>,
        notifier: Some(Arc::clone(screen) as Arc<dyn Notifier>),
    };
    let config = Config {
        data_dir: dir.path().to_owned(),
        server_url: Some("http://127.0.0.1:9".into()),
        undo_hold_ms,
    };
    let core = Core::open(config, platform).unwrap();
    core.db().without_fsync();
    core
}

pub(crate) fn accepted(operation: &Frozen, revision: u32) -> Outcome {
    Outcome::Accepted(Accepted {
        id: operation.key.id.clone(),
        digest: operation.digest,
        reference: "AQ-7K2M9".into(),
        revision,
        received_at: TimestampMillis::from_millis(BEGIN),
    })
}

pub(crate) fn draft(category: Category) -> ReportDraft {
    ReportDraft {
        category,
        behaviours: Vec::new(),
        place: Place {
            point: None,
            words: Some("by the footbridge".into()),
        },
        occurred_at: None,
        note: Some("Paint on the wall.".into()),
        contact: None,
        practice: false,
    }
}

/// A picture as a file; each shade is another picture.
pub(crate) fn picture(shade: u8) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    RgbImage::from_pixel(16, 12, Rgb([shade, 90, 90]))
        .write_to(&mut file, ImageFormat::Png)
        .unwrap();
    file.into_inner()
}

/// A picture as it is kept and sent.
pub(crate) fn photo(shade: u8) -> PreparedPhoto {
    PreparedPhoto::of_file(&picture(shade)).unwrap()
}
