//! A resident's report: sent, and erased.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use lamplight_protocol::api::Accepted;
use lamplight_protocol::ids::ReportId;
use lamplight_protocol::report::NewReport;
use lamplight_store::model::Erasure;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Deps;
use crate::auth::Receipt;
use crate::body::{ResidentBody, digest_of};
use crate::error::ApiError;
use crate::http::errors::ResidentWriteRefusals;
use crate::http::extract::Id;
use crate::http::incoming::{Seals, incoming};

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new().routes(routes!(put_report, delete_report))
}

/// Takes a report in. The same report again gets the same answer.
#[utoipa::path(
    put,
    path = "/v1/reports/{id}",
    tag = "resident",
    security(("receipt" = [])),
    params(
        ("id" = String, Path, format = Uuid, description = "The report; made on the device"),
        ("content-digest" = String, Header, description = "`sha-256=:<base64>:` of the body (RFC 9530)"),
    ),
    request_body = NewReport,
    responses((status = 200, description = "It is kept", body = Accepted), ResidentWriteRefusals),
)]
async fn put_report(
    State(deps): State<Arc<Deps>>,
    Id(id): Id<ReportId>,
    Receipt(receipt): Receipt,
    body: ResidentBody<NewReport>,
) -> Result<Json<Accepted>, ApiError> {
    let seals = Seals {
        receipt_hash: deps.secrets.hash_receipt(id, &receipt),
        body_hash: deps.secrets.hash_body("report", id.as_bytes(), &body.digest),
    };
    if let Err(violation) = body.value.check(deps.area.area()) {
        // The area may have been redrawn since this report was kept, and its answer lost on the way.
        let again = deps.store.answer_again(id, &seals.receipt_hash, &seals.body_hash);
        return match again.await? {
            Some(acceptance) => super::answer(acceptance, id.to_string(), body.digest),
            None => Err(violation.into()),
        };
    }
    let incoming = incoming(&deps, id, &seals, body.value, None);
    let acceptance = deps.intake.accept(incoming).await?;
    deps.hub.ring_doorbell();
    super::answer(acceptance, id.to_string(), body.digest)
}

/// Erases a report and all that was said about it. A tombstone stays, so that a retry cannot bring it back.
#[utoipa::path(
    delete,
    path = "/v1/reports/{id}",
    tag = "resident",
    security(("receipt" = [])),
    params(("id" = String, Path, format = Uuid, description = "The report")),
    responses(
        (status = 200, description = "It is erased; the digest is that of no bytes", body = Accepted),
        ResidentWriteRefusals,
    ),
)]
async fn delete_report(
    State(deps): State<Arc<Deps>>,
    Id(id): Id<ReportId>,
    Receipt(receipt): Receipt,
) -> Result<Json<Accepted>, ApiError> {
    let erasure = Erasure {
        report_id: id,
        receipt_hash: deps.secrets.hash_receipt(id, &receipt),
        at: deps.clock.now(),
    };
    let acceptance = deps.store.erase_report(&erasure).await?;
    deps.hub.ring_doorbell();
    // Its photos are to be deleted.
    deps.media.ring();
    super::answer(acceptance, id.to_string(), digest_of(&[]))
}

#[cfg(test)]
mod tests {
    use lamplight_protocol::ids::Receipt;
    use lamplight_protocol::limits::{BODY_BYTES_MAX, NOTE_CHARS_MAX, OCCURRED_AHEAD_MS_MAX};
    use lamplight_store::model::Reach;
    use serde_json::{Value, json};

    use crate::body::digest_of;
    use crate::testing::{Answer, Resident, World, report, square_town};

    fn with(field: &str, value: Value) -> Value {
        let mut report = report();
        report[field] = value;
        report
    }

    async fn put(resident: &Resident<'_>, body: &Value) -> Answer {
        resident.write("PUT", "").digested(body).send().await
    }

    /// The report as the desk has it; none when nothing was kept.
    async fn kept(world: &World, resident: &Resident<'_>) -> Option<Value> {
        let report = world
            .store()
            .report(&Reach::EVERYTHING, resident.id)
            .await
            .unwrap();
        report.map(|report| serde_json::to_value(report).unwrap())
    }

