//! Reminding the resident of events that they come to, each once. As for alerts, what is told is recorded before it
//! is shown, in one transaction with the decision.

mod rule;

use std::sync::PoisonError;

use lamplight_protocol::event::Event;
use lamplight_protocol::ids::EventId;
use lamplight_protocol::time::TimestampMillis;
use lamplight_words::Message;
use rusqlite::Connection;

use self::rule::{Circumstances, Step};
use super::quiet;
use super::telling::{AT_ONCE_MAX, RETRY_MS};
use super::words::{self, Said};
use crate::Core;
use crate::error::CoreError;
use crate::local::reminders::{self, Answered, Reminded};
use crate::local::{news, settings};
use crate::platform::{Loudness, Notification, Notifier, Subject};

/// Set in the handle of a reminder, and in none of an alert: those are counted from 1.
const REMINDER_BIT: u32 = 1 << 31;

/// What is to be done, by what is stored now.
#[derive(Default)]
struct Plan {
    remind: Vec<(Answered, Event)>,
    withdraw: Vec<Answered>,
    /// When to look again.
    next_at: Option<TimestampMillis>,
}

impl Plan {
    fn look_again_at(&mut self, at: TimestampMillis) {
        self.next_at = Some(self.next_at.map_or(at, |known| known.min(at)));
    }
}

/// What was recorded, and is now to be shown.
struct Noted {
    /// As it stood before, to be put back where it could not be shown.
    before: Answered,
    notification: Notification,
}

impl Core {
    /// Reminds of what is to be reminded of now. Gives the time at which to look again; none where nobody shows
    /// notifications, or nothing changes by itself.
    pub(super) fn remind_of_events(&self) -> Result<Option<TimestampMillis>, CoreError> {
        let Some(notifier) = self.notifier() else {
            return Ok(None);
        };
        let _turn = self
            .inner
            .bells
            .telling
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let now = self.now();
        let plan = self.db().read(|db| self.plan_reminders(db, now))?;
        if plan.remind.is_empty() && plan.withdraw.is_empty() {
            return Ok(plan.next_at);
        }
        let (withdrawn, noted) = self.write(|tx| {
            let plan = self.plan_reminders(tx, now)?;
            note_withdrawn(tx, &plan.withdraw)?;
            let noted = self.note_reminders(tx, plan.remind, now)?;
            Ok((plan.withdraw, noted))
        })?;
        for answered in withdrawn {
            notifier.withdraw(handle(answered.event));
        }
        let all_shown = self.show_reminders(notifier, noted)?;
        let mut then = self.db().read(|db| self.plan_reminders(db, now))?;
        if !all_shown || !then.remind.is_empty() {
            then.look_again_at(now.plus_millis(RETRY_MS));
        }
        Ok(then.next_at)
    }

    fn plan_reminders(&self, db: &Connection, now: TimestampMillis) -> Result<Plan, CoreError> {
        let hearing = settings::hearing(db)?;
        let zone = &self.known_area(db)?.info.area.time_zone;
        let around = Circumstances {
            wanted: hearing.reminds,
            quiet_until: hearing
                .quiet
                .and_then(|hours| quiet::quiet_until(hours, zone, now)),
            now,
        };
        let mut plan = Plan::default();
        for answered in reminders::answered(db)? {
            let event = news::event(db, answered.event)?;
            match (rule::step(&answered, event.as_ref(), around), event) {
                (Step::Remind, Some(event)) => plan.remind.push((answered, event)),
                (Step::Withdraw, _) => plan.withdraw.push(answered),
                (Step::Wait(until), _) => plan.look_again_at(until),
                (Step::Rest | Step::Remind, _) => {}
            }
        }
        plan.remind.sort_by_key(|(_, event)| event.content.starts_at);
        // The others come with the next look.
        plan.remind.truncate(AT_ONCE_MAX);
        Ok(plan)
    }

    /// Records that these are reminded of, and words it.
    fn note_reminders(
        &self,
        tx: &Connection,
        remind: Vec<(Answered, Event)>,
        now: TimestampMillis,
    ) -> Result<Vec<Noted>, CoreError> {
        let words = self.words_of(settings::language(tx)?);
        let mut noted = Vec::new();
        for (before, event) in remind {
            let reminded = Reminded {
                of: Some(event.content.starts_at),
                stands: true,
            };
            reminders::note(tx, event.id, reminded)?;
            let Said { title, body } = words::of_reminder(&words, &event, now);
            let notification = Notification {
                handle: handle(event.id),
                about: Some(Subject::Event(event.id)),
                loudness: Loudness::Normal,
                anew: true,
                title,
                body,
                opens: words.say(Message::TellOpen),
            };
            noted.push(Noted { before, notification });
        }
        Ok(noted)
    }

    /// Shows what was recorded. False when something was surely not shown: its record is taken back.
    fn show_reminders(&self, notifier: &dyn Notifier, noted: Vec<Noted>) -> Result<bool, CoreError> {
        let mut all_shown = true;
        for Noted { before, notification } in noted {
            if notifier.show(&notification).is_err() {
                all_shown = false;
                self.write(|tx| reminders::note(tx, before.event, before.reminded))?;
            }
        }
        Ok(all_shown)
    }
}

/// Records that these are out of sight.
fn note_withdrawn(tx: &Connection, withdraw: &[Answered]) -> Result<(), CoreError> {
    for answered in withdraw {
        let out_of_sight = Reminded {
            stands: false,
            ..answered.reminded
        };
        reminders::note(tx, answered.event, out_of_sight)?;
    }
    Ok(())
}

/// The same after a restart, so that a reminder takes the place of an earlier one. Of two events it is the same once
/// in some billions; then one notification takes the place of the other.
fn handle(event: EventId) -> u32 {
    let [a, b, c, d, ..] = *event.as_bytes();
    u32::from_be_bytes([a, b, c, d]) | REMINDER_BIT
}

#[cfg(test)]
mod tests;
