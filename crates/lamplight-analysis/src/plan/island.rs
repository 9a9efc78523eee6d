//! One line of the search: simulated annealing over ruin and recreate.

use fastrand::Rng;

use super::ground::Ground;
use super::recreate::recreate;
use super::ruin::ruin;
use super::tours::Tours;

/// Rounds of one epoch: some hundredths of a second for a hundred stops, so that a budget of time is kept well.
const ROUNDS_PER_EPOCH: u32 = 100;
/// Epochs of the first cooling. Each next one takes twice as long, because nobody knows how long there will be: at any
/// moment the last whole one had at least a quarter of all epochs.
const FIRST_COOLING_EPOCHS: u32 = 8;
/// The first temperature, in mean values of a stop. Measured on Chao's set 4, as the last one.
const HOT: f64 = 0.3;
/// The last temperature, in mean values of a stop.
const COLD: f64 = 0.01;

/// A searcher with a plan in hand and the best it ever had.
pub(super) struct Island {
    rng: Rng,
    now: Tours,
    best: Tours,
    cooling_epochs: u32,
    epoch: u32,
}

impl Island {
    pub(super) fn new(ground: &Ground<'_>, seed: u64) -> Self {
        let mut rng = Rng::with_seed(seed);
        let mut now = Tours::empty(ground);
        recreate(ground, &mut rng, &mut now);
        Self {
            rng,
            best: now.clone(),
            now,
            cooling_epochs: FIRST_COOLING_EPOCHS,
            epoch: 0,
        }
    }

    pub(super) fn best(&self) -> &Tours {
        &self.best
    }

    /// Searches one epoch.
    pub(super) fn search(&mut self, ground: &Ground<'_>) {
        for round in 0..ROUNDS_PER_EPOCH {
            let done = f64::from(self.epoch * ROUNDS_PER_EPOCH + round)
                / f64::from(self.cooling_epochs * ROUNDS_PER_EPOCH);
            self.step(ground, ground.worth_usual * HOT * (COLD / HOT).powf(done));
        }
        self.epoch += 1;
        if self.epoch == self.cooling_epochs {
            self.epoch = 0;
            self.cooling_epochs = self.cooling_epochs.saturating_mul(2);
            self.best.straighten(ground);
            self.now = self.best.clone();
        }
    }

    /// Goes on from a better plan of another island.
    pub(super) fn learn(&mut self, other: &Tours) {
        if other.beats(&self.best) {
            self.best = other.clone();
        }
    }

    fn step(&mut self, ground: &Ground<'_>, temperature: f64) {
        let mut next = self.now.clone();
        ruin(ground, &mut self.rng, &mut next);
        recreate(ground, &mut self.rng, &mut next);
        // Ways that do not keep the triangle inequality can make a route longer by taking a stop out.
        if !next.are_walkable() {
            return;
        }
        // With the chance exp(change / temperature); 1 - f64() is never zero.
        let least = self.now.score(ground) + temperature * (1.0 - self.rng.f64()).ln();
        if next.beats(&self.best) {
            self.best = next.clone();
        }
        if next.score(ground) >= least {
            self.now = next;
        }
    }
}
