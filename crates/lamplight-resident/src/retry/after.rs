//! The header `Retry-After` (RFC 9110, section 10.2.3): seconds, or a date.

use std::time::SystemTime;

/// How long an answer asks to wait, in seconds. None when it does not, or not in a way that makes sense. A
/// number too large to hold is the largest: whoever reads it cuts it to the caps of this rule.
///
/// A date is measured from the answer's own `Date`, so that both come from one clock. Without that it is
/// passed over: a device's clock may be wrong by years, and the wait with it.
pub(crate) fn seconds_to_wait(retry_after: &str, date: &str) -> Option<u32> {
    let retry_after = retry_after.trim();
    if !retry_after.is_empty() && retry_after.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(retry_after.parse().unwrap_or(u32::MAX));
    }
    let wait = instant(retry_after)?
        .duration_since(instant(date)?)
        .unwrap_or_default();
    Some(u32::try_from(wait.as_secs()).unwrap_or(u32::MAX))
}

fn instant(date: &str) -> Option<SystemTime> {
    httpdate::parse_http_date(date.trim()).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const DATE: &str = "Fri, 20 Nov 2026 10:00:00 GMT";

    #[test]
    fn seconds_are_read_and_absurd_ones_are_cut_later() {
        assert_eq!(seconds_to_wait("0", ""), Some(0));
        assert_eq!(seconds_to_wait(" 120 ", ""), Some(120));
        assert_eq!(seconds_to_wait("99999999999999999999", ""), Some(u32::MAX));
    }

    #[test]
    fn a_date_is_measured_from_the_answers_own_date() {
        let asked = |retry_after| seconds_to_wait(retry_after, DATE);
        assert_eq!(asked("Fri, 20 Nov 2026 10:02:00 GMT"), Some(120));
        assert_eq!(asked("Friday, 20-Nov-26 10:02:00 GMT"), Some(120));
        assert_eq!(asked("Fri Nov 20 10:02:00 2026"), Some(120));
        assert_eq!(asked("Fri, 20 Nov 2026 09:00:00 GMT"), Some(0));
        assert_eq!(asked("Fri, 31 Dec 9999 23:59:59 GMT"), Some(u32::MAX));
        assert_eq!(seconds_to_wait("Fri, 20 Nov 2026 10:02:00 GMT", ""), None);
    }

    #[test]
    fn anything_else_asks_for_nothing() {
        for nonsense in ["", "-5", "+5", "1.5", "5s", "soon", "1e3", "2026-11-20T10:02:00Z"] {
            assert_eq!(seconds_to_wait(nonsense, DATE), None, "{nonsense}");
        }
    }

    proptest! {
        #[test]
        fn no_header_is_too_odd(retry_after: String, date: String) {
            let _ = seconds_to_wait(&retry_after, &date);
        }
    }
}
