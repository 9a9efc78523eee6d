//! How the patrol does, as it may see it itself: what is told, and the month that is told next.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use lamplight_protocol::api::DeskFigures;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Deps;
use crate::auth::Allowed;
use crate::error::ApiError;
use crate::figures;
use crate::http::errors::StaffReadRefusals;
use crate::policy::to;

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new().routes(routes!(get_desk_figures))
}

/// What everybody is told of how the patrol does, and what would be told of the next month, with the numbers behind it.
#[utoipa::path(
    get,
    path = "/v1/staff/figures",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    responses((status = 200, description = "The figures", body = DeskFigures), StaffReadRefusals),
)]
async fn get_desk_figures(
    State(deps): State<Arc<Deps>>,
    _: Allowed<to::ReadFigures>,
) -> Result<Json<DeskFigures>, ApiError> {
    let (store, now) = (deps.store.as_ref(), deps.clock.now());
    let told = deps.figures.told(store, deps.risk.standing(), now).await?.figures;
    let next = figures::next_month(store, deps.area.area(), now).await?;
    Ok(Json(DeskFigures {
        told: told.as_ref().clone(),
        next,
    }))
}

#[cfg(test)]
mod tests {
    use lamplight_protocol::limits::DAY_MS;
    use serde_json::{Value, json};

    use crate::retention::Retention;
    use crate::testing::{World, report};

    #[tokio::test]
    async fn the_desk_sees_what_is_hidden_and_why_and_exactly_what_will_be_told() {
        let world = World::new().await;
        let token = world.token().await;
        for (category, count) in [("vandalism", 9), ("noise_disorder", 6), ("vehicle", 2)] {
            for _ in 0..count {
                let mut body = report();
                body["category"] = category.into();
                let write = world.resident().write("PUT", "");
                write.digested(&body).send().await.done();
            }
        }
        let read = async || {
            let call = world.call("GET", "/v1/staff/figures").bearer(&token);
            call.send().await.done().json()
        };
        // It is the 20th of November: the month is told on the 8th of December.
        world.pass(18 * DAY_MS);
        let next = read().await["next"].take();
        assert_eq!(next["publishable_at"], "2026-12-08T00:00:00.000Z");
        assert_eq!(next["reports"], 17);
        let fate = |category: &str| {
            let categories = next["categories"].as_array().unwrap();
            let found = categories.iter().find(|count| count["category"] == category);
            let found: &Value = found.unwrap();
            (found["reports"].clone(), found["fate"].clone())
        };
        assert_eq!(fate("vandalism"), (json!(9), json!("told")));
        assert_eq!(fate("noise_disorder"), (json!(6), json!("betraying")));
        assert_eq!(fate("vehicle"), (json!(2), json!("too_low")));

        world.jobs(Retention::default()).tell_months().await.unwrap();
        world.pass(60_000);
        let after = read().await;
        assert_eq!(after["told"]["months"][0], next["preview"]);
        assert_eq!(after["told"]["places"]["told"], next["places"]);
        assert_eq!(after["next"]["preview"]["from"], "2026-12-01T00:00:00.000Z");
        assert_eq!(after["next"]["reports"], 0);
    }
}
