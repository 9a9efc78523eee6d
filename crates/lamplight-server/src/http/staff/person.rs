//! Who is signed in, and signing out.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::SET_COOKIE;
use axum::response::IntoResponse;
use lamplight_protocol::ids::StaffId;
use lamplight_store::model::Roles;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Deps;
use crate::auth::{Allowed, Credential};
use crate::error::ApiError;
use crate::http::console::cookie;
use crate::http::errors::{StaffReadRefusals, StaffWriteRefusals};
use crate::policy::to;

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new()
        .routes(routes!(get_me))
        .routes(routes!(post_sign_out))
}

/// Whoever is calling.
#[derive(Debug, Serialize, ToSchema)]
struct Me {
    /// As an author of changes.
    id: StaffId,
    /// What people call them.
    name: String,
    /// What they are there for: `dispatcher`, `officer`, `responder`, `publisher`, `admin`.
    #[schema(value_type = Vec<String>)]
    roles: Roles,
    /// The districts whose reports they see; absent when it is all.
    #[serde(skip_serializing_if = "Option::is_none")]
    districts: Option<BTreeSet<String>>,
    /// Whether a person is signed in, rather than a program with a token.
    person: bool,
}

/// Who the caller is to the server.
#[utoipa::path(
    get,
    path = "/v1/staff/me",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    responses((status = 200, description = "The caller", body = Me), StaffReadRefusals),
)]
async fn get_me(caller: Allowed<to::BeHere>) -> Json<Me> {
    let staff = caller.staff;
    Json(Me {
        person: staff.is_person(),
        id: staff.id,
        name: staff.name,
        districts: staff.rights.districts.ids().cloned(),
        roles: staff.rights.roles,
    })
}

/// Ends the session. A service token has none to end; it is revoked instead.
#[utoipa::path(
    post,
    path = "/v1/staff/sign-out",
    tag = "staff",
    security(("session" = [])),
    responses((status = 204, description = "Signed out"), StaffWriteRefusals),
)]
async fn post_sign_out(
    State(deps): State<Arc<Deps>>,
    caller: Allowed<to::BeHere>,
) -> Result<impl IntoResponse, ApiError> {
    if let Credential::Session(hash) = caller.staff.credential {
        let (by, now) = (caller.staff.actor(), deps.clock.now());
        deps.store.end_session(&hash, &by, now).await?;
    }
    let ended = [(SET_COOKIE, cookie::ended(&deps.public_url))];
    Ok((StatusCode::NO_CONTENT, ended))
}

#[cfg(test)]
mod tests {
    use crate::testing::World;

    #[tokio::test]
    async fn a_person_and_a_program_are_told_apart() {
        let world = World::new().await;
        let token = world.token().await;
        let program = world.call("GET", "/v1/staff/me").bearer(&token).send().await;
        assert_eq!(program.json()["person"], false);
        let cookie = world.signed_in("bo").await;
        let person = world
            .call("GET", "/v1/staff/me")
            .header("cookie", &cookie)
            .send()
            .await;
        assert_eq!(
            (&person.json()["person"], &person.json()["name"]),
            (&true.into(), &"bo".into())
        );
    }

    #[tokio::test]
    async fn who_signed_out_is_out() {
        let world = World::new().await;
        let cookie = world.signed_in("bo").await;
        let out = world
            .call("POST", "/v1/staff/sign-out")
            .header("cookie", &cookie)
            .same_origin()
            .send()
            .await;
        assert_eq!(out.status, 204);
        assert!(out.header("set-cookie").contains("Max-Age=0"));
        let after = world
            .call("GET", "/v1/staff/me")
            .header("cookie", &cookie)
            .send()
            .await;
        after.is_refused(401, "sign_in_required");
    }
}
