//! A server that runs: a data folder opened, an address bound, the router served, and all of it ended again.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use lamplight_store::{Intake, Store, StoreError};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::accept;
use crate::access::Desk;
use crate::area::ServedArea;
use crate::config::{Config, PublicUrl};
use crate::data::{CreateOutcome, DataFolder};
use crate::error::StartError;
use crate::http::console::Console;
use crate::live::Hub;
use crate::platform::{Clock, Entropy, System};
use crate::secrets::Secrets;
use crate::{Deps, app};

/// How long the live stream may miss what another instance committed, in milliseconds.
const POLL_SHARED_MS: u64 = 250;
/// The same where there is no other instance, and the doorbell alone would do.
const POLL_ALONE_MS: u64 = 5_000;

/// Time and chance for one server.
#[derive(Clone)]
pub struct Platform {
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Makes ids, secrets and jitter.
    pub entropy: Arc<dyn Entropy>,
}

impl Default for Platform {
    fn default() -> Self {
        Self {
            clock: Arc::new(System),
            entropy: Arc::new(System),
        }
    }
}

/// An opened data folder: what every command works on.
pub struct Deployment {
    /// The folder.
    pub data: DataFolder,
    /// The keys.
    pub secrets: Arc<Secrets>,
    /// The memory.
    pub store: Arc<dyn Store>,
    /// Time and chance.
    pub platform: Platform,
    shared: bool,
}

/// Where a deployment keeps what it has.
#[derive(Debug, Clone)]
pub struct Location {
    /// The data folder.
    pub data: PathBuf,
    /// The database; a SQLite file in the data folder when absent.
    pub database_url: Option<String>,
}

impl Location {
    /// The location that is all in one folder.
    pub fn folder(data: impl Into<PathBuf>) -> Self {
        Self {
            data: data.into(),
            database_url: None,
        }
    }

    fn database_url(&self, data: &DataFolder) -> String {
        self.database_url.clone().unwrap_or_else(|| data.database_url())
    }
}

impl Deployment {
    /// Opens the folder, the secrets and the database, and makes what is missing.
    ///
    /// # Errors
    /// A [`StartError`]: nothing is open then.
    pub async fn open(location: &Location, platform: Platform) -> Result<Self, StartError> {
        let data = DataFolder::open(&location.data)?;
        let url = location.database_url(&data);
        let (secrets, outcome) = Secrets::open_or_create(&data.secrets(), platform.entropy.as_ref())?;
        let opened = lamplight_store::open(&url, secrets.key_encryption_key()).await;
        Ok(Self {
            store: opened.map_err(|error| secrets_lost(error, outcome, &data.secrets()))?,
            secrets: Arc::new(secrets),
            shared: url.starts_with("postgres"),
            data,
            platform,
        })
    }

    /// Says that the database was restored from a backup: it begins a new epoch, in which devices present
    /// again what they know to be accepted.
    ///
    /// # Errors
    /// A [`StartError`]: the database is as it was then.
    pub async fn restore(location: &Location, entropy: &dyn Entropy) -> Result<(), StartError> {
        let data = DataFolder::open(&location.data)?;
        let (secrets, outcome) = Secrets::open_or_create(&data.secrets(), entropy)?;
        let restored =
            lamplight_store::restore(&location.database_url(&data), secrets.key_encryption_key()).await;
        restored.map_err(|error| secrets_lost(error, outcome, &data.secrets()))
    }

    /// Makes tokens and invitations.
    pub fn desk(&self) -> Desk<'_> {
        Desk {
            store: self.store.as_ref(),
            secrets: &self.secrets,
            clock: self.platform.clock.as_ref(),
            entropy: self.platform.entropy.as_ref(),
        }
    }
}

/// Fresh secrets that do not open the database mean that the right ones were lost. The fresh ones are taken
/// away again, so that the right ones can be put back, and the next start says the same.
fn secrets_lost(error: StoreError, outcome: CreateOutcome, path: &Path) -> StartError {
    match (error, outcome) {
        (StoreError::WrongSecrets, CreateOutcome::Created) => match std::fs::remove_file(path) {
            Ok(()) => StartError::SecretsLost(path.to_owned()),
            Err(source) => StartError::DataFolder {
                path: path.to_owned(),
                source,
            },
        },
        (error, _) => error.into(),
    }
}

