//! `cargo xtask demo`: a patrol with a fictional town, and the app's window against it.
//!
//! Everything is built for development: that takes a few minutes the first time, where a release build
//! takes many, and for one resident it is fast enough.

mod content;
mod desk;
mod folder;
mod guide;

use std::path::Path;
use std::process::Command;

use crate::patrol::Patrol;
use crate::run::Group;
use crate::stage::{self, Stage};
use crate::{build, paths};
use folder::Folder;

/// How the demo is started.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Open no window, even where there is a display.
    #[arg(long)]
    headless: bool,
    /// Go on with the data of the last demo instead of beginning anew.
    #[arg(long)]
    keep: bool,
    /// Let nobody answer but yourself at the console: without this a scripted desk, which says that it is one, sees,
    /// answers and resolves what is reported, and publishes an alert and an event now and then.
    #[arg(long)]
    quiet_desk: bool,
}

/// Sets up, builds and starts everything, and waits for Ctrl-C.
///
/// # Errors
/// When another demo runs, something cannot be built or started, or the server ends by itself.
pub(crate) fn demo(stage: &Stage, options: &Options) -> anyhow::Result<()> {
    // Before anything is built: whoever is refused should not wait for it. Held until the end.
    let taken = Folder::take(paths::root().join(".demo"))?;
    let folder = taken.path();
    build::everything(stage)?;
    if !options.keep {
        taken.empty()?;
    }
    stage.tell("starting the patrol's server")?;
    let patrol = Patrol::start(stage, folder)?;
    stage.tell("publishing the demo's alerts and events")?;
    content::publish(&patrol)?;
    patrol.approve_alerts()?;
    let console = patrol.invitation()?;

    // Held until the end: dropping it sends the desk home.
    let desk = if options.quiet_desk {
        None
    } else {
        Some(desk::start(&patrol)?)
    };
    // Held until the end: dropping it closes the window.
    let window = match (options.headless, has_display()) {
        (false, true) => Some(open_window(stage, &patrol, folder)?),
        _ => None,
    };
    println!(
        "\n{}",
        guide::text(&patrol, &console, folder, window.is_some(), options)
    );
    let status = patrol.wait();
    drop(desk);
    drop(window);
    if stage.session.is_interrupted() {
        println!(
            "\nEnded. The data stays in {} until the next demo.",
            folder.display()
        );
        return Ok(());
    }
    anyhow::bail!(
        "the server ended by itself with {status}; see {}",
        patrol.log().display()
    )
}

fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

fn open_window(stage: &Stage, patrol: &Patrol, folder: &Path) -> anyhow::Result<Group> {
    stage.tell("opening the app's window")?;
    let log = stage::create(&folder.join("app.log"))?;
    let mut command = Command::new(paths::debug_program("lamplight-app"));
    command
        .args(["--server", patrol.url(), "--data"])
        .arg(folder.join("app"))
        .stdout(log.try_clone()?)
        .stderr(log);
    stage.session.spawn(&mut command)
}
