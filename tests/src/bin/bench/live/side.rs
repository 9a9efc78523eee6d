//! The two that are compared: the patrol's server, and Nchan in nginx.

use std::net::SocketAddr;
use std::time::Duration;

use lamplight_tests::patrol::{Patrol, Station};
use lamplight_tests::samples;
use serde_json::Value;

use super::meter::Meter;
use super::nchan::Nchan;
use super::tick::Tick;

/// Which server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The patrol's server as it is shipped, on SQLite, every publication durable.
    Ours,
    /// Nchan, which keeps messages in memory, with so many processes.
    Nchan { workers: u32 },
}

impl Kind {
    pub(crate) fn name(self) -> String {
        match self {
            Self::Ours => "lamplight".into(),
            Self::Nchan { workers } => format!("nchan_{workers}"),
        }
    }
}

/// A server that runs.
pub(crate) struct Side {
    server: Server,
    /// What is added to each publication, so that its frame has the wanted length.
    padding: usize,
}

enum Server {
    Ours(Box<(Patrol, Station)>),
    Nchan(Box<Nchan>),
}

impl Side {
    pub(crate) async fn start(kind: Kind) -> anyhow::Result<Self> {
        let server = match kind {
            Kind::Ours => {
                let station = Station::new()?.with_environment("RUST_LOG", "off");
                let patrol = station.open().await?;
                Server::Ours(Box::new((patrol, station)))
            }
            Kind::Nchan { workers } => Server::Nchan(Box::new(Nchan::start(workers).await?)),
        };
        Ok(Self { server, padding: 0 })
    }

    pub(crate) fn address(&self) -> anyhow::Result<SocketAddr> {
        match &self.server {
            Server::Ours(ours) => Ok(ours.0.url().trim_start_matches("http://").parse()?),
            Server::Nchan(nchan) => Ok(nchan.address()),
        }
    }

    pub(crate) fn path(&self) -> &'static str {
        match self.server {
            Server::Ours(_) => "/v1/live",
            Server::Nchan(_) => Nchan::STREAM,
        }
    }

    pub(crate) fn meter(&self) -> anyhow::Result<Meter> {
        match &self.server {
            Server::Ours(ours) => Meter::of(ours.0.id().unwrap_or_default()),
            Server::Nchan(nchan) => Meter::of(nchan.id()),
        }
    }

    /// Makes frames as long as wanted, given how long the last was.
    pub(crate) fn pad(&mut self, frame_bytes: usize, wanted_bytes: usize) {
        self.padding = (self.padding + wanted_bytes).saturating_sub(frame_bytes);
    }

    /// Publishes a tick, as anybody does who may.
    pub(crate) async fn publish(&self, number: u64) -> anyhow::Result<()> {
        let padding = ".".repeat(self.padding);
        match &self.server {
            Server::Ours(ours) => {
                let mut event = samples::event("Walk");
                let words = format!("{}{padding}", Tick::now(number).text());
                if let Some(description) = event.pointer_mut("/texts/0/description") {
                    *description = Value::String(words);
                }
                ours.0.publish_event(&event).await?;
                Ok(())
            }
            Server::Nchan(nchan) => {
                let words = format!("{}{padding}", Tick::now(number).text());
                nchan.publish(words).await
            }
        }
    }

    /// Ends it, and gives how long that took.
    pub(crate) async fn stop(self) -> anyhow::Result<Duration> {
        let begun = tokio::time::Instant::now();
        match self.server {
            // The folder goes after the server.
            Server::Ours(ours) => {
                let (patrol, station) = *ours;
                patrol.close().await?;
                drop(station);
            }
            Server::Nchan(nchan) => nchan.stop().await?,
        }
        Ok(begun.elapsed())
    }
}
