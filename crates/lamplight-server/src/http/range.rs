//! Parts of an answer: `Range` and `If-Range` (RFC 9110, section 14).

use std::ops::Range;

use axum::http::HeaderMap;
use axum::http::header::{IF_RANGE, RANGE};

/// What of a thing the caller wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wanted {
    /// All of it.
    Whole,
    /// These bytes, at least one, which lie within it.
    Part(Range<u64>),
    /// A part that begins beyond its end.
    Beyond,
}

/// Reads what is wanted of a thing of so many bytes and this tag. Several ranges at once, other units and what makes no
/// sense are answered as if nothing had been said, as the RFC allows; so is a part of something that was replaced.
pub(super) fn wanted(headers: &HeaderMap, etag: &str, size: u64) -> Wanted {
    let is_other = headers
        .get(IF_RANGE)
        .is_some_and(|tag| tag.as_bytes() != etag.as_bytes());
    let range = headers.get(RANGE).filter(|_| !is_other);
    range
        .and_then(|range| range.to_str().ok())
        .and_then(|range| part(range, size))
        .unwrap_or(Wanted::Whole)
}

/// None when it makes no sense.
fn part(range: &str, size: u64) -> Option<Wanted> {
    let (first, last) = range.strip_prefix("bytes=")?.split_once('-')?;
    let (first, last) = (number(first)?, number(last)?);
    let part = match (first, last) {
        (None, Some(count)) => size.saturating_sub(count)..size,
        (Some(first), None) => first..size,
        (Some(first), Some(last)) if first <= last => first..size.min(last.saturating_add(1)),
        _ => return None,
    };
    Some(if part.is_empty() {
        Wanted::Beyond
    } else {
        Wanted::Part(part)
    })
}

/// The number; none inside where there is none, none outside where it is no number.
fn number(text: &str) -> Option<Option<u64>> {
    let text = text.trim();
    if text.is_empty() {
        return Some(None);
    }
    // A sign would be read too, and is not a part of it.
    text.bytes()
        .all(|digit| digit.is_ascii_digit())
        .then(|| text.parse().ok())?
        .map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(range: &str) -> Wanted {
        let mut headers = HeaderMap::new();
        headers.insert(RANGE, range.parse().unwrap());
        wanted(&headers, "\"a\"", 100)
    }

    #[test]
    fn one_range_is_read_in_its_three_forms_and_cut_at_the_end() {
        assert_eq!(of("bytes=0-9"), Wanted::Part(0..10));
        assert_eq!(of("bytes=90-"), Wanted::Part(90..100));
        assert_eq!(of("bytes=-10"), Wanted::Part(90..100));
        assert_eq!(of("bytes=99-1000"), Wanted::Part(99..100));
        assert_eq!(of("bytes=-1000"), Wanted::Part(0..100));
        assert_eq!(of("bytes=5-18446744073709551615"), Wanted::Part(5..100));
    }

    #[test]
    fn what_begins_beyond_the_end_is_told_apart_from_what_makes_no_sense() {
        for beyond in ["bytes=100-", "bytes=100-200", "bytes=-0"] {
            assert_eq!(of(beyond), Wanted::Beyond, "{beyond}");
        }
        for senseless in [
            "bytes=9-0",
            "bytes=-",
            "bytes=a-b",
            "bytes=+1-2",
            "items=0-1",
            "bytes=0-1,5-6",
        ] {
            assert_eq!(of(senseless), Wanted::Whole, "{senseless}");
        }
        assert_eq!(wanted(&HeaderMap::new(), "\"a\"", 100), Wanted::Whole);
    }

    #[test]
    fn a_part_of_what_was_replaced_is_answered_with_all_of_it() {
        let mut headers = HeaderMap::new();
        headers.insert(RANGE, "bytes=50-".parse().unwrap());
        headers.insert(IF_RANGE, "\"a\"".parse().unwrap());
        assert_eq!(wanted(&headers, "\"a\"", 100), Wanted::Part(50..100));
        assert_eq!(wanted(&headers, "\"b\"", 100), Wanted::Whole);
    }
}
