//! How many reports came in about what, without any number that is too low or betrays one.

use lamplight_analysis::publication::{CountTable, HIDDEN_BELOW, Published, protect};
use lamplight_protocol::api::{CategoryCount, CountFate, Figure};
use lamplight_protocol::area::Area;
use lamplight_protocol::report::Category;
use lamplight_store::model::ServedReport;

/// The numbers of a month by category, with what of them is told.
pub(super) struct Counts {
    /// In the order in which the categories are offered.
    pub(super) categories: Vec<CategoryCount>,
    /// How many there are in all.
    pub(super) reports: u32,
    /// The same, as it is told.
    pub(super) told: Figure,
}

/// The categories that are counted: those that can be reported here, but for wellbeing. A report of a kind that is not
/// offered any more counts nowhere: it would be what is left over when all others are taken from the whole.
pub(super) fn counted(area: &Area) -> Vec<Category> {
    let offered = area.categories.iter().map(|policy| policy.category);
    offered
        .filter(|category| *category != Category::Wellbeing)
        .collect()
}

impl Counts {
    /// Counts reports, all of which are of these categories.
    pub(super) fn of(categories: &[Category], reports: &[ServedReport]) -> Self {
        let about = |category: &Category| {
            let about = reports.iter().filter(|report| report.category == *category);
            u32::try_from(about.count()).unwrap_or(u32::MAX)
        };
        let numbers: Vec<u32> = categories.iter().map(about).collect();
        // What is no table is not told of.
        let published = CountTable::new(std::slice::from_ref(&numbers)).map(|table| protect(&table));
        let published = published.ok();
        let categories = categories.iter().zip(&numbers).enumerate();
        Self {
            categories: categories
                .map(|(place, (category, reports))| CategoryCount {
                    category: *category,
                    reports: *reports,
                    fate: fate(published.as_ref(), place, *reports),
                })
                .collect(),
            reports: numbers.iter().fold(0, |sum, number| sum.saturating_add(*number)),
            told: published.as_ref().map_or(Figure::Hidden, sum),
        }
    }

    /// How many there are about something, where that is told.
    pub(super) fn told_about(&self, category: Category) -> Option<u32> {
        let counts = self.categories.iter();
        let mut told = counts.filter(|count| count.fate == CountFate::Told);
        told.find(|count| count.category == category)
            .map(|count| count.reports)
    }
}

/// A number stands in the table twice, because it is the sum of its column too: it is told if neither is hidden.
fn fate(published: Option<&Published>, place: usize, reports: u32) -> CountFate {
    let is_shown = |published: &Published| {
        let entry = published.rows.first().and_then(|row| row.get(place));
        let sum = published.column_sums.get(place);
        entry.and_then(|entry| entry.shown()).is_some() && sum.and_then(|sum| sum.shown()).is_some()
    };
    if published.is_some_and(is_shown) {
        CountFate::Told
    } else if reports < HIDDEN_BELOW {
        CountFate::TooLow
    } else {
        CountFate::Betraying
    }
}

fn sum(published: &Published) -> Figure {
    let of_row = published.row_sums.first().and_then(|sum| sum.shown());
    match (of_row, published.sum.shown()) {
        (Some(_), Some(sum)) => Figure::Told(sum),
        _ => Figure::Hidden,
    }
}
