//! The process that finds clusters, apart from all else, so that its memory is its own.

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Context as _;
use geo::Coord;
use lamplight_analysis::hotspots::clusters::{ClusterRule, clusters};
use serde::{Deserialize, Serialize};

use super::ground::{read_numbers, write_numbers};

/// What makes a cluster.
const RULE: ClusterRule = ClusterRule {
    reach_m: 50.0,
    points_min: 100,
};
/// What noise is called, as scikit-learn does.
const NOISE: f64 = -1.0;
pub(super) const POINTS: &str = "metres.bin";
pub(super) const LABELS: &str = "labels.bin";

/// Where the points are, and where the labels go.
#[derive(clap::Args)]
pub(crate) struct Folder {
    folder: PathBuf,
}

/// What it took.
#[derive(Serialize, Deserialize)]
pub(super) struct Taken {
    pub(super) seconds: f64,
    /// The most that the whole process ever had.
    pub(super) peak_mb: f64,
}

pub(crate) fn run(order: &Folder) -> anyhow::Result<()> {
    let numbers = read_numbers(&order.folder.join(POINTS))?;
    let (pairs, _) = numbers.as_chunks();
    let points: Vec<Coord<f64>> = pairs.iter().map(|[x, y]| Coord { x: *x, y: *y }).collect();
    let started = Instant::now();
    let labels = clusters(&points, RULE);
    let seconds = started.elapsed().as_secs_f64();
    let named = labels.into_iter().map(|label| label.map_or(NOISE, f64::from));
    write_numbers(&order.folder.join(LABELS), named)?;
    let taken = Taken {
        seconds,
        peak_mb: peak_mb(Path::new("/proc/self/status"))?,
    };
    println!("{}", serde_json::to_string(&taken)?);
    Ok(())
}

fn peak_mb(status: &Path) -> anyhow::Result<f64> {
    let status = std::fs::read_to_string(status)?;
    let words = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = words.and_then(|words| words.split_whitespace().next());
    let kib: f64 = kib.context("the system does not tell its memory")?.parse()?;
    Ok(kib * 1_024.0 / 1e6)
}
