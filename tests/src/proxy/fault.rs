//! What a call may meet on its way.

use std::time::Duration;

use fastrand::Rng;

/// Statuses that proxies and overloaded servers give of their own.
const STATUSES: [u16; 7] = [408, 429, 500, 502, 503, 504, 520];
/// A delay that nobody would call a fault, at most, in milliseconds.
const DELAY_MS_MAX: u64 = 400;
/// Cuts lie in the first so many bytes: as long as the call of a report, or that of a small photo. A cut behind
/// the end is a lost answer.
const CUT_BYTES_MAX: [usize; 2] = [900, 2_000];

/// One fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// None.
    Pass,
    /// The connection ends before anything was carried.
    Refuse,
    /// The server gets so many bytes of the request, and then both lose the connection.
    CutRequest(usize),
    /// The client gets so many bytes of the answer.
    CutAnswer(usize),
    /// The server gets the request and answers; the client hears nothing.
    LoseAnswer,
    /// The server gets the request twice at once; the client gets one of the answers.
    Twice,
    /// Everything arrives, later.
    Delay(Duration),
    /// The request goes at 50 bytes a second.
    SlowRequest,
    /// The answer comes at 50 bytes a second.
    SlowAnswer,
    /// The connection stays open, and nobody speaks any more; the server may have got the request.
    HalfOpen {
        /// Whether the server got it.
        delivered: bool,
    },
    /// An error page of something between the two; the server may have got the request.
    Status {
        /// Which.
        status: u16,
        /// Whether the server got it.
        delivered: bool,
    },
    /// A sign-in page, with 200, as in a hotel.
    Portal,
    /// The server's answer, of which the last half is missing, in an envelope of the right length.
    HalfAnswer,
    /// 200 and something that is no JSON.
    Garbage,
    /// The server's answer with another id.
    OthersAnswer,
    /// To another address.
    Redirect,
}

impl Fault {
    /// A fault by chance.
    pub fn draw(rng: &mut Rng) -> Self {
        match rng.u8(..20) {
            0 => Self::Refuse,
            1 | 2 => Self::CutRequest(cut(rng)),
            3 | 4 => Self::CutAnswer(cut(rng)),
            5 | 6 => Self::LoseAnswer,
            7 | 8 => Self::Twice,
            9 => Self::Delay(Duration::from_millis(rng.u64(..DELAY_MS_MAX))),
            10 => Self::SlowRequest,
            11 => Self::SlowAnswer,
            12 => Self::HalfOpen {
                delivered: rng.bool(),
            },
            13 | 14 => Self::Status {
                status: *rng.choice(&STATUSES).unwrap_or(&500),
                delivered: rng.bool(),
            },
            15 => Self::Portal,
            16 => Self::HalfAnswer,
            17 => Self::Garbage,
            18 => Self::OthersAnswer,
            _ => Self::Redirect,
        }
    }

    /// Whether it takes seconds, because somebody has to lose patience.
    pub fn is_slow(self) -> bool {
        matches!(self, Self::SlowRequest | Self::SlowAnswer | Self::HalfOpen { .. })
    }
}

fn cut(rng: &mut Rng) -> usize {
    let within = if rng.bool() {
        CUT_BYTES_MAX[0]
    } else {
        CUT_BYTES_MAX[1]
    };
    rng.usize(..within)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_draws_the_same_faults_and_every_kind_is_drawn() {
        let draw = |seed| -> Vec<Fault> {
            let mut rng = Rng::with_seed(seed);
            (0..500).map(|_| Fault::draw(&mut rng)).collect()
        };
        assert_eq!(draw(3), draw(3));
        assert_ne!(draw(3), draw(4));
        let kinds: std::collections::HashSet<_> = draw(3).iter().map(std::mem::discriminant).collect();
        // All but the one that is none.
        assert_eq!(kinds.len(), 15);
    }
}
