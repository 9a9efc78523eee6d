//! A device that lies: it sends the files themselves, under their own hashes, as if they were photos.

use std::path::PathBuf;

use anyhow::{Result, ensure};
use lamplight_protocol::digest::{ContentDigest, PhotoHash};
use lamplight_protocol::ids::{Receipt, ReportId};
use lamplight_protocol::limits::PHOTOS_PER_REPORT_MAX;
use serde_json::json;
use sha2::{Digest as _, Sha256};

/// Reports with all files, as many to a report as fit, and sends the bytes as they are.
pub(crate) async fn send(url: &str, files: &[PathBuf]) -> Result<()> {
    let files: std::io::Result<Vec<Vec<u8>>> = files.iter().map(std::fs::read).collect();
    for photos in files?.chunks(PHOTOS_PER_REPORT_MAX) {
        let report = Report::new(url)?;
        report.announce(photos).await?;
        for photo in photos {
            let path = format!("/photos/{}", hash_of(photo).as_str());
            report.put(&path, "image/jpeg", photo.clone()).await?;
        }
    }
    Ok(())
}

struct Report {
    http: reqwest::Client,
    address: String,
    receipt: Receipt,
}

impl Report {
    fn new(url: &str) -> Result<Self> {
        let (mut id, mut receipt) = ([0; 16], [0; 20]);
        getrandom::fill(&mut id)?;
        getrandom::fill(&mut receipt)?;
        Ok(Self {
            http: reqwest::Client::new(),
            address: format!("{url}/v1/reports/{}", ReportId::from_random(id)),
            receipt: Receipt::from_random(receipt),
        })
    }

    async fn announce(&self, photos: &[Vec<u8>]) -> Result<()> {
        let announced = photos
            .iter()
            .map(|photo| json!({ "sha256": hash_of(photo), "size_bytes": photo.len() }));
        let body = json!({
            "category": "vandalism", "occurred_at": "2026-11-20T10:00:00Z", "language": "en",
            "place": { "words": "by the footbridge" },
            "photos": announced.collect::<Vec<_>>(),
        });
        self.put("", "application/json", body.to_string().into_bytes())
            .await
    }

    async fn put(&self, path: &str, media_type: &str, body: Vec<u8>) -> Result<()> {
        let digest = ContentDigest::from_sha256(Sha256::digest(&body).into());
        let request = self
            .http
            .put(format!("{}{path}", self.address))
            .header("authorization", format!("Receipt {}", self.receipt.expose()))
            .header("content-digest", digest.to_string())
            .header("content-type", media_type)
            .body(body);
        let answer = request.send().await?;
        let status = answer.status();
        ensure!(status.is_success(), "{status}: {}", answer.text().await?);
        Ok(())
    }
}

fn hash_of(photo: &[u8]) -> PhotoHash {
    PhotoHash::from_sha256(Sha256::digest(photo).into())
}
