//! A look at an area at one time: which cells come first, whether they are more than chance, and to which cluster they
//! belong.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use geo::Coord;

use crate::backtest::choose_weighting;
use crate::grid::{Cell, Grid, Surface};
use crate::hotspots::clusters::{ClusterRule, clusters};
use crate::hotspots::discovery::{findings, upper_tail};
use crate::hotspots::getis_ord::getis_ord_star;
use crate::incidents::{Catalogue, Incident};
use crate::score::{Class, Evidence, Flagged, PLAIN_COUNT_DAYS, RiskMap, WeighedClass, days_between};

/// Of the cells that are called unusual, the share that may be so by chance.
pub const FALSE_DISCOVERY_RATE: f64 = 0.05;
/// Rings of cells that Gi* looks at.
const GI_RINGS: usize = 1;
/// What makes a cluster of a year's incidents: a block's length, and one in a week.
const CLUSTER: ClusterRule = ClusterRule {
    reach_m: 100.0,
    points_min: 52,
};

/// A cell that comes first, with what is known of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Hotspot {
    /// Its rank, its score and what that is made of.
    pub flagged: Flagged,
    /// Gi* of the last 365 days' incidents.
    pub gi_z: f64,
    /// Whether that is more than chance, among all cells of the area. It says so; it does not rank.
    pub is_unusual: bool,
    /// The number of the cluster to which most of its incidents belong.
    pub cluster: Option<u32>,
}

/// Looks at an area as it is known at the begin of a day: a share of the cells, the highest first. Each class is weighed as
/// its own back-test says.
#[must_use]
pub fn survey(
    grid: &Grid,
    catalogue: &Catalogue,
    incidents: &[Incident],
    classes: &[Class],
    day: NaiveDate,
    area_share: f64,
) -> Vec<Hotspot> {
    let now = day.and_time(NaiveTime::MIN).and_utc();
    let evidence = Evidence::of(grid, catalogue, incidents);
    let Some(since) = evidence.begins() else {
        return Vec::new();
    };
    let weighed: Vec<WeighedClass> = classes
        .iter()
        .map(|class| WeighedClass {
            class: class.clone(),
            weighting: choose_weighting(grid, catalogue, incidents, class, day, area_share),
            since,
        })
        .collect();
    survey_weighed(grid, &evidence, &weighed, now, area_share)
}

/// Looks at an area as it is known at a time, with each class weighed as was chosen before.
#[must_use]
pub fn survey_weighed(
    grid: &Grid,
    evidence: &Evidence<'_>,
    weighed: &[WeighedClass],
    now: DateTime<Utc>,
    area_share: f64,
) -> Vec<Hotspot> {
    let map = RiskMap::score(grid, evidence, weighed, now);
    let year = Year::of(grid, evidence, weighed, now);
    let unusual = year.unusual(grid);
    let flagged = map.flagged(area_share).into_iter();
    flagged
        .map(|flagged| Hotspot {
            gi_z: year.gi_z.at(flagged.cell),
            is_unusual: unusual.contains(&flagged.cell),
            cluster: year.clusters.get(&flagged.cell).copied(),
            flagged,
        })
        .collect()
}

/// What the last 365 days show.
struct Year {
    gi_z: Surface,
    /// The cluster of most incidents of a cell.
    clusters: BTreeMap<Cell, u32>,
}

impl Year {
    fn of(grid: &Grid, evidence: &Evidence<'_>, weighed: &[WeighedClass], now: DateTime<Utc>) -> Self {
        let is_recent = |at: DateTime<Utc>| days_between(at, now) <= PLAIN_COUNT_DAYS;
        let is_of_class = |category| weighed.iter().any(|one| one.class.categories.contains(&category));
        let past = evidence.between(DateTime::<Utc>::MIN_UTC, now).iter();
        let recent = past.filter(|one| is_recent(one.incident.at) && is_of_class(one.incident.category));
        let (cells, places): (Vec<Cell>, Vec<Coord<f64>>) = recent
            .map(|one| (one.cell, grid.plane().project(one.incident.place)))
            .unzip();
        let mut counts = grid.surface();
        for cell in &cells {
            counts.add(*cell, 1.0);
        }
        let labels = clusters(&places, CLUSTER);
        Self {
            gi_z: getis_ord_star(grid, &counts, GI_RINGS),
            clusters: most_frequent(cells.into_iter().zip(labels)),
        }
    }

    fn unusual(&self, grid: &Grid) -> BTreeSet<Cell> {
        let p_values: Vec<f64> = grid.values(&self.gi_z).map(upper_tail).collect();
        let found = findings(&p_values, FALSE_DISCOVERY_RATE);
        let cells = grid.cells().iter().zip(found);
        cells.filter_map(|(cell, found)| found.then_some(*cell)).collect()
    }
}

/// The label that most incidents of a cell bear; the lower of two that as many bear.
fn most_frequent(labelled: impl Iterator<Item = (Cell, Option<u32>)>) -> BTreeMap<Cell, u32> {
    let mut counts: BTreeMap<(Cell, u32), usize> = BTreeMap::new();
    for (cell, label) in labelled {
        if let Some(label) = label {
            *counts.entry((cell, label)).or_default() += 1;
        }
    }
    let mut best: BTreeMap<Cell, (usize, u32)> = BTreeMap::new();
    for ((cell, label), count) in counts {
        let known = best.entry(cell).or_insert((count, label));
        if count > known.0 {
            *known = (count, label);
        }
    }
    best.into_iter().map(|(cell, (_, label))| (cell, label)).collect()
}
