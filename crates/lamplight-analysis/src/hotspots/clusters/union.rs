//! Which squares belong together: a disjoint-set forest.

/// Sets that are joined and never parted.
pub(super) struct Forest {
    parents: Vec<usize>,
}

impl Forest {
    /// So many sets of one.
    pub(super) fn of(count: usize) -> Self {
        Self {
            parents: (0..count).collect(),
        }
    }

    fn parent(&self, one: usize) -> usize {
        self.parents.get(one).copied().unwrap_or(one)
    }

    /// The one that stands for a set.
    pub(super) fn root(&self, mut one: usize) -> usize {
        while self.parent(one) != one {
            one = self.parent(one);
        }
        one
    }

    /// Whether two belong to different sets.
    pub(super) fn are_apart(&self, a: usize, b: usize) -> bool {
        self.root(a) != self.root(b)
    }

    /// Joins the sets of two, and shortens their ways to the root.
    pub(super) fn join(&mut self, a: usize, b: usize) {
        let (a_root, b_root) = (self.root(a), self.root(b));
        let root = a_root.min(b_root);
        for mut one in [a, b, a_root, b_root] {
            while self.parent(one) != root {
                let next = self.parent(one);
                if let Some(parent) = self.parents.get_mut(one) {
                    *parent = root;
                }
                one = next;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_joined_stays_joined() {
        let mut forest = Forest::of(6);
        forest.join(4, 5);
        forest.join(1, 2);
        forest.join(5, 2);
        assert!(!forest.are_apart(4, 1));
        assert!(forest.are_apart(0, 1) && forest.are_apart(3, 4));
        assert_eq!(forest.root(5), 1);
    }
}
