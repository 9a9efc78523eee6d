//! News: published, changed, withdrawn.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use lamplight_protocol::api::{Changed, NewsPage, NewsUpdate, NewsWithdrawal};
use lamplight_protocol::digest::ContentDigest;
use lamplight_protocol::ids::{NewsId, OperationId};
use lamplight_protocol::news::{News, NewsContent};
use lamplight_store::model::{NewsAction, NewsChange};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Deps;
use crate::auth::{Allowed, Staff};
use crate::body::StaffBody;
use crate::error::ApiError;
use crate::http::errors::{StaffReadRefusals, StaffWriteRefusals};
use crate::http::extract::{Id, Operation, PageParameters, Parameters};
use crate::policy::to;

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new()
        .routes(routes!(get_news))
        .routes(routes!(get_news_item, put_news_item))
        .routes(routes!(put_news_update))
        .routes(routes!(put_news_withdrawal))
}

/// News, newest first.
#[utoipa::path(
    get,
    path = "/v1/staff/news",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(
        ("after" = Option<String>, Query, description = "The cursor of an earlier page"),
        ("limit" = Option<u32>, Query, description = "How many at most; 50 when absent", minimum = 1, maximum = 200),
    ),
    responses((status = 200, description = "A page", body = NewsPage), StaffReadRefusals),
)]
async fn get_news(
    State(deps): State<Arc<Deps>>,
    _: Allowed<to::ReadPublications>,
    Parameters(page): Parameters<PageParameters>,
) -> Result<Json<NewsPage>, ApiError> {
    let (news, next) = deps.store.news(page.after()?.as_ref(), page.limit()?).await?;
    Ok(Json(NewsPage { news, next }))
}

/// One item of news.
#[utoipa::path(
    get,
    path = "/v1/staff/news/{id}",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(("id" = String, Path, format = Uuid, description = "The item")),
    responses((status = 200, description = "The item", body = News), StaffReadRefusals),
)]
async fn get_news_item(
    State(deps): State<Arc<Deps>>,
    _: Allowed<to::ReadPublications>,
    Id(id): Id<NewsId>,
) -> Result<Json<News>, ApiError> {
    let item = deps.store.news_item(id).await?;
    item.map(Json).ok_or_else(ApiError::not_found)
}

/// Publishes an item of news.
#[utoipa::path(
    put,
    path = "/v1/staff/news/{id}",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(("id" = String, Path, format = Uuid, description = "The item; made by the caller")),
    request_body = NewsContent,
    responses((status = 200, description = "It is published", body = Changed), StaffWriteRefusals),
)]
async fn put_news_item(
    State(deps): State<Arc<Deps>>,
    caller: Allowed<to::PublishEvents>,
    Id(id): Id<NewsId>,
    body: StaffBody<NewsContent>,
) -> Result<Json<Changed>, ApiError> {
    body.value.check()?;
    let operation = super::first_operation(*id.as_bytes());
    let action = NewsAction::Publish(body.value);
    change(&deps, &caller.staff, (id, operation), &body.digest, action).await
}

/// Says something else, on the strength of a revision.
#[utoipa::path(
    put,
    path = "/v1/staff/news/{id}/updates/{op}",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(
        ("id" = String, Path, format = Uuid, description = "The item"),
        ("op" = String, Path, format = Uuid, description = "The update; made by the caller"),
    ),
    request_body = NewsUpdate,
    responses((status = 200, description = "It is changed", body = Changed), StaffWriteRefusals),
)]
async fn put_news_update(
    State(deps): State<Arc<Deps>>,
    caller: Allowed<to::PublishEvents>,
    Id(id): Id<NewsId>,
    Operation(operation): Operation,
    body: StaffBody<NewsUpdate>,
) -> Result<Json<Changed>, ApiError> {
    let NewsUpdate { revision, content } = body.value;
    content.check().map_err(super::within("content"))?;
    let action = NewsAction::Update(revision, content);
    change(&deps, &caller.staff, (id, operation), &body.digest, action).await
}

