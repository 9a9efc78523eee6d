//! The map, as it is kept and told.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveTime, Utc};
use geo::Coord;
use lamplight_analysis::grid::Grid;
use lamplight_analysis::score::{CategoryReason, Evidence, METHOD_VERSION, Reason, WeighedClass, Weighting};
use lamplight_analysis::survey::{Hotspot, survey_weighed};
use lamplight_protocol::api::{RiskCategory, RiskCell, RiskClass, RiskMap, RiskReason};
use lamplight_protocol::place::Point;
use lamplight_protocol::time::TimestampMillis;

use super::evidence::Name;
use super::{AREA_SHARE, CELL_M, FLAGGED_MAX, Work, told_count, told_weighting};

/// Makes the map. A class of which nothing was chosen is counted plainly.
pub(super) fn make(work: &Work<'_>, chosen: &BTreeMap<String, Weighting>) -> RiskMap {
    let ready = work.ready;
    let now = DateTime::from_timestamp_millis(work.now.as_millis()).unwrap_or_default();
    let evidence = Evidence::of(work.grid, &ready.catalogue, &ready.incidents);
    let weighed: Vec<WeighedClass> = ready
        .classes
        .iter()
        .map(|class| WeighedClass {
            weighting: chosen
                .get(&class.class.name)
                .copied()
                .unwrap_or(Weighting::PlainCount),
            class: class.class.clone(),
            since: class.since,
        })
        .collect();
    let hotspots = survey_weighed(work.grid, &evidence, &weighed, now, AREA_SHARE);
    let flagged = hotspots.iter().take(FLAGGED_MAX);
    RiskMap {
        made_at: work.now,
        method: METHOD_VERSION,
        cell_m: CELL_M,
        cells: told_count(work.grid.cells().len()),
        area_share: AREA_SHARE,
        since: weighed.iter().map(|class| told_time(class.since)).min(),
        classes: weighed.iter().map(|class| told_class(class, &evidence)).collect(),
        flagged: flagged
            .filter_map(|hotspot| told_cell(work.grid, &ready.names, hotspot))
            .collect(),
    }
}

fn told_class(weighed: &WeighedClass, evidence: &Evidence<'_>) -> RiskClass {
    RiskClass {
        name: weighed.class.name.clone(),
        weighting: told_weighting(weighed.weighting),
        since: told_time(weighed.since),
        incidents: told_count(evidence.of_class(&weighed.class).sightings().len()),
    }
}

fn told_cell(grid: &Grid, names: &[Name], hotspot: &Hotspot) -> Option<RiskCell> {
    let flagged = &hotspot.flagged;
    let corners = grid.corners(flagged.cell).into_iter();
    Some(RiskCell {
        rank: told_count(flagged.rank),
        middle: told_place(grid.centre(flagged.cell))?,
        corners: corners.filter_map(told_place).collect(),
        score: flagged.score,
        is_unusual: hotspot.is_unusual,
        cluster: hotspot.cluster,
        reasons: flagged
            .reasons
            .iter()
            .map(|reason| told_reason(names, reason))
            .collect(),
    })
}

fn told_reason(names: &[Name], reason: &Reason) -> RiskReason {
    let categories = reason.categories.iter();
    RiskReason {
        class: reason.class.clone(),
        adds: reason.adds,
        own: reason.own,
        around: reason.around,
        categories: categories
            .filter_map(|category| told_category(names, category))
            .collect(),
    }
}

fn told_category(names: &[Name], category: &CategoryReason) -> Option<RiskCategory> {
    let Name { source, name } = names.get(category.category.position())?;
    Some(RiskCategory {
        source: source.clone(),
        name: name.clone(),
        count: told_count(category.count),
        weight: category.weight,
        first: told_day(category.first),
        last: told_day(category.last),
    })
}

/// The day alone: the hour of a single report would lead to it.
fn told_day(at: DateTime<Utc>) -> TimestampMillis {
    told_time(at.date_naive().and_time(NaiveTime::MIN).and_utc())
}

fn told_time(at: DateTime<Utc>) -> TimestampMillis {
    TimestampMillis::from_millis(at.timestamp_millis())
}

/// None beyond a pole, where no area reaches.
pub(super) fn told_place(place: Coord<f64>) -> Option<Point> {
    Point::new(place.y, place.x).ok()
}
