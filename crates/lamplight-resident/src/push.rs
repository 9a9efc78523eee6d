//! What goes up: a pass over the operations that are due.

use std::sync::atomic::{AtomicU32, Ordering};

use futures_util::{StreamExt as _, future, stream};
use lamplight_protocol::time::TimestampMillis;

use crate::Core;
use crate::config::UNDO_HOLD_MS;
use crate::error::CoreError;
use crate::outbox::{self, Call, Frozen, Key};
use crate::pull::Wanted;
use crate::remote::{Remote, RemoteAnswer, Unanswered};
use crate::retry::{self, Answer, Outcome, Sent};
use crate::view::Scope;

/// Operations in flight at once.
const IN_FLIGHT_MAX: usize = 8;
/// Operations looked up at once.
const BATCH: u32 = 64;
/// Attempts in a row without any answer after which a pass ends: then it is the way that is broken, not an
/// operation, and trying the other thousand would only drain the battery.
const UNANSWERED_MAX: u32 = 8;

/// How a pass ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PassEnd {
    /// Everything that was due had its attempt.
    Done,
    /// Nobody answers.
    Unanswered,
    /// The server asked to wait.
    Paused,
    /// No server is named.
    NoServer,
}

impl Core {
    /// Gives everything that is due now one attempt. With `wake`, everything that waits for a retry is due.
    pub(crate) async fn push(&self, remote: &Remote, wake: bool) -> Result<PassEnd, CoreError> {
        // Two passes of one process would send the same operations twice whenever one wakes them up.
        let _pass = self.inner.bells.pass.lock().await;
        let began = self.now();
        self.on_disk(move |core| core.prepare_pass(began, wake)).await?;
        let unanswered = AtomicU32::new(0);
        loop {
            if self.inner.connection.paused_until(self.now()).is_some() {
                return Ok(PassEnd::Paused);
            }
            let due = self
                .on_disk(move |core| core.db().read(|db| outbox::due(db, began, BATCH)))
                .await?;
            if due.is_empty() {
                return Ok(PassEnd::Done);
            }
            self.attempt_all(remote, due, began, &unanswered).await?;
            if unanswered.load(Ordering::Relaxed) >= UNANSWERED_MAX {
                return Ok(PassEnd::Unanswered);
            }
        }
    }

    fn prepare_pass(&self, now: TimestampMillis, wake: bool) -> Result<(), CoreError> {
        let longest_hold_ms = self.inner.undo_hold_ms.max(UNDO_HOLD_MS);
        self.db().write(|tx| {
            outbox::pull_back(tx, now, longest_hold_ms)?;
            if wake {
                outbox::wake_retries(tx, now)?;
            }
            Ok(())
        })
    }

    /// Attempts these operations, some at once. It begins no new attempt after the server asked to wait, or
    /// when nobody seems to be there, but it hears out those that are on their way.
    async fn attempt_all(
        &self,
        remote: &Remote,
        due: Vec<Key>,
        began: TimestampMillis,
        unanswered: &AtomicU32,
    ) -> Result<(), CoreError> {
        let go_on = || {
            unanswered.load(Ordering::Relaxed) < UNANSWERED_MAX
                && self.inner.connection.paused_until(self.now()).is_none()
        };
        let mut attempts = stream::iter(due)
            .take_while(|_| future::ready(go_on()))
            .map(|key| self.attempt(remote, key, began))
            .buffer_unordered(IN_FLIGHT_MAX);
        let mut failed = Ok(());
        while let Some(answered) = attempts.next().await {
            match answered {
                Ok(true) => unanswered.store(0, Ordering::Relaxed),
                Ok(false) => {
                    unanswered.fetch_add(1, Ordering::Relaxed);
                }
                // The calls beside it are under way: their answers must be written down.
                Err(error) => failed = failed.and(Err(error)),
            }
        }
        failed
    }

    /// Records an attempt, sends, and settles what came of it. Tells whether anybody of ours answered.
    async fn attempt(&self, remote: &Remote, key: Key, began: TimestampMillis) -> Result<bool, CoreError> {
        let frozen = self
            .on_disk(move |core| {
                core.db()
                    .write(|tx| outbox::freeze(tx, &key, core.not_before(began)))
            })
            .await?;
        let Some(operation) = frozen else {
            return Ok(true);
        };
        let answer = remote.send(&operation).await;
        let outcome = self.judge(&operation, answer.as_ref(), self.not_before(began));
        let answered = self.note_outcome(&outcome, answer.as_ref());
        self.on_disk(move |core| core.settle(&operation, &outcome))
            .await?;
        Ok(answered)
    }

    /// The time now, but not before the pass began: if the clock is set back during a pass, what had its
    /// attempt must not seem due again in the same pass.
    fn not_before(&self, began: TimestampMillis) -> TimestampMillis {
        self.now().max(began)
    }

    fn judge(
        &self,
        operation: &Frozen,
        answer: Result<&RemoteAnswer, &Unanswered>,
        now: TimestampMillis,
    ) -> Outcome {
        let sent = Sent {
            id: &operation.key.id,
            digest: operation.digest,
            attempts: operation.attempts,
            now,
            dice: self.inner.platform.dice(),
        };
        match answer {
            Ok(answer) => retry::judge(&sent, &Answer::from(answer)),
            Err(Unanswered) => retry::unanswered(&sent),
        }
    }

    fn note_outcome(&self, outcome: &Outcome, answer: Result<&RemoteAnswer, &Unanswered>) -> bool {
        match outcome {
            Outcome::PauseQueue { until } => {
                self.note_paused(*until);
                true
            }
            Outcome::Accepted(_) | Outcome::Attention { .. } => {
                self.note_answered();
                true
            }
            Outcome::RetryAt(_) => {
                let ours = answer.is_ok_and(|answer| retry::refusal(&Answer::from(answer)).is_some());
                if ours {
                    self.note_answered();
                } else {
                    self.note_unanswered();
                }
                ours
            }
        }
    }

    fn settle(&self, operation: &Frozen, outcome: &Outcome) -> Result<(), CoreError> {
        let now = self.now();
        self.db()
            .write(|tx| outbox::settle(tx, operation, outcome, now))?;
        match (&operation.call, outcome) {
            (Call::Erasure(_), _) => self.db().empty_log()?,
            (Call::Report(report), Outcome::Accepted(_)) => {
                // The thread begins: read its first entries, and let the live stream follow it.
                let mut wanted = Wanted::default();
                wanted.threads.insert(*report);
                self.inner.bells.want(wanted);
                self.inner.bells.live.notify_one();
            }
            _ => {}
        }
        self.inner.changes.tell(Scope::Reports);
        Ok(())
    }
}

impl<'a> From<&'a RemoteAnswer> for Answer<'a> {
    fn from(answer: &'a RemoteAnswer) -> Self {
        Self {
            status: answer.status,
            retry_after_s: answer.retry_after_s,
            body: &answer.body,
        }
    }
}
