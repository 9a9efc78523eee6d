//! What the demo tells when it is up: complete commands, to be copied.

use std::path::Path;

use super::{Options, Patrol};
use crate::paths;

/// The whole text.
pub(super) fn text(patrol: &Patrol, console: &str, folder: &Path, window: bool, options: &Options) -> String {
    let app = if window {
        "The app's window is open. Closing it leaves the patrol running.".to_owned()
    } else {
        let why = if options.headless {
            "As asked"
        } else {
            "There is no display here, so"
        };
        format!(
            "{why} no window was opened. The same path by the terminal:\n\n{}",
            terminal(patrol, folder)
        )
    };
    let desk = if options.quiet_desk {
        "Nobody answers but you, at the console."
    } else {
        "A scripted desk answers what you report, and says that it is no person. `--quiet-desk` switches it off."
    };
    format!(
        "Alder Quay is up at {url}\n\n\
         The patrol's console; this signs you in, once:\n    {console}\n\n\
         {app}\n\
         {desk}\n\n\
         A service token, for the staff API (see {url}/v1/openapi.json):\n    {token}\n\n\
         Ctrl-C ends everything that was started here.",
        url = patrol.url(),
        token = patrol.token(),
    )
}

/// A resident's way by the program `lamplight`, step by step.
fn terminal(patrol: &Patrol, folder: &Path) -> String {
    let lamplight = format!(
        "{} --data {} --server {}",
        typed(&paths::debug_program("lamplight")),
        typed(&folder.join("resident")),
        patrol.url()
    );
    let server = typed(&paths::debug_program("lamplight-server"));
    let steps = [
        (
            "report; it is saved here first, and printed with its id and receipt",
            format!(
                "{lamplight} report --category vandalism --lat 60.0125 --lon 0.0122 --note 'The shelter glass is broken.'"
            ),
        ),
        (
            "send what waits, and hear what is new",
            format!("{lamplight} sync"),
        ),
        ("what became of it", format!("{lamplight} reports")),
        (
            "alerts and events",
            format!("{lamplight} alerts && {lamplight} events"),
        ),
        (
            "what the patrol has",
            format!("{server} export reports --data {}", typed(patrol.data())),
        ),
    ];
    steps
        .iter()
        .map(|(what, line)| format!("    # {what}\n    {line}\n"))
        .collect()
}

/// A path as it is typed from the folder in which the demo was started.
fn typed(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(here).unwrap_or(path).display().to_string()
}
