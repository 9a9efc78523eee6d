//! Plans of walks: which stops a shift visits, by whom, in which order, when and why.
//!
//! Whoever walks goes by a number. No name, no count of who somebody was, and nothing of where a person was seen
//! stands here: places are patrolled, not people.

use serde::{Deserialize, Serialize};

use crate::error::{Violation, check_count};
use crate::ids::PatrolId;
use crate::limits;
use crate::place::Point;
use crate::text::{check_required_text, check_text};
use crate::time::TimestampMillis;

const MINUTE_MS: i64 = 60_000;

/// A place that somebody asks to have visited.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AskedPlace {
    /// Where.
    pub at: Point,
    /// What people call it.
    pub words: String,
}

/// What is to be planned: the body of `PUT /v1/staff/patrols/{id}`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PatrolOrder {
    /// When the shift begins.
    pub starts_at: TimestampMillis,
    /// When everybody is to be back.
    pub ends_at: TimestampMillis,
    /// Where every walk starts and ends.
    pub base: AskedPlace,
    /// Who walks: units go by numbers, for example 1 and 2, never by people's names.
    pub units: Vec<u32>,
    /// How long a visit takes, in minutes.
    pub stay_minutes: u32,
    /// How long everybody's break is, in minutes; it begins in the middle third of the shift. 0 for none.
    #[serde(default)]
    pub break_minutes: u32,
    /// Whether places of the map of risk are visited, and with them places drawn at random.
    pub by_map: bool,
    /// Places that are visited before all others.
    #[serde(default)]
    pub asked: Vec<AskedPlace>,
}

/// A plan as it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct PatrolPlan {
    /// The plan.
    pub id: PatrolId,
    /// Grows by one with each change; starts at 1.
    pub revision: u32,
    /// When it was planned, by the server's clock.
    pub planned_at: TimestampMillis,
    /// When it was last changed, by the server's clock.
    pub changed_at: TimestampMillis,
    /// When it was called off, by the server's clock; absent while it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub called_off_at: Option<TimestampMillis>,
    /// What was to be planned.
    pub order: PatrolOrder,
    /// How it was made.
    pub making: PatrolMaking,
    /// Every stop there is, visited or not, in the order of their numbers.
    pub stops: Vec<PatrolStop>,
    /// One for each unit, in the order of the units.
    pub routes: Vec<PatrolRoute>,
    /// The stops that nobody visits.
    pub unassigned: Vec<UnassignedStop>,
    /// What was changed by hand, the oldest first.
    pub edits: Vec<PatrolEdit>,
}

/// How a plan was made: with this it can be made again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct PatrolMaking {
    /// What chance was made of. Whoever does not know it cannot foresee the plan.
    pub seed: u32,
    /// How long was searched, in rounds.
    pub epochs: u32,
    /// Whether the map of risk had a part in it, or why it had none.
    pub map: MapPart,
    /// When that map was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub map_made_at: Option<TimestampMillis>,
}

/// Which part the map of risk had in a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum MapPart {
    /// Its places were drawn by their score.
    Ranked,
    /// None was wanted.
    NotWanted,
    /// There is none, or it is switched off.
    NoMap,
    /// What was reported comes from too few places to deal out time among them.
    TooFewPlaces,
}

/// A place that is visited, or was to be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct PatrolStop {
    /// Its number in the plan, from 1 on. It never changes and is never given again.
    pub number: u32,
    /// Where.
    pub at: Point,
    /// What people call it, or the nearest streets; absent where neither is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// Why it is there.
    pub why: StopReason,
}

/// Why a stop is in a plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum StopReason {
    /// It is among the places from which residents are expected to report most.
    Ranked {
        /// Its rank on the map; 1 is the highest.
        rank: u32,
        /// Reports expected from there in 30 days.
        expected: f64,
        /// What that is made of, the largest part first.
        causes: Vec<StopCause>,
    },
    /// It was drawn at random, so that a map that is wrong can be found out.
    AtRandom,
    /// Somebody asked for it.
    Asked,
}

