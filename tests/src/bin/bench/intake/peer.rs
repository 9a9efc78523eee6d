//! The peer: PostgreSQL's own `pgbench`, with the statements by which the store writes a group of reports. It seals
//! nothing, so that what the store takes for that counts against the store.

use std::time::Duration;

use anyhow::{Context as _, ensure};
use lamplight_tests::postgres;
use tempfile::TempDir;
use tokio::process::Command;

use super::Order;
use super::figures::Figures;
use super::stored::Database;
use crate::figures::Series;

const STATEMENTS: &str = include_str!("statements.sql");
/// Where `pgbench` writes how long each transaction took: the third field, in microseconds.
const LOG: &str = "took";
const TOOK_FIELD: usize = 2;
/// Tables of which every report has one row.
const ROWS_OF_A_REPORT: [&str; 5] = ["receipt", "report", "report_sealed", "thread_entry", "journal"];

/// A database with the store's tables, and statements to fill them.
pub(crate) struct Pgbench {
    database: Database,
    folder: TempDir,
}

/// Who runs the statements.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Writers {
    pub(crate) connections: usize,
    /// Reports of a transaction.
    pub(crate) group: usize,
}

impl Pgbench {
    pub(crate) async fn prepare(server: &str) -> anyhow::Result<Self> {
        let database = Database::postgres(server).await?;
        database.open().await?.close().await;
        let folder = tempfile::tempdir()?;
        std::fs::write(folder.path().join("statements.sql"), STATEMENTS)?;
        Ok(Self { database, folder })
    }

    pub(crate) async fn run(&self, writers: Writers, order: &Order) -> anyhow::Result<Figures> {
        let output = Command::new("pgbench")
            .current_dir(self.folder.path())
            .args(["--no-vacuum", "--protocol=prepared", "--file=statements.sql"])
            .arg(format!("--client={}", writers.connections))
            .arg(format!("--define=group={}", writers.group))
            .arg(format!("--time={}", order.seconds))
            .args(["--log", &format!("--log-prefix={LOG}")])
            .arg(self.database.address())
            .output()
            .await
            .context("pgbench is not on the path")?;
        ensure!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let transactions = self.transactions()?;
        self.check(transactions.len() * writers.group).await?;
        let figures = Figures::of(&transactions, order.span());
        Ok(Figures {
            per_second: figures.per_second * writers.group as f64,
            ..figures
        })
    }

    fn transactions(&self) -> anyhow::Result<Series> {
        let mut series = Series::default();
        for entry in std::fs::read_dir(self.folder.path())? {
            let entry = entry?;
            if !entry.file_name().to_string_lossy().starts_with(LOG) {
                continue;
            }
            for line in std::fs::read_to_string(entry.path())?.lines() {
                let took = line.split(' ').nth(TOOK_FIELD).context("a log of another kind")?;
                series.push(Duration::from_micros(took.parse()?));
            }
        }
        Ok(series)
    }

    /// The statements are the store's as long as they leave the rows that it leaves.
    async fn check(&self, reports: usize) -> anyhow::Result<()> {
        for table in ROWS_OF_A_REPORT {
            let statement = format!("SELECT count(*) FROM {table}");
            let rows: usize = postgres::ask(self.database.address(), &statement)
                .await?
                .trim()
                .parse()?;
            ensure!(rows == reports, "{rows} rows in {table} for {reports} reports");
        }
        Ok(())
    }
}
