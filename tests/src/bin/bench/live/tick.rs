//! The mark in every publication: which it is, and when it was begun. It passes through JSON as it is.

use rustix::time::{ClockId, clock_gettime};

const BEGIN: &[u8] = b"tick=";
const NUMBER_DIGITS: usize = 8;
const TIME_DIGITS: usize = 20;

/// A publication's mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tick {
    pub(crate) number: u64,
    pub(crate) begun_ns: u64,
}

impl Tick {
    /// The mark of a publication that begins now.
    pub(crate) fn now(number: u64) -> Self {
        Self {
            number,
            begun_ns: now_ns(),
        }
    }

    /// As many bytes for every tick, so that frames are alike.
    pub(crate) fn text(self) -> String {
        let Self { number, begun_ns } = self;
        format!("tick={number:0NUMBER_DIGITS$}@{begun_ns:0TIME_DIGITS$}")
    }

    /// The mark in a frame, if it has one.
    pub(crate) fn find(frame: &[u8]) -> Option<Self> {
        let rest = frame.get(memchr::memmem::find(frame, BEGIN)? + BEGIN.len()..)?;
        let (number, rest) = rest.split_at_checked(NUMBER_DIGITS)?;
        Some(Self {
            number: decimal(number)?,
            begun_ns: decimal(rest.get(1..=TIME_DIGITS)?)?,
        })
    }
}

fn decimal(digits: &[u8]) -> Option<u64> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// The clock that all processes of a machine share.
pub(crate) fn now_ns() -> u64 {
    let now = clock_gettime(ClockId::Monotonic);
    u64::try_from(now.tv_sec)
        .unwrap_or_default()
        .saturating_mul(1_000_000_000)
        .saturating_add(u64::try_from(now.tv_nsec).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tick_is_found_again_in_a_frame() {
        let tick = Tick::now(7);
        let frame = format!("id: e.1\ndata: {{\"x\":\"{}...\"}}", tick.text());
        assert_eq!(Tick::find(frame.as_bytes()), Some(tick));
        assert_eq!(Tick::find(b"event: hb\ndata: {}"), None);
        assert_eq!(Tick::find(b"data: tick=0000"), None);
    }
}
