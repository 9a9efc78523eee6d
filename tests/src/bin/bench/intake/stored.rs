//! The store without HTTP: reports that are made already, in groups as the server writes them, and one a commit.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::ensure;
use lamplight_protocol::ids::ReportId;
use lamplight_protocol::report::NewReport;
use lamplight_protocol::time::TimestampMillis;
use lamplight_resident::Platform;
use lamplight_store::model::{Acceptance, IncomingReport};
use lamplight_store::seal::KeyEncryptionKey;
use lamplight_store::{Intake, Store};
use lamplight_tests::patrol::random_id;
use lamplight_tests::postgres;
use lamplight_tests::raw_report::RawReport;

use super::Order;
use super::clients::{self, Client};
use super::figures::Figures;
use crate::figures::Series;

/// When the first answer to a report is due.
const DUE_MS: i64 = 86_400_000;

/// A fresh database, by its address.
pub(crate) struct Database(String);

impl Database {
    pub(crate) fn sqlite(folder: &Path) -> anyhow::Result<Self> {
        let file = folder.join(format!("{}.sqlite3", random_id()?));
        Ok(Self(format!("sqlite:{}", file.display())))
    }

    pub(crate) async fn postgres(server: &str) -> anyhow::Result<Self> {
        Ok(Self(postgres::new_database(server).await?))
    }

    pub(crate) fn address(&self) -> &str {
        &self.0
    }

    pub(crate) async fn open(&self) -> anyhow::Result<Arc<dyn Store>> {
        Ok(lamplight_store::open(&self.0, &KeyEncryptionKey::from_bytes(random()?)).await?)
    }

    /// How many reports shared a transaction, of one on PostgreSQL: each row of its journal names its transaction.
    pub(crate) async fn group(&self) -> anyhow::Result<usize> {
        let sql = "SELECT round(count(*)::numeric / greatest(count(DISTINCT tx), 1)) FROM journal";
        Ok(postgres::ask(&self.0, sql).await?.trim().parse()?)
    }
}

/// A report as the server hands it to the store.
fn incoming(at: TimestampMillis) -> anyhow::Result<IncomingReport> {
    Ok(IncomingReport {
        id: ReportId::from_random(random()?),
        receipt_hash: random()?,
        body_hash: random()?,
        reference: "AQ-7K2M9".into(),
        report: serde_json::from_str::<NewReport>(&RawReport::body(at))?,
        district: Some("harbour".into()),
        cell: Some("8811f2c0c1fffff".into()),
        occurred_in_future: false,
        received_at: at,
        due_at: at.plus_millis(DUE_MS),
        entered_by: None,
    })
}

fn random<const BYTES: usize>() -> anyhow::Result<[u8; BYTES]> {
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

fn check(answer: &Acceptance) -> anyhow::Result<()> {
    let is_new = matches!(answer, Acceptance::Accepted { repeated: false, .. });
    ensure!(is_new, "a report was not taken: {answer:?}");
    Ok(())
}

struct AtTheStore {
    intake: Intake,
    at: TimestampMillis,
}

impl Client for AtTheStore {
    async fn ask(&mut self) -> anyhow::Result<()> {
        check(&self.intake.accept(incoming(self.at)?).await?)
    }
}

/// What comes in from many clients.
pub(crate) async fn measure(database: &Database, order: &Order) -> anyhow::Result<Figures> {
    let store = database.open().await?;
    let intake = Intake::start(Arc::clone(&store));
    let at = Platform::system().clock.now();
    let client = |_| AtTheStore {
        intake: intake.clone(),
        at,
    };
    let answers = clients::ask((0..order.clients).map(client).collect(), order).await?;
    let kept = count(store.as_ref()).await?;
    ensure!(kept == answers.all, "{} acknowledged, {kept} kept", answers.all);
    store.close().await;
    Ok(answers.figures)
}

/// What comes in where each report is a commit of its own.
pub(crate) async fn one_a_commit(database: &Database, span: Duration) -> anyhow::Result<Figures> {
    let store = database.open().await?;
    let at = Platform::system().clock.now();
    let mut waits = Series::default();
    let begun = Instant::now();
    while begun.elapsed() < span {
        let report = incoming(at)?;
        let asked = Instant::now();
        for answer in store.accept_reports(&[report]).await? {
            check(&answer)?;
        }
        waits.push(asked.elapsed());
    }
    let figures = Figures::of(&waits, begun.elapsed());
    store.close().await;
    Ok(figures)
}

/// How many reports a store has, each looked at.
async fn count(store: &dyn Store) -> anyhow::Result<usize> {
    let found = store.check().await?;
    ensure!(found.problems.is_empty(), "damaged: {:?}", found.problems);
    Ok(usize::try_from(found.reports)?)
}
