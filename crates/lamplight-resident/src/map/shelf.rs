//! The packs in the data folder: `map/<server>/<hash>.pmtiles`, and `.part` while one comes.
//!
//! A file has its name with `.pmtiles` only when all of it is there and its hash is right, so nothing else needs to be
//! remembered of it. Those of another server lie elsewhere: a map of another town is never shown.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use lamplight_protocol::area::AreaPack;
use lamplight_protocol::digest::PackHash;
use ring::digest::{Context, SHA256};

use crate::error::CoreError;
use crate::sha256::sha256;

/// The folder in the data folder.
const FOLDER: &str = "map";
const WHOLE: &str = "pmtiles";
const PART: &str = "part";
/// Digits of the hash of a server's address that name its folder.
const SERVER_DIGITS: usize = 16;

/// Where the packs of one server lie.
#[derive(Clone)]
pub(crate) struct Shelf {
    root: PathBuf,
    own: PathBuf,
}

impl Shelf {
    /// The shelf of a server. It is made when the first pack comes.
    pub(crate) fn of(data_dir: &Path, server_url: &str) -> Self {
        let root = data_dir.join(FOLDER);
        let hash = PackHash::from_sha256(sha256(server_url.as_bytes()));
        let own = root.join(hash.as_str().get(..SERVER_DIGITS).unwrap_or_default());
        Self { root, own }
    }

    /// The pack to show: this one, or the one before it while it has not come.
    pub(crate) fn current(&self, wanted: &PackHash) -> Option<(PackHash, PathBuf)> {
        let path = self.whole(wanted);
        if path.is_file() {
            return Some((wanted.clone(), path));
        }
        let entries = fs::read_dir(&self.own).ok()?;
        entries.flatten().map(|entry| entry.path()).find_map(|path| {
            let is_whole = path.extension().is_some_and(|extension| extension == WHOLE);
            let sha256 = path.file_stem()?.to_str()?.parse().ok()?;
            is_whole.then_some((sha256, path))
        })
    }

    /// How many bytes of a pack have come.
    pub(crate) fn received_bytes(&self, pack: &AreaPack) -> u32 {
        length(&self.part(&pack.sha256)).min(pack.size_bytes)
    }

    /// How many bytes a whole pack has; 0 where there is none.
    pub(crate) fn size_bytes(&self, sha256: &PackHash) -> u32 {
        length(&self.whole(sha256))
    }

    /// Bytes of a whole pack. None where there is none.
    pub(crate) fn read(
        &self,
        sha256: &PackHash,
        offset: u32,
        length: u32,
    ) -> Result<Option<Vec<u8>>, CoreError> {
        let mut file = match File::open(self.whole(sha256)) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(_) => return Err(CoreError::Internal),
        };
        let mut bytes = Vec::new();
        let read = file
            .seek(SeekFrom::Start(offset.into()))
            .and_then(|_| file.take(length.into()).read_to_end(&mut bytes));
        read.map(|_| Some(bytes)).map_err(|_| CoreError::Internal)
    }

    /// Opens the file in which a pack comes, making it, and takes it for this process: two that write to one would spoil
    /// it. None while another has it.
    pub(crate) fn begin(&self, sha256: &PackHash) -> io::Result<Option<File>> {
        fs::create_dir_all(&self.own)?;
        let file = OpenOptions::new()
            .create(true)
            .append(true)
            .read(true)
            .open(self.part(sha256))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(file)),
            Err(fs::TryLockError::WouldBlock) => Ok(None),
            Err(fs::TryLockError::Error(error)) => Err(error),
        }
    }

    /// Gives a pack its place, when what has come is what its hash says. It is durable when this returns true; when it
    /// is false, nothing of it is left.
    pub(crate) fn finish(&self, pack: &AreaPack, mut file: File) -> io::Result<bool> {
        file.flush()?;
        if hash(&mut file)? != pack.sha256 {
            drop(file);
            fs::remove_file(self.part(&pack.sha256))?;
            return Ok(false);
        }
        file.sync_all()?;
        fs::rename(self.part(&pack.sha256), self.whole(&pack.sha256))?;
        sync_folder(&self.own)?;
        Ok(true)
    }

    /// Drops one pack.
    pub(crate) fn remove(&self, sha256: &PackHash) {
        drop(fs::remove_file(self.whole(sha256)));
    }

    /// Drops everything but these: packs of other servers, and of this one what is neither shown nor coming.
    pub(crate) fn keep_only(&self, wanted: &PackHash) {
        let shown = self.current(wanted).map(|(_, path)| path);
        let part = self.part(wanted);
        for folder in entries(&self.root) {
            if folder != self.own {
                drop(fs::remove_dir_all(folder));
            }
        }
        for file in entries(&self.own) {
            if file != part && Some(&file) != shown.as_ref() {
                drop(fs::remove_file(file));
            }
        }
    }

    fn whole(&self, sha256: &PackHash) -> PathBuf {
        self.own.join(sha256.as_str()).with_extension(WHOLE)
    }

    fn part(&self, sha256: &PackHash) -> PathBuf {
        self.own.join(sha256.as_str()).with_extension(PART)
    }
}

