//! Passkeys: at the door, and on the page of one's own account. Each takes two calls: one that tells the browser what
//! to do, and one with what came of it.

mod bodies;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{AppendHeaders, IntoResponse};
use lamplight_protocol::error::ErrorCode;
use lamplight_protocol::ids::PasskeyId;
use lamplight_store::PASSKEYS_MAX;
use lamplight_store::model::{PasskeyAdded, PasskeyRemoved};
use serde_json::Value;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use self::bodies::{
    Challenge, EnrolmentByPasskey, InvitationOfPasskey, NewPasskey, PasskeyBody, PasskeysBody,
    SignInByPasskey,
};
use crate::Deps;
use crate::access::{Begun, Entered, Performed, RelyingParty};
use crate::auth::{FromOurPage, Oneself, ceremony_cookie, session_cookie};
use crate::body::StaffBody;
use crate::error::ApiError;
use crate::http::console::cookie;
use crate::http::errors::{DoorRefusals, StaffReadRefusals, StaffWriteRefusals};
use crate::http::extract::Id;

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new()
        .routes(routes!(post_passkey_sign_in_challenge))
        .routes(routes!(post_passkey_sign_in))
        .routes(routes!(post_passkey_enrolment_challenge))
        .routes(routes!(post_passkey_enrolment))
        .routes(routes!(get_passkeys))
        .routes(routes!(post_passkey_challenge))
        .routes(routes!(put_passkey, delete_passkey))
}

/// Asks the browser for a passkey of this server.
#[utoipa::path(
    post,
    path = "/v1/staff/passkeys/sign-in/challenge",
    tag = "passkeys",
    security(()),
    responses((status = 200, description = "What to do", body = Challenge), DoorRefusals),
)]
async fn post_passkey_sign_in_challenge(
    State(deps): State<Arc<Deps>>,
    _: FromOurPage,
) -> Result<impl IntoResponse, ApiError> {
    let begun = deps.desk().begin_sign_in(party(&deps)?).await?;
    Ok(asks(&deps, begun))
}

/// Signs a person in by a passkey.
#[utoipa::path(
    post,
    path = "/v1/staff/passkeys/sign-in",
    tag = "passkeys",
    security(()),
    request_body = SignInByPasskey,
    responses((status = 204, description = "Signed in; the session is in the cookie"), DoorRefusals),
)]
async fn post_passkey_sign_in(
    State(deps): State<Arc<Deps>>,
    // Otherwise another site could sign somebody in as a person of its choosing.
    _: FromOurPage,
    headers: HeaderMap,
    body: StaffBody<SignInByPasskey>,
) -> Result<impl IntoResponse, ApiError> {
    let performed = performed(&deps, &headers, body.value.credential)?;
    let replaced = session_cookie(&headers, &deps);
    let entered = deps
        .desk()
        .sign_in_by_passkey(party(&deps)?, &performed, replaced)
        .await?;
    enter(&deps, entered)
}

/// Asks the browser for a new passkey, for the person of an invitation. Nothing is spent.
#[utoipa::path(
    post,
    path = "/v1/staff/passkeys/enrolment/challenge",
    tag = "passkeys",
    security(()),
    request_body = InvitationOfPasskey,
    responses((status = 200, description = "What to do", body = Challenge), DoorRefusals),
)]
async fn post_passkey_enrolment_challenge(
    State(deps): State<Arc<Deps>>,
    _: FromOurPage,
    body: StaffBody<InvitationOfPasskey>,
) -> Result<impl IntoResponse, ApiError> {
    let begun = deps
        .desk()
        .begin_enrolment(party(&deps)?, &body.value.invitation)
        .await?;
    Ok(asks(&deps, begun.ok_or_else(no_invitation)?))
}

/// Takes an invitation up by a passkey, and signs its person in. What they signed in with before opens nothing any more.
#[utoipa::path(
    post,
    path = "/v1/staff/passkeys/enrolment",
    tag = "passkeys",
    security(()),
    request_body = EnrolmentByPasskey,
    responses((status = 204, description = "Signed in; the session is in the cookie"), DoorRefusals),
)]
async fn post_passkey_enrolment(
    State(deps): State<Arc<Deps>>,
    _: FromOurPage,
    headers: HeaderMap,
    body: StaffBody<EnrolmentByPasskey>,
) -> Result<impl IntoResponse, ApiError> {
    let EnrolmentByPasskey {
        invitation,
        name,
        credential,
    } = body.value;
    let performed = performed(&deps, &headers, credential)?;
    let desk = deps.desk();
    let entered = desk
        .enrol_by_passkey(party(&deps)?, &invitation, &name, &performed)
        .await?;
    enter(&deps, entered)
}

/// The passkeys of whoever calls.
#[utoipa::path(
    get,
    path = "/v1/staff/me/passkeys",
    tag = "passkeys",
    security(("session" = [])),
    responses((status = 200, description = "They", body = PasskeysBody), StaffReadRefusals),
)]
async fn get_passkeys(
    State(deps): State<Arc<Deps>>,
    Oneself(caller): Oneself,
) -> Result<Json<PasskeysBody>, ApiError> {
    let passkeys = deps.store.passkeys(caller.id).await?;
    Ok(Json(PasskeysBody {
        passkeys: passkeys.into_iter().map(PasskeyBody::from).collect(),
    }))
}

