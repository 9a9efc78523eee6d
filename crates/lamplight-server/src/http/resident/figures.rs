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

/// How reports were served, month by month, where there are enough of them to tell.
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
    let told = deps
        .figures
        .told(deps.store.as_ref(), deps.risk.standing(), now)
        .await?;
    Ok(cached::unless_known(&headers, &told.answer, "application/json"))
}

#[cfg(test)]
mod tests {
    use lamplight_protocol::limits::DAY_MS;
    use serde_json::{Value, json};

    use crate::retention::Retention;
    use crate::testing::{World, report};

    async fn reports(world: &World, category: &str, count: usize) {
        for _ in 0..count {
            let mut body = report();
            body["category"] = category.into();
            if category == "suspicious_activity" {
                body["behaviours"] = json!(["hiding"]);
            }
            let write = world.resident().write("PUT", "");
            write.digested(&body).send().await.done();
        }
    }

    /// Lets so many days pass, and what is due be told.
    async fn days_pass(world: &World, days: i64) {
        world.pass(days * DAY_MS);
        world.jobs(Retention::default()).tell_months().await.unwrap();
    }

    async fn figures(world: &World) -> Value {
        world.get("/v1/figures").await.json()
    }

    // It is the 20th of November; that month is told on the 8th of December, 18 days later.
    #[tokio::test]
    async fn a_month_is_told_a_week_after_its_end_once_and_stays_as_it_was_told() {
        let world = World::new().await;
        reports(&world, "vandalism", 7).await;
        reports(&world, "wellbeing", 9).await;
        reports(&world, "vehicle", 6).await;
        days_pass(&world, 17).await;
        assert_eq!(
            figures(&world).await,
            json!({
                "reports_min": 5, "method": 1, "months": [], "forecasts": { "map_is_made": false },
                "tried": []
            })
        );
        days_pass(&world, 1).await;
        let told = figures(&world).await;
        let month = &told["months"][0];
        assert_eq!(month["from"], "2026-11-01T00:00:00.000Z");
        assert_eq!(month["until"], "2026-12-01T00:00:00.000Z");
        world.meddle("DELETE FROM report");
        days_pass(&world, 10).await;
        assert_eq!(figures(&world).await, told);
    }

    #[tokio::test]
    async fn what_is_too_few_is_hidden_with_what_would_tell_of_it() {
        let world = World::new().await;
        reports(&world, "vandalism", 9).await;
        reports(&world, "noise_disorder", 6).await;
        reports(&world, "vehicle", 2).await;
        reports(&world, "wellbeing", 9).await;
        days_pass(&world, 18).await;
        let month = figures(&world).await["months"][0].take();
        assert_eq!(month["reports"], json!({ "state": "told", "value": 17 }));
        let of = |category: &str| {
            let mut categories = month["categories"].as_array().unwrap().iter();
            let found = categories.find(|told| told["category"] == category);
            found.map(|told| told["reports"].clone())
        };
        assert_eq!(of("vandalism"), Some(json!({ "state": "told", "value": 9 })));
        assert_eq!(of("vehicle"), Some(json!({ "state": "hidden" })));
        assert_eq!(
            of("noise_disorder"),
            Some(json!({ "state": "hidden" })),
            "it would tell of the two about a vehicle"
        );
        assert_eq!(of("wellbeing"), None);
        assert_eq!(
            month["service"]["answered_half_minutes"],
            json!({ "state": "still_waiting" })
        );
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
    async fn places_are_told_in_fives_with_enough_left_elsewhere_and_never_of_what_leads_to_a_person() {
        let world = World::new().await;
        reports(&world, "vandalism", 7).await;
        for _ in 0..5 {
            let mut elsewhere = report();
            elsewhere["place"]["point"]["lat"] = 0.6.into();
            world
                .resident()
                .write("PUT", "")
                .digested(&elsewhere)
                .send()
                .await
                .done();
        }
        for category in [
            "lighting_hazard",
            "noise_disorder",
            "wellbeing",
            "suspicious_activity",
        ] {
            reports(&world, category, 10).await;
        }
        days_pass(&world, 18).await;
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
    async fn figures_are_not_sent_twice() {
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
