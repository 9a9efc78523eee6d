//! Sends alerts whose time has come. Every instance tries; the store lets one of them win.

use std::sync::Arc;
use std::time::Duration;

use lamplight_store::{Store, StoreError};
use tokio::time::MissedTickBehavior;
use tokio_util::sync::CancellationToken;

use crate::live::Hub;
use crate::platform::Clock;

/// Between two looks at what is due, in milliseconds: so late an alert may go out.
const LOOK_MS: u64 = 1_000;
/// Alerts sent in one look.
const SENT_PER_LOOK_MAX: u32 = 20;

/// What is needed to send what is due.
pub(crate) struct Schedule {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) hub: Arc<Hub>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) sender: String,
}

impl Schedule {
    /// Sends what is due until the server goes away.
    pub(crate) async fn run(self, end: CancellationToken) {
        let mut looks = tokio::time::interval(Duration::from_millis(LOOK_MS));
        looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                biased;
                () = end.cancelled() => return,
                _ = looks.tick() => {}
            }
            if let Err(error) = self.send_due().await {
                tracing::error!(%error, "alerts that are due were not sent; trying again");
            }
        }
    }

    /// Sends what is due now.
    ///
    /// # Errors
    /// A [`StoreError`]; what was not sent stays due.
    pub(crate) async fn send_due(&self) -> Result<(), StoreError> {
        let now = self.clock.now();
        for due in self.store.due_alerts(now, SENT_PER_LOOK_MAX).await? {
            if self.store.send_due_alert(due.id, &self.sender, now).await? {
                self.hub.ring_doorbell();
            }
        }
        Ok(())
    }
}
