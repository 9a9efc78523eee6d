//! Measures what the product promises, beside a named peer in the same run, because machines are noisy.
#![expect(clippy::print_stdout, reason = "a benchmark's figures are its output")]

mod analysis;
mod app;
mod disk;
mod drain;
mod figures;
mod intake;
mod live;
mod peer;
mod phones;
mod picture;
mod slow;
mod submit;
mod waiting;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::drain::Load;
use crate::figures::Report;

/// Measure Lamplight. Each benchmark prints its figures, or with --json one object.
#[derive(Parser)]
struct Options {
    /// Print one JSON object in place of lines for people.
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    bench: Bench,
}

#[derive(Subcommand)]
enum Bench {
    /// Durable submits beside a raw durable insert of the same bytes, and a bare fsync.
    Submit {
        /// How many of each.
        #[arg(long, default_value_t = 1_000)]
        rounds: usize,
        /// A folder on the disk to measure; a temporary one when absent.
        #[arg(long)]
        folder: Option<PathBuf>,
    },
    /// Many saved reports brought to the patrol, beside PouchDB and tus in the same run.
    Drain {
        /// How many reports.
        #[arg(long, default_value_t = 1_000)]
        reports: usize,
        /// About how many bytes the photo of each has; 0 for none.
        #[arg(long, default_value_t = 50_000)]
        photo_bytes: usize,
        /// Leave the peers out.
        #[arg(long)]
        alone: bool,
    },
    /// Ten thousand live streams beside Nchan; readers who stall, and readers who are dropped and resume.
    Live(live::Order),
    /// Durable reports a second from many clients, on both engines, beside single commits and pgbench.
    Intake(intake::Order),
    /// Three servers on one PostgreSQL, of which one is killed under load.
    Instances,
    /// A process of `live` and `instances`.
    #[command(hide = true)]
    ReadersOfLive(live::readers::Source),
    /// A town's phones that come back at once after an outage of an hour.
    Phones(phones::Order),
    /// A process of `phones`.
    #[command(hide = true)]
    ShareOfPhones(phones::worker::Share),
    /// An honest client beside 2,000 that dawdle. Needs slowhttptest.
    Slow(slow::Order),
    /// The app with many reports that wait, beside one with ten. Needs a display.
    Waiting {
        /// How many reports.
        #[arg(long, default_value_t = 10_000)]
        reports: u32,
        /// How many starts of each.
        #[arg(long, default_value_t = 10)]
        starts: usize,
    },
    /// How fast places are ranked and walks are planned, and how good both are, beside the usual programs.
    Analysis(analysis::Order),
    /// A process of `analysis`.
    #[command(hide = true)]
    LabelsOfAnalysis(analysis::labels::Folder),
    /// Start to first paint, memory of all processes, size of the program. Needs a display.
    App {
        /// How many starts.
        #[arg(long, default_value_t = 10)]
        starts: usize,
    },
}

fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    let report = Report::new(options.json);
    let report = match options.bench {
        Bench::Submit { rounds, folder } => submit::run(rounds, folder, report)?,
        Bench::Drain {
            reports,
            photo_bytes,
            alone,
        } => drain::run(Load { reports, photo_bytes }, !alone, report)?,
        Bench::Live(order) => live::run(&order, report)?,
        Bench::Intake(order) => intake::run(&order, report)?,
        Bench::Instances => live::instances::run(report)?,
        Bench::ReadersOfLive(source) => return live::readers::run(&source),
        Bench::Phones(order) => phones::run(&order, report)?,
        Bench::ShareOfPhones(share) => return phones::worker::run(&share),
        Bench::Slow(order) => slow::run(&order, report)?,
        Bench::Waiting { reports, starts } => waiting::run(reports, starts, report)?,
        Bench::Analysis(order) => analysis::run(&order, report)?,
        Bench::LabelsOfAnalysis(folder) => return analysis::labels::run(&folder),
        Bench::App { starts } => app::run(starts, report)?,
    };
    report.finish();
    Ok(())
}
