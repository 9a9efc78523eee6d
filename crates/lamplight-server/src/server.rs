//! A server that runs: a data folder opened, an address bound, the router served, and all of it ended again.

mod monitoring;
mod stopping;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use lamplight_protocol::area::Area;
use lamplight_protocol::report::Category;
use lamplight_store::{Intake, Store};
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;
use tokio_util::sync::{CancellationToken, DropGuard};

use self::monitoring::Monitoring;
use self::stopping::wind_down;
use crate::accept;
use crate::access::{Passwords, RelyingParty};
use crate::area::ServedArea;
use crate::area_pack::ServedPack;
use crate::body::photo::Uploads;
use crate::config::{Config, PublicUrl};
use crate::deployment::{Deployment, Location, Platform};
use crate::error::StartError;
use crate::figures::Figures;
use crate::http::console::Console;
use crate::ingress::{Ingress, Way};
use crate::live::Hub;
use crate::media::{Maker, Media, MediaPlace, PhotoProgram, PictureMaker};
use crate::notify::{NoticeWorker, Notifier};
use crate::patrols::Turns;
use crate::presence::Presence;
use crate::rates::Rates;
use crate::risk::Risk;
use crate::{Deps, app, open_files};

pub use self::stopping::LEFTOVERS_MS_MAX;

/// How long the live stream may miss what another instance committed, in milliseconds.
const POLL_SHARED_MS: u64 = 250;
/// The same where there is no other instance, and the doorbell alone would do.
const POLL_ALONE_MS: u64 = 5_000;

/// How to serve.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where everything is.
    pub location: Location,
    /// Where to listen; port 0 for any free one.
    pub listen: SocketAddr,
    /// How people reach it.
    pub way: Way,
    /// Under which address people reach the server; the one it listens on when absent.
    pub public_url: Option<String>,
    /// Where monitoring reads metrics; nowhere when absent.
    pub metrics_listen: Option<SocketAddr>,
    /// The settings file.
    pub config: Option<PathBuf>,
    /// The folder of the built console.
    pub ui_dir: Option<PathBuf>,
    /// This program's own file, `lamplight-server`, which is run for each photo to decode it apart from
    /// everything else. Without it photos are kept as they came, and nobody can look at them.
    pub photo_program: Option<PathBuf>,
}

impl Options {
    /// Serves a folder on any free port of this machine.
    pub fn folder(data: impl Into<PathBuf>) -> Self {
        Self {
            location: Location::folder(data),
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            way: Way::default(),
            public_url: None,
            metrics_listen: None,
            config: None,
            ui_dir: None,
            photo_program: None,
        }
    }
}

/// A server that runs until [`Server::stop`]. Dropped instead, it is told to go away, and nobody waits for it.
pub struct Server {
    deployment: Deployment,
    address: SocketAddr,
    scheme: &'static str,
    metrics_address: Option<SocketAddr>,
    public_url: PublicUrl,
    drain: DropGuard,
    tasks: Vec<JoinHandle<()>>,
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
        let ingress = Arc::new(Ingress::open(&options.way, options.listen)?);
        let deployment = Deployment::open(&options.location, platform).await?;
        let mut config = Config::load(options.config.as_deref(), &deployment.data)?;
        let media = deployment
            .open_media(options.location.media.or(config.media.clone()))
            .await?;
        let unreachable = |source| StartError::Listen {
            address: options.listen,
            source,
        };
        let listener = accept::listen_on(options.listen).map_err(unreachable)?;
        let address = listener.local_addr().map_err(unreachable)?;
        let public_url = match &options.public_url {
            Some(url) => PublicUrl::parse(url)?,
            None => PublicUrl::parse(&format!("{}://{address}", ingress.scheme()))?,
        };
        deployment.data.remember_public_url(public_url.as_str())?;

