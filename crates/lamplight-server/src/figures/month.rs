//! What is told of one month.

use chrono::{DateTime, Utc};
use lamplight_analysis::publication::Month;
use lamplight_analysis::service::{self, Case, Share, Waiting};
use lamplight_protocol::api::{CategoryFigure, Figure, MonthFigures, MonthService};
use lamplight_protocol::area::Area;
use lamplight_protocol::report::Category;
use lamplight_protocol::status::ClosingReason;
use lamplight_protocol::time::TimestampMillis;
use lamplight_store::model::{MonthWish, OpenReport, ServedReport};
use lamplight_store::{Store, StoreError};

use super::counts::{self, Counts};
use super::kept::KeptMonth;
use super::{FIGURE_REPORTS_MIN, places};

const MINUTE_S: i64 = 60;
const HOUR_S: i64 = 60 * MINUTE_S;
const DAY_S: i64 = 24 * HOUR_S;

/// What is told of a month, and what that was made of.
pub(super) struct MadeMonth {
    pub(super) told: KeptMonth,
    pub(super) counts: Counts,
}

/// Makes of a month what is told of it, by what is known now.
pub(super) async fn make(
    store: &dyn Store,
    area: &Area,
    month: Month,
    now: TimestampMillis,
) -> Result<MadeMonth, StoreError> {
    let (from, until) = month.bounds().ok_or(StoreError::Damaged("calendar"))?;
    let wanted = MonthWish {
        from: millis(from),
        until: millis(until),
        reports_min: FIGURE_REPORTS_MIN,
        places_max: places::PLACES_TOLD_MAX,
    };
    let mut found = store.month_reports(&wanted).await?;
    let categories = counts::counted(area);
    found
        .served
        .retain(|report| categories.contains(&report.category));
    found.open.retain(|report| categories.contains(&report.category));
    let counts = Counts::of(&categories, &found.served);
    let figures = MonthFigures {
        from: wanted.from,
        until: wanted.until,
        published_at: now,
        reports: counts.told,
        categories: by_category(&counts, &found.served, moment(now)),
        service: service(&counts, &found.served, &found.open, moment(now)),
    };
    let places = places::told(&found.places, &counts)?;
    Ok(MadeMonth {
        told: KeptMonth { figures, places },
        counts,
    })
}

pub(super) fn moment(at: TimestampMillis) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(at.as_millis()).unwrap_or_default()
}

pub(super) fn millis(at: DateTime<Utc>) -> TimestampMillis {
    TimestampMillis::from_millis(at.timestamp_millis())
}

fn by_category(counts: &Counts, served: &[ServedReport], now: DateTime<Utc>) -> Vec<CategoryFigure> {
    let figure = |category: Category| {
        let Some(reports) = counts.told_about(category) else {
            return CategoryFigure {
                category,
                reports: Figure::Hidden,
                answered_half_minutes: Figure::Hidden,
                closed_half_hours: Figure::Hidden,
            };
        };
        let about = served.iter().filter(|report| report.category == category);
        let figures = service::figures(&about.map(case).collect::<Vec<_>>(), now);
        CategoryFigure {
            category,
            reports: Figure::Told(reports),
            answered_half_minutes: half(&figures.first_response, MINUTE_S),
            closed_half_hours: half(&figures.time_to_close, HOUR_S),
        }
    };
    let categories = counts.categories.iter();
    categories.map(|count| figure(count.category)).collect()
}

fn service(
    counts: &Counts,
    served: &[ServedReport],
    open: &[OpenReport],
    now: DateTime<Utc>,
) -> MonthService {
    let figures = service::figures(&served.iter().map(case).collect::<Vec<_>>(), now);
    let backlog = service::figures(&open.iter().map(open_case).collect::<Vec<_>>(), now).backlog;
    let all = match counts.told {
        Figure::Told(all) => Some(all),
        Figure::Hidden | Figure::StillWaiting => None,
    };
    let suspicious = counts.told_about(Category::SuspiciousActivity);
    let satisfaction = figures.satisfaction;
    MonthService {
        answered_half_minutes: half(&figures.first_response, MINUTE_S),
        answered_most_minutes: most(&figures.first_response, MINUTE_S),
        closed_half_hours: half(&figures.time_to_close, HOUR_S),
        closed_most_hours: most(&figures.time_to_close, HOUR_S),
        in_time_percent: percent(figures.on_time, all),
        reopened_percent: percent(figures.reopened, all),
        content_percent: percent(satisfaction.content, all),
        answering_percent: percent(satisfaction.answered, all),
        no_basis_percent: percent(figures.no_basis, suspicious),
        open: number(backlog.open),
        open_half_days: half_of(backlog.open, backlog.median_age_s.map(|age_s| age_s / DAY_S)),
    }
}

