//! One shift's route while it is searched: what follows what, and how much time there is between.

use super::ground::{Ground, Site};

/// What a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// The start of the shift.
    Start,
    /// A stop, by its number.
    Stop(usize),
    /// A break, by its number in the shift.
    Break(usize),
    /// The end of the shift.
    End,
}

/// One step with its times. `latest_s` is when it may begin at the latest so that all after it still fits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    pub(super) what: What,
    pub(super) site: Site,
    pub(super) arrives_s: f64,
    pub(super) begins_s: f64,
    pub(super) departs_s: f64,
    latest_s: f64,
}

/// Where a stop would go, and what that takes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    /// Behind which step.
    pub(super) after: usize,
    /// By how many seconds the walk grows.
    pub(super) longer_s: f64,
}

/// A route: the start, stops and breaks, and the end.
#[derive(Debug, Clone)]
pub(super) struct Route {
    steps: Vec<Step>,
    walk_s: f64,
    is_walkable: bool,
}

impl Route {
    /// The route of a shift that visits nothing, with its breaks.
    pub(super) fn of_shift(ground: &Ground<'_>, shift: usize) -> Option<Self> {
        let shift = ground.shifts.get(shift)?;
        let point = |place, at_s| Site {
            place,
            opens_s: at_s,
            closes_s: shift.ends_s,
            dwell_s: 0.0,
            worth: 0.0,
        };
        let mut steps = vec![Step::new(What::Start, point(shift.start_place, shift.starts_s))];
        for (number, pause) in shift.breaks.iter().enumerate() {
            let site = Site {
                place: shift.start_place,
                opens_s: pause.window.opens_s,
                closes_s: pause.window.closes_s,
                dwell_s: pause.lasts_s,
                worth: 0.0,
            };
            steps.push(Step::new(What::Break(number), site));
        }
        steps.push(Step::new(What::End, point(shift.end_place, f64::NEG_INFINITY)));
        let mut route = Self {
            steps,
            walk_s: 0.0,
            is_walkable: false,
        };
        route.reckon(ground);
        Some(route)
    }

    pub(super) fn steps(&self) -> &[Step] {
        &self.steps
    }

    pub(super) fn walk_s(&self) -> f64 {
        self.walk_s
    }

    /// Whether every step begins in time.
    pub(super) fn is_walkable(&self) -> bool {
        self.is_walkable
    }

    pub(super) fn stops(&self) -> impl Iterator<Item = usize> {
        self.steps.iter().filter_map(|step| match step.what {
            What::Stop(stop) => Some(stop),
            _ => None,
        })
    }

    /// Where a stop fits with the least walk more. `skips` says of a spot to leave it out, which keeps the search from
    /// always doing the same.
    pub(super) fn best_spot(
        &self,
        ground: &Ground<'_>,
        site: &Site,
        mut skips: impl FnMut() -> bool,
    ) -> Option<Spot> {
        let mut best: Option<Spot> = None;
        for (after, step) in self.steps.iter().enumerate() {
            let arrives_s = step.departs_s + ground.walks.seconds(step.site.place, site.place);
            let begins_s = arrives_s.max(site.opens_s);
            if begins_s > site.closes_s || skips() {
                continue;
            }
            let rest = self.steps.get(after + 1..).unwrap_or_default();
            let Some(longer_s) = fits(ground, step, site, begins_s + site.dwell_s, rest) else {
                continue;
            };
            if best.is_none_or(|spot| longer_s < spot.longer_s) {
                best = Some(Spot { after, longer_s });
            }
        }
        best
    }

    pub(super) fn insert(&mut self, ground: &Ground<'_>, stop: usize, spot: Spot) {
        let step = Step::new(What::Stop(stop), ground.site(stop));
        self.steps.insert(spot.after + 1, step);
        self.reckon(ground);
    }

    /// Takes out the stops for which `leaves` says so.
    pub(super) fn remove(&mut self, ground: &Ground<'_>, mut leaves: impl FnMut(usize) -> bool) {
        self.steps.retain(|step| match step.what {
            What::Stop(stop) => !leaves(stop),
            _ => true,
        });
        self.reckon(ground);
    }

    /// The same stops and breaks with the steps from `first` to `last` the other way round.
    pub(super) fn reversed(&self, ground: &Ground<'_>, first: usize, last: usize) -> Option<Self> {
        let mut turned = self.clone();
        turned.steps.get_mut(first..=last)?.reverse();
        turned.reckon(ground);
        turned.is_walkable.then_some(turned)
    }

    /// Reckons all times anew: forwards when each step begins, backwards when it may begin at the latest.
    fn reckon(&mut self, ground: &Ground<'_>) {
        self.walk_s = 0.0;
        self.is_walkable = true;
        let (mut place, mut free_s) = self.steps.first().map_or((usize::MAX, f64::INFINITY), |start| {
            (start.site.place, start.site.opens_s)
        });
        for step in &mut self.steps {
            if let What::Break(_) = step.what {
                step.site.place = place;
            }
            let leg_s = ground.walks.seconds(place, step.site.place);
            self.walk_s += leg_s;
            step.arrives_s = free_s + leg_s;
            step.begins_s = step.arrives_s.max(step.site.opens_s);
            step.departs_s = step.begins_s + step.site.dwell_s;
            self.is_walkable &= step.begins_s <= step.site.closes_s;
            free_s = step.departs_s;
            place = step.site.place;
        }
        let mut latest_s = f64::INFINITY;
        for step in self.steps.iter_mut().rev() {
            let leg_s = ground.walks.seconds(step.site.place, place);
            latest_s = (latest_s - leg_s - step.site.dwell_s).min(step.site.closes_s);
            step.latest_s = latest_s;
            place = step.site.place;
        }
    }
}

impl Step {
    fn new(what: What, site: Site) -> Self {
        Self {
            what,
            site,
            arrives_s: 0.0,
            begins_s: 0.0,
            departs_s: 0.0,
            latest_s: 0.0,
        }
    }
}

/// How many seconds longer the walk is when a stop, left at `departs_s`, comes between a step and the rest; nothing
/// where the rest no longer fits. Breaks that follow are taken at the stop, so all up to the next place are looked at.
fn fits(ground: &Ground<'_>, before: &Step, site: &Site, departs_s: f64, rest: &[Step]) -> Option<f64> {
    let mut free_s = departs_s;
    for step in rest {
        if let What::Break(_) = step.what {
            let begins_s = free_s.max(step.site.opens_s);
            if begins_s > step.site.closes_s {
                return None;
            }
            free_s = begins_s + step.site.dwell_s;
            continue;
        }
        let onwards_s = ground.walks.seconds(site.place, step.site.place);
        if free_s + onwards_s > step.latest_s {
            return None;
        }
        let there_s = ground.walks.seconds(before.site.place, site.place);
        let straight_s = ground.walks.seconds(before.site.place, step.site.place);
        return Some(there_s + onwards_s - straight_s);
    }
    None
}
