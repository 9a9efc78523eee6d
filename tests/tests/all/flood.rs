//! A flood of reports from one address, and somebody honest behind the same.

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use lamplight_protocol::api::CONTENT_DIGEST;
use lamplight_protocol::digest::ContentDigest;
use lamplight_resident::view::Delivery;
use lamplight_tests::device::{Device, Running, vandalism};
use lamplight_tests::patrol::{Station, random_id};
use reqwest::Client;
use sha2::{Digest as _, Sha256};
use tokio::task::JoinSet;
use tokio::time::timeout;

/// How soon an honest report must be with the patrol, whatever comes beside it.
const HONEST_WITHIN: Duration = Duration::from_secs(5);
/// Clients that flood, each with one report after the other.
const FLOODERS: usize = 16;
/// Reports that the server takes from one address without asking for work.
const TAKEN_WITHOUT_WORK: usize = 30;

const BODY: &str = r#"{"category":"vehicle","occurred_at":"2026-11-20T10:00:00Z","language":"en"}"#;

/// Sends reports as fast as they are answered, and tells how many were taken before the first was refused.
async fn flood(client: Client, url: String, begun: tokio::sync::mpsc::Sender<usize>) -> Result<()> {
    let digest = ContentDigest::from_sha256(Sha256::digest(BODY).into()).to_string();
    let mut taken = 0;
    loop {
        let report = client
            .put(format!("{url}/v1/reports/{}", random_id()?))
            .header("authorization", "Receipt 0123456789ABCDEFGHJK")
            .header(CONTENT_DIGEST, &digest)
            .body(BODY);
        match report.send().await?.status().as_u16() {
            200 => taken += 1,
            429 => {
                // Told once; the rest of the flood is of no interest but to the server.
                let _ = begun.try_send(taken);
            }
            status => anyhow::bail!("a flooder was answered {status}"),
        }
    }
}

#[tokio::test]
async fn an_honest_report_passes_within_five_seconds_from_the_address_that_floods() -> Result<()> {
    let settings = tempfile::tempdir()?;
    let config = settings.path().join("config.toml");
    // Also this machine, from which everything comes here.
    std::fs::write(&config, "[limits]\nunlimited = []\n")?;
    let config = config.to_str().context("a folder with an odd name")?;
    let station = Station::new()?
        .with_arguments(&["--config", config])
        .with_environment("RUST_LOG", "off");
    let patrol = station.open().await?;
    let (begun, mut has_begun) = tokio::sync::mpsc::channel(1);
    let mut flooders = JoinSet::new();
    for _ in 0..FLOODERS {
        flooders.spawn(flood(Client::new(), patrol.url().to_owned(), begun.clone()));
    }
    let taken = timeout(Duration::from_secs(30), has_begun.recv())
        .await?
        .context("no flooder was refused")?;
    ensure!(taken <= TAKEN_WITHOUT_WORK, "{taken} of one flooder were taken");

    let device = Device::new()?;
    let core = device.open(patrol.url())?;
    let mut changes = core.changes();
    let running = Running::start(&core);
    core.submit_report(&vandalism("Fresh paint on the bridge"), &[])?;
    let received = async {
        while core.reports()?.first().context("no report")?.delivery != Delivery::Received {
            changes.recv().await?;
        }
        anyhow::Ok(())
    };
    timeout(HONEST_WITHIN, received)
        .await
        .context("the honest report did not pass in time")??;
    ensure!(flooders.try_join_next().is_none(), "the flood had ended");
    flooders.abort_all();
    running.end().await?;
    patrol.close().await?;
    Ok(())
}
