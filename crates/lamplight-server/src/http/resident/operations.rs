//! What a resident adds to a report later: a message, or the wish to take it back.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use lamplight_protocol::api::{Accepted, Withdrawal};
use lamplight_protocol::digest::ContentDigest;
use lamplight_protocol::ids::{OperationId, ReportId};
use lamplight_protocol::thread::NewMessage;
use lamplight_store::model::{ResidentAction, ResidentOperation};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Deps;
use crate::auth::Receipt;
use crate::body::ResidentBody;
use crate::error::ApiError;
use crate::http::errors::ResidentWriteRefusals;
use crate::http::extract::{Id, Operation};

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new()
        .routes(routes!(put_message))
        .routes(routes!(put_withdrawal))
}

/// Takes a message to the patrol.
#[utoipa::path(
    put,
    path = "/v1/reports/{id}/messages/{op}",
    tag = "resident",
    security(("receipt" = [])),
    params(
        ("id" = String, Path, format = Uuid, description = "The report"),
        ("op" = String, Path, format = Uuid, description = "The message; made on the device"),
        ("content-digest" = String, Header, description = "`sha-256=:<base64>:` of the body (RFC 9530)"),
    ),
    request_body = NewMessage,
    responses((status = 200, description = "It is kept", body = Accepted), ResidentWriteRefusals),
)]
async fn put_message(
    State(deps): State<Arc<Deps>>,
    Id(report_id): Id<ReportId>,
    Operation(id): Operation,
    receipt: Receipt,
    body: ResidentBody<NewMessage>,
) -> Result<Json<Accepted>, ApiError> {
    body.value.check()?;
    let write = Write {
        report_id,
        id,
        receipt,
        call: "message",
        digest: body.digest,
    };
    write
        .accept(&deps, ResidentAction::Message(body.value.text))
        .await
}

/// Takes a report back.
#[utoipa::path(
    put,
    path = "/v1/reports/{id}/withdrawal/{op}",
    tag = "resident",
    security(("receipt" = [])),
    params(
        ("id" = String, Path, format = Uuid, description = "The report"),
        ("op" = String, Path, format = Uuid, description = "The withdrawal; made on the device"),
        ("content-digest" = String, Header, description = "`sha-256=:<base64>:` of the body (RFC 9530)"),
    ),
    request_body = Withdrawal,
    responses((status = 200, description = "It is withdrawn", body = Accepted), ResidentWriteRefusals),
)]
async fn put_withdrawal(
    State(deps): State<Arc<Deps>>,
    Id(report_id): Id<ReportId>,
    Operation(id): Operation,
    receipt: Receipt,
    body: ResidentBody<Withdrawal>,
) -> Result<Json<Accepted>, ApiError> {
    let write = Write {
        report_id,
        id,
        receipt,
        call: "withdrawal",
        digest: body.digest,
    };
    write.accept(&deps, ResidentAction::Withdraw).await
}

/// A later write, whatever it does.
struct Write {
    report_id: ReportId,
    id: OperationId,
    receipt: Receipt,
    call: &'static str,
    digest: ContentDigest,
}

impl Write {
    async fn accept(self, deps: &Deps, action: ResidentAction) -> Result<Json<Accepted>, ApiError> {
        let operation = ResidentOperation {
            id: self.id,
            report_id: self.report_id,
            receipt_hash: deps.secrets.hash_receipt(self.report_id, &self.receipt.0),
            body_hash: deps
                .secrets
                .hash_body(self.call, self.report_id.as_bytes(), &self.digest),
            action,
            at: deps.clock.now(),
        };
        let acceptance = deps.store.accept_operation(&operation).await?;
        deps.hub.ring_doorbell();
        super::answer(acceptance, self.id.to_string(), self.digest)
    }
}
