//! The people of the patrol, as an admin looks after them: who there is, with which rights, invited and signed
//! in where. What ends here ends at once for the next call, and within five seconds for an open stream.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use lamplight_protocol::error::{ErrorCode, Violation};
use lamplight_protocol::ids::{InviteId, SessionId, StaffId};
use lamplight_protocol::time::TimestampMillis;
use lamplight_store::model::{Districts, Opens, Person, Rights, Roles, name_key};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Deps;
use crate::auth::Allowed;
use crate::body::StaffBody;
use crate::error::ApiError;
use crate::http::errors::{StaffReadRefusals, StaffWriteRefusals};
use crate::http::extract::{Id, Session as SessionParameter};
use crate::policy::to;

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new()
        .routes(routes!(get_people))
        .routes(routes!(put_person))
        .routes(routes!(get_sessions, delete_sessions))
        .routes(routes!(delete_session))
        .routes(routes!(get_invitations))
        .routes(routes!(put_invitation, delete_invitation))
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

fn done_or_not_found(done: bool) -> Result<StatusCode, ApiError> {
    if done {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(ApiError::not_found())
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use lamplight_store::model::{Rights, Role};
    use serde_json::{Value, json};

    use crate::testing::{Answer, World, square_town};

    fn admin() -> Rights {
        Rights::everywhere([Role::Admin])
    }

    async fn call(world: &World, cookie: &str, method: &str, path: &str, body: &Value) -> Answer {
        let path = format!("/v1/staff/{path}");
        world.with_cookie(method, &path, cookie).json(body).send().await
    }

    async fn person(world: &World, cookie: &str, name: &str) -> Value {
        let mut people = call(world, cookie, "GET", "people", &json!({}))
            .await
            .done()
            .json();
        let mut people = people["people"].take();
        let people = people.as_array_mut().unwrap();
        let place = people.iter().position(|person| person["name"] == name).unwrap();
        people.remove(place)
    }

    #[tokio::test]
    async fn an_admin_invites_somebody_who_then_has_the_rights_that_were_given() {
        let world = World::with_area(square_town()).await;
        let ana = world.colleague("Ana", &admin()).await;
        let invite = format!("invitations/{}", world.operation());
        let body =
            json!({ "name": "Bo", "rights": { "roles": ["officer", "dispatcher"], "districts": ["west"] } });
        let sent = call(&world, &ana.cookie, "PUT", &invite, &body)
            .await
            .done()
            .json();
        let link = sent["link"].as_str().unwrap();
        let (server, code) = link.split_once("/console/#/invite/").unwrap();
        assert_eq!(server, "http://patrol.test");
        let waiting = call(&world, &ana.cookie, "GET", "invitations", &json!({}))
            .await
            .done()
            .json();
        assert_eq!(waiting["invitations"][0]["name"], "Bo");
        assert!(!waiting.to_string().contains(code), "the link is told once");

        let authenticator = world.authenticator(code).await;
        let shown = authenticator.code_at(world.now());
        world.enrol(code, "over the river", &shown).await.done();
        let bo = person(&world, &ana.cookie, "Bo").await;
        assert_eq!(
            bo["rights"],
            json!({ "roles": ["dispatcher", "officer"], "districts": ["west"] })
        );
        assert_eq!((&bo["enrolled"], &bo["sessions"]), (&true.into(), &1.into()));
        assert_eq!(bo["id"], sent["person"]);
    }

    #[tokio::test]
    async fn an_invitation_that_was_taken_back_opens_nothing() {
        let world = World::new().await;
        let ana = world.colleague("Ana", &admin()).await;
        let invite = format!("invitations/{}", world.operation());
        let body = json!({ "name": "Bo", "rights": { "roles": ["officer"] } });
        let sent = call(&world, &ana.cookie, "PUT", &invite, &body)
            .await
            .done()
            .json();
        let code = sent["link"]
            .as_str()
            .unwrap()
            .rsplit('/')
            .next()
            .unwrap()
            .to_owned();
        assert_eq!(
            call(&world, &ana.cookie, "DELETE", &invite, &json!({}))
                .await
                .status,
            204
        );
        call(&world, &ana.cookie, "DELETE", &invite, &json!({}))
            .await
            .is_refused(404, "not_found");
        world
            .enrol(&code, "over the river", "000000")
            .await
            .is_refused(410, "gone");
    }

    #[tokio::test]
    async fn rights_that_make_no_sense_are_refused() {
        let world = World::with_area(square_town()).await;
        let ana = world.colleague("Ana", &admin()).await;
        for (rights, field) in [
            (json!({ "roles": [] }), "roles"),
            (
                json!({ "roles": ["officer"], "districts": ["wset"] }),
                "districts",
            ),
        ] {
            let invite = format!("invitations/{}", world.operation());
            let body = json!({ "name": "Bo", "rights": rights });
            let refused = call(&world, &ana.cookie, "PUT", &invite, &body).await;
            assert_eq!(refused.is_refused(400, "invalid")["field"], field);
        }
        let invite = format!("invitations/{}", world.operation());
        for body in [
            json!({ "name": "Bo", "rights": { "roles": ["chief"] } }),
            json!({ "name": "Bo", "rights": { "roles": ["officer"], "district": [] } }),
        ] {
            let refused = call(&world, &ana.cookie, "PUT", &invite, &body).await;
            refused.is_refused(400, "invalid");
        }
    }

    #[tokio::test]
    async fn nobody_gives_rights_to_themselves() {
        let world = World::new().await;
        let ana = world.colleague("Ana", &admin()).await;
        let id = person(&world, &ana.cookie, "Ana").await["id"].take();
        let path = format!("people/{}", id.as_str().unwrap());
        let body = json!({ "rights": { "roles": ["admin", "responder"] }, "shut_out": false });
        let refused = call(&world, &ana.cookie, "PUT", &path, &body).await;
        refused.is_refused(403, "forbidden");
        let invite = format!("invitations/{}", world.operation());
        let body = json!({ "name": "ana", "rights": { "roles": ["responder"] } });
        let refused = call(&world, &ana.cookie, "PUT", &invite, &body).await;
        refused.is_refused(403, "forbidden");
    }

    #[tokio::test]
    async fn sessions_are_listed_and_ended_one_and_all() {
        let world = World::new().await;
        let ana = world.colleague("Ana", &admin()).await;
        let bo = world.colleague("Bo", &admin()).await;
        let second = crate::testing::cookie_of(&bo.signs_in().await);
        let id = person(&world, &ana.cookie, "Bo").await["id"].take();
        let path = format!("people/{}/sessions", id.as_str().unwrap());
        let listed = call(&world, &ana.cookie, "GET", &path, &json!({}))
            .await
            .done()
            .json();
        let first = listed["sessions"][0]["id"].as_str().unwrap();
        assert_eq!(listed["sessions"].as_array().unwrap().len(), 2);
        let one = format!("{path}/{first}");
        assert_eq!(
            call(&world, &ana.cookie, "DELETE", &one, &json!({})).await.status,
            204
        );
        assert!(!world.knows(&bo.cookie).await && world.knows(&second).await);
        assert_eq!(
            call(&world, &ana.cookie, "DELETE", &path, &json!({}))
                .await
                .status,
            204
        );
        assert!(!world.knows(&second).await && world.knows(&ana.cookie).await);
    }

    #[tokio::test]
    async fn an_open_stream_ends_with_its_session_and_narrows_with_its_rights() {
        let world = World::new().await;
        let ana = world.colleague("Ana", &admin()).await;
        let mut streams = Vec::new();
        for name in ["Bo", "Cy"] {
            let cookie = world
                .colleague(name, &Rights::everywhere([Role::Dispatcher]))
                .await
                .cookie;
            streams.push(world.with_cookie("GET", "/v1/staff/live", &cookie).open().await);
        }
        let bo = person(&world, &ana.cookie, "Bo").await["id"].take();
        let cy = person(&world, &ana.cookie, "Cy").await["id"].take();
        let bo = format!("people/{}/sessions", bo.as_str().unwrap());
        assert_eq!(
            call(&world, &ana.cookie, "DELETE", &bo, &json!({})).await.status,
            204
        );
        let cy = format!("people/{}", cy.as_str().unwrap());
        let body = json!({ "rights": { "roles": ["publisher"] }, "shut_out": false });
        assert_eq!(call(&world, &ana.cookie, "PUT", &cy, &body).await.status, 204);
        tokio::time::pause();
        tokio::time::advance(Duration::from_secs(5)).await;
        tokio::time::resume();
        world.resident().reports().await.done();
        let token = world.token().await;
        let alert = format!("/v1/staff/alerts/{}", world.alert_id());
        let publish = world.call("PUT", &alert).bearer(&token);
        publish.json(&crate::testing::alert()).send().await.done();
        assert_eq!(streams[0].frame().await, None);
        assert_eq!(
            streams[1].news().await.event,
            "alert",
            "a publisher hears of no report"
        );
    }

    #[tokio::test]
    async fn whoever_is_shut_out_can_be_let_in_again() {
        let world = World::new().await;
        let ana = world.colleague("Ana", &admin()).await;
        let bo = world.colleague("Bo", &admin()).await;
        let id = person(&world, &ana.cookie, "Bo").await["id"].take();
        let path = format!("people/{}", id.as_str().unwrap());
        let change = |shut_out: bool| json!({ "rights": { "roles": ["admin"] }, "shut_out": shut_out });
        assert_eq!(
            call(&world, &ana.cookie, "PUT", &path, &change(true))
                .await
                .status,
            204
        );
        assert!(!world.knows(&bo.cookie).await);
        bo.signs_in().await.is_refused(401, "sign_in_required");
        assert_eq!(
            call(&world, &ana.cookie, "PUT", &path, &change(false))
                .await
                .status,
            204
        );
        assert_eq!(bo.signs_in().await.status, 204);
        let nobody = format!("people/{}", world.operation());
        let refused = call(&world, &ana.cookie, "PUT", &nobody, &change(true)).await;
        refused.is_refused(404, "not_found");
    }
}
