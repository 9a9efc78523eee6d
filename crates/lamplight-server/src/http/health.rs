//! Whether the server lives, and whether it should be sent calls.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Deps;

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new()
        .routes(routes!(get_health_live))
        .routes(routes!(get_health_ready))
}

/// Whether the process answers at all.
#[utoipa::path(get, path = "/health/live", tag = "health", responses((status = 204, description = "It does")))]
async fn get_health_live() -> StatusCode {
    StatusCode::NO_CONTENT
}

/// Whether calls should be sent here: the store answers, and the server is not about to go away.
#[utoipa::path(
    get,
    path = "/health/ready",
    tag = "health",
    responses((status = 204, description = "They should"), (status = 503, description = "They should not")),
)]
async fn get_health_ready(State(deps): State<Arc<Deps>>) -> StatusCode {
    if !deps.drain.is_cancelled() && deps.store.head().await.is_ok() {
        StatusCode::NO_CONTENT
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::World;

    #[tokio::test]
    async fn a_server_that_goes_away_lives_and_is_not_ready() {
        let world = World::new().await;
        assert_eq!(world.get("/health/live").await.status, 204);
        assert_eq!(world.get("/health/ready").await.status, 204);
        world.drain();
        assert_eq!(world.get("/health/live").await.status, 204);
        assert_eq!(world.get("/health/ready").await.status, 503);
    }
}
