//! Telling people, before real receivers on this machine.

mod receiver;
mod reminders;

use std::sync::Arc;

use lamplight_protocol::ids::ReportId;
use lamplight_protocol::report::Category;
use lamplight_protocol::text::Language;
use lamplight_store::model::Channel;
use ring::hmac;
use serde_json::json;
use tokio::net::TcpListener;

use self::receiver::Receiver;
use super::{
    Forbidden, MailSettings, News, NotTold, NoticeWorker, Notifier, NotifySettings, WebhookSettings,
};
use crate::config::PublicUrl;
use crate::presence::{CLOSED_MS, Presence};
use crate::testing::{World, report};

fn webhook(url: &str) -> NotifySettings {
    NotifySettings {
        webhook: Some(WebhookSettings {
            url: url.into(),
            plain_http: true,
            private_addresses: true,
        }),
        mail: None,
    }
}

fn mail(server: &str) -> NotifySettings {
    NotifySettings {
        webhook: None,
        mail: Some(MailSettings {
            server: server.into(),
            from: "Lamplight <patrol@patrol.test>".into(),
            to: vec!["duty@patrol.test".into(), "second@patrol.test".into()],
            plain_smtp: true,
            ..MailSettings::default()
        }),
    }
}

impl World {
    fn notifier(&self, settings: &NotifySettings) -> Notifier {
        let public_url = PublicUrl::parse("https://patrol.test").unwrap();
        Notifier::new(settings, &self.secrets(), &public_url, &Language::english()).unwrap()
    }

    fn notice_worker(&self, settings: &NotifySettings) -> NoticeWorker {
        NoticeWorker {
            store: self.shared_store(),
            presence: self.presence().clone(),
            notifier: Arc::new(self.notifier(settings)),
            clock: self.clock(),
            metrics: Arc::default(),
            urgent: vec![Category::Wellbeing],
        }
    }
}

fn id() -> ReportId {
    ReportId::from_random([7; 16])
}

async fn tell(world: &World, settings: &NotifySettings, news: News) -> Result<(), NotTold> {
    let notifier = world.notifier(settings);
    let channel = notifier.channels().remove(0);
    notifier.tell(channel, news, world.now()).await
}

/// Sends a report that is urgent here.
async fn urgent_report(world: &World) -> String {
    let ana = world.resident();
    let mut report = report();
    report["category"] = json!("wellbeing");
    ana.write("PUT", "").digested(&report).send().await.done();
    ana.id.to_string()
}

#[tokio::test]
async fn a_call_is_signed_and_says_nothing_of_what_was_written() {
    let world = World::new().await;
    let mut receiver = Receiver::answering(&["204 No Content"]).await;
    let news = News::UrgentReport(id(), Category::Wellbeing);
    tell(&world, &webhook(&receiver.url), news).await.unwrap();
    let heard = receiver.next().await;
    assert_eq!(
        heard.json(),
        json!({
            "news": "urgent_report",
            "id": id(),
            "category": "wellbeing",
            "urgent": true,
            "link": format!("https://patrol.test/console/#/reports/{}", id()),
        })
    );
    // As a receiver would check it.
    let timestamp = heard.header("lamplight-timestamp");
    assert_eq!(timestamp.parse::<i64>().unwrap(), world.now().as_millis() / 1_000);
    let key = hmac::Key::new(hmac::HMAC_SHA256, world.secrets().webhook_secret().as_bytes());
    let signed = [timestamp.as_bytes(), b".", &heard.body].concat();
    let digits: String = hmac::sign(&key, &signed)
        .as_ref()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    assert_eq!(heard.header("lamplight-signature"), format!("v1={digits}"));
}

#[tokio::test]
async fn a_redirect_is_not_followed_and_a_refusal_is_told() {
    let world = World::new().await;
    let mut elsewhere = Receiver::answering(&["200 OK"]).await;
    let redirect = format!("307 Temporary Redirect\r\nlocation: {}", elsewhere.url);
    let receiver = Receiver::answering(vec![&*redirect.leak(), "500 Oh"].leak()).await;
    let mut answers = Vec::new();
    for _ in 0..2 {
        answers.push(tell(&world, &webhook(&receiver.url), News::Test).await);
    }
    assert_eq!(
        answers,
        [Err(NotTold::Redirected(307)), Err(NotTold::Refused(500))]
    );
    assert!(elsewhere.has_heard_nothing());
}

#[tokio::test]
async fn a_name_is_refused_for_the_address_that_it_leads_to() {
    let world = World::new().await;
    let mut receiver = Receiver::answering(&["200 OK"]).await;
    let port = receiver.url.rsplit_once(':').unwrap().1.to_owned();
    for (host, why) in [
        ("localhost", Forbidden::Loopback),
        ("127.0.0.1", Forbidden::Loopback),
        ("[::ffff:127.0.0.1]", Forbidden::Disguised),
        ("0.0.0.0", Forbidden::Reserved),
        ("169.254.169.254", Forbidden::LinkLocal),
        ("[fd00:ec2::254]", Forbidden::UniqueLocal),
        ("10.0.0.1", Forbidden::Private),
        ("100.64.0.1", Forbidden::Shared),
        ("224.0.0.1", Forbidden::Multicast),
        ("168.63.129.16", Forbidden::Metadata),
    ] {
        let mut settings = webhook(&format!("http://{host}:{port}"));
        settings.webhook.as_mut().unwrap().private_addresses = false;
        let told = tell(&world, &settings, News::Test).await;
        assert_eq!(told, Err(NotTold::Forbidden(why)), "{host}");
    }
    assert!(receiver.has_heard_nothing());
}

