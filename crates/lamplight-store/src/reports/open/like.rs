//! How like two reports are: by place, time and category.

use lamplight_protocol::ids::ReportId;
use lamplight_protocol::limits::DAY_MS;
use lamplight_protocol::place::Point;
use rstar::AABB;

use super::held::OpenReport;

/// Beyond this, in metres, two reports are not about one thing: a block or two.
const APART_M_MAX: f64 = 500.0;
/// Beyond this, in milliseconds, neither: what still is there after a week was reported by then.
const APART_MS_MAX: i64 = 7 * DAY_MS;
/// Reports that are told.
const LIKEST_MAX: usize = 10;
/// One degree from south to north, in metres, at its shortest: at the equator.
const DEGREE_M: f64 = 110_500.0;
/// How far from a rough place the exact one may be, in degrees: half of a step, and room for rounding.
const ROUGH_DEGREES: f64 = 0.005_1;
/// Near a pole the degrees from west to east become so short that every one is near.
const COSINE_MIN: f64 = 0.01;

/// What place, time and category weigh, in hundredths. What happened at one corner is mostly one thing, and
/// people name the same thing differently.
const WEIGHT_NEAR: f64 = 50.0;
const WEIGHT_SOON: f64 = 20.0;
const WEIGHT_SAME: f64 = 30.0;
/// How near two are taken to be, from 0 to 1, of which only is known that they are in the same part of town.
const NEAR_ROUGHLY: f64 = 0.5;

/// A report that is like another, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Likeness {
    pub(crate) id: ReportId,
    /// From 0 to 100.
    pub(crate) score: u8,
    /// None where the place of one of the two is withheld.
    pub(crate) distance_m: Option<u32>,
    pub(crate) minutes_apart: u32,
    pub(crate) same_category: bool,
}

/// The stretch of the map in which a report can be like one at a point.
pub(super) fn around(point: Point) -> AABB<[f64; 2]> {
    let up = (APART_M_MAX / DEGREE_M).max(ROUGH_DEGREES);
    let aside = up / point.lat().to_radians().cos().max(COSINE_MIN);
    AABB::from_corners(
        [point.lon() - aside, point.lat() - up],
        [point.lon() + aside, point.lat() + up],
    )
}

/// The likest of some reports, the likest first.
pub(super) fn likest<'a>(this: &OpenReport, others: impl Iterator<Item = &'a OpenReport>) -> Vec<Likeness> {
    let mut likenesses: Vec<Likeness> = others.filter_map(|other| likeness(this, other)).collect();
    likenesses.sort_by_key(|likeness| (std::cmp::Reverse(likeness.score), likeness.id));
    likenesses.truncate(LIKEST_MAX);
    likenesses
}

/// How like they are; none when they are not about one thing.
fn likeness(this: &OpenReport, other: &OpenReport) -> Option<Likeness> {
    let apart_ms = this.received_at.millis_since(other.received_at).abs();
    let cannot_be = this.id == other.id || this.practice != other.practice || apart_ms > APART_MS_MAX;
    if cannot_be {
        return None;
    }
    let (near, distance_m) = nearness(this, other)?;
    let same_category = this.belonging.category == other.belonging.category;
    let soon = 1.0 - share(apart_ms, APART_MS_MAX);
    let same = if same_category { 1.0 } else { 0.0 };
    let score = WEIGHT_NEAR * near + WEIGHT_SOON * soon + WEIGHT_SAME * same;
    Some(Likeness {
        id: other.id,
        score: whole(score).try_into().unwrap_or(100),
        distance_m,
        minutes_apart: u32::try_from(apart_ms / 60_000).unwrap_or(u32::MAX),
        same_category,
    })
}

