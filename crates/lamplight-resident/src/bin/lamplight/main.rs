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
use lamplight_protocol::ids::{EventId, IdError, ReportId};
use lamplight_resident::{Config, Core, Platform};
use serde_json::{Value, json};

use crate::args::{Arguments, Command, Fixed};
use crate::failure::Failure;
use crate::output::Output;

/// What is said of everything that is sent later.
const WAITS: &str = "Saved on this device. `lamplight sync` sends it.";

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return refuse(&error),
    };
    let output = Output::new(arguments.json);
    let done = match run(arguments, output) {
        // What was found damaged is put right when it is opened anew; until then nothing was changed.
        Err(failure) if failure.is_damage() => run(Arguments::parse(), output),
        done => done,
    };
    match done {
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
    tell_of_salvage(&core, output)?;
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
            answer_saved(output, &json!(operation));
        }
        Command::Withdraw { id } => {
            let id = report_id(&id)?;
            core.withdraw_report(id)?;
            answer_queued(&core, output, id, "withdrawn")?;
        }
        Command::Follow { reference, receipt } => sync::follow(&core, output, &reference, &receipt)?,
        Command::Reopen { id } => {
            let id = report_id(&id)?;
            core.reopen_report(id)?;
            answer_saved(output, &json!(id));
        }
        Command::Fixed { id, answer } => {
            let id = report_id(&id)?;
            core.give_feedback(id, answer == Fixed::Yes)?;
            answer_saved(output, &json!(id));
        }
        Command::Retry { id } => {
            let id = report_id(&id)?;
            core.retry_report(id)?;
            output.answer(&json!({ "id": id, "state": "saved" }), || {
                "`lamplight sync` sends again what needed attention.".into()
            });
        }
        Command::Discard { id } => discard(&core, output, &id)?,
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
                output.answer(&event, || words::my_event(&event));
            }
        }
        Command::Attend { id, people } => {
            let event = event_id(&id)?;
            core.answer_event(event, people)?;
            answer_saved(output, &json!(event));
        }
    }
    Ok(0)
}

/// Says that the database was found damaged, what was saved of it, and where it is.
fn tell_of_salvage(core: &Core, output: Output) -> Result<(), Failure> {
    if let (Some(folder), Some(salvage)) = (core.set_aside(), core.home()?.salvage) {
        output.warning(&words::salvage(salvage, folder));
    }
    Ok(())
}

fn show_thread(core: &Core, output: Output, id: &str) -> Result<(), Failure> {
    let id = report_id(id)?;
    let thread = core.thread(id)?.ok_or(lamplight_resident::CoreError::NotFound)?;
    output.answer(&thread, || words::thread(&thread));
    core.mark_read(id, thread.newest_revision())?;
    Ok(())
}

fn discard(core: &Core, output: Output, id: &str) -> Result<(), Failure> {
    let id = report_id(id)?;
    core.discard_report(id)?;
    let is_gone = core.thread(id)?.is_none();
    output.answer(&json!({ "id": id, "state": "discarded" }), || {
        if is_gone {
            "The report is forgotten here.".into()
        } else {
            "What the patrol refused is forgotten here; the report is with the patrol.".into()
        }
    });
    Ok(())
}

/// Says that something waits to be sent.
fn answer_saved(output: Output, id: &Value) {
    output.answer(&json!({ "id": id, "state": "saved" }), || WAITS.into());
}

/// Says whether a wish waits to be sent, or was fulfilled at once because the report had never left.
fn answer_queued(core: &Core, output: Output, id: ReportId, done: &str) -> Result<(), Failure> {
    let waits = core.thread(id)?.is_some();
    if waits {
        answer_saved(output, &json!(id));
    } else {
        output.answer(&json!({ "id": id, "state": done }), || {
            "The patrol does not have it; it is forgotten here.".into()
        });
    }
    Ok(())
}

fn event_id(text: &str) -> Result<EventId, Failure> {
    text.parse().map_err(|_: IdError| {
        Failure::invalid(
            "id",
            "must be an event's id, as `lamplight --json events` lists it".into(),
        )
    })
}

fn report_id(text: &str) -> Result<ReportId, Failure> {
    text.parse().map_err(|_: IdError| {
        Failure::invalid(
            "id",
            "must be a report's id, as `lamplight reports` lists it".into(),
        )
    })
}
