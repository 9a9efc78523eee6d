//! Steps on the UI.

use super::Run;
use super::summary::Outcome;
use crate::build::npm;

/// Types, lints and unit tests.
pub(super) fn check(run: &Run) -> anyhow::Result<Outcome> {
    scripts(run, &["check", "lint", "test"])
}

/// The UI as it is shipped.
pub(super) fn bundle(run: &Run) -> anyhow::Result<Outcome> {
    scripts(run, &["build"])
}

/// What the UI loads at first stays within its limit.
pub(super) fn size(run: &Run) -> anyhow::Result<Outcome> {
    scripts(run, &["size"])
}

/// The UI in a real browser, with the accessibility checks of axe; `full` shows every language in both schemes.
pub(super) fn browser(run: &Run) -> anyhow::Result<Outcome> {
    let mut walk = npm("browser");
    if run.full {
        walk.args(["--", "--full"]);
    }
    run.stage.run(&mut walk)?;
    Ok(Outcome::passed())
}

fn scripts(run: &Run, names: &[&str]) -> anyhow::Result<Outcome> {
    for name in names {
        run.stage.run(&mut npm(name))?;
    }
    Ok(Outcome::passed())
}
