//! One phone: the real core, an address of its own, and a report that waited out an outage.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use anyhow::Context as _;
use lamplight_protocol::time::TimestampMillis;
use lamplight_resident::platform::Clock;
use lamplight_resident::{Core, DATABASE_FILE, Platform};
use lamplight_tests::clock::SetClock;
use lamplight_tests::device::{Device, Running, vandalism};
use rusqlite::{Connection, OpenFlags};
use tokio::sync::broadcast::error::RecvError;

use super::meter::{Closed, Meter};
use super::record::Record;
use crate::picture::noise;

/// How long nobody answered, in milliseconds: an hour.
const OUTAGE_MS: i64 = 60 * 60 * 1_000;
/// One phone in so many has a photo.
pub(crate) const PHOTO_EVERY: u32 = 10;
/// About how many bytes such a photo has.
pub(crate) const PHOTO_BYTES: usize = 50_000;
/// The addresses of this machine that lie between two phones, so that ten thousand are spread over all of
/// 127.0.0.0/8.
const ADDRESS_STEP: u32 = 1_677;
/// The address of the first phone; the one before it is the server's.
const ADDRESS_FIRST: u32 = Ipv4Addr::new(127, 0, 0, 2).to_bits();
/// Phones that have an address.
pub(crate) const PHONES_MAX: u32 = 10_000;

/// A phone whose report has waited out the outage.
pub(crate) struct Phone {
    core: Core,
    meter: Closed,
    record: Record,
    device: Device,
}

impl Phone {
    /// A phone on which a report was saved when the outage began. Its attempts are those that the core's own
    /// rule makes in an hour; only the clock is quick.
    pub(crate) async fn after_outage(number: u32, folder: &Path) -> anyhow::Result<Self> {
        let meter = Closed::at(Ipv4Addr::from_bits(ADDRESS_FIRST + number * ADDRESS_STEP))?;
        let device = Device::within(folder)?;
        let clock = Arc::new(SetClock::default());
        let platform = Platform {
            clock: Arc::clone(&clock) as Arc<dyn Clock>,
            ..Platform::system()
        };
        clock.set(-OUTAGE_MS);
        let core = device.open_on(&meter.url(), platform)?;
        let photo = number
            .is_multiple_of(PHOTO_EVERY)
            .then(|| noise(number.into(), PHOTO_BYTES))
            .transpose()?;
        let saved = core.submit_report(&vandalism(&format!("Phone {number}")), photo.as_slice())?;
        let attempts = wait_out(&core, &clock, device.data()).await?;
        let record = Record {
            report: saved.id.to_string(),
            photo: photo.map(|photo| photo.shown().sha256.as_str().to_owned()),
            attempts,
            waiting: 0,
            calls: Vec::new(),
        };
        Ok(Self {
            core,
            meter,
            record,
            device,
        })
    }

    /// Opens the app, while the server is still away.
    pub(crate) fn start(self) -> Started {
        Started {
            running: Running::start(&self.core),
            phone: self,
        }
    }
}

/// A phone whose app is open.
pub(crate) struct Started {
    phone: Phone,
    running: Running,
}

impl Started {
    /// The server is back.
    pub(crate) fn server_is_back(self, server: SocketAddr, began: Instant) -> anyhow::Result<Calling> {
        let Phone {
            core,
            meter,
            record,
            device,
        } = self.phone;
        Ok(Calling {
            core,
            meter: meter.open(server, began)?,
            record,
            running: self.running,
            _device: device,
        })
    }
}

/// A phone that calls the server.
pub(crate) struct Calling {
    core: Core,
    meter: Meter,
    record: Record,
    running: Running,
    _device: Device,
}

impl Calling {
    /// Waits until nothing is left to be sent.
    pub(crate) async fn emptied(&self) -> anyhow::Result<()> {
        // Before the first look, so that nothing falls between the two.
        let mut changes = self.core.changes();
        while self.core.outbox()?.waiting > 0 {
            match changes.recv().await {
                Ok(_) | Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => anyhow::bail!("the core is gone"),
            }
        }
        Ok(())
    }

    /// Closes the app; gives what the phone went through.
    pub(crate) async fn end(mut self) -> anyhow::Result<Record> {
        self.record.calls = self.meter.calls();
        self.running.end().await?;
        self.record.waiting = self.core.outbox()?.waiting;
        Ok(self.record)
    }
}

/// Tries again whenever it is due until the hour is over; gives the number of attempts.
async fn wait_out(core: &Core, clock: &SetClock, data: &Path) -> anyhow::Result<u32> {
    let database = Connection::open_with_flags(data.join(DATABASE_FILE), OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    loop {
        core.sync_once().await?;
        let (attempts, next_at) = next_attempt(&database)?;
        if next_at >= Platform::system().clock.now() {
            clock.set(0);
            return Ok(attempts);
        }
        clock.set_to(next_at);
    }
}

fn next_attempt(database: &Connection) -> anyhow::Result<(u32, TimestampMillis)> {
    let mut next =
        database.prepare_cached("SELECT attempts, next_at FROM operations WHERE kind = 'report'")?;
    let next = next.query_row([], |row| Ok((row.get(0)?, row.get(1)?)));
    let (attempts, next_at) = next.context("the report is gone")?;
    Ok((attempts, TimestampMillis::from_millis(next_at)))
}
