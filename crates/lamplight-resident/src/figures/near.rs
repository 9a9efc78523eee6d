//! What was reported often near a place. Pure, and on this device: the server is asked for no place, it tells
//! everybody of all of them.

use lamplight_protocol::api::{PlaceFigure, PlaceFigures};
use lamplight_protocol::limits::DAY_MS;
use lamplight_protocol::place::Point;
use lamplight_protocol::report::Category;
use lamplight_protocol::time::TimestampMillis;

use crate::view::ReportedNear;

/// How far the middle of a cell may be, in metres. A cell of H3's resolution 8 has edges of some 530, so that the cell
/// in which a place lies is always within it.
const NEAR_M: f64 = 600.0;
/// How long ago a month may have ended to say anything of today, in milliseconds: two months. The newest that is told
/// ended 38 days ago at most.
const TOLD_FOR_MS: i64 = 62 * DAY_MS;

/// What was reported often around the point, each kind once, by the cell that is nearest.
pub(super) fn around(places: &PlaceFigures, point: Point, now: TimestampMillis) -> Vec<ReportedNear> {
    if !(0..=TOLD_FOR_MS).contains(&now.millis_since(places.until)) {
        return Vec::new();
    }
    let nearest = |category: Category| {
        let near = places
            .told
            .iter()
            .filter(|place| place.category == category)
            .map(|place| (place.middle.metres_to(point), place))
            .filter(|(metres, _)| *metres <= NEAR_M);
        near.min_by(|(one, _), (other, _)| one.total_cmp(other))
    };
    Category::ALL
        .into_iter()
        // A server that told of these would not be listened to.
        .filter(|category| !category.is_sensitive())
        .filter_map(nearest)
        .map(|(_, place): (f64, &PlaceFigure)| ReportedNear {
            category: place.category,
            reports_at_least: place.reports_at_least,
            month: places.from,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A hundred-thousandth of a degree to the north is 1.11 metres.
    const DEGREES_PER_M: f64 = 1.0 / 111_195.08;
    const DAY_MS: i64 = lamplight_protocol::limits::DAY_MS;

    fn at(north_m: f64) -> Point {
        Point::new(0.5 + north_m * DEGREES_PER_M, 0.5).unwrap()
    }

    fn told(places: &[(Category, f64, u32)]) -> PlaceFigures {
        let figure = |(category, north_m, reports_at_least): &(Category, f64, u32)| PlaceFigure {
            category: *category,
            middle: at(*north_m),
            reports_at_least: *reports_at_least,
        };
        PlaceFigures {
            from: "2026-10-01T00:00:00Z".parse().unwrap(),
            until: "2026-11-01T00:00:00Z".parse().unwrap(),
            told: places.iter().map(figure).collect(),
        }
    }

    fn found(places: &PlaceFigures, days: i64) -> Vec<(Category, u32)> {
        let now = places.until.plus_millis(days * DAY_MS);
        let near = around(places, at(0.0), now);
        assert!(near.iter().all(|near| near.month == places.from));
        near.iter()
            .map(|near| (near.category, near.reports_at_least))
            .collect()
    }

    #[test]
    fn of_each_kind_the_nearest_cell_counts_and_none_that_is_far() {
        let places = told(&[
            (Category::Vehicle, 599.0, 5),
            (Category::Vandalism, 400.0, 20),
            (Category::Vandalism, -300.0, 10),
            (Category::NoiseDisorder, 602.0, 50),
        ]);
        assert_eq!(
            found(&places, 10),
            [(Category::Vandalism, 10), (Category::Vehicle, 5)]
        );
    }

    #[test]
    fn what_leads_to_a_person_is_not_taken_from_anybody() {
        let places = told(&[
            (Category::Wellbeing, 0.0, 50),
            (Category::SuspiciousActivity, 0.0, 50),
        ]);
        assert_eq!(found(&places, 10), []);
    }

    #[test]
    fn what_is_long_ago_says_nothing_of_today() {
        let places = told(&[(Category::Vandalism, 0.0, 5)]);
        assert_eq!(found(&places, 62).len(), 1);
        assert_eq!(found(&places, 63), []);
        assert_eq!(found(&places, -1), [], "the clock was set back");
    }
}
