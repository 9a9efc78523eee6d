//! Photos arrive, are made safe to look at, and leave.

use lamplight_protocol::api::PhotoState;
use lamplight_protocol::digest::PhotoHash;
use lamplight_protocol::report::PhotoAnnouncement;
use lamplight_store::Store;
use lamplight_store::model::{
    Acceptance, ArrivedPhoto, Erasure, IncomingReport, PhotoClaim, PhotoFinding, PhotoJob, PhotoOutcome,
    PhotoWish, Reach,
};
use lamplight_store::seal::PhotoForm;

use crate::fixtures::{at, entry, hash, report, report_id};
use crate::home::Home;
use crate::on_both_engines;

on_both_engines!(
    a_photo_is_wanted_until_its_bytes_are_kept,
    only_what_was_announced_is_wanted_and_only_with_its_receipt,
    photos_of_a_group_get_each_its_own_answer,
    copies_that_several_instances_take_at_once_are_kept_once,
    a_photo_is_looked_at_by_one_instance_at_a_time,
    what_ends_the_program_leaves_the_photo_to_the_next,
    what_was_cut_off_is_counted_and_waits,
    a_photo_can_be_opened_once_it_is_ready,
    what_is_no_picture_is_told_as_such,
    a_lost_photo_may_come_again,
    two_that_took_the_same_photo_do_no_harm,
    an_erased_report_leaves_its_objects_to_be_deleted,
    an_erasure_while_photos_arrive_forgets_no_object,
    objects_that_nobody_needs_are_found,
    a_backup_holds_the_objects,
    every_change_of_a_photo_rings,
);

fn sha256(photo: u32) -> PhotoHash {
    format!("{photo:064x}").parse().unwrap()
}

/// Report `number` with that many photos, numbered from 1.
pub(crate) fn with_photos(number: u32, photos: u32) -> IncomingReport {
    let mut with_photos = report(number);
    with_photos.report.photos = (1..=photos)
        .map(|photo| PhotoAnnouncement {
            sha256: sha256(photo),
            size_bytes: photo,
            description: None,
        })
        .collect();
    with_photos
}

fn claim(number: u32, photo: u32) -> PhotoClaim {
    PhotoClaim {
        report_id: report_id(number),
        receipt_hash: hash(number),
        sha256: sha256(photo),
        size_bytes: photo,
    }
}

/// Photo `photo` of report `number`, which came `photo` seconds after the day's first hour.
pub(crate) fn arrived(number: u32, photo: u32) -> ArrivedPhoto {
    ArrivedPhoto {
        claim: claim(number, photo),
        object: format!("received-{number}-{photo}"),
        received_at: at(3_600 + i64::from(photo)),
    }
}

fn accepted(number: u32, photo: u32, repeated: bool) -> Acceptance {
    Acceptance::Accepted {
        reference: format!("AQ-{number:05}"),
        revision: 1,
        received_at: at(3_600 + i64::from(photo)),
        repeated,
    }
}

async fn keep(store: &dyn Store, number: u32, photo: u32) {
    let answers = store.keep_photos(&[arrived(number, photo)]).await.unwrap();
    assert_eq!(answers, [accepted(number, photo, false)]);
}

async fn states(store: &dyn Store, number: u32) -> Vec<PhotoState> {
    let report = store
        .report(&Reach::EVERYTHING, report_id(number))
        .await
        .unwrap()
        .unwrap();
    report.photos.into_iter().map(|photo| photo.state).collect()
}

/// Takes a photo at a second of the second hour, for one minute.
async fn take(store: &dyn Store, second: i64) -> Option<PhotoJob> {
    let now = 7_200 + second;
    store.next_photo(at(now), at(now + 60)).await.unwrap()
}

fn found(job: &PhotoJob, outcome: PhotoOutcome) -> PhotoFinding {
    PhotoFinding {
        report_id: job.report_id,
        sha256: job.sha256.clone(),
        object: job.object.clone(),
        outcome,
        at: at(10_000),
    }
}

