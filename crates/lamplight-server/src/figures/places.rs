//! Where much was reported, as everybody may know it: for whoever is about to report the same.
//!
//! Numbers are told in fives, so that a few reports of one's own show little about those of others. What is told of a kind
//! of thing leaves at least as many over as a figure needs when it is taken from the number of all about it.

use h3o::{CellIndex, LatLng};
use lamplight_protocol::api::PlaceFigure;
use lamplight_protocol::place::Point;
use lamplight_protocol::report::Category;
use lamplight_store::StoreError;
use lamplight_store::model::PlaceCount;

use super::FIGURE_REPORTS_MIN;
use super::counts::Counts;

/// The most that is told, those with the most reports: some 80 KB, which every device fetches. A city of a million has
/// some 1,000 cells.
pub(super) const PLACES_TOLD_MAX: u32 = 1_000;

/// What is told of places, `found` being those with the most reports first.
pub(super) fn told(found: &[PlaceCount], counts: &Counts) -> Result<Vec<PlaceFigure>, StoreError> {
    let categories = counts.categories.iter().map(|count| count.category);
    let mut told: Vec<&PlaceCount> = categories
        .flat_map(|category| told_about(category, found, counts))
        .collect();
    // Their order would tell more than their numbers do.
    told.sort_by(|one, other| (&one.cell, one.category).cmp(&(&other.cell, other.category)));
    told.into_iter().map(figure).collect()
}

/// The places of one kind that are told. None where the number of all is hidden: they would say how many it is at least.
fn told_about<'a>(category: Category, found: &'a [PlaceCount], counts: &Counts) -> Vec<&'a PlaceCount> {
    let Some(all) = counts.told_about(category) else {
        return Vec::new();
    };
    let mut told: Vec<&PlaceCount> = found.iter().filter(|count| count.category == category).collect();
    let sum = told.iter().map(|count| count.reports).sum();
    let mut left = all.saturating_sub(sum);
    // None left over is too few as well: it would say that nothing happened elsewhere.
    while left < FIGURE_REPORTS_MIN
        && let Some(smallest) = told.pop()
    {
        left = left.saturating_add(smallest.reports);
    }
    told
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

#[cfg(test)]
mod tests {
    use h3o::Resolution;

    use super::*;

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