#[tokio::test]
async fn a_mail_names_the_report_and_nothing_more() {
    let world = World::new().await;
    let mut receiver = Receiver::of_mail().await;
    let news = News::UrgentReport(id(), Category::SuspiciousActivity);
    tell(&world, &mail(&receiver.url), news).await.unwrap();
    let heard = receiver.next().await;
    for words in [
        "MAIL FROM:<patrol@patrol.test>",
        "RCPT TO:<duty@patrol.test>",
        "RCPT TO:<second@patrol.test>",
    ] {
        assert!(heard.head.contains(words), "{words}: {}", heard.head);
    }
    let mail = String::from_utf8(heard.body).unwrap();
    assert!(
        mail.contains("Subject: Urgent report waiting: Suspicious activity"),
        "{mail}"
    );
    assert!(
        mail.contains(&format!("Message-ID: <urgent.{}@patrol.test>", id())),
        "{mail}"
    );
    assert!(
        mail.contains(&format!("https://patrol.test/console/#/reports/{}", id())),
        "{mail}"
    );
}

#[tokio::test]
async fn nobody_there_is_told_as_such() {
    let world = World::new().await;
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let told = tell(&world, &webhook(&format!("http://{address}")), News::Test).await;
    assert_eq!(told, Err(NotTold::Unreachable));
    let told = tell(&world, &mail(&format!("smtp://{address}")), News::Test).await;
    assert_eq!(told, Err(NotTold::Unreachable));
}

#[tokio::test]
async fn an_urgent_report_is_told_of_once_while_no_console_is_open() {
    let world = World::new().await;
    let mut receiver = Receiver::answering(&["200 OK"]).await;
    let settings = webhook(&receiver.url);
    let (worker, other) = (world.notice_worker(&settings), world.notice_worker(&settings));
    let report = urgent_report(&world).await;
    let watch = Presence::begin(world.presence());
    worker.look().await.unwrap();
    assert!(receiver.has_heard_nothing(), "somebody watches");
    drop(watch);
    worker.look().await.unwrap();
    assert!(receiver.has_heard_nothing(), "a page may be loading again");
    world.pass(CLOSED_MS);
    let (one, two) = tokio::join!(worker.look(), other.look());
    one.and(two).unwrap();
    assert_eq!(receiver.next().await.json()["id"], report.as_str());
    worker.look().await.unwrap();
    assert!(receiver.has_heard_nothing(), "it was told of");
}

#[tokio::test]
async fn a_failure_is_tried_again_later_and_given_up_in_the_end() {
    let world = World::new().await;
    let mut receiver = Receiver::answering(&["503 Later"]).await;
    let worker = world.notice_worker(&webhook(&receiver.url));
    let report = urgent_report(&world).await;
    let mut tries = 0;
    while world.store().lost_notices(1).await.unwrap().is_empty() {
        worker.look().await.unwrap();
        receiver.next().await;
        tries += 1;
        worker.look().await.unwrap();
        assert!(receiver.has_heard_nothing(), "it waits");
        world.pass(2 * 3_600_000);
    }
    assert_eq!(tries, 7);
    let lost = world.store().lost_notices(9).await.unwrap();
    assert_eq!(
        (lost[0].report_id.to_string(), lost[0].channel),
        (report, Channel::Webhook)
    );
    worker.look().await.unwrap();
    assert!(receiver.has_heard_nothing(), "it was given up");
}

#[test]
fn settings_that_make_no_sense_are_refused() {
    let url = |url: &str, plain_http| WebhookSettings {
        url: url.into(),
        plain_http,
        private_addresses: false,
    };
    assert!(url("https://alarm.example.org/x", false).checked_url().is_ok());
    assert!(url("http://alarm.example.org", true).checked_url().is_ok());
    for bad in [
        "http://alarm.example.org",
        "ftp://x",
        "https://u:p@x",
        "alarm",
        "",
    ] {
        assert!(url(bad, false).checked_url().is_err(), "{bad}");
    }
    let server = |server: &str| MailSettings {
        server: server.into(),
        ..MailSettings::default()
    };
    assert_eq!(
        server("smtps://mail.example.org").checked_server().unwrap().port,
        465
    );
    assert_eq!(
        server("smtp://mail.example.org:2525")
            .checked_server()
            .unwrap()
            .port,
        2525
    );
    for bad in ["mail.example.org", "http://mail.example.org", ""] {
        assert!(server(bad).checked_server().is_err(), "{bad}");
    }
    let nobody = MailSettings::default();
    assert!(nobody.recipients().is_err() && nobody.sender().is_err());
}
