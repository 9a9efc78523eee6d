//! How many files this process may have open: each connection is one.

/// Files beside the connections: the database's, photos on their way in and out, and the programs that make
/// them safe to look at.
const OTHER_FILES: usize = 256;
/// A limit that every Unix grants: some refuse to be asked for no limit at all, though they name none.
#[cfg(unix)]
const FILES_GRANTED: u64 = 10_240;

/// Raises this process's limit on open files as far as it may, and gives the connections that fit in it: as
/// many as are wanted, or fewer. Beyond the limit the database could not open its own files.
pub(crate) fn fitting(connections_wanted: usize) -> usize {
    let fitting = fitting_in(raised_limit(), connections_wanted);
    if fitting < connections_wanted {
        tracing::warn!(
            connections_wanted,
            fitting,
            "fewer connections than wanted; raise the limit on open files, for example with LimitNOFILE= of systemd"
        );
    }
    fitting
}

fn fitting_in(files_max: usize, connections_wanted: usize) -> usize {
    let others = OTHER_FILES.min(files_max / 2);
    connections_wanted.min(files_max - others).max(1)
}

/// Many systems start programs with a low limit that they may raise by themselves.
#[cfg(unix)]
fn raised_limit() -> usize {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    let granted = limit
        .maximum
        .map_or(FILES_GRANTED, |most| most.min(FILES_GRANTED));
    let allowed = [limit.maximum, Some(granted)].into_iter().find(|files| {
        let raised = Rlimit {
            current: *files,
            maximum: limit.maximum,
        };
        setrlimit(Resource::Nofile, raised).is_ok()
    });
    let allowed = allowed.unwrap_or(limit.current);
    allowed.map_or(usize::MAX, |files| usize::try_from(files).unwrap_or(usize::MAX))
}

/// Elsewhere sockets are not counted among files.
#[cfg(not(unix))]
fn raised_limit() -> usize {
    usize::MAX
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_database_keeps_its_files_however_few_there_are() {
        assert_eq!(fitting_in(usize::MAX, 16_000), 16_000);
        assert_eq!(fitting_in(1_024, 16_000), 1_024 - OTHER_FILES);
        assert_eq!(fitting_in(256, 16_000), 128);
        assert_eq!(fitting_in(1, 16_000), 1);
    }
}
