//! Recreate: which stops go into a plan, and where.

use fastrand::Rng;

use super::ground::Ground;
use super::route::Spot;
use super::tours::Tours;

/// Of how many spots one is overlooked (the blinks of Christiaens and Vanden Berghe 2020), so that the same stops do
/// not always end up at the same spots.
const BLINK_SHARE: f64 = 0.01;
/// Of how many rounds one puts in by appeal, and not in an order drawn before. By appeal is nearer to the best, and
/// takes twice the time; without the orders the search does not leave the first good plan (Chao 4.2.j: 928 for 962).
const BY_APPEAL_SHARE: f64 = 0.2;
/// How much more than in proportion a stop's value may count.
const VALUE_POWERS: [f64; 4] = [0.7, 1.0, 1.4, 2.0];
/// How far chance moves what a stop seems to be worth.
const NOISES: [f64; 4] = [0.0, 0.1, 0.3, 0.6];
/// What takes no time is reckoned as this, in seconds, so that values still tell such stops apart.
const SHORTEST_S: f64 = 1e-3;

/// Puts in stops until none fits any more.
pub(super) fn recreate(ground: &Ground<'_>, rng: &mut Rng, tours: &mut Tours) {
    if rng.f64() < BY_APPEAL_SHARE {
        by_appeal(ground, rng, tours);
    } else {
        in_order(ground, rng, tours);
    }
}

/// One stop after the other, each where it makes the walk least longer: the dear ones first, or as chance has it.
fn in_order(ground: &Ground<'_>, rng: &mut Rng, tours: &mut Tours) {
    let order = rng.choice([Order::Chance, Order::Value, Order::ValueAndChance]);
    let mut waiting: Vec<(f64, usize)> = tours
        .free()
        .map(|stop| {
            let worth = ground.site(stop).worth;
            let rank = match order {
                Some(Order::Value) => worth,
                Some(Order::ValueAndChance) => worth * (0.5 + rng.f64()),
                Some(Order::Chance) | None => rng.f64(),
            };
            (rank, stop)
        })
        .collect();
    waiting.sort_by(|one, two| two.0.total_cmp(&one.0).then(one.1.cmp(&two.1)));
    for (_, stop) in waiting {
        let spots = (0..tours.routes().len())
            .filter_map(|route| Some((route, look(ground, rng, tours, route, stop)?)));
        if let Some((route, spot)) = spots.min_by(|one, two| one.1.longer_s.total_cmp(&two.1.longer_s)) {
            tours.insert(ground, stop, route, spot);
        }
    }
}

/// In which order stops are put in.
#[derive(Clone, Copy)]
enum Order {
    Chance,
    Value,
    ValueAndChance,
}

/// A stop that nobody visits yet, and where it would fit in each route.
struct Waiting {
    stop: usize,
    /// What chance makes of the stop's value in this round.
    weight: f64,
    spots: Vec<Option<Spot>>,
}

/// Always the stop that brings most for the time it takes.
fn by_appeal(ground: &Ground<'_>, rng: &mut Rng, tours: &mut Tours) {
    let power = rng.choice(VALUE_POWERS).unwrap_or(1.0);
    let noise = rng.choice(NOISES).unwrap_or(0.0);
    let mut waiting: Vec<Waiting> = tours
        .free()
        .map(|stop| Waiting {
            stop,
            weight: ground.site(stop).worth.powf(power) * (1.0 + noise * (2.0 * rng.f64() - 1.0)),
            spots: (0..tours.routes().len())
                .map(|route| look(ground, rng, tours, route, stop))
                .collect(),
        })
        .collect();
    while let Some((at, route, spot)) = most_appealing(ground, &waiting) {
        let chosen = waiting.swap_remove(at);
        tours.insert(ground, chosen.stop, route, spot);
        for one in &mut waiting {
            if let Some(known) = one.spots.get_mut(route) {
                *known = look(ground, rng, tours, route, one.stop);
            }
        }
        waiting.retain(|one| one.spots.iter().any(Option::is_some));
    }
}

fn most_appealing(ground: &Ground<'_>, waiting: &[Waiting]) -> Option<(usize, usize, Spot)> {
    let mut best: Option<(f64, usize, usize, Spot)> = None;
    for (at, one) in waiting.iter().enumerate() {
        let dwell_s = ground.site(one.stop).dwell_s;
        for (route, spot) in one.spots.iter().enumerate() {
            let Some(spot) = spot else { continue };
            let appeal = one.weight / (spot.longer_s + dwell_s).max(SHORTEST_S);
            if best.is_none_or(|(most, ..)| appeal > most) {
                best = Some((appeal, at, route, *spot));
            }
        }
    }
    best.map(|(_, at, route, spot)| (at, route, spot))
}

fn look(ground: &Ground<'_>, rng: &mut Rng, tours: &Tours, route: usize, stop: usize) -> Option<Spot> {
    let route = tours.routes().get(route)?;
    route.best_spot(ground, &ground.site(stop), || rng.f64() < BLINK_SHARE)
}
