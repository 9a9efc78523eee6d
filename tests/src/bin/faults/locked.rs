//! A database that another process holds, on the device and at the server, for 0.1 to 60 seconds.

use std::path::Path;
use std::time::Duration;

use fastrand::Rng;
use lamplight_tests::patrol::Patrol;
use rusqlite::Connection;
use tokio::time::{Instant, sleep};

use crate::campaign::{Order, Outcome};
use crate::phone::Phone;
use crate::settle::{quiet_station, settle};
use crate::side_by_side::side_by_side;

const RUNS_AT_ONCE: usize = 32;
const SHORTEST_S: f64 = 0.1;
const LONGEST_S: f64 = 60.0;
const FILE: &str = "lamplight.sqlite3";

pub(crate) async fn run(order: Order) -> anyhow::Result<Outcome> {
    let station = quiet_station()?.with_environment("RUST_LOG", "off");
    let patrol = station.open().await?;
    let last = order.seed.wrapping_add(u64::from(order.runs)).wrapping_sub(1);
    // The server is held once, for the longest time, while the devices have their own trouble.
    let held = hold(station.data(), Duration::from_secs_f64(LONGEST_S / 2.0));
    let runs = side_by_side(order.seed, order.runs, RUNS_AT_ONCE, |seed| {
        let of_all = u32::try_from(last.wrapping_sub(seed)).unwrap_or_default();
        let part = f64::from(of_all) / f64::from(order.runs.saturating_sub(1).max(1));
        one(&patrol, seed, held_for(part))
    });
    let (runs, ()) = tokio::try_join!(runs, held)?;
    let mut accounts = Vec::new();
    let mut refused = 0;
    for (phone, not_saved) in runs {
        accounts.push(phone.finish().await?);
        refused += not_saved;
    }
    let mut found = settle(&station, &patrol, &accounts).await?;
    found.done = order.runs.into();
    found.remark = format!(
        "held {SHORTEST_S} to {LONGEST_S} s, the server's 30 s; {refused} times the device said: not saved"
    );
    patrol.close().await?;
    Ok(Outcome::Ran(found))
}

/// How long this run's database is held: from the longest to the shortest, evenly on a logarithmic scale.
fn held_for(part: f64) -> Duration {
    Duration::from_secs_f64(SHORTEST_S * (LONGEST_S / SHORTEST_S).powf(part.clamp(0.0, 1.0)))
}

async fn one(patrol: &Patrol, seed: u64, held_for: Duration) -> anyhow::Result<(Phone, u32)> {
    let mut rng = Rng::with_seed(seed);
    let mut phone = Phone::new(seed, patrol.url())?;
    // The first start makes the database.
    phone.terminal.reports(patrol.url()).await?;
    let folder = phone.terminal.data().to_owned();
    let until = Instant::now() + held_for;
    let use_it = async {
        let mut refused = 0;
        let mut number = 0;
        loop {
            refused += u32::from(!phone.report(&mut rng, &format!("{number}")).await?);
            number += 1;
            phone.sync().await?;
            if Instant::now() >= until {
                return anyhow::Ok(refused);
            }
        }
    };
    let (refused, ()) = tokio::try_join!(use_it, hold(&folder, held_for))?;
    Ok((phone, refused))
}

/// Holds the write lock of a folder's database.
async fn hold(folder: &Path, time: Duration) -> anyhow::Result<()> {
    let connection = Connection::open(folder.join(FILE))?;
    connection.busy_timeout(Duration::from_secs(30))?;
    connection.execute_batch("BEGIN IMMEDIATE")?;
    sleep(time).await;
    Ok(connection.execute_batch("ROLLBACK")?)
}
