//! Building the UI and the programs.
//!
//! Every step builds the whole workspace with the same features and profile, and then picks the program or
//! the tests that it wants. Asking cargo for one package instead would unify features differently and
//! compile the common dependencies a second time.

use std::process::Command;

use crate::display::Display;
use crate::paths;
use crate::setup::{self, Group};
use crate::stage::Stage;

/// The features that every step builds with: the resident's program, and an app and a server that bring the
/// built UI.
pub(crate) const FEATURES: &str =
    "lamplight-resident/cli,lamplight-app/custom-protocol,lamplight-server/embed-ui";

/// A cargo command in the project's folder.
pub(crate) fn cargo(subcommand: &str) -> Command {
    let mut command = Command::new("cargo");
    command.arg(subcommand).current_dir(paths::root());
    command
}

/// A cargo command on the whole workspace, with the features of every step.
pub(crate) fn cargo_workspace(subcommand: &str) -> Command {
    let mut command = cargo(subcommand);
    command.args(["--workspace", "--features", FEATURES]);
    command
}

/// `npm run SCRIPT` in the UI's folder.
pub(crate) fn npm(script: &str) -> Command {
    let mut command = Command::new("npm");
    command.args(["run", "--silent", script]).current_dir(paths::ui());
    command
}

/// Builds every program for development. This program is left out: it runs.
pub(crate) fn programs() -> Command {
    let mut command = cargo_workspace("build");
    command.args(["--exclude", "xtask", "--bins"]);
    command
}

/// A program of the tests, already built.
pub(crate) fn tests_program(name: &str) -> Command {
    let mut command = Command::new(paths::debug_program(name));
    command.current_dir(paths::root());
    command
}

/// Sets up and builds the UI and every program.
pub(crate) fn everything(stage: &Stage) -> anyhow::Result<()> {
    setup::ensure(stage, &[Group::Build])?;
    stage.run(&mut npm("build"))?;
    stage.run(&mut programs())
}

/// Writes what is generated from the Rust sources.
pub(crate) fn codegen(stage: &Stage) -> anyhow::Result<()> {
    // Alone, without the app: the UI that the app embeds may not build before its types are written.
    let mut command = cargo("run");
    command.args(["--quiet", "--package", "lamplight-tests", "--bin", "codegen"]);
    stage.run(&mut command)
}

/// Makes the screenshots of the documentation.
pub(crate) fn shots(stage: &Stage) -> anyhow::Result<()> {
    setup::ensure(stage, &[Group::Window, Group::Browser])?;
    everything(stage)?;
    let display = Display::start(stage, &paths::target().join("xtask/logs/display.log"))?;
    stage.run(&mut display.command(&tests_program("shots")))
}
