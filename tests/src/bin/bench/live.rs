//! `bench live`: a town listens. Ten thousand streams of the real server beside as many of Nchan, in turn and in
//! the same minutes; then half of the readers stall; then all are dropped at once and resume.
//!
//! Nchan runs with one worker, where it takes least, and with two, where it is fastest: each figure is compared
//! with the better of both. Our publications are durable events over the API; Nchan's are kept in memory.

mod crowd;
pub(crate) mod instances;
mod meter;
mod nchan;
mod reader;
pub(crate) mod readers;
mod resumed;
mod side;
mod stalled;
mod tick;
mod words;

use std::time::Duration;

use anyhow::ensure;
use serde_json::json;
use tokio::time::sleep;

use self::crowd::Crowd;
use self::side::{Kind, Side};
use self::words::{Ask, Heard};
use crate::figures::Report;

/// How long a publication may take to reach everybody, in milliseconds.
const PATIENCE_MS: u64 = 30_000;
/// Publications before the measured ones: the first gives the length of a frame.
const WARM_UP_TICKS: u64 = 3;
/// Between the last reader of one publication and the next publication.
const PAUSE: Duration = Duration::from_millis(100);

/// How many, and how often.
#[derive(clap::Args)]
pub(crate) struct Order {
    /// How many readers.
    #[arg(long, default_value_t = 10_000)]
    readers: u32,
    /// How many measured publications in each round.
    #[arg(long, default_value_t = 20)]
    publications: u64,
    /// How many rounds, each with one run of every server.
    #[arg(long, default_value_t = 3)]
    rounds: u32,
    /// Bytes of a frame.
    #[arg(long, default_value_t = 512)]
    frame_bytes: usize,
    /// Leave Nchan out.
    #[arg(long)]
    alone: bool,
    /// Leave out the readers who stall and those who are dropped.
    #[arg(long)]
    fan_out_only: bool,
}

pub(crate) fn run(order: &Order, report: Report) -> anyhow::Result<Report> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(measure(order, report))
}

async fn measure(order: &Order, mut report: Report) -> anyhow::Result<Report> {
    let mut kinds = vec![Kind::Ours];
    if !order.alone {
        kinds.extend([Kind::Nchan { workers: 1 }, Kind::Nchan { workers: 2 }]);
    }
    let mut rounds = Vec::new();
    for _ in 0..order.rounds {
        let mut round = Vec::new();
        for kind in &kinds {
            let figures = fan_out(*kind, order).await?;
            report.say(&format!("{:<10} {figures}", kind.name()));
            round.push(figures);
        }
        rounds.push(round);
    }
    compare(&mut report, &kinds, &rounds);
    if !order.fan_out_only {
        for kind in kinds.iter().take(2) {
            stalled::measure(*kind, &mut report).await?;
        }
        resumed::measure(order.readers, &mut report).await?;
    }
    Ok(report)
}

/// What one run of one server showed.
#[derive(Clone, Copy)]
struct Figures {
    cpu_us_per_delivery: f64,
    last_receiver_ms: f64,
    idle_kib_per_connection: f64,
    kib_per_connection: f64,
}

/// One of the figures.
type Figure = fn(&Figures) -> f64;

impl Figures {
    const ALL: [(&'static str, Figure); 4] = [
        ("cpu_us_per_delivery", |figures| figures.cpu_us_per_delivery),
        ("last_receiver_ms", |figures| figures.last_receiver_ms),
        ("idle_kib_per_connection", |figures| {
            figures.idle_kib_per_connection
        }),
        ("kib_per_connection", |figures| figures.kib_per_connection),
    ];
}

impl std::fmt::Display for Figures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{:>6.2} µs of CPU a delivery   last receiver {:>6.1} ms   {:>6.2} KiB a connection ({:.2} after traffic)",
            self.cpu_us_per_delivery,
            self.last_receiver_ms,
            self.idle_kib_per_connection,
            self.kib_per_connection
        )
    }
}

async fn fan_out(kind: Kind, order: &Order) -> anyhow::Result<Figures> {
    let mut side = Side::start(kind).await?;
    let meter = side.meter()?;
    let empty_kib = meter.memory_kib()?;
    let mut crowd = Crowd::start(side.address()?, side.path())?;
    crowd.done(Ask::Open(order.readers)).await?;
    let idle_kib = meter.memory_kib()?;
    let mut number = 0;
    for _ in 0..WARM_UP_TICKS {
        number += 1;
        let heard = publish(&side, &mut crowd, number, order.readers).await?;
        side.pad(heard.frame_bytes, order.frame_bytes);
    }
    let before = meter.cpu()?;
    let mut last_ms = Vec::new();
    let mut deliveries = 0;
    for _ in 0..order.publications {
        number += 1;
        let heard = publish(&side, &mut crowd, number, order.readers).await?;
        last_ms.push(heard.last_us as f64 / 1_000.0);
        deliveries += heard.deliveries;
        sleep(PAUSE).await;
    }
    let cpu = meter.cpu()?.saturating_sub(before);
    let busy_kib = meter.memory_kib()?;
    drop(crowd);
    side.stop().await?;
    let readers = f64::from(order.readers);
    Ok(Figures {
        cpu_us_per_delivery: cpu.as_secs_f64() * 1e6 / deliveries as f64,
        last_receiver_ms: median(last_ms),
        idle_kib_per_connection: idle_kib.saturating_sub(empty_kib) as f64 / readers,
        kib_per_connection: busy_kib.saturating_sub(empty_kib) as f64 / readers,
    })
}

/// Publishes, and waits until everybody has it.
async fn publish(side: &Side, crowd: &mut Crowd, tick: u64, readers: u32) -> anyhow::Result<Heard> {
    crowd
        .ask(Ask::ReadUntil {
            tick,
            patience_ms: PATIENCE_MS,
        })
        .await?;
    side.publish(tick).await?;
    let heard = crowd.heard().await?;
    ensure!(
        heard.complete == readers,
        "a publication reached {} of {readers} readers",
        heard.complete
    );
    Ok(heard)
}

fn compare(report: &mut Report, kinds: &[Kind], rounds: &[Vec<Figures>]) {
    for (name, figure) in Figures::ALL {
        let of = |kind: usize| {
            median(
                rounds
                    .iter()
                    .filter_map(|round| round.get(kind))
                    .map(figure)
                    .collect(),
            )
        };
        for (index, kind) in kinds.iter().enumerate() {
            report.keep(format!("{}_{name}", kind.name()), json!(of(index)));
        }
    }
    if kinds.len() < 2 {
        return;
    }
    // Of each round, because only what ran in the same minute can be compared.
    let ratio = |figure: Figure| {
        let of_round = |round: &Vec<Figures>| {
            let (ours, others) = round.split_first()?;
            let best = others.iter().map(figure).min_by(f64::total_cmp)?;
            Some(figure(ours) / best)
        };
        median(rounds.iter().filter_map(of_round).collect())
    };
    let wanted: [(&str, &str, Figure, f64); 3] = [
        (
            "cpu_ratio",
            "CPU a delivery, beside Nchan",
            |f| f.cpu_us_per_delivery,
            1.0,
        ),
        (
            "last_receiver_ratio",
            "the last receiver, beside Nchan",
            |f| f.last_receiver_ms,
            1.0,
        ),
        (
            "memory_ratio",
            "memory a connection after traffic, beside Nchan",
            |f| f.kib_per_connection,
            1.25,
        ),
    ];
    for (name, what, figure, at_most) in wanted {
        report.ratio_at_most(name, what, ratio(figure), at_most);
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
