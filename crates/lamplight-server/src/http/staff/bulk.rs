//! One change of several reports. Each is a write of its own, with an operation and an outcome of its own: what
//! one report does not allow keeps none of the others back, and the whole can be sent again.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use lamplight_protocol::api::{
    Assignment, BulkChange, BulkDeed, BulkItem, BulkOutcome, BulkOutcomes, ItemOutcome, StatusChange,
};
use lamplight_store::model::StaffAction;
use serde::Serialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::colleagues::{self, Part};
use super::reports::{check_status_change, operation};
use crate::Deps;
use crate::auth::Allowed;
use crate::body::{StaffBody, digest_of};
use crate::error::ApiError;
use crate::http::errors::StaffWriteRefusals;
use crate::http::write::Write;
use crate::policy::to;

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new().routes(routes!(post_bulk))
}

/// Changes several reports, each as its row showed it.
#[utoipa::path(
    post,
    path = "/v1/staff/reports/bulk",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    request_body = BulkChange,
    responses((status = 200, description = "What became of each", body = BulkOutcomes), StaffWriteRefusals),
)]
async fn post_bulk(
    State(deps): State<Arc<Deps>>,
    caller: Allowed<to::WorkReports>,
    body: StaffBody<BulkChange>,
) -> Result<Json<BulkOutcomes>, ApiError> {
    body.value.check()?;
    let BulkChange { items, change } = body.value;
    let mut outcomes = Vec::with_capacity(items.len());
    for item in &items {
        let outcome = match change_one(&deps, &caller, item, &change).await {
            Ok(revision) => ItemOutcome::Done { revision },
            Err(error) => ItemOutcome::Refused {
                code: error.code(),
                detail: error.detail().to_owned(),
            },
        };
        outcomes.push(BulkOutcome {
            report: item.report,
            operation: item.operation,
            outcome,
        });
    }
    deps.hub.ring_doorbell();
    Ok(Json(BulkOutcomes { outcomes }))
}

async fn change_one(
    deps: &Deps,
    caller: &Allowed<to::WorkReports>,
    item: &BulkItem,
    change: &BulkDeed,
) -> Result<u32, ApiError> {
    let (action, digest) = match change.clone() {
        BulkDeed::Status { to, ending, message } => {
            let change = StatusChange {
                revision: item.revision,
                to,
                ending,
                message,
            };
            check_status_change(item.report, &change)?;
            let digest = digest_of(&json_of(&change)?);
            (StaffAction::Status(change), digest)
        }
        BulkDeed::Assignment { to } => {
            let assignment = Assignment {
                from: item.assignee,
                to,
                message: None,
            };
            let digest = digest_of(&json_of(&assignment)?);
            (StaffAction::Assign(assignment), digest)
        }
        BulkDeed::Initiative { news } => (StaffAction::Initiative(news), digest_of(&json_of(change)?)),
    };
    let to = match &action {
        StaffAction::Assign(assignment) => assignment.to,
        _ => None,
    };
    let write = Write {
        by: caller.clone(),
        subject: item.report,
        operation: item.operation,
        digest,
    };
    let operation = operation(deps, &write, action);
    let answer = match to {
        Some(to) => match colleagues::refuse(deps, caller, item.report, to, Part::InCharge).await? {
            None => deps.store.change_report(&operation).await?,
            Some(refusal) => match deps.store.answer_report_again(&operation).await? {
                Some(again) => again,
                None => return Err(refusal),
            },
        },
        None => deps.store.change_report(&operation).await?,
    };
    super::answer(&answer, item.operation).map(|Json(changed)| changed.revision)
}

/// What one report's part of the change says, by which a repetition is told from another change: the same report
/// may come again among others.
fn json_of(change: &impl Serialize) -> Result<Vec<u8>, ApiError> {
    serde_json::to_vec(change).map_err(|_| ApiError::internal())
}
