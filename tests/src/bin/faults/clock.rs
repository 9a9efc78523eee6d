//! A clock that is set by up to ten years, forward and back, while reports wait and retries are due.
//!
//! In one process with the core, whose clock is a parameter; its loops run as in the app.

use std::sync::Arc;
use std::time::Duration;

use fastrand::Rng;
use lamplight_protocol::limits::DAY_MS;
use lamplight_resident::platform::Clock;
use lamplight_resident::{Config, Core, Platform};
use lamplight_tests::clock::SetClock;
use lamplight_tests::device::{Device, Running, vandalism};
use lamplight_tests::patrol::Patrol;
use lamplight_tests::proxy::{Fault, Proxy};
use lamplight_tests::tally::{Account, Planted};
use tokio::time::{sleep, timeout};

use crate::campaign::{Order, Outcome};
use crate::cuts::shown;
use crate::settle::{quiet_station, settle};
use crate::side_by_side::side_by_side;

const RUNS_AT_ONCE: usize = 32;
const JUMP_DAYS_MAX: i64 = 3_650;
const REPORTS: u32 = 3;
/// Calls that fail at first, so that retries wait while the clock jumps.
const REFUSED_CALLS_MAX: u32 = 3;
/// A jump is noticed within a minute; a report held for undo may meet two of them.
const EMPTY_WITHIN: Duration = Duration::from_secs(150);
/// How long the app lets a report be undone, in milliseconds.
const UNDO_HOLD_MS: i64 = 10_000;
/// How often the queue is looked at.
const LOOK: Duration = Duration::from_millis(50);

pub(crate) async fn run(order: Order) -> anyhow::Result<Outcome> {
    let station = quiet_station()?;
    let patrol = station.open().await?;
    let accounts = side_by_side(order.seed, order.runs, RUNS_AT_ONCE, |seed| one(&patrol, seed)).await?;
    let mut found = settle(&station, &patrol, &accounts).await?;
    found.done = accounts.len() as u64;
    patrol.close().await?;
    Ok(Outcome::Ran(found))
}

async fn one(patrol: &Patrol, seed: u64) -> anyhow::Result<Account> {
    let mut rng = Rng::with_seed(seed);
    let mut refused_left = rng.u32(..=REFUSED_CALLS_MAX);
    let script = Box::new(move |_: &_| {
        let refuse = refused_left > 0;
        refused_left = refused_left.saturating_sub(1);
        if refuse { Fault::Refuse } else { Fault::Pass }
    });
    let proxy = Proxy::start(patrol.url(), script).await?;
    let device = Device::new()?;
    let clock = Arc::new(SetClock::default());
    let core = open(&device, &proxy.url(), &clock, rng.bool())?;
    let running = Running::start(&core);
    let mut account = Account {
        seed,
        ..Account::default()
    };
    for number in 0..REPORTS {
        let note = format!("Paint {seed}.{number}");
        let saved = core.submit_report(&vandalism(&note), &[])?;
        account.told.push(Planted {
            id: saved.id.to_string(),
            note,
            photos: Vec::new(),
        });
        sleep(Duration::from_millis(rng.u64(..500))).await;
        clock.set(rng.i64(-JUMP_DAYS_MAX..=JUMP_DAYS_MAX) * DAY_MS);
    }
    let empty = async {
        while core.outbox()?.waiting > 0 {
            sleep(LOOK).await;
        }
        anyhow::Ok(())
    };
    // What is still there then is told by the tally.
    if let Ok(empty) = timeout(EMPTY_WITHIN, empty).await {
        empty?;
    }
    running.end().await?;
    account.shown = shown(&core)?;
    Ok(account)
}

fn open(device: &Device, url: &str, clock: &Arc<SetClock>, holds: bool) -> anyhow::Result<Core> {
    let config = Config {
        data_dir: device.data().to_owned(),
        server_url: Some(url.to_owned()),
        undo_hold_ms: if holds { UNDO_HOLD_MS } else { 0 },
    };
    let platform = Platform {
        clock: Arc::clone(clock) as Arc<dyn Clock>,
        ..Platform::system()
    };
    Ok(Core::open(config, platform)?)
}
