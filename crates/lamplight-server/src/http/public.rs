//! What everybody may read in a browser: how the patrol does, as a page without any script, and as data.
//!
//! The page is not in the OpenAPI document: it is for people. The data are what `GET /v1/figures` tells, in forms that a
//! table or a program takes.

mod csv;
mod initiatives;
mod language;
mod page;
mod rows;
#[cfg(test)]
mod tests;
mod tried;
mod wording;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::header::{CONTENT_LANGUAGE, CONTENT_SECURITY_POLICY, CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, HeaderValue, Uri};
use axum::response::Response;
use axum::routing::get;
use lamplight_store::StoreError;
use lamplight_words::Words;

use crate::Deps;
use crate::area::Answer;
use crate::error::ApiError;
use crate::figures::Told;
use crate::http::cached;

/// What the page may load: its one style sheet, and nothing else. There is no script.
const POLICY: &str =
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const STYLE: &str = include_str!("public/page.css");

pub(super) fn routes() -> Router<Arc<Deps>> {
    Router::new()
        .route("/how-we-are-doing", get(get_page))
        .route("/how-we-are-doing.json", get(get_json))
        .route("/how-we-are-doing.csv", get(get_csv))
        .route(
            "/how-we-are-doing.css",
            get(async || ([(CONTENT_TYPE, "text/css")], STYLE)),
        )
}

/// What is told now.
async fn told(deps: &Deps) -> Result<Told, StoreError> {
    let now = deps.clock.now();
    deps.figures
        .told(deps.store.as_ref(), deps.risk.standing(), now)
        .await
}

/// How the patrol does, as a page in the reader's language.
async fn get_page(State(deps): State<Arc<Deps>>, uri: Uri, headers: HeaderMap) -> Result<Response, ApiError> {
    let area = deps.area.area();
    let words = Words::of(&language::choose(uri.query(), &headers, &area.languages));
    let told = told(&deps).await?;
    let html = page::write(&words, &area.name, &told.figures).map_err(|_| {
        tracing::error!("the page of figures cannot be written");
        ApiError::internal()
    })?;
    let mut response = cached::unless_known(&headers, &Answer::new(html), "text/html; charset=utf-8");
    let head = response.headers_mut();
    head.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    head.insert(CONTENT_LANGUAGE, HeaderValue::from_static(words.language()));
    head.insert(VARY, HeaderValue::from_static("accept-language"));
    Ok(response)
}

/// The same for programs.
async fn get_json(State(deps): State<Arc<Deps>>, headers: HeaderMap) -> Result<Response, ApiError> {
    let told = told(&deps).await?;
    Ok(cached::unless_known(&headers, &told.answer, "application/json"))
}

/// The same for tables.
async fn get_csv(State(deps): State<Arc<Deps>>, headers: HeaderMap) -> Result<Response, ApiError> {
    let told = told(&deps).await?;
    let csv = Answer::new(csv::write(&told.figures));
    Ok(cached::unless_known(&headers, &csv, "text/csv; charset=utf-8"))
}
