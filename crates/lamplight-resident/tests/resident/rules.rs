//! Bad input: each is refused with its field and a sentence, and nothing is saved.

use lamplight_protocol::error::ErrorCode;
use lamplight_protocol::ids::ReportId;
use lamplight_protocol::limits::{DAY_MS, MESSAGE_CHARS_MAX, NOTE_CHARS_MAX};
use lamplight_protocol::report::{Behaviour, Category, Contact};
use lamplight_resident::view::{Outbox, ReportDraft};
use lamplight_resident::{CoreError, OpenError, Platform};

use crate::device::{draft, open, try_open};

#[track_caller]
fn refused(result: Result<impl Sized, CoreError>) -> (ErrorCode, String) {
    match result.err() {
        Some(CoreError::Invalid { code, field, .. }) => (code, field),
        other => panic!("expected invalid input, got {other:?}"),
    }
}

#[test]
fn a_draft_that_breaks_a_rule_is_refused_and_nothing_is_saved() {
    let dir = tempfile::tempdir().unwrap();
    let core = open(dir.path());
    let tomorrow = Platform::system().clock.now().plus_millis(DAY_MS);
    let vandalism = || draft(Category::Vandalism);
    for (bad, code, field) in [
        (
            draft(Category::SuspiciousActivity),
            ErrorCode::Invalid,
            "behaviours",
        ),
        (
            ReportDraft {
                behaviours: vec![Behaviour::Hiding],
                ..vandalism()
            },
            ErrorCode::Invalid,
            "behaviours",
        ),
        (
            ReportDraft {
                occurred_at: Some(tomorrow),
                ..vandalism()
            },
            ErrorCode::Invalid,
            "occurred_at",
        ),
        (
            ReportDraft {
                note: Some("é".repeat(NOTE_CHARS_MAX + 1)),
                ..vandalism()
            },
            ErrorCode::TooLarge,
            "note",
        ),
    ] {
        assert_eq!(refused(core.submit_report(&bad, &[])), (code, field.to_owned()));
    }
    assert_eq!(core.reports().unwrap(), Vec::new());
    assert_eq!(core.outbox().unwrap(), Outbox::default());
}

#[test]
fn what_says_nothing_is_left_out() {
    let dir = tempfile::tempdir().unwrap();
    let core = open(dir.path());
    let blank = ReportDraft {
        note: Some("  \n".into()),
        contact: Some(Contact {
            name: Some(" ".into()),
            reach: Some(String::new()),
        }),
        ..draft(Category::Vandalism)
    };
    let saved = core.submit_report(&blank, &[]).unwrap();
    assert_eq!(core.thread(saved.id).unwrap().unwrap().note, None);
}

#[test]
fn a_reply_is_refused_when_it_says_nothing_or_too_much() {
    let dir = tempfile::tempdir().unwrap();
    let core = open(dir.path());
    let saved = core.submit_report(&draft(Category::Vandalism), &[]).unwrap();
    let too_long = "a".repeat(MESSAGE_CHARS_MAX + 1);
    assert_eq!(
        refused(core.reply(saved.id, " \n")),
        (ErrorCode::Invalid, "text".into())
    );
    assert_eq!(
        refused(core.reply(saved.id, &too_long)),
        (ErrorCode::TooLarge, "text".into())
    );
    assert_eq!(core.outbox().unwrap().waiting, 1);
}

#[test]
fn a_report_that_is_not_here_is_not_found() {
    let dir = tempfile::tempdir().unwrap();
    let core = open(dir.path());
    let unknown = ReportId::from_random([7; 16]);
    assert_eq!(core.thread(unknown), Ok(None));
    assert_eq!(core.undo_report(unknown), Err(CoreError::NotFound));
    for result in [
        core.withdraw_report(unknown),
        core.erase_report(unknown),
        core.retry_report(unknown),
        core.discard_report(unknown),
        core.mark_read(unknown, 1),
        core.reply(unknown, "Hello?").map(drop),
    ] {
        assert_eq!(result, Err(CoreError::NotFound));
    }
}

#[test]
fn only_an_address_that_keeps_reports_private_can_be_named() {
    let dir = tempfile::tempdir().unwrap();
    let core = open(dir.path());
    assert_eq!(
        refused(core.set_server(Some("http://patrol.example"))).1,
        "server_url"
    );
    core.set_server(Some("https://patrol.example/")).unwrap();
    drop(core);
    let core = open(dir.path());
    assert_eq!(
        core.settings().unwrap().server_url.as_deref(),
        Some("https://patrol.example")
    );
    assert!(matches!(
        try_open(dir.path(), Some("http://patrol.example")),
        Err(OpenError::Server(_))
    ));
}

#[test]
fn the_configurations_server_counts_and_is_stored_only_on_request() {
    let dir = tempfile::tempdir().unwrap();
    let url = |core: &lamplight_resident::Core| core.settings().unwrap().server_url;
    let configured = try_open(dir.path(), Some("http://127.0.0.1:1")).unwrap();
    assert_eq!(url(&configured).as_deref(), Some("http://127.0.0.1:1"));
    assert_eq!(url(&open(dir.path())), None);
    configured.keep_first_server().unwrap();
    assert_eq!(url(&open(dir.path())).as_deref(), Some("http://127.0.0.1:1"));
    let other = try_open(dir.path(), Some("http://127.0.0.1:2")).unwrap();
    other.keep_first_server().unwrap();
    assert_eq!(url(&open(dir.path())).as_deref(), Some("http://127.0.0.1:1"));
    other.set_server(Some("http://127.0.0.1:3")).unwrap();
    assert_eq!(url(&other).as_deref(), Some("http://127.0.0.1:3"));
}
