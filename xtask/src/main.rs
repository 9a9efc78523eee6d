//! The project's own commands, run as `cargo xtask …`.
//!
//! Architecture Invariant: this program depends on none of the project's crates. It must compile while they
//! do not, since it is what tells why.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "this program talks to a person at a terminal"
)]

#[cfg(not(unix))]
compile_error!("cargo xtask runs on Linux and macOS; on Windows, run it in the Linux subsystem (WSL)");

mod bench;
mod build;
mod demo;
mod display;
mod dist;
mod faults;
mod fuzz;
mod paths;
mod patrol;
mod postgres;
mod run;
mod setup;
mod stage;
mod steps;
mod storage;
mod tidy;
mod town;

use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Parser, Subcommand};

use crate::run::Session;
use crate::stage::Stage;

/// Builds, tries, checks and packs Lamplight.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Options {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run every check, cheap ones first.
    Test(steps::Options),
    /// Start a server with a demo town, and the app's window against it.
    Demo(demo::Options),
    /// Measure: builds what is measured for release and runs it.
    Bench(bench::Options),
    /// Kill, cut, fill and set back: run the fault campaigns.
    Faults(faults::Options),
    /// Call the server's whole interface as everybody, with what chance makes of its description.
    FuzzApi(fuzz::Options),
    /// Write the demo's fictional town: its area file, and the map that goes with it.
    Town(town::Options),
    /// Write what is generated from the Rust sources.
    Codegen,
    /// Make the screenshots of the documentation.
    Shots,
    /// Build the programs for release, with their checksums, into target/dist.
    Dist,
}

fn main() -> ExitCode {
    match run(Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(options: Options) -> anyhow::Result<()> {
    let session = Session::start().context("cannot watch for Ctrl-C")?;
    let stage = Stage::on_terminal(&session);
    match options.command {
        Command::Test(options) => steps::test(&session, &options),
        Command::Demo(options) => demo::demo(&stage, &options),
        Command::Bench(options) => bench::bench(&stage, &options),
        Command::Faults(options) => faults::faults(&stage, &options),
        Command::FuzzApi(options) => fuzz::fuzz(&stage, &options),
        Command::Town(options) => town::town(&stage, &options),
        Command::Codegen => build::codegen(&stage),
        Command::Shots => build::shots(&stage),
        Command::Dist => dist::dist(&stage),
    }
}
