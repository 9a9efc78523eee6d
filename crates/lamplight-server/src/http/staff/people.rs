//! The people of the patrol, as an admin looks after them: who there is, with which rights, invited and signed
//! in where. What ends here ends at once for the next call, and within five seconds for an open stream.

mod invitations;
mod sessions;

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use lamplight_protocol::error::{ErrorCode, Violation};
use lamplight_protocol::ids::StaffId;
use lamplight_protocol::time::TimestampMillis;
use lamplight_store::model::{Districts, Person, Rights, Roles};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Deps;
use crate::auth::Allowed;
use crate::body::StaffBody;
use crate::error::ApiError;
use crate::http::errors::{StaffReadRefusals, StaffWriteRefusals};
use crate::http::extract::Id;
use crate::policy::to;

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new()
        .routes(routes!(get_people))
        .routes(routes!(put_person))
        .merge(sessions::routes())
        .merge(invitations::routes())
}

/// What somebody may do, and where.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
struct RightsBody {
    /// What they are there for: `dispatcher`, `officer`, `responder`, `publisher`, `admin`.
    #[schema(value_type = Vec<String>)]
    roles: Roles,
    /// The districts whose reports they see; absent for all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    districts: Option<BTreeSet<String>>,
}

impl RightsBody {
    /// The rights, whose districts must be of the area: a misspelt one would show nothing, and nobody would
    /// know why.
    fn rights(self, deps: &Deps) -> Result<Rights, Violation> {
        let known = &deps.area.area().districts;
        let unknown = self
            .districts
            .iter()
            .flatten()
            .find(|id| !known.iter().any(|district| district.id == **id));
        if let Some(id) = unknown {
            return Err(Violation::invalid(
                "districts",
                format!("has {id:?}, which is none of the area's"),
            ));
        }
        Ok(Rights {
            roles: self.roles,
            districts: self.districts.map_or(Districts::All, Districts::Only),
        })
    }
}

impl From<Rights> for RightsBody {
    fn from(rights: Rights) -> Self {
        Self {
            districts: rights.districts.ids().cloned(),
            roles: rights.roles,
        }
    }
}

/// Somebody of the patrol.
#[derive(Debug, Serialize, ToSchema)]
struct PersonBody {
    /// The person, as an author of changes.
    id: StaffId,
    /// By which they are known to others, and sign in.
    name: String,
    /// What they may do.
    rights: RightsBody,
    /// When they were first invited.
    created_at: TimestampMillis,
    /// Whether they are shut out.
    shut_out: bool,
    /// Whether they have chosen a password.
    enrolled: bool,
    /// Until when their invitation waits, if they have one.
    #[serde(skip_serializing_if = "Option::is_none")]
    invited_until: Option<TimestampMillis>,
    /// In how many places they are signed in.
    sessions: u32,
}

impl From<Person> for PersonBody {
    fn from(person: Person) -> Self {
        Self {
            id: person.id,
            name: person.name,
            rights: person.rights.into(),
            created_at: person.created_at,
            shut_out: person.disabled_at.is_some(),
            enrolled: person.enrolled,
            invited_until: person.invited_until,
            sessions: person.sessions,
        }
    }
}

/// Everybody, in the order of their names.
#[derive(Debug, Serialize, ToSchema)]
struct People {
    /// The people.
    people: Vec<PersonBody>,
}

/// Everybody of the patrol.
#[utoipa::path(
    get,
    path = "/v1/staff/people",
    tag = "people",
    security(("token" = []), ("session" = [])),
    responses((status = 200, description = "Everybody", body = People), StaffReadRefusals),
)]
async fn get_people(
    State(deps): State<Arc<Deps>>,
    _: Allowed<to::LookAfterPeople>,
) -> Result<Json<People>, ApiError> {
    let people = deps.store.people(deps.clock.now()).await?;
    Ok(Json(People {
        people: people.into_iter().map(PersonBody::from).collect(),
    }))
}

/// What a person is to have.
#[derive(Debug, Deserialize, ToSchema)]
struct PersonChange {
    /// What they may do from now on.
    rights: RightsBody,
    /// Whether they are shut out: their sessions end, and their password opens nothing.
    shut_out: bool,
}

/// Gives a person other rights, shuts them out, or lets them in again. Nobody changes their own: that takes
/// another admin.
#[utoipa::path(
    put,
    path = "/v1/staff/people/{id}",
    tag = "people",
    security(("token" = []), ("session" = [])),
    params(("id" = String, Path, format = Uuid, description = "The person")),
    request_body = PersonChange,
    responses((status = 204, description = "It is so"), StaffWriteRefusals),
)]
async fn put_person(
    State(deps): State<Arc<Deps>>,
    caller: Allowed<to::LookAfterPeople>,
    Id(person): Id<StaffId>,
    body: StaffBody<PersonChange>,
) -> Result<StatusCode, ApiError> {
    if person == caller.staff.id {
        return Err(ApiError::new(
            ErrorCode::Forbidden,
            "nobody changes their own rights; ask another admin",
        ));
    }
    let rights = body.value.rights.rights(&deps)?;
    crate::access::check_rights(&rights)?;
    let (by, now) = (caller.staff.actor(), deps.clock.now());
    let known = deps.store.set_rights(person, &rights, &by, now).await?;
    let done = if body.value.shut_out {
        deps.store.shut_out(person, &by, now).await?
    } else {
        deps.store.let_in(person, &by, now).await?
    };
    done_or_not_found(known && done)
}

fn done_or_not_found(done: bool) -> Result<StatusCode, ApiError> {
    if done {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(ApiError::not_found())
    }
}

#[cfg(test)]
mod tests;