/// Withdraws an item of news, on the strength of a revision. Of what it said nothing stays.
#[utoipa::path(
    put,
    path = "/v1/staff/news/{id}/withdrawal/{op}",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(
        ("id" = String, Path, format = Uuid, description = "The item"),
        ("op" = String, Path, format = Uuid, description = "The withdrawal; made by the caller"),
    ),
    request_body = NewsWithdrawal,
    responses((status = 200, description = "It is withdrawn", body = Changed), StaffWriteRefusals),
)]
async fn put_news_withdrawal(
    State(deps): State<Arc<Deps>>,
    caller: Allowed<to::PublishEvents>,
    Id(id): Id<NewsId>,
    Operation(operation): Operation,
    body: StaffBody<NewsWithdrawal>,
) -> Result<Json<Changed>, ApiError> {
    let action = NewsAction::Withdraw(body.value.revision);
    change(&deps, &caller.staff, (id, operation), &body.digest, action).await
}

async fn change(
    deps: &Deps,
    staff: &Staff,
    (id, operation): (NewsId, OperationId),
    digest: &ContentDigest,
    action: NewsAction,
) -> Result<Json<Changed>, ApiError> {
    let call = match &action {
        NewsAction::Publish(_) => "news",
        NewsAction::Update(..) => "news update",
        NewsAction::Withdraw(_) => "news withdrawal",
    };
    let change = NewsChange {
        operation,
        id,
        body_hash: deps.secrets.hash_body(call, id.as_bytes(), digest),
        by: staff.actor(),
        action,
        at: deps.clock.now(),
    };
    let write = deps.store.change_news(&change).await?;
    deps.hub.ring_doorbell();
    super::answer(&write, operation)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::testing::{Answer, World, news};

    async fn put(world: &World, token: &str, path: &str, body: &Value) -> Answer {
        let path = format!("/v1/staff/news/{path}");
        world.call("PUT", &path).bearer(token).json(body).send().await
    }

    #[tokio::test]
    async fn news_are_published_changed_and_withdrawn_without_a_trace_of_their_words() {
        let world = World::new().await;
        let token = world.token().await;
        let id = world.operation().to_string();
        put(&world, &token, &id, &news()).await.done();
        let mut other = news();
        other["texts"][0]["title"] = "Two new lamps".into();
        let path = format!("{id}/updates/{}", world.operation());
        let updated = put(&world, &token, &path, &json!({ "revision": 1, "content": other })).await;
        assert_eq!(updated.done().json()["revision"], 2);
        let feed = world.get("/v1/feed").await.json();
        let item = &feed["items"][0];
        assert_eq!(
            (&item["kind"], &item["content"]),
            (&"news".into(), &other),
            "{item}"
        );

        let path = format!("{id}/withdrawal/{}", world.operation());
        for _ in 0..2 {
            let withdrawn = put(&world, &token, &path, &json!({ "revision": 2 })).await;
            assert_eq!(withdrawn.done().json()["revision"], 3);
        }
        let feed = world.get("/v1/feed").await.json();
        assert_eq!(feed["items"], json!([{ "kind": "news_removed", "id": id }]));
        let list = world.call("GET", "/v1/staff/news").bearer(&token).send().await;
        assert_eq!(list.done().json(), json!({ "news": [] }));
        let one = world.call("GET", &format!("/v1/staff/news/{id}")).bearer(&token);
        one.send().await.is_refused(404, "not_found");
        let path = format!("{id}/updates/{}", world.operation());
        let late = put(
            &world,
            &token,
            &path,
            &json!({ "revision": 3, "content": news() }),
        )
        .await;
        late.is_refused(409, "changed_meanwhile");
    }

    #[tokio::test]
    async fn news_that_say_nothing_are_refused() {
        let world = World::new().await;
        let token = world.token().await;
        let mut silent = news();
        silent["texts"][0]["text"] = "".into();
        let mut nobodys = news();
        nobodys["texts"] = json!([]);
        let mut priced = news();
        priced["price"] = 5.into();
        for (body, field) in [(silent, "texts.text"), (nobodys, "texts"), (priced, "price")] {
            let id = world.operation().to_string();
            let refused = put(&world, &token, &id, &body).await;
            assert_eq!(refused.is_refused(400, "invalid")["field"], field);
        }
        assert_eq!(world.get("/v1/feed").await.json()["items"], json!([]));
    }
}
