//! The door of the desk: signing in, and taking an invitation up. The only calls of the patrol that nobody
//! needs to be signed in for.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use lamplight_protocol::error::{ErrorCode, Violation};
use lamplight_protocol::limits::CONTACT_NAME_CHARS_MAX;
use lamplight_protocol::text::check_text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Deps;
use crate::access::{Choice, Enrolled, Knock, PASSWORD_CHARS_MAX, SignedIn};
use crate::auth::{FromOurPage, session_cookie};
use crate::body::StaffBody;
use crate::error::ApiError;
use crate::http::console::cookie;
use crate::http::errors::DoorRefusals;
use crate::peer::Peer;

/// The longest code that is looked at, in characters: a recovery code with spaces about it.
const CODE_CHARS_MAX: usize = 32;

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new()
        .routes(routes!(post_sign_in))
        .routes(routes!(post_invitation))
        .routes(routes!(post_enrolment))
}

/// What somebody shows to be let in.
#[derive(Deserialize, ToSchema)]
struct SignIn {
    /// Their name.
    name: String,
    /// Their password.
    password: String,
    /// A code of their authenticator, or a recovery code.
    code: String,
}

impl SignIn {
    fn check(&self) -> Result<(), Violation> {
        check_text("name", &self.name, CONTACT_NAME_CHARS_MAX)?;
        check_text("password", &self.password, PASSWORD_CHARS_MAX)?;
        check_text("code", &self.code, CODE_CHARS_MAX)
    }
}

/// An invitation, by the code in its link.
#[derive(Deserialize, ToSchema)]
struct Invitation {
    /// What follows `invite/` in the link.
    invitation: String,
}

/// What somebody is shown who looks at their invitation.
#[derive(Serialize, ToSchema)]
struct Invited {
    /// By which they are known to others, and sign in.
    name: String,
    /// What their authenticator reckons with, as people type it.
    secret: String,
    /// The same with everything else that an authenticator wants to know (`otpauth:`).
    uri: String,
}

/// What somebody chose.
#[derive(Deserialize, ToSchema)]
struct Enrolment {
    /// What follows `invite/` in the link.
    invitation: String,
    /// The password; 12 characters or more.
    password: String,
    /// What the authenticator shows now.
    code: String,
}

/// For the day on which the authenticator is lost.
#[derive(Serialize, ToSchema)]
struct RecoveryCodes {
    /// Each is good once, in the place of a code. They are told this once.
    recovery_codes: Vec<String>,
}

/// Signs a person in, with their password and a code of their authenticator, or a recovery code.
#[utoipa::path(
    post,
    path = "/v1/staff/sign-in",
    tag = "staff",
    security(()),
    request_body = SignIn,
    responses((status = 204, description = "Signed in; the session is in the cookie"), DoorRefusals),
)]
async fn post_sign_in(
    State(deps): State<Arc<Deps>>,
    Peer(from): Peer,
    // Otherwise another site could sign somebody in as a person of its choosing.
    _: FromOurPage,
    headers: HeaderMap,
    body: StaffBody<SignIn>,
) -> Result<impl IntoResponse, ApiError> {
    body.value.check()?;
    let knock = Knock {
        name: &body.value.name,
        password: &body.value.password,
        code: &body.value.code,
        from,
        cookie: session_cookie(&headers, &deps),
    };
    match deps.desk().sign_in(&deps.passwords, &knock).await? {
        SignedIn::In { cookie, .. } => {
            let begun = [(SET_COOKIE, cookie::begun(&cookie, &deps.public_url))];
            Ok((StatusCode::NO_CONTENT, begun))
        }
        SignedIn::Wrong => Err(ApiError::new(
            ErrorCode::SignInRequired,
            "the name, the password or the code is wrong; check all three",
        )),
        SignedIn::Wait { ms } => Err(ApiError::too_many_attempts(ms)),
    }
}

/// Looks at an invitation: for whom it is, and what their authenticator is to be told. Nothing is spent.
#[utoipa::path(
    post,
    path = "/v1/staff/invitation",
    tag = "staff",
    security(()),
    request_body = Invitation,
    responses((status = 200, description = "It waits", body = Invited), DoorRefusals),
)]
async fn post_invitation(
    State(deps): State<Arc<Deps>>,
    _: FromOurPage,
    body: StaffBody<Invitation>,
) -> Result<Json<Invited>, ApiError> {
    let welcome = deps.desk().welcome(&body.value.invitation).await?;
    let welcome = welcome.ok_or_else(no_invitation)?;
    Ok(Json(Invited {
        secret: welcome.authenticator.secret(),
        uri: welcome
            .authenticator
            .uri(&deps.area.area().name, &welcome.invite.name),
        name: welcome.invite.name,
    }))
}

