//! Alerts and events, which everybody may see.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use lamplight_protocol::api::FeedPage;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Deps;
use crate::area::Answer;
use crate::error::ApiError;
use crate::http::cached;
use crate::http::errors::PublicReadRefusals;
use crate::http::extract::{PageParameters, Parameters};

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new().routes(routes!(get_feed))
}

/// Changes after a cursor, oldest first; without one, everything that stands now.
#[utoipa::path(
    get,
    path = "/v1/feed",
    tag = "resident",
    params(
        ("after" = Option<String>, Query, description = "The cursor of an earlier page"),
        ("limit" = Option<u32>, Query, description = "How many at most; 50 when absent", minimum = 1, maximum = 200),
    ),
    responses(
        (status = 200, description = "A page, with an ETag", body = FeedPage),
        (status = 304, description = "The caller has it already"),
        PublicReadRefusals,
    ),
)]
async fn get_feed(
    State(deps): State<Arc<Deps>>,
    Parameters(page): Parameters<PageParameters>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let page = deps.store.feed(page.after()?.as_ref(), page.limit()?).await?;
    let json = serde_json::to_vec(&page).map_err(|_| {
        tracing::error!("a page of the feed cannot be written as JSON");
        ApiError::internal()
    })?;
    Ok(cached::unless_known(
        &headers,
        &Answer::new(json),
        "application/json",
    ))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::testing::{World, alert, event};

    #[tokio::test]
    async fn the_feed_goes_on_where_it_was_left() {
        let world = World::new().await;
        let token = world.token().await;
        for (kind, id, body) in [
            ("alerts", world.alert_id().to_string(), alert()),
            ("events", world.event_id().to_string(), event()),
        ] {
            let call = world
                .call("PUT", &format!("/v1/staff/{kind}/{id}"))
                .bearer(&token);
            call.json(&body).send().await.done();
        }
        let first = world.get("/v1/feed?limit=1").await.done().json();
        assert_eq!(
            (&first["items"][0]["kind"], &first["more"]),
            (&"alert".into(), &true.into())
        );
        let rest = format!("/v1/feed?after={}", first["next"].as_str().unwrap());
        let second = world.get(&rest).await.done().json();
        assert_eq!(
            (&second["items"][0]["kind"], &second["more"]),
            (&"event".into(), &false.into())
        );
        let end = format!("/v1/feed?after={}", second["next"].as_str().unwrap());
        assert_eq!(world.get(&end).await.done().json()["items"], json!([]));
    }

    #[tokio::test]
    async fn a_page_that_the_caller_has_is_not_sent_again() {
        let world = World::new().await;
        let first = world.get("/v1/feed").await;
        let etag = format!("W/\"other\", {}", first.header("etag"));
        let again = world
            .call("GET", "/v1/feed")
            .header("if-none-match", etag)
            .send()
            .await;
        assert_eq!(again.status, 304);
        assert_eq!(first.header("cache-control"), "public, no-cache");
    }

    #[tokio::test]
    async fn a_cursor_of_another_epoch_has_expired_and_a_text_that_is_none_is_refused() {
        let world = World::new().await;
        let before = world.get("/v1/feed").await.json()["next"].clone();
        world.restore().await;
        let path = format!("/v1/feed?after={}", before.as_str().unwrap());
        world.get(&path).await.is_refused(410, "cursor_expired");
        for (query, field) in [
            ("after=a%20b", "after"),
            ("limit=0", "limit"),
            ("limit=201", "limit"),
            ("limit=x", "limit"),
        ] {
            let refused = world
                .get(&format!("/v1/feed?{query}"))
                .await
                .is_refused(400, "invalid");
            assert_eq!(refused["field"], field);
        }
    }
}
