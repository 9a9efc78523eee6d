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
