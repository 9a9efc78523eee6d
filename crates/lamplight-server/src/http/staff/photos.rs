//! Photos as the desk looks at them: only what the server wrote anew.

use std::sync::Arc;

use axum::extract::State;
use lamplight_protocol::digest::PhotoHash;
use lamplight_protocol::ids::ReportId;
use lamplight_store::model::{Reach, ReadyPhoto};
use lamplight_store::seal::PhotoForm;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Deps;
use crate::auth::Allowed;
use crate::error::ApiError;
use crate::http::errors::StaffReadRefusals;
use crate::http::extract::{Id, Photo};
use crate::http::jpeg::Jpeg;
use crate::policy::to;

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new()
        .routes(routes!(get_photo))
        .routes(routes!(get_thumbnail))
}

/// One photo, once it is ready.
#[utoipa::path(
    get,
    path = "/v1/staff/reports/{id}/photos/{sha256}",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(
        ("id" = String, Path, format = Uuid, description = "The report"),
        ("sha256" = String, Path, description = "The hash under which it was announced"),
    ),
    responses(
        (status = 200, description = "The photo, written anew by the server", body = Jpeg, content_type = "image/jpeg"),
        StaffReadRefusals,
    ),
)]
async fn get_photo(
    State(deps): State<Arc<Deps>>,
    caller: Allowed<to::ReadReports>,
    Id(id): Id<ReportId>,
    Photo(sha256): Photo,
) -> Result<Jpeg, ApiError> {
    let photo = find(&deps, &caller.reach, id, &sha256).await?;
    open(&deps, &photo, PhotoForm::Picture, &photo.picture).await
}

/// The same photo, small.
#[utoipa::path(
    get,
    path = "/v1/staff/reports/{id}/photos/{sha256}/thumbnail",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(
        ("id" = String, Path, format = Uuid, description = "The report"),
        ("sha256" = String, Path, description = "The hash under which it was announced"),
    ),
    responses(
        (status = 200, description = "The photo, its longer side 320 pixels", body = Jpeg, content_type = "image/jpeg"),
        StaffReadRefusals,
    ),
)]
async fn get_thumbnail(
    State(deps): State<Arc<Deps>>,
    caller: Allowed<to::ReadReports>,
    Id(id): Id<ReportId>,
    Photo(sha256): Photo,
) -> Result<Jpeg, ApiError> {
    let photo = find(&deps, &caller.reach, id, &sha256).await?;
    open(&deps, &photo, PhotoForm::Thumbnail, &photo.thumbnail).await
}

async fn find(deps: &Deps, reach: &Reach, id: ReportId, sha256: &PhotoHash) -> Result<ReadyPhoto, ApiError> {
    let photo = deps.store.ready_photo(reach, id, sha256).await?;
    photo.ok_or_else(ApiError::not_found)
}

async fn open(deps: &Deps, photo: &ReadyPhoto, form: PhotoForm, object: &str) -> Result<Jpeg, ApiError> {
    let sealed = deps.media.get(object).await?;
    // Erased between the two questions, most likely.
    let sealed = sealed.ok_or_else(ApiError::not_found)?;
    Ok(Jpeg(photo.key.open(form, &sealed)?.into()))
}

#[cfg(test)]
mod tests {
    use lamplight_store::model::Reach;

    use crate::testing::{World, photo, sha256_of};

    #[tokio::test]
    async fn a_photo_can_be_looked_at_once_it_was_written_anew() {
        let world = World::new().await;
        let (ana, token) = (world.resident(), world.token().await);
        let photo = photo();
        ana.reports_with_photos(&[&photo]).await.done();
        let path = format!("/v1/staff/reports/{}/photos/{}", ana.id, sha256_of(&photo));
        let get = |rest: &str| world.call("GET", &format!("{path}{rest}")).bearer(&token).send();
        get("").await.is_refused(404, "not_found");
        ana.sends(&photo).await.done();
        get("").await.is_refused(404, "not_found");
        get("/thumbnail").await.is_refused(404, "not_found");

        world.work_photos().await;
        for (rest, width) in [("", 640), ("/thumbnail", 320)] {
            let answer = get(rest).await.done();
            assert_eq!(answer.header("content-type"), "image/jpeg");
            assert_eq!(answer.header("cache-control"), "private, no-store");
            assert_eq!(answer.header("x-content-type-options"), "nosniff");
            assert_ne!(answer.bytes(), photo);
            let picture = lamplight_photo::Picture::read(&answer.bytes()).unwrap();
            assert_eq!(picture.width(), width);
        }
        let detail = world
            .store()
            .report(&Reach::EVERYTHING, ana.id)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(serde_json::to_value(&detail.photos[0]).unwrap()["state"], "ready");
        assert_eq!(world.objects(), 2);
    }

    #[tokio::test]
    async fn what_is_no_picture_is_never_shown() {
        let world = World::new().await;
        let (ana, token) = (world.resident(), world.token().await);
        let page = b"<html><script>alert(1)</script></html>".to_vec();
        ana.reports_with_photos(&[&page]).await.done();
        ana.sends(&page).await.done();
        world.work_photos().await;
        let path = format!("/v1/staff/reports/{}/photos/{}", ana.id, sha256_of(&page));
        let answer = world.call("GET", &path).bearer(&token).send().await;
        answer.is_refused(404, "not_found");
        let detail = world
            .store()
            .report(&Reach::EVERYTHING, ana.id)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            serde_json::to_value(&detail.photos[0]).unwrap()["state"],
            "unreadable"
        );
        assert_eq!(world.objects(), 0);
    }

    #[tokio::test]
    async fn photos_are_for_the_patrol_alone() {
        let world = World::new().await;
        let ana = world.resident();
        let photo = photo();
        ana.reports_with_photos(&[&photo]).await.done();
        ana.sends(&photo).await.done();
        world.work_photos().await;
        let path = format!("/v1/staff/reports/{}/photos/{}", ana.id, sha256_of(&photo));
        for path in [path.clone(), format!("{path}/thumbnail")] {
            let with_receipt = world.call("GET", &path).receipt(&ana.receipt).send().await;
            with_receipt.is_refused(401, "sign_in_required");
            world.get(&path).await.is_refused(401, "sign_in_required");
        }
    }
}