    #[tokio::test]
    async fn a_report_is_kept_and_its_id_and_digest_are_echoed() {
        let world = World::new().await;
        let ana = world.resident();
        let accepted = ana.reports().await.done().json();
        assert_eq!(accepted["id"], ana.id.to_string());
        assert_eq!(
            accepted["digest"],
            digest_of(report().to_string().as_bytes()).to_string()
        );
        assert_eq!(accepted["received_at"], world.now().to_string());
        assert!(accepted["reference"].as_str().unwrap().starts_with("LL-"));
        let kept = kept(&world, &ana).await.unwrap();
        assert_eq!(kept["note"], "Fresh paint on the wall");
        assert_eq!(kept["occurred_in_future"], false);
        assert_eq!(kept["summary"]["due_at"], "2026-11-21T10:00:00.000Z");
    }

    #[tokio::test]
    async fn the_same_report_again_gets_the_same_answer() {
        let world = World::new().await;
        let ana = world.resident();
        let first = ana.reports().await.done().json();
        world.pass(60_000);
        assert_eq!(ana.reports().await.done().json(), first);
    }

    #[tokio::test]
    async fn a_report_that_was_kept_gets_its_answer_even_after_the_area_was_redrawn() {
        let world = World::new().await;
        let ana = world.resident();
        let far = with("place", json!({ "point": { "lat": 50.0, "lon": 50.0 } }));
        let first = put(&ana, &far).await.done().json();

        let redrawn = world.restarted_with_area(square_town()).await;
        let path = format!("/v1/reports/{}", ana.id);
        let again = redrawn.call("PUT", &path).receipt(&ana.receipt).digested(&far);
        assert_eq!(again.send().await.done().json(), first);
        let berta = redrawn.resident();
        put(&berta, &far).await.is_refused(400, "invalid");
        assert_eq!(kept(&redrawn, &berta).await, None);
    }

    #[tokio::test]
    async fn a_second_use_of_the_id_with_another_body_changes_nothing() {
        let world = World::new().await;
        let ana = world.resident();
        ana.reports().await.done();
        let refused = put(&ana, &with("note", "Another".into()))
            .await
            .is_refused(409, "conflict");
        assert_eq!(refused["id"], ana.id.to_string());
        assert_eq!(
            kept(&world, &ana).await.unwrap()["note"],
            "Fresh paint on the wall"
        );
    }

    #[tokio::test]
    async fn a_report_has_the_district_of_its_point() {
        let world = World::with_area(square_town()).await;
        let ana = world.resident();
        let accepted = ana.reports().await.done().json();
        assert!(accepted["reference"].as_str().unwrap().starts_with("AQ-"));
        assert_eq!(kept(&world, &ana).await.unwrap()["summary"]["district"], "west");
    }

    #[tokio::test]
    async fn a_time_in_the_future_is_flagged_and_not_refused() {
        let world = World::new().await;
        for (ahead_ms, flagged) in [(OCCURRED_AHEAD_MS_MAX, false), (OCCURRED_AHEAD_MS_MAX + 1, true)] {
            let ana = world.resident();
            let occurred_at = world.now().plus_millis(ahead_ms).to_string();
            put(&ana, &with("occurred_at", occurred_at.into())).await.done();
            assert_eq!(kept(&world, &ana).await.unwrap()["occurred_in_future"], flagged);
        }
    }

