//! Tasks to plan for.

use lamplight_analysis::matrix::Matrix;
use lamplight_analysis::plan::{Break, Shift, Stop, Task, Window};

/// Stops on a plane where a second leads a metre far, and shifts from its middle.
pub(crate) struct Town {
    pub(crate) stops: Vec<Stop>,
    pub(crate) shifts: Vec<Shift>,
    pub(crate) walks: Matrix,
}

impl Town {
    /// Points in metres with values; place 0 is the station at the origin.
    pub(crate) fn new(points: &[(f64, f64, f64)]) -> Self {
        let mut places = vec![(0.0, 0.0)];
        places.extend(points.iter().map(|(x, y, _)| (*x, *y)));
        let way = |one: &(f64, f64), two: &(f64, f64)| (one.0 - two.0).abs() + (one.1 - two.1).abs();
        let ways: Vec<f64> = places
            .iter()
            .flat_map(|one| places.iter().map(move |two| way(one, two)))
            .collect();
        let stop = |(number, (_, _, value)): (usize, &(f64, f64, f64))| Stop {
            id: format!("stop {number}"),
            place: number + 1,
            value: *value,
            dwell_s: 10.0,
            window: None,
            must: false,
        };
        Self {
            stops: points.iter().enumerate().map(stop).collect(),
            shifts: Vec::new(),
            walks: Matrix::new(places.len(), ways.clone(), ways).unwrap(),
        }
    }

    pub(crate) fn shift(mut self, ends_s: f64) -> Self {
        self.shifts.push(Shift {
            id: format!("shift {}", self.shifts.len()),
            start_place: 0,
            end_place: 0,
            starts_s: 0.0,
            ends_s,
            breaks: Vec::new(),
        });
        self
    }

    pub(crate) fn pause(mut self, opens_s: f64, closes_s: f64, lasts_s: f64) -> Self {
        let window = Window { opens_s, closes_s };
        self.shifts
            .last_mut()
            .unwrap()
            .breaks
            .push(Break { window, lasts_s });
        self
    }

    pub(crate) fn window(mut self, stop: usize, opens_s: f64, closes_s: f64) -> Self {
        self.stops[stop].window = Some(Window { opens_s, closes_s });
        self
    }

    pub(crate) fn task(&self) -> Task<'_> {
        Task {
            stops: &self.stops,
            shifts: &self.shifts,
            walks: &self.walks,
        }
    }
}
