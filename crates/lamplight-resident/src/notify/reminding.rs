//! Which events the resident is to be reminded of, each once, and how that is recorded and worded.

mod rule;

use lamplight_protocol::event::Event;
use lamplight_protocol::ids::EventId;
use lamplight_protocol::time::TimestampMillis;
use lamplight_words::Message;
use rusqlite::Connection;

use self::rule::{Circumstances, Step};
use super::pass::{AT_ONCE_MAX, Matter, Noted, Plan};
use super::quiet;
use super::words::{self, Said};
use crate::Core;
use crate::error::CoreError;
use crate::local::reminders::{self, Answered, Reminded};
use crate::local::{news, settings};
use crate::platform::{Loudness, Notification, Subject};

/// Set in the handle of a reminder, and in none of an alert: those are counted from 1.
const REMINDER_BIT: u32 = 1 << 31;

/// Events that the resident comes to. Those beyond [`AT_ONCE_MAX`] come with the next look.
pub(super) enum Appointments {}

impl Matter for Appointments {
    type Due = (Answered, Event);
    type InSight = Answered;
    type Before = Answered;

    fn plan(core: &Core, db: &Connection, now: TimestampMillis) -> Result<Plan<Self>, CoreError> {
        let hearing = settings::hearing(db)?;
        let zone = &core.known_area(db)?.info.area.time_zone;
        let around = Circumstances {
            wanted: hearing.reminds,
            quiet_until: hearing
                .quiet
                .and_then(|hours| quiet::quiet_until(hours, zone, now)),
            now,
        };
        let mut plan = Plan::nothing();
        for answered in reminders::answered(db)? {
            let event = news::event(db, answered.event)?;
            match (rule::step(&answered, event.as_ref(), around), event) {
                (Step::Remind, Some(event)) => plan.tell.push((answered, event)),
                (Step::Withdraw, _) => plan.withdraw.push(answered),
                (Step::Wait(until), _) => plan.look_again_at(until),
                (Step::Rest | Step::Remind, _) => {}
            }
        }
        plan.tell
            .sort_by_key(|(_, event): &Self::Due| event.content.starts_at);
        plan.tell.truncate(AT_ONCE_MAX);
        Ok(plan)
    }

    fn note_withdrawn(tx: &Connection, gone: Answered) -> Result<u32, CoreError> {
        let out_of_sight = Reminded {
            stands: false,
            ..gone.reminded
        };
        reminders::note(tx, gone.event, out_of_sight)?;
        Ok(handle(gone.event))
    }

    fn note(
        core: &Core,
        tx: &Connection,
        due: Vec<Self::Due>,
        now: TimestampMillis,
    ) -> Result<Vec<Noted<Answered>>, CoreError> {
        let words = core.words_of(settings::language(tx)?);
        let mut noted = Vec::new();
        for (before, event) in due {
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

    fn take_back(tx: &Connection, noted: Noted<Answered>) -> Result<(), CoreError> {
        reminders::note(tx, noted.before.event, noted.before.reminded)
    }
}

/// The same after a restart, so that a reminder takes the place of an earlier one. Of two events it is the same once
/// in some billions; then one notification takes the place of the other.
fn handle(event: EventId) -> u32 {
    let [a, b, c, d, ..] = *event.as_bytes();
    u32::from_be_bytes([a, b, c, d]) | REMINDER_BIT
}

#[cfg(test)]
mod tests;
