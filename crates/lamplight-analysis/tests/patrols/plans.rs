//! What a plan keeps, whatever the task.

use lamplight_analysis::check::check;
use lamplight_analysis::plan::{
    Candidate, Choice, Effort, Item, Plan, PlanError, Stop, Why, choose_stops, plan,
};
use proptest::prelude::*;

use crate::tasks::Town;

const FEW: Effort = Effort::Epochs(3);

fn made(town: &Town, effort: Effort, seed: u64) -> Plan {
    let plan = plan(&town.task(), effort, seed).unwrap();
    assert_eq!(check(&town.task(), &plan), []);
    plan
}

fn visits(plan: &Plan) -> Vec<&str> {
    let items = plan.routes.iter().flat_map(|route| &route.items);
    items
        .filter_map(|item| match item {
            Item::Visit(visit) => Some(visit.stop.as_str()),
            Item::Break { .. } => None,
        })
        .collect()
}

/// Thirty stops on a spiral, and two shifts that are too short for all.
fn spiral() -> Town {
    let points: Vec<(f64, f64, f64)> = (1..=30)
        .map(|number| {
            let turn = f64::from(number);
            (
                turn * 12.0 * turn.cos(),
                turn * 12.0 * turn.sin(),
                1.0 + turn % 7.0,
            )
        })
        .collect();
    Town::new(&points).shift(1_500.0).shift(1_500.0)
}

#[test]
fn a_seed_makes_the_same_plan_on_any_number_of_cores() {
    let town = spiral();
    let on = |threads, seed| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| made(&town, Effort::Epochs(4), seed))
    };
    assert_eq!(on(1, 7), on(3, 7));
}

#[test]
fn a_plan_in_seconds_is_made_again_by_its_seed_and_epochs() {
    let town = spiral();
    let first = made(&town, Effort::Seconds(0.05), 11);
    assert!(first.epochs > 0);
    assert_eq!(made(&town, Effort::Epochs(first.epochs), first.seed), first);
}

#[test]
fn more_epochs_never_make_a_worse_plan() {
    let town = spiral();
    let values: Vec<f64> = [0, 1, 4, 9]
        .map(|epochs| made(&town, Effort::Epochs(epochs), 3).value)
        .to_vec();
    assert!(values.is_sorted(), "{values:?}");
}

#[test]
fn of_two_stops_of_which_one_fits_the_dearer_is_visited() {
    let town = Town::new(&[(40.0, 0.0, 3.0), (-40.0, 0.0, 5.0)]).shift(100.0);
    let plan = made(&town, FEW, 1);
    assert_eq!(visits(&plan), ["stop 1"]);
    assert_eq!(plan.skipped[0].why, Why::WorthMoreElsewhere);
}

#[test]
fn what_must_be_visited_goes_before_what_is_worth_more() {
    let mut town = Town::new(&[(40.0, 0.0, 0.0), (-40.0, 0.0, 5.0)]).shift(100.0);
    town.stops[0].must = true;
    let plan = made(&town, FEW, 1);
    assert_eq!(visits(&plan), ["stop 0"]);
    assert_eq!(plan.value.to_bits(), 0.0_f64.to_bits());
}

#[test]
fn skipped_stops_say_why() {
    let town = Town::new(&[(40.0, 0.0, 3.0), (500.0, 0.0, 9.0)])
        .shift(100.0)
        .window(0, 0.0, 39.0);
    let plan = made(&town, FEW, 1);
    let why: Vec<Why> = plan.skipped.iter().map(|skipped| skipped.why).collect();
    assert_eq!(why, [Why::Closed, Why::TooFar]);
}

#[test]
fn a_walker_waits_for_a_stop_that_opens_later_and_takes_the_break_in_its_window() {
    let town = Town::new(&[(10.0, 0.0, 3.0), (30.0, 0.0, 3.0)])
        .shift(200.0)
        .window(0, 100.0, 110.0)
        .pause(40.0, 60.0, 25.0);
    let plan = made(&town, FEW, 1);
    assert_eq!(visits(&plan), ["stop 1", "stop 0"]);
    let pauses: Vec<f64> = plan.routes[0]
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Break { begins_s, .. } => Some(*begins_s),
            Item::Visit(_) => None,
        })
        .collect();
    assert_eq!(pauses, [40.0]);
}

#[test]
fn a_task_that_makes_no_sense_is_refused() {
    let refused = |change: fn(&mut Town)| {
        let mut town = Town::new(&[(1.0, 0.0, 1.0), (2.0, 0.0, 1.0)]).shift(100.0);
        change(&mut town);
        plan(&town.task(), FEW, 1).unwrap_err().to_string()
    };
    assert_eq!(refused(|town| town.shifts.clear()), "nobody is on shift");
    assert_eq!(
        refused(|town| town.stops[1].id = "stop 0".into()),
        "the name stop 0 is there twice"
    );
    assert_eq!(
        refused(|town| town.stops[0].place = 3),
        "stop 0 is at place 3, and there are ways between 3 places"
    );
    assert_eq!(
        refused(|town| town.stops[0].value = -1.0),
        "stop 0: its value does not make sense"
    );
    assert_eq!(
        refused(|town| town.stops[0].dwell_s = f64::NAN),
        "stop 0: its dwell does not make sense"
    );
    assert_eq!(
        refused(|town| town.shifts[0].ends_s = -1.0),
        "shift 0: its time from start to end does not make sense"
    );
}

