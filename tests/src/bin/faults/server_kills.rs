//! kill -9 of the server while several phones sync, on SQLite and on PostgreSQL.

use std::time::Duration;

use fastrand::Rng;
use futures_util::future::try_join_all;
use lamplight_tests::patrol::Station;
use lamplight_tests::postgres;
use tokio::time::{Instant, sleep};

use crate::campaign::{Found, Order, Outcome};
use crate::phone::Phone;
use crate::settle::{quiet_station, settle};
use crate::side_by_side::side_by_side;

/// Kills that one data folder goes through.
pub(crate) const KILLS_A_SERVER: u32 = 20;
const SERVERS_AT_ONCE: usize = 2;
const PHONES: usize = 4;
/// How long a sync is thought to take before one was seen, and at least.
const SYNC_TAKES_AT_FIRST: Duration = Duration::from_millis(100);
const SYNC_TAKES_MIN: Duration = Duration::from_millis(20);
/// Reports that each phone sends in each life of the server.
const REPORTS_A_LIFE: u32 = 2;

pub(crate) async fn run(order: Order) -> anyhow::Result<Outcome> {
    let servers = order.runs.div_ceil(KILLS_A_SERVER);
    let all = side_by_side(order.seed, servers, SERVERS_AT_ONCE, live).await?;
    let mut found = Found::default();
    for one in all {
        found.done += one.done;
        found.accounted += one.accounted;
        found.findings.extend(one.findings);
    }
    found.remark = if postgres::server().is_some() {
        "every second server on PostgreSQL".into()
    } else {
        format!("SQLite only: {} names no server", postgres::SERVER)
    };
    Ok(Outcome::Ran(found))
}

/// A data folder, from its first server to its last.
async fn live(seed: u64) -> anyhow::Result<Found> {
    let mut rng = Rng::with_seed(seed);
    let station = station(seed).await?;
    let mut phones = Vec::new();
    for _ in 0..PHONES {
        // Chance of its own for each, since they act side by side.
        phones.push((Phone::new(seed, &station.url())?, rng.fork()));
    }
    let mut sync_takes = SYNC_TAKES_AT_FIRST;
    for life in 0..KILLS_A_SERVER {
        let patrol = station.open().await?;
        let plants = phones.iter_mut().enumerate();
        try_join_all(plants.map(|(number, (phone, rng))| plant(phone, rng, number, life))).await?;
        let begun = Instant::now();
        let syncs = try_join_all(phones.iter().map(|(phone, _)| phone.sync()));
        let kill = async {
            sleep(sync_takes.mul_f64(rng.f64() * 1.5)).await;
            let after = begun.elapsed();
            patrol.kill().await.map(|()| after)
        };
        let (sent, after) = tokio::try_join!(syncs, kill)?;
        // The next kill comes sooner when this one came after all was done, and else a little later.
        sync_takes = if sent.iter().all(|sent| *sent) {
            after.max(SYNC_TAKES_MIN)
        } else {
            sync_takes.mul_f64(1.05)
        };
    }
    let patrol = station.open().await?;
    let accounts = try_join_all(phones.into_iter().map(|(phone, _)| phone.finish())).await?;
    let mut found = settle(&station, &patrol, &accounts).await?;
    found.done = KILLS_A_SERVER.into();
    patrol.close().await?;
    Ok(found)
}

/// Saves reports on a phone, and a word about one of them.
async fn plant(phone: &mut Phone, rng: &mut Rng, number: usize, life: u32) -> anyhow::Result<()> {
    for report in 0..REPORTS_A_LIFE {
        phone
            .must_report(rng, &format!("{number}.{life}.{report}"))
            .await?;
    }
    phone.reply(rng, &format!("{number}.{life}")).await
}

/// Every second seed has its server on PostgreSQL, where there is one.
async fn station(seed: u64) -> anyhow::Result<Station> {
    let station = quiet_station()?;
    match postgres::server() {
        Some(server) if seed % 2 == 1 => {
            let database = postgres::new_database(&server).await?;
            Ok(station.with_environment("LAMPLIGHT_DATABASE_URL", &database))
        }
        _ => Ok(station),
    }
}
