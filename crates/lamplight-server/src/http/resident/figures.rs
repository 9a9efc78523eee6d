//! How the patrol served residents.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use lamplight_protocol::api::ServiceFigures;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Deps;
use crate::error::ApiError;
use crate::http::cached;
use crate::http::errors::AreaRefusals;

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new().routes(routes!(get_figures))
}

/// How soon reports were answered and closed, where there are enough of them to tell; made once a day.
#[utoipa::path(
    get,
    path = "/v1/figures",
    tag = "resident",
    responses(
        (status = 200, description = "The figures, with an ETag", body = ServiceFigures),
        (status = 304, description = "The caller has them already"),
        AreaRefusals,
    ),
)]
async fn get_figures(State(deps): State<Arc<Deps>>, headers: HeaderMap) -> Result<Response, ApiError> {
    let now = deps.clock.now();
    let made = deps.figures.answer(deps.store.as_ref(), deps.area.area(), now);
    Ok(cached::unless_known(&headers, &made.await?, "application/json"))
}

#[cfg(test)]
mod tests {
    use lamplight_protocol::limits::DAY_MS;
    use serde_json::{Value, json};

    use crate::testing::{World, report};

    async fn reports(world: &World, category: &str) {
        let mut body = report();
        body["category"] = category.into();
        if category == "suspicious_activity" {
            body["behaviours"] = json!(["hiding"]);
        }
        let write = world.resident().write("PUT", "");
        write.digested(&body).send().await.done();
    }

    async fn figures(world: &World) -> Value {
        world.get("/v1/figures").await.json()
    }

    #[tokio::test]
    async fn figures_are_told_of_enough_reports_a_week_later() {
        let world = World::new().await;
        for _ in 0..5 {
            reports(&world, "vandalism").await;
            reports(&world, "wellbeing").await;
        }
        reports(&world, "vehicle").await;
        assert_eq!(figures(&world).await["all"], Value::Null);
        world.pass(8 * DAY_MS);
        let told = figures(&world).await;
        assert_eq!(told["all"], json!({ "reports": 6, "in_time_percent": 0 }));
        assert_eq!(told["reports_min"], 5);
        let of = |category: &str| {
            let categories = told["categories"].as_array().unwrap();
            categories
                .iter()
                .find(|told| told["category"] == category)
                .cloned()
        };
        assert_eq!(
            of("vandalism").unwrap()["figure"],
            Value::Null,
            "it would tell of the one about a vehicle"
        );
        assert_eq!(of("wellbeing"), None);
    }

    /// Where much was reported, by category, and how often at least.
    async fn places(world: &World) -> Vec<(String, u64)> {
        let told = figures(world).await;
        let places = told["places"]["told"].as_array().unwrap();
        let place = |place: &Value| {
            let category = place["category"].as_str().unwrap().to_owned();
            (category, place["reports_at_least"].as_u64().unwrap())
        };
        places.iter().map(place).collect()
    }

    #[tokio::test]
    async fn places_are_told_in_fives_a_week_after_their_month_and_never_of_what_leads_to_a_person() {
        // It is the 20th of November; the figures of the 7th of December are those of all before its first week.
        let world = World::new().await;
        for (category, count) in [
            ("vandalism", 7),
            ("vehicle", 4),
            ("wellbeing", 10),
            ("suspicious_activity", 10),
        ] {
            for _ in 0..count {
                reports(&world, category).await;
            }
        }
        world.pass(17 * DAY_MS);
        assert_eq!(
            figures(&world).await["places"]["until"],
            "2026-11-01T00:00:00.000Z"
        );
        assert_eq!(places(&world).await, []);
        world.pass(DAY_MS);
        assert_eq!(places(&world).await, [("vandalism".into(), 5)]);
        let told = figures(&world).await;
        let middle = &told["places"]["told"][0]["middle"];
        assert_ne!(*middle, json!({ "lat": 0.5, "lon": 0.5 }), "it is the cell's");
        assert!((middle["lat"].as_f64().unwrap() - 0.5).abs() < 0.01);
    }

    #[tokio::test]
    async fn everybody_gets_the_same_whatever_place_they_name() {
        let world = World::new().await;
        let plain = world.get("/v1/figures").await;
        let asked = world.get("/v1/figures?lat=0.5&lon=0.5&near=0.5,0.5").await;
        assert_eq!((asked.status, asked.text()), (200, plain.text()));
    }

    #[tokio::test]
    async fn figures_are_the_same_all_day_and_not_sent_twice() {
        let world = World::new().await;
        let first = world.get("/v1/figures").await;
        let again = world
            .call("GET", "/v1/figures")
            .header("if-none-match", first.header("etag"))
            .send()
            .await;
        assert_eq!((again.status, again.text()), (304, String::new()));
    }
}
