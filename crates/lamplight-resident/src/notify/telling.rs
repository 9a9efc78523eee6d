//! What of the alerts is to be told, and how it is recorded and worded.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use lamplight_protocol::alert::Alert;
use lamplight_protocol::time::TimestampMillis;
use lamplight_words::Message;
use rusqlite::Connection;

use super::pass::{AT_ONCE_MAX, Matter, Noted, Plan};
use super::rule::{self, Circumstances, Kind, Step, Telling, Told};
use super::words::{self, Said};
use super::{places, quiet, told};
use crate::Core;
use crate::error::CoreError;
use crate::local::{news, settings};
use crate::platform::{Notification, Subject};

/// Alerts. The loudest are shown; those beyond [`AT_ONCE_MAX`] count as told, and stand in the app.
pub(super) enum Alerts {}

/// An alert that is to be told of.
pub(super) struct Due {
    alert: Alert,
    telling: Telling,
    /// What was told of it before, and under which handle.
    before: Option<(u32, Told)>,
}

impl Matter for Alerts {
    type Due = Due;
    type InSight = u32;
    type Before = (Alert, Option<Told>);

    fn plan(core: &Core, db: &Connection, now: TimestampMillis) -> Result<Plan<Self>, CoreError> {
        let hearing = settings::hearing(db)?;
        let area = &core.known_area(db)?.info.area;
        let quiet_until = hearing
            .quiet
            .and_then(|hours| quiet::quiet_until(hours, &area.time_zone, now));
        let mut plan = Plan::nothing();
        // What is no longer among the alerts is taken out of sight.
        let mut withdraw = told::standing(db)?;
        for alert in news::all_alerts(db)? {
            let around = Circumstances {
                hearing: &hearing,
                here: places::is_about(&alert, &hearing.places, area),
                quiet_until,
                now,
            };
            let before = told::find(db, &alert)?;
            plan.take(alert, before, &around, &mut withdraw);
        }
        plan.withdraw = withdraw.into_iter().collect();
        plan.tell
            .sort_by_key(|due| Reverse((due.telling.loudness, due.alert.sent)));
        Ok(plan)
    }

    fn note_withdrawn(tx: &Connection, gone: u32) -> Result<u32, CoreError> {
        told::withdraw(tx, gone)?;
        Ok(gone)
    }

    fn note(
        core: &Core,
        tx: &Connection,
        due: Vec<Due>,
        now: TimestampMillis,
    ) -> Result<Vec<Noted<Self::Before>>, CoreError> {
        let words = core.words_of(settings::language(tx)?);
        let zone = &core.known_area(tx)?.info.area.time_zone;
        let mut noted = Vec::new();
        for (number, due) in due.into_iter().enumerate() {
            let Due {
                alert,
                telling,
                before,
            } = due;
            let shows = number < AT_ONCE_MAX;
            let stands = shows && telling.kind != Kind::End;
            let handle = told::note(tx, &alert, before.map(|(handle, _)| handle), stands)?;
            if !shows {
                continue;
            }
            let Said { title, body } = words::of_alert(&words, &alert, telling.kind, zone, now);
            noted.push(Noted {
                notification: Notification {
                    handle,
                    about: Some(Subject::Alert(alert.id)),
                    loudness: telling.loudness,
                    anew: telling.anew,
                    title,
                    body,
                    opens: words.say(Message::TellOpen),
                },
                before: (alert, before.map(|(_, told)| told)),
            });
        }
        told::forget_old(tx)?;
        Ok(noted)
    }

    fn take_back(tx: &Connection, noted: Noted<Self::Before>) -> Result<(), CoreError> {
        let (alert, before) = noted.before;
        told::take_back(tx, &alert, noted.notification.handle, before)
    }
}

impl Plan<Alerts> {
    /// Takes an alert in; what is to stay in sight is taken out of `withdraw`.
    fn take(
        &mut self,
        alert: Alert,
        before: Option<(u32, Told)>,
        around: &Circumstances<'_>,
        withdraw: &mut BTreeSet<u32>,
    ) {
        let step = rule::step(&alert, before.map(|(_, told)| told), around);
        if let Some((handle, told)) = before {
            if step != Step::Withdraw {
                withdraw.remove(&handle);
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
