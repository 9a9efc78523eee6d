//! What holds for a folder and for a bucket alike, and for each of them alone.

mod storage;

use futures_util::StreamExt;

use super::*;
use crate::platform::System;
use crate::testing::{World, photo, sha256_of};
use storage::{Home, error, homes, storage_that};

fn past() -> TimestampMillis {
    TimestampMillis::from_millis(0)
}

fn future() -> TimestampMillis {
    TimestampMillis::from_millis(i64::MAX / 4)
}

async fn listed(media: &Media, before: TimestampMillis) -> Vec<String> {
    media.older_than(before).try_collect().await.unwrap()
}

#[tokio::test]
async fn what_was_put_is_there_until_it_is_deleted() {
    for home in homes().await {
        let media = home.open().await;
        let name = media.put(&System, b"sealed".to_vec()).await.unwrap();
        assert_eq!(name.len(), 2 * NAME_BYTES);
        assert_eq!(media.get(&name).await.unwrap().unwrap(), "sealed");
        assert!(media.holds(&name).await.unwrap());
        media.put_back(&name, b"sealed again".to_vec()).await.unwrap();
        assert_eq!(media.get(&name).await.unwrap().unwrap(), "sealed again");
        for _ in 0..2 {
            media.delete(&name).await.unwrap();
            assert_eq!(media.get(&name).await.unwrap(), None);
        }
        assert!(!media.holds(&name).await.unwrap());
    }
}

#[tokio::test]
async fn only_what_is_old_and_ours_is_listed() {
    for home in homes().await {
        let media = home.open().await;
        let name = media.put(&System, b"sealed".to_vec()).await.unwrap();
        let foreign = location("holiday.jpg");
        media.objects.put(&foreign, "another's".into()).await.unwrap();
        assert!(listed(&media, past()).await.is_empty());
        assert_eq!(listed(&media, future()).await, [name]);
    }
}

#[tokio::test]
async fn more_than_one_page_is_listed() {
    /// A page has a thousand.
    const OBJECTS: usize = 1_010;
    let Some(home) = Home::in_bucket().await else {
        return;
    };
    let media = home.open().await;
    let puts = futures_util::stream::iter(0..OBJECTS).map(|number| {
        let media = &media;
        async move { media.put_back(&format!("{number:032x}"), b"x".to_vec()).await }
    });
    let all: Vec<_> = puts.buffer_unordered(8).collect().await;
    assert!(all.iter().all(Result::is_ok));
    assert_eq!(listed(&media, future()).await.len(), OBJECTS);
}

#[tokio::test]
async fn what_was_never_finished_in_a_folder_goes() {
    let home = Home::in_folder();
    let media = home.open().await;
    let name = media.put(&System, b"sealed".to_vec()).await.unwrap();
    let unfinished = home.data.media().join(format!("{name}#1"));
    std::fs::write(&unfinished, "half").unwrap();
    media.delete_unfinished(past()).await.unwrap();
    assert!(unfinished.exists());
    media.delete_unfinished(future()).await.unwrap();
    assert!(!unfinished.exists());
    assert!(media.holds(&name).await.unwrap());
}

#[tokio::test]
async fn a_bucket_is_one_deployments() {
    let Some(home) = Home::in_bucket().await else {
        return;
    };
    home.open().await;
    home.open().await;
    let mut other = Home::in_folder();
    other.place.settings = home.place.settings.clone();
    let refused = other.try_open().await.err().unwrap().to_string();
    assert!(refused.contains("another deployment"), "{refused}");
    // Beside it there is room.
    other.place.settings.url.as_mut().unwrap().push_str("-of-others");
    other.open().await;
}

#[tokio::test]
async fn of_two_deployments_that_claim_a_bucket_at_once_one_is_refused() {
    let Some(home) = Home::in_bucket().await else {
        return;
    };
    let mut other = Home::in_folder();
    other.place.settings = home.place.settings.clone();
    let (first, second) = (home.try_open().await.unwrap(), other.try_open().await.unwrap());
    let claims = tokio::join!(first.claim(), second.claim());
    let refused = match claims {
        (Ok(()), Err(refused)) | (Err(refused), Ok(())) => refused.to_string(),
        both => panic!("{both:?}"),
    };
    assert!(refused.contains("another deployment"), "{refused}");
}

#[tokio::test]
async fn a_claim_counts_only_once_it_is_read_back() {
    let others_mark = "0123456789abcdef".repeat(4);
    for (read, says) in [
        (storage::kept(&others_mark), "another deployment"),
        (error(404, "NoSuchKey"), "answers with an error"),
    ] {
        let (calls, mut left) = tokio::sync::mpsc::unbounded_channel();
        // It holds nothing, knows no condition, is written to without one, and is read.
        for answer in [
            error(404, "NoSuchKey"),
            error(501, "NotImplemented"),
            storage::kept(""),
            read,
        ] {
            calls.send(answer).unwrap();
        }
        let left = std::sync::Mutex::new(move || left.try_recv().ok());
        let home = storage_that(move |_| left.lock().unwrap()()).await;
        let refused = home.try_open().await.unwrap().claim().await.unwrap_err();
        assert!(refused.to_string().contains(says), "{refused}");
    }
}

#[tokio::test]
async fn what_nobody_needs_leaves_a_bucket() {
    let Some(home) = Home::in_bucket().await else {
        return;
    };
    let world = World::with_media(home.open().await).await;
    let ana = world.resident();
    let photo = photo();
    ana.reports_with_photos(&[&photo]).await.done();
    ana.sends(&photo).await.done();
    world.work_photos().await;
    assert_eq!(listed(world.media(), future()).await.len(), 2);
    world.leave_object(b"cut off").await;
    ana.write("DELETE", "").send().await.done();
    // The objects' ages are by the storage's clock.
    world.pass(1_000 * 365 * 24 * 3_600_000);
    world.work_photos().await;
    assert!(listed(world.media(), future()).await.is_empty());
    home.open().await;
}

