//! The place that one deployment serves.

use serde::{Deserialize, Serialize};

use crate::desk_hours::DeskHours;
use crate::digest::PackHash;
use crate::error::{Violation, check_count};
use crate::help::{self, Helper};
use crate::limits;
use crate::place::{Point, Region};
use crate::report::Category;
use crate::text::{Language, check_required_text};

/// What `GET /v1/area` tells: everything an app must know of a deployment before its first report, and all
/// it needs with no network.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct Area {
    /// What residents call the place, for example `Alder Quay`.
    pub name: String,
    /// Two or three capital letters that begin every reference, for example `AQ`.
    pub prefix: String,
    /// The outline outside which reports are refused; none to take reports from anywhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub boundary: Option<Region>,
    /// Its districts.
    #[serde(default)]
    pub districts: Vec<District>,
    /// The number to dial when something is happening now, for example `112`.
    pub emergency_number: String,
    /// Whom to call in a crisis of mind or life.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub crisis_line: Option<HelpLine>,
    /// Who else helps there, in the order in which it is shown.
    #[serde(default)]
    pub helpers: Vec<Helper>,
    /// What can be reported, in the order in which it is offered.
    pub categories: Vec<CategoryPolicy>,
    /// The languages in which the patrol answers.
    pub languages: Vec<Language>,
    /// The zone in which the patrol tells its times, as in the IANA database.
    pub time_zone: String,
    /// When the desk is staffed; always when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub desk_hours: Option<DeskHours>,
}

/// A part of the area.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct District {
    /// A short name that never changes, for example `harbour`.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Its outline.
    pub region: Region,
}

/// Somebody to call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct HelpLine {
    /// What it is called.
    pub name: String,
    /// The number.
    pub number: String,
}

/// The map of the area in one file, which a device fetches once and keeps: `GET /v1/area/pack/{sha256}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AreaPack {
    /// The SHA-256 of its bytes, by which it is fetched and checked.
    pub sha256: PackHash,
    /// The number of its bytes; at most [`limits::AREA_PACK_BYTES_MAX`].
    pub size_bytes: u32,
    /// Whom to name beside the map, as plain text.
    pub attribution: String,
}

/// How the patrol treats a category.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CategoryPolicy {
    /// The category.
    pub category: Category,
    /// Whether it is sent without the pause for undo, and named when it does not arrive.
    pub urgent: bool,
    /// The first answer the patrol aims for, in minutes.
    pub response_target_minutes: u32,
}

impl Area {
    /// An area without a boundary, which takes every report: what a server serves until it is told its own,
    /// and what a device assumes until it has heard from its server. 112 works on mobile phones nearly
    /// everywhere (GSM 02.30).
    pub fn anywhere() -> Self {
        let policy = |category| CategoryPolicy {
            category,
            urgent: matches!(category, Category::SuspiciousActivity | Category::Wellbeing),
            response_target_minutes: match category {
                Category::SuspiciousActivity | Category::Wellbeing => 30,
                Category::NoiseDisorder | Category::LightingHazard => 120,
                _ => 24 * 60,
            },
        };
        Self {
            name: "Lamplight".into(),
            prefix: "LL".into(),
            boundary: None,
            districts: Vec::new(),
            emergency_number: "112".into(),
            crisis_line: None,
            helpers: Vec::new(),
            categories: Category::ALL.into_iter().map(policy).collect(),
            languages: vec![Language::english()],
            time_zone: "UTC".into(),
            desk_hours: None,
        }
    }

    /// Checks a file that an operator wrote.
    ///
    /// # Errors
    /// The first [`Violation`] found.
    pub fn check(&self) -> Result<(), Violation> {
        check_required_text("name", &self.name, limits::TITLE_CHARS_MAX)?;
        check_required_text(
            "emergency_number",
            &self.emergency_number,
            limits::CONTACT_NAME_CHARS_MAX,
        )?;
        if !(2..=3).contains(&self.prefix.len()) || !self.prefix.bytes().all(|b| b.is_ascii_uppercase()) {
            return Err(Violation::invalid(
                "prefix",
                "must be two or three capital letters",
            ));
        }
        if self.categories.is_empty() {
            return Err(Violation::invalid("categories", "need at least one entry"));
        }
        if let Some(hours) = &self.desk_hours {
            hours.check()?;
        }
        help::check(&self.helpers)?;
        let points: usize = self.regions().map(Region::points_count).sum();
        check_count("boundary", points, limits::AREA_POINTS_MAX)
    }

    fn regions(&self) -> impl Iterator<Item = &Region> {
        self.boundary
            .iter()
            .chain(self.districts.iter().map(|district| &district.region))
    }

