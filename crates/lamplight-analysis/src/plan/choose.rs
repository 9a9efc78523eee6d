//! Which places a patrol may visit at all: drawn, so that nobody can foresee it, and so that it does not only go where
//! reports already come from.

use fastrand::Rng;
use thiserror::Error;

/// The least share of the chosen time that goes to places drawn from the lower half of the ranking, whatever their
/// score (shared design, guard-rails): else no one learns what happens where no patrol goes.
pub const RANDOM_SHARE_MIN: f64 = 0.1;

/// A place that may be chosen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// Its score, zero or more: how much more often it is drawn.
    pub score: f64,
    /// How long a visit takes, in seconds.
    pub dwell_s: f64,
}

/// A place that was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chosen {
    /// Its number among the candidates.
    pub candidate: usize,
    /// How it came to be chosen.
    pub choice: Choice,
}

/// How a place came to be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Choice {
    /// Drawn in proportion to its score.
    ByScore,
    /// Drawn from the lower half, each with the same chance. In a plan it must be visited (`Stop::must`), or the draw
    /// would be undone there for its low value.
    AtRandom,
}

/// Why nothing was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ChoiceError {
    /// Fewer than two candidates: there is no lower half.
    #[error("with fewer than two places there is nothing to draw from")]
    TooFew,
    /// A score or a time that is below zero or no number.
    #[error("the score or the time of place {candidate} does not make sense")]
    Senseless {
        /// Its number among the candidates.
        candidate: usize,
    },
}

/// Draws places for `time_s` seconds of visits, each at most once. At least [`RANDOM_SHARE_MIN`] of the drawn time is
/// [`Choice::AtRandom`]; where the lower half has not enough, the rest is cut to keep the share. The same candidates,
/// time and seed give the same draw.
///
/// # Errors
/// [`ChoiceError`] when there is nothing to draw from.
pub fn choose_stops(candidates: &[Candidate], time_s: f64, seed: u64) -> Result<Vec<Chosen>, ChoiceError> {
    check(candidates)?;
    let mut rng = Rng::with_seed(seed);
    let mut lower = lower_half(candidates, &mut rng);
    rng.shuffle(&mut lower);
    let mut random = Draw::default();
    for (candidate, dwell_s) in lower {
        if random.time_s >= RANDOM_SHARE_MIN * time_s {
            break;
        }
        random.take(candidate, dwell_s);
    }
    let by_score_s_max = (time_s - random.time_s).min(random.time_s * (1.0 / RANDOM_SHARE_MIN - 1.0));
    let mut by_score = Draw::default();
    for (candidate, dwell_s) in by_score_order(candidates, &mut rng) {
        if !random.candidates.contains(&candidate) && by_score.time_s + dwell_s <= by_score_s_max {
            by_score.take(candidate, dwell_s);
        }
    }
    let named = |draw: Draw, choice| {
        let all = draw.candidates.into_iter();
        all.map(move |candidate| Chosen { candidate, choice })
    };
    Ok(named(by_score, Choice::ByScore)
        .chain(named(random, Choice::AtRandom))
        .collect())
}

#[derive(Default)]
struct Draw {
    candidates: Vec<usize>,
    time_s: f64,
}

impl Draw {
    fn take(&mut self, candidate: usize, dwell_s: f64) {
        self.candidates.push(candidate);
        self.time_s += dwell_s;
    }
}

fn check(candidates: &[Candidate]) -> Result<(), ChoiceError> {
    if candidates.len() < 2 {
        return Err(ChoiceError::TooFew);
    }
    let is_amount = |number: f64| number.is_finite() && number >= 0.0;
    let bad = candidates
        .iter()
        .position(|one| !is_amount(one.score) || !is_amount(one.dwell_s));
    bad.map_or(Ok(()), |candidate| Err(ChoiceError::Senseless { candidate }))
}

/// The half with the lower scores; chance decides between equals.
fn lower_half(candidates: &[Candidate], rng: &mut Rng) -> Vec<(usize, f64)> {
    let mut ranked: Vec<(usize, &Candidate)> = candidates.iter().enumerate().collect();
    rng.shuffle(&mut ranked);
    ranked.sort_by(|one, two| one.1.score.total_cmp(&two.1.score));
    ranked.truncate(candidates.len() / 2);
    ranked
        .into_iter()
        .map(|(number, one)| (number, one.dwell_s))
        .collect()
}

/// All with a score, in the order of a draw without replacement in proportion to it (Efraimidis and Spirakis 2006).
fn by_score_order(candidates: &[Candidate], rng: &mut Rng) -> Vec<(usize, f64)> {
    let mut keyed: Vec<(f64, usize, f64)> = Vec::new();
    for (number, one) in candidates.iter().enumerate() {
        let late = -(1.0 - rng.f64()).ln() / one.score;
        if one.score > 0.0 {
            keyed.push((late, number, one.dwell_s));
        }
    }
    keyed.sort_by(|one, two| one.0.total_cmp(&two.0));
    keyed
        .into_iter()
        .map(|(_, number, dwell_s)| (number, dwell_s))
        .collect()
}
