//! Looking a database through, in the background: after a crash it may be damaged where nobody reads for
//! months. It takes seconds for a large one, which is why it is not done at every start.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;

use rusqlite::Connection;

use super::presence::{Presence, State};

/// How often the check looks whether it should stop, in steps of SQLite's machine: some thousand times a
/// second.
const STEPS_BETWEEN_LOOKS: i32 = 10_000;

/// Looks at every page, and compares the indexes with their tables: what is queued is found by an index, so
/// that a damaged one would hide it for ever. (`quick_check` does not compare, and takes a fraction of the time.)
const CHECK: &str = "integrity_check";

/// A check that runs. It is stopped when it is dropped, and then begins anew at the next start.
pub(super) struct Check {
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

/// Begins a check on a connection of its own.
pub(super) fn begin(connection: Connection, presence: Arc<Presence>) -> Check {
    let stop = Arc::new(AtomicBool::new(false));
    let asked = Arc::clone(&stop);
    let work = move || {
        let stop_when_asked = move || asked.load(Ordering::Relaxed);
        if connection
            .progress_handler(STEPS_BETWEEN_LOOKS, Some(stop_when_asked))
            .is_err()
        {
            return;
        }
        match is_whole(&connection) {
            Ok(true) => presence.change(State::Unchecked, State::Open),
            Ok(false) => presence.suspect(),
            // It was stopped, or somebody kept the database to himself: the next start tries again.
            Err(_) => {}
        }
    };
    let thread = std::thread::Builder::new().name("check".into()).spawn(work).ok();
    Check { stop, thread }
}

/// Whether every page and every index entry of a database is as it should be.
pub(super) fn is_whole(connection: &Connection) -> rusqlite::Result<bool> {
    let verdict: rusqlite::Result<String> = connection.pragma_query_value(None, CHECK, |row| row.get(0));
    match verdict {
        Ok(verdict) => Ok(verdict == "ok"),
        Err(error) if crate::error::is_damage(&error) => Ok(false),
        Err(error) => Err(error),
    }
}

impl Drop for Check {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            // It ends with nothing to tell; a panic in it is its own.
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::db::files::Files;
    use crate::testing::Device;

    fn state_after_a_check(dir: &Path) -> State {
        let presence = Arc::new(Presence::join(dir).unwrap());
        presence.note(State::Unchecked, 2);
        let connection = Connection::open(Files::of(dir).database).unwrap();
        let mut check = begin(connection, Arc::clone(&presence));
        check.thread.take().unwrap().join().unwrap();
        presence.noted().state
    }

    #[test]
    fn a_sound_database_is_no_longer_unchecked_and_a_damaged_one_is_suspect() {
        let device = Device::new();
        device.core.db().empty_log().unwrap();
        let copy = tempfile::tempdir().unwrap();
        let files = Files::of(copy.path());
        let mut bytes = fs::read(Files::of(device.dir()).database).unwrap();
        fs::write(&files.database, &bytes).unwrap();
        assert_eq!(state_after_a_check(copy.path()), State::Open);

        let last = bytes.len() - 4_096;
        bytes[last..].fill(0);
        fs::write(&files.database, &bytes).unwrap();
        assert_eq!(state_after_a_check(copy.path()), State::Suspect);
    }
}
