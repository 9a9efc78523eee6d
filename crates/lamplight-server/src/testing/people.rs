//! People of the patrol, who enrol and sign in.

use lamplight_store::model::{Actor, Opens, Rights};
use serde_json::json;

use super::{Answer, Call, World};
use crate::access::Authenticator;

/// The password of everybody here.
pub(crate) const PASSWORD: &str = "over the footbridge";

/// Somebody who has enrolled.
pub(crate) struct Colleague<'a> {
    world: &'a World,
    pub(crate) name: String,
    pub(crate) authenticator: Authenticator,
    pub(crate) cookie: String,
    pub(crate) recovery_codes: Vec<String>,
}

impl World {
    /// The code of a fresh invitation to enrol.
    pub(crate) async fn invitation(&self, name: &str, rights: &Rights) -> String {
        let desk = self.deployment.desk();
        let id = desk.new_invite_id().unwrap();
        let by = Actor::command_line();
        let invited = desk
            .invite(id, name, rights, Opens::Enrolment, &by)
            .await
            .unwrap();
        invited.code().to_owned()
    }

    /// What the authenticator of an invitation's person is told.
    pub(crate) async fn authenticator(&self, invitation: &str) -> Authenticator {
        let welcome = self.deployment.desk().welcome(invitation).await.unwrap();
        welcome.unwrap().authenticator
    }

    /// Takes an invitation up.
    pub(crate) async fn enrol(&self, invitation: &str, password: &str, code: &str) -> Answer {
        let body = json!({ "invitation": invitation, "password": password, "code": code });
        let call = self.call("POST", "/v1/staff/enrolment").same_origin();
        call.json(&body).send().await
    }

    /// Somebody who was invited and has enrolled. Half a minute goes by, so that their next code is a new one.
    pub(crate) async fn colleague(&self, name: &str, rights: &Rights) -> Colleague<'_> {
        let invitation = self.invitation(name, rights).await;
        let authenticator = self.authenticator(&invitation).await;
        let code = authenticator.code_at(self.now());
        let answer = self.enrol(&invitation, PASSWORD, &code).await.done();
        self.pass(30_000);
        let codes = answer.json()["recovery_codes"].take();
        Colleague {
            world: self,
            name: name.to_owned(),
            authenticator,
            cookie: cookie_of(&answer),
            recovery_codes: serde_json::from_value(codes).unwrap(),
        }
    }

    /// A call at the door.
    pub(crate) fn knock(&self, name: &str, password: &str, code: &str) -> Call {
        let body = json!({ "name": name, "password": password, "code": code });
        let call = self.call("POST", "/v1/staff/sign-in").same_origin();
        call.json(&body)
    }

    /// A call with a session's cookie.
    pub(crate) fn with_cookie(&self, method: &str, path: &str, cookie: &str) -> Call {
        self.call(method, path).header("cookie", cookie).same_origin()
    }

    /// Whether a cookie opens anything.
    pub(crate) async fn knows(&self, cookie: &str) -> bool {
        self.with_cookie("GET", "/v1/staff/me", cookie)
            .send()
            .await
            .status
            == 200
    }
}

impl Colleague<'_> {
    /// The code that their authenticator shows.
    pub(crate) fn code(&self) -> String {
        self.authenticator.code_at(self.world.now())
    }

    /// Signs in as they do.
    pub(crate) async fn signs_in(&self) -> Answer {
        let answer = self.world.knock(&self.name, PASSWORD, &self.code()).send().await;
        self.world.pass(30_000);
        answer
    }
}

/// The cookie that an answer sets, as a browser sends it back.
pub(crate) fn cookie_of(answer: &Answer) -> String {
    let cookie = answer.header("set-cookie");
    cookie.split(';').next().unwrap().to_owned()
}
