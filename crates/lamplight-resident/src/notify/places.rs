//! Whether an alert is about any of the places that the resident chose. It is found out here, on the device: the
//! server need not know where anyone is.

use lamplight_protocol::alert::Alert;
use lamplight_protocol::area::{Area, District};

use super::choices::HeardPlace;

/// Whether the alert is about any of these places; with none of them every alert is. In doubt it is: an alert that
/// was told of for nothing does less harm than one that was not.
pub(super) fn is_about(alert: &Alert, places: &[HeardPlace], area: &Area) -> bool {
    let Some(region) = &alert.content.region else {
        return true;
    };
    let is_about_one = |place: &HeardPlace| match place {
        HeardPlace::District { id } => is_about_district(alert, id, area),
        HeardPlace::Around { point, radius_m, .. } => region.metres_from(*point) <= f64::from(*radius_m),
    };
    places.is_empty() || places.iter().any(is_about_one)
}

/// An alert names districts, or outlines ground, or both. What it outlines beside the districts that it names is
/// compared with the district's own outline; those that it names are not, because neighbours share a border.
fn is_about_district(alert: &Alert, id: &str, area: &Area) -> bool {
    let Some(district) = area.districts.iter().find(|district| district.id == id) else {
        // The area was divided anew since it was chosen, and nobody knows where it was.
        return true;
    };
    let is_named = |district: &&District| alert.content.districts.contains(&district.id);
    if is_named(&district) {
        return true;
    }
    let named = area.districts.iter().filter(is_named).map(|named| &named.region);
    let outlined = alert
        .content
        .region
        .as_ref()
        .and_then(|region| region.without(named));
    outlined.is_some_and(|outlined| outlined.meets(&district.region))
}

#[cfg(test)]
mod tests {
    use lamplight_protocol::place::{Point, Region};

    use super::*;
    use crate::notify::testing::alert;

    fn square(west: f64, east: f64) -> Region {
        let json = format!(
            r#"{{"type":"MultiPolygon","coordinates":[[[[{west:?},0.0],[{east:?},0.0],[{east:?},1.0],[{west:?},1.0],[{west:?},0.0]]]]}}"#
        );
        serde_json::from_str(&json).unwrap()
    }

    /// West and east share the border at 1; north lies apart.
    fn town() -> Area {
        let district = |id: &str, region| District {
            id: id.into(),
            name: id.into(),
            region,
        };
        Area {
            districts: vec![
                district("west", square(0.0, 1.0)),
                district("east", square(1.0, 2.0)),
                district("far", square(4.0, 5.0)),
            ],
            ..Area::anywhere()
        }
    }

    fn about(districts: &[&str], drawn: Option<&Region>) -> Alert {
        let mut alert = alert(1);
        alert.content.districts = districts.iter().map(|id| (*id).to_owned()).collect();
        alert.content.region = town().alert_region(drawn, &alert.content.districts).unwrap();
        alert
    }

    fn hears(alert: &Alert, place: HeardPlace) -> bool {
        is_about(alert, &[place], &town())
    }

    fn district(id: &str) -> HeardPlace {
        HeardPlace::District { id: id.into() }
    }

    fn around(lon: f64, radius_m: u32) -> HeardPlace {
        HeardPlace::Around {
            name: "Home".into(),
            point: Point::new(0.5, lon).unwrap(),
            radius_m,
        }
    }

    #[test]
    fn an_alert_for_everywhere_is_about_every_place() {
        let everywhere = about(&[], None);
        assert!(hears(&everywhere, district("far")));
        assert!(hears(&everywhere, around(90.0, 100)));
        assert!(is_about(&about(&["far"], None), &[], &town()));
    }

    #[test]
    fn a_district_hears_of_itself_and_not_of_its_neighbours() {
        let west = about(&["west"], None);
        assert!(hears(&west, district("west")));
        assert!(!hears(&west, district("east")));
        assert!(!hears(&west, district("far")));
        assert!(is_about(&west, &[district("far"), district("west")], &town()));
    }

    #[test]
    fn a_district_hears_of_what_is_outlined_on_its_ground() {
        let drawn = square(1.8, 2.5);
        let alert = about(&["west"], Some(&drawn));
        assert!(hears(&alert, district("east")));
        assert!(!hears(&alert, district("far")));
    }

    #[test]
    fn a_district_that_is_no_longer_there_hears_of_everything() {
        assert!(hears(&about(&["west"], None), district("harbour")));
    }

    #[test]
    fn a_circle_hears_of_what_reaches_into_it() {
        let west = about(&["west"], None);
        assert!(hears(&west, around(0.5, 100)));
        // A hundredth of a degree is 1,112 metres.
        assert!(hears(&west, around(1.01, 1_200)));
        assert!(!hears(&west, around(1.01, 1_000)));
    }
}
