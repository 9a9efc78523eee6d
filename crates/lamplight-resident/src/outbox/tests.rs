mod filing;
mod model;
mod photos;

use lamplight_protocol::error::ErrorCode;
use lamplight_protocol::report::Category;

use super::*;
use crate::local::{server, threads};
use crate::retry::Outcome;
use crate::testing::{Device, accepted, draft};
use crate::view::Delivery;

fn attention(code: ErrorCode) -> Outcome {
    Outcome::Attention {
        code,
        detail: "must be shorter".into(),
        field: Some("note".into()),
    }
}

#[test]
fn a_body_is_frozen_at_its_first_attempt_and_never_changes_again() {
    let device = Device::new();
    device.save();
    let first = device.attempt();
    assert_eq!(first.digest, attempt::sha256(&first.body));
    device
        .core
        .write(|tx| Ok(tx.execute("UPDATE reports SET content = '{}'", [])?))
        .unwrap();
    device.settle(&first, &Outcome::RetryAt(device.now().plus_millis(1)));
    device.pass(1);
    let second = device.attempt();
    assert_eq!((&second.body, second.digest), (&first.body, first.digest));
    assert_eq!((first.attempts, second.attempts), (1, 2));
}

#[test]
fn what_the_disk_has_changed_is_never_sent_and_holds_up_nothing_else() {
    let device = Device::new();
    let report = device.save();
    let first = device.attempt();
    let hurt = |sql: &str| {
        device.core.write(|tx| Ok(tx.execute_batch(sql)?)).unwrap();
        device.pass(RETRY_DELAY_MS_MAX);
    };
    hurt("UPDATE operations SET body = CAST(replace(body, 'wall', 'hall') AS BLOB)");
    assert_eq!(device.attempt().body, first.body);

    device.core.submit_report(&draft(Category::Vehicle), &[]).unwrap();
    hurt(
        "UPDATE operations SET body = CAST('{}' AS BLOB) WHERE attempts > 0; UPDATE reports SET content = replace(content, 'wall', 'hall')",
    );
    assert_ne!(device.attempt().key.id, report.id.to_string());
    assert!(device.try_attempt().is_none());
    let shown = device.core.thread(report.id).unwrap().unwrap().report;
    assert_eq!(shown.attention.unwrap().code, "words_lost");
}

#[test]
fn an_attempt_is_its_senders_alone_until_it_must_be_over() {
    let device = Device::new();
    device.save();
    device.attempt();
    assert!(device.due().is_empty());
    device.pass(i64::try_from(crate::remote::CALL_TIMEOUT.as_millis()).unwrap());
    assert!(device.due().is_empty());
    device.pass(15_000);
    assert_eq!(device.attempt().attempts, 2);
}

#[test]
fn operations_of_one_report_go_in_order_and_reports_do_not_wait_for_each_other() {
    let device = Device::new();
    let one = device.save();
    let word = device.core.reply(one.id, "It is the north wall.").unwrap();
    device.pass(1);
    let two = device.core.submit_report(&draft(Category::Vehicle), &[]).unwrap();
    assert_eq!(device.due(), [one.id.to_string(), two.id.to_string()]);
    device.deliver(1);
    assert_eq!(device.due(), [word.to_string(), two.id.to_string()]);
}

#[test]
fn a_refused_message_lets_later_ones_pass_and_a_refused_report_holds_them() {
    let device = Device::new();
    let report = device.save();
    device.core.reply(report.id, "First.").unwrap();
    let refused = device.attempt();
    device.settle(&refused, &attention(ErrorCode::Invalid));
    assert!(device.due().is_empty());

    device.core.retry_report(report.id).unwrap();
    device.deliver(1);
    let message = device.attempt();
    device.settle(&message, &attention(ErrorCode::TooLarge));
    let second = device.core.reply(report.id, "Second.").unwrap();
    assert_eq!(device.due(), [second.to_string()]);
}

#[test]
fn attention_is_shown_with_its_reason_and_can_be_tried_again_with_the_same_bytes() {
    let device = Device::new();
    let saved = device.save();
    let first = device.attempt();
    device.settle(&first, &attention(ErrorCode::Invalid));
    let report = device.core.reports().unwrap().remove(0);
    assert_eq!(report.delivery, Delivery::NeedsAttention);
    assert_eq!(report.attention.unwrap().detail, "must be shorter");
    device.core.retry_report(saved.id).unwrap();
    assert_eq!(device.attempt().body, first.body);
}

