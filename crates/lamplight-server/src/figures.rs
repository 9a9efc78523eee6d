//! How the patrol served residents: what of it may be told, made once a day.
//!
//! A figure of few reports would tell how somebody's own was treated. So none of fewer than [`FIGURE_REPORTS_MIN`] is
//! told, nor what would be left of them when all that is told is taken from the whole.

mod places;

use lamplight_protocol::api::{CategoryFigure, ServiceFigure, ServiceFigures};
use lamplight_protocol::area::Area;
use lamplight_protocol::limits::DAY_MS;
use lamplight_protocol::report::Category;
use lamplight_protocol::time::TimestampMillis;
use lamplight_store::model::ServiceCount;
use lamplight_store::{Store, StoreError};
use tokio::sync::Mutex;

use crate::area::Answer;

/// Reports below which no figure is told. As for public places (security-privacy: from 5 reports up).
pub const FIGURE_REPORTS_MIN: u32 = 5;
/// How far back the newest of the reports are, in milliseconds: a week, so that most have had their answer, and nobody
/// sees their own in the figures the day after.
const SETTLED_AFTER_MS: i64 = 7 * DAY_MS;
/// Of how long a time the reports are, in milliseconds: a quarter.
const TOLD_OF_MS: i64 = 90 * DAY_MS;
const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;

/// The figures of the day, written once for everybody.
#[derive(Default)]
pub struct Figures {
    made: Mutex<Option<Made>>,
}

struct Made {
    until: TimestampMillis,
    answer: Answer,
}

impl Figures {
    /// The answer of the day, made by whoever asks first; the others wait for it.
    ///
    /// # Errors
    /// [`StoreError`] when the reports cannot be counted.
    pub(crate) async fn answer(
        &self,
        store: &dyn Store,
        area: &Area,
        now: TimestampMillis,
    ) -> Result<Answer, StoreError> {
        let until = begin_of_day(now.plus_millis(-SETTLED_AFTER_MS));
        let mut made = self.made.lock().await;
        if let Some(made) = made.as_ref().filter(|made| made.until == until) {
            return Ok(made.answer.clone());
        }
        let from = until.plus_millis(-TOLD_OF_MS);
        let counts = store.service(from, until).await?;
        let figures = ServiceFigures {
            from,
            until,
            reports_min: FIGURE_REPORTS_MIN,
            all: all(&counts),
            categories: by_category(area, &counts),
            places: places::told(store, until).await?,
        };
        let body = serde_json::to_vec(&figures).map_err(|_| StoreError::Damaged("figures"))?;
        let answer = Answer::new(body);
        *made = Some(Made {
            until,
            answer: answer.clone(),
        });
        Ok(answer)
    }
}

/// Days begin at midnight UTC, for everybody at once.
fn begin_of_day(at: TimestampMillis) -> TimestampMillis {
    TimestampMillis::from_millis(at.as_millis().div_euclid(DAY_MS) * DAY_MS)
}

fn all(counts: &[ServiceCount]) -> Option<ServiceFigure> {
    counts
        .iter()
        .find(|count| count.category.is_none() && count.reports >= FIGURE_REPORTS_MIN)
        .map(figure)
}

/// Each category that can be reported here, wellbeing aside.
fn by_category(area: &Area, counts: &[ServiceCount]) -> Vec<CategoryFigure> {
    let told = told(counts);
    area.categories
        .iter()
        .map(|policy| policy.category)
        .filter(|category| *category != Category::Wellbeing)
        .map(|category| CategoryFigure {
            category,
            figure: told
                .iter()
                .find(|count| count.category == Some(category))
                .map(|count| figure(count)),
        })
        .collect()
}

/// The categories of which something is told: those with enough reports, but for the smallest while what is left over
/// would be too few.
fn told(counts: &[ServiceCount]) -> Vec<&ServiceCount> {
    let (mut told, untold): (Vec<&ServiceCount>, Vec<&ServiceCount>) = counts
        .iter()
        .filter(|count| count.category.is_some())
        .partition(|count| count.reports >= FIGURE_REPORTS_MIN);
    let mut left: u32 = untold.iter().map(|count| count.reports).sum();
    told.sort_by_key(|count| std::cmp::Reverse(count.reports));
    while (1..FIGURE_REPORTS_MIN).contains(&left)
        && let Some(smallest) = told.pop()
    {
        left += smallest.reports;
    }
    told
}

fn figure(count: &ServiceCount) -> ServiceFigure {
    ServiceFigure {
        reports: count.reports,
        in_time_percent: (count.in_time * 100 + count.reports / 2) / count.reports.max(1),
        first_answer_minutes: count.half_answered_ms.map(|ms| rounded_up(ms, MINUTE_MS)),
        closed_hours: count.half_ended_ms.map(|ms| rounded_up(ms, HOUR_MS)),
    }
}

/// So that "within" stays true.
fn rounded_up(ms: i64, unit_ms: i64) -> u32 {
    let units = (ms.max(0) + unit_ms - 1) / unit_ms;
    u32::try_from(units).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn count(category: Option<Category>, reports: u32) -> ServiceCount {
        ServiceCount {
            category,
            reports,
            in_time: reports / 2,
            half_answered_ms: Some(90_001),
            half_ended_ms: None,
        }
    }

    #[test]
    fn a_figure_is_rounded_so_that_within_stays_true() {
        let figure = figure(&count(None, 7));
        assert_eq!(figure.first_answer_minutes, Some(2));
        assert_eq!((figure.in_time_percent, figure.closed_hours), (43, None));
    }

    proptest! {
        #[test]
        fn nothing_told_leaves_a_few_over(numbers in prop::collection::vec(0_u32..12, 7)) {
            let categories = Category::ALL.into_iter().filter(|category| *category != Category::Wellbeing);
            let counts: Vec<ServiceCount> = categories
                .zip(numbers)
                .filter(|(_, reports)| *reports > 0)
                .map(|(category, reports)| count(Some(category), reports))
                .collect();
            let whole: u32 = counts.iter().map(|count| count.reports).sum();
            let told = told(&counts);
            prop_assert!(told.iter().all(|count| count.reports >= FIGURE_REPORTS_MIN));
            let left = whole - told.iter().map(|count| count.reports).sum::<u32>();
            // When nothing is told but the whole, the whole may be few: then that is not told either.
            prop_assert!(left == 0 || left >= FIGURE_REPORTS_MIN || told.is_empty());
        }
    }
}
