//! Photos in the queue: after their report, read where they are kept, dropped when nobody needs them.

use super::*;
use crate::testing::photo;

fn with_photos(device: &Device, shades: &[u8]) -> ReportId {
    let photos: Vec<_> = shades.iter().map(|shade| photo(*shade)).collect();
    device
        .core
        .submit_report(&draft(Category::Vandalism), &photos)
        .unwrap()
        .id
}

fn kept_bytes(device: &Device) -> u32 {
    device
        .core
        .db()
        .read(|db| {
            Ok(
                db.query_row("SELECT count(*) FROM photos WHERE length(bytes) > 0", [], |row| {
                    row.get(0)
                })?,
            )
        })
        .unwrap()
}

#[test]
fn words_go_first_then_the_photos_then_what_was_added() {
    let device = Device::new();
    let id = with_photos(&device, &[1, 2]);
    let word = device.core.reply(id, "It is the north wall.").unwrap();
    let order: Vec<String> = (0..4).map(|_| device.deliver(1).key.id).collect();
    let [first, second] = [1, 2].map(|shade| photo(shade).shown().sha256.as_str().to_owned());
    assert_eq!(order, [id.to_string(), first, second, word.to_string()]);
}

#[test]
fn a_photo_is_sent_as_it_is_kept_and_never_copied_into_the_queue() {
    let device = Device::new();
    with_photos(&device, &[1]);
    device.deliver(1);
    let first = device.attempt();
    assert_eq!(&first.body[..], photo(1).bytes());
    assert_eq!(first.digest, attempt::sha256(&first.body));
    device.settle(&first, &Outcome::RetryAt(device.now()));
    let second = device.attempt();
    assert_eq!((&second.body, second.digest), (&first.body, first.digest));
    let copied: u32 = device
        .core
        .db()
        .read(|db| {
            let sql = "SELECT sum(length(body)) FROM operations WHERE kind = 'photo'";
            Ok(db.query_row(sql, [], |row| row.get(0))?)
        })
        .unwrap();
    assert_eq!(copied, 0);
}

#[test]
fn a_photo_is_its_senders_alone_for_as_long_as_a_slow_link_takes() {
    let device = Device::new();
    with_photos(&device, &[1]);
    device.deliver(1);
    device.attempt();
    let now = device.now();
    device.core.write(|tx| pull_back(tx, now, 0)).unwrap();
    device.pass(i64::try_from(crate::remote::PHOTO_TIMEOUT.as_millis()).unwrap());
    assert!(device.due().is_empty());
    device.pass(15_000);
    assert_eq!(device.due().len(), 1);
}

#[test]
fn a_refused_photo_lets_the_others_pass_and_goes_when_it_is_discarded() {
    let device = Device::new();
    let id = with_photos(&device, &[1, 2]);
    device.deliver(1);
    let refused = device.attempt();
    device.settle(&refused, &attention(ErrorCode::Invalid));
    device.deliver(1);
    let shown = device.core.reports().unwrap().remove(0);
    assert_eq!((shown.photos, shown.photos_waiting), (2, 1));
    assert_eq!(shown.delivery, Delivery::Received);
    assert!(shown.attention.is_some());
    device.core.discard_report(id).unwrap();
    let thread = device.core.thread(id).unwrap().unwrap();
    assert_eq!(thread.report.attention, None);
    assert_eq!(thread.photos, [photo(2).shown().clone()]);
    assert_eq!(kept_bytes(&device), 1);
}

#[test]
fn a_photo_that_the_disk_lost_needs_attention_and_holds_nothing_up() {
    let lose_or_spoil = ["UPDATE photos SET bytes = x''", "UPDATE photos SET bytes = x'00'"];
    for (sql, is_sent) in lose_or_spoil.into_iter().zip([false, true]) {
        let device = Device::new();
        let id = with_photos(&device, &[1]);
        let word = device.core.reply(id, "It is the north wall.").unwrap();
        device.core.write(|tx| Ok(tx.execute_batch(sql)?)).unwrap();
        device.deliver(1);
        let attempt = device.try_attempt();
        assert_eq!(attempt.is_some(), is_sent);
        // The server finds that the bytes are not those of the digest.
        if let Some(spoiled) = attempt {
            device.settle(&spoiled, &attention(ErrorCode::Invalid));
        }
        let shown = device.core.thread(id).unwrap().unwrap();
        assert_eq!(shown.report.attention.unwrap().code, "photo_lost");
        assert_eq!(device.deliver(2).key.id, word.to_string());
        assert_eq!(device.core.outbox().unwrap().waiting, 0);
    }
}

