//! The figures that a patrol publishes of its own work.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

use super::kaplan_meier::{Lasted, Survival, survival};
use super::share::Share;

/// How long a resident may reopen a report, in days.
const REOPEN_DAYS: i64 = 14;

/// One report, as far as its treatment goes. Nothing in it says whose it is, where, or about what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Case {
    /// When it came in.
    pub submitted_at: DateTime<Utc>,
    /// When a person first did something with it.
    pub first_action_at: Option<DateTime<Utc>>,
    /// When its first answer was due.
    pub due_at: Option<DateTime<Utc>>,
    /// When it was closed for the first time.
    pub first_closed_at: Option<DateTime<Utc>>,
    /// When the resident reopened it for the first time.
    pub reopened_at: Option<DateTime<Utc>>,
    /// When it was closed, if it is closed.
    pub closed_at: Option<DateTime<Utc>>,
    /// Whether the resident was asked how it went.
    pub was_asked: bool,
    /// Whether the resident was content, where there was an answer.
    pub was_content: Option<bool>,
    /// Of a closed report of suspicious activity, whether there was no basis for it. `None` for all others.
    pub had_no_basis: Option<bool>,
}

/// How long something takes, those still waiting counted as such (Kaplan–Meier). `None` where too many still wait for
/// anybody to know.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Waiting {
    /// Half of all take at most so many seconds.
    pub median_s: Option<i64>,
    /// Nine of ten take at most so many seconds.
    pub p90_s: Option<i64>,
    /// How many it is over for.
    pub over: usize,
    /// How many still wait.
    pub waiting: usize,
    /// The whole curve.
    pub curve: Survival,
}

/// What is open, and for how long.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Backlog {
    /// How many are open.
    pub open: usize,
    /// Half of them came in at least so many seconds ago.
    pub median_age_s: Option<i64>,
    /// The oldest came in so many seconds ago.
    pub oldest_age_s: Option<i64>,
}

/// What residents said, and how many said anything.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Satisfaction {
    /// Of those who answered, those who were content.
    pub content: Share,
    /// Of those who were asked, those who answered.
    pub answered: Share,
}

/// The figures at a time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// From submission to the first thing that a person did.
    pub first_response: Waiting,
    /// From submission to closure.
    pub time_to_close: Waiting,
    /// Of all whose first answer was due by now, still open or not, those that had it in time.
    pub on_time: Share,
    /// Of all that was closed at least 14 days ago, what was reopened within those.
    pub reopened: Share,
    /// What is open.
    pub backlog: Backlog,
    /// What residents said.
    pub satisfaction: Satisfaction,
    /// Of the closed reports of suspicious activity, those without a basis.
    pub no_basis: Share,
}

/// Reckons the figures of some cases at a time. What happens after it is taken as not known.
#[must_use]
pub fn figures(cases: &[Case], now: DateTime<Utc>) -> Figures {
    let known: Vec<Case> = cases
        .iter()
        .filter(|case| case.submitted_at <= now)
        .map(|case| as_known(case, now))
        .collect();
    let closed = |case: &Case| case.closed_at;
    Figures {
        first_response: waiting(&known, now, |case| case.first_action_at),
        time_to_close: waiting(&known, now, closed),
        on_time: on_time(&known, now),
        reopened: reopened(&known, now),
        backlog: backlog(&known, now),
        satisfaction: Satisfaction {
            content: Share::of(known.iter().filter_map(|case| case.was_content)),
            answered: Share::of(
                known
                    .iter()
                    .filter(|case| case.was_asked)
                    .map(|case| case.was_content.is_some()),
            ),
        },
        no_basis: Share::of(known.iter().filter_map(|case| case.had_no_basis)),
    }
}

fn as_known(case: &Case, now: DateTime<Utc>) -> Case {
    let known = |time: Option<DateTime<Utc>>| time.filter(|time| *time <= now);
    Case {
        first_action_at: known(case.first_action_at),
        first_closed_at: known(case.first_closed_at),
        reopened_at: known(case.reopened_at),
        closed_at: known(case.closed_at),
        ..*case
    }
}

fn waiting(cases: &[Case], now: DateTime<Utc>, end: impl Fn(&Case) -> Option<DateTime<Utc>>) -> Waiting {
    let lasted = cases.iter().map(|case| Lasted {
        seconds: (end(case).unwrap_or(now) - case.submitted_at)
            .num_seconds()
            .max(0),
        is_over: end(case).is_some(),
    });
    let lasted: Vec<Lasted> = lasted.collect();
    let curve = survival(&lasted);
    let over = lasted.iter().filter(|one| one.is_over).count();
    Waiting {
        median_s: curve.seconds_until(0.5),
        p90_s: curve.seconds_until(0.9),
        over,
        waiting: lasted.len() - over,
        curve,
    }
}