#[test]
fn a_late_answer_to_what_was_accepted_meanwhile_changes_nothing() {
    let device = Device::new();
    device.save();
    let operation = device.deliver(1);
    device.settle(&operation, &attention(ErrorCode::Conflict));
    device.settle(&operation, &Outcome::RetryAt(device.now()));
    assert_eq!(device.core.outbox().unwrap(), Outbox::default());
    assert_eq!(
        device.core.reports().unwrap().remove(0).delivery,
        Delivery::Received
    );
}

#[test]
fn a_pause_of_the_queue_costs_an_operation_nothing() {
    let device = Device::new();
    let report = device.save();
    let operation = device.attempt();
    let until = device.now().plus_millis(3_600_000);
    device.settle(&operation, &Outcome::PauseQueue { until });
    assert_eq!(device.due(), [report.id.to_string()]);
}

#[test]
fn a_new_epoch_presents_again_the_same_bytes_of_the_last_thirty_days() {
    let device = Device::new();
    let old = device.core.submit_report(&draft(Category::Vehicle), &[]).unwrap();
    device.deliver(1);
    device.pass(ACCEPTED_KEPT_MS + 1);
    let new = device.save();
    let first = device.deliver(1);
    device.pass(1_000);
    let now = device.now();
    device.core.write(|tx| present_again(tx, now)).unwrap();
    assert_eq!(device.due(), [new.id.to_string()]);
    assert_eq!(device.attempt().body, first.body);

    device.core.write(|tx| forget_old(tx, now)).unwrap();
    let rows: u32 = device
        .core
        .db()
        .read(|db| Ok(db.query_row("SELECT count(*) FROM operations", [], |row| row.get(0))?))
        .unwrap();
    assert_eq!(rows, 1);
    assert!(device.core.thread(old.id).unwrap().is_some());
}

#[test]
fn what_came_to_a_restored_server_before_its_report_goes_again_after_it() {
    let device = Device::new();
    let report = device.save();
    device.deliver(1);
    device.core.reply(report.id, "It is the north wall.").unwrap();
    let word = device.attempt();
    device.settle(&word, &attention(ErrorCode::WrongReceipt));
    assert_eq!(device.core.outbox().unwrap().attention, 1);
    let now = device.now();
    device.core.write(|tx| present_again(tx, now)).unwrap();
    assert_eq!(device.attempt().key.id, report.id.to_string());
    let outbox = device.core.outbox().unwrap();
    assert_eq!((outbox.waiting, outbox.attention), (2, 0));
}

#[test]
fn what_is_presented_again_looks_to_the_resident_as_it_did() {
    let device = Device::new();
    let report = device.save();
    device.deliver(1);
    device.core.reply(report.id, "It is the north wall.").unwrap();
    device.deliver(2);
    let before = device.core.thread(report.id).unwrap().unwrap();
    let now = device.now();
    device.core.write(|tx| present_again(tx, now)).unwrap();
    assert_eq!(device.core.thread(report.id).unwrap().unwrap(), before);
    assert_eq!(device.core.outbox().unwrap().waiting, 2);
}

#[test]
fn a_clock_set_back_does_not_make_anything_wait_for_years() {
    let device = Device::holding_for_undo(10_000);
    let held = device.save();
    device.pass(10_000);
    let attempted = device.attempt();
    device.settle(&attempted, &Outcome::RetryAt(device.now().plus_millis(60_000)));
    device.core.submit_report(&draft(Category::Vehicle), &[]).unwrap();
    device.pass(-10 * 365 * DAY_MS);
    let now = device.now();
    device.core.write(|tx| pull_back(tx, now, 10_000)).unwrap();
    device.pass(10_000);
    assert_eq!(device.due().len(), 1);
    device.pass(RETRY_DELAY_MS_MAX - 10_000);
    assert_eq!(device.due().len(), 2);
    assert!(device.due().contains(&held.id.to_string()));
}

#[test]
fn waking_makes_retries_due_and_leaves_holds_alone() {
    let device = Device::holding_for_undo(10_000);
    let tried = device.save();
    device.pass(10_000);
    let operation = device.attempt();
    device.settle(&operation, &Outcome::RetryAt(device.now().plus_millis(240_000)));
    device.core.submit_report(&draft(Category::Vehicle), &[]).unwrap();
    let now = device.now();
    device.core.write(|tx| wake_retries(tx, now)).unwrap();
    assert_eq!(device.due(), [tried.id.to_string()]);
}