/// How to serve.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where everything is.
    pub location: Location,
    /// Where to listen; port 0 for any free one.
    pub listen: SocketAddr,
    /// Under which address people reach the server; the one it listens on when absent.
    pub public_url: Option<String>,
    /// The settings file.
    pub config: Option<PathBuf>,
    /// The folder of the built console.
    pub ui_dir: Option<PathBuf>,
}

impl Options {
    /// Serves a folder on any free port of this machine.
    pub fn folder(data: impl Into<PathBuf>) -> Self {
        Self {
            location: Location::folder(data),
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            public_url: None,
            config: None,
            ui_dir: None,
        }
    }
}

/// A server that runs. It runs until [`Server::stop`]; dropped, it goes on until its runtime ends.
pub struct Server {
    deployment: Deployment,
    address: SocketAddr,
    public_url: PublicUrl,
    drain: CancellationToken,
    tasks: [JoinHandle<()>; 2],
}

impl Server {
    /// Opens everything and begins to serve.
    ///
    /// # Errors
    /// A [`StartError`]: nothing runs then.
    pub async fn start(options: Options) -> Result<Self, StartError> {
        Self::start_on(options, Platform::default()).await
    }

    /// As [`Server::start`], with time and chance of the caller's own.
    ///
    /// # Errors
    /// A [`StartError`]: nothing runs then.
    pub async fn start_on(options: Options, platform: Platform) -> Result<Self, StartError> {
        let deployment = Deployment::open(&options.location, platform).await?;
        let config = Config::load(options.config.as_deref(), &deployment.data)?;
        let unreachable = |source| StartError::Listen {
            address: options.listen,
            source,
        };
        let listener = TcpListener::bind(options.listen).await.map_err(unreachable)?;
        let address = listener.local_addr().map_err(unreachable)?;
        let public_url = match &options.public_url {
            Some(url) => PublicUrl::parse(url)?,
            None => PublicUrl::parse(&format!("http://{address}"))?,
        };
        deployment.data.remember_public_url(public_url.as_str())?;

        let drain = CancellationToken::new();
        let hub = Hub::open(Arc::clone(&deployment.store)).await?;
        let connections_max = config.connections_max;
        let console = Console::choose(options.ui_dir);
        let deps = deployment.deps(config, &public_url, console, Arc::clone(&hub), drain.clone())?;
        let poll_ms = if deployment.shared {
            POLL_SHARED_MS
        } else {
            POLL_ALONE_MS
        };
        let end = drain.clone();
        let tasks = [
            tokio::spawn(async move { hub.follow(Duration::from_millis(poll_ms), end).await }),
            tokio::spawn(accept::serve(listener, app(deps), connections_max, drain.clone())),
        ];
        Ok(Self {
            deployment,
            address,
            public_url,
            drain,
            tasks,
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Under which address people reach it.
    pub fn public_url(&self) -> &PublicUrl {
        &self.public_url
    }

    /// What it serves, for tokens, invitations and a look at the store beside HTTP.
    pub fn deployment(&self) -> &Deployment {
        &self.deployment
    }

    /// Lets the calls under way end, cuts off those that take too long, and closes the store.
    pub async fn stop(self) {
        self.drain.cancel();
        for task in self.tasks {
            if task.await.is_err() {
                tracing::error!("a task of the server did not end by itself");
            }
        }
        self.deployment.store.close().await;
    }
}

impl Deployment {
    fn deps(
        &self,
        config: Config,
        public_url: &PublicUrl,
        console: Console,
        hub: Arc<Hub>,
        drain: CancellationToken,
    ) -> Result<Deps, StartError> {
        Ok(Deps {
            store: Arc::clone(&self.store),
            intake: Intake::start(Arc::clone(&self.store)),
            secrets: Arc::clone(&self.secrets),
            area: ServedArea::new(config.area)?,
            sender: config.sender.unwrap_or_else(|| public_url.authority().to_owned()),
            clock: Arc::clone(&self.platform.clock),
            entropy: Arc::clone(&self.platform.entropy),
            public_url: public_url.clone(),
            console,
            hub,
            drain,
        })
    }
}
