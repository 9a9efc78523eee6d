//! Answering events: going or not, also with no network.
//!
//! An answer is no operation of the outbox, which keeps the order of what is added to a report: of answers to an
//! event only the newest counts, so an older one that was never sent needs not be. One attempt at a time is
//! under way for each event. It is repeated as it was until the server has taken or refused it; only then goes what the
//! resident has said meanwhile.

use lamplight_protocol::api::{Rsvp, RsvpTaken};
use lamplight_protocol::event::{Event, EventState};
use lamplight_protocol::ids::{EventId, OperationId, Receipt};
use lamplight_protocol::time::TimestampMillis;
use rusqlite::Connection;

use crate::Core;
use crate::error::CoreError;
use crate::local::news;
use crate::local::rsvps::{self, Attempt, Settled};
use crate::push::PassEnd;
use crate::remote::Remote;
use crate::retry::{self, Answer, Outcome, Sent};
use crate::view::Scope;

impl Core {
    /// Answers an event: `people` come, 0 for nobody. It is sent as soon as the server can be reached, under a
    /// receipt of its own: nobody learns who comes, nor that it was the same device that sent a report.
    ///
    /// # Errors
    /// [`CoreError::Invalid`] when it is more than one may bring; [`CoreError::NotPossible`] when the event is not
    /// shown any more, or will not be held; [`CoreError::NotSaved`], [`CoreError::Internal`].
    pub fn answer_event(&self, id: EventId, people: u32) -> Result<(), CoreError> {
        Rsvp { people }.check()?;
        let receipt = Receipt::from_random(self.inner.platform.random()?);
        let now = self.now();
        self.write(|tx| {
            let event = news::event(tx, id)?;
            if people > 0 && !event.is_some_and(|event| may_come(&event, now)) {
                return Err(CoreError::NotPossible(
                    "this event is over, or was cancelled".into(),
                ));
            }
            rsvps::put(tx, id, people, &receipt, now)
        })?;
        self.inner.changes.tell(Scope::Events);
        self.inner.bells.push.notify_one();
        self.inner.bells.tell.notify_one();
        Ok(())
    }

    /// Gives every answer that is due one attempt, one after the other: there are few.
    pub(crate) async fn push_rsvps(&self, remote: &Remote) -> Result<PassEnd, CoreError> {
        let began = self.now();
        loop {
            let operation = OperationId::from_random(self.inner.platform.random()?);
            let next = move |tx: &Connection| rsvps::attempt(tx, operation, began);
            let Some(attempt) = self.on_disk(move |core| core.write(next)).await? else {
                return Ok(PassEnd::Done);
            };
            if let Some(end) = self.push_rsvp(remote, attempt).await? {
                return Ok(end);
            }
        }
    }

    /// Tells how the pass ends, if it ends with this attempt.
    async fn push_rsvp(&self, remote: &Remote, attempt: Attempt) -> Result<Option<PassEnd>, CoreError> {
        let answer = remote.send_rsvp(&attempt).await;
        let now = self.now();
        let id = attempt.operation.to_string();
        let sent = Sent {
            id: &id,
            digest: attempt.digest,
            attempts: attempt.attempts,
            now,
            dice: self.inner.platform.dice(),
        };
        let outcome: Outcome<RsvpTaken> = match &answer {
            Ok(answer) => retry::judge(&sent, &Answer::from(answer)),
            Err(_) => retry::unanswered(&sent),
        };
        let answered = self.note_outcome(&outcome, answer.as_ref());
        let (settled, end) = match outcome {
            Outcome::Accepted(_) => (Settled::Kept, None),
            Outcome::Attention { code, .. } => (Settled::Refused(code), None),
            Outcome::PauseQueue { .. } => (Settled::RetryAt(now), Some(PassEnd::Paused)),
            Outcome::RetryAt(at) if answered => (Settled::RetryAt(at), None),
            Outcome::RetryAt(at) => (Settled::RetryAt(at), Some(PassEnd::Unanswered)),
        };
        let settle = move |tx: &Connection| rsvps::settle(tx, attempt.operation, settled, now);
        let forgotten = self.on_disk(move |core| core.write(settle)).await?;
        if forgotten {
            self.on_disk(|core| core.db().empty_log()).await?;
        }
        self.inner.changes.tell(Scope::Events);
        Ok(end)
    }
}

fn may_come(event: &Event, now: TimestampMillis) -> bool {
    event.state == EventState::Published && event.content.ends_at > now
}

#[cfg(test)]
mod tests;