#[test]
fn a_shift_whose_breaks_do_not_fit_is_refused() {
    let town = Town::new(&[(1.0, 0.0, 1.0)]).shift(100.0).pause(80.0, 90.0, 30.0);
    let refused = plan(&town.task(), FEW, 1).unwrap_err();
    let shift = "shift 0".to_owned();
    assert_eq!(refused, PlanError::ShiftTooShort { shift });
    let endless = plan(&town.task(), Effort::Seconds(f64::NAN), 1);
    assert!(matches!(endless, Err(PlanError::NoTime(_))));
}

#[test]
fn a_tenth_of_the_walked_plan_stays_random() {
    let town = spiral();
    let candidate = |stop: &Stop| Candidate {
        score: stop.value,
        dwell_s: stop.dwell_s,
    };
    let candidates: Vec<Candidate> = town.stops.iter().map(candidate).collect();
    for seed in 0..5 {
        let draw = choose_stops(&candidates, 250.0, seed).unwrap();
        let mut drawn = spiral();
        drawn.stops = draw
            .iter()
            .map(|one| Stop {
                must: one.choice == Choice::AtRandom,
                ..town.stops[one.candidate].clone()
            })
            .collect();
        let plan = made(&drawn, FEW, seed);
        let visited = visits(&plan);
        let random = drawn
            .stops
            .iter()
            .filter(|stop| stop.must && visited.contains(&stop.id.as_str()));
        assert!(random.count() * 10 >= visited.len(), "{visited:?}");
    }
}

/// The best value by trying every assignment and order.
fn best_value(town: &Town, shift: usize, free: &mut Vec<usize>) -> f64 {
    if shift == town.shifts.len() {
        return 0.0;
    }
    extend(town, shift, 0, town.shifts[shift].starts_s, free)
}

fn extend(town: &Town, shift: usize, place: usize, free_s: f64, free: &mut Vec<usize>) -> f64 {
    let mut best = f64::NEG_INFINITY;
    if free_s + town.walks.seconds(place, 0) <= town.shifts[shift].ends_s {
        best = best_value(town, shift + 1, free);
    }
    for at in 0..free.len() {
        let stop = &town.stops[free[at]];
        let window = stop.window.unwrap();
        let begins_s = (free_s + town.walks.seconds(place, stop.place)).max(window.opens_s);
        if begins_s > window.closes_s {
            continue;
        }
        let taken = free.swap_remove(at);
        best = best.max(stop.value + extend(town, shift, stop.place, begins_s + stop.dwell_s, free));
        free.push(taken);
        let last = free.len() - 1;
        free.swap(at, last);
    }
    best
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn small_plans_are_the_best_there_are(
        points in prop::collection::vec((-50..50_i32, -50..50_i32, 1..20_i32, 0..200_i32), 1..6),
        lengths in prop::collection::vec(60..300_i32, 1..3),
        seed: u64,
    ) {
        let places: Vec<_> = points
            .iter()
            .map(|(x, y, value, _)| (f64::from(*x), f64::from(*y), f64::from(*value)))
            .collect();
        let mut town = Town::new(&places);
        for (stop, (.., opens)) in points.iter().enumerate() {
            town = town.window(stop, f64::from(*opens), f64::from(opens + 60));
        }
        for length in lengths {
            town = town.shift(f64::from(length));
        }
        let best = best_value(&town, 0, &mut (0..town.stops.len()).collect());
        prop_assert_eq!(made(&town, FEW, seed).value, best);
    }

    #[test]
    fn no_plan_breaks_a_rule(
        points in prop::collection::vec((-90..90_i32, -90..90_i32, 0..20_i32, 0..400_i32), 0..25),
        breaks in prop::collection::vec((0..200_i32, 0..40_i32), 0..3),
        seed: u64,
    ) {
        let places: Vec<_> = points
            .iter()
            .map(|(x, y, value, _)| (f64::from(*x), f64::from(*y), f64::from(*value)))
            .collect();
        let mut town = Town::new(&places).shift(600.0).shift(400.0);
        for (stop, (.., opens)) in points.iter().enumerate().step_by(2) {
            town = town.window(stop, f64::from(*opens), f64::from(opens + 100));
        }
        for (number, (opens, lasts)) in (0_i32..).zip(&breaks) {
            let opens = opens + number * 60;
            town = town.pause(f64::from(opens), f64::from(opens + 60), f64::from(*lasts));
        }
        if let Ok(plan) = plan(&town.task(), Effort::Epochs(1), seed) {
            prop_assert_eq!(check(&town.task(), &plan), []);
        }
    }
}
