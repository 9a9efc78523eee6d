//! What is withheld of a report, given to somebody who says why.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use lamplight_protocol::disclosure::{Disclosure, DisclosureRequest};
use lamplight_protocol::ids::ReportId;
use lamplight_store::model::{Disclosed, Disclosing};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Deps;
use crate::error::ApiError;
use crate::http::errors::StaffWriteRefusals;
use crate::http::write::ByStaff;
use crate::policy::to;

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new().routes(routes!(put_disclosure))
}

/// Gives the exact place or the contact of a report, this once, and records who asked and why. Each call is a look of
/// its own, also one under the same id.
#[utoipa::path(
    put,
    path = "/v1/staff/reports/{id}/disclosures/{op}",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(
        ("id" = String, Path, format = Uuid, description = "The report"),
        ("op" = String, Path, format = Uuid, description = "The look; made by the caller"),
    ),
    request_body = DisclosureRequest,
    responses((status = 200, description = "What was asked for", body = Disclosure), StaffWriteRefusals),
)]
async fn put_disclosure(
    State(deps): State<Arc<Deps>>,
    ByStaff(write, request): ByStaff<to::ReadWithheld, ReportId, DisclosureRequest>,
) -> Result<Json<Disclosure>, ApiError> {
    request.check()?;
    let asked = Disclosing {
        id: write.operation,
        report_id: write.subject,
        body_hash: write.body_hash(&deps, "disclosure"),
        by: write.by.staff.actor(),
        reach: write.by.reach,
        request,
        at: deps.clock.now(),
    };
    match deps.store.disclose(&asked).await? {
        Disclosed::Given(given) => Ok(Json(given)),
        Disclosed::Conflict => Err(ApiError::conflict()),
        Disclosed::NotFound => Err(ApiError::not_found()),
    }
}

#[cfg(test)]
mod tests {
    use lamplight_store::model::{Rights, Role};
    use serde_json::{Value, json};

    use crate::testing::{World, report};

    /// What must not be told without a reason: both coordinates, the words of the place, name and reach.
    const CANARIES: [&str; 5] = ["0.51234", "0.54321", "Canary Lane", "Canary Ana", "600100200"];

    async fn reported(world: &World, category: &str) -> String {
        let mut body = report();
        body["category"] = category.into();
        body["behaviours"] = match category {
            "suspicious_activity" => json!(["trying_handles"]),
            _ => json!([]),
        };
        body["place"] = json!({ "point": { "lat": 0.51234, "lon": 0.54321 }, "words": "Canary Lane 4" });
        body["contact"] = json!({ "name": "Canary Ana", "reach": "600100200" });
        let resident = world.resident();
        resident.write("PUT", "").digested(&body).send().await.done();
        resident.id.to_string()
    }

    async fn ask(world: &World, token: &str, id: &str, body: &Value) -> crate::testing::Answer {
        let path = format!("/v1/staff/reports/{id}/disclosures/{}", world.operation());
        world.call("PUT", &path).bearer(token).json(body).send().await
    }

