//! Where much was reported, as everybody may know it: for whoever is about to report the same.
//!
//! It is told of a whole calendar month, and only once that has been over for as long as anything here: from the
//! figures of one day and of the next nobody learns what came in between. Numbers are told in fives, so that a few
//! reports of one's own show little about those of others, and what is told does not add up to any whole.

use h3o::{CellIndex, LatLng};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use lamplight_protocol::api::{PlaceFigure, PlaceFigures};
use lamplight_protocol::place::Point;
use lamplight_protocol::time::TimestampMillis;
use lamplight_store::model::{PlaceCount, PlaceCounting};
use lamplight_store::{Store, StoreError};

use super::FIGURE_REPORTS_MIN;

/// The most that is told, those with the most reports: some 80 KB, which every device fetches. A city of a million has
/// some 1,000 cells.
const PLACES_TOLD_MAX: u32 = 1_000;

/// Where much was reported in the last month that had ended by then. None where time is out of joint.
pub(super) async fn told(
    store: &dyn Store,
    until: TimestampMillis,
) -> Result<Option<PlaceFigures>, StoreError> {
    let Some((from, until)) = month_ended_by(until) else {
        return Ok(None);
    };
    let wanted = PlaceCounting {
        from,
        until,
        reports_min: FIGURE_REPORTS_MIN,
        limit: PLACES_TOLD_MAX,
    };
    let mut counts = store.reported_places(&wanted).await?;
    // Their order would tell more than their numbers do.
    counts.sort_by(|one, other| (&one.cell, one.category).cmp(&(&other.cell, other.category)));
    let told = counts.iter().map(figure).collect::<Result<_, _>>()?;
    Ok(Some(PlaceFigures { from, until, told }))
}

fn figure(count: &PlaceCount) -> Result<PlaceFigure, StoreError> {
    Ok(PlaceFigure {
        category: count.category,
        middle: middle(&count.cell).ok_or(StoreError::Damaged("cell"))?,
        reports_at_least: count.reports / FIGURE_REPORTS_MIN * FIGURE_REPORTS_MIN,
    })
}

fn middle(cell: &str) -> Option<Point> {
    let cell: CellIndex = cell.parse().ok()?;
    let middle = LatLng::from(cell);
    Point::new(middle.lat(), middle.lng()).ok()
}

/// When the last calendar month that had ended by then began and ended, UTC.
fn month_ended_by(at: TimestampMillis) -> Option<(TimestampMillis, TimestampMillis)> {
    let at = Timestamp::from_millisecond(at.as_millis()).ok()?;
    let ended = at.to_zoned(TimeZone::UTC).date().first_of_month();
    let began = ended.yesterday().ok()?.first_of_month();
    Some((midnight(began)?, midnight(ended)?))
}

fn midnight(date: Date) -> Option<TimestampMillis> {
    let midnight = date.to_zoned(TimeZone::UTC).ok()?;
    Some(TimestampMillis::from_millis(
        midnight.timestamp().as_millisecond(),
    ))
}

#[cfg(test)]
mod tests {
    use h3o::Resolution;
    use lamplight_protocol::report::Category;

    use super::*;

    fn month(at: &str) -> (String, String) {
        let (from, until) = month_ended_by(at.parse().unwrap()).unwrap();
        (from.to_string(), until.to_string())
    }

    #[test]
    fn only_whole_months_that_are_over_are_told_of() {
        let october = (
            "2026-10-01T00:00:00.000Z".to_owned(),
            "2026-11-01T00:00:00.000Z".to_owned(),
        );
        assert_eq!(month("2026-11-01T00:00:00Z"), october);
        assert_eq!(month("2026-11-30T23:59:59Z"), october);
        assert_eq!(month("2026-10-31T23:59:59Z").1, "2026-10-01T00:00:00.000Z");
        assert_eq!(month("2027-01-15T00:00:00Z").0, "2026-12-01T00:00:00.000Z");
    }

    #[test]
    fn a_place_is_the_middle_of_its_cell_and_a_number_a_multiple_of_five() {
        let somewhere = LatLng::new(60.12345, 24.54321).unwrap();
        let cell = somewhere.to_cell(Resolution::Eight);
        let told = |reports| {
            figure(&PlaceCount {
                category: Category::Vandalism,
                cell: cell.to_string(),
                reports,
            })
            .unwrap()
        };
        assert_eq!(told(5).reports_at_least, 5);
        assert_eq!(told(14).reports_at_least, 10);
        assert_eq!(told(15).reports_at_least, 15);
        let middle = LatLng::from(cell);
        assert!((told(5).middle.lat() - middle.lat()).abs() < 0.000_01);
        assert!((told(5).middle.lon() - middle.lng()).abs() < 0.000_01);
    }
}
