//! A full disk beneath the photos.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;

use crate::deployment::Deployment;
use crate::http::{digest_of, put, put_bytes};

const RECEIPT: &str = "0123456789ABCDEFGHJK";
const REPORT: &str = "/v1/reports/6f1c2b7e-4a55-4a36-9d7b-1f0e8f4f0507";
/// The size of the file system, as `mount` takes it, and that of a photo that it has no room for, in bytes.
const SIZE: &str = "size=64k";
const PHOTO_BYTES: usize = 100 * 1024;

/// A file system of a few kilobytes, gone when it is dropped.
struct SmallDisk(PathBuf);

impl SmallDisk {
    /// Mounts one where the photos lie. None where that may not be done.
    fn mount(folder: &Path) -> Option<Self> {
        std::fs::create_dir_all(folder).unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", SIZE, "lamplight-tests"])
            .arg(folder)
            .output();
        let mounted = mounted.is_ok_and(|output| output.status.success());
        mounted.then(|| Self(folder.to_owned()))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        drop(Command::new("umount").arg("--lazy").arg(&self.0).status());
    }
}

#[test]
fn a_photo_that_finds_the_disk_full_is_told_so_and_taken_when_there_is_room() {
    let deployment = Deployment::new();
    let Some(disk) = SmallDisk::mount(&deployment.path("data/media")) else {
        println!("skipped: no small disk can be mounted");
        return;
    };
    let server = deployment.serve_logging("off");
    let photo = vec![7; PHOTO_BYTES];
    let report = json!({
        "category": "vandalism", "occurred_at": "2026-11-20T10:00:00Z", "language": "en",
        "photos": [{ "sha256": digest_of(&photo), "size_bytes": photo.len() }],
    });
    let accepted = put(server.address, REPORT, RECEIPT, &report.to_string());
    assert_eq!(accepted.status, 200, "{}", accepted.body);
    let path = format!("{REPORT}/photos/{}", digest_of(&photo));
    let send = || put_bytes(server.address, &path, RECEIPT, &photo);
    for _ in 0..2 {
        let refused = send();
        assert_eq!(refused.status, 507, "{}", refused.body);
        let envelope: serde_json::Value = serde_json::from_str(&refused.body).unwrap();
        assert_eq!(envelope["code"], "storage_full");
        assert!(envelope["detail"].as_str().unwrap().contains("sent again later"));
    }
    let left: Vec<_> = std::fs::read_dir(&disk.0).unwrap().collect();
    assert!(left.is_empty(), "{left:?}");
    drop(disk);
    assert_eq!(send().status, 200);
}
