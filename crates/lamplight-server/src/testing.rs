//! A whole server in one process, for tests: the real router over the real store, with a clock that stands
//! still until it is told to move.

mod call;
mod passkey;
mod people;
mod photos;
mod samples;
mod tls;
mod trials;

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;

use axum::Router;
use lamplight_protocol::area::Area;
use lamplight_protocol::ids::{AlertId, EventId, OperationId, Receipt, ReportId, StaffId};
use lamplight_protocol::time::TimestampMillis;
use lamplight_store::model::{Actor, Channel, Opens, Rights, Role};
use lamplight_store::{Intake, Store};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;

use crate::accept::Bounds;
use crate::access::{Passwords, RelyingParty};
use crate::area::ServedArea;
use crate::body::photo::Uploads;
use crate::config::PublicUrl;
use crate::deployment::{Deployment, Location, Platform};
use crate::figures::Figures;
use crate::http::console::Console;
use crate::ingress::{Ingress, Way};
use crate::jobs::Jobs;
use crate::live::Hub;
use crate::media::{Media, PictureMaker};
use crate::patrols::Turns;
use crate::peer::Networks;
use crate::platform::{Clock, Entropy, NoEntropy, random};
use crate::presence::Presence;
use crate::rates::Rates;
use crate::retention::Retention;
use crate::risk::{AnalysisSettings, Risk};
use crate::secrets::Secrets;
use crate::{Deps, accept, app};

pub(crate) use self::call::{Answer, Call};
pub(crate) use self::passkey::SoftPasskey;
pub(crate) use self::people::{Colleague, PASSWORD, cookie_of};
pub(crate) use self::photos::{another_photo, photo, sha256_of};
pub(crate) use self::samples::{alert, event, news, patrol_order, report, square_town, streets};
pub(crate) use self::tls::TlsFolder;
pub(crate) use self::trials::{Happened, TRIAL_PLACES, trial_order, trial_town};

/// 2026-11-20T10:00:00Z, when every test begins.
const BEGIN_MS: i64 = 1_795_168_800_000;
/// Live streams that residents may have at once: few, so that a test can take them all.
pub(crate) const STREAMS_MAX: usize = 8;

struct StandingClock(AtomicI64);

impl Clock for StandingClock {
    fn now(&self) -> TimestampMillis {
        TimestampMillis::from_millis(self.0.load(Ordering::Relaxed))
    }
}

/// Different bytes each time, and the same in each run.
struct CountedEntropy(AtomicU64);

impl Entropy for CountedEntropy {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoEntropy> {
        let count = self.0.fetch_add(1, Ordering::Relaxed);
        blake3::Hasher::new()
            .update(&count.to_le_bytes())
            .finalize_xof()
            .fill(bytes);
        Ok(())
    }
}

fn anywhere() -> ServedArea {
    ServedArea::new(Area::anywhere(), None).unwrap()
}

/// A server, and the ways in which a test looks at it.
pub(crate) struct World {
    router: Router,
    deployment: Deployment,
    clock: Arc<StandingClock>,
    entropy: Arc<CountedEntropy>,
    drain: CancellationToken,
    folder: Arc<TempDir>,
    media: Arc<Media>,
    hub: Arc<Hub>,
    presence: Arc<Presence>,
    jobs: Jobs,
}

impl World {
    pub(crate) async fn new() -> Self {
        Self::with_area(Area::anywhere()).await
    }

    pub(crate) async fn with_area(area: Area) -> Self {
        Self::serving(ServedArea::new(area, None).unwrap()).await
    }

    pub(crate) async fn serving(area: ServedArea) -> Self {
        Self::build(area, Console::Absent).await
    }

    pub(crate) async fn with_console(console: Console) -> Self {
        Self::build(anywhere(), console).await
    }

    async fn build(area: ServedArea, console: Console) -> Self {
        let clock = Arc::new(StandingClock(AtomicI64::new(BEGIN_MS)));
        let entropy = Arc::new(CountedEntropy(AtomicU64::new(0)));
        let folder = Arc::new(tempfile::tempdir().unwrap());
        Self::build_in(
            folder,
            clock,
            entropy,
            area,
            console,
            None,
            AnalysisSettings::default(),
        )
        .await
    }

    /// A server whose photos go elsewhere than into its folder.
    pub(crate) async fn with_media(media: Media) -> Self {
        let clock = Arc::new(StandingClock(AtomicI64::new(BEGIN_MS)));
        let entropy = Arc::new(CountedEntropy(AtomicU64::new(0)));
        let folder = Arc::new(tempfile::tempdir().unwrap());
        let (area, console) = (anywhere(), Console::Absent);
        let analysis = AnalysisSettings::default();
        Self::build_in(folder, clock, entropy, area, console, Some(media), analysis).await
    }

    /// Another server over the same data folder, as after a restart.
    pub(crate) async fn restarted(&self) -> Self {
        self.restarted_with_area(Area::anywhere()).await
    }

