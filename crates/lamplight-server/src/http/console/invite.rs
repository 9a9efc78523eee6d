//! The one-time link. Reading it changes nothing, because mail programs and chat previews read links; the
//! button on its page spends it.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};

use super::{cookie, page};
use crate::Deps;
use crate::auth::{refuse_foreign_origin, session_cookie};

const INVITE: &str = include_str!("pages/invite.html");
const SPENT: &str = include_str!("pages/spent.html");
const ELSEWHERE: &str = include_str!("pages/elsewhere.html");
const FAILED: &str = include_str!("pages/failed.html");

/// A page with a button, whatever the code: nobody learns here which codes exist.
pub(super) async fn show() -> Response {
    page(StatusCode::OK, INVITE)
}

/// Spends the code and signs its holder in.
pub(super) async fn consume(
    State(deps): State<Arc<Deps>>,
    Path(code): Path<String>,
    headers: HeaderMap,
) -> Response {
    // Otherwise another site could sign somebody in as a person of its choosing.
    if refuse_foreign_origin(&headers, &deps).is_err() {
        return page(StatusCode::FORBIDDEN, ELSEWHERE);
    }
    match deps.desk().redeem(&code, session_cookie(&headers, &deps)).await {
        Ok(Some((_, secret))) => {
            let signed_in = [(SET_COOKIE, cookie::begun(&secret, &deps.public_url))];
            (signed_in, Redirect::to("/console/")).into_response()
        }
        Ok(None) => page(StatusCode::GONE, SPENT),
        Err(error) => {
            tracing::error!(%error, "sign-in failed");
            page(StatusCode::INTERNAL_SERVER_ERROR, FAILED)
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::access::INVITE_LASTS_MS;
    use crate::testing::World;

    #[tokio::test]
    async fn reading_a_link_spends_nothing_and_pressing_the_button_signs_in_once() {
        let world = World::new().await;
        let path = world.invite("bo").await;
        for _ in 0..3 {
            let page = world.get(&path).await;
            assert_eq!(page.status, 200);
            assert!(page.text().contains("<form method=\"post\">"));
            assert!(page.has_no_header("set-cookie"));
        }
        let pressed = world.call("POST", &path).same_origin().send().await;
        assert_eq!(
            (pressed.status, pressed.header("location").as_str()),
            (303, "/console/")
        );
        assert!(pressed.header("set-cookie").contains("HttpOnly; SameSite=Strict"));
        let again = world.call("POST", &path).same_origin().send().await;
        assert_eq!(again.status, 410);
        assert!(again.has_no_header("set-cookie"));
    }

    #[tokio::test]
    async fn of_many_who_press_at_once_one_gets_in() {
        let world = World::new().await;
        let path = world.invite("bo").await;
        let presses = (0..32).map(|_| world.call("POST", &path).same_origin().send());
        let answers = futures_util::future::join_all(presses).await;
        let signed_in = answers.iter().filter(|answer| answer.status == 303).count();
        assert_eq!(signed_in, 1);
    }

    #[tokio::test]
    async fn an_invitation_ends_by_itself() {
        let world = World::new().await;
        let path = world.invite("bo").await;
        world.pass(INVITE_LASTS_MS);
        assert_eq!(world.call("POST", &path).same_origin().send().await.status, 410);
    }

    #[tokio::test]
    async fn another_site_cannot_press_the_button() {
        let world = World::new().await;
        let path = world.invite("bo").await;
        for (name, value) in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("origin", "https://elsewhere.example"),
            ("x-nothing", "no header at all"),
        ] {
            let answer = world.call("POST", &path).header(name, value).send().await;
            assert_eq!(answer.status, 403, "{name}: {value}");
        }
        assert_eq!(world.call("POST", &path).same_origin().send().await.status, 303);
    }
}
