//! What a server takes of the machine, over all its processes.

use std::time::Duration;

use anyhow::Context as _;
use rustix::param::clock_ticks_per_second;

/// The processes of one server.
pub(crate) struct Meter(Vec<u32>);

impl Meter {
    /// A process and those that it has started by now.
    pub(crate) fn of(leader: u32) -> anyhow::Result<Self> {
        let children = std::fs::read_to_string(format!("/proc/{leader}/task/{leader}/children"))?;
        let children = children.split_whitespace().map(str::parse);
        let mut all = children.collect::<Result<Vec<u32>, _>>()?;
        all.push(leader);
        Ok(Self(all))
    }

    /// Processor time of all their threads so far, in user mode and in the kernel.
    pub(crate) fn cpu(&self) -> anyhow::Result<Duration> {
        let mut ticks = 0;
        for process in &self.0 {
            let stat = std::fs::read_to_string(format!("/proc/{process}/stat"))?;
            // After the name, which may hold anything: state is the first field, utime the 12th, stime the 13th.
            let (_, fields) = stat.rsplit_once(')').context("no name in stat")?;
            for field in fields.split_whitespace().skip(11).take(2) {
                ticks += field.parse::<u64>()?;
            }
        }
        Ok(Duration::from_secs(ticks) / u32::try_from(clock_ticks_per_second())?)
    }

    /// Memory that is resident now, in KiB; what processes share is divided among them.
    pub(crate) fn memory_kib(&self) -> anyhow::Result<u64> {
        let mut sum = 0;
        for process in &self.0 {
            let rollup = std::fs::read_to_string(format!("/proc/{process}/smaps_rollup"))?;
            let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"));
            let number = line.and_then(|rest| rest.split_whitespace().next());
            sum += number.context("the kernel tells no memory")?.parse::<u64>()?;
        }
        Ok(sum)
    }
}