    /// As after a restart with another area.
    pub(crate) async fn restarted_with_area(&self, area: Area) -> Self {
        let (folder, clock, entropy) = (self.folder.clone(), self.clock.clone(), self.entropy.clone());
        let area = ServedArea::new(area, None).unwrap();
        let (console, analysis) = (Console::Absent, AnalysisSettings::default());
        Self::build_in(folder, clock, entropy, area, console, None, analysis).await
    }

    /// As after a restart with the analysis switched off.
    pub(crate) async fn restarted_without_analysis(&self, area: Area) -> Self {
        let (folder, clock, entropy) = (self.folder.clone(), self.clock.clone(), self.entropy.clone());
        let area = ServedArea::new(area, None).unwrap();
        let analysis = AnalysisSettings {
            enabled: false,
            ..AnalysisSettings::default()
        };
        Self::build_in(folder, clock, entropy, area, Console::Absent, None, analysis).await
    }

    async fn build_in(
        folder: Arc<TempDir>,
        clock: Arc<StandingClock>,
        entropy: Arc<CountedEntropy>,
        area: ServedArea,
        console: Console,
        media: Option<Media>,
        analysis: AnalysisSettings,
    ) -> Self {
        let platform = Platform {
            clock: clock.clone(),
            entropy: entropy.clone(),
        };
        let location = Location::folder(folder.path());
        let deployment = Deployment::open(&location, platform.clone()).await.unwrap();
        let drain = CancellationToken::new();
        let hub = Hub::open(deployment.store.clone()).await.unwrap();
        let (following, end) = (hub.clone(), drain.clone());
        // An hour: in these tests nobody commits but through the router, which rings.
        tokio::spawn(async move { following.follow(Duration::from_secs(3_600), end).await });
        let presence = Presence::new(deployment.store.clone(), clock.clone());
        let streams = Arc::new(Semaphore::new(STREAMS_MAX));
        let (serving, entropy_of_hub) = (hub.clone(), platform.entropy.clone());
        tokio::spawn(serving.serve_readers(streams.clone(), entropy_of_hub, drain.clone()));
        let in_folder = || Media::in_folder(&deployment.data.media()).unwrap();
        let media = Arc::new(media.unwrap_or_else(in_folder));
        let public_url = PublicUrl::parse("http://patrol.test").unwrap();
        let deps = Arc::new(Deps {
            risk: Arc::new(Risk::new(analysis, area.area()).unwrap()),
            store: deployment.store.clone(),
            intake: Intake::start(deployment.store.clone()),
            secrets: deployment.secrets.clone(),
            area,
            sender: "patrol.test".into(),
            clock: platform.clock,
            entropy: platform.entropy,
            public_url: public_url.clone(),
            relying_party: RelyingParty::of(&public_url),
            retention: Retention::default(),
            console,
            passwords: Passwords::new(),
            media: media.clone(),
            uploads: Uploads::default(),
            pictures: PictureMaker::by(Some(photos::here())),
            metrics: Arc::default(),
            figures: Figures::default(),
            planning: Turns::default(),
            // Calls that come from nowhere are those of tests about something else.
            rates: Rates::new(Networks::parse(&["0.0.0.0"]).unwrap()),
            streams,
            hub: hub.clone(),
            presence: presence.clone(),
            drain: drain.clone(),
        });
        let jobs = deps.jobs(Vec::new());
        Self {
            router: app(deps),
            deployment,
            clock,
            entropy,
            drain,
            folder,
            media,
            hub,
            presence,
            jobs,
        }
    }

    /// The server behind a socket of its own, as programs reach it.
    pub(crate) async fn on_a_socket(&self) -> SocketAddr {
        self.on_a_socket_for(STREAMS_MAX * 2).await
    }

    /// The same, for so many connections at once.
    pub(crate) async fn on_a_socket_for(&self, connections_max: usize) -> SocketAddr {
        let bounds = Bounds {
            connections_max,
            unlimited: Networks::loopback(),
        };
        self.on_a_socket_by(&Way::default(), bounds).await
    }

