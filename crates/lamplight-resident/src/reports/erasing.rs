//! What a resident wants to be gone: one report, or everything.

use lamplight_protocol::ids::ReportId;
use rusqlite::Connection;

use super::{forget_if_never_sent, forget_if_not_at_server, forget_if_only_followed, known_receipt};
use crate::Core;
use crate::error::CoreError;
use crate::local::{drafts, photos, reports, rsvps, salvage, settings};
use crate::outbox::{self, Kind};
use crate::view::Scope;

impl Core {
    /// Asks the server to erase a report; this device forgets it once that is done. One that the server does
    /// not have is forgotten at once.
    ///
    /// # Errors
    /// [`CoreError::NotFound`], [`CoreError::NotSaved`], [`CoreError::Internal`].
    pub fn erase_report(&self, id: ReportId) -> Result<(), CoreError> {
        let forgotten = self.write(|tx| self.erase(tx, id))?;
        self.finish_forgetting(forgotten)
    }

    /// Erases all that the resident made here: drafts, reports, answers to events and every choice, in one
    /// transaction, and after it the damaged databases that were set aside. Reports that the server may have are
    /// erased there too, each by its receipt, and answers that it may count are taken back; until that is done they
    /// stay on this device, because nothing else could ask for it. Those of another device are only no longer
    /// followed. The server's address stays: it is asked.
    ///
    /// # Errors
    /// [`CoreError::NotSaved`], [`CoreError::Internal`].
    pub fn erase_everything(&self) -> Result<(), CoreError> {
        self.write(|tx| {
            for draft in drafts::list(tx)? {
                drafts::remove(tx, draft.id)?;
                photos::forget_all(tx, draft.id)?;
            }
            for id in reports::ids(tx)? {
                if !forget_if_only_followed(tx, id)? {
                    self.erase(tx, id)?;
                }
            }
            rsvps::erase_all(tx, self.now())?;
            salvage::forget(tx)?;
            settings::forget_choices(tx)
        })?;
        self.db().forget_set_aside()?;
        self.inner.changes.tell(Scope::Settings);
        self.inner.changes.tell(Scope::Events);
        self.inner.bells.tell.notify_one();
        self.finish_forgetting(true)
    }

    /// Forgets a report, or asks the server to erase it. Tells whether it was forgotten.
    fn erase(&self, tx: &Connection, id: ReportId) -> Result<bool, CoreError> {
        let receipt = known_receipt(tx, id)?;
        if forget_if_never_sent(tx, id)? || forget_if_not_at_server(tx, id)? {
            return Ok(true);
        }
        if !outbox::has_waiting(tx, id, Kind::Erasure)? {
            self.queue(tx, id, &receipt, id.to_string(), Kind::Erasure, &[])?;
            outbox::drop_needless(tx, id)?;
        }
        Ok(false)
    }
}

#[cfg(test)]
mod tests {
    use lamplight_protocol::report::Category;

    use crate::testing::Device;

    #[test]
    fn erasing_everything_leaves_only_what_the_patrol_must_still_be_asked_for() {
        let device = Device::new();
        let sent = device.save();
        device.deliver(1);
        let unsent = device.save();
        let draft = device.core.start_draft(Category::Vandalism).unwrap();
        device.core.set_language(Some("uk".parse().unwrap())).unwrap();

        device.core.erase_everything().unwrap();

        assert!(device.core.draft(draft.id).unwrap().is_none());
        assert!(device.core.thread(unsent.id).unwrap().is_none());
        assert_eq!(device.core.settings().unwrap().language, None);
        assert_eq!(device.due(), [sent.id.to_string()]);
        assert_eq!(device.core.outbox().unwrap().waiting, 1);
    }

    #[test]
    fn asking_twice_asks_the_patrol_once() {
        let device = Device::new();
        device.save();
        device.deliver(1);
        device.core.erase_everything().unwrap();
        device.core.erase_everything().unwrap();
        assert_eq!(device.core.outbox().unwrap().waiting, 1);
    }

    #[test]
    fn nothing_at_all_can_be_erased_too() {
        let device = Device::new();
        device.core.erase_everything().unwrap();
        assert!(device.core.reports().unwrap().is_empty());
    }
}
