//! What is said between the one who measures and the process of the readers, a line of JSON each.

use std::net::SocketAddr;

use serde::{Deserialize, Serialize};

/// Said to the readers' process. Each is answered with one [`Heard`], when it is done.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) enum Ask {
    /// Open so many more streams, from now on.
    Open(u32),
    /// Open so many more that are never read.
    OpenStalled(u32),
    /// Read until every reader has this tick, or the patience is over.
    ReadUntil { tick: u64, patience_ms: u64 },
    /// Drop every connection.
    Drop,
    /// Connect them all again, each after its own cursor.
    Resume,
    /// Drop every connection, and connect to this server, each after its own cursor.
    MoveTo(SocketAddr),
    /// Wait until every stalled stream was closed by the server, or the patience is over.
    AwaitStalled { patience_ms: u64 },
}

/// What came of it, since it was last asked.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub(crate) struct Heard {
    /// Readers that have everything they were to wait for.
    pub(crate) complete: u32,
    /// Ticks that reached a reader.
    pub(crate) deliveries: u64,
    /// From the publication's begin to the reader that had it last.
    pub(crate) last_us: u64,
    /// To 99 in 100 readers.
    pub(crate) p99_us: u64,
    /// To the middle one.
    pub(crate) median_us: u64,
    /// Bytes of the newest frame with a tick.
    pub(crate) frame_bytes: usize,
    /// Ticks that a reader should have had before one that it had.
    pub(crate) missed: u64,
    /// Ticks that a reader had again, or after a later one.
    pub(crate) doubled: u64,
    /// Streams that the server ended though they were read.
    pub(crate) ended: u32,
    /// Stalled streams that are still open.
    pub(crate) stalled_open: u32,
}
