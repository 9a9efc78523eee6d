//! The resident app as a desktop program.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

use clap::Parser;
use lamplight_app::Options;

/// The exit code for what cannot start: bad usage, a folder that cannot be opened.
const EXIT_CANNOT_START: u8 = 2;

fn main() -> ExitCode {
    match lamplight_app::run(Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            #[expect(clippy::print_stderr, reason = "there is no window yet in which to say it")]
            {
                eprintln!("lamplight-app: {error}");
            }
            ExitCode::from(EXIT_CANNOT_START)
        }
    }
}
