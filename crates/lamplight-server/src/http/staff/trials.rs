//! Trials: planned by the lot, looked at, called off. Where they are is told only to those who plan and walk patrols; what
//! came of them everybody is told with the figures.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use lamplight_protocol::api::{Changed, DeskTrial, TrialCancellation, TrialState, TrialsAnswer};
use lamplight_protocol::digest::ContentDigest;
use lamplight_protocol::error::{ErrorCode, Violation};
use lamplight_protocol::ids::{OperationId, TrialId};
use lamplight_protocol::limits::{DAY_MS, TRIAL_MEASURED_LATER_MS, TRIAL_PAIRS};
use lamplight_protocol::time::TimestampMillis;
use lamplight_protocol::trial::{CountedCategory, TrialOrder, TrialOutlook, TrialPlan};
use lamplight_store::model::{KeptTrial, StaffWrite, TrialDeed, TrialWrite};
use serde::Deserialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Deps;
use crate::auth::{Allowed, Staff};
use crate::body::StaffBody;
use crate::error::ApiError;
use crate::http::errors::{StaffReadRefusals, StaffWriteRefusals};
use crate::http::extract::{Id, Parameters};
use crate::http::write::ByStaff;
use crate::platform::random;
use crate::policy::{Action, to};
use crate::risk::{self, CELL_M, Drawn, REPORTED_CATEGORIES, Run, Standing};

/// Trials that are listed: two years of one a week.
const LISTED: u32 = 100;
/// Categories that are offered: more than any city names.
const CATEGORIES_MAX: usize = 500;
/// How long reports must be kept beyond the time at which a trial is measured, in milliseconds: a day, for a server that
/// was down that night.
const KEPT_BEYOND_MS: i64 = DAY_MS;

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new()
        .routes(routes!(get_trials))
        .routes(routes!(put_trial))
        .routes(routes!(put_trial_cancellation))
}

/// Trials, those that begin last first, and what a trial can count.
#[utoipa::path(
    get,
    path = "/v1/staff/trials",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    responses((status = 200, description = "The trials", body = TrialsAnswer), StaffReadRefusals),
)]
async fn get_trials(
    State(deps): State<Arc<Deps>>,
    caller: Allowed<to::ReadFigures>,
) -> Result<Json<TrialsAnswer>, ApiError> {
    let now = deps.clock.now();
    let sees_places = caller.staff.may(Action::ReadRisk).is_some();
    let trials = deps.store.trials(LISTED).await?.into_iter();
    Ok(Json(TrialsAnswer {
        trials: trials.map(|trial| desk_trial(trial, sees_places, now)).collect(),
        categories: categories(&deps).await?,
    }))
}

/// How a trial is planned.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Planning {
    /// Whether nothing is to be kept.
    #[serde(default)]
    preview: bool,
}

/// Plans a trial: finds places that are alike, and draws the lot. The same order sent again gets the same trial. What can be
/// expected of it is the answer, also when nothing is to be kept.
#[utoipa::path(
    put,
    path = "/v1/staff/trials/{id}",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(
        ("id" = String, Path, format = Uuid, description = "The trial; made by the caller"),
        ("preview" = Option<bool>, Query, description = "Whether to tell only what could be expected, and keep nothing"),
    ),
    request_body = TrialOrder,
    responses((status = 200, description = "What can be expected of it", body = TrialOutlook), StaffWriteRefusals),
)]
async fn put_trial(
    State(deps): State<Arc<Deps>>,
    caller: Allowed<to::PlanTrials>,
    Id(id): Id<TrialId>,
    Parameters(planning): Parameters<Planning>,
    body: StaffBody<TrialOrder>,
) -> Result<Json<TrialOutlook>, ApiError> {
    let operation = super::first_operation(*id.as_bytes());
    let write = trial_write(&deps, &caller.staff, (id, operation), &body.digest, "trial");
    if planning.preview {
        let (_, drawn) = drawn(&deps, &body.value).await?;
        return Ok(Json(risk::expected(&body.value, &drawn)));
    }
    if let Some(answer) = deps.store.answer_trial_again(&write).await? {
        return kept(&deps, &write, &answer).await;
    }
    let (seed, drawn) = drawn(&deps, &body.value).await?;
    let plan = TrialPlan {
        id,
        planned_at: write.at,
        seed,
        cell_m: CELL_M,
        outlook: risk::expected(&body.value, &drawn),
        before: drawn.before,
        pairs: drawn.pairs,
        order: body.value,
    };
    let deed = TrialDeed::Plan(Box::new(plan));
    let answer = deps.store.change_trial(&write, &deed).await?;
    kept(&deps, &write, &answer).await
}

/// Calls a trial off that has not ended: one that has is measured, however it came out.
#[utoipa::path(
    put,
    path = "/v1/staff/trials/{id}/cancellation/{op}",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(
        ("id" = String, Path, format = Uuid, description = "The trial"),
        ("op" = String, Path, format = Uuid, description = "The change; made by the caller"),
    ),
    request_body = TrialCancellation,
    responses((status = 200, description = "It is called off", body = Changed), StaffWriteRefusals),
)]
async fn put_trial_cancellation(
    State(deps): State<Arc<Deps>>,
    ByStaff(write, TrialCancellation {}): ByStaff<to::PlanTrials, TrialId, TrialCancellation>,
) -> Result<Json<Changed>, ApiError> {
    let named = (write.subject, write.operation);
    let write = trial_write(&deps, &write.by.staff, named, &write.digest, "trial cancellation");
    let answer = deps.store.change_trial(&write, &TrialDeed::CallOff).await?;
    super::answer(&answer, write.operation)
}

