//! From pairs of nodes to a graph.

use super::{Edge, Place};

/// The largest connected part, with its nodes numbered anew. Of two equal parts the one with the lower number.
pub(super) fn largest_part(nodes: &[Place], pairs: &[(usize, usize)]) -> (Vec<Place>, Vec<(usize, usize)>) {
    let mut parts = Parts::new(nodes.len());
    for (one, two) in pairs {
        parts.join(*one, *two);
    }
    let roots: Vec<usize> = (0..nodes.len()).map(|node| parts.root(node)).collect();
    let mut sizes = vec![0_usize; nodes.len()];
    for root in &roots {
        if let Some(size) = sizes.get_mut(*root) {
            *size += 1;
        }
    }
    let largest = sizes
        .iter()
        .enumerate()
        .max_by_key(|(root, size)| (**size, std::cmp::Reverse(*root)))
        .map(|(root, _)| root);
    let mut kept = Vec::new();
    let mut renumbered = vec![None; nodes.len()];
    for ((place, root), number) in nodes.iter().zip(&roots).zip(&mut renumbered) {
        if Some(*root) == largest {
            *number = Some(kept.len());
            kept.push(*place);
        }
    }
    let number = |node: &usize| renumbered.get(*node).copied().flatten();
    let mut pairs: Vec<(usize, usize)> = pairs
        .iter()
        .filter_map(|(one, two)| Some((number(one)?, number(two)?)))
        .map(|(one, two)| (one.min(two), one.max(two)))
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    (kept, pairs)
}

/// Which nodes are connected: a disjoint-set forest.
struct Parts {
    parents: Vec<usize>,
}

impl Parts {
    fn new(nodes: usize) -> Self {
        Self {
            parents: (0..nodes).collect(),
        }
    }

    /// The part's lowest node; halves the way there for the next time.
    fn root(&mut self, node: usize) -> usize {
        let mut at = node;
        loop {
            let parent = self.parent(at);
            let grandparent = self.parent(parent);
            if let Some(shorter) = self.parents.get_mut(at) {
                *shorter = grandparent;
            }
            if parent == grandparent {
                return parent;
            }
            at = grandparent;
        }
    }

    fn join(&mut self, one: usize, two: usize) {
        let (one, two) = (self.root(one), self.root(two));
        if let Some(parent) = self.parents.get_mut(one.max(two)) {
            *parent = one.min(two);
        }
    }

    fn parent(&self, node: usize) -> usize {
        self.parents.get(node).copied().unwrap_or(node)
    }
}

/// Both directions of every pair, in one list ordered by node, and where each node's begin in it.
pub(super) fn adjacency(nodes: usize, lengths: &[(usize, usize, f64)]) -> (Vec<usize>, Vec<Edge>) {
    let mut both: Vec<(usize, Edge)> = lengths
        .iter()
        .flat_map(|(one, two, metres)| {
            let edge = |to: &usize| Edge {
                to: *to,
                metres: *metres,
            };
            [(*one, edge(two)), (*two, edge(one))]
        })
        .collect();
    both.sort_unstable_by_key(|(from, edge)| (*from, edge.to));
    let first_edge = (0..=nodes)
        .map(|node| both.partition_point(|(from, _)| *from < node))
        .collect();
    (first_edge, both.into_iter().map(|(_, edge)| edge).collect())
}
