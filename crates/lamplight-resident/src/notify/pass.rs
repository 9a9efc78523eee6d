//! One pass over what the resident may be told of: planned by what is stored, recorded, then shown. It is the same for
//! alerts and for events.

use std::sync::PoisonError;

use lamplight_protocol::time::TimestampMillis;
use rusqlite::Connection;

use crate::Core;
use crate::error::CoreError;
use crate::platform::{Notification, Notifier};

/// What is shown at once. Nobody reads more.
pub(super) const AT_ONCE_MAX: usize = 5;
/// When what could not be shown is tried again, in milliseconds: one minute.
pub(super) const RETRY_MS: i64 = 60_000;

/// What the resident is told of.
pub(super) trait Matter {
    /// One that is to be told.
    type Due;
    /// One that is in sight, and is to be taken away.
    type InSight;
    /// How one was recorded before.
    type Before;

    /// What is to be done now.
    fn plan(core: &Core, db: &Connection, now: TimestampMillis) -> Result<Plan<Self>, CoreError>;
    /// Records that one is out of sight, and gives its handle.
    fn note_withdrawn(tx: &Connection, gone: Self::InSight) -> Result<u32, CoreError>;
    /// Records what is told, and words what is to be shown of it.
    fn note(
        core: &Core,
        tx: &Connection,
        due: Vec<Self::Due>,
        now: TimestampMillis,
    ) -> Result<Vec<Noted<Self::Before>>, CoreError>;
    /// Puts a record back as it was, because nobody saw anything.
    fn take_back(tx: &Connection, noted: Noted<Self::Before>) -> Result<(), CoreError>;
}

/// What is to be done, by what is stored now.
pub(super) struct Plan<M: Matter + ?Sized> {
    /// The most important first.
    pub(super) tell: Vec<M::Due>,
    pub(super) withdraw: Vec<M::InSight>,
    /// When to look again.
    pub(super) next_at: Option<TimestampMillis>,
}

impl<M: Matter + ?Sized> Plan<M> {
    pub(super) fn nothing() -> Self {
        Self {
            tell: Vec::new(),
            withdraw: Vec::new(),
            next_at: None,
        }
    }

    fn is_nothing(&self) -> bool {
        self.tell.is_empty() && self.withdraw.is_empty()
    }

    pub(super) fn look_again_at(&mut self, at: TimestampMillis) {
        self.next_at = Some(self.next_at.map_or(at, |known| known.min(at)));
    }
}

/// What was recorded, and is now to be shown.
pub(super) struct Noted<B> {
    pub(super) before: B,
    pub(super) notification: Notification,
}

impl Core {
    /// Tells of what is to be told of now. Gives the time at which to look again; none where nobody shows
    /// notifications, or nothing changes by itself.
    pub(super) fn pass<M: Matter>(&self) -> Result<Option<TimestampMillis>, CoreError> {
        let Some(notifier) = self.notifier() else {
            return Ok(None);
        };
        let bells = &self.inner.bells;
        // One at a time, or an update might be shown before what it replaces.
        let _turn = bells.telling.lock().unwrap_or_else(PoisonError::into_inner);
        let now = self.now();
        // Looking costs nothing; writing waits for the disk.
        let plan = self.db().read(|db| M::plan(self, db, now))?;
        if plan.is_nothing() {
            return Ok(plan.next_at);
        }
        let (withdrawn, noted) = self.write(|tx| {
            let plan = M::plan(self, tx, now)?;
            let gone = plan.withdraw.into_iter();
            let withdrawn: Vec<u32> = gone
                .map(|gone| M::note_withdrawn(tx, gone))
                .collect::<Result<_, _>>()?;
            Ok((withdrawn, M::note(self, tx, plan.tell, now)?))
        })?;
        for handle in withdrawn {
            notifier.withdraw(handle);
        }
        let all_shown = self.show_noted::<M>(notifier, noted)?;
        let mut then = self.db().read(|db| M::plan(self, db, now))?;
        if !all_shown || !then.tell.is_empty() {
            then.look_again_at(now.plus_millis(RETRY_MS));
        }
        Ok(then.next_at)
    }

    /// Shows what was recorded. False when something was surely not shown: its record is taken back.
    fn show_noted<M: Matter>(
        &self,
        notifier: &dyn Notifier,
        noted: Vec<Noted<M::Before>>,
    ) -> Result<bool, CoreError> {
        let mut all_shown = true;
        for noted in noted {
            if notifier.show(&noted.notification).is_err() {
                all_shown = false;
                self.write(|tx| M::take_back(tx, noted))?;
            }
        }
        Ok(all_shown)
    }
}
