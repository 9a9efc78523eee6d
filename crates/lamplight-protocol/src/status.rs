//! The status of a report: **the only table** of who may change it, from what, to what.

use serde::{Deserialize, Serialize};

use crate::error::Violation;
use crate::ids::ReportId;
use crate::limits;
use crate::report::{Category, find_named};
use crate::text::{check_required_text, check_text};

/// Where a report stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Status {
    /// The server has it.
    Received,
    /// A person has opened it.
    Seen,
    /// Somebody is in charge of it.
    Assigned,
    /// Somebody is going there.
    OnTheWay,
    /// Something was done.
    Resolved,
    /// Nothing is to be done, for a stated reason.
    Closed,
    /// The resident took it back.
    Withdrawn,
}

impl Status {
    /// Every status, in the order of a report's life.
    pub const ALL: [Self; 7] = [
        Self::Received,
        Self::Seen,
        Self::Assigned,
        Self::OnTheWay,
        Self::Resolved,
        Self::Closed,
        Self::Withdrawn,
    ];

    /// The name on the wire, for example `on_the_way`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Seen => "seen",
            Self::Assigned => "assigned",
            Self::OnTheWay => "on_the_way",
            Self::Resolved => "resolved",
            Self::Closed => "closed",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Whether somebody still has something to do.
    pub fn is_open(self) -> bool {
        matches!(
            self,
            Self::Received | Self::Seen | Self::Assigned | Self::OnTheWay
        )
    }
}

impl std::str::FromStr for Status {
    type Err = Violation;

    fn from_str(name: &str) -> Result<Self, Violation> {
        find_named(&Self::ALL, Self::as_str, "status", name)
    }
}

/// Why a report was closed without anything being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum ClosingReason {
    /// There is nothing to do.
    NoActionNeeded,
    /// What was reported gives no ground to act; counted and published.
    NoBasis,
    /// Another office is in charge.
    NotOurs,
    /// Nothing was found there.
    NotFound,
    /// The same as another report, which it follows from now on.
    DuplicateOf,
}

/// In which capacity somebody changes a status. A person may act in several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Capacity {
    /// Anyone of the patrol who may read the report.
    Staff,
    /// A dispatcher.
    Dispatcher,
    /// A responder; counts for wellbeing reports only.
    Responder,
    /// The one to whom the report is assigned.
    Assignee,
    /// The resident who holds the receipt.
    Resident,
}

struct Transition {
    from: &'static [Status],
    to: Status,
    by: &'static [Capacity],
}

const OPEN: &[Status] = &[Status::Received, Status::Seen, Status::Assigned, Status::OnTheWay];

const TRANSITIONS: &[Transition] = &[
    Transition {
        from: &[Status::Received],
        to: Status::Seen,
        by: &[Capacity::Staff],
    },
    Transition {
        from: &[Status::Received, Status::Seen],
        to: Status::Assigned,
        by: &[Capacity::Dispatcher, Capacity::Responder],
    },
    Transition {
        from: &[Status::Assigned],
        to: Status::Seen,
        by: &[Capacity::Dispatcher, Capacity::Assignee],
    },
    Transition {
        from: &[Status::Assigned],
        to: Status::OnTheWay,
        by: &[Capacity::Assignee, Capacity::Dispatcher],
    },
    Transition {
        from: &[Status::Seen, Status::Assigned, Status::OnTheWay],
        to: Status::Resolved,
        by: &[Capacity::Assignee, Capacity::Dispatcher],
    },
    Transition {
        from: OPEN,
        to: Status::Closed,
        by: &[Capacity::Dispatcher, Capacity::Responder],
    },
    Transition {
        from: OPEN,
        to: Status::Withdrawn,
        by: &[Capacity::Resident],
    },
    Transition {
        from: &[Status::Resolved, Status::Closed],
        to: Status::Seen,
        by: &[Capacity::Resident, Capacity::Dispatcher],
    },
];

