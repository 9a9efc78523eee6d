//! What people outside the console are reminded of, and how often.

use lamplight_protocol::alert::{AlertContent, Severity};
use lamplight_protocol::limits::ALERT_APPROVAL_MS_MAX;
use lamplight_protocol::status::Status;
use lamplight_store::Store;
use lamplight_store::model::{
    AlertAction, AlertChange, Channel, IncomingReport, LostReminder, NoticeOutcome, Reminder, StaffWrite,
    Waiting,
};

use crate::fixtures::{
    alert_content, alert_id, at, author, done, goes_to, on_alert, person, plan, report, sends, staff_says,
};
use crate::home::Home;
use crate::on_both_engines;

on_both_engines!(
    a_report_is_reminded_of_once_for_each_time_that_its_answer_was_due,
    what_was_answered_or_has_ended_or_is_practice_reminds_nobody,
    a_channel_speaks_once_an_hour_at_most_and_then_of_all_that_came,
    what_was_dealt_with_meanwhile_is_not_counted,
    instances_that_ask_at_once_count_each_thing_once,
    an_instance_that_ends_leaves_its_reminder_to_the_next,
    a_reminder_that_failed_takes_up_what_came_meanwhile,
    a_reminder_that_was_given_up_is_listed_until_one_is_given,
    what_comes_while_a_reminder_is_given_is_for_the_next,
    an_alert_is_reminded_of_each_time_that_it_is_proposed,
    nobody_is_reminded_of_a_proposal_that_has_lapsed,
    what_went_alone_is_reminded_of_until_it_is_reviewed,
);

const BOTH: [Channel; 2] = [Channel::Webhook, Channel::Mail];
const HOUR: i64 = 3_600;

fn waiting(reports: u32, proposals: u32, reviews: u32) -> Waiting {
    Waiting {
        reports,
        proposals,
        reviews,
    }
}

/// A report that is to be answered by a second.
fn due(number: u32, second: i64) -> IncomingReport {
    IncomingReport {
        due_at: at(second),
        ..report(number)
    }
}

async fn accept_due(store: &dyn Store, numbers: impl IntoIterator<Item = u32>, second: i64) {
    let reports: Vec<_> = numbers.into_iter().map(|number| due(number, second)).collect();
    store.accept_reports(&reports).await.unwrap();
}

async fn make(store: &dyn Store, second: i64) -> Waiting {
    store.make_reminder(&BOTH, at(second)).await.unwrap().unwrap()
}

/// Takes what a channel is to remind of at a second, for a minute.
async fn next(store: &dyn Store, channel: Channel, second: i64) -> Option<Reminder> {
    store
        .next_reminder(channel, at(second), at(second + 60))
        .await
        .unwrap()
}

async fn settle(store: &dyn Store, reminder: &Reminder, outcome: NoticeOutcome, second: i64) {
    store
        .settle_reminder(reminder, outcome, at(second))
        .await
        .unwrap();
}

/// Of what a channel reminds at a second.
async fn told(store: &dyn Store, channel: Channel, second: i64) -> Option<Waiting> {
    let reminder = next(store, channel, second).await?;
    settle(store, &reminder, NoticeOutcome::Told, second).await;
    Some(reminder.waiting)
}

async fn take(store: &dyn Store, change: &AlertChange) -> StaffWrite {
    store.change_alert(change).await.unwrap()
}

fn by_another(change: AlertChange) -> AlertChange {
    AlertChange {
        by: author(2),
        actor: person(2),
        ..change
    }
}

fn of(severity: Severity) -> AlertContent {
    AlertContent {
        severity,
        ..alert_content("gas")
    }
}

fn decides(operation: u32, revision: u32, approve: bool) -> AlertChange {
    let action = AlertAction::Decide {
        digest: plan(of(Severity::Severe)).digest,
        approve,
        words: Some("seen".into()),
    };
    by_another(on_alert(1, operation, revision, action))
}

async fn a_report_is_reminded_of_once_for_each_time_that_its_answer_was_due(home: Home) {
    let store = home.open().await;
    accept_due(&*store, [1], 100).await;
    accept_due(&*store, [2], 200).await;
    assert_eq!(make(&*store, 100).await, waiting(0, 0, 0));
    assert_eq!(make(&*store, 101).await, waiting(1, 0, 0));
    for channel in BOTH {
        assert_eq!(told(&*store, channel, 110).await, Some(waiting(1, 0, 0)));
        assert_eq!(told(&*store, channel, 110 + HOUR).await, None);
    }
    store.close().await;

    let store = home.open().await;
    assert_eq!(make(&*store, 110 + HOUR).await, waiting(1, 0, 0), "the other one");
    assert_eq!(make(&*store, 111 + HOUR).await, waiting(0, 0, 0));
    home.meddle("UPDATE report SET due_at = due_at + 1 WHERE number = 1")
        .await;
    assert_eq!(
        make(&*store, 112 + HOUR).await,
        waiting(1, 0, 0),
        "it was due again"
    );
}

