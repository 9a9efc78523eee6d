//! The process that finds clusters, apart from all else, so that its memory is its own.

use std::path::PathBuf;
use std::time::Instant;

use geo::Coord;
use lamplight_analysis::hotspots::clusters::{ClusterRule, clusters};
use serde::{Deserialize, Serialize};

use super::ground::{read_numbers, write_numbers};
use crate::phones::watch::resident_peak_kib;

/// What makes a cluster.
const RULE: ClusterRule = ClusterRule {
    reach_m: 50.0,
    points_min: 100,
};
/// What noise is called, as scikit-learn does.
const NOISE: f64 = -1.0;
const BYTES_PER_KIB: f64 = 1_024.0;
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
        peak_mb: resident_peak_kib(std::process::id())? as f64 * BYTES_PER_KIB / 1e6,
    };
    println!("{}", serde_json::to_string(&taken)?);
    Ok(())
}
