//! Hits of all months together, and what they say.

use super::forecast::Forecast;
use super::{Answer, ForecastUsed, OriginHits, Question};
use crate::grid::Grid;
use crate::incidents::Origin;
use crate::score::{Class, cells_in_share};

/// Hits of several months.
#[derive(Default)]
pub(super) struct Totals {
    hits: f64,
    count_hits: f64,
    kde_hits: f64,
    gi_hits: f64,
    best_hits: f64,
    /// Incidents and hits, by [`Origin::ALL`].
    by_origin: [(f64, f64); 3],
}

/// Totals, as indices.
pub(super) struct Measured {
    totals: Totals,
    reported: f64,
    share_named: f64,
}

impl Totals {
    /// Adds a month in which a candidate was used.
    pub(super) fn add(&mut self, forecast: &Forecast, chosen: usize) {
        let hits_of = |hits: &[f64], candidate: usize| hits.get(candidate).copied().unwrap_or(0.0);
        self.hits += hits_of(&forecast.hits, chosen);
        self.count_hits += hits_of(&forecast.hits, 0);
        self.kde_hits += forecast.kde_hits;
        self.gi_hits += forecast.gi_hits;
        self.best_hits += forecast.best_hits;
        for ((incidents, hits), of_origin) in self.by_origin.iter_mut().zip(&forecast.by_origin) {
            *incidents += of_origin.incidents;
            *hits += hits_of(&of_origin.hits, chosen);
        }
    }

    /// `None` where no reported incident came.
    pub(super) fn measure(self, grid: &Grid, area_share: f64) -> Option<Measured> {
        let [(reported, _), ..] = self.by_origin;
        let named = cells_in_share(grid, area_share) as f64;
        (reported > 0.0).then_some(Measured {
            totals: self,
            reported,
            share_named: named / grid.cells().len() as f64,
        })
    }
}

impl Measured {
    fn pai(&self, hits: f64) -> f64 {
        hits / self.reported / self.share_named
    }

    pub(super) fn answer(
        self,
        class: &Class,
        grid: &Grid,
        question: &Question,
        forecasts: Vec<ForecastUsed>,
    ) -> Answer {
        let totals = &self.totals;
        let origins = Origin::ALL.into_iter().zip(totals.by_origin);
        Answer {
            class: class.name.clone(),
            origins: origins.map(origin_hits).collect(),
            pai: self.pai(totals.hits),
            pai_count_365: self.pai(totals.count_hits),
            pai_kde: self.pai(totals.kde_hits),
            pai_gi: self.pai(totals.gi_hits),
            pei_star: totals.hits / totals.best_hits,
            hit_rate: totals.hits / self.reported,
            cell_m: grid.cell_m(),
            share: question.area_share,
            cells: grid.cells().len(),
            forecasts,
        }
    }
}

fn origin_hits((origin, (incidents, hits)): (Origin, (f64, f64))) -> OriginHits {
    OriginHits {
        origin,
        incidents,
        hits,
        hit_rate: if incidents > 0.0 { hits / incidents } else { 0.0 },
    }
}
