//! `cargo xtask faults NAME`: the fault campaigns, by the program `faults` and by two tests of the crates.
//!
//! Debug builds are what campaigns run: they are there already, and a slower program is open to a kill for
//! longer.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use crate::build::{self, cargo_workspace};
use crate::paths;
use crate::postgres::{self, Cluster};
use crate::setup::{self, Group};
use crate::stage::Stage;

/// Which campaigns, and how much of them.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Options {
    /// Which: `all`, or one that docs/reliability.md names.
    name: String,
    /// How many runs, in place of the table's count.
    #[arg(long)]
    runs: Option<u32>,
    /// Where chance begins, to replay what was found.
    #[arg(long)]
    seed: Option<u64>,
    /// The counts before a release in place of those for every change.
    #[arg(long)]
    release_counts: bool,
}

/// A campaign that is a test of its crate, because it looks inside.
struct Inside {
    name: &'static str,
    every_change: u32,
    release: u32,
    /// Runs the test for so many.
    run: fn(&Stage, &Cluster, u32) -> anyhow::Result<()>,
}

const INSIDE: &[Inside] = &[
    Inside {
        name: "state-machine",
        every_change: 1_000,
        release: 20_000,
        run: state_machine,
    },
    Inside {
        name: "journal",
        every_change: 50_000,
        release: 1_000_000,
        run: journal,
    },
];

/// Builds what is needed and runs the campaigns.
pub(crate) fn faults(stage: &Stage, options: &Options) -> anyhow::Result<()> {
    setup::ensure(stage, &[Group::Build, Group::Database])?;
    build::everything(stage)?;
    let cluster = Cluster::start(stage, &paths::target().join("xtask/logs/postgres.log"))?;
    for campaign in INSIDE {
        if options.name == "all" || options.name == campaign.name {
            let count = if options.release_counts {
                campaign.release
            } else {
                campaign.every_change
            };
            (campaign.run)(stage, &cluster, options.runs.unwrap_or(count))?;
        }
    }
    if INSIDE.iter().any(|campaign| campaign.name == options.name) {
        return Ok(());
    }
    stage.run(&mut program(&cluster, options)?)
}

/// The campaigns as they run with every change, on programs that are built. The queue against its model is
/// among the tests anyway.
pub(crate) fn every_change(stage: &Stage, log: &Path) -> anyhow::Result<()> {
    let cluster = Cluster::start(stage, &log.with_file_name("postgres-faults.log"))?;
    let all = Options {
        name: "all".into(),
        ..Options::default()
    };
    stage.run(&mut program(&cluster, &all)?)?;
    for campaign in INSIDE.iter().filter(|campaign| campaign.name == "journal") {
        (campaign.run)(stage, &cluster, campaign.every_change)?;
    }
    Ok(())
}

fn program(cluster: &Cluster, options: &Options) -> anyhow::Result<Command> {
    let mut command = build::tests_program("faults");
    command
        .arg(&options.name)
        .args(options.runs.iter().map(|runs| format!("--runs={runs}")))
        .args(options.seed.iter().map(|seed| format!("--seed={seed}")))
        .args(options.release_counts.then_some("--release-counts"))
        .env(postgres::TEST_URL, cluster.url())
        .env("PATH", path_with_postgres()?);
    Ok(command)
}

fn state_machine(stage: &Stage, _: &Cluster, cases: u32) -> anyhow::Result<()> {
    let mut test = cargo_workspace("test");
    test.args(["--lib", "--", "outbox::tests::model::"])
        .env("PROPTEST_CASES", cases.to_string());
    stage.run(&mut test)
}

fn journal(stage: &Stage, cluster: &Cluster, rows: u32) -> anyhow::Result<()> {
    let mut test = cargo_workspace("test");
    test.args(["--test", "conformance", "--", "writers::a_reader_beside"])
        .env("LAMPLIGHT_JOURNAL_ROWS", rows.to_string())
        .env(postgres::TEST_URL, cluster.url());
    stage.run(&mut test)
}

/// `PATH` with the tools of the very PostgreSQL that runs first: those of another version may refuse it.
pub(crate) fn path_with_postgres() -> anyhow::Result<OsString> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = postgres::programs()
        .into_iter()
        .chain(std::env::split_paths(&path));
    Ok(std::env::join_paths(folders)?)
}
