//! How past incidents become a forecast.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Event;
use crate::grid::{Grid, Surface};
use crate::hotspots::kernel::Kernel;

/// The window of the plain count, in days: whole, so that no season weighs more than another.
pub const PLAIN_COUNT_DAYS: f64 = 365.0;
/// What a forecast is about, in days.
pub(crate) const FORECAST_DAYS: f64 = 30.0;
/// Half-lives that are tried, in days: the usual one, and a slow one for what moves little from year to year. On
/// Philadelphia 2021, trained on what came before, 360 in between added nothing.
const HALF_LIVES_DAYS: [f64; 2] = [180.0, 720.0];
/// How far the kernel share spreads, in metres: the block and the next. 300 m added nothing on Philadelphia 2021.
const BANDWIDTH_M: f64 = 150.0;
/// Kernel shares that are tried. More than half is a density map, which loses to the plain count.
const KERNEL_SHARES: [f64; 6] = [0.0, 0.1, 0.2, 0.3, 0.4, 0.5];
const SECONDS_A_DAY: f64 = 86_400.0;

/// A way to weigh past incidents.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Weighting {
    /// Each incident of the last 365 days counts 1 in its cell.
    PlainCount,
    /// Each incident fades, and a share of it spreads over the cells around.
    Fading {
        /// After how many days it counts half.
        half_life_days: f64,
        /// Which share of it spreads, from 0 to 1.
        kernel_share: f64,
        /// The standard deviation of the spreading, in metres.
        bandwidth_m: f64,
    },
}

impl Weighting {
    /// All that are tried, the plain count first: the one to beat.
    #[must_use]
    pub fn candidates() -> Vec<Self> {
        let fading = HALF_LIVES_DAYS.iter().flat_map(|half_life_days| {
            KERNEL_SHARES.iter().map(|kernel_share| Self::Fading {
                half_life_days: *half_life_days,
                kernel_share: *kernel_share,
                bandwidth_m: BANDWIDTH_M,
            })
        });
        std::iter::once(Self::PlainCount).chain(fading).collect()
    }

    /// How much an incident counts at an age in days: from 1 down to 0.
    #[must_use]
    pub fn weight_at(self, age_days: f64) -> f64 {
        match self {
            Self::PlainCount => f64::from(u8::from(age_days <= PLAIN_COUNT_DAYS)),
            Self::Fading { half_life_days, .. } => (-age_days / half_life_days).exp2(),
        }
    }

    /// What a cell would have gathered if one incident had happened there in every 30 days since records began: what
    /// weights are divided by to be incidents in 30 days. At least 1, so that no single incident scores above 1.
    #[must_use]
    pub fn gathered_a_monthly(self, history_days: f64) -> f64 {
        let days = match self {
            Self::PlainCount => history_days.min(PLAIN_COUNT_DAYS),
            Self::Fading { half_life_days, .. } => {
                let life = half_life_days / std::f64::consts::LN_2;
                life * (1.0 - (-history_days / half_life_days).exp2())
            }
        };
        (days / FORECAST_DAYS).max(1.0)
    }

    /// Which share of an incident stays where it was, and the kernel by which the rest spreads.
    fn spreading(self, grid: &Grid) -> Option<(f64, Kernel)> {
        match self {
            Self::Fading {
                kernel_share,
                bandwidth_m,
                ..
            } if kernel_share > 0.0 => Some((kernel_share, Kernel::gaussian(bandwidth_m, grid.cell_m()))),
            Self::Fading { .. } | Self::PlainCount => None,
        }
    }

    /// The weights that incidents leave in their own cells, before any spreads.
    #[must_use]
    pub fn gather(self, grid: &Grid, events: &[Event], now: DateTime<Utc>) -> Surface {
        let mut gathered = grid.surface();
        for event in events {
            gathered.add(event.cell, self.weight_at(days_between(event.at, now)));
        }
        gathered
    }

    /// Spreads what was gathered.
    #[must_use]
    pub fn spread(self, grid: &Grid, gathered: &Surface) -> Surface {
        match self.spreading(grid) {
            None => gathered.clone(),
            Some((share, kernel)) => mix(gathered, &kernel.smooth(grid, gathered), share),
        }
    }

    /// Which share of a cell's own weights stays in it: 1 where nothing spreads.
    #[must_use]
    pub fn kept_share(self, grid: &Grid) -> f64 {
        self.spreading(grid)
            .map_or(1.0, |(share, kernel)| (1.0 - share) + share * kernel.own_share())
    }
}

/// A surface of both, `share` of it the second.
pub(crate) fn mix(gathered: &Surface, smooth: &Surface, share: f64) -> Surface {
    gathered.combine(smooth, |own, around| (1.0 - share) * own + share * around)
}

/// Days from one time to another.
pub(crate) fn days_between(from: DateTime<Utc>, to: DateTime<Utc>) -> f64 {
    (to - from).num_seconds() as f64 / SECONDS_A_DAY
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_fade_by_half() {
        let fading = Weighting::Fading {
            half_life_days: 180.0,
            kernel_share: 0.0,
            bandwidth_m: 150.0,
        };
        assert_eq!(fading.weight_at(0.0), 1.0);
        assert_eq!(fading.weight_at(180.0), 0.5);
        assert_eq!(fading.weight_at(540.0), 0.125);
        assert_eq!(Weighting::PlainCount.weight_at(365.0), 1.0);
        assert_eq!(Weighting::PlainCount.weight_at(365.1), 0.0);
    }

    #[test]
    fn one_incident_in_thirty_days_scores_about_one() {
        for weighting in Weighting::candidates() {
            for history_days in [30.0, 300.0, 3_000.0] {
                let months = (0..100_i32).map(|month| 15.0 + 30.0 * f64::from(month));
                let ages = months.take_while(|age| *age < history_days);
                let gathered: f64 = ages.map(|age| weighting.weight_at(age)).sum();
                let score = gathered / weighting.gathered_a_monthly(history_days);
                assert!(
                    (score - 1.0).abs() < 0.07,
                    "{weighting:?} {history_days}: {score}"
                );
            }
            assert_eq!(weighting.gathered_a_monthly(0.0), 1.0);
        }
    }

    #[test]
    fn the_plain_count_comes_first() {
        let candidates = Weighting::candidates();
        assert_eq!(candidates.first(), Some(&Weighting::PlainCount));
        assert_eq!(candidates.len(), 13);
    }
}