async fn what_was_answered_or_has_ended_or_is_practice_reminds_nobody(home: Home) {
    let store = home.open().await;
    let mut practice = due(2, 0);
    practice.report.practice = true;
    store.accept_reports(&[due(1, 0), practice]).await.unwrap();
    store.change_report(&staff_says(3, "on our way")).await.unwrap();
    assert_eq!(make(&*store, 100).await, waiting(0, 0, 0));
    home.meddle("UPDATE report SET answered_at = NULL, due_at = 0 WHERE number = 1")
        .await;
    store.change_report(&goes_to(4, 2, Status::Closed)).await.unwrap();
    home.meddle("UPDATE report SET answered_at = NULL WHERE number = 1")
        .await;
    assert_eq!(make(&*store, 100).await, waiting(0, 0, 0));
}

async fn a_channel_speaks_once_an_hour_at_most_and_then_of_all_that_came(home: Home) {
    let store = home.open().await;
    accept_due(&*store, [1], 0).await;
    make(&*store, 10).await;
    assert_eq!(told(&*store, Channel::Webhook, 10).await, Some(waiting(1, 0, 0)));
    assert_eq!(told(&*store, Channel::Mail, 20).await, Some(waiting(1, 0, 0)));
    accept_due(&*store, [2, 3], 30).await;
    assert_eq!(
        make(&*store, 9 + HOUR).await,
        waiting(0, 0, 0),
        "nobody may speak yet"
    );
    assert_eq!(make(&*store, 10 + HOUR).await, waiting(2, 0, 0));
    assert_eq!(
        told(&*store, Channel::Webhook, 10 + HOUR).await,
        Some(waiting(2, 0, 0))
    );
    assert_eq!(told(&*store, Channel::Mail, 19 + HOUR).await, None);
    assert_eq!(
        told(&*store, Channel::Mail, 20 + HOUR).await,
        Some(waiting(2, 0, 0))
    );
}

async fn what_was_dealt_with_meanwhile_is_not_counted(home: Home) {
    let store = home.open().await;
    accept_due(&*store, [1, 2], 0).await;
    make(&*store, 100).await;
    store.change_report(&staff_says(3, "on our way")).await.unwrap();
    assert_eq!(told(&*store, Channel::Webhook, 101).await, Some(waiting(1, 0, 0)));
    home.meddle("UPDATE report SET answered_at = 0").await;
    assert_eq!(told(&*store, Channel::Mail, 102).await, None);
    accept_due(&*store, [4], 0).await;
    assert_eq!(make(&*store, 103).await, waiting(1, 0, 0));
    assert_eq!(
        told(&*store, Channel::Mail, 103).await,
        Some(waiting(1, 0, 0)),
        "it had said nothing"
    );
}

async fn instances_that_ask_at_once_count_each_thing_once(home: Home) {
    let (one, other) = (home.open().await, home.open().await);
    accept_due(&*one, 1..=5, 0).await;
    take(&*one, &on_alert(1, 11, 0, sends(of(Severity::Severe)))).await;
    let mut asking = tokio::task::JoinSet::new();
    for number in 0..8 {
        let store = if number % 2 == 0 {
            one.clone()
        } else {
            other.clone()
        };
        asking.spawn(async move { store.make_reminder(&BOTH, at(100)).await.unwrap() });
    }
    let answers = asking.join_all().await.into_iter().flatten();
    let counted: Vec<_> = answers.filter(|waiting| !waiting.is_nothing()).collect();
    assert_eq!(counted, [waiting(5, 1, 0)]);
    let (left, right) = tokio::join!(next(&*one, Channel::Mail, 100), next(&*other, Channel::Mail, 100));
    let taken: Vec<_> = [left, right].into_iter().flatten().collect();
    assert_eq!(taken.len(), 1);
    assert_eq!(taken[0].waiting, waiting(5, 1, 0));
}

async fn an_instance_that_ends_leaves_its_reminder_to_the_next(home: Home) {
    let store = home.open().await;
    accept_due(&*store, [1], 0).await;
    make(&*store, 100).await;
    let first = next(&*store, Channel::Mail, 100).await.unwrap();
    assert_eq!(next(&*store, Channel::Mail, 159).await, None);
    let second = next(&*store, Channel::Mail, 160).await.unwrap();
    assert_eq!((first.attempts, second.attempts), (1, 2));
    // The first was only slow: what it says now changes nothing.
    settle(&*store, &first, NoticeOutcome::GivenUp, 161).await;
    assert_eq!(store.lost_reminders().await.unwrap(), []);
    settle(&*store, &second, NoticeOutcome::Told, 162).await;
    assert_eq!(next(&*store, Channel::Mail, 162 + HOUR).await, None);
}

