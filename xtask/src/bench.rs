//! `cargo xtask bench NAME …`: the measurements, in release, since a debug build says nothing of speed.

use crate::build::{cargo, npm};
use crate::display::Display;
use crate::paths;
use crate::setup::{self, Group};
use crate::stage::Stage;

/// Which benchmark, and what is handed on to it.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Which: `submit` or `app`; `--help` after a name shows its options.
    name: String,
    /// Options of that benchmark.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    options: Vec<String>,
}

/// Builds what is measured and runs the measurement.
pub(crate) fn bench(stage: &Stage, options: &Options) -> anyhow::Result<()> {
    let mut groups = vec![Group::Build];
    if options.name == "app" {
        groups.push(Group::Window);
    }
    setup::ensure(stage, &groups)?;
    let mut command = cargo("run");
    command
        .args([
            "--release",
            "--package",
            "lamplight-tests",
            "--bin",
            "bench",
            "--",
        ])
        .arg(&options.name)
        .args(&options.options);
    if options.name != "app" {
        return stage.run(&mut command);
    }
    build_app(stage)?;
    let display = Display::start(stage, &paths::target().join("xtask/logs/display.log"))?;
    stage.run(&mut display.command(&command))
}

fn build_app(stage: &Stage) -> anyhow::Result<()> {
    let mut app = cargo("build");
    app.args(["--release", "--package", "lamplight-app"])
        .args(["--features", "custom-protocol"]);
    stage.run(&mut npm("build"))?;
    stage.run(&mut app)
}
