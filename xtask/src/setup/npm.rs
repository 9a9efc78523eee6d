//! Packages for Node.

use std::path::Path;
use std::process::Command;

use crate::stage::Stage;

/// Installs a folder's packages when its lock file is another than that of the last installation.
pub(crate) fn ensure(stage: &Stage, folder: &Path) -> anyhow::Result<()> {
    let wanted = std::fs::read(folder.join("package-lock.json"))?;
    // A copy of the lock file, kept inside what it describes: it goes away together with it.
    let installed = folder.join("node_modules/.installed-package-lock.json");
    if std::fs::read(&installed).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    stage.run(Command::new("npm").arg("ci").current_dir(folder))?;
    Ok(std::fs::write(installed, wanted)?)
}
