//! What goes up: a pass over the operations that are due.
//!
//! An attempt must be durable before it is made, and what came of it before it is shown; and a durable write
//! costs a sync of the disk, for one row as for twenty. So a pass goes in turns: one transaction writes down
//! every answer that has come in and the next attempts in the places that became free. While it is being
//! written, further answers gather for the next turn.

use futures_util::stream::FuturesUnordered;
use futures_util::{FutureExt as _, StreamExt as _};
use lamplight_protocol::time::TimestampMillis;

use crate::Core;
use crate::config::{ServerUrl, UNDO_HOLD_MS};
use crate::error::CoreError;
use crate::local::{rsvps, server};
use crate::outbox::{self, Call, Frozen};
use crate::pull::Wanted;
use crate::remote::{Remote, RemoteAnswer, Unanswered};
use crate::retry::{self, Answer, Outcome, Sent};
use crate::view::Scope;

/// Operations in flight at once.
const IN_FLIGHT_MAX: usize = 8;
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

/// An attempt that was made, and what came of it.
struct Settled {
    operation: Frozen,
    outcome: Outcome,
}

impl Core {
    /// Gives everything that is due now one attempt: what reports need first. With `wake`, everything that waits for
    /// a retry is due.
    pub(crate) async fn push(&self, remote: &Remote, wake: bool) -> Result<PassEnd, CoreError> {
        // Two passes of one process would send the same operations twice whenever one wakes them up.
        let _pass = self.inner.bells.pass.lock().await;
        match self.push_operations(remote, wake).await? {
            PassEnd::Done => self.push_rsvps(remote).await,
            end => Ok(end),
        }
    }

    /// It begins no new attempt after the server asked to wait, when nobody seems to be there or when the
    /// device fails, but it hears out those that are on their way.
    async fn push_operations(&self, remote: &Remote, wake: bool) -> Result<PassEnd, CoreError> {
        let began = self.now();
        self.on_disk(move |core| core.prepare_pass(began, wake)).await?;
        let mut unanswered = 0;
        let mut failed = Ok(());
        let mut in_flight = FuturesUnordered::new();
        let mut settled = Vec::new();
        loop {
            let goes_on = failed.is_ok() && self.why_end(unanswered) == PassEnd::Done;
            let room = if goes_on {
                IN_FLIGHT_MAX - in_flight.len()
            } else {
                0
            };
            let url = remote.base().clone();
            let turn = self.on_disk(move |core| core.take_turn(&url, &settled, room, began));
            match turn.await {
                Ok(attempts) => in_flight.extend(attempts.into_iter().map(|next| attempt(remote, next))),
                Err(error) => failed = failed.and(Err(error)),
            }
            let Some(first) = in_flight.next().await else {
                return failed.map(|()| self.why_end(unanswered));
            };
            let mut answers = vec![first];
            while let Some(Some(next)) = in_flight.next().now_or_never() {
                answers.push(next);
            }
            settled = Vec::with_capacity(answers.len());
            for (operation, answer) in answers {
                let outcome = self.judge(&operation, answer.as_ref(), self.not_before(began));
                let answered = self.note_outcome(&outcome, answer.as_ref());
                unanswered = if answered { 0 } else { unanswered + 1 };
                settled.push(Settled { operation, outcome });
            }
        }
    }

    /// How the pass would end if it ended now.
    fn why_end(&self, unanswered: u32) -> PassEnd {
        if self.inner.connection.paused_until(self.now()).is_some() {
            PassEnd::Paused
        } else if unanswered >= UNANSWERED_MAX {
            PassEnd::Unanswered
        } else {
            PassEnd::Done
        }
    }

    fn prepare_pass(&self, now: TimestampMillis, wake: bool) -> Result<(), CoreError> {
        let longest_hold_ms = self.inner.undo_hold_ms.max(UNDO_HOLD_MS);
        self.write(|tx| {
            outbox::pull_back(tx, now, longest_hold_ms)?;
            rsvps::pull_back(tx, now, wake)?;
            if wake {
                outbox::wake_retries(tx, now)?;
            }
            Ok(())
        })?;
        self.db().empty_log_again()
    }

    /// Writes down what came of attempts, and records the next ones, up to so many. There are none when another
    /// process has turned the folder to another server: they would go to the wrong one.
    fn take_turn(
        &self,
        url: &ServerUrl,
        settled: &[Settled],
        room: usize,
        began: TimestampMillis,
    ) -> Result<Vec<Frozen>, CoreError> {
        let now = self.not_before(began);
        let attempts = self.write(|tx| {
            for Settled { operation, outcome } in settled {
                // As of the pass's begin: what follows an accepted operation is due from then on, in this pass.
                outbox::settle(tx, operation, outcome, began)?;
            }
            let mut attempts = Vec::new();
            if !server::belongs_to(tx, url)? {
                return Ok(attempts);
            }
            // Those that turn out to be lost on this device leave their places to the next.
            while attempts.is_empty() {
                let due = outbox::due(tx, began, room)?;
                if due.is_empty() {
                    break;
                }
                for key in &due {
                    attempts.extend(outbox::freeze(tx, key, now)?);
                }
            }
            Ok(attempts)
        })?;
        self.tell_settled(settled)?;
        Ok(attempts)
    }

    fn tell_settled(&self, settled: &[Settled]) -> Result<(), CoreError> {
        if settled.is_empty() {
            return Ok(());
        }
        let mut wanted = Wanted::default();
        let mut erased = false;
        for Settled { operation, outcome } in settled {
            match (&operation.call, outcome) {
                (Call::Report(report), Outcome::Accepted(_)) => {
                    wanted.threads.insert(*report);
                }
                (Call::Erasure(_), Outcome::Accepted(_) | Outcome::Attention { .. }) => erased = true,
                _ => {}
            }
        }
        if !wanted.threads.is_empty() {
            // Threads begin: hear what has happened to them already, and let the live stream follow them.
            self.inner.bells.want(wanted);
            self.inner.bells.live.notify_one();
        }
        self.inner.changes.tell(Scope::Reports);
        if erased {
            self.db().empty_log()?;
        }
        Ok(())
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

    /// Tells whether it was our server that answered.
    pub(crate) fn note_outcome<Taken>(
        &self,
        outcome: &Outcome<Taken>,
        answer: Result<&RemoteAnswer, &Unanswered>,
    ) -> bool {
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
}

/// Sends an operation, and hands it back with its answer.
async fn attempt(remote: &Remote, operation: Frozen) -> (Frozen, Result<RemoteAnswer, Unanswered>) {
    let answer = remote.send(&operation).await;
    (operation, answer)
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