/// What a class of reports adds to the score of a place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct StopCause {
    /// The class.
    pub class: String,
    /// Reports of it that are expected from there in 30 days.
    pub adds: f64,
    /// How many there were in the time that counts.
    pub count: u32,
    /// When the last of them happened; absent where there was none at this very place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_at: Option<TimestampMillis>,
}

/// What one unit does in the shift.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PatrolRoute {
    /// The unit's number.
    pub unit: u32,
    /// The visits in their order.
    pub visits: Vec<PlannedVisit>,
    /// The breaks in their order, each taken where the unit is by then.
    #[serde(default)]
    pub breaks: Vec<PlannedBreak>,
    /// The way back, in metres.
    pub back_metres: u32,
    /// When the unit is back.
    pub back_at: TimestampMillis,
    /// The whole walk, in metres.
    pub walked_metres: u32,
}

/// A visit as it is planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PlannedVisit {
    /// The stop's number.
    pub stop: u32,
    /// The way there from the stop before, in metres.
    pub walk_metres: u32,
    /// The way there from the stop before, in seconds.
    pub walk_s: u32,
    /// When the unit is there.
    pub arrives_at: TimestampMillis,
    /// When it goes on.
    pub leaves_at: TimestampMillis,
}

/// A break as it is planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PlannedBreak {
    /// How many visits come before it.
    pub visits_before: u32,
    /// When it begins.
    pub starts_at: TimestampMillis,
    /// When the unit goes on.
    pub ends_at: TimestampMillis,
}

/// A stop that nobody visits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct UnassignedStop {
    /// The stop's number.
    pub stop: u32,
    /// Why.
    pub why: UnassignedWhy,
}

/// Why nobody visits a stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum UnassignedWhy {
    /// A unit could go there, but the time is worth more elsewhere.
    WorthMoreElsewhere,
    /// Even a unit that goes nowhere else is not back in time.
    TooFar,
    /// Somebody took it out.
    TakenOut,
}

/// A change by hand.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PatrolEdit {
    /// When, by the server's clock.
    pub at: TimestampMillis,
    /// What.
    pub change: PatrolChange,
    /// Why.
    pub reason: String,
}

/// What is changed by hand.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum PatrolChange {
    /// A stop of the plan is visited by this unit, in this place of its walk, and nowhere else.
    Place {
        /// The stop's number.
        stop: u32,
        /// The unit's number.
        unit: u32,
        /// How many visits come before; at the end where there are fewer.
        before: u32,
    },
    /// Nobody visits a stop any more.
    TakeOut {
        /// The stop's number.
        stop: u32,
    },
    /// A new stop is visited by this unit, in this place of its walk.
    Add {
        /// Where, and what people call it.
        place: AskedPlace,
        /// The unit's number.
        unit: u32,
        /// How many visits come before; at the end where there are fewer.
        before: u32,
    },
}

/// A visit as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct PatrolVisit {
    /// The stop's number.
    pub stop: u32,
    /// The unit's number.
    pub unit: u32,
    /// How long it took, in minutes.
    pub minutes: u32,
    /// With how many people there was a talk. A count: never who.
    pub contacts: u32,
    /// What there was to see; never who somebody was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// What a foot patrol tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PatrolNote {
    /// Of which kind.
    pub kind: PatrolNoteKind,
    /// What.
    pub text: String,
}

/// Kinds of what a foot patrol tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum PatrolNoteKind {
    /// Something was lost, or found.
    LostAndFound,
    /// Something went well.
    GoodNews,
    /// Something was learned of the place.
    Learned,
}

impl AskedPlace {
    /// Checks its words.
    ///
    /// # Errors
    /// A [`Violation`] of `words`.
    pub fn check(&self) -> Result<(), Violation> {
        check_required_text("words", &self.words, limits::PLACE_WORDS_CHARS_MAX)
    }
}

