//! Where the built programs lie, and how they are ended.

use std::path::PathBuf;
use std::process::ExitStatus;

use anyhow::{Context as _, bail};
use rustix::process::{Pid, Signal, kill_process, kill_process_group};
use tokio::process::Child;

/// The path of a program of the workspace, beside the one that runs now.
///
/// # Errors
/// When it has not been built; the message says how to.
pub fn path_of(program: &str) -> anyhow::Result<PathBuf> {
    let current = std::env::current_exe()?;
    // Tests run from target/<profile>/deps, programs from target/<profile>.
    let found = current
        .ancestors()
        .skip(1)
        .take(2)
        .map(|folder| folder.join(program))
        .find(|path| path.is_file());
    found.with_context(|| format!("{program} is not built; `cargo xtask test` builds it"))
}

/// Asks a process to end, and waits for it.
///
/// # Errors
/// When it has ended already, or cannot be signalled.
pub async fn terminate(child: &mut Child) -> anyhow::Result<ExitStatus> {
    kill_process(pid(child)?, Signal::TERM)?;
    Ok(child.wait().await?)
}

/// Ends a process and everything it started, at once. The process must lead a group of its own.
///
/// # Errors
/// When it has ended already, or cannot be signalled.
pub async fn kill_group(child: &mut Child) -> anyhow::Result<()> {
    kill_process_group(pid(child)?, Signal::KILL)?;
    child.wait().await?;
    Ok(())
}

fn pid(child: &Child) -> anyhow::Result<Pid> {
    let id = child.id().context("the process has ended already")?;
    match Pid::from_raw(i32::try_from(id)?) {
        Some(pid) => Ok(pid),
        None => bail!("a process without a number"),
    }
}