async fn a_reminder_that_failed_takes_up_what_came_meanwhile(home: Home) {
    let store = home.open().await;
    accept_due(&*store, [1], 0).await;
    make(&*store, 100).await;
    let failed = next(&*store, Channel::Mail, 100).await.unwrap();
    settle(&*store, &failed, NoticeOutcome::Again(at(500)), 101).await;
    accept_due(&*store, [2], 0).await;
    assert_eq!(
        make(&*store, 102).await,
        waiting(1, 0, 0),
        "the webhook may speak"
    );
    assert_eq!(next(&*store, Channel::Mail, 499).await, None);
    let again = next(&*store, Channel::Mail, 500).await.unwrap();
    assert_eq!((again.waiting, again.attempts), (waiting(2, 0, 0), 2));
}

async fn a_reminder_that_was_given_up_is_listed_until_one_is_given(home: Home) {
    let store = home.open().await;
    accept_due(&*store, [1], 0).await;
    make(&*store, 100).await;
    let reminder = next(&*store, Channel::Mail, 100).await.unwrap();
    settle(&*store, &reminder, NoticeOutcome::GivenUp, 101).await;
    let lost = LostReminder {
        channel: Channel::Mail,
        at: at(101),
    };
    assert_eq!(store.lost_reminders().await.unwrap(), [lost]);
    assert_eq!(next(&*store, Channel::Mail, 101 + HOUR).await, None);
    accept_due(&*store, [2], 0).await;
    make(&*store, 101 + HOUR).await;
    assert_eq!(
        told(&*store, Channel::Mail, 101 + HOUR).await,
        Some(waiting(1, 0, 0))
    );
    assert_eq!(store.lost_reminders().await.unwrap(), []);
}

async fn what_comes_while_a_reminder_is_given_is_for_the_next(home: Home) {
    let store = home.open().await;
    accept_due(&*store, [1], 0).await;
    make(&*store, 100).await;
    let reminder = next(&*store, Channel::Mail, 100).await.unwrap();
    accept_due(&*store, [2], 0).await;
    assert_eq!(make(&*store, 101).await, waiting(1, 0, 0));
    settle(&*store, &reminder, NoticeOutcome::Told, 102).await;
    assert_eq!(next(&*store, Channel::Mail, 101 + HOUR).await, None);
    assert_eq!(
        told(&*store, Channel::Mail, 102 + HOUR).await,
        Some(waiting(1, 0, 0))
    );
}

async fn an_alert_is_reminded_of_each_time_that_it_is_proposed(home: Home) {
    let store = home.open().await;
    take(&*store, &on_alert(1, 1, 0, sends(of(Severity::Severe)))).await;
    assert_eq!(make(&*store, 10).await, waiting(0, 1, 0));
    assert_eq!(make(&*store, 11).await, waiting(0, 0, 0));
    assert_eq!(take(&*store, &decides(12, 1, false)).await, done(2));
    assert_eq!(make(&*store, 13).await, waiting(0, 0, 0));
    let again = on_alert(1, 14, 2, AlertAction::Submit(None));
    assert_eq!(take(&*store, &again).await, done(3));
    assert_eq!(make(&*store, 15).await, waiting(0, 1, 0));
    assert_eq!(take(&*store, &decides(16, 3, true)).await, done(4));
    assert_eq!(told(&*store, Channel::Webhook, 17).await, None, "it was approved");
}

async fn nobody_is_reminded_of_a_proposal_that_has_lapsed(home: Home) {
    let store = home.open().await;
    take(&*store, &on_alert(1, 1, 0, sends(of(Severity::Severe)))).await;
    let lapsed = 1 + ALERT_APPROVAL_MS_MAX / 1_000;
    assert_eq!(make(&*store, lapsed).await, waiting(0, 0, 0));
    assert_eq!(make(&*store, lapsed - 1).await, waiting(0, 1, 0));
}

async fn what_went_alone_is_reminded_of_until_it_is_reviewed(home: Home) {
    let store = home.open().await;
    let draft = AlertAction::Draft(plan(of(Severity::Extreme)));
    take(&*store, &on_alert(1, 1, 0, draft)).await;
    let alone = AlertAction::Submit(Some("nobody answers".into()));
    assert_eq!(take(&*store, &on_alert(1, 2, 1, alone)).await, done(2));
    assert_eq!(make(&*store, 10).await, waiting(0, 0, 1));
    // An update that waits for somebody is another thing.
    let update = on_alert(1, 11, 2, sends(of(Severity::Severe)));
    assert_eq!(take(&*store, &update).await, done(3));
    assert_eq!(make(&*store, 12).await, waiting(0, 1, 0));
    assert_eq!(told(&*store, Channel::Mail, 13).await, Some(waiting(0, 1, 1)));
    let review = on_alert(1, 14, 3, AlertAction::Review("it was right".into()));
    assert_eq!(take(&*store, &by_another(review)).await, done(4));
    assert_eq!(told(&*store, Channel::Webhook, 15).await, Some(waiting(0, 1, 0)));
    assert!(
        !store
            .alert(alert_id(1), at(16))
            .await
            .unwrap()
            .unwrap()
            .review_due
    );
}
