//! `bench intake`: how many durable reports a second come in from 64 clients, each of whom waits for the answer to one
//! before sending the next: through HTTP, and at the store without it, on SQLite and on PostgreSQL.
//!
//! Beside them in every round: one report a commit on SQLite; `pgbench` with the statements of the store, in groups as
//! large as the store's were, and by as many connections as there are clients with a report each; and a bare fsync, which is what durability costs on this disk with nothing of ours in the way. At the end what was
//! acknowledged is compared with what is there.

mod clients;
mod figures;
mod peer;
mod stored;
mod through_http;

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use lamplight_tests::postgres;

use self::figures::{Figures, Rounds};
use self::peer::{Pgbench, Writers};
use self::stored::Database;
use crate::disk::BareFile;
use crate::figures::{Report, Series};

/// What is wanted of SQLite through HTTP, in reports a second.
const HTTP_PER_S_MIN: f64 = 5_000.0;
/// What is wanted of the store on PostgreSQL, in pgbench with the same statements.
const PGBENCH_RATIO_MIN: f64 = 0.8;
/// Bare syncs of a round.
const SYNCS: usize = 200;

/// How many, and for how long.
#[derive(clap::Args)]
pub(crate) struct Order {
    /// How many clients.
    #[arg(long, default_value_t = 64)]
    clients: usize,
    /// Seconds of each measurement.
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// How many rounds, each with one of every measurement.
    #[arg(long, default_value_t = 3)]
    rounds: usize,
}

impl Order {
    fn span(&self) -> Duration {
        Duration::from_secs(self.seconds)
    }
}

pub(crate) fn run(order: &Order, report: Report) -> anyhow::Result<Report> {
    // As the server's own.
    tokio::runtime::Runtime::new()?.block_on(measure(order, report))
}

async fn measure(order: &Order, mut report: Report) -> anyhow::Result<Report> {
    let server = postgres::server().with_context(|| format!("{} names no server", postgres::SERVER))?;
    let folder = tempfile::tempdir()?;
    let mut rounds = Rounds::default();
    for _ in 0..order.rounds {
        let sqlite = || Database::sqlite(folder.path());
        let mut take = |name, figures: Figures| rounds.take(name, figures, &report);
        take("bare_fsync", bare_syncs(folder.path())?);
        take(
            "sqlite_single",
            stored::one_a_commit(&sqlite()?, order.span()).await?,
        );
        take("sqlite_store", stored::measure(&sqlite()?, order).await?);
        take("sqlite_http", through_http::on_sqlite(order).await?);

        let postgres = Database::postgres(&server).await?;
        take("postgres_store", stored::measure(&postgres, order).await?);
        let group = postgres.group().await?;
        let groups = Writers {
            connections: 1,
            group,
        };
        take("pgbench", pgbench(&server, groups, order).await?);
        let singles = Writers {
            connections: order.clients,
            group: 1,
        };
        take("pgbench_single", pgbench(&server, singles, order).await?);
        take("postgres_http", through_http::on_postgres(&server, order).await?);
    }
    rounds.tell(&mut report);
    report.ratio_at_least(
        "http_per_s",
        "reports a second through HTTP on SQLite",
        rounds.per_second("sqlite_http"),
        HTTP_PER_S_MIN,
    );
    report.ratio_at_least(
        "single_ratio",
        "the store on SQLite, in single commits",
        rounds.ratio("sqlite_store", "sqlite_single"),
        1.0,
    );
    report.ratio_at_least(
        "pgbench_ratio",
        "the store on PostgreSQL, in pgbench with the same statements",
        rounds.ratio("postgres_store", "pgbench"),
        PGBENCH_RATIO_MIN,
    );
    Ok(report)
}

async fn pgbench(server: &str, writers: Writers, order: &Order) -> anyhow::Result<Figures> {
    Pgbench::prepare(server).await?.run(writers, order).await
}

fn bare_syncs(folder: &Path) -> anyhow::Result<Figures> {
    let mut file = BareFile::create(folder)?;
    let mut series = Series::default();
    let begun = Instant::now();
    for _ in 0..SYNCS {
        let sync = Instant::now();
        file.append_and_sync()?;
        series.push(sync.elapsed());
    }
    Ok(Figures::of(&series, begun.elapsed()))
}
