//! The bell by which those who take photos in wake the worker.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::Instant;

/// How long nobody may have rung for the moment to be a calm one, in milliseconds.
const CALM_MS: u64 = 200;

/// Rung when there is something to do for the worker.
#[derive(Default)]
pub(super) struct Bell {
    rung: Notify,
    /// When it was rung last.
    at: Mutex<Option<Instant>>,
}

impl Bell {
    pub(super) fn ring(&self) {
        *self.at.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
        self.rung.notify_one();
    }

    /// Waits until somebody rings.
    pub(super) async fn rung(&self) {
        self.rung.notified().await;
    }

    /// Waits until nobody has rung for a moment, or until `patience` is at its end.
    pub(super) async fn calm(&self, patience: Instant) {
        while let Some(calm_at) = self.calm_at()
            && calm_at.min(patience) > Instant::now()
        {
            tokio::time::sleep_until(calm_at.min(patience)).await;
        }
    }

    fn calm_at(&self) -> Option<Instant> {
        let at = *self.at.lock().unwrap_or_else(PoisonError::into_inner);
        at.map(|at| at + Duration::from_millis(CALM_MS))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn the_worker_waits_for_a_calm_moment_but_not_for_ever() {
        let bell = Bell::default();
        let begun = Instant::now();
        let patience = begun + Duration::from_secs(10);
        bell.calm(patience).await;
        assert_eq!(begun.elapsed(), Duration::ZERO, "nobody has rung");
        bell.ring();
        bell.calm(patience).await;
        // Tokio's timers are a millisecond coarse.
        let about = |moment: Instant| moment..=moment + Duration::from_millis(5);
        assert!(about(begun + Duration::from_millis(CALM_MS)).contains(&Instant::now()));
        let endless = async {
            loop {
                bell.ring();
                tokio::time::sleep(Duration::from_millis(CALM_MS / 2)).await;
            }
        };
        tokio::select! {
            biased; // It has rung before the worker looks.
            () = endless => {}
            () = bell.calm(patience) => {}
        }
        assert!(about(patience).contains(&Instant::now()));
    }
}
