//! The patrol server: takes reports in, gives staff a console to work them, and pushes alerts, events and
//! replies back to the app.
//!
//! [`app`] is the whole of HTTP as one router over [`Deps`]; it opens nothing and reads no global.
//! [`deployment::Deployment`] is an opened data folder, and [`server::Server`] serves the router over it by its
//! own accept loop.
//!
//! **Invariants:** a handler that needs somebody takes an [`auth::Allowed`] or an [`auth::Receipt`]; no SQL
//! and no connection is in this crate; a log line holds no path, no body, no place and no secret.

pub mod accept;
pub mod access;
pub mod area;
pub mod area_pack;
pub mod atom;
pub mod audit;
pub mod auth;
pub mod backup;
pub mod body;
pub mod cap;
pub mod config;
pub mod data;
pub mod deployment;
pub mod desk_hours;
pub mod error;
pub mod figures;
pub mod http;
pub mod ingress;
mod jobs;
pub mod live;
pub mod media;
pub mod metrics;
pub mod notify;
mod open_files;
pub mod patrols;
pub mod peer;
pub mod platform;
pub mod policy;
pub mod presence;
pub mod rates;
pub mod retention;
pub mod risk;
pub mod secrets;
pub mod server;
#[cfg(test)]
mod testing;
pub mod time_zone;
mod trust;
mod work;

use std::sync::Arc;

use lamplight_store::model::Channel;
use lamplight_store::{Intake, Store};
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;

use crate::access::{Desk, Passwords, RelyingParty};
use crate::area::ServedArea;
use crate::body::photo::Uploads;
use crate::config::PublicUrl;
use crate::figures::Figures;
use crate::http::console::Console;
use crate::jobs::Jobs;
use crate::live::Hub;
use crate::media::{Maker, Media, PictureMaker, Worker};
use crate::metrics::Metrics;
use crate::platform::{Clock, Entropy};
use crate::presence::Presence;
use crate::rates::Rates;
use crate::retention::Retention;
use crate::risk::Risk;
use crate::secrets::Secrets;

pub use crate::http::{app, monitoring, openapi};

/// All that the handlers work with. Made once, by whoever starts the server, and shared by all calls.
pub struct Deps {
    /// The memory.
    pub store: Arc<dyn Store>,
    /// Gathers the reports that come in at the same moment into one commit.
    pub intake: Intake,
    /// Makes the keyed hashes.
    pub secrets: Arc<Secrets>,
    /// The place that is served.
    pub area: ServedArea,
    /// What is told of how the patrol serves residents.
    pub figures: Figures,
    /// The name under which alerts are sent.
    pub sender: String,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Makes ids, secrets and jitter.
    pub entropy: Arc<dyn Entropy>,
    /// How long things are kept.
    pub retention: Retention,
    /// How maps of risk are made.
    pub risk: Arc<Risk>,
    /// Turns to plan walks.
    pub planning: patrols::Turns,
    /// Under which address the server is reached.
    pub public_url: PublicUrl,
    /// The server, as passkeys know it; none where it has no name.
    pub relying_party: Option<RelyingParty>,
    /// Where the console's files come from.
    pub console: Console,
    /// Hashes and checks the passwords of people.
    pub passwords: Passwords,
    /// Holds the bytes of photos.
    pub media: Arc<Media>,
    /// The memory that uploads of photos share.
    pub uploads: Uploads,
    /// Makes the pictures that the patrol shows.
    pub pictures: PictureMaker,
    /// Carries the journal to those who listen.
    pub hub: Arc<Hub>,
    /// Knows whether somebody watches the desk.
    pub presence: Arc<Presence>,
    /// Counts what happens.
    pub metrics: Arc<Metrics>,
    /// How often each address may call.
    pub rates: Rates,
    /// Places for the live streams of residents.
    pub streams: Arc<Semaphore>,
    /// Cancelled when the server goes away: live streams end, and `ready` says no.
    pub drain: CancellationToken,
}

impl Deps {
    /// Makes photos safe to look at, by this maker.
    pub fn photo_worker(&self, maker: Arc<dyn Maker>) -> Worker {
        Worker {
            store: Arc::clone(&self.store),
            media: Arc::clone(&self.media),
            hub: Arc::clone(&self.hub),
            metrics: Arc::clone(&self.metrics),
            maker,
            clock: Arc::clone(&self.clock),
            entropy: Arc::clone(&self.entropy),
        }
    }

    /// What the server does by itself, again and again; people are reminded by these channels.
    pub(crate) fn jobs(&self, channels: Vec<Channel>) -> Jobs {
        Jobs {
            store: Arc::clone(&self.store),
            clock: Arc::clone(&self.clock),
            metrics: Arc::clone(&self.metrics),
            entropy: Arc::clone(&self.entropy),
            retention: self.retention,
            risk: Arc::clone(&self.risk),
            hub: Arc::clone(&self.hub),
            media: Arc::clone(&self.media),
            area: Arc::new(self.area.area().clone()),
            sender: self.sender.clone(),
            presence: Arc::clone(&self.presence),
            channels,
        }
    }

    /// Makes tokens, invitations and sessions.
    pub fn desk(&self) -> Desk<'_> {
        Desk {
            store: self.store.as_ref(),
            secrets: &self.secrets,
            clock: self.clock.as_ref(),
            entropy: self.entropy.as_ref(),
        }
    }
}
