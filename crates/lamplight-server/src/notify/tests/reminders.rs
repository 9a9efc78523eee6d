//! Reminding people of what waits, before real receivers on this machine.

use lamplight_protocol::limits::DAY_MS;
use lamplight_store::model::{Channel, Rights, Role, Waiting};
use serde_json::{Value, json};

use super::receiver::Receiver;
use super::{mail, tell, webhook};
use crate::jobs::Jobs;
use crate::notify::{News, NoticeWorker, NotifySettings};
use crate::presence::{CLOSED_MS, Presence};
use crate::testing::{World, alert};

const HOUR_MS: i64 = 3_600_000;
/// What nobody outside may hear of: the words of a report, of an alert, and of who wrote it.
const CANARIES: [&str; 4] = ["canary", "Canary Lane", "Gas smell", "Ana"];

fn waiting() -> Waiting {
    Waiting {
        reports: 12,
        proposals: 1,
        reviews: 0,
    }
}

/// A report and an alert that wait, and nobody to see it.
async fn something_waits(world: &World) {
    let mut report = crate::testing::report();
    report["note"] = "canary".into();
    report["place"] = json!({ "words": "Canary Lane 4" });
    let ana = world.resident();
    ana.write("PUT", "").digested(&report).send().await.done();
    world.pass(DAY_MS);
    let publisher = world
        .colleague("Ana", &Rights::everywhere([Role::Publisher]))
        .await;
    let mut loud = alert();
    loud["severity"] = "extreme".into();
    loud["expires"] = json!(world.now().plus_millis(DAY_MS));
    let path = format!("/v1/staff/alerts/{}", world.alert_id());
    let proposes = world.with_cookie("PUT", &path, &publisher.cookie).json(&loud);
    proposes.send().await.done();
    world.pass(CLOSED_MS);
}

async fn look(jobs: &Jobs, worker: &NoticeWorker) {
    jobs.make_reminder().await.unwrap();
    worker.look().await.unwrap();
}

fn worker(world: &World, settings: &NotifySettings) -> NoticeWorker {
    NoticeWorker {
        urgent: Vec::new(),
        ..world.notice_worker(settings)
    }
}

#[tokio::test]
async fn a_call_says_how_much_waits_and_leads_to_the_console() {
    let world = World::new().await;
    let mut receiver = Receiver::answering(&["204 No Content"]).await;
    let news = News::Reminder(waiting());
    tell(&world, &webhook(&receiver.url), news).await.unwrap();
    assert_eq!(
        receiver.next().await.json(),
        json!({
            "news": "reminder",
            "waiting": { "overdue_reports": 12, "alerts_to_approve": 1, "alerts_to_review": 0 },
            "urgent": false,
            "link": "https://patrol.test/console/",
        })
    );
}

#[tokio::test]
async fn a_mail_says_how_much_waits_and_leads_to_the_console() {
    let world = World::new().await;
    let mut receiver = Receiver::of_mail().await;
    let news = News::Reminder(waiting());
    tell(&world, &mail(&receiver.url), news).await.unwrap();
    let mail = String::from_utf8(receiver.next().await.body).unwrap();
    for words in [
        "Subject: Something waits at the desk",
        "12 reports wait for an answer that is overdue.",
        "1 alert waits for a second person.",
        "https://patrol.test/console/",
    ] {
        assert!(mail.contains(words), "{words}: {mail}");
    }
    assert!(!mail.contains("review"), "{mail}");
}

#[tokio::test]
async fn people_are_reminded_once_while_no_console_is_open_and_of_nothing_but_how_much() {
    let world = World::new().await;
    let mut receiver = Receiver::answering(&["200 OK"]).await;
    let worker = worker(&world, &webhook(&receiver.url));
    let jobs = world.jobs_for(vec![Channel::Webhook]);
    something_waits(&world).await;
    let watch = Presence::begin(world.presence());
    look(&jobs, &worker).await;
    assert!(receiver.has_heard_nothing(), "somebody watches");
    drop(watch);
    world.pass(CLOSED_MS);
    look(&jobs, &worker).await;
    let heard = receiver.next().await;
    assert_eq!(
        heard.json()["waiting"],
        json!({ "overdue_reports": 1, "alerts_to_approve": 1, "alerts_to_review": 0 })
    );
    let text = String::from_utf8(heard.body).unwrap();
    assert!(CANARIES.iter().all(|canary| !text.contains(canary)), "{text}");
    world.pass(HOUR_MS);
    look(&jobs, &worker).await;
    let restarted = world.restarted().await;
    look(&restarted.jobs_for(vec![Channel::Webhook]), &worker).await;
    assert!(receiver.has_heard_nothing(), "they know");
}

#[tokio::test]
async fn what_comes_within_the_hour_waits_for_its_end() {
    let world = World::new().await;
    let mut receiver = Receiver::of_mail().await;
    let worker = worker(&world, &mail(&receiver.url));
    let jobs = world.jobs_for(vec![Channel::Mail]);
    something_waits(&world).await;
    look(&jobs, &worker).await;
    let first = String::from_utf8(receiver.next().await.body).unwrap();
    assert!(
        first.contains("1 report waits") && first.contains("1 alert waits"),
        "{first}"
    );
    something_waits_since(&world, HOUR_MS).await;
    look(&jobs, &worker).await;
    assert!(receiver.has_heard_nothing(), "an hour is not over");
    world.pass(HOUR_MS);
    look(&jobs, &worker).await;
    let second = String::from_utf8(receiver.next().await.body).unwrap();
    assert!(
        second.contains("2 reports wait") && !second.contains("alert"),
        "{second}"
    );
}

/// Two more reports whose answer has been due for so long.
async fn something_waits_since(world: &World, ms: i64) {
    for _ in 0..2 {
        world.resident().reports().await.done();
    }
    let due = world.now().plus_millis(-ms).as_millis();
    world.meddle(&format!(
        "UPDATE report SET due_at = {due} WHERE reminded_due_at IS NULL"
    ));
}

#[tokio::test]
async fn a_reminder_that_nobody_takes_is_tried_again_and_given_up_in_the_end() {
    let world = World::new().await;
    let mut receiver = Receiver::answering(&["503 Later"]).await;
    let worker = worker(&world, &webhook(&receiver.url));
    let jobs = world.jobs_for(vec![Channel::Webhook]);
    something_waits_since(&world, HOUR_MS).await;
    world.pass(CLOSED_MS);
    let mut counts = Vec::<Value>::new();
    while world.store().lost_reminders().await.unwrap().is_empty() {
        look(&jobs, &worker).await;
        counts.push(receiver.next().await.json()["waiting"]["overdue_reports"].clone());
        look(&jobs, &worker).await;
        assert!(receiver.has_heard_nothing(), "it waits");
        world.pass(2 * HOUR_MS);
    }
    assert_eq!(counts, vec![json!(2); 7]);
    look(&jobs, &worker).await;
    assert!(receiver.has_heard_nothing(), "it was given up");
}
