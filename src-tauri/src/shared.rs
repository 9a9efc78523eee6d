//! Pictures that other apps shared with this one. On Android the activity copies them into a folder of the app's cache
//! (`MainActivity.kt`), because the right to read them ends with it; the window takes them from there, one by one. On
//! other systems nobody puts any there.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use lamplight_resident::photo::FILE_BYTES_MAX;

/// The folder in the app's cache. `MainActivity.kt` names it too.
pub(crate) const FOLDER: &str = "shared";
/// How the name of a picture ends that is still being copied.
const UNFINISHED: &str = "part";

/// Takes the picture that was shared first out of the folder. None when there is none. What is larger than any photo
/// may be is thrown away: it could not be taken in.
///
/// # Errors
/// When a file cannot be read or removed.
pub(crate) fn take(folder: &Path) -> io::Result<Option<Vec<u8>>> {
    for path in pictures(folder)? {
        let fits = fs::metadata(&path)?.len() <= FILE_BYTES_MAX as u64;
        let bytes = if fits { Some(fs::read(&path)?) } else { None };
        fs::remove_file(&path)?;
        if bytes.is_some() {
            return Ok(bytes);
        }
    }
    Ok(None)
}

/// Their names begin with the time of sharing.
fn pictures(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut pictures = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<Vec<_>>>()?;
    pictures.retain(|path| path.extension().is_none_or(|ending| ending != UNFINISHED));
    pictures.sort();
    Ok(pictures)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_taken_once_and_in_the_order_in_which_they_were_shared() {
        let cache = tempfile::tempdir().unwrap();
        let folder = cache.path().join(FOLDER);
        assert_eq!(take(&folder).unwrap(), None, "nobody ever shared anything");
        fs::create_dir(&folder).unwrap();
        for (name, bytes) in [("1700-1", "second"), ("1700-0", "first"), ("1800-0.part", "half")] {
            fs::write(folder.join(name), bytes).unwrap();
        }
        let huge = fs::File::create(folder.join("1600-0")).unwrap();
        huge.set_len(FILE_BYTES_MAX as u64 + 1).unwrap();
        assert_eq!(take(&folder).unwrap(), Some(b"first".to_vec()));
        assert_eq!(take(&folder).unwrap(), Some(b"second".to_vec()));
        assert_eq!(take(&folder).unwrap(), None);
        assert_eq!(
            fs::read_dir(&folder).unwrap().count(),
            1,
            "what is being copied stays"
        );
    }
}