/// Why a change of status is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nobody can go from here to there.
    #[error("a report that is {} cannot become {}", .from.as_str(), .to.as_str())]
    NoSuchStep {
        /// Where it stands.
        from: Status,
        /// Where it should go.
        to: Status,
    },
    /// Somebody else may, but not in this capacity.
    #[error("this step is for others to take")]
    NotYours,
    /// A resident may reopen within 14 days only.
    #[error("it was closed more than 14 days ago; please send a new report")]
    TooLate,
}

/// A change of status that somebody asks for.
#[derive(Debug, Clone, Copy)]
pub struct Step<'a> {
    /// Where the report stands.
    pub from: Status,
    /// Where it should go.
    pub to: Status,
    /// What the report is about.
    pub category: Category,
    /// In which capacities the asker acts.
    pub acting_as: &'a [Capacity],
    /// Milliseconds since the report was resolved or closed; 0 while it is open.
    pub ended_for_ms: i64,
}

impl Step<'_> {
    /// Looks the change up in the table.
    ///
    /// # Errors
    /// A [`Refusal`] when the table has no such step, or not for this asker, or no longer.
    pub fn check(&self) -> Result<(), Refusal> {
        let transition = TRANSITIONS
            .iter()
            .find(|transition| transition.from.contains(&self.from) && transition.to == self.to)
            .ok_or(Refusal::NoSuchStep {
                from: self.from,
                to: self.to,
            })?;
        let mut reason = Refusal::NotYours;
        for capacity in transition
            .by
            .iter()
            .filter(|capacity| self.acting_as.contains(capacity))
        {
            match capacity {
                Capacity::Responder if self.category != Category::Wellbeing => {}
                Capacity::Resident if self.ended_for_ms > limits::REOPEN_WINDOW_MS => {
                    reason = Refusal::TooLate;
                }
                _ => return Ok(()),
            }
        }
        Err(reason)
    }
}

/// How a report ended: what was done, or why nothing was.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct Ending {
    /// What was done; needed for `resolved`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// Why nothing was; needed for `closed`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<ClosingReason>,
    /// The report that it is the same as; needed for the reason `duplicate_of`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duplicate_of: Option<ReportId>,
}

