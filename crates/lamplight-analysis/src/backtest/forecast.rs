//! One month, forecast in every way and compared with what came.

use chrono::{DateTime, Utc};

use super::months::Window;
use crate::grid::{Cell, Grid, Surface};
use crate::hotspots::getis_ord::getis_ord_star;
use crate::hotspots::kernel::Kernel;
use crate::incidents::{Catalogue, Incident, Origin};
use crate::score::{Class, Event, Evidence, Sighting, Weighting, cells_in_share, mix};

/// The bandwidth of the peer that is a kernel density, in metres.
const KDE_BANDWIDTH_M: f64 = 150.0;
/// Rings of the peer that is a Gi*.
const GI_RINGS: usize = 1;

/// All incidents of a class, in their cells.
pub(super) struct History<'i> {
    /// What forecasts are made of and compared with.
    reported: Evidence<'i>,
    /// What they are only compared with.
    others: Vec<Sighting<'i>>,
    begins: DateTime<Utc>,
}

/// What one month's forecasts hit.
pub(super) struct Forecast {
    pub(super) window: Window,
    /// Reported incidents that each candidate hit, in the order of [`Weighting::candidates`].
    pub(super) hits: Vec<f64>,
    /// The same for the peers.
    pub(super) kde_hits: f64,
    pub(super) gi_hits: f64,
    /// Reported incidents that a forecast that knew what came would have hit.
    pub(super) best_hits: f64,
    /// Incidents by [`Origin::ALL`], and what each candidate hit of them.
    pub(super) by_origin: [OfOrigin; 3],
}

/// What was hit of the incidents of one origin.
#[derive(Default)]
pub(super) struct OfOrigin {
    pub(super) incidents: f64,
    pub(super) hits: Vec<f64>,
}

impl<'i> History<'i> {
    pub(super) fn of(
        grid: &Grid,
        catalogue: &Catalogue,
        incidents: &'i [Incident],
        class: &Class,
    ) -> Option<Self> {
        let reported = Evidence::of(grid, catalogue, incidents).of_class(class);
        let others = incidents.iter().filter(|incident| {
            class.categories.contains(&incident.category) && !catalogue.enters_score(incident)
        });
        let others = others.filter_map(|incident| {
            let cell = grid.cell_of(incident.place)?;
            Some(Sighting { incident, cell })
        });
        Some(Self {
            begins: reported.begins()?,
            others: others.collect(),
            reported,
        })
    }

    pub(super) fn begins(&self) -> DateTime<Utc> {
        self.begins
    }

    pub(super) fn forecast(&self, grid: &Grid, window: Window, area_share: f64) -> Forecast {
        let events = self.reported.as_of(window.begin);
        let targets = self.targets(grid, window);
        let mut by_origin: [OfOrigin; 3] = targets.each_ref().map(|target| OfOrigin {
            incidents: grid.values(target).sum(),
            hits: Vec::new(),
        });
        let count = cells_in_share(grid, area_share);
        let [reported, ..] = &targets;
        for candidate in candidates(grid, &events, window.begin) {
            let choice = Top::of(grid, &candidate, count);
            for (of_origin, target) in by_origin.iter_mut().zip(&targets) {
                of_origin.hits.push(choice.hits(grid, target));
            }
        }
        let peers = peers(grid, &events, window.begin);
        let [kde_hits, gi_hits] = peers.map(|peer| Top::of(grid, &peer, count).hits(grid, reported));
        let best_hits = Top::of(grid, reported, count).hits(grid, reported);
        let [of_reported, ..] = &by_origin;
        Forecast {
            window,
            hits: of_reported.hits.clone(),
            kde_hits,
            gi_hits,
            best_hits,
            by_origin,
        }
    }

    /// What came, by [`Origin::ALL`]. The reported are those that may move a score.
    fn targets(&self, grid: &Grid, window: Window) -> [Surface; 3] {
        let mut targets = Origin::ALL.map(|_| grid.surface());
        let in_window = |at: DateTime<Utc>| at >= window.begin && at < window.end;
        let came = self
            .others
            .iter()
            .filter(|sighting| in_window(sighting.incident.at));
        for sighting in self.reported.between(window.begin, window.end).iter().chain(came) {
            let of_origin = Origin::ALL.iter().zip(&mut targets);
            for (_, target) in of_origin.filter(|(origin, _)| **origin == sighting.incident.origin) {
                target.add(sighting.cell, 1.0);
            }
        }
        targets
    }
}

