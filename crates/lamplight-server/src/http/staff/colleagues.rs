//! Who can be put in charge of reports, or have them referred.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use lamplight_protocol::api::{Colleague, Colleagues, ReferralTarget};
use lamplight_protocol::error::ErrorCode;
use lamplight_protocol::ids::{ReportId, StaffId};
use lamplight_store::model::{Belonging, Person};
use serde::Deserialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Deps;
use crate::auth::Allowed;
use crate::error::ApiError;
use crate::http::errors::StaffReadRefusals;
use crate::http::extract::Parameters;
use crate::policy::{self, Action, Subject, to};

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new().routes(routes!(get_colleagues))
}

/// What somebody is to be to a report.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part {
    /// In charge of it.
    InCharge,
    /// One to whom it is referred.
    Reader,
}

#[derive(Debug, Deserialize)]
struct ColleaguesQuery {
    report: Option<String>,
}

/// Who can be put in charge: of reports, or of the one that is named.
#[utoipa::path(
    get,
    path = "/v1/staff/colleagues",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(("report" = Option<String>, Query, format = Uuid, description = "A report")),
    responses((status = 200, description = "The people", body = Colleagues), StaffReadRefusals),
)]
async fn get_colleagues(
    State(deps): State<Arc<Deps>>,
    caller: Allowed<to::ReadReports>,
    Parameters(query): Parameters<ColleaguesQuery>,
) -> Result<Json<Colleagues>, ApiError> {
    let report = match query.report.filter(|report| !report.is_empty()) {
        None => None,
        Some(id) => {
            let id = id
                .parse()
                .map_err(|_| ApiError::of_field(ErrorCode::Invalid, "report", "report must be an id"))?;
            let report = deps.store.belonging(&caller.reach, id).await?;
            Some(report.ok_or_else(ApiError::not_found)?)
        }
    };
    let people = deps.store.people(deps.clock.now()).await?;
    let colleagues = people
        .into_iter()
        .filter(|person| can_be(person, report.as_ref(), Part::InCharge))
        .map(|person| Colleague {
            id: person.id,
            name: person.name,
            roles: person
                .rights
                .roles
                .iter()
                .map(|role| role.as_str().to_owned())
                .collect(),
        })
        .collect();
    Ok(Json(Colleagues { colleagues }))
}

/// Whether somebody may come in and would have the report, or any at all, within their reach.
fn can_be(person: &Person, report: Option<&Belonging>, part: Part) -> bool {
    if person.disabled_at.is_some() {
        return false;
    }
    let action = match part {
        Part::InCharge => Action::WorkReports,
        Part::Reader => Action::ReadReports,
    };
    let subject = Subject {
        id: person.id,
        rights: &person.rights,
    };
    let Some(reach) = policy::decide(subject, action) else {
        return false;
    };
    report.is_none_or(|report| {
        let mut report = report.clone();
        match part {
            Part::InCharge => report.assignee = Some(person.id),
            Part::Reader => report.referred_to.push(ReferralTarget::Person { id: person.id }),
        }
        reach.covers(&report)
    })
}

/// Why somebody cannot be that to a report, if so. A caller who puts themselves in charge has what they need.
pub(super) async fn refuse<D>(
    deps: &Deps,
    caller: &Allowed<D>,
    report: ReportId,
    person: StaffId,
    part: Part,
) -> Result<Option<ApiError>, ApiError> {
    if person == caller.staff.id {
        return Ok(None);
    }
    let Some(belonging) = deps.store.belonging(&caller.reach, report).await? else {
        return Ok(Some(ApiError::not_found()));
    };
    let people = deps.store.people(deps.clock.now()).await?;
    let can = people
        .iter()
        .any(|known| known.id == person && can_be(known, Some(&belonging), part));
    Ok((!can).then(|| {
        ApiError::of_field(
            ErrorCode::Invalid,
            "to",
            "to must be somebody of the patrol whose roles and districts let them see this report",
        )
    }))
}
