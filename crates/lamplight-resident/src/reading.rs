//! What the core shows. Each call reads one consistent state.

use lamplight_protocol::alert::Alert;
use lamplight_protocol::event::EventState;
use lamplight_protocol::ids::ReportId;
use lamplight_protocol::news::News;
use lamplight_protocol::place::Place;
use rusqlite::Connection as Database;

use crate::Core;
use crate::error::CoreError;
use crate::local::{drafts, news, reports, rsvps, salvage, server, threads};
use crate::outbox;
use crate::view::{Connection, Home, MyEvent, MyReport, Outbox, ReportList, Scope, Thread};

impl Core {
    /// What the first screen shows.
    ///
    /// # Errors
    /// [`CoreError::Internal`].
    pub fn home(&self) -> Result<Home, CoreError> {
        let now = self.now();
        self.db().read(|db| {
            let area = self.known_area(db)?;
            let connection = self.shown_connection(db)?;
            let next_event = news::events(db, now)?
                .into_iter()
                .find(|event| event.state == EventState::Published);
            Ok(Home {
                area: area.info.area.clone(),
                area_known: area.known,
                // Yesterday's answer says nothing about who is at the desk now.
                desk_watching: (area.known && connection == Connection::Online)
                    .then_some(area.info.desk_watching),
                alerts: news::alerts_in_force(db, now)?,
                outbox: waiting(db)?,
                drafts: drafts::count(db)?,
                salvage: salvage::find(db)?,
                call_instead: reports::call_instead(db, now)?,
                next_event,
                unread: threads::unread(db)?,
                connection,
                synced_at: server::synced_at(db)?,
                now,
            })
        })
    }

    /// Notes that the resident has seen what was saved from a damaged database.
    ///
    /// # Errors
    /// [`CoreError::NotSaved`], [`CoreError::Internal`].
    pub fn dismiss_salvage(&self) -> Result<(), CoreError> {
        self.write(salvage::forget)?;
        self.inner.changes.tell(Scope::Reports);
        Ok(())
    }

    /// The resident's reports, the newest first.
    ///
    /// # Errors
    /// [`CoreError::Internal`].
    pub fn reports(&self) -> Result<Vec<MyReport>, CoreError> {
        let now = self.now();
        self.db().read(|db| reports::list(db, now))
    }

    /// So many of the resident's newest reports, and older ones that the patrol has answered or that need
    /// attention: what a screen shows at once, however many there are.
    ///
    /// # Errors
    /// [`CoreError::Internal`].
    pub fn report_list(&self, newest: u32) -> Result<ReportList, CoreError> {
        let now = self.now();
        self.db().read(|db| reports::newest(db, newest, now))
    }

    /// One report with all that happened to it. None when it is not on this device.
    ///
    /// # Errors
    /// [`CoreError::Internal`].
    pub fn thread(&self, id: ReportId) -> Result<Option<Thread>, CoreError> {
        let now = self.now();
        self.db().read(|db| reports::thread(db, id, now))
    }

    /// Alerts in force, the loudest first; then those that are over or not begun, the newest first.
    ///
    /// # Errors
    /// [`CoreError::Internal`].
    pub fn alerts(&self) -> Result<Vec<Alert>, CoreError> {
        let now = self.now();
        self.db().read(|db| news::alerts(db, now))
    }

    /// Events that are not over, the next first; cancelled ones too. Each with what the resident answered.
    ///
    /// # Errors
    /// [`CoreError::Internal`].
    pub fn events(&self) -> Result<Vec<MyEvent>, CoreError> {
        let now = self.now();
        self.db().read(|db| {
            let events = news::events(db, now)?.into_iter();
            let mine = events.map(|event| {
                let answer = rsvps::answer(db, event.id)?;
                Ok(MyEvent { event, answer })
            });
            mine.collect()
        })
    }

    /// News, the newest first.
    ///
    /// # Errors
    /// [`CoreError::Internal`].
    pub fn news(&self) -> Result<Vec<News>, CoreError> {
        self.db().read(news::items)
    }

    /// The place of the newest report that has one. None when no report has.
    ///
    /// # Errors
    /// [`CoreError::Internal`].
    pub fn last_place(&self) -> Result<Option<Place>, CoreError> {
        self.db().read(reports::last_place)
    }

    /// What waits on this device.
    ///
    /// # Errors
    /// [`CoreError::Internal`].
    pub fn outbox(&self) -> Result<Outbox, CoreError> {
        self.db().read(waiting)
    }

    fn shown_connection(&self, db: &Database) -> Result<Connection, CoreError> {
        Ok(match self.server_in_use(db)? {
            Some(_) => self.inner.connection.shown(self.now()),
            None => Connection::NoServer,
        })
    }
}

/// Operations, and answers to events.
fn waiting(db: &Database) -> Result<Outbox, CoreError> {
    let operations = outbox::count(db)?;
    Ok(Outbox {
        waiting: operations.waiting + rsvps::count_waiting(db)?,
        ..operations
    })
}

#[cfg(test)]
mod tests {
    use lamplight_protocol::error::ErrorCode;
    use lamplight_protocol::report::Category;

    use crate::retry::Outcome;
    use crate::testing::{Device, draft};

    #[test]
    fn a_list_has_the_newest_and_whatever_needs_a_look() {
        let device = Device::new();
        let mut ids = Vec::new();
        for _ in 0..5 {
            let saved = device.core.submit_report(&draft(Category::Vandalism), &[]);
            ids.insert(0, saved.unwrap().id);
            device.pass(1);
        }
        let listed = |newest| {
            let list = device.core.report_list(newest).unwrap();
            let ids: Vec<_> = list.reports.iter().map(|report| report.id).collect();
            (ids, list.more)
        };
        assert_eq!(listed(2), (vec![ids[0], ids[1]], 3));
        assert_eq!(listed(5), (ids.clone(), 0));
        assert_eq!(listed(9), (ids.clone(), 0));
        // The oldest is the first to be sent, and is refused.
        let oldest = device.attempt();
        let refused = Outcome::Attention {
            code: ErrorCode::Invalid,
            detail: "the place is outside the area".into(),
            field: None,
        };
        device.settle(&oldest, &refused);
        assert_eq!(listed(2), (vec![ids[0], ids[1], ids[4]], 2));
        let list = device.core.report_list(2).unwrap();
        assert_eq!(
            list.reports,
            [0, 1, 4].map(|place| device.core.reports().unwrap().remove(place))
        );
    }
}
