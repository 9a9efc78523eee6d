//! A resident's report: sent, and erased.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use h3o::{LatLng, Resolution};
use lamplight_protocol::api::Accepted;
use lamplight_protocol::area::Area;
use lamplight_protocol::ids::ReportId;
use lamplight_protocol::limits::OCCURRED_AHEAD_MS_MAX;
use lamplight_protocol::place::Point;
use lamplight_protocol::report::{Category, NewReport};
use lamplight_protocol::time::TimestampMillis;
use lamplight_store::model::{Erasure, IncomingReport};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Deps;
use crate::auth::Receipt;
use crate::body::{ResidentBody, digest_of};
use crate::error::ApiError;
use crate::http::errors::ResidentWriteRefusals;
use crate::http::extract::Id;

/// When a category has no target of its own: a report that was saved before the area changed is still
/// taken, and answered within a day.
const RESPONSE_TARGET_DEFAULT_MINUTES: u32 = 24 * 60;
const MINUTE_MS: i64 = 60_000;

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
    body.value.check(deps.area.area())?;
    let received_at = deps.clock.now();
    let incoming = IncomingReport {
        id,
        receipt_hash: deps.secrets.hash_receipt(id, &receipt),
        body_hash: deps.secrets.hash_body("report", id.as_bytes(), &body.digest),
        reference: deps.secrets.reference(&deps.area.area().prefix, id),
        district: district(deps.area.area(), body.value.place.point),
        cell: body.value.place.point.and_then(cell),
        occurred_in_future: body.value.occurred_at.millis_since(received_at) > OCCURRED_AHEAD_MS_MAX,
        received_at,
        due_at: due_at(deps.area.area(), body.value.category, received_at),
        report: body.value,
    };
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
    super::answer(acceptance, id.to_string(), digest_of(&[]))
}

fn district(area: &Area, point: Option<Point>) -> Option<String> {
    area.district_of(point?).map(|district| district.id.clone())
}

/// The cell in which a point lies, some 0.7 square kilometres: fine enough to count by, too coarse to find
/// a door (H3's table of cell areas, resolution 8).
fn cell(point: Point) -> Option<String> {
    let place = LatLng::new(point.lat(), point.lon()).ok()?;
    Some(place.to_cell(Resolution::Eight).to_string())
}

fn due_at(area: &Area, category: Category, received_at: TimestampMillis) -> TimestampMillis {
    let minutes = area
        .categories
        .iter()
        .find(|policy| policy.category == category)
        .map_or(RESPONSE_TARGET_DEFAULT_MINUTES, |policy| {
            policy.response_target_minutes
        });
    received_at.plus_millis(i64::from(minutes) * MINUTE_MS)
}
