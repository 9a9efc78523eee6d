//! Trials: what the patrol tries in some places and not in others, chosen by lot, to see whether it works.
//!
//! **Invariant:** where a trial is does not leave the server but for those who plan and walk patrols. What everybody is
//! told of it is in [`crate::api::TriedTrial`], and knows no place.

use serde::{Deserialize, Serialize};

use crate::alert::check_texts;
use crate::error::{Violation, check_count};
use crate::ids::TrialId;
use crate::limits;
use crate::place::Point;
use crate::text::{Language, check_required_text};
use crate::time::TimestampMillis;

/// A trial in words, in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct TrialText {
    /// The language.
    pub language: Language,
    /// What it is called.
    pub title: String,
    /// What is tried.
    pub text: String,
}

/// A category of incidents.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct CountedCategory {
    /// The imported source whose category it is; absent for what residents report here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Its name there.
    pub name: String,
}

/// How it is decided in which places something is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum TrialAssignment {
    /// Places that are alike are paired, and the lot chooses one of each pair.
    MatchedPairs,
}

/// What is to be tried: the body of `PUT /v1/staff/trials/{id}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct TrialOrder {
    /// The trial in each language; at least one.
    pub texts: Vec<TrialText>,
    /// What is counted; at least one.
    pub categories: Vec<CountedCategory>,
    /// When it begins.
    pub starts_at: TimestampMillis,
    /// When it ends.
    pub ends_at: TimestampMillis,
    /// How the places are chosen.
    pub assignment: TrialAssignment,
    /// How many pairs of places.
    pub pairs: u32,
}

impl TrialOrder {
    /// Checks every rule; a trial that began before `now` is not planned.
    ///
    /// # Errors
    /// The first [`Violation`] found.
    pub fn check(&self, now: TimestampMillis) -> Result<(), Violation> {
        check_texts(self.texts.iter().map(|text| &text.language), self.texts.len())?;
        self.texts.iter().try_for_each(|text| {
            check_required_text("texts.title", &text.title, limits::TITLE_CHARS_MAX)?;
            check_required_text("texts.text", &text.text, limits::TRIAL_TEXT_CHARS_MAX)
        })?;
        self.check_categories()?;
        if !limits::TRIAL_PAIRS.contains(&self.pairs) {
            return Err(Violation::invalid("pairs", "must lie between 3 and 100"));
        }
        self.check_times(now)
    }

    fn check_categories(&self) -> Result<(), Violation> {
        check_count("categories", self.categories.len(), limits::TRIAL_CATEGORIES_MAX)?;
        if self.categories.is_empty() || !self.categories.is_sorted_by(|one, next| one < next) {
            return Err(Violation::invalid(
                "categories",
                "must be at least one, each once and in their order",
            ));
        }
        self.categories.iter().try_for_each(|category| {
            let max = limits::CATEGORY_NAME_CHARS_MAX;
            check_required_text("categories.name", &category.name, max)?;
            let source = category.source.as_deref();
            source.map_or(Ok(()), |source| {
                check_required_text("categories.source", source, max)
            })
        })
    }

    fn check_times(&self, now: TimestampMillis) -> Result<(), Violation> {
        if self.starts_at < now {
            return Err(Violation::invalid(
                "starts_at",
                "has passed; what is measured must not have happened when it is planned",
            ));
        }
        if self.starts_at.millis_since(now) > limits::TRIAL_AHEAD_MS_MAX {
            return Err(Violation::invalid("starts_at", "is more than 90 days ahead"));
        }
        let lasts_ms = self.ends_at.millis_since(self.starts_at);
        if !limits::TRIAL_LASTS_MS.contains(&lasts_ms) {
            return Err(Violation::invalid(
                "ends_at",
                "must be from 14 to 366 days after starts_at",
            ));
        }
        Ok(())
    }
}

/// What a trial can be expected to show.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct TrialOutlook {
    /// The pairs that were found: fewer than were wanted where the area does not have as many busy places apart from each
    /// other.
    pub pairs: u32,
    /// Of so many days what happened before is known, at most 365.
    pub before_days: f64,
    /// Incidents to be expected in each arm if nothing changes: the mean of both.
    pub expected_per_arm: f64,
    /// How many it takes to see a change as large as `reduction` with a power of 80 %.
    pub needed_per_arm: f64,
    /// The change that is looked for, from 0 to 1: 0.23 for −23 %.
    pub reduction: f64,
    /// The chance to see it, from 0 to 1.
    pub power: f64,
}

