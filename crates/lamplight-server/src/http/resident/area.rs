//! The place that this server serves.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use lamplight_protocol::api::AreaInfo;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Deps;
use crate::http::cached;
use crate::http::errors::AreaRefusals;

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new().routes(routes!(get_area))
}

/// The place, and whether somebody at the desk is watching now.
#[utoipa::path(
    get,
    path = "/v1/area",
    tag = "resident",
    responses(
        (status = 200, description = "The area, with an ETag", body = AreaInfo),
        (status = 304, description = "The caller has it already"),
        AreaRefusals,
    ),
)]
async fn get_area(State(deps): State<Arc<Deps>>, headers: HeaderMap) -> Response {
    cached::unless_known(
        &headers,
        deps.area.answer(deps.presence.desk_is_watching()),
        "application/json",
    )
}

#[cfg(test)]
mod tests {
    use crate::presence::ABSENT_MS;
    use crate::testing::World;

    #[tokio::test]
    async fn the_area_is_told_once_and_then_by_its_tag() {
        let world = World::new().await;
        let first = world.get("/v1/area").await;
        assert_eq!(first.json()["area"]["prefix"], "LL");
        assert_eq!(first.json()["desk_watching"], false);
        let again = world
            .call("GET", "/v1/area")
            .header("if-none-match", first.header("etag"))
            .send()
            .await;
        assert_eq!((again.status, again.text()), (304, String::new()));
    }

    #[tokio::test]
    async fn the_tag_changes_when_somebody_opens_the_console() {
        let world = World::new().await;
        let before = world.get("/v1/area").await;
        let cookie = world.signed_in("bo").await;
        let console = world
            .call("GET", "/v1/staff/live")
            .header("cookie", &cookie)
            .open()
            .await;
        let during = world.get("/v1/area").await;
        assert_eq!(during.json()["desk_watching"], true);
        assert_ne!(before.header("etag"), during.header("etag"));
        drop(console);
        world.pass(ABSENT_MS - 1);
        assert_eq!(world.get("/v1/area").await.json()["desk_watching"], true);
        world.pass(1);
        assert_eq!(world.get("/v1/area").await.json()["desk_watching"], false);
    }

    #[tokio::test]
    async fn a_program_that_listens_is_nobody_watching() {
        let world = World::new().await;
        let token = world.token().await;
        let _stream = world.call("GET", "/v1/staff/live").bearer(&token).open().await;
        assert_eq!(world.get("/v1/area").await.json()["desk_watching"], false);
    }
}
