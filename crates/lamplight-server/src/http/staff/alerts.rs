//! Alerts at the desk: read, prepared, approved, sent and ended.

mod endings;
mod plans;
mod second_person;

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use lamplight_protocol::alert::AlertContent;
use lamplight_protocol::api::{AlertsPage, Changed, DeskAlert, StaffRef};
use lamplight_protocol::error::{ErrorCode, Violation};
use lamplight_protocol::ids::AlertId;
use lamplight_protocol::time::TimestampMillis;
use lamplight_store::model::{AlertAction, AlertChange, AlertFilter, AlertRefusal, AlertStage, PlanDraft};
use serde::Deserialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Deps;
use crate::auth::{Allowed, Staff};
use crate::error::ApiError;
use crate::http::errors::StaffReadRefusals;
use crate::http::extract::{Id, PageParameters, Parameters};
use crate::http::write::Write;
use crate::policy::{Action, to};

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new()
        .routes(routes!(get_alerts))
        .routes(routes!(get_alert, plans::put_alert))
        .merge(plans::routes())
        .merge(second_person::routes())
        .merge(endings::routes())
}

/// Which part of the list.
#[derive(Debug, Default, Deserialize)]
struct StageParameter {
    stage: Option<Stage>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Stage {
    Waiting,
    Current,
    Over,
}

impl From<Stage> for AlertStage {
    fn from(stage: Stage) -> Self {
        match stage {
            Stage::Waiting => Self::Waiting,
            Stage::Current => Self::Current,
            Stage::Over => Self::Over,
        }
    }
}

/// Alerts without their history, newest first. What is being prepared is told only to those who may prepare.
#[utoipa::path(
    get,
    path = "/v1/staff/alerts",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(
        ("stage" = Option<String>, Query, description = "`waiting` (with a plan, or a review that is due), `current` (sent, and not over) or `over`; all when absent"),
        ("after" = Option<String>, Query, description = "The cursor of an earlier page"),
        ("limit" = Option<u32>, Query, description = "How many at most; 50 when absent", minimum = 1, maximum = 200),
    ),
    responses((status = 200, description = "A page", body = AlertsPage), StaffReadRefusals),
)]
async fn get_alerts(
    State(deps): State<Arc<Deps>>,
    caller: Allowed<to::ReadPublications>,
    Parameters(part): Parameters<StageParameter>,
    Parameters(page): Parameters<PageParameters>,
) -> Result<Json<AlertsPage>, ApiError> {
    let prepares = prepares(&caller.staff);
    let filter = AlertFilter {
        stage: part.stage.map(AlertStage::from),
        published_only: !prepares,
        before: page.after()?,
        limit: page.limit()?,
    };
    let (alerts, next) = deps.store.alerts(&filter, deps.clock.now()).await?;
    let alerts = alerts
        .into_iter()
        .filter_map(|alert| as_told(alert, prepares))
        .collect();
    Ok(Json(AlertsPage { alerts, next }))
}

/// One alert with its history.
#[utoipa::path(
    get,
    path = "/v1/staff/alerts/{id}",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(("id" = String, Path, format = Uuid, description = "The alert")),
    responses((status = 200, description = "The alert", body = DeskAlert), StaffReadRefusals),
)]
async fn get_alert(
    State(deps): State<Arc<Deps>>,
    caller: Allowed<to::ReadPublications>,
    Id(id): Id<AlertId>,
) -> Result<Json<DeskAlert>, ApiError> {
    let alert = deps.store.alert(id, deps.clock.now()).await?;
    alert
        .and_then(|alert| as_told(alert, prepares(&caller.staff)))
        .map(Json)
        .ok_or_else(ApiError::not_found)
}

fn prepares(staff: &Staff) -> bool {
    staff.may(Action::ProposeAlerts).is_some() || staff.may(Action::ApproveAlerts).is_some()
}

/// An alert as somebody is told of it: whoever may not prepare knows what residents know.
fn as_told(alert: DeskAlert, prepares: bool) -> Option<DeskAlert> {
    if prepares {
        return Some(alert);
    }
    alert.published.is_some().then(|| DeskAlert {
        plan: None,
        review_due: false,
        steps: Vec::new(),
        ..alert
    })
}

/// Takes a step with an alert, on the strength of a revision. `call` names it, so that the same body elsewhere is
/// another operation.
async fn take<D>(
    deps: &Deps,
    write: &Write<Allowed<D>, AlertId>,
    call: &str,
    revision: u32,
    action: AlertAction,
) -> Result<Json<Changed>, ApiError> {
    let staff = &write.by.staff;
    let change = AlertChange {
        operation: write.operation,
        id: write.subject,
        body_hash: write.body_hash(deps, call),
        sender: deps.sender.clone(),
        by: StaffRef {
            id: staff.id,
            name: staff.name.clone(),
        },
        actor: staff.actor(),
        languages: deps.area.area().languages.clone(),
        revision,
        action,
        at: deps.clock.now(),
    };
    let answer = deps.store.change_alert(&change).await?;
    deps.hub.ring_doorbell();
    super::answer(&answer, write.operation)
}

/// A plan with the outlines of its districts, as they are now: what is approved is what goes out, whatever
/// becomes of the districts meanwhile.
fn plan(
    deps: &Deps,
    content: AlertContent,
    send_at: Option<TimestampMillis>,
) -> Result<PlanDraft, Violation> {
    content.check_sizes()?;
    let area = deps.area.area();
    let outgoing = AlertContent {
        region: area.alert_region(content.region.as_ref(), &content.districts)?,
        ..content.clone()
    };
    let named = serde_json::to_vec(&(&outgoing, send_at))
        .map_err(|_| Violation::invalid("content", "cannot be written as JSON"))?;
    Ok(PlanDraft {
        content,
        outgoing,
        send_at,
        digest: blake3::hash(&named).to_hex().to_string(),
    })
}

/// What an alert does not allow, as its caller is told.
pub(super) fn refusal(refusal: &AlertRefusal) -> ApiError {
    let changed = |detail: &'static str| ApiError::new(ErrorCode::ChangedMeanwhile, detail);
    let forbidden = |detail: String| ApiError::new(ErrorCode::Forbidden, detail);
    match refusal {
        AlertRefusal::Content(violation) => violation.clone().into(),
        AlertRefusal::NothingPlanned => changed("nothing is being prepared; read the alert again"),
        AlertRefusal::NothingPublished => changed("it was never sent; read the alert again"),
        AlertRefusal::NotProposed => changed("it does not wait for approval any more; read the alert again"),
        AlertRefusal::Lapsed => changed("it waited too long for approval; have it proposed anew"),
        AlertRefusal::OtherPlan => ApiError::of_field(
            ErrorCode::ChangedMeanwhile,
            "digest",
            "it is not what you looked at any more; read the alert again",
        ),
        AlertRefusal::NothingToReview => changed("there is nothing to review any more"),
        AlertRefusal::SamePerson => {
            forbidden("somebody else has to do this: you wrote it, proposed it or sent it".into())
        }
        AlertRefusal::NeedsPerson => {
            forbidden("only a person who is signed in can do this, not a service token".into())
        }
        AlertRefusal::NotUrgentEnough => ApiError::of_field(
            ErrorCode::Invalid,
            "alone",
            "alone is for an alert of the highest level that goes out at once",
        ),
        AlertRefusal::OthersOnDuty(others) => {
            forbidden(format!("{others} more on duty may approve it; ask one of them"))
        }
    }
}

#[cfg(test)]
mod tests;
