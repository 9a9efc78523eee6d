//! A resident's report, as the device sends it.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::area::Area;
use crate::digest::PhotoHash;
use crate::error::{Violation, check_count};
use crate::limits;
use crate::place::Place;
use crate::text::{Language, check_required_text, check_text};
use crate::time::TimestampMillis;

/// What a report is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Category {
    /// Paint, broken glass, damage.
    Vandalism,
    /// Something that somebody does and that looks like a crime; carries behaviours.
    SuspiciousActivity,
    /// A lamp that is out, or another hazard.
    LightingHazard,
    /// Noise or disorder.
    NoiseDisorder,
    /// Litter or dumped waste.
    LitterDumping,
    /// An abandoned or dangerously parked vehicle.
    Vehicle,
    /// Something or some animal lost or found.
    LostFound,
    /// Worry about a person. Read by responders only.
    Wellbeing,
}

impl Category {
    /// Every category, in the order in which people are offered them.
    pub const ALL: [Self; 8] = [
        Self::Vandalism,
        Self::SuspiciousActivity,
        Self::LightingHazard,
        Self::NoiseDisorder,
        Self::LitterDumping,
        Self::Vehicle,
        Self::LostFound,
        Self::Wellbeing,
    ];

    /// The name on the wire, for example `lighting_hazard`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Vandalism => "vandalism",
            Self::SuspiciousActivity => "suspicious_activity",
            Self::LightingHazard => "lighting_hazard",
            Self::NoiseDisorder => "noise_disorder",
            Self::LitterDumping => "litter_dumping",
            Self::Vehicle => "vehicle",
            Self::LostFound => "lost_found",
            Self::Wellbeing => "wellbeing",
        }
    }
}

impl Category {
    /// Whether the exact place of such a report is withheld from the desk until somebody says why they need it: it
    /// leads to a person, who is worried about or suspected.
    pub fn is_sensitive(self) -> bool {
        matches!(self, Self::Wellbeing | Self::SuspiciousActivity)
    }
}

impl std::str::FromStr for Category {
    type Err = Violation;

    fn from_str(name: &str) -> Result<Self, Violation> {
        find_named(&Self::ALL, Self::as_str, "category", name)
    }
}

/// What somebody was seen doing. Being in the area is not on the list, and neither is anything about who
/// a person is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Behaviour {
    /// Trying the handles of doors, windows or cars.
    TryingHandles,
    /// Breaking something open.
    ForcingEntry,
    /// Looking into parked vehicles.
    LookingIntoVehicles,
    /// Looking into homes.
    LookingIntoHomes,
    /// Taking something that seems to be another's.
    TakingProperty,
    /// Following somebody.
    FollowingSomeone,
    /// Threatening somebody.
    Threatening,
    /// Hiding from view.
    Hiding,
    /// Passing the same place again and again, slowly.
    CirclingRepeatedly,
    /// Tampering with locks, meters, lamps or cameras.
    Tampering,
}

impl Behaviour {
    /// Every behaviour, in the order in which people are offered them.
    pub const ALL: [Self; limits::BEHAVIOURS_MAX] = [
        Self::TryingHandles,
        Self::ForcingEntry,
        Self::LookingIntoVehicles,
        Self::LookingIntoHomes,
        Self::TakingProperty,
        Self::FollowingSomeone,
        Self::Threatening,
        Self::Hiding,
        Self::CirclingRepeatedly,
        Self::Tampering,
    ];

    /// The name on the wire, for example `trying_handles`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::TryingHandles => "trying_handles",
            Self::ForcingEntry => "forcing_entry",
            Self::LookingIntoVehicles => "looking_into_vehicles",
            Self::LookingIntoHomes => "looking_into_homes",
            Self::TakingProperty => "taking_property",
            Self::FollowingSomeone => "following_someone",
            Self::Threatening => "threatening",
            Self::Hiding => "hiding",
            Self::CirclingRepeatedly => "circling_repeatedly",
            Self::Tampering => "tampering",
        }
    }
}

impl std::str::FromStr for Behaviour {
    type Err = Violation;

    fn from_str(name: &str) -> Result<Self, Violation> {
        find_named(&Self::ALL, Self::as_str, "behaviour", name)
    }
}

