//! Plans of walks: made, changed by hand, called off, and walked. They are for those who walk and those who send them:
//! nothing of them is ever public.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use lamplight_analysis::plan::Effort;
use lamplight_analysis::streets::Streets;
use lamplight_protocol::api::{
    Changed, PatrolCancellation, PatrolDetail, PatrolGround, PatrolLog, PatrolUpdate, PatrolsPage, RiskMap,
};
use lamplight_protocol::digest::ContentDigest;
use lamplight_protocol::error::{ErrorCode, Violation};
use lamplight_protocol::ids::{OperationId, PatrolId};
use lamplight_protocol::patrol::{PatrolNote, PatrolOrder, PatrolPlan, PatrolVisit};
use lamplight_store::model::{KeptStreets, PatrolDeed, PatrolWrite, StaffWrite, StreetsForm};
use tokio::sync::OwnedSemaphorePermit;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Deps;
use crate::auth::{Allowed, Staff};
use crate::body::StaffBody;
use crate::error::ApiError;
use crate::http::errors::{StaffReadRefusals, StaffWriteRefusals};
use crate::http::extract::{Id, PageParameters, Parameters};
use crate::http::write::{ByStaff, Write};
use crate::patrols::{self, PatrolError};
use crate::platform::random;
use crate::policy::{Deed, to};
use crate::risk::Standing;

/// How long a plan is searched, in seconds: fifty stops are within 2 % of the best by then (docs/analysis.md).
const SEARCH_S: f64 = 1.0;

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new()
        .routes(routes!(get_patrols))
        .routes(routes!(get_ground))
        .routes(routes!(get_patrol, put_patrol))
        .routes(routes!(put_edit))
        .routes(routes!(put_cancellation))
        .routes(routes!(put_visit))
        .routes(routes!(put_patrol_note))
}

/// Plans of walks, the shift that begins last first.
#[utoipa::path(
    get,
    path = "/v1/staff/patrols",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(
        ("after" = Option<String>, Query, description = "The cursor of an earlier page"),
        ("limit" = Option<u32>, Query, description = "How many at most; 50 when absent", minimum = 1, maximum = 200),
    ),
    responses((status = 200, description = "A page", body = PatrolsPage), StaffReadRefusals),
)]
async fn get_patrols(
    State(deps): State<Arc<Deps>>,
    _: Allowed<to::ReadPatrols>,
    Parameters(page): Parameters<PageParameters>,
) -> Result<Json<PatrolsPage>, ApiError> {
    let (patrols, next) = deps.store.patrols(page.after()?.as_ref(), page.limit()?).await?;
    Ok(Json(PatrolsPage { patrols, next }))
}

/// What plans can be made of: whether the streets are known, and the map of risk.
#[utoipa::path(
    get,
    path = "/v1/staff/patrols/ground",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    responses((status = 200, description = "What there is", body = PatrolGround), StaffReadRefusals),
)]
async fn get_ground(
    State(deps): State<Arc<Deps>>,
    _: Allowed<to::ReadPatrols>,
) -> Result<Json<PatrolGround>, ApiError> {
    Ok(Json(PatrolGround {
        has_streets: deps.store.streets().await?.is_some(),
        map_made_at: risk_map(&deps).await?.map(|map| map.made_at),
    }))
}

/// One plan with what was logged of it.
#[utoipa::path(
    get,
    path = "/v1/staff/patrols/{id}",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(("id" = String, Path, format = Uuid, description = "The plan")),
    responses((status = 200, description = "The plan", body = PatrolDetail), StaffReadRefusals),
)]
async fn get_patrol(
    State(deps): State<Arc<Deps>>,
    _: Allowed<to::ReadPatrols>,
    Id(id): Id<PatrolId>,
) -> Result<Json<PatrolDetail>, ApiError> {
    deps.store
        .patrol(id)
        .await?
        .map(Json)
        .ok_or_else(ApiError::not_found)
}

/// Plans a shift. The same order sent again gets the same plan.
#[utoipa::path(
    put,
    path = "/v1/staff/patrols/{id}",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(("id" = String, Path, format = Uuid, description = "The plan; made by the caller")),
    request_body = PatrolOrder,
    responses((status = 200, description = "It is planned", body = Changed), StaffWriteRefusals),
)]
async fn put_patrol(
    State(deps): State<Arc<Deps>>,
    caller: Allowed<to::PlanPatrols>,
    Id(id): Id<PatrolId>,
    body: StaffBody<PatrolOrder>,
) -> Result<Json<Changed>, ApiError> {
    let operation = super::first_operation(*id.as_bytes());
    let write = patrol_write(&deps, &caller.staff, (id, operation), &body.digest, "patrol");
    if let Some(answer) = deps.store.answer_patrol_again(&write).await? {
        return super::answer(&answer, operation);
    }
    body.value.check(deps.clock.now())?;
    let plan = planned(&deps, id, body.value).await?;
    keep(&deps, &write, &PatrolDeed::Plan(Box::new(plan))).await
}