impl Ending {
    /// Checks that what the new status needs is there, and nothing else is.
    ///
    /// # Errors
    /// A [`Violation`] of `outcome`, `reason` or `duplicate_of`.
    pub fn check(&self, to: Status) -> Result<(), Violation> {
        match to {
            Status::Resolved => check_required_text(
                "outcome",
                self.outcome.as_deref().unwrap_or_default(),
                limits::OUTCOME_CHARS_MAX,
            )?,
            _ => check_text(
                "outcome",
                self.outcome.as_deref().unwrap_or_default(),
                limits::OUTCOME_CHARS_MAX,
            )?,
        }
        if self.reason.is_some() != (to == Status::Closed) {
            return Err(Violation::invalid(
                "reason",
                "is needed to close a report, and only then",
            ));
        }
        if self.duplicate_of.is_some() != (self.reason == Some(ClosingReason::DuplicateOf)) {
            return Err(Violation::invalid(
                "duplicate_of",
                "is needed for the reason duplicate_of, and only then",
            ));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::sample::{select, subsequence};

    const CAPACITIES: [Capacity; 5] = [
        Capacity::Staff,
        Capacity::Dispatcher,
        Capacity::Responder,
        Capacity::Assignee,
        Capacity::Resident,
    ];

    fn check(from: Status, to: Status, by: &[Capacity], category: Category) -> Result<(), Refusal> {
        Step {
            from,
            to,
            category,
            acting_as: by,
            ended_for_ms: 0,
        }
        .check()
    }

    proptest! {
        #[test]
        fn nobody_acting_as_nothing_may_do_anything(
            from in select(&Status::ALL[..]), to in select(&Status::ALL[..]),
        ) {
            prop_assert!(check(from, to, &[], Category::Wellbeing).is_err());
        }

        #[test]
        fn more_capacities_never_allow_less(
            from in select(&Status::ALL[..]),
            to in select(&Status::ALL[..]),
            category in select(&Category::ALL[..]),
            fewer in subsequence(CAPACITIES.to_vec(), 0..=5),
        ) {
            if check(from, to, &fewer, category).is_ok() {
                prop_assert!(check(from, to, &CAPACITIES, category).is_ok());
            }
        }

        #[test]
        fn a_responder_alone_changes_wellbeing_reports_only(
            from in select(&Status::ALL[..]),
            to in select(&Status::ALL[..]),
            category in select(&Category::ALL[..]),
        ) {
            if category != Category::Wellbeing {
                prop_assert!(check(from, to, &[Capacity::Responder], category).is_err());
            }
        }

        #[test]
        fn a_resident_withdraws_what_is_open_and_reopens_what_ended(
            from in select(&Status::ALL[..]), to in select(&Status::ALL[..]), days in 0_i64..30,
        ) {
            let ended_for_ms = if from.is_open() { 0 } else { days * limits::DAY_MS };
            let step = Step {
                from, to, category: Category::Vandalism, acting_as: &[Capacity::Resident], ended_for_ms,
            };
            let withdraws = from.is_open() && to == Status::Withdrawn;
            let reopens = matches!(from, Status::Resolved | Status::Closed) && to == Status::Seen && days <= 14;
            prop_assert_eq!(step.check().is_ok(), withdraws || reopens);
        }

        #[test]
        fn nothing_leaves_withdrawn_and_nothing_stays_where_it_is(
            from in select(&Status::ALL[..]), to in select(&Status::ALL[..]),
        ) {
            if from == Status::Withdrawn || from == to {
                let refused = check(from, to, &CAPACITIES, Category::Wellbeing);
                prop_assert_eq!(refused, Err(Refusal::NoSuchStep { from, to }));
            }
        }
    }

    #[test]
    fn an_officer_may_not_assign_or_close() {
        let officer = [Capacity::Staff, Capacity::Assignee];
        assert_eq!(
            check(Status::Seen, Status::Assigned, &officer, Category::Vehicle),
            Err(Refusal::NotYours)
        );
        assert_eq!(
            check(Status::Assigned, Status::Closed, &officer, Category::Vehicle),
            Err(Refusal::NotYours)
        );
        assert_eq!(
            check(Status::Assigned, Status::OnTheWay, &officer, Category::Vehicle),
            Ok(())
        );
    }

    #[test]
    fn reopening_ends_to_the_millisecond() {
        let at = |ended_for_ms| {
            let acting_as = &[Capacity::Resident];
            Step {
                from: Status::Closed,
                to: Status::Seen,
                category: Category::Vehicle,
                acting_as,
                ended_for_ms,
            }
            .check()
        };
        assert_eq!(at(limits::REOPEN_WINDOW_MS), Ok(()));
        assert_eq!(at(limits::REOPEN_WINDOW_MS + 1), Err(Refusal::TooLate));
    }

    #[test]
    fn an_ending_says_what_its_status_needs() {
        let outcome = Ending {
            outcome: Some("painted over".into()),
            ..Ending::default()
        };
        let reason = Ending {
            reason: Some(ClosingReason::NotOurs),
            ..Ending::default()
        };
        let loose = Ending {
            reason: Some(ClosingReason::DuplicateOf),
            ..Ending::default()
        };
        assert!(outcome.check(Status::Resolved).is_ok());
        assert!(outcome.check(Status::Closed).is_err());
        assert!(reason.check(Status::Closed).is_ok());
        assert!(reason.check(Status::Resolved).is_err());
        assert!(loose.check(Status::Closed).is_err());
        assert!(Ending::default().check(Status::Seen).is_ok());
    }
}
