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

fn retries(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::RetryAt(_))
}

#[test]
fn only_an_echo_of_id_and_digest_is_acceptance() {
    let other = ContentDigest::from_sha256([8; 32]);
    assert!(matches!(judged(200, &echo(ID, digest())), Outcome::Accepted(_)));
    assert!(matches!(judged(201, &echo(ID, digest())), Outcome::Accepted(_)));
    assert!(retries(&judged(200, &echo("another", digest()))));
    assert!(retries(&judged(200, &echo(ID, other))));
    assert!(retries(&judged(500, &echo(ID, digest()))));
}

#[test]
fn what_is_not_ours_is_tried_again() {
    let whole = echo(ID, digest());
    let truncated = &whole[..whole.len() - 1];
    let portal = "<html><body>Welcome to the hotel's network</body></html>";
    for (status, body) in [
        (200, portal),
        (200, ""),
        (200, truncated),
        (204, ""),
        (301, ""),
        (302, portal),
        (400, portal),
        (401, ""),
        (403, portal),
        (404, ""),
        (407, ""),
        (408, ""),
        (409, ""),
        (413, "request entity too large"),
        (425, ""),
        (429, ""),
        (500, ""),
        (502, portal),
        (503, portal),
        (504, ""),
        (507, ""),
        (511, portal),
        (520, "unknown error"),
        (599, ""),
        (999, ""),
    ] {
        assert!(retries(&judged(status, body)), "{status} {body}");
    }
}

#[test]
fn our_codes_in_our_envelope_about_this_operation_need_attention() {
    for (status, code) in [
        (400, "invalid"),
        (409, "conflict"),
        (413, "too_large"),
        (403, "wrong_receipt"),
        (410, "gone"),
    ] {
        let outcome = judged(status, &envelope(code, ID));
        assert!(matches!(outcome, Outcome::Attention { .. }), "{code}");
        assert!(
            retries(&judged(status, &envelope(code, "another"))),
            "{code} of another operation"
        );
        assert!(
            retries(&judged(418, &envelope(code, ID))),
            "{code} under another status"
        );
    }
}

#[test]
fn other_codes_of_ours_are_tried_again() {
    for (status, code) in [
        (401, "sign_in_required"),
        (403, "forbidden"),
        (404, "not_found"),
        (409, "changed_meanwhile"),
        (410, "cursor_expired"),
        (429, "busy"),
        (507, "storage_full"),
        (500, "internal"),
        (500, "a_code_of_later"),
    ] {
        assert!(retries(&judged(status, &envelope(code, ID))), "{code}");
    }
}

#[test]
fn only_our_own_envelope_pauses_the_queue() {
    let pause = |status, code: &str, retry_after_s| {
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
    assert_eq!(
        pause(503, "server_paused", Some(u32::MAX)),
        until(RETRY_DELAY_MS_MAX)
    );
    assert!(retries(&pause(200, "server_paused", None)));
    assert!(retries(&judged(503, "paused")));
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
        let Outcome::RetryAt(at) = judge(&sent(attempts, dice), &answer) else {
            return Err(TestCaseError::fail("expected a retry"));
        };
        prop_assert!((1..=RETRY_DELAY_MS_MAX).contains(&at.millis_since(NOW)));
        let asked = i64::from(retry_after_s.unwrap_or(0)).saturating_mul(1_000);
        prop_assert!(at.millis_since(NOW) >= asked.min(RETRY_DELAY_MS_MAX));
    }

    #[test]
    fn no_bytes_whatever_are_taken_for_an_answer_of_ours(status: u16, body: Vec<u8>) {
        let answer = Answer { status, retry_after_s: None, body: &body };
        prop_assert!(retries(&judge(&sent(3, 9), &answer)));
    }
}