        let drain = CancellationToken::new();
        let hub = Hub::open(Arc::clone(&deployment.store)).await?;
        config.connections_max = open_files::fitting(config.connections_max);
        let bounds = accept::Bounds {
            connections_max: config.connections_max,
            unlimited: config.unlimited.clone(),
        };
        let monitoring = match options.metrics_listen {
            Some(address) => Some(Monitoring::listen_on(address).await?),
            None => None,
        };
        let console = Console::choose(options.ui_dir);
        let urgent = urgent_in(&config.area);
        let notifier = Notifier::new(
            &config.notify,
            &deployment.secrets,
            &public_url,
            &config.language(),
        )?;
        let maker = options
            .photo_program
            .map(|program| Arc::new(PhotoProgram::at(program)) as Arc<dyn Maker>);
        let deps = deployment.deps(
            config,
            (media, maker.clone()),
            &public_url,
            console,
            Arc::clone(&hub),
            drain.clone(),
        )?;
        let presence = Arc::clone(&deps.presence);
        let deps = Arc::new(deps);
        let poll_ms = if deployment.is_shared() {
            POLL_SHARED_MS
        } else {
            POLL_ALONE_MS
        };
        let mut tasks = Vec::new();
        let metrics_address = monitoring.as_ref().map(Monitoring::address);
        if let Some(monitoring) = monitoring {
            tasks.push(tokio::spawn(monitoring.serve(Arc::clone(&deps), drain.clone())));
        }
        if let Some(maker) = maker {
            let worker = deps.photo_worker(maker);
            tasks.push(tokio::spawn(worker.run(drain.clone())));
        }
        tasks.extend(deps.jobs(notifier.channels()).begin(&drain));
        let worker = NoticeWorker {
            store: Arc::clone(&deployment.store),
            presence: Arc::clone(&presence),
            notifier: Arc::new(notifier),
            clock: Arc::clone(&deployment.platform.clock),
            metrics: Arc::clone(&deps.metrics),
            urgent,
        };
        tasks.push(tokio::spawn(worker.run(drain.clone())));
        tasks.push(tokio::spawn(presence.keep(drain.clone())));
        let streams = Arc::clone(&deps.streams);
        let entropy = Arc::clone(&deps.entropy);
        tasks.push(tokio::spawn(Arc::clone(&hub).serve_readers(
            streams,
            entropy,
            drain.clone(),
        )));
        if deployment.is_shared() {
            let (hub, end) = (Arc::clone(&hub), drain.clone());
            tasks.push(tokio::spawn(async move { hub.keep_in_touch(end).await }));
        }
        let end = drain.clone();
        tasks.push(tokio::spawn(async move {
            hub.follow(Duration::from_millis(poll_ms), end).await;
        }));
        tasks.push(tokio::spawn(hold_open_reports(
            Arc::clone(&deployment.store),
            drain.clone(),
        )));
        if let Some(certificate) = ingress.certificate() {
            tasks.push(tokio::spawn(certificate.follow(drain.clone())));
        }
        let serving = accept::serve(listener, Arc::clone(&ingress), app(deps), bounds, drain.clone());
        tasks.push(tokio::spawn(serving));
        Ok(Self {
            deployment,
            address,
            scheme: ingress.scheme(),
            metrics_address,
            public_url,
            drain: drain.drop_guard(),
            tasks,
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// How an address begins under which it is reached directly: `http` or `https`.
    pub fn scheme(&self) -> &'static str {
        self.scheme
    }

    /// Where monitoring reads metrics.
    pub fn metrics_address(&self) -> Option<SocketAddr> {
        self.metrics_address
    }

    /// Under which address people reach it.
    pub fn public_url(&self) -> &PublicUrl {
        &self.public_url
    }

    /// What it serves, for tokens, invitations and a look at the store beside HTTP.
    pub fn deployment(&self) -> &Deployment {
        &self.deployment
    }

    /// Lets the calls under way end, cuts off those that take too long, and closes the store. Takes less
    /// than ten seconds, whatever hangs.
    pub async fn stop(self) {
        drop(self.drain);
        wind_down(self.tasks, self.deployment.store.close()).await;
    }
}

/// Has the store read the open reports, so that the first search of the day is as quick as the others.
async fn hold_open_reports(store: Arc<dyn Store>, end: CancellationToken) {
    match end.run_until_cancelled(store.hold_open_reports()).await {
        Some(Ok(held)) => tracing::info!(
            reports = held.reports,
            words_bytes = held.words_bytes,
            left_out = held.left_out,
            "the open reports can be searched"
        ),
        // The first search asks again.
        Some(Err(error)) => tracing::warn!(%error, "the open reports could not be read"),
        None => {}
    }
}

/// The categories of which people are told at once.
fn urgent_in(area: &Area) -> Vec<Category> {
    let urgent = |category: &Category| area.is_urgent(*category);
    Category::ALL.into_iter().filter(urgent).collect()
}

impl Deployment {
    /// The media store, which is to be used from now on.
    async fn open_media(&self, place: MediaPlace) -> Result<Media, StartError> {
        let media = Media::open(place, &self.data, &self.secrets).await?;
        media.must_hold_photos_of(self.store.as_ref()).await?;
        media.claim().await?;
        Ok(media)
    }

    fn deps(
        &self,
        config: Config,
        (media, maker): (Media, Option<Arc<dyn Maker>>),
        public_url: &PublicUrl,
        console: Console,
        hub: Arc<Hub>,
        drain: CancellationToken,
    ) -> Result<Deps, StartError> {
        let streams = Arc::new(Semaphore::new(config.streams_max()));
        let pack = config.pack.as_deref().map(ServedPack::open).transpose()?;
        Ok(Deps {
            store: Arc::clone(&self.store),
            intake: Intake::start(Arc::clone(&self.store)),
            secrets: Arc::clone(&self.secrets),
            risk: Arc::new(Risk::new(config.analysis, &config.area)?),
            area: ServedArea::new(config.area, pack)?,
            sender: config.sender.unwrap_or_else(|| public_url.authority().to_owned()),
            clock: Arc::clone(&self.platform.clock),
            entropy: Arc::clone(&self.platform.entropy),
            retention: config.retention,
            public_url: public_url.clone(),
            relying_party: RelyingParty::of(public_url),
            console,
            passwords: Passwords::new(),
            media: Arc::new(media),
            uploads: Uploads::default(),
            pictures: PictureMaker::by(maker),
            metrics: Arc::default(),
            figures: Figures::default(),
            planning: Turns::default(),
            rates: Rates::new(config.unlimited),
            streams,
            hub,
            presence: Presence::new(Arc::clone(&self.store), Arc::clone(&self.platform.clock)),
            drain,
        })
    }
}
