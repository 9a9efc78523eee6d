//! The OpenAPI 3.1 document: made from the handlers, served, and committed as `docs/api/openapi.json`.

use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Response};
use utoipa::openapi::OpenApi as Document;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{Components, InfoBuilder, License};

use super::{cached, errors};
use crate::area::Answer;
use crate::auth::SESSION_COOKIE;
use crate::error::ApiError;

/// The document of all calls.
pub fn document() -> Document {
    finish(super::api().into_openapi())
}

/// The document as it is served: written once, since it is the longest answer there is and anybody may ask for it.
#[derive(Clone)]
pub(super) struct Served(Option<Answer>);

impl Served {
    /// Writes it.
    pub(super) fn new(document: &Document) -> Self {
        let written = serde_json::to_vec(document);
        if let Err(error) = &written {
            tracing::error!(%error, "the description of the interface cannot be written");
        }
        Self(written.ok().map(Answer::new))
    }

    /// The document, unless the caller has it.
    pub(super) fn answer(&self, headers: &HeaderMap) -> Response {
        match &self.0 {
            Some(answer) => cached::unless_known(headers, answer, "application/json"),
            None => ApiError::internal().into_response(),
        }
    }
}

/// Adds to what the handlers say of themselves what they have in common.
pub(super) fn finish(mut document: Document) -> Document {
    document.info = InfoBuilder::new()
        .title("Lamplight patrol server")
        .version("1")
        .description(Some(
            "JSON over HTTP. Every write is a PUT whose last path segment its sender made, so that sending it \
             twice is the same as once. Every refusal is an ErrorBody.",
        ))
        .license(Some(License::new("MIT OR Apache-2.0")))
        .build();
    document.servers = None;
    let components = document.components.get_or_insert_with(Components::new);
    components.schemas.extend(errors::schemas());
    let schemes = [
        (
            "receipt",
            SecurityScheme::ApiKey(ApiKey::Header(ApiKeyValue::with_description(
                "Authorization",
                "`Receipt` and the receipt of the report",
            ))),
        ),
        ("token", SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer))),
        (
            "session",
            SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new(SESSION_COOKIE))),
        ),
    ];
    for (name, scheme) in schemes {
        components.add_security_scheme(name, scheme);
    }
    document
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_document_is_the_generated_one() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/api/openapi.json");
        let committed = std::fs::read_to_string(path).unwrap_or_default();
        let generated = document().to_pretty_json().unwrap() + "\n";
        assert!(
            committed == generated,
            "docs/api/openapi.json is stale; run: lamplight-server openapi > docs/api/openapi.json"
        );
    }

    #[test]
    fn every_call_has_a_name_of_its_own_and_tells_of_its_refusals() {
        let json = serde_json::to_value(document()).unwrap();
        assert_eq!(json["openapi"], "3.1.0");
        let mut names = std::collections::BTreeSet::new();
        for (path, methods) in json["paths"].as_object().unwrap() {
            for (method, call) in methods.as_object().unwrap() {
                let answers = call["responses"].as_object().unwrap();
                let refuses = answers.keys().any(|status| status.starts_with(['4', '5']));
                let name = call["operationId"].as_str().unwrap().to_owned();
                assert!(names.insert(name.clone()), "two calls are named {name}");
                assert!(
                    refuses || path == "/health/live",
                    "{method} {path} tells of no refusal"
                );
            }
        }
    }

    #[test]
    fn every_reference_leads_somewhere() {
        let json = serde_json::to_value(document()).unwrap();
        let text = json.to_string();
        for reference in text.split("\"#/components/schemas/").skip(1) {
            let name = reference.split('"').next().unwrap();
            assert!(!json["components"]["schemas"][name].is_null(), "no schema {name}");
        }
    }
}
