//! The stream as its readers see it, over the real router and store.

mod socket;

use std::pin::pin;
use std::time::Duration;

use futures_util::FutureExt;
use lamplight_protocol::ids::Receipt;
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use crate::live::Hub;
use crate::testing::{STREAMS_MAX, World, alert};

async fn publish(world: &World, token: &str) -> String {
    let id = world.alert_id().to_string();
    let call = world.call("PUT", &format!("/v1/staff/alerts/{id}")).bearer(token);
    call.json(&alert()).send().await.done();
    id
}

async fn feed_end(world: &World) -> String {
    world.get("/v1/feed").await.json()["next"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[tokio::test]
async fn a_stream_opens_with_the_head_and_carries_what_is_published_after_it() {
    let world = World::new().await;
    let token = world.token().await;
    let head = feed_end(&world).await;
    let mut stream = world.call("GET", "/v1/live").open_raw().await;
    for (name, value) in [
        ("content-type", "text/event-stream"),
        ("cache-control", "no-store"),
        ("x-accel-buffering", "no"),
    ] {
        assert_eq!(stream.headers[name], value);
    }
    let first = stream.frame().await.unwrap();
    assert_eq!(
        (first.event.as_str(), &first.data["head"], first.id),
        ("hb", &head.into(), None)
    );
    let id = publish(&world, &token).await;
    let news = stream.news().await;
    assert_eq!((news.event.as_str(), &news.data["id"]), ("alert", &id.into()));
    assert_eq!(news.id, Some(feed_end(&world).await));
}

#[tokio::test]
async fn a_stream_that_broke_goes_on_without_a_gap_and_without_a_double() {
    let world = World::new().await;
    let token = world.token().await;
    let start = feed_end(&world).await;
    let mut ids = Vec::new();
    for _ in 0..5 {
        ids.push(publish(&world, &token).await);
    }
    let mut after = start;
    for id in ids {
        // A new connection for each frame: every cursor must lead to the frame after it.
        let mut stream = world
            .call("GET", "/v1/live")
            .header("last-event-id", &after)
            .open_raw()
            .await;
        let frame = stream.news().await;
        assert_eq!(frame.data["id"], id);
        after = frame.id.unwrap();
    }
    assert_eq!(after, feed_end(&world).await);
}

#[tokio::test]
async fn a_reader_older_than_the_ring_pages_from_the_journal_and_then_hears_what_is_new() {
    let world = World::new().await;
    let token = world.token().await;
    let start = feed_end(&world).await;
    let old = publish(&world, &token).await;
    // A server that starts now has nothing of that in its ring.
    let again = world.restarted().await;
    let mut stream = again
        .call("GET", "/v1/live")
        .header("last-event-id", &start)
        .open_raw()
        .await;
    assert_eq!(stream.news().await.data["id"], old);
    let new = publish(&again, &token).await;
    assert_eq!(stream.news().await.data["id"], new);
}

#[tokio::test]
async fn who_finds_no_place_is_told_when_to_come_back_and_staff_always_find_one() {
    let world = World::new().await;
    let token = world.token().await;
    let open = || world.call("GET", "/v1/live").open_raw();
    let mut streams = Vec::new();
    for _ in 0..STREAMS_MAX {
        streams.push(open().await);
    }
    let refused = world.call("GET", "/v1/live").send().await;
    assert_eq!(refused.header("retry-after"), "60");
    refused.is_refused(429, "busy");
    let staff = world.call("GET", "/v1/staff/live").bearer(&token);
    assert!(staff.open_raw().await.frame().await.is_some());
    streams.pop();
    assert!(open().await.frame().await.is_some());
}

#[tokio::test]
async fn who_finds_no_place_is_refused_before_anything_is_looked_up() {
    let world = World::new().await;
    let ana = world.resident();
    ana.reports().await.done();
    let listen = || {
        let body = json!({ "threads": [ana.key()] });
        world.call("POST", "/v1/live").json(&body)
    };
    let mut streams = Vec::new();
    for _ in 0..STREAMS_MAX {
        streams.push(listen().open_raw().await);
    }
    // Whoever asks the store for a receipt fails from now on.
    world.meddle("ALTER TABLE receipt RENAME TO receipt_away");
    listen().send().await.is_refused(429, "busy");
    streams.pop();
    listen().send().await.is_refused(500, "internal");
}

#[tokio::test]
async fn a_stream_gives_way_after_its_turn_and_only_where_no_place_is_free() {
    let world = World::new().await;
    // Streams that nobody reads take their places and do nothing more until they are read.
    let mut streams = Vec::new();
    for _ in 1..STREAMS_MAX {
        streams.push(world.call("GET", "/v1/live").open_raw().await);
    }
    let mut first = world.call("GET", "/v1/live").open().await;
    tokio::time::pause();
    let begun = tokio::time::Instant::now();
    while first.frame().await.unwrap().event == "hb" {}
    let turn = begun.elapsed();
    assert!(
        (Duration::from_secs(300)..=Duration::from_secs(330)).contains(&turn),
        "{turn:?}"
    );
    assert_eq!(first.frame().await, None);
    drop(first);
    let mut other = streams.pop().unwrap();
    while begun.elapsed() < turn * 2 {
        assert_eq!(other.frame().await.unwrap().event, "hb");
    }
}

#[tokio::test]
async fn a_cursor_of_another_epoch_has_expired() {
    let world = World::new().await;
    let before = feed_end(&world).await;
    world.restore().await;
    let again = world.restarted().await;
    let call = again.call("GET", "/v1/live").header("last-event-id", &before);
    call.send().await.is_refused(410, "cursor_expired");
    let posted = again
        .call("POST", "/v1/live")
        .json(&json!({ "after": before }))
        .send()
        .await;
    posted.is_refused(410, "cursor_expired");
    let call = again.call("GET", "/v1/live").header("last-event-id", "no cursor");
    call.send().await.is_refused(400, "invalid");
}

#[tokio::test]
async fn the_holder_of_a_receipt_hears_of_their_thread_and_nobody_else_does() {
    let world = World::new().await;
    let token = world.token().await;
    let (ana, ben) = (world.resident(), world.resident());
    ana.reports().await.done();
    ben.reports().await.done();
    let mut forged = ana.key();
    forged["receipt"] = Receipt::from_random([31; Receipt::CHARS]).expose().into();
    // After what has happened so far: "from now" is what the hub has heard, and it may be behind.
    let head = feed_end(&world).await;
    let listen = |mut key: Value| {
        key["after_revision"] = 1.into();
        world
            .call("POST", "/v1/live")
            .json(&json!({ "after": head, "threads": [key] }))
            .open()
    };
    let mut streams = [
        listen(ana.key()).await,
        listen(ben.key()).await,
        listen(forged).await,
    ];
    ana.says("planted words").await.done();
    let id = publish(&world, &token).await;

    let hint = streams[0].news().await;
    assert_eq!((hint.event.as_str(), hint.id.as_deref()), ("thread", None));
    assert_eq!(hint.data, json!({ "report_id": ana.id, "revision": 2 }));
    for stream in &mut streams {
        assert_eq!(stream.news().await.data["id"], id);
    }
}

#[tokio::test]
async fn a_device_that_has_not_got_the_newest_is_told_at_once_and_not_again() {
    let world = World::new().await;
    let ana = world.resident();
    ana.reports().await.done();
    let head = feed_end(&world).await;
    ana.says("One more thing").await.done();
    let mut key = ana.key();
    key["after_revision"] = 1.into();
    // The row behind this cursor says the same once more.
    let body = json!({ "after": head, "threads": [key] });
    let mut stream = world.call("POST", "/v1/live").json(&body).open_raw().await;
    assert_eq!(stream.news().await.data["revision"], 2);
    ana.says("And another").await.done();
    assert_eq!(stream.news().await.data["revision"], 3);
}

#[tokio::test]
async fn what_the_desk_notes_for_itself_is_heard_by_staff_alone() {
    let world = World::new().await;
    let token = world.token().await;
    let ana = world.resident();
    ana.reports().await.done();
    let head = feed_end(&world).await;
    let body = json!({ "after": head, "threads": [ana.key()] });
    let mut resident = world.call("POST", "/v1/live").json(&body).open_raw().await;
    assert_eq!(resident.news().await.data["revision"], 1);
    let listen = world.call("GET", "/v1/staff/live").bearer(&token);
    let mut staff = listen.header("last-event-id", &head).open().await;

    let path = format!("/v1/staff/reports/{}/notes/{}", ana.id, world.operation());
    let note = world.call("PUT", &path).bearer(&token);
    note.json(&json!({ "text": "Ask the school" }))
        .send()
        .await
        .done();
    assert_eq!(staff.news().await.data["revision"], 1);
    ana.says("One more thing").await.done();
    assert_eq!(resident.news().await.data["revision"], 2);
    assert_eq!(staff.news().await.data["revision"], 2);
}

#[tokio::test]
async fn staff_hear_of_every_report_and_resume_from_it() {
    let world = World::new().await;
    let token = world.token().await;
    let (ana, ben) = (world.resident(), world.resident());
    let mut stream = world.call("GET", "/v1/staff/live").bearer(&token).open().await;
    ana.reports().await.done();
    let first = stream.news().await;
    assert_eq!(
        (first.event.as_str(), &first.data),
        ("report", &json!({ "report_id": ana.id, "revision": 1 }))
    );
    ben.reports().await.done();
    let call = world.call("GET", "/v1/staff/live").bearer(&token);
    let mut resumed = call.header("last-event-id", first.id.unwrap()).open_raw().await;
    assert_eq!(resumed.news().await.data["report_id"], ben.id.to_string());
}

#[tokio::test]
async fn a_heartbeat_comes_while_nothing_happens() {
    let world = World::new().await;
    let mut stream = world.call("GET", "/v1/live").open().await;
    tokio::time::pause();
    let begun = tokio::time::Instant::now();
    for _ in 0..3 {
        assert_eq!(stream.frame().await.unwrap().event, "hb");
    }
    let each = begun.elapsed() / 3;
    assert!(
        (Duration::from_secs(20)..=Duration::from_secs(30)).contains(&each),
        "{each:?}"
    );
}

#[tokio::test]
async fn a_right_that_ends_ends_the_stream_within_five_seconds() {
    let world = World::new().await;
    let token = world.token().await;
    let cookie = world.signed_in("bo").await;
    let mut program = world.call("GET", "/v1/staff/live").bearer(&token).open().await;
    let mut person = world
        .call("GET", "/v1/staff/live")
        .header("cookie", &cookie)
        .open()
        .await;
    world.revoke_tokens().await;
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(5)).await;
    tokio::time::resume();
    // What happens now is for neither of them to hear but the one who may still listen.
    world.resident().reports().await.done();
    assert_eq!(program.frame().await, None);
    assert_eq!(person.news().await.event, "report");
}

#[tokio::test]
async fn a_person_who_is_revoked_hears_nothing_after_five_seconds() {
    let world = World::new().await;
    let mut streams = Vec::new();
    for name in ["ana", "bo"] {
        let cookie = world.signed_in(name).await;
        let call = world.call("GET", "/v1/staff/live").header("cookie", &cookie);
        streams.push(call.open().await);
    }
    let people = world.store().people(world.now()).await.unwrap();
    let ana = people.iter().find(|person| person.name == "ana").unwrap();
    let by = lamplight_store::model::Actor::command_line();
    assert!(world.store().shut_out(ana.id, &by, world.now()).await.unwrap());
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(5)).await;
    tokio::time::resume();
    world.resident().reports().await.done();
    assert_eq!(streams[0].frame().await, None);
    assert_eq!(streams[1].news().await.event, "report");
}

