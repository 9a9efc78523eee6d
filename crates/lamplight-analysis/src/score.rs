//! Which cells to look at first: a score of expected incidents, made of what residents reported.
//!
//! One incident counts 1 and fades by half in every half-life; a small share of it spreads over the cells around. Where a
//! rolling back-test does not show that this forecasts better than the plain count of the last 365 days, the plain count
//! is the score. Discovered incidents and reports of suspicious persons never enter ([`Evidence`]).

mod choice;
mod evidence;
mod reasons;
mod risk_map;
mod weighting;

use std::collections::BTreeSet;

use crate::incidents::{Catalogue, CategoryId};

pub use self::choice::{FORECASTS_COMPARED_MAX, choose};
pub use self::evidence::{Event, Evidence, Sighting};
pub use self::reasons::{CategoryReason, Reason};
pub use self::risk_map::{Flagged, RiskMap, WeighedClass};
pub use self::weighting::{PLAIN_COUNT_DAYS, Weighting};

pub(crate) use self::risk_map::cells_in_share;
pub(crate) use self::weighting::{days_between, mix};

/// The version of the method. It changes whenever the same incidents would get another score.
pub const METHOD_VERSION: u32 = 1;

/// Categories that are forecast together, under one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Class {
    /// What people call them.
    pub name: String,
    /// Which they are.
    pub categories: BTreeSet<CategoryId>,
}

impl Class {
    /// All categories whose name a rule takes.
    #[must_use]
    pub fn of_names(name: &str, catalogue: &Catalogue, takes: impl Fn(&str) -> bool) -> Self {
        let taken = catalogue.iter().filter(|(_, category)| takes(&category.name));
        Self {
            name: name.to_owned(),
            categories: taken.map(|(id, _)| id).collect(),
        }
    }
}
