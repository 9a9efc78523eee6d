//! The worker: while nobody has a console open, it tells of urgent reports that nobody has looked at, and of what waits
//! too long.
//!
//! Which reports they are follows from the reports, so that nothing is written when one comes in, and none is forgotten
//! that came while no instance ran. What waits too long is counted by a job.

use std::sync::Arc;
use std::time::Duration;

use lamplight_protocol::limits::DAY_MS;
use lamplight_protocol::report::Category;
use lamplight_store::model::{Channel, Notice, NoticeOutcome, Untold};
use lamplight_store::{Store, StoreError};
use tokio_util::sync::CancellationToken;

use super::{News, NotTold, Notifier};
use crate::metrics::Metrics;
use crate::platform::Clock;
use crate::presence::Presence;

/// How often the worker looks, in milliseconds.
const LOOK_MS: u64 = 5_000;
/// Of reports of how long ago people are still told, in milliseconds.
const TOLD_OF_MS: i64 = DAY_MS;
/// Notices of a channel in one look. More wait for the next, so that a flood of reports is no flood of mail.
const NOTICES_A_LOOK: u32 = 20;
/// How long an instance keeps a notice to itself, in milliseconds: longer than the slowest channel may take.
const LEASE_MS: i64 = 120_000;
/// How long a notice waits after each failure, in milliseconds; after the last one it is given up. Three hours in
/// all: whoever looks into their mail then sees the console as well.
const PAUSES_MS: [i64; 6] = [30_000, 120_000, 600_000, 1_800_000, 3_600_000, 4_800_000];

/// Tells people.
pub struct NoticeWorker {
    /// Knows of what people were told.
    pub store: Arc<dyn Store>,
    /// Knows whether a console is open.
    pub presence: Arc<Presence>,
    /// Tells.
    pub notifier: Arc<Notifier>,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Counts.
    pub metrics: Arc<Metrics>,
    /// The categories that are urgent here.
    pub urgent: Vec<Category>,
}

impl NoticeWorker {
    /// Works until told to end; at once over when there is nobody to tell.
    pub async fn run(self, end: CancellationToken) {
        let channels = self.notifier.channels();
        if channels.is_empty() {
            return;
        }
        end.run_until_cancelled(async {
            loop {
                if let Err(error) = self.look().await {
                    tracing::error!(%error, "people are told of what waits later");
                }
                tokio::time::sleep(Duration::from_millis(LOOK_MS)).await;
            }
        })
        .await;
    }

    /// Tells what there is to tell.
    pub(crate) async fn look(&self) -> Result<(), StoreError> {
        self.presence.beat().await?;
        for channel in self.notifier.channels() {
            self.tell_of_reports(channel).await?;
            self.remind(channel).await?;
        }
        Ok(())
    }

    async fn tell_of_reports(&self, channel: Channel) -> Result<(), StoreError> {
        if self.urgent.is_empty() {
            return Ok(());
        }
        for number in 0..NOTICES_A_LOOK {
            // Asked before each: somebody may open a console while many wait.
            if self.presence.console_is_open() {
                return Ok(());
            }
            let now = self.clock.now();
            if number == 0 {
                let untold = Untold {
                    categories: self.urgent.clone(),
                    since: now.plus_millis(-TOLD_OF_MS),
                    limit: NOTICES_A_LOOK,
                };
                self.store.queue_notices(channel, &untold, now).await?;
            }
            let until = now.plus_millis(LEASE_MS);
            let Some(notice) = self.store.next_notice(channel, now, until).await? else {
                return Ok(());
            };
            if !self.tell(&notice).await? {
                // The others would fare no better, and each would wait as long.
                return Ok(());
            }
        }
        Ok(())
    }

    async fn tell(&self, notice: &Notice) -> Result<bool, StoreError> {
        let news = News::UrgentReport(notice.report_id, notice.category);
        let told = self.notifier.tell(notice.channel, news, self.clock.now()).await;
        let now = self.clock.now();
        let outcome = match told {
            Ok(()) => NoticeOutcome::Told,
            Err(why) => self.after_failure(notice.channel, notice.attempts, why),
        };
        self.store.settle_notice(notice, outcome, now).await?;
        Ok(told.is_ok())
    }

    /// Says how much waits too long, if a channel is to.
    async fn remind(&self, channel: Channel) -> Result<(), StoreError> {
        if self.presence.console_is_open() {
            return Ok(());
        }
        let now = self.clock.now();
        let until = now.plus_millis(LEASE_MS);
        let Some(reminder) = self.store.next_reminder(channel, now, until).await? else {
            return Ok(());
        };
        let news = News::Reminder(reminder.waiting);
        let outcome = match self.notifier.tell(channel, news, now).await {
            Ok(()) => NoticeOutcome::Told,
            Err(why) => self.after_failure(channel, reminder.attempts, why),
        };
        self.store
            .settle_reminder(&reminder, outcome, self.clock.now())
            .await
    }

    fn after_failure(&self, channel: Channel, attempts: u32, why: NotTold) -> NoticeOutcome {
        let place = usize::try_from(attempts.saturating_sub(1)).unwrap_or(usize::MAX);
        match PAUSES_MS.get(place) {
            Some(pause_ms) => {
                self.metrics.retry("notice");
                tracing::warn!(?channel, %why, "nobody could be told of what waits; tried again");
                NoticeOutcome::Again(self.clock.now().plus_millis(*pause_ms))
            }
            None => {
                tracing::error!(
                    ?channel, %why,
                    "nobody was told of what waits, and it is given up; see `lamplight-server notify status`"
                );
                NoticeOutcome::GivenUp
            }
        }
    }
}
