//! A clock that can be set wrong.

use std::sync::atomic::{AtomicI64, Ordering};

use lamplight_protocol::time::TimestampMillis;
use lamplight_resident::Platform;
use lamplight_resident::platform::Clock;

/// The machine's clock, set wrong by so many milliseconds.
#[derive(Default)]
pub struct SetClock(AtomicI64);

impl SetClock {
    /// Sets it wrong by so much.
    pub fn set(&self, wrong_ms: i64) {
        self.0.store(wrong_ms, Ordering::Relaxed);
    }

    /// Sets it to this time; it goes on from there.
    pub fn set_to(&self, time: TimestampMillis) {
        self.set(time.millis_since(Platform::system().clock.now()));
    }
}

impl Clock for SetClock {
    fn now(&self) -> TimestampMillis {
        let now = Platform::system().clock.now();
        now.plus_millis(self.0.load(Ordering::Relaxed))
    }
}
