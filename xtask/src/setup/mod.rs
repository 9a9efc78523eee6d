//! What a machine must have before anything is built or tested, and how it gets it.
//!
//! Each need is probed by what is used of it (a program, a library, a font), so that it does not matter how
//! it came there. Only on Debian and its kin can what is missing be installed: nobody's system is changed
//! by guesses.

mod apt;
mod needs;
pub(crate) mod npm;

use anyhow::bail;

use crate::paths;
use crate::stage::Stage;
pub(crate) use needs::Group;
use needs::Need;

/// Installs what is missing for these groups, and the UI's packages.
///
/// # Errors
/// When something is missing and cannot be installed: the message says what to do.
pub(crate) fn ensure(stage: &Stage, groups: &[Group]) -> anyhow::Result<()> {
    let missing = needs::missing(groups);
    if !missing.is_empty() {
        install(stage, &missing)?;
        let still = needs::missing(groups);
        if !still.is_empty() {
            bail!("installed, but still not found:\n{}", listed(&still));
        }
    }
    if groups.contains(&Group::Build) {
        npm::ensure(stage, &paths::ui())?;
    }
    Ok(())
}

fn install(stage: &Stage, missing: &[&Need]) -> anyhow::Result<()> {
    let packages: Vec<&str> = missing.iter().filter_map(|need| need.package).collect();
    if !apt::is_here() || packages.len() < missing.len() {
        bail!("please install first:\n{}", listed(missing));
    }
    let Some(apt) = apt::Apt::permitted() else {
        bail!(
            "please install first, and run this again:\n    {}",
            apt::typed_line(&packages)
        );
    };
    apt.install(stage, &packages)
}

fn listed(missing: &[&Need]) -> String {
    missing
        .iter()
        .map(|need| match need.package {
            Some(package) => format!("    {} (Debian package {package})", need.what),
            None => format!("    {}", need.what),
        })
        .collect::<Vec<_>>()
        .join("\n")
}
