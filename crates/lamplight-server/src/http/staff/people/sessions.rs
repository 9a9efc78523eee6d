//! Where people are signed in, and how that is ended for them.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use lamplight_protocol::ids::{SessionId, StaffId};
use lamplight_protocol::time::TimestampMillis;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::done_or_not_found;
use crate::Deps;
use crate::auth::Allowed;
use crate::error::ApiError;
use crate::http::errors::{StaffReadRefusals, StaffWriteRefusals};
use crate::http::extract::{Id, Session as SessionParameter};
use crate::policy::to;

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new()
        .routes(routes!(get_sessions, delete_sessions))
        .routes(routes!(delete_session))
}

/// Where somebody is signed in.
#[derive(Debug, Serialize, ToSchema)]
struct SessionBody {
    /// By which it is ended.
    id: SessionId,
    /// When it began.
    created_at: TimestampMillis,
    /// When it ends by itself.
    expires_at: TimestampMillis,
}

/// The sessions of a person, oldest first.
#[derive(Debug, Serialize, ToSchema)]
struct Sessions {
    /// The sessions.
    sessions: Vec<SessionBody>,
}

/// Where a person is signed in. Whence is not kept.
#[utoipa::path(
    get,
    path = "/v1/staff/people/{id}/sessions",
    tag = "people",
    security(("token" = []), ("session" = [])),
    params(("id" = String, Path, format = Uuid, description = "The person")),
    responses((status = 200, description = "Their sessions", body = Sessions), StaffReadRefusals),
)]
async fn get_sessions(
    State(deps): State<Arc<Deps>>,
    _: Allowed<to::LookAfterPeople>,
    Id(person): Id<StaffId>,
) -> Result<Json<Sessions>, ApiError> {
    let sessions = deps.store.sessions(person, deps.clock.now()).await?;
    Ok(Json(Sessions {
        sessions: sessions
            .into_iter()
            .map(|session| SessionBody {
                id: session.id,
                created_at: session.created_at,
                expires_at: session.expires_at,
            })
            .collect(),
    }))
}

/// Signs a person out everywhere.
#[utoipa::path(
    delete,
    path = "/v1/staff/people/{id}/sessions",
    tag = "people",
    security(("token" = []), ("session" = [])),
    params(("id" = String, Path, format = Uuid, description = "The person")),
    responses((status = 204, description = "They are signed out"), StaffWriteRefusals),
)]
async fn delete_sessions(
    State(deps): State<Arc<Deps>>,
    caller: Allowed<to::LookAfterPeople>,
    Id(person): Id<StaffId>,
) -> Result<StatusCode, ApiError> {
    let (by, now) = (caller.staff.actor(), deps.clock.now());
    deps.store.end_sessions_of(person, &by, now).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Ends one session of a person.
#[utoipa::path(
    delete,
    path = "/v1/staff/people/{id}/sessions/{session}",
    tag = "people",
    security(("token" = []), ("session" = [])),
    params(
        ("id" = String, Path, format = Uuid, description = "The person"),
        ("session" = String, Path, format = Uuid, description = "The session"),
    ),
    responses((status = 204, description = "It has ended"), StaffWriteRefusals),
)]
async fn delete_session(
    State(deps): State<Arc<Deps>>,
    caller: Allowed<to::LookAfterPeople>,
    Id(person): Id<StaffId>,
    SessionParameter(session): SessionParameter,
) -> Result<StatusCode, ApiError> {
    let (by, now) = (caller.staff.actor(), deps.clock.now());
    done_or_not_found(deps.store.end_session_of(person, session, &by, now).await?)
}