/// How near they are, from 0 to 1, and in metres; none when they are too far apart. With a place that is withheld, only
/// rough places are compared: distances to some known places would tell an exact one.
fn nearness(this: &OpenReport, other: &OpenReport) -> Option<(f64, Option<u32>)> {
    let (here, there) = (this.point?, other.point?);
    let is_withheld = |report: &OpenReport| report.belonging.category.is_sensitive();
    if is_withheld(this) || is_withheld(other) {
        return (here.coarse() == there.coarse()).then_some((NEAR_ROUGHLY, None));
    }
    let distance_m = here.metres_to(there);
    (distance_m <= APART_M_MAX).then(|| (1.0 - distance_m / APART_M_MAX, Some(whole(distance_m))))
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a week in milliseconds is far below 2^53"
)]
fn share(part: i64, of: i64) -> f64 {
    part as f64 / of as f64
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a score or a distance, neither below zero nor beyond some hundred"
)]
fn whole(value: f64) -> u32 {
    value.round() as u32
}

#[cfg(test)]
mod tests {
    use lamplight_protocol::report::Category;
    use lamplight_protocol::time::TimestampMillis;

    use super::*;
    use crate::model::Belonging;

    const HOUR_MS: i64 = 60 * 60 * 1_000;

    fn report(number: u8, lat: f64, hours: i64, category: Category) -> OpenReport {
        OpenReport {
            id: ReportId::from_random([number; 16]),
            number: number.into(),
            belonging: Belonging {
                category,
                district: None,
                assignee: None,
                referred_to: Vec::new(),
            },
            practice: false,
            received_at: TimestampMillis::from_millis(hours * HOUR_MS),
            point: Some(Point::new(lat, 2.0).unwrap()),
            words: String::new(),
        }
    }

    #[test]
    fn the_nearest_of_the_same_kind_is_the_likest() {
        let this = report(1, 41.0, 0, Category::Vandalism);
        let others = [
            report(2, 41.0, 1, Category::Vehicle),
            report(3, 41.003, 1, Category::Vandalism),
            report(4, 41.0001, 1, Category::Vandalism),
        ];
        let likest = likest(&this, others.iter());
        let ids: Vec<_> = likest.iter().map(|likeness| likeness.id.as_bytes()[0]).collect();
        assert_eq!(ids, [4, 2, 3]);
        assert_eq!((likest[0].distance_m, likest[0].minutes_apart), (Some(11), 60));
        assert!(likest[0].same_category && !likest[1].same_category);
        assert!(likest[0].score > 95, "{likest:?}");
    }

    #[test]
    fn what_is_far_or_long_ago_or_practice_is_not_like_it() {
        let this = report(1, 41.0, 0, Category::Vandalism);
        let practice = OpenReport {
            practice: true,
            ..report(4, 41.0, 0, Category::Vandalism)
        };
        let others = [
            report(1, 41.0, 0, Category::Vandalism),
            report(2, 41.005, 0, Category::Vandalism),
            report(3, 41.0, 7 * 24 + 1, Category::Vandalism),
            practice,
        ];
        assert_eq!(likest(&this, others.iter()), []);
    }

    #[test]
    fn a_place_that_is_withheld_is_compared_roughly_and_no_distance_is_told() {
        let sensitive = |number, lat| {
            let exact = report(number, lat, 0, Category::Wellbeing);
            OpenReport {
                point: exact.point.map(Point::coarse),
                ..exact
            }
        };
        let this = report(1, 41.004, 0, Category::Vandalism);
        let (here, beyond) = (sensitive(2, 40.996), sensitive(3, 41.006));
        let alike = likest(&this, [here, beyond].iter());
        assert_eq!(alike.len(), 1, "{alike:?}");
        assert_eq!((alike[0].id.as_bytes()[0], alike[0].distance_m), (2, None));
        let both = likest(&sensitive(4, 41.0), [sensitive(5, 41.0049)].iter());
        assert_eq!((both[0].distance_m, both[0].score), (None, 75));
    }

    #[test]
    fn the_stretch_holds_all_that_is_near_enough() {
        let envelope = around(Point::new(60.0, 25.0).unwrap());
        let (low, high) = (envelope.lower(), envelope.upper());
        let corner = |lon: f64, lat: f64| Point::new(lat, lon).unwrap();
        let middle = corner(25.0, 60.0);
        assert!(middle.metres_to(corner(high[0], 60.0)) >= APART_M_MAX);
        assert!(middle.metres_to(corner(25.0, low[1])) >= APART_M_MAX);
        assert!(high[0] - 25.0 > 0.005 && 60.0 - low[1] > 0.005, "a rough place");
    }
}
