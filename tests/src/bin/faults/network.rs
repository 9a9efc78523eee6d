//! The proxy between app and server: each of the first calls of a run meets a fault drawn by chance.

use fastrand::Rng;
use lamplight_tests::patrol::{Patrol, Station};
use lamplight_tests::proxy::{Fault, Proxy, Script, fair};
use lamplight_tests::tally::{Account, Finding, Wrong};

use crate::campaign::{Found, Order, Outcome};
use crate::phone::Phone;
use crate::settle::{quiet_station, settle};
use crate::side_by_side::side_by_side;

/// Many, because they wait for slow lines and for silent servers.
const RUNS_AT_ONCE: usize = 24;
const REPORTS_MAX: u32 = 3;
/// Calls of a run that may meet a fault; a device that only syncs makes about four.
const FAULTY_CALLS_MAX: u32 = 8;
/// Syncs on the faulty way, before the way is fair again.
const SYNCS_MAX: u32 = 5;

pub(crate) async fn run(order: Order) -> anyhow::Result<Outcome> {
    Ok(Outcome::Ran(on(&quiet_station()?, order).await?))
}

/// The campaign against this station.
pub(crate) async fn on(station: &Station, order: Order) -> anyhow::Result<Found> {
    let patrol = station.open().await?;
    let runs = side_by_side(order.seed, order.runs, RUNS_AT_ONCE, |seed| one(&patrol, seed)).await?;
    let (accounts, astray): (Vec<Account>, Vec<Option<Finding>>) = runs.into_iter().unzip();
    let mut found = settle(station, &patrol, &accounts).await?;
    found.done = accounts.len() as u64;
    found.findings.extend(astray.into_iter().flatten());
    patrol.close().await?;
    Ok(found)
}

async fn one(patrol: &Patrol, seed: u64) -> anyhow::Result<(Account, Option<Finding>)> {
    let mut rng = Rng::with_seed(seed);
    let proxy = Proxy::start(patrol.url(), faulty(&mut rng)).await?;
    let mut phone = Phone::new(seed, &proxy.url())?;
    for number in 0..rng.u32(1..=REPORTS_MAX) {
        phone.must_report(&mut rng, &number.to_string()).await?;
        if rng.bool() {
            phone.reply(&mut rng, &number.to_string()).await?;
        }
    }
    for _ in 0..rng.u32(1..=SYNCS_MAX) {
        phone.sync().await?;
    }
    proxy.follow(fair());
    let account = phone.finish().await?;
    let astray = (proxy.astray() > 0).then(|| Finding {
        seed,
        wrong: Wrong::Astray,
        what: "a redirect was followed".into(),
    });
    Ok((account, astray))
}

/// Faults for the first calls, one slow one at most, so that a run ends within a minute.
fn faulty(rng: &mut Rng) -> Script {
    let mut chance = rng.fork();
    let mut calls_left = chance.u32(1..=FAULTY_CALLS_MAX);
    let mut slow_left = 1;
    Box::new(move |_| {
        if calls_left == 0 {
            return Fault::Pass;
        }
        calls_left -= 1;
        let fault = Fault::draw(&mut chance);
        if !fault.is_slow() {
            return fault;
        }
        if slow_left == 0 {
            return Fault::LoseAnswer;
        }
        slow_left -= 1;
        fault
    })
}
