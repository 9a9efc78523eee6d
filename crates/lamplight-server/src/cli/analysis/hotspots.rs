//! `analysis hotspots`.

use chrono::NaiveDate;
use clap::Args;
use lamplight_analysis::grid::Grid;
use lamplight_analysis::incidents::Catalogue;
use lamplight_analysis::score::{CategoryReason, Reason, Weighting};
use lamplight_analysis::survey::{Hotspot, survey};
use serde::Serialize;

use super::source::Source;
use crate::cli::{Failure, print};

#[derive(Debug, Args)]
pub(in crate::cli) struct Hotspots {
    #[command(flatten)]
    source: Source,
    /// The day: what happened on it or later is not looked at
    #[arg(long, value_name = "DAY")]
    at: NaiveDate,
}

/// A cell as a line.
#[derive(Serialize)]
struct Line<'a> {
    rank: usize,
    lon: f64,
    lat: f64,
    cell_m: f64,
    /// Incidents expected in 30 days.
    score: f64,
    gi_z: f64,
    is_unusual: bool,
    cluster: Option<u32>,
    reasons: Vec<ReasonLine<'a>>,
}

#[derive(Serialize)]
struct ReasonLine<'a> {
    class: &'a str,
    weighting: Weighting,
    adds: f64,
    own: f64,
    around: f64,
    categories: Vec<CategoryLine<'a>>,
}

#[derive(Serialize)]
struct CategoryLine<'a> {
    category: &'a str,
    count: usize,
    weight: f64,
    first: String,
    last: String,
}

impl Hotspots {
    pub(super) fn run(&self) -> Result<(), Failure> {
        let ready = self.source.read()?;
        let (grid, catalogue) = (&ready.grid, &ready.catalogue);
        let share = self.source.share;
        for hotspot in survey(grid, catalogue, &ready.incidents, &ready.classes, self.at, share) {
            let line = line(grid, catalogue, &hotspot);
            print(&if self.source.json {
                serde_json::to_string(&line).map_err(|error| Failure::Found(error.to_string()))?
            } else {
                told(&line)
            })?;
        }
        Ok(())
    }
}

fn line<'a>(grid: &Grid, catalogue: &'a Catalogue, hotspot: &'a Hotspot) -> Line<'a> {
    let centre = grid.centre(hotspot.flagged.cell);
    let reasons = hotspot.flagged.reasons.iter();
    Line {
        rank: hotspot.flagged.rank,
        lon: centre.x,
        lat: centre.y,
        cell_m: grid.cell_m(),
        score: hotspot.flagged.score,
        gi_z: hotspot.gi_z,
        is_unusual: hotspot.is_unusual,
        cluster: hotspot.cluster,
        reasons: reasons.map(|reason| reason_line(catalogue, reason)).collect(),
    }
}

fn reason_line<'a>(catalogue: &'a Catalogue, reason: &'a Reason) -> ReasonLine<'a> {
    let category = |one: &CategoryReason| CategoryLine {
        category: catalogue
            .get(one.category)
            .map_or("", |category| category.name.as_str()),
        count: one.count,
        weight: one.weight,
        first: one.first.to_rfc3339(),
        last: one.last.to_rfc3339(),
    };
    ReasonLine {
        class: &reason.class,
        weighting: reason.weighting,
        adds: reason.adds,
        own: reason.own,
        around: reason.around,
        categories: reason.categories.iter().map(category).collect(),
    }
}

fn told(line: &Line<'_>) -> String {
    let reasons = line.reasons.iter().flat_map(|reason| &reason.categories);
    let counts: Vec<String> = reasons
        .map(|one| format!("{} × {}", one.count, one.category))
        .collect();
    format!(
        "{}. {:.5}, {:.5}: {:.1} expected in 30 days{}; {}",
        line.rank,
        line.lon,
        line.lat,
        line.score,
        if line.is_unusual { ", unusual" } else { "" },
        counts.join(", ")
    )
}
