//! `lamplight`: the resident app for terminals, kiosks and scripts.
//!
//! **Architecture invariant:** no rule lives here. It turns words into calls of the core, and answers into
//! lines and exit statuses.

mod args;
mod failure;
mod output;
mod report;
mod sync;
mod watch;
mod words;

use std::process::ExitCode;

use clap::Parser as _;
use clap::error::ErrorKind;
use lamplight_protocol::ids::{IdError, ReportId};
use lamplight_resident::{Config, Core, Platform};
use serde_json::json;

use crate::args::{Arguments, Command};
use crate::failure::Failure;
use crate::output::Output;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return refuse(&error),
    };
    let output = Output::new(arguments.json);
    match run(arguments, output) {
        Ok(exit) => ExitCode::from(exit),
        Err(failure) => {
            output.failure(&failure);
            ExitCode::from(failure.exit)
        }
    }
}

/// Answers words that are no command; `--help` and `--version` come here too.
fn refuse(error: &clap::Error) -> ExitCode {
    let asks_for_json = std::env::args_os().any(|word| word == "--json");
    let is_answer = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    if asks_for_json && !is_answer {
        let sentence = error.render().to_string();
        let detail = sentence.lines().next().unwrap_or_default();
        let failure = Failure::usage(detail.trim_start_matches("error: ").to_owned());
        Output::new(true).failure(&failure);
        return ExitCode::from(failure.exit);
    }
    error.exit()
}

fn run(arguments: Arguments, output: Output) -> Result<u8, Failure> {
    let config = Config {
        data_dir: arguments.data,
        server_url: arguments.server,
        undo_hold_ms: 0,
    };
    let core = Core::open(config, Platform::system())?;
    core.keep_first_server()?;
    match arguments.command {
        Command::Report(report) => report::save(&core, output, report)?,
        Command::Sync { watch: false } => return sync::once(&core, output),
        Command::Sync { watch: true } => return sync::until_ended(&core, output),
        Command::Reports => {
            for report in core.reports()? {
                output.answer(&report, || words::report(&report));
            }
        }
        Command::Thread { id } => show_thread(&core, output, &id)?,
        Command::Reply { id, text } => {
            let operation = core.reply(report_id(&id)?, &text)?;
            output.answer(&json!({ "id": operation, "state": "saved" }), || {
                "Saved on this device. `lamplight sync` sends it.".into()
            });
        }
        Command::Withdraw { id } => {
            let id = report_id(&id)?;
            core.withdraw_report(id)?;
            answer_queued(&core, output, id, "withdrawn")?;
        }
        Command::Erase { id } => {
            let id = report_id(&id)?;
            core.erase_report(id)?;
            answer_queued(&core, output, id, "erased")?;
        }
        Command::Alerts => {
            for alert in core.alerts()? {
                output.answer(&alert, || words::alert(&alert));
            }
        }
        Command::Events => {
            for event in core.events()? {
                output.answer(&event, || words::event(&event));
            }
        }
    }
    Ok(0)
}

fn show_thread(core: &Core, output: Output, id: &str) -> Result<(), Failure> {
    let id = report_id(id)?;
    let thread = core.thread(id)?.ok_or(lamplight_resident::CoreError::NotFound)?;
    output.answer(&thread, || words::thread(&thread));
    core.mark_read(id)?;
    Ok(())
}

/// Says whether a wish waits to be sent, or was fulfilled at once because the report had never left.
fn answer_queued(core: &Core, output: Output, id: ReportId, done: &str) -> Result<(), Failure> {
    let waits = core.thread(id)?.is_some();
    let state = if waits { "saved" } else { done };
    output.answer(&json!({ "id": id, "state": state }), || {
        if waits {
            "Saved on this device. `lamplight sync` sends it.".into()
        } else {
            "The patrol does not have it; it is forgotten here.".into()
        }
    });
    Ok(())
}

fn report_id(text: &str) -> Result<ReportId, Failure> {
    text.parse().map_err(|_: IdError| {
        Failure::invalid(
            "id",
            "must be a report's id, as `lamplight reports` lists it".into(),
        )
    })
}
