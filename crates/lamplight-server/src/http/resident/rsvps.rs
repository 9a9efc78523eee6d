//! Saying that one comes to an event. Counted, and by nobody's name: the receipt is one that the device made for
//! this event alone.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use lamplight_protocol::api::{Rsvp, RsvpTaken};
use lamplight_protocol::error::ErrorCode;
use lamplight_protocol::ids::EventId;
use lamplight_store::model::{RsvpAnswer, RsvpChange};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Deps;
use crate::error::ApiError;
use crate::http::errors::RsvpRefusals;
use crate::http::write::ByReceipt;

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new().routes(routes!(put_rsvp))
}

/// Takes how many come to an event; 0 for nobody. The newest one under a receipt counts.
#[utoipa::path(
    put,
    path = "/v1/events/{id}/rsvps/{op}",
    tag = "resident",
    security(("receipt" = [])),
    params(
        ("id" = String, Path, format = Uuid, description = "The event"),
        ("op" = String, Path, format = Uuid, description = "The answer; made on the device"),
        ("content-digest" = String, Header, description = "`sha-256=:<base64>:` of the body (RFC 9530)"),
    ),
    request_body = Rsvp,
    responses((status = 200, description = "It is kept", body = RsvpTaken), RsvpRefusals),
)]
async fn put_rsvp(
    State(deps): State<Arc<Deps>>,
    ByReceipt(write, rsvp): ByReceipt<EventId, Rsvp>,
) -> Result<Json<RsvpTaken>, ApiError> {
    rsvp.check()?;
    let change = RsvpChange {
        operation: write.operation,
        event: write.subject,
        receipt_hash: deps.secrets.hash_rsvp(write.subject, &write.by.0),
        body_hash: write.body_hash(&deps, "rsvp"),
        people: rsvp.people,
        at: deps.clock.now(),
    };
    match deps.store.rsvp(&change).await? {
        RsvpAnswer::Taken { at, repeated: _ } => {
            deps.hub.ring_doorbell();
            Ok(Json(RsvpTaken {
                id: write.operation.to_string(),
                digest: write.digest,
                received_at: at,
            }))
        }
        RsvpAnswer::Conflict => Err(ApiError::conflict()),
        RsvpAnswer::NotFound => Err(ApiError::not_found()),
        RsvpAnswer::Over => Err(ApiError::new(
            ErrorCode::Gone,
            "this event is over, or was cancelled",
        )),
        RsvpAnswer::Full => Err(ApiError::new(
            ErrorCode::Full,
            "so many places are not left at this event",
        )),
    }
}

#[cfg(test)]
mod tests {
    use lamplight_protocol::ids::Receipt;
    use lamplight_protocol::limits::DAY_MS;
    use serde_json::{Value, json};

    use crate::testing::{Answer, World, event};

    /// A published event for three people, and who asks how many come.
    struct Scene {
        world: World,
        token: String,
        id: String,
    }

    impl Scene {
        async fn set() -> Self {
            let world = World::new().await;
            let token = world.token().await;
            let id = world.event_id().to_string();
            let mut content = event();
            content["capacity"] = 3.into();
            let path = format!("/v1/staff/events/{id}");
            let publishes = world.call("PUT", &path).bearer(&token).json(&content);
            publishes.send().await.done();
            Self { world, token, id }
        }

        fn path(&self) -> String {
            format!("/v1/events/{}/rsvps/{}", self.id, self.world.operation())
        }

        async fn comes_by(&self, path: &str, device: u8, people: u32) -> Answer {
            let receipt = Receipt::from_random([device; Receipt::CHARS]);
            let call = self.world.call("PUT", path).receipt(&receipt);
            call.digested(&json!({ "people": people })).send().await
        }

        async fn comes(&self, device: u8, people: u32) -> Answer {
            self.comes_by(&self.path(), device, people).await
        }

        async fn read(&self, rest: &str) -> Value {
            let path = format!("/v1/staff/events/{}{rest}", self.id);
            let call = self.world.call("GET", &path).bearer(&self.token);
            call.send().await.done().json()
        }
    }

    #[tokio::test]
    async fn people_are_counted_and_the_newest_answer_of_a_device_is_its_answer() {
        let scene = Scene::set().await;
        scene.comes(1, 2).await.done();
        scene.comes(2, 1).await.done();
        assert_eq!(
            scene.read("/attendance").await,
            json!({ "answers": 2, "people": 3 })
        );
        scene.comes(1, 1).await.done();
        scene.comes(2, 0).await.done();
        assert_eq!(
            scene.read("/attendance").await,
            json!({ "answers": 1, "people": 1 })
        );
    }

    #[tokio::test]
    async fn an_answer_counts_once_however_often_it_is_sent() {
        let scene = Scene::set().await;
        let path = scene.path();
        let first = scene.comes_by(&path, 1, 2).await.done().json();
        scene.comes(1, 1).await.done();
        assert_eq!(scene.comes_by(&path, 1, 2).await.done().json(), first);
        assert_eq!(
            scene.read("/attendance").await["people"],
            1,
            "the later one stands"
        );
        scene.comes_by(&path, 1, 3).await.is_refused(409, "conflict");
    }

    #[tokio::test]
    async fn a_full_event_says_so_to_everybody_and_takes_nobody_more() {
        let scene = Scene::set().await;
        assert_eq!(scene.read("").await["full"], Value::Null);
        scene.comes(1, 2).await.done();
        scene.comes(2, 2).await.is_refused(409, "full");
        scene.comes(2, 1).await.done();
        assert_eq!(scene.read("").await["full"], true);
        scene.comes(3, 1).await.is_refused(409, "full");
        scene.comes(1, 0).await.done();
        assert_eq!(scene.read("").await["full"], Value::Null);
        let feed = scene.world.get("/v1/feed").await.json();
        assert_eq!(feed["items"][0]["full"], Value::Null);
        assert_eq!(feed["items"][0]["revision"], 1, "nobody decided anything");
    }

    #[tokio::test]
    async fn what_is_over_takes_nobody_and_lets_everybody_off() {
        let scene = Scene::set().await;
        scene.comes(1, 1).await.done();
        scene.world.pass(10 * DAY_MS);
        scene.comes(2, 1).await.is_refused(410, "gone");
        scene.comes(1, 0).await.done();
        let path = scene
            .path()
            .replace(&scene.id, &scene.world.event_id().to_string());
        scene.comes_by(&path, 1, 1).await.is_refused(404, "not_found");
        let too_many = scene.comes(3, 11).await.is_refused(400, "invalid");
        assert_eq!(too_many["field"], "people");
    }
}