/// Two places that are alike.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct TrialPair {
    /// The middle of the one in which it is tried.
    pub treated: Point,
    /// The middle of the other.
    pub control: Point,
}

/// A trial as it was planned.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TrialPlan {
    /// The trial.
    pub id: TrialId,
    /// When it was planned.
    pub planned_at: TimestampMillis,
    /// What was wanted.
    pub order: TrialOrder,
    /// What the lot was drawn with: drawn when it is kept, so that nobody tries lots until they like one.
    pub seed: u32,
    /// The side of a place, which is a square, in metres.
    pub cell_m: f64,
    /// What can be expected of it.
    pub outlook: TrialOutlook,
    /// What happened in both arms before, in `outlook.before_days`.
    pub before: TrialCounts,
    /// The places, pair by pair.
    pub pairs: Vec<TrialPair>,
}

/// Incidents in both arms.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct TrialCounts {
    /// Where it is tried.
    pub treated: u32,
    /// Where it is not.
    pub control: u32,
}

/// A ratio of two rates with its 95 % interval. Below 1, less happened where it was tried.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct TrialRatio {
    /// The ratio.
    pub ratio: f64,
    /// The lower end of the interval.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// What a trial shows.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum TrialFinding {
    /// Too few incidents to see even a large change: nothing is said of an effect, in either direction.
    TooFewEvents {
        /// How many it takes in each arm.
        needed_per_arm: f64,
    },
    /// The ratio, whichever way it goes.
    Ratio(TrialRatio),
}

/// What came of a trial, measured once.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct TrialResult {
    /// When it was measured.
    pub measured_at: TimestampMillis,
    /// Incidents before, as they were counted when it was planned.
    pub before: TrialCounts,
    /// Incidents while it lasted.
    pub during: TrialCounts,
    /// What they show.
    pub finding: TrialFinding,
    /// Incidents around the places of both arms while it lasted.
    pub around: TrialCounts,
    /// The same ratio for what is around the places: above 1, some of it may have moved next door. Absent where too little
    /// happened there to compare.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub around_ratio: Option<TrialRatio>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order() -> TrialOrder {
        TrialOrder {
            texts: vec![TrialText {
                language: Language::english(),
                title: "Walks in the evening".into(),
                text: "Two officers walk by, a quarter of an hour each evening.".into(),
            }],
            categories: vec![CountedCategory {
                source: None,
                name: "vandalism".into(),
            }],
            starts_at: TimestampMillis::from_millis(limits::DAY_MS),
            ends_at: TimestampMillis::from_millis(29 * limits::DAY_MS),
            assignment: TrialAssignment::MatchedPairs,
            pairs: 10,
        }
    }

    fn refused(change: impl FnOnce(&mut TrialOrder)) -> Option<String> {
        let mut order = order();
        change(&mut order);
        let now = TimestampMillis::from_millis(0);
        order.check(now).err().map(|violation| violation.field)
    }

    #[test]
    fn an_order_keeps_the_rules() {
        assert_eq!(refused(|_| {}), None);
        for (field, change) in [
            ("texts", (|order| order.texts.clear()) as fn(&mut TrialOrder)),
            ("texts.title", |order| order.texts[0].title = " ".into()),
            ("texts.text", |order| order.texts[0].text = "字".repeat(2_001)),
            ("categories", |order| order.categories.clear()),
            ("categories", |order| {
                order.categories.push(order.categories[0].clone());
            }),
            ("categories.name", |order| order.categories[0].name.clear()),
            ("pairs", |order| order.pairs = 2),
            ("pairs", |order| order.pairs = 101),
        ] {
            assert_eq!(refused(change).as_deref(), Some(field));
        }
    }

    #[test]
    fn a_trial_is_planned_before_it_begins_and_lasts_two_weeks_to_a_year() {
        let at = |days: i64, ms: i64| TimestampMillis::from_millis(days * limits::DAY_MS + ms);
        for (starts_at, ends_at, field) in [
            (at(0, 0), at(14, 0), None),
            (at(0, -1), at(20, 0), Some("starts_at")),
            (at(90, 0), at(120, 0), None),
            (at(90, 1), at(120, 0), Some("starts_at")),
            (at(0, 0), at(14, -1), Some("ends_at")),
            (at(0, 0), at(366, 0), None),
            (at(0, 0), at(366, 1), Some("ends_at")),
        ] {
            let found = refused(|order| (order.starts_at, order.ends_at) = (starts_at, ends_at));
            assert_eq!(found.as_deref(), field);
        }
    }
}
