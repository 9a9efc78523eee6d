//! Ruin: what is taken out of a plan so that it can be put together in another way.

use fastrand::Rng;

use super::ground::Ground;
use super::tours::Tours;

/// Longest string of stops that is taken out of one route. Christiaens and Vanden Berghe (2020) take 10 where all stops
/// must be visited; here two walkers have to be able to exchange quarters (Chao 4.2.j: 928 with 12, 962 with 25).
const STRING_STOPS_MAX: usize = 25;
/// From how many routes strings are taken at most.
const STRINGS_MAX: usize = 3;
/// Of how many ruins one leaves a stop within a string where it is.
const SPLIT_SHARE: f64 = 0.3;
/// Of how many ruins one takes out single stops anywhere instead of strings.
const SCATTER_SHARE: f64 = 0.2;
/// How many single stops are taken out at most.
const SCATTER_STOPS_MAX: usize = 6;

/// Takes stops out of the tours. Nothing happens where nothing is visited.
pub(super) fn ruin(ground: &Ground<'_>, rng: &mut Rng, tours: &mut Tours) {
    let visited = tours.visited();
    let Some(seed) = rng.choice(&visited).copied() else {
        return;
    };
    let leaves = match rng.f64() < SCATTER_SHARE {
        true => scattered(rng, &visited),
        false => strings(ground, rng, tours, seed),
    };
    tours.remove(ground, &leaves);
}

fn scattered(rng: &mut Rng, visited: &[usize]) -> Vec<usize> {
    let amount = rng.usize(1..=SCATTER_STOPS_MAX.min(visited.len()).max(1));
    rng.choose_multiple(visited, amount)
        .into_iter()
        .copied()
        .collect()
}

/// A string around the seed, and around the seed's neighbours in other routes.
fn strings(ground: &Ground<'_>, rng: &mut Rng, tours: &Tours, seed: usize) -> Vec<usize> {
    let strings_most = rng.usize(1..=STRINGS_MAX);
    let mut routes_done = Vec::new();
    let mut leaves = Vec::new();
    let near = ground.neighbours.get(seed).map_or(&[][..], Vec::as_slice);
    for stop in std::iter::once(&seed).chain(near) {
        if routes_done.len() == strings_most {
            break;
        }
        let Some(route) = tours.route_of(*stop).filter(|route| !routes_done.contains(route)) else {
            continue;
        };
        let stops: Vec<usize> = tours.stops_of(route).collect();
        leaves.extend(string_around(rng, &stops, *stop));
        routes_done.push(route);
    }
    leaves
}

/// A string of a route's stops that holds the given one; sometimes with a part in its middle that stays.
fn string_around(rng: &mut Rng, stops: &[usize], around: usize) -> Vec<usize> {
    let at = stops.iter().position(|stop| *stop == around).unwrap_or_default();
    let length = rng.usize(1..=STRING_STOPS_MAX.min(stops.len()).max(1));
    let stays = match length > 1 && rng.f64() < SPLIT_SHARE {
        true => rng.usize(1..length),
        false => 0,
    };
    let whole = (length + stays).min(stops.len());
    let first_least = (at + 1).saturating_sub(whole);
    let first_most = at.min(stops.len() - whole);
    let first = rng.usize(first_least..=first_most.max(first_least));
    let gap = first + rng.usize(0..=whole.saturating_sub(stays));
    stops
        .iter()
        .enumerate()
        .skip(first)
        .take(whole)
        .filter(|(number, _)| stays == 0 || !(gap..gap + stays).contains(number))
        .map(|(_, stop)| *stop)
        .collect()
}
