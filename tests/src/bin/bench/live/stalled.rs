//! Half of the readers read nothing, while much is published: the others must not notice, and the server must not keep
//! for the ones what they do not take.

use std::time::Duration;

use anyhow::ensure;
use serde_json::json;
use tokio::time::Instant;

use super::crowd::Crowd;
use super::meter::Meter;
use super::side::{Kind, Side};
use super::words::{Ask, Heard};
use super::{PATIENCE_MS, publish};
use crate::figures::Report;

/// Readers of whom half stall.
const MIXED_READERS: u32 = 400;
/// What is published to them: frames of so many bytes, so many, one each so often.
const FLOOD_FRAME_BYTES: usize = 4_096;
const FLOOD_TICKS: u64 = 500;
const FLOOD_EVERY: Duration = Duration::from_millis(20);
/// How long the stalled may stay once they take nothing any more.
const STALLED_S_MAX: f64 = 20.0;
/// How long 99 in 100 healthy readers may wait, in milliseconds.
const HEALTHY_P99_MS_MAX: f64 = 10.0;

pub(crate) async fn measure(kind: Kind, report: &mut Report) -> anyhow::Result<()> {
    let mut side = Side::start(kind).await?;
    let meter = side.meter()?;
    let before_kib = meter.memory_kib()?;
    let mut crowd = Crowd::start(side.address()?, side.path())?;
    let (reading, stalled) = (MIXED_READERS / 2, MIXED_READERS / 2);
    crowd.done(Ask::Open(reading)).await?;
    let heard = publish(&side, &mut crowd, 1, reading).await?;
    side.pad(heard.frame_bytes, FLOOD_FRAME_BYTES);
    crowd.done(Ask::OpenStalled(stalled)).await?;
    let (heard, peak_kib) = flood(&side, &mut crowd, &meter).await?;
    let name = kind.name();
    report.say(&format!(
        "{name}: {stalled} of {MIXED_READERS} stalled: healthy p99 {:.1} ms (median {:.1}), {} of {reading} have all, memory {before_kib} to {peak_kib} KiB",
        heard.p99_us as f64 / 1e3,
        heard.median_us as f64 / 1e3,
        heard.complete,
    ));
    report.keep(
        format!("{name}_stalled_healthy_p99_ms"),
        json!(heard.p99_us as f64 / 1e3),
    );
    report.keep(
        format!("{name}_stalled_memory_kib"),
        json!(peak_kib.saturating_sub(before_kib)),
    );
    if kind == Kind::Ours {
        ensure!(
            heard.missed == 0 && heard.doubled == 0,
            "a healthy reader missed something"
        );
        report.ratio_at_most(
            "healthy_p99_ms",
            "ms to a healthy reader, 99 %",
            heard.p99_us as f64 / 1e3,
            HEALTHY_P99_MS_MAX,
        );
        let begun = Instant::now();
        let left = crowd
            .done(Ask::AwaitStalled {
                patience_ms: PATIENCE_MS,
            })
            .await?;
        ensure!(
            left.stalled_open == 0,
            "{} stalled readers were never closed",
            left.stalled_open
        );
        // The flood filled what the kernel keeps within its first second, so this counts from then.
        let flooded = FLOOD_EVERY * u32::try_from(FLOOD_TICKS)?;
        let closed_s = (flooded + begun.elapsed()).as_secs_f64();
        report.ratio_at_most(
            "stalled_closed_s",
            "seconds from the flood's begin until all stalled were closed",
            closed_s,
            STALLED_S_MAX,
        );
    }
    drop(crowd);
    side.stop().await?;
    Ok(())
}

/// Publishes much, and gives what the healthy heard and the most memory that the server had.
async fn flood(side: &Side, crowd: &mut Crowd, meter: &Meter) -> anyhow::Result<(Heard, u64)> {
    let last = FLOOD_TICKS + 1;
    crowd
        .ask(Ask::ReadUntil {
            tick: last,
            patience_ms: PATIENCE_MS,
        })
        .await?;
    let mut peak_kib = 0;
    let mut every = tokio::time::interval(FLOOD_EVERY);
    for tick in 2..=last {
        every.tick().await;
        side.publish(tick).await?;
        if tick % 50 == 0 {
            peak_kib = peak_kib.max(meter.memory_kib()?);
        }
    }
    Ok((crowd.heard().await?, peak_kib.max(meter.memory_kib()?)))
}
