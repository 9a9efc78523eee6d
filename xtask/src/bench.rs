//! `cargo xtask bench NAME …`: the measurements, in release, since a debug build says nothing of speed.

use crate::build::{cargo, npm};
use crate::display::Display;
use crate::faults::path_with_postgres;
use crate::postgres::Cluster;
use crate::setup::{self, Group};
use crate::stage::Stage;
use crate::{paths, postgres, steps};

/// Which benchmark, and what is handed on to it.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Which: `submit`, `drain`, `intake`, `live`, `instances`, `phones`, `slow`, `analysis`, `waiting` or `app`; `--help` after a name shows its options.
    name: String,
    /// Options of that benchmark.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    options: Vec<String>,
}

/// Builds what is measured and runs the measurement.
pub(crate) fn bench(stage: &Stage, options: &Options) -> anyhow::Result<()> {
    let mut groups = vec![Group::Build];
    if let "app" | "waiting" = options.name.as_str() {
        groups.push(Group::Window);
    }
    match options.name.as_str() {
        "app" => groups.push(Group::Browser),
        "live" => groups.push(Group::Streams),
        "instances" | "intake" => groups.push(Group::Database),
        "slow" => groups.push(Group::Slowness),
        "analysis" => groups.push(Group::Python),
        _ => {}
    }
    setup::ensure(stage, &groups)?;
    let mut command = cargo("run");
    command
        .args(["--release", "--package", "lamplight-tests", "--bin", "bench"])
        .arg("--")
        .arg(&options.name)
        .args(&options.options);
    match options.name.as_str() {
        "app" | "waiting" => {
            build(stage, "lamplight-server", "embed-ui")?;
            build(stage, "lamplight-app", "custom-protocol")?;
            let display = Display::start(stage, &paths::target().join("xtask/logs/display.log"))?;
            stage.run(&mut display.command(&command))
        }
        "live" | "phones" | "slow" => {
            build(stage, "lamplight-server", "embed-ui")?;
            stage.run(&mut command)
        }
        "instances" | "intake" => {
            build(stage, "lamplight-server", "embed-ui")?;
            let cluster = Cluster::start(stage, &paths::target().join("xtask/logs/postgres.log"))?;
            command.env(postgres::TEST_URL, cluster.url());
            stage.run(command.env("PATH", path_with_postgres()?))
        }
        "drain" => {
            build(stage, "lamplight-server", "embed-ui")?;
            build(stage, "lamplight-resident", "cli")?;
            setup::npm::ensure(stage, &paths::root().join("tests/peers"))?;
            stage.run(&mut command)
        }
        "analysis" => stage.run(command.env("LAMPLIGHT_PEERS_PYTHON", steps::analysis_peers(stage)?)),
        _ => stage.run(&mut command),
    }
}

/// Builds a program that is measured as it is shipped.
fn build(stage: &Stage, package: &str, feature: &str) -> anyhow::Result<()> {
    stage.run(&mut npm("build"))?;
    stage.run(cargo("build").args(["--release", "--package", package, "--features", feature]))
}