fn ready(name: &str) -> PhotoOutcome {
    PhotoOutcome::Ready {
        picture: format!("picture-{name}"),
        thumbnail: format!("thumbnail-{name}"),
    }
}

async fn discarded(store: &dyn Store) -> Vec<String> {
    let mut names = store.discarded_objects(at(0), 100).await.unwrap();
    names.sort();
    names
}

async fn a_photo_is_wanted_until_its_bytes_are_kept(home: Home) {
    let store = home.open().await;
    store.accept_reports(&[with_photos(1, 2)]).await.unwrap();
    let wish = store.photo_wish(&claim(1, 1)).await.unwrap();
    assert!(matches!(wish, PhotoWish::Wanted(_)), "{wish:?}");
    keep(&*store, 1, 1).await;
    for _ in 0..2 {
        let PhotoWish::Answered(answer) = store.photo_wish(&claim(1, 1)).await.unwrap() else {
            panic!("it is wanted again");
        };
        assert_eq!(answer, accepted(1, 1, true));
        let again = ArrivedPhoto {
            object: "another".into(),
            received_at: at(9_999),
            ..arrived(1, 1)
        };
        assert_eq!(store.keep_photos(&[again]).await.unwrap(), [accepted(1, 1, true)]);
    }
    let report = store
        .report(&Reach::EVERYTHING, report_id(1))
        .await
        .unwrap()
        .unwrap();
    assert_eq!((report.summary.photos, report.summary.photos_to_come), (2, 1));
    assert_eq!(report.summary.changed_at, at(3_601));
    assert_eq!(report.summary.revision, 1);
    assert_eq!(
        states(&*store, 1).await,
        [PhotoState::Checking, PhotoState::ToCome]
    );
}

async fn only_what_was_announced_is_wanted_and_only_with_its_receipt(home: Home) {
    let store = home.open().await;
    store
        .accept_reports(&[with_photos(1, 1), with_photos(2, 1)])
        .await
        .unwrap();
    let erasure = Erasure {
        report_id: report_id(2),
        receipt_hash: hash(2),
        at: at(9),
    };
    store.erase_report(&erasure).await.unwrap();
    let strangers = PhotoClaim {
        receipt_hash: hash(9),
        ..claim(1, 1)
    };
    let of_another_size = PhotoClaim {
        size_bytes: 2,
        ..claim(1, 1)
    };
    for (claim, expected) in [
        (claim(1, 2), Acceptance::NotAnnounced),
        (of_another_size, Acceptance::NotAnnounced),
        (strangers, Acceptance::WrongReceipt),
        (claim(3, 1), Acceptance::WrongReceipt),
        (claim(2, 1), Acceptance::Gone),
    ] {
        let PhotoWish::Answered(answer) = store.photo_wish(&claim).await.unwrap() else {
            panic!("{claim:?} is wanted");
        };
        assert_eq!(answer, expected, "{claim:?}");
        let photo = ArrivedPhoto {
            claim,
            ..arrived(1, 1)
        };
        assert_eq!(store.keep_photos(&[photo]).await.unwrap(), [expected]);
    }
    assert_eq!(states(&*store, 1).await, [PhotoState::ToCome]);
}

async fn photos_of_a_group_get_each_its_own_answer(home: Home) {
    let store = home.open().await;
    store
        .accept_reports(&[with_photos(1, 2), with_photos(2, 2)])
        .await
        .unwrap();
    let group = [
        arrived(2, 2),
        arrived(1, 1),
        arrived(9, 1),
        arrived(1, 1),
        arrived(2, 1),
    ];
    let answers = store.keep_photos(&group).await.unwrap();
    let expected = [
        accepted(2, 2, false),
        accepted(1, 1, false),
        Acceptance::WrongReceipt,
        accepted(1, 1, true),
        accepted(2, 1, false),
    ];
    assert_eq!(answers, expected);
    assert_eq!(store.keep_photos(&[]).await.unwrap(), []);
}

