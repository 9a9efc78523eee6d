//! Who has the folder open, and how it was left.
//!
//! Every process holds a shared lock on one small file for as long as it has the folder open. So it can be
//! known whether anybody else does, and a killed process counts as gone. The words in the file tell whoever
//! is alone how the folder was left. That somebody has it open is not synced: after a power failure the log
//! of the database lies there and says the same. That the log may go is, before it goes: otherwise a log that
//! was properly emptied and removed would later be missed.

use std::fs::{File, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::files;

/// Held by whoever opens or closes the folder.
const GATE_FILE: &str = "lamplight.lock";
/// Held by whoever has it open.
const PRESENCE_FILE: &str = "lamplight.open";

/// Lets one process at a time open or close the folder. It lasts until it is dropped.
struct Gate {
    _lock: File,
}

impl Gate {
    /// Waits until nobody else opens or closes.
    fn enter(dir: &Path) -> io::Result<Self> {
        let file = files::make_file(&dir.join(GATE_FILE))?;
        file.lock()?;
        Ok(Self { _lock: file })
    }
}

/// How the folder was left, and by which version of the schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// Nobody ever had it open.
    New,
    /// Everybody closed it.
    Closed,
    /// Somebody has it open, or was killed.
    Open,
    /// As open; and somebody was killed before, and the database has not been checked since.
    Unchecked,
    /// Something in it did not read.
    Suspect,
}

impl State {
    const WORDS: [(Self, &'static str); 4] = [
        (Self::Closed, "closed"),
        (Self::Open, "open"),
        (Self::Unchecked, "unchecked"),
        (Self::Suspect, "suspect"),
    ];
}

/// Where Linux says which start of the system this is. Elsewhere nobody says so, and less damage is found.
const BOOT_FILE: &str = "/proc/sys/kernel/random/boot_id";

/// The word that says that the log of the database is there.
const HAS_LOG: &str = "log";
/// The word that says that it may be missing.
const NO_LOG: &str = "nolog";

/// What the file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Noted {
    pub(super) state: State,
    /// The version of the schema. None while it is not known.
    pub(super) version: Option<u32>,
    /// The log of the database was there, and nobody was about to remove it.
    pub(super) has_log: bool,
    /// The system was not started anew since, so that whatever was written is there, durable or not.
    pub(super) same_boot: bool,
}

/// Held while the folder is open. Dropped after the connections to the database, so that the last one to go
/// leaves a database that is closed.
pub(super) struct Presence {
    file: File,
    dir: PathBuf,
    is_alone: bool,
    /// Names this start of the system; empty when nobody can tell.
    boot: String,
    /// Held from the first moment until the folder is open, or cannot be opened; and while it is closed.
    gate: Mutex<Option<Gate>>,
}

impl Presence {
    /// Joins those who have the folder open. Nobody else comes or goes before [`Self::let_others_in`].
    pub(super) fn join(dir: &Path) -> io::Result<Self> {
        let gate = Gate::enter(dir)?;
        let file = files::make_file(&dir.join(PRESENCE_FILE))?;
        let is_alone = match file.try_lock() {
            Ok(()) => {
                file.unlock()?;
                true
            }
            Err(TryLockError::WouldBlock) => false,
            Err(TryLockError::Error(error)) => return Err(error),
        };
        file.lock_shared()?;
        Ok(Self {
            file,
            dir: dir.to_owned(),
            is_alone,
            boot: std::fs::read_to_string(BOOT_FILE)
                .unwrap_or_default()
                .trim()
                .to_owned(),
            gate: Mutex::new(Some(gate)),
        })
    }

    /// The folder is open: others may come and go.
    pub(super) fn let_others_in(&self) {
        *self.gate() = None;
    }

    /// Keeps others out from now on, because the connections are about to be closed. If nobody else is there,
    /// that removes the log, which is written down durably before.
    pub(super) fn keep_others_out(&self) {
        let Ok(gate) = Gate::enter(&self.dir) else {
            return;
        };
        *self.gate() = Some(gate);
        if self.is_last() {
            self.expect_no_log();
        }
        // Without it this one counts as gone, which changes nothing while nobody else may come.
        let _ = self.file.lock_shared();
    }

    /// Writes down durably that the log may be missing.
    pub(super) fn expect_no_log(&self) {
        let noted = self.noted();
        if noted.has_log {
            self.write(Noted {
                has_log: false,
                ..noted
            });
            if self.file.sync_data().is_err() {
                tracing::warn!("the state of the data folder could not be made durable");
            }
        }
    }

    /// Whether nobody else has the folder open. If so, it is locked for this one alone; else not at all.
    fn is_last(&self) -> bool {
        self.file.unlock().is_ok() && self.file.try_lock().is_ok()
    }

    fn gate(&self) -> MutexGuard<'_, Option<Gate>> {
        self.gate.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether nobody else had the folder open when this joined.
    pub(super) fn is_alone(&self) -> bool {
        self.is_alone
    }

