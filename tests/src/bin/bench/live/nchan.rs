//! Nchan: the publish and subscribe module of nginx, from Debian's package.

use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context as _, ensure};
use lamplight_tests::programs::terminate;
use tempfile::TempDir;
use tokio::net::TcpStream;
use tokio::process::{Child, Command};

/// Where Debian's packages put the program and the module.
const PROGRAM: &str = "/usr/sbin/nginx";
const MODULE: &str = "/usr/lib/nginx/modules/ngx_nchan_module.so";
/// How long it may take to listen.
const READY_WITHIN: Duration = Duration::from_secs(10);
const LOOK_AGAIN: Duration = Duration::from_millis(20);

/// An nginx that runs.
pub(crate) struct Nchan {
    address: SocketAddr,
    http: reqwest::Client,
    process: Child,
    _folder: TempDir,
}

impl Nchan {
    /// The path of the stream.
    pub(crate) const STREAM: &'static str = "/live";

    pub(crate) async fn start(workers: u32) -> anyhow::Result<Self> {
        ensure!(
            Path::new(MODULE).is_file(),
            "Nchan is missing: install libnginx-mod-nchan"
        );
        let folder = tempfile::tempdir()?;
        let address = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?;
        let file = folder.path().join("nginx.conf");
        std::fs::write(&file, settings(folder.path(), address, workers))?;
        let process = Command::new(PROGRAM)
            .arg("-p")
            .arg(folder.path())
            .arg("-c")
            .arg(&file)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .context("nginx is missing")?;
        let nchan = Self {
            address,
            http: reqwest::Client::new(),
            process,
            _folder: folder,
        };
        tokio::time::timeout(READY_WITHIN, nchan.listens())
            .await
            .context("nginx does not listen")?;
        Ok(nchan)
    }

    async fn listens(&self) {
        while TcpStream::connect(self.address).await.is_err() {
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    pub(crate) fn id(&self) -> u32 {
        self.process.id().unwrap_or_default()
    }

    pub(crate) async fn publish(&self, message: String) -> anyhow::Result<()> {
        let url = format!("http://{}/publish", self.address);
        let answer = self.http.post(url).body(message).send().await?;
        ensure!(answer.status().is_success(), "Nchan answers {}", answer.status());
        Ok(())
    }

    pub(crate) async fn stop(mut self) -> anyhow::Result<()> {
        terminate(&mut self.process).await?;
        Ok(())
    }
}

/// As its authors advise for many subscribers, with as many messages kept as our ring has.
fn settings(folder: &Path, address: SocketAddr, workers: u32) -> String {
    let folder = folder.display();
    format!(
        "load_module {MODULE};
daemon off;
pid {folder}/pid;
error_log {folder}/error.log;
worker_processes {workers};
worker_rlimit_nofile 20000;
events {{ worker_connections 16000; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    nchan_shared_memory_size 256m;
    server {{
        listen {address} backlog=4096;
        location = /live {{
            nchan_subscriber eventsource;
            nchan_channel_id town;
            nchan_subscriber_first_message newest;
        }}
        location = /publish {{
            nchan_publisher;
            nchan_channel_id town;
            nchan_message_buffer_length 4096;
            nchan_message_timeout 10m;
        }}
    }}
}}
"
    )
}