#[test]
fn an_erasure_leaves_nothing_but_itself_and_is_presented_again() {
    let device = Device::new();
    let report = device.save();
    device.deliver(1);
    device.core.reply(report.id, "It is the north wall.").unwrap();
    device.core.erase_report(report.id).unwrap();
    assert_eq!(device.due(), [report.id.to_string()]);
    let erasure = device.deliver(2);
    assert_eq!(erasure.call, Call::Erasure(report.id));
    assert!(erasure.body.is_empty());
    assert_eq!(device.core.reports().unwrap(), Vec::new());

    let now = device.now();
    device.core.write(|tx| present_again(tx, now)).unwrap();
    let again = device.attempt();
    assert_eq!((&again.call, &again.receipt), (&erasure.call, &report.receipt));
    device.settle(&again, &attention(ErrorCode::Gone));
    assert_eq!(device.core.outbox().unwrap(), Outbox::default());
}

#[test]
fn a_late_answer_to_a_message_is_never_taken_for_that_of_the_erasure() {
    let device = Device::new();
    let report = device.save();
    device.deliver(1);
    device.core.reply(report.id, "It is the north wall.").unwrap();
    let message = device.attempt();
    device.core.erase_report(report.id).unwrap();
    device.settle(&message, &accepted(&message, 2));
    assert_eq!(device.due(), [report.id.to_string()]);
    assert_eq!(device.core.outbox().unwrap().waiting, 1);
}

#[test]
fn an_erasure_is_not_held_up_by_what_a_restore_presents_again() {
    let device = Device::new();
    let report = device.save();
    device.deliver(1);
    device.core.reply(report.id, "It is the north wall.").unwrap();
    device.deliver(2);
    device.core.erase_report(report.id).unwrap();
    let lost = device.attempt();
    device.settle(&lost, &Outcome::RetryAt(device.now().plus_millis(1)));
    device.pass(1);
    let now = device.now();
    device.core.write(|tx| present_again(tx, now)).unwrap();
    // The erasure had arrived: the report is refused, and the message has nothing to go to.
    let presented = device.attempt();
    assert_eq!(presented.call, Call::Report(report.id));
    device.settle(&presented, &attention(ErrorCode::Gone));
    let erasure = device.deliver(3);
    assert_eq!(erasure.call, Call::Erasure(report.id));
    assert_eq!(device.core.outbox().unwrap(), Outbox::default());
}

#[test]
fn an_erasure_of_what_a_restored_server_does_not_know_is_fulfilled() {
    let device = Device::new();
    let report = device.save();
    device.deliver(1);
    device.core.erase_report(report.id).unwrap();
    device.deliver(2);
    let now = device.now();
    device.core.write(|tx| present_again(tx, now)).unwrap();
    let erasure = device.attempt();
    device.settle(&erasure, &attention(ErrorCode::WrongReceipt));
    assert_eq!(device.core.outbox().unwrap(), Outbox::default());
}

#[test]
fn no_other_server_hears_of_a_report_that_was_sent_to_one() {
    let device = Device::new();
    let uses = |url: &str| {
        let url = url.parse().unwrap();
        let db = device.core.db();
        db.write(|tx| server::belong_to(tx, &url)).unwrap();
    };
    let followed = || {
        let now = device.now();
        device
            .core
            .db()
            .read(|db| threads::followed(db, now))
            .unwrap()
            .len()
    };
    uses("https://first.example");
    let sent = device.save();
    device.deliver(1);
    device.core.erase_report(sent.id).unwrap();
    let unsent = device.core.submit_report(&draft(Category::Vehicle), &[]).unwrap();
    assert_eq!((device.due().len(), followed()), (2, 1));

    uses("https://other.example");
    assert_eq!((device.due(), followed()), (vec![unsent.id.to_string()], 0));
    device.deliver(1);
    device.core.write(|tx| present_again(tx, device.now())).unwrap();
    assert_eq!((device.due(), followed()), (vec![unsent.id.to_string()], 1));

    uses("https://first.example");
    assert_eq!((device.due(), followed()), (vec![sent.id.to_string()], 1));
}

#[test]
fn what_a_restored_server_refuses_before_it_has_the_report_again_waits_for_it() {
    let device = Device::new();
    let report = device.save();
    device.deliver(1);
    device.core.reply(report.id, "It is the north wall.").unwrap();
    let words = device.attempt();
    let now = device.now();
    device.core.write(|tx| present_again(tx, now)).unwrap();
    device.settle(&words, &attention(ErrorCode::WrongReceipt));
    assert_eq!(device.deliver(1).key.seq, 0);
    assert_eq!(device.deliver(2).body, words.body);
    assert_eq!(device.core.outbox().unwrap(), Outbox::default());
}