async fn copies_that_several_instances_take_at_once_are_kept_once(home: Home) {
    let (one, other) = (home.open().await, home.open().await);
    for number in 1..=10 {
        one.accept_reports(&[with_photos(number, 2)]).await.unwrap();
        let (forth, back) = (
            [arrived(number, 1), arrived(number, 2)],
            [arrived(number, 2), arrived(number, 1)],
        );
        let (first, second) = tokio::join!(one.keep_photos(&forth), other.keep_photos(&back));
        let mut answers = first.unwrap();
        answers.extend(second.unwrap());
        for photo in 1..=2 {
            for repeated in [false, true] {
                let expected = accepted(number, photo, repeated);
                let count = answers.iter().filter(|answer| **answer == expected).count();
                assert_eq!(count, 1, "{answers:?}");
            }
        }
    }
}

async fn a_photo_is_looked_at_by_one_instance_at_a_time(home: Home) {
    let (one, other) = (home.open().await, home.open().await);
    one.accept_reports(&[with_photos(1, 2)]).await.unwrap();
    assert!(take(&*one, 0).await.is_none());
    keep(&*one, 1, 2).await;
    keep(&*one, 1, 1).await;
    let (first, second) = tokio::join!(take(&*one, 0), take(&*other, 0));
    let mut taken: Vec<PhotoHash> = [first, second]
        .into_iter()
        .flatten()
        .map(|job| job.sha256)
        .collect();
    // Of two that ask at the very same moment, one may find nothing yet.
    taken.extend(take(&*one, 0).await.map(|job| job.sha256));
    taken.sort_by_key(|sha256| sha256.as_str().to_owned());
    assert_eq!(taken, [sha256(1), sha256(2)]);
    assert!(take(&*other, 59).await.is_none());
}

async fn what_ends_the_program_leaves_the_photo_to_the_next(home: Home) {
    let store = home.open().await;
    store.accept_reports(&[with_photos(1, 1)]).await.unwrap();
    keep(&*store, 1, 1).await;
    for minute in 0..3 {
        let job = take(&*store, minute * 60).await.unwrap();
        assert_eq!(job.object, "received-1-1");
    }
    assert_eq!(states(&*store, 1).await, [PhotoState::Checking]);
}

async fn what_was_cut_off_is_counted_and_waits(home: Home) {
    let store = home.open().await;
    store.accept_reports(&[with_photos(1, 2)]).await.unwrap();
    keep(&*store, 1, 1).await;
    keep(&*store, 1, 2).await;
    let job = take(&*store, 0).await.unwrap();
    assert_eq!((&job.sha256, job.cut_offs), (&sha256(1), 0));
    store.put_off_photo(&job, at(8_000)).await.unwrap();
    let other = take(&*store, 100).await.unwrap();
    assert_eq!((&other.sha256, other.cut_offs), (&sha256(2), 0));
    assert!(store.settle_photo(&found(&other, ready("2"))).await.unwrap());
    assert!(take(&*store, 799).await.is_none());
    assert_eq!(take(&*store, 800).await.unwrap().cut_offs, 1);
    // Settled meanwhile by somebody else, it stays settled.
    store.put_off_photo(&other, at(9_000)).await.unwrap();
    assert_eq!(
        states(&*store, 1).await,
        [PhotoState::Checking, PhotoState::Ready]
    );
}

async fn a_photo_can_be_opened_once_it_is_ready(home: Home) {
    let store = home.open().await;
    store.accept_reports(&[with_photos(1, 1)]).await.unwrap();
    let PhotoWish::Wanted(key) = store.photo_wish(&claim(1, 1)).await.unwrap() else {
        panic!("it is not wanted");
    };
    let sealed = key.seal(PhotoForm::Received, b"pixels").unwrap();
    keep(&*store, 1, 1).await;
    let job = take(&*store, 0).await.unwrap();
    assert_eq!(job.key.open(PhotoForm::Received, &sealed).unwrap(), b"pixels");
    let picture = job.key.seal(PhotoForm::Picture, b"safe pixels").unwrap();
    let not_yet = store
        .ready_photo(&Reach::EVERYTHING, report_id(1), &sha256(1))
        .await
        .unwrap();
    assert!(not_yet.is_none());

    assert!(store.settle_photo(&found(&job, ready("1"))).await.unwrap());
    let photo = store
        .ready_photo(&Reach::EVERYTHING, report_id(1), &sha256(1))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(photo.picture, "picture-1");
    assert_eq!(photo.thumbnail, "thumbnail-1");
    assert_eq!(
        photo.key.open(PhotoForm::Picture, &picture).unwrap(),
        b"safe pixels"
    );
    assert_eq!(states(&*store, 1).await, [PhotoState::Ready]);
    assert_eq!(discarded(&*store).await, ["received-1-1"]);
    assert!(take(&*store, 1_000).await.is_none());
    assert!(
        store
            .ready_photo(&Reach::EVERYTHING, report_id(2), &sha256(1))
            .await
            .unwrap()
            .is_none()
    );
}

