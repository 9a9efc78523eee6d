use lamplight_protocol::alert::Alert;
use lamplight_protocol::api::Cursor;
use lamplight_protocol::ids::AlertId;
use serde_json::json;

use super::*;
use crate::testing::Device;

fn url() -> ServerUrl {
    "http://127.0.0.1:9".parse().unwrap()
}

/// A device that has called its server once.
fn device() -> Device {
    let device = Device::new();
    device.core.write(|tx| server::belong_to(tx, &url())).unwrap();
    device
}

fn position(device: &Device) -> FeedPosition {
    device.core.db().read(server::feed_position).unwrap()
}

fn alert(number: u8, headline: &str, device: &Device) -> FeedItem {
    let id = AlertId::from_random([number; 16]);
    let value = json!({
        "id": id, "revision": 1, "state": "active", "identifier": id, "sender": "patrol.example",
        "sent": device.now(), "level": "severe",
        "content": {
            "status": "actual", "category": "safety",
            "urgency": "immediate", "severity": "severe", "certainty": "observed",
            "expires": device.now().plus_millis(3_600_000),
            "texts": [{
                "language": "en", "headline": headline, "source": "Patrol", "hazard": "Gas smell",
                "place": "Mill Street", "instruction": "Use Quay Road."
            }]
        }
    });
    FeedItem::Alert(serde_json::from_value::<Alert>(value).unwrap())
}

fn page(items: Vec<FeedItem>, next: &str, more: bool) -> FeedPage {
    FeedPage {
        items,
        next: next.parse().unwrap(),
        more,
    }
}

fn headlines(device: &Device) -> Vec<String> {
    let alerts = device.core.alerts().unwrap();
    let mut headlines: Vec<String> = alerts
        .iter()
        .map(|alert| alert.content.texts[0].headline.clone())
        .collect();
    headlines.sort();
    headlines
}

fn take(device: &Device, asked: &FeedPosition, page: &FeedPage) -> Taken {
    device.core.take_page(&url(), asked, page).unwrap()
}

fn takes(device: &Device, asked: &FeedPosition, page: &FeedPage) {
    assert_eq!(take(device, asked, page), Taken::Stored);
}

#[test]
fn a_page_is_taken_only_by_a_device_that_stands_where_it_asked() {
    let device = device();
    let asked = position(&device);
    takes(
        &device,
        &asked,
        &page(vec![alert(1, "Gas", &device)], "e.1", false),
    );
    // The same question of another process, answered later.
    let stale = page(vec![alert(2, "Stale", &device)], "e.0", false);
    assert_eq!(take(&device, &asked, &stale), Taken::Elsewhere);
    assert_eq!(headlines(&device), ["Gas"]);
    assert_eq!(position(&device).cursor, Some("e.1".parse::<Cursor>().unwrap()));
}

#[test]
fn a_page_of_another_server_is_not_taken() {
    let device = device();
    let asked = position(&device);
    let other: ServerUrl = "https://other.example".parse().unwrap();
    let page = page(vec![alert(1, "Elsewhere", &device)], "e.1", false);
    let taken = device.core.take_page(&other, &asked, &page).unwrap();
    assert_eq!(taken, Taken::OtherServer);
    assert!(headlines(&device).is_empty());
}

#[test]
fn a_snapshot_drops_what_it_does_not_hold_when_its_last_page_is_in_and_not_before() {
    let device = device();
    let first = page(
        vec![alert(1, "Kept", &device), alert(2, "Dropped", &device)],
        "a.9",
        false,
    );
    takes(&device, &position(&device), &first);

    let asked = position(&device);
    device.core.begin_epoch(&url(), &asked).unwrap();
    assert_eq!(position(&device).cursor, None);
    takes(
        &device,
        &position(&device),
        &page(vec![alert(3, "New", &device)], "b.1", true),
    );
    assert_eq!(headlines(&device), ["Dropped", "Kept", "New"]);
    // Everything that the rest needs is stored: a crash here changes nothing.
    let between = position(&device);
    assert!(between.snapshot);
    takes(
        &device,
        &between,
        &page(vec![alert(1, "Kept", &device)], "b.2", false),
    );
    assert_eq!(headlines(&device), ["Kept", "New"]);
    assert!(!position(&device).snapshot);
}

#[test]
fn only_the_first_who_notices_a_new_epoch_begins_it() {
    let device = device();
    takes(&device, &position(&device), &page(Vec::new(), "a.9", false));
    let asked = position(&device);
    device.core.begin_epoch(&url(), &asked).unwrap();
    let begun = position(&device);
    device.core.begin_epoch(&url(), &asked).unwrap();
    assert_eq!(position(&device), begun);
}

#[test]
fn a_new_epoch_presents_reports_again_and_asks_for_their_threads_anew() {
    let device = device();
    let report = device.save();
    device.deliver(1);
    device
        .core
        .write(|tx| Ok(tx.execute("UPDATE threads SET revision = 7", [])?))
        .unwrap();
    device.core.begin_epoch(&url(), &position(&device)).unwrap();
    assert_eq!(device.due(), [report.id.to_string()]);
    let now = device.now();
    let followed = device.core.db().read(|db| threads::followed(db, now)).unwrap();
    assert_eq!(followed[0].key.after_revision, 0);
}

#[test]
fn removed_and_unknown_items_are_taken_in() {
    let device = device();
    let items = vec![alert(1, "Gone soon", &device), FeedItem::Unknown];
    takes(&device, &position(&device), &page(items, "a.1", false));
    let removed = FeedItem::AlertRemoved {
        id: AlertId::from_random([1; 16]),
    };
    takes(&device, &position(&device), &page(vec![removed], "a.2", false));
    assert!(headlines(&device).is_empty());
}

#[test]
fn naming_another_server_drops_its_news_and_keeps_the_reports() {
    let device = device();
    device.save();
    let first = page(vec![alert(1, "Gas", &device)], "a.1", false);
    takes(&device, &position(&device), &first);
    let other: ServerUrl = "https://other.example".parse().unwrap();
    device.core.write(|tx| server::belong_to(tx, &other)).unwrap();
    assert!(headlines(&device).is_empty());
    assert_eq!(position(&device).cursor, None);
    assert_eq!(device.core.reports().unwrap().len(), 1);
}
