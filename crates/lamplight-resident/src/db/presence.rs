//! Who has the folder open, and how it was left.
//!
//! Every process holds a shared lock on one small file for as long as it has the folder open. So it can be
//! known whether anybody else does, and a killed process counts as gone. The words in the file tell whoever
//! is alone how the folder was left. They are not synced: after a power failure the log of the database
//! lies there and says the same.

use std::fs::{File, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};

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

/// What the file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Noted {
    pub(super) state: State,
    /// The version of the schema. None while it is not known.
    pub(super) version: Option<u32>,
}

/// Held while the folder is open. Dropped after the connections to the database, so that the last one to go
/// leaves a database that is closed.
pub(super) struct Presence {
    file: File,
    dir: PathBuf,
    is_alone: bool,
    /// Held from the first moment until the folder is open, or cannot be opened.
    gate: Option<Gate>,
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
            gate: Some(gate),
        })
    }

    /// The folder is open: others may come and go.
    pub(super) fn let_others_in(&mut self) {
        self.gate = None;
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
        Noted { state, version }
    }

    /// Writes down how things stand. That it could not be written costs a check at the next start, no more.
    pub(super) fn note(&self, state: State, version: u32) {
        let known = State::WORDS.into_iter().find(|(known, _)| *known == state);
        let Some((_, word)) = known else {
            return;
        };
        let mut file = &self.file;
        let written = file
            .rewind()
            .and_then(|()| file.set_len(0))
            .and_then(|()| file.write_all(format!("{word} {version}\n").as_bytes()));
        if written.is_err() {
            tracing::warn!("the state of the data folder could not be written down");
        }
    }

    /// Changes the state if it is still the one that is expected.
    pub(super) fn change(&self, from: State, to: State) {
        let noted = self.noted();
        if noted.state == from {
            self.note(to, noted.version.unwrap_or_default());
        }
    }

    /// Notes that something did not read: whoever opens the folder next, and is alone, looks into it.
    pub(super) fn suspect(&self) {
        let noted = self.noted();
        if noted.state != State::Suspect {
            tracing::error!("the device database is damaged; it is put right at the next start");
            self.note(State::Suspect, noted.version.unwrap_or_default());
        }
    }
}

impl Drop for Presence {
    fn drop(&mut self) {
        // Without the gate somebody might come between the look and the word. If it cannot be had, the
        // folder counts as left open, which costs a check.
        let held = self.gate.take().map_or_else(|| Gate::enter(&self.dir), Ok);
        let Ok(_gate) = held else {
            return;
        };
        let is_last = self.file.unlock().is_ok() && self.file.try_lock().is_ok();
        if is_last {
            self.change(State::Open, State::Closed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn join(dir: &Path) -> Presence {
        let mut presence = Presence::join(dir).unwrap();
        presence.let_others_in();
        presence
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
        let noted = Noted {
            state: State::Closed,
            version: Some(2),
        };
        assert_eq!(third.noted(), noted);
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
