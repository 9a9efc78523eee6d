//! The bytes of a photo that a report announced.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use lamplight_protocol::api::Accepted;
use lamplight_protocol::digest::{ContentDigest, PhotoHash};
use lamplight_protocol::error::ErrorCode;
use lamplight_protocol::ids::ReportId;
use lamplight_store::model::{Acceptance, ArrivedPhoto, PhotoClaim, PhotoWish};
use lamplight_store::seal::{PhotoForm, PhotoKey};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Deps;
use crate::auth::Receipt;
use crate::body::photo::{PhotoBody, PhotoBytes};
use crate::error::ApiError;
use crate::http::errors::ResidentWriteRefusals;
use crate::http::extract::{Id, Photo};
use crate::http::jpeg::Jpeg;

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new().routes(routes!(put_photo))
}

/// Takes a photo's bytes. The same photo again gets the same answer.
#[utoipa::path(
    put,
    path = "/v1/reports/{id}/photos/{sha256}",
    tag = "resident",
    security(("receipt" = [])),
    params(
        ("id" = String, Path, format = Uuid, description = "The report, which must have come before"),
        ("sha256" = String, Path, description = "The hash that the report announced: 64 hexadecimal digits"),
        ("content-digest" = String, Header, description = "`sha-256=:<base64>:` of the photo (RFC 9530)"),
    ),
    request_body(content = Jpeg, content_type = "image/jpeg", description = "The photo, of the announced size"),
    responses((status = 200, description = "It is kept", body = Accepted), ResidentWriteRefusals),
)]
async fn put_photo(
    State(deps): State<Arc<Deps>>,
    Id(report_id): Id<ReportId>,
    Photo(sha256): Photo,
    Receipt(receipt): Receipt,
    body: PhotoBody,
) -> Result<Json<Accepted>, ApiError> {
    check_hash(&sha256, &body.digest)?;
    let digest = body.digest;
    let id = sha256.as_str().to_owned();
    let claim = PhotoClaim {
        report_id,
        receipt_hash: deps.secrets.hash_receipt(report_id, &receipt),
        sha256,
        size_bytes: body.size_bytes,
    };
    // Asked before a byte is read: only what a report announced gets any memory.
    let acceptance = match deps.store.photo_wish(&claim).await? {
        PhotoWish::Wanted(key) => keep(&deps, claim, key, body).await?,
        PhotoWish::Answered(answer) => {
            body.pass_over().await?;
            answer
        }
    };
    deps.hub.ring_doorbell();
    super::answer(acceptance, id, digest)
}

fn check_hash(sha256: &PhotoHash, digest: &ContentDigest) -> Result<(), ApiError> {
    if sha256.content_digest() == *digest {
        return Ok(());
    }
    Err(ApiError::of_field(
        ErrorCode::Invalid,
        "sha256",
        "the hash in the address is not the one that Content-Digest announces",
    ))
}