fn case(report: &ServedReport) -> Case {
    let is_suspicion = report.category == Category::SuspiciousActivity;
    Case {
        submitted_at: moment(report.received_at),
        first_action_at: report.answered_at.map(moment),
        due_at: report.due_at.map(moment),
        first_closed_at: report.first_ended_at.map(moment),
        reopened_at: report.reopened_at.map(moment),
        closed_at: report.ended_at.map(moment),
        was_asked: report.first_ended_at.is_some(),
        was_content: report.fixed,
        had_no_basis: (is_suspicion && report.ended_at.is_some())
            .then_some(report.ended_reason == Some(ClosingReason::NoBasis)),
    }
}

fn open_case(report: &OpenReport) -> Case {
    Case {
        submitted_at: moment(report.received_at),
        first_action_at: None,
        due_at: None,
        first_closed_at: None,
        reopened_at: None,
        closed_at: None,
        was_asked: false,
        was_content: None,
        had_no_basis: None,
    }
}

fn is_enough(reports: usize) -> bool {
    reports >= FIGURE_REPORTS_MIN as usize
}

fn number(reports: usize) -> Figure {
    match u32::try_from(reports) {
        Ok(told) if is_enough(reports) => Figure::Told(told),
        _ => Figure::Hidden,
    }
}

/// Within how many units half of them were over.
fn half(waiting: &Waiting, unit_s: i64) -> Figure {
    let units = waiting.median_s.map(|seconds| rounded_up(seconds, unit_s));
    half_of(waiting.over + waiting.waiting, units)
}

/// A middle: it is the time of one report, and so it is told only where at least five took no longer, and as many no
/// less.
fn half_of(reports: usize, value: Option<i64>) -> Figure {
    quantile(is_enough(reports / 2), value)
}

/// Within how many units nine of ten were over: told only where at least five took longer.
fn most(waiting: &Waiting, unit_s: i64) -> Figure {
    let units = waiting.p90_s.map(|seconds| rounded_up(seconds, unit_s));
    quantile(is_enough((waiting.over + waiting.waiting) / 10), units)
}

fn quantile(is_enough: bool, value: Option<i64>) -> Figure {
    match value {
        _ if !is_enough => Figure::Hidden,
        None => Figure::StillWaiting,
        Some(value) => Figure::Told(u32::try_from(value).unwrap_or(u32::MAX)),
    }
}

/// So that "within" stays true.
fn rounded_up(seconds: i64, unit_s: i64) -> i64 {
    (seconds.max(0) + unit_s - 1) / unit_s
}

/// A share, told only where the part, the rest of its whole, and what of all is beside that whole are each either enough
/// or, for the last, nothing: it could be turned back into numbers of reports where all are known.
fn percent(share: Share, all: Option<u32>) -> Figure {
    let Some(all) = all else {
        return Figure::Hidden;
    };
    let rest = share.whole.saturating_sub(share.part);
    let beside = (all as usize).saturating_sub(share.whole);
    if !is_enough(share.part) || !is_enough(rest) || !(beside == 0 || is_enough(beside)) {
        return Figure::Hidden;
    }
    let percent = (share.part * 100 + share.whole / 2) / share.whole;
    Figure::Told(u32::try_from(percent).unwrap_or(100))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(part: usize, whole: usize) -> Share {
        Share { part, whole }
    }

    #[test]
    fn a_share_is_told_where_no_few_can_be_reckoned_from_it() {
        assert_eq!(percent(share(5, 10), Some(10)), Figure::Told(50));
        assert_eq!(percent(share(5, 15), Some(20)), Figure::Told(33));
        for (few, all) in [
            (share(4, 10), Some(10)),
            (share(6, 10), Some(10)),
            (share(0, 10), Some(10)),
            (share(5, 10), Some(11)),
            (share(5, 10), None),
        ] {
            assert_eq!(percent(few, all), Figure::Hidden, "{few:?} of {all:?}");
        }
    }

    #[test]
    fn a_time_is_told_where_enough_took_longer_and_rounded_so_that_within_stays_true() {
        let waiting = |over: usize, waiting: usize, median_s, p90_s| Waiting {
            median_s,
            p90_s,
            over,
            waiting,
            curve: Default::default(),
        };
        let few = waiting(9, 0, Some(61), Some(61));
        assert_eq!((half(&few, 60), most(&few, 60)), (Figure::Hidden, Figure::Hidden));
        let some = waiting(40, 9, Some(61), None);
        assert_eq!(
            (half(&some, 60), most(&some, 60)),
            (Figure::Told(2), Figure::Hidden)
        );
        let many = waiting(40, 10, Some(60), None);
        assert_eq!(
            (half(&many, 60), most(&many, 60)),
            (Figure::Told(1), Figure::StillWaiting)
        );
    }
}