    #[tokio::test]
    async fn a_report_that_breaks_a_rule_is_answered_with_its_field_and_nothing_is_kept() {
        let world = World::with_area(square_town()).await;
        let far = json!({ "point": { "lat": 50.0, "lon": 50.0 } });
        let cases = [
            (
                with("category", "murder".into()),
                400,
                "category",
                "category must be one of vandalism, ",
            ),
            (
                with("place", far),
                400,
                "place.point",
                "place.point lies outside Alder Quay",
            ),
            (
                with("note", "x".repeat(NOTE_CHARS_MAX + 1).into()),
                413,
                "note",
                "note has 2001 characters",
            ),
            (
                with("note", "a\u{0}b".into()),
                400,
                "note",
                "note has characters that cannot be shown",
            ),
            (
                with("occurred_at", "soon".into()),
                400,
                "occurred_at",
                "occurred_at: this is not a time",
            ),
            (
                with("category", "suspicious_activity".into()),
                400,
                "behaviours",
                "behaviours are needed",
            ),
            (
                json!({ "category": "vehicle" }),
                400,
                "occurred_at",
                "occurred_at is missing",
            ),
        ];
        for (body, status, field, detail) in cases {
            let ana = world.resident();
            let code = if status == 413 { "too_large" } else { "invalid" };
            let refused = put(&ana, &body).await.is_refused(status, code);
            assert_eq!(
                (&refused["field"], &refused["id"]),
                (&field.into(), &ana.id.to_string().into())
            );
            assert!(
                refused["detail"].as_str().unwrap().starts_with(detail),
                "{refused}"
            );
            assert_eq!(kept(&world, &ana).await, None);
        }
    }

    #[tokio::test]
    async fn malformed_json_is_answered_with_the_place_of_the_mistake() {
        let world = World::new().await;
        let body = r#"{"category":"#;
        let call = world
            .resident()
            .write("PUT", "")
            .header("content-digest", digest_of(body.as_bytes()).to_string());
        let refused = call.body(body).send().await.is_refused(400, "invalid");
        let detail = refused["detail"].as_str().unwrap();
        assert!(
            detail.starts_with("the body is not sound JSON at line 1"),
            "{detail}"
        );
    }

    #[tokio::test]
    async fn a_body_over_the_limit_is_refused() {
        let world = World::new().await;
        let body = " ".repeat(BODY_BYTES_MAX + 1);
        let call = world
            .resident()
            .write("PUT", "")
            .header("content-digest", digest_of(body.as_bytes()).to_string());
        call.body(body).send().await.is_refused(413, "too_large");
    }

    #[tokio::test]
    async fn the_digest_is_needed_and_must_be_that_of_the_body() {
        let world = World::new().await;
        let other = digest_of(b"another").to_string();
        for digest in [None, Some("md5=:AAAA:"), Some(other.as_str())] {
            let ana = world.resident();
            let call = ana.write("PUT", "").json(&report());
            let call = match digest {
                Some(digest) => call.header("content-digest", digest),
                None => call,
            };
            let refused = call.send().await.is_refused(400, "invalid");
            assert_eq!(refused["field"], "content-digest");
            assert_eq!(kept(&world, &ana).await, None);
        }
    }

    #[tokio::test]
    async fn an_id_of_another_form_is_refused() {
        let world = World::new().await;
        let ana = world.resident();
        let call = world.call("PUT", "/v1/reports/7").receipt(&ana.receipt);
        let refused = call.digested(&report()).send().await.is_refused(400, "invalid");
        assert_eq!(refused["field"], "id");
    }

    #[tokio::test]
    async fn without_a_receipt_or_with_another_one_nothing_happens() {
        let world = World::new().await;
        let ana = world.resident();
        let path = format!("/v1/reports/{}", ana.id);
        world
            .call("PUT", &path)
            .digested(&report())
            .send()
            .await
            .is_refused(403, "wrong_receipt");
        ana.reports().await.done();
        let other = Receipt::from_random([31; Receipt::CHARS]);
        for call in [
            world.call("DELETE", &path),
            world.call("DELETE", &path).receipt(&other),
        ] {
            call.send().await.is_refused(403, "wrong_receipt");
        }
        assert!(kept(&world, &ana).await.is_some());
    }

    #[tokio::test]
    async fn an_erased_report_is_gone_and_stays_so() {
        let world = World::new().await;
        let ana = world.resident();
        ana.reports().await.done();
        let erased = ana.write("DELETE", "").send().await.done().json();
        assert_eq!(erased["digest"], digest_of(b"").to_string());
        assert_eq!(erased["id"], ana.id.to_string());
        ana.write("DELETE", "").send().await.done();
        ana.says("still there?").await.is_refused(410, "gone");
        ana.reports().await.is_refused(410, "gone");
        assert_eq!(kept(&world, &ana).await, None);
    }
}