/// Changes a plan by hand, on the strength of a revision. The times are reckoned anew.
#[utoipa::path(
    put,
    path = "/v1/staff/patrols/{id}/edits/{op}",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(
        ("id" = String, Path, format = Uuid, description = "The plan"),
        ("op" = String, Path, format = Uuid, description = "The change; made by the caller"),
    ),
    request_body = PatrolUpdate,
    responses((status = 200, description = "It is changed", body = Changed), StaffWriteRefusals),
)]
async fn put_edit(
    State(deps): State<Arc<Deps>>,
    ByStaff(write, update): ByStaff<to::WalkPatrols, PatrolId, PatrolUpdate>,
) -> Result<Json<Changed>, ApiError> {
    update.check()?;
    let write = later(&deps, &write, "patrol edit");
    if let Some(answer) = deps.store.answer_patrol_again(&write).await? {
        return super::answer(&answer, write.operation);
    }
    let plan = standing(&deps, write.id).await?;
    if plan.called_off_at.is_some() {
        return super::answer(&StaffWrite::Over, write.operation);
    }
    if plan.revision != update.revision {
        return super::answer(&StaffWrite::ChangedMeanwhile(plan.revision), write.operation);
    }
    let plan = changed(&deps, plan, update).await?;
    keep(&deps, &write, &PatrolDeed::Edit(Box::new(plan))).await
}

/// Calls a plan off, on the strength of a revision.
#[utoipa::path(
    put,
    path = "/v1/staff/patrols/{id}/cancellation/{op}",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(
        ("id" = String, Path, format = Uuid, description = "The plan"),
        ("op" = String, Path, format = Uuid, description = "The change; made by the caller"),
    ),
    request_body = PatrolCancellation,
    responses((status = 200, description = "It is called off", body = Changed), StaffWriteRefusals),
)]
async fn put_cancellation(
    State(deps): State<Arc<Deps>>,
    ByStaff(write, body): ByStaff<to::PlanPatrols, PatrolId, PatrolCancellation>,
) -> Result<Json<Changed>, ApiError> {
    let write = later(&deps, &write, "patrol cancellation");
    keep(&deps, &write, &PatrolDeed::CallOff(body.revision)).await
}

/// Logs a visit.
#[utoipa::path(
    put,
    path = "/v1/staff/patrols/{id}/visits/{op}",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(
        ("id" = String, Path, format = Uuid, description = "The plan"),
        ("op" = String, Path, format = Uuid, description = "The visit; made by the caller"),
    ),
    request_body = PatrolVisit,
    responses((status = 200, description = "It is logged", body = Changed), StaffWriteRefusals),
)]
async fn put_visit(
    State(deps): State<Arc<Deps>>,
    ByStaff(write, visit): ByStaff<to::WalkPatrols, PatrolId, PatrolVisit>,
) -> Result<Json<Changed>, ApiError> {
    visit.check()?;
    let write = later(&deps, &write, "patrol visit");
    let plan = standing(&deps, write.id).await?;
    if plan.stop(visit.stop).is_none() {
        return Err(Violation::invalid("stop", "is not in the plan").into());
    }
    if !plan.order.units.contains(&visit.unit) {
        return Err(Violation::invalid("unit", "is not in the plan").into());
    }
    keep(&deps, &write, &PatrolDeed::Log(PatrolLog::Visit(visit))).await
}

/// Notes what a foot patrol tells: lost and found, good news, something learned.
#[utoipa::path(
    put,
    path = "/v1/staff/patrols/{id}/notes/{op}",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(
        ("id" = String, Path, format = Uuid, description = "The plan"),
        ("op" = String, Path, format = Uuid, description = "The note; made by the caller"),
    ),
    request_body = PatrolNote,
    responses((status = 200, description = "It is noted", body = Changed), StaffWriteRefusals),
)]
async fn put_patrol_note(
    State(deps): State<Arc<Deps>>,
    ByStaff(write, note): ByStaff<to::WalkPatrols, PatrolId, PatrolNote>,
) -> Result<Json<Changed>, ApiError> {
    note.check()?;
    let write = later(&deps, &write, "patrol note");
    keep(&deps, &write, &PatrolDeed::Log(PatrolLog::Note(note))).await
}

