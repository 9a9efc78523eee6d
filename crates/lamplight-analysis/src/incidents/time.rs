//! Times, as sources write them.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

/// Ways in which sources write a time, the commonest first. Without a zone it is taken as it stands.
const TIMES_WITH_ZONE: [&str; 2] = ["%Y-%m-%d %H:%M:%S%#z", "%Y-%m-%dT%H:%M:%S%.f%#z"];
const TIMES_WITHOUT_ZONE: [&str; 4] = [
    "%Y-%m-%d %H:%M:%S%.f",
    "%Y-%m-%dT%H:%M:%S%.f",
    "%m/%d/%Y %I:%M:%S %p",
    "%Y-%m-%d %H:%M",
];

/// Reads a time in one of the forms that sources use.
pub(super) fn parse_time(text: &str) -> Option<DateTime<Utc>> {
    let text = text.trim();
    let zoned = |form: &&str| DateTime::parse_from_str(text, form).ok();
    let plain = |form: &&str| NaiveDateTime::parse_from_str(text, form).ok();
    let midnight = || {
        NaiveDate::parse_from_str(text, "%Y-%m-%d")
            .ok()?
            .and_hms_opt(0, 0, 0)
    };
    TIMES_WITH_ZONE
        .iter()
        .find_map(zoned)
        .map(|time| time.to_utc())
        .or_else(|| {
            let time = TIMES_WITHOUT_ZONE.iter().find_map(plain).or_else(midnight)?;
            Some(time.and_utc())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_in_the_forms_that_sources_use() {
        for text in [
            "2015-03-01 13:05:00+00",
            "2015-03-01T13:05:00Z",
            "2015-03-01T08:05:00.000-05:00",
            "2015-03-01 13:05:00",
            "03/01/2015 01:05:00 PM",
            "2015-03-01 13:05",
        ] {
            let time = parse_time(text).unwrap();
            assert_eq!(time.to_rfc3339(), "2015-03-01T13:05:00+00:00", "{text}");
        }
        assert_eq!(
            parse_time("2015-03-01").unwrap().to_rfc3339(),
            "2015-03-01T00:00:00+00:00"
        );
        assert_eq!(parse_time("13:05"), None);
    }
}
