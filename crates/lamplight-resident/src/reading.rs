//! What the core shows. Each call reads one consistent state.

use lamplight_protocol::alert::Alert;
use lamplight_protocol::event::{Event, EventState};
use lamplight_protocol::ids::ReportId;
use lamplight_protocol::place::Place;
use rusqlite::Connection as Database;

use crate::Core;
use crate::error::CoreError;
use crate::local::{drafts, news, reports, salvage, server, threads};
use crate::outbox;
use crate::view::{Connection, Home, MyReport, Outbox, Scope, Thread};

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
                outbox: outbox::count(db)?,
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
        self.db().write(salvage::forget)?;
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

    /// Events that are not over, the next first; cancelled ones too.
    ///
    /// # Errors
    /// [`CoreError::Internal`].
    pub fn events(&self) -> Result<Vec<Event>, CoreError> {
        let now = self.now();
        self.db().read(|db| news::events(db, now))
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
        self.db().read(outbox::count)
    }

    fn shown_connection(&self, db: &Database) -> Result<Connection, CoreError> {
        Ok(match self.server_in_use(db)? {
            Some(_) => self.inner.connection.shown(self.now()),
            None => Connection::NoServer,
        })
    }
}
