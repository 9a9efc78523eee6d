//! How many plans are made at once.

use std::sync::Arc;

use tokio::sync::{AcquireError, OwnedSemaphorePermit, Semaphore};

/// Plans that are made at once: each holds the streets of the whole area, and a processor while it searches.
const PLANS_AT_ONCE: usize = 2;

/// Turns to make a plan. Who finds none waits, in the order of asking.
pub struct Turns(Arc<Semaphore>);

impl Default for Turns {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(PLANS_AT_ONCE)))
    }
}

impl Turns {
    /// Waits for a turn, which lasts until it is dropped: also when whoever asked has gone away.
    ///
    /// # Errors
    /// None while the server runs: nobody closes it.
    pub(crate) async fn take(&self) -> Result<OwnedSemaphorePermit, AcquireError> {
        Arc::clone(&self.0).acquire_owned().await
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt as _;

    use super::*;

    #[tokio::test]
    async fn whoever_comes_third_waits_for_a_turn_to_end() {
        let turns = Turns::default();
        let first = turns.take().await.unwrap();
        let _second = turns.take().await.unwrap();
        assert!(turns.take().now_or_never().is_none());
        drop(first);
        assert!(turns.take().now_or_never().is_some());
    }
}
