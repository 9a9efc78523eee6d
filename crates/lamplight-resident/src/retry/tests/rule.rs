//! The rule as a table: who answered what, and what becomes of the operation.

use proptest::sample::{Index, select};
use serde_json::Value;

use super::*;

/// What the table can say of an outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Accepted,
    Attention,
    Paused,
    Again,
}

use Fate::{Accepted, Again, Attention, Paused};

fn fate(outcome: &Outcome) -> Fate {
    match outcome {
        Outcome::Accepted(_) => Accepted,
        Outcome::Attention { .. } => Attention,
        Outcome::PauseQueue { .. } => Paused,
        Outcome::RetryAt(_) => Again,
    }
}

const PORTAL: &str = "<html><body>Welcome to the hotel's network</body></html>";
const OTHER_ID: &str = "3f0c6a2e-1111-4c63-9d1b-3a7d2c5e8f40";

#[test]
fn the_rule() {
    let ours = echo(ID, digest());
    let cut = &ours[..ours.len() - 1];
    let twice = ours.repeat(2);
    let of_another = echo(OTHER_ID, digest());
    let of_another_body = echo(ID, ContentDigest::from_sha256([8; 32]));
    let without_digest = ours.replace("digest", "checksum");
    let without_id = ours.replace(r#""id""#, r#""name""#);
    let error = |code| envelope(code, ID);
    let elsewhere = |code| envelope(code, OTHER_ID);
    let nowhere = |code| format!(r#"{{"code":"{code}","detail":"a sentence"}}"#);

    let rule: &[(&str, u16, &str, Fate)] = &[
        // An answer counts only if it is 2xx and echoes the id and the digest.
        ("taken", 200, &ours, Accepted),
        ("taken just now", 201, &ours, Accepted),
        ("taken, in other words", 202, &ours, Accepted),
        ("the echo of another operation", 200, &of_another, Again),
        ("the echo of another body", 200, &of_another_body, Again),
        ("no digest echoed", 200, &without_digest, Again),
        ("no id echoed", 200, &without_id, Again),
        ("a truncated echo", 200, cut, Again),
        ("an echo and more", 200, &twice, Again),
        ("an echo under an error", 500, &ours, Again),
        // A captive portal's 200 is not an answer.
        ("a captive portal", 200, PORTAL, Again),
        ("a portal that speaks JSON", 200, r#"{"ok":true}"#, Again),
        ("nothing", 200, "", Again),
        ("no content", 204, "", Again),
        ("a refusal under a success", 200, &error("invalid"), Again),
        ("a pause under a success", 200, &error("server_paused"), Again),
        // Redirects are never followed.
        ("moved", 301, "", Again),
        ("found, with a page", 302, PORTAL, Again),
        ("see other, with an echo", 303, &ours, Again),
        ("temporary redirect", 307, "", Again),
        ("permanent redirect", 308, "", Again),
        // Attention: our codes, in our envelope, echoing the operation's id.
        ("invalid", 400, &error("invalid"), Attention),
        ("conflict", 409, &error("conflict"), Attention),
        ("too large", 413, &error("too_large"), Attention),
        ("wrong receipt", 403, &error("wrong_receipt"), Attention),
        ("gone", 410, &error("gone"), Attention),
        ("kept for a legal case", 423, &error("on_hold"), Attention),
        ("another operation is invalid", 400, &elsewhere("invalid"), Again),
        ("another one conflicts", 409, &elsewhere("conflict"), Again),
        ("another one is too large", 413, &elsewhere("too_large"), Again),
        ("another's receipt", 403, &elsewhere("wrong_receipt"), Again),
        ("another one is kept", 423, &elsewhere("on_hold"), Again),
        ("another one is gone", 410, &elsewhere("gone"), Again),
        ("invalid, but who?", 400, &nowhere("invalid"), Again),
        ("gone, but who?", 410, &nowhere("gone"), Again),
        ("a code under a wrong status", 418, &error("invalid"), Again),
        ("a refusal as a server's fault", 502, &error("conflict"), Again),
        // Pause of the whole queue: only our own two codes, whoever was asked.
        ("this app is too old", 426, &error("upgrade_required"), Paused),
        ("the server rests", 503, &nowhere("server_paused"), Paused),
        ("a bare 426", 426, "", Again),
        ("a proxy's 503", 503, PORTAL, Again),
        (
            "a pause under a wrong status",
            500,
            &error("server_paused"),
            Again,
        ),
        // Transient: everything else. Our other codes,
        ("no sign-in", 401, &error("sign_in_required"), Again),
        ("forbidden", 403, &error("forbidden"), Again),
        ("not found", 404, &error("not_found"), Again),
        ("changed meanwhile", 409, &error("changed_meanwhile"), Again),
        ("cursor expired", 410, &error("cursor_expired"), Again),
        ("busy", 429, &error("busy"), Again),
        ("the server's disk is full", 507, &error("storage_full"), Again),
        ("the server failed", 500, &error("internal"), Again),
        ("a code of a later version", 500, &error("a_code_of_later"), Again),
        ("and under any status", 400, &error("a_code_of_later"), Again),
        // any 5xx, 408, 425, 429,
        ("request timeout", 408, "", Again),
        ("too early", 425, "", Again),
        ("too many requests", 429, "", Again),
        ("internal error", 500, "", Again),
        ("bad gateway", 502, PORTAL, Again),
        ("gateway timeout", 504, "", Again),
        ("no room", 507, "", Again),
        ("network sign-in needed", 511, PORTAL, Again),
        ("a proxy's own number", 520, "unknown error", Again),
        // an unknown status,
        ("no status at all", 0, "", Again),
        ("information", 103, &ours, Again),
        ("beyond every class", 599, "", Again),
        ("far beyond", 999, "", Again),
        // a 4xx without our envelope,
        ("a proxy's bad request", 400, PORTAL, Again),
        ("a proxy's sign-in", 401, "", Again),
        ("a proxy's refusal", 403, PORTAL, Again),
        ("a proxy's nothing here", 404, "", Again),
        ("proxy authentication", 407, "", Again),
        ("a proxy's conflict", 409, "", Again),
        ("a proxy's gone", 410, PORTAL, Again),
        ("a proxy's limit", 413, "request entity too large", Again),
        ("another API's error", 400, r#"{"error":"invalid"}"#, Again),
        // a malformed answer.
        ("half an envelope", 400, &error("invalid")[..30], Again),
        ("a list", 400, r#"["invalid"]"#, Again),
        ("null", 410, "null", Again),
        (
            "a code that is a number",
            400,
            r#"{"code":400,"detail":""}"#,
            Again,
        ),
    ];
    for (what, status, body, expected) in rule {
        assert_eq!(fate(&judged(*status, body)), *expected, "{what}: {status} {body}");
    }
    assert_eq!(fate(&unanswered(&sent(1, 0))), Again);
}

/// What an answer of ours says, read without the types that the rule reads it with.
fn says(body: &[u8], key: &str) -> Option<String> {
    let answer: Value = serde_json::from_slice(body).ok()?;
    Some(answer.get(key)?.as_str()?.to_owned())
}

/// Answers that are nearly ours: right or wrong in each of their parts, whole or cut, garbled or not.
fn nearly_ours() -> impl Strategy<Value = (u16, Vec<u8>)> {
    let status = select(vec![
        200, 201, 204, 302, 400, 403, 409, 410, 413, 423, 426, 429, 500, 503, 520,
    ]);
    let id = select(vec![ID, OTHER_ID, ""]);
    let digest = select(vec![digest(), ContentDigest::from_sha256([8; 32])]);
    let code = select(vec![
        "invalid",
        "conflict",
        "too_large",
        "wrong_receipt",
        "gone",
        "on_hold",
        "upgrade_required",
        "server_paused",
        "busy",
        "later",
    ]);
    let whole = (any::<bool>(), id, digest, code).prop_map(|(accepts, id, digest, code)| {
        if accepts {
            echo(id, digest)
        } else {
            envelope(code, id)
        }
    });
    let harm = select(vec!["", "cut", "flip", "wrap"]);
    let garbled = (whole, any::<Index>(), harm).prop_map(|(body, at, harm)| {
        let mut bytes = body.into_bytes();
        let at = at.index(bytes.len());
        match harm {
            "cut" => bytes.truncate(at),
            "flip" => bytes[at] ^= 1,
            "wrap" => bytes.insert(0, b'['),
            _ => {}
        }
        bytes
    });
    (status, garbled)
}

proptest! {
    #[test]
    fn what_is_not_ours_about_this_operation_is_never_its_end((status, body) in nearly_ours()) {
        let answer = Answer { status, retry_after_s: None, body: &body };
        let code = says(&body, "code").unwrap_or_default();
        let about_this = says(&body, "id").as_deref() == Some(ID);
        match fate(&judge(&sent(3, 9), &answer)) {
            Accepted => {
                prop_assert!((200..300).contains(&status) && about_this);
                prop_assert_eq!(says(&body, "digest"), Some(digest().to_string()));
            }
            Attention => {
                prop_assert!((400..500).contains(&status) && about_this);
                let last_words = ["invalid", "conflict", "too_large", "wrong_receipt", "gone", "on_hold"];
                prop_assert!(last_words.contains(&code.as_str()));
            }
            Paused => {
                let pauses = [(426, "upgrade_required"), (503, "server_paused")];
                prop_assert!(pauses.contains(&(status, code.as_str())));
            }
            Again => {}
        }
    }

    #[test]
    fn no_bytes_whatever_are_taken_for_an_answer_of_ours(status: u16, body: Vec<u8>) {
        let answer = Answer { status, retry_after_s: None, body: &body };
        prop_assert_eq!(fate(&judge(&sent(3, 9), &answer)), Again);
    }
}
