//! Everybody's connection breaks at once; everybody comes back with their cursor, and has missed nothing.

use anyhow::ensure;
use serde_json::json;
use tokio::time::Instant;

use super::crowd::Crowd;
use super::side::{Kind, Side};
use super::words::{Ask, Heard};
use super::{PATIENCE_MS, publish};
use crate::figures::Report;

/// Publications before, during and after the time in which everybody is away.
const TICKS_AROUND_DROP: u64 = 5;
const TICKS_WHILE_AWAY: u64 = 20;

pub(crate) async fn measure(readers: u32, report: &mut Report) -> anyhow::Result<()> {
    let side = Side::start(Kind::Ours).await?;
    let mut crowd = Crowd::start(side.address()?, side.path())?;
    crowd.done(Ask::Open(readers)).await?;
    let mut tick = 0;
    let mut sum = Heard::default();
    for _ in 0..TICKS_AROUND_DROP {
        tick += 1;
        sum = plus(sum, publish(&side, &mut crowd, tick, readers).await?);
    }
    crowd.done(Ask::Drop).await?;
    for _ in 0..TICKS_WHILE_AWAY {
        tick += 1;
        side.publish(tick).await?;
    }
    let begun = Instant::now();
    sum = plus(sum, crowd.done(Ask::Resume).await?);
    let caught_up = Ask::ReadUntil {
        tick,
        patience_ms: PATIENCE_MS,
    };
    sum = plus(sum, crowd.done(caught_up).await?);
    let back_s = begun.elapsed().as_secs_f64();
    for _ in 0..TICKS_AROUND_DROP {
        tick += 1;
        sum = plus(sum, publish(&side, &mut crowd, tick, readers).await?);
    }
    drop(crowd);
    side.stop().await?;
    report.say(&format!(
        "{readers} dropped and resumed: all had everything after {back_s:.1} s; {} missed, {} doubled, of {}",
        sum.missed,
        sum.doubled,
        u64::from(readers) * tick,
    ));
    report.keep("resumed_missed", json!(sum.missed));
    report.keep("resumed_doubled", json!(sum.doubled));
    report.keep("resumed_s", json!(back_s));
    let due = u64::from(readers) * tick;
    ensure!(
        sum.missed == 0 && sum.doubled == 0 && sum.deliveries == due,
        "{} missed, {} doubled, {} of {due} delivered",
        sum.missed,
        sum.doubled,
        sum.deliveries
    );
    Ok(())
}

fn plus(sum: Heard, more: Heard) -> Heard {
    Heard {
        deliveries: sum.deliveries + more.deliveries,
        missed: sum.missed + more.missed,
        doubled: sum.doubled + more.doubled,
        ..more
    }
}
