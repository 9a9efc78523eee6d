//! The score of every cell.

use chrono::{DateTime, Utc};

use super::reasons::{Reason, reason};
use super::weighting::days_between;
use super::{Class, Event, Evidence, Weighting};
use crate::grid::{Cell, Grid, Surface};
use crate::number::whole;

/// A class and how its incidents are weighed, as the back-test chose.
#[derive(Debug, Clone, PartialEq)]
pub struct WeighedClass {
    /// The class. No category is in two of them.
    pub class: Class,
    /// How it is weighed.
    pub weighting: Weighting,
    /// When its records begin: a time of the source, not of the first report, which anybody could send.
    pub since: DateTime<Utc>,
}

/// What one class adds to the score.
pub(super) struct Part {
    pub(super) weighed: WeighedClass,
    pub(super) events: Vec<Event>,
    /// What its incidents left in their own cells.
    pub(super) gathered: Surface,
    /// Incidents expected in 30 days.
    pub(super) expected: Surface,
    /// By what weights are divided to be incidents in 30 days.
    pub(super) gathered_a_monthly: f64,
}

/// The score of every cell at a time: the incidents that residents are expected to report from it in the next 30 days.
pub struct RiskMap<'g> {
    grid: &'g Grid,
    now: DateTime<Utc>,
    parts: Vec<Part>,
    scores: Surface,
}

/// A cell that is among the highest, with all that its score is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Flagged {
    /// The cell.
    pub cell: Cell,
    /// 1 for the highest.
    pub rank: usize,
    /// Incidents expected in 30 days.
    pub score: f64,
    /// What each class adds; the sum is the score. The largest first; those that add nothing are left out.
    pub reasons: Vec<Reason>,
}

impl<'g> RiskMap<'g> {
    /// Scores every cell of the area at a time.
    #[must_use]
    pub fn score(
        grid: &'g Grid,
        evidence: &Evidence<'_>,
        classes: &[WeighedClass],
        now: DateTime<Utc>,
    ) -> Self {
        let parts: Vec<Part> = classes
            .iter()
            .map(|weighed| part(grid, evidence, weighed, now))
            .collect();
        let scores = parts.iter().fold(grid.surface(), |sum, part| {
            sum.combine(&part.expected, |a, b| a + b)
        });
        Self {
            grid,
            now,
            parts,
            scores,
        }
    }

    /// The scores.
    #[must_use]
    pub fn scores(&self) -> &Surface {
        &self.scores
    }

    /// The highest cells with their reasons: a share of all cells of the area, at least one, but none whose score is 0.
    #[must_use]
    pub fn flagged(&self, area_share: f64) -> Vec<Flagged> {
        let mut cells: Vec<(f64, Cell)> = self
            .grid
            .cells()
            .iter()
            .map(|cell| (self.scores.at(*cell), *cell))
            .filter(|(score, _)| *score > 0.0)
            .collect();
        cells.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        cells.truncate(cells_in_share(self.grid, area_share));
        let ranked = (1..).zip(cells);
        ranked
            .map(|(rank, (score, cell))| Flagged {
                cell,
                rank,
                score,
                reasons: self.reasons(cell),
            })
            .collect()
    }

    /// What the score of a cell is made of, the largest part first.
    #[must_use]
    pub fn reasons(&self, cell: Cell) -> Vec<Reason> {
        let reasons = self
            .parts
            .iter()
            .map(|part| reason(self.grid, part, cell, self.now));
        let mut reasons: Vec<Reason> = reasons.filter(|reason| reason.adds > 0.0).collect();
        reasons.sort_by(|a, b| b.adds.total_cmp(&a.adds));
        reasons
    }
}

fn part(grid: &Grid, evidence: &Evidence<'_>, weighed: &WeighedClass, now: DateTime<Utc>) -> Part {
    let events = evidence.of_class(&weighed.class).as_of(now);
    let weighting = weighed.weighting;
    let history_days = days_between(weighed.since, now).max(0.0);
    let gathered = weighting.gather(grid, &events, now);
    let gathered_a_monthly = weighting.gathered_a_monthly(history_days);
    let mut expected = weighting.spread(grid, &gathered);
    for value in expected.values_mut() {
        *value /= gathered_a_monthly;
    }
    Part {
        weighed: weighed.clone(),
        events,
        gathered,
        expected,
        gathered_a_monthly,
    }
}

/// How many cells a share of the area is: rounded, and at least one.
pub(crate) fn cells_in_share(grid: &Grid, area_share: f64) -> usize {
    let all = grid.cells().len();
    whole((area_share * all as f64).round())
        .unwrap_or(0)
        .clamp(1, all)
}
