//! A report is found from another device, by its reference and its receipt.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use lamplight_protocol::api::{FindRequest, FoundReport};
use lamplight_store::model::NamedReport;
use subtle::ConstantTimeEq;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Deps;
use crate::body::QuestionBody;
use crate::error::ApiError;
use crate::http::errors::FindRefusals;

/// A reference, in bytes: the longest prefix and its letters stay far below.
const REFERENCE_BYTES_MAX: usize = 64;

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new().routes(routes!(post_find))
}

/// The report that a reference and a receipt belong to. Without the right receipt nobody learns whether there
/// is a report of that reference.
#[utoipa::path(
    post,
    path = "/v1/threads/find",
    tag = "resident",
    request_body = FindRequest,
    responses((status = 200, description = "It is there", body = FoundReport), FindRefusals),
)]
async fn post_find(
    State(deps): State<Arc<Deps>>,
    QuestionBody(request): QuestionBody<FindRequest>,
) -> Result<Json<FoundReport>, ApiError> {
    let reference = request.reference.trim().to_uppercase();
    if reference.len() > REFERENCE_BYTES_MAX {
        return Err(ApiError::wrong_receipt());
    }
    let named = deps.store.reports_named(&reference).await?;
    let opens = |report: &NamedReport| {
        let hash = deps
            .secrets
            .hash_receipt(report.found.report_id, &request.receipt);
        bool::from(hash.ct_eq(&report.receipt_hash))
    };
    let found = named.into_iter().find(opens);
    found
        .map(|report| Json(report.found))
        .ok_or_else(ApiError::wrong_receipt)
}

#[cfg(test)]
mod tests {
    use lamplight_protocol::ids::Receipt;
    use serde_json::{Value, json};

    use crate::testing::{Answer, World};

    async fn find(world: &World, reference: &Value, receipt: &Receipt) -> Answer {
        let body = json!({ "reference": reference, "receipt": receipt });
        world.call("POST", "/v1/threads/find").json(&body).send().await
    }

    #[tokio::test]
    async fn reference_and_receipt_together_find_a_report() {
        let world = World::new().await;
        let (ana, other) = (world.resident(), world.resident());
        let reference = ana.reports().await.done().json()["reference"].clone();
        other.reports().await.done();
        let spoken = json!(format!(" {} ", reference.as_str().unwrap().to_lowercase()));
        for reference in [&reference, &spoken] {
            let found = find(&world, reference, &ana.receipt).await.done().json();
            assert_eq!(found["report_id"], ana.id.to_string());
            assert_eq!(found["practice"], false);
        }
    }

    #[tokio::test]
    async fn a_wrong_receipt_an_unknown_reference_and_an_erased_report_are_told_alike() {
        let world = World::new().await;
        let (ana, stranger) = (world.resident(), world.resident());
        let reference = ana.reports().await.done().json()["reference"].clone();
        let wrong = find(&world, &reference, &stranger.receipt).await;
        let unknown = find(&world, &json!("AQ-00000"), &ana.receipt).await;
        let long = find(&world, &json!("A".repeat(1_000)), &ana.receipt).await;
        ana.write("DELETE", "").send().await.done();
        let erased = find(&world, &reference, &ana.receipt).await;
        let told = |answer: &Answer| answer.is_refused(403, "wrong_receipt")["detail"].clone();
        assert_eq!(told(&wrong), told(&unknown));
        assert_eq!(told(&wrong), told(&long));
        assert_eq!(told(&wrong), told(&erased));
    }
}
