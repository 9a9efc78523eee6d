//! Asking a device to work before it is heard: only where many reports come from its address.

use lamplight_protocol::ids::ReportId;
use lamplight_protocol::time::TimestampMillis;
use lamplight_protocol::work::{Challenge, SALT_BYTES, Solution};

use crate::Deps;
use crate::body::digest_of;
use crate::platform::{NoEntropy, random};
use crate::secrets::{Access, Secrets};

/// Numbers among which one is hidden: a quarter of a second of a core, on average.
const NUMBERS: u32 = 1 << 19;
const _: () = assert!(NUMBERS <= lamplight_protocol::limits::WORK_NUMBERS_MAX && NUMBERS.is_power_of_two());
/// How long the device may take, in milliseconds; it may be offline for a while.
const LASTS_MS: i64 = 10 * 60 * 1_000;

/// A challenge for one report.
pub(crate) fn ask(deps: &Deps, report: ReportId) -> Result<Challenge, NoEntropy> {
    let salt: [u8; SALT_BYTES] = random(deps.entropy.as_ref())?;
    // A power of two divides the numbers there are, so each is drawn as often as any other.
    let number = u32::from_le_bytes(random(deps.entropy.as_ref())?) % NUMBERS;
    let mut challenge = Challenge {
        expires_at: deps.clock.now().plus_millis(LASTS_MS),
        numbers: NUMBERS,
        salt,
        hash: sha256(&Challenge::guess(&salt, number)),
        signature: [0; 32],
    };
    challenge.signature = signature(&deps.secrets, report, &challenge);
    Ok(challenge)
}

/// Whether a text solves what was asked for this report.
pub(crate) fn is_done(secrets: &Secrets, report: ReportId, text: &str, now: TimestampMillis) -> bool {
    text.parse::<Solution>().is_ok_and(|solution| {
        let challenge = &solution.challenge;
        let ours = signature(secrets, report, challenge);
        bool::from(subtle::ConstantTimeEq::ct_eq(&ours[..], &challenge.signature[..]))
            && now < challenge.expires_at
            && challenge.is(solution.number, sha256)
    })
}

/// Of everything in it, and of its report.
fn signature(secrets: &Secrets, report: ReportId, challenge: &Challenge) -> [u8; 32] {
    let unsigned = Challenge {
        signature: [0; 32],
        ..challenge.clone()
    };
    secrets.hash_access(Access::Work, &format!("{report}\n{unsigned}"))
}

fn sha256(bytes: &[u8]) -> [u8; 32] {
    *digest_of(bytes).as_bytes()
}