#[tokio::test]
async fn a_server_that_goes_away_tells_its_readers_to_come_back() {
    let world = World::new().await;
    let mut stream = world.call("GET", "/v1/live").open().await;
    world.drain();
    let frame = stream.frame().await.unwrap();
    assert_eq!(frame.event, "move");
    assert!(frame.data["after_ms"].as_u64().unwrap() <= 5_000);
    assert_eq!(stream.frame().await, None);
}

#[tokio::test]
async fn whoever_follows_the_journal_goes_at_once_also_while_the_store_is_asked() {
    let world = World::new().await;
    let hub = Hub::open(world.shared_store()).await.unwrap();
    let end = CancellationToken::new();
    let mut following = pin!(hub.follow(Duration::from_secs(3_600), end.clone()));
    // Asked now, and not answered before we look again.
    assert_eq!((&mut following).now_or_never(), None);
    end.cancel();
    assert_eq!((&mut following).now_or_never(), Some(()));
}

#[tokio::test]
async fn a_new_epoch_ends_the_streams_of_the_old_one() {
    let world = World::new().await;
    let token = world.token().await;
    let mut stream = world.call("GET", "/v1/live").open().await;
    world.restore().await;
    publish(&world, &token).await;
    assert_eq!(stream.frame().await, None);
    let mut fresh = world.call("GET", "/v1/live").open().await;
    let id = publish(&world, &token).await;
    assert_eq!(fresh.news().await.data["id"], id);
}