/// Seals the bytes, makes them durable, and only then has the store say so. Cut off in between, an object
/// without a row is left, which the worker finds.
async fn keep(
    deps: &Deps,
    claim: PhotoClaim,
    key: PhotoKey,
    body: PhotoBody,
) -> Result<Acceptance, ApiError> {
    let PhotoBytes { bytes, room } = body.read(&deps.uploads).await?;
    // The largest takes milliseconds, which are not taken from the calls of others.
    let sealing = tokio::task::spawn_blocking(move || key.seal(PhotoForm::Received, &bytes));
    let sealed = sealing.await.map_err(|_| ApiError::internal())??;
    let object = deps.media.put(deps.entropy.as_ref(), sealed).await?;
    drop(room);
    let arrived = ArrivedPhoto {
        claim,
        object: object.clone(),
        received_at: deps.clock.now(),
    };
    let acceptance = deps.intake.accept_photo(arrived).await?;
    if let Acceptance::Accepted { repeated: false, .. } = acceptance {
        deps.media.ring();
    } else {
        // Another copy was first, or the report was erased meanwhile: no row names this object.
        deps.media.delete(&object).await?;
    }
    Ok(acceptance)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use lamplight_protocol::limits::PHOTO_BYTES_MAX;
    use lamplight_store::model::Reach;
    use serde_json::json;

    use crate::body::digest_of;
    use crate::testing::{World, photo, sha256_of};

    #[tokio::test]
    async fn a_photo_is_kept_once_however_often_it_is_sent() {
        let world = World::new().await;
        let ana = world.resident();
        let photo = photo();
        ana.reports_with_photos(&[&photo]).await.done();
        let first = ana.sends(&photo).await.done().json();
        assert_eq!(first["id"], sha256_of(&photo));
        assert_eq!(first["digest"], digest_of(&photo).to_string());
        assert_eq!(first["revision"], 1);
        world.pass(60_000);
        assert_eq!(ana.sends(&photo).await.done().json(), first);
        assert_eq!(world.objects(), 1);
        let report = world
            .store()
            .report(&Reach::EVERYTHING, ana.id)
            .await
            .unwrap()
            .unwrap();
        assert_eq!((report.summary.photos, report.summary.photos_to_come), (1, 0));
    }

    #[tokio::test]
    async fn copies_at_once_leave_one_object() {
        let world = World::new().await;
        let ana = world.resident();
        let photo = photo();
        ana.reports_with_photos(&[&photo]).await.done();
        let (one, other, third) = tokio::join!(ana.sends(&photo), ana.sends(&photo), ana.sends(&photo));
        let answer = one.done().json();
        assert_eq!(
            (other.done().json(), third.done().json()),
            (answer.clone(), answer)
        );
        assert_eq!(world.objects(), 1);
    }

    #[tokio::test]
    async fn only_announced_photos_are_taken() {
        let world = World::new().await;
        let ana = world.resident();
        let photo = photo();
        ana.sends(&photo).await.is_refused(403, "wrong_receipt");
        ana.reports().await.done();
        let refused = ana.sends(&photo).await;
        assert_eq!(refused.is_refused(400, "invalid")["field"], "photo");
        assert_eq!(world.objects(), 0);
    }

    #[tokio::test]
    async fn a_stranger_and_an_erased_report_get_their_answers() {
        let world = World::new().await;
        let (ana, stranger) = (world.resident(), world.resident());
        let photo = photo();
        ana.reports_with_photos(&[&photo]).await.done();
        let path = format!("/v1/reports/{}/photos/{}", ana.id, sha256_of(&photo));
        let call = world.call("PUT", &path).receipt(&stranger.receipt);
        let answer = call.digested_bytes(&photo).send().await;
        answer.is_refused(403, "wrong_receipt");
        ana.write("DELETE", "").send().await.done();
        ana.sends(&photo).await.is_refused(410, "gone");
        assert_eq!(world.objects(), 0);
    }

    #[tokio::test]
    async fn what_is_not_the_announced_photo_is_refused() {
        let world = World::new().await;
        let ana = world.resident();
        let photo = photo();
        ana.reports_with_photos(&[&photo]).await.done();
        let rest = format!("/photos/{}", sha256_of(&photo));
        let digest = digest_of(&photo).to_string();
        let mut changed = photo.clone();
        changed[0] ^= 1;

        let other = ana.write("PUT", &rest).digested_bytes(&changed).send().await;
        assert_eq!(other.is_refused(400, "invalid")["field"], "sha256");
        let lying = ana.write("PUT", &rest).header("content-digest", &digest);
        let answer = lying.body(changed).send().await;
        assert_eq!(answer.is_refused(400, "invalid")["field"], "content-digest");
        // Without its own id a device would take the refusal for one by something on the way, and send for ever.
        assert_eq!(answer.json()["id"], sha256_of(&photo));
        let silent = ana.write("PUT", &rest).body(photo.clone()).send().await;
        assert_eq!(silent.is_refused(400, "invalid")["field"], "content-digest");
        let short = ana.write("PUT", &rest).header("content-digest", &digest);
        let answer = short.body(photo[1..].to_vec()).send().await;
        assert_eq!(answer.is_refused(400, "invalid")["field"], "photo");
        let nameless = ana.write("PUT", "/photos/holiday.jpg").digested_bytes(&photo);
        assert_eq!(
            nameless.send().await.is_refused(400, "invalid")["field"],
            "sha256"
        );
        assert_eq!(world.objects(), 0);
    }

    #[tokio::test]
    async fn a_photo_beyond_the_limit_is_refused_by_its_head() {
        let world = World::new().await;
        let ana = world.resident();
        ana.reports().await.done();
        let large = vec![0; PHOTO_BYTES_MAX as usize + 1];
        ana.sends(&large).await.is_refused(413, "too_large");
    }

    #[tokio::test]
    async fn nothing_of_a_photo_lies_in_the_clear() {
        let world = World::new().await;
        let ana = world.resident();
        let photo = photo();
        ana.reports_with_photos(&[&photo]).await.done();
        ana.sends(&photo).await.done();
        let parts: HashSet<&[u8]> = photo.windows(16).collect();
        let holds = |bytes: &[u8]| bytes.windows(16).any(|window| parts.contains(window));
        assert!(holds(&photo));
        for file in world.object_files() {
            let name = file.file_name().unwrap().to_str().unwrap();
            assert!(!name.contains(&sha256_of(&photo)[..8]), "{name}");
            assert!(!holds(&std::fs::read(&file).unwrap()), "{name}");
        }
    }

    #[tokio::test]
    async fn an_erased_report_takes_its_photos_with_it() {
        let world = World::new().await;
        let ana = world.resident();
        let (first, second) = (photo(), crate::testing::another_photo());
        ana.reports_with_photos(&[&first, &second]).await.done();
        ana.sends(&first).await.done();
        world.work_photos().await;
        ana.sends(&second).await.done();
        assert_eq!(world.objects(), 3);
        ana.write("DELETE", "").send().await.done();
        world.work_photos().await;
        assert_eq!(world.objects(), 0);
    }

    #[tokio::test]
    async fn what_a_cut_off_upload_left_is_deleted_after_a_while() {
        let world = World::new().await;
        let ana = world.resident();
        let photo = photo();
        ana.reports_with_photos(&[&photo]).await.done();
        ana.sends(&photo).await.done();
        world.work_photos().await;
        world.leave_object(b"cut off").await;
        world.work_photos().await;
        assert_eq!(world.objects(), 3);
        // The objects' ages are by the machine's clock.
        world.pass(1_000 * 365 * 24 * 3_600_000);
        world.work_photos().await;
        assert_eq!(world.objects(), 2);
    }

    #[tokio::test]
    async fn a_report_announces_photos_and_the_export_tells_whether_they_came() {
        let world = World::new().await;
        let ana = world.resident();
        let (first, second) = (photo(), crate::testing::another_photo());
        ana.reports_with_photos(&[&first, &second]).await.done();
        ana.sends(&second).await.done();
        let exported = world.store().export_reports(None, 9).await.unwrap();
        assert_eq!(
            serde_json::to_value(&exported[0].photos).unwrap(),
            json!([
                {"sha256": sha256_of(&first), "state": "to_come"},
                {"sha256": sha256_of(&second), "state": "checking"},
            ])
        );
    }
}
