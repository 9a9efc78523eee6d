//! Invitations: links by which people choose a password.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use lamplight_protocol::error::ErrorCode;
use lamplight_protocol::ids::{InviteId, StaffId};
use lamplight_protocol::time::TimestampMillis;
use lamplight_store::model::{Opens, name_key};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{RightsBody, done_or_not_found};
use crate::Deps;
use crate::auth::Allowed;
use crate::body::StaffBody;
use crate::error::ApiError;
use crate::http::errors::{StaffReadRefusals, StaffWriteRefusals};
use crate::http::extract::Id;
use crate::policy::to;

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new()
        .routes(routes!(get_invitations))
        .routes(routes!(put_invitation, delete_invitation))
}

/// Somebody to be invited.
#[derive(Debug, Deserialize, ToSchema)]
struct NewInvitation {
    /// By which they are to be known and to sign in. Somebody of that name gets a new password by it.
    name: String,
    /// What they may do from now on.
    rights: RightsBody,
}

/// An invitation, with the link that is given to its person.
#[derive(Debug, Serialize, ToSchema)]
struct SentInvitation {
    /// The invitation.
    id: InviteId,
    /// For whom.
    person: StaffId,
    /// Where they take it up, once.
    link: String,
    /// When it ends unused.
    expires_at: TimestampMillis,
}

/// An invitation that waits for its use.
#[derive(Debug, Serialize, ToSchema)]
struct WaitingInvitation {
    /// The invitation.
    id: InviteId,
    /// For whom.
    person: StaffId,
    /// What they are called.
    name: String,
    /// When it was made.
    created_at: TimestampMillis,
    /// When it ends unused.
    expires_at: TimestampMillis,
}

/// The invitations that wait, oldest first.
#[derive(Debug, Serialize, ToSchema)]
struct Invitations {
    /// The invitations.
    invitations: Vec<WaitingInvitation>,
}

/// The invitations that wait for their use. Their links are told once only.
#[utoipa::path(
    get,
    path = "/v1/staff/invitations",
    tag = "people",
    security(("token" = []), ("session" = [])),
    responses((status = 200, description = "Those that wait", body = Invitations), StaffReadRefusals),
)]
async fn get_invitations(
    State(deps): State<Arc<Deps>>,
    _: Allowed<to::LookAfterPeople>,
) -> Result<Json<Invitations>, ApiError> {
    let invitations = deps.store.invites(deps.clock.now()).await?;
    Ok(Json(Invitations {
        invitations: invitations
            .into_iter()
            .map(|invite| WaitingInvitation {
                id: invite.id,
                person: invite.person,
                name: invite.name,
                created_at: invite.created_at,
                expires_at: invite.expires_at,
            })
            .collect(),
    }))
}

/// Invites somebody: makes the link by which they choose a password, within 24 hours.
#[utoipa::path(
    put,
    path = "/v1/staff/invitations/{id}",
    tag = "people",
    security(("token" = []), ("session" = [])),
    params(("id" = String, Path, format = Uuid, description = "The invitation; made by the caller")),
    request_body = NewInvitation,
    responses((status = 200, description = "It waits", body = SentInvitation), StaffWriteRefusals),
)]
async fn put_invitation(
    State(deps): State<Arc<Deps>>,
    caller: Allowed<to::LookAfterPeople>,
    Id(id): Id<InviteId>,
    body: StaffBody<NewInvitation>,
) -> Result<Json<SentInvitation>, ApiError> {
    let NewInvitation { name, rights } = body.value;
    let rights = rights.rights(&deps)?;
    if name_key(&name) == name_key(&caller.staff.name) {
        return Err(ApiError::new(
            ErrorCode::Forbidden,
            "nobody invites themselves; ask another admin",
        ));
    }
    let desk = deps.desk();
    let by = caller.staff.actor();
    let invited = desk.invite(id, &name, &rights, Opens::Enrolment, &by).await?;
    Ok(Json(SentInvitation {
        id,
        person: invited.person,
        link: invited.link(&deps.public_url),
        expires_at: invited.expires_at,
    }))
}

/// Takes an invitation back.
#[utoipa::path(
    delete,
    path = "/v1/staff/invitations/{id}",
    tag = "people",
    security(("token" = []), ("session" = [])),
    params(("id" = String, Path, format = Uuid, description = "The invitation")),
    responses((status = 204, description = "It opens nothing"), StaffWriteRefusals),
)]
async fn delete_invitation(
    State(deps): State<Arc<Deps>>,
    caller: Allowed<to::LookAfterPeople>,
    Id(id): Id<InviteId>,
) -> Result<StatusCode, ApiError> {
    let (by, now) = (caller.staff.actor(), deps.clock.now());
    done_or_not_found(deps.store.withdraw_invite(id, &by, now).await?)
}