impl PatrolOrder {
    /// Checks every rule; a shift that is over by `now` is not planned.
    ///
    /// # Errors
    /// The first [`Violation`] found.
    pub fn check(&self, now: TimestampMillis) -> Result<(), Violation> {
        self.check_shift(now)?;
        self.check_units()?;
        self.base.check().map_err(|broken| broken.within("base"))?;
        if !limits::PATROL_STAY_MINUTES.contains(&self.stay_minutes) {
            return Err(Violation::invalid("stay_minutes", "must lie between 5 and 60"));
        }
        let lasts_ms = self.ends_at.millis_since(self.starts_at);
        if i64::from(self.break_minutes) * MINUTE_MS > lasts_ms / limits::PATROL_BREAK_PART {
            return Err(Violation::invalid(
                "break_minutes",
                "must be at most a quarter of the shift",
            ));
        }
        check_count("asked", self.asked.len(), limits::PATROL_ASKED_MAX)?;
        if self.asked.is_empty() && !self.by_map {
            return Err(Violation::invalid(
                "asked",
                "is empty; name places, or have the map's visited",
            ));
        }
        self.asked
            .iter()
            .try_for_each(|place| place.check().map_err(|broken| broken.within("asked")))
    }

    fn check_shift(&self, now: TimestampMillis) -> Result<(), Violation> {
        let lasts_ms = self.ends_at.millis_since(self.starts_at);
        if !(limits::PATROL_LASTS_MS_MIN..=limits::PATROL_LASTS_MS_MAX).contains(&lasts_ms) {
            return Err(Violation::invalid(
                "ends_at",
                "must be from half an hour to 12 hours after starts_at",
            ));
        }
        if self.ends_at <= now {
            return Err(Violation::invalid("ends_at", "has passed"));
        }
        if self.starts_at.millis_since(now) > limits::PATROL_AHEAD_MS_MAX {
            return Err(Violation::invalid("starts_at", "is more than 31 days ahead"));
        }
        Ok(())
    }

    fn check_units(&self) -> Result<(), Violation> {
        check_count("units", self.units.len(), limits::PATROL_UNITS_MAX)?;
        let numbers = 1..=limits::PATROL_UNIT_NUMBER_MAX;
        let rises = self.units.is_sorted_by(|one, next| one < next);
        if self.units.is_empty() || !rises || !self.units.iter().all(|unit| numbers.contains(unit)) {
            return Err(Violation::invalid(
                "units",
                "must be numbers from 1 to 99, each once and in their order",
            ));
        }
        Ok(())
    }
}

impl PatrolVisit {
    /// Checks every rule that needs no plan.
    ///
    /// # Errors
    /// The first [`Violation`] found.
    pub fn check(&self) -> Result<(), Violation> {
        if i64::from(self.minutes) * MINUTE_MS > limits::PATROL_LASTS_MS_MAX {
            return Err(Violation::invalid("minutes", "is longer than a shift"));
        }
        if self.contacts > limits::PATROL_CONTACTS_MAX {
            return Err(Violation::invalid("contacts", "is more than 500"));
        }
        self.note.as_deref().map_or(Ok(()), |note| {
            check_text("note", note, limits::PATROL_NOTE_CHARS_MAX)
        })
    }
}

impl PatrolNote {
    /// Checks its text.
    ///
    /// # Errors
    /// A [`Violation`] of `text`.
    pub fn check(&self) -> Result<(), Violation> {
        check_required_text("text", &self.text, limits::PATROL_NOTE_CHARS_MAX)
    }
}

impl PatrolPlan {
    /// A stop by its number.
    pub fn stop(&self, number: u32) -> Option<&PatrolStop> {
        self.stops.iter().find(|stop| stop.number == number)
    }

