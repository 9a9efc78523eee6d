//! What instances on one PostgreSQL hear of each other when none of them looks by itself.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result};
use lamplight_protocol::ids::ReportId;
use lamplight_protocol::time::TimestampMillis;
use lamplight_server::live::Hub;
use lamplight_store::Store;
use lamplight_store::model::IncomingReport;
use lamplight_store::seal::KeyEncryptionKey;
use lamplight_tests::postgres;
use lamplight_tests::raw_report::RawReport;
use tokio_util::sync::CancellationToken;

/// So long nobody looks into the journal without being rung for.
const HOUR: Duration = Duration::from_secs(3_600);
/// Long enough for any machine.
const HEARD_WITHIN: Duration = Duration::from_secs(20);

struct Instance {
    store: Arc<dyn Store>,
    hub: Arc<Hub>,
}

impl Instance {
    async fn start(database: &str, end: &CancellationToken) -> Result<Self> {
        let store = lamplight_store::open(database, &KeyEncryptionKey::from_bytes([7; 32])).await?;
        let hub = Hub::open(Arc::clone(&store)).await?;
        let (following, touching) = (Arc::clone(&hub), Arc::clone(&hub));
        let (end, end_of_touch) = (end.clone(), end.clone());
        tokio::spawn(async move { following.follow(HOUR, end).await });
        tokio::spawn(async move { touching.keep_in_touch(end_of_touch).await });
        Ok(Self { store, hub })
    }

    async fn takes_in(&self, number: u8) -> Result<()> {
        let at = TimestampMillis::EPOCH;
        let report = IncomingReport {
            id: ReportId::from_random([number; 16]),
            receipt_hash: [number; 32],
            body_hash: [number; 32],
            reference: "AQ-7K2M9".into(),
            report: serde_json::from_str(&RawReport::body(at))?,
            district: None,
            cell: None,
            occurred_in_future: false,
            received_at: at,
            due_at: at,
            entered_by: None,
        };
        self.store.accept_reports(&[report]).await?;
        Ok(())
    }
}

#[tokio::test]
async fn what_one_instance_commits_another_hears_because_it_is_rung_for() -> Result<()> {
    let Some(server) = postgres::server() else {
        println!("skipped: {} names no server", postgres::SERVER);
        return Ok(());
    };
    let database = postgres::new_database(&server).await?;
    let end = CancellationToken::new();
    let one = Instance::start(&database, &end).await?;
    let other = Instance::start(&database, &end).await?;
    // The first may be heard because the other has only begun to follow; the second must be rung for.
    for number in 1..=2 {
        let before = other.hub.head();
        one.takes_in(number).await?;
        let heard = async {
            while other.hub.head() == before {
                one.hub.ring_doorbell();
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(HEARD_WITHIN, heard)
            .await
            .context("nothing was heard")?;
    }
    end.cancel();
    Ok(())
}
