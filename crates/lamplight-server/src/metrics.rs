//! What an operator's monitoring reads: how much comes in, how fast it is answered, and how near the bounds are.
//!
//! **Invariant:** a label is a route, a method or a status of ours, never anything that a caller sent; so there are no
//! more series than the program has words for, and none tells of anybody.

mod process;

use std::sync::atomic::Ordering;
use std::time::Duration;

use axum::http::{Method, StatusCode};
use lamplight_protocol::time::TimestampMillis;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

use crate::Deps;

/// Upper bounds of what is counted as equally fast, in seconds: from a millisecond to what nobody waits for.
const SECONDS: [f64; 13] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0,
];

/// What an answered call is counted under.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct CallLabels {
    method: &'static str,
    route: String,
    status: u32,
}

/// What comes of a photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EncodeLabelSet)]
struct PhotoLabels {
    outcome: &'static str,
}

/// What the server does by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EncodeLabelSet)]
struct JobLabels {
    job: &'static str,
}

/// A call that was answered.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Answered<'a> {
    /// By its route, in whose place a path would tell of ids.
    pub(crate) route: &'a str,
    pub(crate) method: &'a Method,
    pub(crate) status: StatusCode,
    pub(crate) took: Duration,
}

/// Counts what happens in this process.
pub struct Metrics {
    registry: Registry,
    calls: Family<CallLabels, Counter>,
    call_seconds: Histogram,
    intake_seconds: Histogram,
    photos: Family<PhotoLabels, Counter>,
    retries: Family<JobLabels, Counter>,
    job_done: Family<JobLabels, Gauge>,
    slow_readers: Counter,
    gauges: Gauges,
}

/// What is looked up when somebody asks.
#[derive(Default)]
struct Gauges {
    journal_lag_rows: Gauge,
    stream_places_free: Gauge,
    store_connections: Gauge,
    store_connections_idle: Gauge,
    memory_bytes: Gauge,
    open_files: Gauge,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("lamplight");
        let (calls, photos) = (Family::default(), Family::default());
        let (retries, job_done, slow_readers) = (Family::default(), Family::default(), Counter::default());
        let (call_seconds, intake_seconds) = (Histogram::new(SECONDS), Histogram::new(SECONDS));
        let gauges = Gauges::default();
        registry.register("calls", "Calls that were answered", calls.clone());
        registry.register("photos", "Photos that the worker has looked at", photos.clone());
        registry.register(
            "retries",
            "Work that failed and is done again later",
            retries.clone(),
        );
        registry.register_with_unit(
            "job_done_time",
            "When a job last went through, since 1970",
            Unit::Seconds,
            job_done.clone(),
        );
        registry.register(
            "slow_readers_closed",
            "Live streams that were ended because nobody read them",
            slow_readers.clone(),
        );
        for (name, help, histogram) in [
            (
                "call_duration",
                "From a call's headers to the begin of its answer",
                &call_seconds,
            ),
            (
                "intake_duration",
                "The same for reports that were taken in",
                &intake_seconds,
            ),
        ] {
            registry.register_with_unit(name, help, Unit::Seconds, histogram.clone());
        }
        gauges.register(&mut registry);
        Self {
            registry,
            calls,
            call_seconds,
            intake_seconds,
            photos,
            retries,
            job_done,
            slow_readers,
            gauges,
        }
    }
}

impl Gauges {
    fn register(&self, registry: &mut Registry) {
        for (name, help, gauge) in [
            (
                "journal_lag_rows",
                "Rows of the journal that no live stream was told of yet",
                &self.journal_lag_rows,
            ),
            (
                "stream_places_free",
                "Residents' live streams that could still be opened",
                &self.stream_places_free,
            ),
            (
                "store_connections",
                "Connections to the database",
                &self.store_connections,
            ),
            (
                "store_connections_idle",
                "Those of them that nobody uses",
                &self.store_connections_idle,
            ),
            ("memory_bytes", "Memory of this process", &self.memory_bytes),
            ("open_files", "Files that this process has open", &self.open_files),
        ] {
            registry.register(name, help, gauge.clone());
        }
    }

    async fn look(&self, deps: &Deps) {
        let set = |gauge: &Gauge, value: usize| {
            gauge.set(i64::try_from(value).unwrap_or(i64::MAX));
        };
        // What cannot be asked keeps the value that it had: the log says why.
        if let Ok(rows) = deps.hub.lag_rows().await {
            set(&self.journal_lag_rows, rows);
        }
        set(&self.stream_places_free, deps.streams.available_permits());
        let connections = deps.store.connections();
        set(&self.store_connections, connections.open);
        set(&self.store_connections_idle, connections.idle);
        set(&self.memory_bytes, process::memory_bytes().unwrap_or_default());
        set(&self.open_files, process::open_files().unwrap_or_default());
    }
}

impl Metrics {
    /// Counts a call.
    pub(crate) fn answered(&self, call: Answered<'_>) {
        let labels = CallLabels {
            method: word_of(call.method),
            route: call.route.to_owned(),
            status: call.status.as_u16().into(),
        };
        self.calls.get_or_create(&labels).inc();
        let seconds = call.took.as_secs_f64();
        self.call_seconds.observe(seconds);
        let takes_in = call.route == "/v1/reports/{id}" && call.method == Method::PUT;
        if takes_in && call.status.is_success() {
            self.intake_seconds.observe(seconds);
        }
    }

    /// Counts a photo, by a word of ours for what came of it.
    pub(crate) fn photo(&self, outcome: &'static str) {
        self.photos.get_or_create(&PhotoLabels { outcome }).inc();
    }

    /// Notes that a job went through, by a word of ours for it.
    pub(crate) fn job_done(&self, job: &'static str, now: TimestampMillis) {
        let seconds = now.as_millis() / 1_000;
        self.job_done.get_or_create(&JobLabels { job }).set(seconds);
    }

    /// Counts something that failed and is done again later.
    pub(crate) fn retry(&self, job: &'static str) {
        self.retries.get_or_create(&JobLabels { job }).inc();
    }

    /// Everything, as Prometheus and OpenMetrics read it.
    pub(crate) async fn tell(&self, deps: &Deps) -> String {
        self.gauges.look(deps).await;
        let let_go = deps.hub.slow_readers_let_go();
        self.slow_readers.inner().store(let_go, Ordering::Relaxed);
        self.written()
    }

    /// Everything as it is known now.
    pub(crate) fn written(&self) -> String {
        let mut text = String::new();
        if encode(&mut text, &self.registry).is_err() {
            tracing::error!("the metrics could not be written");
        }
        text
    }
}

/// A method by a word of ours: callers may invent others.
fn word_of(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::PUT => "PUT",
        Method::POST => "POST",
        Method::DELETE => "DELETE",
        _ => "other",
    }
}