async fn what_is_no_picture_is_told_as_such(home: Home) {
    let store = home.open().await;
    store.accept_reports(&[with_photos(1, 1)]).await.unwrap();
    keep(&*store, 1, 1).await;
    let job = take(&*store, 0).await.unwrap();
    assert!(
        store
            .settle_photo(&found(&job, PhotoOutcome::Unreadable))
            .await
            .unwrap()
    );
    assert_eq!(states(&*store, 1).await, [PhotoState::Unreadable]);
    assert_eq!(discarded(&*store).await, ["received-1-1"]);
    // It is not asked for again.
    let again = store.keep_photos(&[arrived(1, 1)]).await.unwrap();
    assert_eq!(again, [accepted(1, 1, true)]);
}

async fn a_lost_photo_may_come_again(home: Home) {
    let store = home.open().await;
    store.accept_reports(&[with_photos(1, 2)]).await.unwrap();
    keep(&*store, 1, 1).await;
    keep(&*store, 1, 2).await;
    let first = take(&*store, 0).await.unwrap();
    assert!(
        store
            .settle_photo(&found(&first, PhotoOutcome::Lost))
            .await
            .unwrap()
    );
    let second = take(&*store, 0).await.unwrap();
    assert!(store.settle_photo(&found(&second, ready("2"))).await.unwrap());
    assert_eq!(states(&*store, 1).await, [PhotoState::ToCome, PhotoState::Ready]);

    store.lose_objects(&["thumbnail-2".into()]).await.unwrap();
    assert_eq!(states(&*store, 1).await, [PhotoState::ToCome, PhotoState::ToCome]);
    let again = ArrivedPhoto {
        object: "again".into(),
        ..arrived(1, 2)
    };
    assert_eq!(
        store.keep_photos(&[again]).await.unwrap(),
        [accepted(1, 2, false)]
    );
    assert_eq!(take(&*store, 0).await.unwrap().object, "again");
}

async fn two_that_took_the_same_photo_do_no_harm(home: Home) {
    let store = home.open().await;
    store.accept_reports(&[with_photos(1, 1)]).await.unwrap();
    keep(&*store, 1, 1).await;
    let slow = take(&*store, 0).await.unwrap();
    let quick = take(&*store, 60).await.unwrap();
    assert!(store.settle_photo(&found(&quick, ready("quick"))).await.unwrap());
    for late in [ready("slow"), PhotoOutcome::Unreadable, PhotoOutcome::Lost] {
        assert!(!store.settle_photo(&found(&slow, late)).await.unwrap());
    }
    let photo = store
        .ready_photo(&Reach::EVERYTHING, report_id(1), &sha256(1))
        .await
        .unwrap();
    assert_eq!(photo.unwrap().picture, "picture-quick");
    assert_eq!(discarded(&*store).await, ["received-1-1"]);
}

