//! The end of a campaign: everything is counted.

use std::collections::BTreeSet;

use anyhow::ensure;
use lamplight_tests::patrol::{Patrol, Station};
use lamplight_tests::tally::{self, Account};
use reqwest::Method;

use crate::campaign::Found;

/// A patrol for campaigns: it says only what is wrong.
///
/// # Errors
/// When the system gives no folder or port.
pub(crate) fn quiet_station() -> anyhow::Result<Station> {
    Ok(Station::new()?.with_environment("RUST_LOG", "error"))
}

/// Compares all accounts with what the patrol has.
///
/// # Errors
/// When the patrol cannot be asked.
pub(crate) async fn settle(
    station: &Station,
    patrol: &Patrol,
    accounts: &[Account],
) -> anyhow::Result<Found> {
    let export = station.command(&["export", "reports"]).await?;
    let mut findings = tally::compare(accounts, &tally::exported(&export)?);
    for account in accounts {
        let about: BTreeSet<&String> = account.words.iter().map(|(report, _)| report).collect();
        for report in about {
            let read = words(patrol, report).await?;
            findings.extend(tally::compare_words(account, report, &read));
        }
    }
    let found = station.command(&["check"]).await?;
    ensure!(found.starts_with("sound"), "the server's database: {found}");
    Ok(Found {
        accounted: accounts
            .iter()
            .map(|account| {
                let photos: usize = account.told.iter().map(|told| told.photos.len()).sum();
                (account.told.len() + photos + account.words.len()) as u64
            })
            .sum(),
        findings,
        ..Found::default()
    })
}

/// What residents said in a thread, as the patrol reads it.
async fn words(patrol: &Patrol, report: &str) -> anyhow::Result<Vec<String>> {
    let Ok(detail) = patrol
        .staff(Method::GET, &format!("reports/{report}"), None)
        .await
    else {
        // The patrol does not have it; the comparison of the reports says so.
        return Ok(Vec::new());
    };
    let entries = detail.get("thread").and_then(|thread| thread.as_array());
    Ok(entries
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.get("text")?.as_str()?.to_owned()))
        .collect())
}