    /// Refuses a point outside the boundary. No point, or no boundary, is no reason to refuse.
    ///
    /// # Errors
    /// A [`Violation`] of `place.point`.
    pub fn check_point(&self, point: Option<Point>) -> Result<(), Violation> {
        match (&self.boundary, point) {
            (Some(boundary), Some(point)) if !boundary.contains(point) => Err(Violation::invalid(
                "place.point",
                format!("lies outside {}; this patrol cannot help there", self.name),
            )),
            _ => Ok(()),
        }
    }

    /// The district in which a point lies.
    pub fn district_of(&self, point: Point) -> Option<&District> {
        self.districts
            .iter()
            .find(|district| district.region.contains(point))
    }

    /// What an alert is about on the ground: what was drawn, and the districts that it names; none for everywhere.
    ///
    /// # Errors
    /// A [`Violation`] of `districts` when one is not of this area, or when the whole has too many corners.
    pub fn alert_region(
        &self,
        drawn: Option<&Region>,
        districts: &[String],
    ) -> Result<Option<Region>, Violation> {
        let named = districts
            .iter()
            .map(|id| {
                let district = self.districts.iter().find(|district| district.id == *id);
                district.map(|district| &district.region).ok_or_else(|| {
                    Violation::invalid(
                        "districts",
                        format!("name {id:?}, which is none of {}", self.name),
                    )
                })
            })
            .collect::<Result<Vec<&Region>, Violation>>()?;
        let region = Region::joined(drawn.into_iter().chain(named));
        if let Some(region) = &region {
            region.check("districts", limits::ALERT_AREA_POINTS_MAX)?;
        }
        Ok(region)
    }

    /// Whether reports of this category go without the pause for undo.
    pub fn is_urgent(&self, category: Category) -> bool {
        self.categories
            .iter()
            .any(|policy| policy.category == category && policy.urgent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(name: &str, west: f64, east: f64) -> District {
        let json = format!(
            r#"{{"type":"MultiPolygon","coordinates":[[[[{west},0.0],[{east},0.0],[{east},1.0],[{west},1.0],[{west},0.0]]]]}}"#
        );
        District {
            id: name.into(),
            name: name.into(),
            region: serde_json::from_str(&json).unwrap(),
        }
    }

    #[test]
    fn points_outside_the_boundary_are_refused() {
        let town = Area {
            boundary: Some(square("town", 0.0, 2.0).region),
            ..Area::anywhere()
        };
        let inside = Point::new(0.5, 0.5).unwrap();
        let outside = Point::new(0.5, 2.5).unwrap();
        assert!(town.check_point(Some(inside)).is_ok());
        assert!(town.check_point(None).is_ok());
        assert_eq!(town.check_point(Some(outside)).unwrap_err().field, "place.point");
        assert!(Area::anywhere().check_point(Some(outside)).is_ok());
    }

    #[test]
    fn a_point_belongs_to_its_district() {
        let districts = vec![square("west", 0.0, 1.0), square("east", 1.0, 2.0)];
        let town = Area {
            districts,
            ..Area::anywhere()
        };
        let at = |lon| {
            town.district_of(Point::new(0.5, lon).unwrap())
                .map(|district| district.id.as_str())
        };
        assert_eq!((at(0.5), at(1.5), at(2.5)), (Some("west"), Some("east"), None));
    }

    #[test]
    fn an_alert_is_about_what_was_drawn_and_the_districts_it_names() {
        let town = Area {
            districts: vec![square("west", 0.0, 1.0), square("east", 1.0, 2.0)],
            ..Area::anywhere()
        };
        let drawn = square("drawn", 5.0, 6.0).region;
        let region = town
            .alert_region(Some(&drawn), &["east".into()])
            .unwrap()
            .unwrap();
        let holds = |lon| region.contains(Point::new(0.5, lon).unwrap());
        assert_eq!((holds(0.5), holds(1.5), holds(5.5)), (false, true, true));
        assert_eq!(town.alert_region(None, &[]), Ok(None));
        let unknown = town.alert_region(None, &["north".into()]).unwrap_err();
        assert_eq!(unknown.field, "districts");
    }

    #[test]
    fn a_file_with_a_wrong_prefix_or_nothing_to_report_is_refused() {
        assert!(Area::anywhere().check().is_ok());
        assert!(
            Area {
                prefix: "lamp".into(),
                ..Area::anywhere()
            }
            .check()
            .is_err()
        );
        assert!(
            Area {
                categories: Vec::new(),
                ..Area::anywhere()
            }
            .check()
            .is_err()
        );
    }
}