/// The surface of every candidate, in their order. What several share is made once.
fn candidates(grid: &Grid, events: &[Event], now: DateTime<Utc>) -> impl Iterator<Item = Surface> {
    let mut gathered: Option<(f64, Surface, Surface)> = None;
    Weighting::candidates()
        .into_iter()
        .map(move |weighting| match weighting {
            Weighting::PlainCount => weighting.gather(grid, events, now),
            Weighting::Fading {
                half_life_days,
                kernel_share,
                bandwidth_m,
            } => {
                let known = gathered
                    .take()
                    .filter(|(half_life, ..)| *half_life == half_life_days);
                let (_, own, smooth) = gathered.insert(known.unwrap_or_else(|| {
                    let own = weighting.gather(grid, events, now);
                    let smooth = Kernel::gaussian(bandwidth_m, grid.cell_m()).smooth(grid, &own);
                    (half_life_days, own, smooth)
                }));
                mix(own, smooth, kernel_share)
            }
        })
}

/// A kernel density and a Gi*, of the last 365 days.
fn peers(grid: &Grid, events: &[Event], now: DateTime<Utc>) -> [Surface; 2] {
    let counts = Weighting::PlainCount.gather(grid, events, now);
    let kernel = Kernel::gaussian(KDE_BANDWIDTH_M, grid.cell_m());
    [
        kernel.smooth(grid, &counts),
        getis_ord_star(grid, &counts, GI_RINGS),
    ]
}

/// The highest cells of a surface.
struct Top<'s> {
    surface: &'s Surface,
    /// The value of the last that is among them.
    last: f64,
    /// Which share of the cells with that value is among them: their order is chance.
    share_of_last: f64,
}

impl<'s> Top<'s> {
    fn of(grid: &Grid, surface: &'s Surface, count: usize) -> Self {
        let mut values: Vec<f64> = grid.values(surface).collect();
        let highest_first = |a: &f64, b: &f64| b.total_cmp(a);
        let last = match count.checked_sub(1).filter(|last| *last < values.len()) {
            Some(last) => *values.select_nth_unstable_by(last, highest_first).1,
            None => f64::NEG_INFINITY,
        };
        let above = values.iter().filter(|value| **value > last).count();
        let equal = values.iter().filter(|value| **value == last).count();
        Self {
            surface,
            last,
            share_of_last: count.saturating_sub(above) as f64 / equal.max(1) as f64,
        }
    }

    /// How much of a cell is among them: 1, 0, or a share where ranks are equal.
    fn share_of(&self, cell: Cell) -> f64 {
        let value = self.surface.at(cell);
        if value > self.last {
            1.0
        } else if value == self.last {
            self.share_of_last
        } else {
            0.0
        }
    }

    /// How many incidents fall into them, as many as to be expected where equal ranks leave the choice to chance.
    fn hits(&self, grid: &Grid, targets: &Surface) -> f64 {
        let cells = grid.cells().iter();
        cells.map(|cell| self.share_of(*cell) * targets.at(*cell)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::tests::{place, square_of};

    #[test]
    fn equal_ranks_share_the_last_places() {
        let grid = Grid::within(&square_of(300.0), 150.0).unwrap();
        let middle = |x, y| place(75.0 + x, 75.0 + y);
        let scores = grid.count(&[
            middle(0.0, 0.0),
            middle(0.0, 0.0),
            middle(150.0, 0.0),
            middle(0.0, 150.0),
        ]);
        let came = grid.count(&[middle(0.0, 0.0), middle(150.0, 0.0), middle(150.0, 150.0)]);
        let hits = |count| Top::of(&grid, &scores, count).hits(&grid, &came);
        assert_eq!([1, 2, 3, 4].map(hits), [1.0, 1.5, 2.0, 3.0]);
    }

    #[test]
    fn candidates_that_share_their_gathering_are_as_if_made_alone() {
        let grid = Grid::within(&square_of(1_500.0), 150.0).unwrap();
        let now = DateTime::from_timestamp(86_400 * 400, 0).unwrap();
        let category = Catalogue::default()
            .add(crate::incidents::Category {
                name: "Noise".into(),
                origin: Origin::Reported,
                is_suspicion: false,
            })
            .unwrap();
        let event = |days: i64, x: f64| Event {
            at: DateTime::from_timestamp(86_400 * days, 0).unwrap(),
            category,
            cell: grid.cell_of(place(x, 700.0)).unwrap(),
        };
        let events = [event(0, 20.0), event(100, 700.0), event(399, 900.0)];
        let together = candidates(&grid, &events, now);
        for (surface, weighting) in together.zip(Weighting::candidates()) {
            let gathered = weighting.gather(&grid, &events, now);
            assert_eq!(surface, weighting.spread(&grid, &gathered), "{weighting:?}");
        }
    }
}
