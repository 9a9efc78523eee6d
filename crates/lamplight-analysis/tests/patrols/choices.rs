//! The draw of places.

use lamplight_analysis::plan::{Candidate, Choice, ChoiceError, RANDOM_SHARE_MIN, choose_stops};
use proptest::prelude::*;

fn places(scores: &[f64]) -> Vec<Candidate> {
    let place = |score: &f64| Candidate {
        score: *score,
        dwell_s: 900.0,
    };
    scores.iter().map(place).collect()
}

#[test]
fn a_seed_gives_the_same_draw_and_another_seed_another() {
    let scores: Vec<f64> = (1..=60).map(f64::from).collect();
    let draw = |seed| choose_stops(&places(&scores), 18_000.0, seed).unwrap();
    assert_eq!(draw(5), draw(5));
    assert_ne!(draw(5), draw(6));
}

#[test]
fn a_place_with_twice_the_score_comes_about_twice_as_often() {
    // Two hot places among many lukewarm ones, so that a draw takes few of them.
    let mut scores = vec![1.0; 200];
    scores[0] = 40.0;
    scores[1] = 20.0;
    let mut counts = [0_u32; 2];
    for seed in 0..4_000 {
        let draw = choose_stops(&places(&scores), 9_000.0, seed).unwrap();
        let first = draw.iter().find(|one| one.choice == Choice::ByScore).unwrap();
        if let Some(count) = counts.get_mut(first.candidate) {
            *count += 1;
        }
    }
    let ratio = f64::from(counts[0]) / f64::from(counts[1]);
    assert!((1.75..2.25).contains(&ratio), "{counts:?}");
}

#[test]
fn what_makes_no_sense_is_refused() {
    assert_eq!(choose_stops(&places(&[1.0]), 900.0, 1), Err(ChoiceError::TooFew));
    let senseless = choose_stops(&places(&[1.0, f64::NAN]), 900.0, 1);
    assert_eq!(senseless, Err(ChoiceError::Senseless { candidate: 1 }));
}

proptest! {
    #[test]
    fn a_tenth_of_the_time_at_least_is_random_among_the_lower_half(
        scores in prop::collection::vec(0.0..50.0_f64, 2..80),
        dwell_s in prop::collection::vec(1.0..3_000.0_f64, 80),
        time_s in 600.0..40_000.0_f64,
        seed: u64,
    ) {
        let mut candidates = places(&scores);
        for (one, dwell_s) in candidates.iter_mut().zip(dwell_s) {
            one.dwell_s = dwell_s;
        }
        let draw = choose_stops(&candidates, time_s, seed).unwrap();
        let time_of = |choice| -> f64 {
            let chosen = draw.iter().filter(|one| one.choice == choice);
            chosen.map(|one| candidates[one.candidate].dwell_s).sum()
        };
        let (by_score, random) = (time_of(Choice::ByScore), time_of(Choice::AtRandom));
        prop_assert!(random + 1e-6 >= RANDOM_SHARE_MIN * (by_score + random));
        let mut ranked = scores.clone();
        ranked.sort_by(f64::total_cmp);
        let middle = ranked[scores.len() / 2];
        for one in draw.iter().filter(|one| one.choice == Choice::AtRandom) {
            prop_assert!(scores[one.candidate] <= middle);
        }
        let mut numbers: Vec<usize> = draw.iter().map(|one| one.candidate).collect();
        numbers.sort_unstable();
        numbers.dedup();
        prop_assert_eq!(numbers.len(), draw.len());
    }
}
