//! `cargo xtask town`: the fictional town of the demo, as a file for each of what a city makes for itself.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::build::cargo;
use crate::paths;
use crate::stage::Stage;

/// The seed of the town that the demo shows.
const DEMO_SEED: u64 = 1;

/// Which town, and where to.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Which town: the same number gives the same town.
    #[arg(long, default_value_t = DEMO_SEED)]
    seed: u64,
    /// The folder for `area.json` and `area.pmtiles`.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

/// Builds the generator and runs it.
///
/// # Errors
/// When it does not build, or cannot write.
pub(crate) fn town(stage: &Stage, options: &Options) -> anyhow::Result<()> {
    let out = std::path::absolute(&options.out)?;
    let mut command = cargo("run");
    command.args(["--quiet", "--package", "lamplight-town", "--"]);
    stage.run(told(&mut command, options.seed, &out))
}

/// Writes the demo's town by the generator, which is built already.
///
/// # Errors
/// When it cannot write.
pub(crate) fn of_the_demo(stage: &Stage, out: &Path) -> anyhow::Result<()> {
    let mut command = Command::new(paths::debug_program("town"));
    stage.run(told(&mut command, DEMO_SEED, out))
}

fn told<'a>(command: &'a mut Command, seed: u64, out: &Path) -> &'a mut Command {
    command.args(["--seed", &seed.to_string(), "--out"]).arg(out)
}