/// Takes an invitation up, and signs its person in. The answer holds their recovery codes, this once.
#[utoipa::path(
    post,
    path = "/v1/staff/enrolment",
    tag = "staff",
    security(()),
    request_body = Enrolment,
    responses((status = 200, description = "Signed in; the session is in the cookie", body = RecoveryCodes), DoorRefusals),
)]
async fn post_enrolment(
    State(deps): State<Arc<Deps>>,
    _: FromOurPage,
    body: StaffBody<Enrolment>,
) -> Result<impl IntoResponse, ApiError> {
    let choice = Choice {
        invite: &body.value.invitation,
        password: &body.value.password,
        code: &body.value.code,
    };
    match deps.desk().enrol(&deps.passwords, &choice).await? {
        Enrolled::In {
            cookie,
            recovery_codes,
            ..
        } => {
            let begun = [(SET_COOKIE, cookie::begun(&cookie, &deps.public_url))];
            Ok((begun, Json(RecoveryCodes { recovery_codes })))
        }
        Enrolled::NoInvite => Err(no_invitation()),
        Enrolled::WrongCode => Err(ApiError::of_field(
            ErrorCode::Invalid,
            "code",
            "code is not the one that the authenticator shows now; wait for the next one",
        )),
    }
}

fn no_invitation() -> ApiError {
    ApiError::new(
        ErrorCode::Gone,
        "this invitation was used or has ended; ask an admin for a new one",
    )
}

#[cfg(test)]
mod tests {
    use lamplight_store::model::{Rights, Role};
    use serde_json::json;

    use crate::access::{INVITE_LASTS_MS, PASSWORD_CHARS_MIN};
    use crate::testing::{PASSWORD, World, cookie_of};

    fn dispatcher() -> Rights {
        Rights::everywhere([Role::Dispatcher])
    }

    #[tokio::test]
    async fn whoever_is_invited_enrols_and_signs_in_with_password_and_code() {
        let world = World::new().await;
        let invitation = world.invitation("Ana", &dispatcher()).await;
        let look = world.call("POST", "/v1/staff/invitation").same_origin();
        let looked = look
            .json(&json!({ "invitation": invitation }))
            .send()
            .await
            .done();
        let told = looked.json();
        assert_eq!(told["name"], "Ana");
        let secret = told["secret"].as_str().unwrap();
        let uri = told["uri"].as_str().unwrap();
        assert!(uri.starts_with("otpauth://totp/Lamplight:Ana?secret="), "{uri}");
        assert!(secret.len() == 32 && uri.contains(secret));
        assert!(looked.has_no_header("set-cookie"));

        let ana = world.colleague("Ana", &dispatcher()).await;
        assert_eq!(ana.recovery_codes.len(), 10);
        assert!(world.knows(&ana.cookie).await);
        let signed_in = ana.signs_in().await;
        assert_eq!(signed_in.status, 204, "{}", signed_in.text());
        let cookie = signed_in.header("set-cookie");
        assert!(cookie.contains("HttpOnly; SameSite=Strict"), "{cookie}");
        let me = world
            .with_cookie("GET", "/v1/staff/me", &cookie_of(&signed_in))
            .send()
            .await
            .json();
        assert_eq!(
            (&me["name"], &me["roles"]),
            (&"Ana".into(), &json!(["dispatcher"]))
        );
    }

    #[tokio::test]
    async fn a_wrong_code_or_a_short_password_leaves_the_invitation_as_it_was() {
        let world = World::new().await;
        let invitation = world.invitation("Ana", &dispatcher()).await;
        let authenticator = world.authenticator(&invitation).await;
        let code = authenticator.code_at(world.now());
        let wrong = world.enrol(&invitation, PASSWORD, "000000").await;
        assert_eq!(wrong.is_refused(400, "invalid")["field"], "code");
        for short in ["", "eleven char", "anaANAanaANA"] {
            assert!(short.replace(['a', 'A'], "").chars().count() < PASSWORD_CHARS_MIN);
            let refused = world.enrol(&invitation, short, &code).await;
            assert_eq!(refused.is_refused(400, "invalid")["field"], "password");
        }
        world.enrol(&invitation, PASSWORD, &code).await.done();
        let again = world.enrol(&invitation, PASSWORD, &code).await;
        again.is_refused(410, "gone");
        let late = world.invitation("Bo", &dispatcher()).await;
        world.pass(INVITE_LASTS_MS);
        world
            .enrol(&late, PASSWORD, "000000")
            .await
            .is_refused(410, "gone");
    }

    #[tokio::test]
    async fn of_many_who_take_an_invitation_up_at_once_one_gets_in() {
        let world = World::new().await;
        let invitation = world.invitation("Ana", &dispatcher()).await;
        let code = world.authenticator(&invitation).await.code_at(world.now());
        let tries = (0..8).map(|_| world.enrol(&invitation, PASSWORD, &code));
        let answers = futures_util::future::join_all(tries).await;
        let entered = answers.iter().filter(|answer| answer.status == 200).count();
        assert_eq!(entered, 1);
    }

