//! A report as a device sends it, made without a device: for load, of which the core would be most.

use anyhow::ensure;
use lamplight_protocol::digest::ContentDigest;
use lamplight_protocol::ids::{Receipt, ReportId};
use lamplight_protocol::time::TimestampMillis;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// One report with its receipt and digest.
pub struct RawReport {
    /// Its id.
    pub id: String,
    receipt: String,
    body: String,
    digest: String,
}

impl RawReport {
    /// A report of the ordinary length, of this time.
    ///
    /// # Errors
    /// When the system has no randomness.
    pub fn random(at: TimestampMillis) -> anyhow::Result<Self> {
        let (mut id, mut receipt) = ([0; 16], [0; Receipt::CHARS]);
        getrandom::fill(&mut id)?;
        getrandom::fill(&mut receipt)?;
        let body = Self::body(at);
        let digest = ContentDigest::from_sha256(Sha256::digest(body.as_bytes()).into());
        Ok(Self {
            id: ReportId::from_random(id).to_string(),
            receipt: Receipt::from_random(receipt).expose().to_owned(),
            body,
            digest: digest.to_string(),
        })
    }

    /// What the report says: the same in all of them but for the time.
    pub fn body(at: TimestampMillis) -> String {
        json!({
            "category": "vandalism",
            "occurred_at": at.to_string(),
            "place": { "point": { "lat": 60.123, "lon": 24.543 }, "words": "Mill Street, by the footbridge" },
            "note": "Fresh paint on the wall, still wet. Two people left towards the quay a moment ago.",
            "language": "en",
        })
        .to_string()
    }

    /// The whole call as it goes over a connection that stays open.
    pub fn call(&self, host: &str) -> Vec<u8> {
        let Self {
            id,
            receipt,
            body,
            digest,
        } = self;
        format!(
            "PUT /v1/reports/{id} HTTP/1.1\r\nhost: {host}\r\nauthorization: Receipt {receipt}\r\n\
             content-type: application/json\r\ncontent-digest: {digest}\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        )
        .into_bytes()
    }

    /// Sends it.
    ///
    /// # Errors
    /// When no answer came, or one that is not the server's word that it has the report.
    pub async fn put(&self, http: &reqwest::Client, server: &str) -> anyhow::Result<()> {
        let answer = http
            .put(format!("{server}/v1/reports/{}", self.id))
            .header("authorization", format!("Receipt {}", self.receipt))
            .header("content-type", "application/json")
            .header("content-digest", &self.digest)
            .body(self.body.clone())
            .send()
            .await?;
        let status = answer.status();
        let echo: Value = answer.json().await?;
        ensure!(
            status.is_success() && echo.get("id").and_then(Value::as_str) == Some(&self.id),
            "refused: {status}"
        );
        Ok(())
    }
}