fn trial_write(
    deps: &Deps,
    staff: &Staff,
    (id, operation): (TrialId, OperationId),
    digest: &ContentDigest,
    call: &str,
) -> TrialWrite {
    TrialWrite {
        operation,
        id,
        body_hash: deps.secrets.hash_body(call, id.as_bytes(), digest),
        by: staff.actor(),
        at: deps.clock.now(),
    }
}

/// What can be expected of the trial that is kept, now or before.
async fn kept(deps: &Deps, write: &TrialWrite, answer: &StaffWrite) -> Result<Json<TrialOutlook>, ApiError> {
    let _done = super::answer(answer, write.operation)?;
    let trial = deps.store.trial(write.id).await?;
    let trial = trial.ok_or_else(ApiError::not_found)?;
    Ok(Json(trial.plan.outlook))
}

/// Checks an order and draws the lot, with a seed that nobody chose.
async fn drawn(deps: &Deps, order: &TrialOrder) -> Result<(u32, Drawn), ApiError> {
    let now = deps.clock.now();
    order.check(now)?;
    check_known(deps, order).await?;
    check_kept(deps, order)?;
    if deps.risk.standing() != Standing::On {
        return Err(ApiError::of_field(
            ErrorCode::Invalid,
            "analysis",
            "trials need the analysis, which is switched off here, and an area with an outline",
        ));
    }
    let seed = u32::from_be_bytes(random(deps.entropy.as_ref()).map_err(|_| ApiError::internal())?);
    let run = Run {
        store: deps.store.as_ref(),
        entropy: deps.entropy.as_ref(),
        retention: deps.retention,
        now,
        end: &deps.drain,
    };
    let drawn = deps.risk.draw(&run, order, seed).await?;
    let drawn = drawn.ok_or_else(ApiError::internal)?;
    if drawn.pairs.len() < *TRIAL_PAIRS.start() as usize {
        let found = drawn.pairs.len();
        return Err(Violation::invalid(
            "categories",
            format!("were reported from too few places apart from each other: {found} pairs, and it takes 3"),
        )
        .into());
    }
    Ok((seed, drawn))
}

async fn check_known(deps: &Deps, order: &TrialOrder) -> Result<(), ApiError> {
    let known: BTreeSet<CountedCategory> = categories(deps).await?.into_iter().collect();
    if order.categories.iter().all(|category| known.contains(category)) {
        return Ok(());
    }
    Err(Violation::invalid(
        "categories",
        "must be among those that GET /v1/staff/trials names",
    )
    .into())
}

/// Reports that are forgotten before a trial is measured would not count.
fn check_kept(deps: &Deps, order: &TrialOrder) -> Result<(), ApiError> {
    let measured_at = order
        .ends_at
        .plus_millis(TRIAL_MEASURED_LATER_MS + KEPT_BEYOND_MS);
    let counts_reports = order.categories.iter().any(|category| category.source.is_none());
    if !counts_reports || deps.retention.reports_since(measured_at) <= order.starts_at {
        return Ok(());
    }
    let days = i64::from(deps.retention.reports_days) - (TRIAL_MEASURED_LATER_MS + KEPT_BEYOND_MS) / DAY_MS;
    Err(Violation::invalid(
        "ends_at",
        format!("must be at most {days} days after starts_at: reports are not kept for longer"),
    )
    .into())
}

/// What a trial can count.
async fn categories(deps: &Deps) -> Result<Vec<CountedCategory>, ApiError> {
    let reported = REPORTED_CATEGORIES.iter().map(|category| CountedCategory {
        source: None,
        name: category.as_str().to_owned(),
    });
    let imported = deps.store.incident_categories().await?.into_iter();
    let imported = imported.map(|category| CountedCategory {
        source: Some(category.source),
        name: category.name,
    });
    let mut all: Vec<CountedCategory> = reported.chain(imported).take(CATEGORIES_MAX).collect();
    all.sort();
    Ok(all)
}

fn desk_trial(trial: KeptTrial, sees_places: bool, now: TimestampMillis) -> DeskTrial {
    let state = state(&trial, now);
    // Not before it begins, or somebody could call trials off until the lot suits.
    let is_told = sees_places && state == TrialState::Running;
    let pairs = trial.plan.pairs.iter().filter(|_| is_told);
    DeskTrial {
        places: pairs.map(|pair| pair.treated).collect(),
        id: trial.plan.id,
        state,
        planned_at: trial.plan.planned_at,
        order: trial.plan.order,
        seed: trial.plan.seed,
        outlook: trial.plan.outlook,
        called_off_at: trial.called_off_at,
        result: trial.result,
    }
}

fn state(trial: &KeptTrial, now: TimestampMillis) -> TrialState {
    let order = &trial.plan.order;
    if trial.called_off_at.is_some() {
        TrialState::CalledOff
    } else if trial.result.is_some() {
        TrialState::Measured
    } else if now < order.starts_at {
        TrialState::Planned
    } else if now < order.ends_at {
        TrialState::Running
    } else {
        TrialState::Ended
    }
}

#[cfg(test)]
mod tests;