/// Finds a value by its name on the wire; a name that does not exist is answered with those that do.
pub(crate) fn find_named<T: Copy>(
    all: &[T],
    as_str: fn(T) -> &'static str,
    field: &'static str,
    name: &str,
) -> Result<T, Violation> {
    all.iter()
        .copied()
        .find(|value| as_str(*value) == name)
        .ok_or_else(|| {
            let names: Vec<&str> = all.iter().map(|value| as_str(*value)).collect();
            Violation::invalid(field, format!("must be one of {}", names.join(", ")))
        })
}

/// How the patrol may reach a resident who chose to say so.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct Contact {
    /// A name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// A telephone number or an address for mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reach: Option<String>,
}

/// A photo that will follow the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct PhotoAnnouncement {
    /// The hash of the bytes that will be sent.
    pub sha256: PhotoHash,
    /// Their number.
    pub size_bytes: u32,
    /// What it shows, in the resident's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

/// A report as the device sends it: the body of `PUT /v1/reports/{id}`. Fields that this version does not
/// know are ignored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewReport {
    /// What it is about.
    pub category: Category,
    /// What was seen; at least one for suspicious activity, none otherwise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub behaviours: Vec<Behaviour>,
    /// Where.
    #[serde(default)]
    pub place: Place,
    /// When it was seen, by the device's clock. The server keeps no other time of the device.
    pub occurred_at: TimestampMillis,
    /// What happened, in the resident's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// How to reach the resident; absent for an anonymous report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// The language in which the resident wants answers.
    pub language: Language,
    /// A practice report: it goes the whole way, marked, and nobody is sent out for it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub practice: bool,
    /// Photos that will follow.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub photos: Vec<PhotoAnnouncement>,
}

impl NewReport {
    /// Checks every rule that both sides share, the deployment's area included.
    ///
    /// # Errors
    /// The first [`Violation`] found, in the order of the fields.
    pub fn check(&self, area: &Area) -> Result<(), Violation> {
        self.check_behaviours()?;
        self.place.check()?;
        area.check_point(self.place.point)?;
        if let Some(note) = &self.note {
            check_text("note", note, limits::NOTE_CHARS_MAX)?;
        }
        if let Some(contact) = &self.contact {
            contact.check()?;
        }
        self.check_photos()
    }

    fn check_behaviours(&self) -> Result<(), Violation> {
        check_count("behaviours", self.behaviours.len(), limits::BEHAVIOURS_MAX)?;
        match (self.category, self.behaviours.is_empty()) {
            (Category::SuspiciousActivity, true) => Err(Violation::invalid(
                "behaviours",
                "are needed: say what the person did",
            )),
            (Category::SuspiciousActivity, false) | (_, true) => Ok(()),
            (_, false) => Err(Violation::invalid(
                "behaviours",
                "go with suspicious activity only",
            )),
        }
    }

    fn check_photos(&self) -> Result<(), Violation> {
        check_count("photos", self.photos.len(), limits::PHOTOS_PER_REPORT_MAX)?;
        let mut hashes = HashSet::new();
        for photo in &self.photos {
            if photo.size_bytes == 0 || photo.size_bytes > limits::PHOTO_BYTES_MAX {
                return Err(Violation::invalid(
                    "photos",
                    "hold one that is empty or too big to send",
                ));
            }
            if !hashes.insert(&photo.sha256) {
                return Err(Violation::invalid("photos", "hold the same one twice"));
            }
            if let Some(description) = &photo.description {
                check_text(
                    "photos.description",
                    description,
                    limits::PHOTO_DESCRIPTION_CHARS_MAX,
                )?;
            }
        }
        Ok(())
    }
}

