//! The tally: what residents were told against what the patrol has and what the devices show.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::terminal::Shown;

/// A report that the resident was told is saved.
#[derive(Debug, Clone)]
pub struct Planted {
    /// The report's id.
    pub id: String,
    /// Its note, which no other report has.
    pub note: String,
    /// The hashes of its photos.
    pub photos: Vec<String>,
}

/// What one device went through.
#[derive(Debug, Default)]
pub struct Account {
    /// Replays the chances that this device had.
    pub seed: u64,
    /// Reports that the resident was told are saved.
    pub told: Vec<Planted>,
    /// Words about reports that the resident was told are saved: the report's id, and the text.
    pub words: Vec<(String, String)>,
    /// What the device showed in the end, after it had every chance to sync.
    pub shown: Vec<Shown>,
}

/// A report as `lamplight-server export reports` prints it.
#[derive(Debug, Clone, Deserialize)]
pub struct Exported {
    /// The report's id.
    pub id: String,
    /// What the resident wrote.
    pub note: Option<String>,
    /// Its photos.
    pub photos: Vec<ExportedPhoto>,
}

/// A photo as it is exported.
#[derive(Debug, Clone, Deserialize)]
pub struct ExportedPhoto {
    /// Its hash.
    pub sha256: String,
    /// How far it is, in the word that the program prints.
    pub state: String,
}

/// Something that must not happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wrong {
    /// Told saved, and neither at the patrol nor waiting on the device.
    Lost,
    /// Twice at the patrol.
    Doubled,
    /// The device says received, and the patrol has nothing.
    FalseReceived,
    /// At the patrol in other words than those that were saved.
    Altered,
    /// Still on the device, although nothing was in the way any more.
    Stuck,
    /// A database with damage in it.
    Damaged,
    /// The resident was told of damage that there was not.
    FalseAlarm,
    /// A program was refused where waiting would have done.
    Refused,
    /// A receipt was carried to a stranger.
    Astray,
    /// Something was broken on purpose, and the campaign did not see it.
    Unnoticed,
}

/// What went wrong, with the seed that replays it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The seed of the run.
    pub seed: u64,
    /// What it is.
    pub wrong: Wrong,
    /// Which report, word or alert.
    pub what: String,
}

/// Reads what `lamplight-server export reports` printed.
///
/// # Errors
/// When a line is not a report.
pub fn exported(text: &str) -> anyhow::Result<Vec<Exported>> {
    let reports: Result<_, _> = text.lines().map(serde_json::from_str).collect();
    Ok(reports?)
}

/// Compares the accounts of devices with what the patrol has.
pub fn compare(accounts: &[Account], patrol: &[Exported]) -> Vec<Finding> {
    let mut ids: BTreeMap<&str, usize> = BTreeMap::new();
    let mut notes: BTreeMap<&str, usize> = BTreeMap::new();
    for report in patrol {
        *ids.entry(&report.id).or_default() += 1;
        *notes
            .entry(report.note.as_deref().unwrap_or_default())
            .or_default() += 1;
    }
    let count = |counts: &BTreeMap<&str, usize>, key: &str| counts.get(key).copied().unwrap_or_default();
    let mut findings = Vec::new();
    for account in accounts {
        let mut found = |wrong, what: &str| {
            findings.push(Finding {
                seed: account.seed,
                wrong,
                what: what.to_owned(),
            });
        };
        for told in &account.told {
            if count(&ids, &told.id) == 0 {
                found(missing(account, &told.id), &told.id);
            }
            if count(&ids, &told.id) > 1 || count(&notes, &told.note) > 1 {
                found(Wrong::Doubled, &told.id);
            }
            if is_altered(told, patrol) {
                found(Wrong::Altered, &told.id);
            }
            for (wrong, photo) in wrong_photos(account, told, patrol) {
                found(wrong, &format!("photo {photo} of {}", told.id));
            }
        }
        for shown in &account.shown {
            let is_received = matches!(shown.delivery.as_str(), "received" | "seen");
            if is_received && count(&ids, &shown.id) == 0 {
                found(Wrong::FalseReceived, &shown.id);
            }
        }
    }
    findings
}

/// Compares the words that residents were told are saved with those that the patrol can read, by report.
pub fn compare_words(account: &Account, report: &str, read: &[String]) -> Vec<Finding> {
    let words = account.words.iter().filter(|(about, _)| about == report);
    words
        .filter_map(|(_, text)| {
            let wrong = match read.iter().filter(|word| *word == text).count() {
                0 => Wrong::Lost,
                1 => return None,
                _ => Wrong::Doubled,
            };
            Some(Finding {
                seed: account.seed,
                wrong,
                what: format!("{text}, about {report}"),
            })
        })
        .collect()
}

/// Compares alerts that were published with those that reached a device.
pub fn compare_alerts(seed: u64, published: &[String], shown: &[String]) -> Vec<Finding> {
    let known: BTreeSet<&String> = shown.iter().collect();
    let missed = published.iter().filter(|id| !known.contains(id));
    let mut findings: Vec<Finding> = missed
        .map(|id| Finding {
            seed,
            wrong: Wrong::Lost,
            what: format!("alert {id}"),
        })
        .collect();
    if known.len() < shown.len() {
        findings.push(Finding {
            seed,
            wrong: Wrong::Doubled,
            what: format!("{} alerts", shown.len() - known.len()),
        });
    }
    findings
}

