//! Pictures of events: sent before the event names them, and looked at by the desk.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use lamplight_protocol::digest::PhotoHash;
use lamplight_protocol::error::ErrorCode;
use lamplight_protocol::picture::Picture;
use lamplight_store::model::{Actor, NewPicture};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Deps;
use crate::auth::Allowed;
use crate::body::digest_of;
use crate::body::photo::{PhotoBody, PhotoBytes};
use crate::error::ApiError;
use crate::http::errors::{StaffReadRefusals, StaffWriteRefusals};
use crate::http::extract::Photo;
use crate::http::jpeg::Jpeg;
use crate::http::pictures;
use crate::media::NotMade;
use crate::policy::to;

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new().routes(routes!(preview_picture, put_picture))
}

/// Takes a file and makes a picture of it: its pixels alone, upright, at most 2,048 a side. The same file again gets the
/// same picture. What nothing has shown for a week is forgotten.
#[utoipa::path(
    put,
    path = "/v1/staff/pictures/{sha256}",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(
        ("sha256" = String, Path, description = "The hash of the file: 64 hexadecimal digits"),
        ("content-digest" = String, Header, description = "`sha-256=:<base64>:` of the file (RFC 9530)"),
    ),
    request_body(content = Jpeg, content_type = "image/jpeg", description = "A JPEG, PNG or WebP file"),
    responses(
        (status = 200, description = "The picture, to be named in an event", body = Picture),
        StaffWriteRefusals,
    ),
)]
async fn put_picture(
    State(deps): State<Arc<Deps>>,
    caller: Allowed<to::PublishEvents>,
    Photo(file): Photo,
    body: PhotoBody,
) -> Result<Json<Picture>, ApiError> {
    if file.content_digest() != body.digest {
        return Err(ApiError::of_field(
            ErrorCode::Invalid,
            "sha256",
            "the hash in the address is not the one that Content-Digest announces",
        ));
    }
    if let Some(picture) = deps.store.picture_of(&file, deps.clock.now()).await? {
        body.pass_over().await?;
        return Ok(Json(picture));
    }
    let PhotoBytes { bytes, room } = body.read(&deps.uploads).await?;
    let made = deps.pictures.make(&bytes).await.map_err(refusal)?;
    drop(room);
    keep(&deps, caller.staff.actor(), file, made).await.map(Json)
}

/// Makes a picture durable, and only then has the store name it.
async fn keep(deps: &Deps, by: Actor, received: PhotoHash, made: Vec<u8>) -> Result<Picture, ApiError> {
    let picture = Picture {
        sha256: PhotoHash::from_sha256(*digest_of(&made).as_bytes()),
        size_bytes: u32::try_from(made.len()).map_err(|_| ApiError::internal())?,
    };
    let object = deps.media.put(deps.entropy.as_ref(), made).await?;
    let new = NewPicture {
        picture: picture.clone(),
        received,
        object: object.clone(),
        by,
        at: deps.clock.now(),
    };
    if !deps.store.keep_picture(&new).await? {
        // Another copy was first.
        deps.media.delete(&object).await?;
    }
    Ok(picture)
}

/// What whoever chose the file is told.
fn refusal(not_made: NotMade) -> ApiError {
    match not_made {
        NotMade::Unreadable => ApiError::of_field(
            ErrorCode::Invalid,
            "picture",
            "this is no picture that can be shown; send a JPEG, PNG or WebP file",
        ),
        NotMade::CutOff => ApiError::new(
            ErrorCode::Busy,
            "there was no time to look at the picture; please send it again",
        ),
        NotMade::Unavailable => ApiError::internal(),
    }
}

/// A picture, also one that nothing shows yet.
#[utoipa::path(
    get,
    path = "/v1/staff/pictures/{sha256}",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(("sha256" = String, Path, description = "Its hash: 64 hexadecimal digits")),
    responses(
        (status = 200, description = "The picture, whose hash this is", body = Jpeg, content_type = "image/jpeg"),
        StaffReadRefusals,
    ),
)]
async fn preview_picture(
    State(deps): State<Arc<Deps>>,
    _: Allowed<to::ReadPublications>,
    Photo(sha256): Photo,
) -> Result<Jpeg, ApiError> {
    let object = deps.store.picture_object(&sha256).await?;
    let object = object.ok_or_else(ApiError::not_found)?;
    pictures::read(&deps, &sha256, &object).await.map(Jpeg)
}

#[cfg(test)]
mod tests {
    use lamplight_photo::Picture;
    use lamplight_protocol::limits::{DAY_MS, PHOTO_BYTES_MAX};
    use serde_json::{Value, json};

    use crate::testing::{Answer, World, another_photo, event, photo, sha256_of};

    async fn send(world: &World, token: &str, file: &[u8]) -> Answer {
        let path = format!("/v1/staff/pictures/{}", sha256_of(file));
        let call = world.call("PUT", &path).bearer(token);
        call.digested_bytes(file).send().await
    }

    async fn look(world: &World, token: &str, picture: &Value) -> Answer {
        let path = format!("/v1/staff/pictures/{}", picture["sha256"].as_str().unwrap());
        world.call("GET", &path).bearer(token).send().await
    }

    async fn look_as_anybody(world: &World, picture: &Value) -> Answer {
        let path = format!("/v1/pictures/{}", picture["sha256"].as_str().unwrap());
        world.get(&path).await
    }

    fn event_with(picture: &Value) -> Value {
        let mut event = event();
        event["picture"] = picture.clone();
        event["texts"][0]["picture_description"] = "People on the steps".into();
        event
    }

