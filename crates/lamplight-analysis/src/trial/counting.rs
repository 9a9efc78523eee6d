//! Counting what happened in the places of a trial, and around them.

use std::collections::BTreeMap;

use super::assignment::{Candidate, Pair, buffer};
use super::rate_ratio::Stratum;
use crate::grid::{Cell, Grid};
use crate::score::Event;

/// What happened in a trial, pair by pair.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted {
    /// In the places themselves.
    pub places: Vec<Stratum>,
    /// In the cells around them, up to [`super::assignment::BUFFER_RINGS`] away.
    pub around: Vec<Stratum>,
}

/// The cells in which anything happened: where nothing did, a patrol could prevent nothing.
#[must_use]
pub fn candidates(events: &[Event]) -> Vec<Candidate> {
    let counts = by_cell(events).into_iter();
    counts.map(|(cell, before)| Candidate { cell, before }).collect()
}

/// Counts what happened in so many days in each pair of places, and around them.
#[must_use]
pub fn count(grid: &Grid, pairs: &[Pair], events: &[Event], days: f64) -> Counted {
    let counts = by_cell(events);
    let happened = |cells: &[Cell]| {
        cells
            .iter()
            .map(|cell| counts.get(cell).unwrap_or(&0.0))
            .sum::<f64>()
    };
    let stratum = |treated: &[Cell], control: &[Cell]| Stratum {
        treated_events: happened(treated),
        treated_cell_days: treated.len() as f64 * days,
        control_events: happened(control),
        control_cell_days: control.len() as f64 * days,
    };
    let around = |pair: &Pair| {
        let (treated, control) = ([pair.treated], [pair.control]);
        stratum(
            &buffer(grid, &treated, &control),
            &buffer(grid, &control, &treated),
        )
    };
    Counted {
        places: pairs
            .iter()
            .map(|pair| stratum(&[pair.treated], &[pair.control]))
            .collect(),
        around: pairs.iter().map(around).collect(),
    }
}

fn by_cell(events: &[Event]) -> BTreeMap<Cell, f64> {
    let mut counts = BTreeMap::new();
    for event in events {
        *counts.entry(event.cell).or_insert(0.0) += 1.0;
    }
    counts
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::grid::tests::square_of;
    use crate::incidents::{Catalogue, Category, Origin};

    #[test]
    fn each_arm_has_its_own_places_and_its_own_surroundings() {
        let grid = Grid::within(&square_of(3_000.0), 150.0).unwrap();
        let at = |column: usize, row: usize| {
            let mut cells = grid.cells().iter();
            *cells
                .find(|cell| grid.column_and_row(**cell) == (column, row))
                .unwrap()
        };
        let mut catalogue = Catalogue::default();
        let category = Category {
            name: "paint".into(),
            origin: Origin::Reported,
            is_suspicion: false,
        };
        let category = catalogue.add(category).unwrap();
        let event = |cell| Event {
            at: DateTime::UNIX_EPOCH,
            category,
            cell,
        };
        let pair = Pair {
            treated: at(5, 5),
            control: at(14, 14),
        };
        // Two in the treated cell, one beside it, one two away, one three away; one in the control cell.
        let cells = [(5, 5), (5, 5), (6, 5), (5, 7), (8, 5), (14, 14)];
        let events: Vec<Event> = cells.map(|(column, row)| event(at(column, row))).into();
        let counted = count(&grid, &[pair], &events, 10.0);
        let [places] = counted.places[..] else {
            panic!("one pair")
        };
        assert_eq!((places.treated_events, places.control_events), (2.0, 1.0));
        assert_eq!(places.treated_cell_days, 10.0);
        let [around] = counted.around[..] else {
            panic!("one pair")
        };
        assert_eq!((around.treated_events, around.control_events), (2.0, 0.0));
        assert_eq!(around.treated_cell_days, 240.0);
        let before: Vec<f64> = candidates(&events).iter().map(|one| one.before).collect();
        assert_eq!(before.len(), 5);
        assert!(before.contains(&2.0));
    }
}
