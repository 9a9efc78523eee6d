//! What a resident adds to a report later: a message, the wish to take it back or to open it again, and whether
//! it was put right.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use lamplight_protocol::api::{Accepted, Feedback, Reopening, Withdrawal};
use lamplight_protocol::ids::ReportId;
use lamplight_protocol::thread::NewMessage;
use lamplight_store::model::{ResidentAction, ResidentOperation};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Deps;
use crate::auth::Receipt;
use crate::error::ApiError;
use crate::http::errors::ResidentWriteRefusals;
use crate::http::write::{ByReceipt, Write};

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new()
        .routes(routes!(put_message))
        .routes(routes!(put_withdrawal))
        .routes(routes!(put_reopening))
        .routes(routes!(put_feedback))
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
    ByReceipt(write, message): ByReceipt<ReportId, NewMessage>,
) -> Result<Json<Accepted>, ApiError> {
    message.check()?;
    accept(&deps, write, ResidentAction::Message(message.text)).await
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
    ByReceipt(write, _): ByReceipt<ReportId, Withdrawal>,
) -> Result<Json<Accepted>, ApiError> {
    accept(&deps, write, ResidentAction::Withdraw).await
}

/// Opens a report again that was resolved or closed, within 14 days.
#[utoipa::path(
    put,
    path = "/v1/reports/{id}/reopening/{op}",
    tag = "resident",
    security(("receipt" = [])),
    params(
        ("id" = String, Path, format = Uuid, description = "The report"),
        ("op" = String, Path, format = Uuid, description = "The reopening; made on the device"),
        ("content-digest" = String, Header, description = "`sha-256=:<base64>:` of the body (RFC 9530)"),
    ),
    request_body = Reopening,
    responses((status = 200, description = "It is open again", body = Accepted), ResidentWriteRefusals),
)]
async fn put_reopening(
    State(deps): State<Arc<Deps>>,
    ByReceipt(write, _): ByReceipt<ReportId, Reopening>,
) -> Result<Json<Accepted>, ApiError> {
    accept(&deps, write, ResidentAction::Reopen).await
}

/// Takes the answer to whether it was put right, once after each time that the report was resolved or closed.
#[utoipa::path(
    put,
    path = "/v1/reports/{id}/feedback/{op}",
    tag = "resident",
    security(("receipt" = [])),
    params(
        ("id" = String, Path, format = Uuid, description = "The report"),
        ("op" = String, Path, format = Uuid, description = "The answer; made on the device"),
        ("content-digest" = String, Header, description = "`sha-256=:<base64>:` of the body (RFC 9530)"),
    ),
    request_body = Feedback,
    responses((status = 200, description = "It is kept", body = Accepted), ResidentWriteRefusals),
)]
async fn put_feedback(
    State(deps): State<Arc<Deps>>,
    ByReceipt(write, feedback): ByReceipt<ReportId, Feedback>,
) -> Result<Json<Accepted>, ApiError> {
    accept(&deps, write, ResidentAction::Feedback(feedback.fixed)).await
}

/// Takes a later write, whatever it does.
async fn accept(
    deps: &Deps,
    write: Write<Receipt, ReportId>,
    action: ResidentAction,
) -> Result<Json<Accepted>, ApiError> {
    let operation = ResidentOperation {
        id: write.operation,
        report_id: write.subject,
        receipt_hash: deps.secrets.hash_receipt(write.subject, &write.by.0),
        body_hash: write.body_hash(deps, call(&action)),
        action,
        at: deps.clock.now(),
    };
    let acceptance = deps.store.accept_operation(&operation).await?;
    deps.hub.ring_doorbell();
    super::answer(acceptance, write.operation.to_string(), write.digest)
}

/// What the hash of a body begins with: so the same bytes sent to another call are another write.
fn call(action: &ResidentAction) -> &'static str {
    match action {
        ResidentAction::Message(_) => "message",
        ResidentAction::Withdraw => "withdrawal",
        ResidentAction::Reopen => "reopening",
        ResidentAction::Feedback(_) => "feedback",
    }
}

#[cfg(test)]
mod tests {
    use lamplight_protocol::ids::Receipt;
    use lamplight_store::model::Reach;
    use serde_json::json;

    use crate::testing::World;

