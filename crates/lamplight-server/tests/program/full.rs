//! A full disk beneath the photos, and one beneath the database.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;

use crate::deployment::Deployment;
use crate::http::{digest_of, put, put_bytes};

const RECEIPT: &str = "0123456789ABCDEFGHJK";
const REPORT: &str = "/v1/reports/6f1c2b7e-4a55-4a36-9d7b-1f0e8f4f0507";
/// The size of the file system beneath photos, as `mount` takes it, and that of a photo that it has no room for, in bytes.
const SIZE: &str = "size=64k";
/// The same beneath everything: room for an empty database and its log.
const SIZE_OF_ALL: &str = "size=16m";
/// Reports after which the database must have asked for room: its log has some left from before.
const REPORTS_MAX: u32 = 2_000;
const PHOTO_BYTES: usize = 100 * 1024;

/// A file system of a few kilobytes, gone when it is dropped.
struct SmallDisk(PathBuf);

impl SmallDisk {
    /// Mounts one there. None where that may not be done.
    fn mount(folder: &Path, size: &str) -> Option<Self> {
        std::fs::create_dir_all(folder).unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", size, "lamplight-tests"])
            .arg(folder)
            .output();
        let mounted = mounted.is_ok_and(|output| output.status.success());
        mounted.then(|| Self(folder.to_owned()))
    }

    /// Fills it up; gives the file that does.
    fn fill(&self) -> PathBuf {
        let path = self.0.join("ballast");
        let mut ballast = std::fs::File::create(&path).unwrap();
        for bytes in [65_536, 4_096, 1] {
            while ballast.write_all(&vec![7; bytes]).is_ok() {}
        }
        path
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
    let Some(disk) = SmallDisk::mount(&deployment.path("data/media"), SIZE) else {
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

#[test]
fn a_report_that_finds_the_databases_disk_full_is_told_so_and_taken_when_there_is_room() {
    let deployment = Deployment::new();
    let Some(disk) = SmallDisk::mount(&deployment.path("data"), SIZE_OF_ALL) else {
        println!("skipped: no small disk can be mounted");
        return;
    };
    let server = deployment.serve_logging("off");
    let ballast = disk.fill();
    let body = json!({
        "category": "vandalism", "occurred_at": "2026-11-20T10:00:00Z", "language": "en",
        "note": "Fresh paint on the bridge. ".repeat(70),
    })
    .to_string();
    let send = |number| {
        let path = format!("/v1/reports/6f1c2b7e-4a55-4a36-9d7b-{number:012x}");
        put(server.address, &path, RECEIPT, &body)
    };
    let (number, refused) = (0..REPORTS_MAX)
        .map(|number| (number, send(number)))
        .find(|(_, answer)| answer.status != 200)
        .expect("the database found room on a full disk");
    assert_eq!(refused.status, 507, "{}", refused.body);
    let envelope: serde_json::Value = serde_json::from_str(&refused.body).unwrap();
    assert_eq!(envelope["code"], "storage_full");
    std::fs::remove_file(ballast).unwrap();
    assert_eq!(send(number).status, 200);
    server.terminate();
}