    /// What the file says. Whatever else stands there was left by a crash.
    pub(super) fn noted(&self) -> Noted {
        let mut text = String::new();
        let mut file = &self.file;
        let read = file.rewind().and_then(|()| file.read_to_string(&mut text));
        let mut words = text.split_whitespace();
        let state = match (read, words.next()) {
            (Ok(_), None) => State::New,
            (Ok(_), Some(word)) => State::WORDS
                .into_iter()
                .find(|(_, known)| *known == word)
                .map_or(State::Unchecked, |(state, _)| state),
            (Err(_), _) => State::Unchecked,
        };
        let version = words.next().and_then(|word| word.parse().ok());
        Noted {
            state,
            version,
            has_log: words.next() == Some(HAS_LOG),
            same_boot: words.next() == Some(self.boot.as_str()),
        }
    }

    /// Writes down that the folder is open, with this state and version. The log is there.
    pub(super) fn note(&self, state: State, version: u32) {
        self.write(Noted {
            state,
            version: Some(version),
            has_log: true,
            same_boot: true,
        });
    }

    /// That it could not be written costs a check at the next start, no more.
    fn write(&self, noted: Noted) {
        let known = State::WORDS.into_iter().find(|(known, _)| *known == noted.state);
        let Some((_, word)) = known else {
            return;
        };
        let version = noted.version.unwrap_or_default();
        let log = if noted.has_log { HAS_LOG } else { NO_LOG };
        let boot = if noted.same_boot { &self.boot } else { "-" };
        let mut file = &self.file;
        let written = file
            .rewind()
            .and_then(|()| file.set_len(0))
            .and_then(|()| file.write_all(format!("{word} {version} {log} {boot}\n").as_bytes()));
        if written.is_err() {
            tracing::warn!("the state of the data folder could not be written down");
        }
    }

    /// Changes the state if it is still the one that is expected.
    pub(super) fn change(&self, from: State, to: State) {
        let noted = self.noted();
        if noted.state == from {
            self.write(Noted { state: to, ..noted });
        }
    }

    /// Notes that something did not read: whoever opens the folder next, and is alone, looks into it.
    pub(super) fn suspect(&self) {
        let noted = self.noted();
        if noted.state != State::Suspect {
            tracing::error!("the device database is damaged; it is put right at the next start");
            self.write(Noted {
                state: State::Suspect,
                ..noted
            });
        }
    }
}

impl Drop for Presence {
    fn drop(&mut self) {
        // Without the gate somebody might come between the look and the word. If it cannot be had, the
        // folder counts as left open, which costs a check.
        let held = self.gate().take().map_or_else(|| Gate::enter(&self.dir), Ok);
        let Ok(_gate) = held else {
            return;
        };
        if self.is_last() {
            self.change(State::Open, State::Closed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn join(dir: &Path) -> Presence {
        let presence = Presence::join(dir).unwrap();
        presence.let_others_in();
        presence
    }

    /// As version 2 leaves it, and since then the system was not started anew.
    fn noted(state: State, has_log: bool) -> Noted {
        Noted {
            state,
            version: Some(2),
            has_log,
            same_boot: cfg!(target_os = "linux"),
        }
    }

    #[test]
    fn only_the_first_is_alone_and_only_the_last_closes() {
        let dir = tempfile::tempdir().unwrap();
        let first = join(dir.path());
        assert!(first.is_alone());
        assert_eq!(first.noted().state, State::New);
        first.note(State::Open, 2);
        let second = join(dir.path());
        assert!(!second.is_alone());
        drop(first);
        assert_eq!(second.noted().state, State::Open);
        drop(second);
        let third = join(dir.path());
        assert!(third.is_alone());
        assert_eq!(third.noted(), noted(State::Closed, true));
    }

    #[test]
    fn only_the_last_to_close_may_remove_the_log() {
        let dir = tempfile::tempdir().unwrap();
        let (first, second) = (join(dir.path()), join(dir.path()));
        first.note(State::Unchecked, 2);
        first.keep_others_out();
        assert!(second.noted().has_log);
        drop(first);
        second.keep_others_out();
        let expected = noted(State::Unchecked, false);
        assert_eq!(second.noted(), expected);
        drop(second);
        assert_eq!(join(dir.path()).noted(), expected);
    }

    #[test]
    fn what_was_not_checked_or_is_suspect_stays_so_when_it_is_closed() {
        for state in [State::Unchecked, State::Suspect] {
            let dir = tempfile::tempdir().unwrap();
            join(dir.path()).note(state, 1);
            assert_eq!(join(dir.path()).noted().state, state);
        }
    }

    #[test]
    fn words_that_nobody_knows_ask_for_a_check() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join(PRESENCE_FILE), "\u{0}\u{1}rubbish").unwrap();
        assert_eq!(join(dir.path()).noted().state, State::Unchecked);
    }
}
