//! The audit, as an admin reads it and takes it out.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use futures_util::{StreamExt, TryStreamExt, stream};
use lamplight_protocol::api::Cursor;
use lamplight_protocol::error::ErrorCode;
use lamplight_protocol::limits::PAGE_ITEMS_MAX;
use lamplight_protocol::time::TimestampMillis;
use lamplight_store::StoreError;
use lamplight_store::model::{Act, AuditFilter, AuditPage, AuditRow, ListedAuditRow, Object};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Deps;
use crate::audit;
use crate::auth::Allowed;
use crate::error::ApiError;
use crate::http::errors::{StaffReadRefusals, StaffWriteRefusals};
use crate::http::extract::{self, Parameters};
use crate::policy::to;

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new()
        .routes(routes!(get_audit))
        .routes(routes!(post_audit_export))
}

#[derive(Debug, Deserialize)]
struct AuditQuery {
    staff: Option<String>,
    act: Option<String>,
    from: Option<String>,
    until: Option<String>,
    after: Option<String>,
    limit: Option<String>,
}

impl AuditQuery {
    fn filter(self) -> Result<AuditFilter, ApiError> {
        Ok(AuditFilter {
            staff: read("staff", "the id of a person or a program", self.staff)?,
            act: self.act.filter(|act| !act.is_empty()),
            from: read("from", "a time, for example 2026-11-20T10:00:00.000Z", self.from)?,
            until: read(
                "until",
                "a time, for example 2026-11-20T10:00:00.000Z",
                self.until,
            )?,
            before: extract::cursor(self.after.as_deref())?,
            limit: extract::limit(self.limit.as_deref())?,
        })
    }
}

fn read<T: serde::de::DeserializeOwned>(
    field: &'static str,
    expected: &str,
    text: Option<String>,
) -> Result<Option<T>, ApiError> {
    text.filter(|text| !text.is_empty())
        .map(|text| serde_json::from_value(text.into()))
        .transpose()
        .map_err(|_| ApiError::of_field(ErrorCode::Invalid, field, format!("{field} must be {expected}")))
}

/// What somebody of the patrol did.
#[derive(Debug, Serialize, ToSchema)]
struct AuditEntry {
    /// Its place in the chain, from 1 on, without gaps.
    position: i64,
    /// When, by the server's clock.
    at: TimestampMillis,
    /// `person`, `program`, `command_line` or `server`.
    actor: String,
    /// Which person or program.
    #[serde(skip_serializing_if = "Option::is_none")]
    staff_id: Option<String>,
    /// What people call them.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    /// Their roles at that moment, with commas between them.
    roles: String,
    /// What was done, for example `report.status`.
    act: String,
    /// To what: `report`, `alert`, `event`, `person`, `invitation`, `session`, `token` or `deployment`.
    object: String,
    /// Which of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    object_id: Option<String>,
    /// Its revision before.
    #[serde(skip_serializing_if = "Option::is_none")]
    revision_before: Option<i64>,
    /// Its revision after.
    #[serde(skip_serializing_if = "Option::is_none")]
    revision_after: Option<i64>,
    /// The name of the reason that was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    /// The call, as the log names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<String>,
    /// What ties it to all before it: 64 hexadecimal digits.
    hash: String,
}

impl From<ListedAuditRow> for AuditEntry {
    fn from(ListedAuditRow { row, name }: ListedAuditRow) -> Self {
        Self {
            position: row.position,
            at: TimestampMillis::from_millis(row.at),
            actor: row.actor,
            staff_id: row.staff_id,
            name,
            roles: row.roles,
            act: row.act,
            object: row.object,
            object_id: row.object_id,
            revision_before: row.revision_before,
            revision_after: row.revision_after,
            reason: row.reason,
            request_id: row.request_id,
            hash: row.hash,
        }
    }
}

/// A page of the audit, newest first.
#[derive(Debug, Serialize, ToSchema)]
struct AuditEntries {
    /// What was done.
    rows: Vec<AuditEntry>,
    /// Where the next page begins; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    next: Option<Cursor>,
    /// How many rows are kept and not yet chained; they are listed once they are.
    unchained: u32,
}

impl From<AuditPage> for AuditEntries {
    fn from(page: AuditPage) -> Self {
        Self {
            rows: page.rows.into_iter().map(AuditEntry::from).collect(),
            next: page.next,
            unchained: page.unchained,
        }
    }
}

/// What the patrol did, newest first.
#[utoipa::path(
    get,
    path = "/v1/staff/audit",
    tag = "people",
    security(("token" = []), ("session" = [])),
    params(
        ("staff" = Option<String>, Query, format = Uuid, description = "What this person or program did"),
        ("act" = Option<String>, Query, description = "What was done: `report.status`, or `report` for all of a kind"),
        ("from" = Option<String>, Query, format = DateTime, description = "Not before"),
        ("until" = Option<String>, Query, format = DateTime, description = "Before"),
        ("after" = Option<String>, Query, description = "The cursor of an earlier page"),
        ("limit" = Option<u32>, Query, description = "How many at most; 50 when absent", minimum = 1, maximum = 200),
    ),
    responses((status = 200, description = "A page", body = AuditEntries), StaffReadRefusals),
)]
async fn get_audit(
    State(deps): State<Arc<Deps>>,
    _: Allowed<to::ReadAudit>,
    Parameters(query): Parameters<AuditQuery>,
) -> Result<Json<AuditEntries>, ApiError> {
    let page = deps.store.audit(&query.filter()?).await?;
    Ok(Json(page.into()))
}

/// All of the audit as one JSON object a line, and at the end the head. Taking it out leaves a row of its own, so
/// this is no GET, which anybody's link could bring about.
#[utoipa::path(
    post,
    path = "/v1/staff/audit/export",
    tag = "people",
    security(("token" = []), ("session" = [])),
    responses(
        (status = 200, description = "The rows", content_type = "application/x-ndjson", body = String),
        StaffWriteRefusals,
    ),
)]
async fn post_audit_export(
    State(deps): State<Arc<Deps>>,
    caller: Allowed<to::ReadAudit>,
) -> Result<impl IntoResponse, ApiError> {
    let (by, now) = (caller.staff.actor(), deps.clock.now());
    deps.store
        .record(&by, Act::AuditExport, Object::Deployment, now)
        .await?;
    let state = deps.store.audit_state().await?;
    let end = audit::head_line(&state, now).map_err(std::io::Error::from);
    let last = state.head.count;
    // A page at a time: the whole may be two years of work.
    let rows = stream::try_unfold(0, move |after| {
        let deps = Arc::clone(&deps);
        async move {
            let rows = deps.store.audit_after(after, PAGE_ITEMS_MAX).await?;
            let upto = rows.last().map_or(last, |row| row.position);
            let lines = lines_of(&rows, last);
            Ok::<_, StoreError>((after < last && !rows.is_empty()).then_some((lines, upto)))
        }
    });
    let body = rows
        .map_err(std::io::Error::other)
        .chain(stream::once(async { end.map(|line| line + "\n") }));
    Ok(([(CONTENT_TYPE, "application/x-ndjson")], Body::from_stream(body)))
}

fn lines_of(rows: &[AuditRow], last: i64) -> String {
    rows.iter()
        .filter(|row| row.position <= last)
        .filter_map(|row| audit::row_line(row).ok())
        .flat_map(|line| [line, "\n".to_owned()])
        .collect()
}
