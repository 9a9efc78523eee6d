//! When the patrol's desk is staffed: the hours in which a report can be answered.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::error::{Violation, check_count};
use crate::limits::DESK_SHIFTS_MAX;

/// The hours of each day of the week, in the zone of the area. A day without any is one on which nobody is there.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct DeskHours {
    /// Of a Monday.
    #[serde(default)]
    pub monday: Vec<Shift>,
    /// Of a Tuesday.
    #[serde(default)]
    pub tuesday: Vec<Shift>,
    /// Of a Wednesday.
    #[serde(default)]
    pub wednesday: Vec<Shift>,
    /// Of a Thursday.
    #[serde(default)]
    pub thursday: Vec<Shift>,
    /// Of a Friday.
    #[serde(default)]
    pub friday: Vec<Shift>,
    /// Of a Saturday.
    #[serde(default)]
    pub saturday: Vec<Shift>,
    /// Of a Sunday.
    #[serde(default)]
    pub sunday: Vec<Shift>,
}

/// Some hours of one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Shift {
    /// When they begin, for example `08:00`.
    pub from: TimeOfDay,
    /// When they end, `24:00` for the end of the day.
    pub to: TimeOfDay,
}

/// A time of day in minutes since it began, from `00:00` to `24:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "string"))]
pub struct TimeOfDay(u16);

/// A text that is not a time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not a time of day: expected something like 08:00")]
pub struct TimeOfDayError;

impl DeskHours {
    /// The hours of each day, Monday first.
    pub fn week(&self) -> [&[Shift]; 7] {
        [
            &self.monday,
            &self.tuesday,
            &self.wednesday,
            &self.thursday,
            &self.friday,
            &self.saturday,
            &self.sunday,
        ]
    }

    /// Checks that there are any, and that those of a day follow each other.
    ///
    /// # Errors
    /// A [`Violation`] of `desk_hours`.
    pub fn check(&self) -> Result<(), Violation> {
        if self.week().iter().all(|day| day.is_empty()) {
            return Err(Violation::invalid(
                "desk_hours",
                "have no hour of the week; leave them away if the desk is always staffed",
            ));
        }
        for day in self.week() {
            check_count("desk_hours", day.len(), DESK_SHIFTS_MAX)?;
            let mut end = TimeOfDay::MIDNIGHT;
            for shift in day {
                if shift.from < end || shift.to <= shift.from {
                    return Err(Violation::invalid(
                        "desk_hours",
                        "must follow each other within a day, each from an earlier to a later time",
                    ));
                }
                end = shift.to;
            }
        }
        Ok(())
    }
}

impl TimeOfDay {
    /// The beginning of a day.
    pub const MIDNIGHT: Self = Self(0);

    /// Hours since the day began, from 0 to 24, and minutes beyond them.
    pub fn hours_and_minutes(self) -> (u16, u16) {
        (self.0 / 60, self.0 % 60)
    }
}

impl FromStr for TimeOfDay {
    type Err = TimeOfDayError;

    fn from_str(text: &str) -> Result<Self, TimeOfDayError> {
        let two_digits = |text: &str| {
            let sound = text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
            sound.then(|| text.parse::<u16>().ok()).flatten()
        };
        let (hours, minutes) = text
            .split_once(':')
            .and_then(|(hours, minutes)| two_digits(hours).zip(two_digits(minutes)))
            .filter(|(hours, minutes)| *minutes < 60 && hours * 60 + minutes <= 24 * 60)
            .ok_or(TimeOfDayError)?;
        Ok(Self(hours * 60 + minutes))
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hours, minutes) = self.hours_and_minutes();
        write!(f, "{hours:02}:{minutes:02}")
    }
}

impl TryFrom<String> for TimeOfDay {
    type Error = TimeOfDayError;

    fn try_from(text: String) -> Result<Self, TimeOfDayError> {
        text.parse()
    }
}

impl From<TimeOfDay> for String {
    fn from(time: TimeOfDay) -> Self {
        time.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_day_has_two_digits_twice_and_ends_at_24() {
        for good in ["00:00", "08:30", "23:59", "24:00"] {
            assert_eq!(good.parse::<TimeOfDay>().unwrap().to_string(), good);
        }
        for bad in [
            "", "8:00", "08:60", "24:01", "25:00", "08", "08:0", "-1:00", "08:00:00",
        ] {
            assert!(bad.parse::<TimeOfDay>().is_err(), "{bad}");
        }
    }

    #[test]
    fn hours_are_some_and_follow_each_other() {
        let monday = |shifts: &str| {
            let hours: DeskHours = serde_json::from_str(&format!(r#"{{"monday":[{shifts}]}}"#)).unwrap();
            hours.check().is_ok()
        };
        assert!(monday(
            r#"{"from":"08:00","to":"12:00"},{"from":"12:00","to":"24:00"}"#
        ));
        assert!(!monday(""));
        assert!(!monday(r#"{"from":"08:00","to":"08:00"}"#));
        assert!(!monday(r#"{"from":"22:00","to":"06:00"}"#));
        assert!(!monday(
            r#"{"from":"08:00","to":"12:00"},{"from":"11:00","to":"13:00"}"#
        ));
    }
}
