//! The cookie of a session.

use crate::access::SESSION_LASTS_MS;
use crate::auth::session_cookie_name;
use crate::config::PublicUrl;

/// Signs somebody in. `HttpOnly` keeps it from scripts, `SameSite=Strict` from other sites.
pub(in crate::http) fn begun(secret: &str, public_url: &PublicUrl) -> String {
    cookie(secret, SESSION_LASTS_MS / 1_000, public_url)
}

/// Signs somebody out.
pub(in crate::http) fn ended(public_url: &PublicUrl) -> String {
    cookie("", 0, public_url)
}

fn cookie(value: &str, max_age_s: i64, public_url: &PublicUrl) -> String {
    // A browser drops a Secure cookie that comes over plain HTTP, which is how a first try runs.
    let secure = if public_url.is_https() { "; Secure" } else { "" };
    let name = session_cookie_name(public_url);
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
