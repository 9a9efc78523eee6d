//! `serve`.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;
use lamplight_server::server::{Options, Server};
use tracing_subscriber::EnvFilter;

use super::media::MediaAt;
use super::way::WayIn;
use super::{At, Failure};

#[derive(Debug, Args)]
pub(super) struct Serve {
    #[command(flatten)]
    at: At,
    /// Where to listen. Port 0 takes any free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    #[command(flatten)]
    way: WayIn,
    /// Under which address people reach the server, for example https://patrol.example.org
    #[arg(long, value_name = "URL")]
    public_url: Option<String>,
    /// Where monitoring reads metrics, at /metrics, in the format of Prometheus: an address that nobody else reaches.
    /// Without it, nowhere
    #[arg(long, value_name = "ADDRESS", num_args = 0..=1, default_missing_value = "127.0.0.1:9464")]
    metrics_listen: Option<SocketAddr>,
    /// Settings; config.example.toml tells of them
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The folder of the built console, when it is not in this program
    #[arg(long, value_name = "DIR")]
    ui_dir: Option<PathBuf>,
    #[command(flatten)]
    media: MediaAt,
}

impl Serve {
    pub(super) async fn run(self) -> Result<(), Failure> {
        log_to_stderr();
        // Before the start: a signal that comes while it starts must end it as well.
        let told_to_go = told_to_go()?;
        let server = Server::start(Options {
            location: self.media.within(&self.at, None)?,
            listen: self.listen,
            way: self.way.read()?,
            public_url: self.public_url,
            metrics_listen: self.metrics_listen,
            config: self.config,
            ui_dir: self.ui_dir,
            photo_program: Some(std::env::current_exe()?),
        })
        .await?;
        super::print(&format!(
            "listening on {}://{}",
            server.scheme(),
            server.address()
        ))?;
        if let Some(address) = server.metrics_address() {
            super::print(&format!("metrics on http://{address}/metrics"))?;
        }
        tracing::info!(public_url = server.public_url().as_str(), "serving");
        told_to_go.await;
        tracing::info!("going away");
        server.stop().await;
        Ok(())
    }
}

/// Logs go to stderr, so that stdout stays for scripts. `RUST_LOG` widens or narrows them.
fn log_to_stderr() {
    // The library that speaks to a bucket tells of each try; what came of them is logged here.
    let filter =
        EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info,object_store=warn"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .with_ansi(false)
        .init();
}

/// Waits for SIGTERM or SIGINT.
#[cfg(unix)]
fn told_to_go() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Waits for Ctrl-C.
#[cfg(not(unix))]
fn told_to_go() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}
