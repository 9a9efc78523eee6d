//! Points in time.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};

/// Milliseconds since the Unix epoch, UTC. On the wire it is RFC 3339 with milliseconds and `Z`, for
/// example `2026-11-20T10:00:00.000Z`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String, format = DateTime))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "string"))]
pub struct TimestampMillis(i64);

/// A time that is not RFC 3339, or lies outside the years 1 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not a time: expected something like 2026-11-20T10:00:00Z")]
pub struct TimeError;

/// Years 0001 to 9999 in milliseconds since the epoch: what RFC 3339 can write.
const WRITABLE_MS: std::ops::RangeInclusive<i64> = -62_135_596_800_000..=253_402_300_799_999;

impl TimestampMillis {
    /// 1970-01-01T00:00:00Z.
    pub const EPOCH: Self = Self(0);

    /// Takes milliseconds since the Unix epoch; what RFC 3339 cannot write is moved to the nearest
    /// millisecond that it can.
    pub fn from_millis(ms: i64) -> Self {
        Self(ms.clamp(*WRITABLE_MS.start(), *WRITABLE_MS.end()))
    }

    /// Milliseconds since the Unix epoch.
    pub fn as_millis(self) -> i64 {
        self.0
    }

    /// This time moved by so many milliseconds, forwards or backwards.
    pub fn plus_millis(self, ms: i64) -> Self {
        Self::from_millis(self.0.saturating_add(ms))
    }

    /// Milliseconds from `earlier` to this time; negative if `earlier` is later.
    pub fn millis_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

impl fmt::Display for TimestampMillis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let time = DateTime::<Utc>::from_timestamp_millis(self.0).unwrap_or_default();
        f.write_str(&time.to_rfc3339_opts(SecondsFormat::Millis, true))
    }
}

impl fmt::Debug for TimestampMillis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for TimestampMillis {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        let ms = DateTime::parse_from_rfc3339(text)
            .map_err(|_| TimeError)?
            .timestamp_millis();
        if WRITABLE_MS.contains(&ms) {
            Ok(Self(ms))
        } else {
            Err(TimeError)
        }
    }
}

impl From<TimestampMillis> for String {
    fn from(time: TimestampMillis) -> Self {
        time.to_string()
    }
}

impl TryFrom<String> for TimestampMillis {
    type Error = TimeError;

    fn try_from(text: String) -> Result<Self, TimeError> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_millisecond_reads_back_as_itself(ms: i64) {
            let time = TimestampMillis::from_millis(ms);
            prop_assert_eq!(time.to_string().parse(), Ok(time));
        }
    }

    #[test]
    fn an_offset_is_turned_into_utc() {
        let time: TimestampMillis = "2026-11-20T12:00:00+02:00".parse().unwrap();
        assert_eq!(time.to_string(), "2026-11-20T10:00:00.000Z");
    }
}