impl Contact {
    fn check(&self) -> Result<(), Violation> {
        if let Some(name) = &self.name {
            check_text("contact.name", name, limits::CONTACT_NAME_CHARS_MAX)?;
        }
        if let Some(reach) = &self.reach {
            check_required_text("contact.reach", reach, limits::CONTACT_REACH_CHARS_MAX)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorCode;
    use proptest::prelude::*;

    fn report(category: Category) -> NewReport {
        NewReport {
            category,
            behaviours: Vec::new(),
            place: Place::default(),
            occurred_at: TimestampMillis::from_millis(0),
            note: None,
            contact: None,
            language: Language::english(),
            practice: false,
            photos: Vec::new(),
        }
    }

    fn photo(number: usize, size_bytes: u32) -> PhotoAnnouncement {
        PhotoAnnouncement {
            sha256: format!("{number:064x}").parse().unwrap(),
            size_bytes,
            description: None,
        }
    }

    #[test]
    fn names_on_the_wire_are_those_of_serde() {
        for category in Category::ALL {
            assert_eq!(serde_json::to_value(category).unwrap(), category.as_str());
            assert_eq!(category.as_str().parse(), Ok(category));
        }
        for behaviour in Behaviour::ALL {
            assert_eq!(serde_json::to_value(behaviour).unwrap(), behaviour.as_str());
            assert_eq!(behaviour.as_str().parse(), Ok(behaviour));
        }
    }

    #[test]
    fn an_unknown_category_is_answered_with_those_that_exist() {
        let violation = "murder".parse::<Category>().unwrap_err();
        assert!(
            violation
                .to_string()
                .starts_with("category must be one of vandalism, ")
        );
    }

    #[test]
    fn suspicious_activity_needs_a_behaviour_and_nothing_else_takes_one() {
        let anywhere = Area::anywhere();
        for category in Category::ALL {
            let mut report = report(category);
            let suspicious = category == Category::SuspiciousActivity;
            assert_eq!(report.check(&anywhere).is_ok(), !suspicious);
            report.behaviours = vec![Behaviour::TryingHandles];
            assert_eq!(report.check(&anywhere).is_ok(), suspicious);
        }
    }

    proptest! {
        #[test]
        fn every_text_passes_at_its_limit_and_not_beyond(over in 0_usize..2) {
            let text = |max: usize| Some("ñ".repeat(max + over));
            let anywhere = Area::anywhere();
            let with = |change: fn(&mut NewReport, Option<String>), max: usize| {
                let mut report = report(Category::Vandalism);
                change(&mut report, text(max));
                report.check(&anywhere).map_err(|violation| violation.code)
            };
            let expected = if over == 0 { Ok(()) } else { Err(ErrorCode::TooLarge) };
            prop_assert_eq!(with(|r, t| r.note = t, limits::NOTE_CHARS_MAX), expected);
            prop_assert_eq!(with(|r, t| r.place.words = t, limits::PLACE_WORDS_CHARS_MAX), expected);
            let name = |r: &mut NewReport, t| r.contact = Some(Contact { name: t, reach: None });
            prop_assert_eq!(with(name, limits::CONTACT_NAME_CHARS_MAX), expected);
            let reach = |r: &mut NewReport, t| r.contact = Some(Contact { name: None, reach: t });
            prop_assert_eq!(with(reach, limits::CONTACT_REACH_CHARS_MAX), expected);
        }

        #[test]
        fn photos_pass_up_to_their_number_and_size(count in 0_usize..9, over in 0_u32..2) {
            let mut report = report(Category::Vandalism);
            report.photos = (0..count).map(|n| photo(n, limits::PHOTO_BYTES_MAX + over)).collect();
            let fits = count == 0 || (over == 0 && count <= limits::PHOTOS_PER_REPORT_MAX);
            prop_assert_eq!(report.check(&Area::anywhere()).is_ok(), fits);
        }
    }

    #[test]
    fn a_photo_comes_once_is_not_empty_and_is_described_within_its_limit() {
        let with = |photos: Vec<PhotoAnnouncement>| {
            let report = NewReport {
                photos,
                ..report(Category::Vandalism)
            };
            report.check(&Area::anywhere()).is_ok()
        };
        let described = |chars: usize| PhotoAnnouncement {
            description: Some("ñ".repeat(chars)),
            ..photo(1, 5)
        };
        assert!(with(vec![photo(1, 1), photo(2, 1)]));
        assert!(!with(vec![photo(1, 1), photo(1, 1)]));
        assert!(!with(vec![photo(1, 0)]));
        assert!(with(vec![described(limits::PHOTO_DESCRIPTION_CHARS_MAX)]));
        assert!(!with(vec![described(limits::PHOTO_DESCRIPTION_CHARS_MAX + 1)]));
    }

    #[test]
    fn unknown_fields_are_ignored_because_older_servers_meet_newer_apps() {
        let json =
            r#"{"category":"vehicle","occurred_at":"2026-11-20T10:00:00Z","language":"en","mood":"calm"}"#;
        assert!(serde_json::from_str::<NewReport>(json).is_ok());
    }
}