    fn told(text: &str) -> Vec<&'static str> {
        CANARIES
            .into_iter()
            .filter(|canary| text.contains(canary))
            .collect()
    }

    #[tokio::test]
    async fn no_answer_to_staff_tells_what_is_withheld_without_a_reason() {
        for role in Role::ALL {
            let world = World::new().await;
            let token = world.token_with(&Rights::everywhere([role])).await;
            let everybody = world.token().await;
            for (category, withheld) in [
                ("wellbeing", &CANARIES[..]),
                ("suspicious_activity", &CANARIES[..]),
                ("vandalism", &CANARIES[3..]),
            ] {
                let id = reported(&world, category).await;
                for path in crate::http::tests::rights::ROUTES
                    .iter()
                    .filter(|(method, path, _)| *method == "get" && path.starts_with("/v1/staff/"))
                    .filter(|(_, path, _)| !path.ends_with("/live"))
                    .map(|(_, path, _)| path.replace("{id}", &id).replace("{sha256}", &"a".repeat(64)))
                {
                    for token in [&token, &everybody] {
                        let text = world.call("GET", &path).bearer(token).send().await.text();
                        for canary in told(&text) {
                            assert!(
                                !withheld.contains(&canary),
                                "{role:?} {category} {path}: {canary}"
                            );
                        }
                    }
                }
            }
        }
    }

    #[tokio::test]
    async fn neither_a_search_nor_a_likeness_tells_what_is_withheld() {
        let world = World::new().await;
        let token = world.token().await;
        let read = async |path: &str| world.call("GET", path).bearer(&token).send().await.done().json();
        for category in ["wellbeing", "suspicious_activity", "vandalism"] {
            reported(&world, category).await;
        }
        for (words, count) in [
            ("canary", 1),
            ("lane%204", 1),
            ("600100200", 0),
            ("0.51234", 0),
            ("canary%20ana", 0),
        ] {
            let found = read(&format!("/v1/staff/reports?words={words}")).await;
            let found = found["reports"].as_array().unwrap();
            assert_eq!(found.len(), count, "{words}: {found:?}");
            assert!(found.iter().all(|report| report["category"] == "vandalism"));
        }
        let list = read("/v1/staff/reports").await;
        for report in list["reports"].as_array().unwrap() {
            assert_eq!(report["near"], json!({ "lat": 0.51, "lon": 0.54 }));
            let path = format!("/v1/staff/reports/{}/similar", report["id"].as_str().unwrap());
            let similar = read(&path).await;
            let similar = similar["similar"].as_array().unwrap();
            assert_eq!(similar.len(), 2);
            assert!(similar.iter().all(|other| other.get("distance_m").is_none()));
        }
    }

    #[tokio::test]
    async fn whoever_is_near_by_cannot_find_the_place_by_likenesses() {
        let scores = async |lon: f64| {
            let world = World::new().await;
            let token = world.token().await;
            let mut here = report();
            here["place"] = json!({ "point": { "lat": 0.51234, "lon": lon } });
            world
                .resident()
                .write("PUT", "")
                .digested(&here)
                .send()
                .await
                .done();
            let id = reported(&world, "wellbeing").await;
            let path = format!("/v1/staff/reports/{id}/similar");
            let similar = world.call("GET", &path).bearer(&token).send().await.done().json();
            similar["similar"][0]["score"].as_u64()
        };
        let (far, at_the_door) = (scores(0.5351).await, scores(0.54321).await);
        assert!(far.is_some());
        assert_eq!(far, at_the_door);
    }

    #[tokio::test]
    async fn a_reason_opens_what_was_asked_for_and_leaves_a_row() {
        let world = World::new().await;
        let token = world.token().await;
        let id = reported(&world, "wellbeing").await;
        let place = json!({ "what": "place", "reason": "going_there" });
        let given = ask(&world, &token, &id, &place).await.done().text();
        assert_eq!(told(&given), CANARIES[..3]);
        let contact = json!({ "what": "contact", "reason": "other", "words": "the clinic asks" });
        let given = ask(&world, &token, &id, &contact).await.done().text();
        assert_eq!(told(&given), CANARIES[3..]);

        crate::audit::chain(world.store()).await.unwrap();
        let rows = world.store().audit_after(0, 99).await.unwrap();
        let looks: Vec<_> = rows
            .iter()
            .filter(|row| row.act.ends_with("_read"))
            .map(|row| (row.act.as_str(), row.object_id.as_deref(), row.reason.as_deref()))
            .collect();
        let id = Some(id.as_str());
        assert_eq!(
            looks,
            [
                ("report.place_read", id, Some("going_there")),
                ("report.contact_read", id, Some("other")),
            ]
        );
        assert!(!format!("{rows:?}").contains("clinic"));
    }

    #[tokio::test]
    async fn without_a_reason_or_reach_there_is_nothing() {
        let world = World::new().await;
        let token = world.token().await;
        let officer = world.token_with(&Rights::everywhere([Role::Officer])).await;
        let publisher = world.token_with(&Rights::everywhere([Role::Publisher])).await;
        let id = reported(&world, "wellbeing").await;
        let place = json!({ "what": "place", "reason": "going_there" });
        for (body, field) in [
            (json!({ "what": "place" }), "reason"),
            (json!({ "what": "place", "reason": "curious" }), "reason"),
            (json!({ "what": "place", "reason": "other" }), "words"),
        ] {
            let refused = ask(&world, &token, &id, &body).await.is_refused(400, "invalid");
            assert_eq!(refused["field"], field, "{body}");
        }
        ask(&world, &officer, &id, &place)
            .await
            .is_refused(404, "not_found");
        ask(&world, &publisher, &id, &place)
            .await
            .is_refused(403, "forbidden");
        crate::audit::chain(world.store()).await.unwrap();
        let rows = world.store().audit_after(0, 99).await.unwrap();
        assert!(rows.iter().all(|row| !row.act.ends_with("_read")), "{rows:?}");
    }
}
