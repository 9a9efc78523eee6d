//! What the server takes of the machine while the phones come back.

use std::time::Duration;

use anyhow::Context as _;

/// How often its open files are counted.
const LOOK: Duration = Duration::from_millis(500);

/// The most that the server took so far.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Peak {
    pub(crate) files: usize,
    pub(crate) memory_kib: u64,
}

impl Peak {
    /// Looks on, for ever.
    pub(crate) async fn follow(&mut self, process: u32) -> anyhow::Result<()> {
        loop {
            let files = std::fs::read_dir(format!("/proc/{process}/fd"))?.count();
            self.files = self.files.max(files);
            self.memory_kib = resident_peak_kib(process)?;
            tokio::time::sleep(LOOK).await;
        }
    }
}

/// The most memory that a process ever had, as the kernel counts it.
pub(crate) fn resident_peak_kib(process: u32) -> anyhow::Result<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = peak.and_then(|rest| rest.split_whitespace().next());
    Ok(number.context("the kernel tells no peak")?.parse()?)
}
