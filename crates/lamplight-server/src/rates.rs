//! How often each address may call. An address is a phone at home and a thousand phones in a school, so each kind of
//! call has room for the thousand; what is left to a flood does not stop anybody else.
//!
//! The generic cell rate algorithm: for each address and kind one moment is kept, before which all that came in would
//! have been paid for. Whoever is not remembered has everything left, so forgetting the one who was away longest is
//! safe, and memory has a bound.

use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use hashlink::LruCache;
use ipnet::IpNet;
use lamplight_protocol::time::TimestampMillis;

use crate::peer::{Networks, Peer, household};

/// Addresses remembered, each for each kind of call: some 8 MB. Whoever has more than these has a botnet, which no
/// limit by address stops.
const REMEMBERED_MAX: usize = 65_536;

/// What calls are counted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A new report, for which nothing was asked.
    Report,
    /// A new report, for which its device has worked ([`lamplight_protocol::work`]).
    WorkedReport,
    /// A photo.
    Photo,
    /// What else residents write.
    Words,
    /// A live stream that is opened.
    Stream,
    /// Somebody at the door of the desk.
    Door,
    /// What everybody may read.
    Reading,
    /// The desk, and everything else.
    Desk,
}

/// So many at once, and then one in so many milliseconds.
struct Rate {
    at_once: i64,
    each_ms: i64,
}

impl Kind {
    /// The numbers of a school with 2,000 phones behind one address, all of which open the app within a minute of
    /// something that happens there. Only reports for which nothing was asked are fewer: beyond them the phones work
    /// for a second, and get in all the same.
    const fn rate(self) -> Rate {
        let (at_once, each_ms) = match self {
            Self::Report => (30, 2_000),
            Self::Photo => (1_200, 100),
            Self::WorkedReport | Self::Words => (600, 100),
            Self::Stream => (4_000, 20),
            // A desk of thirty at the change of a shift, each of whom mistypes twice.
            Self::Door => (100, 1_000),
            Self::Reading => (12_000, 5),
            Self::Desk => (6_000, 10),
        };
        Rate { at_once, each_ms }
    }
}

/// How often each address may call.
pub struct Rates {
    unlimited: Networks,
    paid_until: Mutex<LruCache<(IpNet, Kind), i64>>,
}

impl Rates {
    /// Counts the calls of everybody but these.
    pub fn new(unlimited: Networks) -> Self {
        Self {
            unlimited,
            paid_until: Mutex::new(LruCache::new(REMEMBERED_MAX)),
        }
    }

    /// Whether calls from there are counted.
    pub(crate) fn counts(&self, address: IpAddr) -> bool {
        !self.unlimited.hold(address)
    }

    /// Counts a call that comes in now.
    ///
    /// # Errors
    /// The milliseconds after which the next may come, when this one is too many. It was not counted then: whoever
    /// keeps on calling waits no longer for it.
    pub fn take(&self, peer: Peer, kind: Kind, now: TimestampMillis) -> Result<(), i64> {
        if !self.counts(peer.0) {
            return Ok(());
        }
        let Rate { at_once, each_ms } = kind.rate();
        let (key, now) = ((household(peer.0), kind), now.as_millis());
        let mut paid_until = self.paid_until.lock().unwrap_or_else(PoisonError::into_inner);
        let until = paid_until.get(&key).map_or(now, |until| now.max(*until));
        let wait = until + each_ms - now - at_once * each_ms;
        if wait > 0 {
            return Err(wait);
        }
        paid_until.insert(key, until + each_ms);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(address: &str) -> Peer {
        Peer(address.parse().unwrap())
    }

    fn at(ms: i64) -> TimestampMillis {
        TimestampMillis::from_millis(ms)
    }

    /// How many of so many calls are let through.
    fn passed(rates: &Rates, peer: Peer, kind: Kind, now: i64, calls: usize) -> usize {
        (0..calls)
            .filter(|_| rates.take(peer, kind, at(now)).is_ok())
            .count()
    }

    #[test]
    fn so_many_pass_at_once_and_then_one_at_a_time() {
        let rates = Rates::new(Networks::default());
        let peer = from("203.0.113.5");
        assert_eq!(passed(&rates, peer, Kind::Report, 0, 100), 30);
        assert_eq!(rates.take(peer, Kind::Report, at(500)), Err(1_500));
        assert_eq!(passed(&rates, peer, Kind::Report, 2_000, 100), 1);
        assert_eq!(passed(&rates, peer, Kind::Report, 60_000, 100), 29);
        assert_eq!(passed(&rates, peer, Kind::Report, 10_000_000, 100), 30);
    }

    #[test]
    fn other_addresses_and_other_calls_have_room_of_their_own() {
        let rates = Rates::new(Networks::parse(&["198.51.100.0/24"]).unwrap());
        assert_eq!(passed(&rates, from("203.0.113.5"), Kind::Report, 0, 100), 30);
        assert_eq!(
            passed(&rates, from("::ffff:203.0.113.5"), Kind::Report, 0, 100),
            0
        );
        assert_eq!(passed(&rates, from("203.0.113.5"), Kind::Photo, 0, 100), 100);
        assert_eq!(passed(&rates, from("203.0.113.6"), Kind::Report, 0, 100), 30);
        assert_eq!(passed(&rates, from("2001:db8::1"), Kind::Report, 0, 100), 30);
        assert_eq!(
            passed(&rates, from("2001:db8::ffff:1"), Kind::Report, 0, 100),
            0,
            "of one home"
        );
        assert_eq!(passed(&rates, from("2001:db8:0:1::1"), Kind::Report, 0, 100), 30);
        assert_eq!(passed(&rates, from("198.51.100.7"), Kind::Report, 0, 100), 100);
    }

    #[test]
    fn a_school_behind_one_address_opens_the_app_and_reports_within_a_minute() {
        let rates = Rates::new(Networks::default());
        let school = from("203.0.113.5");
        assert_eq!(passed(&rates, school, Kind::Reading, 0, 3 * 2_000), 6_000);
        assert_eq!(passed(&rates, school, Kind::Stream, 0, 2_000), 2_000);
        let reports =
            passed(&rates, school, Kind::Report, 0, 30) + passed(&rates, school, Kind::WorkedReport, 0, 600);
        assert_eq!(reports, 630);
        assert_eq!(passed(&rates, school, Kind::WorkedReport, 60_000, 1_000), 600);
    }

    #[test]
    fn memory_has_a_bound_and_whoever_calls_on_is_not_forgotten() {
        let rates = Rates::new(Networks::default());
        let busy = from("203.0.113.5");
        assert_eq!(passed(&rates, busy, Kind::Report, 0, 100), 30);
        for n in 0..u32::try_from(2 * REMEMBERED_MAX).unwrap() {
            let other = Peer(IpAddr::V4((0x0100_0000 + n).into()));
            rates.take(other, Kind::Report, at(0)).unwrap();
            if n % 1_000 == 0 {
                assert!(rates.take(busy, Kind::Report, at(0)).is_err());
            }
        }
        assert_eq!(rates.paid_until.lock().unwrap().len(), REMEMBERED_MAX);
    }
}
