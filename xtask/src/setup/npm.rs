//! The UI's packages.

use std::path::PathBuf;
use std::process::Command;

use crate::paths;
use crate::stage::Stage;

/// Installs the UI's packages when its lock file is another than that of the last installation.
pub(super) fn ensure(stage: &Stage) -> anyhow::Result<()> {
    let wanted = std::fs::read(paths::ui().join("package-lock.json"))?;
    if std::fs::read(installed_lock()).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    stage.run(Command::new("npm").arg("ci").current_dir(paths::ui()))?;
    Ok(std::fs::write(installed_lock(), wanted)?)
}

/// A copy of the lock file, kept inside what it describes: it goes away together with it.
fn installed_lock() -> PathBuf {
    paths::ui().join("node_modules/.installed-package-lock.json")
}