#[test]
fn words_that_name_another_photo_than_they_did_need_attention() {
    let device = Device::new();
    with_photos(&device, &[1]);
    let named = photo(1).shown().sha256.as_str().to_owned();
    let changed = photo(2).shown().sha256.as_str().to_owned();
    let hurt = |tx: &Connection| {
        Ok(tx.execute(
            "UPDATE reports SET content = replace(content, ?1, ?2)",
            [&named, &changed],
        )?)
    };
    device.core.write(hurt).unwrap();
    assert!(device.try_attempt().is_none());
    assert_eq!(device.core.outbox().unwrap().attention, 1);
}

#[test]
fn a_new_epoch_presents_photos_again_as_long_as_their_bytes_are_kept() {
    let device = Device::new();
    let id = with_photos(&device, &[1]);
    device.deliver(1);
    let first = device.deliver(1);
    let now = device.now();
    device.core.write(|tx| present_again(tx, now)).unwrap();
    let shown = device.core.reports().unwrap().remove(0);
    assert_eq!(shown.photos_waiting, 0);
    device.deliver(1);
    assert_eq!(device.deliver(1).body, first.body);

    let kept = photo(1);
    let name = &kept.shown().sha256;
    assert!(device.core.photo_bytes(id, name).unwrap().is_some());
    device.pass(ACCEPTED_KEPT_MS + 1);
    let now = device.now();
    assert!(device.core.write(|tx| forget_old(tx, now)).unwrap());
    assert_eq!(device.core.photo_bytes(id, name), Ok(None));
    let thread = device.core.thread(id).unwrap().unwrap();
    assert_eq!(thread.photos, [photo(1).shown().clone()]);
    assert!(!device.core.write(|tx| forget_old(tx, now)).unwrap());
}

#[test]
fn an_erasure_does_not_wait_for_photos() {
    let device = Device::new();
    let id = with_photos(&device, &[1, 2]);
    device.deliver(1);
    let in_flight = device.attempt();
    device.core.erase_report(id).unwrap();
    assert_eq!(device.due(), [id.to_string()]);
    device.settle(&in_flight, &accepted(&in_flight, 1));
    device.deliver(2);
    assert_eq!(kept_bytes(&device), 0);
    assert_eq!(device.core.outbox().unwrap(), Outbox::default());
}

#[test]
fn what_is_held_back_waits_as_long_as_what_holds_it() {
    let device = Device::new();
    with_photos(&device, &[1, 2]);
    let times = || {
        let sql = "SELECT DISTINCT next_at FROM operations WHERE state = 'waiting'";
        let read = |db: &Connection| {
            let mut statement = db.prepare(sql)?;
            let times = statement.query_map([], |row| row.get::<_, i64>(0))?;
            Ok(times.collect::<Result<Vec<_>, _>>()?)
        };
        device.core.db().read(read).unwrap()
    };
    let words = device.attempt();
    assert_eq!(times().len(), 1);
    let later = device.now().plus_millis(RETRY_DELAY_MS_MAX);
    device.settle(&words, &Outcome::RetryAt(later));
    assert_eq!(times(), [later.as_millis()]);
    device.pass(RETRY_DELAY_MS_MAX);
    device.deliver(1);
    assert_eq!(times(), [device.now().as_millis()]);
    device.settle(&words, &Outcome::RetryAt(later.plus_millis(1)));
    assert_eq!(
        times(),
        [device.now().as_millis()],
        "an answer that came too late"
    );
}
