//! A report that staff enter for somebody who called. Whoever enters it makes its receipt, as a device does, and
//! reads it out: it is the caller's from then on, and kept nowhere.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use lamplight_protocol::api::{Entered, EnteredReport};
use lamplight_protocol::ids::ReportId;
use lamplight_store::model::{Acceptance, Act, Object};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Deps;
use crate::auth::Allowed;
use crate::body::StaffBody;
use crate::error::ApiError;
use crate::http::errors::StaffWriteRefusals;
use crate::http::extract::Id;
use crate::http::incoming::{Seals, incoming};
use crate::policy::to;

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new().routes(routes!(put_entered_report))
}

/// Takes in a report of somebody who called. The same report again gets the same answer.
#[utoipa::path(
    put,
    path = "/v1/staff/reports/{id}",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(("id" = String, Path, format = Uuid, description = "The report; made by the caller")),
    request_body = EnteredReport,
    responses((status = 200, description = "It is kept", body = Entered), StaffWriteRefusals),
)]
async fn put_entered_report(
    State(deps): State<Arc<Deps>>,
    caller: Allowed<to::EnterReports>,
    Id(id): Id<ReportId>,
    body: StaffBody<EnteredReport>,
) -> Result<Json<Entered>, ApiError> {
    let (report, receipt) = body.value.into_report();
    let seals = Seals {
        receipt_hash: deps.secrets.hash_receipt(id, &receipt),
        body_hash: deps
            .secrets
            .hash_body("entered report", id.as_bytes(), &body.digest),
    };
    if let Err(violation) = report.check(deps.area.area()) {
        let again = deps.store.answer_again(id, &seals.receipt_hash, &seals.body_hash);
        return match again.await? {
            Some(acceptance) => answer(id, acceptance),
            None => Err(violation.into()),
        };
    }
    let incoming = incoming(&deps, id, &seals, report, Some(caller.staff.id));
    let at = incoming.received_at;
    let acceptance = deps.intake.accept(incoming).await?;
    if let Acceptance::Accepted { repeated: false, .. } = acceptance {
        let actor = caller.staff.actor();
        deps.store
            .record(&actor, Act::ReportEnter, Object::Report(id), at)
            .await?;
    }
    deps.hub.ring_doorbell();
    answer(id, acceptance)
}

fn answer(id: ReportId, acceptance: Acceptance) -> Result<Json<Entered>, ApiError> {
    match acceptance {
        Acceptance::Accepted {
            reference,
            received_at,
            revision: _,
            repeated: _,
        } => Ok(Json(Entered {
            id,
            reference,
            received_at,
        })),
        // Another body, another receipt, or an id that was erased: taken, whichever it is.
        _ => Err(ApiError::conflict()),
    }
}
