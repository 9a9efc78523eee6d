//! A restore of an older backup, and then every phone syncs.

use std::path::Path;

use fastrand::Rng;

use crate::campaign::{Found, Order, Outcome};
use crate::phone::Phone;
use crate::settle::{quiet_station, settle};
use crate::side_by_side::side_by_side;

const RUNS_AT_ONCE: usize = 2;
const PHONES: usize = 4;
const REPORTS_MAX: u32 = 4;

pub(crate) async fn run(order: Order) -> anyhow::Result<Outcome> {
    let all = side_by_side(order.seed, order.runs, RUNS_AT_ONCE, one).await?;
    let mut found = Found::default();
    for one in all {
        found.done += 1;
        found.accounted += one.accounted;
        found.findings.extend(one.findings);
    }
    Ok(Outcome::Ran(found))
}

async fn one(seed: u64) -> anyhow::Result<Found> {
    let mut rng = Rng::with_seed(seed);
    let station = quiet_station()?;
    let mut phones = Vec::new();
    for _ in 0..PHONES {
        phones.push(Phone::new(seed, &station.url())?);
    }
    let patrol = station.open().await?;
    use_phones(&mut phones, &mut rng, "before").await?;
    patrol.close().await?;
    let backup = tempfile::tempdir()?;
    copy_folder(station.data(), backup.path())?;

    let patrol = station.open().await?;
    use_phones(&mut phones, &mut rng, "after").await?;
    patrol.kill().await?;
    copy_folder(backup.path(), station.data())?;
    station.command(&["restore"]).await?;

    let patrol = station.open().await?;
    let mut accounts = Vec::new();
    for phone in phones {
        // This one finds the new epoch; only the next one may say that nothing is left.
        phone.sync().await?;
        accounts.push(phone.finish().await?);
    }
    let found = settle(&station, &patrol, &accounts).await?;
    patrol.close().await?;
    Ok(found)
}

/// Every phone reports, says a word about one of its reports, and most of them sync.
async fn use_phones(phones: &mut [Phone], rng: &mut Rng, when: &str) -> anyhow::Result<()> {
    for (number, phone) in phones.iter_mut().enumerate() {
        for report in 0..rng.u32(1..=REPORTS_MAX) {
            phone
                .must_report(rng, &format!("{number}.{when}.{report}"))
                .await?;
        }
        phone.reply(rng, when).await?;
        if rng.u8(..4) > 0 {
            phone.sync().await?;
        }
    }
    Ok(())
}

/// Replaces one folder's files by another's.
fn copy_folder(from: &Path, to: &Path) -> anyhow::Result<()> {
    for entry in std::fs::read_dir(to)? {
        let path = entry?.path();
        if path.is_dir() {
            std::fs::remove_dir_all(path)?;
        } else {
            std::fs::remove_file(path)?;
        }
    }
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            std::fs::create_dir(&target)?;
            copy_folder(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