fn on_time(cases: &[Case], now: DateTime<Utc>) -> Share {
    let due = cases.iter().filter_map(|case| Some((case, case.due_at?)));
    let due = due.filter(|(_, due_at)| *due_at <= now);
    Share::of(due.map(|(case, due_at)| case.first_action_at.is_some_and(|acted| acted <= due_at)))
}

fn reopened(cases: &[Case], now: DateTime<Utc>) -> Share {
    let window = Duration::days(REOPEN_DAYS);
    let closed = cases
        .iter()
        .filter_map(|case| Some((case, case.first_closed_at?)));
    let settled = closed.filter(|(_, closed_at)| *closed_at + window <= now);
    Share::of(settled.map(|(case, closed_at)| {
        case.reopened_at
            .is_some_and(|reopened_at| reopened_at <= closed_at + window)
    }))
}

fn backlog(cases: &[Case], now: DateTime<Utc>) -> Backlog {
    let open = cases.iter().filter(|case| case.closed_at.is_none());
    let mut ages: Vec<i64> = open.map(|case| (now - case.submitted_at).num_seconds()).collect();
    ages.sort_unstable();
    Backlog {
        open: ages.len(),
        median_age_s: ages.get(ages.len() / 2).copied(),
        oldest_age_s: ages.last().copied(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY_S: i64 = 86_400;

    fn day(day: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(day * DAY_S, 0).unwrap()
    }

    fn case(submitted: i64) -> Case {
        Case {
            submitted_at: day(submitted),
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

    fn closed(submitted: i64, closed: i64) -> Case {
        Case {
            first_action_at: Some(day(submitted + 1)),
            first_closed_at: Some(day(closed)),
            closed_at: Some(day(closed)),
            ..case(submitted)
        }
    }

    #[test]
    fn those_who_still_wait_count() {
        let cases = [closed(0, 4), closed(0, 6), case(0), case(0), case(0)];
        let figures = figures(&cases, day(10));
        assert_eq!(
            figures.first_response.median_s, None,
            "three of five have no answer"
        );
        assert_eq!(figures.first_response.waiting, 3);
        assert_eq!(figures.time_to_close.over, 2);
        let all_but_one = [closed(0, 4), closed(0, 6), closed(0, 8), case(0)];
        let figures = super::figures(&all_but_one, day(10));
        assert_eq!(figures.time_to_close.median_s, Some(6 * DAY_S));
        assert_eq!(figures.time_to_close.p90_s, None);
        assert_eq!(figures.first_response.median_s, Some(DAY_S));
    }

    #[test]
    fn what_is_due_and_still_unanswered_is_late() {
        let due = |case: Case, due: i64| Case {
            due_at: Some(day(due)),
            ..case
        };
        let cases = [
            due(closed(0, 9), 1),
            due(closed(1, 9), 1),
            due(case(0), 5),
            due(case(8), 13),
            closed(0, 4),
        ];
        assert_eq!(figures(&cases, day(10)).on_time, Share { part: 1, whole: 3 });
    }

    #[test]
    fn a_closure_counts_when_the_days_to_reopen_are_over() {
        let reopened = |at: i64| Case {
            reopened_at: Some(day(at)),
            closed_at: None,
            ..closed(0, 2)
        };
        let cases = [closed(0, 2), reopened(16), reopened(17), closed(0, 10)];
        assert_eq!(figures(&cases, day(20)).reopened, Share { part: 1, whole: 3 });
    }

    #[test]
    fn the_backlog_is_what_is_open() {
        let figures = figures(&[closed(0, 2), case(3), case(9), case(1)], day(10));
        assert_eq!(
            figures.backlog,
            Backlog {
                open: 3,
                median_age_s: Some(7 * DAY_S),
                oldest_age_s: Some(9 * DAY_S),
            }
        );
    }

    #[test]
    fn satisfaction_stands_with_its_response_rate() {
        let answer = |answer: Option<bool>| Case {
            was_asked: true,
            was_content: answer,
            ..closed(0, 2)
        };
        let cases = [
            answer(Some(true)),
            answer(Some(false)),
            answer(None),
            answer(None),
            case(0),
        ];
        let satisfaction = figures(&cases, day(10)).satisfaction;
        assert_eq!(satisfaction.content, Share { part: 1, whole: 2 });
        assert_eq!(satisfaction.answered, Share { part: 2, whole: 4 });
    }

    #[test]
    fn no_basis_is_told_of_suspicion_alone() {
        let suspicion = |had_no_basis| Case {
            had_no_basis: Some(had_no_basis),
            ..closed(0, 2)
        };
        let cases = [suspicion(true), suspicion(true), suspicion(false), closed(0, 2)];
        assert_eq!(figures(&cases, day(10)).no_basis, Share { part: 2, whole: 3 });
    }

    #[test]
    fn the_future_is_not_known() {
        let figures = figures(&[closed(0, 20), closed(12, 13)], day(10));
        assert_eq!(figures.backlog.open, 1);
        assert_eq!(figures.time_to_close.over, 0);
        assert_eq!(figures.no_basis.value(), None);
    }
}
