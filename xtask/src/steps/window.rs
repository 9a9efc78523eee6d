//! The step in the app's real window.

use super::Run;
use super::rust::{Which, tests_command};
use super::summary::Outcome;
use crate::display::Display;

pub(super) fn window(run: &Run) -> anyhow::Result<Outcome> {
    let display = Display::start(&run.stage, &run.log.with_file_name("display.log"))?;
    let tests = tests_command(Which::Window, run.full);
    run.stage.run(&mut display.command(&tests))?;
    Ok(Outcome::passed())
}
