//! Setting damaged files aside, and putting a new database in their place.
//!
//! A new database is complete and durable before anything is moved. From the moment when it bears the name of
//! a finished one, the change goes forward only: whoever dies in the middle leaves it to the next to come.
//!
//! Damaged files are kept in a folder of their own, for somebody who can get more out of them. At most
//! [`KEPT`] such folders stay, because a failing disk would make more and more of them; the oldest goes first, and
//! only when a new database, with all that could be read, has taken its place durably.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use lamplight_protocol::time::TimestampMillis;

use super::files::{self, Files};

/// Folders of damaged files that are kept.
const KEPT: usize = 3;
/// How such a folder's name begins; the time follows.
const FOLDER: &str = "damaged-";
/// How the name of a finished new database begins, until it is in its place; the time follows.
const FINISHED: &str = "salvaged-";
const UNFINISHED_FILE: &str = "salvaging.sqlite3";

/// Where the new database is to be made. What was begun there before is removed.
pub(super) fn prepare(dir: &Path) -> io::Result<PathBuf> {
    let path = unfinished(dir);
    files::remove(&path)?;
    files::make_file(&path)?;
    Ok(path)
}

/// The new database while it is made.
pub(super) fn unfinished(dir: &Path) -> PathBuf {
    dir.join(UNFINISHED_FILE)
}

/// Throws the new database away: it could not be made, or is not needed.
pub(super) fn abandon(dir: &Path) -> io::Result<()> {
    files::remove(&unfinished(dir))
}

/// Sets the damaged files aside and puts the new database, which is durable, in their place. Gives the folder
/// in which the damaged files are.
pub(super) fn replace(dir: &Path, now: TimestampMillis) -> io::Result<PathBuf> {
    // Colons are not for names on every system.
    let time = now.to_string().replace(':', "-");
    let finished = dir.join(format!("{FINISHED}{time}"));
    fs::rename(unfinished(dir), &finished)?;
    put_in_place(dir, &finished, &time)
}

/// Goes on with a replacement that was interrupted. Gives the folder in which the damaged files are, if there
/// was one.
pub(super) fn finish(dir: &Path) -> io::Result<Option<PathBuf>> {
    let mut folder = None;
    for name in names(dir, FINISHED)? {
        let time = name.trim_start_matches(FINISHED);
        folder = Some(put_in_place(dir, &dir.join(&name), time)?);
    }
    Ok(folder)
}

/// Removes the damaged files that were set aside, all of them, and a new database that was never finished. Nobody
/// makes one meanwhile: that is done by whoever is alone in the folder.
pub(super) fn forget(dir: &Path) -> io::Result<()> {
    for folder in names(dir, FOLDER)? {
        fs::remove_dir_all(dir.join(folder))?;
    }
    abandon(dir)?;
    files::sync_dir(dir)
}

fn put_in_place(dir: &Path, finished: &Path, time: &str) -> io::Result<PathBuf> {
    let folder = dir.join(format!("{FOLDER}{time}"));
    files::make_dir(&folder)?;
    files::sync_dir(dir)?;
    let files = Files::of(dir);
    for file in [&files.log, &files.index, &files.database] {
        if let Some(name) = file.file_name() {
            files::rename(file, &folder.join(name))?;
        }
    }
    files::sync_dir(&folder)?;
    fs::rename(finished, &files.database)?;
    files::sync_dir(dir)?;
    remove_oldest(dir)?;
    Ok(folder)
}

fn remove_oldest(dir: &Path) -> io::Result<()> {
    let folders = names(dir, FOLDER)?;
    for oldest in folders.iter().take(folders.len().saturating_sub(KEPT)) {
        fs::remove_dir_all(dir.join(oldest))?;
    }
    Ok(())
}

/// The names that begin so, in order; the time in them makes it the order of their making.
fn names(dir: &Path, beginning: &str) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(dir)? {
        let name = entry?.file_name();
        if let Some(name) = name.to_str().filter(|name| name.starts_with(beginning)) {
            names.push(name.to_owned());
        }
    }
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY_MS: i64 = lamplight_protocol::limits::DAY_MS;

    fn at(day: i64) -> TimestampMillis {
        TimestampMillis::from_millis(1_795_168_800_000 + day * DAY_MS)
    }

    fn damage(dir: &Path, words: &str) -> PathBuf {
        let files = Files::of(dir);
        fs::write(&files.database, words).unwrap();
        fs::write(&files.log, words).unwrap();
        fs::write(prepare(dir).unwrap(), "new").unwrap();
        files.database
    }

    #[test]
    fn the_damaged_files_are_kept_as_they_were() {
        let dir = tempfile::tempdir().unwrap();
        let database = damage(dir.path(), "old");
        let folder = replace(dir.path(), at(0)).unwrap();
        assert_eq!(fs::read_to_string(&database).unwrap(), "new");
        assert_eq!(
            fs::read_to_string(folder.join(database.file_name().unwrap())).unwrap(),
            "old"
        );
        assert!(!Files::of(dir.path()).log.exists());
        assert_eq!(finish(dir.path()).unwrap(), None);
    }

    #[test]
    fn whoever_dies_in_the_middle_leaves_it_to_the_next() {
        let dir = tempfile::tempdir().unwrap();
        let database = damage(dir.path(), "old");
        let finished = dir.path().join("salvaged-2026-11-20T10-00-00.000Z");
        fs::rename(unfinished(dir.path()), finished).unwrap();
        let folder = dir.path().join("damaged-2026-11-20T10-00-00.000Z");
        fs::create_dir(&folder).unwrap();
        fs::rename(Files::of(dir.path()).log, folder.join("lamplight.sqlite3-wal")).unwrap();

        assert_eq!(finish(dir.path()).unwrap(), Some(folder.clone()));
        assert_eq!(fs::read_to_string(&database).unwrap(), "new");
        assert_eq!(names(&folder, "lamplight").unwrap().len(), 2);
        assert_eq!(finish(dir.path()).unwrap(), None);
    }

    #[test]
    fn what_was_set_aside_can_be_removed_and_nothing_else_goes() {
        let dir = tempfile::tempdir().unwrap();
        let database = damage(dir.path(), "old");
        let folder = replace(dir.path(), at(0)).unwrap();
        fs::write(prepare(dir.path()).unwrap(), "half").unwrap();
        forget(dir.path()).unwrap();
        assert!(!folder.exists() && !unfinished(dir.path()).exists());
        assert_eq!(fs::read_to_string(&database).unwrap(), "new");
        forget(dir.path()).unwrap();
    }

    #[test]
    fn only_the_newest_folders_are_kept() {
        let dir = tempfile::tempdir().unwrap();
        let folders: Vec<PathBuf> = (0..5)
            .map(|day| {
                damage(dir.path(), "old");
                replace(dir.path(), at(day)).unwrap()
            })
            .collect();
        let left: Vec<bool> = folders.iter().map(|folder| folder.exists()).collect();
        assert_eq!(left, [false, false, true, true, true]);
    }
}