async fn keep(deps: &Deps, write: &PatrolWrite, deed: &PatrolDeed) -> Result<Json<Changed>, ApiError> {
    let answer = deps.store.change_patrol(write, deed).await?;
    super::answer(&answer, write.operation)
}

async fn standing(deps: &Deps, id: PatrolId) -> Result<PatrolPlan, ApiError> {
    let detail = deps.store.patrol(id).await?;
    detail.map(|detail| detail.plan).ok_or_else(ApiError::not_found)
}

fn later<D: Deed>(deps: &Deps, write: &Write<Allowed<D>, PatrolId>, call: &str) -> PatrolWrite {
    let named = (write.subject, write.operation);
    patrol_write(deps, &write.by.staff, named, &write.digest, call)
}

fn patrol_write(
    deps: &Deps,
    staff: &Staff,
    (id, operation): (PatrolId, OperationId),
    digest: &ContentDigest,
    call: &str,
) -> PatrolWrite {
    PatrolWrite {
        operation,
        id,
        body_hash: deps.secrets.hash_body(call, id.as_bytes(), digest),
        by: staff.actor(),
        at: deps.clock.now(),
    }
}

/// Makes a plan, off the threads that answer.
async fn planned(deps: &Arc<Deps>, id: PatrolId, order: PatrolOrder) -> Result<PatrolPlan, ApiError> {
    let turn = turn(deps).await?;
    let streets = streets(deps).await?;
    let map = risk_map(deps).await?;
    let seed = u32::from_be_bytes(random(deps.entropy.as_ref()).map_err(|_| ApiError::internal())?);
    let now = deps.clock.now();
    let deps = Arc::clone(deps);
    apart(turn, move || {
        let ground = patrols::Ground {
            streets: read(&streets)?,
            boundary: deps.area.area().boundary.clone(),
            map,
            pack: deps.area.map().cloned(),
        };
        Ok(patrols::make(
            &ground,
            id,
            &order,
            (seed, Effort::Seconds(SEARCH_S)),
            now,
        )?)
    })
    .await
}

async fn changed(deps: &Deps, plan: PatrolPlan, update: PatrolUpdate) -> Result<PatrolPlan, ApiError> {
    let turn = turn(deps).await?;
    let streets = streets(deps).await?;
    let now = deps.clock.now();
    apart(turn, move || {
        let asked = (&update.change, update.reason.as_str());
        Ok(patrols::change(&read(&streets)?, &plan, asked, now)?)
    })
    .await
}

/// The streets, which somebody has to import before anything can be planned.
async fn streets(deps: &Deps) -> Result<KeptStreets, ApiError> {
    deps.store.streets().await?.ok_or_else(|| {
        ApiError::of_field(
            ErrorCode::Invalid,
            "streets",
            "the streets are not known yet; import them with `lamplight-server streets import`",
        )
    })
}

/// The newest map; none while the analysis is off, as if there were none.
async fn risk_map(deps: &Deps) -> Result<Option<RiskMap>, ApiError> {
    match deps.risk.standing() {
        Standing::On => Ok(deps.store.risk_map().await?),
        Standing::SwitchedOff | Standing::NoOutline => Ok(None),
    }
}

fn read(streets: &KeptStreets) -> Result<Streets, ApiError> {
    let read = match streets.form {
        StreetsForm::OsmPbf => Streets::from_osm_pbf(&streets.file),
        StreetsForm::GeoJson => Streets::from_geojson(&streets.file),
    };
    // They were read before they were kept.
    read.map_err(|error| {
        tracing::error!(%error, "the streets that are kept cannot be read");
        ApiError::internal()
    })
}

async fn turn(deps: &Deps) -> Result<OwnedSemaphorePermit, ApiError> {
    deps.planning.take().await.map_err(|_| ApiError::internal())
}

/// Does what takes long where nobody waits for an answer of something else. The turn ends with it.
async fn apart<T: Send + 'static>(
    turn: OwnedSemaphorePermit,
    work: impl FnOnce() -> Result<T, ApiError> + Send + 'static,
) -> Result<T, ApiError> {
    let in_turn = move || {
        let _turn = turn;
        work()
    };
    tokio::task::spawn_blocking(in_turn)
        .await
        .unwrap_or_else(|_| Err(ApiError::internal()))
}

impl From<PatrolError> for ApiError {
    fn from(error: PatrolError) -> Self {
        if let PatrolError::Unsound(rule) = &error {
            tracing::error!(%rule, "a plan of walks was not sound");
        }
        Self::of_field(ErrorCode::Invalid, error.field(), error.to_string())
    }
}

#[cfg(test)]
mod tests;
