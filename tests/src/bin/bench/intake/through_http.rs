//! The real server as a process of its own, and clients who keep their connections open.

use anyhow::{Context as _, ensure};
use lamplight_protocol::time::TimestampMillis;
use lamplight_resident::Platform;
use lamplight_tests::patrol::Station;
use lamplight_tests::postgres;
use lamplight_tests::raw_report::RawReport;
use lamplight_tests::tally::exported;
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;

use super::Order;
use super::clients::{self, Client};
use super::figures::Figures;

pub(crate) async fn on_sqlite(order: &Order) -> anyhow::Result<Figures> {
    measure(Station::new()?, order).await
}

pub(crate) async fn on_postgres(server: &str, order: &Order) -> anyhow::Result<Figures> {
    let database = postgres::new_database(server).await?;
    let station = Station::new()?.with_environment("LAMPLIGHT_DATABASE_URL", &database);
    measure(station, order).await
}

async fn measure(station: Station, order: &Order) -> anyhow::Result<Figures> {
    // A line for each call would be most of what is written.
    let station = station.with_environment("RUST_LOG", "off");
    let patrol = station.open().await?;
    let host = patrol.url().trim_start_matches("http://").to_owned();
    let at = Platform::system().clock.now();
    let mut all = Vec::new();
    for _ in 0..order.clients {
        all.push(OverHttp::connect(&host, at).await?);
    }
    let answers = clients::ask(all, order).await?;
    patrol.close().await?;
    let kept = exported(&station.command(&["export", "reports"]).await?)?.len();
    ensure!(kept == answers.all, "{} acknowledged, {kept} kept", answers.all);
    Ok(answers.figures)
}

struct OverHttp {
    connection: BufReader<TcpStream>,
    host: String,
    at: TimestampMillis,
}

impl OverHttp {
    async fn connect(host: &str, at: TimestampMillis) -> anyhow::Result<Self> {
        let connection = TcpStream::connect(host).await?;
        connection.set_nodelay(true)?;
        Ok(Self {
            connection: BufReader::new(connection),
            host: host.to_owned(),
            at,
        })
    }

    /// The status line and the body of an answer.
    async fn answer(&mut self) -> anyhow::Result<(String, String)> {
        let mut status = String::new();
        self.connection.read_line(&mut status).await?;
        let mut length = 0;
        let mut line = String::new();
        loop {
            line.clear();
            self.connection.read_line(&mut line).await?;
            let Some((name, value)) = line.split_once(':') else {
                break;
            };
            if name.eq_ignore_ascii_case("content-length") {
                length = value.trim().parse()?;
            }
        }
        let mut body = vec![0; length];
        self.connection.read_exact(&mut body).await?;
        Ok((status, String::from_utf8(body)?))
    }
}

impl Client for OverHttp {
    async fn ask(&mut self) -> anyhow::Result<()> {
        let report = RawReport::random(self.at)?;
        let call = report.call(&self.host);
        self.connection.write_all(&call).await?;
        let (status, body) = self.answer().await.context("a connection was closed")?;
        ensure!(
            status.starts_with("HTTP/1.1 20") && body.contains(&report.id),
            "a report was not taken: {status}{body}"
        );
        Ok(())
    }
}