    #[tokio::test]
    async fn a_message_is_kept_once_however_often_it_is_sent() {
        let world = World::new().await;
        let ana = world.resident();
        ana.reports().await.done();
        let operation = world.operation();
        let rest = format!("/messages/{operation}");
        let send = || {
            ana.write("PUT", &rest)
                .digested(&json!({ "text": "It is still wet" }))
                .send()
        };
        let first = send().await.done().json();
        assert_eq!(
            (&first["id"], &first["revision"]),
            (&operation.to_string().into(), &2.into())
        );
        assert_eq!(send().await.done().json(), first);
        let other = ana
            .write("PUT", &rest)
            .digested(&json!({ "text": "Another" }))
            .send()
            .await;
        assert_eq!(other.is_refused(409, "conflict")["id"], operation.to_string());
        let report = world
            .store()
            .report(&Reach::EVERYTHING, ana.id)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(report.summary.revision, 2);
    }

    #[tokio::test]
    async fn an_empty_message_says_nothing() {
        let world = World::new().await;
        let ana = world.resident();
        ana.reports().await.done();
        assert_eq!(ana.says("  ").await.is_refused(400, "invalid")["field"], "text");
    }

    #[tokio::test]
    async fn a_report_is_taken_back_once_and_not_after_that() {
        let world = World::new().await;
        let ana = world.resident();
        ana.reports().await.done();
        let withdraw = |operation: String| {
            ana.write("PUT", &format!("/withdrawal/{operation}"))
                .digested(&json!({}))
                .send()
        };
        let operation = world.operation().to_string();
        withdraw(operation.clone()).await.done();
        withdraw(operation).await.done();
        let again = withdraw(world.operation().to_string()).await;
        assert_eq!(again.is_refused(400, "invalid")["field"], "status");
    }

    #[tokio::test]
    async fn an_ended_report_is_answered_about_and_opened_again() {
        let world = World::new().await;
        let ana = world.resident();
        ana.reports().await.done();
        let put = |call: &str, body: serde_json::Value| {
            let rest = format!("/{call}/{}", world.operation());
            ana.write("PUT", &rest).digested(&body).send()
        };
        let early = put("feedback", json!({ "fixed": true })).await;
        assert_eq!(early.is_refused(400, "invalid")["field"], "feedback");
        let early = put("reopening", json!({})).await;
        assert_eq!(early.is_refused(403, "forbidden")["code"], "forbidden");

        world.resolves(ana.id, 1).await;
        let feedback = put("feedback", json!({ "fixed": false })).await.done();
        assert_eq!(feedback.json()["revision"], 4);
        let again = put("feedback", json!({ "fixed": true })).await;
        assert_eq!(again.is_refused(400, "invalid")["field"], "feedback");
        assert_eq!(
            put("feedback", json!({})).await.is_refused(400, "invalid")["field"],
            "fixed"
        );
        assert_eq!(put("reopening", json!({})).await.done().json()["revision"], 5);
        let twice = put("reopening", json!({})).await;
        assert_eq!(twice.is_refused(400, "invalid")["field"], "status");
        let report = world
            .store()
            .report(&Reach::EVERYTHING, ana.id)
            .await
            .unwrap()
            .unwrap();
        let report = serde_json::to_value(report).unwrap();
        assert_eq!(report["summary"]["status"], "seen");
        assert_eq!(report["thread"][3]["kind"], "feedback");
        assert_eq!(report["thread"][3]["fixed"], false);
    }

    #[tokio::test]
    async fn a_report_that_ended_long_ago_stays_ended() {
        let world = World::new().await;
        let ana = world.resident();
        ana.reports().await.done();
        world.resolves(ana.id, 1).await;
        world.pass(lamplight_protocol::limits::REOPEN_WINDOW_MS + 1);
        let rest = format!("/reopening/{}", world.operation());
        let late = ana.write("PUT", &rest).digested(&json!({})).send().await;
        assert_eq!(late.is_refused(400, "invalid")["field"], "status");
    }

    #[tokio::test]
    async fn another_receipt_and_an_unknown_report_are_refused_alike() {
        let world = World::new().await;
        let (ana, stranger) = (world.resident(), world.resident());
        ana.reports().await.done();
        stranger.says("hello?").await.is_refused(403, "wrong_receipt");
        let path = format!("/v1/reports/{}/messages/{}", ana.id, world.operation());
        let other = Receipt::from_random([31; Receipt::CHARS]);
        let call = world
            .call("PUT", &path)
            .receipt(&other)
            .digested(&json!({ "text": "x" }));
        call.send().await.is_refused(403, "wrong_receipt");
    }
}
