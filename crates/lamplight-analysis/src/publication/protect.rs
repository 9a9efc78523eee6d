//! Hides low counts, and enough of the others that no low one can be found by subtraction.
//!
//! A table with its sums is a flow that goes round (after Cox 1980 and Gusfield 1988): a count flows from its row to its
//! column, the sums flow back. Whoever knows the shown numbers knows the hidden ones up to flows around circles of hidden
//! numbers. So a low count is safe when it lies on a circle around which five more could flow without any number falling
//! below nothing: then what is shown fits as well to a table in which it is not low. For each low count the circle that
//! costs the least is sought, cost being the counts that must be hidden besides.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::table::{CountTable, Entry, Published};

/// Counts below this are hidden, none at all among them.
pub const HIDDEN_BELOW: u32 = 5;

/// Hides what must not be shown.
///
/// What is promised: from all that is shown, knowing that counts are whole and not negative, nobody can conclude of any
/// hidden number below five that it is below five.
#[must_use]
pub fn protect(table: &CountTable) -> Published {
    let mut circulation = Circulation::of(table);
    let low = circulation.low();
    for place in &low {
        circulation.hide(*place);
    }
    for place in low {
        circulation.protect(place);
    }
    circulation.publish()
}

/// Row and column of a number; the last of each are the sums.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    row: usize,
    column: usize,
}

/// Where flows meet: a row or a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Node {
    Row(usize),
    Column(usize),
}

struct Circulation {
    /// With the sums.
    counts: Vec<Vec<u32>>,
    is_hidden: Vec<Vec<bool>>,
    /// By the number of a node, the nodes to which five more can flow over one hidden number.
    ways: Vec<Vec<usize>>,
    /// The number of the row, and of the column, that holds the sums.
    sums_row: usize,
    sums_column: usize,
}

impl Circulation {
    fn of(table: &CountTable) -> Self {
        let counts = table.with_sums();
        Self {
            is_hidden: counts.iter().map(|row| vec![false; row.len()]).collect(),
            ways: vec![Vec::new(); table.rows() + table.columns() + 2],
            counts,
            sums_row: table.rows(),
            sums_column: table.columns(),
        }
    }

    fn low(&self) -> Vec<Place> {
        let rows = self.counts.iter().enumerate();
        let numbers = rows.flat_map(|(row, counts)| {
            let numbered = counts.iter().enumerate();
            numbered.map(move |(column, count)| (*count, Place { row, column }))
        });
        let low = numbers.filter(|(count, _)| *count < HIDDEN_BELOW);
        low.map(|(_, place)| place).collect()
    }

    fn count(&self, place: Place) -> u32 {
        let row = self.counts.get(place.row);
        row.and_then(|row| row.get(place.column)).copied().unwrap_or(0)
    }

    fn is_hidden(&self, place: Place) -> bool {
        let row = self.is_hidden.get(place.row);
        row.and_then(|row| row.get(place.column))
            .is_some_and(|hidden| *hidden)
    }

    fn hide(&mut self, place: Place) {
        let row = self.is_hidden.get_mut(place.row);
        let Some(hidden) = row.and_then(|row| row.get_mut(place.column)) else {
            return;
        };
        if !std::mem::replace(hidden, true) {
            let (from, to) = self.ends(place);
            self.open_way(from, to);
            if self.may_shrink(place) {
                self.open_way(to, from);
            }
        }
    }

    fn open_way(&mut self, from: Node, to: Node) {
        let (from, to) = (self.number(from), self.number(to));
        if let Some(ways) = self.ways.get_mut(from) {
            ways.push(to);
        }
    }

    /// Whether five fewer would still be a count.
    fn may_shrink(&self, place: Place) -> bool {
        self.count(place) >= HIDDEN_BELOW
    }

    /// Whether a number flows from its row to its column. Counts and the sum of all do; the other sums flow back.
    fn flows_from_row(&self, place: Place) -> bool {
        (place.row == self.sums_row) == (place.column == self.sums_column)
    }

