//! What this process takes of its machine. Linux tells by files; of other systems nothing is told.

/// The memory that it holds, in bytes.
pub(super) fn memory_bytes() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kib: usize = line.trim().strip_suffix(" kB")?.trim().parse().ok()?;
    Some(kib * 1024)
}

/// The files that it has open.
pub(super) fn open_files() -> Option<usize> {
    Some(std::fs::read_dir("/proc/self/fd").ok()?.count())
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use super::*;

    #[test]
    fn a_process_knows_what_it_takes() {
        assert!(memory_bytes().unwrap() > 1024 * 1024);
        let before = open_files().unwrap();
        let file = std::fs::File::open("/proc/self/status").unwrap();
        assert!(open_files().unwrap() > before.min(2));
        drop(file);
    }
}
