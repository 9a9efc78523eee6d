//! In which language a page speaks.

use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;
use lamplight_protocol::text::Language;
use lamplight_words::languages;

/// The language that the address names, else the one that the browser likes best, else the first of the area's: of those
/// that have words.
pub(super) fn choose(query: Option<&str>, headers: &HeaderMap, of_area: &[Language]) -> Language {
    let named = query.and_then(named);
    let liked = || liked(headers).into_iter().find(has_words);
    named
        .filter(has_words)
        .or_else(liked)
        .or_else(|| of_area.iter().find(|language| has_words(language)).cloned())
        .unwrap_or_else(Language::english)
}

fn has_words(language: &Language) -> bool {
    languages().any(|known| known == language.primary())
}

fn named(query: &str) -> Option<Language> {
    let values = query.split('&').filter_map(|part| part.strip_prefix("lang="));
    values.filter_map(|value| value.parse().ok()).next()
}

/// The languages of `Accept-Language`, the best liked first (RFC 9110, 12.5.4).
fn liked(headers: &HeaderMap) -> Vec<Language> {
    let values = headers.get_all(ACCEPT_LANGUAGE).iter();
    let ranges = values
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','));
    let mut liked: Vec<(f32, Language)> = ranges
        .filter_map(|range| {
            let (tag, weight) = range.split_once(';').unwrap_or((range, "q=1"));
            let weight = weight.trim().strip_prefix("q=")?.parse().ok()?;
            Some((weight, tag.trim().parse().ok()?))
        })
        .filter(|(weight, _)| *weight > 0.0)
        .collect();
    liked.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    liked.into_iter().map(|(_, language)| language).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(query: Option<&str>, accepted: &'static str) -> String {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_LANGUAGE, accepted.parse().unwrap());
        let of_area = ["fr", "uk"].map(|language| language.parse().unwrap());
        choose(query, &headers, &of_area).primary().to_owned()
    }

    #[test]
    fn the_address_comes_before_the_browser_and_that_before_the_area() {
        assert_eq!(chosen(Some("lang=ar"), "es"), "ar");
        assert_eq!(chosen(Some("x=1&lang=es-MX"), "ar"), "es");
        assert_eq!(chosen(Some("lang=<script>"), "es"), "es");
        assert_eq!(
            chosen(Some("lang=fr"), "fi, en;q=0.3, es-419;q=0.8, ar;q=0"),
            "es"
        );
        assert_eq!(chosen(None, "fi, *;q=0.5"), "uk");
    }
}
