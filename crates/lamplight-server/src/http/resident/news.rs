//! News for the readers and the web pages of others, in the form that they share.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use lamplight_protocol::error::ErrorCode;
use lamplight_protocol::text::Language;
use serde::Deserialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Deps;
use crate::area::Answer;
use crate::atom::{self, Feed};
use crate::error::ApiError;
use crate::http::cached;
use crate::http::errors::NewsFeedRefusals;
use crate::http::extract::Parameters;

/// Items in the feed: what a reader that looks once a week has missed.
const ITEMS: u32 = 50;

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new().routes(routes!(get_news_atom))
}

#[derive(Debug, Clone, Deserialize)]
struct FeedParameters {
    language: Option<String>,
}

/// The newest news in one language, as an Atom feed.
#[utoipa::path(
    get,
    path = "/v1/news.atom",
    tag = "resident",
    params((
        "language" = Option<String>, Query,
        description = "In which language, for example `en`; in the first of the area's when absent",
    )),
    responses(
        (status = 200, description = "The feed, with an ETag", body = String, content_type = "application/atom+xml"),
        (status = 304, description = "The caller has it already"),
        NewsFeedRefusals,
    ),
)]
async fn get_news_atom(
    State(deps): State<Arc<Deps>>,
    Parameters(asked): Parameters<FeedParameters>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let area = deps.area.area();
    let language = match asked.language.as_deref() {
        None => area.languages.first().cloned().unwrap_or_else(Language::english),
        Some(language) => language.parse().map_err(|error| {
            ApiError::of_field(ErrorCode::Invalid, "language", format!("language: {error}"))
        })?,
    };
    let (news, _) = deps.store.news(None, ITEMS).await?;
    let feed = Feed {
        title: &area.name,
        url: &format!(
            "{}/v1/news.atom?language={}",
            deps.public_url.as_str(),
            language.as_str()
        ),
        language: &language,
    };
    let xml = atom::write(&feed, &news).map_err(|_| {
        tracing::error!("news cannot be written as Atom");
        ApiError::internal()
    })?;
    Ok(cached::unless_known(
        &headers,
        &Answer::new(xml),
        "application/atom+xml",
    ))
}

#[cfg(test)]
mod tests {
    use quick_xml::Reader;
    use quick_xml::events::Event;
    use serde_json::json;

    use crate::testing::{World, news};

    async fn publish(world: &World, texts: serde_json::Value) -> String {
        let id = world.operation().to_string();
        let call = world.call("PUT", &format!("/v1/staff/news/{id}"));
        let call = call.bearer(&world.token().await);
        call.json(&json!({ "texts": texts })).send().await.done();
        id
    }

    /// The texts of these elements, in their order.
    fn texts_of(xml: &str, name: &str) -> Vec<String> {
        let mut reader = Reader::from_str(xml);
        let (mut found, mut within) = (Vec::new(), false);
        loop {
            match reader.read_event().unwrap() {
                Event::Start(start) => {
                    within = start.name().as_ref() == name.as_bytes();
                    if within {
                        found.push(String::new());
                    }
                }
                Event::Text(text) if within => found.last_mut().unwrap().push_str(&text.decode().unwrap()),
                Event::GeneralRef(entity) if within => {
                    let name = entity.decode().unwrap();
                    let letter = match entity.resolve_char_ref().unwrap() {
                        Some(letter) => letter.to_string(),
                        None => quick_xml::escape::resolve_predefined_entity(&name)
                            .unwrap()
                            .to_owned(),
                    };
                    found.last_mut().unwrap().push_str(&letter);
                }
                Event::End(_) => within = false,
                Event::Eof => return found,
                _ => {}
            }
        }
    }

    #[tokio::test]
    async fn each_language_has_a_feed_of_what_is_told_in_it_newest_first() {
        let world = World::new().await;
        let said = |language: &str, title: &str| json!({ "language": language, "title": title, "text": "…" });
        let first = publish(&world, json!([said("en", "One"), said("es", "Uno")])).await;
        world.pass(1_000);
        publish(&world, json!([said("en", "Two")])).await;
        let english = world.get("/v1/news.atom").await.done();
        assert_eq!(english.header("content-type"), "application/atom+xml");
        assert_eq!(texts_of(&english.text(), "title")[1..], ["Two", "One"]);
        let spanish = world.get("/v1/news.atom?language=es").await.done().text();
        assert_eq!(texts_of(&spanish, "title")[1..], ["Uno"]);
        assert_eq!(texts_of(&spanish, "id")[1..], [format!("urn:uuid:{first}")]);
        let nobodys = world.get("/v1/news.atom?language=fr").await.done().text();
        assert_eq!(texts_of(&nobodys, "entry"), Vec::<String>::new());
        let wrong = world.get("/v1/news.atom?language=%3Cscript%3E").await;
        assert_eq!(wrong.is_refused(400, "invalid")["field"], "language");
    }

    #[tokio::test]
    async fn what_news_say_stays_text_whatever_it_is() {
        let world = World::new().await;
        let hostile = "</title><script>alert(1)</script> & \"quotes\" ]]> 'more' \u{1F600}";
        publish(
            &world,
            json!([{ "language": "en", "title": hostile, "text": hostile }]),
        )
        .await;
        let xml = world.get("/v1/news.atom").await.done().text();
        assert!(!xml.contains("<script>"));
        assert_eq!(texts_of(&xml, "title")[1..], [hostile]);
        assert_eq!(texts_of(&xml, "content"), [hostile]);
    }

    #[tokio::test]
    async fn a_feed_that_the_caller_has_is_not_sent_again_until_something_changes() {
        let world = World::new().await;
        let first = world.get("/v1/news.atom").await.done();
        assert_eq!(first.header("cache-control"), "public, no-cache");
        let again = || {
            let call = world.call("GET", "/v1/news.atom");
            call.header("if-none-match", first.header("etag")).send()
        };
        assert_eq!(again().await.status, 304);
        publish(&world, news()["texts"].clone()).await;
        assert_eq!(again().await.status, 200);
    }
}
