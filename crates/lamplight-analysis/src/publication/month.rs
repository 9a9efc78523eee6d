//! When a month may be published.

use chrono::{DateTime, Datelike as _, Days, Months, NaiveDate, NaiveTime, Utc};
use serde::Serialize;

/// How long after its end a month is published at the earliest, in days: no count may tell who is out there now.
pub const PUBLISHED_DAYS_LATE_MIN: u64 = 7;

/// A calendar month.
///
/// Each is published once, whole, and no sum over several is: two tables of the same events could be subtracted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Month {
    year: i32,
    month: u32,
}

impl Month {
    /// The month of a year, from 1 to 12; `None` where there is no such month.
    #[must_use]
    pub fn new(year: i32, month: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, 1).map(|_| Self { year, month })
    }

    /// The month of a moment.
    #[must_use]
    pub fn of(at: DateTime<Utc>) -> Self {
        Self {
            year: at.year(),
            month: at.month(),
        }
    }

    /// The one after it; `None` past the end of the calendar.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        self.bounds().map(|(_, end)| Self::of(end))
    }

    /// Its first moment, and the first after it; `None` past the end of the calendar.
    #[must_use]
    pub fn bounds(self) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        let first = NaiveDate::from_ymd_opt(self.year, self.month, 1)?;
        let next = first.checked_add_months(Months::new(1))?;
        let midnight = |day: NaiveDate| day.and_time(NaiveTime::MIN).and_utc();
        Some((midnight(first), midnight(next)))
    }

    /// From when on it may be published; `None` past the end of the calendar.
    #[must_use]
    pub fn publishable_at(self) -> Option<DateTime<Utc>> {
        let (_, end) = self.bounds()?;
        end.checked_add_days(Days::new(PUBLISHED_DAYS_LATE_MIN))
    }

    /// Whether it may be published by now.
    #[must_use]
    pub fn is_publishable(self, now: DateTime<Utc>) -> bool {
        self.publishable_at().is_some_and(|due| due <= now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_published_a_week_after_its_end() {
        let february = Month::new(2024, 2).unwrap();
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        assert!(!february.is_publishable(at("2024-03-07T23:59:59Z")));
        assert!(february.is_publishable(at("2024-03-08T00:00:00Z")));
        assert_eq!(Month::new(2024, 13), None);
    }

    #[test]
    fn months_follow_one_another_over_the_end_of_a_year() {
        let last_moment = "2023-12-31T23:59:59Z".parse().unwrap();
        assert_eq!(Month::of(last_moment), Month::new(2023, 12).unwrap());
        assert_eq!(Month::of(last_moment).next(), Month::new(2024, 1));
    }
}