async fn an_erased_report_leaves_its_objects_to_be_deleted(home: Home) {
    let store = home.open().await;
    store.accept_reports(&[with_photos(1, 3)]).await.unwrap();
    keep(&*store, 1, 1).await;
    let job = take(&*store, 0).await.unwrap();
    assert!(store.settle_photo(&found(&job, ready("1"))).await.unwrap());
    keep(&*store, 1, 2).await;
    let late = take(&*store, 0).await.unwrap();
    let erasure = Erasure {
        report_id: report_id(1),
        receipt_hash: hash(1),
        at: at(9_000),
    };
    store.erase_report(&erasure).await.unwrap();
    let objects = ["picture-1", "received-1-1", "received-1-2", "thumbnail-1"];
    assert_eq!(discarded(&*store).await, objects);
    assert!(!store.settle_photo(&found(&late, ready("2"))).await.unwrap());
    assert!(store.needed_objects("", 10).await.unwrap().is_empty());

    store
        .forget_objects(&objects.map(String::from)[..3])
        .await
        .unwrap();
    assert_eq!(discarded(&*store).await, ["thumbnail-1"]);
    store.forget_objects(&[]).await.unwrap();
}

async fn an_erasure_while_photos_arrive_forgets_no_object(home: Home) {
    let (one, other) = (home.open().await, home.open().await);
    for number in 1..=20 {
        one.accept_reports(&[with_photos(number, 1)]).await.unwrap();
        let erasure = Erasure {
            report_id: report_id(number),
            receipt_hash: hash(number),
            at: at(9_000),
        };
        let photo = [arrived(number, 1)];
        let (erased, kept) = tokio::join!(one.erase_report(&erasure), other.keep_photos(&photo));
        erased.unwrap();
        let was_kept = kept.unwrap() == [accepted(number, 1, false)];
        let is_discarded = discarded(&*one).await.contains(&format!("received-{number}-1"));
        assert_eq!(was_kept, is_discarded, "{number}");
    }
}

async fn objects_that_nobody_needs_are_found(home: Home) {
    let store = home.open().await;
    store.accept_reports(&[with_photos(1, 2)]).await.unwrap();
    keep(&*store, 1, 1).await;
    let job = take(&*store, 0).await.unwrap();
    assert!(store.settle_photo(&found(&job, ready("1"))).await.unwrap());
    keep(&*store, 1, 2).await;
    let needed = ["picture-1", "received-1-2", "thumbnail-1"];
    assert_eq!(store.needed_objects("", 10).await.unwrap(), needed);
    assert_eq!(
        store.needed_objects("picture-1", 1).await.unwrap(),
        ["received-1-2"]
    );

    let held: Vec<String> = needed
        .into_iter()
        .chain(["received-1-1", "stray"])
        .map(String::from)
        .collect();
    assert_eq!(store.discard_strays(&held, at(1)).await.unwrap(), 1);
    assert_eq!(discarded(&*store).await, ["received-1-1", "stray"]);
    assert_eq!(store.discard_strays(&held, at(1)).await.unwrap(), 0);
    assert_eq!(store.discard_strays(&[], at(1)).await.unwrap(), 0);
}

async fn a_backup_holds_the_objects(home: Home) {
    let store = home.open().await;
    store.discard_strays(&["stray".into()], at(1)).await.unwrap();
    store.hold_objects(at(60)).await.unwrap();
    assert!(store.discarded_objects(at(59), 10).await.unwrap().is_empty());
    assert_eq!(store.discarded_objects(at(60), 10).await.unwrap(), ["stray"]);
    store.hold_objects(at(0)).await.unwrap();
    assert_eq!(store.discarded_objects(at(59), 10).await.unwrap(), ["stray"]);
}

async fn every_change_of_a_photo_rings(home: Home) {
    let store = home.open().await;
    store.accept_reports(&[with_photos(1, 1)]).await.unwrap();
    home.settle().await;
    let mut head = store.head().await.unwrap();
    let expected = entry(1, 1);
    keep(&*store, 1, 1).await;
    let job = take(&*store, 0).await.unwrap();
    for settled in [false, true] {
        if settled {
            assert!(store.settle_photo(&found(&job, ready("1"))).await.unwrap());
        }
        home.settle().await;
        let page = store.journal(&head, 10).await.unwrap();
        let entries: Vec<_> = page.rows.into_iter().map(|row| row.entry).collect();
        assert_eq!(entries, std::slice::from_ref(&expected));
        head = page.next;
    }
}