/// Drops the packs of all servers. Tells whether there were any.
pub(crate) fn clear(data_dir: &Path) -> bool {
    fs::remove_dir_all(data_dir.join(FOLDER)).is_ok()
}

fn entries(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    entries.flatten().map(|entry| entry.path())
}

fn length(path: &Path) -> u32 {
    let bytes = fs::metadata(path).map_or(0, |file| file.len());
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

fn hash(file: &mut File) -> io::Result<PackHash> {
    let mut context = Context::new(&SHA256);
    let mut chunk = vec![0; 64 * 1024];
    file.seek(SeekFrom::Start(0))?;
    loop {
        let count = file.read(&mut chunk)?;
        match chunk.get(..count) {
            Some(read) if !read.is_empty() => context.update(read),
            _ => break,
        }
    }
    let mut sum = [0; 32];
    sum.copy_from_slice(context.finish().as_ref());
    Ok(PackHash::from_sha256(sum))
}

/// Makes a rename last. Windows has no such call, and needs none.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const URL: &str = "https://patrol.example";

    fn pack(bytes: &[u8]) -> AreaPack {
        AreaPack {
            sha256: PackHash::from_sha256(sha256(bytes)),
            size_bytes: u32::try_from(bytes.len()).unwrap(),
            attribution: String::new(),
        }
    }

    fn put(shelf: &Shelf, bytes: &[u8]) -> PackHash {
        let pack = pack(bytes);
        let mut file = shelf.begin(&pack.sha256).unwrap().unwrap();
        file.write_all(bytes).unwrap();
        assert!(shelf.finish(&pack, file).unwrap());
        pack.sha256
    }

    #[test]
    fn the_old_map_is_shown_until_all_of_the_new_one_is_here() {
        let dir = tempfile::tempdir().unwrap();
        let shelf = Shelf::of(dir.path(), URL);
        let old = put(&shelf, b"old");
        let new = pack(b"new, and longer");
        let mut file = shelf.begin(&new.sha256).unwrap().unwrap();
        file.write_all(b"new").unwrap();
        shelf.keep_only(&new.sha256);
        assert_eq!(shelf.current(&new.sha256).unwrap().0, old);
        assert_eq!(shelf.received_bytes(&new), 3);
        file.write_all(b", and longer").unwrap();
        assert!(shelf.finish(&new, file).unwrap());
        shelf.keep_only(&new.sha256);
        assert_eq!(shelf.current(&new.sha256).unwrap().0, new.sha256);
        assert_eq!(shelf.read(&old, 0, 9).unwrap(), None);
        assert_eq!(shelf.read(&new.sha256, 5, 3).unwrap().unwrap(), b"and");
        assert_eq!(shelf.read(&new.sha256, 14, 99).unwrap().unwrap(), b"r");
    }

    #[test]
    fn what_is_not_what_its_hash_says_is_never_shown() {
        let dir = tempfile::tempdir().unwrap();
        let shelf = Shelf::of(dir.path(), URL);
        let told = pack(b"as it was made");
        let mut file = shelf.begin(&told.sha256).unwrap().unwrap();
        file.write_all(b"as it was sent").unwrap();
        assert!(!shelf.finish(&told, file).unwrap());
        assert_eq!(shelf.current(&told.sha256), None);
        assert_eq!(shelf.received_bytes(&told), 0);
    }

    #[test]
    fn the_map_of_another_server_is_neither_shown_nor_kept() {
        let dir = tempfile::tempdir().unwrap();
        let first = Shelf::of(dir.path(), URL);
        let of_first = put(&first, b"one town");
        let second = Shelf::of(dir.path(), "https://other.example");
        assert_eq!(second.current(&of_first), None);
        second.keep_only(&of_first);
        assert_eq!(first.current(&of_first), None);
    }

    #[test]
    fn two_processes_do_not_write_to_one_file() {
        let dir = tempfile::tempdir().unwrap();
        let shelf = Shelf::of(dir.path(), URL);
        let sha256 = pack(b"x").sha256;
        let first = shelf.begin(&sha256).unwrap();
        assert!(first.is_some() && shelf.begin(&sha256).unwrap().is_none());
        drop(first);
        assert!(shelf.begin(&sha256).unwrap().is_some());
    }
}
