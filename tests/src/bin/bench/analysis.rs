//! `bench analysis`: how fast places are ranked and walks are planned, and how good both are, on public data, beside
//! NumPy, SciPy, esda, scikit-learn and OR-Tools in the same run. What is reckoned must be equal; how fast is told.

mod forecasts;
mod ground;
pub(crate) mod labels;
mod peer;
mod speed;
mod walks;

use std::path::PathBuf;

use anyhow::ensure;

use self::peer::Peers;
use crate::figures::Report;

/// What is measured, and on what.
#[derive(clap::Args)]
pub(crate) struct Order {
    /// The folder with the data that docs/analysis.md names, and says where to get.
    #[arg(long)]
    data: PathBuf,
    /// Python with the peers of tests/peers/requirements.txt; without it they are left out.
    #[arg(long, env = "LAMPLIGHT_PEERS_PYTHON")]
    python: Option<PathBuf>,
    /// Only these; all when absent.
    #[arg(long, value_enum)]
    only: Vec<Part>,
    /// How long a plan of Chao's set is searched for, in seconds.
    #[arg(long, default_value_t = 10.0)]
    seconds: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Part {
    /// Counting, smoothing, Gi* and clusters of a million points.
    Speed,
    /// The back-tests of Philadelphia and Boston.
    Forecasts,
    /// Plans of walks.
    Walks,
}

pub(crate) fn run(order: &Order, mut report: Report) -> anyhow::Result<Report> {
    ensure!(
        order.data.is_dir(),
        "{} is no folder; docs/analysis.md says where its files can be had",
        order.data.display()
    );
    let peers = order.python.as_deref().map(Peers::of);
    if peers.is_none() {
        report.say("without the peers: no Python was named");
    }
    let wanted = |part| order.only.is_empty() || order.only.contains(&part);
    if wanted(Part::Speed) {
        speed::run(&order.data, peers.as_ref(), &mut report)?;
    }
    if wanted(Part::Forecasts) {
        forecasts::run(&order.data, &mut report)?;
    }
    if wanted(Part::Walks) {
        walks::run(&order.data, order.seconds, peers.as_ref(), &mut report)?;
    }
    Ok(report)
}
