//! A log that is gone, or shorter than it was: SQLite goes on without it and says nothing.

use std::fs::{self, OpenOptions};

use super::folder::Folder;
use super::*;
use crate::testing::{Device, draft};

const FRAME_BYTES: u64 = 24 + pages::PAGE_BYTES as u64;
const REPORTS: usize = 3;

/// What an app that was killed leaves behind: its last reports stand in the log only.
fn killed() -> Folder {
    let device = Device::new();
    device.core.db().empty_log().unwrap();
    for _ in 0..REPORTS {
        device.save();
    }
    Folder::left_by(device.dir())
}

/// Opens the folder. Tells whether something was set aside, and how many reports there are.
fn found(folder: &Folder) -> (bool, usize) {
    let core = folder.open().unwrap();
    let set_aside = core.db().set_aside().is_some();
    // The notice stays until the resident has seen it.
    assert!(folder::told(&core).is_some() || !set_aside);
    (set_aside, core.reports().unwrap().len())
}

fn cut(folder: &Folder, length: impl Fn(u64) -> u64) {
    let log = OpenOptions::new().write(true).open(folder.files().log).unwrap();
    let old = log.metadata().unwrap().len();
    log.set_len(length(old)).unwrap();
}

/// As if the system had been started anew since.
fn start_system_anew(folder: &Folder) {
    let path = folder.path().join("lamplight.open");
    let noted = fs::read_to_string(&path).unwrap();
    let words: Vec<&str> = noted.split_whitespace().collect();
    fs::write(&path, format!("{} {} {} another\n", words[0], words[1], words[2])).unwrap();
}

#[test]
fn a_log_that_is_whole_is_nothing_to_tell() {
    assert_eq!(found(&killed()), (false, REPORTS));
}

#[test]
fn a_log_that_was_left_is_emptied_later() {
    let folder = killed();
    let core = folder.open().unwrap();
    let log_bytes = || fs::metadata(folder.files().log).unwrap().len();
    assert_ne!(log_bytes(), 0);
    core.db().empty_log_again().unwrap();
    assert_eq!(log_bytes(), 0);
}

#[test]
fn a_log_that_is_cut_off_between_two_transactions_is_missed() {
    let folder = killed();
    cut(&folder, |length| length - FRAME_BYTES);
    let (set_aside, reports) = found(&folder);
    assert!(set_aside && reports < REPORTS, "{reports}");
    // Once is enough.
    assert_eq!(found(&folder), (false, reports));
}

#[test]
fn a_flipped_bit_of_the_last_transaction_is_no_crash() {
    let folder = killed();
    let mut log = fs::read(folder.files().log).unwrap();
    let last = log.len() - 1;
    log[last] ^= 1;
    fs::write(folder.files().log, log).unwrap();
    assert!(found(&folder).0);
}

#[test]
fn what_was_begun_and_never_committed_is_not_missed() {
    let folder = killed();
    let mut log = fs::read(folder.files().log).unwrap();
    log.extend([7; 1_000]);
    fs::write(folder.files().log, log).unwrap();
    assert_eq!(found(&folder), (false, REPORTS));
}

#[test]
fn a_log_that_is_gone_is_missed_unless_it_was_closed() {
    let folder = killed();
    fs::remove_file(folder.files().log).unwrap();
    assert_eq!(found(&folder), (true, 0));
    assert!(!folder.files().log.exists());
    assert_eq!(found(&folder), (false, 0));
}

#[test]
fn an_empty_log_is_missed_only_if_its_index_cannot_be_older() {
    let folder = killed();
    cut(&folder, |_| 0);
    let restarted = Folder::left_by(folder.path());
    start_system_anew(&restarted);
    // A power failure may leave the index as it was before the log was properly emptied.
    assert!(!found(&restarted).0);
    assert_eq!(found(&folder).0, cfg!(target_os = "linux"));
}

#[test]
fn a_log_that_nobody_can_vouch_for_is_told_of() {
    let folder = killed();
    fs::remove_file(folder.files().index).unwrap();
    let restarted = Folder::left_by(folder.path());
    start_system_anew(&restarted);
    // A power failure may leave no index.
    assert_eq!(found(&restarted), (false, REPORTS));
    assert_eq!(found(&folder), (cfg!(target_os = "linux"), REPORTS));
}

#[test]
fn what_was_moved_over_before_the_log_was_damaged_stays_new() {
    let device = Device::new();
    device.core.submit_report(&draft(Category::Vehicle), &[]).unwrap();
    let theirs = Connection::open(device.dir().join(DATABASE_FILE)).unwrap();
    theirs
        .query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))
        .unwrap();
    let folder = Folder::left_by(device.dir());
    cut(&folder, |length| length - FRAME_BYTES);
    assert_eq!(found(&folder), (true, 1));
}