/// Asks the browser for a new passkey, for whoever is signed in.
#[utoipa::path(
    post,
    path = "/v1/staff/me/passkeys/challenge",
    tag = "passkeys",
    security(("session" = [])),
    responses((status = 200, description = "What to do", body = Challenge), StaffWriteRefusals),
)]
async fn post_passkey_challenge(
    State(deps): State<Arc<Deps>>,
    Oneself(caller): Oneself,
) -> Result<impl IntoResponse, ApiError> {
    let begun = deps
        .desk()
        .begin_addition(party(&deps)?, caller.id, &caller.name)
        .await?;
    Ok(asks(&deps, begun))
}

/// Adds a passkey beside the ways in that the caller has.
#[utoipa::path(
    put,
    path = "/v1/staff/me/passkeys/{id}",
    tag = "passkeys",
    security(("session" = [])),
    params(("id" = String, Path, format = Uuid, description = "The passkey; made by the caller")),
    request_body = NewPasskey,
    responses((status = 204, description = "It is added"), StaffWriteRefusals),
)]
async fn put_passkey(
    State(deps): State<Arc<Deps>>,
    Oneself(caller): Oneself,
    Id(id): Id<PasskeyId>,
    headers: HeaderMap,
    body: StaffBody<NewPasskey>,
) -> Result<StatusCode, ApiError> {
    let NewPasskey { name, credential } = body.value;
    let performed = performed(&deps, &headers, credential)?;
    let desk = deps.desk();
    let added = desk
        .add_passkey(party(&deps)?, &caller, (id, &name), &performed)
        .await?;
    match added {
        Some(PasskeyAdded::Added) => Ok(StatusCode::NO_CONTENT),
        Some(PasskeyAdded::Known) => Err(ApiError::conflict()),
        Some(PasskeyAdded::TooMany) => Err(ApiError::new(
            ErrorCode::TooLarge,
            format!("{PASSKEYS_MAX} passkeys are enough; remove one that you do not use"),
        )),
        None => Err(not_performed()),
    }
}

/// Removes a passkey of the caller's, unless it is their last way in.
#[utoipa::path(
    delete,
    path = "/v1/staff/me/passkeys/{id}",
    tag = "passkeys",
    security(("session" = [])),
    params(("id" = String, Path, format = Uuid, description = "The passkey")),
    responses((status = 204, description = "It opens nothing any more"), StaffWriteRefusals),
)]
async fn delete_passkey(
    State(deps): State<Arc<Deps>>,
    Oneself(caller): Oneself,
    Id(id): Id<PasskeyId>,
) -> Result<StatusCode, ApiError> {
    match deps.desk().remove_passkey(&caller, id).await? {
        PasskeyRemoved::Removed => Ok(StatusCode::NO_CONTENT),
        PasskeyRemoved::NotFound => Err(ApiError::not_found()),
        PasskeyRemoved::LastWayIn => Err(ApiError::new(
            ErrorCode::Forbidden,
            "this is your last way in; add another passkey first",
        )),
    }
}

/// The answer to whoever brings a passkey.
fn enter(deps: &Deps, entered: Entered) -> Result<impl IntoResponse + use<>, ApiError> {
    match entered {
        Entered::In { cookie, .. } => Ok((
            StatusCode::NO_CONTENT,
            AppendHeaders([
                (SET_COOKIE, cookie::begun(&cookie, &deps.public_url)),
                (SET_COOKIE, cookie::ceremony_ended(&deps.public_url)),
            ]),
        )),
        Entered::NoInvite => Err(no_invitation()),
        Entered::Refused => Err(not_performed()),
    }
}

fn asks(deps: &Deps, begun: Begun) -> impl IntoResponse + use<> {
    let cookie = [(
        SET_COOKIE,
        cookie::ceremony_begun(&begun.cookie, &deps.public_url),
    )];
    let challenge = Challenge {
        options: begun.options,
    };
    (cookie, Json(challenge))
}

fn performed<'h>(deps: &Deps, headers: &'h HeaderMap, credential: Value) -> Result<Performed<'h>, ApiError> {
    let cookie = ceremony_cookie(headers, deps).ok_or_else(not_performed)?;
    Ok(Performed { cookie, credential })
}

fn party(deps: &Deps) -> Result<&RelyingParty, ApiError> {
    deps.relying_party.as_ref().ok_or_else(|| {
        ApiError::new(
            ErrorCode::Forbidden,
            "passkeys need a server with a name; its operator gives it one with --public-url",
        )
    })
}

fn no_invitation() -> ApiError {
    ApiError::new(
        ErrorCode::Gone,
        "this invitation was used or has ended; ask an admin for a new one",
    )
}

fn not_performed() -> ApiError {
    ApiError::new(
        ErrorCode::Invalid,
        "this passkey is not known here, or it took too long; try again",
    )
}