fn is_altered(told: &Planted, patrol: &[Exported]) -> bool {
    let mut arrived = patrol.iter().filter(|report| report.id == told.id);
    arrived.any(|report| report.note.as_deref() != Some(&told.note))
}

/// A photo counts once the patrol has its bytes durably; it need not be ready to look at.
fn wrong_photos(account: &Account, told: &Planted, patrol: &[Exported]) -> Vec<(Wrong, String)> {
    let Some(arrived) = patrol.iter().find(|report| report.id == told.id) else {
        return Vec::new();
    };
    let still_waits = account
        .shown
        .iter()
        .any(|shown| shown.id == told.id && shown.photos_waiting > 0);
    let judge = |photo: &String| {
        let mut found = arrived.photos.iter().filter(|arrived| arrived.sha256 == *photo);
        match (found.next().map(|first| first.state.as_str()), found.next()) {
            (Some("checking" | "ready"), None) => None,
            (Some(_), Some(_)) => Some(Wrong::Doubled),
            _ if still_waits => Some(Wrong::Stuck),
            _ => Some(Wrong::Lost),
        }
    };
    told.photos
        .iter()
        .filter_map(|photo| Some((judge(photo)?, photo.clone())))
        .collect()
}

fn missing(account: &Account, id: &str) -> Wrong {
    let shown = account.shown.iter().find(|shown| shown.id == id);
    match shown.map(|shown| shown.delivery.as_str()) {
        Some("saved" | "needs_attention") => Wrong::Stuck,
        _ => Wrong::Lost,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(shown: &str) -> Account {
        let told = Planted {
            id: "one".into(),
            note: "paint".into(),
            photos: vec!["abc".into()],
        };
        Account {
            seed: 7,
            told: vec![told],
            words: vec![("one".into(), "still wet".into())],
            shown: vec![Shown {
                id: "one".into(),
                delivery: shown.into(),
                photos_waiting: 0,
                attention: None,
            }],
        }
    }

    fn at_the_patrol(id: &str) -> Exported {
        Exported {
            id: id.into(),
            note: Some("paint".into()),
            photos: vec![ExportedPhoto {
                sha256: "abc".into(),
                state: "ready".into(),
            }],
        }
    }

    fn wrongs(shown: &str, patrol: &[Exported]) -> Vec<Wrong> {
        let findings = compare(&[account(shown)], patrol);
        assert!(findings.iter().all(|finding| finding.seed == 7));
        findings.iter().map(|finding| finding.wrong).collect()
    }

    #[test]
    fn what_arrived_once_is_in_order() {
        assert_eq!(wrongs("received", &[at_the_patrol("one")]), []);
    }

    #[test]
    fn what_is_nowhere_is_lost_and_what_only_waits_is_stuck() {
        assert_eq!(wrongs("", &[]), [Wrong::Lost]);
        assert_eq!(wrongs("saved", &[]), [Wrong::Stuck]);
        assert_eq!(wrongs("received", &[]), [Wrong::Lost, Wrong::FalseReceived]);
    }

    #[test]
    fn what_came_twice_is_doubled_also_under_another_id() {
        let one = at_the_patrol("one");
        assert_eq!(wrongs("received", &[one.clone(), one.clone()]), [Wrong::Doubled]);
        assert_eq!(wrongs("received", &[one, at_the_patrol("two")]), [Wrong::Doubled]);
    }

    #[test]
    fn what_arrived_in_other_words_is_altered() {
        let mut report = at_the_patrol("one");
        report.note = Some("pains".into());
        assert_eq!(wrongs("received", &[report]), [Wrong::Altered]);
    }

    #[test]
    fn a_photo_counts_once_its_bytes_are_there() {
        let with_photo = |state: &str| {
            let mut report = at_the_patrol("one");
            report.photos[0].state = state.into();
            wrongs("received", &[report])
        };
        assert_eq!(with_photo("checking"), []);
        assert_eq!(with_photo("to_come"), [Wrong::Lost]);
        assert_eq!(with_photo("unreadable"), [Wrong::Lost]);
    }

    #[test]
    fn words_and_alerts_count_too() {
        let account = account("received");
        let wrongs = |read: &[&str]| -> Vec<Wrong> {
            let read: Vec<String> = read.iter().map(ToString::to_string).collect();
            let findings = compare_words(&account, "one", &read);
            findings.iter().map(|finding| finding.wrong).collect()
        };
        assert_eq!(wrongs(&["still wet"]), []);
        assert_eq!(wrongs(&[]), [Wrong::Lost]);
        assert_eq!(wrongs(&["still wet", "still wet"]), [Wrong::Doubled]);
        let ids = ["a".to_owned(), "b".to_owned()];
        assert_eq!(compare_alerts(1, &ids, &ids), []);
        assert_eq!(compare_alerts(1, &ids, &ids[..1]).len(), 1);
        assert_eq!(
            compare_alerts(1, &ids[..1], &[ids[0].clone(), ids[0].clone()]).len(),
            1
        );
    }
}