    /// Where a number flows from, and where to.
    fn ends(&self, place: Place) -> (Node, Node) {
        let (row, column) = (Node::Row(place.row), Node::Column(place.column));
        if self.flows_from_row(place) {
            (row, column)
        } else {
            (column, row)
        }
    }

    /// The steps that five more can take from a node: with a number's flow always, against it where it is at least five.
    fn steps(&self, from: Node) -> impl Iterator<Item = (Node, Place)> {
        let count = match from {
            Node::Row(_) => self.sums_column + 1,
            Node::Column(_) => self.sums_row + 1,
        };
        let step = move |other: usize| match from {
            Node::Row(row) => (Node::Column(other), Place { row, column: other }),
            Node::Column(column) => (Node::Row(other), Place { row: other, column }),
        };
        (0..count)
            .map(step)
            .filter(move |(to, place)| self.ends(*place) == (from, *to) || self.may_shrink(*place))
    }

    /// Hides what closes the cheapest circle through a number, where none is closed yet.
    fn protect(&mut self, place: Place) {
        let (from, to) = self.ends(place);
        if self.is_way(to, from) {
            return;
        }
        // The circle leaves by the number itself, so the way back is sought.
        for step in self.cheapest_way(to, from) {
            self.hide(step);
        }
    }

    /// Whether five more can flow between two nodes over what is hidden.
    fn is_way(&self, from: Node, to: Node) -> bool {
        let (from, to) = (self.number(from), self.number(to));
        let mut is_known = vec![false; self.ways.len()];
        let mut open = vec![from];
        while let Some(node) = open.pop() {
            if node == to {
                return true;
            }
            for next in self.ways.get(node).map_or(&[][..], Vec::as_slice) {
                if let Some(is_known) = is_known.get_mut(*next).filter(|known| !**known) {
                    *is_known = true;
                    open.push(*next);
                }
            }
        }
        false
    }

    /// The way between two nodes that hides the least (Dijkstra 1959). There is one in every table: with the flow over the
    /// sums. It never leads over the low number whose circle it closes: that one flows the other way.
    fn cheapest_way(&self, from: Node, to: Node) -> Vec<Place> {
        let mut best: Vec<Option<(u64, Option<Place>)>> = vec![None; self.ways.len()];
        let mut open = BinaryHeap::from([Reverse((0_u64, from))]);
        if let Some(begin) = best.get_mut(self.number(from)) {
            *begin = Some((0, None));
        }
        while let Some(Reverse((cost, node))) = open.pop() {
            if node == to {
                break;
            }
            for (next, place) in self.steps(node) {
                let cost = cost + self.cost(place);
                if let Some(known) = best.get_mut(self.number(next))
                    && known.is_none_or(|(known, _)| cost < known)
                {
                    *known = Some((cost, Some(place)));
                    open.push(Reverse((cost, next)));
                }
            }
        }
        self.way_back(&best, to)
    }

    fn way_back(&self, best: &[Option<(u64, Option<Place>)>], to: Node) -> Vec<Place> {
        let came_by = |node: Node| {
            best.get(self.number(node))
                .copied()
                .flatten()
                .and_then(|(_, place)| place)
        };
        let mut way = Vec::new();
        let mut node = to;
        while let Some(place) = came_by(node) {
            way.push(place);
            node = match node {
                Node::Row(_) => Node::Column(place.column),
                Node::Column(_) => Node::Row(place.row),
            };
        }
        way
    }

    fn number(&self, node: Node) -> usize {
        match node {
            Node::Row(row) => row,
            Node::Column(column) => self.sums_row + 1 + column,
        }
    }

    /// What readers lose when a number is hidden: nothing more where it is hidden already.
    fn cost(&self, place: Place) -> u64 {
        if self.is_hidden(place) {
            0
        } else {
            u64::from(self.count(place)).max(1)
        }
    }

    fn publish(self) -> Published {
        let rows = self.counts.into_iter().zip(self.is_hidden);
        let entries = rows.map(|(counts, hidden)| {
            let entry = |(count, hidden)| {
                if hidden {
                    Entry::Hidden
                } else {
                    Entry::Shown(count)
                }
            };
            counts.into_iter().zip(hidden).map(entry).collect()
        });
        Published::of(entries.collect())
    }
}
