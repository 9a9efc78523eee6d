//! The retry rule: what an answer means for the operation that was sent. Pure, and the only place that
//! decides it.
//!
//! - **Accepted**: 2xx and an answer that echoes the id and the digest. Nothing less counts: a captive
//!   portal answers 200 too.
//! - **Attention**: one of our codes that can never pass, in our envelope, about this very operation.
//! - **Pause** of the whole queue: our own `upgrade_required` and `server_paused`.
//! - **Retry**: everything else, for ever. What nobody foresaw is a passing fault. A queue that took an
//!   unknown status for a refusal would lose reports at the first odd proxy.

mod after;

use lamplight_protocol::api::{Accepted, RsvpTaken};
use lamplight_protocol::digest::ContentDigest;
use lamplight_protocol::error::{ErrorBody, ErrorCode};
use lamplight_protocol::time::TimestampMillis;
use serde::de::DeserializeOwned;

pub(crate) use after::seconds_to_wait;

/// The first wait before a retry is drawn from 0 to this, in milliseconds; each further one from twice as
/// long.
const RETRY_DELAY_MS_FIRST: i64 = 1_000;
/// The longest wait before a retry, in milliseconds: five minutes, also if the server asks for longer.
pub(crate) const RETRY_DELAY_MS_MAX: i64 = 5 * 60 * 1_000;
/// How long the queue rests when the server is paused and names no time, in milliseconds.
const PAUSE_MS: i64 = 60 * 1_000;
/// How long the queue rests when this app is too old, in milliseconds: an hour, and so the longest rest of
/// all. A renewed app starts anew and does not wait for it.
pub(crate) const UPGRADE_PAUSE_MS: i64 = 60 * 60 * 1_000;
/// Characters kept of a sentence that the server sent with a refusal.
const DETAIL_CHARS_MAX: usize = 500;

/// An answer, whoever gave it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Answer<'a> {
    pub(crate) status: u16,
    /// What [`seconds_to_wait`] made of the header `Retry-After`.
    pub(crate) retry_after_s: Option<u32>,
    pub(crate) body: &'a [u8],
}

/// What was sent, and when it was answered.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sent<'a> {
    /// What the answer must echo.
    pub(crate) id: &'a str,
    /// What the answer must echo.
    pub(crate) digest: ContentDigest,
    /// Attempts so far, this one included.
    pub(crate) attempts: u32,
    pub(crate) now: TimestampMillis,
    /// Spreads the waits: from 0 to `u32::MAX`.
    pub(crate) dice: u32,
}

/// What a server says of something that it took. It counts only if it names what was sent.
pub(crate) trait Echo: DeserializeOwned {
    fn echoes(&self, sent: &Sent<'_>) -> bool;
}

impl Echo for Accepted {
    fn echoes(&self, sent: &Sent<'_>) -> bool {
        self.id == sent.id && self.digest == sent.digest
    }
}

impl Echo for RsvpTaken {
    fn echoes(&self, sent: &Sent<'_>) -> bool {
        self.id == sent.id && self.digest == sent.digest
    }
}

/// What becomes of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome<Taken = Accepted> {
    Accepted(Taken),
    Attention {
        code: ErrorCode,
        detail: String,
        field: Option<String>,
    },
    PauseQueue {
        until: TimestampMillis,
    },
    RetryAt(TimestampMillis),
}

/// Decides what an answer means.
pub(crate) fn judge<Taken: Echo>(sent: &Sent<'_>, answer: &Answer<'_>) -> Outcome<Taken> {
    if (200..300).contains(&answer.status) {
        return match accepted(sent, answer.body) {
            Some(accepted) => Outcome::Accepted(accepted),
            None => unanswered(sent),
        };
    }
    match refusal(answer) {
        Some(error) if error.code.pauses_queue() => Outcome::PauseQueue {
            until: pause_until(error.code, answer.retry_after_s, sent.now),
        },
        Some(error) if error.code.needs_attention() && error.id.as_deref() == Some(sent.id) => {
            Outcome::Attention {
                code: error.code,
                detail: error.detail.chars().take(DETAIL_CHARS_MAX).collect(),
                field: error
                    .field
                    .map(|field| field.chars().take(DETAIL_CHARS_MAX).collect()),
            }
        }
        _ => Outcome::RetryAt(retry_at(sent, answer.retry_after_s)),
    }
}

/// What becomes of an operation that got no answer, or half of one.
pub(crate) fn unanswered<Taken>(sent: &Sent<'_>) -> Outcome<Taken> {
    Outcome::RetryAt(retry_at(sent, None))
}

/// The error in our own envelope, if the answer is one. The status must fit the code: an envelope under a
/// wrong status is not ours, or came through something that meddles.
pub(crate) fn refusal(answer: &Answer<'_>) -> Option<ErrorBody> {
    serde_json::from_slice::<ErrorBody>(answer.body)
        .ok()
        .filter(|error| error.code.http_status() == answer.status)
}

/// Until when the queue rests.
pub(crate) fn pause_until(
    code: ErrorCode,
    retry_after_s: Option<u32>,
    now: TimestampMillis,
) -> TimestampMillis {
    let asked = retry_after_s.map(|seconds| i64::from(seconds).saturating_mul(1_000));
    let wait = match code {
        ErrorCode::UpgradeRequired => asked.unwrap_or(UPGRADE_PAUSE_MS).min(UPGRADE_PAUSE_MS),
        _ => asked.unwrap_or(PAUSE_MS).min(RETRY_DELAY_MS_MAX),
    };
    now.plus_millis(wait.max(RETRY_DELAY_MS_FIRST))
}

fn accepted<Taken: Echo>(sent: &Sent<'_>, body: &[u8]) -> Option<Taken> {
    serde_json::from_slice::<Taken>(body)
        .ok()
        .filter(|taken| taken.echoes(sent))
}

fn retry_at(sent: &Sent<'_>, retry_after_s: Option<u32>) -> TimestampMillis {
    let jittered = jitter(sent.attempts, RETRY_DELAY_MS_MAX, sent.dice);
    let asked = retry_after_s.map_or(0, |seconds| i64::from(seconds).saturating_mul(1_000));
    // What the server asks for is the least; the jitter on top keeps devices from coming back together.
    let wait = asked.saturating_add(jittered).clamp(1, RETRY_DELAY_MS_MAX);
    sent.now.plus_millis(wait)
}

/// Full jitter: a wait in milliseconds drawn evenly from 0 to a bound that starts at one second and doubles
/// with each attempt, up to `delay_ms_max`.
pub(crate) fn jitter(attempts: u32, delay_ms_max: i64, dice: u32) -> i64 {
    // 2^9 seconds are more than five minutes; further doubling would only overflow.
    let doublings = attempts.saturating_sub(1).min(9);
    let bound = (RETRY_DELAY_MS_FIRST << doublings).min(delay_ms_max);
    bound.saturating_mul(i64::from(dice)) / i64::from(u32::MAX)
}

#[cfg(test)]
mod tests;
