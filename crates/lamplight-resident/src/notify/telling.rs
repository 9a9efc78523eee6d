//! One pass over the alerts: what is to be told, recorded, then shown.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::PoisonError;

use lamplight_protocol::alert::Alert;
use lamplight_protocol::time::TimestampMillis;
use lamplight_words::Message;
use rusqlite::Connection;

use super::rule::{self, Circumstances, Kind, Step, Telling, Told};
use super::words::{self, Said};
use super::{places, quiet, told};
use crate::Core;
use crate::error::CoreError;
use crate::local::{news, settings};
use crate::platform::{Notification, Notifier, Subject};

/// Alerts that are shown at once, the loudest. Nobody reads more; the others count as told, and stand in the app.
pub(super) const AT_ONCE_MAX: usize = 5;
/// When what could not be shown is tried again, in milliseconds: one minute.
pub(super) const RETRY_MS: i64 = 60_000;

/// What is to be done, by what is stored now.
#[derive(Default)]
struct Plan {
    /// The loudest first.
    tell: Vec<Due>,
    /// Handles of what is to be taken out of sight.
    withdraw: BTreeSet<u32>,
    /// When to look again.
    next_at: Option<TimestampMillis>,
}

/// An alert that is to be told of.
struct Due {
    alert: Alert,
    telling: Telling,
    /// What was told of it before, and under which handle.
    before: Option<(u32, Told)>,
}

/// What was recorded, and is now to be shown.
struct Noted {
    alert: Alert,
    before: Option<Told>,
    notification: Notification,
}

impl Plan {
    fn is_empty(&self) -> bool {
        self.tell.is_empty() && self.withdraw.is_empty()
    }

    fn look_again_at(&mut self, at: TimestampMillis) {
        self.next_at = Some(self.next_at.map_or(at, |known| known.min(at)));
    }
}

impl Core {
    /// Tells of what is to be told of now. Gives the time at which to look again; none where nobody shows
    /// notifications, or nothing changes by itself.
    pub(super) fn tell_of_alerts(&self) -> Result<Option<TimestampMillis>, CoreError> {
        let Some(notifier) = self.notifier() else {
            return Ok(None);
        };
        let bells = &self.inner.bells;
        // One at a time, or an update might be shown before what it replaces.
        let _turn = bells.telling.lock().unwrap_or_else(PoisonError::into_inner);
        let now = self.now();
        // Looking costs nothing; writing waits for the disk.
        let plan = self.db().read(|db| self.plan(db, now))?;
        if plan.is_empty() {
            return Ok(plan.next_at);
        }
        let (withdrawn, noted) = self.write(|tx| {
            let plan = self.plan(tx, now)?;
            let noted = self.note(tx, &plan, now)?;
            Ok((plan.withdraw, noted))
        })?;
        for handle in withdrawn {
            notifier.withdraw(handle);
        }
        let all_shown = self.show_noted(notifier, noted)?;
        let mut then = self.db().read(|db| self.plan(db, now))?;
        if !all_shown {
            then.look_again_at(now.plus_millis(RETRY_MS));
        }
        Ok(then.next_at)
    }

    fn plan(&self, db: &Connection, now: TimestampMillis) -> Result<Plan, CoreError> {
        let hearing = settings::hearing(db)?;
        let area = &self.known_area(db)?.info.area;
        let quiet_until = hearing
            .quiet
            .and_then(|hours| quiet::quiet_until(hours, &area.time_zone, now));
        let mut plan = Plan {
            // What is no longer among the alerts is taken out of sight.
            withdraw: told::standing(db)?,
            ..Plan::default()
        };
        for alert in news::all_alerts(db)? {
            let around = Circumstances {
                hearing: &hearing,
                here: places::is_about(&alert, &hearing.places, area),
                quiet_until,
                now,
            };
            let before = told::find(db, &alert)?;
            plan.take(alert, before, &around);
        }
        plan.tell
            .sort_by_key(|due| Reverse((due.telling.loudness, due.alert.sent)));
        Ok(plan)
    }

    /// Records all of the plan, and words what is to be shown of it.
    fn note(&self, tx: &Connection, plan: &Plan, now: TimestampMillis) -> Result<Vec<Noted>, CoreError> {
        for handle in &plan.withdraw {
            told::withdraw(tx, *handle)?;
        }
        let words = self.words_of(settings::language(tx)?);
        let area = self.known_area(tx)?;
        let mut noted = Vec::new();
        for (number, due) in plan.tell.iter().enumerate() {
            let Due {
                alert,
                telling,
                before,
            } = due;
            let shows = number < AT_ONCE_MAX;
            let stands = shows && telling.kind != Kind::End;
            let handle = told::note(tx, alert, before.map(|(handle, _)| handle), stands)?;
            if !shows {
                continue;
            }
            let zone = &area.info.area.time_zone;
            let Said { title, body } = words::of_alert(&words, alert, telling.kind, zone, now);
            noted.push(Noted {
                alert: alert.clone(),
                before: before.map(|(_, told)| told),
                notification: Notification {
                    handle,
                    about: Some(Subject::Alert(alert.id)),
                    loudness: telling.loudness,
                    anew: telling.anew,
                    title,
                    body,
                    opens: words.say(Message::TellOpen),
                },
            });
        }
        told::forget_old(tx)?;
        Ok(noted)
    }

    /// Shows what was recorded. False when something was surely not shown: its record is taken back.
    fn show_noted(&self, notifier: &dyn Notifier, noted: Vec<Noted>) -> Result<bool, CoreError> {
        let mut all_shown = true;
        for Noted {
            alert,
            before,
            notification,
        } in noted
        {
            if notifier.show(&notification).is_err() {
                all_shown = false;
                self.write(|tx| told::take_back(tx, &alert, notification.handle, before))?;
            }
        }
        Ok(all_shown)
    }
}

impl Plan {
    fn take(&mut self, alert: Alert, before: Option<(u32, Told)>, around: &Circumstances<'_>) {
        let step = rule::step(&alert, before.map(|(_, told)| told), around);
        if let Some((handle, told)) = before {
            if step != Step::Withdraw {
                self.withdraw.remove(&handle);
            }
            if told.standing && alert.is_in_force(around.now) {
                self.look_again_at(alert.content.expires);
            }
        }
        match step {
            Step::Tell(telling) => self.tell.push(Due {
                alert,
                telling,
                before,
            }),
            Step::Wait(until) => self.look_again_at(until),
            Step::Rest | Step::Withdraw => {}
        }
    }
}
