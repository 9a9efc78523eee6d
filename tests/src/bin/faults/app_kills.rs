//! kill -9 of the app at a random moment of a submit or of a sync, with and without photos.

use std::os::unix::process::ExitStatusExt as _;
use std::process::Output;
use std::time::Duration;

use fastrand::Rng;
use lamplight_tests::patrol::{Patrol, Station};
use lamplight_tests::samples;
use lamplight_tests::tally::{Account, Finding, compare_alerts};
use tokio::process::Child;
use tokio::time::{Instant, sleep};

use crate::campaign::{Found, Order, Outcome};
use crate::phone::Phone;
use crate::settle::{quiet_station, settle};
use crate::side_by_side::side_by_side;

/// Kills that one phone goes through.
pub(crate) const KILLS_A_PHONE: u32 = 5;
const PHONES_AT_ONCE: usize = 4;
/// A kill may come too late. Such a one does not count, and is not tried for ever.
const TRIES_A_PHONE_MAX: u32 = 30;

/// What came of one phone.
struct Life {
    account: Account,
    kills: u64,
    findings: Vec<Finding>,
    slowest_start: Duration,
}

pub(crate) async fn run(order: Order) -> anyhow::Result<Outcome> {
    Ok(Outcome::Ran(on(&quiet_station()?, order, "").await?))
}

/// The campaign on this station; `mutation` is done to every phone's database before the first kill.
pub(crate) async fn on(station: &Station, order: Order, mutation: &str) -> anyhow::Result<Found> {
    let patrol = station.open().await?;
    let phones = order.runs.div_ceil(KILLS_A_PHONE);
    let lives = side_by_side(order.seed, phones, PHONES_AT_ONCE, |seed| {
        live(&patrol, seed, mutation)
    })
    .await?;
    let slowest = lives.iter().map(|life| life.slowest_start).max();
    let kills = lives.iter().map(|life| life.kills).sum();
    let mut findings = Vec::new();
    let mut accounts = Vec::new();
    for life in lives {
        findings.extend(life.findings);
        accounts.push(life.account);
    }
    let mut found = settle(station, &patrol, &accounts).await?;
    found.done = kills;
    // Each phone also had an alert to hear of.
    found.accounted += accounts.len() as u64;
    found.findings.extend(findings);
    found.remark = format!(
        "slowest start after a kill {:.2} s",
        slowest.unwrap_or_default().as_secs_f64()
    );
    patrol.close().await?;
    Ok(found)
}

async fn live(patrol: &Patrol, seed: u64, mutation: &str) -> anyhow::Result<Life> {
    let mut rng = Rng::with_seed(seed);
    let mut phone = Phone::new(seed, patrol.url())?;
    // Undisturbed, to learn how long things take on this machine under this load.
    let begun = Instant::now();
    phone.must_report(&mut rng, "0").await?;
    let takes = begun.elapsed();
    phone.database()?.execute_batch(mutation)?;
    let alert = patrol.publish_alert(&samples::alert("Gas smell")).await?;
    let (mut kills, mut slowest_start) = (0, Duration::ZERO);
    for number in 1..TRIES_A_PHONE_MAX {
        if kills == u64::from(KILLS_A_PHONE) {
            break;
        }
        // Up to longer than it takes, so that the last moments are met too.
        let after = takes.mul_f64(rng.f64() * 2.0);
        if kill_at_work(&mut phone, &mut rng, number, after).await? {
            kills += 1;
            let begun = Instant::now();
            phone.terminal.reports(&phone.server).await?;
            slowest_start = slowest_start.max(begun.elapsed());
        }
    }
    let mut findings: Vec<Finding> = Vec::new();
    findings.extend(phone.damage()?);
    findings.extend(phone.false_alarm()?);
    phone.sync().await?;
    let alerts = phone.terminal.alerts(&phone.server).await?;
    findings.extend(missed(seed, alert, &alerts));
    Ok(Life {
        account: phone.finish().await?,
        kills,
        findings,
        slowest_start,
    })
}

/// Kills the app while it saves, or while it syncs. Tells whether it was still at work.
async fn kill_at_work(
    phone: &mut Phone,
    rng: &mut Rng,
    number: u32,
    after: Duration,
) -> anyhow::Result<bool> {
    let name = number.to_string();
    let output = if rng.bool() {
        let pictures = phone.pictures(rng)?;
        let note = phone.note(&name);
        let saving = phone.terminal.start_report(&phone.server, &note, &pictures)?;
        let output = kill(saving, after).await?;
        phone.hear(&output, &name, &pictures)?;
        output
    } else {
        phone.must_report(rng, &name).await?;
        phone.reply(rng, &name).await?;
        kill(phone.terminal.start_sync(&phone.server)?, after).await?
    };
    Ok(output.status.signal().is_some())
}

/// Kills a process after a while, and gives what it had said until then.
async fn kill(mut process: Child, after: Duration) -> anyhow::Result<Output> {
    sleep(after).await;
    process.start_kill()?;
    Ok(process.wait_with_output().await?)
}

fn missed(seed: u64, alert: String, shown: &[serde_json::Value]) -> Vec<Finding> {
    let ids: Vec<String> = shown
        .iter()
        .filter_map(|alert| Some(alert.get("id")?.as_str()?.to_owned()))
        .collect();
    compare_alerts(seed, &[alert], &ids)
}
