//! Steps on the Rust sources.

use std::process::Command;

use super::Run;
use super::summary::Outcome;
use crate::build::{self, cargo, cargo_workspace};
use crate::faults;
use crate::paths;
use crate::postgres::{self, Cluster};
use crate::storage::{self, Storage};

pub(super) fn format(run: &Run) -> anyhow::Result<Outcome> {
    run.stage.run(cargo("fmt").args(["--all", "--check"]))?;
    Ok(Outcome::passed())
}

pub(super) fn clippy(run: &Run) -> anyhow::Result<Outcome> {
    let mut command = cargo_workspace("clippy");
    command.args(["--all-targets", "--", "--deny", "warnings"]);
    run.stage.run(&mut command)?;
    Ok(Outcome::passed())
}

/// The documentation has no broken links. It is read in the sources, so it may link to what is private.
pub(super) fn docs(run: &Run) -> anyhow::Result<Outcome> {
    let mut command = cargo_workspace("doc");
    command.args(["--no-deps", "--document-private-items"]).env(
        "RUSTDOCFLAGS",
        "--deny warnings --allow rustdoc::private_intra_doc_links",
    );
    run.stage.run(&mut command)?;
    Ok(Outcome::passed())
}

pub(super) fn build(run: &Run) -> anyhow::Result<Outcome> {
    run.stage.run(&mut build::programs())?;
    Ok(Outcome::passed())
}

/// What is generated from the Rust sources is committed as it would be written now.
pub(super) fn codegen(run: &Run) -> anyhow::Result<Outcome> {
    run.stage.run(build::tests_program("codegen").arg("--check"))?;
    Ok(Outcome::passed())
}

/// Tests of one crate, the store on both engines, photos in a folder and in a bucket, and the real core against the
/// real server; then the examples of the documentation.
pub(super) fn tests(run: &Run) -> anyhow::Result<Outcome> {
    let cluster = Cluster::start(&run.stage, &run.log.with_file_name("postgres.log"))?;
    // A restore goes into a cluster that has seen fewer transactions than the dump names.
    let other = Cluster::start(&run.stage, &run.log.with_file_name("postgres-other.log"))?;
    let moto = super::tools::moto(&run.stage)?;
    let storage = Storage::start(&run.stage, &moto, &run.log.with_file_name("storage.log"))?;
    let mut command = tests_command(Which::AllButWindow, run.full);
    command
        .env(postgres::TEST_URL, cluster.url())
        .env(storage::TEST_URL, storage.url())
        .env("LAMPLIGHT_TEST_POSTGRES_OTHER_URL", other.url())
        .env("PATH", faults::path_with_postgres()?);
    run.stage.run(&mut command)?;
    run.stage
        .run(cargo_workspace("test").args(["--doc", "--quiet"]))?;
    Ok(Outcome::passed())
}

/// Whatever fails, every report arrives once.
pub(super) fn faults(run: &Run) -> anyhow::Result<Outcome> {
    faults::every_change(&run.stage, &run.log)?;
    Ok(Outcome::passed())
}

/// Tests that need a window are named so: they lie in a module `window` of a test program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    AllButWindow,
    Window,
}

/// The command that runs tests: by nextest where it is installed, which is faster and ends tests that
/// hang; else by cargo itself.
///
/// Tests that are too slow for every change carry `#[ignore]`; `full` runs them too.
pub(super) fn tests_command(which: Which, full: bool) -> Command {
    if paths::on_path("cargo-nextest").is_some() {
        nextest(which, full)
    } else {
        cargo_test(which, full)
    }
}

fn nextest(which: Which, full: bool) -> Command {
    let mut command = cargo("nextest");
    command
        .args(["run", "--workspace", "--features", build::FEATURES])
        .args(["--no-fail-fast", "--filterset"])
        .arg(match which {
            Which::AllButWindow => "not test(/^window::/)",
            Which::Window => "test(/^window::/)",
        });
    if full {
        command.args(["--run-ignored", "all"]);
    }
    command
}

fn cargo_test(which: Which, full: bool) -> Command {
    let mut command = cargo_workspace("test");
    command.args(["--no-fail-fast", "--lib", "--bins", "--tests", "--"]);
    match which {
        Which::AllButWindow => command.args(["--skip", "window::"]),
        // One window after the other: nothing but nextest knows of groups.
        Which::Window => command.args(["window::", "--test-threads", "1"]),
    };
    if full {
        command.arg("--include-ignored");
    }
    command
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::shown;

    #[test]
    fn the_two_runs_of_tests_leave_nothing_out() {
        assert!(shown(&nextest(Which::AllButWindow, false)).ends_with("'not test(/^window::/)'"));
        assert!(shown(&nextest(Which::Window, false)).ends_with("'test(/^window::/)'"));
        assert!(shown(&cargo_test(Which::AllButWindow, false)).ends_with("-- --skip window::"));
    }

    #[test]
    fn the_full_run_takes_ignored_tests_too() {
        assert!(shown(&nextest(Which::Window, true)).contains("--run-ignored all"));
        assert!(shown(&cargo_test(Which::Window, true)).contains("--include-ignored"));
    }
}
