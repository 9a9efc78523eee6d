//! The times that are forecast.

use chrono::{DateTime, Datelike as _, Days, Months, NaiveDate, NaiveTime, Utc};

use super::Question;
use crate::score::FORECASTS_COMPARED_MAX;

/// How long a forecast looks ahead, in days.
const FORECAST_DAYS: u64 = 30;
/// How long records must have been kept before anything is forecast of them, in days.
const HISTORY_DAYS_MIN: u64 = 60;
/// Months before the first one asked about whose forecasts are looked at, to choose by: those compared, and one more, as
/// the 30 days from 1 February end after 1 March.
const MONTHS_BEFORE: usize = FORECASTS_COMPARED_MAX + 1;

/// The 30 days of one forecast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Window {
    pub(super) from: NaiveDate,
    /// What is known when it is made happened before this.
    pub(super) begin: DateTime<Utc>,
    /// What it is compared with happened before this.
    pub(super) end: DateTime<Utc>,
}

impl Window {
    pub(super) fn starting(from: NaiveDate) -> Option<Self> {
        let midnight = |day: NaiveDate| day.and_time(NaiveTime::MIN).and_utc();
        Some(Self {
            from,
            begin: midnight(from),
            end: midnight(from.checked_add_days(Days::new(FORECAST_DAYS))?),
        })
    }

    /// Whether all its days are asked about.
    pub(super) fn is_within(&self, question: &Question) -> bool {
        let last = self.from.checked_add_days(Days::new(FORECAST_DAYS - 1));
        self.from >= question.from && last.is_some_and(|last| last <= question.to)
    }
}

/// All windows that are worth a forecast: those asked about, and the year before them, as far as records go back.
pub(super) fn windows(records_begin: DateTime<Utc>, question: &Question) -> Vec<Window> {
    let earliest = records_begin
        .date_naive()
        .checked_add_days(Days::new(HISTORY_DAYS_MIN));
    let Some((earliest, first)) = earliest.zip(first_of_month_from(question.from)) else {
        return Vec::new();
    };
    let begin = (0..=MONTHS_BEFORE)
        .rev()
        .find_map(|months| first.checked_sub_months(Months::new(u32::try_from(months).ok()?)));
    let starts = std::iter::successors(begin, |start| start.checked_add_months(Months::new(1)));
    starts
        .take_while(|start| *start <= question.to)
        .filter(|start| *start > earliest)
        .filter_map(Window::starting)
        .filter(|window| window.from < question.from || window.is_within(question))
        .collect()
}

/// The first day of a month that is not before a day.
fn first_of_month_from(day: NaiveDate) -> Option<NaiveDate> {
    let first = day.with_day(1)?;
    if first == day {
        Some(day)
    } else {
        first.checked_add_months(Months::new(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn question(from: &str, to: &str) -> Question {
        Question {
            from: day(from),
            to: day(to),
            area_share: 0.01,
        }
    }

    fn begins(text: &str) -> DateTime<Utc> {
        day(text).and_time(NaiveTime::MIN).and_utc()
    }

    #[test]
    fn a_year_of_months_stands_before_those_asked_about() {
        let question = question("2022-01-01", "2023-12-31");
        let windows = windows(begins("2019-01-01"), &question);
        assert_eq!(windows.first().unwrap().from, day("2020-12-01"));
        assert_eq!(windows.last().unwrap().from, day("2023-12-01"));
        assert_eq!(
            windows
                .iter()
                .filter(|window| window.is_within(&question))
                .count(),
            24
        );
    }

    #[test]
    fn nothing_is_forecast_of_a_short_record_or_past_the_end() {
        let question = question("2015-01-15", "2015-06-29");
        let windows = windows(begins("2015-01-01"), &question);
        let from: Vec<NaiveDate> = windows.iter().map(|window| window.from).collect();
        assert_eq!(from, [day("2015-04-01"), day("2015-05-01")]);
    }

    #[test]
    fn a_window_has_thirty_days() {
        let window = Window::starting(day("2022-02-01")).unwrap();
        assert_eq!(window.end, begins("2022-03-03"));
        assert!(window.is_within(&question("2022-02-01", "2022-03-02")));
        assert!(!window.is_within(&question("2022-02-01", "2022-03-01")));
    }
}
