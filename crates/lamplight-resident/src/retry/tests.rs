mod clock;
mod rule;

use proptest::prelude::*;

use super::*;

const NOW: TimestampMillis = TimestampMillis::EPOCH;
const ID: &str = "0b1e6f9e-6f0c-4c63-9d1b-3a7d2c5e8f40";

fn digest() -> ContentDigest {
    ContentDigest::from_sha256([7; 32])
}

fn sent(attempts: u32, dice: u32) -> Sent<'static> {
    Sent {
        id: ID,
        digest: digest(),
        attempts,
        now: NOW,
        dice,
    }
}

fn judged(status: u16, body: &str) -> Outcome {
    let answer = Answer {
        status,
        retry_after_s: None,
        body: body.as_bytes(),
    };
    judge(&sent(1, u32::MAX), &answer)
}

fn echo(id: &str, digest: ContentDigest) -> String {
    format!(
        r#"{{"id":"{id}","digest":"{digest}","reference":"AQ-7K2M9","revision":1,"received_at":"2026-11-20T10:00:00.000Z"}}"#
    )
}

fn envelope(code: &str, id: &str) -> String {
    format!(r#"{{"code":"{code}","detail":"a sentence","field":"note","id":"{id}"}}"#)
}

#[test]
fn a_pause_lasts_as_long_as_asked_within_its_bound() {
    let pause = |status, code: &str, retry_after_s| -> Outcome {
        let body = envelope(code, "");
        judge(
            &sent(1, 0),
            &Answer {
                status,
                retry_after_s,
                body: body.as_bytes(),
            },
        )
    };
    let until = |ms| Outcome::PauseQueue {
        until: NOW.plus_millis(ms),
    };
    assert_eq!(pause(426, "upgrade_required", None), until(UPGRADE_PAUSE_MS));
    assert_eq!(pause(503, "server_paused", None), until(PAUSE_MS));
    assert_eq!(pause(503, "server_paused", Some(7)), until(7_000));
    assert_eq!(pause(503, "server_paused", Some(0)), until(RETRY_DELAY_MS_FIRST));
    assert_eq!(
        pause(503, "server_paused", Some(u32::MAX)),
        until(RETRY_DELAY_MS_MAX)
    );
    assert_eq!(
        pause(426, "upgrade_required", Some(u32::MAX)),
        until(UPGRADE_PAUSE_MS)
    );
}

#[test]
fn a_long_sentence_of_the_server_is_cut() {
    let body = envelope("invalid", ID).replace("a sentence", &"é".repeat(10_000));
    let Outcome::Attention { detail, .. } = judged(400, &body) else {
        panic!("expected attention");
    };
    assert_eq!(detail.chars().count(), DETAIL_CHARS_MAX);
}

#[test]
fn waits_double_up_to_the_cap() {
    let longest = |attempts| jitter(attempts, RETRY_DELAY_MS_MAX, u32::MAX);
    assert_eq!(
        [0, 1, 2, 3, 9, 10, 100].map(longest),
        [1_000, 1_000, 2_000, 4_000, 256_000, 300_000, 300_000]
    );
}

proptest! {
    #[test]
    fn a_retry_is_ahead_and_within_the_cap(
        attempts: u32, dice: u32, status in 300_u16..600, retry_after_s: Option<u32>,
    ) {
        let answer = Answer { status, retry_after_s, body: b"" };
        let Outcome::RetryAt(at) = judge::<Accepted>(&sent(attempts, dice), &answer) else {
            return Err(TestCaseError::fail("expected a retry"));
        };
        prop_assert!((1..=RETRY_DELAY_MS_MAX).contains(&at.millis_since(NOW)));
        let asked = i64::from(retry_after_s.unwrap_or(0)).saturating_mul(1_000);
        prop_assert!(at.millis_since(NOW) >= asked.min(RETRY_DELAY_MS_MAX));
    }
}