#[tokio::test]
async fn a_storage_without_tls_is_told_from_one_that_is_away() {
    let Some(mut home) = Home::in_bucket().await else {
        return;
    };
    let endpoint = home.place.settings.endpoint.as_mut().unwrap();
    *endpoint = endpoint.replace("http://", "https://");
    let refused = home.try_open().await.err().unwrap().to_string();
    assert!(refused.contains("no TLS there that can be trusted"), "{refused}");
}

#[tokio::test]
async fn a_place_with_none_of_the_photos_is_told_from_a_new_one() {
    let world = World::new().await;
    for home in homes().await {
        let place = home.open().await;
        place.must_hold_photos_of(world.store()).await.unwrap();
    }
    let ana = world.resident();
    let photo = photo();
    ana.reports_with_photos(&[&photo]).await.done();
    ana.sends(&photo).await.done();
    for home in homes().await {
        let place = home.open().await;
        let refused = place.must_hold_photos_of(world.store()).await.unwrap_err();
        assert!(refused.to_string().contains("--photos-lost"), "{refused}");
    }
    world.media().must_hold_photos_of(world.store()).await.unwrap();
}

#[tokio::test]
async fn what_keeps_a_bucket_from_being_used_is_told_in_one_line() {
    let nobody = Home::with_bucket("bucket", "http://127.0.0.1:9");
    let no_page = storage_that(|_| Some(storage::page(404))).await;
    let mut homes = vec![
        (nobody, "nobody answers there"),
        (no_page, "answers with an error"),
    ];
    for (status, code, says) in [
        (403, "AccessDenied", "refuses (403 AccessDenied)"),
        (403, "<script>", "refuses (403)"),
        (404, "NoSuchBucket", "no such bucket"),
        (301, "PermanentRedirect", "--media-region"),
        (400, "AuthorizationHeaderMalformed", "--media-region"),
        (507, "", "no room left"),
        (500, "InternalError", "answers with an error"),
        // A page where the mark would lie is no mark of anybody.
        (200, "", "answers with an error"),
    ] {
        let home = storage_that(move |_| Some(error(status, code))).await;
        homes.push((home, says));
    }
    for (home, says) in homes {
        let told = home.try_open().await.err().unwrap().to_string();
        assert!(
            told.starts_with("photos cannot be kept in s3://bucket at http://127.0.0.1:"),
            "{told}"
        );
        assert!(told.contains(says), "{told}");
        assert_eq!(told.lines().count(), 1, "{told}");
    }
}

#[tokio::test]
async fn only_the_storage_itself_is_believed_when_something_is_not_there() {
    let name = new_name(&System).unwrap();
    for (found, answer) in [
        (Ok(None), error(404, "NoSuchKey")),
        (Err(MediaError::Failed), storage::page(404)),
        (Err(MediaError::Failed), storage::page(200)),
        (Err(MediaError::Failed), error(404, "NoSuchBucket")),
    ] {
        let media = storage::opened_and_then(answer).await;
        assert_eq!(media.holds(&name).await, found.clone().map(|it| it.is_some()));
        assert_eq!(media.get(&name).await, found);
    }
}

#[tokio::test]
async fn a_storage_without_room_is_told_from_one_that_refuses() {
    for (means, status, code) in [
        (MediaError::Full, 507, ""),
        (MediaError::Full, 507, "XMinioStorageFull"),
        (MediaError::Full, 403, "QuotaExceeded"),
        (MediaError::Failed, 403, "AccessDenied"),
        (MediaError::Failed, 200, "InternalError"),
    ] {
        let media = storage::opened_and_then(error(status, code)).await;
        let put = media.put(&System, b"sealed".to_vec()).await;
        assert_eq!(put, Err(means), "{status} {code}");
    }
}

#[tokio::test]
async fn a_photo_for_which_there_is_no_room_is_answered_with_507_and_taken_later() {
    let full = storage::opened_and_then(error(507, "XMinioStorageFull")).await;
    let world = World::with_media(full).await;
    let ana = world.resident();
    let photo = photo();
    ana.reports_with_photos(&[&photo]).await.done();
    for _ in 0..2 {
        ana.sends(&photo).await.is_refused(507, "storage_full");
    }
    let with_room = world.restarted().await;
    let path = format!("/v1/reports/{}/photos/{}", ana.id, sha256_of(&photo));
    let again = with_room.call("PUT", &path).receipt(&ana.receipt);
    again.digested_bytes(&photo).send().await.done();
}

#[tokio::test]
async fn a_storage_that_says_nothing_is_given_up_in_time() {
    let media = storage::opened_and_then(String::new()).await;
    tokio::time::pause();
    let begun = Instant::now();
    let put = media.put(&System, b"sealed".to_vec()).await;
    assert_eq!(put, Err(MediaError::Failed));
    // The library counts the time of all tries by the machine's clock, which stands still beside this one. So all
    // three may be made, each with a pause before the next.
    let at_most = Duration::from_millis(3 * (wire::TRY_MS_MAX + 1_000));
    assert!(begun.elapsed() <= at_most, "{:?}", begun.elapsed());
}

#[test]
fn a_full_disk_is_told_from_other_failures() {
    let of = |kind: std::io::ErrorKind| {
        let source = Box::new(std::io::Error::from(kind));
        failure(
            "put",
            &object_store::Error::Generic {
                store: "test",
                source,
            },
        )
    };
    assert_eq!(of(std::io::ErrorKind::StorageFull), MediaError::Full);
    assert_eq!(of(std::io::ErrorKind::PermissionDenied), MediaError::Failed);
}
