//! What the core asks of the machine it runs on. The shell may bring its own; tests bring clocks that stand
//! still and dice that always fall alike.

mod notifier;

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use lamplight_protocol::time::TimestampMillis;

pub use self::notifier::{Loudness, NotShown, Notification, Notifier, Subject};

/// Tells the time.
pub trait Clock: Send + Sync {
    /// The time now. It may jump: people set their clocks.
    fn now(&self) -> TimestampMillis;
}

/// The machine gave no randomness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the system gives no random numbers")]
pub struct NoEntropy;

/// Gives randomness fit for secrets.
pub trait Entropy: Send + Sync {
    /// Fills `bytes` at random.
    ///
    /// # Errors
    /// [`NoEntropy`] when the system has none to give.
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoEntropy>;
}

/// The machine, as the core sees it.
#[derive(Clone)]
pub struct Platform {
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Makes ids, receipts and waiting times.
    pub entropy: Arc<dyn Entropy>,
    /// Shows notifications; none where nobody does, as in a terminal.
    pub notifier: Option<Arc<dyn Notifier>>,
}

impl Platform {
    /// The real clock and the real randomness of this machine, and nobody who shows notifications.
    pub fn system() -> Self {
        Self {
            clock: Arc::new(SystemClock),
            entropy: Arc::new(SystemEntropy),
            notifier: None,
        }
    }

    pub(crate) fn random<const N: usize>(&self) -> Result<[u8; N], NoEntropy> {
        let mut bytes = [0; N];
        self.entropy.fill(&mut bytes)?;
        Ok(bytes)
    }

    /// A number for spreading waits: from 0 to `u32::MAX`. Without randomness the longest wait is right,
    /// because it harms nobody.
    pub(crate) fn dice(&self) -> u32 {
        self.random().map_or(u32::MAX, u32::from_le_bytes)
    }
}

struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place of the core that reads the clock"
    )]
    fn now(&self) -> TimestampMillis {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        TimestampMillis::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }
}

struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoEntropy> {
        getrandom::fill(bytes).map_err(|_| NoEntropy)
    }
}
