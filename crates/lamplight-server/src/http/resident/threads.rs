//! What changed in the threads whose receipts are presented.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use lamplight_protocol::api::{ThreadKey, ThreadsAnswer, ThreadsRequest};
use lamplight_store::model::ThreadClaim;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Deps;
use crate::body::QuestionBody;
use crate::error::ApiError;
use crate::http::errors::ResidentQuestionRefusals;

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new().routes(routes!(post_changes))
}

/// What changed in these threads, after a revision each. A receipt that does not open its report is
/// answered with `unknown`, the same as a report that does not exist.
#[utoipa::path(
    post,
    path = "/v1/threads/changes",
    tag = "resident",
    request_body = ThreadsRequest,
    responses((status = 200, description = "What changed", body = ThreadsAnswer), ResidentQuestionRefusals),
)]
async fn post_changes(
    State(deps): State<Arc<Deps>>,
    QuestionBody(request): QuestionBody<ThreadsRequest>,
) -> Result<Json<ThreadsAnswer>, ApiError> {
    request.check()?;
    let claims = claims(&deps, &request.threads);
    let threads = deps.store.thread_changes(&claims).await?;
    Ok(Json(ThreadsAnswer { threads }))
}

/// The receipts as the store compares them.
pub(super) fn claims(deps: &Deps, keys: &[ThreadKey]) -> Vec<ThreadClaim> {
    keys.iter()
        .map(|key| ThreadClaim {
            report_id: key.report_id,
            receipt_hash: deps.secrets.hash_receipt(key.report_id, &key.receipt),
            after_revision: key.after_revision,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use lamplight_protocol::ids::Receipt;
    use lamplight_protocol::limits::THREADS_PER_CALL_MAX;
    use serde_json::{Value, json};

    use crate::testing::World;

    async fn changes(world: &World, keys: &[Value]) -> Value {
        let body = json!({ "threads": keys });
        let answer = world.call("POST", "/v1/threads/changes").json(&body).send().await;
        answer.done().json()["threads"].clone()
    }

    #[tokio::test]
    async fn a_thread_is_told_from_the_revision_that_the_device_has() {
        let world = World::new().await;
        let ana = world.resident();
        ana.reports().await.done();
        ana.says("One more thing").await.done();
        let mut key = ana.key();
        let all = changes(&world, &[key.clone()]).await;
        assert_eq!(
            (&all[0]["state"], &all[0]["revision"]),
            (&"open".into(), &2.into())
        );
        key["after_revision"] = 1.into();
        let newer = changes(&world, &[key.clone()]).await;
        assert_eq!(newer[0]["entries"].as_array().unwrap().len(), 1);
        assert_eq!(newer[0]["entries"][0]["text"], "One more thing");
        key["after_revision"] = 2.into();
        assert_eq!(changes(&world, &[key]).await, json!([]));
    }

    #[tokio::test]
    async fn a_wrong_receipt_and_an_unknown_report_are_told_alike() {
        let world = World::new().await;
        let (ana, stranger) = (world.resident(), world.resident());
        ana.reports().await.done();
        let mut wrong = ana.key();
        wrong["receipt"] = Receipt::from_random([31; Receipt::CHARS]).expose().into();
        let told = changes(&world, &[wrong, stranger.key()]).await;
        assert_eq!(
            (&told[0]["state"], &told[1]["state"]),
            (&"unknown".into(), &"unknown".into())
        );
    }

    #[tokio::test]
    async fn more_threads_than_one_call_may_name_are_refused() {
        let world = World::new().await;
        let keys = vec![world.resident().key(); THREADS_PER_CALL_MAX + 1];
        for path in ["/v1/threads/changes", "/v1/live"] {
            let answer = world
                .call("POST", path)
                .json(&json!({ "threads": keys }))
                .send()
                .await;
            assert_eq!(answer.is_refused(413, "too_large")["field"], "threads");
        }
    }
}
