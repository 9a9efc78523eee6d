//! Why a cell has its score: in counts, categories, dates and weights, so that an officer can check it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::risk_map::Part;
use super::weighting::days_between;
use super::{Event, Weighting};
use crate::grid::{Cell, Grid};
use crate::incidents::CategoryId;

/// What one class adds to the score of a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// The name of the class.
    pub class: String,
    /// How its incidents are weighed.
    pub weighting: Weighting,
    /// What it adds, in incidents expected in 30 days: `own` and `around` together.
    pub adds: f64,
    /// The part that comes of the cell's own incidents.
    pub own: f64,
    /// The part that spreads from cells around.
    pub around: f64,
    /// The cell's own incidents that weigh something, by category; the weightiest first.
    pub categories: Vec<CategoryReason>,
}

/// A category's incidents in one cell.
#[derive(Debug, Clone, PartialEq)]
pub struct CategoryReason {
    /// The category.
    pub category: CategoryId,
    /// How many there were.
    pub count: usize,
    /// What they weigh together: each at most 1.
    pub weight: f64,
    /// When the first of them happened.
    pub first: DateTime<Utc>,
    /// When the last of them happened.
    pub last: DateTime<Utc>,
}

pub(super) fn reason(grid: &Grid, part: &Part, cell: Cell, now: DateTime<Utc>) -> Reason {
    let weighting = part.weighed.weighting;
    let adds = part.expected.at(cell);
    let own = part.gathered.at(cell) * weighting.kept_share(grid) / part.gathered_a_monthly;
    // Rounding may leave the whole a hair below its part.
    let around = (adds - own).max(0.0);
    let events = part.events.iter().filter(|event| event.cell == cell);
    Reason {
        class: part.weighed.class.name.clone(),
        weighting,
        adds,
        own,
        around,
        categories: by_category(events, weighting, now),
    }
}

fn by_category<'e>(
    events: impl Iterator<Item = &'e Event>,
    weighting: Weighting,
    now: DateTime<Utc>,
) -> Vec<CategoryReason> {
    let mut categories: BTreeMap<CategoryId, CategoryReason> = BTreeMap::new();
    for event in events {
        let weight = weighting.weight_at(days_between(event.at, now));
        if weight > 0.0 {
            let reason = categories.entry(event.category).or_insert(CategoryReason {
                category: event.category,
                count: 0,
                weight: 0.0,
                first: event.at,
                last: event.at,
            });
            reason.count += 1;
            reason.weight += weight;
            reason.first = reason.first.min(event.at);
            reason.last = reason.last.max(event.at);
        }
    }
    let mut reasons: Vec<CategoryReason> = categories.into_values().collect();
    reasons.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    reasons
}
