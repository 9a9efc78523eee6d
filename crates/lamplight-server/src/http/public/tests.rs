use lamplight_protocol::limits::DAY_MS;

use crate::retention::Retention;
use crate::testing::{World, report};

const PAGE: &str = "/how-we-are-doing";

/// A world of which a month was told: twelve reports about vandalism, three about noise.
async fn with_a_month() -> World {
    let world = World::new().await;
    for (category, count) in [("vandalism", 12), ("noise_disorder", 3), ("vehicle", 8)] {
        for _ in 0..count {
            let mut body = report();
            body["category"] = category.into();
            let write = world.resident().write("PUT", "");
            write.digested(&body).send().await.done();
        }
    }
    world.pass(18 * DAY_MS);
    world.jobs(Retention::default()).tell_months().await.unwrap();
    world
}

#[tokio::test]
async fn the_page_has_no_script_and_may_load_none() {
    let answer = with_a_month().await.get(PAGE).await.done();
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(
        answer.header("content-security-policy"),
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    );
    let page = answer.text();
    for active in ["<script", "javascript:", " on", "style=", "http:", "https:"] {
        let tags = page.split('<').map(|tag| tag.split('>').next().unwrap_or(""));
        let has = |tag: &str| format!("<{tag}").contains(active);
        assert!(!tags.clone().any(has), "{active}");
    }
}

#[tokio::test]
async fn every_figure_stands_with_its_definition() {
    let page = with_a_month()
        .await
        .get("/how-we-are-doing?lang=en")
        .await
        .done()
        .text();
    assert_eq!(page.matches("<dt>").count(), 12);
    assert_eq!(page.matches("<dd class=\"how\">").count(), 12);
    for said in [
        "November 2026",
        "Told on 2026-12-08.",
        "Where fewer than 5 reports stand behind a number",
        "<span>12</span>",
        "Kaplan–Meier",
        "Nothing has been tried yet",
        "Method, version 1",
        "Switched off.",
    ] {
        assert!(page.contains(said), "{said}");
    }
}

#[tokio::test]
async fn the_page_speaks_the_readers_language() {
    let world = with_a_month().await;
    let read = async |path: &str, accepted: &str| {
        let call = world.call("GET", path).header("accept-language", accepted);
        call.send().await.done()
    };
    let arabic = read("/how-we-are-doing?lang=ar", "en").await;
    assert_eq!(arabic.header("content-language"), "ar");
    assert_eq!(arabic.header("vary"), "accept-language");
    assert!(arabic.text().contains("<html lang=\"ar\" dir=\"rtl\">"));
    let spanish = read(PAGE, "fi;q=0.9, es-MX").await.text();
    assert!(spanish.contains("<html lang=\"es\" dir=\"ltr\">"));
    assert!(spanish.contains("Noviembre de 2026"), "{spanish}");
    assert!(read(PAGE, "uk").await.text().contains("Листопад 2026"));
}

#[tokio::test]
async fn before_the_first_month_the_page_says_so() {
    let world = World::new().await;
    let page = world.get("/how-we-are-doing?lang=en").await.done().text();
    assert!(page.contains("No month has been told yet"));
    assert!(!page.contains("<table"));
    let csv = world.get("/how-we-are-doing.csv").await.done();
    assert_eq!(
        csv.text(),
        "month,figure,category,unit,state,value\r\n,map_of_risk,,,off,\r\n"
    );
}

#[tokio::test]
async fn files_say_what_the_app_is_told_and_why_a_number_is_not() {
    let world = with_a_month().await;
    let csv = world.get("/how-we-are-doing.csv").await.done();
    assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
    let csv = csv.text();
    for line in [
        "2026-11,reports,,reports,told,23\r\n",
        "2026-11,answered_half,,minutes,still_waiting,\r\n",
        "2026-11,reports,vandalism,reports,told,12\r\n",
        "2026-11,reports,noise_disorder,reports,hidden,\r\n",
        "2026-11,reports,vehicle,reports,hidden,\r\n",
    ] {
        assert!(csv.contains(line), "{line} is not in {csv}");
    }
    let json = world.get("/how-we-are-doing.json").await.done();
    assert_eq!(json.text(), world.get("/v1/figures").await.text());
    let tag = json.header("etag");
    let again = world
        .call("GET", "/how-we-are-doing.json")
        .header("if-none-match", tag);
    assert_eq!(again.send().await.status, 304);
}

#[tokio::test]
async fn what_an_area_is_called_stays_text() {
    let mut area = lamplight_protocol::area::Area::anywhere();
    area.name = "</title><script>alert(1)</script>".into();
    let page = World::with_area(area).await.get(PAGE).await.done().text();
    assert!(!page.contains("<script"));
    assert!(page.contains("&lt;script&gt;"));
}
