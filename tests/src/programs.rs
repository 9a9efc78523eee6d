//! Where the built programs lie, and how they are ended.

use std::path::PathBuf;
use std::process::ExitStatus;

use anyhow::{Context as _, bail};
use rustix::process::{Pid, Signal, kill_process, kill_process_group};
use tokio::process::{Child, Command};

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

/// A process and everything that it starts. It ends together, at the latest when this is dropped: a test that
/// fails half-way leaves nothing running.
pub struct Group(Child);

impl Group {
    /// Starts a process as the leader of a group of its own.
    ///
    /// # Errors
    /// When it is missing.
    pub fn start(command: &mut Command) -> anyhow::Result<Self> {
        Ok(Self(command.process_group(0).spawn()?))
    }

    /// The number of its leader; none once it has ended.
    pub fn id(&self) -> Option<u32> {
        self.0.id()
    }

    /// Ends all of it at once, and waits for the leader.
    ///
    /// # Errors
    /// When it has ended already, or cannot be signalled.
    pub async fn end(mut self) -> anyhow::Result<()> {
        kill_process_group(pid(&self.0)?, Signal::KILL)?;
        self.0.wait().await?;
        Ok(())
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        if let Ok(leader) = pid(&self.0) {
            // Gone already is as good.
            let _ = kill_process_group(leader, Signal::KILL);
        }
    }
}

fn pid(child: &Child) -> anyhow::Result<Pid> {
    let id = child.id().context("the process has ended already")?;
    match Pid::from_raw(i32::try_from(id)?) {
        Some(pid) => Ok(pid),
        None => bail!("a process without a number"),
    }
}

#[cfg(test)]
mod tests {
    use std::process::Stdio;
    use std::time::Duration;

    use tokio::io::AsyncReadExt as _;

    use super::*;

    #[tokio::test]
    async fn what_a_process_started_ends_with_it() {
        let mut command = Command::new("sh");
        command
            .args(["-c", "sleep 60 & echo started; wait"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut group = Group::start(&mut command).unwrap();
        let mut output = group.0.stdout.take().unwrap();
        let mut started = [0; 8];
        output.read_exact(&mut started).await.unwrap();
        drop(group);
        // The end of the output comes when nobody holds it any more.
        let mut rest = Vec::new();
        let ended = tokio::time::timeout(Duration::from_secs(10), output.read_to_end(&mut rest));
        assert_eq!(ended.await.expect("something goes on").unwrap(), 0);
    }
}
