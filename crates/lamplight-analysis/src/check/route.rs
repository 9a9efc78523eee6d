//! One route, walked again.

use super::{Breach, Rule, Stops, before, differ};
use crate::plan::{Item, Route, Shift, Task, Visit};

/// The names of the stops that a route visits.
pub(super) fn visited(route: &Route) -> impl Iterator<Item = &str> {
    route.items.iter().filter_map(|item| match item {
        Item::Visit(visit) => Some(visit.stop.as_str()),
        Item::Break { .. } => None,
    })
}

/// Where the walker is, since when, and what was broken on the way.
pub(super) struct Walk<'a> {
    task: &'a Task<'a>,
    stops: &'a Stops<'a>,
    shift: &'a Shift,
    place: usize,
    free_s: f64,
    breaks: usize,
    pub(super) metres: f64,
    pub(super) value: f64,
    pub(super) breaches: Vec<Breach>,
}

impl<'a> Walk<'a> {
    pub(super) fn along(task: &'a Task<'a>, stops: &'a Stops<'a>, shift: &'a Shift, route: &Route) -> Self {
        let mut walk = Self {
            task,
            stops,
            shift,
            place: shift.start_place,
            free_s: route.departs_s,
            breaks: 0,
            metres: 0.0,
            value: 0.0,
            breaches: Vec::new(),
        };
        walk.demand(!before(route.departs_s, shift.starts_s), Rule::StartOfShift, None);
        for item in &route.items {
            match item {
                Item::Visit(visit) => walk.visit(visit),
                Item::Break { begins_s, ends_s } => walk.pause(*begins_s, *ends_s),
            }
        }
        walk.end(route);
        walk
    }

    fn visit(&mut self, visit: &Visit) {
        let stop = Some(visit.stop.as_str());
        let Some(known) = self.stops.get(visit.stop.as_str()).copied() else {
            self.demand(false, Rule::KnownStop, stop);
            self.free_s = visit.departs_s;
            return;
        };
        self.leg(known.place, visit.leg_metres, visit.leg_s, visit.arrives_s, stop);
        self.demand(
            !before(visit.begins_s, visit.arrives_s),
            Rule::BeginsAfterArrival,
            stop,
        );
        let is_open = known.window.is_none_or(|window| {
            !before(visit.begins_s, window.opens_s) && !before(window.closes_s, visit.begins_s)
        });
        self.demand(is_open, Rule::WindowOfStop, stop);
        let dwells = !differ(visit.departs_s - visit.begins_s, known.dwell_s);
        self.demand(dwells, Rule::Dwell, stop);
        self.value += known.value;
        self.free_s = visit.departs_s;
    }

    fn pause(&mut self, begins_s: f64, ends_s: f64) {
        let Some(pause) = self.shift.breaks.get(self.breaks) else {
            self.demand(false, Rule::CountOfBreaks, None);
            self.free_s = ends_s;
            return;
        };
        self.breaks += 1;
        let in_time = !before(begins_s, self.free_s)
            && !before(begins_s, pause.window.opens_s)
            && !before(pause.window.closes_s, begins_s);
        self.demand(in_time, Rule::WindowOfBreak, None);
        self.demand(
            !differ(ends_s - begins_s, pause.lasts_s),
            Rule::LengthOfBreak,
            None,
        );
        self.free_s = ends_s;
    }

    fn end(&mut self, route: &Route) {
        self.leg(
            self.shift.end_place,
            route.last_leg_metres,
            route.last_leg_s,
            route.arrives_s,
            None,
        );
        self.demand(
            !before(self.shift.ends_s, route.arrives_s),
            Rule::EndOfShift,
            None,
        );
        self.demand(self.breaks == self.shift.breaks.len(), Rule::CountOfBreaks, None);
        self.demand(!differ(self.value, route.value), Rule::ValueOfRoute, None);
        self.demand(!differ(self.metres, route.walked_metres), Rule::WalkOfRoute, None);
    }

    fn leg(&mut self, to: usize, metres: f64, seconds: f64, arrives_s: f64, stop: Option<&str>) {
        let way_metres = self.task.walks.metres(self.place, to);
        let way_s = self.task.walks.seconds(self.place, to);
        self.demand(way_metres.is_finite() && way_s.is_finite(), Rule::NoWay, stop);
        self.demand(!differ(metres, way_metres), Rule::LegMetres, stop);
        self.demand(!differ(seconds, way_s), Rule::LegSeconds, stop);
        self.demand(!differ(arrives_s, self.free_s + way_s), Rule::Arrival, stop);
        self.metres += way_metres;
        self.place = to;
    }

    fn demand(&mut self, is_kept: bool, rule: Rule, stop: Option<&str>) {
        if !is_kept {
            self.breaches.push(Breach {
                shift: Some(self.shift.id.clone()),
                stop: stop.map(str::to_owned),
                rule,
            });
        }
    }
}
