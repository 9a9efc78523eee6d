//! Reply templates: written by admins, used by whoever answers residents.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use lamplight_protocol::api::{Changed, ReadyReplies, ReplyTemplates, TemplateRemoval, TemplateVersion};
use lamplight_protocol::ids::{ReportId, TemplateId};
use lamplight_store::model::{TemplateAction, TemplateChange};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Deps;
use crate::auth::Allowed;
use crate::error::ApiError;
use crate::http::errors::{StaffReadRefusals, StaffWriteRefusals};
use crate::http::extract::Id;
use crate::http::write::{ByStaff, Write};
use crate::policy::to;

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new()
        .routes(routes!(get_templates))
        .routes(routes!(put_template))
        .routes(routes!(put_template_removal))
        .routes(routes!(get_replies))
}

/// Every reply template, in all its languages.
#[utoipa::path(
    get,
    path = "/v1/staff/templates",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    responses((status = 200, description = "The templates", body = ReplyTemplates), StaffReadRefusals),
)]
async fn get_templates(
    State(deps): State<Arc<Deps>>,
    _: Allowed<to::ReadTemplates>,
) -> Result<Json<ReplyTemplates>, ApiError> {
    let templates = deps.store.templates().await?;
    Ok(Json(ReplyTemplates { templates }))
}

/// The templates made ready for one report: in its resident's language, or the nearest.
#[utoipa::path(
    get,
    path = "/v1/staff/reports/{id}/replies",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(("id" = String, Path, format = Uuid, description = "The report")),
    responses((status = 200, description = "The replies", body = ReadyReplies), StaffReadRefusals),
)]
async fn get_replies(
    State(deps): State<Arc<Deps>>,
    caller: Allowed<to::ReadReports>,
    Id(id): Id<ReportId>,
) -> Result<Json<ReadyReplies>, ApiError> {
    let report = deps.store.report(&caller.reach, id).await?;
    let report = report.ok_or_else(ApiError::not_found)?;
    let patrols = &deps.area.area().languages;
    let templates = deps.store.templates().await?;
    let replies = templates
        .iter()
        .filter_map(|template| template.ready(&report.language, patrols, &report.summary.reference))
        .collect();
    Ok(Json(ReadyReplies { replies }))
}

/// Writes a template, for the first time or on the strength of a revision.
#[utoipa::path(
    put,
    path = "/v1/staff/templates/{id}/versions/{op}",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(
        ("id" = String, Path, format = Uuid, description = "The template; made by the caller"),
        ("op" = String, Path, format = Uuid, description = "The change; made by the caller"),
    ),
    request_body = TemplateVersion,
    responses((status = 200, description = "It is written", body = Changed), StaffWriteRefusals),
)]
async fn put_template(
    State(deps): State<Arc<Deps>>,
    ByStaff(write, version): ByStaff<to::KeepTemplates, TemplateId, TemplateVersion>,
) -> Result<Json<Changed>, ApiError> {
    version.check()?;
    change(&deps, &write, TemplateAction::Write(version)).await
}

/// Takes a template away, on the strength of a revision.
#[utoipa::path(
    put,
    path = "/v1/staff/templates/{id}/removal/{op}",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(
        ("id" = String, Path, format = Uuid, description = "The template"),
        ("op" = String, Path, format = Uuid, description = "The change; made by the caller"),
    ),
    request_body = TemplateRemoval,
    responses((status = 200, description = "It is gone", body = Changed), StaffWriteRefusals),
)]
async fn put_template_removal(
    State(deps): State<Arc<Deps>>,
    ByStaff(write, removal): ByStaff<to::KeepTemplates, TemplateId, TemplateRemoval>,
) -> Result<Json<Changed>, ApiError> {
    change(&deps, &write, TemplateAction::Remove(removal)).await
}

async fn change(
    deps: &Deps,
    write: &Write<Allowed<to::KeepTemplates>, TemplateId>,
    action: TemplateAction,
) -> Result<Json<Changed>, ApiError> {
    let call = match &action {
        TemplateAction::Write(_) => "template",
        TemplateAction::Remove(_) => "template removal",
    };
    let change = TemplateChange {
        operation: write.operation,
        id: write.subject,
        body_hash: write.body_hash(deps, call),
        by: write.by.staff.actor(),
        action,
        at: deps.clock.now(),
    };
    super::answer(&deps.store.change_template(&change).await?, write.operation)
}