    /// The same, by a way in and with bounds of one's own.
    pub(crate) async fn on_a_socket_by(&self, way: &Way, bounds: Bounds) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let ingress = Arc::new(Ingress::open(way, address).unwrap());
        let serving = accept::serve(listener, ingress, self.router.clone(), bounds, self.drain.clone());
        tokio::spawn(serving);
        address
    }

    /// Sends the alerts whose time has come, as the server does by itself.
    pub(crate) async fn send_due_alerts(&self) {
        self.jobs.send_due_alerts().await.unwrap();
    }

    /// A call to be made.
    pub(crate) fn call(&self, method: &str, path: &str) -> Call {
        Call::new(self.router.clone(), method, path)
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.call("GET", path).send().await
    }

    /// The store beside HTTP.
    pub(crate) fn store(&self) -> &dyn Store {
        self.deployment.store.as_ref()
    }

    pub(crate) fn shared_store(&self) -> Arc<dyn Store> {
        self.deployment.store.clone()
    }

    /// Runs a statement behind the server's back.
    pub(crate) fn meddle(&self, sql: &str) {
        let file = self.folder.path().join("lamplight.sqlite3");
        let database = rusqlite::Connection::open(file).unwrap();
        database.execute_batch(sql).unwrap();
    }

    /// Says that the database was restored from a backup.
    pub(crate) async fn restore(&self) {
        let by = Actor::command_line();
        self.store().begin_epoch(&by, self.now()).await.unwrap();
    }

    /// Lets time go by for the server.
    pub(crate) fn pass(&self, ms: i64) {
        self.clock.0.fetch_add(ms, Ordering::Relaxed);
    }

    pub(crate) fn hub(&self) -> &Hub {
        &self.hub
    }

    pub(crate) fn presence(&self) -> &Arc<Presence> {
        &self.presence
    }

    pub(crate) fn secrets(&self) -> Arc<Secrets> {
        self.deployment.secrets.clone()
    }

    /// The clock by which the server goes.
    pub(crate) fn clock(&self) -> Arc<dyn Clock> {
        self.clock.clone()
    }

    pub(crate) fn now(&self) -> TimestampMillis {
        self.clock.now()
    }

    /// What the server does by itself, keeping things for so long.
    pub(crate) fn jobs(&self, retention: Retention) -> Jobs {
        Jobs {
            retention,
            ..self.jobs.clone()
        }
    }

    /// The same, which reminds people by these channels.
    pub(crate) fn jobs_for(&self, channels: Vec<Channel>) -> Jobs {
        Jobs {
            channels,
            ..self.jobs.clone()
        }
    }

    /// Tells the server to go away.
    pub(crate) fn drain(&self) {
        self.drain.cancel();
    }

    fn random<const N: usize>(&self) -> [u8; N] {
        random(self.entropy.as_ref()).unwrap()
    }

    pub(crate) fn operation(&self) -> OperationId {
        OperationId::from_random(self.random())
    }

    pub(crate) fn alert_id(&self) -> AlertId {
        AlertId::from_random(self.random())
    }

    pub(crate) fn event_id(&self) -> EventId {
        EventId::from_random(self.random())
    }

    /// A service token for the staff API, with every role.
    pub(crate) async fn token(&self) -> String {
        self.token_with(&Rights::everywhere(Role::ALL)).await
    }

    /// A service token with these rights.
    pub(crate) async fn token_with(&self, rights: &Rights) -> String {
        self.deployment
            .desk()
            .create_token("script", rights, &Actor::command_line())
            .await
            .unwrap()
    }

    /// Ends the life of every token.
    pub(crate) async fn revoke_tokens(&self) {
        for token in self.store().tokens().await.unwrap() {
            let id: StaffId = token.id;
            let by = Actor::command_line();
            assert!(self.store().revoke_token(id, &by, self.now()).await.unwrap());
        }
    }

    /// The path of a fresh invitation.
    pub(crate) async fn invite(&self, name: &str) -> String {
        self.invite_with(name, &Rights::everywhere(Role::ALL)).await
    }

    /// The path of a fresh invitation with these rights.
    pub(crate) async fn invite_with(&self, name: &str, rights: &Rights) -> String {
        let desk = self.deployment.desk();
        let id = desk.new_invite_id().unwrap();
        let by = Actor::command_line();
        let invited = desk.invite(id, name, rights, Opens::Session, &by).await.unwrap();
        format!("/console/invite/{}", invited.code())
    }

    /// The cookie of somebody who has just signed in.
    pub(crate) async fn signed_in(&self, name: &str) -> String {
        let path = self.invite(name).await;
        let pressed = self.call("POST", &path).same_origin().send().await;
        let cookie = pressed.header("set-cookie");
        cookie.split(';').next().unwrap().to_owned()
    }

    /// A device with a report of its own, not yet sent.
    pub(crate) fn resident(&self) -> Resident<'_> {
        Resident {
            world: self,
            id: ReportId::from_random(self.random()),
            receipt: Receipt::from_random(self.random()),
        }
    }
}

impl Drop for World {
    fn drop(&mut self) {
        self.drain.cancel();
    }
}

/// Somebody with one report and its receipt.
pub(crate) struct Resident<'a> {
    world: &'a World,
    pub(crate) id: ReportId,
    pub(crate) receipt: Receipt,
}

impl Resident<'_> {
    /// A write under this report, with its receipt. `rest` follows the report's path.
    pub(crate) fn write(&self, method: &str, rest: &str) -> Call {
        let path = format!("/v1/reports/{}{rest}", self.id);
        self.world.call(method, &path).receipt(&self.receipt)
    }

    /// Sends the sample report.
    pub(crate) async fn reports(&self) -> Answer {
        self.write("PUT", "").digested(&report()).send().await
    }

    /// Says something.
    pub(crate) async fn says(&self, text: &str) -> Answer {
        let rest = format!("/messages/{}", self.world.operation());
        let body = serde_json::json!({ "text": text });
        self.write("PUT", &rest).digested(&body).send().await
    }

    /// The receipt as `threads/changes` and `live` take it.
    pub(crate) fn key(&self) -> serde_json::Value {
        serde_json::json!({ "report_id": self.id, "receipt": self.receipt })
    }
}
