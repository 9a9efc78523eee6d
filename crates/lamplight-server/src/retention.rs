//! How long this deployment keeps things.

use lamplight_protocol::limits::DAY_MS;
use lamplight_protocol::time::TimestampMillis;
use serde::Deserialize;

/// Two years, as the patrol's rules for personal data ask at most for what holds none.
const AUDIT_DAYS_DEFAULT: u16 = 730;

/// How long things are kept, in days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Retention {
    /// Rows of the audit.
    pub audit_days: u16,
}

impl Default for Retention {
    fn default() -> Self {
        Self {
            audit_days: AUDIT_DAYS_DEFAULT,
        }
    }
}

impl Retention {
    /// Rows of the audit from before this go.
    pub fn audit_since(&self, now: TimestampMillis) -> TimestampMillis {
        now.plus_millis(-i64::from(self.audit_days) * DAY_MS)
    }
}