    /// How many stops are visited.
    pub fn visits(&self) -> usize {
        self.routes.iter().map(|route| route.visits.len()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_795_168_800_000;
    const HOUR_MS: i64 = 3_600_000;

    fn order() -> PatrolOrder {
        let place = |words: &str| AskedPlace {
            at: Point::new(60.17, 24.94).unwrap(),
            words: words.into(),
        };
        PatrolOrder {
            starts_at: TimestampMillis::from_millis(NOW),
            ends_at: TimestampMillis::from_millis(NOW + 4 * HOUR_MS),
            base: place("Station"),
            units: vec![1, 2],
            stay_minutes: 15,
            break_minutes: 0,
            by_map: false,
            asked: vec![place("Market")],
        }
    }

    fn refused(change: impl FnOnce(&mut PatrolOrder)) -> Option<String> {
        let mut order = order();
        change(&mut order);
        let now = TimestampMillis::from_millis(NOW);
        order.check(now).err().map(|violation| violation.field)
    }

    #[test]
    fn an_order_names_a_shift_units_and_something_to_visit() {
        let at = |ms| TimestampMillis::from_millis(NOW + ms);
        assert_eq!(refused(|_| ()), None);
        assert_eq!(refused(|order| order.by_map = true), None);
        let asks_nothing = |order: &mut PatrolOrder| order.asked.clear();
        assert_eq!(refused(asks_nothing).as_deref(), Some("asked"));
        for units in [
            vec![],
            vec![0],
            vec![100],
            vec![2, 1],
            vec![1, 1],
            (1..=13).collect(),
        ] {
            assert_eq!(refused(|order| order.units = units).as_deref(), Some("units"));
        }
        for (lasts_ms, field) in [
            (limits::PATROL_LASTS_MS_MIN - 1, Some("ends_at")),
            (limits::PATROL_LASTS_MS_MIN, None),
            (limits::PATROL_LASTS_MS_MAX, None),
            (limits::PATROL_LASTS_MS_MAX + 1, Some("ends_at")),
        ] {
            assert_eq!(refused(|order| order.ends_at = at(lasts_ms)).as_deref(), field);
        }
        let is_over = |order: &mut PatrolOrder| {
            order.starts_at = at(-HOUR_MS);
            order.ends_at = at(0);
        };
        assert_eq!(refused(is_over).as_deref(), Some("ends_at"));
        let is_far_off = |order: &mut PatrolOrder| {
            order.starts_at = at(limits::PATROL_AHEAD_MS_MAX + 1);
            order.ends_at = at(limits::PATROL_AHEAD_MS_MAX + HOUR_MS);
        };
        assert_eq!(refused(is_far_off).as_deref(), Some("starts_at"));
        for (minutes, field) in [
            (4, Some("stay_minutes")),
            (5, None),
            (60, None),
            (61, Some("stay_minutes")),
        ] {
            assert_eq!(refused(|order| order.stay_minutes = minutes).as_deref(), field);
        }
        for (minutes, field) in [
            (60, None),
            (61, Some("break_minutes")),
            (u32::MAX, Some("break_minutes")),
        ] {
            assert_eq!(refused(|order| order.break_minutes = minutes).as_deref(), field);
        }
        let unnamed = |order: &mut PatrolOrder| order.asked[0].words = " ".into();
        assert_eq!(refused(unnamed).as_deref(), Some("asked.words"));
    }

    #[test]
    fn a_visit_counts_people_and_names_none() {
        let json = r#"{"stop":1,"unit":1,"minutes":12,"contacts":3}"#;
        let mut visit: PatrolVisit = serde_json::from_str(json).unwrap();
        assert!(visit.check().is_ok());
        visit.contacts = limits::PATROL_CONTACTS_MAX + 1;
        assert_eq!(visit.check().unwrap_err().field, "contacts");
        visit.contacts = 0;
        visit.minutes = 12 * 60 + 1;
        assert_eq!(visit.check().unwrap_err().field, "minutes");
        visit.minutes = u32::MAX;
        assert_eq!(visit.check().unwrap_err().field, "minutes");
    }
}
