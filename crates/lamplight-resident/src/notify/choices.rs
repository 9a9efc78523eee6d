//! How the resident chose to hear of alerts. It never leaves the device: which places somebody cares about says
//! where they live.

use lamplight_protocol::desk_hours::TimeOfDay;
use lamplight_protocol::error::{Violation, check_count};
use lamplight_protocol::place::Point;
use lamplight_protocol::text::check_required_text;
use serde::{Deserialize, Serialize};

/// Places that can be chosen: home, work, school, and somebody's parents, with room to spare.
pub const PLACES_MAX: usize = 12;
/// What a place may be called, in characters.
pub const PLACE_NAME_CHARS_MAX: usize = 60;
/// The smallest circle around a place, in metres: a block of houses.
pub const RADIUS_M_MIN: u32 = 100;
/// The largest circle around a place, in metres: beyond it the whole area is meant.
pub const RADIUS_M_MAX: u32 = 50_000;

/// How the resident hears of alerts, and of events that they come to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Hearing {
    /// Alerts are told of by notifications at all.
    pub on: bool,
    /// What an alert must be about to be told of: any of these, or with none of them anything in the area.
    pub places: Vec<HeardPlace>,
    /// Events that the resident comes to are reminded of.
    pub reminds: bool,
    /// When nothing is told but what may wake somebody.
    pub quiet: Option<QuietHours>,
    /// The resident agreed that an alert of the highest level sounds until it is acknowledged, also in quiet hours.
    pub wakes: bool,
    /// The app goes on hearing when its window is closed.
    pub stays: bool,
    /// The app starts with the computer, without its window.
    pub starts: bool,
}

/// A place whose alerts are told of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum HeardPlace {
    /// A district of the area.
    District {
        /// Its id.
        id: String,
    },
    /// What lies around a place.
    Around {
        /// What the resident calls it.
        name: String,
        /// The place.
        point: Point,
        /// How far around it, in metres.
        radius_m: u32,
    },
}

/// Hours of every day by the clocks of the area; over midnight when they end before they begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct QuietHours {
    /// When they begin, for example `22:00`.
    pub from: TimeOfDay,
    /// When they end, for example `07:00`.
    pub until: TimeOfDay,
}

impl Default for Hearing {
    /// Everything in the area, events too, at any hour, and nothing that sounds until it is acknowledged: nobody agreed to that
    /// yet.
    fn default() -> Self {
        Self {
            on: true,
            places: Vec::new(),
            reminds: true,
            quiet: None,
            wakes: false,
            stays: true,
            starts: false,
        }
    }
}

impl Hearing {
    /// Whether anything at all is told outside the app.
    pub fn tells(&self) -> bool {
        self.on || self.reminds
    }

    /// Checks the bounds.
    ///
    /// # Errors
    /// A [`Violation`] of `places` or `quiet`.
    pub fn check(&self) -> Result<(), Violation> {
        check_count("places", self.places.len(), PLACES_MAX)?;
        for (number, place) in self.places.iter().enumerate() {
            place
                .check()
                .map_err(|violation| violation.within(format_args!("places.{number}")))?;
        }
        match self.quiet {
            Some(hours) if hours.from == hours.until => Err(Violation::invalid(
                "quiet",
                "must end at another time than they begin; switch notifications off to hear of nothing",
            )),
            _ => Ok(()),
        }
    }
}

impl HeardPlace {
    fn check(&self) -> Result<(), Violation> {
        match self {
            Self::District { id } => check_required_text("id", id, PLACE_NAME_CHARS_MAX),
            Self::Around { name, radius_m, .. } => {
                check_required_text("name", name, PLACE_NAME_CHARS_MAX)?;
                if (RADIUS_M_MIN..=RADIUS_M_MAX).contains(radius_m) {
                    Ok(())
                } else {
                    Err(Violation::invalid(
                        "radius_m",
                        format!("must lie between {RADIUS_M_MIN} and {RADIUS_M_MAX} metres"),
                    ))
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(name: &str, radius_m: u32) -> HeardPlace {
        HeardPlace::Around {
            name: name.into(),
            point: Point::new(0.5, 0.5).unwrap(),
            radius_m,
        }
    }

    fn with(places: Vec<HeardPlace>) -> Hearing {
        Hearing {
            places,
            ..Hearing::default()
        }
    }

    #[test]
    fn places_keep_to_their_bounds() {
        assert!(
            with(vec![around("Home", RADIUS_M_MIN); PLACES_MAX])
                .check()
                .is_ok()
        );
        assert!(with(vec![around("Home", RADIUS_M_MAX)]).check().is_ok());
        let field = |places| with(places).check().unwrap_err().field;
        assert_eq!(field(vec![around("Home", 500); PLACES_MAX + 1]), "places");
        assert_eq!(field(vec![around("Home", RADIUS_M_MIN - 1)]), "places.0.radius_m");
        assert_eq!(field(vec![around("Home", RADIUS_M_MAX + 1)]), "places.0.radius_m");
        assert_eq!(field(vec![around(" ", 500)]), "places.0.name");
        let long = "x".repeat(PLACE_NAME_CHARS_MAX + 1);
        assert_eq!(field(vec![around(&long, 500)]), "places.0.name");
    }

    #[test]
    fn quiet_hours_that_never_end_are_refused() {
        let noon = "12:00".parse().unwrap();
        let quiet = Some(QuietHours {
            from: noon,
            until: noon,
        });
        let hearing = Hearing {
            quiet,
            ..Hearing::default()
        };
        assert_eq!(hearing.check().unwrap_err().field, "quiet");
    }

    #[test]
    fn what_a_later_version_left_out_is_as_at_first() {
        let hearing: Hearing = serde_json::from_str(r#"{"wakes":true}"#).unwrap();
        assert_eq!(
            hearing,
            Hearing {
                wakes: true,
                ..Hearing::default()
            }
        );
    }
}
