//! Legal holds. A program can ask for one, as for a court's order that comes in elsewhere; the rest takes people.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use lamplight_protocol::api::{Changed, HoldChange, HoldStep};
use lamplight_protocol::error::ErrorCode;
use lamplight_protocol::ids::ReportId;
use lamplight_store::model::StaffAction;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::reports::{change, operation};
use crate::Deps;
use crate::error::ApiError;
use crate::http::errors::StaffWriteRefusals;
use crate::http::write::ByStaff;
use crate::policy::to;

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new().routes(routes!(put_hold))
}

/// Takes a step of a legal hold. What is held is neither erased, nor redacted, nor forgotten; it takes two people
/// to hold a report, and two to let it go.
#[utoipa::path(
    put,
    path = "/v1/staff/reports/{id}/hold/{op}",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(
        ("id" = String, Path, format = Uuid, description = "The report"),
        ("op" = String, Path, format = Uuid, description = "The step; made by the caller"),
    ),
    request_body = HoldChange,
    responses((status = 200, description = "It is taken", body = Changed), StaffWriteRefusals),
)]
async fn put_hold(
    State(deps): State<Arc<Deps>>,
    ByStaff(write, hold): ByStaff<to::HoldReports, ReportId, HoldChange>,
) -> Result<Json<Changed>, ApiError> {
    if hold.step != HoldStep::Ask && !write.by.staff.is_person() {
        return Err(ApiError::new(
            ErrorCode::Forbidden,
            "a program can ask for a legal hold; only people who are signed in agree with one, or end it",
        ));
    }
    hold.check()?;
    let action = StaffAction::Hold(hold);
    change(&deps, &operation(&deps, &write, action)).await
}

#[cfg(test)]
mod tests {
    use lamplight_protocol::limits::HOLD_ASKED_MS_MAX;
    use lamplight_store::model::{Rights, Role};
    use serde_json::{Value, json};

    use crate::testing::{Answer, World};

    /// Two dispatchers and a report.
    struct Scene {
        world: World,
        colleagues: [String; 2],
        report: String,
    }

    impl Scene {
        async fn set() -> Self {
            let world = World::new().await;
            let rights = Rights::everywhere([Role::Dispatcher]);
            let colleagues = [
                world.colleague("ada", &rights).await.cookie,
                world.colleague("bo", &rights).await.cookie,
            ];
            let ana = world.resident();
            ana.reports().await.done();
            let report = ana.id.to_string();
            Self {
                world,
                colleagues,
                report,
            }
        }

        fn path(&self) -> String {
            let op = self.world.operation();
            format!("/v1/staff/reports/{}/hold/{op}", self.report)
        }

        async fn step(&self, by: usize, step: &str) -> Answer {
            let body = json!({ "step": step, "reason": "case 12 of the court" });
            let call = self.world.with_cookie("PUT", &self.path(), &self.colleagues[by]);
            call.json(&body).send().await
        }

        /// By a program, which is still there when the sessions have ended.
        async fn read(&self) -> Value {
            let token = self.world.token().await;
            let path = format!("/v1/staff/reports/{}", self.report);
            self.world
                .call("GET", &path)
                .bearer(&token)
                .send()
                .await
                .done()
                .json()
        }
    }

    #[tokio::test]
    async fn everybody_at_the_desk_sees_how_far_a_hold_is_and_why() {
        let scene = Scene::set().await;
        assert_eq!(scene.read().await["hold"], Value::Null);
        scene.step(0, "ask").await.done();
        let read = scene.read().await;
        assert_eq!(
            (&read["hold"]["stage"], &read["hold"]["asked_by"]["name"]),
            (&"asked".into(), &"ada".into())
        );
        let lapses_at = scene.world.now().plus_millis(HOLD_ASKED_MS_MAX);
        assert_eq!(read["hold"]["lapses_at"], json!(lapses_at));
        let told = read["desk"].as_array().unwrap().last().unwrap();
        assert_eq!(
            (&told["kind"], &told["step"], &told["reason"]),
            (&"hold".into(), &"ask".into(), &"case 12 of the court".into())
        );
        scene.world.pass(HOLD_ASKED_MS_MAX);
        assert_eq!(scene.read().await["hold"], Value::Null, "it has lapsed");
    }

    #[tokio::test]
    async fn whoever_asked_cannot_be_the_one_who_agrees() {
        let scene = Scene::set().await;
        scene.step(0, "ask").await.done();
        scene.step(0, "agree").await.is_refused(403, "forbidden");
        scene.step(1, "agree").await.done();
        assert_eq!(scene.read().await["hold"]["stage"], "standing");
        scene.step(1, "ask").await.is_refused(409, "changed_meanwhile");
        scene.step(1, "ask_end").await.done();
        scene.step(1, "agree").await.is_refused(403, "forbidden");
        scene.step(0, "agree").await.done();
        assert_eq!(scene.read().await["hold"], Value::Null);
    }

    #[tokio::test]
    async fn a_program_asks_for_a_hold_and_takes_no_other_step() {
        let scene = Scene::set().await;
        let token = scene.world.token().await;
        let step = async |step: &str| {
            let body = json!({ "step": step, "reason": "an order came in" });
            let call = scene.world.call("PUT", &scene.path()).bearer(&token);
            call.json(&body).send().await
        };
        step("ask").await.done();
        for other in ["agree", "take_back", "ask_end"] {
            step(other).await.is_refused(403, "forbidden");
        }
        scene.step(0, "agree").await.done();
    }

    #[tokio::test]
    async fn a_resident_is_told_that_a_held_report_cannot_be_erased_yet() {
        let world = World::new().await;
        let token = world.token().await;
        let ana = world.resident();
        ana.reports().await.done();
        let path = format!("/v1/staff/reports/{}/hold/{}", ana.id, world.operation());
        let asks = world.call("PUT", &path).bearer(&token);
        let body = json!({ "step": "ask", "reason": "an order came in" });
        asks.json(&body).send().await.done();
        let erases = async || ana.write("DELETE", "").send().await;
        let refused = erases().await.is_refused(423, "on_hold");
        assert_eq!(refused["id"], ana.id.to_string());
        world.pass(HOLD_ASKED_MS_MAX);
        erases().await.done();
    }

    #[tokio::test]
    async fn a_step_without_a_reason_is_refused() {
        let scene = Scene::set().await;
        let call = scene
            .world
            .with_cookie("PUT", &scene.path(), &scene.colleagues[0]);
        let answer = call.json(&json!({ "step": "ask", "reason": " " })).send().await;
        assert_eq!(answer.is_refused(400, "invalid")["field"], "reason");
    }
}