    #[tokio::test]
    async fn a_picture_is_shown_to_everybody_once_an_event_shows_it() {
        let world = World::new().await;
        let token = world.token().await;
        let picture = send(&world, &token, &photo()).await.done().json();
        look_as_anybody(&world, &picture)
            .await
            .is_refused(404, "not_found");
        let preview = look(&world, &token, &picture).await.done();
        assert_eq!(preview.header("cache-control"), "private, no-store");

        let path = format!("/v1/staff/events/{}", world.event_id());
        let call = world.call("PUT", &path).bearer(&token);
        call.json(&event_with(&picture)).send().await.done();
        let shown = look_as_anybody(&world, &picture).await.done();
        assert_eq!(shown.bytes(), preview.bytes());
        assert_eq!(sha256_of(&shown.bytes()), picture["sha256"]);
        assert_eq!(shown.bytes().len(), picture["size_bytes"]);
        assert_eq!(shown.header("content-type"), "image/jpeg");
        assert_eq!(shown.header("x-content-type-options"), "nosniff");
        assert_eq!(shown.header("cache-control"), "public, max-age=604800, immutable");
        let feed = world.get("/v1/feed").await.json();
        assert_eq!(feed["items"][0]["content"]["picture"], picture);
    }

    #[tokio::test]
    async fn nothing_but_pixels_is_left_of_a_file() {
        let world = World::new().await;
        let token = world.token().await;
        let mut file = photo();
        // A comment behind the first marker, as cameras leave them.
        file.splice(2..2, *b"\xff\xfe\x00\x12a street number");
        let picture = send(&world, &token, &file).await.done().json();
        let shown = look(&world, &token, &picture).await.done().bytes();
        assert!(!shown.windows(15).any(|window| window == b"a street number"));
        assert_eq!(Picture::read(&shown).unwrap().width(), 640);
    }

    #[tokio::test]
    async fn a_file_and_its_picture_are_kept_once_however_often_they_are_sent() {
        let world = World::new().await;
        let token = world.token().await;
        let file = photo();
        let (one, other) = tokio::join!(send(&world, &token, &file), send(&world, &token, &file));
        let picture = one.done().json();
        assert_eq!(other.done().json(), picture);
        let made = look(&world, &token, &picture).await.bytes();
        assert_eq!(send(&world, &token, &made).await.done().json(), picture);
        assert_eq!(world.objects(), 1);
    }

    #[tokio::test]
    async fn what_is_no_picture_or_too_large_is_refused() {
        let world = World::new().await;
        let token = world.token().await;
        let page = send(&world, &token, b"<script>alert(1)</script>").await;
        assert_eq!(page.is_refused(400, "invalid")["field"], "picture");
        let large = vec![0; PHOTO_BYTES_MAX as usize + 1];
        send(&world, &token, &large).await.is_refused(413, "too_large");
        let path = format!("/v1/staff/pictures/{}", sha256_of(&another_photo()));
        let call = world.call("PUT", &path).bearer(&token);
        let other = call.digested_bytes(&photo()).send().await;
        assert_eq!(other.is_refused(400, "invalid")["field"], "sha256");
        assert_eq!(world.objects(), 0);
    }

    #[tokio::test]
    async fn an_event_is_refused_that_does_not_say_what_its_picture_shows_or_shows_one_that_is_not_there() {
        let world = World::new().await;
        let token = world.token().await;
        let picture = send(&world, &token, &photo()).await.done().json();
        let nobodys = json!({ "sha256": sha256_of(b"?"), "size_bytes": 1 });
        let mut silent = event_with(&picture);
        silent["texts"][0]
            .as_object_mut()
            .unwrap()
            .remove("picture_description");
        let mut blank = event_with(&picture);
        blank["texts"][0]["picture_description"] = " ".into();
        let mut described = event_with(&picture);
        described.as_object_mut().unwrap().remove("picture");
        for (event, field) in [
            (silent, "texts.picture_description"),
            (blank, "texts.picture_description"),
            (described, "texts.picture_description"),
            (event_with(&nobodys), "picture"),
        ] {
            let path = format!("/v1/staff/events/{}", world.event_id());
            let call = world.call("PUT", &path).bearer(&token);
            let refused = call.json(&event).send().await.is_refused(400, "invalid");
            assert_eq!(refused["field"], field);
        }
        assert_eq!(world.get("/v1/feed").await.json()["items"], json!([]));
    }

    #[tokio::test]
    async fn a_picture_that_nothing_has_shown_for_a_week_is_deleted() {
        let world = World::new().await;
        let token = world.token().await;
        let kept = send(&world, &token, &photo()).await.done().json();
        let path = format!("/v1/staff/events/{}", world.event_id());
        let call = world.call("PUT", &path).bearer(&token);
        call.json(&event_with(&kept)).send().await.done();
        send(&world, &token, &another_photo()).await.done();
        for (days, objects) in [(0, 2), (6, 2), (2, 1)] {
            world.pass(days * DAY_MS);
            world.work_photos().await;
            assert_eq!(world.objects(), objects, "{days}");
        }
        look_as_anybody(&world, &kept).await.done();
    }

    #[tokio::test]
    async fn another_file_is_never_given_out_in_the_place_of_a_picture() {
        let world = World::new().await;
        let token = world.token().await;
        let picture = send(&world, &token, &photo()).await.done().json();
        std::fs::write(world.object_files().remove(0), another_photo()).unwrap();
        look(&world, &token, &picture).await.is_refused(500, "internal");
    }
}
