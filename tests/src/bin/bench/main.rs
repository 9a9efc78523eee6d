//! Measures what the product promises, beside a named peer in the same run, because machines are noisy.
#![expect(clippy::print_stdout, reason = "a benchmark's figures are its output")]

mod app;
mod disk;
mod figures;
mod submit;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// Measure Lamplight. Each benchmark prints its figures, and with --json one object a line.
#[derive(Parser)]
struct Options {
    /// Print JSON, one object a line.
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
    /// Start to first paint, memory of all processes, size of the program. Needs a display.
    App {
        /// How many starts.
        #[arg(long, default_value_t = 10)]
        starts: usize,
    },
}

fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    let figures = match options.bench {
        Bench::Submit { rounds, folder } => submit::run(rounds, folder)?,
        Bench::App { starts } => app::run(starts)?,
    };
    if options.json {
        println!("{}", serde_json::Value::Object(figures));
    }
    Ok(())
}