    #[tokio::test]
    async fn whatever_is_wrong_is_answered_in_the_same_words() {
        let world = World::new().await;
        let ana = world.colleague("Ana", &dispatcher()).await;
        let cy = world.colleague("Cy", &dispatcher()).await;
        let cy_id = world.store().people(world.now()).await.unwrap()[1].id;
        let by = lamplight_store::model::Actor::command_line();
        world.store().shut_out(cy_id, &by, world.now()).await.unwrap();
        world.invitation("Bo", &dispatcher()).await;
        let (code, recovery) = (ana.code(), &ana.recovery_codes[0]);
        let mut refusals = Vec::new();
        for (name, password, code) in [
            ("Ana", "another password", code.as_str()),
            ("Ana", PASSWORD, "000000"),
            ("Ana", "another password", recovery),
            ("Nobody", PASSWORD, &code),
            ("Bo", PASSWORD, &code),
            ("Cy", PASSWORD, &cy.code()),
            ("Ana", PASSWORD, "AAAAA-AAAAA"),
        ] {
            let answer = world.knock(name, password, code).send().await;
            assert!(answer.has_no_header("set-cookie"));
            refusals.push(answer.is_refused(401, "sign_in_required"));
            world.pass(60_000);
        }
        assert!(refusals.windows(2).all(|two| two[0] == two[1]), "{refusals:?}");
        let answer = world.knock("ana", PASSWORD, recovery).send().await;
        assert_eq!(answer.status, 204, "the recovery code was not used up");
    }

    #[tokio::test]
    async fn a_code_opens_once_also_when_two_hundred_come_with_it() {
        let world = World::new().await;
        let ana = world.colleague("Ana", &dispatcher()).await;
        let code = ana.code();
        let from = |n: u32| {
            std::net::IpAddr::from([
                10,
                0,
                u8::try_from(n / 200).unwrap(),
                u8::try_from(n % 200).unwrap(),
            ])
        };
        let knocks = (0..200).map(|n| world.knock("Ana", PASSWORD, &code).from(from(n)).send());
        let answers = futures_util::future::join_all(knocks).await;
        let entered = answers.iter().filter(|answer| answer.status == 204).count();
        assert_eq!(entered, 1);
        let late = world.knock("Ana", PASSWORD, &code).from(from(300)).send().await;
        late.is_refused(401, "sign_in_required");
    }

    #[tokio::test]
    async fn whoever_guesses_waits_and_locks_nobody_out_but_themselves() {
        let world = World::new().await;
        let ana = world.colleague("Ana", &dispatcher()).await;
        let (guesser, home) = ([10, 0, 0, 1].into(), [10, 0, 0, 2].into());
        for _ in 0..3 {
            let wrong = world.knock("Ana", "a guess", "000000").from(guesser).send().await;
            wrong.is_refused(401, "sign_in_required");
        }
        // The wait goes by the name however it is typed, and is told.
        let told = world
            .knock(" ANA ", PASSWORD, &ana.code())
            .from(guesser)
            .send()
            .await;
        told.is_refused(429, "busy");
        assert_eq!(told.header("retry-after"), "2");
        let another = world.knock("Bo", "a guess", "000000").from(guesser).send().await;
        another.is_refused(401, "sign_in_required");
        let ana_at_home = world.knock("Ana", PASSWORD, &ana.code()).from(home).send().await;
        assert_eq!(ana_at_home.status, 204);
        // Each guess makes the next wait longer; a success ends the counting.
        world.pass(30_000);
        let wrong = world.knock("Ana", "a guess", "000000").from(guesser).send().await;
        wrong.is_refused(401, "sign_in_required");
        let told = world.knock("Ana", "a guess", "000000").from(guesser).send().await;
        assert_eq!(told.header("retry-after"), "5");
        world.pass(30_000);
        let right = world
            .knock("Ana", PASSWORD, &ana.code())
            .from(guesser)
            .send()
            .await;
        assert_eq!(right.status, 204);
        let wrong = world.knock("Ana", "a guess", "000000").from(guesser).send().await;
        wrong.is_refused(401, "sign_in_required");
    }

    #[tokio::test]
    async fn a_sign_in_gets_a_fresh_session_in_the_place_of_the_one_that_came_with_it() {
        let world = World::new().await;
        let ana = world.colleague("Ana", &dispatcher()).await;
        let planted = world.signed_in("bo").await;
        let call = world
            .knock("Ana", PASSWORD, &ana.code())
            .header("cookie", &planted);
        let fresh = cookie_of(&call.send().await);
        assert_ne!(fresh, planted);
        assert!(!world.knows(&planted).await);
        assert!(world.knows(&fresh).await && world.knows(&ana.cookie).await);
    }

    #[tokio::test]
    async fn another_site_can_sign_nobody_in() {
        let world = World::new().await;
        for path in ["sign-in", "invitation", "enrolment"] {
            let body = json!({ "name": "Ana", "password": "", "code": "" });
            let call = world.call("POST", &format!("/v1/staff/{path}"));
            let answer = call
                .header("sec-fetch-site", "cross-site")
                .json(&body)
                .send()
                .await;
            assert!(matches!(answer.status, 400 | 403), "{path}: {}", answer.status);
            assert!(answer.has_no_header("set-cookie"));
        }
        let body = json!({ "name": "Ana", "password": PASSWORD, "code": "000000" });
        let call = world.call("POST", "/v1/staff/sign-in").json(&body);
        call.send().await.is_refused(403, "forbidden");
    }
}
