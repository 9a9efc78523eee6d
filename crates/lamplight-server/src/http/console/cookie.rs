//! The cookies: of a session, and of a ceremony with a passkey.

use crate::access::{CEREMONY_LASTS_MS, SESSION_LASTS_MS};
use crate::auth::{ceremony_cookie_name, session_cookie_name};
use crate::config::PublicUrl;

/// Signs somebody in. `HttpOnly` keeps it from scripts, `SameSite=Strict` from other sites.
pub(in crate::http) fn begun(secret: &str, public_url: &PublicUrl) -> String {
    cookie(
        session_cookie_name(public_url),
        secret,
        SESSION_LASTS_MS,
        public_url,
    )
}

/// Signs somebody out.
pub(in crate::http) fn ended(public_url: &PublicUrl) -> String {
    cookie(session_cookie_name(public_url), "", 0, public_url)
}

/// Marks a browser that was asked to do something with a passkey.
pub(in crate::http) fn ceremony_begun(secret: &str, public_url: &PublicUrl) -> String {
    cookie(
        ceremony_cookie_name(public_url),
        secret,
        CEREMONY_LASTS_MS,
        public_url,
    )
}

/// Takes the mark away.
pub(in crate::http) fn ceremony_ended(public_url: &PublicUrl) -> String {
    cookie(ceremony_cookie_name(public_url), "", 0, public_url)
}

fn cookie(name: &str, value: &str, lasts_ms: i64, public_url: &PublicUrl) -> String {
    // A browser drops a Secure cookie that comes over plain HTTP, which is how a first try runs.
    let secure = if public_url.is_https() { "; Secure" } else { "" };
    let max_age_s = lasts_ms / 1_000;
    format!("{name}={value}; Path=/; Max-Age={max_age_s}; HttpOnly; SameSite=Strict{secure}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_is_bound_to_tls_and_to_the_host_wherever_there_is_tls() {
        let of = |url| begun("x", &PublicUrl::parse(url).unwrap());
        assert_eq!(
            of("https://a"),
            "__Host-lamplight_session=x; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict; Secure"
        );
        assert_eq!(
            of("http://a"),
            "lamplight_session=x; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict"
        );
    }
}
