//! Files for the resident, among their downloads.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;

/// Files of one name that may stand side by side.
const SAME_NAME_MAX: u32 = 100;

/// Writes a file under this name, or under the first with a number behind it that is free: whatever stands there is
/// the resident's, and stays. Gives the name.
///
/// # Errors
/// When the folder does not take it, or holds too many of that name.
pub(crate) fn keep(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<String> {
    std::fs::create_dir_all(folder)?;
    for number in 0..SAME_NAME_MAX {
        let name = numbered(name, number);
        match File::create_new(folder.join(&name)) {
            Ok(mut file) => {
                file.write_all(bytes)?;
                file.sync_all()?;
                return Ok(name);
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// `walk.ics`, `walk-1.ics`, and so on.
fn numbered(name: &str, number: u32) -> String {
    match (number, name.rsplit_once('.')) {
        (0, _) => name.to_owned(),
        (_, Some((stem, ending))) => format!("{stem}-{number}.{ending}"),
        (_, None) => format!("{name}-{number}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_among_the_downloads_is_never_written_over() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("Downloads");
        assert_eq!(keep(&folder, "walk.ics", b"first").unwrap(), "walk.ics");
        assert_eq!(keep(&folder, "walk.ics", b"second").unwrap(), "walk-1.ics");
        assert_eq!(std::fs::read(folder.join("walk.ics")).unwrap(), b"first");
        assert_eq!(std::fs::read(folder.join("walk-1.ics")).unwrap(), b"second");
    }
}
